"""Peak memory of a load with many small files, beside that of one with a tenth of them: it is to be flat."""

import json
import random
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from benchmarks.commands import run_python
from benchmarks.effort import Effort
from benchmarks.measured_load import Measured
from benchmarks.reporting import Row, Section, number
from benchmarks.texts import SEED, kilobytes, samples, variants, write_texts

_WORKERS = 2
_LONGEST = 600  # characters of a variant in a file
_RANDOM_WORDS = 60
_MOST_VARIANTS = 5_000  # of the shortest sample not many more can be made
_MIB = 1024 * 1024


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:  # noqa: ARG001  As all sections are called.
    """A load for each number of files, each into a new warehouse and in processes of its own."""
    counts = effort.memory_documents
    texts = small_texts(max(counts))
    loads = []
    for count in counts:
        write_texts(folder / f"documents-{count}", texts[:count])
        arguments = (folder / f"documents-{count}", folder / f"{count}.duckdb", _WORKERS, folder / f"{count}.log")
        loads.append(Measured(**json.loads(run_python("-m", "benchmarks.measured_load", *map(str, arguments)).out)))
    rows = []
    for count, load in zip(counts, loads, strict=True):
        rows.append(
            Row(f"{count:,} files: a worker", f"{number(load.worker_peak_bytes / _MIB)} MiB", "shared included")
        )
        rows.append(Row(f"{count:,} files: the parent", f"{number(load.parent_peak_bytes / _MIB)} MiB"))
    rows += [
        Row("ratio, a worker", f"{number(loads[-1].worker_peak_bytes / loads[0].worker_peak_bytes)} x", "1 is flat"),
        Row("ratio, the parent", f"{number(loads[-1].parent_peak_bytes / loads[0].parent_peak_bytes)} x", "1 is flat"),
    ]
    return Section(
        "Memory",
        f"Greatest resident memory over loads with {_WORKERS} workers of {' and '.join(f'{count:,}' for count in counts)} "
        f"files with {sum(map(kilobytes, texts)) / len(texts):.1f} KB each: the first lines of variants of the sample documents, "
        "and words at random.",
        tuple(rows),
    )


def small_texts(count: int) -> list[str]:
    """So many texts that all differ: the first lines of variants, each with words of the samples at random.

    Those words keep them from being taken for reprints of each other, which an archive has few of.
    """
    chance = random.Random(SEED)
    words = " ".join(samples()).split()
    firsts = variants(samples(), min(count, _MOST_VARIANTS))
    return [
        f"{text[:_LONGEST]}\n{' '.join(chance.choices(words, k=_RANDOM_WORDS))} ({place})"
        for place, text in enumerate(islice(cycle(firsts), count))
    ]
