import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.people import Person
from tests.extractors.reading import mentions


def people(text: str) -> list[Person]:
    return mentions(text).people


def only(text: str) -> Person:
    (person,) = people(text)
    return person


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Đại tá Lê Văn Khang dự hội nghị.", "Đại tá"),
        ("PGS.TS. Trần Đình Khải phát biểu.", "PGS.TS"),
        ("PGS, TS Trần Đình Khải phát biểu.", "PGS, TS"),
        ("BSCKII. Võ Thị Ngân chủ trì.", "BSCKII"),
        ("Bác sĩ CKII Võ Thị Ngân chủ trì.", "Bác sĩ CKII"),
        ("ThS Nguyễn Thị Hoài trình bày.", "ThS"),
        ("Luật gia Nguyễn Thị Hoài trình bày.", None),
        ("đ/c Nguyễn Thị Hoài trình bày.", None),
    ],
)
def test_ranks_are_kept_and_honorifics_dropped(text: str, rank: str | None) -> None:
    assert only(text).rank == rank


TITLES = [
    "Phó Chủ tịch Thường trực UBND tỉnh Hà Nam",
    "Trưởng ban Dân chủ - Pháp luật Ủy ban MTTQ Việt Nam tỉnh",
    "Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch",
    "Giám đốc Trung tâm Văn hóa - Điện ảnh tỉnh",
    "Phó Vụ trưởng Vụ II, Ban Thi đua - Khen thưởng Trung ương",
    "Chính ủy Lữ đoàn 242",
    "Trưởng Cơ quan Thường trực miền Nam",
    "Chủ tịch Hội LHPN tỉnh",
    "Hiệu trưởng Trường THPT chuyên Lê Hồng Phong",
    "Giám đốc Sở GD&ĐT",
    "Bí thư Đoàn TNCS Hồ Chí Minh tỉnh Nam Định",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "sentence",
    [
        "Dự hội nghị có ông Nguyễn Văn Bình, {}; cùng các đại biểu.",
        "Đồng chí Nguyễn Văn Bình - {} phát biểu tại hội nghị.",
        "Tại hội nghị, {} Nguyễn Văn Bình nhấn mạnh.",
        "Ông Nguyễn Văn Bình ({}) trình bày báo cáo.",
    ],
)
def test_a_title_is_read_whole_before_and_after_the_name(sentence: str, title: str) -> None:
    person = only(sentence.format(title))
    assert (person.name, [title.text for title in person.titles]) == ("Nguyễn Văn Bình", [title])


def test_each_office_is_a_title_of_its_own() -> None:
    person = only("Bà Lò Thị Mai, Tỉnh ủy viên, Phó Giám đốc Công an tỉnh kiêm Chánh Văn phòng đến dự.")
    assert [title.text for title in person.titles] == ["Tỉnh ủy viên", "Phó Giám đốc Công an tỉnh", "Chánh Văn phòng"]


def test_a_predicate_is_no_part_of_a_title() -> None:
    person = only("Ông Lương Văn Thành, Phó Giám đốc Sở Tài chính báo cáo kết quả.")
    assert [title.text for title in person.titles] == ["Phó Giám đốc Sở Tài chính"]


def test_the_office_of_who_gives_the_authority_is_not_the_bearers() -> None:
    person = only("Thừa ủy quyền của Chủ tịch nước, Bộ trưởng Bộ Nội vụ Lê Minh Khôi trao Huân chương.")
    assert [title.text for title in person.titles] == ["Bộ trưởng Bộ Nội vụ"]


def test_a_former_office_says_so() -> None:
    person = only("Ông Ngô Văn Chín, nguyên Cục trưởng Cục Thuế Bình Thuận có mặt.")
    assert [title.text for title in person.titles] == ["nguyên Cục trưởng Cục Thuế Bình Thuận"]


def test_a_gloss_between_name_and_title_is_passed() -> None:
    person = only("Ông Mai Văn Hiển (bên phải), Chủ tịch UBND tỉnh Hải Dương trao cờ.")
    assert [title.text for title in person.titles] == ["Chủ tịch UBND tỉnh Hải Dương"]


def test_an_office_in_a_cluster_is_no_title() -> None:
    person = only("Ông Vi Văn Kiên, Phó Chủ tịch UBND tỉnh, Cụm trưởng Cụm thi đua các tỉnh Tây Bắc, Tỉnh ủy viên.")
    assert [office.role for office in person.offices] == ["head"]
    assert [title.text for title in person.titles] == ["Phó Chủ tịch UBND tỉnh", "Tỉnh ủy viên"]


@pytest.mark.parametrize(
    ("bracket", "of_unit"), [("(đơn vị Cụm phó)", True), ("(đại diện đơn vị Cụm phó)", False), ("(Cụm phó)", False)]
)
def test_the_office_of_a_unit_is_the_persons_only_where_they_represent_it(bracket: str, of_unit: bool) -> None:
    person = only(f"Ông Đặng Công Minh - Phó Chủ tịch Hội Nông dân TP.Đà Nẵng {bracket} nêu ý kiến.")
    assert [(office.role, office.of_unit) for office in person.offices] == [("deputy", of_unit)]


def test_a_comma_after_an_office_that_is_taken_on_parts_two_people() -> None:
    first, second = people("Ông Đặng Văn Hùng được bầu làm Cụm trưởng, bà Lưu Thị Hà làm Cụm phó.")
    assert (first.name, second.name, second.offices) == ("Đặng Văn Hùng", "Lưu Thị Hà", ())


def test_people_in_a_row_are_parted() -> None:
    text = (
        "Các đồng chí: Nguyễn Thanh Hà, Bí thư Huyện ủy; Rơ Châm H'Yéo, Chủ tịch Hội Nông dân tỉnh Gia Lai; "
        "Chủ tịch LĐLĐ huyện Nga Sơn Bùi Thị Hường và Chánh Văn phòng Phạm Ngọc Toàn."
    )
    assert [(person.name, [title.text for title in person.titles]) for person in people(text)] == [
        ("Nguyễn Thanh Hà", ["Bí thư Huyện ủy"]),
        ("Rơ Châm H'Yéo", ["Chủ tịch Hội Nông dân tỉnh Gia Lai"]),
        ("Bùi Thị Hường", ["Chủ tịch LĐLĐ huyện Nga Sơn"]),
        ("Phạm Ngọc Toàn", ["Chánh Văn phòng"]),
    ]


@pytest.mark.parametrize(
    "text", ["Hội nghị tại Sa Thầy.", "Thành phố Hồ Chí Minh và Hà Nội.", "Khối lượng công việc lớn."]
)
def test_places_and_things_are_no_people(text: str) -> None:
    assert people(text) == []


PARTS = st.sampled_from(
    [
        "ông ",
        "Chủ tịch ",
        "Cụm trưởng ",
        "(",
        ")",
        ", ",
        ": ",
        "Nguyễn ",
        "Văn ",
        "An",
        " - ",
        "TS.",
        "tỉnh ",
        "\n",
        "nguyên ",
    ]
)


@given(st.lists(PARTS, max_size=40).map("".join))
def test_mentions_never_overlap_and_lie_in_the_text(text: str) -> None:
    found = mentions(text)
    end = 0
    for person in found.people:
        assert end <= person.first <= person.name_first < person.name_last <= person.last <= len(found.tokens)
        end = person.last
