"""Documents and facts as they were loaded."""

from collections import defaultdict
from typing import Any

import duckdb

from models import Document, DocumentFacts, Evidence, Facts, Page, Placement, Segment
from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import UnknownName, failures_named
from warehouse.families import FAMILIES, facts_of_rows
from warehouse.lakes import Place


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
    row = _document_row(connection, document_id)
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
        **{
            field: row[field]
            for field in ("doc_id", "source", "sha256", "text", "text_sha256", "media_type", "metadata")
        },
    )


def facts_of(connection: duckdb.DuckDBPyConnection, document_id: str) -> Facts:
    """As `stored_facts`, over an open connection."""
    row = _document_row(connection, document_id)
    quotes: defaultdict[str, list[Evidence]] = defaultdict(list)
    for quote in rows_of(connection, "SELECT * FROM evidence WHERE document_id = ? ORDER BY ordinal", document_id):
        quotes[quote["fact_id"]].append(
            Evidence(start=quote["start_offset"], end=quote["end_offset"], quote=quote["quote"])
        )
    rows = {family.table: fact_rows_of(connection, family.table, document_id) for family in FAMILIES}
    clusters = {cluster["fact_id"]: cluster["local_id"] for cluster in rows["clusters"]}
    return Facts(
        doc_id=row["doc_id"],
        source=row["source"],
        sha256=row["sha256"],
        text_sha256=row["text_sha256"],
        extractor_version=row["extractor_version"],
        document=DocumentFacts(**{field: row[field] for field in DocumentFacts.model_fields}),
        **{family.listed_as: facts_of_rows(family, rows[family.table], clusters, quotes) for family in FAMILIES},
    )


def fact_rows_of(connection: duckdb.DuckDBPyConnection, table: str, document_id: str) -> list[dict[str, Any]]:
    """The rows of one family's table for a document, in their order."""
    return rows_of(connection, f"SELECT * FROM {table} WHERE document_id = ? ORDER BY position", document_id)


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[dict[str, Any]]:
    """The result of a statement as dictionaries by column name."""
    result = connection.execute(sql, values)
    columns = [column[0] for column in result.description]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _document_row(connection: duckdb.DuckDBPyConnection, document_id: str) -> dict[str, Any]:
    rows = rows_of(connection, "SELECT * FROM documents WHERE document_id = ?", document_id)
    if not rows:
        raise UnknownName(f"there is no document {document_id}")
    return rows[0]
