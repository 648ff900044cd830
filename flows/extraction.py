"""Reading and extracting many sources, each in a worker that it may kill."""

import gc
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import corpus
from corpus import Failure, Outcome, ReadError, Skipped, SourceItem, Unreadable, WebAddress
from flows.opening import with_members
from flows.workers import in_workers
from models import Document, Facts
from warehouse import Item, Prepared, Reject, prepare, unstorable

PORTION_CHARACTERS = 16_000_000
"""Of text that is held at a time, unless one document alone has more; a batch of usual documents has a tenth of that."""

_COLLECT_AFTER = 50_000
"""Objects made before the collector looks among the young ones; Python's own 700 are a sentence's."""
# Failures in which the worker was lost or stopped: whether it was reading or extracting died with it.
_STOPPED = frozenset({"timeout", "memory", "output", "crashed"})
# Nothing is known of the bytes, or they were about to be others: their hash would tell nothing at the next attempt.
_BYTES_UNKNOWN = frozenset({"vanished", "changed"})
# No reader takes what it is, or none that is known from its name: a new one is what has to come.
_NO_READER = frozenset({"unsupported", "binary"})


@dataclass(frozen=True)
class Extracted:
    """A source item with its document and the document's facts."""

    item: SourceItem
    document: Document
    facts: Facts

    @property
    def characters(self) -> int:
        """Of its text."""
        return len(self.document.text)

    @property
    def to_load(self) -> Item:
        """As the warehouse takes it."""
        return Item(self.document, self.facts, self.item.size, self.item.mtime_ns)


@dataclass(frozen=True)
class Loadable:
    """A source item with what is to be loaded of it."""

    item: SourceItem
    prepared: Prepared

    @property
    def characters(self) -> int:
        """Of its text."""
        return self.prepared.characters


_Source = SourceItem | Unreadable
_Read = tuple[Document, Facts | Failure]
Value = TypeVar("Value")
Result = TypeVar("Result", Extracted, Loadable)


def default_workers() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract_paths(
    paths: Iterable[str],
    *,
    workers: int,
    allow_private: bool = False,
    on_skipped: Callable[[Skipped], None] = lambda skipped: None,
) -> Generator[Extracted | Reject, None, None]:
    """Read and extract everything at ``paths``, in their order; with no ``workers`` in this process, without limits.

    Args:
        allow_private: fetch from addresses too that are not public.

    Raises:
        MissingPathError: a path does not exist; raised before anything is read.
        WorkerStartError: no worker can be started.
    """
    return _extract(corpus.discover(paths), workers, allow_private, on_skipped)


def _extract(
    found: Iterable[SourceItem | Skipped | Unreadable | WebAddress],
    workers: int,
    allow_private: bool,
    on_skipped: Callable[[Skipped], None],
) -> Generator[Extracted | Reject, None, None]:
    with TemporaryDirectory(prefix="thidua-") as folder:
        members = with_members(found, workers=workers, folder=Path(folder), allow_private=allow_private)

        def sources() -> Iterator[SourceItem | Unreadable]:
            for each in members:
                if isinstance(each, Skipped):
                    on_skipped(each)
                else:
                    yield each

        with closing(extract_sources(sources(), workers=workers, copies=Path(folder))) as outcomes:
            yield from outcomes


def extract_sources(
    sources: Iterable[SourceItem | Unreadable], *, workers: int, copies: Path | None = None, ordered: bool = True
) -> Generator[Extracted | Reject, None, None]:
    """Read and extract sources: what each gave, or why it gave nothing.

    A document has 20 s and 1 GB (the defaults of `corpus.run_isolated`). One whose worker was killed from outside is tried
    once more, by itself, where no order has to be kept; of what else fails, nothing would help a second time.

    Args:
        copies: a folder for copies of what is in storage; the copies of containers stay there.

    Raises:
        WorkerStartError: no worker can be started.
    """
    with closing(_outcomes(_reading(copies), sources, workers, ordered=ordered)) as outcomes:
        for outcome in outcomes:
            yield _settled(outcome.item, outcome.result)


def prepare_sources(
    sources: Iterable[SourceItem | Unreadable], *, workers: int, copies: Path
) -> Generator[Loadable | Reject, None, None]:
    """Read and extract sources as `extract_sources` does, in any order, and make the rows of the warehouse there too.

    Raises:
        WorkerStartError: no worker can be started.
    """
    function = partial(read_extract_and_prepare, reading=_reading(copies))
    with closing(_outcomes(function, sources, workers, ordered=False)) as outcomes:
        for outcome in outcomes:
            result = outcome.result
            if isinstance(result, Reject):
                yield result
            elif isinstance(result, Prepared):
                yield Loadable(_item_of(outcome.item), result)
            else:
                yield _rejected(outcome.item, result)


def _reading(copies: Path | None) -> Callable[[_Source], _Read]:
    return read_and_extract if copies is None else partial(read_copied, copies=copies, then=read_and_extract)


def _outcomes(
    function: Callable[[_Source], Value], sources: Iterable[_Source], workers: int, *, ordered: bool
) -> Generator[Outcome[_Source, Value], None, None]:
    """What became of each, those that were killed from outside tried again at the end."""
    killed: list[_Source] = []
    with closing(
        in_workers(function, sources, workers=workers, initializer=build_pipeline, ordered=ordered)
    ) as outcomes:
        for outcome in outcomes:
            if not ordered and isinstance(outcome.result, Failure) and corpus.was_killed_from_outside(outcome.result):
                killed.append(outcome.item)
            else:
                yield outcome
    if killed:
        with closing(in_workers(function, killed, workers=1, initializer=build_pipeline)) as again:
            yield from again


def in_portions(results: Iterable[Result | Reject]) -> Iterator[tuple[list[Result], list[Reject]]]:
    """What documents gave, as much at a time as may be held in memory: small files may have large texts."""
    given: list[Result] = []
    rejects: list[Reject] = []
    characters = 0
    for each in results:
        if isinstance(each, Reject):
            rejects.append(each)
            continue
        given.append(each)
        characters += each.characters
        if characters >= PORTION_CHARACTERS:
            yield given, rejects
            given, rejects, characters = [], [], 0
    if given or rejects:
        yield given, rejects


def build_pipeline() -> None:
    """Build the extraction pipeline of this process, unless it is built.

    What it is made of stays, and the collector of reference cycles need not look at it again; a document makes some
    thousand objects and few cycles, so that it may look less often.
    """
    from extractors.pipeline import pipeline

    pipeline()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)


def read_and_extract(source: SourceItem | Unreadable) -> tuple[Document, Facts | Failure]:
    """Read a source and extract its facts; a failure in the place of the facts is the extraction's.

    Raises:
        ReadError: the source cannot be read.
        MemoryError: there is not enough for it.
    """
    from extractors.pipeline import extract

    if isinstance(source, Unreadable):
        raise ReadError(source.code, source.reason)
    document = corpus.read(source)
    (outcome,) = corpus.run_in_process(extract, [document])
    if isinstance(outcome.result, Failure) and outcome.result.code == "memory":
        raise MemoryError(outcome.result.reason)  # The worker has to be replaced, which its server does on this.
    return document, outcome.result


def read_copied(
    source: SourceItem | Unreadable,
    *,
    copies: Path,
    then: Callable[[SourceItem | Unreadable], tuple[Document, Facts | Failure]],
) -> tuple[Document, Facts | Failure]:
    """Call a function such as `read_and_extract` with a source of which there is a copy in the folder if it needs one.

    Raises:
        As the function; ReadError also when the copy cannot be had.
    """
    if isinstance(source, Unreadable) or not source.stored:
        return then(source)
    here = corpus.copied(source, copies)
    try:
        return then(here)
    finally:
        if not source.inside:
            here.path.unlink(missing_ok=True)


def read_extract_and_prepare(
    source: SourceItem | Unreadable, *, reading: Callable[[SourceItem | Unreadable], tuple[Document, Facts | Failure]]
) -> Prepared | Reject | tuple[Document, Failure]:
    """Read a source and extract its facts, and make their rows, packed for another process.

    Args:
        reading: `read_and_extract`, or the same with copies.

    Raises:
        As ``reading``.
    """
    document, facts = reading(source)
    if isinstance(facts, Failure):
        return document, facts
    made = loadable(Extracted(_item_of(source), document, facts))
    return made.prepared.packed() if isinstance(made, Loadable) else made


def loadable(each: Extracted) -> Loadable | Reject:
    """What is to be loaded of a document with its facts, or the reject that stands for one that cannot be stored."""
    try:
        return Loadable(each.item, prepare(each.to_load))
    except ValueError as error:
        return unstorable(each.to_load.sighting, each.facts.extractor_version, str(error))


def extractor_version() -> str:
    """The version of the extractor, which decides with the bytes whether a document has to be extracted again."""
    from extractors.pipeline import EXTRACTOR_VERSION

    return EXTRACTOR_VERSION


def tool_fingerprint(stage: str, code: str, media_type: str | None) -> str:
    """What decides, beside the bytes, whether a source fails so at a stage; a reject is tried again when it changes."""
    if stage == "load":
        return extractor_version()  # as `warehouse.load_batch` gives it to what it cannot store
    reader = corpus.reader_fingerprint(None if code in _NO_READER else media_type)
    return reader if stage == "read" else f"{reader} extractor/{extractor_version()}"


def above_confidence(facts: Facts, least: float) -> Facts:
    """The facts with at least this confidence, and the clusters that they name, so that no reference dangles."""
    kept: dict[str, tuple[object, ...]] = {}
    for name, value in facts:
        if isinstance(value, tuple):
            kept[name] = tuple(fact for fact in value if fact.confidence >= least)
    named = {getattr(fact, "cluster", None) for family in kept.values() for fact in family}
    kept["clusters"] = tuple(c for c in facts.clusters if c.confidence >= least or c.id in named)
    return facts.model_copy(update=kept)


def reject_of(source: SourceItem | Unreadable, stage: str, code: str, reason: str) -> Reject:
    """The reject of a source, with the hash of its bytes where they can be had."""
    if isinstance(source, Unreadable):
        return Reject(source.source, None, stage, code, reason, tool_fingerprint(stage, code, None))
    try:
        # What is in a container is not unpacked here, where it could do harm: it is known by its container's state.
        # What is in storage is not fetched again for it.
        unknown = code in _BYTES_UNKNOWN or source.inside or source.stored
        sha256 = None if unknown else corpus.sha256_of(source)
    except ReadError:
        sha256 = None
    return Reject(
        source=source.source,
        sha256=sha256,
        stage=stage,
        code=code,
        reason=reason,
        tool_fingerprint=tool_fingerprint(stage, code, source.media_type),
        size_bytes=source.size,
        modified_ns=source.mtime_ns,
    )


def _settled(source: _Source, result: _Read | Failure) -> Extracted | Reject:
    if isinstance(result, Failure):
        return _rejected(source, result)
    document, facts = result
    return (
        _rejected(source, (document, facts))
        if isinstance(facts, Failure)
        else Extracted(_item_of(source), document, facts)
    )


def _rejected(source: _Source, result: Failure | tuple[Document, Failure]) -> Reject:
    if isinstance(result, Failure):
        stage = "extract" if result.code in _STOPPED else "read"
        return reject_of(source, stage, result.code, result.reason)
    _, failure = result
    return reject_of(source, "extract", failure.code, failure.reason)


def _item_of(source: _Source) -> SourceItem:
    assert isinstance(source, SourceItem)  # Of an Unreadable nothing can be read.
    return source
