"""Batches of a load, read and extracted on a Dask cluster: a task a batch, which leaves a shard.

A worker of the cluster reads each document as a load on one machine does, in a process of its own under limits; so what
a document can ruin is that process. A worker that is lost all the same costs no document: the scheduler gives its batches
to others. A batch that several workers were lost with is split until one document is left, which is then a reject.
"""

import logging
import multiprocessing
import queue
import socket
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import corpus
from corpus import SourceItem, WorkerStartError
from flows.extraction import Extracted, extract_sources, in_portions, reject_of
from flows.shards import read_shard, remove_shard, write_shard
from warehouse import Reject

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 15.0
WORKERS_SECONDS = 60.0
"""How long a cluster may be without any worker."""
MISSING = "distribution needs the packages of the extra `dask`: pip install 'thidua[dask]'"

_TRIES = 3
_AHEAD = 2
"""Batches under way for each thread of the cluster: one that is worked on, and one that waits for it."""
_LOOK_SECONDS = 5.0
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

Settled = tuple[list[Extracted], list[Reject]]


class ClusterError(RuntimeError):
    """The cluster cannot do what it is asked for; the message is one line."""


class ShardNotWritten(RuntimeError):
    """A worker could not write what it had: at another time, or on another worker, it may go."""


class Future(Protocol):
    """What both Dask and Prefect give for a task that was submitted."""

    def result(self) -> list[str]: ...

    def add_done_callback(self, callback: Callable[[Any], object]) -> object: ...


Submit = Callable[[Sequence[SourceItem], str], Future]
"""Has `extract_shard` run with these arguments on the cluster."""


@dataclass(frozen=True)
class _Piece:
    """A batch, or a part of one, on its way; ``tries`` are those that failed."""

    items: tuple[SourceItem, ...]
    tries: int = 0


@dataclass(frozen=True)
class _Shards:
    addresses: tuple[str, ...]


@contextmanager
def connected(address: str, *, show_logs: bool = False) -> "Iterator[Client]":
    """A client of the cluster whose scheduler is at an address such as ``tcp://10.0.0.5:8786``; it has a worker.

    Raises:
        ClusterError: the packages are missing, the scheduler does not answer, or no worker comes within a minute.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(MISSING) from error
    if not show_logs:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address} ({type(error).__name__})") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WORKERS_SECONDS)
        except TimeoutError as error:
            raise ClusterError(
                f"the Dask scheduler at {address} has no workers: start some with `dask worker`"
            ) from error
        yield client


def is_on_this_machine(address: str) -> bool:
    """Whether the scheduler's address is one of the loopback interface, so that its workers are here too."""
    return urlsplit(address).hostname in _LOOPBACK


def submit_to(client: "Client") -> Submit:
    """How a client has `extract_shard` run."""
    return lambda items, folder: client.submit(extract_shard, items, folder, pure=False)


def extract_shard(items: Sequence[SourceItem], folder: str) -> list[str]:
    """Read and extract items on a worker of the cluster, one after the other, and leave what they gave; where it is.

    It is one shard, but for texts that are too large to be held together.

    Raises:
        ClusterError: nothing of it is to be seen from here.
        ShardNotWritten: there is no room, say.
        WorkerStartError: no process can be started.
    """
    _allow_children()
    here = [item.path for item in items if not item.stored]
    if here and not any(map(Path.exists, here)):
        raise ClusterError(
            f"{socket.gethostname()} does not see {here[0]}: PATH has to be storage that all workers share"
        )
    with (
        TemporaryDirectory(prefix="thidua-") as copies,
        closing(extract_sources(items, workers=1, copies=Path(copies), ordered=False)) as results,
    ):
        return [_written(folder, items, (*extracted, *rejects)) for extracted, rejects in in_portions(results)]


def _written(folder: str, items: Sequence[SourceItem], results: Sequence[Extracted | Reject]) -> str:
    try:
        return write_shard(folder, items, results)
    except Exception as error:
        raise ShardNotWritten(f"{socket.gethostname()} cannot write to {folder}: {_words(error)}") from error


def _allow_children() -> None:
    """Let this process start others. Dask's nanny makes its workers daemons, which may not; they are killed together all
    the same, since ours end when their parent does."""
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False


def settled_on(
    client: "Client", submit: Submit, batches: Iterable[Sequence[SourceItem]], folder: str
) -> Generator[Settled, None, None]:
    """Have batches extracted on a cluster, and yield what each gave, or a part of it, as it is finished.

    Batches are taken as the cluster has room for them. What is under way is given up when the iterator is closed.

    Args:
        folder: where workers leave shards; they are gone when they are read.

    Raises:
        ClusterError: the cluster cannot be used, or not any more.
    """
    source, waiting = iter(batches), deque[_Piece]()
    running: dict[int, tuple[_Piece, Future]] = {}
    finished: queue.SimpleQueue[int] = queue.SimpleQueue()
    numbers = count()

    def start(piece: _Piece) -> None:
        number = next(numbers)
        future = submit(piece.items, folder)
        running[number] = piece, future
        future.add_done_callback(lambda _: finished.put(number))

    while True:
        room = _room(client) - len(running)
        while room > 0:
            piece = waiting.popleft() if waiting else _next_piece(source)
            if piece is None:
                break
            start(piece)
            room -= 1
        if not running:
            return
        piece, future = running.pop(_first(finished, client))
        outcome = _outcome(piece, future)
        if isinstance(outcome, _Shards):
            for address in outcome.addresses:
                yield _read(address, piece)
                remove_shard(address)
        elif isinstance(outcome, Reject):
            yield [], [outcome]
        else:
            waiting.extend(outcome)


def _next_piece(source: Iterator[Sequence[SourceItem]]) -> _Piece | None:
    items = next(source, None)
    # A worker has another current folder.
    return None if items is None else _Piece(tuple(replace(item, path=_absolute(item)) for item in items))


def _absolute(item: SourceItem) -> Path:
    return item.path if item.stored else item.path.absolute()


def _room(client: "Client") -> int:
    """How many pieces may be under way."""
    return max(1, _AHEAD * sum(_threads(client).values()))


def _threads(client: "Client") -> Mapping[str, int]:
    try:
        threads: Mapping[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
    except Exception as error:
        raise ClusterError(f"the Dask scheduler does not answer any more: {_words(error)}") from error
    return threads


def _first(finished: "queue.SimpleQueue[int]", client: "Client") -> int:
    """The number of the piece that is finished next."""
    deserted: float | None = None
    while True:
        try:
            return finished.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            if _threads(client):
                deserted = None
            elif deserted is None:
                deserted = time.monotonic()
            elif time.monotonic() - deserted > WORKERS_SECONDS:
                raise ClusterError(
                    "the Dask cluster has no workers any more; the next load goes on from here"
                ) from None


def _outcome(piece: _Piece, future: Future) -> "_Shards | Reject | list[_Piece]":
    """Where the shards of a piece are, or what else there is to be done with it."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        return _Shards(tuple(future.result()))
    except KilledWorker:
        if len(piece.items) == 1:
            lost = "workers of the cluster were lost each time they had it"
            return reject_of(piece.items[0], "extract", "crashed", lost)
        middle = len(piece.items) // 2
        return [_Piece(piece.items[:middle]), _Piece(piece.items[middle:])]
    except (ShardNotWritten, WorkerStartError) as error:
        if piece.tries + 1 >= _TRIES:
            raise ClusterError(str(error)) from error
        return [replace(piece, tries=piece.tries + 1)]
    except ModuleNotFoundError as error:
        raise ClusterError(f"a worker lacks a package ({_words(error)}): each needs this version of thidua") from error
    except ClusterError:
        raise
    except RuntimeError as error:
        if "deserialization" not in str(error):
            raise
        raise ClusterError("the Dask scheduler cannot read the tasks: it needs this version of thidua too") from error
    except CancelledError as error:
        raise ClusterError("the Dask scheduler gave up the tasks; the next load goes on from here") from error


def _read(address: str, piece: _Piece) -> Settled:
    try:
        return read_shard(address, piece.items)
    except (OSError, corpus.StorageError) as error:
        raise ClusterError(f"{address}: written by a worker, and cannot be read here: {_words(error)}") from error


def _words(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
