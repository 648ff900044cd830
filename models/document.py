"""A document as the readers hand it over: one immutable text, its segments, and what its container knows.

Its many parts are named tuples, which are made in a fraction of the time of models; a ``Document`` checks what they hold.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

SegmentKind = Literal["heading", "paragraph", "list_item", "table_row", "caption", "teaser", "furniture"]


class Segment(NamedTuple):
    """A stretch of a document's text, ``text[start:end]``, and the part it plays as far as the format tells."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    kind: SegmentKind


class Page(NamedTuple):
    """A page of a paged document: ``text[start:end]``, without overlap and in order; an empty page has ``start == end``."""

    number: Annotated[int, Field(ge=1)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    ocr_confidence: Annotated[float, Field(ge=0.0, le=1.0)] | None = None
    """Mean confidence of the words that were read by OCR; None where there are none, or a text layer of the page's own."""


class Placement(NamedTuple):
    """Where a stretch of the text stands on its page.

    The characters of ``text[start:end]`` are, one to one, those numbered from ``first`` on of page ``page`` (from 1), as
    the reader that made the document counts them: boxes are computed from this on demand.
    """

    start: int
    end: int
    page: int
    first: int


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
    pages: tuple[Page, ...] = ()
    """Empty where the format has no pages."""
    placements: tuple[Placement, ...] = ()
    """In order and without overlap; characters that no placement holds were put in by the reader (line breaks, bars)."""
    metadata: Mapping[str, str] = {}
    """What the container says of itself (title, author, URL, dates), as written; empty for plain text."""
