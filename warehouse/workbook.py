"""One Excel workbook with a sheet for each view."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from warehouse.queries import cell_text

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header; what is beyond goes to a further sheet."""
MOST_CHARACTERS = 32_767
"""The most that a cell holds."""

_SHEET_NAME_CHARACTERS = 31
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year; before that its days are others.
_MOST_EXACT = 10**15  # Numbers of more digits lose some.
_WIDTHS = {"evidence": 60, "cluster": 36, "unit": 36, "recipient": 36, "name": 36, "system": 30, "document": 30}


@dataclass(frozen=True)
class Sheet:
    """A view to be written: its name, what it holds, its columns with what they mean, and its rows."""

    name: str
    description: str
    columns: Sequence[tuple[str, str]]
    rows: Iterable[tuple[Any, ...]]


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook: a sheet for each view, and last one that says what the sheets and columns mean.

    Dates are dates, lists are JSON, nothing is run as a formula, and texts are cut to what a cell holds. Rows are written
    as they come, so that memory does not grow with them.

    Raises:
        OSError: the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "tmpdir": str(path.parent),
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(str(path), options)
    head = book.add_format({"bold": True, "bottom": 1})
    meanings: list[tuple[str, str, str]] = []
    for sheet in sheets:
        _write_sheet(book, sheet, head)
        meanings.append((sheet.name, "", sheet.description))
        meanings += [(sheet.name, column, description) for column, description in sheet.columns]
    columns = [("sheet", ""), ("column", ""), ("meaning", "")]
    _write_sheet(book, Sheet("about", "", columns, meanings), head)
    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _write_sheet(book: Any, sheet: Sheet, head: Any) -> None:
    names = [name for name, _ in sheet.columns]
    rows = iter(sheet.rows)
    following = next(rows, None)
    number = 0
    while number == 0 or following is not None:
        number += 1
        page = book.add_worksheet(_sheet_name(sheet.name, number))
        page.write_row(0, 0, names, head)
        page.freeze_panes(1, 0)
        for at, name in enumerate(names):
            page.set_column(at, at, _WIDTHS.get(name, max(12, min(24, len(name) + 4))))
        last = 0
        while following is not None and last < MOST_ROWS:
            last += 1
            for at, value in enumerate(following):
                _write_cell(page, last, at, value)
            following = next(rows, None)
        if names:
            page.autofilter(0, 0, last, len(names) - 1)


def _sheet_name(name: str, number: int) -> str:
    ending = f"_{number}" if number > 1 else ""
    return name[: _SHEET_NAME_CHARACTERS - len(ending)] + ending


def _write_cell(page: Any, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float) and abs(value) < _MOST_EXACT:
        page.write_number(row, column, value)
    elif isinstance(value, date) and (value.date() if isinstance(value, datetime) else value) >= _FIRST_DAY:
        page.write_datetime(row, column, value.replace(tzinfo=None) if isinstance(value, datetime) else value)
    else:
        text = "".join(_storable(cell_text(value)))
        page.write_string(row, column, text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…")


def _storable(text: str) -> Iterator[str]:
    """Without the characters that XML cannot hold."""
    return (letter for letter in text if letter >= " " or letter in "\t\n\r")
