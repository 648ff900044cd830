"""Tables, and text that cannot steer a terminal."""

import io

import pytest

from thidua.terminal import print_table, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Đắk Lắk\tvà\nHuế", "Đắk Lắk\tvà\nHuế"),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("a\x9bb\u202ec", "a\ufffdb\ufffdc"),
    ],
)
def test_controls_are_replaced(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_table_in_a_pipe_is_as_wide_as_it_needs() -> None:
    stream = io.StringIO()
    print_table(["a", "b"], [["x" * 500, "[bold]y"]], stream)
    header, line, row = stream.getvalue().splitlines()
    assert header.split() == ["a", "b"]
    assert not line.strip(" ─")
    assert row.split() == ["x" * 500, "[bold]y"]


def test_a_table_wraps_at_the_width_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    print_table(["a", "b"], [["x" * 60, "y " * 30]], stream)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= 40
    assert "".join(lines).count("x") == 60
    assert "".join(lines).count("y") == 30
