"""Filling what a file made by an earlier version of the program lacks: what the names in its facts stand for."""

import duckdb

from warehouse.batches import prepare_batch
from warehouse.items import Item
from warehouse.loading import rewrite_batch
from warehouse.reviewed_batches import extracted_facts_of
from warehouse.stored import documents_of, facts_by_document
from warehouse.transactions import transaction

_BATCH = 500


def refill(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the documents again that have no canonical columns yet, as they are, a batch in a transaction.

    Raises:
        duckdb.Error: the file cannot be changed; the batches before stay written, and the next call does the rest.
    """
    while True:
        lacking = connection.execute(
            "SELECT document_id FROM documents WHERE original_id IS NULL ORDER BY document_id LIMIT ?", [_BATCH]
        ).fetchall()
        if not lacking:
            return
        ids = [document_id for (document_id,) in lacking]
        facts = facts_by_document(connection, ids)
        items = [
            Item(document, extracted_facts_of(connection, document_id) or facts[document_id])
            for document_id, document in documents_of(connection, ids).items()
        ]
        with transaction(connection):
            rewritten = rewrite_batch(connection, prepare_batch(items))
        if not rewritten:
            return
