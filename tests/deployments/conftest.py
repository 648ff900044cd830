"""A Prefect server of its own command, on the loopback interface, with a home that is thrown away."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.running import environment

PATIENCE = 240.0  # seconds; the server makes its database first, and a run is due each minute
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Server:
    """A server, and the settings of whoever uses it."""

    address: str
    settings: dict[str, str]

    def filtered(self, what: str, **filters: Any) -> list[dict[str, Any]]:
        """What the API knows of ``flow_runs``, ``deployments`` or another kind."""
        request = urllib.request.Request(  # noqa: S310  Of a server of our own.
            f"{self.address}/{what}/filter", json.dumps(filters).encode(), {"Content-Type": "application/json"}
        )
        with _OPENER.open(request, timeout=60) as answer:
            found: list[dict[str, Any]] = json.load(answer)
        return found

    def prefect(self, *arguments: str, cwd: Path) -> str:
        """Run Prefect's own command; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
            cwd=cwd,
            env=environment(self.settings),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def running(self, *arguments: str, cwd: Path, log: Path) -> Iterator[None]:
        """Run Prefect's own command beside the test."""
        with log.open("wb") as file, started(arguments, self.settings, cwd, file):
            yield


@contextmanager
def started(arguments: tuple[str, ...], settings: dict[str, str], cwd: Path, log: Any) -> Iterator[None]:
    """A process with all that it starts, ended on leaving."""
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", *arguments],
        cwd=cwd,
        env=environment(settings),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, prefect_database: Path) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}/api"
    home = {
        "PREFECT_HOME": str(shutil.copytree(prefect_database, folder / "home")),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_UI_ENABLED": "0",
    }
    with (
        (folder / "log").open("wb") as log,
        started(("server", "start", "--host", "127.0.0.1", "--port", str(port)), home, folder, log),
    ):
        until(lambda: _answers(address))
        yield Server(address, {**home, "PREFECT_API_URL": address})


def until(is_so: Callable[[], Any]) -> Any:
    """Wait until something is so, and give it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := is_so()) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert found
    return found


def _answers(address: str) -> bool:
    try:
        with _OPENER.open(f"{address}/health", timeout=10):
            return True
    except (urllib.error.URLError, OSError):
        return False
