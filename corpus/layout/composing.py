"""The text of a paged document, with its segments, pages and placements, made of the lines of its pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from corpus.layout.columns import in_reading_order
from corpus.layout.furniture import without_furniture
from corpus.layout.lines import Line, PageLines
from corpus.layout.paragraphs import Paragraph, goes_on, paragraphs, separators, text_of
from corpus.layout.tables import Table, tables_on
from corpus.readers.reader import ReadResult
from corpus.segmenting import segment
from models import Page, Placement, Segment


class Row(NamedTuple):
    """A row of a table: the lines of each cell."""

    cells: tuple[tuple[Line, ...], ...]


class Rows(NamedTuple):
    """A table, or what of it stands on one page, and where its columns are."""

    rows: list[Row]
    columns: int
    left: float
    right: float


Block = Paragraph | Rows

_placement = partial(tuple.__new__, Placement)  # of a tuple, in a third of the time


def compose(pages: Sequence[PageLines], metadata: Mapping[str, str]) -> ReadResult:
    """The document that these pages, all of it and in order, make."""
    writer = _Writer()
    for block in _blocks(without_furniture(pages)):
        if isinstance(block, Rows):
            for row in block.rows:
                writer.write_row(row)
        else:
            writer.write_paragraph(block)
    return writer.result(pages, metadata)


def _blocks(pages: Sequence[PageLines]) -> Iterator[Block]:
    """The paragraphs and tables of all pages; those that a page or column cuts in two are whole."""
    waiting: Block | None = None
    for page in pages:
        for number, block in enumerate(_blocks_of(page)):
            if isinstance(waiting, Paragraph) and isinstance(block, Paragraph) and goes_on(waiting, block):
                waiting = Paragraph(waiting.lines + block.lines, waiting.parted, block.margins)
                continue
            if number == 0 and isinstance(waiting, Rows) and isinstance(block, Rows) and _same_table(waiting, block):
                waiting = _continued(waiting, block)
                continue
            if waiting is not None:
                yield waiting
            waiting = block
    if waiting is not None:
        yield waiting


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
            continue
        made = paragraphs(stretch.lines)
        if number:
            yield next(made)._replace(parted=True)
        yield from made


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
        yield from (paragraph._replace(parted=False) for paragraph in paragraphs(cells[0]))
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
    return ["".join(filter(str.isalnum, text_of(cell))).casefold() for cell in row.cells]


@dataclass
class _Writer:
    """Puts blocks one below the other and keeps account of where their characters come from."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    placements: list[Placement] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)  # where lines begin that are rows of tables
    after_row: bool = False

    def write_paragraph(self, paragraph: Paragraph) -> None:
        lines, parted, _ = paragraph
        if self.pieces:
            self._write("\n\n" if parted or self.after_row else "\n")
        if len(lines) == 1 and not lines[0].jumps:  # Most paragraphs of lists have one line.
            text, page, first, *_ = lines[0]
            start = self.length
            self.length = end = start + len(text)
            self.placements.append(_placement((start, end, page, first)))
            self.pieces.append(text)
        else:
            self._write_lines(lines)
        self.after_row = False

    def write_row(self, row: Row) -> None:
        if not any(row.cells):
            return
        if self.pieces:
            self._write("\n" if self.after_row else "\n\n")
        self.rows.add(self.length)
        blank = False  # whether the row ends with one
        for number, cell in enumerate(row.cells):
            if number:
                self._write("|" if blank or not self.pieces[-1:] or self.pieces[-1] == "\n" else " |")
                blank = False
                if any(row.cells[number:]):
                    self._write(" ")
                    blank = True
            if cell:
                self._write_lines(cell)
                blank = False
        self.after_row = True

    def result(self, pages: Sequence[PageLines], metadata: Mapping[str, str]) -> ReadResult:
        text = "".join(self.pieces)
        segments = segment(text)
        if self.rows:
            segments = tuple(
                Segment(start=part.start, end=part.end, kind="table_row") if part.start in self.rows else part
                for part in segments
            )
        return ReadResult(text, segments, metadata, tuple(self._pages(pages)), tuple(self.placements))

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _write_lines(self, lines: Sequence[Line]) -> None:
        length = self.length
        pieces, placements = self.pieces, self.placements
        for line, separator in zip(lines, separators(lines), strict=True):
            text, page, first, _, _, _, _, _, _, jumps = line
            end = length + len(text)
            if jumps:
                for part_start, part_end, part_first in line.placed():
                    placements.append(_placement((length + part_start, length + part_end, page, part_first)))
            else:
                placements.append(_placement((length, end, page, first)))
            pieces.append(text + separator)
            length = end + len(separator)
        self.length = length

    def _pages(self, pages: Sequence[PageLines]) -> Iterator[Page]:
        """A page begins where the first of its words stands; rows that two pages share are the first one's."""
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        current = 0
        for start, end, page_number, _ in self.placements:
            if page_number > current:
                current = page_number
                starts[current] = start
            ends[current] = end
        end = 0
        for page in pages:
            start = starts.get(page.number, end)
            end = ends.get(page.number, start)
            yield Page(number=page.number, start=start, end=end, ocr_confidence=page.ocr_confidence)
