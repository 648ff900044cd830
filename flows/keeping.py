"""Keeping the bytes of the documents that are loaded."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus
from corpus import Failure, ReadError, SourceItem
from flows.extraction import Loadable, reject_of
from flows.workers import in_workers
from warehouse import Reject

CHANGED = "not the bytes any more that were read; load it again"


def keep_originals(loadable: Sequence[Loadable], folder: Path, *, workers: int) -> tuple[list[Loadable], list[Reject]]:
    """Keep the bytes of each in the folder, by their hash; those that are kept, and rejects for the others.

    Raises:
        OSError: the bytes cannot be written.
        WorkerStartError: no worker can be started.
    """
    # What is in a container has to be unpacked, which only a worker may do, and what is in storage copied.
    apart = [each.item for each in loadable if each.item.inside or each.item.stored]
    kept, rejects = [], []
    with (
        TemporaryDirectory(prefix="thidua-") as copies,
        closing(
            in_workers(partial(_keep, folder=folder, copies=Path(copies)), apart, workers=min(workers, len(apart)))
        ) as outcomes,
    ):
        for each in loadable:
            if each.item.inside or each.item.stored:
                result = next(outcomes).result
                failure = (result.code, result.reason) if isinstance(result, Failure) else None
            else:
                failure, result = None, ""
                try:
                    result = corpus.keep(each.item, folder)
                except ReadError as error:
                    failure = error.code, error.reason
            if failure is None and result != each.prepared.sighting.sha256:
                failure = "changed", CHANGED
            if failure is None:
                kept.append(each)
            else:
                rejects.append(reject_of(each.item, "read", *failure))
    return kept, rejects


def _keep(item: SourceItem, folder: Path, copies: Path) -> str:
    here = corpus.copied(item, copies)
    try:
        return corpus.keep(here, folder)
    finally:
        if item.stored and not item.inside:
            here.path.unlink(missing_ok=True)
