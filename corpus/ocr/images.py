"""Pictures of pages: grey, and at a resolution that gives letters their usual size."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 300.0
"""Dots an inch that pages are read at: what Tesseract was trained for."""
MOST_PIXELS = 20_000_000
"""Of a picture that is read; a page of A4 at 300 dots an inch has 8.7 million."""
_LEAST_RESOLUTION, _MOST_RESOLUTION = 50.0, 1200.0  # what may be true of a page
_PAPER_WIDTH, _PAPER_HEIGHT = 8.27, 11.69  # inches, A4
_NEAR = 1.15  # times: resolutions that are not worth a change


class Picture(NamedTuple):
    """A grey picture of a page and its resolution in dots an inch."""

    image: "Image"
    resolution: float

    @property
    def width(self) -> float:
        """In points."""
        return 72 * self.image.width / self.resolution

    @property
    def height(self) -> float:
        """In points."""
        return 72 * self.image.height / self.resolution


def resolution_for(width: float, height: float) -> float:
    """The resolution to show a page at whose sides are given in points: the usual one, or less for a large page."""
    area = max(width * height, 1.0) / 72**2
    return min(RESOLUTION, float((MOST_PIXELS / area) ** 0.5))


def picture(image: "Image", told: float | None = None) -> Picture:
    """The image of a page, in any mode; where it has more than the usual resolution, in that.

    Args:
        image: with its pixels at hand.
        told: the dots an inch that its file claims. A claim that makes no page of it is not believed; without one the
            image is taken for a page of A4.
    """
    resolution = _believed(image.size, told)
    grey = _grey(image)
    wanted = resolution_for(72 * grey.width / resolution, 72 * grey.height / resolution)
    return Picture(grey, resolution) if resolution < _NEAR * wanted else scaled(Picture(grey, resolution), wanted)


def scaled(shown: Picture, resolution: float) -> Picture:
    """The picture in another resolution; as it is where that is nearly its own."""
    from PIL.Image import Resampling

    factor = resolution / shown.resolution
    if 1 / _NEAR < factor < _NEAR:
        return shown
    size = max(1, round(shown.image.width * factor)), max(1, round(shown.image.height * factor))
    return Picture(shown.image.resize(size, Resampling.BICUBIC if factor > 1 else Resampling.BOX), resolution)


def turned(shown: Picture, degrees: int) -> Picture:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return shown if degrees == 0 else Picture(shown.image.rotate(-degrees, expand=True), shown.resolution)


def _believed(size: tuple[int, int], told: float | None) -> float:
    short, long = min(size), max(size)
    if told is not None and _LEAST_RESOLUTION <= told <= _MOST_RESOLUTION:
        # Cameras and programs write 72 or 96 of anything, which makes posters of pages.
        if long / told <= 2 * _PAPER_HEIGHT and (told > 96 or long / told <= 1.2 * _PAPER_HEIGHT):
            return told
    guessed = max(short / _PAPER_WIDTH, long / _PAPER_HEIGHT)
    return min(max(guessed, _LEAST_RESOLUTION), _MOST_RESOLUTION)


def _grey(image: "Image") -> "Image":
    from PIL import Image

    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("I", "F"):
        import numpy

        levels = numpy.asarray(image, dtype=numpy.float32)
        low, high = float(levels.min()), float(levels.max())
        return Image.fromarray(((levels - low) * (255 / max(high - low, 1e-9))).astype(numpy.uint8))
    if "A" in image.getbands() or "transparency" in image.info:
        shown = image.convert("LA")
        white = Image.new("L", image.size, 255)
        white.paste(shown.getchannel("L"), mask=shown.getchannel("A"))
        return white
    return image if image.mode == "L" else image.convert("L")
