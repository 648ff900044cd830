"""Running the command ``thidua`` as users do, in a process of its own."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


class CommandFailed(RuntimeError):
    """A command that is measured did not do what it is measured at."""


@dataclass(frozen=True)
class Ran:
    """A command that ended well: its wall time in seconds, what it wrote, and when each line of stderr came."""

    seconds: float
    out: str
    lines: tuple[tuple[float, str], ...]
    cpu_seconds: float
    """Of the process and of the children that it waited for."""

    def when(self, *words: str) -> float:
        """Seconds from the start to the first line on standard error that has all these words.

        Raises:
            CommandFailed: there is none.
        """
        for moment, line in self.lines:
            if all(word in line for word in words):
                return moment
        raise CommandFailed(f"no line with {' and '.join(words)} came")


def run_python(*arguments: str, environment: Mapping[str, str] | None = None) -> Ran:
    """Run Python with arguments, from the checkout.

    Raises:
        CommandFailed: the exit status is not 0.
    """
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            cwd=ROOT,
            env={**os.environ, "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1", **(environment or {})},
        )
        with process:
            assert process.stderr is not None
            lines = tuple((time.perf_counter() - started, line.rstrip("\n")) for line in process.stderr)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        out.seek(0)
        written = out.read().decode()
    if process.returncode != 0:
        last = lines[-1][1] if lines else "it said nothing"
        raise CommandFailed(f"python {' '.join(arguments[:4])} … ended with status {process.returncode}: {last}")
    return Ran(seconds, written, lines, used.ru_utime + used.ru_stime)


def run_thidua(*arguments: str, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command of ``thidua``; see `run_python`."""
    return run_python("-m", "thidua", *arguments, environment=environment)


def thidua_cpu_seconds(*arguments: str) -> float:
    """The CPU time of a command that starts no processes."""
    return run_thidua(*arguments).cpu_seconds
