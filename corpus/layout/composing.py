"""The text of a paged document, with its segments, pages and placements, made of the lines of its pages."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from corpus.layout.columns import in_reading_order
from corpus.layout.furniture import without_furniture
from corpus.layout.lines import Line, PageLines
from corpus.layout.paragraphs import Column, column_of, goes_on, joint
from corpus.layout.tables import Table, tables_on
from corpus.readers.reader import ReadResult
from corpus.segmenting import segment
from models import Page, Placement


class Row(NamedTuple):
    """A row of a table: the lines of each cell."""

    cells: tuple[tuple[Line, ...], ...]


class Rows(NamedTuple):
    """A table, or what of it stands on one page, and where its columns are."""

    rows: list[Row]
    columns: int
    left: float
    right: float


class Text(NamedTuple):
    """A column, and whether it is shown apart from what is above, and its paragraphs from each other."""

    column: Column
    parted: bool = False


Block = Text | Rows

_placement = partial(tuple.__new__, Placement)  # of a tuple, in a third of the time


def compose(pages: Sequence[PageLines], metadata: Mapping[str, str]) -> ReadResult:
    """The document that these pages, all of it and in order, make."""
    writer = _Writer()
    rows: Rows | None = None  # which the next page may go on with
    for page in without_furniture(pages):
        for number, block in enumerate(_blocks_of(page)):
            if isinstance(block, Rows):
                if rows is not None and number == 0 and _same_table(rows, block):
                    rows = _continued(rows, block)
                    continue
                if rows is not None:
                    writer.write_rows(rows)
                rows = block
                continue
            if rows is not None:
                writer.write_rows(rows)
                rows = None
            writer.write_text(block)
    if rows is not None:
        writer.write_rows(rows)
    return writer.result(pages, metadata)


def _blocks_of(page: PageLines) -> Iterator[Block]:
    tables = tables_on(page) if page.rules else []
    if not tables:
        yield from _blocks_of_lines(page.lines)
        return
    inside = {line.first for table in tables for row in table.rows for cell in row for line in cell}
    outside = [line for line in page.lines if line.first not in inside]
    for table in tables:
        above = [line for line in outside if (line.top + line.bottom) / 2 < table.bottom]
        outside = [line for line in outside if (line.top + line.bottom) / 2 >= table.bottom]
        yield from _blocks_of_lines(above)
        yield from _blocks_of_table(table)
    yield from _blocks_of_lines(outside)


def _blocks_of_lines(lines: Sequence[Line]) -> Iterator[Block]:
    if not lines:
        return
    for number, stretch in enumerate(in_reading_order(lines)):
        if stretch.rows:
            found = [line for row in stretch.rows for cell in row for line in cell]
            left, right = min(line.left for line in found), max(line.right for line in found)
            yield Rows([Row(cells) for cells in stretch.rows], len(stretch.rows[0]), left, right)
        else:
            yield Text(column_of(stretch.lines), number > 0)


def _blocks_of_table(table: Table) -> Iterator[Block]:
    """A row that goes across all columns is a line of its own, as a heading is."""
    rows: list[Row] = []
    for cells in table.rows:
        if len(cells) > 1:
            rows.append(Row(cells))
            continue
        if rows:
            yield Rows(rows, table.columns, table.left, table.right)
            rows = []
        column = column_of(cells[0])
        yield Text(column._replace(between=[gap[:1] for gap in column.between]))
    if rows:
        yield Rows(rows, table.columns, table.left, table.right)


def _same_table(above: Rows, below: Rows) -> bool:
    widest = max(above.right - above.left, below.right - below.left)
    shifted = max(abs(above.left - below.left), abs(above.right - below.right))
    return above.columns == below.columns and shifted < 0.05 * widest


def _continued(above: Rows, below: Rows) -> Rows:
    """A table with its rows on the next page: its head is not repeated, and a row that the page cut in two is one."""
    rows = list(below.rows)
    if rows and _letters(rows[0]) == _letters(above.rows[0]):
        rows = rows[1:]
    whole = [row for row in above.rows if row.cells[0]]
    if rows and above.rows and not rows[0].cells[0] and 2 * len(whole) > len(above.rows):
        last = above.rows[-1]
        filled = sum(map(bool, rows[0].cells))
        # A cut cell was filled above, too.
        if filled and all(upper or not lower for upper, lower in zip(last.cells, rows[0].cells, strict=True)):
            joined = Row(tuple(upper + lower for upper, lower in zip(last.cells, rows[0].cells, strict=True)))
            return above._replace(rows=[*above.rows[:-1], joined, *rows[1:]])
    return above._replace(rows=above.rows + rows)


def _letters(row: Row) -> list[str]:
    """What cells say but for blanks and marks, in which two readings of the same scan may differ."""
    return [
        "".join(letter for line in cell for letter in line.text if letter.isalnum()).casefold() for cell in row.cells
    ]


class _Writer:
    """Puts lines one after the other, what stands between them, and at the end what they make."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.behind: list[str] = [
            ""
        ]  # the first one is what stands before all lines, the others what stands behind each
        self.rows: list[tuple[int, int]] = []  # of each row its first line, and how much of it stands before that
        self.above: Column | None = None  # of text, right above what comes
        self.after_row = False

    def write_text(self, text: Text) -> None:
        column, parted = text
        if self.lines:
            last = self.lines[-1]
            if self.after_row or parted:
                self.behind[-1] += "\n\n"
            elif self.above is not None and goes_on(self.above, column):
                self.behind[-1] = joint(last.text)
            else:
                self.behind[-1] = "\n"
        self.lines += column.lines
        self.behind += column.between
        self.behind.append("")
        self.above = column
        self.after_row = False

    def write_rows(self, rows: Rows) -> None:
        for row in rows.rows:
            if any(row.cells):
                self._write_row(row)
        self.above = None

    def _write_row(self, row: Row) -> None:
        gap = ("\n" if self.after_row else "\n\n") if self.lines else ""
        said = ""  # since the last line
        begun = False
        for number, cell in enumerate(row.cells):
            if number:
                said += "|" if said.endswith(" ") or not (begun or gap == "\n\n") else " |"
                if any(row.cells[number:]):
                    said += " "
            if not cell:
                continue
            if not begun:
                self.rows.append((len(self.lines), len(said)))
                said = gap + said
                begun = True
            self.behind[-1] += said
            said = ""
            self.lines += cell
            self.behind += (joint(line.text) for line in cell[:-1])
            self.behind.append("")
        self.behind[-1] += said
        self.after_row = True

    def result(self, pages: Sequence[PageLines], metadata: Mapping[str, str]) -> ReadResult:
        if not self.lines:
            return ReadResult("", (), metadata, tuple(_pages(pages, (), (), ())))
        texts, numbers, firsts, *_, jumps = zip(*self.lines, strict=True)
        before, *behind = self.behind
        text = before + "".join(chain.from_iterable(zip(texts, behind, strict=True)))
        lengths = [*map(len, texts)]
        starts = [*accumulate(map(add, lengths[:-1], map(len, behind)), initial=len(before))]
        ends = [*map(add, starts, lengths)]
        placements = tuple(map(_placement, zip(starts, ends, numbers, firsts, strict=True)))
        if any(jumps):
            placements = tuple(part for placed in map(_placed, self.lines, placements) for part in placed)
        segments = segment(text)
        if self.rows:
            rows = {starts[line] - length for line, length in self.rows}
            numbers = tuple(accumulate(numbers, max))  # Rows that a page cuts in two have lines of both in turn.
            segments = tuple(part._replace(kind="table_row") if part.start in rows else part for part in segments)
        return ReadResult(text, segments, metadata, tuple(_pages(pages, numbers, starts, ends)), placements)


def _placed(line: Line, whole: Placement) -> Iterator[Placement]:
    """The placements of a line that has jumps, or the one of another."""
    if not line.jumps:
        yield whole
        return
    start, _, page, _ = whole
    for part_start, part_end, first in line.placed():
        yield Placement(start + part_start, start + part_end, page, first)


def _pages(
    pages: Sequence[PageLines], numbers: Sequence[int], starts: Sequence[int], ends: Sequence[int]
) -> Iterator[Page]:
    """The pages, by those that lines are on and where these begin and end in the text.

    A page begins where the first of its words stands; rows that two pages share are the first one's.
    """
    end = 0
    for page in pages:
        first, behind = bisect_left(numbers, page.number), bisect_right(numbers, page.number)
        start, end = (starts[first], ends[behind - 1]) if first < behind else (end, end)
        yield Page(page.number, start, end, page.ocr_confidence)
