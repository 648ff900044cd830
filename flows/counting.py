"""Counting ahead what there is to load, so that it can be told how much of it is left."""

import threading
from collections.abc import Sequence

import corpus
from corpus import SourceItem, WebAddress


class Ahead:
    """Counts the sources at paths in a thread, while the first of them are loaded.

    It looks at what this machine lists quickly: where there is an address or a container among the paths, nobody knows
    how many sources there are before it is opened, and ``total`` stays None.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self.total: int | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._count, args=(tuple(paths),), name="count-ahead", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Count no further."""
        self._stopped.set()
        self._thread.join()

    def wait(self) -> int | None:
        """The total when the counting has come to its end."""
        self._thread.join()
        return self.total

    def _count(self, paths: Sequence[str]) -> None:
        if any(corpus.is_address(path) for path in paths):
            return
        count = 0
        try:
            for each in corpus.discover(paths):
                if self._stopped.is_set() or isinstance(each, WebAddress):
                    return
                if isinstance(each, SourceItem):
                    if corpus.is_container(each):
                        return
                    count += 1
        except corpus.MissingPathError:
            return  # The load tells it.
        self.total = count
