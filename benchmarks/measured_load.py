"""A bulk load that tells where its time goes, in a process that does nothing else.

``python -m benchmarks.measured_load FOLDER WAREHOUSE WORKERS LOG`` runs the steps of ``thidua load --direct`` and prints
a `Measured` as JSON. What reads and extracts in the workers is wrapped: each call writes a line into the file LOG.
"""

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from corpus import Failure, SourceItem, Unreadable
from flows import bulk_load, extraction
from flows.extraction import read_and_extract
from models import Document, Facts
from warehouse import Loaded, load_batch


@dataclass(frozen=True)
class Measured:
    """One load. Times in seconds, memory in bytes."""

    documents: int
    facts: int
    workers: int
    seconds: float
    """Wall time from the discovery to the last commit; neither starting Python nor building a first pipeline."""
    busy_seconds: float
    """Wall time inside reading and extraction, summed over the workers."""
    busy_cpu_seconds: float
    """CPU time inside reading and extraction, summed over the workers."""
    workers_cpu_seconds: float
    """CPU time of the workers' processes."""
    parent_cpu_seconds: float
    """CPU time of the process that plans and writes, the writer's thread included."""
    worker_peak_bytes: int
    """Greatest resident memory of any worker, what it shares with the others included."""
    parent_peak_bytes: int
    first_facts_seconds: float
    """Wall time from the discovery to the first facts that others can read."""


def timed(log: str, source: SourceItem | Unreadable) -> tuple[Document, Facts | Failure]:
    """Read and extract as a load does, and write what it took as a line of numbers into a file."""
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        return read_and_extract(source)
    finally:
        total = time.process_time()
        line = f"{os.getpid()} {time.perf_counter() - wall} {total - cpu} {total} {peak_bytes()}\n"
        file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(file, line.encode())
        os.close(file)


def peak_bytes(pid: int | None = None) -> int:
    """The greatest resident memory that a process, or else this one, had (Linux; elsewhere 0)."""
    try:
        status = Path(f"/proc/{pid or 'self'}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def measured_load(folder: Path, warehouse: Path, workers: int, log: Path) -> Measured:
    """Load a folder into a new warehouse.

    Raises:
        As `flows.bulk_load.bulk_load`.
    """
    request = bulk_load.LoadRequest(
        paths=(str(folder),), warehouse=warehouse, program_version="benchmark", workers=workers
    )
    commits: list[float] = []

    def committed(*arguments: Any, **options: Any) -> Loaded:
        loaded = load_batch(*arguments, **options)
        if loaded.counts.facts_written:
            commits.append(time.perf_counter())
        return loaded

    cpu, started = time.process_time(), time.perf_counter()
    with (
        mock.patch.object(extraction, "read_and_extract", partial(timed, str(log))),
        mock.patch.object(bulk_load, "load_batch", committed),
    ):
        summary = bulk_load.bulk_load(request)
    cpu = time.process_time() - cpu
    calls = [line.split() for line in log.read_text(encoding="ascii").splitlines()]
    totals = {pid: float(total) for pid, _, _, total, _ in calls}  # The last line of each worker counts.
    return Measured(
        documents=summary.counts.documents_added,
        facts=sum(summary.facts.values()),
        workers=workers,
        seconds=summary.seconds,
        busy_seconds=sum(float(wall) for _, wall, _, _, _ in calls),
        busy_cpu_seconds=sum(float(busy) for _, _, busy, _, _ in calls),
        workers_cpu_seconds=sum(totals.values()),
        parent_cpu_seconds=cpu,
        worker_peak_bytes=max(int(peak) for _, _, _, _, peak in calls),
        parent_peak_bytes=peak_bytes(),
        first_facts_seconds=commits[0] - started,
    )


if __name__ == "__main__":
    given_folder, given_warehouse, given_workers, given_log = sys.argv[1:]
    done = measured_load(Path(given_folder), Path(given_warehouse), int(given_workers), Path(given_log))
    sys.stdout.write(json.dumps(asdict(done)) + "\n")
