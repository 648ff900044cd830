"""The parts of a plain text, as far as the form of its lines shows them.

A text file knows no headings, tables or teasers. What is told here is told by a bullet, a cell separator, capitals or
the place of a line; what its words say is read by the extractors, which have the grammar for it.
"""

import re
from collections.abc import Sequence
from functools import partial
from itertools import accumulate, compress, pairwise
from operator import add

from models import Segment, SegmentKind

_new_segment = partial(tuple.__new__, Segment)  # of a tuple, in a third of the time

_LONGEST_HEADING = 200  # characters; the longest headline of the sample documents has 130

_STOPS = frozenset(".!?;:,…")
_CLOSING = "\"'”’»)]"
_OPENS_WORDS = r"(?=\w|[\"'“‘«(\[])"
_BULLET = r"(?:[-–—+*•·●▪■○◦‣⁃➢✓✔❖] ?)+" + _OPENS_WORDS
# "1.", "2.1.", "3)", "(4)", "5/", "6-", "a)", "đ."; a date or a decimal is followed by a digit and is none.
_NUMBERED = r"\(?(?:\d{1,3}(?:\.\d{1,3})*[.)/-]|[a-zđ][.)])(?: ?(?=[^\W\d_]|[\"'“‘«(\[])| (?=\d))"
_ARTICLE = r"(?i:(?:Điều|Khoản) \d{1,3}\b)"
_ARTICLE_LETTERS = "ĐK\u212a"  # the last one is the kelvin sign, a K to expressions
_ITEM = re.compile(f"{_BULLET}|{_NUMBERED}|{_ARTICLE}")
_SECTION = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)/] ?(?=[^\W\d_]{2})|(?:Chương|Mục|Phần|Phụ lục) (?:\d{1,3}|[IVXLC]+)\b")
_AFTER_SECTION, _SECTION_LETTERS = ".)/IVXLC", "CMP"  # what comes second in a section's number; of a section's name
_TABLE_HEAD = re.compile(r"(?:STT|TT|Số TT|Thứ tự) (?=\w)", re.IGNORECASE)
_TABLE_HEAD_LETTERS = frozenset("STstſ")
_ROW_NUMBER = re.compile(r"(\d{1,4})\.? (?=\S)")


def segment(text: str, columns: Sequence[int] = ()) -> tuple[Segment, ...]:
    """Return one segment for each line of ``text`` that is not blank, in order; a row whose cells are known gives several.

    ``text`` is normalised (``corpus.normalise``), and ``columns`` are the offsets at which a further column of a line
    begins (``corpus.columns``). Segments do not overlap, and together they hold every character that is no white space.
    Kinds given: ``heading``, ``list_item``, ``table_row`` (also of each of the cells), ``paragraph``.
    """
    lines = text.split("\n")
    starts = [*accumulate(map(len("\n").__add__, map(len, lines[:-1])), initial=0)]
    if "" in lines:
        starts = [*compress(starts, lines)]
        lines = [*filter(None, lines)]
    if not lines:
        return ()
    ends = map(add, starts, map(len, lines))
    kinds = [_kind_of_line(lines[0], first=True), *map(_kind_of_line, lines[1:])]
    for number in _table_rows(lines):
        kinds[number] = "table_row"
    found = tuple(map(_new_segment, zip(starts, ends, kinds, strict=True)))
    if not columns:
        return found
    cells = _cells([whole[:2] for whole in found], columns)
    return tuple(part for number, whole in enumerate(found) for part in cells.get(number, [whole]))


def _cells(spans: Sequence[tuple[int, int]], columns: Sequence[int]) -> dict[int, list[Segment]]:
    """The cells of the lines that have columns, by the number of the line; a line alone with columns is no table."""
    starts: dict[int, list[int]] = {}
    number = 0
    for column in columns:
        while spans[number][1] <= column:
            number += 1
        starts.setdefault(number, [spans[number][0]]).append(column)

    def beside(one: int, other: int) -> bool:
        """Whether two lines can be rows of one table: without a blank line between them, unless both have many columns."""
        both = one in starts and other in starts
        return both and (spans[other][0] == spans[one][1] + 1 or min(len(starts[one]), len(starts[other])) > 2)

    return {
        number: [Segment(a, b - 1, "table_row") for a, b in pairwise([*found, spans[number][1] + 1])]
        for number, found in starts.items()
        if beside(number - 1, number) or beside(number, number + 1)
    }


def _kind_of_line(line: str, *, first: bool = False) -> SegmentKind:
    opening = line[0]
    if (not opening.isupper() or opening in _ARTICLE_LETTERS) and _ITEM.match(line):
        return "list_item"
    if (line[1:2] in _AFTER_SECTION or opening in _SECTION_LETTERS) and _SECTION.match(line):
        return "heading" if _could_head(line) else "list_item"
    # isupper() is true when there is a cased letter and none of them is small; digits and dashes do not count.
    if (line.isupper() or (first and "|" not in line)) and _could_head(line):
        return "heading"
    return "paragraph"


def _could_head(line: str) -> bool:
    """Whether a line is short enough for a heading, and no stop ends it."""
    return len(line) <= _LONGEST_HEADING and line.rstrip(_CLOSING)[-1:] not in _STOPS


def _table_rows(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are rows of a table.

    Two signs count: neighbouring lines with the same number of bars (at least two), and a head that begins with
    ``STT`` or ``TT`` with the lines below it that are numbered 1, 2, 3, ... A single line with bars is a menu.
    """
    rows: set[int] = set()
    for number, line in enumerate(lines):
        if "|" in line and (bars := line.count("|")) >= 2 and lines[number + 1 : number + 2]:
            if lines[number + 1].count("|") == bars:
                rows |= {number, number + 1}
        if line[0] in _TABLE_HEAD_LETTERS and _TABLE_HEAD.match(line):
            counted = 0
            while number + counted + 1 < len(lines):
                row = _ROW_NUMBER.match(lines[number + counted + 1])
                if row is None or int(row[1]) != counted + 1:
                    break
                counted += 1
            if counted:
                rows |= set(range(number, number + counted + 1))
    return frozenset(rows)
