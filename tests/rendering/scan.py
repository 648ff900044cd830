"""Scans: pages of PDF files as pictures, skewed, noisy, and packed as scanners pack them."""

import io
from collections.abc import Sequence

import numpy
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument

from tests.rendering import pdf

INCH = 72  # points


def render(
    text: str, *, resolution: int = 200, skew: float = 0.0, noise: float = 0.0, quality: int = 75, size: float = 11
) -> bytes:
    """Return ``text`` as a scanned PDF file: a JPEG picture on each page, and no text."""
    pages = pictures(pdf.render(text, size=size), resolution)
    return as_pdf([degraded(page, skew=skew, noise=noise, seed=n) for n, page in enumerate(pages)], resolution, quality)


def pictures(content: bytes, resolution: int) -> list[Image.Image]:
    """The pages of a PDF file in grey."""
    document = PdfDocument(content)
    try:
        return [page.render(scale=resolution / INCH, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def degraded(
    image: Image.Image, *, skew: float = 0.0, noise: float = 0.0, blur: float = 0.0, seed: int = 0
) -> Image.Image:
    """The picture turned by degrees (anticlockwise), blurred by a radius in pixels, with noise: the standard deviation of
    its grey in levels, and the same share of a thousand as black and white dots."""
    if skew:
        image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        chance = numpy.random.default_rng(seed)
        levels = numpy.asarray(image, dtype=numpy.float32) * 0.85 + 25 + chance.normal(0, noise, image.size[::-1])
        dots = chance.random(image.size[::-1])
        levels[dots < noise / 2000] = 0
        levels[dots > 1 - noise / 2000] = 255
        image = Image.fromarray(levels.clip(0, 255).astype(numpy.uint8))
    return image


def as_pdf(images: Sequence[Image.Image], resolution: int, quality: int = 75) -> bytes:
    """A PDF file with a JPEG picture on each page."""
    return _saved(images, "PDF", resolution=resolution, quality=quality)


def as_tiff(images: Sequence[Image.Image], resolution: int) -> bytes:
    """A TIFF file of several pages."""
    return _saved(images, "TIFF", dpi=(resolution, resolution), compression="tiff_lzw")


def as_image(image: Image.Image, kind: str, resolution: int) -> bytes:
    """The picture as ``PNG`` or ``JPEG``."""
    file = io.BytesIO()
    image.save(file, kind, dpi=(resolution, resolution))
    return file.getvalue()


def _saved(images: Sequence[Image.Image], kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    images[0].save(file, kind, save_all=True, append_images=images[1:], **options)
    return file.getvalue()
