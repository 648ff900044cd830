"""``thidua watch``: scheduled ingestion of new publications."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.options import add_allow_private, add_warehouse, add_workers, chosen_workers, wait_seconds
from thidua.status import Status
from thidua.terminal import print_table, printable, say, say_rejects

if TYPE_CHECKING:
    from flows.watching.looking import WatchRequest
    from flows.watching.sources import Sources

_EPILOG = """\
examples:
  thidua watch --once                            look at each source of ./sources.toml once
  thidua watch                                   look at them when they are due, until it is stopped
  thidua watch --sources news.toml --warehouse w.duckdb

Only what is new or changed is fetched and loaded. A changed article takes the place of its earlier version, which stays
in the table document_versions; one that vanished from its site stays as it is. docs/operations.md says what can stand in
sources.toml.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "watch",
        help="load what is new in feeds, on sites and in folders, on a schedule",
        description="Look at feeds, sitemaps, pages that list articles, and folders, and load what is new there.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--once", action="store_true", help="look at each source now, without Prefect, and end")
    parser.add_argument(
        "--sources",
        metavar="FILE",
        type=Path,
        default=Path("sources.toml"),
        help="what is watched (default: sources.toml in this folder)",
    )
    add_warehouse(parser)
    add_workers(parser)
    add_allow_private(parser)
    parser.add_argument(
        "--publish",
        metavar="FILE",
        type=Path,
        help="after each look that changed something put a read-only copy of the warehouse here, in one step",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Watch, and print what each look gave."""
    from flows.watching.looking import WatchRequest
    from flows.watching.serving import serve_on_schedule
    from flows.watching.sources import read_sources
    from thidua import __version__

    read = read_sources(arguments.sources)
    request = WatchRequest(
        warehouse=arguments.warehouse,
        program_version=__version__,
        workers=chosen_workers(arguments),
        allow_private=arguments.allow_private,
        wait_seconds=wait_seconds(),
        publish=arguments.publish,
        alert_block=read.alerts.block,
    )
    if arguments.once:
        return _once(read, request)
    serve_on_schedule(read.sources, request, notice=say)
    return Status.DONE


def _once(read: "Sources", request: "WatchRequest") -> Status:
    import sys
    from datetime import UTC, datetime

    from flows.watching.alerting import alert_line, alerts_of
    from flows.watching.once import look_at_all, send_by_block

    status = Status.DONE
    rows: list[tuple[str, ...]] = []
    for look in look_at_all(read.sources, request):
        say_rejects(look.rejects)
        run = look.run
        if run.problem:
            say(f"{run.watched_source}: {printable(run.problem)}")
        if look.rejects or run.problem:
            status = Status.REJECTS
        counts = (run.listed, run.added, run.changed, run.unmodified, run.irrelevant, run.rejected, run.facts)
        rows.append((run.watched_source, *map(str, counts)))
    print_table(
        ("source", "listed", "new", "changed", "unchanged", "irrelevant", "rejected", "facts"), rows, sys.stdout
    )
    state = alerts_of(read.sources, request, datetime.now(UTC), are_all=True)
    for alert in state.lasting:
        say(f"alert: {printable(alert_line(alert))}")
    if request.alert_block and (reason := send_by_block(request.alert_block, state.unsent, request)):
        say(printable(reason))
    return status
