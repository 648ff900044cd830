"""Facts of a newer extractor beside those in the warehouse, until somebody accepts or discards them.

A proposal is made batch for batch and stays in the warehouse file: it can be stopped at any time and goes on where it
was. It is about documents as they stand: when one is loaded again, reviewed, superseded or forgotten, what is proposed
for it goes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import duckdb
import pyarrow as pa

from models import Document, Facts
from warehouse.batches import Batch, prepare_batch
from warehouse.canonical import PROPOSAL_TABLES
from warehouse.comparing import compare
from warehouse.connection import WAIT_SECONDS, is_made, reading, writing
from warehouse.errors import WarehouseError, WarehouseMissing, WarehouseOutdated, failures_named
from warehouse.families import fact_rows
from warehouse.items import Item, document_id_of
from warehouse.lakes import Place
from warehouse.loading import Loaded, replace_facts, staged, write_patiently
from warehouse.reviewed_batches import reviews_of
from warehouse.reviews import Review, apply_reviews
from warehouse.statements import statement
from warehouse.stored import documents_of, facts_by_document
from warehouse.transactions import transaction

_COLUMNS: Mapping[str, Mapping[str, pa.DataType]] = {
    "proposed_facts": {
        **dict.fromkeys(("document_id", "former_version", "extractor_version", "facts", "failure"), pa.string()),
    },
    "proposed_counts": {
        **dict.fromkeys(("document_id", "family"), pa.string()),
        **dict.fromkeys(("same", "new", "gone", "changed", "rated"), pa.int32()),
    },
    "proposed_changes": {
        **dict.fromkeys(("document_id", "family", "change"), pa.string()),
        "slots": pa.list_(pa.string()),
        **dict.fromkeys(("fact_id", "before", "after"), pa.string()),
    },
}
_TEXTS = dict.fromkeys(("document_id", "text_sha256", "extractor_version"), pa.string())
_Row = tuple[object, ...]


class ProposalError(WarehouseError):
    """There is nothing to be accepted, or it is not of this extractor; the message is one line."""


@dataclass(frozen=True)
class Outdated:
    """A stored document with the facts of another extractor, and the reviews of them."""

    document: Document
    facts: Facts
    reviews: tuple[Review, ...] = ()

    @property
    def document_id(self) -> str:
        """The key of the document."""
        return document_id_of(self.document.sha256)


@dataclass(frozen=True)
class Proposed:
    """What the new extractor gave for a document: facts, or why it gave none."""

    outdated: Outdated
    facts: Facts | None
    failure: str | None = None


def begin_proposal(path: Place, extractor_version: str, *, wait_seconds: float = WAIT_SECONDS) -> int:
    """Do away with what was proposed by any other extractor; how many documents are yet to be extracted again.

    A schema of an earlier version is brought up to date.

    Raises:
        WarehouseMissing: there is no such file.
        WarehouseError: the warehouse cannot be read or written.
    """
    _must_exist(path)
    try:
        others, waiting = _state(path, extractor_version, wait_seconds)
    except WarehouseOutdated:
        with writing(path, wait_seconds):
            pass
        others, waiting = _state(path, extractor_version, wait_seconds)
    if others:
        discard_proposal(path, wait_seconds=wait_seconds)
        _, waiting = _state(path, extractor_version, wait_seconds)
    return waiting


def outdated(
    path: Place, extractor_version: str, *, after: str, most: int, characters: int, wait_seconds: float = WAIT_SECONDS
) -> list[Outdated]:
    """The next documents to be extracted again, in the order of their document_id, with their facts and reviews.

    Args:
        after: the document_id of the last one before; empty to begin with.
        most: the greatest number of documents.
        characters: the greatest length of their texts together, unless the first alone is longer.

    Raises:
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        found = connection.execute(
            statement("outdated_documents"), {"extractor_version": extractor_version, "after": after, "most": most}
        ).fetchall()
        ids: list[str] = []
        for document_id, length in found:
            characters -= length
            if ids and characters < 0:
                break
            ids.append(document_id)
        documents, facts = documents_of(connection, ids), facts_by_document(connection, ids)
        reviews = reviews_of(connection, ids)
    return [Outdated(documents[key], facts[key], tuple(reviews.get(key, ()))) for key in ids]


def propose(
    path: Place, proposed: Iterable[Proposed], extractor_version: str, *, wait_seconds: float = WAIT_SECONDS
) -> None:
    """Write down what the extractor gave for some documents, in one transaction; nobody waits while it is compared.

    What is about a document that is another by now is left out.

    Raises:
        WarehouseError: nothing was changed (see `warehouse.connection.writing`).
    """
    rows: dict[str, list[_Row]] = {table: [] for table in PROPOSAL_TABLES}
    texts = []
    for each in proposed:
        document = each.outdated.document
        document_id = each.outdated.document_id
        former = each.outdated.facts.extractor_version
        texts.append((document_id, document.text_sha256, former))
        failure = each.failure or _unstorable(each)
        facts = None if failure or each.facts is None else each.facts.model_dump_json()
        rows["proposed_facts"].append((document_id, former, extractor_version, facts, failure))
        if facts is not None and each.facts is not None:
            _compared(each.outdated, each.facts, document_id, rows)
    tables = {f"staged_{table}": _table(_COLUMNS[table], rows[table]) for table in PROPOSAL_TABLES}
    tables["staged_texts"] = _table(_TEXTS, texts)
    with (
        writing(path, wait_seconds) as connection,
        failures_named(path),
        transaction(connection),
        staged(connection, tables),
    ):
        connection.execute(statement("still_outdated"))
        for table in PROPOSAL_TABLES:
            connection.execute(f"DELETE FROM {table} WHERE document_id IN (SELECT document_id FROM still_outdated)")
            connection.execute(statement("insert_proposed").format(table=table))


def _unstorable(proposed: Proposed) -> str | None:
    """Why the facts could not be loaded, if they could not."""
    if proposed.facts is None:
        return "error: no facts"
    rejected = prepare_batch([Item(proposed.outdated.document, proposed.facts)]).rejected
    return f"{rejected[0].code}: {rejected[0].reason}" if rejected else None


def _compared(before: Outdated, facts: Facts, document_id: str, rows: Mapping[str, list[_Row]]) -> None:
    """Add the rows that tell what the facts change in a document."""
    text = before.document.text
    after = apply_reviews(facts, text, before.reviews)[0] if before.reviews else facts
    comparison = compare(before.facts, after)
    for family, counts in comparison.counts.items():
        numbers = (counts.same, counts.new, counts.gone, counts.changed, counts.rated)
        rows["proposed_counts"].append((document_id, family, *numbers))
    if not comparison.changes:
        return
    former = fact_rows(before.facts, document_id, text, before.document.pages)
    for change in comparison.changes:
        fact_id = None if change.position is None else former[change.family][change.position][0]
        said = (
            None if what is None else json.dumps(what, ensure_ascii=False) for what in (change.before, change.after)
        )
        rows["proposed_changes"].append((document_id, change.family, change.change, list(change.slots), fact_id, *said))


def accept_batch(
    path: Place,
    extractor_version: str,
    *,
    most: int,
    characters: int,
    run_id: str,
    program_version: str,
    wait_seconds: float = WAIT_SECONDS,
) -> Loaded | None:
    """Replace the facts of some documents with those that are proposed, in one transaction; None when none are left.

    They are made ready before the file is opened for writing. Reviews are applied to them as in a load.

    Raises:
        ProposalError: what is proposed is of another extractor.
        WarehouseError: nothing was changed (see `warehouse.connection.writing`).
    """
    started_at = datetime.now(UTC)
    items = _items(path, extractor_version, most, characters, wait_seconds)
    if not items:
        return None
    batch = prepare_batch(items.values())
    with writing(path, wait_seconds) as connection, failures_named(path):
        write = partial(
            _accept,
            connection,
            items,
            batch,
            run_id=run_id,
            program_version=program_version,
            started_at=started_at,
        )
        return write_patiently(path, connection, write)


def _accept(
    connection: duckdb.DuckDBPyConnection,
    items: Mapping[str, Item],
    batch: Batch,
    *,
    run_id: str,
    program_version: str,
    started_at: datetime,
) -> Loaded:
    with transaction(connection):
        left = connection.execute(
            "SELECT document_id FROM proposed_facts WHERE list_contains(?, document_id)", [list(items)]
        ).fetchall()
        if len(left) < len(items):  # Meanwhile some were written again, superseded or forgotten.
            batch = prepare_batch(items[document_id] for (document_id,) in left)
        return replace_facts(connection, batch, run_id=run_id, program_version=program_version, started_at=started_at)


def _items(path: Place, extractor_version: str, most: int, characters: int, wait_seconds: float) -> dict[str, Item]:
    """The next documents with their proposed facts, by document_id."""
    with reading(path, wait_seconds) as connection, failures_named(path):
        others = _proposed_by_others(connection, extractor_version)
        if others:
            raise ProposalError(
                f"{path}: what is proposed is of extractor {', '.join(others)}, and this program has "
                f"{extractor_version}; `thidua reextract` proposes anew"
            )
        found = connection.execute(
            "SELECT document_id, facts FROM proposed_facts WHERE facts IS NOT NULL ORDER BY document_id LIMIT ?", [most]
        ).fetchall()
        facts = dict(found)
        documents = documents_of(connection, list(facts))
    items: dict[str, Item] = {}
    for document_id, document in documents.items():
        characters -= len(document.text)
        if items and characters < 0:
            break
        items[document_id] = Item(document, Facts.model_validate_json(facts[document_id]))
    return items


def discard_proposal(path: Place, *, wait_seconds: float = WAIT_SECONDS) -> int:
    """Do away with what is proposed; for how many documents it was.

    Raises:
        WarehouseError: the warehouse cannot be written (see `warehouse.connection.writing`).
    """
    _must_exist(path)
    with writing(path, wait_seconds) as connection, failures_named(path), transaction(connection):
        counts = [connection.execute(f"DELETE FROM {table}").fetchall()[0][0] for table in PROPOSAL_TABLES]
    return int(counts[0])


def _state(path: Place, extractor_version: str, wait_seconds: float) -> tuple[list[str], int]:
    """The other extractors that proposed something, and how many documents are yet to be extracted again."""
    with reading(path, wait_seconds) as connection, failures_named(path):
        return _proposed_by_others(connection, extractor_version), count_waiting(connection, extractor_version)


def _proposed_by_others(connection: duckdb.DuckDBPyConnection, extractor_version: str) -> list[str]:
    found = connection.execute(
        "SELECT DISTINCT extractor_version FROM proposed_facts WHERE extractor_version <> ? ORDER BY 1",
        [extractor_version],
    ).fetchall()
    return [version for (version,) in found]


def count_waiting(connection: duckdb.DuckDBPyConnection, extractor_version: str) -> int:
    """How many documents have the facts of another extractor, and nothing is proposed for them."""
    ((count,),) = connection.execute(
        "SELECT count(*) FROM documents ANTI JOIN (SELECT document_id FROM proposed_facts WHERE facts IS NOT NULL) "
        "USING (document_id) WHERE extractor_version <> ?",
        [extractor_version],
    ).fetchall()
    return int(count)


def _table(columns: Mapping[str, pa.DataType], rows: Sequence[_Row]) -> pa.Table:
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pa.table({name: pa.array(each, kind) for (name, kind), each in zip(columns.items(), values, strict=True)})


def _must_exist(path: Place) -> None:
    """Refuse to make a warehouse only to find nothing in it."""
    if not is_made(path):
        raise WarehouseMissing(f"{path}: there is no such warehouse; `thidua load` makes one")
