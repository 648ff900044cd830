"""Opening the file: by whom it is held, and what it may turn out to be."""

import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import duckdb
import pytest

from warehouse import (
    NotAWarehouse,
    WarehouseError,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseNewer,
    load_batch,
    run_query,
)
from warehouse.connection import reading, writing
from warehouse.migrating import latest_version, schema_version

Opener = Callable[..., AbstractContextManager[duckdb.DuckDBPyConnection]]

HOLD = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read") as connection:
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_by_another_process(path: Path, how: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process has the file open for writing or reading until it reads a line."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            yield holder
        finally:
            holder.kill()


@pytest.fixture(autouse=True)
def migrated() -> None:
    """New warehouses are made here as they are made for users."""


@pytest.fixture
def made(path: Path) -> Path:
    with writing(path):
        pass
    return path


def test_a_missing_warehouse_is_made_for_writing_only(path: Path) -> None:
    with pytest.raises(WarehouseMissing, match="no such warehouse"), reading(path):
        pass
    assert not path.exists()
    with writing(path) as connection:
        assert schema_version(connection) == latest_version()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_no_folder_to_make_it_in(tmp_path: Path) -> None:
    with pytest.raises(WarehouseMissing, match="no folder"), writing(tmp_path / "no" / "w.duckdb"):
        pass


def test_names_with_a_meaning_to_duckdb_are_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "sqlite:w"):
        with writing(Path(name)):
            pass
    assert {file.name for file in tmp_path.iterdir()} == {":memory:", "sqlite:w"}


@pytest.mark.parametrize("opener", [reading, writing])
@pytest.mark.parametrize("content", [b"", b"hello\n", bytes(20_000), b"\x00" * 8 + b"DUCK" + bytes(9000)])
def test_a_file_that_is_no_database(path: Path, content: bytes, opener: Opener) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAWarehouse) as caught, opener(path):
        pass
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


def test_a_database_of_another_engine_or_a_folder(path: Path, tmp_path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE documents (a)")
    other.close()
    for opener in (reading, writing):
        with pytest.raises(NotAWarehouse), opener(path):
            pass
        with pytest.raises(NotAWarehouse), opener(tmp_path):
            pass


def test_a_truncated_warehouse(made: Path) -> None:
    content = made.read_bytes()
    made.write_bytes(content[: len(content) // 2])
    with pytest.raises(NotAWarehouse, match="no readable DuckDB database"), reading(made):
        pass


def test_a_foreign_duckdb_database_is_left_as_it_is(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE documents AS SELECT 1 AS a")
    before = path.read_bytes()
    for opener in (reading, writing):
        with pytest.raises(NotAWarehouse, match="no warehouse of thidua"), opener(path):
            pass
    assert path.read_bytes() == before


def test_an_empty_duckdb_database_becomes_a_warehouse(path: Path) -> None:
    duckdb.connect(str(path)).close()
    with pytest.raises(NotAWarehouse, match="no warehouse yet"), reading(path):
        pass
    with writing(path):
        pass
    with reading(path) as connection:
        assert schema_version(connection) == latest_version()


def test_a_file_of_a_newer_duckdb(made: Path) -> None:
    content = bytearray(made.read_bytes())
    struct.pack_into("<Q", content, 12, 9999)  # the storage version, after the checksum and the word DUCK
    made.write_bytes(content)
    with pytest.raises(duckdb.IOException) as caught:
        duckdb.connect(str(made))
    expected = re.search(r"computed checksum (\d+)", str(caught.value))
    assert expected is not None
    struct.pack_into("<Q", content, 0, int(expected[1]))
    made.write_bytes(content)
    with pytest.raises(WarehouseNewer, match="newer version of DuckDB"), reading(made):
        pass


@contextmanager
def as_nobody() -> Iterator[None]:
    """Nothing is forbidden to root: become somebody else, if that is who runs the tests."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_file_that_may_not_be_read(made: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # Those above pytest's own folders are closed to others.
        Path(folder).chmod(0o755)
        closed = Path(shutil.copy(made, folder))
        closed.chmod(0)
        with as_nobody(), pytest.raises(WarehouseError, match="Permission denied"), reading(closed):
            pass


def test_a_folder_that_may_not_be_written_to() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        closed = Path(folder) / "w.duckdb"
        with as_nobody(), pytest.raises(WarehouseError, match=f"^{closed}: .*Permission denied"), writing(closed):
            pass


@pytest.mark.parametrize(("how", "opener"), [("write", reading), ("write", writing), ("read", writing)])
def test_who_waited_too_long_is_told_who_holds_the_file(made: Path, how: str, opener: Opener) -> None:
    with held_by_another_process(made, how) as holder:
        with pytest.raises(WarehouseLocked) as caught, opener(made, 0.3):
            pass
        assert caught.value.pid == holder.pid
        assert str(caught.value).endswith(f"process {holder.pid} holds the warehouse; gave up after 0.3 s")


def test_a_reader_waits_until_the_loader_is_done(made: Path) -> None:
    with held_by_another_process(made, "write") as holder:
        assert holder.stdin is not None
        release = threading.Timer(0.3, lambda: (holder.stdin.write("\n"), holder.stdin.flush()))  # type: ignore[union-attr]
        release.start()
        assert list(run_query(made, "SELECT count(*) FROM documents", wait_seconds=30).rows()) == [(0,)]
        release.join()


def test_readers_share_the_file(made: Path) -> None:
    with held_by_another_process(made, "read"), reading(made, 0) as connection:
        assert schema_version(connection) == latest_version()


def test_the_file_is_free_between_batches(path: Path) -> None:
    for _ in range(2):
        load_batch(path, [], run_id="run", program_version="0")
        with held_by_another_process(path, "write"):
            pass


def test_a_writer_of_the_same_process_is_waited_for_too(made: Path) -> None:
    with writing(made), pytest.raises(WarehouseLocked) as caught, reading(made, 0.1):
        pass
    assert caught.value.pid == os.getpid()


def test_two_loaders_may_make_the_file_at_once(path: Path) -> None:
    failures: list[WarehouseError] = []

    def make() -> None:
        try:
            with writing(path, 30):
                pass
        except WarehouseError as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [file.name for file in path.parent.iterdir()] == [path.name]
