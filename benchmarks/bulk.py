"""The whole bulk load: documents a second, where its time goes, and what memory it takes."""

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import run_python, run_thidua
from benchmarks.effort import Effort
from benchmarks.measured_load import Measured
from benchmarks.measuring import spread
from benchmarks.reporting import Row, Section, row
from benchmarks.texts import kilobytes, mixed, write_texts

WORKERS = 2


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:
    """A load of many documents into a new warehouse, several times."""
    texts, real = mixed(news, effort.bulk_documents)
    documents = folder / "documents"
    write_texts(documents, texts)
    loads, commands, again = [], [], []
    for number in range(effort.bulk_rounds):
        loads.append(_measured_load(documents, folder / f"steps-{number}.duckdb", folder / f"steps-{number}.log"))
        command = ("load", str(documents), "--direct", "--workers", str(WORKERS), "--warehouse")
        commands.append(run_thidua(*command, str(folder / f"command-{number}.duckdb")).seconds)
        again.append(run_thidua(*command, str(folder / f"command-{number}.duckdb")).seconds)
    size = sum(map(kilobytes, texts))
    return Section(
        "Bulk load",
        f"{len(texts):,} documents with {size:,.0f} KB ({len(texts) - real:,} variants of the sample documents, {real:,} "
        f"real news) through the steps of `thidua load --direct --workers {WORKERS}` into a new warehouse, "
        f"{effort.bulk_rounds} times, in processes of their own. Wall time.",
        tuple(_rows(loads, commands, again, len(texts))),
    )


def _measured_load(documents: Path, warehouse: Path, log: Path) -> Measured:
    arguments = (str(documents), str(warehouse), str(WORKERS), str(log))
    return Measured(**json.loads(run_python("-m", "benchmarks.measured_load", *arguments).out))


def _rows(loads: Sequence[Measured], commands: Sequence[float], again: Sequence[float], count: int) -> list[Row]:
    outside = [100 * (1 - load.busy_seconds / (load.workers * load.seconds)) for load in loads]
    cpu = [load.workers_cpu_seconds + load.parent_cpu_seconds for load in loads]
    outside_cpu = [100 * (1 - load.busy_cpu_seconds / total) for load, total in zip(loads, cpu, strict=True)]
    kept = {(load.documents, load.facts) for load in loads}
    loaded = "; ".join(f"{documents:,} documents, {facts:,} facts" for documents, facts in sorted(kept))
    mib = 1 << 20
    return [
        row("the steps", spread(load.documents / load.seconds for load in loads), "documents/s", loaded),
        row("the command", spread(count / seconds for seconds in commands), "documents/s", "from its start to its end"),
        row("the first facts are loaded after", spread(load.first_facts_seconds for load in loads), "s"),
        row("the command once more", spread(again), "s", "nothing is new: what a daily run costs"),
        row(
            "outside reading and extraction", spread(outside), "%", "of the workers' wall time: start, waiting, writing"
        ),
        row("the same in CPU time", spread(outside_cpu), "%", "of the CPU time of all processes"),
        row("CPU of the parent", spread(load.parent_cpu_seconds for load in loads), "s", "plan, rows, commits"),
        row("CPU of the workers", spread(load.workers_cpu_seconds for load in loads), "s"),
        row(
            "peak memory of a worker", spread(load.worker_peak_bytes / mib for load in loads), "MiB", "shared included"
        ),
        row("peak memory of the parent", spread(load.parent_peak_bytes / mib for load in loads), "MiB"),
    ]
