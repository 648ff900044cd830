"""A Dask cluster of a scheduler and two workers on the loopback interface, started by their own commands."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.commands import ROOT, CommandFailed
from benchmarks.measured_load import peak_bytes
from benchmarks.measuring import tree_seconds

WORKERS = 2
_START_SECONDS = 120.0
_STOP_SECONDS = 20.0


@dataclass(frozen=True)
class DaskPair:
    """The scheduler's address, and the workers' processes."""

    address: str
    scheduler: int
    workers: tuple[int, ...]

    def peak_bytes(self) -> int:
        """The greatest resident memory that either worker had; the processes that read documents are not counted."""
        return max(map(peak_bytes, self.workers))

    def cpu_seconds(self) -> float:
        """The CPU time that the scheduler and the workers took so far, with all processes that they started."""
        return sum(map(tree_seconds, (self.scheduler, *self.workers)))


@contextmanager
def dask_pair(folder: Path) -> Iterator[DaskPair]:
    """Start the cluster; it is gone at the end of the block.

    Raises:
        CommandFailed: the scheduler does not start.
    """
    at = folder / "scheduler.json"
    with ExitStack() as stack:

        def start(name: str, *arguments: str) -> int:
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            command = [str(Path(sys.executable).with_name("dask")), *arguments, "--scheduler-file", str(at)]
            process = subprocess.Popen(
                [*command, "--no-dashboard"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            stack.callback(_stop, process)
            return process.pid

        scheduler = start("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0")
        deadline = time.monotonic() + _START_SECONDS
        while not at.exists():
            if time.monotonic() > deadline:
                raise CommandFailed("no Dask scheduler started")
            time.sleep(0.1)
        options = ("--no-nanny", "--nthreads", "1")
        workers = tuple(
            start(f"worker-{number}", "worker", *options, "--local-directory", str(folder / f"worker-{number}"))
            for number in range(WORKERS)
        )
        yield DaskPair(json.loads(at.read_text(encoding="utf-8"))["address"], scheduler, workers)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
