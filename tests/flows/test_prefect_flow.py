"""The real flow on Prefect's embedded server, started once for all tests here."""

import re
import shutil
import sqlite3
import subprocess
import sys
import uuid
from contextlib import closing
from pathlib import Path

import pytest

from flows.planning import FIRST_DOCUMENTS
from tests.running import GOOD, Ran, environment

DOCUMENTS = FIRST_DOCUMENTS + 5
"""So many that they make two batches."""


class Flow:
    """A load as a flow: what it printed, and what Prefect's database has of it."""

    def __init__(self, ran: Ran, warehouse_file: Path, home: Path) -> None:
        self.ran = ran
        self.warehouse_file = warehouse_file
        found = re.search(r"flow-run/([0-9a-f-]{36})", ran.err)
        self.run_id = found[1] if found else ""
        self._database = home / "prefect.db"

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self._database)) as connection:
            return connection.execute(sql, {"run": self.run_id, "hex": self.run_id.replace("-", "")}).fetchall()


@pytest.fixture(scope="module")
def mark() -> str:
    return uuid.uuid4().hex


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory, prefect_database: Path, mark: str) -> Flow:
    folder = tmp_path_factory.mktemp("flow")
    reports = folder / "reports"
    reports.mkdir()
    for n in range(DOCUMENTS):
        (reports / f"{n:04}.txt").write_text(GOOD.format(n=n), encoding="utf-8")
    (reports / "bad|`name`.txt").write_bytes(b"")
    home = shutil.copytree(prefect_database, folder / "prefect")
    done = subprocess.run(
        [sys.executable, "-m", "thidua", "load", "reports", "--warehouse", "w.duckdb", "--prefect"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=400,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment({"PREFECT_HOME": str(home), "PREFECT_API_URL": "", "THIDUA_TEST_MARK": mark}),
    )
    return Flow(Ran(done.returncode, done.stdout, done.stderr), folder / "w.duckdb", home)


def test_it_loads_as_it_does_without_prefect(flow: Flow) -> None:
    assert flow.ran.status == 3
    assert f"{DOCUMENTS} documents loaded" in flow.ran.out
    reject, page = flow.ran.err.splitlines()
    assert reject == "thidua: reject: reports/bad|`name`.txt: empty: the file has no bytes"
    assert page.startswith("thidua: run page: ")


def test_prefect_knows_the_run_its_tasks_and_its_summary(flow: Flow) -> None:
    assert flow.rows("SELECT state_type FROM flow_run WHERE id IN (:run, :hex)") == [("COMPLETED",)]
    tasks = flow.rows("SELECT name, state_type FROM task_run WHERE flow_run_id IN (:run, :hex)")
    names = sorted(str(name).rsplit("-", 1)[0] for name, _ in tasks)
    assert names == ["load_documents", "load_documents", "plan"]
    assert {state for _, state in tasks} == {"COMPLETED"}
    ((summary,),) = flow.rows("SELECT data FROM artifact WHERE flow_run_id IN (:run, :hex)")
    assert f"documents added | {DOCUMENTS}" in str(summary)
    assert "bad" in str(summary)


def test_no_process_outlives_the_command(flow: Flow, mark: str) -> None:
    left = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark.encode() in (entry / "environ").read_bytes():
                left.append((entry / "cmdline").read_bytes())
        except OSError:
            continue
    assert left == []
