"""Answering SQL without ever changing anything."""

import base64
import csv
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

import duckdb
import pyarrow as pa

from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import QueryError, one_line
from warehouse.files import replacing
from warehouse.lakes import Lake, Place

_READ_ONLY = "read-only"
_ASKING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


@dataclass(frozen=True)
class QueryResult:
    """The answer to a query, as an Arrow table; the warehouse is no longer held."""

    table: pa.Table

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names, in order; they may repeat."""
        return tuple(self.table.column_names)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as Python values: str, int, float, bool, Decimal, date, datetime, list, dict, None."""
        return rows_of_batches(self.table.to_batches())


def run_query(path: Place, sql: str, *, wait_seconds: float = WAIT_SECONDS) -> QueryResult:
    """Run one statement of SQL. It sees this warehouse alone, no other files, and cannot change it.

    Raises:
        QueryError: the SQL is wrong, more or less than one statement, or tries to write.
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    with reading(path, wait_seconds) as connection:
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1:
                raise QueryError(f"one SQL statement is needed, not {len(statements)}")
            # Where a file is not open for writing at all, a lake's folder is within reach of COPY and EXPORT.
            if isinstance(path, Lake) and statements[0].type not in _ASKING:
                raise QueryError("a query cannot change the warehouse, it is open for reading only")
            return QueryResult(connection.execute(statements[0]).to_arrow_table())
        except duckdb.PermissionException as error:
            raise QueryError(
                "a query cannot reach files, the network or extensions, only the warehouse; to write its result into a "
                "file use --output"
            ) from error
        except duckdb.Error as error:
            if _READ_ONLY in str(error):
                raise QueryError("a query cannot change the warehouse, it is open for reading only") from error
            raise QueryError(one_line(error)) from error


def rows_of_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    """The rows of record batches as Python values; columns of times that Python does not have come as text."""
    for batch in batches:
        # Column by column, since names may repeat.
        yield from zip(*map(_values, batch.columns), strict=True)


def _values(column: "pa.Array[Any]") -> list[Any]:
    try:
        return column.to_pylist(maps_as_pydicts="lossy")
    except (ValueError, OverflowError):  # nanoseconds, years beyond 9999
        return column.cast(pa.string()).to_pylist()


def cell_text(value: object) -> str:
    """A value as text for a cell of a table or CSV: dates as ISO 8601, lists and structs as JSON, null as nothing."""
    plain = plain_value(value)
    if plain is None:
        return ""
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def plain_value(value: object) -> Any:
    """A value as JSON has it: times as ISO 8601, intervals in seconds, bytes in base64, no NaN or infinity."""
    match value:
        case None | str() | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case Mapping():
            return {cell_text(key): plain_value(item) for key, item in value.items()}
        case list() | tuple():
            return [plain_value(item) for item in value]
        case _:
            return str(value)


def write_csv(result: QueryResult, stream: TextIO) -> None:
    """Write a header line and the rows as CSV (RFC 4180 quoting, lines end with ``\\n``); null is an empty cell.

    Raises:
        OSError: the stream cannot be written.
    """
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([cell_text(value) for value in row] for row in result.rows())


def write_json(result: QueryResult, stream: TextIO) -> None:
    """Write the rows as a JSON array of objects, one a line. Repeated column names are numbered (``a``, ``a_2``).

    Raises:
        OSError: the stream cannot be written.
    """
    names = _distinct(result.columns)
    separator = "[\n"
    for row in result.rows():
        item = dict(zip(names, map(plain_value, row), strict=True))
        stream.write(separator + json.dumps(item, ensure_ascii=False))
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_parquet(result: QueryResult, path: Path) -> None:
    """Write the rows as one Parquet file; a file of that name is replaced when the new one is complete.

    Raises:
        OSError: the file cannot be written.
    """
    from pyarrow import parquet

    with replacing(path) as draft:
        parquet.write_table(result.table.rename_columns(_distinct(result.columns)), draft)


def _distinct(names: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    distinct = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name}_{number}"
        taken.add(candidate)
        distinct.append(candidate)
    return distinct
