"""CPU time of reading web pages, beside that of trafilatura alone on the same pages."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.effort import Effort
from benchmarks.measuring import in_turn, ratios, spread
from benchmarks.reporting import Row, Section, row
from benchmarks.texts import SEED, samples, variants
from corpus.readers.html import read
from tests.rendering.html import TEMPLATES, render

TARGET = 1.3
"""How many times the CPU time of trafilatura the reader may take at most."""

_TEXTS = 14  # sample documents, each as a page of every system


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:  # noqa: ARG001
    """CPU time for each page."""
    texts = samples()
    chosen = texts[:: max(len(texts) // min(_TEXTS, effort.extraction_samples), 1)]
    rounds = [_pages(variants(chosen, len(chosen), seed=SEED + number)) for number in range(effort.rounds)]
    for page in _pages(chosen):
        read(page)
        _extract(page, metadata=True)
    rows = _compared("text and metadata", rounds, partial(_extract, metadata=True), f"target: at most {TARGET}")
    rows += _compared("text alone", rounds, partial(_extract, metadata=False), "the reader gives metadata all the same")
    return Section(
        "Web pages",
        "CPU time on one core for each page, decoding and parsing included, in this process, page by page in turn, warm. "
        f"Variants of sample documents as pages of {len(TEMPLATES)} systems; every round has others. trafilatura.extract has "
        "the options that the reader uses: fast, without comments, with tables. Median (least to greatest) over the rounds.",
        tuple(rows),
    )


def _pages(texts: Sequence[str]) -> list[bytes]:
    return [render(text, template, headline=_headline(text)) for text in texts for template in TEMPLATES]


def _headline(text: str) -> str:
    """A line near the top that may be a headline: here it only has to be one."""
    return next((line.strip() for line in text.split("\n")[:6] if 40 < len(line.strip()) < 140 and "|" not in line), "")


def _extract(page: bytes, *, metadata: bool) -> str | None:
    from trafilatura import extract

    return extract(page, fast=True, include_comments=False, include_tables=True, with_metadata=metadata)


def _compared(
    name: str, rounds: Sequence[Sequence[bytes]], theirs: Callable[[bytes], object], remark: str
) -> list[Row]:
    ours_spent, theirs_spent = [], []
    for pages in rounds:
        spent = in_turn([(partial(read, page), partial(theirs, page)) for page in pages])
        ours_spent.append(1000 * spent[0] / len(pages))
        theirs_spent.append(1000 * spent[1] / len(pages))
    size = sum(len(page) for pages in rounds for page in pages) / sum(map(len, rounds)) / 1024
    return [
        row(
            f"{name}: ours",
            spread(ours_spent),
            "ms",
            f"{len(rounds)} rounds of {len(rounds[0])} pages of {size:.0f} KB",
        ),
        row(f"{name}: trafilatura.extract", spread(theirs_spent), "ms"),
        row(f"{name}: ratio", spread(ratios(ours_spent, theirs_spent)), "x", remark),
    ]
