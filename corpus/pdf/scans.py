"""Pages of a PDF file that have to be read from their picture, and that picture."""

from typing import TYPE_CHECKING

from corpus.ocr.images import Picture, resolution_for
from corpus.pdf.content import Content
from corpus.pdf.engine import frame_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_COVERED = 0.5  # of a page by pictures: a scan, or a background
_STAMP = 300  # letters: a scan may have that many beside its picture, of a signature or a page number


def is_scan(content: Content) -> bool:
    """Whether what is to be read on a page is not in its text layer."""
    letters = sum(map(str.isalnum, content.text))
    if letters == 0:
        return content.drawn
    return content.covered >= _COVERED and letters < _STAMP


def picture_of(page: "PdfPage") -> Picture:
    """The page as it is shown, in grey."""
    frame = frame_of(page)
    resolution = resolution_for(frame.width, frame.height)
    image = page.render(scale=resolution / 72, grayscale=True, may_draw_forms=False).to_pil()
    return Picture(image.convert("L"), resolution)
