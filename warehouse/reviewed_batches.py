"""Reviews at work in the writing of documents: read from the warehouse, applied, and told where their facts stand."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

import duckdb

from models import Facts
from warehouse.batches import Batch, prepare_batch
from warehouse.items import Item
from warehouse.preparing import Prepared
from warehouse.reviews import Review, apply_reviews
from warehouse.stored import rows_of

Standing = Mapping[str, tuple[str, str, int]]
"""Where reviewed facts stand: document, table and place, by review_id."""


def reviews_of(connection: duckdb.DuckDBPyConnection, document_ids: Collection[str]) -> dict[str, list[Review]]:
    """The reviews of documents that have some."""
    found: defaultdict[str, list[Review]] = defaultdict(list)
    # Few documents are reviewed, and many of a batch asked for: as a parameter those take longer than all else here.
    reviewed = {key for (key,) in connection.execute("SELECT DISTINCT document_id FROM reviews").fetchall()}
    asked = sorted(reviewed.intersection(document_ids))
    if not asked:
        return {}
    for row in rows_of(connection, "SELECT * FROM reviews WHERE document_id IN (SELECT unnest(?))", asked):
        del row["review_id"]
        parsed = {name: None if row[name] is None else json.loads(row[name]) for name in ("said", "held")}
        found[row["document_id"]].append(Review(**(row | parsed)))
    return dict(found)


def with_reviews(connection: duckdb.DuckDBPyConnection, batch: Batch) -> tuple[Batch, Standing | None]:
    """The batch with the reviews of its documents applied; what the extractor gave for them is kept beside.

    Without any reviews the batch as it is, and None.

    Raises:
        duckdb.Error: the warehouse cannot be read or written.
    """
    reviews = reviews_of(connection, {item.document_id for item in batch.items})
    if not reviews:
        return batch, None
    items: list[Item | Prepared] = []
    standing: dict[str, tuple[str, str, int]] = {}
    for prepared in batch.items:
        document_id = prepared.document_id
        if document_id not in reviews:
            items.append(prepared)
            continue
        item = prepared.item()
        connection.execute("DELETE FROM extracted_facts WHERE document_id = ?", [document_id])
        connection.execute("INSERT INTO extracted_facts VALUES (?, ?)", [document_id, item.facts.model_dump_json()])
        facts, places = apply_reviews(item.facts, item.document.text, reviews[document_id])
        items.append(replace(item, facts=facts))
        standing |= {review_id: (document_id, *place) for review_id, place in places.items()}
    rest = prepare_batch(items, batch.rejects, batch.sightings, batch.resolved)
    return replace(rest, rejected=(*batch.rejected, *rest.rejected)), standing


def note_standing(connection: duckdb.DuckDBPyConnection, batch: Batch, standing: Standing | None) -> None:
    """Write into the reviews of the batch's documents which facts they are about now.

    Raises:
        duckdb.Error: the warehouse cannot be written.
    """
    if standing is None:
        return
    document_ids = list({item.document_id for item in batch.items})
    connection.execute(
        "UPDATE reviews SET fact_id = NULL WHERE held IS NOT NULL AND list_contains(?, document_id)", [document_ids]
    )
    for review_id, (document_id, table, place) in standing.items():
        connection.execute(
            f"UPDATE reviews SET fact_id = (SELECT fact_id FROM {table} WHERE document_id = ? AND position = ?) "
            "WHERE review_id = ?",
            [document_id, place, review_id],
        )


def extracted_facts_of(connection: duckdb.DuckDBPyConnection, document_id: str) -> Facts | None:
    """What the extractor gave for a document with reviews; None for one without."""
    rows = connection.execute("SELECT facts FROM extracted_facts WHERE document_id = ?", [document_id]).fetchall()
    return Facts.model_validate_json(rows[0][0]) if rows else None
