from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import Anchor, find_dates
from extractors.front import anchor, read_front, with_declared_day
from extractors.layout import read_lines
from models import Document, DocumentFacts
from models.facts import DocumentKind

LEAD = (
    "Ngày 19/12, tại Sơn La, Khối thi đua các trường chuyên nghiệp tổ chức hội nghị tổng kết công tác thi đua, "
    "khen thưởng năm 2018 và ký giao ước thi đua năm 2019."
)


def front(text: str) -> DocumentFacts:
    text = text.strip()
    return read_front(text, read_lines(text))


def page(*head: str, lead: str = LEAD, foot: tuple[str, ...] = ()) -> DocumentFacts:
    return front("\n".join([*head, lead, *foot]))


TITLE = "Khối các trường chuyên nghiệp nhìn lại một năm"


def test_a_page_of_news() -> None:
    found = page(
        "BÁO SƠN LA",
        "Trang chủ | Thời sự | Kinh tế | Văn hóa",
        TITLE,
        "Thứ Năm, 20/12/2018 - 09:15",
        foot=("Bài, ảnh: Lò Thu Hà - Cầm Văn Bun", "Tin liên quan", "Khối 3 họp (21/12/2018)"),
    )
    assert found == DocumentFacts(
        title=TITLE,
        published_on=date(2018, 12, 20),
        author="Lò Thu Hà, Cầm Văn Bun",
        publisher="BÁO SƠN LA",
        kind="meeting_report",
    )


@pytest.mark.parametrize(
    "line",
    [
        "Cập nhật: 20/12/2018 09:15",
        "Ngày đăng: 20-12-2018",
        "Đăng lúc: Thứ năm - 20/12/2018 16:42 - Người đăng bài viết: admin",
        "20/12/2018",
        "(20/12/2018 – 402 lượt đọc)",
        "Thứ Năm, 20 Tháng 12 2018 09:15",
        "Ngày 20 tháng 12 năm 2018",
        "20.12.2018 | 9h15",
        "Đăng bởi: Trung tâm Truyền thông và Thông tin tỉnh Sơn La - Ngày đăng: 20/12/2018",
    ],
)
def test_ways_to_date_a_page(line: str) -> None:
    assert page(TITLE, line).published_on == date(2018, 12, 20)


def test_the_clock_of_a_page_dates_nothing() -> None:
    assert page("Chủ nhật Ngày 03 Tháng 03 Năm 2024, 10:22:21", TITLE).published_on is None
    assert page("Hôm nay: Chủ nhật, 03/03/2024", TITLE, "Ngày đăng: 20/12/2018").published_on == date(2018, 12, 20)


def test_a_day_behind_the_headline_is_no_part_of_it() -> None:
    found = page(f"{TITLE} (20/12/2018)")
    assert (found.title, found.published_on) == (TITLE, date(2018, 12, 20))


@pytest.mark.parametrize(
    ("foot", "author"),
    [
        ("Tin, ảnh: KIỀU OANH", "KIỀU OANH"),
        ("Tác giả: Hà Thu", "Hà Thu"),
        ("Hà Thu – Văn Bình", "Hà Thu, Văn Bình"),
        ("N.T.L", "N.T.L"),
        ("T.H (tổng hợp)", "T.H"),
        ("H.Nguyên", "H.Nguyên"),
        ("Bài: Hà Thu; ảnh: Văn Bình", "Hà Thu"),
        ("Người đăng: admin", None),
        ("Ghi chép của HÀ THU", "HÀ THU"),
        ("Bài và ảnh của Hà Thu", "Hà Thu"),
        ("Phóng sự của Hà Thu - Văn Bình", "Hà Thu, Văn Bình"),
        ("Hà Thu - Phòng Tổ chức cán bộ", "Hà Thu"),
        ("Hà Thu (Văn phòng Sở)", "Hà Thu"),
        ("Tác giả: Hà Thu - Ảnh: Văn Bình", "Hà Thu"),
        ("H.THU", "H.THU"),
        ("Tr. Thu", "Tr. Thu"),
        ("Hà Thu - TAND tỉnh Sơn La", "Hà Thu"),
        ("Hà Thu (Huyện đoàn Mai Sơn)", "Hà Thu"),
        ("Bài, ảnh: Hà Thu – PC Sơn La", "Hà Thu"),
        ("Tác giả: Hà Thu - CTV", "Hà Thu"),
        ("Luật gia Lò Hà Thu", "Lò Hà Thu"),
        ("BBT", "BBT"),
        ("Phòng Tổng hợp - Nghiệp vụ - Dự toán", "Phòng Tổng hợp - Nghiệp vụ - Dự toán"),
        ("Văn phòng Sở Y tế", "Văn phòng Sở Y tế"),
        ("Ban Thi đua LĐLĐ tỉnh", "Ban Thi đua LĐLĐ tỉnh"),
        ("PV - 20.12.2018", "PV"),
        ("Biên tập: Hà Thu. Phát thanh viên: Văn Bình", "Hà Thu"),
        ("Nguồn: Văn phòng Sở Nội vụ Sơn La (Lò Hà Thu)", "Lò Hà Thu"),
        ("Hội nghị kết thúc trong không khí phấn khởi.", None),
    ],
)
def test_bylines(foot: str, author: str | None) -> None:
    assert page(TITLE, "20/12/2018", foot=(foot,)).author == author


def test_a_name_on_the_line_of_the_date_is_the_author() -> None:
    assert page(TITLE, "THI ĐUA – Thứ tư, 19/12/2018 15:07 (GMT+7) – Quàng Hải").author == "Quàng Hải"
    assert page(TITLE, "19/12/2018 - 16:45 - Tòng Thị Mai Hoa").author == "Tòng Thị Mai Hoa"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Cập nhật: 19/12/2018 - 08:05 Tác giả: Tòng Thị Hoa Số lượt đọc: 640", "Tòng Thị Hoa"),
        ("(Người đăng: Tòng Thị Hoa, ngày 19/12/2018)", "Tòng Thị Hoa"),
        ("Đăng lúc 19/12/2018 | Đăng bởi: Ban Biên tập", None),
        ("Thứ Hai, 19.12.2018", None),
        ("Mai Sơn, ngày 19/12/2018", None),
    ],
)
def test_who_is_introduced_on_the_line_of_the_date_is_the_author(line: str, author: str | None) -> None:
    assert page(TITLE, line).author == author


def test_the_foot_gives_the_given_name_of_who_is_named_above() -> None:
    assert page(TITLE, "(Người đăng: Tòng Thị Hoa, ngày 19/12/2018)", foot=("Thị Hoa",)).author == "Tòng Thị Hoa"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (("BÁO LAI CHÂU - Thứ Năm, 20-12-2018",), "BÁO LAI CHÂU"),
        (("Báo Lao động - số 57, thứ năm 20-12-2018 (trang 3)",), "Báo Lao động"),
        (("RỪNG XANH - số 47 (ra ngày 20-12-2018)",), "RỪNG XANH"),
        (("SỞ Y TẾ LAI CHÂU - TIN HOẠT ĐỘNG", "Trang chủ | Giới thiệu | Tin tức"), "SỞ Y TẾ LAI CHÂU"),
        (("Công đoàn Giao thông Việt Nam | Tin hoạt động cơ sở",), "Công đoàn Giao thông Việt Nam"),
        (("BỘ QUỐC PHÒNG - TỔNG CỤC HẬU CẦN", "Trang chủ | Giới thiệu | Tin tức"), "TỔNG CỤC HẬU CẦN"),
        (("UBND TỈNH LAI CHÂU", "SỞ NỘI VỤ", "Trang chủ | Giới thiệu | Tin tức"), "SỞ NỘI VỤ"),
        (("ĐẠI HỌC TÂY BẮC - TAY BAC UNIVERSITY", "Trang chủ | Giới thiệu | Tin tức"), "ĐẠI HỌC TÂY BẮC"),
        (("taybacngaynay.net :: Chủ nhật 23/12/2018 :: RSS", "Văn hóa - Thể thao"), "taybacngaynay.net"),
        (("Tổng cục Thuế | Cục Thuế tỉnh Sơn La", "Tin tức - Sự kiện"), "Cục Thuế tỉnh Sơn La"),
        (("Báo Lai Châu điện tử - Số ra ngày 20/12/2018",), "Báo Lai Châu"),
        (("TẠP CHÍ RỪNG VÀ NGƯỜI | Số Tết Kỷ Hợi",), "TẠP CHÍ RỪNG VÀ NGƯỜI"),
        ((TITLE, "TN | 20/12/2018 18:05", "Góc học đường » Tuyển sinh"), "TN"),
        (("TRUNG ƯƠNG HỘI KHUYẾN HỌC VIỆT NAM » Tin địa phương » Sơn La",), "TRUNG ƯƠNG HỘI KHUYẾN HỌC VIỆT NAM"),
        (("TẠP CHÍ RỪNG NÚI - Thông tin địa phương (số tháng 12/2018)",), "TẠP CHÍ RỪNG NÚI"),
        (("Báo Sơn La - Thể thao",), "Báo Sơn La"),
        (("TỔNG CÔNG TY CAO SU - INTRANET", "Trang chủ | Giới thiệu | Tin tức"), "TỔNG CÔNG TY CAO SU"),
        (("VINARUBBER - TẠP CHÍ CAO SU ONLINE", "Trang chủ | Giới thiệu | Tin tức"), "TẠP CHÍ CAO SU ONLINE"),
        (("TỔNG CÔNG TY CAO SU", "CỤM THI ĐUA TÂY BẮC"), None),
        (("Kinh tế > Doanh nghiệp",), None),
    ],
)
def test_the_banner_names_the_publisher(head: tuple[str, ...], publisher: str | None) -> None:
    assert page(*head, TITLE, "Đăng lúc 22/12/2018 07:31").publisher == publisher


def test_a_newspaper_is_named_in_full_and_a_body_as_it_signs() -> None:
    assert page("Tây Bắc Ngày Mới > Kinh tế", TITLE, "20/12/2018", lead="(TBNM) - " + LEAD).publisher == (
        "Tây Bắc Ngày Mới"
    )
    assert (
        page("baotaybac.com.vn", "Trang chủ | Tin tức | Kinh tế", TITLE, "20/12/2018", lead="(TBO) - " + LEAD).publisher
        == "TBO"
    )
    assert page("Công an tỉnh Lai Châu", TITLE, "20/12/2018", lead="(CALC) - " + LEAD).publisher == "CALC"


def test_a_body_signs_the_lead() -> None:
    assert page(TITLE, "20/12/2018", lead="KBNN Sơn La - Vừa qua, " + LEAD).publisher == "KBNN Sơn La"


def test_an_agency_report_has_its_agency_and_day_in_the_lead() -> None:
    found = page("TỔNG KẾT THI ĐUA CÁC TỈNH", lead="Sơn La (TTXVN 20-12-2018): Hôm qua, " + LEAD)
    assert (found.publisher, found.published_on) == ("TTXVN", date(2018, 12, 20))


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (("Tin tức » Hoạt động T.Năm, 20/12/2018", TITLE), ()),
        ((TITLE,), ("Hà Thu - 20.12.2018",)),
        ((TITLE, "20/12/2018 08:40:12 AM Cỡ chữ: a A"), ()),
        ((TITLE, "Cập nhật lúc 08:12, 20/12/2018"), ()),
        (("Báo Lai Châu điện tử Thứ năm, 20-12-18 16:02:11", TITLE), ()),
    ],
)
def test_more_ways_to_date_a_page(head: tuple[str, ...], foot: tuple[str, ...]) -> None:
    assert page(*head, foot=foot).published_on == date(2018, 12, 20)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            ("BÁO SƠN LA", "NHỮNG BƯỚC CHÂN TRÊN NON", "Ghi chép tại Hội nghị tổng kết năm 2018 của Khối thi đua số 3"),
            1,
        ),
        (("ĐOÀN TRƯỜNG ĐẠI HỌC TÂY BẮC - BẢN TIN “LỬA” SỐ 14 (THÁNG 8/2018)", "BA NGÀY KHÔNG QUÊN!"), 1),
        (("BÁO SƠN LA", TITLE, "(Ghi nhanh tại Hội nghị tổng kết năm 2018 của Khối thi đua số 3)"), 1),
        (("BÁO SƠN LA", "Cụm thi đua các huyện vùng cao", "TỔNG KẾT PHONG TRÀO THI ĐUA NĂM 2018"), 2),
        (("HỘI NÔNG DÂN TỈNH SƠN LA", "Số 3 Tô Hiệu, Sơn La   ĐT: (022) 385xxx   Email: vp@...", "", TITLE), 3),
        (("RỪNG XANH", "=====", "ĐIỂM TIN TUẦN * Ra ngày 20/12/2018 * Biên tập: Hà Thu"), 2),
    ],
)
def test_the_headline_is_told_from_banners_and_kickers(head: tuple[str, ...], title: int) -> None:
    assert page(*head).title == head[title].split(" * ")[0]


def test_minutes_without_a_motto() -> None:
    found = front(
        "SỞ Y TẾ LAI CHÂU\nKHỐI THI ĐUA CÁC BỆNH VIỆN\n\nBIÊN BẢN\nHỌP BÌNH XÉT NĂM 2018\n\n"
        "Thời gian: 8 giờ ngày 20/12/2018.\nĐịa điểm: phường Tân Phong.\nKhối họp bình xét thi đua."
    )
    assert found == DocumentFacts(
        title="BIÊN BẢN HỌP BÌNH XÉT NĂM 2018", published_on=date(2018, 12, 20), kind="minutes"
    )


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("PHÒNG GIÁO DỤC SÔNG MÃ\nCỤM THI ĐUA SỐ 3\n\nBIÊN BẢN HỘI NGHỊ CỤM", "minutes"),
        (
            "HỘI NÔNG DÂN SƠN LA\nCỤM THI ĐUA SỐ 3\n*\nSố 03-TB/CTĐ3\nSơn La, ngày 20 tháng 12 năm 2018\nTHÔNG BÁO",
            "notice",
        ),
    ],
)
def test_papers_of_small_bodies_and_of_the_party(head: str, kind: str) -> None:
    text = f"{head}\nVề việc bình xét năm 2018\n\nThời gian: 8 giờ ngày 20/12/2018.\nCụm họp bình xét thi đua."
    assert (front(text).kind, front(text).published_on) == (kind, date(2018, 12, 20))


def test_questions_of_readers_are_no_meeting_report() -> None:
    assert page(TITLE, lead="Câu hỏi của chị L.T.H: " + LEAD).kind == "other"


@pytest.mark.parametrize(
    ("tag", "publisher"),
    [
        ("(BTĐKT)-", "BTĐKT"),
        ("QK2 – ", "QK2"),
        ("(Sơn La Online) - ", "Sơn La Online"),
        ("(Baosonla.org.vn) - ", "Baosonla.org.vn"),
        ("Sơn La – ", None),
        ("TPHCM - ", None),
    ],
)
def test_the_tag_of_the_lead_names_the_publisher(tag: str, publisher: str | None) -> None:
    assert page(TITLE, "20/12/2018", lead=tag + LEAD).publisher == publisher


def test_the_owner_of_the_copyright_is_the_publisher_where_nothing_else_names_it() -> None:
    assert (
        page(TITLE, foot=("© 2018 Bản quyền thuộc Hội Nông dân tỉnh Sơn La",)).publisher == "Hội Nông dân tỉnh Sơn La"
    )


def paper(kind: str, *subject: str, body: str = "Thực hiện chương trình công tác, đơn vị báo cáo như sau.") -> str:
    return "\n".join(
        [
            "SỞ Y TẾ TỈNH SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "KHỐI THI ĐUA SỐ 1 Độc lập - Tự do - Hạnh phúc",
            "Số: 12/BC-KTĐ Sơn La, ngày 08 tháng 01 năm 2019",
            "",
            kind,
            *subject,
            "",
            body,
            "Nơi nhận: TRƯỞNG KHỐI",
            "- Lưu: VT. Lò Văn Hặc",
        ]
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("BÁO CÁO", "official_report"),
        ("BÁO CÁO TÓM TẮT", "official_report"),
        ("BIÊN BẢN HỌP", "minutes"),
        ("QUYẾT ĐỊNH", "decision"),
        ("THÔNG BÁO", "notice"),
        ("KẾ HOẠCH", "notice"),
        ("HƯỚNG DẪN", "notice"),
        ("GIAO ƯỚC THI ĐUA", "other"),
    ],
)
def test_kinds_of_papers(line: str, kind: DocumentKind) -> None:
    found = front(paper(line, "Tổng kết phong trào thi đua", "của Khối thi đua số 1 năm 2018"))
    assert found == DocumentFacts(
        title=f"{line} Tổng kết phong trào thi đua của Khối thi đua số 1 năm 2018",
        published_on=date(2019, 1, 8),
        kind=kind,
    )


def test_minutes_without_a_date_line_are_dated_by_their_opening() -> None:
    text = paper(
        "BIÊN BẢN",
        "Họp bình xét thi đua năm 2018",
        body="Căn cứ Hướng dẫn số 3/HD-SYT ngày 01/11/2018;\nHôm nay, hồi 14 giờ ngày 17/12/2018, Khối họp bình xét.",
    )
    assert front(text.replace(" Sơn La, ngày 08 tháng 01 năm 2019", "")).published_on == date(2018, 12, 17)


def test_news_of_something_else_is_no_meeting_report() -> None:
    lead = "Khối lượng hàng hóa qua cảng trong tháng tăng mạnh, các doanh nghiệp đang thiếu kho bãi để chứa hàng."
    assert page("Cảng biển quá tải", lead=lead).kind == "other"


def test_the_anchor_is_the_day_of_publication_or_the_year_of_the_headline() -> None:
    dated = DocumentFacts(title="Họp", published_on=date(2019, 1, 8), kind="other")
    assert anchor(dated, ()) == Anchor(date(2019, 1, 8), 2019)
    titled = DocumentFacts(title="Tổng kết năm 2017, phương hướng năm 2018", kind="other")
    assert anchor(titled, ()) == Anchor(None, 2017)
    text = "Họp ngày 3/4/2016 và ngày 5/6/2016; năm 2010 chưa có."
    assert anchor(DocumentFacts(kind="other"), find_dates(text)) == Anchor(None, 2016)
    assert anchor(DocumentFacts(kind="other"), ()) == Anchor(None, None)


@given(st.text(alphabet="aăâ ABĐ.,;:-–|/()0123456789\n“”©ảnhTin", max_size=300))
def test_any_text_has_front_matter(text: str) -> None:
    front(text)


@pytest.mark.parametrize(
    ("media_type", "declared", "shown", "kind", "expected"),
    [
        ("text/html", "2018-12-20T08:00:00+07:00", None, "meeting_report", date(2018, 12, 20)),
        ("text/html", "2018-12-20", None, "other", date(2018, 12, 20)),
        ("text/html", "2018-12-20", date(2018, 12, 21), "meeting_report", date(2018, 12, 21)),
        ("text/html", "2018-12-20", None, "decision", None),
        ("text/html", "hôm qua", None, "meeting_report", None),
        ("text/html", "", None, "meeting_report", None),
        ("application/pdf", "2018-12-20", None, "meeting_report", None),
    ],
)
def test_the_day_that_a_page_declares(
    media_type: str, declared: str, shown: date | None, kind: DocumentKind, expected: date | None
) -> None:
    document = Document(
        doc_id="a",
        source="a.html",
        sha256="",
        text=LEAD,
        text_sha256="",
        media_type=media_type,
        segments=(),
        metadata={"date": declared} if declared else {},
    )
    front = DocumentFacts(title=TITLE, published_on=shown, kind=kind)
    assert with_declared_day(front, document).published_on == expected


@pytest.mark.parametrize(
    ("imprint", "name"),
    [
        ("(Tạp chí Nông thôn Việt)", "Tạp chí Nông thôn Việt"),
        ("Tạp chí Thương binh và Xã hội, số tháng 7-2012", "Tạp chí Thương binh và Xã hội"),
        ("(Báo Lao động Thủ đô, số 91 ra ngày 30-7-2007)", "Báo Lao động Thủ đô"),
        ("(Báo Lao động Thủ đô, số ra ngày 30-7-2007)", "Báo Lao động Thủ đô"),
    ],
)
def test_a_line_that_says_where_the_piece_is_from(imprint: str, name: str) -> None:
    text = (
        "Những bông hồng của Cụm 5\n\n"
        f"{imprint}\n\n"
        "Ngày 4/7, tại thị xã Tây Ninh, Cụm thi đua số 5 Hội Nông dân Việt Nam tổ chức hội nghị sơ kết 6 tháng đầu năm. "
        "Dự hội nghị có lãnh đạo các đơn vị trong cụm và đại diện các sở, ngành của tỉnh, cùng đông đảo hội viên.\n"
    )
    assert read_front(text, read_lines(text)).publisher == name


def test_a_report_dated_and_signed_at_the_foot_alone() -> None:
    text = (
        "PHÒNG GD-ĐT HUYỆN CHÂU PHÚ\nCỤM THI ĐUA SỐ 2\n\nBÁO CÁO SƠ KẾT CỤM THI ĐUA HỌC KỲ I\n\n"
        "Thực hiện sự chỉ đạo của Phòng GD-ĐT, học kỳ I cụm thi đua số 2 gồm có 5 trường tiểu học trên địa bàn.\n"
        "Các trường đã ký giao ước thi đua từ đầu năm học và tổ chức thao giảng cụm ba lần trong học kỳ vừa qua.\n\n"
        "Vịnh Thạnh Trung, ngày 12 tháng 01 năm 2009\nCỤM TRƯỞNG\nTrần Văn Bảy\n"
    )
    found = read_front(text, read_lines(text))
    assert (found.kind, found.title) == ("official_report", "BÁO CÁO SƠ KẾT CỤM THI ĐUA HỌC KỲ I")


def test_a_speech_is_headed_by_its_kind_and_no_report() -> None:
    found = front(
        "LỜI KHAI MẠC\ncủa bà Lò Hà Thu, Giám đốc Sở Nội vụ, tại hội nghị tổng kết Khối thi đua số 3\n"
        "(Sơn La, ngày 19/12/2018)\n\nKính thưa các đồng chí trong Khối thi đua số 3!\n\n" + LEAD + "\n\n"
        "(Ghi theo băng; đăng trên bản tin nội bộ Sở Nội vụ, số ra ngày 24/12/2018. Lược bỏ phần chào hỏi)"
    )
    assert (found.title, found.kind) == ("LỜI KHAI MẠC", "other")
    assert (found.publisher, found.published_on) == ("bản tin nội bộ Sở Nội vụ", date(2018, 12, 24))


@pytest.mark.parametrize("opening", ["Sơn La, ngày 20/12/2018 - ", "(TP. Sơn La, 20/12/2018) – "])
def test_a_statement_to_the_press_is_dated_by_its_lead(opening: str) -> None:
    assert page("Thông cáo báo chí", TITLE, lead=opening + LEAD).published_on == date(2018, 12, 20)
