"""Extracting the stored documents again with a newer extractor: proposed first, written when an operator accepts it."""

import time
import uuid
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, field

from corpus import Failure
from flows.bulk_load import COMMIT_PATIENCE, Progress, Step, directly, silently
from flows.extraction import build_pipeline, default_workers, extractor_version
from flows.workers import in_workers
from models import Document, Facts
from warehouse import (
    WAIT_SECONDS,
    Counts,
    Outdated,
    Place,
    Proposal,
    Proposed,
    accept_batch,
    begin_proposal,
    outdated,
    proposal,
    propose,
)

BATCH_DOCUMENTS = 1000
"""Most documents in a batch, whose texts and facts, former and new, are in memory together: a transaction each."""
_CHARACTERS = 16_000_000  # of their texts


@dataclass(frozen=True)
class ReextractRequest:
    """The warehouse whose documents are extracted again, and how."""

    warehouse: Place
    program_version: str
    workers: int = field(default_factory=default_workers)
    """Worker processes; 0 extracts in this process, without limits."""
    wait_seconds: float = WAIT_SECONDS
    """How long to wait for a warehouse that another process holds."""
    examples: int = 3
    """Examples of each kind of change in each family of facts."""


@dataclass(frozen=True)
class Accepted:
    """What was accepted: sums over the batches, and what an acceptance could not touch."""

    run_id: str
    counts: Counts
    waiting: int
    """Documents with the facts of another extractor, for which nothing is proposed."""
    seconds: float


def propose_all(request: ReextractRequest, *, step: Step = directly, progress: Progress = silently) -> Proposal:
    """Extract every document again that has the facts of another extractor, and propose what comes of it.

    Neither files nor addresses are looked at: texts and segments are those in the warehouse. What is proposed already is
    not extracted again, so that a run that was stopped is gone on with.

    Args:
        step: wraps the step ``extract_documents``, called once a batch.
        progress: is told how far it is.

    Raises:
        WarehouseError: the warehouse cannot be read or written.
        WorkerStartError: no worker can be started.
    """
    version = extractor_version()
    total = begin_proposal(request.warehouse, version, wait_seconds=request.wait_seconds)
    done, after = 0, ""

    def extract_documents() -> int:
        # What is extracted is not handed to the step: Prefect would go through all of it.
        nonlocal done, after
        batch = outdated(
            request.warehouse,
            version,
            after=after,
            most=BATCH_DOCUMENTS,
            characters=_CHARACTERS,
            wait_seconds=request.wait_seconds,
        )
        proposed = []
        for each in _extracted(batch, request.workers):
            proposed.append(each)
            progress("extract", done + len(proposed), total)
        if batch:
            propose(request.warehouse, proposed, version, wait_seconds=COMMIT_PATIENCE * request.wait_seconds)
            after = batch[-1].document_id
        done += len(batch)
        return len(batch)

    while step(extract_documents)():
        pass
    return proposal(request.warehouse, version, examples=request.examples, wait_seconds=request.wait_seconds)


def accept_all(
    request: ReextractRequest, *, step: Step = directly, progress: Progress = silently, run_id: str | None = None
) -> Accepted:
    """Put what is proposed in the place of the facts that are there, a batch in a transaction.

    Whatever stops it, the batches before are accepted, and the rest is proposed still.

    Args:
        step: wraps the step ``accept_documents``, called once a batch.
        progress: is told how far it is.
        run_id: stands in ``loads`` for this run.

    Raises:
        ProposalError: nothing is proposed, or something by another extractor.
        WarehouseError: the warehouse cannot be read or written.
    """
    started = time.monotonic()
    version = extractor_version()
    run_id = run_id or uuid.uuid4().hex
    total = proposal(request.warehouse, version, examples=0, wait_seconds=request.wait_seconds).documents
    counts = Counts()

    def accept_documents() -> Counts | None:
        loaded = accept_batch(
            request.warehouse,
            version,
            most=BATCH_DOCUMENTS,
            characters=_CHARACTERS,
            run_id=run_id,
            program_version=request.program_version,
            wait_seconds=COMMIT_PATIENCE * request.wait_seconds,
        )
        return None if loaded is None else loaded.counts

    while (written := step(accept_documents)()) is not None:
        counts = Counts(*map(sum, zip(astuple(counts), astuple(written), strict=True)))
        progress("load", counts.documents_replaced, total)
    left = proposal(request.warehouse, version, examples=0, wait_seconds=request.wait_seconds)
    return Accepted(run_id, counts, left.waiting, time.monotonic() - started)


def extract_again(document: Document) -> Facts:
    """The facts of a stored document."""
    from extractors.pipeline import extract

    return extract(document)


def _extracted(batch: Sequence[Outdated], workers: int) -> Generator[Proposed, None, None]:
    """What the extractor gives for each, in their order: a failure costs one document."""
    documents = [each.document for each in batch]
    with closing(
        in_workers(extract_again, documents, workers=min(workers, len(documents)), initializer=build_pipeline)
    ) as outcomes:
        for each, outcome in zip(batch, outcomes, strict=True):
            result = outcome.result
            if isinstance(result, Failure):
                yield Proposed(each, None, f"{result.code}: {result.reason}")
            else:
                yield Proposed(each, result)
