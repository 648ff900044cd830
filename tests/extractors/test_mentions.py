import pytest

from extractors.mentions import unit_heads
from tests.extractors.reading import mentions


def offices(text: str) -> list[tuple[str, str]]:
    """Offices in a cluster: (role, words)."""
    found = mentions(text)
    return [
        (role, found.tokens.string(here[role].first, here[role].last))
        for _, here in sorted(found.hits.items())
        for role in ("head", "deputy")
        if role in here
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("làm Cụm trưởng năm 2019", [("head", "Cụm trưởng")]),
        ("Khối trưởng và Khối phó", [("head", "Khối trưởng"), ("deputy", "Khối phó")]),
        ("Trưởng khối; Phó Trưởng khối", [("head", "Trưởng khối"), ("deputy", "Phó Trưởng khối")]),
        ("CỤM TRƯỞNG", [("head", "CỤM TRƯỞNG")]),
        ("Phó Cụm trưởng", [("deputy", "Phó Cụm trưởng")]),
        ("Cụm trưởng Cụm thi đua số 3", [("head", "Cụm trưởng")]),
        ("trưởng khối phố 3", []),
        ("trưởng khối phòng khám", []),
        ("cụm dân cư, khối lượng", []),
        ("Tổ trưởng tổ dân phố", []),
    ],
)
def test_offices_in_a_cluster(text: str, expected: list[tuple[str, str]]) -> None:
    assert offices(text) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hà Giang", "province"),
        ("HÀ GIANG", "province"),
        ("Hoà Bình", "province"),
        ("Bắc Cạn", "province"),
        ("Đà Nẵng", "city"),
        ("Ba Vì", "district"),
        ("Nguyễn", "surname"),
        ("Uỷ ban nhân dân", "unit:state"),
        ("đồng chí", "cue"),
        ("Thượng tá", "rank"),
        ("Phó Chủ tịch", "office"),
        ("cụm thi đua", "cluster"),
    ],
)
def test_words_of_the_lists(text: str, label: str) -> None:
    found = mentions(text)
    assert label in found.hits[0]
    assert found.hits[0][label].last == len(found.tokens)


def test_short_abbreviations_of_organisations_are_left_out() -> None:
    assert all(len(form) > 1 for forms in unit_heads().values() for form in forms)
