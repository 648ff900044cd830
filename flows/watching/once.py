"""Looking at every source once, without Prefect."""

import uuid
from collections.abc import Callable, Iterator, Sequence

from flows.prefect_api import configured_api
from flows.watching.archive_addresses import Days
from flows.watching.backfilling import backfill
from flows.watching.clock import Clock
from flows.watching.looking import Look, WatchRequest, look
from flows.watching.one_at_a_time import alone
from flows.watching.sources import WatchedSource
from warehouse import Alert


def look_at_all(
    sources: Sequence[WatchedSource], request: WatchRequest, *, clock: Clock | None = None
) -> Iterator[Look]:
    """Look at the sources, one after the other.

    Raises:
        AlreadyWatched: another process watches for the warehouse.
        WarehouseError: the warehouse cannot be read or written.
        WorkerStartError: no worker can be started.
    """
    run_id = uuid.uuid4().hex
    with alone(request.warehouse):
        for source in sources:
            yield look(source, request, run_id=run_id, clock=clock)


def backfill_all(
    sources: Sequence[WatchedSource],
    days: Days,
    request: WatchRequest,
    *,
    progress: Callable[[Look], None] = lambda look: None,
) -> Iterator[Look]:
    """Load what the sources published in a range of days, one after the other, beside the looks of the schedule.

    Raises:
        AlreadyWatched: another process does so for the warehouse.
        WarehouseError: the warehouse cannot be read or written.
        WorkerStartError: no worker can be started.
    """
    with alone(request.warehouse, at="backfill"):
        for source in sources:
            yield backfill(source, days, request, progress=progress)


NO_API = (
    "alerts are not sent: the block that sources.toml names is kept by a Prefect server, and PREFECT_API_URL names none"
)


def send_by_block(block: str, alerts: Sequence[Alert], request: WatchRequest) -> str | None:
    """Send alerts by a notification block of the configured Prefect API; why that cannot be done, in one line, else None.

    Raises:
        WarehouseError: they were sent, and that cannot be noted.
    """
    if not alerts:
        return None
    address = configured_api()
    if address is None:
        return NO_API
    from flows import prefect_flow
    from flows.watching.prefect_alerts import send_alerts

    prefect_flow.use_api(address)
    return send_alerts(block, alerts, request)
