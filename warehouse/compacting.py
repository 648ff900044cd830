"""Keeping a lake small and quick: each load leaves some files, and DuckLake deletes none by itself."""

from dataclasses import dataclass
from pathlib import Path

from warehouse.connection import WAIT_SECONDS, reading, writing
from warehouse.errors import failures_named
from warehouse.lake_connection import NAME
from warehouse.lakes import Lake
from warehouse.statements import statement

KEEP_DAYS = 1
"""For how long what is not current any more is kept, unless the caller says otherwise: longer than any query takes."""

# In this order: what is deleted in the first ones is history of the catalogue before its files can go.
_STEPS = ("lake_rewrite", "lake_merge", "lake_expire", "lake_clean", "lake_orphans")


@dataclass(frozen=True)
class Compacted:
    """The files of a lake and their bytes, before and after."""

    files_before: int
    bytes_before: int
    files_after: int
    bytes_after: int


def compact(lake: Lake, *, keep_days: int = KEEP_DAYS, wait_seconds: float = WAIT_SECONDS) -> Compacted:
    """Merge small files, take deleted rows out of the others, and delete files that are of no use any more.

    Those are the files of states of the lake older than ``keep_days``, which a query that began then may still read, and
    what writers that were killed left behind. The content stays as it is. Each step takes a turn of its own, so that
    loads go on in between.

    Raises:
        WarehouseError: the lake cannot be read or written; a step that was begun is undone.
    """
    with reading(lake, wait_seconds) as connection, failures_named(lake):
        ((folder,),) = connection.execute(statement("lake_data_path").format(lake=NAME)).fetchall()
    before = _files(Path(folder))
    for step in _STEPS:
        with writing(lake, wait_seconds) as connection, failures_named(lake):
            connection.execute(statement(step).format(lake=NAME, days=keep_days)).fetchall()
    return Compacted(*before, *_files(Path(folder)))


def _files(folder: Path) -> tuple[int, int]:
    sizes = [file.stat().st_size for file in folder.rglob("*.parquet")]
    return len(sizes), sum(sizes)
