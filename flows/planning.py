"""What a load has to do: everything at the given paths but what the warehouse has already."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus import ReadError, Skipped, SourceItem, Unreadable
from flows.extraction import extractor_version, reject_of, tool_fingerprint
from flows.opening import with_members
from warehouse import Contents, FileState, Reject, Sighting, contents, storable


@dataclass(frozen=True)
class Plan:
    """The given sources, sorted by what is to be done with them."""

    todo: tuple[SourceItem, ...]
    """To be read and extracted."""
    sightings: tuple[Sighting, ...]
    """Known bytes at a new place, or with a new time of change: only the place is to be noted."""
    unchanged: int
    """Sources whose documents are there with the facts of this extractor, ``sightings`` included."""
    skipped: int
    """Entries of folders that are no documents."""
    rejects: tuple[Reject, ...]
    """Sources found faulty without reading them."""
    still_rejected: tuple[Reject, ...]
    """Rejects of earlier runs of which nothing has changed that matters."""


def plan_load(
    paths: Iterable[str],
    warehouse: Path,
    *,
    workers: int = 0,
    retry_rejects: bool = False,
    wait_seconds: float,
    on_found: Callable[[int], None] = lambda count: None,
) -> Plan:
    """Compare what is at ``paths`` with what is in the warehouse.

    A file of the same path, size and time of change as a loaded one is not opened; any other is hashed first, if there
    is a document in the warehouse whose bytes it may have.

    Args:
        workers: processes that containers are listed in; 0 lists them here, without limits.
        on_found: called with the number of sources looked at so far.

    Raises:
        MissingPathError: a path does not exist.
        WarehouseError: the warehouse cannot be read.
    """
    found = corpus.discover(paths)
    known = contents(warehouse, wait_seconds=wait_seconds)
    todo: list[SourceItem] = []
    sightings: list[Sighting] = []
    rejects: list[Reject] = []
    still_rejected: list[Reject] = []
    unchanged = skipped = 0
    seen: set[str] = set()
    for each in with_members(found, workers=workers):
        if isinstance(each, Skipped):
            skipped += 1
            continue
        if each.source in seen:  # given twice, or once by itself and once with its folder
            continue
        seen.add(each.source)
        on_found(len(seen))
        if isinstance(each, Unreadable):
            rejects.append(reject_of(each, "read", each.code, each.reason))
        elif _is_loaded(each, known):
            unchanged += 1
        elif (sha256 := _hash_if_useful(each, known)) is not None and _is_current(sha256, known):
            unchanged += 1
            sightings.append(Sighting(sha256, each.source, each.doc_id, each.size, each.mtime_ns))
        elif not retry_rejects and (reject := _standing_reject(each, sha256, known)) is not None:
            still_rejected.append(reject)
        else:
            todo.append(each)
    return Plan(tuple(todo), tuple(sightings), unchanged, skipped, tuple(rejects), tuple(still_rejected))


def _is_loaded(item: SourceItem, known: Contents) -> bool:
    sha256 = known.sources.get((storable(item.source), FileState(item.size, item.mtime_ns)))
    return sha256 is not None and _is_current(sha256, known)


def _is_current(sha256: str, known: Contents) -> bool:
    return known.documents.get(sha256) == extractor_version()


def _hash_if_useful(item: SourceItem, known: Contents) -> str | None:
    """The hash of the bytes, or None where there is nothing to compare it with, or it cannot be had."""
    if not known.documents and storable(item.source) not in known.rejects:
        return None
    try:
        return corpus.sha256_of(item)
    except ReadError:
        return None


def _standing_reject(item: SourceItem, sha256: str | None, known: Contents) -> Reject | None:
    """The reject of an earlier run, if neither the bytes nor the tools have changed."""
    reject = known.rejects.get(storable(item.source))
    if reject is None or reject.sha256 is None or reject.sha256 != sha256:
        return None
    fingerprint = tool_fingerprint(reject.stage, reject.code, item.media_type)
    return reject if reject.tool_fingerprint == fingerprint else None
