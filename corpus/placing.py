"""Where words of a document stand on its pages, computed from its placements when it is asked for."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from corpus.rejects import ReadError
from corpus.sniffing import PDF
from models import Document, Placement

if TYPE_CHECKING:
    from corpus.layout.lines import Line

_NEAR = 2.0  # times its height: pieces of a line that are not farther apart have one box

_NARROW = re.compile("[iíìỉĩịjltfrI.,;:'!|()/ -]")
_BROAD = re.compile("[A-HK-ZÀ-ÝĂĐŨƠƯmw—]")


class Box(NamedTuple):
    """A rectangle in points from the top left of a page as it is shown; a scan that was turned to be read, as turned."""

    page: int
    """From 1."""
    x0: float
    y0: float
    x1: float
    y1: float


def boxes(content: bytes, document: Document, start: int, end: int) -> list[Box]:
    """The boxes of ``document.text[start:end]``, one a printed line, in the order of the text.

    In PDF files they hold the ink of the letters. Pages that were read by OCR are read once more; there a box is that of
    the line, cut in the proportion of its letters. Words that stand on no page, as all in formats without pages, have none.

    Args:
        content: the bytes that the document was made of.

    Raises:
        ValueError: no stretch of the text, or other bytes.
        ReadError: as when the document was read; ``changed`` where OCR reads a page otherwise than then.
    """
    if not 0 <= start <= end <= len(document.text):
        raise ValueError(f"{start} to {end} is no stretch of a text of {len(document.text)} characters")
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise ValueError("not the bytes that the document was made of")
    wanted = [_within(each, start, end) for each in document.placements if each.start < end and start < each.end]
    by_page: dict[int, list[Placement]] = {}
    for placement in wanted:
        by_page.setdefault(placement.page, []).append(placement)
    recognised = {page.number for page in document.pages if page.ocr_confidence is not None}
    found: list[Box] = []
    for page, placements in by_page.items():
        if page in recognised:
            lines = _recognised_lines(content, document.media_type, page)
            found += (_on_lines(document.text, placement, lines) for placement in placements)
        else:
            found += _in_text_layer(content, page, placements)
    return _joined(found)


def _within(placement: Placement, start: int, end: int) -> Placement:
    """The part of a placement that lies in a stretch of the text."""
    first, last = max(placement.start, start), min(placement.end, end)
    return Placement(first, last, placement.page, placement.first + first - placement.start)


def _in_text_layer(content: bytes, number: int, placements: Sequence[Placement]) -> Iterator[Box]:
    from corpus.pdf.content import char_box
    from corpus.pdf.engine import frame_of, opened, page_of, text_page_of

    with opened(content) as document, page_of(document, number - 1) as page, text_page_of(page) as text_page:
        frame = frame_of(page)
        for placement in placements:
            last = placement.first + placement.end - placement.start
            letters = [char_box(text_page, index, frame) for index in range(placement.first, last)]
            letters = [box for box in letters if box[0] < box[2] and box[1] < box[3]]  # Blanks have no extent.
            if letters:
                lefts, tops, rights, bottoms = zip(*letters, strict=True)
                yield Box(number, min(lefts), min(tops), max(rights), max(bottoms))


def _recognised_lines(content: bytes, media_type: str, number: int) -> "tuple[Line, ...]":
    from corpus.ocr.pages import MOST_PAGES, read_page

    if media_type == PDF:
        from pypdfium2 import PdfDocument

        from corpus.pdf.scans import picture_of

        with PdfDocument(content) as document:
            return read_page(picture_of(document, number), number).lines
    from corpus.readers.image import pictures

    return read_page(next(islice(pictures(content, MOST_PAGES), number - 1, None)), number).lines


def _on_lines(text: str, placement: Placement, lines: "Sequence[Line]") -> Box:
    words = text[placement.start : placement.end]
    for line in lines:
        first = placement.first - line.first
        last = first + len(words)
        if first >= 0 and line.text[first:last] == words:
            scale = (line.right - line.left) / _breadth(line.text)
            left, right = (line.left + scale * _breadth(line.text[:place]) for place in (first, last))
            return Box(placement.page, left, line.top, right, line.bottom)
    raise ReadError("changed", f"page {placement.page} is read otherwise now than when the document was made")


def _breadth(text: str) -> float:
    """About how much room letters take, in the breadth of a usual one."""
    return len(text) - 0.5 * len(_NARROW.findall(text)) + 0.4 * len(_BROAD.findall(text))


def _joined(found: Sequence[Box]) -> list[Box]:
    """Boxes of one line's pieces as one; where characters were left out, a line has several placements."""
    joined: list[Box] = []
    for box in found:
        before = joined[-1] if joined else None
        if before is not None and before.page == box.page:
            height = max(before.y1 - before.y0, box.y1 - box.y0)
            level = min(before.y1, box.y1) - max(before.y0, box.y0) > 0.3 * height
            if level and -height < box.x0 - before.x1 < _NEAR * height:
                joined[-1] = Box(
                    box.page,
                    min(before.x0, box.x0),
                    min(before.y0, box.y0),
                    max(before.x1, box.x1),
                    max(before.y1, box.y1),
                )
                continue
        joined.append(box)
    return joined
