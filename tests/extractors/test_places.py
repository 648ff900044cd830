import pytest

from extractors.places import level_at, place_at
from tests.extractors.reading import mentions


def place(text: str, i: int = 0) -> tuple[str, str, str | None, bool] | None:
    """(as written, bare name, level, whether a province) of the place at token ``i``."""
    found = mentions(text)
    at = place_at(found.tokens, found.hits, i)
    if at is None:
        return None
    return found.tokens.string(at.first, at.last), found.tokens.string(at.name, at.last), at.level, at.province


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tỉnh Hà Giang tổ chức", ("tỉnh Hà Giang", "Hà Giang", "tỉnh", True)),
        ("Tỉnh Thừa Thiên Huế", ("Tỉnh Thừa Thiên Huế", "Thừa Thiên Huế", "tỉnh", True)),
        ("tỉnh Bà Rịa - Vũng Tàu đã", ("tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu", "tỉnh", True)),
        ("tỉnh Đắk Lắk", ("tỉnh Đắk Lắk", "Đắk Lắk", "tỉnh", True)),
        ("tỉnh Đăk Lăk", ("tỉnh Đăk Lăk", "Đăk Lăk", "tỉnh", True)),
        ("thành phố Hồ Chí Minh", ("thành phố Hồ Chí Minh", "Hồ Chí Minh", "thành phố", True)),
        ("T.P Hải Phòng", ("T.P Hải Phòng", "Hải Phòng", "thành phố", True)),
        ("TP. Đà Nẵng", ("TP. Đà Nẵng", "Đà Nẵng", "thành phố", True)),
        ("TP.Cần Thơ", ("TP.Cần Thơ", "Cần Thơ", "thành phố", True)),
        ("TP Vinh, ngày", ("TP Vinh", "Vinh", "thành phố", False)),
        ("thành phố Việt Trì, nơi", ("thành phố Việt Trì", "Việt Trì", "thành phố", False)),
        ("TX Hương Thủy", ("TX Hương Thủy", "Hương Thủy", "thị xã", False)),
        ("TX. Phú Thọ", ("TX. Phú Thọ", "Phú Thọ", "thị xã", True)),
        ("thị xã Nghĩa Lộ", ("thị xã Nghĩa Lộ", "Nghĩa Lộ", "thị xã", False)),
        ("thị trấn Tam Đảo", ("thị trấn Tam Đảo", "Tam Đảo", "thị trấn", False)),
        ("huyện Cư M'gar", ("huyện Cư M'gar", "Cư M'gar", "huyện", False)),
        ("huyện Kỳ Anh và", ("huyện Kỳ Anh", "Kỳ Anh", "huyện", False)),
        ("quận Ngũ Hành Sơn", ("quận Ngũ Hành Sơn", "Ngũ Hành Sơn", "quận", False)),
        ("Quận 3 và Quận 10", ("Quận 3", "3", "quận", False)),
        ("phường 12, quận", ("phường 12", "12", "phường", False)),
        ("xã Tả Van Chư", ("xã Tả Van Chư", "Tả Van Chư", "xã", False)),
        ("đặc khu Phú Quốc", ("đặc khu Phú Quốc", "Phú Quốc", "đặc khu", False)),
        ("Quảng Ninh đứng đầu", ("Quảng Ninh", "Quảng Ninh", None, True)),
        ("HÀ NAM", ("HÀ NAM", "HÀ NAM", None, True)),
    ],
)
def test_a_level_word_and_a_name_or_a_province(text: str, expected: tuple[str, str, str | None, bool]) -> None:
    assert place(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tỉnh ủy tổ chức",
        "Tỉnh đoàn An Giang",
        "Huyện ủy Kim Bôi",
        "thành viên trong cụm",
        "thành công tốt đẹp",
        "tỉnh táo",
        "xã hội hóa",
        "huyện nhà",
        "tỉnh ta",
        "hà nam",
        "thành phố đã",
        "xã 5 năm liền",
        "Việt Trì",
    ],
)
def test_no_place(text: str) -> None:
    assert place(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phường Tô Châu Huỳnh Minh Khải", "phường Tô Châu"),
        ("huyện Ba Vì Phó Chủ tịch", "huyện Ba Vì"),
        ("thị xã Cai Lậy Cụm trưởng", "thị xã Cai Lậy"),
        ("tỉnh Lào Cai Trần Thị Hạnh", "tỉnh Lào Cai"),
    ],
)
def test_a_name_ends_before_a_person_and_an_office(text: str, expected: str) -> None:
    found = place(text)
    assert found is not None
    assert found[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thành phố", (2, "thành phố")),
        ("thị trấn", (2, "thị trấn")),
        ("T.T Sa Pa", (1, "thị trấn")),
        ("T.X Sơn Tây", (1, "thị xã")),
        ("TP. Huế", (2, "thành phố")),
        ("tp. huế", (1, "thành phố")),
        ("thành", None),
        ("tổ chức", None),
    ],
)
def test_level_words(text: str, expected: tuple[int, str] | None) -> None:
    assert level_at(mentions(text).tokens, 0) == expected
