import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.units import Unit, without_abbreviations
from tests.extractors.reading import mentions


def unit(text: str, i: int = 0, *, lower: bool = False) -> Unit | None:
    return mentions(text).units.unit_at(i, lower=lower)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        # Bodies of a province, a district or a commune
        ("Hội CCB tỉnh Phú Thọ tổ chức hội nghị", "Hội CCB tỉnh Phú Thọ", "Phú Thọ"),
        ("Hội Cựu chiến binh T.P Cần Thơ, đơn vị", "Hội Cựu chiến binh T.P Cần Thơ", "Cần Thơ"),
        ("Hội LHPN TP. Hà Nội và", "Hội LHPN TP. Hà Nội", "Hà Nội"),
        ("Hội Chữ thập đỏ thị xã Nghĩa Lộ được", "Hội Chữ thập đỏ thị xã Nghĩa Lộ", "Nghĩa Lộ"),
        ("Hội Nông dân huyện Mỏ Cày Nam nhận", "Hội Nông dân huyện Mỏ Cày Nam", "Mỏ Cày Nam"),
        ("UBND xã Đồng Tâm báo cáo", "UBND xã Đồng Tâm", "Đồng Tâm"),
        ("UBND thị trấn Chúc Sơn", "UBND thị trấn Chúc Sơn", "Chúc Sơn"),
        ("Ủy ban MTTQ Việt Nam phường 7 đề nghị", "Ủy ban MTTQ Việt Nam phường 7", "7"),
        ("Hội Luật gia Lâm Đồng tham gia", "Hội Luật gia Lâm Đồng", "Lâm Đồng"),
        ("Liên minh HTX tỉnh Bà Rịa - Vũng Tàu - Cụm phó", "Liên minh HTX tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Công an tỉnh Kon Tum chủ trì", "Công an tỉnh Kon Tum", "Kon Tum"),
        ("Bộ CHQS tỉnh Điện Biên", "Bộ CHQS tỉnh Điện Biên", "Điện Biên"),
        ("Báo Hòa Bình đăng cai", "Báo Hòa Bình", "Hòa Bình"),
        ("Đài Phát thanh và Truyền hình Cà Mau là", "Đài Phát thanh và Truyền hình Cà Mau", "Cà Mau"),
        ("Đài PT-TH tỉnh Long An", "Đài PT-TH tỉnh Long An", "Long An"),
        pytest.param(
            "Tòa án nhân dân hai cấp tỉnh Tây Ninh",
            "Tòa án nhân dân hai cấp tỉnh Tây Ninh",
            "Tây Ninh",
            marks=pytest.mark.xfail(reason="the words of the levels of a court end its name"),
        ),
        ("Viện KSND tỉnh Yên Bái", "Viện KSND tỉnh Yên Bái", "Yên Bái"),
        ("Cục Thuế tỉnh Hậu Giang", "Cục Thuế tỉnh Hậu Giang", "Hậu Giang"),
        ("BHXH tỉnh Sóc Trăng", "BHXH tỉnh Sóc Trăng", "Sóc Trăng"),
        ("Ngân hàng CSXH tỉnh Ninh Thuận", "Ngân hàng CSXH tỉnh Ninh Thuận", "Ninh Thuận"),
        ("Tỉnh đoàn Thái Bình bàn giao", "Tỉnh đoàn Thái Bình", "Thái Bình"),
        ("Thành đoàn Đà Nẵng", "Thành đoàn Đà Nẵng", "Đà Nẵng"),
        ("Huyện ủy Kim Bôi", "Huyện ủy Kim Bôi", "Kim Bôi"),
        ("Huyện Đoàn Gò Công Đông", "Huyện Đoàn Gò Công Đông", "Gò Công Đông"),
        ("Công an phường Cao Lãnh", "Công an phường Cao Lãnh", "Cao Lãnh"),
        ("Công an tỉnh Đồng Tháp", "Công an tỉnh Đồng Tháp", "Đồng Tháp"),
        # Bodies without a place in their name
        ("Sở Nông nghiệp và Phát triển nông thôn trình bày", "Sở Nông nghiệp và Phát triển nông thôn", None),
        pytest.param(
            "Sở Lao động, Thương binh và Xã hội báo cáo",
            "Sở Lao động, Thương binh và Xã hội",
            None,
        ),
        ("Sở Lao động - Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội", None),
        ("Sở KH&CN là", "Sở KH&CN", None),
        ("Văn phòng HĐND tỉnh tổ chức", "Văn phòng HĐND tỉnh", None),
        ("Ban Tuyên giáo Tỉnh ủy, Trưởng khối", "Ban Tuyên giáo Tỉnh ủy", None),
        ("Đảng ủy Khối các cơ quan tỉnh", "Đảng ủy Khối các cơ quan tỉnh", None),
        ("Hội Nhà báo Việt Nam", "Hội Nhà báo Việt Nam", None),
        ("Tổng cục Hải quan", "Tổng cục Hải quan", None),
        # Firms, schools, hospitals: no place even with one in their name (guidelines, point 37)
        ("Công ty CP Cao su Phước Hòa nhận", "Công ty CP Cao su Phước Hòa", None),
        ("Công ty TNHH MTV Xổ số kiến thiết Vĩnh Long", "Công ty TNHH MTV Xổ số kiến thiết Vĩnh Long", None),
        ("Bệnh viện Đa khoa Đồng Tháp", "Bệnh viện Đa khoa Đồng Tháp", None),
        ("Bệnh viện Đa khoa tỉnh Bắc Kạn", "Bệnh viện Đa khoa tỉnh Bắc Kạn", "Bắc Kạn"),
        ("Trường THPT Lê Hồng Phong đạt", "Trường THPT Lê Hồng Phong", None),
        ("Trường Đại học Bách khoa Hà Nội", "Trường Đại học Bách khoa Hà Nội", None),
        ("Trường PTDTNT tỉnh Gia Lai", "Trường PTDTNT tỉnh Gia Lai", "Gia Lai"),
        ("Trường Mầm non Hoa Sen", "Trường Mầm non Hoa Sen", None),
        ("HTX chè La Bằng được", "HTX chè La Bằng", None),
        ("Lữ đoàn 573 đón", "Lữ đoàn 573", None),
        # Places
        ("tỉnh Hà Nam được", "tỉnh Hà Nam", "Hà Nam"),
        ("thành phố Đà Lạt", "thành phố Đà Lạt", "Đà Lạt"),
        ("TX. Ba Đồn đạt", "TX. Ba Đồn", "Ba Đồn"),
    ],
)
def test_a_unit_and_its_place(text: str, name: str, place: str | None) -> None:
    found = unit(text)
    assert found is not None
    assert (found.name, found.place) == (name, place)


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị đã thống nhất",
        "Hội trường UBND tỉnh",
        "Ban hành quy chế",
        pytest.param(
            "Ban Tổ chức hội nghị trao giải",
            marks=pytest.mark.xfail(reason="the organisers of a meeting are taken for the party committee"),
        ),
        "Báo cáo kết quả",
        "Bộ phận giúp việc",
        "Bộ trưởng Bộ Nội vụ",
        "Trường hợp đặc biệt",
        "Phòng chống tham nhũng",
        "Hội viên nòng cốt",
        "Đoàn kiểm tra",
        "Đội ngũ cán bộ",
        "Sở thích chung",
        "Nam Bộ",
        "Trung Quốc",
        "Nguyễn Văn Tám",
        "các đơn vị",
    ],
)
def test_no_unit(text: str) -> None:
    assert unit(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hội CCB tỉnh Hà Nam Nguyễn Văn Tám phát biểu", "Hội CCB tỉnh Hà Nam"),
        ("Sở Tài chính Lê Thị Bưởi", "Sở Tài chính"),
        ("Hội CCB tỉnh Lai Châu (Cụm trưởng)", "Hội CCB tỉnh Lai Châu"),
        ("Hội CCB tỉnh Lai Châu Cụm trưởng Cụm thi đua số 2", "Hội CCB tỉnh Lai Châu"),
        ("Hội CCB tỉnh Lai Châu - Cụm trưởng", "Hội CCB tỉnh Lai Châu"),
        ("Hội CCB tỉnh Lai Châu, Hội CCB tỉnh Sơn La", "Hội CCB tỉnh Lai Châu"),
        ("Sở Nội vụ và Sở Tư pháp", "Sở Nội vụ"),
        ("Sở Nội vụ năm 2019", "Sở Nội vụ"),
        ("Bảo hiểm xã hội (BHXH) tỉnh Trà Vinh", "Bảo hiểm xã hội tỉnh Trà Vinh"),
        ("Hội Người cao tuổi\nHội Khuyến học", "Hội Người cao tuổi"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    found = unit(text)
    assert found is not None
    assert found.name == name


NAMES = ("Sở Y tế", "Hội CCB Việt Nam", "Hội Khuyến học", "Trường THPT Trần Phú", "Hội CCB tỉnh Hà Nam")


def named_before(verb: str) -> list[str]:
    found = [unit(f"{name} {verb}") for name in NAMES]
    return [one.name for one in found if one is not None]


@pytest.mark.parametrize(
    "verb",
    [
        "trình bày tham luận",
        "chủ trì",
        "hỗ trợ hội viên",
        "ủng hộ",
        "đạt giải",
        "đăng cai",
        "bàn giao cờ",
    ],
)
def test_a_verb_is_no_part_of_a_name(verb: str) -> None:
    assert named_before(verb) == list(NAMES)


@pytest.mark.parametrize(
    "verb",
    [
        "tổ chức Hội nghị",
        "tổ chức hội nghị",
        "phát động phong trào",
        "phát huy vai trò",
        pytest.param("xây dựng kế hoạch", marks=pytest.mark.xfail(reason="also the words of a unit's name")),
        "kiểm tra chéo",
        "thành lập đoàn",
        "thông báo kết quả",
        "thực hiện tốt",
        "công bố quyết định",
        "báo cáo kết quả",
        "giới thiệu mô hình",
        pytest.param("tham mưu cho tỉnh", marks=pytest.mark.xfail(reason="also the words of a unit's name")),
        pytest.param("quản lý tốt", marks=pytest.mark.xfail(reason="also the words of a unit's name")),
        "trực tiếp chỉ đạo",
        "điều hành phiên họp",
    ],
)
def test_a_verb_of_syllables_that_names_have_is_no_part_of_one(verb: str) -> None:
    assert named_before(verb) == list(NAMES)


@pytest.mark.parametrize(
    ("text", "plain", "announced"),
    [
        ("công an huyện Sông Mã", None, "công an huyện Sông Mã"),
        ("trường THPT Sông Mã", None, "trường THPT Sông Mã"),
        ("huyện Sông Mã", "huyện Sông Mã", "huyện Sông Mã"),
        ("hội viên", None, None),
    ],
)
def test_heads_in_small_letters_count_only_where_a_list_announces_them(
    text: str, plain: str | None, announced: str | None
) -> None:
    before, after = unit(text), unit(text, lower=True)
    assert (before.name if before else None, after.name if after else None) == (plain, announced)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hội Người cao tuổi (NCT) tỉnh Lào Cai", "Hội Người cao tuổi tỉnh Lào Cai"),
        ("Sở Thông tin và Truyền thông (TT&TT)", "Sở Thông tin và Truyền thông"),
        ("Hội thánh Tin Lành (miền Nam)", "Hội thánh Tin Lành (miền Nam)"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_bracketed_abbreviations_are_dropped(name: str, expected: str) -> None:
    assert without_abbreviations(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyễn Thị Lành phát biểu", 3),
        ("Lò Văn Ín", 3),
        ("Vũ Hà", 2),
        ("Vũ Hà phát biểu", None),
        ("Hội Nông dân", None),
        ("Cao Bằng", None),
        ("phường", None),
    ],
)
def test_a_person_without_a_title(text: str, expected: int | None) -> None:
    found = mentions(text).units.name_at(0)
    assert found == expected


LINES = (
    "Hội CCB tỉnh Hà Nam , và ( ) - Sở Y tế các huyện xã 7",
    "Công ty TNHH Khối Trưởng khối Nguyễn Văn An năm : ; T.P",
)
WORDS = st.sampled_from(["\n", *(word for line in LINES for word in line.split())])


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_a_unit_stands_where_it_says(text: str) -> None:
    found = mentions(text)
    for i in range(len(found.tokens)):
        for lower in (False, True):
            at = found.units.unit_at(i, lower=lower)
            if at is not None:
                assert i == at.first < at.last <= len(found.tokens)
                assert at.name
                assert at.place is None or at.place in found.tokens.string(at.first, at.last)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Công an tỉnh Nguyễn Văn Long", "Công an tỉnh"),
        ("TAND tỉnh Hồ Sỹ Tuấn", "TAND tỉnh"),
        ("UBND huyện Lê Văn Bình", "UBND huyện"),
        ("VKSND tỉnh Trần Thị Hồng Minh", "VKSND tỉnh"),
        ("Công an tỉnh Hồ Chí Minh", "Công an tỉnh Hồ Chí Minh"),
        ("UBND huyện Trần Văn Thời", "UBND huyện Trần Văn Thời"),
        ("UBND xã Phạm Văn Hai", "UBND xã Phạm Văn Hai"),
        ("Công an tỉnh Bà Rịa - Vũng Tàu", "Công an tỉnh Bà Rịa - Vũng Tàu"),
    ],
)
def test_a_person_behind_a_level_word_is_no_place(text: str, name: str) -> None:
    unit = mentions(f"{text} phát biểu.").units.unit_at(0)
    assert unit is not None
    assert unit.name == name
