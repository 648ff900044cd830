"""Containers opened, to be listed or to have a member read; also those that are themselves members."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpus.containers.members import MOST_CONTAINER, MOST_DEPTH, Listing, MailPart, Member, Passed, Refused, ZipMember
from corpus.containers.names import stem_of
from corpus.containers.unpacking import unpacked
from corpus.containers.zip_directory import list_zip
from corpus.files import opened
from corpus.isolation import allow_time
from corpus.readers import BY_MEDIA_TYPE
from corpus.rejects import ReadError
from corpus.sniffing import EMAIL, WORDS, ZIP, media_type_of_content
from corpus.sources import Skipped, SourceItem, Unreadable

_HEAD = 4096  # bytes
_LISTING_SECONDS = 60.0  # for 250,000 members and a container of 512 MB to be unpacked, on a busy machine
_IN_MEMORY = 32 << 20  # bytes; larger containers inside of others are unpacked into a nameless file

_Way = tuple[Path, int | None, tuple[Member, ...]]
# The container that was unpacked last. Its members come one after the other, and each would have it unpacked again.
_last: tuple[_Way, BinaryIO] | None = None


def is_container(item: SourceItem) -> bool:
    """Whether there may be documents inside of an item, by its media type."""
    return item.media_type in (ZIP, EMAIL)


def list_container(item: SourceItem) -> Listing:
    """Return what is in a container; to be run in isolation.

    Raises:
        ReadError: ``bomb`` for too many, too large or too deeply nested members; ``corrupt``; what hinders the reading
            of the file.
    """
    allow_time(_LISTING_SECONDS)
    too_deep = f"in {MOST_DEPTH} containers already; one more is not opened"
    if item.media_type == ZIP and len(item.inside) >= MOST_DEPTH:
        raise ReadError("bomb", too_deep)
    with _file(item.path, item.mtime_ns, item.inside) as file:
        if item.media_type == ZIP:
            return _list_archive(file)
        from corpus.mail.attachments import list_mail

        listing = list_mail(_message(file))
    if len(item.inside) < MOST_DEPTH:
        return listing
    refused = (Refused(each.name, "bomb", too_deep) if isinstance(each, MailPart) else each for each in listing.members)
    return Listing(tuple(refused), listing.document)


def _list_archive(file: BinaryIO) -> Listing:
    head = file.read(_HEAD)
    try:
        return list_zip(file)
    except ReadError:
        media_type = media_type_of_content(head, ZIP)
        if media_type == ZIP or head.startswith(b"PK"):
            raise
        if media_type not in BY_MEDIA_TYPE:
            raise ReadError("corrupt", f"named as {WORDS[ZIP]}, and is {WORDS.get(media_type, media_type)}") from None
        return Listing(document=media_type)


def _message(file: BinaryIO) -> bytes:
    most = BY_MEDIA_TYPE[EMAIL].max_bytes
    content = file.read(most + 1)
    if len(content) > most:
        raise ReadError("too_big", f"more than {most:,} bytes")
    return content


def within(container: SourceItem, listing: Listing) -> Iterator[SourceItem | Skipped | Unreadable]:
    """What is in a container as sources, named ``container!/member``."""
    if listing.document is not None:
        yield SourceItem(
            source=container.source,
            path=container.path,
            size=container.size,
            mtime_ns=container.mtime_ns,
            media_type=listing.document,
            doc_id=container.doc_id,
            inside=container.inside,
            charset=container.charset,
            stored=container.stored,
        )
    for member in listing.members:
        source = f"{container.source}!/{member.name}"
        if isinstance(member, Passed):
            yield Skipped(source, member.reason)
        elif isinstance(member, Refused):
            yield Unreadable(source, member.code, member.reason)
        else:
            yield SourceItem(
                source=source,
                path=container.path,
                size=member.size,
                mtime_ns=container.mtime_ns,
                media_type=member.media_type,
                doc_id=stem_of(member.name),
                inside=(*container.inside, member),
                stored=container.stored,
            )


def content_of_member(item: SourceItem, limit: int) -> bytes:
    """Return the bytes of a member of a container, ``limit`` at most.

    Raises:
        ReadError: ``too_big``, ``bomb``, ``corrupt``, ``changed``, ``vanished``, ``unreadable``.
    """
    if item.size > limit:
        raise ReadError("too_big", f"{item.size:,} bytes; at most {limit:,} are read")
    with _file(item.path, item.mtime_ns, item.inside[:-1]) as file:
        return b"".join(_pieces(file, item.inside[-1]))


@contextmanager
def _file(path: Path, mtime_ns: int | None, way: tuple[Member, ...]) -> Iterator[BinaryIO]:
    """The file at ``path``, or what is inside of it at the end of the way, from its start."""
    global _last  # noqa: PLW0603  One for each worker, which reads one member at a time.
    if _last is not None and _last[0] == (path, mtime_ns, way):
        _last[1].seek(0)
        yield _last[1]
    elif not way:
        with opened(path, mtime_ns=mtime_ns) as file:
            yield file
    else:
        with _file(path, mtime_ns, way[:-1]) as outer:
            content = _spooled(outer, way[-1])
        if _last is not None:
            _last[1].close()
        _last = ((path, mtime_ns, way), content)
        yield content


def _spooled(outer: BinaryIO, member: Member) -> BinaryIO:
    if member.size > MOST_CONTAINER:
        raise ReadError("too_big", f"{member.size:,} bytes; at most {MOST_CONTAINER:,} are opened")
    content: BinaryIO = io.BytesIO() if member.size <= _IN_MEMORY else tempfile.TemporaryFile(prefix="thidua-")  # noqa: SIM115
    try:
        for piece in _pieces(outer, member):
            content.write(piece)
    except BaseException:
        content.close()
        raise
    content.seek(0)
    return content


def _pieces(file: BinaryIO, member: Member) -> Iterator[bytes]:
    match member:
        case ZipMember():
            return unpacked(file, member)
        case MailPart():
            from corpus.mail.attachments import content_of_part

            return iter([content_of_part(_message(file), member)])
