"""A document as the readers hand it over: one immutable text, its segments, and what its container knows."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SegmentKind = Literal["heading", "paragraph", "list_item", "table_row", "caption", "teaser", "furniture"]


class Segment(BaseModel):
    """A stretch of a document's text, ``text[start:end]``, and the part it plays as far as the format tells."""

    model_config = ConfigDict(frozen=True)

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    kind: SegmentKind


class Document(BaseModel):
    """What a reader made of one source item.

    ``text`` is immutable: every offset in the project is a half-open range of characters of it. It differs from the
    source only by decoding, NFC, folded white space and removed invisible characters (zero-width, soft hyphens).
    """

    model_config = ConfigDict(frozen=True)

    doc_id: str
    """The stem of the file name, or the last part of the URL."""
    source: str
    """The path as given, or the URL; ``archive.zip!/name`` for a member of a container."""
    sha256: str
    """SHA-256 of the bytes, in hexadecimal."""
    text: str
    text_sha256: str
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    media_type: str
    segments: tuple[Segment, ...]
    metadata: Mapping[str, str] = {}
    """What the container says of itself (title, author, URL, dates), as written; empty for plain text."""
