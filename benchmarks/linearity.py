"""Whether the extraction's time grows as the text does."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.effort import Effort
from benchmarks.measuring import cpu_seconds, ratios, spread
from benchmarks.reporting import Row, Section, number, row
from benchmarks.texts import documents_of, kilobytes, text_of_size
from extractors.pipeline import extract


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:  # noqa: ARG001  All sections are called alike.
    """CPU time for each KB of texts of growing size."""
    documents = documents_of(folder / "sizes", map(text_of_size, effort.linearity_kilobytes))
    extract(documents[0])
    measured: list[list[float]] = [[] for _ in documents]
    for _ in range(effort.rounds):
        for document, times in zip(documents, measured, strict=True):
            times.append(1000 * cpu_seconds(partial(extract, document)) / kilobytes(document.text))
    base = measured[0]
    rows: list[Row] = []
    for document, times in zip(documents, measured, strict=True):
        ratio = spread(ratios(times, base))
        remark = f"{number(ratio.median)} x the first ({number(ratio.least)} to {number(ratio.greatest)})"
        rows.append(row(f"{kilobytes(document.text):,.0f} KB", spread(times), "ms/KB", remark))
    return Section(
        "Linearity",
        "CPU time for each KB of one text of so many KB, put together from variants of the sample documents; the sizes "
        "take turns in every round. 1 x the first is linear.",
        tuple(rows),
    )
