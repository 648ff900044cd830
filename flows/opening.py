"""Opening the containers among what was found, in workers, so that their members stand in their place."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice

import corpus
from corpus import Failure, Skipped, SourceItem, Unreadable
from flows.workers import in_workers

Found = SourceItem | Skipped | Unreadable

_LOOK_AHEAD = 64  # sources that are found before the containers among them are opened


def with_members(found: Iterable[Found], *, workers: int) -> Iterator[Found]:
    """Yield what was found, in its order, with what is in containers in their place; a broken one is ``Unreadable``.

    Raises:
        WorkerStartError: no worker can be started.
    """
    return _opened(iter(found), workers, None)


class _Budget:
    """What one container may hold in all, with the containers inside of it."""

    def __init__(self) -> None:
        self._members = corpus.MOST_MEMBERS
        self._bytes = corpus.MOST_CONTAINERS

    def admits(self, item: Found) -> bool:
        """Whether there is room for one more, which is taken."""
        self._members -= 1
        if isinstance(item, SourceItem) and corpus.is_container(item):
            self._bytes -= item.size
        return self._members >= 0 and self._bytes >= 0


def _opened(found: Iterator[Found], workers: int, budget: _Budget | None) -> Iterator[Found]:
    while ahead := [*islice(found, _LOOK_AHEAD)]:
        containers = [each for each in ahead if isinstance(each, SourceItem) and corpus.is_container(each)]
        listings = in_workers(corpus.list_container, containers, workers=min(workers, len(containers)))
        with closing(listings):
            for each in ahead:
                if not isinstance(each, SourceItem) or not corpus.is_container(each):
                    yield each
                    continue
                listing = next(listings).result
                if isinstance(listing, Failure):
                    yield Unreadable(each.source, listing.code, listing.reason)
                    continue
                members = corpus.within(each, listing)
                if listing.document is not None:
                    yield next(members)
                own = budget or _Budget()
                yield from _opened(_admitted(each, members, own), workers, own)


def _admitted(container: SourceItem, members: Iterator[Found], budget: _Budget) -> Iterator[Found]:
    for member in members:
        if not budget.admits(member):
            most = f"{corpus.MOST_MEMBERS:,} members or {corpus.MOST_CONTAINERS:,} bytes of containers in containers"
            yield Unreadable(container.source, "bomb", f"more than {most}; the rest is not read")
            return
        yield member
