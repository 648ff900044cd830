"""Documents and facts as they were loaded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import duckdb

from models import Document, DocumentFacts, Evidence, Facts, Page, Placement, Segment
from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import UnknownName, failures_named
from warehouse.families import FAMILIES, facts_of_rows
from warehouse.lakes import Place

Value = TypeVar("Value")

_NAMES = ("doc_id", "source", "sha256", "text_sha256")
_OF_DOCUMENTS = "SELECT {columns} FROM {table} WHERE document_id IN (SELECT unnest(?)) ORDER BY {order}"


def stored_document(path: Place, document_id: str, *, wait_seconds: float = WAIT_SECONDS) -> Document:
    """The document with this key; of several sources it has the first in alphabetical order.

    Raises:
        UnknownName: there is none.
        WarehouseError: the warehouse cannot be read.
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        return document_of(connection, document_id)


def stored_facts(path: Place, document_id: str, *, wait_seconds: float = WAIT_SECONDS) -> Facts:
    """The facts of the document with this key, in their order.

    Raises:
        UnknownName: there is no such document.
        WarehouseError: the warehouse cannot be read.
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        return facts_of(connection, document_id)


def document_of(connection: duckdb.DuckDBPyConnection, document_id: str) -> Document:
    """As `stored_document`, over an open connection."""
    return _only(documents_of(connection, [document_id]), document_id)


def facts_of(connection: duckdb.DuckDBPyConnection, document_id: str) -> Facts:
    """As `stored_facts`, over an open connection."""
    return _only(facts_by_document(connection, [document_id]), document_id)


def documents_of(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, Document]:
    """Those of the documents that are there, by document_id, in the order of the ids."""
    return _in_order(document_ids, {row["document_id"]: _document(row) for row in _rows(connection, "*", document_ids)})


def facts_by_document(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, Facts]:
    """The facts of those of the documents that are there, by document_id, in the order of the ids."""
    ids = list(document_ids)
    quotes: defaultdict[str, list[Evidence]] = defaultdict(list)
    for quote in rows_of(connection, _OF_DOCUMENTS.format(columns="*", table="evidence", order="ordinal"), ids):
        quotes[quote["fact_id"]].append(
            Evidence(start=quote["start_offset"], end=quote["end_offset"], quote=quote["quote"])
        )
    rows: dict[str, defaultdict[str, list[dict[str, Any]]]] = {}
    for family in FAMILIES:
        rows[family.table] = defaultdict(list)
        sql = _OF_DOCUMENTS.format(columns="*", table=family.table, order="position")
        for row in rows_of(connection, sql, ids):
            rows[family.table][row["document_id"]].append(row)
    clusters = {each["fact_id"]: each["local_id"] for of_one in rows["clusters"].values() for each in of_one}
    columns = ", ".join(("document_id", *_NAMES, *DocumentFacts.model_fields, "extractor_version"))
    found = {
        row["document_id"]: Facts(
            doc_id=row["doc_id"],
            source=row["source"],
            sha256=row["sha256"],
            text_sha256=row["text_sha256"],
            extractor_version=row["extractor_version"],
            document=DocumentFacts(**{field: row[field] for field in DocumentFacts.model_fields}),
            **{
                family.listed_as: facts_of_rows(family, rows[family.table][row["document_id"]], clusters, quotes)
                for family in FAMILIES
            },
        )
        for row in _rows(connection, columns, ids)
    }
    return _in_order(ids, found)


def fact_rows_of(connection: duckdb.DuckDBPyConnection, table: str, document_id: str) -> list[dict[str, Any]]:
    """The rows of one family's table for a document, in their order."""
    return rows_of(connection, f"SELECT * FROM {table} WHERE document_id = ? ORDER BY position", document_id)


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[dict[str, Any]]:
    """The result of a statement as dictionaries by column name."""
    result = connection.execute(sql, values)
    columns = [column[0] for column in result.description]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _rows(connection: duckdb.DuckDBPyConnection, columns: str, document_ids: Sequence[str]) -> list[dict[str, Any]]:
    sql = _OF_DOCUMENTS.format(columns=columns, table="documents", order="document_id")
    return rows_of(connection, sql, list(document_ids))


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        segments=tuple(
            Segment(start=part["start_offset"], end=part["end_offset"], kind=part["kind"]) for part in row["segments"]
        ),
        pages=tuple(
            Page(
                number=page["number"],
                start=page["start_offset"],
                end=page["end_offset"],
                ocr_confidence=page["ocr_confidence"],
            )
            for page in row["pages"]
        ),
        placements=tuple(
            Placement(part["start_offset"], part["end_offset"], part["page"], part["first"])
            for part in row["placements"]
        ),
        **{field: row[field] for field in (*_NAMES, "text", "media_type", "metadata")},
    )


def _in_order(document_ids: Iterable[str], found: Mapping[str, Value]) -> dict[str, Value]:
    return {document_id: found[document_id] for document_id in document_ids if document_id in found}


def _only(found: Mapping[str, Value], document_id: str) -> Value:
    if document_id not in found:
        raise UnknownName(f"there is no document {document_id}")
    return found[document_id]
