"""Removing a document with all that came from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse.batches import empty_tables
from warehouse.canonical import DOCUMENT_TABLES, PROPOSAL_TABLES, begin, canonicalise, note_former
from warehouse.connection import WAIT_SECONDS, is_made, writing
from warehouse.errors import UnknownName, WarehouseMissing, failures_named
from warehouse.families import FAMILIES
from warehouse.lakes import Lake, Place
from warehouse.loading import staged
from warehouse.showing import document_called
from warehouse.statements import statement
from warehouse.transactions import transaction


@dataclass(frozen=True)
class Forgotten:
    """What was removed: the document, where it was found, and how many rows of which tables."""

    document_id: str
    sha256: str
    sources: tuple[str, ...]
    rows: Mapping[str, int]


def forget(path: Place, name: str, *, reason: str | None = None, wait_seconds: float = WAIT_SECONDS) -> Forgotten:
    """Remove the document that goes by the name (see `warehouse.show`), in one transaction, and all that came from it.

    Its text, its sources, facts, evidence and reviews, the rejects of the same bytes and what nothing else names go; the
    bytes are noted by their hash, and not loaded again until `allow_again`.

    Raises:
        UnknownName, AmbiguousName: no document, or several, go by the name.
        WarehouseError: nothing was changed (see `warehouse.connection.writing`).
    """
    _must_exist(path)
    with writing(path, wait_seconds) as connection, failures_named(path):
        with transaction(connection):
            document_id = document_called(connection, name)
            by_id = {"document_id": document_id}
            ((sha256,),) = connection.execute(
                "SELECT sha256 FROM documents WHERE document_id = $document_id", by_id
            ).fetchall()
            found = connection.execute(
                "SELECT source FROM document_sources WHERE document_id = $document_id ORDER BY source", by_id
            ).fetchall()
            rows: dict[str, int] = {}
            connection.execute(statement("forget_documents"), by_id)
            begin(connection)
            note_former(connection)
            tables = (
                *("documents", "document_sources"),
                *(family.table for family in FAMILIES),
                *("evidence", "reviews", "extracted_facts"),
                *DOCUMENT_TABLES,
                *PROPOSAL_TABLES,
            )
            for table in tables:
                ((rows[table],),) = connection.execute(
                    f"DELETE FROM {table} WHERE document_id = $document_id", by_id
                ).fetchall()
            ((rows["rejects"],),) = connection.execute("DELETE FROM rejects WHERE sha256 = ?", [sha256]).fetchall()
            ((rows["document_versions"],),) = connection.execute(
                "DELETE FROM document_versions WHERE sha256 = ? OR superseded_by = ?", [sha256, document_id]
            ).fetchall()
            with staged(connection, empty_tables()):
                canonicalise(connection)
            connection.execute("DELETE FROM forgotten WHERE sha256 = ?", [sha256])
            connection.execute(
                "INSERT INTO forgotten VALUES (?, ?, ?)",
                [sha256, reason, datetime.now(UTC).replace(tzinfo=None)],
            )
        if not isinstance(path, Lake):
            # Out of the log too. Freed pages of the file keep their bytes until something is written over them.
            connection.execute("CHECKPOINT")
    return Forgotten(document_id, sha256, tuple(source for (source,) in found), {k: v for k, v in rows.items() if v})


def allow_again(path: Place, sha256: str, *, wait_seconds: float = WAIT_SECONDS) -> str:
    """Let a forgotten document be loaded again, by the hash of its bytes or the beginning of it; the whole hash.

    Raises:
        UnknownName: none was forgotten whose hash begins so, or several were.
        WarehouseError: the warehouse cannot be written.
    """
    _must_exist(path)
    with writing(path, wait_seconds) as connection, failures_named(path), transaction(connection):
        found = connection.execute(
            "SELECT sha256 FROM forgotten WHERE starts_with(sha256, ?)", [sha256.casefold()]
        ).fetchall()
        if len(found) != 1 or not sha256:
            number = "no" if not found else "more than one"
            raise UnknownName(f"{number} forgotten document has a SHA-256 that begins with {sha256}")
        connection.execute("DELETE FROM forgotten WHERE sha256 = ?", found[0])
    return str(found[0][0])


def _must_exist(path: Place) -> None:
    """Refuse to make a warehouse only to find nothing in it."""
    if not is_made(path):
        raise WarehouseMissing(f"{path}: there is no such warehouse; `thidua load` makes one")
