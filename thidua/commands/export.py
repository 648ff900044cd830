"""``thidua export``: every table and view as files."""

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
  thidua export out/ --format xlsx               one workbook with a sheet for each view
  thidua export out/ --format parquet --partitioned
                                                 what has a year in folders: awards/year=2024/part-0.parquet

Beside them is datapackage.json, which tells what every table, view and column means (Frictionless Data Package).
Files of an earlier export are replaced when the new ones are complete; other files in DIR are left alone.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export",
        help="every table and view as Parquet, CSV or an Excel workbook",
        description="Write every table and view of the warehouse as a file of its own, or the views as sheets of a workbook.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("directory", metavar="DIR", type=Path, help="the folder to write to, made if need be")
    add_warehouse(parser)
    parser.add_argument("--format", choices=("parquet", "csv", "xlsx"), help="needed, unless --excel says it")
    parser.add_argument("--excel", action="store_true", help="CSV with a byte order mark, safe to open in Excel")
    parser.add_argument("--partitioned", action="store_true", help="Parquet with a folder for each year")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Export, and say what was written."""
    from thidua.failures import UsageError
    from warehouse import ExportFormat, export

    if arguments.excel and arguments.format not in (None, "csv"):
        raise UsageError(f"--excel writes CSV, not {arguments.format}")
    file_format: ExportFormat | None = "csv" if arguments.excel else arguments.format
    if file_format is None:
        raise UsageError("in which format? --format parquet, --format csv, --format xlsx, or --excel")
    if arguments.partitioned and file_format != "parquet":
        raise UsageError("--partitioned is for --format parquet")
    written = export(
        arguments.warehouse,
        arguments.directory,
        file_format,
        excel=arguments.excel,
        partitioned=arguments.partitioned,
        wait_seconds=wait_seconds(),
    )
    print(f"{len(written)} files written to {printable(str(arguments.directory))}")
    return Status.DONE
