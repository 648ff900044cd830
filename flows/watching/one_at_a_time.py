"""One process that watches for a warehouse at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

_OPTIONS = {"watch": "", "look": "", "backfill": " --from"}


class AlreadyWatched(Exception):
    """Another process watches for this warehouse; the message is one line."""


@contextmanager
def alone(
    warehouse: Path, *, at: Literal["watch", "backfill", "look"] = "watch", patient: bool = False
) -> Iterator[None]:
    """Hold the lock beside a warehouse, which the system takes back however this process ends.

    There is one for whoever makes the looks of the schedule, one for backfills, which go on beside them, and one for a
    single look.

    Args:
        patient: whether to wait for it.

    Raises:
        AlreadyWatched: another process holds it.
    """
    path = warehouse.with_name(f".{warehouse.name}.{at}")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if patient else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise AlreadyWatched(f"{warehouse}: another `thidua watch{_OPTIONS[at]}` is at work on it") from error
        yield
    finally:
        os.close(descriptor)
