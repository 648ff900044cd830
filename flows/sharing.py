"""Sharing the work of a load with others that load into the same lake: each takes what nobody else is at work on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from corpus import SourceItem
from flows.planning import SHARED_DOCUMENTS, Batch, is_current, sighting_of, sort_again
from warehouse import Claims, Place, contents, extractor_versions


def shared(
    found: Iterable[Batch],
    claims: Claims,
    warehouse: Place,
    *,
    workers: int,
    retry_rejects: bool,
    wait_seconds: float,
    settle: Callable[[], None],
) -> Iterator[Batch]:
    """Yield batches of what is to be done here; what others were at work on comes last, as far as they left it undone.

    Of a file, the batches as they are. The claims on a batch are released once ``settle`` has waited for its commit.

    Args:
        found: batches that have a hash for each item that could be read.

    Raises:
        WarehouseError: the warehouse cannot be read, or PostgreSQL does not answer.
        WorkerStartError: no worker can be started.
    """
    if not claims.is_shared:
        yield from found
        return
    busy: list[SourceItem] = []
    held: list[set[str]] = []
    for batch in found:
        mine, taken, others = _claimed(batch, claims, warehouse, wait_seconds)
        busy += others
        if mine.todo:
            held.append(taken)
        else:
            claims.release(taken)
        yield replace(mine, last=False)
        # What is to be done was handed on to be committed after the batch before it: that one is in the lake now.
        while len(held) > 1:
            claims.release(held.pop(0))
    settle()
    while held:
        claims.release(held.pop())
    while busy:
        some, busy = busy[:SHARED_DOCUMENTS], busy[SHARED_DOCUMENTS:]
        known = contents(warehouse, wait_seconds=wait_seconds)
        batch = sort_again(some, known, workers=workers, retry_rejects=retry_rejects)
        mine, taken, others = _claimed(batch, claims, warehouse, wait_seconds)
        busy += others
        yield replace(mine, last=not busy)
        settle()
        claims.release(taken)
        if others and not mine.todo:
            # Nothing is held now, so that two who wait do not wait for each other.
            claims.wait_for(batch.sha256s[others[0].source])


def _claimed(
    batch: Batch, claims: Claims, warehouse: Place, wait_seconds: float
) -> tuple[Batch, set[str], list[SourceItem]]:
    """What of a batch is to be done here, the claims on that, and what others are at work on."""
    hashes = batch.sha256s
    taken = claims.take(hashes[item.source] for item in batch.todo if item.source in hashes)
    # Others may have finished some since the plan was made.
    versions = extractor_versions(warehouse, taken, wait_seconds=wait_seconds)
    todo, busy, sightings, unchanged = [], [], list(batch.sightings), batch.unchanged
    for item in batch.todo:
        sha256 = hashes.get(item.source)
        if sha256 is None:
            todo.append(item)
        elif sha256 not in taken:
            busy.append(item)
        elif is_current(sha256, versions):
            unchanged += 1
            sightings.append(sighting_of(item, sha256))
        else:
            todo.append(item)
    return replace(batch, todo=todo, sightings=sightings, unchanged=unchanged), taken, busy
