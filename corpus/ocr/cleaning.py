"""Specks of a picture, which Tesseract takes for dots and tone marks: told by their number, and taken away by a median."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from PIL.Image import Image

    Levels = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]

_STANDS_OUT = 40  # levels of grey by which a speck differs from what is above, below and beside it
_NOISY = 0.0003  # of all points
_STRIP, _EVERY = 16, 128  # rows that are looked at, of how many
# Exchanges that bring the middle one of nine values to the place of the fifth (Smith 1996, as in Devillard's paper).
_EXCHANGES = (
    *((1, 2), (4, 5), (7, 8), (0, 1), (3, 4), (6, 7), (1, 2), (4, 5), (7, 8), (0, 3), (5, 8), (4, 7), (3, 6), (1, 4)),
    *((2, 5), (4, 7), (4, 2), (6, 4), (4, 2)),
)


def cleaned(image: "Image") -> "Image":
    """The grey picture, in its own resolution, with each point the median of its neighbourhood if there are many specks."""
    import numpy
    from PIL import Image

    levels = numpy.asarray(image)
    if min(levels.shape) < 3 or share_of_specks(levels) < _NOISY:
        return image
    found = levels.copy()
    for top in range(0, levels.shape[0] - 2, 256):  # As much as a processor's cache holds.
        block = levels[top : top + 258]
        found[top + 1 : top + block.shape[0] - 1, 1:-1] = _median(block)
    return Image.fromarray(found)


def share_of_specks(levels: "Levels") -> float:
    """The share of points that stand out from all four neighbours, in strips spread over the picture."""
    import numpy

    specks = count = 0
    for top in range(0, max(1, levels.shape[0] - _STRIP), _EVERY):
        strip = levels[top : top + _STRIP].astype(numpy.int16)
        inner = strip[1:-1, 1:-1]
        around = strip[:-2, 1:-1], strip[2:, 1:-1], strip[1:-1, :-2], strip[1:-1, 2:]
        least, most = numpy.minimum.reduce(around), numpy.maximum.reduce(around)
        stands_out = (least - inner >= _STANDS_OUT) | (inner - most >= _STANDS_OUT)
        specks += int((stands_out & (most - least < _STANDS_OUT)).sum())
        count += inner.size
    return specks / max(count, 1)


def _median(block: "Levels") -> "Levels":
    """The median of three by three points, for all points but those at the edges."""
    import numpy

    height, width = block.shape[0] - 2, block.shape[1] - 2
    nine = [block[row : row + height, column : column + width] for row in range(3) for column in range(3)]
    for low, high in _EXCHANGES:
        nine[low], nine[high] = numpy.minimum(nine[low], nine[high]), numpy.maximum(nine[low], nine[high])
    return nine[4]
