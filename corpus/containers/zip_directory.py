"""The table of contents of a ZIP archive, read under limits.

``zipfile`` keeps an object for every member, believes what the archive says of its size, and each worker would read the
table again for each member. Here it is read once, and a member is found by its place.
"""

import os
import posixpath
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple
from zlib import crc32

from corpus.containers.members import (
    HIGHEST_RATIO,
    MOST_CONTAINER,
    MOST_MEMBERS,
    SMALL,
    Listing,
    Passed,
    Refused,
    ZipMember,
)
from corpus.containers.names import decode_names, distinct, is_hidden, label_of
from corpus.containers.unpacking import METHODS
from corpus.readers import media_type_of_suffix
from corpus.rejects import ReadError
from corpus.sniffing import DOCX, ZIP

_MOST_DIRECTORY = 64 << 20  # bytes
_MOST_UNPACKED = 64 << 30  # bytes, of all members
_MOST_MEMBER = 128 << 20  # bytes; what no reader takes more of
_COMMENT = 65_535  # bytes at most
_END = struct.Struct("<4s4H2IH")
_LOCATOR = struct.Struct("<4sIQI")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_EXTRA = struct.Struct("<2H")
_ALL_32 = 0xFFFFFFFF
_ENCRYPTED = 1
_UTF8 = 1 << 11
_UNIX = 3
_FOLDER = 0x10  # of MS-DOS
_UNICODE_PATH = 0x7075
_ZIP64 = 1


class _Entry(NamedTuple):
    name: bytes
    unicode_name: str | None
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    at: int
    mode: int


@dataclass(frozen=True, slots=True)
class _Directory:
    at: int
    size: int
    shift: int
    """Bytes before the archive, by which all its offsets are too small."""


def list_zip(file: BinaryIO) -> Listing:
    """Return what is in an archive, in its order, without folders and hidden files; nothing is unpacked.

    Raises:
        ReadError: ``corrupt``; ``bomb``, where it declares more or larger members than are taken, or members overlap.
    """
    length = file.seek(0, os.SEEK_END)
    directory = _directory_of(file, length)
    entries = _checked(_entries(file, directory), length)
    if _is_word(entries):
        return Listing(document=DOCX)
    decoded = iter(decode_names([entry.name for entry in entries if entry.unicode_name is None]))
    labels = [label_of(next(decoded) if entry.unicode_name is None else entry.unicode_name) for entry in entries]
    shown = [
        (label, entry)
        for label, entry in zip(labels, entries, strict=True)
        if not is_hidden(label) and not _is_folder(label, entry)
    ]
    names = distinct(label for label, _ in shown)
    return Listing(tuple(_judged(name, label, entry) for name, (label, entry) in zip(names, shown, strict=True)))


def _judged(name: str, label: str, entry: _Entry) -> ZipMember | Refused | Passed:
    suffix = posixpath.splitext(label)[1]
    media_type = media_type_of_suffix(suffix)
    if media_type is None:
        return Passed(name, f"no reader takes {suffix} files" if suffix else "no suffix")
    if stat.S_ISLNK(entry.mode):
        return Passed(name, "a symbolic link")
    if entry.flags & _ENCRYPTED:
        return Refused(name, "encrypted", "needs a password")
    if entry.method not in METHODS:
        return Refused(name, "unsupported", f"packed by a method that is not read (number {entry.method})")
    if entry.size > SMALL and entry.size > HIGHEST_RATIO * entry.packed:
        return Refused(name, "bomb", f"unpacks from {entry.packed:,} to {entry.size:,} bytes")
    most = MOST_CONTAINER if media_type == ZIP else _MOST_MEMBER
    if entry.size > most:
        return Refused(name, "too_big", f"{entry.size:,} bytes; at most {most:,} are read")
    return ZipMember(name, media_type, entry.size, entry.at, entry.packed, entry.crc, entry.method)


def _is_folder(label: str, entry: _Entry) -> bool:
    return label.endswith("/") or (not entry.size and bool(entry.mode & _FOLDER and entry.mode < 1 << 12))


def _is_word(entries: list[_Entry]) -> bool:
    names = {entry.name for entry in entries if entry.name.startswith((b"[Content_Types]", b"word/document"))}
    return b"[Content_Types].xml" in names and len(names) > 1


def _directory_of(file: BinaryIO, length: int) -> _Directory:
    start = max(0, length - _COMMENT - _END.size)
    tail = _read(file, start, length - start)
    place = len(tail)
    while (place := tail.rfind(b"PK\5\6", 0, place)) >= 0:
        if place + _END.size > len(tail):
            continue
        _, disk, _, _, _, size, at, comment = _END.unpack_from(tail, place)
        if place + _END.size + comment > len(tail):
            continue
        if disk not in (0, 0xFFFF):
            raise ReadError("corrupt", "one part of an archive of several files")
        end = start + place
        if end >= _LOCATOR.size:
            mark, _, at_64, _ = _LOCATOR.unpack(_read(file, end - _LOCATOR.size, _LOCATOR.size))
            if mark == b"PK\6\7":
                size, at, end = _end_64(file, end - _LOCATOR.size, at_64)
        if size > _MOST_DIRECTORY:
            raise ReadError("bomb", f"a table of contents of {size:,} bytes; at most {_MOST_DIRECTORY:,} are taken")
        if size <= end:
            return _Directory(end - size, size, end - size - at)
    raise ReadError("corrupt", "no ZIP archive, or cut off: it has no end")


def _end_64(file: BinaryIO, locator: int, told: int) -> tuple[int, int, int]:
    """Size and told offset of the directory, and where its end record is."""
    # Where something stands before the archive, the end record is right before its locator all the same.
    for at in (told, locator - _END_64.size):
        if 0 <= at <= locator - _END_64.size:
            fields = _END_64.unpack(_read(file, at, _END_64.size))
            if fields[0] == b"PK\6\6":
                return fields[8], fields[9], at
    raise ReadError("corrupt", "a broken end of a large ZIP archive")


def _entries(file: BinaryIO, directory: _Directory) -> Iterator[_Entry]:
    content = _read(file, directory.at, directory.size)
    at = 0
    while at + _ENTRY.size <= len(content):
        fields = _ENTRY.unpack_from(content, at)
        mark, made, _, flags, method, _, _, crc, packed, size, name_size, extra_size, comment_size = fields[:13]
        mode, place = fields[-2:]
        if mark != b"PK\1\2":
            break
        at += _ENTRY.size
        name = content[at : at + name_size]
        extra = content[at + name_size : at + name_size + extra_size]
        at += name_size + extra_size + comment_size
        if at > len(content):
            raise ReadError("corrupt", "the table of contents is cut off")
        wide = iter(_wide_numbers(extra))
        size = next(wide, size) if size == _ALL_32 else size
        packed = next(wide, packed) if packed == _ALL_32 else packed
        place = next(wide, place) if place == _ALL_32 else place
        yield _Entry(
            name=name,
            unicode_name=_unicode_name(name, extra, flags),
            flags=flags,
            method=method,
            crc=crc,
            packed=packed,
            size=size,
            at=place + directory.shift,
            mode=mode >> 16 if made >> 8 == _UNIX and mode >> 16 else mode & 0xFF,
        )
    if at < len(content):
        raise ReadError("corrupt", "the table of contents is broken")


def _checked(found: Iterator[_Entry], length: int) -> list[_Entry]:
    entries = []
    packed = unpacked = 0
    for entry in found:
        entries.append(entry)
        packed += entry.packed
        unpacked += entry.size
        if len(entries) > MOST_MEMBERS:
            raise ReadError("bomb", f"more than {MOST_MEMBERS:,} members")
        if packed > length:
            raise ReadError("bomb", "its members overlap, or it is cut off: they are larger than the archive")
        if unpacked > _MOST_UNPACKED:
            raise ReadError("bomb", f"unpacks to more than {_MOST_UNPACKED:,} bytes")
    return entries


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= _EXTRA.size:
        kind, size = _EXTRA.unpack_from(extra)
        yield kind, extra[_EXTRA.size : _EXTRA.size + size]
        extra = extra[_EXTRA.size + size :]


def _wide_numbers(extra: bytes) -> tuple[int, ...]:
    for kind, value in _extras(extra):
        if kind == _ZIP64:
            return struct.unpack_from(f"<{len(value) // 8}Q", value)
    return ()


def _unicode_name(name: bytes, extra: bytes, flags: int) -> str | None:
    """The name where the archive says that it is Unicode."""
    for kind, value in _extras(extra):
        if kind == _UNICODE_PATH and value[:1] == b"\1" and value[1:5] == crc32(name).to_bytes(4, "little"):
            return value[5:].decode("utf-8", "replace")
    return name.decode("utf-8", "replace") if flags & _UTF8 else None


def _read(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    content = file.read(size)
    if len(content) < size:
        raise ReadError("corrupt", "cut off")
    return content
