"""Running a function on hostile items, in worker processes that may hang, swell or die.

Every worker holds one item at a time, has a pipe of its own, and is killed from outside when the item's time is over;
whatever becomes of it, that one item fails and all others go on.

Libraries that were tried first: ``concurrent.futures`` (and with it Prefect's process runner and joblib's loky) gives
up every waiting item when one worker dies, and cannot stop a hung one. ``pebble`` 5.2 has time limits and replaces dead
workers, but these share one pipe: a worker killed while it wrote its result broke the whole pool in one run of four
(compare its issues 153 and 163). Hence this module, on the process and pipe classes of the standard library.
"""

import contextlib
import math
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
Value = TypeVar("Value")

DEFAULT_TIMEOUT = 20.0
DEFAULT_MEMORY = 1 << 30
DEFAULT_OUTPUT = 64 << 20

_CONTEXT = multiprocessing.get_context("forkserver")

_START_TIMEOUT = 120.0
_START_ATTEMPTS, _START_PAUSE = 3, 0.2
# A worker ends itself when nobody killed it this long after its time: its parent died, or is busy elsewhere.
_GRACE = 1.0
# Seconds that a worker gets to leave by itself when there is nothing more to do.
_LEAVE_TIMEOUT = 1.0
# A worker that kept more than this share of its allowance from earlier items is replaced.
_MOST_KEPT = 0.25
_LONGEST_REASON = 500  # characters
# Items that may be on their way for each worker when the order is kept and one of them is late.
_WINDOW = 32

_ENDED_BY = "the worker was killed by signal"
_KILLED = f"{_ENDED_BY} {signal.SIGKILL:d} "
_LEFT_WITH = "the worker left with exit status"
# What multiprocessing says of all workers where the server was killed that they were forked from.
_ORPHANED = f"{_LEFT_WITH} 255"

# The first byte of a worker's answer; the pickled value or Failure follows. Or it asks for so many seconds more.
_STAYING, _LEAVING, _ASKING = b"s", b"l", b"a"

_ask_for_time: Callable[[float], None] = lambda seconds: None  # noqa: E731  Set in workers.


@dataclass(frozen=True)
class Failure:
    """Why an item has no value.

    ``code`` is ``timeout``, ``memory``, ``output``, ``crashed`` or ``error``, or what the exception that the function
    raised has as ``code`` (see ``ReadError``); ``reason`` is one line.
    """

    code: str
    reason: str


@dataclass(frozen=True)
class Outcome(Generic[Item, Value]):
    """What became of an item: what the function returned, or why it returned nothing."""

    item: Item
    result: Value | Failure


def was_killed_from_outside(failure: Failure) -> bool:
    """Whether a worker was killed by someone else, or what it was forked from: where memory is short, the system chooses
    a process, guilty or not."""
    return failure.code == "crashed" and (failure.reason.startswith(_KILLED) or failure.reason == _ORPHANED)


class WorkerStartError(RuntimeError):
    """No worker can be started: the fault is not in an item, and no item was lost."""


def allow_time(seconds: float) -> None:
    """Give the item at hand at least ``seconds`` from now on, whatever its limit was: for steps with limits of their own.

    The function that works on the item calls it, for each page of a scan, say; it has to bound the number of calls. It
    does nothing outside of ``run_isolated``.
    """
    _ask_for_time(seconds)


def run_in_process(function: Callable[[Item], Value], items: Iterable[Item]) -> Iterator[Outcome[Item, Value]]:
    """Run ``function`` on each item here, without isolation and limits; its exceptions become failures all the same."""
    for item in items:
        yield Outcome(item, _attempt(function, item))


def run_isolated(
    function: Callable[[Item], Value],
    items: Iterable[Item],
    *,
    workers: int,
    timeout: float = DEFAULT_TIMEOUT,
    memory: int = DEFAULT_MEMORY,
    output: int = DEFAULT_OUTPUT,
    initializer: Callable[[], object] | None = None,
    preload: Sequence[str] = (),
    ordered: bool = True,
) -> Generator[Outcome[Item, Value], None, None]:
    """Run ``function`` on each item in worker processes and yield what became of it.

    Items are taken from ``items`` as workers become free, so any number of them needs a bounded amount of memory. The
    workers live as long as the iterator: they are gone when it is exhausted, closed, or left by an exception. May be
    called from any thread; a script that calls it needs the usual ``if __name__ == "__main__"``.

    Args:
        function: called with an item; it, the items and its values are pickled.
        workers: the number of processes, at least 1. They are started when there are items for them.
        timeout: seconds of wall-clock time for one item.
        memory: bytes of address space that one item may take beyond what its worker holds before it (Linux).
        output: bytes of the pickled value of one item.
        initializer: called once in each new worker, without limits; for loading models.
        preload: modules that are imported once and shared by all workers, those of the function's packages above all.
            Only the first call in a process has this choice; afterwards it only costs time.
        ordered: yield in the order of the items, or else as they are finished.

    Raises:
        WorkerStartError: a worker cannot start, or the initializer fails; nothing is known of the remaining items.
        ValueError: a limit or the number of workers is not positive.
    """
    if workers < 1 or min(timeout, memory, output) <= 0:
        raise ValueError("workers, timeout, memory and output must be positive")
    task = _Task(pickle.dumps((function, initializer)), timeout, memory, output)
    return _run(task, items, workers, preload, ordered)


@dataclass(frozen=True)
class _Task:
    """What every worker is told when it starts."""

    calls: bytes  # the function and the initializer, pickled: the worker loads them when it can report a failure
    timeout: float
    memory: int
    output: int


def _run(
    task: _Task, items: Iterable[Item], size: int, preload: Sequence[str], ordered: bool
) -> Generator[Outcome[Item, Any], None, None]:
    source = enumerate(items)
    waiting: deque[tuple[int, Item]] = deque()  # taken from the source, and held by no worker
    finished: dict[int, Outcome[Item, Any]] = {}
    taken = yielded = 0
    crew: list[_Worker[Item]] = []
    try:
        while True:
            busy = sum(worker.held is not None for worker in crew)
            while len(waiting) < size - busy and (not ordered or taken - yielded < _WINDOW * size):
                try:
                    waiting.append(next(source))
                except StopIteration:
                    break
                taken += 1
            if not waiting and not busy:
                return
            while len(crew) < size and len(crew) - busy < len(waiting):
                crew.append(_started(task, preload))
            for worker in crew:
                if worker.idle and waiting and worker.give(*waiting[0]):
                    waiting.popleft()
            for worker in _due(crew):
                done = worker.collect()
                if done is not None:
                    number, outcome = done
                    finished[number] = outcome
                if not worker.alive:
                    crew.remove(worker)
            while finished and (not ordered or yielded in finished):
                yield finished.pop(yielded if ordered else next(iter(finished)))
                yielded += 1
    finally:
        for worker in crew:
            worker.dismiss()
        for worker in crew:
            worker.bury()


def _started(task: _Task, preload: Sequence[str]) -> "_Worker[Any]":
    """A new worker; where the server is just being killed by someone, one of the server after it.

    Raises:
        WorkerStartError: none can be started.
    """
    for _ in range(_START_ATTEMPTS - 1):
        _start_server(preload)
        try:
            return _Worker(task)
        except WorkerStartError as error:
            if not isinstance(error.__cause__, (ConnectionError, EOFError)):
                raise
            time.sleep(_START_PAUSE)
    _start_server(preload)
    return _Worker(task)


def _start_server(preload: Sequence[str]) -> None:
    """Start the server that workers are forked from, unless it runs.

    It is a process without threads, whatever the threads of this one. Its children inherit that SIGINT is blocked: a
    Ctrl-C in a terminal reaches them too, and would make those print a traceback that are just being started.
    """
    resource_tracker.ensure_running()  # It would unblock the signals if it were started inside.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.set_forkserver_preload(["__main__", __name__, *preload])
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _due(crew: Sequence["_Worker[Item]"]) -> list["_Worker[Item]"]:
    """Wait for the workers that have something to say, have died, or have run out of time."""
    deadline = min(worker.deadline for worker in crew)
    handles = [handle for worker in crew for handle in (worker.connection, worker.process.sentinel)]
    left = None if deadline == math.inf else max(0.0, deadline - time.monotonic())
    ready = set(wait(handles, left))
    now = time.monotonic()
    return [w for w in crew if w.connection in ready or w.process.sentinel in ready or w.deadline <= now]


class _Worker(Generic[Item]):
    """A process, the pipe to it, and the item it holds; seen from the parent."""

    def __init__(self, task: _Task) -> None:
        self._task = task
        self._ready = False
        self._served = False
        self.alive = True
        self.held: tuple[int, Item] | None = None
        self.deadline = time.monotonic() + _START_TIMEOUT
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, task), daemon=True)
        try:
            self.process.start()
        except (OSError, EOFError) as error:
            self.connection.close()
            raise WorkerStartError(f"no worker process can be started: {_describe(error)}") from error
        finally:
            theirs.close()

    @property
    def idle(self) -> bool:
        return self.alive and self._ready and self.held is None

    def give(self, number: int, item: Item) -> bool:
        """Hand an item over, whose time begins; return False if the worker is dead."""
        payload = pickle.dumps(item)
        try:
            self.connection.send_bytes(payload)
        except OSError:
            return False
        self.held = (number, item)
        self.deadline = time.monotonic() + self._task.timeout
        return True

    def collect(self) -> tuple[int, Outcome[Item, Any]] | None:
        """Return the number and outcome of the item it held, and None when it held none."""
        try:
            # Its last words first: it may have answered and died, or answered after its time.
            message = self.connection.recv_bytes() if self.connection.poll() else None
        except (EOFError, OSError):
            message = None
        if self.held is not None and message is not None and message[:1] == _ASKING:
            self.deadline = max(self.deadline, time.monotonic() + float(message[1:]))
            return None
        held = self.held
        if message is None:
            fate = self._end()
            return None if held is None else (held[0], Outcome(held[1], fate))
        if held is None:
            if message:
                raise WorkerStartError(f"a worker cannot start: {message.decode()}")
            self._ready = True
            self.deadline = math.inf
            return None
        self._served = True
        self.held = None
        self.deadline = math.inf
        if message[:1] == _LEAVING:
            self._end()
        return held[0], Outcome(held[1], _restore(message[1:]))

    def dismiss(self) -> None:
        """Send it home, and kill it if it is at work."""
        if not self.idle:
            self._kill()
        self.connection.close()

    def bury(self) -> None:
        """Wait until a dismissed worker is gone."""
        self.process.join(_LEAVE_TIMEOUT)
        self._kill()

    def _end(self) -> Failure:
        """Make sure that it is dead, and say what that means for an item that it held."""
        late = self.process.is_alive() and time.monotonic() >= self.deadline
        if not late:
            self.process.join(_LEAVE_TIMEOUT)  # Else our signal might hide the one that it dies of.
        idle, self.alive = self.held is None, False
        self._kill()
        self.connection.close()
        status = self.process.exitcode
        if late or status == -signal.SIGALRM:
            fate = Failure("timeout", f"not finished after {self._task.timeout if self._ready else _START_TIMEOUT:g} s")
        elif status is not None and status < 0:
            fate = Failure("crashed", f"{_ENDED_BY} {-status} ({signal.strsignal(-status)})")
        else:
            fate = Failure("crashed", f"{_LEFT_WITH} {status}")
        if idle and not self._served:
            raise WorkerStartError(f"a worker was lost before it had an item: {fate.reason}")
        return fate

    def _kill(self) -> None:
        # The group too, dead leader or not: programs that the function started belong to it.
        if self.process.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join(_LEAVE_TIMEOUT)


def _restore(payload: bytes) -> Any:
    try:
        return pickle.loads(payload)
    except Exception as error:  # noqa: BLE001  Objects may refuse to be restored in any way they like.
        return Failure("error", f"the value cannot be restored: {_describe(error)}")


def _serve(connection: Connection, task: _Task) -> None:
    """The life of a worker."""
    os.setsid()  # A group of its own to be killed with, and no Ctrl-C from the terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGALRM})
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # Standard output is the parent's, for facts.
    os.close(nowhere)
    # An OSError or EOFError of the pipe: the parent is gone, and there is nobody to tell.
    with contextlib.suppress(OSError, EOFError):
        try:
            function, initializer = pickle.loads(task.calls)
            if initializer is not None:
                initializer()
        except BaseException as error:  # noqa: BLE001  Whatever it is, the parent tells it.
            connection.send_bytes(_describe(error).encode())
            return
        connection.send_bytes(b"")
        global _ask_for_time  # noqa: PLW0603  A worker is one process with one parent.
        _ask_for_time = partial(_ask, connection)
        most_kept = math.inf
        leaving = False
        while not leaving:
            answer, out_of_memory = _answer(function, connection.recv_bytes(), task)
            # What ran out of memory somewhere inside a library may have left it in any state.
            leaving = out_of_memory or _memory_in_use().resident > most_kept
            connection.send_bytes((_LEAVING if leaving else _STAYING) + answer)
            if most_kept == math.inf:  # From after the first item, which may import what all others use.
                most_kept = _memory_in_use().resident + _MOST_KEPT * task.memory


def _ask(connection: Connection, seconds: float) -> None:
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    signal.setitimer(signal.ITIMER_REAL, max(left, seconds + _GRACE))
    connection.send_bytes(_ASKING + repr(float(seconds)).encode())


def _answer(function: Callable[[Any], object], payload: bytes, task: _Task) -> tuple[bytes, bool]:
    """Return the pickled value or Failure of one item, and whether memory ran out."""
    signal.setitimer(signal.ITIMER_REAL, task.timeout + _GRACE)
    _limit_memory(task.memory)
    result = _attempt(lambda item: pickle.dumps(function(pickle.loads(item))), payload)
    _limit_memory(None)
    signal.setitimer(signal.ITIMER_REAL, 0)
    if isinstance(result, bytes) and len(result) > task.output:
        result = Failure(
            "output",
            f"the result has {len(result):,} bytes; at most {task.output:,} are taken",
        )
    if isinstance(result, bytes):
        return result, False
    out_of_memory = result.code == "memory"
    if out_of_memory:
        result = Failure("memory", f"needed more than {task.memory:,} bytes of memory")
    return pickle.dumps(result), out_of_memory


def _attempt(function: Callable[[Item], Value], item: Item) -> Value | Failure:
    try:
        return function(item)
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except MemoryError:
        return Failure("memory", "ran out of memory")
    except BaseException as error:  # noqa: BLE001  SystemExit and the panics of Rust extensions are no Exception.
        code, reason = getattr(error, "code", None), getattr(error, "reason", None)
        if isinstance(code, str) and isinstance(reason, str):
            return Failure(code, reason)
        return Failure("error", _describe(error))


def _describe(error: BaseException) -> str:
    """Return the type and message of an exception: one line of bounded length that can be stored and printed."""
    try:
        message = str(error)
    except Exception:  # noqa: BLE001  Messages are made by code, which may fail.
        message = ""
    # Messages quote hostile content: line breaks, terminal escapes, lone surrogates.
    printable = " ".join("".join(c if c.isprintable() else " " for c in message[:_LONGEST_REASON]).split())
    return f"{type(error).__name__}: {printable}" if printable else type(error).__name__


class _Memory(NamedTuple):
    address_space: int
    resident: int


def _limit_memory(extra: int | None) -> None:
    """Let this process take ``extra`` bytes of address space beyond what it has, or as many as it likes."""
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = hard if extra is None else _memory_in_use().address_space + extra
        resource.setrlimit(
            resource.RLIMIT_AS,
            (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard),
        )


def _memory_in_use() -> _Memory:
    """Return what this process holds, in bytes; zeros where the system does not tell."""
    try:
        address_space, resident = Path("/proc/self/statm").read_text(encoding="ascii").split()[:2]
    except OSError:
        return _Memory(0, 0)
    return _Memory(
        int(address_space) * resource.getpagesize(),
        int(resident) * resource.getpagesize(),
    )
