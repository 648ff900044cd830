"""``thidua watch``: scheduled ingestion of new publications."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows import log_lines
from thidua.options import add_allow_private, add_warehouse, add_workers, chosen_workers, only_file, wait_seconds
from thidua.status import Status
from thidua.terminal import print_table, printable, say, say_rejects

if TYPE_CHECKING:
    from flows.watching.archive_addresses import Days
    from flows.watching.looking import Look, WatchRequest
    from flows.watching.sources import WatchedSource
    from warehouse import WatchRun

_EPILOG = """\
examples:
  thidua watch --once                            look at each source of ./sources.toml once
  thidua watch                                   look at them when they are due, until it is stopped
  thidua watch --sources news.toml --warehouse w.duckdb
  thidua watch --once --from 2024-01-01 --to 2024-12-31 --source bao-tinh    load what it published in a year

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
        "--from",
        metavar="DAY",
        dest="first_day",
        type=date.fromisoformat,
        help="load what the sources published from this day (2024-01-31) on, out of their archives, and end",
    )
    parser.add_argument(
        "--to", metavar="DAY", dest="last_day", type=date.fromisoformat, help="the last day for --from (default: today)"
    )
    parser.add_argument(
        "--source", metavar="NAME", action="append", default=[], help="this source only; may be given several times"
    )
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

    days = _days(arguments)
    read = read_sources(arguments.sources)
    chosen = read.named(arguments.source) if arguments.source else read.sources
    request = WatchRequest(
        warehouse=only_file(arguments.warehouse, "watched for"),
        program_version=__version__,
        workers=chosen_workers(arguments),
        allow_private=arguments.allow_private,
        wait_seconds=wait_seconds(),
        publish=arguments.publish,
        alert_block=read.alerts.block,
    )
    if days is not None:
        return _backfill(chosen, days, request)
    if arguments.once:
        return _once(chosen, request, are_all=not arguments.source)
    serve_on_schedule(arguments.sources, chosen, request, notice=say)
    return Status.DONE


def _once(sources: "Sequence[WatchedSource]", request: "WatchRequest", *, are_all: bool) -> Status:
    from flows.watching.alerting import alert_line, alerts_of
    from flows.watching.events import log_alerts
    from flows.watching.once import look_at_all, send_by_block

    columns = ("listed", "new", "changed", "unchanged", "irrelevant", "rejected", "facts")
    status = _told(
        look_at_all(sources, request),
        columns,
        lambda run: (run.listed, run.added, run.changed, run.unmodified, run.irrelevant, run.rejected, run.facts),
    )
    state = alerts_of(sources, request, datetime.now(UTC), are_all=are_all)
    log_alerts(state.lasting)
    for alert in state.lasting if not log_lines.are_json() else ():
        say(f"alert: {printable(alert_line(alert))}")
    if request.alert_block and (reason := send_by_block(request.alert_block, state.unsent, request)):
        say(printable(reason))
    return status


def _backfill(sources: "Sequence[WatchedSource]", days: "Days", request: "WatchRequest") -> Status:
    from flows.watching.once import backfill_all
    from flows.watching.sources import ON_THE_WEB
    from thidua.failures import UsageError

    on_the_web = [source for source in sources if source.kind in ON_THE_WEB]
    if not on_the_web:
        raise UsageError("--from is for sources on the web: a folder is looked at as a whole each time")
    for source in on_the_web:
        if source.archive is None and source.kind != "sitemap":
            say(f"{source.name}: sources.toml names no archive, so that only what it lists now is looked at")
    columns = ("listed", "new", "known", "outside", "irrelevant", "rejected", "left", "facts")
    return _told(
        backfill_all(on_the_web, days, request, progress=_say_how_far if sys.stderr.isatty() else _log_how_far),
        columns,
        lambda run: (
            run.listed,
            run.added,
            run.unmodified + run.duplicates,
            run.outside,
            run.irrelevant,
            run.rejected,
            run.postponed,
            run.facts,
        ),
    )


def _say_how_far(look: "Look") -> None:
    run = look.run
    say(f"{run.watched_source}: {run.listed} listed, {run.asked} asked for, {run.added} new up to now")


def _log_how_far(look: "Look") -> None:
    run = look.run
    counts = {"listed": run.listed, "asked": run.asked, "added": run.added, "facts": run.facts}
    log_lines.write_event("page", watched_source=run.watched_source, run_id=run.run_id, **counts)


def _told(looks: "Iterable[Look]", columns: Sequence[str], counts: "Callable[[WatchRun], Sequence[int]]") -> Status:
    """Tell what looks gave, in a table of counts and a line for each reject and problem."""
    from flows.watching.events import log_look

    status = Status.DONE
    rows: list[tuple[str, ...]] = []
    for look in looks:
        log_look(look)
        run = look.run
        if not log_lines.are_json():
            say_rejects(look.rejects)
        if run.problem and not log_lines.are_json():
            say(f"{run.watched_source}: {printable(run.problem)}")
        if look.rejects or run.problem:
            status = Status.REJECTS
        rows.append((run.watched_source, *map(str, counts(run))))
    print_table(("source", *columns), rows, sys.stdout)
    return status


def _days(arguments: argparse.Namespace) -> "Days | None":
    from zoneinfo import ZoneInfo

    from flows.watching.archive_addresses import Days
    from flows.watching.sources import TIME_ZONE
    from thidua.failures import UsageError

    if arguments.first_day is None:
        if arguments.last_day is not None:
            raise UsageError("--to has no --from")
        return None
    days = Days(arguments.first_day, arguments.last_day or datetime.now(ZoneInfo(TIME_ZONE)).date())
    if days.first > days.last:
        raise UsageError(f"--from {days.first} is after --to {days.last}")
    return days
