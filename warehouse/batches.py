"""What is loaded in one transaction, made ready as Arrow tables before the warehouse is opened."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from models import Document, Facts, Page, Placement, Segment
from warehouse.families import EVIDENCE_COLUMNS, FAMILIES, Inconsistent, fact_rows
from warehouse.indexing import SEARCH_DOCUMENT_COLUMNS, Terms, terms_of, terms_table
from warehouse.resolving import (
    ANCHOR_COLUMNS,
    CANDIDATE_COLUMNS,
    COMPLETED_COLUMNS,
    OFFICE_COLUMNS,
    UNIT_COLUMNS,
    Row,
)
from warehouse.sketches import SKETCH_COLUMNS, sketch

DOCUMENT_ID_DIGITS = 16
SAME_DOCUMENT_ID = "its SHA-256 begins as that of another document, which has the document_id"


@dataclass(frozen=True)
class Item:
    """A document with its facts, and what is known of the file it came from."""

    document: Document
    facts: Facts
    size_bytes: int | None = None
    modified_ns: int | None = None


@dataclass(frozen=True)
class Sighting:
    """A place where bytes were found of which the document is in the warehouse already."""

    sha256: str
    source: str
    doc_id: str
    size_bytes: int | None = None
    modified_ns: int | None = None


@dataclass(frozen=True)
class Reject:
    """A source that could not be loaded.

    ``stage`` is ``read``, ``extract`` or ``load``; ``code`` a short word for the cause, ``reason`` a sentence.
    ``tool_fingerprint`` stands for the reader, the extractor and the installed tools: when it or the bytes change, the
    source is worth another try. ``sha256`` is None where the bytes could not be had.
    """

    source: str
    sha256: str | None
    stage: str
    code: str
    reason: str
    tool_fingerprint: str
    size_bytes: int | None = None
    modified_ns: int | None = None


@dataclass(frozen=True)
class Batch:
    """The staged tables by name (``staged_documents``, ``staged_members``, …) and what they were made of.

    ``rejected`` are the items that cannot be stored; they are among ``rejects``. ``resolved`` are sources that are no
    rejects any more, though no document has them: containers that can be opened now.
    """

    tables: Mapping[str, pa.Table]
    items: tuple[Item, ...]
    sightings: tuple[Sighting, ...]
    rejects: tuple[Reject, ...]
    rejected: tuple[Reject, ...]
    resolved: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    """The items with the same bytes, and what the first of them comes to."""

    document_id: str
    items: list[Item]
    rows: Mapping[str, list[Row]]
    terms: Terms


_MISFITS = (ValueError, OverflowError, pa.ArrowException)

_DOCUMENT_COLUMNS = (
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
_SOURCE_COLUMNS = ("document_id", "source", "doc_id", "size_bytes", "modified_ns")
_REJECT_COLUMNS = ("source", "sha256", "stage", "code", "reason", "tool_fingerprint", "size_bytes", "modified_ns")
_TABLES = {
    "documents": _DOCUMENT_COLUMNS,
    "evidence": EVIDENCE_COLUMNS,
    **{family.table: family.columns for family in FAMILIES},
    "person_anchors": ANCHOR_COLUMNS,
    "candidates": CANDIDATE_COLUMNS,
    "completed_names": COMPLETED_COLUMNS,
    "offices": OFFICE_COLUMNS,
    "sketches": SKETCH_COLUMNS,
    "search_documents": SEARCH_DOCUMENT_COLUMNS,
}
# Not of one document: the first that names a unit brings it.
_SHARED_TABLES = {"units": UNIT_COLUMNS}
_OFFSETS = (("start_offset", pa.int32()), ("end_offset", pa.int32()))
# All other columns hold text.
_COLUMN_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("published_on", "starts_on", "ends_on", "issued_on"), pa.date32()),
    **dict.fromkeys(("position", "ordinal", "start_offset", "end_offset", "page"), pa.int32()),
    **dict.fromkeys(("declared_size", "recipient_count", "year", "words"), pa.int32()),
    **dict.fromkeys(("size_bytes", "modified_ns"), pa.int64()),
    **dict.fromkeys(("titles", "capacities"), pa.list_(pa.string())),
    "confidence": pa.float64(),
    "is_open": pa.bool_(),
    "offsets": pa.list_(pa.int32()),
    "signature": pa.list_(pa.uint32()),
    "bands": pa.list_(pa.uint64()),
    "metadata": pa.map_(pa.string(), pa.string()),
    "segments": pa.list_(pa.struct([*_OFFSETS, ("kind", pa.string())])),
    "pages": pa.list_(pa.struct([("number", pa.int32()), *_OFFSETS, ("ocr_confidence", pa.float64())])),
    "placements": pa.list_(pa.struct([*_OFFSETS, ("page", pa.int32()), ("first", pa.int32())])),
}


def document_id_of(sha256: str) -> str:
    """The key of the document with these bytes."""
    return sha256[:DOCUMENT_ID_DIGITS]


def storable(name: str) -> str:
    """A source as it is stored: file names that are no Unicode keep their odd bytes as ``\\udcXX``."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def prepare_batch(
    items: Iterable[Item],
    rejects: Iterable[Reject] = (),
    sightings: Iterable[Sighting] = (),
    resolved: Iterable[str] = (),
) -> Batch:
    """Make a batch. An item whose facts do not hold together, or do not fit the tables, becomes a reject.

    Of several items with the same bytes the first by source gives the document, the others only their source.
    """
    with _uncollected():
        return _prepared(items, rejects, sightings, resolved)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looks for cycles: of the many thousand rows made in the block none is in one, and looking takes as long as
    making them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _prepared(
    items: Iterable[Item], rejects: Iterable[Reject], sightings: Iterable[Sighting], resolved: Iterable[str]
) -> Batch:
    groups: dict[str, list[Item]] = {}
    rejected: list[Reject] = []
    for item in sorted(items, key=lambda item: item.document.source):
        group = groups.setdefault(document_id_of(item.document.sha256), [])
        if group and group[0].document.sha256 != item.document.sha256:
            rejected.append(_unstorable(item, SAME_DOCUMENT_ID))
        else:
            group.append(item)
    candidates: list[_Candidate] = []
    for document_id, group in groups.items():
        try:
            terms = terms_of(group[0].document.text)
            rows = _rows(group[0], document_id, len(terms.words))
            candidates.append(_Candidate(document_id, group, rows, terms))
        except ValueError as error:
            rejected += [_unstorable(item, str(error)) for item in group]
    try:
        tables = _document_tables(candidates)
    except _MISFITS:
        # One value that does not fit its column fails a whole table: find the documents at fault.
        fitting = []
        for candidate in candidates:
            try:
                _document_tables([candidate])
                fitting.append(candidate)
            except _MISFITS as error:
                rejected += [_unstorable(item, str(error)) for item in candidate.items]
        candidates = fitting
        tables = _document_tables(candidates)
    accepted = tuple(item for each in candidates for item in each.items)
    seen, refused = tuple(sightings), (*rejects, *rejected)
    sources = map(_source_row, (*seen, *map(_sighting, accepted)))
    tables["staged_sources"] = _table(_SOURCE_COLUMNS, _last_by_key(2, sources))
    tables["staged_rejects"] = _table(_REJECT_COLUMNS, _last_by_key(1, map(_reject_row, refused)))
    settled = tuple(resolved)
    tables["staged_resolved"] = _table(("source",), [(storable(source),) for source in settled])
    return Batch(tables, accepted, seen, refused, tuple(rejected), settled)


def empty_tables() -> Mapping[str, pa.Table]:
    """The staged tables of a batch of nothing."""
    return prepare_batch(()).tables


def without(batch: Batch, sha256s: Collection[str], reason: str) -> Batch:
    """The batch with the items that have these bytes turned into rejects."""
    away = tuple(_unstorable(item, reason) for item in batch.items if item.document.sha256 in sha256s)
    kept = (item for item in batch.items if item.document.sha256 not in sha256s)
    rest = prepare_batch(kept, (*batch.rejects, *away), batch.sightings, batch.resolved)
    return replace(rest, rejected=(*batch.rejected, *away))


def _unstorable(item: Item, reason: str) -> Reject:
    """The reject that stands for an item which cannot be stored."""
    return Reject(
        source=item.document.source,
        sha256=item.document.sha256,
        stage="load",
        code="unstorable",
        reason=" ".join(reason.split()),
        tool_fingerprint=item.facts.extractor_version,
        size_bytes=item.size_bytes,
        modified_ns=item.modified_ns,
    )


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


def _source_row(found: Sighting) -> Row:
    return (
        document_id_of(found.sha256),
        storable(found.source),
        storable(found.doc_id),
        found.size_bytes,
        found.modified_ns,
    )


def _sighting(item: Item) -> Sighting:
    document = item.document
    return Sighting(document.sha256, document.source, document.doc_id, item.size_bytes, item.modified_ns)


def _reject_row(reject: Reject) -> Row:
    return (
        storable(reject.source),
        reject.sha256,
        reject.stage,
        reject.code,
        storable(reject.reason),
        reject.tool_fingerprint,
        reject.size_bytes,
        reject.modified_ns,
    )


def _last_by_key(width: int, rows: Iterable[Row]) -> list[Row]:
    """The rows without repeated keys (their first ``width`` columns); the last of each counts."""
    return list({row[:width]: row for row in rows}.values())


def _document_tables(candidates: Sequence[_Candidate]) -> dict[str, pa.Table]:
    staged = {
        f"staged_{table}": _table(columns, [row for each in candidates for row in each.rows[table]])
        for table, columns in _TABLES.items()
    }
    for table, columns in _SHARED_TABLES.items():
        once = _last_by_key(1, (row for each in candidates for row in each.rows[table]))
        staged[f"staged_{table}"] = _table(columns, once)
    staged["staged_search_terms"] = terms_table(
        [each.document_id for each in candidates], [each.terms for each in candidates]
    )
    return staged


def _table(columns: Sequence[str], rows: Sequence[Row]) -> pa.Table:
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pa.table(
        {
            column: pa.array(column_values, _COLUMN_TYPES.get(column, pa.string()))
            for column, column_values in zip(columns, values, strict=True)
        }
    )
