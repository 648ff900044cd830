"""The tables of a text: lines whose cells bars keep apart, drawn ones or those that stand for the reader's columns.

What the columns hold is told by their titles, in the row that heads the table. Where only single blanks are left between the
cells, the titles show that there is a table at all, and `extractors.lost_columns` finds where its cells begin.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors.lexicon import data
from extractors.tokens import Tokens
from models.facts import Role

_DATA = data("tables")
_OFFICES = data("headships")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    *((kind, re.compile(words)) for kind, words in _DATA["columns"].items()),
    ("deputy", re.compile(_OFFICES["deputy_columns"])),
    ("head", re.compile(_OFFICES["head_columns"])),
)
_ANY_KIND = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _KINDS))
_YEAR = re.compile(r"(?:19|20)\d\d")
_WITHOUT_YEAR = re.compile(
    r"(?: ?,? (?:của )?năm(?: học)?)? (?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?$|(?<=.) ?\([^()]*\)$"
)
_TOTALS = tuple(_DATA["totals"])
_UNIT_WORDS = frozenset(
    words.split()[0].casefold() for heads in data("mentions")["unit_heads"].values() for words in heads
) | frozenset({"thành", "huyện", "thị", "quận", "phường", "xã", "tỉnh", "tp"})
"""First words of units: a cell that begins with one is no rest of the cell above."""
_GOING_ON = frozenset({",", ";", "và", "các", "tỉnh", "huyện", "xã", "phường", "phố", "trường", "sở"})
"""Words that a cell cannot end with."""
_BARS = frozenset("|│¦")
_FRAME = frozenset("+-=_:|│─┼├┤┌┐└┘┬┴")
_LONGEST_TITLE = 9
_LONGEST_HEAD = 40
_LONGEST_SECTION = 30
_OPEN_TITLES = frozenset({"count", "score"})
"""Kinds of columns whose titles hold any words: they end where the next one begins, with a capital."""
_SCORES = frozenset({"chấm", "đánh", "thẩm", "xét", "cho", "duyệt", "phúc", "bình"})
_OPENS = frozenset({"number", "cluster", "unit", "members", "person", "year"})


class Cell(NamedTuple):
    """A cell at tokens ``[first, last)``; a cell that is wrapped goes on at the tokens in ``more``."""

    first: int
    last: int
    more: tuple[tuple[int, int], ...] = ()

    def words(self, tokens: Tokens) -> str:
        """Its folded words."""
        parts = ((self.first, self.last), *self.more)
        return " ".join(" ".join(tokens.norm[first:last]) for first, last in parts if first < last).strip()

    def string(self, tokens: Tokens) -> str:
        """Its text, as written."""
        parts = ((self.first, self.last), *self.more)
        return " ".join(tokens.string(first, last) for first, last in parts if first < last)


class Row(NamedTuple):
    """A row of a table; ``cells`` stand in the order of the columns, empty ones included as far as they are known."""

    first: int
    last: int
    cells: tuple[Cell, ...]


class Column(NamedTuple):
    """A column: what it holds (a key of ``columns`` in the word list, ``head`` or ``deputy``; else empty) and its year."""

    kind: str
    year: int | None
    first: int
    last: int


class Table(NamedTuple):
    """A table; ``columns`` is empty where no row heads it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    first: int
    last: int

    def column(self, *kinds: str) -> int | None:
        """The first column of one of the kinds."""
        return next((at for at, column in enumerate(self.columns) if column.kind in kinds), None)


class _Line(NamedTuple):
    first: int
    last: int
    cells: tuple[Cell, ...]
    rule: bool
    """Whether it only draws the frame."""
    apart: bool
    """Whether a blank line stands before it."""
    framed: bool = False
    """Whether a bar opens it."""


def find_tables(tokens: Tokens, lines: Sequence[tuple[int, int]], clusters: Collection[int] = ()) -> tuple[Table, ...]:
    """The tables of a text, in order.

    Args:
        lines: the lines that are not blank, as (start, end) by characters.
        clusters: the tokens at which clusters are named.
    """
    if _BARS.isdisjoint(tokens.norm):
        return ()
    found: list[Table] = []
    rows: list[_Line] = []
    read = _lines(tokens, lines)
    named = sorted(clusters)
    for at, line in enumerate(read):
        if len(line.cells) > 1 or (line.rule and rows) or (rows and _inside(tokens, read, at, rows[-1], named)):
            rows.append(line)
        else:
            found += _table(tokens, rows)
            rows = []
    return (*found, *_table(tokens, rows))


# Lines of one kind begin alike from document to document.
@lru_cache(1 << 14)
def title_kind(words: str) -> str:
    """What a column with this title holds; empty where nobody knows.

    >>> title_kind("stt"), title_kind("phó trưởng khối năm 2015"), title_kind("số hội viên")
    ('number', 'deputy', 'count')
    """
    shorter = _WITHOUT_YEAR.sub("", words) if words[-1:].isdigit() or words[-1:] == ")" else words
    for form in (words, shorter) if shorter != words else (words,):
        for kind, pattern in _KINDS if _ANY_KIND.fullmatch(form) else ():
            if pattern.fullmatch(form):
                return kind
    return ""


def office_kind(words: str) -> Role | None:
    """The office in a cluster that is all a cell or a title says."""
    kind = next((kind for kind, pattern in _KINDS[-2:] if pattern.fullmatch(words)), None)
    return None if kind is None else "deputy" if kind == "deputy" else "head"


def _lines(tokens: Tokens, lines: Sequence[tuple[int, int]]) -> list[_Line]:
    found: list[_Line] = []
    before = 0
    for start, end in lines:
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        if first == last:
            continue
        cuts = [i for i in range(first, last) if tokens.norm[i] in _BARS]
        bounds = [(a + 1, b) for a, b in pairwise([first - 1, *cuts, last])]
        framed = bool(cuts) and cuts[0] == first
        if cuts:
            # The bars at both ends of a row are its frame.
            bounds = bounds[framed : -1 if framed and cuts[-1] == last - 1 and len(bounds) > 2 else None]
        rule = all(set(word) <= _FRAME for word in tokens.words[first:last])
        apart = "\n\n" in tokens.text[before:start]
        found.append(_Line(first, last, () if rule else tuple(Cell(a, b) for a, b in bounds), rule, apart, framed))
        before = end
    return found


def _inside(tokens: Tokens, lines: list[_Line], at: int, before: _Line, named: list[int]) -> bool:
    """Whether a line without cells belongs to a table all the same: a section's title, or the rest of a wrapped cell."""
    line = lines[at]
    goes_on = next((later for later in lines[at + 1 : at + 3] if not later.rule), None)
    if goes_on is None or len(goes_on.cells) < 2 or goes_on.apart or line.apart or before.rule and not before.cells:
        return False
    if line.last - line.first > _LONGEST_SECTION:
        return False
    return not _is_head(tokens, goes_on) and (
        tokens.shape[line.first] == "L" or _names_cluster(line, named) or _section_mark(tokens, line.first) > line.first
    )


def _names_cluster(line: _Line, named: list[int]) -> bool:
    at = bisect_left(named, line.first)
    return at < len(named) and named[at] < min(line.last, line.first + 4)


def _section_mark(tokens: Tokens, first: int) -> int:
    """The token after the Roman number or the letter that opens a section; ``first`` where there is none."""
    word = tokens.words[first]
    if re.fullmatch(r"[IVX]{1,5}|[A-E]", word):
        return first + 2 if tokens.norm_at(first + 1) in {".", ")", "/", "-"} else first + 1
    return first


def _is_head(tokens: Tokens, line: _Line) -> bool:
    kinds = [title_kind(cell.words(tokens)) for cell in line.cells]
    return sum(kind != "" for kind in kinds) >= 2 and all(cell.last - cell.first <= 12 for cell in line.cells)


# -- with cells --------------------------------------------------------------------------------------------------------


def _table(tokens: Tokens, lines: list[_Line]) -> list[Table]:
    """The tables that lines with cells make up: a new one begins with each row of titles."""
    heads = [at for at, line in enumerate(lines) if line.cells and _is_head(tokens, line)]
    if not heads or any(line.cells for line in lines[: heads[0]]):
        heads.insert(0, 0)
    found = []
    for a, b in pairwise([*heads, len(lines)]):
        rows = _rows(tokens, lines[a:b])
        if not rows:
            continue
        columns = _columns(tokens, rows[0]) if _is_head(tokens, lines[a]) or _titles(tokens, rows[0]) else ()
        body = rows[1:] if columns else rows
        if len(rows) > 1:
            found.append(Table(columns, tuple(body), rows[0].first, rows[-1].last))
    return found


def _titles(tokens: Tokens, row: Row) -> bool:
    kinds = [title_kind(cell.words(tokens)) for cell in row.cells]
    return sum(kind != "" for kind in kinds) >= 2


def _columns(tokens: Tokens, head: Row) -> tuple[Column, ...]:
    found = []
    for cell in head.cells:
        words = cell.words(tokens)
        year = _YEAR.search(words)
        found.append(Column(title_kind(words), int(year.group()) if year else None, cell.first, cell.last))
    return tuple(found)


def _rows(tokens: Tokens, lines: list[_Line]) -> list[Row]:
    """The lines as rows: what goes on a cell of the line above is joined to it."""
    rows: list[Row] = []
    ruled = True
    open_ended = any(len(line.cells) > 1 and not line.framed for line in lines)
    for line in lines:
        if open_ended and line.framed and not line.rule:
            # No frame, but an empty first cell.
            line = line._replace(cells=(Cell(line.first, line.first), *line.cells))
        if line.rule or not line.cells:
            ruled = True
            continue
        if rows and not ruled and _goes_on(tokens, rows[-1], line):
            rows[-1] = _joined(rows[-1], line)
        else:
            rows.append(Row(line.first, line.last, line.cells))
        ruled = False
    return rows


def _goes_on(tokens: Tokens, row: Row, line: _Line) -> bool:
    """Whether a line is the rest of the row above: its number is left out, or its words begin in small letters."""
    filled = [cell for cell in line.cells if cell.first < cell.last]
    if not filled:
        return True
    words = filled[0].words(tokens)
    small = tokens.shape[filled[0].first] == "L" and words not in {"x", "v"} and not words.startswith(_TOTALS)
    if len(line.cells) == 1:
        return small
    if len(line.cells) != len(row.cells):
        return small and len(filled) == 1
    if small:
        return True
    numbered = row.cells[0].first < row.cells[0].last and line.cells[0].first == line.cells[0].last
    number = tokens.shape_at(row.cells[0].first) == "N" or row.cells[0].words(tokens) in {"tt", "stt"}
    # A cell that goes on, with nothing new beside it.
    partial = all(
        mine.first < mine.last or own.first == own.last for own, mine in zip(line.cells, row.cells, strict=True)
    )
    if not numbered or not partial or len(filled) == len(line.cells) or words.startswith(_TOTALS):
        return False
    above = row.cells[line.cells.index(filled[0])]
    ends = above.more[-1][1] if above.more else above.last
    marks = {tokens.norm[k] for k in range(above.first, above.last)} & {",", ";"}
    open_list = tokens.norm_at(ends - 1) in _GOING_ON
    return number or open_list or (bool(marks) and tokens.norm[filled[0].first] not in _UNIT_WORDS)


def _joined(row: Row, line: _Line) -> Row:
    if len(line.cells) == len(row.cells):
        cells = tuple(
            one._replace(more=(*one.more, (other.first, other.last)))
            if one.first < one.last and other.first < other.last
            else other
            if one.first == one.last
            else one
            for one, other in zip(row.cells, line.cells, strict=True)
        )
    else:
        # The reader knows that the words stand alone, and not under which column: the longest is wrapped.
        rest = next(cell for cell in line.cells if cell.first < cell.last)
        longest = max(row.cells, key=lambda cell: cell.last - cell.first)
        cells = tuple(
            cell._replace(more=(*cell.more, (rest.first, rest.last))) if cell is longest else cell for cell in row.cells
        )
    return Row(row.first, line.last, cells)


# -- without cells -----------------------------------------------------------------------------------------------------


@lru_cache(1 << 14)
def _opens_with_title(words: str) -> bool:
    return _ANY_KIND.match(words) is not None


def lost_titles(tokens: Tokens, first: int, last: int) -> tuple[Column, ...]:
    """The columns whose titles fill the tokens ``[first, last)`` with mere blanks between them; none if they do not."""
    if last - first > _LONGEST_HEAD or last - first < 2 or tokens.shape_at(first) not in "CU":
        return ()
    if not _opens_with_title(" ".join(tokens.norm[first : first + _LONGEST_TITLE])):
        return ()
    columns: list[Column] = []
    i = first
    while i < last:
        end = _title_end(tokens, i, last)
        kind = title_kind(" ".join(tokens.norm[i:end]))
        if not kind and not columns:
            return ()
        year = _YEAR.search(" ".join(tokens.norm[i:end]))
        columns.append(Column(kind, int(year.group()) if year else None, i, end))
        i = end
        if columns[0].kind not in _OPENS:
            return ()
    known = sum(column.kind != "" for column in columns)
    if known < 2 or known <= 2 * (len(columns) - known):
        return ()
    return tuple(columns) if len(columns) > 2 or columns[0].kind in {"number", "cluster"} else ()


def _title_end(tokens: Tokens, i: int, last: int) -> int:
    """The end of the title at token ``i``: the longest known one, best without a capital inside; else up to the next capital."""
    ends = [end for end in range(i + 1, min(last, i + _LONGEST_TITLE) + 1) if end == last or tokens.shape[end] != "L"]
    known = [(end, kind) for end in ends if (kind := title_kind(" ".join(tokens.norm[i:end])))]
    for end, kind in reversed(known):
        if not any(_opens_title(tokens, k, kind) for k in range(i + 1, end)):
            return end
    closed = [end for end, kind in known if kind not in _OPEN_TITLES]
    return closed[-1] if closed else next((k for k in range(i + 1, last) if tokens.is_capital(k)), last)


def _opens_title(tokens: Tokens, k: int, kind: str) -> bool:
    """Whether a capital inside a title can open the next one; ``Điểm Cụm chấm``, ``Phó Trưởng khối`` are each one title."""
    if tokens.norm[k - 1] in {"/", ",", "-", "phó"}:
        return False
    scores = kind == "score" and tokens.norm[k] in {"cụm", "khối"} and tokens.norm_at(k + 1) in _SCORES
    return tokens.shape[k] == "C" and not scores
