"""The rows of one document, made before it is known what else is loaded with it: where the workers are, if there are any."""

import pickle
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from models import Page, Placement, Segment
from warehouse.families import FAMILIES, Inconsistent, fact_rows
from warehouse.indexing import Terms, terms_of
from warehouse.items import Item, Reject, Sighting, document_id_of, storable
from warehouse.resolving import Row
from warehouse.sketches import sketch

DOCUMENT_COLUMNS = (
    "document_id",
    "doc_id",
    "source",
    "title",
    "published_on",
    "author",
    "publisher",
    "kind",
    "media_type",
    "sha256",
    "text_sha256",
    "text",
    "segments",
    "pages",
    "placements",
    "metadata",
    "extractor_version",
    "original_id",
)


@dataclass(frozen=True)
class Made:
    """The rows of a document by table, and the words of its text for those of the index."""

    rows: Mapping[str, list[Row]]
    terms: Terms


@dataclass(frozen=True)
class Prepared:
    """An item with its rows. ``families`` counts its facts, by the names of `Facts`."""

    sighting: Sighting
    extractor_version: str
    characters: int
    families: Mapping[str, int]
    _made: Made | bytes
    _item: Item | bytes

    @property
    def document_id(self) -> str:
        """The key of its document."""
        return document_id_of(self.sighting.sha256)

    def packed(self) -> "Prepared":
        """The same, fit to be handed to another process and kept there by the thousand: some 15 KB for a page of text."""
        return replace(self, _made=_pack(self.made()), _item=_pack(self.item()))

    def made(self) -> Made:
        """The rows; made anew at each call from what is packed."""
        return _unpack(self._made) if isinstance(self._made, bytes) else self._made

    def item(self) -> Item:
        """The item, which few need again."""
        return _unpack(self._item) if isinstance(self._item, bytes) else self._item


def prepare(item: Item) -> Prepared:
    """Make the rows of an item.

    Raises:
        Inconsistent: document and facts are not of the same text, or the facts do not hold together.
        UnicodeEncodeError: the text is no Unicode.
    """
    terms = terms_of(item.document.text)
    rows = _rows(item, document_id_of(item.document.sha256), terms.words)
    return Prepared(
        item.sighting,
        item.facts.extractor_version,
        len(item.document.text),
        {family.listed_as: len(rows[family.table]) for family in FAMILIES},
        Made(rows, terms),
        item,
    )


def unstorable(sighting: Sighting, extractor_version: str, reason: str) -> Reject:
    """The reject that stands for a document which cannot be stored."""
    return Reject(
        source=sighting.source,
        sha256=sighting.sha256,
        stage="load",
        code="unstorable",
        reason=" ".join(reason.split()),
        tool_fingerprint=extractor_version,
        size_bytes=sighting.size_bytes,
        modified_ns=sighting.modified_ns,
    )


def _pack(value: Made | Item) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), level=1)


def _unpack(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))


def _rows(item: Item, document_id: str, words: int) -> dict[str, list[Row]]:
    """All rows of an item by table, but for the terms of the index; its text has so many words.

    Raises:
        Inconsistent: document and facts are not of the same text, or the facts do not hold together.
    """
    document, facts = item.document, item.facts
    if (facts.sha256, facts.text_sha256) != (document.sha256, document.text_sha256):
        raise Inconsistent("the facts are those of another text")
    said = facts.document
    row = (
        document_id,
        storable(document.doc_id),
        storable(document.source),
        said.title,
        said.published_on,
        said.author,
        said.publisher,
        said.kind,
        document.media_type,
        document.sha256,
        document.text_sha256,
        document.text,
        [_offsets(part) | {"kind": part.kind} for part in document.segments],
        [_offsets(page) | {"number": page.number, "ocr_confidence": page.ocr_confidence} for page in document.pages],
        [_offsets(part) | {"page": part.page, "first": part.first} for part in document.placements],
        list({storable(key): storable(value) for key, value in document.metadata.items()}.items()),
        facts.extractor_version,
        document_id,
    )
    sketched = sketch(document.text)
    return {
        "documents": [row],
        "sketches": [(document_id, *sketched)] if sketched else [],
        "search_documents": [(document_id, words)],
        **fact_rows(facts, document_id, document.text, document.pages),
    }


def _offsets(part: Segment | Page | Placement) -> dict[str, Any]:
    return {"start_offset": part.start, "end_offset": part.end}
