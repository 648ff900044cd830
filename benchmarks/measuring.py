"""Timing two things in turn, so that whatever else the machine does falls on both."""

import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Spread:
    """The median of several measurements, and the least and greatest of them."""

    median: float
    least: float
    greatest: float


def spread(values: Iterable[float]) -> Spread:
    """The spread of at least one value."""
    found = sorted(values)
    return Spread(statistics.median(found), found[0], found[-1])


def ratios(numerators: Sequence[float], denominators: Sequence[float]) -> list[float]:
    """The ratio of each pair of measurements that belong together."""
    return [a / b for a, b in zip(numerators, denominators, strict=True)]


def cpu_seconds(work: Callable[[], object]) -> float:
    """The CPU time that a call takes in this process, all its threads together."""
    started = time.process_time()
    work()
    return time.process_time() - started


def in_turn(pairs: Sequence[tuple[Callable[[], object], Callable[[], object]]]) -> tuple[float, float]:
    """CPU seconds of the first calls of all pairs, and of the second.

    The two of a pair run one right after the other; which of them is first changes from pair to pair.
    """
    sums = [0.0, 0.0]
    for position, pair in enumerate(pairs):
        for which in (0, 1) if position % 2 == 0 else (1, 0):
            sums[which] += cpu_seconds(pair[which])
    return sums[0], sums[1]


def tree_seconds(pid: int) -> float:
    """CPU time of a process, of its children that are gone, and of those that live (Linux; elsewhere 0)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        children = [child for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return 0.0
    own = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(tree_seconds(int(child)) for child in children)
