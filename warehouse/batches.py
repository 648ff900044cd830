"""What is loaded in one transaction, made ready as Arrow tables before the warehouse is opened."""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pyarrow as pa

from warehouse.families import EVIDENCE_COLUMNS, FAMILIES
from warehouse.indexing import SEARCH_DOCUMENT_COLUMNS, terms_table
from warehouse.items import Item, Reject, Sighting, document_id_of, storable
from warehouse.preparing import DOCUMENT_COLUMNS, Made, Prepared, prepare, unstorable
from warehouse.resolving import (
    ANCHOR_COLUMNS,
    CANDIDATE_COLUMNS,
    COMPLETED_COLUMNS,
    OFFICE_COLUMNS,
    UNIT_COLUMNS,
    Row,
)
from warehouse.sketches import SKETCH_COLUMNS

SAME_DOCUMENT_ID = "its SHA-256 begins as that of another document, which has the document_id"

_AT_ONCE = 250
"""Documents whose rows are in memory together as Python's values, which take several times what they take as Arrow."""
_POOL = pa.system_memory_pool()
"""Arrow's own would keep what it had for the largest batch."""
_MISFITS = (ValueError, OverflowError, pa.ArrowException)

_SOURCE_COLUMNS = ("document_id", "source", "doc_id", "size_bytes", "modified_ns")
_REJECT_COLUMNS = ("source", "sha256", "stage", "code", "reason", "tool_fingerprint", "size_bytes", "modified_ns")
_TABLES = {
    "documents": DOCUMENT_COLUMNS,
    "evidence": EVIDENCE_COLUMNS,
    **{family.table: family.columns for family in FAMILIES},
    "person_anchors": ANCHOR_COLUMNS,
    "listed_candidates": CANDIDATE_COLUMNS,
    "completed_names": COMPLETED_COLUMNS,
    "offices": OFFICE_COLUMNS,
    "sketches": SKETCH_COLUMNS,
    "search_documents": SEARCH_DOCUMENT_COLUMNS,
}
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


@dataclass(frozen=True)
class Batch:
    """The staged tables by name (``staged_documents``, ``staged_members``, …) and what they were made of.

    ``rejected`` are the items that cannot be stored; they are among ``rejects``. ``resolved`` are sources that are no
    rejects any more, though no document has them: containers that can be opened now.
    """

    tables: Mapping[str, pa.Table]
    items: tuple[Prepared, ...]
    sightings: tuple[Sighting, ...]
    rejects: tuple[Reject, ...]
    rejected: tuple[Reject, ...]
    resolved: tuple[str, ...] = ()


def prepare_batch(
    items: Iterable[Item | Prepared],
    rejects: Iterable[Reject] = (),
    sightings: Iterable[Sighting] = (),
    resolved: Iterable[str] = (),
) -> Batch:
    """Make a batch. An item whose facts do not hold together, or do not fit the tables, becomes a reject.

    Of several items with the same bytes the first by source gives the document, the others only their source.
    """
    with _uncollected():
        return _batch(items, rejects, sightings, resolved)


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


def _batch(
    items: Iterable[Item | Prepared],
    rejects: Iterable[Reject],
    sightings: Iterable[Sighting],
    resolved: Iterable[str],
) -> Batch:
    prepared: list[Prepared] = []
    rejected: list[Reject] = []
    for item in items:
        if isinstance(item, Prepared):
            prepared.append(item)
            continue
        try:
            prepared.append(prepare(item))
        except ValueError as error:
            rejected.append(unstorable(item.sighting, item.facts.extractor_version, str(error)))
    groups: dict[str, list[Prepared]] = {}
    for each in sorted(prepared, key=lambda each: each.sighting.source):
        group = groups.setdefault(each.document_id, [])
        if group and group[0].sighting.sha256 != each.sighting.sha256:
            rejected.append(_unstorable(each, SAME_DOCUMENT_ID))
        else:
            group.append(each)
    parts: defaultdict[str, list[pa.Table]] = defaultdict(list)
    misfits: dict[str, str] = {}
    for some in _some_at_once([*groups.values()]):
        # Nothing that is made here but the tables may last, or else its crumbs keep the memory of all rows from being freed.
        tables, unfit = _fitting({group[0].document_id: group[0].made() for group in some})
        misfits |= unfit
        for name, table in tables.items():
            parts[name].append(table)
    tables = {name: pa.concat_tables(of_name) for name, of_name in parts.items()}
    accepted: list[Prepared] = []
    for document_id, group in groups.items():
        if document_id in misfits:
            rejected += [_unstorable(each, misfits[document_id]) for each in group]
        else:
            accepted += group
    seen, refused = tuple(sightings), (*rejects, *rejected)
    sources = map(_source_row, (*seen, *(each.sighting for each in accepted)))
    tables["staged_sources"] = _table(_SOURCE_COLUMNS, _last_by_key(2, sources))
    tables["staged_rejects"] = _table(_REJECT_COLUMNS, _last_by_key(1, map(_reject_row, refused)))
    settled = tuple(resolved)
    tables["staged_resolved"] = _table(("source",), [(storable(source),) for source in settled])
    return Batch(tables, tuple(accepted), seen, refused, tuple(rejected), settled)


def _some_at_once(groups: Sequence[list[Prepared]]) -> Iterator[Sequence[list[Prepared]]]:
    """The groups in portions, at least one of them, be it empty: it gives the tables their columns."""
    for start in range(0, max(len(groups), 1), _AT_ONCE):
        yield groups[start : start + _AT_ONCE]


def _fitting(documents: Mapping[str, Made]) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """The tables of the documents that fit them, and why others do not, by document_id."""
    try:
        return _document_tables(documents), {}
    except _MISFITS:
        # One value that does not fit its column fails a whole table: find the documents at fault.
        fitting, misfits = {}, {}
        for document_id, made in documents.items():
            try:
                _document_tables({document_id: made})
                fitting[document_id] = made
            except _MISFITS as error:
                misfits[document_id] = str(error)
        return _document_tables(fitting), misfits


def empty_tables() -> Mapping[str, pa.Table]:
    """The staged tables of a batch of nothing."""
    return prepare_batch(()).tables


def without(batch: Batch, sha256s: Collection[str], reason: str) -> Batch:
    """The batch with the items that have these bytes turned into rejects."""
    away = tuple(_unstorable(each, reason) for each in batch.items if each.sighting.sha256 in sha256s)
    kept = (each for each in batch.items if each.sighting.sha256 not in sha256s)
    rest = prepare_batch(kept, (*batch.rejects, *away), batch.sightings, batch.resolved)
    return replace(rest, rejected=(*batch.rejected, *away))


def _unstorable(each: Prepared, reason: str) -> Reject:
    return unstorable(each.sighting, each.extractor_version, reason)


def _source_row(found: Sighting) -> Row:
    return (
        document_id_of(found.sha256),
        storable(found.source),
        storable(found.doc_id),
        found.size_bytes,
        found.modified_ns,
    )


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


def _document_tables(documents: Mapping[str, Made]) -> dict[str, pa.Table]:
    staged = {
        f"staged_{table}": _table(columns, [row for made in documents.values() for row in made.rows[table]])
        for table, columns in _TABLES.items()
    }
    # Not of one document: several may name a unit.
    staged["staged_units"] = _table(UNIT_COLUMNS, [row for made in documents.values() for row in made.rows["units"]])
    staged["staged_search_terms"] = terms_table([*documents], [made.terms for made in documents.values()])
    return staged


def _table(columns: Sequence[str], rows: Sequence[Row]) -> pa.Table:
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pa.table(
        {
            column: pa.array(column_values, _COLUMN_TYPES.get(column, pa.string()), memory_pool=_POOL)
            for column, column_values in zip(columns, values, strict=True)
        }
    )
