"""A page of a scan, read within its own time, and what becomes of a document some of whose pages cannot be read."""

import contextlib
import time
from collections.abc import Mapping
from typing import NamedTuple

from corpus.isolation import allow_time
from corpus.layout.lines import PageLines, Rule
from corpus.layout.tables import may_hold_table
from corpus.ocr.cells import words_in_empty_cells
from corpus.ocr.correcting import corrected
from corpus.ocr.images import Picture, scaled, turned
from corpus.ocr.imagining import without_imagined_stops
from corpus.ocr.lines import lines_of
from corpus.ocr.preparing import prepared
from corpus.ocr.recognising import Word, turn_of, words_on
from corpus.ocr.straightening import is_sideways
from corpus.rejects import ReadError
from corpus.tools import TESSERACT, fingerprint

PATIENCE = 20.0
"""Seconds for a page."""
MOST_PAGES = 500
"""Of a document that are read by OCR."""
_DOUBTFUL = 0.6  # confidence below which a page may stand on its head
_GUESSED = 0.5  # confidence of letters that are none
_RESOLUTION_FOR_TURN = 150.0
_AFTERWARDS = 20.0  # seconds, for what comes after the last page


def read_page(picture: Picture, number: int) -> PageLines:
    """The lines of a page of which there is a picture, however it is turned; without lines where it is blank.

    Raises:
        ReadError: ``needs_tool``; ``timeout``, ``tool_failed`` and ``empty`` (nothing but guesses, as on photographs),
            which say nothing of the other pages.
    """
    allow_time(PATIENCE + _AFTERWARDS)
    deadline = time.monotonic() + PATIENCE
    turn = _turn_of(picture, deadline) if is_sideways(*picture) else 0
    page = _read(turned(picture, turn), number, deadline)
    if not turn and _confidence(page) < _DOUBTFUL and (turn := _turn_of(picture, deadline)):
        page = _read(turned(picture, turn), number, deadline)
    if _confidence(page) < _GUESSED:
        raise ReadError("empty", f"no words on page {number} that Tesseract is sure of")
    return page


def _confidence(page: PageLines) -> float:
    return 1.0 if not page.lines or page.ocr_confidence is None else page.ocr_confidence


class Recognised(NamedTuple):
    """What Tesseract read on a page: its words with boxes in pixels of ``resolution``, and its rules in points."""

    width: float
    height: float
    resolution: float
    words: list[Word]
    rules: list[Rule]


def recognised(picture: Picture, deadline: float) -> Recognised:
    """What is read, up to a moment of ``time.monotonic``, on the picture of a page that stands upright.

    Raises:
        ReadError: ``needs_tool``, ``timeout``, ``tool_failed``.
    """
    ready, rules = prepared(picture)
    words = without_imagined_stops(ready.image, words_on(*ready, timeout=_left(deadline)))
    if may_hold_table(rules):
        with contextlib.suppress(ReadError):  # What is read so far is worth more than the rest.
            words += words_in_empty_cells(ready, rules, words, timeout=_left(deadline))
    return Recognised(picture.width, picture.height, ready.resolution, words, rules)


def laid_out(page: Recognised, number: int) -> PageLines:
    """The printed lines of a page."""
    letters = sum(len(word.text) for word in page.words)
    confidence = sum(word.confidence * len(word.text) for word in page.words) / letters if letters else None
    walls = [rule for rule in page.rules if not rule.level] if may_hold_table(page.rules) else []
    lines = lines_of(page.words, number, page.resolution, walls)
    return PageLines(number, page.width, page.height, tuple(lines), tuple(page.rules), confidence)


def _read(picture: Picture, number: int, deadline: float) -> PageLines:
    page = recognised(picture, deadline)
    return laid_out(page._replace(words=corrected(page.words)), number)


def _turn_of(picture: Picture, deadline: float) -> int:
    return turn_of(*scaled(picture, min(picture.resolution, _RESOLUTION_FOR_TURN)), timeout=_left(deadline))


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.1)


def told(failures: Mapping[int, ReadError]) -> dict[str, str]:
    """For the metadata of a document of which pages were read by OCR: by what, and which pages could not be read."""
    found = {"ocr": fingerprint(TESSERACT)}
    if failures:
        found["pages_not_read"] = ", ".join(f"{number} ({error.code})" for number, error in failures.items())
    return found
