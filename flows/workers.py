"""Running a function on many items: each in a worker that it may kill, or all of them here."""

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

import corpus
from corpus import Outcome

Item = TypeVar("Item")
Value = TypeVar("Value")

_WARM_START = "flows.warm_start"


def in_workers(
    function: Callable[[Item], Value],
    items: Iterable[Item],
    *,
    workers: int,
    initializer: Callable[[], object] | None = None,
    ordered: bool = True,
) -> Generator[Outcome[Item, Value], None, None]:
    """Run a function as `corpus.run_isolated` does, with 20 s and 1 GB an item; with no ``workers`` in this process,
    without limits.

    Raises:
        WorkerStartError: no worker can be started.
    """
    if workers == 0:
        if initializer is not None:
            initializer()
        yield from corpus.run_in_process(function, items)
        return
    yield from corpus.run_isolated(
        function, items, workers=workers, initializer=initializer, preload=(_WARM_START,), ordered=ordered
    )
