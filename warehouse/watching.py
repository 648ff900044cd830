"""What is known of watched addresses, and what each look at a source gave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, date, datetime
from itertools import chain

import duckdb

from warehouse.connection import WAIT_SECONDS, reading, writing
from warehouse.errors import failures_named
from warehouse.lakes import Place
from warehouse.statements import statement
from warehouse.transactions import transaction


@dataclass(frozen=True)
class Watched:
    """An address and what came of it when it was last asked; see the table ``watched_addresses``. Times are in UTC."""

    address: str
    watched_source: str
    stored_as: str | None
    etag: str | None
    last_modified: str | None
    sha256: str | None
    outcome: str
    reason: str | None
    listed_date: str | None
    first_seen_at: datetime
    checked_at: datetime
    published_on: date | None = None
    from_backfill: bool = False


@dataclass(frozen=True)
class WatchRun:
    """A look at a source; see the table ``watch_runs``. Times are in UTC."""

    run_id: str
    watched_source: str
    started_at: datetime
    finished_at: datetime
    listed: int = 0
    asked: int = 0
    unmodified: int = 0
    added: int = 0
    changed: int = 0
    duplicates: int = 0
    irrelevant: int = 0
    rejected: int = 0
    gone: int = 0
    postponed: int = 0
    facts: int = 0
    problem: str | None = None
    outside: int = 0
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class SourceYield:
    """What a watched source brought lately; see the view ``watched_sources``. Times are in UTC."""

    watched_source: str
    last_look: datetime
    last_news: datetime | None
    news: int
    news_before: int
    facts: int
    facts_before: int
    rejected: int
    problem: str | None
    alerts: str | None


@dataclass(frozen=True)
class LoadedDocument:
    """A document that a run loaded."""

    source: str
    doc_id: str
    title: str | None
    published_on: date | None


@dataclass(frozen=True)
class WatchState:
    """What a look at a source has to know.

    ``addresses`` and ``hosts`` (until when each wants to be left alone) by their names; ``texts`` maps the sources of
    all documents to the SHA-256 of their text, ``documents`` that to the SHA-256 of the bytes.
    """

    addresses: Mapping[str, Watched]
    hosts: Mapping[str, datetime]
    texts: Mapping[str, str]
    documents: Mapping[str, str]


def watch_state(path: Place, *, wait_seconds: float = WAIT_SECONDS) -> WatchState:
    """What is known; the file is made, or brought up to date, if need be.

    Raises:
        WarehouseError: the file cannot be opened (see `warehouse.connection.writing`).
    """
    with writing(path, wait_seconds):
        pass
    with reading(path, wait_seconds) as connection, failures_named(path):
        addresses = connection.execute(statement("watched_addresses")).fetchall()
        hosts = connection.execute("SELECT host, not_before FROM watched_hosts").fetchall()
        current = connection.execute(statement("current_texts")).fetchall()
    return WatchState(
        addresses={row[0]: Watched(*row[:-4], *map(_aware, row[-4:-2]), *row[-2:]) for row in addresses},
        hosts={host: _aware(moment) for host, moment in hosts},
        texts={source: text for source, text, _ in current},
        documents={text: sha256 for _, text, sha256 in current},
    )


def note_watch(
    path: Place,
    addresses: Iterable[Watched],
    hosts: Mapping[str, datetime],
    run: WatchRun,
    *,
    wait_seconds: float = WAIT_SECONDS,
) -> None:
    """Write what a look at a source gave, in one transaction.

    Raises:
        WarehouseError: nothing was changed.
    """
    rows = [[_naive(value) for value in astuple(each)] for each in addresses]
    with writing(path, wait_seconds) as connection, failures_named(path), transaction(connection):
        _replace(connection, "watched_addresses", ("address",), rows)
        _replace(connection, "watched_hosts", ("host",), [[host, _naive(moment)] for host, moment in hosts.items()])
        write_runs(connection, [run])


def write_runs(connection: duckdb.DuckDBPyConnection, runs: Iterable[WatchRun]) -> None:
    """Write what looks gave, in the place of what is there of them."""
    rows = [[_naive(value) for value in astuple(run)] for run in runs]
    _replace(connection, "watch_runs", ("run_id", "watched_source"), rows)


def watch_runs(path: Place, *, last: int = 1000, wait_seconds: float = WAIT_SECONDS) -> tuple[WatchRun, ...]:
    """The last looks at sources, the newest first.

    Raises:
        WarehouseError: the file cannot be read.
    """
    columns = ", ".join(field.name for field in fields(WatchRun))
    with reading(path, wait_seconds) as connection, failures_named(path):
        found = connection.execute(
            f"SELECT {columns} FROM watch_runs ORDER BY started_at DESC, watched_source LIMIT ?", [last]
        ).fetchall()
    return tuple(WatchRun(*row[:2], *map(_aware, row[2:4]), *row[4:]) for row in found)


def source_yields(path: Place, *, wait_seconds: float = WAIT_SECONDS) -> tuple[SourceYield, ...]:
    """What each source brought lately, by name.

    Raises:
        WarehouseError: the file cannot be read.
    """
    columns = ", ".join(field.name for field in fields(SourceYield))
    with reading(path, wait_seconds) as connection, failures_named(path):
        found = connection.execute(f"SELECT {columns} FROM watched_sources ORDER BY watched_source").fetchall()
    return tuple(SourceYield(row[0], _aware(row[1]), row[2] and _aware(row[2]), *row[3:]) for row in found)


def documents_of_run(path: Place, run_id: str, *, wait_seconds: float = WAIT_SECONDS) -> tuple[LoadedDocument, ...]:
    """The documents that a run loaded and that are there still, by their sources.

    Raises:
        WarehouseError: the file cannot be read.
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        found = connection.execute(statement("documents_of_run"), {"run_id": run_id}).fetchall()
    return tuple(LoadedDocument(*row) for row in found)


def last_looks(path: Place, *, wait_seconds: float = WAIT_SECONDS) -> Mapping[str, datetime]:
    """When the last look at each source began; the file is made, or brought up to date, if need be.

    Raises:
        WarehouseError: the file cannot be opened.
    """
    with writing(path, wait_seconds) as connection, failures_named(path):
        found = connection.execute(statement("last_looks")).fetchall()
    return {name: _aware(moment) for name, moment in found}


def _replace(
    connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write rows in the place of those with the same key, which is their first columns; of several the last."""
    once = {tuple(row[: len(key)]): row for row in rows}
    if not once:
        return
    named = f"({', '.join(key)})"
    connection.execute(f"DELETE FROM {table} WHERE {named} IN ({_marks(once)})", list(chain(*once)))
    connection.execute(f"INSERT INTO {table} VALUES {_marks(once.values())}", list(chain(*once.values())))


def _marks(rows: Iterable[Sequence[object]]) -> str:
    """A mark for each value, in brackets row by row."""
    return ", ".join(f"({', '.join('?' * len(row))})" for row in rows)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def _naive(value: object) -> object:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value
