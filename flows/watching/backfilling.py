"""A backfill: what a source published in a range of days, out of its archive."""

import uuid
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.watching.archive_addresses import Days
from flows.watching.archives import Archive, Page
from flows.watching.clock import Clock
from flows.watching.looking import Look, WatchRequest, WebLook
from flows.watching.manners import Manners
from flows.watching.sources import WatchedSource
from warehouse import publish


def backfill(
    source: WatchedSource,
    days: Days,
    request: WatchRequest,
    *,
    run_id: str | None = None,
    clock: Clock | None = None,
    progress: Callable[[Look], None] = lambda look: None,
) -> Look:
    """Load the articles of a range of days that a source on the web lists, and that are not there yet.

    What is known stays as it is, so that a backfill that was stopped goes on when it is called again. The looks of the
    schedule do not ask again for what a backfill alone has found.

    Args:
        progress: is told what it gave up to now, page by page.

    Raises:
        WarehouseError: the warehouse cannot be read or written; what was loaded before stays.
        WorkerStartError: no worker can be started.
    """
    work = WebLook(source, request, run_id or uuid.uuid4().hex, clock or Clock(), days)
    with TemporaryDirectory(prefix="thidua-") as folder:
        manners = work.manners(Path(folder))
        archive = Archive(source, manners, days, request.workers, work.day_of)
        listed = 0
        for page in archive.pages():
            listed += _take(page, days, work, manners)
            progress(work.noted(listed, archive.problem, manners))
            for file in Path(folder).iterdir():
                file.unlink()
        look = work.noted(listed, archive.problem, manners)
    if request.publish is not None and (look.run.added or look.run.changed or look.run.duplicates):
        publish(request.warehouse, request.publish, wait_seconds=request.wait_seconds)
    return look


def _take(page: Page, days: Days, work: WebLook, manners: Manners) -> int:
    """Take what a page lists, and give how many addresses may be of the days."""
    wanted = [address for address, day in page.addresses.items() if work.is_wanted(address, day)]
    may_be = sum(day is None or day in days for day in page.addresses.values())
    if page.is_ordered and len(wanted) > 1 and page.addresses[wanted[-1]] is None:
        # The newest come first: where the last is too new, all are, and need not be asked for.
        *wanted, last = wanted
        work.take([last], manners, {})
        if (day := work.day_of(last)) is not None and day > days.last:
            return 1
    work.take(wanted, manners, {})
    return may_be
