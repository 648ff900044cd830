"""Words with boxes as printed lines."""

import pytest

from corpus.layout.lines import Rule
from corpus.ocr.lines import lines_of
from corpus.ocr.recognising import Word


def row(text: str, top: int, *, left: int = 300, confidence: float = 0.95, line: int = 1) -> list[Word]:
    """Words of 20 points a letter, 40 high, on one line of a picture with 300 dots an inch."""
    words = []
    for word in text.split():
        words.append(Word(word, confidence, left, top, left + 20 * len(word), top + 40, (1, 1, line)))
        left += 20 * (len(word) + 1)
    return words


def test_places_are_in_points_and_characters_are_counted() -> None:
    first, second = lines_of([*row("Cụm thi đua", 300), *row("số 3", 360, line=2)], 2, 300)
    assert (first.text, first.page, first.first) == ("Cụm thi đua", 2, 0)
    assert (second.text, second.first) == ("số 3", 12)
    assert (first.left, first.top, first.right, first.bottom) == pytest.approx((72, 72, 124.8, 81.6))
    assert second.base == pytest.approx(96.0)


def test_wide_gaps_and_upright_rules_cut_a_line() -> None:
    apart = [*row("HỘI NÔNG DÂN", 300), *row("CỘNG HÒA", 300, left=900)]
    assert [line.text for line in lines_of(apart, 1, 300)] == ["HỘI NÔNG DÂN", "CỘNG HÒA"]
    near = row("Hà Nam 98", 300)
    wall = Rule(105.0, 50.0, 106.0, 100.0)
    assert [line.text for line in lines_of(near, 1, 300, [wall])] == ["Hà Nam", "98"]
    assert [line.text for line in lines_of(near, 1, 300, [wall._replace(bottom=60.0)])] == ["Hà Nam 98"]


@pytest.mark.parametrize(
    ("text", "confidence", "kept"),
    [
        ("ST h4 2 0 s22ScX", 0.1, False),
        (": _", 0.6, False),
        ("-----", 0.9, True),
        ("Hà Nam", 0.4, True),
    ],
)
def test_dirt_is_no_line(text: str, confidence: float, kept: bool) -> None:
    assert bool(lines_of(row(text, 300, confidence=confidence), 1, 300)) is kept
