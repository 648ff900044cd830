"""Fetching what is elsewhere and opening containers, in workers, so that what is in them stands in their place."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

import corpus
from corpus import Failure, Skipped, SourceItem, Unreadable, WebAddress
from flows.workers import in_workers

Found = SourceItem | Skipped | Unreadable

_LOOK_AHEAD = 64  # sources that are found before the addresses and containers among them are worked on


def with_members(
    found: Iterable[Found | WebAddress],
    *,
    workers: int,
    folder: Path,
    allow_private: bool = False,
    on_opened: Callable[[str], None] = lambda source: None,
) -> Iterator[Found]:
    """Yield what was found, in its order: addresses as the files there, containers as their members.

    Args:
        folder: where fetched files are put, and copies of stored containers; it has to be there until the items are read.
        allow_private: fetch from addresses too that are not public.
        on_opened: called with the source of each container that could be listed, before its members.

    Raises:
        WorkerStartError: no worker can be started.
    """
    return _opened(_fetched(iter(found), workers, folder, allow_private), workers, folder, None, on_opened)


def list_copied(item: SourceItem, folder: Path) -> corpus.Listing:
    """As `corpus.list_container`, of a container that may have to be copied into the folder first."""
    return corpus.list_container(corpus.copied(item, folder))


def _fetched(found: Iterator[Found | WebAddress], workers: int, folder: Path, allow_private: bool) -> Iterator[Found]:
    fetch = partial(corpus.fetch, folder=folder, allow_private=allow_private)
    while ahead := [*islice(found, _LOOK_AHEAD)]:
        addresses = [each for each in ahead if isinstance(each, WebAddress)]
        with closing(in_workers(fetch, addresses, workers=min(workers, len(addresses)))) as outcomes:
            for each in ahead:
                if not isinstance(each, WebAddress):
                    yield each
                    continue
                result = next(outcomes).result
                yield (Unreadable(each.source, result.code, result.reason) if isinstance(result, Failure) else result)


def _opened(
    found: Iterator[Found], workers: int, folder: Path, budget: "_Budget | None", on_opened: Callable[[str], None]
) -> Iterator[Found]:
    lists = partial(list_copied, folder=folder)
    while ahead := [*islice(found, _LOOK_AHEAD)]:
        containers = [each for each in ahead if isinstance(each, SourceItem) and corpus.is_container(each)]
        with closing(in_workers(lists, containers, workers=min(workers, len(containers)))) as outcomes:
            for each in ahead:
                if not isinstance(each, SourceItem) or not corpus.is_container(each):
                    yield each
                    continue
                listing = next(outcomes).result
                if isinstance(listing, Failure):
                    yield Unreadable(each.source, listing.code, listing.reason)
                    continue
                members = corpus.within(each, listing)
                if listing.document is not None:
                    yield next(members)
                else:
                    on_opened(each.source)
                own = budget or _Budget()
                yield from _opened(_admitted(each, members, own), workers, folder, own, on_opened)
                if each.stored and not each.inside:
                    corpus.copy_at(folder, each).unlink(missing_ok=True)  # Who reads its members has a copy of his own.


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


def _admitted(container: SourceItem, members: Iterator[Found], budget: _Budget) -> Iterator[Found]:
    for member in members:
        if not budget.admits(member):
            most = f"{corpus.MOST_MEMBERS:,} members or {corpus.MOST_CONTAINERS:,} bytes of containers in containers"
            yield Unreadable(container.source, "bomb", f"more than {most}; the rest is not read")
            return
        yield member
