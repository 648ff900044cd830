"""Keeping the bytes of what was read, by their hash."""

import hashlib
import os
import uuid
from pathlib import Path

from corpus.reading import MOST_BYTES, read_bytes
from corpus.sources import SourceItem

_FOLDER_DIGITS = 2


def kept_at(folder: Path, sha256: str) -> Path:
    """Where bytes with this hash are kept: ``ab/abcdef…``, so that no folder grows too large."""
    return folder / sha256[:_FOLDER_DIGITS] / sha256


def keep(item: SourceItem, folder: Path) -> str:
    """Keep the bytes of an item, unless they are kept already; their SHA-256, in hexadecimal.

    Raises:
        ReadError: as `corpus.reading.read_bytes`.
        OSError: they cannot be written.
    """
    content = read_bytes(item, MOST_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    place = kept_at(folder, sha256)
    if place.exists():
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{sha256}.{uuid.uuid4().hex}.draft")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
    return sha256
