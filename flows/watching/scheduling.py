"""Which sources are due."""

from collections.abc import Sequence
from datetime import datetime

from flows.watching.looking import WatchRequest
from flows.watching.sources import WatchedSource
from warehouse import last_looks


def due_sources(sources: Sequence[WatchedSource], request: WatchRequest, now: datetime) -> tuple[WatchedSource, ...]:
    """The sources whose ``cron`` named a time after their last look began and up to now, and those never looked at.

    Raises:
        WarehouseError: the warehouse cannot be read, or made where there is none.
    """
    looked = last_looks(request.warehouse, wait_seconds=request.wait_seconds)
    return tuple(
        source for source in sources if (last := looked.get(source.name)) is None or source.next_due(last) <= now
    )
