"""Tables of data as rows of cells, told from those that only place things on a page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_COLUMNS = 100
_MOST_ROWS_SPANNED = 1000
_LONGEST_CELL = 600  # characters; longer ones hold text that was laid out in columns
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 4, 3
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))
_NO_BORDER = ("none", "hidden", "initial", "unset", "0px", "0pt", "0 ")


def rows_of(table: "HtmlElement") -> "list[list[HtmlElement]]":
    """The cells of each row of a table, those of tables inside it left out."""
    return [[cell for cell in row if cell.tag in _CELLS] for row in _row_elements(table)]


def _row_elements(table: "HtmlElement") -> "Iterator[HtmlElement]":
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            yield from (row for row in child if row.tag == "tr")


def is_data(table: "HtmlElement", rows: "Sequence[Sequence[HtmlElement]]") -> bool:
    """Whether a table holds data: it has rows and columns of short texts, and no table in it."""
    if (table.get("role") or "") in ("presentation", "none") or table.find(".//table") is not None:
        return False
    filled = [[cell for cell in row if _has_text(cell)] for row in rows]
    columns = max(map(len, rows), default=0)
    if columns < 2 or sum(map(bool, filled)) < 2 or max(map(len, filled)) < 2:
        return _is_bordered(table, rows) and columns >= 2 and max(map(len, filled), default=0) >= 2
    if any(_is_long(cell) for row in filled for cell in row):
        return False
    if table.find(".//th") is not None or table.find("caption") is not None or _is_bordered(table, rows):
        return True
    if len(filled) <= _LAYOUT_ROWS and columns <= _LAYOUT_COLUMNS:
        # As the heads and signatures of official letters: blocks side by side, and no lines drawn.
        return not any(_lines(cell) > 1 for row in filled for cell in row)
    return not all(len(row) == 1 for row in filled)


def grid_of(rows: "Sequence[Sequence[HtmlElement]]") -> "Iterator[tuple[list[HtmlElement | None], bool]]":
    """The places of each row, None for those that another cell covers; and whether one cell alone makes the row."""
    covered: dict[int, int] = {}  # columns and how many more rows a cell from above covers them
    for row in rows:
        places: list[HtmlElement | None] = []
        alone = len(row) == 1 and not covered
        for cell in row:
            _skip(places, covered)
            wide = min(max(_number(cell.get("colspan")), 1), _MOST_COLUMNS)
            deep = min(max(_number(cell.get("rowspan")), 1), _MOST_ROWS_SPANNED)
            if deep > 1:
                for column in range(len(places), len(places) + wide):
                    covered[column] = deep - 1
            places += [cell, *[None] * (wide - 1)]
            if len(places) > _MOST_COLUMNS:
                break
        _skip(places, covered, last=True)
        yield places[:_MOST_COLUMNS], alone


def _skip(places: "list[HtmlElement | None]", covered: dict[int, int], *, last: bool = False) -> None:
    while len(places) in covered or (last and any(column >= len(places) for column in covered)):
        column = len(places)
        if column in covered:
            covered[column] -= 1
            if not covered[column]:
                del covered[column]
        places.append(None)


def _number(written: str | None) -> int:
    written = (written or "").strip()
    return int(written) if written.isdecimal() and len(written) < 6 else 1


def _has_text(cell: "HtmlElement") -> bool:
    return any(text.strip() for text in cell.itertext())


def _is_long(cell: "HtmlElement") -> bool:
    return (
        sum(map(len, cell.itertext())) > _LONGEST_CELL
        and len(" ".join("".join(cell.itertext()).split())) > _LONGEST_CELL
    )


def _lines(cell: "HtmlElement") -> int:
    """The lines that a cell's blocks make, about."""
    return max(
        sum(1 for block in cell.iter("p", "div", "h1", "h2", "h3", "h4", "li") if _has_text(block)),
        1 + sum(1 for line in cell.iter("br") if (line.tail or "").strip()),
    )


def _is_bordered(table: "HtmlElement", rows: "Sequence[Sequence[HtmlElement]]") -> bool:
    if (table.get("border") or "0").strip() not in ("", "0", "0px"):
        return True
    names = (table.get("class") or "").lower()
    if "bordered" in names or "tablegrid" in names or "wikitable" in names:
        return True
    cells = (cell for row in rows[:2] for cell in row)
    return any(_draws(each.get("style") or "") for each in (table, *cells))


def _draws(style: str) -> bool:
    """Whether a style draws a line around: ``border:1px solid``, and not ``border:none`` or ``border-collapse`` alone."""
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip()
        if name.startswith("border") and name not in ("border-collapse", "border-spacing", "border-color"):
            value = value.strip()
            if value and value != "0" and not value.startswith(_NO_BORDER):
                return True
    return False
