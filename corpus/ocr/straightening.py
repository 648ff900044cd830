"""How far the lines of a page are from level, told by how sharply rows of ink and of paper are parted."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from PIL.Image import Image

_STEEPEST = 6.0  # degrees
_COARSE, _FINE = 0.5, 0.05  # degrees
_RESOLUTION = 100.0  # dots an inch: enough to tell
_MOST_POINTS = 200_000
_LEAST_POINTS = 500
_LEAST = 0.1  # degrees that matter


def turned(image: "Image", degrees: float) -> "Image":
    """The grey picture, of the same size, turned anticlockwise."""
    from PIL.Image import Resampling

    return image.rotate(degrees, Resampling.BICUBIC, fillcolor=255) if degrees else image


def skew_of(image: "Image", resolution: float) -> float:
    """By how many degrees, anticlockwise, the lines of a grey picture climb from left to right; 0 where they are level.

    Turning the picture clockwise by as much makes them level.
    """
    import numpy
    from PIL.Image import Resampling

    scale = min(1.0, _RESOLUTION / resolution)
    small = image.resize((max(1, round(image.width * scale)), max(1, round(image.height * scale))), Resampling.BOX)
    levels = numpy.asarray(small)
    rows, columns = numpy.nonzero(levels < threshold_of(levels))
    if not _LEAST_POINTS <= len(rows) <= 0.5 * levels.size:
        return 0.0
    step = -(-len(rows) // _MOST_POINTS)
    rows, columns = rows[::step].astype(numpy.float32), columns[::step].astype(numpy.float32)
    columns -= levels.shape[1] / 2

    def sharpness(degrees: float) -> float:
        shifted = rows + columns * numpy.float32(numpy.tan(numpy.radians(degrees)))
        counts = numpy.bincount((shifted - shifted.min()).astype(numpy.int32)).astype(numpy.float64)
        return float(numpy.square(numpy.diff(counts)).sum())

    best = max(_steps(0.0, _STEEPEST, _COARSE), key=sharpness)
    best = max(_steps(best, _COARSE, _FINE), key=sharpness)
    return best if abs(best) >= _LEAST and abs(best) < _STEEPEST and sharpness(best) > 1.05 * sharpness(0.0) else 0.0


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
