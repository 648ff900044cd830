"""``thidua load``: the bulk load."""

import argparse
from dataclasses import asdict
from pathlib import Path

from flows import log_lines
from thidua.options import (
    PATH_HELP,
    add_allow_private,
    add_prefect,
    add_warehouse,
    add_workers,
    chosen_workers,
    only_file,
    wait_seconds,
)
from thidua.status import Status
from thidua.terminal import printable, progress_bar, say, say_rejects

_EPILOG = """\
examples:
  thidua load reports/                                  into ./thidua.duckdb
  thidua load reports/ more/a.txt --warehouse w.duckdb
  thidua load archive.zip https://example.org/bao-cao.pdf
  thidua load reports/ --prefect                        as a Prefect flow, with a page for the run
  thidua load /mnt/reports --dask tcp://10.0.0.5:8786   on the workers of a Dask cluster (docs/scale.md)
  thidua load s3://bucket/reports                       from storage that fsspec knows, with the package for it
  thidua load reports/ --retry-rejects                  once more what could not be read
  thidua load reports/ --keep-originals originals/      with a copy of each file, by its SHA-256
  thidua load reports/ --warehouse 'ducklake:postgres:dbname=thidua host=db' --data-path /srv/lake
                                                        into a lake, which several machines may do at once (docs/lake.md)
  thidua load reports/ --publish bi.duckdb              and leave a read-only copy for tools that keep a file open

Only what is new is read: running it again on the same files changes nothing. It may be interrupted at any time; the
next load goes on from there. What cannot be read is named on standard error and kept in the table rejects; it is tried
again when the file, its reader or the installed tools have changed. While any of the given inputs is a reject, the exit
status is 3.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "load",
        help="load documents and their facts into a warehouse",
        description="Read documents, extract their facts and load both into a warehouse, which is made if need be.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", help=PATH_HELP)
    add_warehouse(parser)
    parser.add_argument(
        "--data-path",
        metavar="DIR",
        type=Path,
        help="of a lake that is to be made: the folder of its Parquet files, which all its machines see under this path",
    )
    add_workers(parser)
    add_allow_private(parser)
    add_prefect(parser)
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="have documents read and extracted by the workers of the Dask cluster with this scheduler "
        "(tcp://HOST:PORT); they have to reach PATH and the folder of shards",
    )
    parser.add_argument(
        "--shards",
        metavar="DIR",
        help="with --dask: the folder or storage address where its workers leave what they have as Parquet files until it "
        "is loaded (default: beside the warehouse)",
    )
    parser.add_argument(
        "--publish",
        metavar="FILE",
        type=Path,
        help="afterwards put a read-only copy of the warehouse here, in one step; whoever has the copy before it open "
        "goes on reading that",
    )
    parser.add_argument(
        "--keep-originals",
        metavar="DIR",
        type=Path,
        help="keep the bytes of what is loaded in this folder, by their SHA-256 (DIR/3f/3f2a9c…); what is in the "
        "warehouse already is not read again for it",
    )
    parser.add_argument("--retry-rejects", action="store_true", help="try all rejects of earlier runs again")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Load, and print what was done."""
    import os

    if arguments.shards and not arguments.dask:
        from thidua.failures import UsageError

        raise UsageError("--shards goes with --dask")
    from flows.bulk_load import LoadRequest
    from flows.launching import launch_load
    from thidua import __version__
    from warehouse import place_called, publish

    warehouse = arguments.warehouse
    if arguments.data_path is not None:
        warehouse = place_called(str(warehouse), arguments.data_path)
    if arguments.publish is not None:
        only_file(warehouse, "published")  # Now, not when all is loaded.
    request = LoadRequest(
        paths=tuple(arguments.paths),
        warehouse=warehouse,
        program_version=__version__,
        workers=chosen_workers(arguments),
        retry_rejects=arguments.retry_rejects,
        allow_private=arguments.allow_private,
        keep_originals=arguments.keep_originals,
        wait_seconds=wait_seconds(),
        dask=arguments.dask,
        shards=arguments.shards,
    )
    notices: list[str] = []
    try:
        with progress_bar(request.paths) as progress:
            summary = launch_load(
                request,
                mode=arguments.mode,
                progress=progress,
                notice=notices.append,
                show_logs=bool(os.environ.get("THIDUA_DEBUG")),
            )
    except KeyboardInterrupt:
        say("interrupted: what is loaded stays, and the same command goes on from there")
        return Status.FAILED
    say_rejects(summary.rejects)
    say_rejects(summary.still_rejected, " (in an earlier run; --retry-rejects tries again)")
    counts = summary.counts
    rejected = len(summary.rejects) + len(summary.still_rejected)
    loaded = counts.documents_added + counts.documents_replaced
    print(
        f"{printable(str(request.warehouse))}: {loaded} documents loaded ({counts.documents_replaced} of them again), "
        f"{summary.unchanged} unchanged, {summary.skipped} files skipped, {rejected} rejected"
    )
    if summary.forgotten:
        print(f"forgotten documents left out: {summary.forgotten} (thidua forget --allow SHA256 lets one in again)")
    if loaded:
        families = ", ".join(f"{number} {family}" for family, number in summary.facts.items())
        print(f"facts: {sum(summary.facts.values())} ({families})")
    rate = f", {loaded / summary.seconds:.1f} documents/s" if loaded and summary.seconds else ""
    print(f"time: {summary.seconds:.1f} s{rate}")
    log_lines.write_event(
        "load",
        run_id=summary.run_id,
        seconds=round(summary.seconds, 3),
        **asdict(counts),
        unchanged=summary.unchanged,
        skipped=summary.skipped,
        rejected=rejected,
        facts=dict(summary.facts),
    )
    if arguments.publish is not None:
        size = publish(only_file(request.warehouse, "published"), arguments.publish, wait_seconds=request.wait_seconds)
        print(f"published: {printable(str(arguments.publish))} ({size / 1e6:.1f} MB)")
    for line in notices:
        say(line)
    return Status.REJECTS if rejected else Status.DONE
