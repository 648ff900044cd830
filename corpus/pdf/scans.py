"""Pages of a PDF file that have to be read from their picture, and that picture."""

import math
import re
import unicodedata

from pypdfium2 import PdfDocument, PdfPage, raw

from corpus.layout.lines import PageLines
from corpus.ocr.images import Picture, picture, resolution_for
from corpus.pdf.content import Content
from corpus.pdf.engine import Frame, frame_of
from corpus.pdf.fonts import is_garbage
from models.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
_COVERED = 0.5  # of a page by pictures: a scan, or a background
_LEAST_OWN = 120.0  # dots an inch
_LEAST_MARKED = (
    0.55  # of the words of a text; some three quarters have letters with marks, unless they are read without
)
_BETTER = 1.1  # times as many syllables with marks
_STAMP = 300  # letters: a scan may have that many beside its picture, of a signature or a page number


def is_scan(content: Content) -> bool:
    """Whether what is to be read on a page may not be in its text layer: there is none, or none that makes sense."""
    if not any(map(str.isalnum, content.text)):
        return content.drawn
    if content.encodings:
        return False
    if content.covered >= _COVERED:
        letters = sum(map(str.isalnum, content.text))
        if letters < _STAMP or _marked_share(content.text) < _LEAST_MARKED:
            return True
    return is_garbage(content.text)


def better(recognised: PageLines, layer: PageLines) -> PageLines:
    """Of what was recognised on a page and what its text layer holds, what has clearly more of Vietnamese in it."""
    return recognised if _syllables(recognised) >= _BETTER * _syllables(layer) else layer


def _syllables(page: PageLines) -> int:
    return sum(_is_marked(word) for line in page.lines for word in _WORD.findall(line.text))


def _marked_share(text: str) -> float:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return sum(map(_is_marked, words)) / len(words) if words else 0.0


def _is_marked(word: str) -> bool:
    """Whether a word is a syllable that no other language writes: it has letters with marks."""
    return not word.isascii() and is_syllable(word)


def picture_of(document: PdfDocument, number: int) -> Picture:
    """A page by its number from 1, as it is shown, in grey."""
    page = document[number - 1]
    frame = frame_of(page)
    resolution = min(_own_resolution(page, frame), resolution_for(frame.width, frame.height))
    shown = picture(page.render(scale=resolution / 72, grayscale=True, may_draw_forms=False).to_pil(), resolution)
    page.close()
    return shown


def _own_resolution(page: PdfPage, frame: Frame) -> float:
    """Dots an inch of the picture that fills the page, where it makes sense to see each of them; else infinity."""
    for image in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= _COVERED * frame.width * frame.height:
            across, down = image.get_px_size()
            own = 72 * (across * down / ((right - left) * (top - bottom))) ** 0.5
            return own if own >= _LEAST_OWN else math.inf
    return math.inf
