"""CPU time of the extraction, beside that of underthesea's named entity recognition on the same texts."""

import gc
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.baselines import recognise, sentences
from benchmarks.commands import thidua_cpu_seconds
from benchmarks.effort import Effort
from benchmarks.measuring import in_turn, ratios, spread
from benchmarks.reporting import Row, Section, row
from benchmarks.texts import SEED, documents_of, kilobytes, samples, variants
from extractors.pipeline import extract
from models import Document

TARGET = 20
"""How many times as fast as the baseline the extraction should at least be."""


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:
    """CPU time for each KB of UTF-8."""
    originals = _spread_out(samples(), effort.extraction_samples)
    varied = [variants(originals, len(originals), seed=SEED + number) for number in range(effort.rounds)]
    real = [_spread_out(news[number :: effort.rounds], effort.extraction_news) for number in range(effort.rounds)]
    _warm_up(documents_of(folder / "originals", originals))
    rows = _compared("sample documents", varied, folder)
    rows += _whole_process(originals, effort, folder)
    if all(real):
        rows += _compared("news", real, folder)
        mixed = [[*some, *others] for some, others in zip(varied, real, strict=True)]
        rows += _compared("both", mixed, folder)
    return Section(
        "Extraction",
        "CPU time on one core for each KB (1,024 bytes of UTF-8), both in this process, text by text in turn, warm; every "
        "round has other variants of the sample documents, or other news. Median (least to greatest) over the rounds. "
        "underthesea's ner gets its own sentences, none above 300 characters; splitting is not counted. Most news is not "
        "about emulation, and ours stops early there.",
        tuple(rows),
    )


def _warm_up(documents: Sequence[Document]) -> None:
    for document in documents:
        extract(document)
    for document in documents[:3]:
        recognise(sentences(document.text))
    # What both have loaded stays: neither shall pay for garbage being looked for in the other's.
    gc.collect()
    gc.freeze()


def _compared(name: str, rounds: Sequence[Sequence[str]], folder: Path) -> list[Row]:
    ours, theirs, sizes = [], [], []
    for number, texts in enumerate(rounds):
        documents = documents_of(folder / f"{name}-{number}", texts)
        parts = [sentences(document.text) for document in documents]
        size = sum(kilobytes(document.text) for document in documents)
        measured = in_turn(
            [
                (partial(extract, document), partial(recognise, part))
                for document, part in zip(documents, parts, strict=True)
            ]
        )
        ours.append(1000 * measured[0] / size)
        theirs.append(1000 * measured[1] / size)
        sizes.append(size)
    remark = f"{len(rounds)} rounds of {len(rounds[0])} texts, {sum(sizes) / len(sizes):.0f} KB a round"
    return [
        row(f"{name}: ours", spread(ours), "ms/KB", remark),
        row(f"{name}: underthesea ner", spread(theirs), "ms/KB"),
        row(f"{name}: ratio", spread(ratios(theirs, ours)), "x", f"target: at least {TARGET}"),
    ]


def _whole_process(texts: Sequence[str], effort: Effort, folder: Path) -> list[Row]:
    """What each KB more costs the command, reading and writing included: all documents less the first alone."""
    files = sorted((folder / "originals").iterdir())
    added = sum(map(kilobytes, texts[1:]))
    start, slopes = [], []
    for _ in range(effort.rounds):
        one = thidua_cpu_seconds("extract", "--workers", "0", str(files[0]))
        every = thidua_cpu_seconds("extract", "--workers", "0", *map(str, files))
        start.append(one)
        slopes.append(1000 * (every - one) / added)
    return [
        row("thidua extract --workers 0", spread(slopes), "ms/KB", "for what is added to one document: read to JSON"),
        row("thidua extract, one document", spread(start), "s", "mostly starting Python and building the pipeline"),
    ]


def _spread_out(texts: Sequence[str], count: int) -> list[str]:
    """So many of the texts, evenly from beginning to end."""
    wanted = min(count, len(texts))
    return [texts[number * len(texts) // wanted] for number in range(wanted)]
