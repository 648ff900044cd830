import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import Leader
from tests.extractors.reading import annotated, facts

HEADING = "Cụm thi đua số 3 tổng kết công tác thi đua năm 2018"
OPENING = (
    "Ngày 12/12/2018, tại thành phố Nam Định, Cụm thi đua số 3 Hội Cựu chiến binh Việt Nam tổ chức Hội nghị tổng kết "
    "phong trào thi đua năm 2018."
)
CLOSING = "Kết thúc hội nghị, các đơn vị ký giao ước thi đua năm 2019."


def leaders(text: str) -> tuple[Leader, ...]:
    found: tuple[Leader, ...] = annotated(text, "leaders")._.leaders
    return found


def told(*paragraphs: str) -> dict[str, Leader]:
    """The leaders by name of a report with these paragraphs."""
    text = "\n\n".join((HEADING, OPENING, *paragraphs, CLOSING))
    return {leader.person: leader for leader in leaders(text)}


def capacities(*paragraphs: str) -> dict[str, set[str]]:
    return {person: set(leader.capacities) for person, leader in told(*paragraphs).items()}


@pytest.mark.parametrize(
    "sentence",
    [
        "Chủ trì hội nghị là ông Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định.",
        "Chủ trì hội nghị: Đồng chí Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định.",
        "Hội nghị do ông Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định chủ trì.",
        "Hội nghị đặt dưới sự chủ trì của Đại tá Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định.",
        "Chủ tịch Hội CCB tỉnh Nam Định Lê Văn Hải điều hành phần thảo luận.",
        "Ngồi ghế chủ tọa là ông Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định.",
    ],
)
def test_who_presides(sentence: str) -> None:
    assert capacities(sentence) == {"Lê Văn Hải": {"chair"}}


@pytest.mark.parametrize(
    "sentence",
    [
        "Báo cáo của ông Lê Văn Hải cho thấy mọi chỉ tiêu đều đạt.",
        "Báo cáo tổng kết do ông Lê Văn Hải trình bày cho biết mọi chỉ tiêu đều đạt.",
        "Ông Lê Văn Hải thông qua dự thảo báo cáo tổng kết.",
        "Trình bày báo cáo tổng kết, Phó Giám đốc Sở Nội vụ Lê Văn Hải nêu rõ các kết quả.",
        "Hội nghị đã nghe đồng chí Lê Văn Hải báo cáo kết quả thi đua.",
        "Ông Lê Văn Hải, Chánh Văn phòng, đọc báo cáo kiểm điểm và đề nghị các đơn vị góp ý.",
    ],
)
def test_who_presents_the_report(sentence: str) -> None:
    assert capacities(sentence) == {"Lê Văn Hải": {"presenter"}}


@pytest.mark.parametrize(
    "sentence",
    [
        "Phát biểu chỉ đạo, bà Lê Thị Hải yêu cầu các đơn vị đổi mới.",
        "Tại hội nghị, thay mặt UBND tỉnh, bà Lê Thị Hải phát biểu chào mừng.",
        "Đến dự và phát biểu tại hội nghị có bà Lê Thị Hải, Phó Chủ tịch UBND tỉnh.",
        "Phó Chủ tịch UBND tỉnh Lê Thị Hải dự và có bài phát biểu.",
        "“Năm sau phải làm tốt hơn”, bà Lê Thị Hải, Phó Chủ tịch UBND tỉnh, nói.",
        "Các đại biểu đã nghe ý kiến chỉ đạo của bà Lê Thị Hải, Phó Chủ tịch UBND tỉnh.",
        "Bà Lê Thị Hải (Sở Tư pháp) kiến nghị sửa bảng điểm.",
        "Tham dự có bà Lê Thị Hải, Phó Chủ tịch UBND tỉnh. Bà đề nghị các đơn vị đổi mới.",
        "Tham dự có bà Lê Thị Hải, Phó Chủ tịch UBND tỉnh. Cuối buổi, bà Hải đề nghị các đơn vị đổi mới.",
    ],
)
def test_who_speaks(sentence: str) -> None:
    assert capacities(sentence) == {"Lê Thị Hải": {"speaker"}}


@pytest.mark.parametrize(
    "sentence",
    [
        "Tới dự có ông Tô Văn Hải, Phó Chủ tịch UBND tỉnh.",
        "Dự và chỉ đạo hội nghị có ông Tô Văn Hải, Phó Chủ tịch UBND tỉnh.",
        "Hội nghị có sự tham dự của ông Tô Văn Hải, Phó Chủ tịch UBND tỉnh.",
        "Về phía địa phương có ông Tô Văn Hải, Phó Chủ tịch UBND tỉnh.",
        "Ông Tô Văn Hải, Phó Chủ tịch UBND tỉnh trao cờ luân lưu cho các đơn vị.",
        "Hội nghị đã trao Huân chương Lao động hạng Ba cho ông Tô Văn Hải, Phó Chủ tịch UBND tỉnh.",
    ],
)
def test_who_only_attends(sentence: str) -> None:
    assert capacities(sentence) == {"Tô Văn Hải": {"attendee"}}


@pytest.mark.parametrize(
    "sentence",
    [
        "Tiêu biểu như ông Lê Văn Sáu, Chủ nhiệm HTX Đồng Tâm, hiến hơn 500m2 đất.",
        "Trang trại của ông Lê Văn Sáu cho thu nhập cao.",
        "Hội nghị nhất trí đề nghị Thủ tướng Chính phủ tặng Bằng khen cho ông Lê Văn Sáu, Chủ tịch Hội CCB huyện Hải Hậu.",
        "Ông Lê Văn Sáu, Chủ tịch Hội CCB huyện Ý Yên được tặng Kỷ niệm chương Cựu chiến binh Việt Nam.",
        "Ông Lê Văn Sáu, nguyên Trưởng ban Dân vận, đã nghỉ hưu nhiều năm.",
        "Chị Lê Thị Sáu, công nhân may, cười: đội nào cũng hay.",
        "Đoàn dâng hương trước mộ Đại tướng Võ Nguyên Giáp và tượng Chủ tịch Hồ Chí Minh.",
        "Bài, ảnh: Lê Văn Sáu",
    ],
)
def test_who_takes_no_part(sentence: str) -> None:
    assert capacities(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ông Mai Văn Hải, Cụm trưởng, nói ngắn gọn.", {"head", "speaker"}),
        ("Đại diện đơn vị Cụm trưởng, ông Mai Văn Hải, Chủ tịch Hội CCB tỉnh, khai mạc hội nghị.", {"head", "speaker"}),
        ("Hội nghị đã bầu ông Mai Văn Hải, Chủ tịch Hội CCB tỉnh làm Cụm trưởng năm 2019.", {"head"}),
        ("Cụm trưởng năm 2018 là đồng chí Mai Văn Hải, Chủ tịch Hội CCB tỉnh.", {"head"}),
        ("Ông Mai Văn Hải, Chủ tịch Hội CCB tỉnh, thay mặt đơn vị nhận nhiệm vụ Cụm trưởng năm 2019.", {"head"}),
        ("Cụm trưởng: Hội CCB tỉnh Nam Định (Chủ tịch Mai Văn Hải phụ trách).", {"head"}),
        ("Với vai trò Cụm trưởng, ông Mai Văn Hải, Chủ tịch Hội CCB tỉnh đề nghị đổi mới.", {"head", "speaker"}),
        ("Ông Mai Văn Hải, Phó Chủ tịch Hội CCB tỉnh (đơn vị Cụm phó), nêu ba việc.", {"speaker"}),
        ("Ông Mai Văn Hải, Chủ tịch Hội CCB tỉnh, đón cờ luân lưu Cụm trưởng.", {"attendee"}),
        ("Theo ủy quyền của Cụm trưởng, ông Mai Văn Hải, Phó Chủ tịch Hội CCB tỉnh báo cáo kết quả.", {"presenter"}),
    ],
)
def test_offices_in_the_cluster(sentence: str, expected: set[str]) -> None:
    (leader,) = told(sentence).values()
    assert set(leader.capacities) == expected
    assert (leader.cluster == "c1") is bool(expected & {"head", "deputy"})


def test_a_jointly_chaired_meeting_has_several_chairs() -> None:
    text = "Ông Lê Văn Hải, Cụm trưởng và bà Ngô Thị Vân, Cụm phó đồng chủ trì hội nghị."
    assert capacities(text) == {"Lê Văn Hải": {"head", "chair"}, "Ngô Thị Vân": {"deputy", "chair"}}


def test_jointly_covers_the_verbless_sentence_before() -> None:
    text = (
        "Đại diện đơn vị Cụm trưởng, đồng chí Lê Văn Hải, Phó Chủ tịch UBND tỉnh Hà Nam. Đại diện đơn vị Cụm phó, đồng chí "
        "Ngô Thị Vân, Phó Chủ tịch UBND tỉnh Thái Bình đồng chủ trì hội nghị."
    )
    assert capacities(text) == {"Lê Văn Hải": {"head", "chair"}, "Ngô Thị Vân": {"deputy", "chair"}}


def test_what_follows_a_list_is_said_of_its_last_only() -> None:
    text = "Tham dự có ông Lê Văn Hải, Phó Chủ tịch UBND tỉnh; bà Ngô Thị Vân, Giám đốc Sở Nội vụ phát biểu chúc mừng."
    assert capacities(text) == {"Lê Văn Hải": {"attendee"}, "Ngô Thị Vân": {"speaker"}}


def test_clauses_of_one_sentence_keep_to_their_subjects() -> None:
    text = (
        "Ông Lê Văn Hải, Cụm trưởng chủ trì hội nghị; bà Ngô Thị Vân đọc báo cáo, ông Tô Văn Minh phát biểu khai mạc."
    )
    assert capacities(text) == {
        "Lê Văn Hải": {"head", "chair"},
        "Ngô Thị Vân": {"presenter"},
        "Tô Văn Minh": {"speaker"},
    }


def test_mentions_merge_and_the_fullest_title_stays() -> None:
    leader = told(
        "Dự hội nghị có TS. Đinh Quang Tuyến, Thứ trưởng Bộ Tư pháp.",
        "Thứ trưởng Đinh Quang Tuyến trao cờ cho các đơn vị.",
        "Ông Tuyến đề nghị đổi mới cách chấm điểm.",
    )["Đinh Quang Tuyến"]
    assert (leader.rank, leader.titles, leader.capacities) == ("TS", ("Thứ trưởng Bộ Tư pháp",), ("speaker",))


def test_an_office_shared_by_a_list_is_given_to_each() -> None:
    found = told("Tới dự có Giám đốc Công an các tỉnh: Đại tá Vũ Văn Thảo (Gia Lai), Đại tá Lê Viết Hà (Đắk Nông).")
    assert {name: leader.titles for name, leader in found.items()} == {
        "Vũ Văn Thảo": ("Giám đốc Công an tỉnh Gia Lai",),
        "Lê Viết Hà": ("Giám đốc Công an tỉnh Đắk Nông",),
    }


def test_a_heading_tells_of_the_lines_under_it() -> None:
    found = capacities(
        "Tham dự hội nghị có:\n- Đồng chí Lê Văn Hải, Phó Bí thư Tỉnh ủy;\n- Bà Ngô Thị Vân (Sở Nội vụ)."
    )
    assert found == {"Lê Văn Hải": {"attendee"}, "Ngô Thị Vân": {"attendee"}}


MINUTES = """UBND TỈNH LÀO CAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
KHỐI THI ĐUA SỐ 5 Độc lập - Tự do - Hạnh phúc

Lào Cai, ngày 10 tháng 12 năm 2015

BIÊN BẢN
Họp bình xét thi đua năm 2015

Hôm nay, hồi 8h00 ngày 10/12/2015, tại Sở Giao thông vận tải, Khối thi đua số 5 họp bình xét thi đua năm 2015.

I. Thành phần tham dự
1. Ông Nguyễn Trọng Hiền - Giám đốc Sở Giao thông vận tải - Trưởng khối, chủ trì.
2. Sở Tài chính: ông Lý Văn Hạ - Phó Giám đốc.
3. Ông Hoàng Chí Hiệp (Sở Nội vụ)
4. Thư ký cuộc họp: Bà Trần Thị Yên - Chuyên viên Sở Giao thông vận tải.

II. Nội dung
1. Bà Trần Thị Yên trình bày bảng tổng hợp điểm.
2. Ý kiến các thành viên:
- Ông Lý Văn Hạ: Cơ bản nhất trí với bảng điểm.
3. Khối thống nhất đề nghị UBND tỉnh tặng Bằng khen cho ông Phạm Văn Tài - Trưởng phòng Kế hoạch Sở Xây dựng.

Cuộc họp kết thúc hồi 11h30 cùng ngày.

THƯ KÝ CHỦ TRÌ

Trần Thị Yên Nguyễn Trọng Hiền
"""


def test_minutes() -> None:
    assert {leader.person: (leader.titles, leader.capacities) for leader in leaders(MINUTES)} == {
        "Nguyễn Trọng Hiền": (("Giám đốc Sở Giao thông vận tải",), ("head", "chair")),
        "Lý Văn Hạ": (("Phó Giám đốc Sở Tài chính",), ("speaker",)),
        "Hoàng Chí Hiệp": ((), ("attendee",)),
        "Trần Thị Yên": (("Chuyên viên Sở Giao thông vận tải",), ("presenter",)),
    }


REPORT = """UBND TỈNH YÊN BÁI
KHỐI THI ĐUA SỐ 1
Số: 12/BC-KTĐ
Yên Bái, ngày 12 tháng 12 năm 2016

BÁO CÁO
Tổng kết phong trào thi đua năm 2016

Khối thi đua số 1 gồm 05 đơn vị. Năm 2016, các đơn vị hoàn thành nhiệm vụ.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. KHỐI THI ĐUA SỐ 1
{office}

GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO
{name}
"""


@pytest.mark.parametrize("name", ["Vương Văn Bằng", "VƯƠNG VĂN BẰNG"])
def test_who_signs_as_head_is_the_head(name: str) -> None:
    (leader,) = leaders(REPORT.format(office="TRƯỞNG KHỐI", name=name))
    assert (leader.person, leader.titles, leader.capacities, leader.cluster) == (
        "Vương Văn Bằng",
        ("GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO",),
        ("head",),
        "c1",
    )


@pytest.mark.parametrize("name", ["Ngân Văn Khánh", "Sùng A Lềnh", "Tráng Thị Xuân"])
def test_a_signature_in_running_letters_needs_no_listed_family_name(name: str) -> None:
    (leader,) = leaders(REPORT.format(office="TRƯỞNG KHỐI", name=name))
    assert (leader.person, leader.capacities) == (name, ("head",))


def test_who_signs_as_head_is_the_person_of_the_office_that_a_unit_holds() -> None:
    paper = REPORT.format(office="TRƯỞNG KHỐI", name="Vương Văn Bằng").replace(
        "hoàn thành nhiệm vụ.", "hoàn thành nhiệm vụ. Sở Giáo dục và Đào tạo làm Trưởng khối năm 2016."
    )
    held = [(row.unit, row.person) for row in facts(paper).headships]
    assert held == [("Sở Giáo dục và Đào tạo", "Vương Văn Bằng")]


def test_the_person_of_an_office_named_apart_from_its_unit() -> None:
    told = facts(
        "Cụm thi đua số 5 tổng kết công tác thi đua năm 2017\n\n"
        "Ngày 12/12/2017, Cụm thi đua số 5 tổng kết công tác thi đua năm 2017. Năm 2017, Cục Thống kê tỉnh Nam Định làm "
        "Cụm trưởng.\n\n"
        "Ông Trần Văn Nam, Cục trưởng Cục Thống kê tỉnh Nam Định, trên cương vị Cụm trưởng, đọc lời khai mạc."
    )
    assert [(row.unit, row.person) for row in told.headships] == [("Cục Thống kê tỉnh Nam Định", "Trần Văn Nam")]


@pytest.mark.parametrize("office", ["KT. TRƯỞNG KHỐI", "TL. TRƯỞNG KHỐI", "(Đã ký)"])
def test_who_signs_for_the_head_is_none(office: str) -> None:
    assert leaders(REPORT.format(office=office, name="Vương Văn Bằng")) == ()


def test_a_document_without_emulation_has_no_leaders() -> None:
    text = "Hội nghị khách hàng\n\nChủ trì hội nghị là ông Lê Văn Hải, Giám đốc Công ty Sao Mai. Ông Hải phát biểu khai mạc."
    assert leaders(text) == ()


FRAGMENTS = st.sampled_from(
    [
        "Chủ trì hội nghị có ", "ông Lê Văn Hải, Chủ tịch UBND tỉnh", "bà Ngô Thị Vân (Sở Nội vụ)", "; ", ", ", " và ", ". ",
        "\n", ":", "Cụm trưởng ", "đại diện đơn vị ", "phát biểu", " do ", " của ", " cho ", "BIÊN BẢN", "Thành phần:\n", "1. ",
        "THƯ KÝ CHỦ TỌA", "Bà đề nghị", "bà Vân nói", "TM. CỤM THI ĐUA SỐ 3\nCỤM TRƯỞNG\nLê Văn Hải\n",
    ]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_every_leader_is_quoted_from_the_text(middle: str) -> None:
    text = f"{HEADING}\n\n{OPENING}\n\n{middle}"
    found = leaders(text)
    assert len({leader.person for leader in found}) == len(found)
    for leader in found:
        assert leader.capacities
        for quote in leader.evidence:
            assert text[quote.start : quote.end] == quote.quote
            assert len(quote.quote) >= 5


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Phó Viện trưởng Viện Phúc thẩm 2,", "Phó Viện trưởng Viện Phúc thẩm 2"),
        ("Phó Trưởng phòng 12 VKSND tỉnh,", "Phó Trưởng phòng 12 VKSND tỉnh"),
        ("Phó Cục trưởng C08,", "Phó Cục trưởng C08"),
        ("Phó Tư lệnh về Hậu cần BĐBP,", "Phó Tư lệnh về Hậu cần BĐBP"),
        ("Phó Vụ trưởng Vụ Giáo dục thường xuyên, sinh viên Bộ GD&ĐT,", None),
        (
            "Ủy viên Ban Thường vụ Đảng ủy MTTQ, các đoàn thể tỉnh,",
            "Ủy viên Ban Thường vụ Đảng ủy MTTQ, các đoàn thể tỉnh",
        ),
        ("Phó Chủ tịch Hội đồng Thi đua - Khen thưởng ngành,", "Phó Chủ tịch Hội đồng Thi đua - Khen thưởng ngành"),
        ("Giám đốc công ty Than Uông Bí,", "Giám đốc công ty Than Uông Bí"),
        ("Hiệu trưởng trường THPT Lê Lợi,", "Hiệu trưởng trường THPT Lê Lợi"),
        (
            "Phó Vụ trưởng Vụ Công tác đại biểu, Văn phòng Quốc hội,",
            "Phó Vụ trưởng Vụ Công tác đại biểu, Văn phòng Quốc hội",
        ),
    ],
)
def test_titles_with_numbers_fields_and_small_words(title: str, expected: str | None) -> None:
    text = f"Ngày 20/12/2018, Cụm thi đua số 5 họp tổng kết năm 2018. Ông Lò Văn Ín, {title} phát biểu tại hội nghị."
    (leader,) = facts(text).leaders
    assert leader.person == "Lò Văn Ín"
    if expected is not None:
        assert leader.titles == (expected,)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cụm trưởng kết luận: các đơn vị sớm gửi báo cáo.", {"head", "speaker"}),
        ("Báo cáo do Cụm trưởng trình bày nêu ba việc.", {"head", "presenter"}),
        ("Đồng chí Cụm trưởng chủ trì hội nghị.", {"head", "chair"}),
        ("Hai đồng chí Cụm trưởng, Cụm phó chủ trì hội nghị.", {"head", "chair"}),
        ("Hội nghị bầu Cụm trưởng năm 2019.", {"head"}),
        ("Các đơn vị đề nghị Cụm trưởng chủ trì hội thảo.", {"head"}),
    ],
)
def test_what_the_office_does_its_holder_does(sentence: str, expected: set[str]) -> None:
    text = (
        "Ngày 20/12/2018, Cụm thi đua số 5 họp tổng kết năm 2018. Dự có ông Lò Văn Ín, Chủ tịch Hội Nông dân tỉnh Sơn La, "
        f"Cụm trưởng. {sentence}"
    )
    leader = next(leader for leader in facts(text).leaders if leader.person == "Lò Văn Ín")
    assert set(leader.capacities) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dự thảo giao ước do bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế thông qua có 5 nội dung.", {"presenter"}),
        ("Theo báo cáo do bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế đọc, cụm có 214 giải.", {"presenter"}),
        ("Bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế thông qua Kế hoạch thi đua.", {"presenter"}),
        ("Bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế báo cáo đề dẫn.", {"presenter"}),
        ("Bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế dự, chỉ đạo.", {"attendee"}),
        ("Mở đầu buổi lễ, bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế báo cáo kết quả.", {"presenter"}),
        (
            "Sau lời khai mạc của ông Lò Văn Ín, bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế trình bày báo cáo.",
            {"presenter"},
        ),
        (
            "Bà Hà Thị Khuyên, Phó Giám đốc Sở Y tế trao cờ cho Sở Tư pháp. Phát biểu tại đây, bà mong các đơn vị cố gắng.",
            {"speaker"},
        ),
    ],
)
def test_more_of_what_people_do(sentence: str, expected: set[str]) -> None:
    text = f"Ngày 20/12/2018, Khối thi đua các sở họp tổng kết năm 2018. {sentence}"
    leader = next(leader for leader in facts(text).leaders if leader.person == "Hà Thị Khuyên")
    assert set(leader.capacities) == expected


def test_who_takes_an_office_over_is_a_head() -> None:
    text = (
        "Ngày 20/12/2018, Cụm thi đua số 5 họp tổng kết năm 2018, bầu Hội Nông dân tỉnh Sơn La làm Cụm trưởng năm 2019. "
        "Thay mặt đơn vị nhận nhiệm vụ, ông Lò Văn Ín, Chủ tịch Hội Nông dân tỉnh Sơn La phát biểu."
    )
    (leader,) = facts(text).leaders
    assert set(leader.capacities) == {"head", "speaker"}


def test_leading_a_delegation_is_no_title() -> None:
    text = (
        "Ngày 20/12/2018, đoàn kiểm tra chéo của Cụm thi đua số 5 làm việc. Dự có Trưởng đoàn, ông Lò Văn Ín, "
        "Chủ tịch Hội Nông dân tỉnh Sơn La."
    )
    (leader,) = facts(text).leaders
    assert leader.titles == ("Chủ tịch Hội Nông dân tỉnh Sơn La",)


@pytest.mark.parametrize(
    ("words", "person", "titles"),
    [
        (
            "ông Huỳnh Văn Lâm, Phó Trưởng ban Tổ chức & Nhân sự Tổng công ty",
            "Huỳnh Văn Lâm",
            ["Phó Trưởng ban Tổ chức & Nhân sự Tổng công ty"],
        ),
        (
            "bà Phan Thị Lan, Trưởng phòng TCCB-TTr&TĐ TAND tỉnh Nam Định",
            "Phan Thị Lan",
            ["Trưởng phòng TCCB-TTr&TĐ TAND tỉnh Nam Định"],
        ),
        (
            "ông Đinh Bá Lâm, Phó Cục trưởng Cục Y tế dự phòng (Bộ Y tế)",
            "Đinh Bá Lâm",
            ["Phó Cục trưởng Cục Y tế dự phòng (Bộ Y tế)"],
        ),
        (
            "bà Mã Thị Lan, Trưởng phòng Nghiệp vụ, Ban Thi đua - Khen thưởng (Sở Nội vụ)",
            "Mã Thị Lan",
            ["Trưởng phòng Nghiệp vụ, Ban Thi đua - Khen thưởng (Sở Nội vụ)"],
        ),
        ("thầy Hoàng Văn Thể - Chuyên viên phòng Trung học", "Hoàng Văn Thể", ["Chuyên viên phòng Trung học"]),
        ("ông Lê Văn Tám, trưởng phòng nội vụ huyện Kỳ Sơn", "Lê Văn Tám", ["trưởng phòng nội vụ huyện Kỳ Sơn"]),
        ("ông Lê Văn Tám, CT UBND xã Nam Hà", "Lê Văn Tám", ["CT UBND xã Nam Hà"]),
        ("ông Lê Văn Tám, Đội trưởng Đội QLTT số 3", "Lê Văn Tám", ["Đội trưởng Đội QLTT số 3"]),
        ("ông Lê Văn Tám, PCT UBND quận", "Lê Văn Tám", ["PCT UBND quận"]),
        ("ông Lê Văn Tám, Trưởng phòng Tổ chức của Cục", "Lê Văn Tám", ["Trưởng phòng Tổ chức"]),
        (
            "thầy Lê Văn Tám - Hiệu trưởng trường THPT Lý Thái Tổ 2",
            "Lê Văn Tám",
            ["Hiệu trưởng trường THPT Lý Thái Tổ 2"],
        ),
        ("Chủ tịch UBND phường Cam Ly - Đà Lạt Lê Thị Lan", "Lê Thị Lan", ["Chủ tịch UBND phường Cam Ly - Đà Lạt"]),
        (
            "ông Lê Văn Tám, Phó Chủ tịch Công đoàn Dệt may Việt Nam và giám đốc, chủ tịch công đoàn 6 công ty",
            "Lê Văn Tám",
            ["Phó Chủ tịch Công đoàn Dệt may Việt Nam"],
        ),
    ],
)
def test_more_titles(words: str, person: str, titles: list[str]) -> None:
    assert list(told(f"Đến dự hội nghị có {words}.")[person].titles) == titles


@pytest.mark.parametrize("verb", ["phổ biến", "khen ngợi", "tâm sự", "lý giải", "điểm lại", "kêu gọi", "chúc", "bảo"])
@pytest.mark.parametrize("title", ["Phó Ban Nghiệp vụ Đài Truyền hình Việt Nam", "Phó Giám đốc Sở Tài chính"])
def test_a_verb_of_speech_ends_a_title(verb: str, title: str) -> None:
    assert told(f"Bà Đỗ Lan Phương, {title} {verb} cách chấm điểm mới.")["Đỗ Lan Phương"].titles == (title,)


@pytest.mark.parametrize(
    "list_of_people",
    [
        "Về phía Hội Nông dân tỉnh Hà Nam có ông Lê Văn Tám, Phó Chủ tịch; bà Đỗ Lan Phương, Trưởng ban Tổ chức.",
        "Dự hội nghị, đại diện Hội Nông dân tỉnh Hà Nam là ông Lê Văn Tám, Phó Chủ tịch.",
    ],
)
def test_the_titles_of_one_side_are_completed(list_of_people: str) -> None:
    assert told(list_of_people)["Lê Văn Tám"].titles == ("Phó Chủ tịch Hội Nông dân tỉnh Hà Nam",)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Theo báo cáo của Cụm trưởng - ông Lê Văn Tám, Giám đốc Sở Y tế Hà Nam, điểm số tăng.", {"head", "presenter"}),
        ("Ông Lê Văn Tám, Giám đốc Sở Y tế Hà Nam, Cụm trưởng cho biết, cụm sẽ kiểm tra chéo vào quý III.", {"head"}),
        ("Ông Lê Văn Tám, Giám đốc Sở Y tế Hà Nam, Cụm trưởng cho biết: cụm có 7 đơn vị.", {"head", "speaker"}),
        (
            "Bà Vũ Thị Hoa, Giám đốc Sở Y tế Nam Định, điều hành hội nghị cùng ông Lê Văn Tám, Cụm phó.",
            {"deputy", "chair"},
        ),
        ("Ông Lê Văn Tám, Giám đốc Sở Y tế Hà Nam ghi nhận, sẽ báo cáo Bộ.", {"speaker"}),
        ("Ông Lê Văn Tám, Giám đốc Sở Y tế Hà Nam, Cụm trưởng đọc bản giao ước gồm 8 điều.", {"head", "presenter"}),
    ],
)
def test_what_is_said_in_passing_and_what_is_not(sentence: str, expected: set[str]) -> None:
    assert capacities(sentence)["Lê Văn Tám"] == expected


ROSTER = """SỞ Y TẾ NAM HÀ
CỤM THI ĐUA SỐ 3

BIÊN BẢN
Họp bình xét thi đua năm 2018

Hôm nay, ngày 12/12/2018, tại Bệnh viện Đa khoa tỉnh, Cụm thi đua số 3 họp bình xét thi đua.

I. THÀNH PHẦN
{row}

II. NỘI DUNG
1. Hội nghị nghe báo cáo.
"""


@pytest.mark.parametrize(
    "row",
    [
        "1. Đ/c Trần Văn Tám - Trung tâm Y tế huyện Hải Hậu (Phó Giám đốc)",
        "1. Trung tâm Y tế huyện Hải Hậu: ông Trần Văn Tám, Phó Giám đốc",
        "1. Trung tâm Y tế huyện Hải Hậu - Ông Trần Văn Tám - Phó Giám đốc",
        "1. Ông Trần Văn Tám - Phó Giám đốc - Trung tâm Y tế huyện Hải Hậu",
        "1. Ông Trần Văn Tám, Phó Giám đốc, Trung tâm Y tế huyện Hải Hậu",
        "1. Ông Trần Văn Tám: Phó Giám đốc Trung tâm Y tế huyện Hải Hậu",
        "- Ông: Trần Văn Tám – Phó Giám đốc Trung tâm Y tế huyện Hải Hậu;",
        "- Trung tâm Y tế huyện Hải Hậu (ông Trần Văn Tám, Phó Giám đốc)",
        "- Phó Giám đốc Trung tâm Y tế huyện Hải Hậu: ông Trần Văn Tám",
    ],
)
def test_the_forms_of_a_roster(row: str) -> None:
    (leader,) = facts(ROSTER.format(row=row)).leaders
    assert leader.person == "Trần Văn Tám"
    assert (leader.titles, leader.capacities) == (("Phó Giám đốc Trung tâm Y tế huyện Hải Hậu",), ("attendee",))


@pytest.mark.parametrize(
    "row", ["1. Ông TRẦN VĂN TÁM - Phó Giám đốc Sở Y tế", "+ Đ/c TRẦN VĂN TÁM, Phó Giám đốc Sở Y tế"]
)
def test_names_in_capitals_among_small_letters(row: str) -> None:
    (leader,) = facts(ROSTER.format(row=row)).leaders
    assert (leader.person, leader.titles) == ("TRẦN VĂN TÁM", ("Phó Giám đốc Sở Y tế",))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Ông Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định: chủ trì.", {"chair"}),
        ("- Ông Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định: báo cáo tổng kết.", {"presenter"}),
        ("- Ông Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định: phát biểu chào mừng.", {"speaker"}),
        ("Ông Lê Văn Hải, Chủ tịch Hội CCB tỉnh Nam Định, đọc bản tổng hợp kết quả.", {"presenter"}),
    ],
)
def test_what_a_colon_says_of_a_person(line: str, expected: set[str]) -> None:
    assert capacities(line) == {"Lê Văn Hải": expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "Riêng ông Lê Văn Hải, nguyên Chủ tịch Hội CCB tỉnh Nam Định, được cụm đề nghị truy tặng Huân chương.",
        "Liên hệ: ông Lê Văn Hải, Chánh Văn phòng.",
    ],
)
def test_who_is_proposed_or_only_to_be_asked_takes_no_part(sentence: str) -> None:
    assert capacities(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Hội CCB tỉnh Nam Định: ô. Lê Văn Hải, Phó Chủ tịch", "Phó Chủ tịch Hội CCB tỉnh Nam Định"),
        ("Ghế chủ tọa là của Bệnh viện Mắt, ông Lê Văn Hải, Giám đốc, chủ trì hội nghị.", "Giám đốc Bệnh viện Mắt"),
        ("Ông Lê Văn Hải, Phó Giám đốc Kho bạc chi nhánh Khu vực 9, phát biểu.", "Phó Giám đốc Kho bạc chi nhánh Khu vực 9"),
    ],
)  # fmt: skip
def test_titles_with_what_stands_beside_them(sentence: str, title: str) -> None:
    assert told("Thành phần tham dự:\n" + sentence)["Lê Văn Hải"].titles == (title,)


def test_a_title_behind_the_given_name() -> None:
    found = told("Có ông Lê Văn Hải.", "Ông Hải, Phó Giám đốc Điện lực Ý Yên, cụm phó của chúng tôi, phát biểu.")
    assert found["Lê Văn Hải"].titles == ("Phó Giám đốc Điện lực Ý Yên",)
    assert set(found["Lê Văn Hải"].capacities) == {"deputy", "speaker"}


def test_who_speaks_a_printed_speech() -> None:
    text = (
        "LỜI CHÀO MỪNG\ncủa bà Nông Thị Kiều, Chủ tịch Hội Nông dân tỉnh Cao Bằng, tại Hội nghị tổng kết Cụm thi đua số 1\n"
        "(Thành phố Cao Bằng, 12/12/2019)\n\nKính thưa ông Hà Văn Lô, Phó Chủ tịch Hội Nông dân Việt Nam!\n"
        "Thưa các anh, các chị! Năm 2019, Cụm thi đua số 1 đã hoàn thành 9/9 chỉ tiêu."
    )
    assert {leader.person: leader.capacities for leader in leaders(text)} == {
        "Nông Thị Kiều": ("speaker",),
        "Hà Văn Lô": ("attendee",),
    }
