"""CPU time of reading digital PDF files without tables, beside that of PDFium alone on the same files."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.effort import Effort
from benchmarks.measuring import in_turn, ratios, spread
from benchmarks.reporting import Row, Section, row
from benchmarks.texts import SEED, samples, variants
from corpus.readers.pdf import read
from tests.rendering.pdf import render

TARGET = 1.5
"""How many times the CPU time of PDFium the reader may take at most."""

_LONG = 10  # texts that make one long file
_PRINTED: Mapping[str, Mapping[str, Any]] = {
    "one column": {},
    "two columns": {"columns": 2, "size": 9},
    "one column, header and footer": {"header": "BÁO CÁO", "footer": "Lưu hành nội bộ"},
}


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:  # noqa: ARG001  As all sections are called.
    """CPU time for each file."""
    texts = [text for text in samples() if "|" not in text][: effort.extraction_samples]
    rounds = [variants(texts, len(texts), seed=SEED + number) for number in range(effort.rounds)]
    rows: list[Row] = []
    for name, way in _PRINTED.items():
        rows += _compared(name, [[render(text, **way) for text in chosen] for chosen in rounds])
    joined = [["\n".join(chosen[start : start + _LONG]) for start in range(0, len(chosen), _LONG)] for chosen in rounds]
    rows += _compared(f"{_LONG} texts a file", [[render(text) for text in chosen] for chosen in joined])
    return Section(
        "Digital PDF",
        "CPU time on one core for each file, in this process, file by file in turn, warm. Variants of the sample documents "
        "without tables as PDF files; every round has others. PDFium alone opens the file and each page and gives its text, "
        "by pypdfium2; the reader gives text in reading order, paragraphs, pages and places. Median (least to greatest) "
        "over the rounds.",
        tuple(rows),
    )


def _compared(name: str, rounds: Sequence[Sequence[bytes]]) -> list[Row]:
    for content in rounds[0]:
        read(content)
        _extract(content)
    ours_spent, theirs_spent = [], []
    for files in rounds:
        spent = in_turn([(partial(read, content), partial(_extract, content)) for content in files])
        ours_spent.append(1000 * spent[0] / len(files))
        theirs_spent.append(1000 * spent[1] / len(files))
    pages = sum(len(read(content).pages) for content in rounds[0])
    return [
        row(
            f"{name}: ours",
            spread(ours_spent),
            "ms",
            f"{len(rounds)} rounds of {len(rounds[0])} files with {pages} pages",
        ),
        row(f"{name}: PDFium", spread(theirs_spent), "ms"),
        row(f"{name}: ratio", spread(ratios(ours_spent, theirs_spent)), "x", f"target: at most {TARGET}"),
    ]


def _extract(content: bytes) -> list[str]:
    from pypdfium2 import PdfDocument

    texts = []
    document = PdfDocument(content)
    for page in document:
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return texts
