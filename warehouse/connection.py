"""Opening the warehouse: a file or a lake.

DuckDB lets one process write a file, or several read it, never both. So everybody here opens the file for as short as
possible, and who finds it taken waits and tries again. A lake can be read at any time; who writes has the turn.
"""

import os
import random
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

import duckdb

from warehouse import lake_connection
from warehouse.errors import (
    DiskFull,
    NotAWarehouse,
    WarehouseError,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseNewer,
    WarehouseOutdated,
    failures_named,
    is_disk_full,
    one_line,
)
from warehouse.lake_sessions import turn
from warehouse.lakes import Lake, Place
from warehouse.migrating import latest_version, migrate, schema_version
from warehouse.statements import quoted

WAIT_SECONDS = 30.0
"""How long to wait for a file that another process holds, unless the caller says otherwise."""

RETRY_SECONDS = 0.2
"""Who waits for a file tries again after so long at the latest."""

_CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
_EXTERNAL_ACCESS = "enable_external_access"
"""Off, so that SQL reaches this file alone: no other files, no network, no variables of the program."""

_NAME = "warehouse"
"""What the file is called within a connection that writes."""
_ROWS_IN_A_GROUP = 16_384
"""DuckDB writes the last, unfilled group of rows of every table anew with each commit: of 122,880 rows, as it makes them
otherwise, that would be most of what a load writes."""

_LOCKED = re.compile(r"Could not set lock on file|being used by another process")
# A process opens a file once, to read or to write.
_TAKEN_BY_THIS_PROCESS = re.compile(
    r"different configuration than existing connections|database file \S.* is already attached by database"
)
_PID = re.compile(r"PID (\d+)")
_MADE_BY_NEWER_DUCKDB = "Trying to read a database file with version number"
_REFUSED_BY_SYSTEM = re.compile(r"Permission denied|Read-only file system|Too many open files")


@contextmanager
def reading(path: Place, wait_seconds: float = WAIT_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection; the loader of a file waits while it is open.

    Raises:
        WarehouseMissing: there is no such file or lake.
        NotAWarehouse: the file is something else.
        WarehouseLocked: another process held it for ``wait_seconds``.
        WarehouseNewer, WarehouseOutdated: its schema is not this program's.
        LakeUnavailable: the lake cannot be reached.
        WarehouseError: the system refused it.
    """
    with _opened(path, read_only=True, wait_seconds=wait_seconds) as connection:
        version = schema_version(connection)
        _refuse_others(path, version)
        if version == 0 and isinstance(path, Lake):
            raise WarehouseMissing(f"{path}: a lake without tables; the next load makes them")
        if version == 0:
            raise NotAWarehouse(f"{path}: an empty database, no warehouse yet; load something into it first")
        if version is not None and version < latest_version():
            raise WarehouseOutdated(
                f"{path}: made by an earlier version of thidua (schema {version}, here {latest_version()}); "
                "the next load brings it up to date"
            )
        yield connection


@contextmanager
def writing(path: Place, wait_seconds: float = WAIT_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write; everybody else who wants to write waits while it is open, and of a file all others.

    A warehouse that does not exist is made, one with an older schema is brought up to date.

    Raises:
        WarehouseMissing: there is no folder to make the file in, or nothing says where the data of a lake shall be.
        NotAWarehouse: the file is something else.
        WarehouseLocked: other processes held it for ``wait_seconds``.
        WarehouseNewer: its schema is newer than this program's.
        DiskFull: no room to make it.
        LakeUnavailable: the lake cannot be reached.
        WarehouseError: the system refused it.
    """
    if isinstance(path, Path) and not path.exists():
        _make(path)
    # The turn comes last: what is slow about opening a lake keeps nobody waiting.
    with _opened(path, read_only=False, wait_seconds=wait_seconds) as connection, _turn(path, wait_seconds):
        _refuse_others(path, schema_version(connection))
        with failures_named(path):
            migrate(connection)
            _refill(connection)
        yield connection


def _refill(connection: duckdb.DuckDBPyConnection) -> None:
    # What refills, loads; and to load needs connections.
    from warehouse.refilling import refill

    refill(connection)


def is_made(path: Place) -> bool:
    """Whether there is a warehouse already.

    Raises:
        WarehouseError: a lake cannot be reached.
    """
    if isinstance(path, Path):
        return path.exists()
    try:
        with _opened(path, read_only=True, wait_seconds=0) as connection:
            return bool(schema_version(connection))
    except WarehouseMissing:
        return False


def _turn(path: Place, wait_seconds: float) -> AbstractContextManager[None]:
    return turn(path, wait_seconds) if isinstance(path, Lake) else nullcontext()


def _refuse_others(path: Place, version: int | None) -> None:
    if version is None:
        raise NotAWarehouse(f"{path}: a DuckDB database, but no warehouse of thidua")
    if version > latest_version():
        raise WarehouseNewer(
            f"{path}: made by a newer version of thidua (schema {version}, here {latest_version()}); upgrade thidua"
        )


def _make(path: Path) -> None:
    """Make an empty warehouse under another name and link it into place, so that nobody ever sees a half-made one."""
    if not path.parent.is_dir():
        raise WarehouseMissing(f"{path}: cannot be made, there is no folder {path.parent}")
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.draft")
    try:
        with failures_named(path):
            draft.touch(exist_ok=False)  # Where that is refused the system says why; DuckDB would only miss the file.
            draft.unlink()
            with _opened(draft, read_only=False, wait_seconds=0) as connection:
                migrate(connection)
                connection.execute("CHECKPOINT")
            _move_into_place(draft, path)
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}.wal")):
            with suppress(FileNotFoundError):
                leftover.unlink()


def _move_into_place(draft: Path, path: Path) -> None:
    """Give the draft its name unless another loader was first."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links; the window for a second loader is then small, not closed.
        if not path.exists():
            draft.rename(path)


@contextmanager
def _opened(path: Place, *, read_only: bool, wait_seconds: float) -> Iterator[duckdb.DuckDBPyConnection]:
    if isinstance(path, Lake):
        connection = _connect_lake(path, read_only=read_only, wait_seconds=wait_seconds)
    else:
        connection = _connect(path, read_only=read_only, wait_seconds=wait_seconds)
    try:
        yield connection
    finally:
        connection.close()


def _connect_lake(lake: Lake, *, read_only: bool, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    try:
        return lake_connection.connect(lake, read_only=read_only)
    except WarehouseMissing:
        if read_only:
            raise
    with turn(lake, wait_seconds):
        try:
            return lake_connection.connect(lake, read_only=False)  # Somebody else was quicker.
        except WarehouseMissing:
            return lake_connection.connect(lake, read_only=False, making=True)


def _connect(path: Path, *, read_only: bool, wait_seconds: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            return _connect_to_read(path) if read_only else _connect_to_write(path)
        except duckdb.Error as error:
            left = deadline - time.monotonic()
            if not _is_taken(error) or left <= 0:
                raise _cause(path, error, wait_seconds) from error
            # Jitter, so that several who wait do not try in step.
            time.sleep(min(left, random.uniform(0.02, RETRY_SECONDS)))


def _connect_to_read(path: Path) -> duckdb.DuckDBPyConnection:
    # An absolute path, since DuckDB gives names such as ":memory:" or "sqlite:x" meanings of their own.
    return duckdb.connect(str(path.absolute()), read_only=True, config=_CONFIGURATION | {_EXTERNAL_ACCESS: False})


def _connect_to_write(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection in which the file is the current database: only what is attached can have a size of its row groups."""
    connection = duckdb.connect(config=_CONFIGURATION)
    try:
        file = quoted(path.absolute())
        connection.execute(f"ATTACH {file} AS {_NAME} (TYPE duckdb, ROW_GROUP_SIZE {_ROWS_IN_A_GROUP})")
        connection.execute(f"USE {_NAME}")
        connection.execute(f"SET temp_directory = {quoted(path.with_name(f'{path.name}.tmp').absolute())}")
        connection.execute(f"SET {_EXTERNAL_ACCESS} = false")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_taken(error: duckdb.Error) -> bool:
    return bool(_LOCKED.search(str(error)) or _TAKEN_BY_THIS_PROCESS.search(str(error)))


def _cause(path: Path, error: duckdb.Error, wait_seconds: float) -> WarehouseError:
    message = str(error)
    if _is_taken(error):
        named = _PID.search(message)
        pid = int(named[1]) if named else os.getpid() if _TAKEN_BY_THIS_PROCESS.search(message) else None
        holder = f"process {pid}" if pid else "another process"
        return WarehouseLocked(f"{path}: {holder} holds the warehouse; gave up after {wait_seconds:g} s", pid)
    if not path.exists():
        return WarehouseMissing(f"{path}: there is no such warehouse; `thidua load` makes one")
    if is_disk_full(error):
        return DiskFull(f"{path}: the disk is full: {one_line(error)}")
    if _MADE_BY_NEWER_DUCKDB in message:
        return WarehouseNewer(f"{path}: written by a newer version of DuckDB than {duckdb.__version__}")
    if _REFUSED_BY_SYSTEM.search(message):
        return WarehouseError(f"{path}: {one_line(error)}")
    return NotAWarehouse(f"{path}: no readable DuckDB database: {one_line(error)}")
