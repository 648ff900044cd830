"""The embedded server's life; that it serves is shown in test_prefect_flow.py, that it may fail in test_launching.py."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.embedded_server import EmbeddedServer, ServerError
from tests.running import environment

PATIENCE = 60.0
PARENT = """
import sys, time
from flows.embedded_server import EmbeddedServer
with EmbeddedServer() as server:
    print(server._process.pid, flush=True)
    time.sleep(600)
"""


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_it_ends_with_a_parent_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env=environment({})) as parent:
        assert parent.stdout is not None
        server = int(parent.stdout.readline())
        assert is_running(server)
        parent.send_signal(signal.SIGKILL)
        assert parent.stdout.read() == b"", "the server holds the pipe"
    deadline = time.monotonic() + PATIENCE
    while is_running(server) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(server)


def test_it_is_gone_when_its_block_is_left() -> None:
    with EmbeddedServer() as server:
        assert server._process is not None
        pid = server._process.pid
        assert is_running(pid)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_patience_ends() -> None:
    with EmbeddedServer() as server, pytest.raises(ServerError, match="did not answer within 0 s"):
        server.wait_until_ready(0)
