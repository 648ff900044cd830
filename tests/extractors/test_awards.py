import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.award_recipients import abbreviates
from models import Award
from tests.extractors.reading import annotated

REPORT = """Cụm thi đua số 3 tổng kết năm 2019

Ngày 12/12/2019, tại thành phố Vinh, Cụm thi đua số 3 Hội Khuyến học Việt Nam tổ chức Hội nghị tổng kết phong trào thi \
đua năm 2019. Cụm gồm 6 đơn vị: Hội Khuyến học các tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình, Quảng Trị, Thừa Thiên Huế.

{}
"""
DECISION = """BỘ TƯ PHÁP
Số: 400/QĐ-BTP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 02 tháng 3 năm 2018

QUYẾT ĐỊNH
Về việc tặng Cờ thi đua ngành Tư pháp năm 2017

BỘ TRƯỞNG BỘ TƯ PHÁP

Căn cứ Luật Thi đua, Khen thưởng;

QUYẾT ĐỊNH:

{}

Điều 3. Quyết định có hiệu lực kể từ ngày ký./.
"""
MEMBER = "Hội Khuyến học tỉnh {}"


def awards(text: str) -> tuple[Award, ...]:
    found: tuple[Award, ...] = annotated(text, "awards")._.awards
    return found


def of_cluster(cluster: tuple[str, str], statement: str) -> set[tuple[str, str, str | int | None]]:
    """Award, status, and recipient or count of what a statement in the report of a cluster, (name, members), tells."""
    name, members = cluster
    text = (
        f"{name} tổng kết năm 2019\n\nNgày 12/12/2019, {name} tổ chức Hội nghị tổng kết phong trào thi đua năm 2019. "
        f"{members}\n\n{statement}\n"
    )
    return {(award.award, award.status, award.recipient or award.recipient_count) for award in awards(text)}


def told(text: str) -> tuple[Award, ...]:
    """The awards of a cluster's report that says ``text``."""
    return awards(REPORT.format(text))


def rows(text: str) -> set[tuple[str, str, str | int | None]]:
    """Kind, status and recipient (its place if it is a member, or the number of unnamed ones)."""
    return {
        (
            award.award,
            award.status,
            award.recipient.removeprefix(MEMBER.format("")) if award.recipient is not None else award.recipient_count,
        )
        for award in told(text)
    }


@pytest.mark.parametrize(
    "text",
    [
        (
            "Cụm đề nghị Trung ương Hội tặng Cờ thi đua cho Hội Khuyến học tỉnh Nghệ An và Bằng khen cho Hội Khuyến học các "
            "tỉnh Hà Tĩnh, Quảng Trị."
        ),
        "Hội nghị đề nghị Trung ương Hội tặng Cờ thi đua năm 2019 cho Nghệ An; tặng Bằng khen cho Hà Tĩnh và Quảng Trị.",
        (
            "Cụm đã bình chọn, suy tôn, đề nghị Trung ương Hội tặng Cờ thi đua cho 01 đơn vị (Nghệ An) và tặng Bằng khen cho 02 "
            "đơn vị (Hà Tĩnh, Quảng Trị)."
        ),
        (
            "Hội Khuyến học tỉnh Nghệ An được đề nghị Trung ương Hội tặng Cờ thi đua; Hà Tĩnh, Quảng Trị được đề nghị tặng Bằng "
            "khen."
        ),
        "Cụm suy tôn Nghệ An để Trung ương Hội xét tặng Cờ thi đua; Hà Tĩnh và Quảng Trị được đề nghị tặng Bằng khen.",
        (
            "Cụm đề nghị Trung ương Hội khen thưởng như sau:\n- Cờ thi đua: Hội Khuyến học tỉnh Nghệ An\n"
            "- Bằng khen: Hội Khuyến học các tỉnh Hà Tĩnh, Quảng Trị"
        ),
        (
            "4.1. Đề nghị Trung ương Hội tặng Cờ thi đua: Hội Khuyến học tỉnh Nghệ An, 6/6 phiếu.\n"
            "4.2. Đề nghị Trung ương Hội tặng Bằng khen: Hội Khuyến học tỉnh Hà Tĩnh (5/6 phiếu); Hội Khuyến học tỉnh Quảng Trị "
            "(4/6 phiếu)."
        ),
        (
            "Hội nghị thống nhất trình Trung ương Hội khen thưởng như sau:\n\nTT Tập thể Hình thức đề nghị\n"
            "1 Hội Khuyến học tỉnh Nghệ An Cờ thi đua\n2 Hội Khuyến học tỉnh Hà Tĩnh Bằng khen\n"
            "3 Hội Khuyến học tỉnh Quảng Trị Bằng khen"
        ),
    ],
)
def test_proposals_in_many_wordings(text: str) -> None:
    assert rows(text) == {
        ("emulation_flag", "proposed", "Nghệ An"),
        ("merit_certificate", "proposed", "Hà Tĩnh"),
        ("merit_certificate", "proposed", "Quảng Trị"),
    }
    assert {award.authority for award in told(text)} == {"Trung ương Hội"}
    assert {award.year for award in told(text)} == {2019}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trung ương Hội đã tặng Cờ thi đua cho Hội Khuyến học tỉnh Nghệ An.",
            ("emulation_flag", "granted", "Nghệ An"),
        ),
        ("Hội Khuyến học tỉnh Nghệ An vinh dự nhận Cờ thi đua.", ("emulation_flag", "granted", "Nghệ An")),
        ("Riêng Nghệ An, đơn vị được Trung ương Hội tặng Cờ thi đua.", ("emulation_flag", "granted", "Nghệ An")),
        ("Cờ thi đua của Trung ương Hội được trao cho Nghệ An.", ("emulation_flag", "granted", "Nghệ An")),
        ("Lá cờ dẫn đầu cụm do Trung ương Hội tặng thuộc về Nghệ An.", ("emulation_flag", "granted", "Nghệ An")),
        ("Cờ thi đua được đề nghị trao cho Nghệ An.", ("emulation_flag", "proposed", "Nghệ An")),
        (
            "Danh hiệu “Tập thể lao động xuất sắc” được đề nghị cho tỉnh Nghệ An.",
            ("title", "proposed", "Nghệ An"),
        ),
        ("Hội nghị suy tôn Nghệ An nhận Cờ thi đua của Chính phủ.", ("emulation_flag", "proposed", "Nghệ An")),
        ("Hội nghị suy tôn Nghệ An là đơn vị dẫn đầu Cụm.", ("title", "voted", "Nghệ An")),
        ("Danh hiệu dẫn đầu Cụm do Nghệ An nắm giữ.", ("title", "voted", "Nghệ An")),
        ("Trung ương Hội tặng 214 Bằng khen.", ("merit_certificate", "granted", 214)),
        ("Có 06 hội viên được tôn vinh “Nông dân Việt Nam xuất sắc”.", ("title", "granted", 6)),
        (
            "Bà Lê Thị Hương được tặng Kỷ niệm chương “Vì sự nghiệp khuyến học”.",
            ("medal", "granted", "Lê Thị Hương"),
        ),
        ("Cụm đề nghị UBND tỉnh tặng Bằng khen cho 12 tập thể.", ("merit_certificate", "proposed", 12)),
    ],
)
def test_status(text: str, expected: tuple[str, str, str | int]) -> None:
    assert rows(text) == {expected}


def test_numbers_of_units_and_people_are_two_rows() -> None:
    text = "Có 12 tập thể, 27 cá nhân trong Cụm được Trung ương Hội tặng Bằng khen."
    assert [(a.recipient, a.recipient_kind, a.recipient_count) for a in told(text)] == [
        (None, "unit", 12),
        (None, "person", 27),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cho Hà Tĩnh, Quảng Trị và 06 cụ tiêu biểu", {"Hà Tĩnh", "Quảng Trị", 6}),
        ("cho Hà Tĩnh, 11 tập thể cấp phòng và 19 cá nhân", {"Hà Tĩnh", 11, 19}),
        ("cho 2 nghiệp đoàn và 3 chủ nhà trọ trên địa bàn", {2, 3}),
        ("cho 09 tập thể, 15 cá nhân trong Cụm đạt thành tích xuất sắc", {9, 15}),
        ("cho 12 phòng Giáo dục huyện và 20 thầy cô", {12, 20}),
        ("cho Hà Tĩnh và 6 chi hội trực thuộc", {"Hà Tĩnh", 6}),
        ("cho Quảng Trị cùng 04 tuyên truyền viên", {"Quảng Trị", 4}),
        ("cho 06 phòng giao dịch, 09 cá nhân", {6, 9}),
        ("cho Hà Tĩnh quê mình (vỗ tay) và Quảng Trị", {"Hà Tĩnh", "Quảng Trị"}),
        ("cho 02 đơn vị dẫn đầu hai tiểu cụm, lần lượt là Hà Tĩnh và Quảng Trị", {"Hà Tĩnh", "Quảng Trị"}),
        (
            "cho 02 cá nhân có thành tích trong Cụm: ông Lê Văn Hải (Hà Tĩnh), bà Hà Thị Nết (Nghệ An)",
            {"Lê Văn Hải", "Hà Thị Nết"},
        ),
    ],
)
def test_numbers_and_names_of_recipients(text: str, expected: set[str | int]) -> None:
    assert {who for _, _, who in rows(f"Cụm đề nghị Trung ương Hội tặng Bằng khen {text}.")} == expected


def test_a_head_in_small_letters() -> None:
    text = "Cụm đề nghị UBND tỉnh tặng Giấy khen và tiền thưởng cho trường Kim Liên, Bộ GD-ĐT tặng Bằng khen cho trường Văn Giang."
    assert [(award.recipient, award.authority) for award in told(text)] == [
        ("trường Kim Liên", "UBND tỉnh"),
        ("trường Văn Giang", "Bộ GD-ĐT"),
    ]


def test_two_organisations_joined() -> None:
    text = "Năm 2018, Ban Tổ chức Trung ương và Báo Nhân Dân được tặng Cờ thi đua của Chính phủ."
    assert [award.recipient for award in told(text)] == ["Ban Tổ chức Trung ương", "Báo Nhân Dân"]


def test_a_place_by_its_people_and_a_part_of_a_unit() -> None:
    text = "Bộ Quốc phòng tặng Bằng khen cho Nhân dân và cán bộ huyện Hướng Hóa."
    assert [award.recipient for award in told(text)] == ["Nhân dân và cán bộ huyện Hướng Hóa"]
    text = "Cụm đề nghị Trung ương Hội tặng Bằng khen cho Phòng Công tác Quốc hội thuộc Văn phòng UBND tỉnh Bình Định."
    assert [award.recipient for award in told(text)] == ["Phòng Công tác Quốc hội thuộc Văn phòng UBND tỉnh Bình Định"]


def test_a_number_that_names_follow_is_no_row() -> None:
    text = "Cụm đề nghị Trung ương Hội tặng Bằng khen cho 03 đơn vị là Nghệ An, Hà Tĩnh, Quảng Trị."
    assert {place for _, _, place in rows(text)} == {"Nghệ An", "Hà Tĩnh", "Quảng Trị"}


def test_people_with_their_offices() -> None:
    text = (
        "Cụm đề nghị Trung ương Hội tặng Bằng khen cho ông Phạm Văn Thiện - Chánh Văn phòng Hội Khuyến học tỉnh Nghệ An và "
        "bà Hà Thị Nết, Chủ tịch Hội Khuyến học huyện Can Lộc."
    )
    assert {(award.recipient, award.recipient_kind) for award in told(text)} == {
        ("Phạm Văn Thiện", "person"),
        ("Hà Thị Nết", "person"),
    }


@pytest.mark.parametrize(
    ("text", "name", "authority"),
    [
        ("Nghệ An được tặng “Cờ thi đua của Chính phủ” năm 2018.", "Cờ thi đua của Chính phủ", "Chính phủ"),
        ("Nghệ An được nhận Cờ thi đua năm 2018 của Trung ương Hội.", "Cờ thi đua", "Trung ương Hội"),
        ("Trung ương Hội đã tặng Nghệ An Cờ thi đua xuất sắc năm 2018.", "Cờ thi đua xuất sắc", "Trung ương Hội"),
        (
            "Thay mặt Trung ương Hội, ông Lê Văn Hải trao Cờ đơn vị xuất sắc năm 2018 cho Nghệ An.",
            "Cờ đơn vị xuất sắc",
            "Trung ương Hội",
        ),
        (
            "Năm 2018, Nghệ An được Chủ tịch nước tặng Huân chương Lao động hạng Nhì.",
            "Huân chương Lao động hạng Nhì",
            "Chủ tịch nước",
        ),
        (
            "Năm 2018, Nghệ An được nhận Bằng khen của Thủ tướng Chính phủ.",
            "Bằng khen của Thủ tướng Chính phủ",
            "Thủ tướng Chính phủ",
        ),
    ],
)
def test_name_authority_and_year(text: str, name: str, authority: str) -> None:
    (award,) = told(text)
    assert (award.name, award.authority, award.year, award.recipient) == (
        name,
        authority,
        2018,
        MEMBER.format("Nghệ An"),
    )


def test_orders_have_a_year_only_if_the_text_ties_one() -> None:
    (award,) = told("Hội Khuyến học tỉnh Nghệ An vừa nhận Huân chương Lao động hạng Ba.")
    assert award.year is None
    (award,) = told("Chính phủ tặng Bằng khen cho Nghệ An vì thành tích 5 năm 2014-2018.")
    assert award.year is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (
            "4. Khen thưởng đã nhận trong năm 2018\na) Chủ tịch nước tặng Huân chương Lao động hạng Ba cho Nghệ An.",
            2018,
        ),
        (
            "Trong năm 2018, các tỉnh được ghi nhận:\n- Chủ tịch nước tặng Huân chương Lao động hạng Nhì cho Nghệ An;",
            2018,
        ),
        (
            "Trong 6 tháng đầu năm 2018, UBND tỉnh tặng Bằng khen cho 5 cá nhân; Nghệ An được tặng Huân chương Lao động.",
            2018,
        ),
        ("Hà Tĩnh được tặng Cờ thi đua năm 2018; Nghệ An được tặng Huân chương Lao động hạng Ba.", None),
        (
            "Bộ Quốc phòng tặng Bằng khen cho Nghệ An có thành tích trong phong trào Thi đua Quyết thắng giai đoạn 2013-2017.",
            None,
        ),
        ("Ở năm học trước, Nghệ An là đơn vị được Bộ GD&ĐT tặng Cờ thi đua.", 2018),
    ],
)
def test_years_told_elsewhere(text: str, year: int | None) -> None:
    assert [award.year for award in told(text) if award.recipient == MEMBER.format("Nghệ An")] == [year]


@pytest.mark.parametrize(
    ("text", "name", "authority"),
    [
        (
            "Ông Lê Văn Hải trao Kỷ niệm chương “Vì sự nghiệp khuyến học” của Trung ương Hội cho 3 cán bộ.",
            "Kỷ niệm chương “Vì sự nghiệp khuyến học”",
            "Trung ương Hội",
        ),
        (
            "Thừa ủy quyền Bộ trưởng, bà Hà Thị Nết trao Bằng khen của Bộ trưởng Bộ Nội vụ cho Nghệ An.",
            "Bằng khen của Bộ trưởng Bộ Nội vụ",
            "Bộ trưởng Bộ Nội vụ",
        ),
        (
            "Nghệ An được nhận Bằng khen của Tư lệnh Quân khu 4.",
            "Bằng khen của Tư lệnh Quân khu 4",
            "Tư lệnh Quân khu 4",
        ),
        ("Nghệ An được nhận Giấy khen của Cục trưởng C10.", "Giấy khen của Cục trưởng C10", "Cục trưởng C10"),
        ("Nghệ An được Bộ Tư pháp tặng Giấy khen đột xuất.", "Giấy khen đột xuất", "Bộ Tư pháp"),
        (
            "Cụm đề nghị Thủ tướng Chính phủ tặng Cờ thi đua của Chính phủ cho Nghệ An.",
            "Cờ thi đua của Chính phủ",
            "Thủ tướng Chính phủ",
        ),
        (
            "Cụm đề nghị Bộ trưởng Bộ Tư pháp tặng danh hiệu Chiến sĩ thi đua ngành Tư pháp cho bà Hà Thị Nết.",
            "Chiến sĩ thi đua ngành Tư pháp",
            "Bộ trưởng Bộ Tư pháp",
        ),
    ],
)
def test_names_and_givers_as_written(text: str, name: str, authority: str) -> None:
    assert {(award.name, award.authority) for award in told(text)} == {(name, authority)}


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị tặng Cờ thi đua cho tỉnh Nghệ An được nêu ra thảo luận nhưng không đủ phiếu.",
        "Không đủ phiếu: Hội Khuyến học tỉnh Nghệ An (2/6 phiếu) đối với Bằng khen của Trung ương Hội.",
        "Cụm không đề nghị tặng Bằng khen cho Hội Khuyến học tỉnh Nghệ An.",
        "Chưa xét tặng Cờ thi đua cho Hội Khuyến học tỉnh Nghệ An.",
        "Mỗi cụm đề nghị không quá 01 đơn vị tặng Cờ thi đua của Trung ương Hội.",
        "Phấn đấu năm 2020 có 3 đơn vị được tặng Cờ thi đua.",
        "Cụm trưởng trao cờ luân lưu cho Hội Khuyến học tỉnh Nghệ An.",
        "Cao su Sa Thầy nhận cờ lưu niệm. Hội nghị tặng quà cho 5 cá nhân.",
        "Đề nghị Trung ương Hội tăng số lượng Bằng khen cho cơ sở.",
        "Toàn Cụm có 158 HTX, trong đó 61% HTX xếp loại khá, giỏi.",
        "Đơn vị vi phạm không được xếp nhất, nhì.",
        "Năm 2019, đoàn của Cụm đã giành 3 huy chương vàng, 2 huy chương bạc tại liên hoan.",
        "Nhiều tập thể, cá nhân được tặng Bằng khen.",
        "Năm 2020, Cụm do Hội Khuyến học tỉnh Nghệ An đứng đầu.",
        "Đây là lần thứ hai Hội Khuyến học tỉnh Nghệ An đăng cai.",
    ],
)
def test_no_award(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Nghệ An xếp thứ nhất với 99 điểm; thứ nhì là Hà Tĩnh, 98 điểm; thứ ba: Quảng Trị, 97 điểm.",
        "Xếp hạng: Nhất: Nghệ An, 99 điểm; Nhì: Hà Tĩnh; Ba: Quảng Trị.",
        "Hạng nhất thuộc về Nghệ An (99 điểm), hạng nhì: Hà Tĩnh (98 điểm), hạng ba: Quảng Trị (97 điểm).",
        "Xếp nhất năm nay là Nghệ An với 99 điểm, vượt Hà Tĩnh (hạng nhì, 98 điểm) và Quảng Trị (hạng ba, 97 điểm).",
        "Các vị trí nhất, nhì, ba lần lượt thuộc về Nghệ An, Hà Tĩnh và Quảng Trị.",
        "Kết quả:\n- Tỉnh Nghệ An: 99 đ - xếp thứ nhất\n- Tỉnh Hà Tĩnh: 98 đ - xếp thứ hai\n- Tỉnh Quảng Trị: 97 đ - xếp thứ ba",
        (
            "Kết quả:\nHạng 1 : Hội Khuyến học tỉnh Nghệ An ....... 99 điểm\nHạng 2 : Hội Khuyến học tỉnh Hà Tĩnh ....... 98 điểm\n"
            "Hạng 3 : Hội Khuyến học tỉnh Quảng Trị ....... 97 điểm"
        ),
        (
            "TT Đơn vị Tự chấm Cụm chấm Xếp hạng\n1 Hội Khuyến học tỉnh Nghệ An 99 99 Nhất\n2 Hội Khuyến học tỉnh Hà Tĩnh 98 98 Nhì\n"
            "3 Hội Khuyến học tỉnh Quảng Trị 97 97 Ba"
        ),
        (
            "STT | Đơn vị | Điểm | Xếp hạng\n1 | Hội Khuyến học tỉnh Nghệ An | 99 | 1\n2 | Hội Khuyến học tỉnh Hà Tĩnh | 98 | 2\n"
            "3 | Hội Khuyến học tỉnh Quảng Trị | 97 | 3"
        ),
        (
            "Kết quả xếp hạng như sau:\n1. Hội Khuyến học tỉnh Nghệ An: 99 điểm\n2. Hội Khuyến học tỉnh Hà Tĩnh: 98 điểm\n"
            "3. Hội Khuyến học tỉnh Quảng Trị: 97 điểm"
        ),
        "Kết quả: Nghệ An nhất cụm, Hà Tĩnh nhì cụm, Quảng Trị ba cụm; các tỉnh còn lại không xếp hạng.",
        "Thứ bậc năm nay như sau: nhất cụm là Nghệ An, nhì cụm là Hà Tĩnh, ba cụm là Quảng Trị.",
        "Nghệ An về nhất với 98 điểm, Hà Tĩnh về nhì vì kém nửa điểm, Quảng Trị chỉ về thứ ba.",
        "Nghệ An đứng nhất, Hà Tĩnh - đơn vị mới vào cụm đầu năm - 97 điểm, đứng nhì; Quảng Trị - “tân binh” - lần này xếp thứ ba.",
        "| 1 | Nghệ An | 99 | tự xin thôi | Hạng nhất |\n| 2 | Hà Tĩnh | 98 | có mặt | Hạng nhì |\n| 3 | Quảng Trị | 97 | vắng | Hạng ba |",
        (
            "Chấm điểm, xếp hạng\n\nTên thành viên            Tự chấm    Cụm chấm    Xếp hạng\n----------------------------\n"
            "Tỉnh Nghệ An           99,0        98,2         Nhất\nTỉnh Hà Tĩnh           98,5        97,6         Nhì\n"
            "Tỉnh Quảng Trị          98,0        96,9         Ba"
        ),
        "Xếp thứ nhất Nghệ An (98 điểm), thứ hai Hà Tĩnh (97,5 điểm), thứ ba Quảng Trị; các đơn vị khác đồng hạng khuyến khích.",
        "Xếp thứ nhất là Nghệ An; Hội Khuyến học hai tỉnh Hà Tĩnh, Quảng Trị lần lượt xếp thứ nhì và thứ ba.",
        "Cụm bỏ phiếu bình chọn. Kết quả: Nghệ An đạt giải Nhất; Hà Tĩnh đạt giải Nhì; Quảng Trị đạt giải Ba.",
        "- Nhất: Nghệ An, 99 điểm\n- Nhì: Hà Tĩnh, 98 điểm\n- Năm: Quảng Trị, 90 điểm",
    ],
)
def test_rankings(text: str) -> None:
    placings = [award for award in told(text) if award.award == "placing"]
    assert [award.recipient for award in placings] == [
        MEMBER.format(place) for place in ("Nghệ An", "Hà Tĩnh", "Quảng Trị")
    ]
    assert {award.status for award in placings} == {"voted"}


@pytest.mark.parametrize(
    "text",
    [
        "Nghệ An, Hà Tĩnh đồng hạng IV, cùng 459 điểm.",
        "Nghệ An và Hà Tĩnh cùng xếp thứ ba.",
        "Nghệ An, Hà Tĩnh cùng về nhì.",
    ],
)
def test_several_hold_one_rank(text: str) -> None:
    assert [award.recipient for award in told(text)] == [MEMBER.format("Nghệ An"), MEMBER.format("Hà Tĩnh")]


def test_a_year_and_a_number_of_clusters_are_no_ranks() -> None:
    assert told("Kết quả xếp hạng năm 2019: Nghệ An được khen. Hội nghị của ba cụm họp tại Nghệ An.") == ()


def test_the_name_of_a_placing_is_the_rank_alone() -> None:
    names = [award.name for award in told("Nghệ An được bình chọn Nhất cụm, Hà Tĩnh xếp thứ nhì.")]
    assert names == ["Nhất cụm", "thứ nhì"]


def test_prizes_are_granted() -> None:
    text = "BTC đã trao giải nhất toàn đoàn cho Nghệ An, giải nhì toàn đoàn cho Hà Tĩnh."
    assert [(a.name, a.authority, a.status) for a in told(text)] == [
        ("giải nhất toàn đoàn", "BTC", "granted"),
        ("giải nhì toàn đoàn", "BTC", "granted"),
    ]


def test_a_rank_told_before_resolves_units() -> None:
    text = (
        "Nghệ An xếp hạng nhất nhóm miền xuôi, Hà Tĩnh xếp hạng nhất nhóm miền núi. "
        "Cụm đề nghị Trung ương Hội tặng Cờ thi đua cho hai đơn vị hạng nhất."
    )
    assert {row for row in rows(text) if row[0] == "emulation_flag"} == {
        ("emulation_flag", "proposed", "Nghệ An"),
        ("emulation_flag", "proposed", "Hà Tĩnh"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nghệ An nhất cụm, Hà Tĩnh nhì cụm; cả hai được trình Trung ương Hội tặng Cờ thi đua.",
        "Nghệ An và Hà Tĩnh bằng điểm, bên nào cũng xin nhường. Cuối cùng cả hai cùng được đề nghị Trung ương Hội tặng Cờ thi đua.",
        "Nghệ An xếp thứ nhất, Hà Tĩnh xếp thứ nhì. Cụm đề nghị Trung ương Hội tặng Cờ thi đua cho hai đơn vị này.",
        "Nghệ An xếp thứ nhất, Hà Tĩnh xếp thứ nhì. Cờ thi đua của Trung ương Hội được đề nghị tặng cho đơn vị nhất, nhì cụm.",
        "Nghệ An và Hà Tĩnh cùng xếp thứ ba. Cụm đề nghị Trung ương Hội tặng Cờ thi đua cho hai đơn vị xếp thứ ba.",
        "a) Hội Khuyến học tỉnh Nghệ An: 6/6 phiếu, Hội Khuyến học tỉnh Hà Tĩnh: 5/6 phiếu đề nghị Trung ương Hội tặng Cờ thi đua.",
        "Hội nghị báo cáo cấp trên xét: Trung ương Hội tặng Cờ thi đua cho Nghệ An; Trung ương Hội tặng Cờ thi đua cho Hà Tĩnh.",
        "Nghệ An và Hà Tĩnh xếp thứ hai, ba, được đề nghị Trung ương Hội tặng Cờ thi đua.",
        "Tại Cụm thi đua số 3, Nghệ An cùng Hà Tĩnh đứng nhất và được đề nghị Trung ương Hội tặng Cờ thi đua.",
        "Cụm suy tôn Nghệ An, Hà Tĩnh là đơn vị dẫn đầu để đề nghị Trung ương Hội tặng Cờ thi đua.",
    ],
)
def test_who_is_meant(text: str) -> None:
    assert [row for row in sorted(rows(text), key=str) if row[0] != "placing"] == [
        ("emulation_flag", "proposed", "Hà Tĩnh"),
        ("emulation_flag", "proposed", "Nghệ An"),
    ]


def test_each_giver_of_a_row_of_clauses() -> None:
    text = (
        "Cụm nhất trí đề nghị Trung ương Hội tặng Bằng khen cho Nghệ An, UBND tỉnh tặng Cờ thi đua cho Hà Tĩnh và Bằng khen "
        "cho Quảng Trị, Quảng Bình, Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Hải, cán bộ Hội."
    )
    assert [
        (a.award, a.status, a.authority, (a.recipient or "").removeprefix(MEMBER.format(""))) for a in told(text)
    ] == [
        ("merit_certificate", "proposed", "Trung ương Hội", "Nghệ An"),
        ("emulation_flag", "proposed", "UBND tỉnh", "Hà Tĩnh"),
        ("merit_certificate", "proposed", "UBND tỉnh", "Quảng Trị"),
        ("merit_certificate", "proposed", "UBND tỉnh", "Quảng Bình"),
        ("merit_certificate", "proposed", "Chủ tịch UBND tỉnh", "Lê Văn Hải"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nghệ An không tham gia bình xét Cờ vì đã được Trung ương Hội tặng Cờ thi đua năm 2018.",
        "Riêng Nghệ An xin không bình chọn vì năm 2018 đã nhận Cờ thi đua của Trung ương Hội.",
        "Nghệ An không đề nghị xét lần này do vừa được Trung ương Hội tặng Cờ thi đua năm 2018.",
        "Bà Hà Thị Nết: xin không tham gia bình xét Cờ vì Nghệ An đã nhận Cờ thi đua của Trung ương Hội năm 2018.",
    ],
)
def test_an_earlier_award_as_a_reason(text: str) -> None:
    assert [(a.award, a.status, a.recipient, a.year, a.authority) for a in told(text)] == [
        ("emulation_flag", "granted", MEMBER.format("Nghệ An"), 2018, "Trung ương Hội")
    ]


def test_repetitions_are_one_row() -> None:
    text = "Cụm đề nghị Trung ương Hội tặng Cờ thi đua cho Nghệ An.\n\nNghệ An được đề nghị tặng Cờ thi đua của Trung ương Hội."
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "article",
    [
        (
            "Điều 1. Tặng “Cờ thi đua ngành Tư pháp” cho 02 tập thể dẫn đầu các Cụm thi đua, gồm:\n"
            "1. Sở Tư pháp tỉnh Hà Giang, Cụm thi đua số 1;\n2. Sở Tư pháp tỉnh Nam Định, Cụm thi đua số 2."
        ),
        (
            "Điều 1. Tặng Cờ thi đua ngành Tư pháp cho các đơn vị:\n- Cụm thi đua số 1: Sở Tư pháp tỉnh Hà Giang;\n"
            "- Cụm thi đua số 2: Sở Tư pháp tỉnh Nam Định."
        ),
        (
            "Điều 1. Tặng Cờ thi đua ngành Tư pháp cho 02 tập thể: Sở Tư pháp tỉnh Hà Giang (Cụm thi đua số 1); Sở Tư pháp tỉnh "
            "Nam Định (Cụm thi đua số 2)."
        ),
        (
            "Điều 1. Tặng Cờ thi đua ngành Tư pháp cho 02 tập thể (danh sách kèm theo).\n\n"
            "DANH SÁCH TẬP THỂ ĐƯỢC TẶNG CỜ THI ĐUA NGÀNH TƯ PHÁP\nTT | TÊN TẬP THỂ | GHI CHÚ\n"
            "1 | Sở Tư pháp tỉnh Hà Giang | Cụm thi đua số 1\n2 | Sở Tư pháp tỉnh Nam Định | Cụm thi đua số 2"
        ),
        (
            "Điều 1. Tặng Cờ thi đua ngành Tư pháp cho các đơn vị sau:\n1. Sở Tư pháp tỉnh Hà Giang, đơn vị dẫn đầu Cụm thi đua số 1.\n"
            "2. Sở Tư pháp tỉnh Nam Định, đơn vị dẫn đầu Cụm thi đua số 2."
        ),
        (
            "Điều 1. Tặng Cờ thi đua ngành Tư pháp cho 02 tập thể sau đây:\n"
            "+----+---------------------------+------------------+\n| TT | Tập thể                   | Thuộc cụm        |\n"
            "+----+---------------------------+------------------+\n| 1  | Sở Tư pháp tỉnh Hà Giang  | Cụm thi đua số 1 |\n"
            "| 2  | Sở Tư pháp tỉnh Nam Định  | Cụm thi đua số 2 |\n+----+---------------------------+------------------+"
        ),
        (
            "Điều 1. Tặng Cờ thi đua ngành Tư pháp cho 02 tập thể (Phụ lục).\n\nPHỤ LỤC\n"
            "DANH SÁCH TẬP THỂ ĐƯỢC TẶNG CỜ THI ĐUA NGÀNH TƯ PHÁP\n\n1. Sở Tư pháp tỉnh Hà Giang\n   Dẫn đầu Cụm thi đua số 1 (miền núi).\n"
            "2. Sở Tư pháp tỉnh Nam Định\n   Đơn vị dẫn đầu Cụm thi đua số 2."
        ),
        (
            "Điều 1. Tặng Cờ thi đua ngành Tư pháp cho 02 tập thể (danh sách 1).\n\nDANH SÁCH 1\nCỜ THI ĐUA NGÀNH TƯ PHÁP\n\n"
            "A - TẬP THỂ\n+ Cụm thi đua số 1:\n   1. Sở Tư pháp tỉnh Hà Giang\n+ Cụm thi đua số 2:\n   2. Sở Tư pháp tỉnh Nam Định"
        ),
    ],
)
def test_decisions(article: str) -> None:
    doc = annotated(DECISION.format(article), "awards")
    numbers = {cluster.id: cluster.number for cluster in doc._.context.clusters}
    assert [(a.award, a.status, a.recipient, numbers[a.cluster], a.year) for a in doc._.awards] == [
        ("emulation_flag", "granted", "Sở Tư pháp tỉnh Hà Giang", "1", 2017),
        ("emulation_flag", "granted", "Sở Tư pháp tỉnh Nam Định", "2", 2017),
    ]
    assert {a.name.casefold() for a in doc._.awards} == {"cờ thi đua ngành tư pháp"}


def test_an_annex_of_several_awards() -> None:
    article = (
        "Điều 1. Tặng Cờ thi đua của Hội Luật gia Việt Nam năm 2017 cho 01 đơn vị; tặng Bằng khen của Đoàn Chủ tịch năm 2017 cho "
        "02 tập thể, 01 cá nhân thuộc các khối thi đua (Phụ lục I).\n\nPHỤ LỤC I\n"
        "DANH SÁCH ĐƯỢC TẶNG CỜ THI ĐUA, BẰNG KHEN NĂM 2017\n\nI. CỜ THI ĐUA CỦA HỘI LUẬT GIA VIỆT NAM\n"
        "  1. Công ty Than Núi Hồng (Khối thi đua Than hầm lò)\n  Các khối khác không đề nghị tặng Cờ.\n\n"
        "II. BẰNG KHEN CỦA ĐOÀN CHỦ TỊCH\n  A. Tập thể\n  1. Công ty Than Mạo Khê (Khối thi đua Than hầm lò)\n"
        "  2. Công ty Chế tạo máy Mông Dương (Khối thi đua Cơ khí)\n  B. Cá nhân\n"
        "TT | Họ và tên | Chức vụ, đơn vị | Khối\n1 | Ông Lưu Đình Bảo | Thợ lò, Công ty Than Núi Hồng | Than hầm lò"
    )
    found = awards(DECISION.format(article))
    assert [(a.award, a.name, a.authority, a.recipient, a.cluster, a.year) for a in found] == [
        (
            "emulation_flag",
            "Cờ thi đua của Hội Luật gia Việt Nam",
            "Hội Luật gia Việt Nam",
            "Công ty Than Núi Hồng",
            "c1",
            2017,
        ),
        ("merit_certificate", "Bằng khen của Đoàn Chủ tịch", "Đoàn Chủ tịch", "Công ty Than Mạo Khê", "c1", 2017),
        (
            "merit_certificate",
            "Bằng khen của Đoàn Chủ tịch",
            "Đoàn Chủ tịch",
            "Công ty Chế tạo máy Mông Dương",
            "c2",
            2017,
        ),
        ("merit_certificate", "Bằng khen của Đoàn Chủ tịch", "Đoàn Chủ tịch", "Lưu Đình Bảo", "c1", 2017),
    ]


PROPOSAL = """HỘI KHUYẾN HỌC VIỆT NAM               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CỤM THI ĐUA SỐ 7                            Độc lập - Tự do - Hạnh phúc
Số: 15/TTr-CTĐ                              Bến Tre, ngày 25 tháng 11 năm 2019

TỜ TRÌNH
Về việc đề nghị khen thưởng năm 2019

Cụm thi đua số 7 (gồm Hội Khuyến học các tỉnh Long An, Tiền Giang, Bến Tre) kính trình Trung ương Hội xét, khen thưởng:

{}
"""


@pytest.mark.parametrize(
    "text",
    [
        (
            "Các đơn vị đã bình xét:\n\nCờ thi đua của Chính phủ: đề nghị tặng Hội Khuyến học tỉnh Bến Tre (3/3 phiếu).\n"
            "Cờ thi đua của Trung ương Hội: Hội Khuyến học tỉnh Tiền Giang (2/3 phiếu).\n"
            "Bằng khen của Trung ương Hội: Hội Khuyến học tỉnh Long An và ông Nguyễn Văn Khoa."
        ),
        (
            "I. Cờ thi đua của Chính phủ: Hội Khuyến học tỉnh Bến Tre\n\nII. Cờ thi đua của Trung ương Hội:\n"
            "1. Hội Khuyến học tỉnh Tiền Giang\n\nIII. Bằng khen của Trung ương Hội:\na) Tập thể\n- Hội Khuyến học tỉnh Long An\n"
            "b) Cá nhân\n- Đ/c Nguyễn Văn Khoa, Chủ tịch Hội Khuyến học tỉnh Bến Tre"
        ),
        (
            "TT | Đơn vị | Điểm | Hình thức\n1 | Hội Khuyến học tỉnh Bến Tre | 499 | Cờ thi đua của Chính phủ\n"
            "2 | Hội Khuyến học tỉnh Tiền Giang | 497 | Cờ thi đua của Trung ương Hội\n"
            "3 | Hội Khuyến học tỉnh Long An | 490 | Bằng khen của Trung ương Hội\n"
            "4 | Đ/c Nguyễn Văn Khoa | - | Bằng khen của Trung ương Hội"
        ),
    ],
)
def test_proposals_by_sections_and_by_rows(text: str) -> None:
    assert [
        (a.award, a.status, a.authority, (a.recipient or "").split(" tỉnh ")[-1]) for a in awards(PROPOSAL.format(text))
    ] == [
        ("emulation_flag", "proposed", "Chính phủ", "Bến Tre"),
        ("emulation_flag", "proposed", "Trung ương Hội", "Tiền Giang"),
        ("merit_certificate", "proposed", "Trung ương Hội", "Long An"),
        ("merit_certificate", "proposed", "Trung ương Hội", "Nguyễn Văn Khoa"),
    ]


def test_a_row_tells_rank_and_award() -> None:
    text = (
        "TT | Đơn vị | Tổng điểm | Vị thứ | Đề nghị\n1 | Hội Khuyến học tỉnh Bến Tre | 499 | 1 | Cờ thi đua của Chính phủ\n"
        "2 | Hội Khuyến học tỉnh Tiền Giang | 497 | 2 | Bằng khen của Trung ương Hội"
    )
    assert [(a.award, a.name, (a.recipient or "").split(" tỉnh ")[-1]) for a in awards(PROPOSAL.format(text))] == [
        ("placing", "1", "Bến Tre"),
        ("emulation_flag", "Cờ thi đua của Chính phủ", "Bến Tre"),
        ("placing", "2", "Tiền Giang"),
        ("merit_certificate", "Bằng khen của Trung ương Hội", "Tiền Giang"),
    ]


MINUTES = """CỤM THI ĐUA SỐ 2
BIÊN BẢN
Hội nghị bình xét thi đua năm 2022 của Cụm thi đua số 2

I. THÀNH PHẦN
Đại diện 4 đơn vị thành viên: Sở Công Thương, Sở Xây dựng, Sở Tài chính, Sở Khoa học và Công nghệ.

II. {}
1. Cờ thi đua của UBND tỉnh:
- Sở Công Thương: 4/4 phiếu (100%);
- Sở Tài chính: 1/4 phiếu (không đạt).
2. Bằng khen của Chủ tịch UBND tỉnh: Sở Xây dựng.
"""


@pytest.mark.parametrize(
    ("heading", "status"),
    [("KẾT QUẢ BỎ PHIẾU", "proposed"), ("ĐỀ NGHỊ KHEN THƯỞNG", "proposed"), ("KẾT QUẢ KHEN THƯỞNG", "granted")],
)
def test_a_heading_tells_the_status_of_what_is_listed_below(heading: str, status: str) -> None:
    assert [(a.award, a.status, a.recipient) for a in awards(MINUTES.format(heading))] == [
        ("emulation_flag", status, "Sở Công Thương"),
        ("merit_certificate", status, "Sở Xây dựng"),
    ]


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Nghệ An đón nhận Cờ thi đua do Phó Chủ tịch Trung ương Hội Nguyễn Xuân Định trao.", None),
        ("Nghệ An đón nhận Cờ thi đua do Trung ương Hội trao.", "Trung ương Hội"),
    ],
)
def test_who_hands_over_does_not_give(text: str, authority: str | None) -> None:
    assert [(award.recipient, award.authority) for award in told(text)] == [(MEMBER.format("Nghệ An"), authority)]


@pytest.mark.parametrize(
    "giver",
    [
        "Đoàn Chủ tịch Trung ương Hội",
        "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        "Ban Thường vụ Tỉnh ủy",
        "Thường trực HĐND tỉnh",
    ],
)
def test_givers_in_full(giver: str) -> None:
    (award,) = told(f"Cụm đề nghị {giver} tặng Bằng khen cho Nghệ An.")
    assert award.authority == giver


def test_a_decision_gives_where_no_other_authority_is_told() -> None:
    text = DECISION.format("Điều 1. Công nhận danh hiệu “Chiến sĩ thi đua ngành Tư pháp” cho ông Trần Quốc Việt.")
    (award,) = awards(text)
    assert (award.recipient, award.authority) == ("Trần Quốc Việt", "BỘ TRƯỞNG BỘ TƯ PHÁP")


def test_evidence_is_of_the_text() -> None:
    text = REPORT.format("Cụm đề nghị Trung ương Hội tặng Cờ thi đua cho Nghệ An; tặng Bằng khen cho Hà Tĩnh.")
    for award in awards(text):
        assert award.evidence
        for quote in award.evidence:
            assert text[quote.start : quote.end] == quote.quote


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("Ban QLDA Các công trình", "Ban Quản lý dự án Các công trình", True),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo", False),
        ("Sở TNMT", "Sở Tài nguyên môi trường", True),
        ("Sở Y tế", "Sở Y tế", False),
        ("Sở YT tỉnh", "Sở Y tế", False),
    ],
)
def test_abbreviated_names(short: str, long: str, *, expected: bool) -> None:
    assert abbreviates(short, long) is expected


PIECES = [
    "đề nghị", "tặng", "được", "nhận", "Cờ thi đua", "“Cờ thi đua của Chính phủ”", "Bằng khen", "cho", "Hội Khuyến học tỉnh Nghệ An",
    "Hà Tĩnh", "ông Lê Văn Hải", "12 tập thể", "xếp thứ nhất", "nhất, nhì, ba", "lần lượt là", "(", ")", ";", ":", ",", ".", "\n", "\n- ",
    "\n1. ", "|", "danh hiệu “", "”", "năm 2019", "Cụm thi đua số 3", "suy tôn", "để", "không", "của", "Điều 1. ", "Xếp hạng", "TT",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_words_are_read(pieces: list[str]) -> None:
    text = REPORT.format(" ".join(pieces))
    for award in awards(text):
        assert award.recipient is not None or award.recipient_count is not None
        assert all(text[quote.start : quote.end] == quote.quote for quote in award.evidence)
