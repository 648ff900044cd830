"""The reading order of the lines of a page."""

from collections.abc import Sequence
from itertools import chain
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.layout.columns import in_reading_order
from corpus.layout.lines import Line


def line(text: str, left: float, top: float, right: float) -> Line:
    """A line of a type of ten points."""
    return Line(text, 1, 0, left, top, right, top + 10, top + 8, 10.0)


def order(lines: Sequence[Line], seed: int = 1) -> list[str]:
    """What the stretches of a page say, whose lines come in an order of no meaning; cells between bars."""
    shuffled = Random(seed).sample(lines, len(lines))
    return [
        " ".join(each.text for each in stretch.lines)
        or " / ".join("|".join(" ".join(each.text for each in cell) for cell in row) for row in stretch.rows)
        for stretch in in_reading_order(shuffled)
    ]


LEFT = [line(f"a{number}", 60, 100 + 15 * number, 280) for number in range(3)]
RIGHT = [line(f"b{number}", 320, 103 + 15 * number, 540) for number in range(3)]


@pytest.mark.parametrize(
    ("below", "then"),
    [
        ([line("a3", 60, 145, 280), line("a4", 60, 160, 280)], ["a0 a1 a2 a3 a4", "b0 b1 b2"]),
        ([line("b3", 320, 148, 540)], ["a0 a1 a2", "b0 b1 b2 b3"]),
        ([line("c", 60, 175, 280)], ["a0 a1 a2", "b0 b1 b2", "c"]),  # stands apart
        ([line("c", 60, 145, 540)], ["a0 a1 a2", "b0 b1 b2", "c"]),  # is as wide as the page
        # Two lines of one band, on one side: a raised letter, or what stands apart.
        ([line("a3", 60, 145, 280), line("a4", 60, 148, 100)], ["a0 a1 a2 a3 a4", "b0 b1 b2"]),
        ([line("c", 60, 175, 200), line("d", 190, 178, 280)], ["a0 a1 a2", "b0 b1 b2", "c d"]),
        # A column in a column, and one whose gutter is elsewhere.
        ([line("a3", 60, 145, 120), line("a4", 180, 145, 280)], ["a0 a1 a2", "a3", "a4", "b0 b1 b2"]),
        ([line("c", 60, 145, 400), line("d", 450, 145, 540)], ["a0 a1 a2", "b0 b1 b2", "c", "d"]),
    ],
)
def test_columns_go_on_until_their_gutter_ends(below: list[Line], then: list[str]) -> None:
    assert order(LEFT + RIGHT + below) == then


def test_short_lines_in_three_columns_are_a_table_from_three_rows_on() -> None:
    rows = [
        [line(f"{name}{row}", left, 100 + 15 * row, left + 60) for name, left in (("a", 60), ("b", 200), ("c", 340))]
        for row in range(3)
    ]
    assert order([*chain(*rows)]) == ["a0|b0|c0 / a1|b1|c1 / a2|b2|c2"]
    assert order([*chain(*rows[:2])]) == ["a0 a1", "b0 b1", "c0 c1"]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=30),
    st.integers(0, 5),
)
def test_each_line_is_read_once_whatever_the_order_of_the_file(places: list[tuple[int, int, int]], seed: int) -> None:
    lines = [
        line(f"{number}", 25.0 * left, 5.0 * top, 25.0 * (left + width))
        for number, (left, top, width) in enumerate(dict.fromkeys(places))
    ]
    stretches = in_reading_order(Random(seed).sample(lines, len(lines)))
    read = [
        each for stretch in stretches for each in (*stretch.lines, *(a for row in stretch.rows for c in row for a in c))
    ]
    assert sorted(read) == sorted(lines)
