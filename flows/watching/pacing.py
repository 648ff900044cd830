"""When a host was asked last, told from process to process: a backfill and a look may be at work at once."""

import fcntl
import os
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from flows.watching.clock import Clock


def wait_for_turn(folder: Path, host: str, delay_seconds: float, clock: Clock) -> None:
    """Wait until a host was left alone for the delay, and note that it is asked now.

    Args:
        folder: where each host has a file with the time when it was asked last.
    """
    if delay_seconds == 0:
        return
    folder.mkdir(exist_ok=True)
    descriptor = os.open(folder / quote(host, safe=""), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # Whoever waits for the same host waits here for his turn.
        if (asked_at := _time_in(descriptor)) is not None:
            left = delay_seconds - (clock.now() - asked_at).total_seconds()
            if left > 0:
                clock.sleep(min(left, delay_seconds))  # A time to come was written by a clock that was wrong.
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, clock.now().isoformat().encode(), 0)
    finally:
        os.close(descriptor)


def _time_in(descriptor: int) -> datetime | None:
    try:
        found = datetime.fromisoformat(os.pread(descriptor, 64, 0).decode())
    except ValueError:
        return None
    return found if found.tzinfo else None
