"""Tables, and text that cannot steer a terminal."""

import io
import sys
from collections.abc import Sequence

import pytest

import flows.counting
from thidua.terminal import print_table, printable, progress_bar


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


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class Counted:
    """What is counted ahead, at once."""

    total = 200

    def __init__(self, paths: Sequence[str]) -> None:
        assert paths == ["reports"]

    def stop(self) -> None:
        """Nothing runs."""


def test_progress_tells_how_much_is_loaded_of_what_was_counted_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(flows.counting, "Ahead", Counted)
    with progress_bar(["reports"]) as show:
        show("discover", 150, None)
        show("load", 40, None)
        show("discover", 170, None)
    assert "loading" in stream.getvalue()
    assert "40/200" in stream.getvalue()


def test_what_is_no_terminal_sees_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(["none"]) as show:
        show("load", 1, 2)
    assert capsys.readouterr().err == ""
