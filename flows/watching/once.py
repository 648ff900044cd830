"""Looking at every source once, without Prefect."""

import uuid
from collections.abc import Iterator, Sequence

from flows.watching.looking import Look, WatchRequest, look
from flows.watching.manners import Clock
from flows.watching.one_at_a_time import alone
from flows.watching.sources import WatchedSource


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
