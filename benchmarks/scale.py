"""The same documents loaded by one process, by two, and by a Dask cluster of two workers."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import Ran, run_thidua
from benchmarks.dask_pair import WORKERS, dask_pair
from benchmarks.effort import Effort
from benchmarks.measuring import ratios, spread
from benchmarks.prefect_start import seconds_told
from benchmarks.reporting import Section, row
from benchmarks.texts import kilobytes, mixed, samples, write_texts

_MIB = 1 << 20


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:
    """Loads into new warehouses, in turn."""
    texts, _ = mixed(news, effort.scale_documents)
    documents, few = folder / "documents", folder / "few"
    write_texts(documents, texts)
    write_texts(few, samples()[: 2 * WORKERS])
    runs: dict[str, list[Ran]] = {}
    cluster = folder / "cluster"
    cluster.mkdir()
    with dask_pair(cluster) as pair:
        ways = {
            "one process": ("--direct", "--workers", "1"),
            "two processes": ("--direct", "--workers", "2"),
            "Dask pair": ("--direct", "--dask", pair.address),
            "Dask pair, as a flow": ("--prefect", "--dask", pair.address),
        }
        # Workers import the program with their first task, and Prefect makes its database.
        _load(few, folder / "first.duckdb", folder, *ways["Dask pair, as a flow"])
        for number in range(effort.bulk_rounds):
            for place, (name, options) in enumerate(ways.items()):
                runs.setdefault(name, []).append(
                    _load(documents, folder / f"{number}-{place}.duckdb", folder, *options)
                )
        peak = pair.peak_bytes()
    times = {name: [seconds_told(ran) for ran in found] for name, found in runs.items()}
    rows = [
        row(name, spread(len(texts) / seconds for seconds in found), "documents/s") for name, found in times.items()
    ]
    rows += [
        row("two processes: of the time of one", spread(ratios(times["two processes"], times["one process"])), "x"),
        row("Dask pair: of the time of two processes", spread(ratios(times["Dask pair"], times["two processes"])), "x"),
        row(
            "what Prefect adds to that",
            spread(100 * (a / b - 1) for a, b in zip(times["Dask pair, as a flow"], times["Dask pair"], strict=True)),
            "%",
            "target: below 10; may drown in noise",
        ),
        row("peak memory of a Dask worker", spread([peak / _MIB]), "MiB", "without the process that reads"),
    ]
    return Section(
        "Scale",
        f"{len(texts):,} documents with {sum(map(kilobytes, texts)):,.0f} KB into a new warehouse, {effort.bulk_rounds} times "
        f"each in turn; the time that the load tells, without the starts of Python, Prefect and the cluster. The Dask pair is "
        f"a scheduler and {WORKERS} workers of one thread on the same machine.",
        tuple(rows),
    )


def _load(documents: Path, warehouse: Path, folder: Path, *options: str) -> Ran:
    environment = {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_API_URL": ""}
    return run_thidua("load", str(documents), "--warehouse", str(warehouse), *options, environment=environment)
