"""The rules of a picture: found as strokes for the layout, and taken away, for Tesseract reads them as letters.

A rule is a long and thin stretch of ink, level or upright. The picture has to be straight.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.ocr.straightening import threshold_of

if TYPE_CHECKING:
    import numpy
    from PIL.Image import Image

    Mask = numpy.ndarray[Any, numpy.dtype[numpy.bool_]]

_RESOLUTION = 150.0  # dots an inch that rules are looked for at
_LEVEL, _UPRIGHT = 0.45, 0.28  # inches: longer than a stroke of a letter
_THICKEST = 0.04  # inches
_FAINT = 0.4  # of the way from the threshold of ink to paper
_EDGE = 0.006  # inches around a rule that its ink has run to
_INK = 0.94  # of a stretch: scans have gaps in their rules
_MOST_RUNS = 20_000  # more is a picture


class Stroke(NamedTuple):
    """A rule by the points of the picture that it covers, half-open."""

    left: int
    top: int
    right: int
    bottom: int


def strokes_on(image: "Image", resolution: float) -> list[Stroke]:
    """The rules of a straight grey picture."""
    import numpy

    levels = numpy.asarray(image)
    pool = max(1, round(resolution / _RESOLUTION))
    height, width = (side // pool for side in levels.shape)
    if min(height, width) < 2:
        return []
    darkest = levels[: height * pool, : width * pool].reshape(height, pool, width, pool).min(axis=(1, 3))
    threshold = threshold_of(levels)
    # Thin rules are grey where they fall between two rows of points.
    ink = darkest < threshold + _FAINT * (float(numpy.median(levels)) - threshold)
    dots = resolution / pool
    found = [*_strokes(ink, dots, _LEVEL), *(_turned(stroke) for stroke in _strokes(ink.T, dots, _UPRIGHT))]
    return [Stroke(*(pool * side for side in stroke)) for stroke in found]


def without(image: "Image", strokes: Sequence[Stroke], resolution: float) -> "Image":
    """The grey picture with paper where the strokes are."""
    if not strokes:
        return image
    import numpy
    from PIL import Image

    levels = numpy.array(image)
    paper = int(numpy.median(levels))
    edge = max(1, round(_EDGE * resolution))
    for left, top, right, bottom in strokes:
        levels[max(top - edge, 0) : bottom + edge, max(left - edge, 0) : right + edge] = paper
    return Image.fromarray(levels)


def _turned(stroke: Stroke) -> Stroke:
    return Stroke(stroke.top, stroke.left, stroke.bottom, stroke.right)


def _strokes(ink: "Mask", dots: float, shortest: float) -> Iterator[Stroke]:
    """The level strokes of a mask: runs of successive rows that overlap, if they are not too many of these."""
    thickest = max(2, round(_THICKEST * dots))
    groups: list[list[int]] = []  # those that the row above belongs to, as left, top, right, bottom
    for row, left, right in _runs(ink, max(4, round(shortest * dots))):
        for group in [*groups]:
            if group[3] < row:
                groups.remove(group)
                if group[3] - group[1] <= thickest:
                    yield Stroke(*group)
        touched = next((group for group in groups if group[0] < right and left < group[2]), None)
        if touched is None:
            groups.append([left, row, right, row + 1])
        else:
            touched[:] = min(touched[0], left), touched[1], max(touched[2], right), row + 1
    yield from (Stroke(*group) for group in groups if group[3] - group[1] <= thickest)


def _runs(ink: "Mask", length: int) -> list[tuple[int, int, int]]:
    """Row, start and end of each stretch of so many points, at least, that are nearly all ink; nothing for a picture."""
    import numpy

    height, width = ink.shape
    if width <= length:
        return []
    ink = ink.copy()
    ink[1:] |= ink[:-1]  # A rule that is not quite level goes from one row to the next.
    sums = numpy.zeros((height, width + 1), dtype=numpy.int32)
    numpy.cumsum(ink, axis=1, out=sums[:, 1:])
    full = sums[:, length:] - sums[:, :-length] >= _INK * length  # for each place where a stretch may begin
    marks = numpy.zeros((height, width + 2), dtype=numpy.int8)
    starts = numpy.zeros((height, width + 2), dtype=numpy.int32)
    starts[:, : full.shape[1]] += full
    starts[:, length : length + full.shape[1]] -= full
    marks[:, 1:] = numpy.cumsum(starts, axis=1)[:, :-1] > 0
    changes = numpy.diff(marks, axis=1)
    rows, begins = numpy.nonzero(changes == 1)
    _, ends = numpy.nonzero(changes == -1)
    if len(rows) > _MOST_RUNS:
        return []
    return [*zip(rows.tolist(), begins.tolist(), ends.tolist(), strict=True)]
