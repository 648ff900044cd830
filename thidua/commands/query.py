"""``thidua query``: SQL over the warehouse."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from thidua.options import add_warehouse, wait_seconds
from thidua.status import Status
from thidua.terminal import print_table

if TYPE_CHECKING:
    from warehouse import QueryResult

_EPILOG = """\
examples:
  thidua query "SELECT cluster, unit, year, evidence FROM next_heads WHERE role = 'head'"
  thidua query "SELECT recipient, count(*) AS flags FROM awards_by_unit
                WHERE award = 'emulation_flag' GROUP BY ALL ORDER BY flags DESC"
  thidua query "SELECT * FROM meeting_calendar" --format csv --output meetings.csv
  thidua query "SELECT table_name, comment FROM duckdb_tables()"     the schema explains itself

Views: next_heads, heads_by_year, awards_by_unit, member_units, meeting_calendar. The warehouse is opened for reading
only; a running load is waited for. Tables have the width of the terminal; in a pipe they are as wide as they need, or
as $COLUMNS says.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "query",
        help="ask the warehouse in SQL",
        description="Run one statement of read-only SQL (DuckDB's dialect) and write its answer.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sql", metavar="SQL", help="one statement")
    add_warehouse(parser)
    parser.add_argument(
        "--format", choices=("table", "csv", "json", "parquet"), default="table", help="default: %(default)s"
    )
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to a file and not to standard output")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Ask, and write the answer."""
    from thidua.failures import UsageError
    from warehouse import run_query, write_csv, write_json, write_parquet

    if arguments.format == "parquet" and arguments.output is None:
        raise UsageError("Parquet is no text: say where to with --output FILE")
    result = run_query(arguments.warehouse, arguments.sql, wait_seconds=wait_seconds())
    writers: dict[str, Callable[[QueryResult, TextIO], None]] = {
        "table": _write_table,
        "csv": write_csv,
        "json": write_json,
    }
    if arguments.output is None:
        writers[arguments.format](result, sys.stdout)
    elif arguments.format == "parquet":
        write_parquet(result, arguments.output)
    else:
        _write_file(result, arguments.output, writers[arguments.format])
    return Status.DONE


def _write_file(result: "QueryResult", path: Path, write: Callable[["QueryResult", TextIO], None]) -> None:
    """Write a file that appears when it is complete."""
    import uuid

    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            write(result, stream)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write_table(result: "QueryResult", stream: TextIO) -> None:
    from warehouse import cell_text

    print_table(result.columns, ([cell_text(value) for value in row] for row in result.rows()), stream)
