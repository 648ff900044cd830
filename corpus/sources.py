"""Finding what there is to read: files and folders, listed in a fixed order without opening a file."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import NamedTuple

from corpus import storage
from corpus.containers.members import Member
from corpus.readers import media_type_of

_URL = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class SourceItem:
    """A file that a reader takes, or a member of a container, as it was when it was listed."""

    source: str
    """The path as given, or the folder as given joined with the path below it; ``archive.zip!/name`` for a member."""
    path: Path
    """Of the file; for a member, of the outermost container."""
    size: int
    """In bytes; for a member, as its container declares it."""
    mtime_ns: int | None
    """Time of the last change of the file at ``path``, in nanoseconds since 1970; None where it tells nothing."""
    media_type: str
    """What the suffix promises; ``read`` looks at the bytes."""
    doc_id: str
    """The stem of the file name."""
    inside: tuple[Member, ...] = ()
    """For a member: the way to it from the file at ``path``, container by container, itself the last."""
    charset: str = ""
    """The name of the encoding that was declared beside the file, which may be wrong; empty where there was none."""
    stored: str = ""
    """The address in storage of the file that is copied to ``path`` to be read: see ``corpus.copied``; mostly empty."""


@dataclass(frozen=True)
class WebAddress:
    """An http(s) address, as it was given; to be fetched."""

    source: str


@dataclass(frozen=True)
class Skipped:
    """An entry of a folder that is no document: to be counted, not to be reported one by one."""

    source: str
    reason: str


@dataclass(frozen=True)
class Unreadable:
    """A source that was asked for and cannot become a document: a reject."""

    source: str
    code: str
    """A key of ``REJECT_CODES``: ``unsupported``, ``unreadable`` or ``vanished``."""
    reason: str


class MissingPathError(Exception):
    """A PATH that does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"no such file or folder: {self.path}"


def discover(
    paths: Iterable[str | os.PathLike[str]],
) -> Iterator[SourceItem | Skipped | Unreadable | WebAddress]:
    """List what is at ``paths``, in their order; folders with everything below them, sorted by name.

    Containers such as ZIP archives are listed as the files that they are: see ``corpus.list_container``. http(s) addresses
    are handed on: see ``corpus.fetch``. Addresses of storage (``s3://``, …) are listed by fsspec, and their files
    named by address; they have to be ``corpus.copied`` before they are read, unless they are on this machine (``file://``).

    Every path is checked before this returns; the listing itself is done as it is consumed and holds the names of one
    folder (and of those above it) at a time. Inside a folder, hidden entries are passed over, files of a type that no
    reader takes are ``Skipped``, and so are symbolic links to folders, which also makes loops harmless. A path that was
    given itself may be hidden or a link; where no reader takes it, it is ``Unreadable``.

    Raises:
        MissingPathError: for the first path that does not exist.
        StorageError: for the first address of storage that cannot be used.
    """
    given = [os.fspath(path) for path in paths]
    for path in given:
        if not _URL.match(path) and _is_missing(path):
            raise MissingPathError(_printable(path))
    return _list_all(given)


def _is_stored(path: str) -> bool:
    return storage.is_address(path) and not os.path.lexists(path)


def _is_missing(path: str) -> bool:
    if _is_stored(path):
        return not storage.exists(path)
    try:
        os.lstat(path)
    except (
        FileNotFoundError,
        NotADirectoryError,
        ValueError,
    ):  # ValueError: a NUL in the path
        return True
    except OSError:
        return False  # It may exist; why it cannot be reached is told when it is listed.
    return False


def _list_all(given: Sequence[str]) -> Iterator[SourceItem | Skipped | Unreadable | WebAddress]:
    for path in given:
        if _URL.match(path):
            yield WebAddress(_printable(path))
            continue
        if _is_stored(path):
            yield from _list_stored(path)
            continue
        try:
            status = os.stat(path)
        except OSError as error:
            yield _unreachable(path, error)
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path)
        else:
            found = _examine(path)
            yield (Unreadable(found.source, "unsupported", found.reason) if isinstance(found, Skipped) else found)


def _list_stored(address: str) -> Iterator[SourceItem | Skipped | Unreadable | WebAddress]:
    here = storage.local_path(address)
    if here is None:
        yield from storage.listed(address)
        return
    prefix = len(_printable(str(here)))
    for each in _list_all([str(here)]):
        yield replace(each, source=f"{address.rstrip('/')}{each.source[prefix:]}")


def _walk(folder: str) -> Iterator[SourceItem | Skipped | Unreadable]:
    # A stack of its own instead of recursion: folders may nest deeper than Python's calls.
    waiting = [_entries(folder)]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, Unreadable):
            yield entry
        elif not entry.is_folder:
            yield _examine(entry.path)
        elif os.path.islink(entry.path):
            yield Skipped(_printable(entry.path), "a symbolic link to a folder")
        else:
            waiting.append(_entries(entry.path))


class _Entry(NamedTuple):
    path: str
    is_folder: bool


def _entries(folder: str) -> Iterator[_Entry | Unreadable]:
    """Yield what a folder holds, sorted by name and without hidden entries, or that it cannot be listed.

    What is yet to come is held as bare names: there may be some hundred thousand.
    """
    try:
        with os.scandir(folder) as entries:
            names, folders = [], set()
            for entry in entries:
                if not entry.name.startswith("."):
                    names.append(entry.name)
                    if _is_folder(entry):
                        folders.add(entry.name)
    except OSError as error:
        yield Unreadable(_printable(folder), "unreadable", f"folder cannot be listed: {_reason(error)}")
        return
    names.sort()
    for name in names:
        yield _Entry(os.path.join(folder, name), name in folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link to itself, a folder out of reach.
        return False


def _examine(path: str) -> SourceItem | Skipped | Unreadable:
    source = _printable(path)
    media_type = media_type_of(PurePath(path))
    if media_type is None:
        suffix = PurePath(source).suffix
        return Skipped(
            source,
            f"no reader takes {suffix} files" if suffix else "no reader takes files without a suffix",
        )
    try:
        status = os.stat(path)
    except OSError as error:
        return _unreachable(path, error)
    if not stat.S_ISREG(status.st_mode):
        return Skipped(source, "not a regular file")
    return SourceItem(
        source=source,
        path=Path(path),
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        media_type=media_type,
        doc_id=PurePath(source).stem,
    )


def _unreachable(path: str, error: OSError) -> Unreadable:
    if not isinstance(error, FileNotFoundError):
        return Unreadable(_printable(path), "unreadable", _reason(error))
    if os.path.islink(path):
        return Unreadable(_printable(path), "unreadable", "a symbolic link to nothing")
    return Unreadable(_printable(path), "vanished", "gone since it was listed")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _printable(path: str) -> str:
    """Return ``path`` as text that can be stored: bytes of a name that are no UTF-8 become ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")
