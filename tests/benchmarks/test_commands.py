import pytest

from benchmarks.commands import CommandFailed, run_python


def test_a_command_is_timed_with_its_lines() -> None:
    code = (
        "import sys; print('out'); print('begun', file=sys.stderr); sum(range(10**6)); print('ended', file=sys.stderr)"
    )
    ran = run_python("-c", code)
    assert ran.out == "out\n"
    assert 0 < ran.when("beg", "un") <= ran.when("ended") <= ran.seconds
    assert ran.cpu_seconds > 0
    with pytest.raises(CommandFailed, match="no line with never came"):
        ran.when("never")


def test_a_command_that_fails_measures_nothing() -> None:
    with pytest.raises(CommandFailed, match="status 3: why"):
        run_python("-c", "import sys; print('why', file=sys.stderr); sys.exit(3)")
