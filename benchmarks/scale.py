"""The same documents loaded by one process, by two, and by a Dask cluster of two workers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import run_python, run_thidua
from benchmarks.dask_pair import WORKERS, DaskPair, dask_pair
from benchmarks.effort import Effort
from benchmarks.measured_load import Measured
from benchmarks.measuring import Spread, ratios, spread
from benchmarks.prefect_start import seconds_told
from benchmarks.reporting import Section, row
from benchmarks.texts import kilobytes, mixed, samples, write_texts

_MIB = 1 << 20


@dataclass(frozen=True)
class _Load:
    """A load: wall time without any starts, and CPU time of all processes, both in seconds."""

    seconds: float
    cpu_seconds: float


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:
    """Loads into new warehouses, in turn."""
    texts, _ = mixed(news, effort.scale_documents)
    documents, few = folder / "documents", folder / "few"
    write_texts(documents, texts)
    write_texts(few, samples()[: 2 * WORKERS])
    one, two, cluster, flow = [], [], [], []
    (folder / "cluster").mkdir()
    with dask_pair(folder / "cluster") as pair:
        # Workers import the program with their first task, and Prefect makes its database.
        _on_cluster(few, folder / "first.duckdb", folder, pair, "--prefect")
        for number in range(effort.bulk_rounds):
            one.append(_here(documents, folder / f"one-{number}", 1))
            two.append(_here(documents, folder / f"two-{number}", 2))
            cluster.append(_on_cluster(documents, folder / f"cluster-{number}.duckdb", folder, pair, "--direct"))
            flow.append(_on_cluster(documents, folder / f"flow-{number}.duckdb", folder, pair, "--prefect"))
        peak = pair.peak_bytes()
    ways = {"one process": one, "two processes": two, "Dask pair": cluster, "Dask pair, as a flow": flow}
    rows = [
        row(name, spread(len(texts) / load.seconds for load in loads), "documents/s") for name, loads in ways.items()
    ]
    rows += [
        row(f"CPU: {name}", spread(1000 * load.cpu_seconds / len(texts) for load in loads), "ms a document")
        for name, loads in ways.items()
    ]
    cpu = {name: [load.cpu_seconds for load in loads] for name, loads in ways.items()}
    rows += [
        row("CPU: what Dask adds to two processes", _added(cpu["Dask pair"], two), "%", "scheduler and shards"),
        row(
            "CPU: what Prefect adds to Dask",
            _added(cpu["Dask pair, as a flow"], cluster),
            "%",
            "the starts of Prefect and its server included",
        ),
        row("peak memory of a Dask worker", spread([peak / _MIB]), "MiB", "without the process that reads"),
    ]
    return Section(
        "Scale",
        f"{len(texts):,} documents with {sum(map(kilobytes, texts)):,.0f} KB into a new warehouse, {effort.bulk_rounds} times "
        "each in turn; the time that the load tells, without the starts of Python, Prefect and the cluster. The Dask pair is "
        f"a scheduler and {WORKERS} workers of one thread on the same machine; its CPU time is that of all its processes and of "
        "the command from its start to its end.",
        tuple(rows),
    )


def _added(cpu: Sequence[float], to: Sequence[_Load]) -> Spread:
    return spread(100 * (ratio - 1) for ratio in ratios(cpu, [load.cpu_seconds for load in to]))


def _here(documents: Path, folder: Path, workers: int) -> _Load:
    folder.mkdir()
    arguments = (str(documents), str(folder / "w.duckdb"), str(workers), str(folder / "log"))
    done = Measured(**json.loads(run_python("-m", "benchmarks.measured_load", *arguments).out))
    return _Load(done.seconds, done.parent_cpu_seconds + done.workers_cpu_seconds)


def _on_cluster(documents: Path, warehouse: Path, folder: Path, pair: DaskPair, mode: str) -> _Load:
    environment = {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_API_URL": ""}
    before = pair.cpu_seconds()
    options = ("--warehouse", str(warehouse), "--dask", pair.address, mode)
    ran = run_thidua("load", str(documents), *options, environment=environment)
    return _Load(seconds_told(ran), ran.cpu_seconds + pair.cpu_seconds() - before)
