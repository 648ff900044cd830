"""Printed lines joined to paragraphs.

Vietnamese is not hyphenated. A line that had room for the next one's first word ends its paragraph; so do a stop before
an indented line, a bullet or number that opens the next line, and white space.
"""

import re
import statistics
from collections.abc import Sequence
from operator import sub
from typing import NamedTuple

from corpus.layout.lines import Line

_STOPS = frozenset(".!?;:…")
_CLOSING = "\"'”’»)]"
_OPENER = re.compile(
    r"(?:[-–—+*•·●▪■○◦‣⁃➢✓✔❖] ?(?=[\w\"'“‘«(\[])"
    r"|\(?(?:\d{1,3}(?:\.\d{1,3})*[.)/-]|[a-zđ][.)/])(?: (?=\D)|(?=[^\W\d_]))"
    r"|(?:[IVXLC]{1,6}|[A-ZĐ])[.)/-] ?(?=[^\W\d_]{2})"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục) (?:\d{1,3}|[IVXLC]+|thứ \w+)\b)"
)
_AFTER_LETTER = ".)/"  # of a small letter that is a number: what else follows one makes it no ``_OPENER``
_GLUED = re.compile(r"\w[-–/]$")
_GLUING = frozenset("-–/")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SPACED = 1.45  # times the usual pitch: a gap that ends a paragraph
_PARTED = 1.9  # times the usual pitch: a gap that is shown as a blank line


class Margins(NamedTuple):
    """Of the lines of one column: where they begin and end across, and from one's foot to the next one's."""

    left: float
    right: float
    pitch: float


class Column(NamedTuple):
    """Lines from top to bottom, and what stands between them where they are text."""

    lines: Sequence[Line]
    between: list[str]
    """A blank, or nothing after a dash or a stroke inside a number; one line break or two where a paragraph ends."""
    margins: Margins
    alone: bool
    """Whether the first line stands for itself."""


def column_of(lines: Sequence[Line]) -> Column:
    """The paragraphs of one column of lines."""
    texts, _, _, lefts, _, rights, _, bases, sizes, _ = zip(*lines, strict=True)
    drops = [*map(sub, bases[1:], bases)]
    margins = _margins(lefts, rights, drops, sizes)
    spaced, apart, full = _SPACED * margins.pitch, _PARTED * margins.pitch, margins.right
    between: list[str] = []
    alone = first = True
    above_text, above_left, above_right = texts[0], lefts[0], rights[0]
    for place, text, left, right, drop, size in zip(
        range(1, len(lines)), texts[1:], lefts[1:], rights[1:], drops, sizes[1:], strict=True
    ):
        small = text[0].islower()
        end = full - 0.2 * size
        room = False
        # Columns without gutters give lines beside each other, which have no pitch.
        if drop > spaced or drop < 0:
            ends = True
        elif above_right < end and _has_room(above_right, text, left, right, end):
            room = True
            ends = not small or _stopped(above_text) or _centred(lines[place - 1], lines[place]) or _opens(text)
        elif small and left <= above_left + 0.5 * size and text[1:2] not in _AFTER_LETTER and not above_text.isupper():
            ends = False  # So ``_ends`` would say of most lines.
        else:
            ends = _ends(lines[place - 1], lines[place], margins, first=first)
        if not ends or not (
            room or drop > apart or _stopped(above_text) or not _runs_on(lines[place - 1], lines[place], full)
        ):
            between.append(" " if above_text[-1] not in _GLUING else joint(above_text))
        else:
            between.append("\n\n" if drop > apart else "\n")
        if place == 1:
            alone = ends
        first = ends
        above_text, above_left, above_right = text, left, right
    return Column(lines, between, margins, alone)


def joint(text: str) -> str:
    """What stands after the text of a line when it is joined with the next one's."""
    return "" if text[-1] in _GLUING and _GLUED.match(text, len(text) - 2) else " "


def _margins(
    lefts: Sequence[float], rights: Sequence[float], drops: Sequence[float], sizes: Sequence[float]
) -> Margins:
    """The margins of a column; one line that stands out on either side does not count where there are others."""
    out = len(lefts) > 4
    near = [drop for drop, size in zip(drops, sizes[1:], strict=True) if 0.5 * size < drop < 2.6 * size]
    return Margins(sorted(lefts)[out], sorted(rights)[-1 - out], _usual(near) if near else 1.5 * sizes[0])


def _usual(drops: Sequence[float]) -> float:
    """The pitch inside paragraphs: of the two that are most frequent, the lower."""
    counted = [*map(round, drops)]
    common = [value for value in set(counted) if counted.count(value) >= 0.25 * len(counted)]
    return min(common) if common else statistics.median_low(drops)


def goes_on(above: Column, below: Column) -> bool:
    """Whether the last paragraph of a column goes on at the top of the next column or page."""
    widths = above.margins.right - above.margins.left, below.margins.right - below.margins.left
    alike = min(widths) >= 0.85 * max(widths) or below.alone
    last = above.lines[-1]
    return alike and not _stopped(last.text) and _runs_on(last, below.lines[0], above.margins.right)


def _runs_on(above: Line, line: Line, full: float) -> bool:
    """Whether a paragraph that no stop ends goes on in ``line``, whatever the white space; its lines may reach ``full``."""
    text, size = line.text, line.size
    if abs(above.size - size) >= 0.2 * above.size or _opens(text):
        return False
    if _has_room(above.right, text, line.left, line.right, full - 0.2 * size):
        return False
    return text[0].islower() or (above.text.isupper() == text.isupper() and not _centred(above, line))


def _opens(text: str) -> bool:
    """Whether a bullet, a number or the name of a section opens the text."""
    return _OPENER.match(text) is not None


def _stopped(text: str) -> bool:
    """Whether a stop, which quotation marks and brackets may follow, ends the text."""
    last = text[-1]
    if last in _CLOSING:
        last = text.rstrip(_CLOSING)[-1:]
    return last in _STOPS


def _ends(above: Line, line: Line, margins: Margins, *, first: bool) -> bool:
    """Whether ``line`` opens a paragraph right below ``above``, the first line of another or not, that had no room for it."""
    text, size = line.text, line.size
    small = text[0].islower()
    if not small and _centred(above, line):
        return True
    if above.text.isupper() and not text.isupper() and _LETTERS.search(text) and len(above.text) > 8:
        return True
    indented = line.left > margins.left + 0.5 * size
    if _opens(text):
        nearer = line.left < above.left - 0.5 * size
        return indented or nearer or above.text.endswith(",") or _stopped(above.text)
    if line.left > above.left + 0.5 * size:
        hanging = first and _opens(above.text)
        return not hanging
    # Two lines with the same indent: both first lines, or a block that is indented as a whole.
    alike = indented and text[0].isupper() and abs(line.left - above.left) < 0.3 * size
    return alike and _stopped(above.text)


def _has_room(above_right: float, text: str, left: float, right: float, full: float) -> bool:
    """Whether the first word of a line would have found room before ``full`` in the line above."""
    length = len(text)
    word = text.find(" ")
    return above_right + (right - left) / length * ((length if word < 0 else word) + 1) < full


def _centred(above: Line, line: Line) -> bool:
    """Whether two lines of different lengths have the same middle."""
    return (
        abs(above.left - line.left) > 0.8 * line.size
        and abs(above.left + above.right - line.left - line.right) < 0.8 * line.size
    )
