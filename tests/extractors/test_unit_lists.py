import pytest

from extractors.unit_lists import list_units
from tests.extractors.reading import mentions


def listed(text: str, *, template: str | None = None, provinces: bool = False, prose: bool = False) -> list[str]:
    units, _ = list_units(mentions(text).units, 0, template=template, provinces=provinces, prose=prose)
    return [unit.name for unit in units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hội CCB các tỉnh Hà Giang, Yên Bái và Lào Cai họp",
            ["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái", "Hội CCB tỉnh Lào Cai"],
        ),
        (
            "Hội CCB các tỉnh: Hà Giang, Yên Bái và Hội CCB TP. Hải Phòng",
            ["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái", "Hội CCB TP. Hải Phòng"],
        ),
        (
            "Hội CCB tỉnh Hà Giang, Yên Bái, T.P Hải Phòng",
            ["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái", "Hội CCB T.P Hải Phòng"],
        ),
        (
            "Hội Nông dân các tỉnh, thành phố: Đà Nẵng, Quảng Nam, Quảng Ngãi",
            ["Hội Nông dân thành phố Đà Nẵng", "Hội Nông dân tỉnh Quảng Nam", "Hội Nông dân tỉnh Quảng Ngãi"],
        ),
        (
            "BHXH 6 tỉnh: Kon Tum, Gia Lai, Đắk Lắk, Đắk Nông, Lâm Đồng và Bình Định",
            [
                "BHXH tỉnh Kon Tum",
                "BHXH tỉnh Gia Lai",
                "BHXH tỉnh Đắk Lắk",
                "BHXH tỉnh Đắk Nông",
                "BHXH tỉnh Lâm Đồng",
                "BHXH tỉnh Bình Định",
            ],
        ),
        (
            "Cục Thuế ba tỉnh Hà Nam, Nam Định, Thái Bình",
            ["Cục Thuế tỉnh Hà Nam", "Cục Thuế tỉnh Nam Định", "Cục Thuế tỉnh Thái Bình"],
        ),
        ("các phường Lê Lợi, Quang Trung và Phú Thịnh", ["phường Lê Lợi", "phường Quang Trung", "phường Phú Thịnh"]),
        ("phường Lê Lợi, Quang Trung và Phú Thịnh", ["phường Lê Lợi", "phường Quang Trung", "phường Phú Thịnh"]),
        ("các xã: Tân Lập, Tân Hòa; thị trấn Tân Phú", ["xã Tân Lập", "xã Tân Hòa", "thị trấn Tân Phú"]),
        (
            "04 huyện: Ba Vì, Quốc Oai, Thạch Thất, Phúc Thọ",
            ["huyện Ba Vì", "huyện Quốc Oai", "huyện Thạch Thất", "huyện Phúc Thọ"],
        ),
        ("huyện Ba Vì, thị xã Sơn Tây, quận Hà Đông", ["huyện Ba Vì", "thị xã Sơn Tây", "quận Hà Đông"]),
        ("tỉnh Lào Cai, tỉnh Yên Bái", ["tỉnh Lào Cai", "tỉnh Yên Bái"]),
        (
            "Hội Khuyến học các huyện Ba Vì, Quốc Oai và thị xã Sơn Tây",
            ["Hội Khuyến học huyện Ba Vì", "Hội Khuyến học huyện Quốc Oai", "Hội Khuyến học thị xã Sơn Tây"],
        ),
        (
            "Công đoàn các ngành: Y tế, Giáo dục, Xây dựng",
            ["Công đoàn ngành Y tế", "Công đoàn ngành Giáo dục", "Công đoàn ngành Xây dựng"],
        ),
        ("Sở Nội vụ, Sở Tài chính, Thanh tra tỉnh", ["Sở Nội vụ", "Sở Tài chính", "Thanh tra tỉnh"]),
        (
            "các Sở: Nội vụ, Tài chính, Tư pháp",
            ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"],
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch, Sở Giáo dục và Đào tạo và Sở Y tế",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Sở Y tế"],
        ),
        (
            "Hội Người cao tuổi (NCT) các tỉnh Bắc Kạn, Cao Bằng",
            ["Hội Người cao tuổi tỉnh Bắc Kạn", "Hội Người cao tuổi tỉnh Cao Bằng"],
        ),
        (
            "Tỉnh đoàn Hà Nam (Cụm trưởng), Tỉnh đoàn Nam Định (Cụm phó), Tỉnh đoàn Thái Bình",
            ["Tỉnh đoàn Hà Nam", "Tỉnh đoàn Nam Định", "Tỉnh đoàn Thái Bình"],
        ),
        (
            "Công ty CP Sông Bé, Công ty TNHH Minh Phát và Nhà máy Xi măng Hòn Chông",
            ["Công ty CP Sông Bé", "Công ty TNHH Minh Phát", "Nhà máy Xi măng Hòn Chông"],
        ),
        (
            "các trường THPT: Lê Lợi, Trần Phú, Nguyễn Du",
            ["Trường THPT Lê Lợi", "Trường THPT Trần Phú", "Trường THPT Nguyễn Du"],
        ),
        ("các bệnh viện: Mắt, Phổi, Nhi", ["Bệnh viện Mắt", "Bệnh viện Phổi", "Bệnh viện Nhi"]),
        (
            "1. Sở Nội vụ;\n2. Sở Tài chính;\n3. Thanh tra tỉnh.",
            ["Sở Nội vụ", "Sở Tài chính", "Thanh tra tỉnh"],
        ),
        (
            "- Trường THPT Trần Phú\n- Trường THPT Nguyễn Du\n- Trường THPT Chu Văn An",
            ["Trường THPT Trần Phú", "Trường THPT Nguyễn Du", "Trường THPT Chu Văn An"],
        ),
        (
            "a) Hội CCB tỉnh Hà Giang: 98 điểm;\nb) Hội CCB tỉnh Yên Bái: 97 điểm;\nc) Hội CCB tỉnh Lào Cai: 95,5 điểm",
            ["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái", "Hội CCB tỉnh Lào Cai"],
        ),
        (
            "• Huyện Ba Vì\n• Huyện Quốc Oai\n• Thị xã Sơn Tây",
            ["Huyện Ba Vì", "Huyện Quốc Oai", "Thị xã Sơn Tây"],
        ),
    ],
)
def test_items_are_completed_by_what_the_list_says_once(text: str, expected: list[str]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các tỉnh: Hà Giang, Yên Bái", ["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái"]),
        (
            "Hà Giang, Yên Bái và Hải Phòng",
            ["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái", "Hội CCB thành phố Hải Phòng"],
        ),
        ("T.P Hải Phòng, tỉnh Hà Giang", ["Hội CCB T.P Hải Phòng", "Hội CCB tỉnh Hà Giang"]),
    ],
)
def test_the_organisation_of_a_cluster_completes_bare_places(text: str, expected: list[str]) -> None:
    assert listed(text, template="Hội CCB") == expected


def test_bare_provinces_are_units_only_where_asked_for() -> None:
    assert listed("Hà Giang, Yên Bái") == []
    assert listed("Hà Giang, Yên Bái", provinces=True) == ["tỉnh Hà Giang", "tỉnh Yên Bái"]


def test_a_semicolon_ends_an_enumeration_in_prose() -> None:
    text = "Sở Nội vụ, Sở Tài chính; Sở Y tế"
    assert listed(text, prose=True) == ["Sở Nội vụ", "Sở Tài chính"]
    assert listed(text) == ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]


@pytest.mark.parametrize(
    "text",
    [
        "các đơn vị trong cụm",
        "nhiều hoạt động thiết thực",
        "",
        "05 nội dung",
        "ông Nguyễn Văn Tám, bà Lê Thị Bưởi",
        "- \n- ",
    ],
)
def test_no_units(text: str) -> None:
    assert listed(text, provinces=True) == []


@pytest.mark.parametrize("text", ["các tỉnh:", "gồm 7 tỉnh:\n", "các huyện, thị xã:\n\n"])
def test_a_list_that_the_text_breaks_off(text: str) -> None:
    assert listed(text, provinces=True) == []


def test_a_list_of_an_organisation_that_the_text_breaks_off_is_read_to_its_end() -> None:
    assert listed("Hội CCB các tỉnh:", provinces=True) == ["Hội CCB các tỉnh"]


def test_a_list_ends_at_the_next_cluster() -> None:
    text = "- Sở Nội vụ\n- Sở Tài chính\nKhối thi đua số 2\n- Sở Y tế\n- Sở Xây dựng"
    assert listed(text) == ["Sở Nội vụ", "Sở Tài chính"]


def test_the_places_of_the_units() -> None:
    units, end = list_units(mentions("Hội CCB các tỉnh Hà Giang, Yên Bái (vắng) tham dự").units, 0)
    assert [(unit.place, unit.level, unit.head) for unit in units] == [
        ("Hà Giang", "tỉnh", "hội ccb"),
        ("Yên Bái", "tỉnh", "hội ccb"),
    ]
    assert end == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các trường THPT: Ba Bể 1, Ba Bể 2 và Võ Thị Sáu.", ["Ba Bể 1", "Ba Bể 2", "Võ Thị Sáu"]),
        ("các xã thuộc cụm (Tân Hòa, Bình Khê, Phú Lâm)", ["Tân Hòa", "Bình Khê", "Phú Lâm"]),
        ("các phường trong khối gồm: Thắng Lợi, Hòa Bình", ["Thắng Lợi", "Hòa Bình"]),
        ("các Huyện ủy Ba Tơ, Sơn Hà", ["Ba Tơ", "Sơn Hà"]),
        ("các huyện Đoàn: Ba Tơ, Sơn Hà và Minh Long", ["Ba Tơ", "Sơn Hà", "Minh Long"]),
    ],
)
def test_names_behind_a_kind_end_where_the_next_begins(text: str, expected: list[str]) -> None:
    found = listed(text)
    assert len(found) == len(expected)
    assert all(unit.endswith(name) for unit, name in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các Tỉnh, Thành đoàn: Hà Nội, Hải Dương", ["Thành đoàn Hà Nội", "Tỉnh đoàn Hải Dương"]),
        ("các Thành ủy, Tỉnh ủy Cần Thơ và An Giang", ["Thành ủy Cần Thơ", "Tỉnh ủy An Giang"]),
        ("các tỉnh hội, thành hội: Nam Định, Hải Phòng", ["Tỉnh hội Nam Định", "Thành hội Hải Phòng"]),
        (
            "các huyện, thị xã thành viên: Châu Thành, Gò Công, Lai Vung",
            ["Châu Thành", "thị xã Gò Công", "huyện Lai Vung"],
        ),
    ],
)
def test_each_place_has_the_body_of_its_level(text: str, expected: list[str]) -> None:
    found = listed(text)
    assert [unit.removeprefix("huyện ") if unit.endswith("Châu Thành") else unit for unit in found] == expected
