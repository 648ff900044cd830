"""Copies that appear complete or not at all."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse import Item, NotAWarehouse, WarehouseMissing, backup, check, fingerprint, publish, run_query

Load = Callable[..., Any]
MakeItem = Callable[..., Item]
RunPython = Callable[..., Any]

# Commits a document and dies with what it committed still in the write-ahead log.
KILLED = """
import os, sys, duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("PRAGMA disable_checkpoint_on_shutdown")
connection.execute("UPDATE documents SET title = 'from the log'")
os._exit(9)
"""


@pytest.fixture
def loaded(path: Path, load: Load, rich_item: Item) -> Path:
    load(rich_item)
    return path


def test_a_published_copy_cannot_be_written_and_is_the_same(loaded: Path, tmp_path: Path) -> None:
    target = tmp_path / "bi.duckdb"
    assert publish(loaded, target) == target.stat().st_size
    assert stat.S_IMODE(target.stat().st_mode) == 0o444
    assert fingerprint(target) == fingerprint(loaded)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_who_has_a_copy_open_goes_on_reading_it(loaded: Path, tmp_path: Path, load: Load, make_item: MakeItem) -> None:
    target = tmp_path / "bi.duckdb"
    publish(loaded, target)
    with duckdb.connect(str(target), read_only=True) as reader:
        load(make_item("mới", "new.txt"))
        publish(loaded, target)
        assert reader.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]
        assert reader.execute("SELECT count(*) FROM next_heads").fetchall() == [(1,)]
    assert list(run_query(target, "SELECT count(*) FROM documents").rows()) == [(2,)]


def test_a_backup_is_a_warehouse(loaded: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.duckdb"
    backup(loaded, target)
    assert os.access(target, os.W_OK)
    assert check(target) == []


def test_what_a_killed_loader_committed_is_in_the_copy(loaded: Path, tmp_path: Path, run_python: RunPython) -> None:
    run_python(KILLED, str(loaded))
    assert loaded.with_name("w.duckdb.wal").exists()
    backup(loaded, tmp_path / "b.duckdb")
    assert list(run_query(tmp_path / "b.duckdb", "SELECT title FROM documents").rows()) == [("from the log",)]


def test_nothing_else_is_overwritten(loaded: Path, tmp_path: Path) -> None:
    other = tmp_path / "report.docx"
    other.write_text("mine")
    for target in (other, loaded, tmp_path):
        with pytest.raises(NotAWarehouse):
            publish(loaded, target)
    assert other.read_text() == "mine"
    with pytest.raises(WarehouseMissing):
        publish(tmp_path / "none.duckdb", tmp_path / "copy.duckdb")
    assert not (tmp_path / "none.duckdb").exists()
