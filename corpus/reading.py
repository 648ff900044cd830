"""From one source item to its document."""

import hashlib
import os

from corpus.charsets import as_declared
from corpus.containers.opening import content_of_member
from corpus.files import WRITTEN_TO, opened
from corpus.readers import BY_MEDIA_TYPE, READERS
from corpus.readers.reader import Reader
from corpus.rejects import ReadError
from corpus.sniffing import ENCRYPTED_OFFICE, HTML, TEXT, WORDS, media_type_of_content
from corpus.sources import SourceItem
from models import Document

MOST_BYTES = max(reader.max_bytes for reader in READERS)
"""What no reader takes more of. Which reader is the right one is known only when the bytes are there."""


def read(item: SourceItem) -> Document:
    """Read a source item with the reader for what it is, which need not be what its name promises.

    Raises:
        ReadError: with a code of ``REJECT_CODES`` and a reason. No other exception comes from what a file holds or
            from what happens to it meanwhile.
    """
    promised = BY_MEDIA_TYPE.get(item.media_type)
    if promised is None:
        raise ReadError("unsupported", f"no reader takes {item.media_type}")
    content = read_bytes(item, MOST_BYTES)
    if not content:
        raise ReadError("empty", "the file has no bytes")
    media_type = media_type_of_content(content, item.media_type)
    reader = _reader_of(media_type, item.media_type)
    if len(content) > reader.max_bytes:
        raise ReadError("too_big", f"{len(content):,} bytes; at most {reader.max_bytes:,} are read")
    result = reader.read(as_declared(content, item.charset) if media_type in (TEXT, HTML) else content)
    if not result.text:
        raise ReadError("empty", "nothing but white space and invisible characters")
    return Document(
        doc_id=item.doc_id,
        source=item.source,
        sha256=hashlib.sha256(content).hexdigest(),
        text=result.text,
        text_sha256=hashlib.sha256(result.text.encode()).hexdigest(),
        media_type=media_type,
        segments=result.segments,
        pages=result.pages,
        placements=result.placements,
        metadata=result.metadata,
    )


def _reader_of(media_type: str, promised: str) -> Reader:
    if media_type == ENCRYPTED_OFFICE:
        raise ReadError("encrypted", WORDS[media_type])
    reader = BY_MEDIA_TYPE.get(media_type)
    if reader is None:
        raise ReadError(
            "binary", f"named as {WORDS.get(promised, promised)}, and is {WORDS.get(media_type, media_type)}"
        )
    return reader


def read_bytes(item: SourceItem, limit: int) -> bytes:
    """Return the bytes of a source item, ``limit`` at most.

    Raises:
        ReadError: ``too_big``, ``unreadable``, ``vanished``, ``changed`` (its size or time of change moved meanwhile);
            for a member also ``corrupt`` and ``bomb``.
    """
    if item.inside:
        return content_of_member(item, limit)
    with opened(item.path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise ReadError("too_big", f"{size:,} bytes; at most {limit:,} are read")
        content = file.read(limit + 1)
        if len(content) != size:
            raise ReadError("changed", WRITTEN_TO)
    return content


def sha256_of(item: SourceItem) -> str:
    """Return the SHA-256 of a source item's bytes, in hexadecimal, without holding those of a file in memory.

    Raises:
        ReadError: as `read_bytes`.
    """
    if item.inside:
        return hashlib.sha256(read_bytes(item, MOST_BYTES)).hexdigest()
    with opened(item.path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
