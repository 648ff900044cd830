"""Files in shared storage, named by addresses that fsspec knows: ``file:///mnt/reports``, ``s3://bucket/reports``.

What the storage has on the file system of this machine is read where it is; everything else is copied to be read.
"""

import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from corpus.isolation import allow_time
from corpus.readers import media_type_of
from corpus.rejects import ReadError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

    from corpus.sources import Skipped, SourceItem, Unreadable

_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*::)*[A-Za-z][A-Za-z0-9+.-]*://")
_PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")
_CHANGED_KEYS = ("mtime", "LastModified", "last_modified", "updated", "modified", "timeModified")
"""Under which of these the storage tells the time of change depends on the storage."""
_LONGEST_REASON = 300  # characters
_NANOSECONDS = 10**9
_COPY_SECONDS = 120.0


class StorageError(Exception):
    """An address of storage that cannot be used; the message is one line."""


def is_address(path: str) -> bool:
    """Whether a path is an address of storage. http(s) addresses are fetched otherwise: see ``corpus.fetch``."""
    return bool(_ADDRESS.match(path)) and not path.lower().startswith(("http://", "https://"))


def file_system(address: str) -> "tuple[AbstractFileSystem, str]":
    """The file system that an address names, and the path in it.

    Raises:
        StorageError: no package for it is installed, or it cannot be reached.
    """
    from fsspec.core import url_to_fs

    if _PASSWORD.search(address):
        # Addresses are kept as sources of documents.
        raise StorageError(f"{_scheme(address)}://…: holds a password; give it by the storage's own settings")
    try:
        system, path = url_to_fs(address)
    except ImportError as error:
        raise StorageError(f"{address}: a package is missing for {_scheme(address)}://: {_words(error)}") from error
    except ValueError as error:
        raise StorageError(f"{address}: no storage is known by {_scheme(address)}://: {_words(error)}") from error
    except Exception as error:  # Every storage has exceptions of its own.
        raise StorageError(f"{address}: cannot be reached: {_words(error)}") from error
    return system, path


def exists(address: str) -> bool:
    """Whether there is anything at an address.

    Raises:
        StorageError: the storage cannot be used.
    """
    system, path = file_system(address)
    try:
        return bool(system.exists(path))
    except Exception as error:
        raise StorageError(f"{address}: cannot be reached: {_words(error)}") from error


def local_path(address: str) -> Path | None:
    """Where what an address names is on the file system of this machine; None where it is elsewhere.

    Raises:
        StorageError: the storage cannot be used.
    """
    from fsspec.implementations.local import LocalFileSystem

    system, path = file_system(address)
    return Path(path) if isinstance(system, LocalFileSystem) else None


def listed(address: str) -> "Iterator[SourceItem | Skipped | Unreadable]":
    """List what is at an address that is not of this machine's file system, as ``corpus.discover`` lists folders.

    Raises:
        StorageError: the storage cannot be used.
    """
    from corpus.sources import Skipped, Unreadable

    system, root = file_system(address)
    try:
        status = system.info(root)
    except FileNotFoundError:
        yield Unreadable(address, "vanished", "gone since it was listed")
        return
    except Exception as error:  # noqa: BLE001  Every storage has exceptions of its own.
        yield Unreadable(address, "unreadable", _words(error))
        return
    if status["type"] == "directory":
        yield from _walk(system, root, address.rstrip("/"))
        return
    found = _examine(status, address)
    yield Unreadable(found.source, "unsupported", found.reason) if isinstance(found, Skipped) else found


def _walk(system: "AbstractFileSystem", root: str, address: str) -> "Iterator[SourceItem | Skipped | Unreadable]":
    from corpus.sources import Unreadable

    waiting: list[Iterator[tuple[str, dict[str, Any]] | Unreadable]] = [iter(_entries(system, root, address))]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, Unreadable):
            yield entry
        else:
            source, status = entry
            if status["type"] == "directory":
                waiting.append(iter(_entries(system, status["name"], source)))
            else:
                yield _examine(status, source)


def _entries(system: "AbstractFileSystem", folder: str, source: str) -> "list[tuple[str, dict[str, Any]] | Unreadable]":
    """What a folder holds, by name and without hidden entries, each with its address."""
    from corpus.sources import Unreadable

    try:
        statuses = system.ls(folder, detail=True)
    except Exception as error:  # noqa: BLE001
        return [Unreadable(source, "unreadable", f"folder cannot be listed: {_words(error)}")]
    itself = folder.strip("/")
    named = {
        PurePosixPath(status["name"]).name: status
        for status in statuses
        if status["name"].strip("/") != itself  # Object storage lists a folder's own marker in it.
    }
    return [(f"{source}/{name}", status) for name, status in sorted(named.items()) if not name.startswith(".")]


def _examine(status: "dict[str, Any]", source: str) -> "SourceItem | Skipped":
    from corpus.sources import Skipped, SourceItem

    name = PurePosixPath(source)
    media_type = media_type_of(name)
    if media_type is None:
        return Skipped(
            source, f"no reader takes {name.suffix} files" if name.suffix else "no reader takes files without a suffix"
        )
    return SourceItem(
        source=source,
        path=Path(name.name),
        size=int(status.get("size") or 0),
        mtime_ns=_changed_ns(status),
        media_type=media_type,
        doc_id=name.stem,
        stored=source,
    )


def _changed_ns(status: "dict[str, Any]") -> int | None:
    """The time of the last change, where the storage tells it in a form that is known."""
    changed = next((status[key] for key in _CHANGED_KEYS if status.get(key)), None)
    if isinstance(changed, str):
        try:
            changed = datetime.fromisoformat(changed)
        except ValueError:
            return None
    if isinstance(changed, datetime):
        aware = changed if changed.tzinfo else changed.replace(tzinfo=UTC)
        return round(aware.timestamp() * 10**6) * 1000  # Microseconds are all that it holds.
    return round(changed * _NANOSECONDS) if isinstance(changed, int | float) else None


def copied(item: "SourceItem", folder: Path) -> "SourceItem":
    """A stored item with a copy of its file in the folder at its ``path``; any other as it is.

    For a member of a container the copy is that of the outermost container. A file that was copied into the folder
    already is not copied again. In isolation a copy has two minutes.

    Raises:
        ReadError: ``vanished``, ``changed``, ``unreadable``, ``too_big``.
        OSError: the copy cannot be written.
    """
    from corpus.reading import MOST_BYTES

    if not item.stored:
        return item
    if not item.inside and not _may_be_opened(item) and item.size > MOST_BYTES:
        raise ReadError("too_big", f"{item.size:,} bytes; at most {MOST_BYTES:,} are read")
    place = copy_at(folder, item)
    if not place.exists():
        allow_time(_COPY_SECONDS)
        _copy(item, place)
    return replace(item, path=place)


def copy_at(folder: Path, item: "SourceItem") -> Path:
    """Where in the folder the copy of a stored item is."""
    name = hashlib.sha256(item.stored.encode("utf-8", "surrogateescape")).hexdigest()
    return folder / f"{name}{PurePosixPath(item.stored).suffix}"


def _may_be_opened(item: "SourceItem") -> bool:
    from corpus.containers.opening import is_container

    return is_container(item)


def _copy(item: "SourceItem", place: Path) -> None:
    draft = place.with_name(f".{uuid.uuid4().hex}.draft")  # Others may copy it too.
    try:
        try:
            system, path = file_system(item.stored)
            system.get_file(path, str(draft))
        except FileNotFoundError as error:
            raise ReadError("vanished", "gone since it was listed") from error
        except StorageError as error:
            raise ReadError("unreadable", str(error)) from error
        except Exception as error:
            if isinstance(error, OSError) and error.filename == str(draft):
                raise  # No room here.
            raise ReadError("unreadable", _words(error)) from error
        if not item.inside and draft.stat().st_size != item.size:
            raise ReadError("changed", "written to since it was listed")
        if item.mtime_ns is not None:
            os.utime(draft, ns=(item.mtime_ns, item.mtime_ns))  # By which what is opened twice is known to be the same.
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def _scheme(address: str) -> str:
    return address.partition("://")[0]


def _words(error: BaseException) -> str:
    """The message of an exception in one line of bounded length."""
    message = " ".join("".join(c if c.isprintable() else " " for c in str(error)[:_LONGEST_REASON]).split())
    return message or type(error).__name__
