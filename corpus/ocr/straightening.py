"""How far the lines of a page are from level, told by how sharply rows of ink and of paper are parted."""

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from PIL.Image import Image

    Points = numpy.ndarray[Any, numpy.dtype[numpy.float32]]

_STEEPEST = 6.0  # degrees
_COARSE, _FINE = 0.5, 0.05  # degrees
_RESOLUTION = 100.0  # dots an inch: enough to tell
_MOST_POINTS = 200_000
_LEAST_POINTS = 500
_LEAST = 0.1  # degrees that matter
_CLEARLY = 1.05  # times as sharp


def rotated(image: "Image", degrees: float) -> "Image":
    """The grey picture, of the same size, turned anticlockwise."""
    from PIL.Image import Resampling

    return image.rotate(degrees, Resampling.BICUBIC, fillcolor=255) if degrees else image


def skew_of(image: "Image", resolution: float) -> float:
    """By how many degrees, anticlockwise, the lines of a grey picture climb from left to right; 0 where they are level.

    Turning the picture clockwise by as much makes them level.
    """
    ink = _ink(image, resolution)
    if ink is None:
        return 0.0
    best = max(_steps(0.0, _STEEPEST, _COARSE), key=partial(_sharpness, *ink))
    best = max(_steps(best, _COARSE, _FINE), key=partial(_sharpness, *ink))
    if not _LEAST <= abs(best) < _STEEPEST or _sharpness(*ink, best) < _CLEARLY * _sharpness(*ink, 0.0):
        return 0.0
    return best


def is_sideways(image: "Image", resolution: float) -> bool:
    """Whether the lines of a grey picture seem to run up or down; surely told by nothing but their letters."""
    ink = _ink(image, resolution)
    if ink is None:
        return False
    rows, columns = ink
    level, upright = (
        max(_sharpness(*each, degrees) for degrees in _steps(0.0, _STEEPEST, _COARSE))
        for each in ((rows, columns), (columns, rows))
    )
    return upright > level


def _ink(image: "Image", resolution: float) -> "tuple[Points, Points] | None":
    """The rows and columns of points of ink, from the middle of the picture; None where there is too little or too much."""
    import numpy
    from PIL.Image import Resampling

    scale = min(1.0, _RESOLUTION / resolution)
    small = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), Resampling.BOX)
    levels = numpy.asarray(small)
    rows, columns = numpy.nonzero(levels < threshold_of(levels))
    if not _LEAST_POINTS <= len(rows) <= 0.5 * levels.size:
        return None
    step = -(-len(rows) // _MOST_POINTS)
    height, width = levels.shape
    return (rows[::step] - height / 2).astype(numpy.float32), (columns[::step] - width / 2).astype(numpy.float32)


def _sharpness(rows: "Points", columns: "Points", degrees: float) -> float:
    """How much the ink of a row and of the next one differ, when lines that climb by so much are made level."""
    import numpy

    shifted = rows + columns * numpy.float32(numpy.tan(numpy.radians(degrees)))
    counts = numpy.bincount((shifted - shifted.min()).astype(numpy.int32)).astype(numpy.float64)
    return float(numpy.square(numpy.diff(counts)).sum())


def threshold_of(levels: "numpy.ndarray[Any, numpy.dtype[numpy.uint8]]") -> int:
    """The level of grey below which is ink, as Otsu's method finds it."""
    import numpy

    counts = numpy.bincount(levels.ravel(), minlength=256).astype(numpy.float64)
    weights = numpy.cumsum(counts)
    sums = numpy.cumsum(counts * numpy.arange(256))
    with numpy.errstate(divide="ignore", invalid="ignore"):
        between = (sums[-1] * weights / weights[-1] - sums) ** 2 / (weights * (weights[-1] - weights))
    return int(numpy.nanargmax(numpy.where(numpy.isfinite(between), between, -1.0))) + 1


def _steps(middle: float, reach: float, step: float) -> list[float]:
    count = round(reach / step)
    return [middle + step * number for number in range(-count, count + 1)]
