"""Every table and view as one file each."""

import csv
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pyarrow as pa

from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import failures_named
from warehouse.queries import cell_text, rows_of_batches
from warehouse.statements import statement

ExportFormat = Literal["csv", "parquet"]

_BATCH_ROWS = 10_000
# A cell that begins so is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EXCEL_CELL_CHARACTERS = 32_767  # the most that a cell of Excel holds; it spills what is beyond into further rows


def export(
    path: Path, directory: Path, file_format: ExportFormat, *, excel: bool = False, wait_seconds: float = WAIT_SECONDS
) -> list[Path]:
    """Write ``NAME.csv`` or ``NAME.parquet`` for every table and view of the warehouse; the files written.

    The folder is made if need be. Files of an earlier export are replaced, all at the end, so that a failure leaves
    them as they were; no other file is touched. CSV is UTF-8 with a header line and ISO dates, null is empty, lists
    are JSON. With ``excel`` it is what Excel opens with Vietnamese intact: a byte order mark, lines ending in CR LF, an
    apostrophe before text that would be taken for a formula, texts cut to what a cell holds.

    Raises:
        WarehouseError: the warehouse cannot be read or the files cannot be written; DiskFull when there is no room.
    """
    with reading(path, wait_seconds) as connection, failures_named(directory), _drafts(directory) as drafts:
        names = [name for (name,) in connection.execute(statement("relations")).fetchall()]
        for name in names:
            with connection.execute(f"SELECT * FROM {name}").to_arrow_reader(_BATCH_ROWS) as reader:
                if file_format == "parquet":
                    _write_parquet(reader, drafts / f"{name}.parquet")
                else:
                    _write_csv(reader, drafts / f"{name}.csv", excel=excel)
        written = [directory / f"{name}.{file_format}" for name in names]
        for target in written:
            (drafts / target.name).replace(target)
    return written


@contextmanager
def _drafts(directory: Path) -> Iterator[Path]:
    """A folder inside ``directory`` for unfinished files, gone when the block ends."""
    directory.mkdir(parents=True, exist_ok=True)
    drafts = directory / f".export-{uuid.uuid4().hex}"
    drafts.mkdir()
    try:
        yield drafts
    finally:
        shutil.rmtree(drafts, ignore_errors=True)


def _write_parquet(reader: pa.RecordBatchReader, path: Path) -> None:
    from pyarrow import parquet

    with parquet.ParquetWriter(path, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def _write_csv(reader: pa.RecordBatchReader, path: Path, *, excel: bool) -> None:
    encoding, line_end, text = ("utf-8-sig", "\r\n", _excel_text) if excel else ("utf-8", "\n", cell_text)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, lineterminator=line_end)
        writer.writerow(reader.schema.names)
        writer.writerows([text(value) for value in row] for row in rows_of_batches(reader))


def _excel_text(value: object) -> str:
    text = cell_text(value)
    if isinstance(value, str) and text.startswith(_FORMULA_STARTS):
        text = f"'{text}"
    return text if len(text) <= _EXCEL_CELL_CHARACTERS else f"{text[: _EXCEL_CELL_CHARACTERS - 1]}…"
