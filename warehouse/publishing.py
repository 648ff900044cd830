"""Copies of the warehouse file that appear complete or not at all."""

import os
import shutil
from pathlib import Path

from warehouse.connection import WAIT_SECONDS, reading, writing
from warehouse.errors import NotAWarehouse, failures_named
from warehouse.files import replacing

_MAGIC_AT, _MAGIC = 8, b"DUCK"


def publish(path: Path, target: Path, *, wait_seconds: float = WAIT_SECONDS) -> int:
    """Put a read-only copy of the warehouse in the place of ``target``; its size in bytes.

    Who has an earlier copy open keeps reading that one; no load ever waits for a reader of a copy.

    Raises:
        NotAWarehouse: there is no warehouse, or the target is the warehouse itself or no DuckDB file.
        WarehouseError: the copy cannot be made (see `warehouse.connection.reading`); an earlier one is as it was.
    """
    return _copy(path, target, 0o444, wait_seconds)


def backup(path: Path, target: Path, *, wait_seconds: float = WAIT_SECONDS) -> int:
    """As `publish`, but the copy may be written to, as a warehouse is."""
    return _copy(path, target, 0o644, wait_seconds)


def _copy(path: Path, target: Path, mode: int, wait_seconds: float) -> int:
    with failures_named(target):
        if target.exists():
            if path.exists() and target.samefile(path):
                raise NotAWarehouse(f"{target}: is the warehouse itself")
            if not _is_duckdb(target):
                raise NotAWarehouse(f"{target}: no DuckDB file; it is not overwritten")
    log = path.with_name(f"{path.name}.wal")
    while True:
        if path.exists() and log.exists():
            # A loader was killed: what it committed last is beside the file until somebody opens it for writing.
            with writing(path, wait_seconds) as connection:
                connection.execute("CHECKPOINT")
        # While it is open for reading nobody can write.
        with reading(path, wait_seconds):
            if log.exists():
                continue
            with failures_named(target), replacing(target) as draft:
                shutil.copyfile(path, draft)
                draft.chmod(mode)
                with draft.open("rb") as copied:
                    os.fsync(copied.fileno())
                return draft.stat().st_size


def _is_duckdb(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(_MAGIC_AT + len(_MAGIC))[_MAGIC_AT:] == _MAGIC
