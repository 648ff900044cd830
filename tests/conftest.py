"""Running the command line, here or in a process of its own, over documents in a folder."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from flows.embedded_server import EmbeddedServer
from tests.running import Ran, Thidua, environment, write_reports
from thidua.cli import main
from warehouse import connection, lake_connection

_SETTINGS = (
    "THIDUA_WAREHOUSE",
    "THIDUA_DEBUG",
    "THIDUA_WAIT_SECONDS",
    "THIDUA_LOG_FORMAT",
    "PREFECT_API_URL",
    "PREFECT_PROFILE",
    "PREFECT_PROFILES_PATH",
    "COLUMNS",
)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs in its background so, and the processes that tests interrupt would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long one example takes depends on what is imported for the first time and on what else the machine does.
settings.register_profile("thidua", deadline=None)
settings.load_profile("thidua")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long is begun first."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where THIDUA_SKIP is ``never``, as in continuous integration, a test that is skipped has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("THIDUA_SKIP") == "never":
        report.outcome = "failed"
    return report


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No warehouse, Prefect API or debugging from the environment of whoever runs the tests."""
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect-home"))


@pytest.fixture(scope="session")
def prefect_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of Prefect with its database, which takes a server some seconds to make: once for all workers, to be copied."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    home = folder / "prefect"
    with (folder / "prefect.lock").open("w") as lock, pytest.MonkeyPatch.context() as patched:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            patched.setenv("PREFECT_HOME", str(home))
            with EmbeddedServer() as server:
                server.wait_until_ready()
    return home


@pytest.fixture
def prefect_home(prefect_database: Path, tmp_path: Path) -> Path:
    """What PREFECT_HOME names, with a database of its own."""
    return shutil.copytree(prefect_database, tmp_path / "prefect-home")


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """DuckDB with one thread in this process: others run tests on the other cores, and warehouses are small here."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (connection, lake_connection):
            patched.setitem(module._CONFIGURATION, "threads", 1)
        yield


@pytest.fixture(scope="session")
def _empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "w.duckdb"
    with connection.writing(path):
        return path


@pytest.fixture(autouse=True)
def migrated(monkeypatch: pytest.MonkeyPatch, _empty_warehouse: Path) -> None:
    """New warehouses are copies of one that the migrations made, which take longer than most tests."""
    make = connection._make

    def copy(path: Path) -> None:
        draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.draft")
        try:
            shutil.copyfile(_empty_warehouse, draft)
            connection._move_into_place(draft, path)
        except OSError:
            make(path)
        finally:
            draft.unlink(missing_ok=True)

    monkeypatch.setattr(connection, "_make", copy)


@pytest.fixture
def thidua(capsys: pytest.CaptureFixture[str]) -> Thidua:
    """Run a command in this process; usage errors too give their exit status."""

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


@pytest.fixture
def thidua_process() -> Thidua:
    """Run a command in a process of its own."""

    def run(*arguments: str | Path, timeout: float = 300, cwd: Path | None = None, **extra: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "thidua", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            env=environment(extra),
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three documents."""
    return write_reports(tmp_path / "reports")


@pytest.fixture
def warehouse_file(tmp_path: Path) -> Path:
    """Where a warehouse may be made."""
    return tmp_path / "w.duckdb"
