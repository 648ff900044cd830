import pytest

from extractors.member_names import MemberNames
from extractors.units import Unit
from tests.extractors.reading import tokens


def member(name: str, place: str | None = None) -> Unit:
    return Unit(0, 0, name, place, "mass_organisation", "", None)


MEMBERS = [
    member("Hội Chữ thập đỏ tỉnh Lạng Sơn", "Lạng Sơn"),
    member("Bưu điện tỉnh Nghệ An", "Nghệ An"),
    member("Trường THPT Nam Cao"),
    member("Trung tâm Phòng, chống mối"),
    member("Agribank"),
]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Hội CTĐ Lạng Sơn", "Hội Chữ thập đỏ tỉnh Lạng Sơn"),
        ("CTĐ tỉnh Lạng Sơn", "Hội Chữ thập đỏ tỉnh Lạng Sơn"),
        ("hội Lạng Sơn", "Hội Chữ thập đỏ tỉnh Lạng Sơn"),
        ("BĐ Nghệ An", "Bưu điện tỉnh Nghệ An"),
        ("bưu điện Nghệ An", "Bưu điện tỉnh Nghệ An"),
        ("THPT Nam Cao", "Trường THPT Nam Cao"),
        ("trường Nam Cao", "Trường THPT Nam Cao"),
        ("trung tâm Phòng, chống mối", "Trung tâm Phòng, chống mối"),
        ("Agribank", "Agribank"),
    ],
)
def test_a_member_by_its_shorter_names(words: str, name: str) -> None:
    text = tokens(f"{words} được khen")
    assert MemberNames(MEMBERS, {"ctđ", "bđ"}).at(text, 0, len(text)) == (len(tokens(words)), name)


@pytest.mark.parametrize("words", ["Hội CTĐ Cao Bằng", "Trường THPT Nam Cao Lãnh", "Bưu điện", "trường"])
def test_other_names_are_no_member(words: str) -> None:
    text = tokens(words)
    assert MemberNames(MEMBERS, {"ctđ", "bđ"}).at(text, 0, len(text)) is None


def test_a_short_name_that_two_members_share_is_none() -> None:
    names = MemberNames([member("Trường THPT Nam Cao"), member("Trường THCS Nam Cao")])
    text = tokens("trường Nam Cao")
    assert names.at(text, 0, len(text)) is None
    assert names.first_words == {"trường", "thpt", "thcs"}
