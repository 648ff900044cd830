from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Meeting
from tests.extractors.reading import annotated, facts

MASTHEAD = (
    "HỘI KHUYẾN HỌC VIỆT NAM                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "CỤM THI ĐUA SỐ 3                                Độc lập - Tự do - Hạnh phúc\n"
)


def meetings(text: str) -> list[Meeting]:
    return list(annotated(text, "meetings")._.meetings)


def told(*paragraphs: str, title: str = "Cụm thi đua số 3 họp", published: str = "20/12/2018") -> list[Meeting]:
    """The meetings of a page with these paragraphs."""
    return meetings("\n\n".join((title, published, *paragraphs)))


def one(*paragraphs: str, title: str = "Cụm thi đua số 3 họp", published: str = "20/12/2018") -> Meeting:
    (found,) = told(*paragraphs, title=title, published=published)
    return found


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        ("tổ chức Hội nghị tổng kết công tác năm 2018", "year_review"),
        ("đã tổng kết phong trào thi đua năm 2018", "year_review"),
        ("ngồi lại để tổng kết công tác thi đua năm 2018", "year_review"),
        ("tổ chức Hội nghị sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm", "interim_review"),
        ("họp giao ban quý III", "briefing"),
        ("tổ chức hội nghị trực tuyến giao ban lần thứ 2", "briefing"),
        ("tổ chức Hội nghị ký kết giao ước thi đua năm 2019", "signing"),
        ("tổ chức Hội nghị triển khai nhiệm vụ và ký kết giao ước thi đua năm 2018", "launch"),
        ("tổ chức Lễ phát động thi đua", "launch"),
        ("tổ chức hội thảo “Nâng cao chất lượng tổng kết thực tiễn”", "workshop"),
        ("tổ chức buổi tọa đàm về công tác khen thưởng", "workshop"),
        ("tiến hành kiểm tra chéo, chấm điểm tại các đơn vị", "inspection"),
        ("họp bình xét thi đua năm 2018", "other"),
        ("tổ chức hội thao với 300 vận động viên", "other"),
        ("tổng kết và trao giải hội thi nấu ăn", "other"),
    ],
)
def test_what_a_meeting_is_for_is_the_first_purpose_named(held: str, kind: str) -> None:
    meeting = one(f"Ngày 18/12, Cụm thi đua số 3 Hội Nông dân Việt Nam {held}.")
    assert (meeting.kind, meeting.cluster, meeting.starts_on) == (kind, "c1", date(2018, 12, 18))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("Ngày 18/12/2018", date(2018, 12, 18), date(2018, 12, 18)),
        ("Trong hai ngày 17 và 18-12", date(2018, 12, 17), date(2018, 12, 18)),
        ("Chiều qua", date(2018, 12, 19), date(2018, 12, 19)),
        ("Sáng nay, 20/12", date(2018, 12, 20), date(2018, 12, 20)),
        ("Từ ngày 30/11 đến ngày 01/12", date(2018, 11, 30), date(2018, 12, 1)),
    ],
)
def test_days_are_completed_from_the_publication(day: str, first: date, last: date) -> None:
    meeting = one(f"{day}, Cụm thi đua số 3 Hội Nông dân Việt Nam tổ chức Hội nghị tổng kết năm 2018.")
    assert (meeting.starts_on, meeting.ends_on) == (first, last)


def test_the_line_that_dates_the_page_is_evidence_for_the_year() -> None:
    meeting = one("Ngày 18/12, Cụm thi đua số 3 Hội Nông dân Việt Nam tổ chức Hội nghị tổng kết năm 2018.")
    assert "20/12/2018" in [quote.quote for quote in meeting.evidence]


@pytest.mark.parametrize(
    ("where", "place", "province"),
    [
        ("tại Đồ Sơn, T.P Hải Phòng", "Đồ Sơn, T.P Hải Phòng", "Hải Phòng"),
        ("tại Sa Pa (Lào Cai)", "Sa Pa (Lào Cai)", "Lào Cai"),
        ("tại thị xã Cao Bằng", "thị xã Cao Bằng", None),
        ("tại thị xã Cao Bằng, tỉnh Cao Bằng", "thị xã Cao Bằng, tỉnh Cao Bằng", "Cao Bằng"),
        ("tại TP. Đông Hà tỉnh Quảng Trị", "TP. Đông Hà tỉnh Quảng Trị", "Quảng Trị"),
        ("tại Hội trường Công an tỉnh Phú Yên, TP Tuy Hòa", "TP Tuy Hòa", "Phú Yên"),
        ("trong hội trường Bộ CHQS tỉnh Long An", "hội trường Bộ CHQS tỉnh Long An", "Long An"),
        ("tại Hội trường tầng 2, phường Gia Cẩm, TP. Việt Trì, tỉnh Phú Thọ", "phường Gia Cẩm, TP. Việt Trì, tỉnh Phú Thọ", "Phú Thọ"),
        ("tại Trung tâm Hội nghị tỉnh Thái Bình", "Trung tâm Hội nghị tỉnh Thái Bình", "Thái Bình"),
        ("ở TP Vinh", "TP Vinh", None),
        ("tại Công ty Cao su Kon Tum", "Công ty Cao su Kon Tum", None),
        ("tại Trường Cao đẳng Y tế Thái Nguyên", "Trường Cao đẳng Y tế Thái Nguyên", None),
        ("tại hội trường Bộ CHQS tỉnh Long An", "hội trường Bộ CHQS tỉnh Long An", "Long An"),
        ("tại BHXH tỉnh Hà Nam và BHXH tỉnh Hưng Yên", "BHXH tỉnh Hà Nam và BHXH tỉnh Hưng Yên", None),
        ("tại hội nghị này", None, None),
    ],
)  # fmt: skip
def test_the_place_leaves_the_venue_out_where_a_locality_is_given(
    where: str, place: str | None, province: str | None
) -> None:
    meeting = one(f"Ngày 18/12, {where}, Cụm thi đua số 3 Hội Nông dân Việt Nam họp tổng kết năm 2018.")
    assert (meeting.place, meeting.province) == (place, province)


@pytest.mark.parametrize(
    ("cluster", "where", "province"),
    [
        ("Cụm thi đua số 3 Hội Nông dân tỉnh Nghệ An", "TP Vinh", "Nghệ An"),
        ("Cụm thi đua số 3 Hội Nông dân tỉnh Nghệ An", "thị trấn Con Cuông", "Nghệ An"),
        ("Cụm thi đua số 3 Hội Nông dân tỉnh Nghệ An", "TP Hội An", None),
        ("Cụm thi đua số 3 Hội Nông dân Việt Nam", "TP Vinh", None),
    ],
)
def test_a_cluster_of_one_province_meets_within_it(cluster: str, where: str, province: str | None) -> None:
    meeting = one(
        f"Ngày 18/12, tại {where}, {cluster} họp tổng kết năm 2018.",
        "Dự hội nghị có lãnh đạo UBND tỉnh Nghệ An.",
    )
    assert meeting.province == province


@pytest.mark.parametrize(
    ("held", "covers"),
    [
        ("tổng kết công tác năm 2018, phương hướng nhiệm vụ năm 2019", "2018"),
        ("tổng kết năm học 2017 - 2018", "2017/2018"),
        ("tổng kết nhiệm kỳ 2013-2018", "2013/2018"),
        ("sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2018", "2018-H1"),
        ("giao ban 9 tháng đầu năm", "2018-M9"),
        ("giao ban quý III/2018", "2018-Q3"),
        ("tổ chức Hội nghị triển khai nhiệm vụ năm 2018", None),
        ("ký kết giao ước thi đua năm 2019", None),
    ],
)
def test_the_period_reviewed(held: str, covers: str | None) -> None:
    assert one(f"Ngày 18/12, Cụm thi đua số 3 Hội Nông dân Việt Nam {held}.").covers == covers


def test_a_review_in_spring_looks_back_on_the_year_before() -> None:
    meeting = one(
        "Ngày 12/01/2019, Cụm thi đua số 3 Hội Nông dân Việt Nam tổ chức hội nghị tổng kết.", published="15/01/2019"
    )
    assert meeting.covers == "2018"


@pytest.mark.parametrize(
    ("words", "ordinal"), [("lần thứ 9", 9), ("lần thứ IV", 4), ("lần thứ mười hai", 12), ("", None)]
)
def test_the_number_of_the_meeting(words: str, ordinal: int | None) -> None:
    meeting = one(f"Ngày 18/12, Cụm thi đua số 3 Hội Nông dân Việt Nam tổ chức Hội nghị giao ban {words}.")
    assert meeting.ordinal == ordinal


def test_mentions_of_one_meeting_are_merged() -> None:
    meeting = one(
        "Ngày 18/12, tại tỉnh Hà Nam, Cụm thi đua số 3 Hội Nông dân Việt Nam tổ chức Hội nghị tổng kết năm 2018.",
        "Phát biểu tại hội nghị tổng kết, lãnh đạo Hội biểu dương kết quả của cụm.",
        "Cũng trong ngày 18/12, hội nghị đã bầu Cụm trưởng.",
        "Toàn cảnh hội nghị tổng kết của cụm. Ảnh: PV",
        title="Cụm thi đua số 3 tổng kết năm 2018",
    )
    assert (meeting.id, meeting.kind, meeting.place) == ("m1", "year_review", "tỉnh Hà Nam")


def test_days_in_a_sentence_of_their_own() -> None:
    meeting = one(
        "Cụm thi đua số 3 Hội Nông dân Việt Nam vừa tổ chức Hội nghị tổng kết năm 2018.",
        "Hội nghị diễn ra trong 2 ngày (17 - 18/12/2018) tại tỉnh Hà Nam.",
    )
    assert (meeting.kind, meeting.starts_on, meeting.province) == ("year_review", date(2018, 12, 17), "Hà Nam")


def test_two_meetings_of_one_sentence_keep_their_own_days_and_places() -> None:
    first, second = told(
        "Hội nghị sơ kết của Cụm thi đua số 3 Hội Nông dân Việt Nam diễn ra ngày 16-7 tại tỉnh Hà Nam, sau khi đoàn kiểm "
        "tra chéo hoàn tất việc chấm điểm (từ 6 đến 8-7).",
        published="20/7/2018",
    )
    assert (first.kind, first.starts_on, first.place) == ("interim_review", date(2018, 7, 16), "tỉnh Hà Nam")
    assert (second.kind, second.starts_on, second.ends_on) == ("inspection", date(2018, 7, 6), date(2018, 7, 8))


def test_a_future_meeting_counts_with_a_day_or_a_place() -> None:
    lead = "Ngày 18/12, Cụm thi đua số 3 Hội Nông dân Việt Nam họp tổng kết năm 2018."
    assert len(told(lead, "Hội nghị sơ kết của cụm dự kiến tổ chức vào giữa năm 2019.")) == 1
    placed = told(lead, "Hội nghị sơ kết của cụm dự kiến tổ chức vào tháng 7 tại tỉnh Hà Nam.")
    assert (placed[1].kind, placed[1].starts_on, placed[1].place) == ("interim_review", None, "tỉnh Hà Nam")
    dated = told(lead, "Các đơn vị thống nhất Hội nghị sơ kết của cụm sẽ tổ chức ngày 10/7/2019.")
    assert (dated[1].kind, dated[1].starts_on) == ("interim_review", date(2019, 7, 10))


@pytest.mark.parametrize(
    "sentence",
    [
        "Các đơn vị gửi báo cáo tổng kết về cụm trước ngày 30/11/2018.",
        "Cụm thực hiện Kế hoạch số 12/KH-CTĐ ngày 15/3/2018 về tổng kết phong trào.",
        "Cụm được thành lập từ ngày 01/01/2015.",
        "Tại hội nghị tổng kết năm 2017, cụm đã bầu Cụm trưởng.",
        "Trước đó, ngày 12/3/2018, cụm đã ký kết giao ước thi đua năm 2018.",
        "Ngày 20/11/2018, Sở Nội vụ tổ chức hội nghị tập huấn công tác thi đua.",
        "Hằng năm, cụm sơ kết vào ngày 30/6 và tổng kết vào ngày 15/12.",
    ],
)
def test_what_is_only_alluded_to_is_no_meeting(sentence: str) -> None:
    lead = "Ngày 18/12, Cụm thi đua số 3 Hội Nông dân Việt Nam tổ chức Hội nghị tổng kết năm 2018."
    assert [meeting.starts_on for meeting in told(lead, sentence)] == [date(2018, 12, 18)]


@pytest.mark.parametrize(
    "lead",
    [
        "Ngày 18/12, tại Hà Nội, Ban Thi đua - Khen thưởng Trung ương tổ chức hội thảo về hoạt động của các cụm, khối thi đua.",
        "Ngày 18/12, tại Hà Nội, Trung ương Hội tổ chức giao ban liên cụm của Cụm thi đua số 7 và Cụm thi đua số 8.",
        "Ngày 18/12, tại Hà Nội, Cụm thi đua số 7 và Cụm thi đua số 8 tổ chức tọa đàm về công tác khen thưởng.",
    ],
)
def test_a_meeting_above_the_clusters_has_none(lead: str) -> None:
    meeting = one(
        lead, "Dự có đại diện các đơn vị làm công tác thi đua, khen thưởng.", title="Đổi mới công tác thi đua"
    )
    assert (meeting.cluster, meeting.starts_on, meeting.province) == (None, date(2018, 12, 18), "Hà Nội")


@pytest.mark.parametrize(
    ("sentence", "place", "covers"),
    [
        ("Hội nghị tổng kết năm 2019 dự kiến họp tại tỉnh Lạng Sơn.", "tỉnh Lạng Sơn", "2019"),
        (
            "Các đơn vị hẹn gặp nhau tại Hội nghị sơ kết 6 tháng đầu năm 2019 ở thành phố Hội An.",
            "thành phố Hội An",
            "2019-H1",
        ),
        ("Cụm thi đua số 3 chọn Lâm Đồng là nơi tổ chức hội nghị tổng kết năm 2019.", "Lâm Đồng", "2019"),
    ],
)
def test_the_next_meeting_is_one_of_its_own(sentence: str, place: str, covers: str) -> None:
    first, second = told(
        "Ngày 18/12, tại Hà Nội, Cụm thi đua số 3 tổ chức Hội nghị tổng kết năm 2018.", "Tin.", sentence
    )
    assert (first.starts_on, first.covers) == (date(2018, 12, 18), "2018")
    assert (second.starts_on, second.place, second.covers) == (None, place, covers)


def test_the_next_review_need_not_name_the_cluster_again() -> None:
    lead = "Ngày 18/12, tại Hà Nội, Cụm thi đua số 3 tổ chức Hội nghị tổng kết năm 2018."
    found = told(lead, *["Tin."] * 6, "Hội nghị sơ kết 6 tháng đầu năm 2019 dự kiến tổ chức ngày 20/6/2019 tại Huế.")
    assert [(row.kind, row.starts_on) for row in found] == [
        ("year_review", date(2018, 12, 18)),
        ("interim_review", date(2019, 6, 20)),
    ]


def test_the_lead_may_tell_the_days_of_a_meeting_named_above_it() -> None:
    found = one(
        "Ghi chép tại Hội nghị tổng kết năm 2018 của Cụm thi đua số 3.",
        "Gió mùa về sớm. Sóng lớn. Hai ngày 15 và 16/12/2018, tại thành phố Hạ Long, các đơn vị trong Cụm thi đua số 3 "
        "nhìn lại một năm.",
        title="Những cánh sóng",
    )
    assert (found.starts_on, found.ends_on, found.place) == (
        date(2018, 12, 15),
        date(2018, 12, 16),
        "thành phố Hạ Long",
    )


def test_of_several_meetings_before_a_day_the_last_with_a_clause_of_its_own_has_it() -> None:
    found = told("Cụm thi đua số 3 thống nhất giao ban trực tuyến, mở hội nghị tổng kết năm 2018 vào ngày 27/12/2018.")
    assert [(row.kind, row.starts_on) for row in found] == [("year_review", date(2018, 12, 27))]


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("tại điểm cầu thành phố Thuận An, tỉnh Bình Dương", "thành phố Thuận An, tỉnh Bình Dương"),
        ("tại hội trường bệnh viện, phường An Lạc, thị xã Buôn Hồ", "phường An Lạc, thị xã Buôn Hồ"),
        ("tại thành phố Hội An, tỉnh Quảng Nam", "thành phố Hội An, tỉnh Quảng Nam"),
    ],
)
def test_more_ways_to_tell_a_place(where: str, place: str) -> None:
    assert one(f"Ngày 18/12, {where}, Cụm thi đua số 3 tổ chức Hội nghị tổng kết năm 2018.").place == place


def test_a_bloc_of_a_party_committee_is_no_emulation_bloc() -> None:
    text = "Tin liên quan:\n- Hội nghị giao ban Đảng ủy Khối các cơ quan tỉnh (12/12)"
    assert len(told("Ngày 18/12, Cụm thi đua số 3 tổng kết năm 2018.", text)) == 1


def test_an_invitation_tells_time_and_place_on_lines_of_their_own() -> None:
    (found,) = meetings(
        "SỞ Y TẾ LAI CHÂU CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKHỐI THI ĐUA SỐ 2 Độc lập - Tự do - Hạnh phúc\n"
        "Số: 02/GM-KTĐ Lai Châu, ngày 15 tháng 12 năm 2018\n\nGIẤY MỜI\nDự Hội nghị tổng kết Khối thi đua số 2\n\n"
        "Trân trọng kính mời các đơn vị.\nThời gian: 14 giờ 00, ngày 19/12/2018 (thứ Tư).\n"
        "Địa điểm: Phòng họp tầng 2, phường Tân Phong."
    )
    assert (found.kind, found.starts_on, found.place) == ("year_review", date(2018, 12, 19), "phường Tân Phong")


def test_a_teaser_tells_of_its_own_meeting() -> None:
    first, second = told(
        "Ngày 18/12, Cụm thi đua số 3 Hội Nông dân Việt Nam tổ chức Hội nghị tổng kết năm 2018.",
        "Tin liên quan:\nCụm thi đua số 9 có Cụm trưởng mới\n"
        "(15/12/2018) Hôm qua, tại tỉnh Sóc Trăng, Cụm thi đua số 9 Hội Nông dân Việt Nam tổng kết năm 2018.",
    )
    assert (first.cluster, second.cluster) == ("c1", "c2")
    assert (second.kind, second.starts_on, second.province) == ("year_review", date(2018, 12, 14), "Sóc Trăng")


# --- formal papers ----------------------------------------------------------------------------------------------------


def test_a_report_lists_the_meetings_of_its_year() -> None:
    found = meetings(
        MASTHEAD + "Số: 08/BC-CTĐ                               Hà Nam, ngày 10 tháng 01 năm 2024\n\n"
        "BÁO CÁO\nTổng kết công tác thi đua năm 2023\n(Trình Hội nghị tổng kết ngày 16/01/2024 tại thành phố Phủ Lý, tỉnh Hà Nam)\n\n"
        "I. HOẠT ĐỘNG CỦA CỤM\n"
        "1. Ngày 10/3/2023, Cụm tổ chức hội nghị ký kết giao ước thi đua năm 2023.\n"
        "2. Ngày 20/7, họp sơ kết công tác thi đua 6 tháng đầu năm tại tỉnh Nam Định.\n"
        "3. Từ ngày 20 đến ngày 22/12/2023, kiểm tra chéo giữa các đơn vị.\n"
        "II. NHIỆM VỤ NĂM 2024\n"
        "1. Tổ chức Hội nghị sơ kết trước ngày 15/7/2024.\n"
    )
    assert [(meeting.kind, meeting.starts_on, meeting.covers) for meeting in found] == [
        ("year_review", date(2024, 1, 16), "2023"),
        ("interim_review", date(2023, 7, 20), "2023-H1"),
        ("inspection", date(2023, 12, 20), None),
    ]
    assert [meeting.id for meeting in found] == ["m1", "m2", "m3"]


def test_minutes_tell_their_meeting_by_labels() -> None:
    (meeting,) = meetings(
        MASTHEAD + "\nBIÊN BẢN\nHọp bình xét thi đua năm 2019\n\n"
        "1. Thời gian: ngày 05/12/2019\n2. Địa điểm: Hội trường tầng 3 UBND tỉnh Hà Nam.\n3. Thành phần: 6 đơn vị.\n"
    )
    assert (meeting.kind, meeting.starts_on, meeting.covers) == ("other", date(2019, 12, 5), "2019")
    assert meeting.province == "Hà Nam"


def test_a_plan_announces_meetings() -> None:
    found = meetings(
        MASTHEAD + "Số: 01/KH-CTĐ                           Hà Nam, ngày 20 tháng 02 năm 2019\n\n"
        "KẾ HOẠCH\nHoạt động Cụm thi đua số 3 năm 2019\n\n"
        "Thực hiện kết quả Hội nghị tổng kết ngày 15/01/2019, Cụm trưởng xây dựng kế hoạch như sau:\n"
        "1. Hội nghị ký kết giao ước thi đua: ngày 15/3/2019 tại tỉnh Hà Nam.\n"
        "2. Kiểm tra chéo: tháng 10/2019.\n"
        "3. Hội nghị tổng kết năm: tháng 12/2019 tại tỉnh Nam Định.\n"
    )
    assert [(meeting.kind, meeting.starts_on, meeting.province) for meeting in found] == [
        ("signing", date(2019, 3, 15), "Hà Nam"),
        ("year_review", None, "Nam Định"),
    ]


def test_a_decision_that_only_rules_has_no_meeting() -> None:
    assert not meetings(
        MASTHEAD + "Số: 12/QĐ-HKH                           Hà Nội, ngày 20 tháng 02 năm 2019\n\n"
        "QUYẾT ĐỊNH\nVề việc phân công Cụm trưởng năm 2019\n\n"
        "Căn cứ Biên bản hội nghị tổng kết Cụm thi đua số 3 ngày 15/01/2019;\n"
        "Điều 1. Cụm trưởng tổ chức ký kết giao ước thi đua trong quý I, sơ kết trong tháng 7 và tổng kết trước ngày "
        "15 tháng 12 năm 2019.\n"
    )


# --- anything ---------------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["Cụm thi đua số 3 ", "Ngày 12/3/2018, ", "từ 6 đến 8-7 ", "hội nghị ", "tổng kết ", "sơ kết ", "ký giao ước thi đua ",
     "tại ", "tỉnh Hà Nam", "(", ")", "; ", ". ", "\n", "năm 2018 ", "lần thứ II ", "Thời gian: ", "Ảnh: ", "“", "sẽ "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_evidence_quotes_the_text_and_days_are_in_order(text: str) -> None:
    text = "Cụm thi đua số 3 họp\n" + text
    found = facts(text).meetings
    for meeting in found:
        assert all(text[quote.start : quote.end] == quote.quote for quote in meeting.evidence)
        assert (meeting.starts_on is None) == (meeting.ends_on is None)
        assert meeting.starts_on is None or meeting.ends_on is None or meeting.starts_on <= meeting.ends_on
    assert [meeting.id for meeting in found] == [f"m{number}" for number in range(1, len(found) + 1)]


@pytest.mark.parametrize(
    ("ahead", "kind", "covers"),
    [
        ("Hội nghị sơ kết 6 tháng sẽ do Hội Nông dân tỉnh Quảng Nam đăng cai, tại TP. Tam Kỳ.", "interim_review", "2018-H1"),
        ("Hội nghị tổng kết năm sẽ họp ở thị xã Gia Nghĩa ngày 25/12.", "year_review", "2018"),
        ("Cụm hẹn gặp lại vào ngày 25/12 ở Phan Thiết để tổng kết cả năm.", "year_review", "2018"),
    ],
)  # fmt: skip
def test_a_meeting_to_come(ahead: str, kind: str, covers: str) -> None:
    lead = "Ngày 18/5, tại TP Vinh, Cụm thi đua số 3 Hội Nông dân Việt Nam họp ký kết giao ước năm 2018."
    found = told(lead, ahead, title="Cụm thi đua số 3 ký kết giao ước", published="20/05/2018")
    assert [(meeting.kind, meeting.covers) for meeting in found[1:]] == [(kind, covers)]


def test_each_cluster_has_its_own_day_beside_a_common_one() -> None:
    found = told(
        "Từ ngày 10 đến 12/12/2018, các cụm thi đua thuộc Hội Nông dân tỉnh Gia Lai tổng kết phong trào thi đua năm 2018.",
        "Cụm thi đua số 5 họp sáng 10/12 tại thị trấn Chư Sê.",
        "Cụm thi đua số 6 họp ngày 12/12 tại thị xã An Khê.",
        title="Các cụm thi đua số 5, số 6 tổng kết năm 2018",
    )
    assert [(meeting.kind, meeting.starts_on) for meeting in found] == [
        ("year_review", date(2018, 12, 10)),
        ("year_review", date(2018, 12, 12)),
    ]


def calendar(text: str) -> list[tuple[str, str | None, str | None]]:
    """Kind, first day and period of each meeting."""
    return [(meeting.kind, str(meeting.starts_on), meeting.covers) for meeting in meetings(text)]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Đắk Mil, ngày 19/12/2014 - Hội nghị tổng kết năm 2014 của Cụm thi đua số 3 họp ngày 17/12/2014.", "2014-12-17"),
        ("Thị xã Gò Công, 19-12-2014: Cụm thi đua số 3 đã tổng kết năm 2014 vào ngày 18-12-2014.", "2014-12-18"),
        ("Hội nghị tổng kết Cụm thi đua số 3 năm 2014 (TP. Tuy Hòa, 16/12/2014) thành công.", "2014-12-16"),
        ("Hội nghị tổng kết năm 2014 của Cụm thi đua số 3 định họp ngày 12/12/2014 nay dời sang ngày 15/12/2014.", "2014-12-15"),
    ],
)  # fmt: skip
def test_which_of_the_days_of_a_sentence_is_the_meetings(sentence: str, day: str) -> None:
    meeting = one(sentence, title="Cụm thi đua số 3 nhìn lại một năm", published="20/12/2014")
    assert (meeting.kind, str(meeting.starts_on)) == ("year_review", day)


def test_a_meeting_put_off_is_held_on_the_later_day() -> None:
    meeting = one(
        "Theo kế hoạch, Hội nghị tổng kết năm 2020 của Cụm thi đua số 3 họp ngày 08/12/2020.",
        "Do mưa lũ, Hội nghị lùi đến ngày 15/12/2020, vẫn tại thành phố Lạng Sơn như đã báo.",
        title="Cụm thi đua số 3 đổi lịch",
        published="05/12/2020",
    )
    assert (meeting.kind, meeting.starts_on, meeting.covers) == ("year_review", date(2020, 12, 15), "2020")


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Còn hội nghị sơ kết 6 tháng năm 2019 đã chốt lịch: 15/7/2019, tại thị xã Hoàng Mai.",
            [("interim_review", "2019-07-15", "2019-H1")],
        ),
        (
            "Lần đầu là lễ ký giao ước ngày 25/02/2019 tại huyện Yên Thành. Cuối là hội nghị tổng kết ngày 28/12/2019.",
            [("signing", "2019-02-25", None), ("year_review", "2019-12-28", "2019")],
        ),
        ("Còn hội nghị tổng kết của Chi bộ cơ quan họp ngày 20/12/2019.", []),
        ("Riêng hội nghị tổng kết dự án Luồng Xanh được ấn định vào ngày 20/12/2019.", []),
    ],
)
def test_news_of_one_cluster_goes_on_about_its_meetings(
    paragraph: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    text = (
        "Chuyện của một khối\n\nKhối thi đua các Quỹ Tín dụng tỉnh Nghệ An có 6 quỹ.\n\n"
        "Các quỹ chia nhau từng việc.\n\nAi cũng bận.\n\nVậy mà vui.\n\n"
    )
    assert calendar(text + paragraph) == expected


def test_a_plan_has_a_heading_for_each_meeting_and_its_days_below() -> None:
    text = (
        MASTHEAD + "Số: 03/KH-CTĐ                    Vinh, ngày 02 tháng 8 năm 2017\n\nKẾ HOẠCH\n"
        "Hoạt động quý III của Cụm thi đua số 3\n\nI. MỤC ĐÍCH\n- Trao đổi kinh nghiệm giữa các hội.\nII. NỘI DUNG\n"
        "1. Kiểm tra chéo hồ sơ\nTừ ngày 21/8 đến ngày 25/8/2017, mỗi hội cử 03 cán bộ.\n"
        "2. Hội nghị sơ kết 6 tháng đầu năm 2017\n- Thời gian: 14h00 ngày 30/8/2017.\n- Tại thị xã Cửa Lò, tỉnh Nghệ An.\n"
        "3. Hội thao: dời sang năm 2018.\n\nNơi nhận: các hội."
    )
    assert calendar(text) == [("inspection", "2017-08-21", None), ("interim_review", "2017-08-30", "2017-H1")]
    assert [meeting.province for meeting in meetings(text)] == [None, "Nghệ An"]


def test_the_line_in_brackets_under_a_speech_dates_the_meeting() -> None:
    text = (
        "DIỄN VĂN BÀN GIAO\ncủa ông Quách Đình Lộc, Giám đốc Điện lực Sông Mã, tại lễ bàn giao nhiệm vụ Cụm trưởng\n"
        "(Thị trấn Quảng Xương, ngày 15/01/2020)\n\nThưa các đồng chí trong Cụm thi đua Điện lực phía Nam!\n"
        "Năm 2020, Điện lực Quảng Xương làm Cụm trưởng."
    )
    (meeting,) = meetings(text)
    assert (meeting.kind, meeting.starts_on, meeting.place) == ("other", date(2020, 1, 15), "Thị trấn Quảng Xương")


def test_minutes_of_a_meeting_without_a_purpose() -> None:
    text = (
        "BIÊN BẢN\nHọp Cụm thi đua số 6 Hội Chữ thập đỏ tỉnh Bình Thuận\n"
        "1. Thời gian: 8 giờ 00 ngày 14/11/2013\n2. Địa điểm: huyện Tuy Phong\n3. Thành phần: đại diện các đơn vị"
    )
    assert calendar(text)[0][:2] == ("other", "2013-11-14")
