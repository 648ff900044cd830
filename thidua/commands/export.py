"""``thidua export``: every table and view as a file."""

import argparse
from pathlib import Path

from thidua.options import add_warehouse, wait_seconds
from thidua.status import Status
from thidua.terminal import printable

_EPILOG = """\
examples:
  thidua export out/ --format parquet
  thidua export out/ --format csv --warehouse w.duckdb
  thidua export out/ --excel                     CSV that Excel opens with Vietnamese intact

Files of an earlier export are replaced when the new ones are complete; other files in DIR are left alone.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export",
        help="every table and view as Parquet or CSV",
        description="Write every table and view of the warehouse as a file of its own.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("directory", metavar="DIR", type=Path, help="the folder to write to, made if need be")
    add_warehouse(parser)
    parser.add_argument("--format", choices=("parquet", "csv"), help="needed, unless --excel says it")
    parser.add_argument("--excel", action="store_true", help="CSV with a byte order mark, safe to open in Excel")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Export, and say what was written."""
    from thidua.failures import UsageError
    from warehouse import ExportFormat, export

    if arguments.excel and arguments.format == "parquet":
        raise UsageError("--excel writes CSV, not Parquet")
    file_format: ExportFormat | None = "csv" if arguments.excel else arguments.format
    if file_format is None:
        raise UsageError("in which format? --format parquet, --format csv, or --excel")
    written = export(
        arguments.warehouse, arguments.directory, file_format, excel=arguments.excel, wait_seconds=wait_seconds()
    )
    print(f"{len(written)} files written to {printable(str(arguments.directory))}")
    return Status.DONE
