"""Every table and view as files for other programs."""

import csv
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa

from warehouse.connection import WAIT_SECONDS, reading
from warehouse.datapackage import FILE_NAME, Relation, relations_of, write_datapackage
from warehouse.errors import failures_named
from warehouse.lakes import Place
from warehouse.queries import cell_text, rows_of_batches
from warehouse.workbook import Sheet, write_workbook

ExportFormat = Literal["csv", "parquet", "xlsx"]

WORKBOOK = "thidua.xlsx"
PARTITIONED_BY = "year"
"""The column whose values become folders."""

_BATCH_ROWS = 10_000
# A cell that begins so is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EXCEL_CELL_CHARACTERS = 32_767  # the most that a cell of Excel holds; it spills what is beyond into further rows


def export(
    path: Place,
    directory: Path,
    file_format: ExportFormat,
    *,
    excel: bool = False,
    partitioned: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> list[Path]:
    """Write every table and view of the warehouse, and ``datapackage.json`` that describes them; the files written.

    Left out are the index of the search, what is only proposed, and the view ``candidates``, which ``people`` and
    ``listed_candidates`` tell in fewer rows. Tables and views become ``NAME.csv`` or ``NAME.parquet``; the views alone sheets
    of the workbook ``thidua.xlsx``. The folder is made if need be. Files of an earlier export are replaced, all at the end, so
    that a failure leaves them as they were; no other file is touched. CSV is UTF-8 with a header line and ISO dates, null is
    empty, lists are JSON.
    With ``excel`` it is what Excel opens with Vietnamese intact: a byte order mark, lines ending in CR LF, an apostrophe
    before text that would be taken for a formula, texts cut to what a cell holds. With ``partitioned``, what has a year
    becomes a folder of Parquet files, ``NAME/year=2024/part-0.parquet``, as DuckDB, Arrow and Spark read them.

    Raises:
        WarehouseError: the warehouse cannot be read or the files cannot be written; DiskFull when there is no room.
    """
    with reading(path, wait_seconds) as connection, failures_named(directory), _drafts(directory) as drafts:
        relations = relations_of(connection)
        if file_format == "xlsx":
            relations = [relation for relation in relations if relation.is_view]
            write_workbook(drafts / WORKBOOK, _sheets(connection, relations))
            files: dict[str, list[str]] = {relation.name: [WORKBOOK] for relation in relations}
        else:
            files = {
                relation.name: _write_relation(connection, relation, drafts, file_format, excel, partitioned)
                for relation in relations
            }
        write_datapackage(drafts / FILE_NAME, relations, files, file_format)
        _move(drafts, directory, files, file_format)
    return [
        directory / name for name in (*dict.fromkeys(name for names in files.values() for name in names), FILE_NAME)
    ]


def _sheets(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation]) -> Iterator[Sheet]:
    for relation in relations:
        with connection.execute(f"SELECT * FROM {relation.name}").to_arrow_reader(_BATCH_ROWS) as reader:
            yield Sheet(
                relation.name,
                relation.meaning,
                [(column.name, column.meaning) for column in relation.columns],
                rows_of_batches(reader),
            )


def _write_relation(
    connection: duckdb.DuckDBPyConnection,
    relation: Relation,
    folder: Path,
    file_format: ExportFormat,
    excel: bool,
    partitioned: bool,
) -> list[str]:
    """Write a table or view; the names of its files, as they are within the folder."""
    in_parts = partitioned and any(column.name == PARTITIONED_BY for column in relation.columns)
    with connection.execute(f"SELECT * FROM {relation.name}").to_arrow_reader(_BATCH_ROWS) as reader:
        if in_parts:
            return _write_partitioned(reader, folder / relation.name)
        file = folder / f"{relation.name}.{file_format}"
        if file_format == "parquet":
            _write_parquet(reader, file)
        else:
            _write_csv(reader, file, excel=excel)
    return [file.name]


def _move(drafts: Path, directory: Path, files: Mapping[str, Sequence[str]], file_format: ExportFormat) -> None:
    """Put the drafts into their places, and away what an earlier export left of the same tables in another layout."""
    before = drafts / ".before"
    before.mkdir()
    for name in files if file_format == "parquet" else ():
        for old in (directory / name, directory / f"{name}.parquet"):
            if _is_ours(old):
                old.replace(before / old.name)
    for draft in [each for each in drafts.iterdir() if each != before]:
        draft.replace(directory / draft.name)


def _is_ours(path: Path) -> bool:
    """Whether it is a file, or a folder of nothing but parts of an earlier export."""
    if not path.is_dir():
        return path.exists()
    return all(each.name.startswith(f"{PARTITIONED_BY}=") for each in path.iterdir())


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


def _write_partitioned(reader: pa.RecordBatchReader, folder: Path) -> list[str]:
    from pyarrow import dataset

    written: list[str] = []

    def note(file: Any) -> None:
        written.append(Path(file.path).relative_to(folder.parent).as_posix())

    folder.mkdir()
    dataset.write_dataset(
        reader,
        folder,
        format="parquet",
        partitioning=[PARTITIONED_BY],
        partitioning_flavor="hive",
        basename_template="part-{i}.parquet",
        file_visitor=note,
    )
    return sorted(written)


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
