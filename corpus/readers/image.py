"""Pictures of pages (PNG, JPEG, TIFF with any number of pages), read by Tesseract."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.tools import TESSERACT, usable

if TYPE_CHECKING:
    from corpus.ocr.images import Picture

_FORMATS = ("PNG", "JPEG", "TIFF")
# What Pillow's decoders raise for broken files.
_BROKEN: tuple[type[Exception], ...] = (
    *(
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RuntimeError,
    ),
    *(struct.error, zlib.error),
)


def read(content: bytes) -> ReadResult:
    """Return the text of a picture, laid out as that of a PDF file is, with the confidence of each page.

    Pages that Tesseract cannot read are named in the metadata.

    Raises ReadError: ``needs_tool``, ``corrupt``, ``bomb``, ``too_long``; ``timeout``, ``tool_failed`` or ``empty`` where no page
    can be read.
    """
    from corpus.layout.composing import compose
    from corpus.ocr.pages import MOST_PAGES, read_page, told

    usable(TESSERACT)
    pages, failures = [], {}
    for number, picture in enumerate(pictures(content, MOST_PAGES), 1):
        try:
            pages.append(read_page(picture, number))
        except ReadError as error:
            if error.code == "needs_tool":
                raise
            failures[number] = error
    if not pages:
        raise failures[1]
    return compose(pages, told(failures))


def pictures(content: bytes, most: int) -> Iterator["Picture"]:
    """The pages of a PNG, JPEG or TIFF file, ``most`` at most.

    Raises ReadError: ``corrupt``, ``bomb``, ``too_long``.
    """
    from PIL import Image, ImageOps

    from corpus.ocr.images import picture

    with _decoding():
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
    with image:
        with _decoding():
            count = getattr(image, "n_frames", 1)
        if count > most:
            raise ReadError("too_long", f"{count:,} pages; at most {most:,} are read")
        for number in range(count):
            with _decoding():
                image.seek(number)
                if image.format == "JPEG":
                    image.draft("L", image.size)
                told = image.info.get("dpi")
                shown = picture(ImageOps.exif_transpose(image), float(told[1]) if told else None)
            yield shown


@contextmanager
def _decoding() -> Iterator[None]:
    """Whatever Pillow raises for broken and for huge pictures is a ReadError."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise ReadError("bomb", f"a picture of more than {Image.MAX_IMAGE_PIXELS:,} points") from error
        except _BROKEN as error:
            raise ReadError("corrupt", f"no picture, or a broken one: {type(error).__name__}") from error


READER = Reader(
    name="image",
    version=1,
    media_types={
        "image/png": (".png",),
        "image/jpeg": (".jpg", ".jpeg", ".jpe"),
        "image/tiff": (".tif", ".tiff"),
    },
    max_bytes=128 * 1024 * 1024,
    read=read,
    tools=(TESSERACT,),
)
