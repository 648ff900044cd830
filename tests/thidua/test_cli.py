"""The command line as a whole: help, usage errors, what an exception turns into."""

import errno
import re
import subprocess
import sys

import pytest

from corpus import MissingPathError, WorkerStartError
from evaluation import GoldError
from tests.running import Thidua, environment
from thidua import __version__
from thidua.cli import COMMANDS
from thidua.failures import UsageError, explain
from thidua.status import Status
from warehouse import (
    AmbiguousName,
    DiskFull,
    NotAWarehouse,
    QueryError,
    UnknownName,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseNewer,
)

NAMES = [module.__name__.rsplit(".", 1)[1] for module in COMMANDS]
HEAVY = {"duckdb", "numpy", "prefect", "pyarrow", "pydantic", "rich", "scipy", "spacy"}


def test_help_names_every_command(thidua: Thidua) -> None:
    ran = thidua("--help")
    assert ran.status == 0
    assert {"extract", "load", "query", "show", "export", "evaluate", "watch", "doctor"} <= {*NAMES}
    assert all(re.search(rf"^    {name}\s", ran.out, re.MULTILINE) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_has_examples(thidua: Thidua, name: str) -> None:
    ran = thidua(name, "--help")
    assert ran.status == 0
    assert f"  thidua {name}" in ran.out.partition("examples:")[2]


def test_version(thidua: Thidua) -> None:
    assert thidua("--version").out == f"thidua {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, thidua.cli; thidua.cli.parser().format_help(); print({HEAVY!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment({}))
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["load"],
        ["load", "x", "--workers", "-1"],
        ["load", "x", "--workers", "many"],
        ["load", "x", "--prefect", "--direct"],
        ["extract", "x", "--min-confidence", "1.5"],
        ["extract", "x", "--min-confidence", "nan"],
        ["query"],
        ["query", "SELECT 1", "--format", "xml"],
        ["export", "x"],
        ["export", "x", "--format", "parquet", "--excel"],
        ["query", "SELECT 1", "--format", "parquet"],
    ],
)
def test_wrong_usage(thidua: Thidua, arguments: list[str]) -> None:
    ran = thidua(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err.splitlines()[-1].startswith("thidua")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("x"), Status.WRONG_USAGE),
        (MissingPathError("x"), Status.WRONG_USAGE),
        (GoldError(__import__("pathlib").Path("x"), "y"), Status.WRONG_USAGE),
        (NotAWarehouse("x"), Status.WRONG_USAGE),
        (WarehouseMissing("x"), Status.WRONG_USAGE),
        (QueryError("x"), Status.WRONG_USAGE),
        (UnknownName("x"), Status.WRONG_USAGE),
        (AmbiguousName("x"), Status.WRONG_USAGE),
        (WarehouseLocked("x", 1), Status.FAILED),
        (WarehouseNewer("x"), Status.FAILED),
        (DiskFull("x"), Status.FAILED),
        (WorkerStartError("x"), Status.FAILED),
        (OSError(errno.ENOSPC, "No space left on device", "f"), Status.FAILED),
        (ValueError("x"), Status.FAILED),
    ],
)
def test_exit_status_of_failures(error: Exception, status: Status) -> None:
    assert explain(error)[1] == status


def test_a_message_is_one_line_that_cannot_steer_a_terminal() -> None:
    message, _ = explain(NotAWarehouse("a\x1b[2Jb\nc"))
    assert message == "a\ufffd[2Jb c"
    assert explain(OSError(errno.ENOSPC, "No space left on device", "f"))[0] == "f: the disk is full"


def test_an_unforeseen_failure_is_a_line_and_a_traceback_only_when_asked(
    thidua: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr("warehouse.run_query", fail)
    ran = thidua("query", "SELECT 1")
    assert (ran.status, ran.err) == (1, "thidua: ZeroDivisionError: odd (THIDUA_DEBUG=1 shows where)\n")
    monkeypatch.setenv("THIDUA_DEBUG", "1")
    assert "Traceback" in thidua("query", "SELECT 1").err


def test_waiting_time_must_be_a_number(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_WAIT_SECONDS", "long")
    ran = thidua("query", "SELECT 1")
    assert (ran.status, ran.err) == (2, "thidua: THIDUA_WAIT_SECONDS is no number of seconds: long\n")
