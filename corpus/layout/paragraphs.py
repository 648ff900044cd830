"""Printed lines joined to paragraphs.

Vietnamese is not hyphenated. A line that had room for the next one's first word ends its paragraph; so do a stop before
an indented line, a bullet or number that opens the next line, and white space.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from corpus.layout.lines import Line

_STOPS = frozenset(".!?;:…")
_CLOSING = "\"'”’»)]"
_BULLET = re.compile(r"[-–—+*•·●▪■○◦‣⁃➢✓✔❖] ?(?=[\w\"'“‘«(\[])")
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


class Paragraph(NamedTuple):
    """Lines that are one paragraph, and whether much white space is above them."""

    lines: list[Line]
    parted: bool
    margins: Margins


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of one column of lines, from top to bottom."""
    margins = margins_of(lines)
    spaced, apart = _SPACED * margins.pitch, _PARTED * margins.pitch
    above, current, parted = lines[0], [lines[0]], False
    above_text, _, _, above_left, _, above_right, _, above_base, _, _ = above
    for line in islice(lines, 1, None):
        text, _, _, left, _, right, _, base, size, _ = line
        drop = base - above_base
        # Columns without gutters give lines beside each other, which have no pitch.
        if drop > spaced or drop < 0:
            ends = True
        elif (
            text[0].islower()
            and text[1:2] not in _AFTER_LETTER
            and left <= above_left + 0.5 * size
            and not above_text.isupper()
            and not (above_right < margins.right - 0.2 * size and _has_room(above, line, margins))
        ):
            ends = False  # So ``_ends`` would say of most lines.
        else:
            ends = _ends(current, above, line, margins)
        if ends:
            yield Paragraph(current, parted, margins)
            current, parted = [line], drop > apart
        else:
            current.append(line)
        above, above_text, above_left, above_right, above_base = line, text, left, right, base
    yield Paragraph(current, parted, margins)


def margins_of(lines: Sequence[Line]) -> Margins:
    """The margins of a column; one line that stands out on either side does not count where there are others."""
    _, _, _, lefts, _, rights, _, bases, sizes, _ = zip(*lines, strict=True)
    out = len(lines) > 4
    drops = [
        drop
        for a, b, size in zip(bases, bases[1:], sizes[1:], strict=False)
        if 0.5 * size < (drop := b - a) < 2.6 * size
    ]
    return Margins(sorted(lefts)[out], sorted(rights)[-1 - out], _usual(drops) if drops else 1.5 * sizes[0])


def _usual(drops: Sequence[float]) -> float:
    """The pitch inside paragraphs: of the two that are most frequent, the lower."""
    counted = [round(drop) for drop in drops]
    common = [value for value in set(counted) if counted.count(value) >= 0.25 * len(counted)]
    return min(common) if common else statistics.median_low(drops)


def goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    last, first = above.lines[-1], below.lines[0]
    if below.parted or _stopped(last.text):
        return False
    widths = above.margins.right - above.margins.left, below.margins.right - below.margins.left
    alike = min(widths) >= 0.85 * max(widths) or len(below.lines) == 1
    same_type = abs(last.size - first.size) < 0.2 * last.size
    full = not _has_room(last, first, above.margins)
    if not (alike and same_type and full) or _OPENER.match(first.text):
        return False
    return first.text[0].islower() or (last.text.isupper() == first.text.isupper() and not _centred(last, first))


def text_of(lines: Sequence[Line]) -> str:
    """The words of lines as one line of text."""
    return "".join(f"{line.text}{separator}" for line, separator in zip(lines, separators(lines), strict=True))


def separators(lines: Sequence[Line]) -> list[str]:
    """What stands after each line when they are joined: a blank, or nothing after a dash or a stroke inside a number."""
    if len(lines) == 1:
        return [""]
    found = ["" if line.text[-1] in _GLUING and _GLUED.search(line.text) else " " for line in lines]
    found[-1] = ""
    return found


def _stopped(text: str) -> bool:
    """Whether a stop, which quotation marks and brackets may follow, ends the text."""
    last = text[-1]
    if last in _CLOSING:
        last = text.rstrip(_CLOSING)[-1:]
    return last in _STOPS


def _ends(paragraph: Sequence[Line], above: Line, line: Line, margins: Margins) -> bool:
    """Whether ``line`` opens a paragraph of its own right below ``above``, the last line of another."""
    text, size = line.text, line.size
    stopped = _stopped(above.text)
    small = text[0].islower()
    if above.right < margins.right - 0.2 * size and _has_room(above, line, margins):
        return stopped or not small or _centred(above, line) or _OPENER.match(text) is not None
    if not small and _centred(above, line):
        return True
    if above.text.isupper() and not text.isupper() and _LETTERS.search(text) and len(above.text) > 8:
        return True
    indented = line.left > margins.left + 0.5 * size
    if _OPENER.match(text):
        return stopped or indented or above.text.endswith(",") or line.left < above.left - 0.5 * size
    deeper = line.left > above.left + 0.5 * size
    if deeper:
        hanging = len(paragraph) == 1 and _OPENER.match(above.text)
        return not hanging
    # Two lines with the same indent: both first lines, or a block that is indented as a whole.
    return stopped and indented and text[0].isupper() and abs(line.left - above.left) < 0.3 * size


def _has_room(above: Line, line: Line, margins: Margins) -> bool:
    """Whether the first word of ``line`` would have found room in ``above``."""
    length = len(line.text)
    word = line.text.find(" ")
    width = (line.right - line.left) / length * ((length if word < 0 else word) + 1)
    return above.right + width < margins.right - 0.2 * line.size


def _centred(above: Line, line: Line) -> bool:
    """Whether two lines of different lengths have the same middle."""
    return (
        abs(above.left + above.right - line.left - line.right) < 0.8 * line.size
        and abs(above.left - line.left) > 0.8 * line.size
    )
