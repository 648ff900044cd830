"""Opening a file that may vanish, change, or turn into something else meanwhile."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from corpus.rejects import ReadError

WRITTEN_TO = "written to while it was read"


@contextmanager
def opened(path: Path, *, mtime_ns: int | None = None) -> Iterator[BufferedReader]:
    """Open a regular file to be read, and see at the end of the block that it is what it was.

    Args:
        mtime_ns: the time of change that it was listed with, where it has to be the same still.

    Raises:
        ReadError: ``unreadable``, also where reading fails within the block; ``vanished``; ``changed``.
    """
    try:
        # O_NONBLOCK: a named pipe that took the file's place must not keep us waiting for its writer.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise ReadError("unreadable", "not a regular file any more")
            if mtime_ns is not None and before.st_mtime_ns != mtime_ns:
                raise ReadError("changed", "written to since it was listed")
            yield file
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        raise ReadError("vanished", "gone since it was listed") from error
    except OSError as error:
        raise ReadError("unreadable", error.strerror or str(error)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError("changed", WRITTEN_TO)
