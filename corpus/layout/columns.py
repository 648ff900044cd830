"""The reading order of the lines of a page: down each column, the left one first; rows of columns that are a table.

A page is cut into bands of lines that stand side by side. Bands one below the other whose gutters meet are columns
together; lines as wide as the page end them. Three columns or more with short lines are a table without rules.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from corpus.layout.lines import Line

_GUTTER = 0.8  # of the size of the type: the least width of a gutter
_WIDE_GUTTER = 3.0  # of the size: enough to part two columns that have one line each
_SAME_COLUMN = 1.9  # of the size: lines of one column follow each other by less, from foot to foot
_DEEPEST = 8  # columns in columns
_TABLE_COLUMNS = 3
_TABLE_ROWS = 3


class Stretch(NamedTuple):
    """Lines of one column from top to bottom, or the rows of a table without rules."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...] = ()
    """A row is its cells, a cell its lines."""


_Band = Sequence[Line]  # that overlap from top to bottom

_left = attrgetter("left")

# Where lines are walked through, max() would take longer than all the rest: hence the comparisons that replace it.


def in_reading_order(lines: Sequence[Line]) -> list[Stretch]:
    """The lines of a page, in any order, as stretches to be read one after the other."""
    if _goes_down(lines):
        return [Stretch(tuple(lines))]
    from_left = sorted(lines, key=_left)
    return list(_ordered(sorted(from_left, key=lambda line: line.top + line.bottom), 0))


def _goes_down(lines: Sequence[Line]) -> bool:
    """Whether each line is wholly below the one before, but for descenders: the page has one column, in order."""
    foot = float("-inf")
    for line in lines:
        if line.top < foot - 0.35 * line.size:
            return False
        foot = line.bottom
    return True


def _ordered(lines: Sequence[Line], depth: int) -> Iterator[Stretch]:
    """Of lines by their middles, and by where they begin where these are the same."""
    if _stand_alone(lines):
        yield Stretch(tuple(lines))
        return
    single: list[Line] = []
    bands, feet = _bands(lines)
    end = 0
    for place, band in enumerate(bands):
        if place < end:
            continue
        if len(band) == 1:
            single += band
            continue
        found = _columns(bands, feet, place) if depth < _DEEPEST else None
        if found is None:
            single += sorted(band, key=_left)
            continue
        if single:
            yield Stretch(tuple(single))
            single = []
        end, middle = found
        table = _table(bands[place:end])
        if table:
            yield Stretch((), table)
            continue
        inside = [*chain.from_iterable(bands[place:end])]
        # None of them goes across the gutter.
        yield from _ordered([line for line in inside if line.left < middle], depth + 1)
        yield from _ordered([line for line in inside if line.left >= middle], depth + 1)
    if single:
        yield Stretch(tuple(single))


def _stand_alone(lines: Sequence[Line]) -> bool:
    """Whether each of the lines would be a band of its own."""
    foot = float("-inf")
    for line in lines:
        if line.top <= foot - 0.35 * line.size:
            return False
        foot = line.bottom
    return True


def _bands(lines: Sequence[Line]) -> tuple[list[list[Line]], list[float]]:
    """Lines, in this order, that overlap from top to bottom, directly or by way of others, and how far down each band goes.

    Descenders may touch the next band.
    """
    bands: list[list[Line]] = []
    feet: list[float] = []
    foot = float("-inf")
    for line in lines:
        bottom = line.bottom
        if line.top > foot - 0.35 * line.size:
            bands.append([line])
            feet.append(bottom)
            foot = bottom
        else:
            bands[-1].append(line)
            if bottom > foot:
                feet[-1] = foot = bottom
    return bands, feet


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _gaps(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The gutters between lines, in any order."""
    gaps: list[tuple[float, float]] = []
    first, *others = sorted(lines, key=_left)
    edge = first.right
    for line in others:
        left, right = line.left, line.right
        if left - edge >= _GUTTER * line.size:
            gaps.append((edge, left))
        if right > edge:  # noqa: PLR1730
            edge = right
    return gaps


def _columns(bands: Sequence[_Band], feet: Sequence[float], start: int) -> tuple[int, float] | None:
    """How far the bands from this one on have a gutter in common, and the middle of it; None where this one has none."""
    band = bands[start]
    gaps = _gaps(band)
    if not gaps:
        return None
    gutter = max(gaps, key=_width)
    end = start + 1
    while end < len(bands) and (shared := _shared(gutter, bands[end], feet[end - 1])):
        gutter = shared
        end += 1
    if end - start == 1 and _width(gutter) < _WIDE_GUTTER * max(line.size for line in band):
        return None
    return end, (gutter[0] + gutter[1]) / 2


def _width(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def _shared(gutter: tuple[float, float], band: _Band, foot: float) -> tuple[float, float] | None:
    """What is left of a gutter beside the lines of a further band, below one with this foot; None where it ends there."""
    size = 0.0
    left, right = gutter
    on_left = 0
    for line in band:
        begin, end = line.left, line.right
        if line.size > size:  # noqa: PLR1730
            size = line.size
        if begin < left or (end <= right and begin + end < gutter[0] + gutter[1]):
            if end > right:
                return None
            on_left += 1
            if end > left:  # noqa: PLR1730
                left = end
        elif begin < right:
            right = begin
    if right - left < _GUTTER * size:
        return None
    if not on_left or on_left == len(band):
        # A line on one side: the end of the longer column, unless it stands apart.
        first = min(line.bottom for line in band) if len(band) > 1 else band[0].bottom
        if first - foot > _SAME_COLUMN * size and not _gaps(band):
            return None
    return left, right


# --- tables without rules ----------------------------------------------------------------------------------------------


_LONGEST_CELL = 60  # characters of a line of it


def _table(bands: Sequence[_Band]) -> tuple[tuple[tuple[Line, ...], ...], ...]:
    """The rows of a table that the bands make; empty where they are columns of text."""
    least = max(_TABLE_ROWS, len(bands) / 4)
    full = [band for band in bands if len(band) >= _TABLE_COLUMNS]
    if len(full) < least or sum(len(_gaps(band)) >= _TABLE_COLUMNS - 1 for band in full) < least:
        return ()
    gutters = _gutters(bands)
    if len(gutters) < _TABLE_COLUMNS - 1:
        return ()
    rows: list[list[list[Line]]] = []
    for band in bands:
        cells: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
        for line in sorted(band, key=lambda line: (round(_middle(line)), line.left)):
            cells[sum(line.left >= gutter[1] - 0.1 for gutter in gutters)].append(line)
        if rows and (not cells[0] or _continues(rows[-1], cells)):
            for above, cell in zip(rows[-1], cells, strict=True):
                above += cell
        else:
            rows.append(cells)
    lengths = sorted(len(line.text) for band in bands for line in band)
    if len(rows) < _TABLE_ROWS or lengths[len(lengths) * 3 // 4] > _LONGEST_CELL:
        return ()
    return tuple(tuple(map(tuple, cells)) for cells in rows)


def _gutters(bands: Sequence[_Band]) -> list[tuple[float, float]]:
    """Stretches across that no line of the bands touches, between the first line and the last."""
    return _gaps([line for band in bands for line in band])


def _continues(row: Sequence[Sequence[Line]], cells: Sequence[Sequence[Line]]) -> bool:
    """Whether the cells go on with words of the row above: one of them begins with a small letter, and few are filled."""
    filled = [cell for cell in cells if cell]
    return len(filled) < sum(map(bool, row)) and all(cell[0].text[0].islower() for cell in filled)


# --- parts of printed lines --------------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"[-–—+*•·●▪■○◦‣⁃➢✓✔❖\uf0b7\uf02d\uf0a7\uf0d8]|\(?\w{1,4}[.)/]|(?:Điều|Khoản|Mục|Chương) \w{1,4}[.:]?"
)


def parts(
    text: str, spans: Sequence[tuple[int, int, float, float]], size: float
) -> list[tuple[int, int, float, float]]:
    """Join pieces of a line, ``(start, end, left, right)``, unless a gap as of columns parts them.

    Numbers and bullets stay with their items, however far the tabulator took these.
    """
    joined: list[tuple[int, int, float, float]] = []
    for start, end, left, right in spans:
        if joined:
            start_before, end_before, left_before, right_before = joined[-1]
            gap = left - right_before
            is_label = gap < 5 * size and _LABEL.fullmatch(text[start_before:end_before].strip())
            if gap < 1.7 * size or is_label:
                joined[-1] = (start_before, end, left_before, max(right, right_before))
                continue
        joined.append((start, end, left, right))
    return joined
