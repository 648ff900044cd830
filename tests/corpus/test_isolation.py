"""Bombs, as Tika's mock parser throws them. They are made of the standard library's functions, so that workers find them."""

import contextlib
import ctypes
import itertools
import json
import operator
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from corpus import Failure, Outcome, WorkerStartError, run_in_process, run_isolated, was_killed_from_outside

Call = Callable[[], object]

ROOT = Path(__file__).parents[2]
MB = 1 << 20
MANY = 600

REGEX_THAT_HOLDS_THE_INTERPRETER_LOCK = partial(re.match, "(a+)+$", "a" * 60 + "b")
SLEEP_WITH_SIGNALS_BLOCKED = partial(
    exec, "import signal, time; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32)); time.sleep(600)"
)
VALUE_THAT_CANNOT_BE_RESTORED = partial(
    eval, "(lambda m: (setattr(m, 'Odd', type('Odd', (), {'__module__': 'types'})), m.Odd())[1])(__import__('types'))"
)


def results(calls: list[Call], **options: object) -> list[object]:
    settings: dict[str, object] = {"workers": 2, "timeout": 60.0} | options
    outcomes: Iterator[Outcome[Call, object]] = run_isolated(operator.call, calls, **settings)  # type: ignore[arg-type]
    return [outcome.result for outcome in outcomes]


BOMBS: list[tuple[str, Call, str, str]] = [
    ("exit", partial(os._exit, 3), "crashed", "exit status 3"),
    ("exit without a fault", partial(os._exit, 0), "crashed", "exit status 0"),
    ("kill", partial(signal.raise_signal, signal.SIGKILL), "crashed", "signal 9"),
    ("segmentation fault", partial(ctypes.string_at, 0), "crashed", "signal 11"),
    ("abort", os.abort, "crashed", "signal 6"),
    ("one great allocation", partial(bytes, 1 << 40), "memory", "needed more than"),
    (
        "creeping allocation",
        partial(exec, "held = []\nwhile True: held.append(bytearray(1 << 20))", {}),
        "memory",
        "needed more than",
    ),
    ("exception", partial(int, "năm"), "error", "ValueError: invalid literal"),
    (
        "exception with a code",
        partial(exec, "import corpus; raise corpus.ReadError('empty', 'no text')"),
        "empty",
        "no text",
    ),
    ("hostile message", partial(exec, "raise OSError('a\\n\\x1b[2J\\udc80b')"), "error", "OSError: a [2J b"),
    ("long message", partial(exec, "raise OSError('a' * 10**7)"), "error", "OSError: aaa"),
    ("message that fails", partial(exec, "class E(Exception):\n def __str__(self): 1 / 0\nraise E", {}), "error", "E"),
    ("exit by exception", partial(sys.exit, 4), "error", "SystemExit: 4"),
    ("endless recursion", partial(exec, "def f(): f()\nf()", {}), "error", "RecursionError"),
    ("deep nesting", partial(json.loads, "[" * 200_000), "error", "RecursionError"),
    ("value that cannot be pickled", threading.Lock, "error", "pickle"),
    ("value that cannot be restored", VALUE_THAT_CANNOT_BE_RESTORED, "error", "restored"),
    ("great value", partial(bytes, 5 * MB), "output", "5,2"),
]


@pytest.mark.parametrize(("bomb", "code", "reason"), [bomb[1:] for bomb in BOMBS], ids=[bomb[0] for bomb in BOMBS])
def test_only_the_item_that_fails_fails(bomb: Call, code: str, reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    calls: list[Call] = [partial(str, number) for number in range(6)]
    calls[2] = bomb
    found = results(calls, memory=200 * MB, output=4 * MB)
    failure = found.pop(2)
    assert isinstance(failure, Failure)
    assert failure.code == code
    assert reason in failure.reason
    assert failure.reason.isprintable()
    assert len(failure.reason) < 600
    assert found == ["0", "1", "3", "4", "5"]
    assert capfd.readouterr() == ("", "")


def test_workers_whose_server_is_killed_are_no_fault_of_their_items() -> None:
    killing = partial(exec, "import os, signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)")
    first, failure, *others = results([partial(str, 1), killing, partial(str, 2), partial(str, 3)], workers=1)
    assert isinstance(failure, Failure)
    assert was_killed_from_outside(failure)
    assert [first, *others] == ["1", "2", "3"]


@pytest.mark.parametrize("workers", [1, 2])
def test_hung_items_are_killed_and_the_others_go_on(workers: int) -> None:
    bombs: list[Call] = [partial(time.sleep, 600), SLEEP_WITH_SIGNALS_BLOCKED, REGEX_THAT_HOLDS_THE_INTERPRETER_LOCK]
    calls = [call for number, bomb in enumerate(bombs) for call in (partial(str, number), bomb)]
    found = results([*calls, partial(str, "last")], workers=workers, timeout=0.5)
    late = Failure("timeout", "not finished after 0.5 s")
    assert found == ["0", late, "1", late, "2", late, "last"]


def test_nothing_but_bombs() -> None:
    found = results([partial(os._exit, 1)] * 7)
    assert [failure.code for failure in found if isinstance(failure, Failure)] == ["crashed"] * 7


def test_programs_that_an_item_started_die_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"import subprocess; p = subprocess.Popen(['sleep', '600']); open({str(note)!r}, 'w').write(str(p.pid)); p.wait()"
    assert results([partial(exec, code)], timeout=1.0) == [Failure("timeout", "not finished after 1 s")]
    assert_gone(int(note.read_text()))


@pytest.mark.parametrize("ordered", [True, False])
def test_every_item_has_one_outcome(ordered: bool) -> None:
    outcomes = list(run_isolated(str, range(MANY), workers=2, ordered=ordered))
    assert all(outcome.result == str(outcome.item) for outcome in outcomes)
    numbers = [outcome.item for outcome in outcomes]
    assert (numbers if ordered else sorted(numbers)) == list(range(MANY))


def test_unordered_outcomes_do_not_wait_for_a_slow_one(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    slow = f"import os, time\nwhile not os.path.exists({str(gate)!r}): time.sleep(0.01)"
    calls: list[Call] = [partial(exec, slow), *[partial(str, number) for number in range(MANY)]]
    seen = 0
    for outcome in run_isolated(operator.call, calls, workers=2, ordered=False):
        seen += 1
        if outcome.item is calls[-1]:
            assert seen == MANY
            gate.touch()
    assert seen == MANY + 1


@pytest.mark.parametrize("ordered", [True, False])
def test_items_are_taken_as_they_are_needed(ordered: bool) -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with contextlib.closing(run_isolated(str, endless(), workers=2, ordered=ordered)) as outcomes:
        for outcome in itertools.islice(outcomes, 300):
            assert taken - outcome.item <= 2 * 32


def test_a_slow_item_does_not_let_finished_ones_pile_up(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    taken = 0

    def calls() -> Iterator[Call]:
        nonlocal taken
        yield partial(exec, f"import os, time\nwhile not os.path.exists({str(gate)!r}): time.sleep(0.01)")
        for taken in range(MANY):
            if taken == 50:
                gate.touch()
            yield partial(str, taken)

    outcomes = run_isolated(operator.call, calls(), workers=2)
    next(outcomes)
    assert taken <= 2 * 32
    assert len(list(outcomes)) == MANY


def test_a_worker_serves_many_items_and_one_that_ran_out_of_memory_is_replaced() -> None:
    pids = results([os.getpid] * 5, workers=1)
    assert len(set(pids)) == 1
    before, failure, after = results([os.getpid, partial(bytes, 1 << 40), os.getpid], workers=1)
    assert isinstance(failure, Failure)
    assert before != after


def test_a_worker_that_keeps_memory_is_replaced() -> None:
    keep = partial(exec, "import sys; sys.kept = getattr(sys, 'kept', []) + [bytearray(b'x') * (40 << 20)]")
    calls: list[Call] = [os.getpid]
    for _ in range(4):
        calls += [keep, os.getpid]
    pids = results(calls, workers=1, memory=120 * MB)
    assert len(set(pids[::2])) > 1
    assert pids[1::2] == [None] * 4


def test_standard_output_of_workers_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert results([partial(print, "chatter"), partial(os.write, 1, b"chatter")]) == [None, 7]
    assert capfd.readouterr() == ("", "")


def test_the_initializer_runs_once_in_each_worker() -> None:
    count = partial(exec, "import sys; sys.started = getattr(sys, 'started', 0) + 1")
    calls: list[Call] = [partial(eval, "__import__('sys').started")] * 4
    assert results(calls, workers=1, initializer=count) == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("initializer", "reason"),
    [
        (partial(int, "x"), "ValueError"),
        (partial(os._exit, 5), "exit status 5"),
        (partial(ctypes.string_at, 0), "signal 11"),
    ],
)
def test_a_failing_initializer_is_no_fault_of_the_items(initializer: Call, reason: str) -> None:
    with pytest.raises(WorkerStartError, match=reason):
        results([os.getpid], initializer=initializer)


def test_no_items_start_no_worker() -> None:
    assert results([], initializer=partial(os._exit, 5)) == []


def test_an_exception_of_the_items_comes_through() -> None:
    def items() -> Iterator[Call]:
        yield os.getpid
        raise LookupError("the list broke off")

    with pytest.raises(LookupError, match="broke off"):
        list(run_isolated(operator.call, items(), workers=2))


def test_closing_early_leaves_no_process_behind() -> None:
    calls: list[Call] = [os.getpid, os.getpid, partial(time.sleep, 600), partial(time.sleep, 600)]
    with contextlib.closing(run_isolated(operator.call, calls, workers=2)) as outcomes:
        pids = [next(outcomes).result, next(outcomes).result]
    for pid in pids:
        assert isinstance(pid, int)
        assert_gone(pid)


def test_works_in_a_thread_beside_others() -> None:
    found: list[list[object]] = []
    threads = [
        threading.Thread(target=lambda: found.append(results([partial(abs, -3), partial(os._exit, 1)]))) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each[0] for each in found] == [3, 3]
    assert all(isinstance(each[1], Failure) for each in found)


@pytest.mark.parametrize("options", [{"workers": 0}, {"timeout": 0.0}, {"memory": 0}, {"output": -1}])
def test_limits_must_be_positive(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="positive"):
        results([], **options)


def test_in_process_carries_exceptions_the_same_way() -> None:
    calls: list[Call] = [partial(abs, -1), partial(int, "x"), partial(sys.exit, 2), BOMBS[8][1]]
    found = [outcome.result for outcome in run_in_process(operator.call, calls)]
    assert found[0] == 1
    assert [failure.code for failure in found[1:] if isinstance(failure, Failure)] == ["error", "error", "empty"]


def test_in_process_lets_an_interrupt_through() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(run_in_process(operator.call, [partial(signal.raise_signal, signal.SIGINT)]))


SCRIPT = """
import operator, os, time
from functools import partial
from corpus import run_isolated

if __name__ == "__main__":
    calls = [os.getpid, os.getpid, partial(time.sleep, 600), partial(time.sleep, 600)]
    try:
        for outcome in run_isolated(operator.call, calls, workers=2, timeout={timeout}):
            print(outcome.result, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@contextlib.contextmanager
def script_at_work(tmp_path: Path, timeout: float) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A script that is a process group of its own, as in a terminal, with two workers at a long item."""
    path = tmp_path / "script.py"
    path.write_text(SCRIPT.format(timeout=timeout), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as script:
        assert script.stdout is not None
        try:
            yield script, [int(script.stdout.readline()), int(script.stdout.readline())]
        finally:
            script.kill()


def test_an_interrupt_ends_everything_without_a_word_of_the_workers(tmp_path: Path) -> None:
    with script_at_work(tmp_path, timeout=600) as (script, pids):
        os.killpg(script.pid, signal.SIGINT)
        assert script.communicate() == ("interrupted\n", "")
    assert script.returncode == 0
    for pid in pids:
        assert_gone(pid)


def test_hung_workers_of_a_killed_parent_end_themselves(tmp_path: Path) -> None:
    with script_at_work(tmp_path, timeout=0.2) as (script, pids):
        script.kill()
        # Their own alarm comes a second after their time, and they hold the standard error until then.
        assert script.communicate()[0] == ""
    for pid in pids:
        assert_gone(pid)


def assert_gone(pid: int) -> None:
    """Wait until a process has ended; one that does not is found by the runner's time limit."""
    while True:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state in "ZX":
            return
        time.sleep(0.01)


def test_time_is_given_for_steps_with_limits_of_their_own() -> None:
    ends = "import time, corpus; corpus.allow_time(0.1); time.sleep(60)"
    late = partial(exec, ends, {})
    slow = partial(exec, "import time, corpus\nfor _ in range(3):\n    corpus.allow_time(5.0)\n    time.sleep(0.5)", {})
    # The call that asks for less than it has keeps what it has.
    assert results([slow, late], workers=1, timeout=1.0) == [None, Failure("timeout", "not finished after 1 s")]
