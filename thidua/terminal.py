"""Writing for people: lines on standard error, tables, progress bars, and text without what would steer a terminal."""

import re
import sys
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from flows import log_lines

if TYPE_CHECKING:
    from rich.console import Console

    from flows.bulk_load import Progress
    from warehouse import Reject

# All control characters but tab and line feed: documents and file names are hostile.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNLIMITED = 1 << 16  # columns
_PARTS = {"discover": "looking", "load": "loading", "extract": "extracting"}


def say(line: str, *, event: str = "note") -> None:
    """Write a line to standard error: named as the program's, or as JSON where THIDUA_LOG_FORMAT wants that."""
    if log_lines.are_json():
        log_lines.write_event(event, message=line)
    else:
        print(f"thidua: {line}", file=sys.stderr)


def say_rejects(rejects: Iterable["Reject"], note: str = "") -> None:
    """Name each reject on standard error, with code and reason."""
    for reject in rejects:
        if log_lines.are_json():
            log_lines.write_event(
                "reject", source=reject.source, stage=reject.stage, code=reject.code, reason=reject.reason + note
            )
            continue
        line = f"{reject.source}: {reject.code}: {reject.reason}"
        say(f"reject: {' '.join(printable(line).split())}{note}")


def printable(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return _CONTROLS.sub("\ufffd", text)


def console(stream: TextIO) -> "Console":
    """A console for a stream: of the terminal's width, of $COLUMNS where that is set, else without limit."""
    import os

    from rich.console import Console

    wide = not stream.isatty() and not os.environ.get("COLUMNS", "").isdigit()
    return Console(file=stream, width=_UNLIMITED if wide else None, highlight=False, markup=False, emoji=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], stream: TextIO) -> None:
    """Write rows as a table; cells that are too wide for the terminal are wrapped, never cut."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(printable(column)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    out = console(stream)
    if table.__rich_measure__(out, out.options.update(max_width=_UNLIMITED)).maximum > out.width:
        table.leading = 1  # Where cells are wrapped, a blank line between rows tells them apart.
    if stream.isatty():
        out.print(table)
        return
    with out.capture() as printed:
        out.print(table)
    for line in printed.get().splitlines():
        stream.write(f"{line.rstrip()}\n")


@contextmanager
def progress_bar(paths: Sequence[str] = ()) -> Generator["Progress"]:
    """Show on standard error how far a load is, how fast it goes and how long it will take, if that is a terminal.

    Args:
        paths: what is loaded, to be counted ahead.
    """
    if not sys.stderr.isatty():
        from flows.bulk_load import silently

        yield silently
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from flows.counting import Ahead

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    ahead = Ahead(paths) if paths else None
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")
        looking = True

        def show(part: str, done: int, total: int | None) -> None:
            nonlocal looking
            if part == "discover":
                if not looking:
                    return  # What is loaded tells more.
            elif looking:
                looking = False
                bar.reset(task)  # The speed is that of loading.
            speed = bar.tasks[0].speed
            rate = "" if looking or not speed else f"{speed:.1f}/s"
            bar.update(
                task,
                description=_PARTS[part],
                completed=done,
                total=ahead.total if total is None and ahead else total,
                rate=rate,
            )

        try:
            yield show
        finally:
            if ahead:
                ahead.stop()
