"""Turns at a host."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.watching.clock import Clock
from flows.watching.pacing import wait_for_turn
from tests.flows.watching.conftest import Hands
from tests.running import environment

HELD = """
import fcntl, os, sys
descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
os.pwrite(descriptor, sys.argv[2].encode(), 0)
"""


def turns(folder: Path, hands: Hands, *hosts: str, delay: float = 2.0) -> list[float]:
    hands.slept.clear()
    for host in hosts:
        wait_for_turn(folder, host, delay, Clock(lambda: hands.now, hands.sleep))
    return hands.slept


def test_each_host_has_its_own(tmp_path: Path, hands: Hands) -> None:
    assert turns(tmp_path / "h", hands, "a.example", "b.example:80", "a.example") == [2.0]
    hands.turn(seconds=0.5)
    assert turns(tmp_path / "h", hands, "a.example", delay=3.0) == [2.5]
    hands.turn(seconds=3)
    assert turns(tmp_path / "h", hands, "a.example") == []
    assert turns(tmp_path / "none", hands, "a.example", "a.example", delay=0) == []
    assert not (tmp_path / "none").exists()


def test_a_time_that_is_none(tmp_path: Path, hands: Hands) -> None:
    for text in ("", "x", "2026-01-01"):
        (tmp_path / "a.example").write_text(text)
        assert turns(tmp_path, hands, "a.example") == []
    (tmp_path / "a.example").write_text((hands.now + timedelta(days=9)).isoformat())
    assert turns(tmp_path, hands, "a.example") == [2.0]


def test_another_process_has_its_turn_first(tmp_path: Path) -> None:
    asked_at = datetime(2026, 1, 1, tzinfo=UTC)
    slept: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-c", HELD, str(tmp_path / "a.example"), asked_at.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment({}),
    ) as other:
        assert other.stdout is not None and other.stdin is not None
        other.stdout.readline()
        other.stdin.close()  # It writes its time, and ends.
        wait_for_turn(tmp_path, "a.example", 2.0, Clock(lambda: asked_at + timedelta(seconds=0.5), slept.append))
    assert slept == [1.5]
