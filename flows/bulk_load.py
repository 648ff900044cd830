"""The bulk load: discover, skip what is loaded, read and extract in batches, write each batch in one transaction.

While a batch is extracted by worker processes, the one before it is committed in a thread of its own: there is one
writer, and it holds the warehouse only while it commits.
"""

import shutil
import time
import uuid
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import ParamSpec, Protocol, Self, TypeVar

from corpus import SourceItem, StorageError
from flows.extraction import Extracted, Loadable, default_workers, in_portions, loadable, prepare_sources
from flows.keeping import keep_originals
from flows.planning import SHARED_DOCUMENTS, Batch, Plan, batches, plan_load
from flows.shards import make_folder, remove_folder
from flows.sharing import shared
from warehouse import (
    RETRY_SECONDS,
    WAIT_SECONDS,
    Counts,
    Loaded,
    Place,
    Prepared,
    Reject,
    Sighting,
    claiming,
    is_made,
    load_batch,
)

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

READERS_SECONDS = 1.25 * RETRY_SECONDS
"""The writer leaves the warehouse alone so long between two commits, in which every reader tries it once."""
COMMIT_PATIENCE = 4
"""A commit waits this many times as long as the first opening: giving up then would waste more."""


@dataclass(frozen=True)
class LoadRequest:
    """What to load, where to, and how."""

    paths: tuple[str, ...]
    warehouse: Place
    program_version: str
    workers: int = field(default_factory=default_workers)
    """Worker processes; 0 reads and extracts in this process, without limits."""
    retry_rejects: bool = False
    allow_private: bool = False
    """Fetch from addresses too that are not public."""
    keep_originals: Path | None = None
    """A folder where the bytes of what is loaded are kept by their hash."""
    wait_seconds: float = WAIT_SECONDS
    """How long to wait for a warehouse that another process holds."""
    supersede: bool = False
    """Whether what a path held before is an earlier version, which the new one takes the place of."""
    dask: str | None = None
    """The address of a Dask scheduler, on whose workers documents are read and extracted."""
    shards: str | None = None
    """A folder, by path or address of storage, that those workers share with us; None for one beside the warehouse."""


@dataclass(frozen=True)
class LoadSummary:
    """What a load did."""

    run_id: str
    counts: Counts
    """Sums over the batches, in documents, sources and facts."""
    facts: Mapping[str, int]
    """Facts of the documents that were read, by family."""
    unchanged: int
    """Sources that were there already, with the facts of this extractor."""
    skipped: int
    """Entries of folders that are no documents."""
    forgotten: int
    """Sources whose documents were forgotten, and are not to be loaded again."""
    rejects: tuple[Reject, ...]
    """Given sources that were rejected in this run."""
    still_rejected: tuple[Reject, ...]
    """Given sources that were rejected by an earlier run and not tried again."""
    seconds: float


class Step(Protocol):
    """How the steps of a load are called: directly, or as tasks of a flow."""

    def __call__(self, function: Callable[Parameters, Result]) -> Callable[Parameters, Result]: ...


class Elsewhere(Protocol):
    """Has batches read and extracted by others, who leave shards in a folder, and yields what each gave, in any order."""

    def __call__(
        self, batches: Iterator[Sequence[SourceItem]], folder: str
    ) -> Generator[tuple[list[Extracted], list[Reject]], None, None]: ...


class Progress(Protocol):
    """Is told how many of how many sources are done, in which part of the load; an unknown total is None."""

    def __call__(self, part: str, done: int, total: int | None) -> None: ...


def directly(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Call a step as the function that it is."""
    return function


def silently(part: str, done: int, total: int | None) -> None:
    """Report no progress."""


def bulk_load(
    request: LoadRequest,
    *,
    step: Step = directly,
    progress: Progress = silently,
    planned: Callable[[], Plan] | None = None,
    run_id: str | None = None,
    elsewhere: Elsewhere | None = None,
) -> LoadSummary:
    """Load what is at the request's paths into its warehouse, which is made if there is none.

    Whatever stops it, each batch is loaded as a whole or not at all (one of very large texts, each portion of it), and the
    next load goes on from there.

    Args:
        step: wraps the steps ``plan`` (once) and ``load_documents`` (once a batch).
        progress: is told how far it is.
        planned: gives the plan, where it was begun before (`plan_of`).
        run_id: stands in ``loads`` for this run.
        elsewhere: extracts the batches, but for what was fetched to this machine; without it that is done here.

    Raises:
        MissingPathError: a path does not exist.
        WarehouseError: the warehouse cannot be read or written.
        WorkerStartError: no worker can be started.
    """
    started = time.monotonic()
    run_id = run_id or uuid.uuid4().hex

    def plan() -> Plan:
        return planned() if planned else plan_of(request)

    work = step(plan)()
    tally = _Tally()
    with (
        TemporaryDirectory(prefix="thidua-") as folder,
        claiming(request.warehouse) as claims,
        _Writer(request, run_id) as writer,
    ):

        def load_documents(batch: Batch) -> Mapping[str, int]:
            total = tally.done + len(batch.todo) if batch.last else None  # Nobody knew how many there are before.
            copies = Path(folder) / "copies"
            copies.mkdir()
            results = prepare_sources(batch.todo, workers=request.workers, copies=copies)
            documents, beside = 0, batch
            for prepared, rejects in in_portions(_counted(results, progress, tally.done, total)):
                kept, unkept = _keep(request, prepared)
                writer.write(kept, (*beside.rejects, *rejects, *unkept), beside.sightings, beside.resolved)
                documents, beside = documents + len(kept), Batch()
            shutil.rmtree(copies)
            return {"documents": documents, "rejects": len(batch.todo) - documents}

        def load_here(batch: Batch) -> None:
            if batch.todo:
                step(load_documents)(batch)
            elif batch.sightings or batch.rejects or batch.resolved:
                writer.write((), batch.rejects, batch.sightings, batch.resolved)
            tally.done += len(batch.todo)

        if not is_made(request.warehouse):
            writer.write(())  # Makes it, and so shows before any work whether that can be done.
            writer.settle()
        found = batches(
            work,
            workers=request.workers,
            folder=Path(folder),
            retry_rejects=request.retry_rejects,
            allow_private=request.allow_private,
            hash_all=claims.is_shared,
            most=SHARED_DOCUMENTS if elsewhere or claims.is_shared else None,
            on_found=lambda count: progress("discover", count, None),
        )
        ours = tally.counted(
            shared(
                found,
                claims,
                request.warehouse,
                workers=request.workers,
                retry_rejects=request.retry_rejects,
                wait_seconds=request.wait_seconds,
                settle=writer.settle,
            )
        )
        if elsewhere is None:
            for batch in ours:
                load_here(batch)
        else:
            shards = shards_of(request, run_id)
            make_folder(shards)
            try:
                with closing(elsewhere(_handed_on(ours, Path(folder), load_here), shards)) as settled:
                    for extracted, rejects in settled:
                        prepared = [*map(loadable, extracted)]
                        unstorable = [each for each in prepared if isinstance(each, Reject)]
                        kept, unkept = _keep(request, [each for each in prepared if isinstance(each, Loadable)])
                        writer.write(kept, (*rejects, *unstorable, *unkept))
                        tally.done += len(extracted) + len(rejects)
                        progress("load", tally.done, tally.total)
            finally:
                remove_folder(shards)
                if request.shards is None:
                    with suppress(OSError):  # Shards of another run may be in it.
                        Path(shards).parent.rmdir()
        writer.settle()
    return LoadSummary(
        run_id=run_id,
        counts=writer.counts,
        facts=writer.facts,
        unchanged=tally.unchanged,
        skipped=tally.skipped,
        forgotten=tally.forgotten,
        rejects=tuple(writer.rejects),
        still_rejected=tuple(tally.still_rejected),
        seconds=time.monotonic() - started,
    )


def plan_of(request: LoadRequest) -> Plan:
    """What there is to look at for a request; see `flows.planning.plan_load`."""
    return plan_load(request.paths, request.warehouse, wait_seconds=request.wait_seconds)


def shards_of(request: LoadRequest, run_id: str) -> str:
    """Where the shards of a run are: in a folder of its own, which is gone when it ends."""
    among = request.shards
    if among is None:
        if not isinstance(request.warehouse, Path):
            raise StorageError("a lake has no folder beside it for shards: name one with --shards")
        among = f"{request.warehouse.absolute()}.shards"
    return f"{among.rstrip('/')}/{run_id}"


@dataclass
class _Tally:
    """What was found, and how much of it is done, in sources."""

    found: int = 0
    done: int = 0
    """Read, or found to need no reading."""
    is_whole: bool = False
    """Whether nothing more will be found."""
    unchanged: int = 0
    skipped: int = 0
    forgotten: int = 0
    still_rejected: list[Reject] = field(default_factory=list)

    @property
    def total(self) -> int | None:
        return self.found if self.is_whole else None

    def counted(self, found: Iterator[Batch]) -> Iterator[Batch]:
        for batch in found:
            settled = batch.unchanged + batch.forgotten + len(batch.rejects) + len(batch.still_rejected)
            self.found += len(batch.todo) + settled
            self.done += settled
            self.unchanged += batch.unchanged
            self.skipped += batch.skipped
            self.forgotten += batch.forgotten
            self.still_rejected += batch.still_rejected
            self.is_whole = batch.last
            yield batch


def _handed_on(
    found: Iterator[Batch], folder: Path, load_here: Callable[[Batch], None]
) -> Iterator[Sequence[SourceItem]]:
    """What others are to read; what only this machine has, being fetched into the folder, is loaded here."""
    for batch in found:
        fetched = [item for item in batch.todo if not item.stored and item.path.is_relative_to(folder)]
        load_here(replace(batch, todo=fetched))
        if len(fetched) < len(batch.todo):
            yield [item for item in batch.todo if item not in fetched] if fetched else batch.todo


def _counted(
    results: Iterator[Loadable | Reject], progress: Progress, done: int, total: int | None
) -> Iterator[Loadable | Reject]:
    for number, each in enumerate(results, start=1):
        progress("load", done + number, total)
        yield each


def _keep(request: LoadRequest, prepared: list[Loadable]) -> tuple[list[Loadable], list[Reject]]:
    if request.keep_originals is None:
        return prepared, []
    return keep_originals(prepared, request.keep_originals, workers=request.workers)


class _Writer:
    """Commits batches one after the other in a thread; one may be under way while the next is made."""

    def __init__(self, request: LoadRequest, run_id: str) -> None:
        self._request = request
        self._run_id = run_id
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warehouse-writer")
        self._commit: Future[Loaded] | None = None
        self._not_before = 0.0
        self._families: Counter[str] = Counter()
        self.counts = Counts()
        self.rejects: list[Reject] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()  # A commit that is under way is finished, whatever happened.

    @property
    def facts(self) -> Mapping[str, int]:
        """Facts by family of what was written."""
        return dict(self._families)

    def write(
        self,
        prepared: Sequence[Loadable],
        rejects: Sequence[Reject] = (),
        sightings: Sequence[Sighting] = (),
        resolved: Sequence[str] = (),
    ) -> None:
        """Begin to commit a batch, after the one before it. Raises what that one's commit raised."""
        self.settle()
        self.rejects += rejects
        for each in prepared:
            self._families.update(each.prepared.families)
        is_new = not _is_file(self._request.warehouse)
        self._commit = self._thread.submit(
            self._written,
            is_new,
            [each.prepared for each in prepared],
            rejects,
            sightings,
            resolved,
        )

    def _written(
        self,
        is_new: bool,
        items: Sequence[Prepared],
        rejects: Sequence[Reject],
        sightings: Sequence[Sighting],
        resolved: Sequence[str],
    ) -> Loaded:
        """Commit in the thread, not before readers had their turn."""
        time.sleep(max(0.0, self._not_before - time.monotonic()))
        try:
            return load_batch(
                self._request.warehouse,
                items,
                rejects,
                sightings,
                resolved,
                run_id=self._run_id,
                program_version=self._request.program_version,
                supersede=self._request.supersede,
                wait_seconds=COMMIT_PATIENCE * self._request.wait_seconds,
            )
        finally:
            # Nobody waits for a file that is just being made, nor for a lake.
            self._not_before = time.monotonic() + (0.0 if is_new else READERS_SECONDS)

    def settle(self) -> None:
        """Wait for the commit that is under way. Raises what it raised."""
        if self._commit is None:
            return
        commit, self._commit = self._commit, None
        loaded = commit.result()
        self.rejects += loaded.rejected
        self.counts = Counts(*map(sum, zip(astuple(self.counts), astuple(loaded.counts), strict=True)))


def _is_file(place: Place) -> bool:
    return isinstance(place, Path) and place.exists()
