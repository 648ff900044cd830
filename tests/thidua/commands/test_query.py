"""``thidua query``."""

import csv
import io
import json
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.running import Thidua

SQL = "SELECT doc_id, length(text) > 100 AS long FROM documents ORDER BY doc_id"


def test_table(loaded: Path, thidua: Thidua) -> None:
    ran = thidua("query", SQL, "--warehouse", loaded)
    assert (ran.status, ran.err) == (0, "")
    rows = [line.split() for line in ran.out.splitlines() if line.strip()]
    assert rows[0] == ["doc_id", "long"]
    assert rows[-1] == ["cum-3", "true"]


def test_csv_has_a_header(loaded: Path, thidua: Thidua) -> None:
    rows = list(csv.reader(io.StringIO(thidua("query", SQL, "--warehouse", loaded, "--format", "csv").out)))
    assert rows == [["doc_id", "long"], ["cum-1", "true"], ["cum-2", "true"], ["cum-3", "true"]]


def test_json(loaded: Path, thidua: Thidua) -> None:
    rows = json.loads(thidua("query", SQL, "--warehouse", loaded, "--format", "json").out)
    assert rows[0] == {"doc_id": "cum-1", "long": True}


@pytest.mark.parametrize("name", ["table", "csv", "json", "parquet"])
def test_output_into_a_file(loaded: Path, thidua: Thidua, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    target.write_text("earlier")
    ran = thidua("query", SQL, "--warehouse", loaded, "--format", name, "--output", target)
    assert (ran.status, ran.out) == (0, "")
    if name == "parquet":
        assert parquet.read_table(target).to_pydict()["doc_id"] == ["cum-1", "cum-2", "cum-3"]
    else:
        assert "cum-3" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if "draft" in path.name] == []


def test_output_that_cannot_be_written(loaded: Path, thidua: Thidua, tmp_path: Path) -> None:
    ran = thidua("query", SQL, "--warehouse", loaded, "--format", "csv", "--output", tmp_path / "none" / "out.csv")
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    "sql", ["SELEC 1", "DELETE FROM documents", "SELECT 1; SELECT 2", "FROM read_text('/etc/passwd')"]
)
def test_wrong_sql_is_wrong_usage(loaded: Path, thidua: Thidua, sql: str) -> None:
    ran = thidua("query", sql, "--warehouse", loaded)
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1


def test_views_answer(loaded: Path, thidua: Thidua) -> None:
    for view in ("next_heads", "heads_by_year", "awards_by_unit", "member_units", "meeting_calendar"):
        assert thidua("query", f"SELECT * FROM {view}", "--warehouse", loaded).status == 0
