"""What a load has to do: everything at the given paths but what the warehouse has already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path, PurePosixPath

import corpus
from corpus import Failure, ReadError, Skipped, SourceItem, Unreadable, WebAddress
from flows.extraction import extractor_version, reject_of, tool_fingerprint
from flows.opening import with_members
from flows.work import expected_seconds
from flows.workers import in_workers
from warehouse import Contents, FileState, Place, Reject, Sighting, contents, storable

BATCH_DOCUMENTS = 2000
"""Most documents in a batch: what one transaction writes, and what an interruption may cost.

Each commit costs the writer a second beside what it writes; a document takes some 15 KB of memory until it is written.
"""
FIRST_DOCUMENTS = 250
"""Most documents in the first batch, so that soon something is to be seen; each may have twice as many as the one before."""
SHARED_DOCUMENTS = 1000
"""Most documents in a batch where others work too: on a cluster, whose results come as documents and facts and not as rows,
or on the same lake, where each document takes a lock until it is written."""
BATCH_BYTES = 64 << 20
"""Most bytes of files in a batch, unless one file alone has more."""
BATCH_SECONDS = 100.0
"""Most work in a batch on one processor, as `flows.work` expects it, unless one file alone is more: scans by the dozen."""

# Rejects whose bytes may be others by now, though nothing tells it.
_PASSING = frozenset({"vanished", "changed", "unreadable"})


@dataclass(frozen=True)
class Plan:
    """What was found in the given places, yet to be looked at, and what is known of it. It can be gone through once."""

    found: Iterator[SourceItem | Skipped | Unreadable | WebAddress]
    known: Contents
    several: bool
    """Whether several of the given paths lead to the same source."""


@dataclass
class Batch:
    """Some of the given sources, in their order, sorted by what is to be done with them."""

    todo: list[SourceItem] = field(default_factory=list)
    """To be read and extracted."""
    sightings: list[Sighting] = field(default_factory=list)
    """Known bytes at a new place, or with a new time of change: only the place is to be noted."""
    unchanged: int = 0
    """Sources whose documents are there with the facts of this extractor, ``sightings`` included."""
    skipped: int = 0
    """Entries of folders that are no documents."""
    forgotten: int = 0
    """Sources whose documents are not to be loaded again."""
    rejects: list[Reject] = field(default_factory=list)
    """Sources found faulty without reading them."""
    still_rejected: list[Reject] = field(default_factory=list)
    """Rejects of earlier runs of which nothing has changed that matters."""
    resolved: list[str] = field(default_factory=list)
    """Containers that an earlier run could not open, and this one could."""
    last: bool = False
    """Whether nothing comes after it."""
    sha256s: dict[str, str] = field(default_factory=dict)
    """The hash of the bytes of each item of ``todo``, by its source, where it was made."""


def plan_load(paths: Sequence[str], warehouse: Place, *, wait_seconds: float) -> Plan:
    """Begin to compare what is at ``paths`` with what is in the warehouse; nothing is listed yet.

    Raises:
        MissingPathError: a path does not exist.
        WarehouseError: the warehouse cannot be read.
    """
    return Plan(corpus.discover(paths), contents(warehouse, wait_seconds=wait_seconds), several=overlap(paths))


def overlap(paths: Sequence[str]) -> bool:
    """Whether a path is given twice, or is inside of another: only then sources have to be remembered.

    >>> overlap(["a/b", "a"]), overlap(["a", "ab", "a.txt"])
    (True, False)
    """
    # By parts, a folder comes right before what is inside of it.
    parts = sorted(PurePosixPath(path).parts for path in paths)
    return any(later[: len(earlier)] == earlier for earlier, later in pairwise(parts))


def batches(
    plan: Plan,
    *,
    workers: int,
    folder: Path,
    retry_rejects: bool = False,
    allow_private: bool = False,
    hash_all: bool = False,
    most: int | None = None,
    on_found: Callable[[int], None] = lambda count: None,
) -> Iterator[Batch]:
    """Go through what there is, and yield it in batches as it is found.

    A file of the same path, size and time of change as a loaded one is not opened; nor is a member of such an archive.
    Any other is hashed first, if there is a document in the warehouse whose bytes it may have, or with ``hash_all``.

    Args:
        workers: processes that fetch, list containers, and hash what is in them; 0 does it here, without limits.
        folder: where fetched files are put; it has to be there until the items of a batch are read.
        most: documents in a batch, where that is fewer than `BATCH_DOCUMENTS`.
        on_found: called with the number of sources found so far.

    Raises:
        WorkerStartError: no worker can be started.
    """
    most = min(most or BATCH_DOCUMENTS, BATCH_DOCUMENTS)
    batch, waiting = Batch(), _Waiting(min(FIRST_DOCUMENTS, most))
    count = 0

    def note_opened(source: str) -> None:
        if storable(source) in plan.known.rejects:
            batch.resolved.append(source)

    members = with_members(
        plan.found, workers=workers, folder=folder, allow_private=allow_private, on_opened=note_opened
    )
    for each in _once(members, plan):
        if isinstance(each, Skipped):
            batch.skipped += 1
            continue
        count += 1
        on_found(count)
        if isinstance(each, Unreadable):
            batch.rejects.append(reject_of(each, "read", each.code, each.reason))
        elif _is_loaded(each, plan.known):
            batch.unchanged += 1
        else:
            if not waiting.has_room(each):
                yield _sorted(batch, waiting.items, plan.known, workers, retry_rejects, hash_all)
                batch, waiting = Batch(), _Waiting(min(2 * waiting.most, most))
            waiting.add(each)
    batch.last = True
    yield _sorted(batch, waiting.items, plan.known, workers, retry_rejects, hash_all)


class _Waiting:
    """The items of a batch of which it is not known yet whether they have to be read."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.items: list[SourceItem] = []
        self._bytes = 0
        self._seconds = 0.0

    def has_room(self, item: SourceItem) -> bool:
        return not self.items or (
            len(self.items) < self.most
            and self._bytes + item.size <= BATCH_BYTES
            and self._seconds + expected_seconds(item) <= BATCH_SECONDS
        )

    def add(self, item: SourceItem) -> None:
        self.items.append(item)
        self._bytes += item.size
        self._seconds += expected_seconds(item)


def _once(
    found: Iterable[SourceItem | Skipped | Unreadable], plan: Plan
) -> Iterator[SourceItem | Skipped | Unreadable]:
    """Without sources that come again: given twice, or once by themselves and once with their folder.

    Only where there may be some, since those that came take memory.
    """
    seen: set[str] = set()
    for each in found:
        if plan.several and not isinstance(each, Skipped):
            if each.source in seen:
                continue
            seen.add(each.source)
        yield each


def sort_again(items: Sequence[SourceItem], known: Contents, *, workers: int, retry_rejects: bool) -> Batch:
    """A last batch of items that were found before, by what is known of them now, with the hash of each.

    Raises:
        WorkerStartError: no worker can be started.
    """
    return _sorted(Batch(last=True), items, known, workers, retry_rejects, hash_all=True)


def _sorted(
    batch: Batch, items: Sequence[SourceItem], known: Contents, workers: int, retry_rejects: bool, hash_all: bool
) -> Batch:
    for item, sha256 in zip(items, _hashes(items, known, workers, hash_all), strict=True):
        if sha256 in known.forgotten:
            batch.forgotten += 1
        elif sha256 is not None and is_current(sha256, known.documents):
            batch.unchanged += 1
            batch.sightings.append(sighting_of(item, sha256))
        elif not retry_rejects and (reject := _standing_reject(item, sha256, known)) is not None:
            batch.still_rejected.append(reject)
        else:
            batch.todo.append(item)
            if sha256 is not None:
                batch.sha256s[item.source] = sha256
    return batch


def sighting_of(item: SourceItem, sha256: str) -> Sighting:
    """That an item has bytes which are known."""
    return Sighting(sha256, item.source, item.doc_id, item.size, item.mtime_ns)


def is_current(sha256: str, versions: Mapping[str, str]) -> bool:
    """Whether the document of these bytes is there with the facts of this extractor, by the versions of what is there."""
    return versions.get(sha256) == extractor_version()


def _is_loaded(item: SourceItem, known: Contents) -> bool:
    if item.mtime_ns is None:
        return False
    sha256 = known.sources.get((storable(item.source), FileState(item.size, item.mtime_ns)))
    return sha256 is not None and is_current(sha256, known.documents)


def _hashes(items: Sequence[SourceItem], known: Contents, workers: int, hash_all: bool) -> Iterator[str | None]:
    """The hash of the bytes of each, or None where there is nothing to compare it with, or it cannot be had."""
    anything = known.documents or known.forgotten or hash_all
    # What is in storage is fetched once, to be read: its bytes turn out to be known when they are loaded.
    here = [item for item in items if not item.stored]
    useful = [item for item in here if anything or storable(item.source) in known.rejects]
    # What is in a container has to be unpacked, which only a worker may do.
    inside = [item for item in useful if item.inside]
    hashed = {id(item): _hash(item) for item in useful if not item.inside}
    with closing(in_workers(corpus.sha256_of, inside, workers=min(workers, len(inside)))) as outcomes:
        for item, outcome in zip(inside, outcomes, strict=True):
            hashed[id(item)] = None if isinstance(outcome.result, Failure) else outcome.result
    return (hashed.get(id(item)) for item in items)


def _hash(item: SourceItem) -> str | None:
    try:
        return corpus.sha256_of(item)
    except ReadError:
        return None


def _standing_reject(item: SourceItem, sha256: str | None, known: Contents) -> Reject | None:
    """The reject of an earlier run, if neither the bytes nor the tools have changed."""
    reject = known.rejects.get(storable(item.source))
    if reject is None:
        return None
    if not (_is_unchanged(item, reject) if reject.sha256 is None else reject.sha256 == sha256):
        return None
    fingerprint = tool_fingerprint(reject.stage, reject.code, item.media_type)
    return reject if reject.tool_fingerprint == fingerprint else None


def _is_unchanged(item: SourceItem, reject: Reject) -> bool:
    """Whether what was rejected, its bytes never had here, is in an archive or storage that was not written to since."""
    if not (item.inside or item.stored) or reject.code in _PASSING or item.mtime_ns is None:
        return False
    return (reject.size_bytes, reject.modified_ns) == (item.size, item.mtime_ns)
