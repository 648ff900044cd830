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
    from PIL.Image import Image

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

    Raises ReadError: ``needs_tool``, ``corrupt``, ``bomb``, ``too_long``; ``timeout`` or ``tool_failed`` where no page
    can be read.
    """
    from corpus.layout.composing import compose
    from corpus.ocr.pages import MOST_PAGES, read_page, told

    with _opened(content) as image:
        usable(TESSERACT)
        count = getattr(image, "n_frames", 1)
        if count > MOST_PAGES:
            raise ReadError("too_long", f"{count:,} pages; at most {MOST_PAGES:,} are read")
        pages, failures = [], {}
        for number, picture in enumerate(_pictures(image, count), 1):
            try:
                pages.append(read_page(picture, number))
            except ReadError as error:
                if error.code == "needs_tool":
                    raise
                failures[number] = error
    if not pages:
        raise failures[1]
    return compose(pages, told(failures))


@contextmanager
def _opened(content: bytes) -> Iterator["Image"]:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                yield image
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise ReadError("bomb", f"more than {Image.MAX_IMAGE_PIXELS:,} pixels") from error
        except _BROKEN as error:
            raise ReadError("corrupt", f"no picture, or a broken one: {type(error).__name__}") from error


def _pictures(image: "Image", count: int) -> Iterator["Picture"]:
    from PIL import ImageOps

    from corpus.ocr.images import picture

    for number in range(count):
        image.seek(number)
        if image.format == "JPEG":
            image.draft("L", image.size)
        told = image.info.get("dpi")
        resolution = float(told[1]) if told else None
        yield picture(ImageOps.exif_transpose(image), resolution)


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
