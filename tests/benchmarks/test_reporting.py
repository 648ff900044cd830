import pytest

from benchmarks.measuring import Spread
from benchmarks.reporting import Row, Section, number, rendered, row


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.01234, "0.0123"),
        (0.00001, "0.0000"),
        (1.0, "1.00"),
        (4.564, "4.56"),
        (78.94, "78.9"),
        (-2.5, "-2.50"),
        (99.96, "100"),
        (12345.6, "12,346"),
    ],
)
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_a_row_gives_the_median_and_the_extremes() -> None:
    assert row("speed", Spread(2, 1, 3), "ms", "warm") == Row("speed", "2.00 ms", "(1.00 to 3.00) warm")


def test_figures_are_flush_right() -> None:
    section = Section("Title", "How.", (Row("a", "1.0 ms", "x"), Row("longer", "100.0 ms")))
    assert rendered(section) == "Title\nHow.\n  a         1.0 ms  x\n  longer  100.0 ms"
