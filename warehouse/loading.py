"""Writing batches into the warehouse, and telling what need not be read again."""

import random
import re
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.batches import SAME_DOCUMENT_ID, Batch, prepare_batch, without
from warehouse.canonical import DOCUMENT_TABLES, PROPOSAL_TABLES, begin, canonicalise, note_former, note_new
from warehouse.connection import WAIT_SECONDS, reading, writing
from warehouse.errors import WarehouseMissing, WarehouseOutdated, failures_named
from warehouse.families import FAMILIES
from warehouse.inventory import OnDisk
from warehouse.items import Item, Reject, Sighting
from warehouse.lakes import Lake, Place
from warehouse.preparing import Prepared
from warehouse.reviewed_batches import note_standing, with_reviews
from warehouse.statements import statement
from warehouse.transactions import transaction

WRITER_MEMORY = ("128MB", "256MB", "512MB")
"""Of DuckDB while a batch is written: the first that is enough. What it cannot hold it writes into temporary files."""

_not_enough = 0  # how many of these failed in this process
# A commit that has not enough memory fails as any commit that fails.
_OUT_OF_MEMORY = re.compile(r"Out of Memory Error|failed to (?:pin|allocate)|could not allocate")
_ROWS_AT_ONCE = 10_000

ATTEMPTS = 5
"""How often a batch is written into a lake where something else was written at the same time each time."""

_FACT_TABLES = tuple(family.table for family in FAMILIES)


@dataclass(frozen=True)
class Counts:
    """What a batch did, in rows; see the columns of ``loads``."""

    documents_added: int = 0
    documents_replaced: int = 0
    documents_unchanged: int = 0
    sources_added: int = 0
    facts_written: int = 0
    rejects_written: int = 0
    rejects_resolved: int = 0
    documents_superseded: int = 0


@dataclass(frozen=True)
class Loaded:
    """The outcome of a batch. ``load_id`` is None when it changed nothing.

    ``rejected`` are the items of the batch that could not be stored; they are among the rejects now.
    """

    load_id: str | None
    counts: Counts
    rejected: tuple[Reject, ...]


@dataclass(frozen=True)
class FileState:
    """What tells, without reading it, that a file is unchanged."""

    size_bytes: int
    modified_ns: int


@dataclass(frozen=True)
class Contents:
    """What a loader can skip.

    ``documents`` maps the SHA-256 of bytes to the extractor version of their facts; ``sources`` maps a source (as made
    `storable`) and its state to the SHA-256 of its bytes; ``rejects`` maps sources to what hindered them; ``forgotten`` are
    the SHA-256 of bytes that are not to be loaded again. The mappings are looked up in files, and take no memory.
    """

    documents: Mapping[str, str]
    sources: Mapping[tuple[str, FileState], str]
    rejects: Mapping[str, Reject]
    forgotten: frozenset[str] = frozenset()


def contents(path: Place, *, wait_seconds: float = WAIT_SECONDS) -> Contents:
    """What is in the warehouse already; nothing when the file is yet to be made. An older schema is brought up to date.

    Raises:
        WarehouseError: the file cannot be opened (see `warehouse.connection.writing`).
    """
    try:
        return _contents(path, wait_seconds)
    except WarehouseMissing:
        return Contents({}, {}, {})
    except WarehouseOutdated:
        with writing(path, wait_seconds):
            pass
        return _contents(path, wait_seconds)


def _contents(path: Place, wait_seconds: float) -> Contents:
    with reading(path, wait_seconds) as connection, failures_named(path):
        documents: OnDisk[str, str] = OnDisk(_rows(connection, "SELECT sha256, extractor_version FROM documents"))
        sources = OnDisk(
            ((source, FileState(size, modified)), sha256)
            for source, size, modified, sha256 in _rows(connection, statement("loaded_sources"))
        )
        rejects = OnDisk((row[0], Reject(*row)) for row in _rows(connection, statement("known_rejects")))
        forgotten = connection.execute("SELECT sha256 FROM forgotten").fetchall()
    return Contents(documents, sources, rejects, frozenset(sha256 for (sha256,) in forgotten))


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    result = connection.execute(sql)
    while rows := result.fetchmany(_ROWS_AT_ONCE):
        yield from rows


def extractor_versions(
    path: Place, sha256s: Collection[str], *, wait_seconds: float = WAIT_SECONDS
) -> Mapping[str, str]:
    """Of the documents with these bytes, those that are there, with the extractor version of their facts.

    Raises:
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    if not sha256s:
        return {}
    with reading(path, wait_seconds) as connection, failures_named(path):
        return dict(connection.execute(statement("extractor_versions"), {"sha256s": list(sha256s)}).fetchall())


def load_batch(
    path: Place,
    items: Iterable[Item | Prepared],
    rejects: Iterable[Reject] = (),
    sightings: Iterable[Sighting] = (),
    resolved: Iterable[str] = (),
    *,
    run_id: str,
    program_version: str,
    supersede: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> Loaded:
    """Load a batch into a file, made if it does not exist, in one transaction; nobody else waits while it is prepared.

    A document that is there with the same extractor version and text is left as it is; with others, its text, facts
    and evidence are replaced. A further source of the same bytes is noted. A reject replaces what was known of its
    source and goes when the source loads, or is among ``resolved``. The row of ``loads`` is written last, and only when anything changed.

    Args:
        supersede: what stood at the sources of the batch before is an earlier version: its text is kept in
            ``document_versions`` and its facts go, unless it stands at another source too.

    Raises:
        WarehouseError: nothing was changed (see `warehouse.connection.writing`); DiskFull when there was no room.
    """
    started_at = datetime.now(UTC)
    return load_tables(
        path,
        prepare_batch(items, rejects, sightings, resolved),
        run_id=run_id,
        program_version=program_version,
        started_at=started_at,
        supersede=supersede,
        wait_seconds=wait_seconds,
    )


def load_tables(
    path: Place,
    batch: Batch,
    *,
    run_id: str,
    program_version: str,
    started_at: datetime,
    supersede: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> Loaded:
    """Load a batch whose tables are made, as `load_batch` does.

    Raises:
        WarehouseError: nothing was changed.
    """
    with writing(path, wait_seconds) as connection, failures_named(path):
        write = partial(
            write_batch,
            connection,
            batch,
            run_id=run_id,
            program_version=program_version,
            started_at=started_at,
            supersede=supersede,
        )
        return write_patiently(path, connection, write)


def write_patiently(path: Place, connection: duckdb.DuckDBPyConnection, write: Callable[[], Loaded]) -> Loaded:
    """Run one transaction in little memory, and on a lake again when somebody else has written meanwhile.

    Args:
        write: the whole transaction; it may run more than once.

    Raises:
        duckdb.Error: nothing was changed.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _in_little_memory(connection, write)
        except duckdb.TransactionException:
            # Somebody else wrote to the lake at the same time, who had no turn, or lost it.
            if attempt == ATTEMPTS or not isinstance(path, Lake):
                raise
            time.sleep(attempt * random.uniform(0.05, 0.2))
    raise AssertionError


def _in_little_memory(connection: duckdb.DuckDBPyConnection, write: Callable[[], Loaded]) -> Loaded:
    """Write with the least of `WRITER_MEMORY` for DuckDB that was enough so far, else with what it usually has.

    DuckDB would keep of the file what it has seen, up to most of the machine's memory, and take it anew for each batch.
    """
    global _not_enough  # noqa: PLW0603  What one batch needed, the next ones need too.
    ((usual,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    for limit in WRITER_MEMORY[_not_enough:]:
        try:
            connection.execute(f"SET memory_limit = '{limit}'")
            return write()
        except duckdb.Error as error:
            if not _OUT_OF_MEMORY.search(str(error)):
                raise
            _not_enough += 1
    connection.execute(f"SET memory_limit = '{usual}'")
    return write()


def write_batch(
    connection: duckdb.DuckDBPyConnection,
    batch: Batch,
    *,
    run_id: str,
    program_version: str,
    started_at: datetime,
    supersede: bool = False,
) -> Loaded:
    """Write a prepared batch in one transaction, as `load_batch` does.

    Raises:
        duckdb.Error: nothing was changed.
    """
    load_id = _load_id(started_at)
    with transaction(connection):
        with staged(connection, {"staged_documents": batch.tables["staged_documents"]}):
            colliding = {sha256 for (sha256,) in connection.execute(statement("colliding_documents")).fetchall()}
        if colliding:
            batch = without(batch, colliding, SAME_DOCUMENT_ID)
        batch = _without_forgotten(connection, batch)
        superseded = _supersede(connection, batch) if supersede else 0
        batch, standing = with_reviews(connection, batch)
        with staged(connection, batch.tables):
            counts = replace(_write_staged(connection, load_id, superseded), documents_superseded=superseded)
        note_standing(connection, batch, standing)
        changed = _note_load(connection, load_id, run_id, program_version, started_at, counts)
        _give_room(connection)
    return Loaded(load_id if changed else None, counts, batch.rejected)


def _give_room(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the commit have the next of `WRITER_MEMORY`: it cannot write into temporary files what it has no room for."""
    if _not_enough < len(WRITER_MEMORY):
        limit = WRITER_MEMORY[min(_not_enough + 1, len(WRITER_MEMORY) - 1)]
        connection.execute(f"SET memory_limit = '{limit}'")


def replace_facts(
    connection: duckdb.DuckDBPyConnection, batch: Batch, *, run_id: str, program_version: str, started_at: datetime
) -> Loaded:
    """Write documents that are there again with other facts, within a transaction; their sources stay as they are.

    Raises:
        duckdb.Error: the warehouse cannot be written.
    """
    load_id = _load_id(started_at)
    batch, standing = with_reviews(connection, batch)
    with staged(connection, batch.tables):
        _, replaced, unchanged, facts_written = _write_documents(connection, load_id)
        _execute(connection, statement("name_documents"))
    note_standing(connection, batch, standing)
    counts = Counts(documents_replaced=replaced, documents_unchanged=unchanged, facts_written=facts_written)
    changed = _note_load(connection, load_id, run_id, program_version, started_at, counts)
    return Loaded(load_id if changed else None, counts, batch.rejected)


def _load_id(started_at: datetime) -> str:
    return f"{started_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"


def _note_load(
    connection: duckdb.DuckDBPyConnection,
    load_id: str,
    run_id: str,
    program_version: str,
    started_at: datetime,
    counts: Counts,
) -> bool:
    """Write the row of ``loads``, if anything changed; whether it did."""
    if counts == Counts(documents_unchanged=counts.documents_unchanged):
        return False
    connection.execute(
        statement("insert_load"),
        {
            "load_id": load_id,
            "run_id": run_id,
            "started_at": _utc(started_at),
            "finished_at": _utc(datetime.now(UTC)),
            "program_version": program_version,
            **asdict(counts),
        },
    )
    return True


def _without_forgotten(connection: duckdb.DuckDBPyConnection, batch: Batch) -> Batch:
    """The batch without what is not to be loaded again: a load may have begun before it was forgotten."""
    forgotten = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM forgotten").fetchall()}
    if not forgotten & {item.sighting.sha256 for item in batch.items}:
        return batch
    kept = [item for item in batch.items if item.sighting.sha256 not in forgotten]
    return replace(prepare_batch(kept, batch.rejects, batch.sightings, batch.resolved), rejected=batch.rejected)


def _utc(moment: datetime) -> datetime:
    """As a TIMESTAMP without time zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


@contextmanager
def staged(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> Iterator[None]:
    """The tables under their names, for the statements in the block."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def rewrite_batch(connection: duckdb.DuckDBPyConnection, batch: Batch) -> int:
    """Write documents that are there again, under their loads, within a transaction; how many.

    Written are those that lack what a newer schema added (``original_id``).

    Raises:
        duckdb.Error: the warehouse cannot be written.
    """
    batch, standing = with_reviews(connection, batch)
    with staged(connection, batch.tables):
        _, replaced, _, _ = _write_documents(connection, None)
    note_standing(connection, batch, standing)
    return replaced


def _supersede(connection: duckdb.DuckDBPyConnection, batch: Batch) -> int:
    """Take from the sources of a batch what stood there before, and keep the texts; how many documents have to go."""
    with staged(connection, {name: batch.tables[name] for name in ("staged_documents", "staged_sources")}):
        connection.execute(statement("superseded_find"))
        return _execute(connection, statement("superseded_keep"), {"superseded_at": _utc(datetime.now(UTC))})


def _write_documents(
    connection: duckdb.DuckDBPyConnection, load_id: str | None, superseded: int = 0
) -> tuple[int, int, int, int]:
    """Write the staged documents that are new or differ; how many are added, replaced and unchanged, and their facts."""
    connection.execute(statement("written_documents"))
    ((added, replaced, unchanged),) = connection.execute(statement("count_documents")).fetchall()
    if superseded:
        connection.execute(statement("superseded_written"))
    if added or replaced or superseded:
        begin(connection)
    if replaced or superseded:
        note_former(connection)
        for table in ("documents", *_FACT_TABLES, "evidence", *DOCUMENT_TABLES, *PROPOSAL_TABLES):
            connection.execute(statement("delete_replaced").format(table=table))
    _execute(connection, statement("insert_documents"), {"load_id": load_id})
    insert = statement("insert_facts")
    facts_written = sum(_execute(connection, insert.format(table=table)) for table in _FACT_TABLES)
    _execute(connection, insert.format(table="evidence"))
    insert = statement("insert_some_attached" if unchanged else "insert_attached")
    for table in DOCUMENT_TABLES:
        _execute(connection, insert.format(table=table))
    if added or replaced or superseded:
        note_new(connection)
        canonicalise(connection)
    return added, replaced, unchanged, facts_written


def _write_staged(connection: duckdb.DuckDBPyConnection, load_id: str, superseded: int) -> Counts:
    added, replaced, unchanged, facts_written = _write_documents(connection, load_id, superseded)
    _execute(connection, statement("update_sources"))
    sources_written = _execute(connection, statement("insert_sources"), {"load_id": load_id})
    _execute(connection, statement("name_documents"))
    rejects_resolved = _execute(connection, statement("resolve_rejects"))
    connection.execute(statement("changed_rejects"))
    _execute(connection, "DELETE FROM rejects WHERE source IN (SELECT source FROM changed_rejects)")
    rejects_written = _execute(connection, statement("insert_rejects"), {"load_id": load_id})
    return Counts(
        documents_added=added,
        documents_replaced=replaced,
        documents_unchanged=unchanged,
        sources_added=sources_written - added,
        facts_written=facts_written,
        rejects_written=rejects_written,
        rejects_resolved=rejects_resolved,
    )


def _execute(connection: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None) -> int:
    """Run a statement that changes rows; the number of them."""
    ((count,),) = connection.execute(sql, values).fetchall()
    return int(count)
