"""Prefect's embedded server as a child process that ends with this one, however this one ends.

It is the application that Prefect itself starts for flows without an API ("ephemeral mode"). Started by us, it starts
at once, while Prefect is imported and the sources are listed here; this process need not import the server (half of
the time); whatever a bulk load does not need is switched off; and it neither outlives the command nor holds its
standard output, as Prefect's own may.
"""

import gc
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from types import TracebackType
from typing import IO, Self

START_SECONDS = 120.0
"""A first start, which makes the database, was seen to take 11 s on an idle machine, and 45 s on a busy one."""

_STOP_SECONDS = 5.0
_POLL_SECONDS = 0.05

_SETTINGS = {
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "0",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # What is left of the services writes the task runs and events that run pages show.
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_EVENTS_STREAM_OUT_ENABLED": "false",
    "PREFECT_SERVER_LOGS_STREAM_OUT_ENABLED": "false",
}
# What deployments with schedules need beside, and the pages of their runs.
_SCHEDULING = {
    "PREFECT__SERVER_EPHEMERAL": "",  # An ephemeral server starts no runs and has no pages.
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "true",
    "PREFECT_UI_ENABLED": "1",
}


class ServerError(RuntimeError):
    """The embedded server cannot be used; the message is one line."""


class EmbeddedServer:
    """The server as a context: started on entering, gone after leaving."""

    def __init__(self, *, scheduling: bool = False) -> None:
        self._settings = _SETTINGS | (_SCHEDULING if scheduling else {})
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  Closed on leaving.
        self.address = ""
        """Of the API; known from the start, to be used when the server is ready."""
        self.start_seconds: float | None = None
        """From the start until it was found ready."""

    # ``scheduling``: whether it starts the runs of deployments when they are due, which a bulk load has no use for.

    def __enter__(self) -> Self:
        """Start it without waiting for it."""
        # Bound here, so that no one else can take the port, and listened on by the server.
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
            listener.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            self._started = time.monotonic()
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(listener.fileno())],
                stdin=subprocess.PIPE,  # Never written to: its end tells the server that we are gone.
                stdout=self._log,
                stderr=self._log,
                pass_fds=[listener.fileno()],
                env={**os.environ, **self._settings},
                start_new_session=True,  # A Ctrl-C is ours to handle: the flow has yet to tell how it ended.
            )
        return self

    @property
    def process_id(self) -> int | None:
        """Of the server, while it was entered."""
        return self._process.pid if self._process else None

    def wait_until_ready(self, timeout: float = START_SECONDS) -> None:
        """Wait until it answers.

        Raises:
            ServerError: it ended, or does not answer within ``timeout`` seconds.
        """
        assert self._process is not None, "not entered"
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        while True:
            left = self._started + timeout - time.monotonic()
            if self._process.poll() is not None:
                raise ServerError(f"Prefect's embedded server ended at its start: {self._last_words()}")
            if left <= 0:
                raise ServerError(f"Prefect's embedded server did not answer within {timeout:g} s")
            try:
                with opener.open(f"{self.address}/health", timeout=left):
                    self.start_seconds = time.monotonic() - self._started
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(_POLL_SECONDS)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._log.close()

    def _last_words(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


def serve(listener: socket.socket) -> None:
    """Serve Prefect's API on a bound socket until standard input ends or a signal comes."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Nearly all that the imports make stays for ever: looking for garbage in it took a quarter of the start.
    gc.disable()
    import uvicorn
    from prefect.server.api.server import create_app

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            gc.freeze()
            gc.enable()

    Server(uvicorn.Config(create_app(), log_level="error", lifespan="on")).run([listener])


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_STOP_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
