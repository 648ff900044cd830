"""Pages of a PDF file that have to be read from their picture, and that picture."""

import math
from typing import TYPE_CHECKING

from corpus.ocr.images import Picture, picture, resolution_for
from corpus.pdf.content import Content
from corpus.pdf.engine import Frame, frame_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_COVERED = 0.5  # of a page by pictures: a scan, or a background
_LEAST_OWN = 120.0  # dots an inch
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
    resolution = min(_own_resolution(page, frame), resolution_for(frame.width, frame.height))
    return picture(page.render(scale=resolution / 72, grayscale=True, may_draw_forms=False).to_pil(), resolution)


def _own_resolution(page: "PdfPage", frame: Frame) -> float:
    """Dots an inch of the picture that fills the page, where it makes sense to see each of them; else infinity."""
    from pypdfium2 import raw

    for image in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= _COVERED * frame.width * frame.height:
            across, down = image.get_px_size()
            own = 72 * (across * down / ((right - left) * (top - bottom))) ** 0.5
            return own if own >= _LEAST_OWN else math.inf
    return math.inf
