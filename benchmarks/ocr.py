"""How right scans are read, how much of that correction gives, and what a page costs beside a bare call of Tesseract."""

import math
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pypdfium2 import PdfDocument
from rapidfuzz.distance import Levenshtein

from benchmarks.effort import Effort
from benchmarks.measuring import spread
from benchmarks.reporting import Row, Section, number, row
from benchmarks.texts import samples
from corpus.layout.composing import compose
from corpus.ocr.correcting import corrected
from corpus.ocr.images import Picture, resolution_for, scaled
from corpus.ocr.pages import Recognised, laid_out, recognised
from corpus.ocr.recognising import Word, words_on
from corpus.pdf.scans import picture_of
from corpus.readers import pdf as reader
from corpus.tools import TESSERACT, installed
from tests.rendering import pdf, scan

Value = TypeVar("Value")

_WAYS: Mapping[str, Mapping[str, Any]] = {
    "300 dpi": {"resolution": 300},
    "200 dpi": {"resolution": 200},
    "150 dpi": {"resolution": 150},
    "200 dpi, skewed by 1.5°": {"resolution": 200, "skew": 1.5},
    "200 dpi, noisy": {"resolution": 200, "noise": 15.0},
    "150 dpi, skewed by -1.5°, noisy": {"resolution": 150, "skew": -1.5, "noise": 10.0},
}
_PATIENCE = 600.0  # seconds: what is measured is measured to its end


class _Scan(NamedTuple):
    bare: float
    """Character error rates: of Tesseract's words on the picture as it is, of ours before correction, and after."""
    uncorrected: float
    corrected: float
    bare_seconds: list[float]
    """CPU seconds a page."""
    our_seconds: list[float]


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:  # noqa: ARG001  As all sections are called.
    """Sample documents printed, scanned in several ways, and read."""
    title = "Scans"
    if (found := installed(TESSERACT)) is None or not found.complete:
        return Section(title, "Not measured.", (Row("Tesseract with Vietnamese", "none", TESSERACT.install),))
    texts = samples()
    chosen = [texts[place * len(texts) // effort.scanned_documents] for place in range(effort.scanned_documents)]
    rows: list[Row] = []
    bare_seconds: list[float] = []
    our_seconds: list[float] = []
    for name, way in _WAYS.items():
        scans = [_scan(text, way) for text in chosen]
        bare, before, after = (sum(errors) / len(scans) for errors in list(zip(*scans, strict=True))[:3])
        told = f"{number(100 * before)} % before correction; bare Tesseract {number(100 * bare)} %"
        rows.append(Row(f"character errors: {name}", f"{number(100 * after)} %", told))
        bare_seconds += (seconds for each in scans for seconds in each.bare_seconds)
        our_seconds += (seconds for each in scans for seconds in each.our_seconds)
    rows += [
        row("a page: ours", spread(our_seconds), "s", f"{number(len(our_seconds) / sum(our_seconds))} pages/s of CPU"),
        row("a page: bare Tesseract", spread(bare_seconds), "s", "the same picture, as it is, at 300 dpi"),
        Row("ratio of the sums", f"{number(sum(our_seconds) / sum(bare_seconds))} x"),
    ]
    return Section(
        title,
        f"{len(chosen)} sample documents printed (11 points, a face without serifs), scanned as grey JPEG and read; errors "
        "are edits from the text of the PDF they were printed from, white space alike. CPU time of this process and "
        "Tesseract, which runs on one thread.",
        tuple(rows),
    )


def _scan(text: str, way: Mapping[str, Any]) -> _Scan:
    expected = reader.read(pdf.render(text)).text
    bare: list[str] = []
    pages: list[Recognised] = []
    bare_seconds, our_seconds = [], []
    for picture in _pictures(scan.render(text, **way)):
        words, seconds = _timed(partial(_bare_words, picture))
        bare += (word.text for word in words)
        bare_seconds.append(seconds)
        page, seconds = _timed(partial(recognised, picture, time.monotonic() + _PATIENCE))
        pages.append(page)
        our_seconds.append(seconds)
    mended = [page._replace(words=corrected(page.words)) for page in pages]
    return _Scan(
        _errors(" ".join(bare), expected),
        _errors(_text(pages), expected),
        _errors(_text(mended), expected),
        bare_seconds,
        our_seconds,
    )


def _pictures(content: bytes) -> Iterator[Picture]:
    with PdfDocument(content) as document:
        for number in range(1, len(document) + 1):
            yield picture_of(document, number)


def _bare_words(picture: Picture) -> list[Word]:
    """What Tesseract reads on a picture as it is, at the resolution that it is made for."""
    return words_on(*scaled(picture, resolution_for(picture.width, picture.height)), timeout=_PATIENCE)


def _text(pages: Sequence[Recognised]) -> str:
    return compose([laid_out(page, place) for place, page in enumerate(pages, 1)], {}).text


def _errors(text: str, expected: str) -> float:
    wanted = " ".join(expected.split())
    return Levenshtein.distance(" ".join(text.split()), wanted) / len(wanted) if wanted else math.nan


def _timed(work: Callable[[], Value]) -> tuple[Value, float]:
    """What a call returns, and the CPU seconds of this process and of the programs it ran."""
    started = _cpu_seconds()
    value = work()
    return value, _cpu_seconds() - started


def _cpu_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
