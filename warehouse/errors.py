"""What can go wrong with a warehouse, by cause; every message is one line for the person at the terminal."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


class WarehouseError(Exception):
    """Any failure of the warehouse; the subclasses tell the causes that a caller treats differently."""


class NotAWarehouse(WarehouseError):
    """The file is no DuckDB database, or one without the tables of a warehouse."""


class WarehouseMissing(NotAWarehouse):
    """There is no such file, or no folder to make it in."""


class WarehouseNewer(WarehouseError):
    """The file was written by a newer version of this program, or of DuckDB."""


class WarehouseOutdated(WarehouseError):
    """The file's schema is older than this program's; opening it for writing brings it up to date."""


class WarehouseLocked(WarehouseError):
    """Another process held the file for longer than the caller wanted to wait.

    ``pid`` is that process where DuckDB names it, else None.
    """

    def __init__(self, message: str, pid: int | None) -> None:
        super().__init__(message)
        self.pid = pid


class LakeUnavailable(WarehouseError):
    """A lake cannot be reached: packages are missing, or PostgreSQL does not answer."""


class DiskFull(WarehouseError):
    """There was no room to write; the transaction was undone."""


class QueryError(WarehouseError):
    """The SQL is wrong, or wants to change something."""


class UnknownName(WarehouseError):
    """No document or fact goes by that name."""


class AmbiguousName(WarehouseError):
    """Several documents or facts go by that name."""


# The texts of strerror for ENOSPC, EFBIG and EDQUOT, as DuckDB passes them on.
_NO_ROOM = re.compile(r"No space left on device|File too large|Disk quota exceeded")


def is_disk_full(error: BaseException) -> bool:
    """Whether DuckDB or the system reports that there is no room to write."""
    return bool(_NO_ROOM.search(str(error)))


def one_line(error: BaseException) -> str:
    """DuckDB's message without its kind of error, the excerpt of the statement and the line breaks."""
    message = str(error).split("\n\nLINE ")[0]
    return " ".join(re.sub(r"^[A-Z][\w ]*?Error: ", "", message).split())


@contextmanager
def failures_named(path: object) -> Iterator[None]:
    """Turn DuckDB's and the system's errors in the block into `WarehouseError`.

    Raises:
        DiskFull: there was no room to write.
        WarehouseError: anything else that DuckDB or the system reports.
    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if is_disk_full(error):
            raise DiskFull(f"{path}: the disk is full: {one_line(error)}") from error
        raise WarehouseError(f"{path}: {one_line(error)}") from error
