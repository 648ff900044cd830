"""Bringing a warehouse to the schema of this program: numbered SQL files, applied forward, one transaction each.

A lake has the same tables and views from the same files. DuckLake knows no keys and no comments on columns of views, and
cannot fill old rows with an empty list: that is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

import duckdb

from warehouse.lake_connection import NAME, is_lake
from warehouse.statements import statement
from warehouse.transactions import transaction

_FILE_NAME = re.compile(r"([0-9]{4})_(\w+)\.sql")

# Nothing but the removal of keys, which a lake never had.
_NOT_FOR_LAKES = frozenset({"fewer_keys"})
_UNKNOWN_TO_LAKES = re.compile(r",\n *PRIMARY KEY \([^)]*\)| PRIMARY KEY| DEFAULT \[\]")
_VIEW = re.compile(r"^CREATE VIEW (\w+)", re.MULTILINE)
_COLUMN_COMMENT = re.compile(r"^COMMENT ON COLUMN (\w+)\.", re.MULTILINE)

# Every schema version has these; a database without them is somebody else's.
_MARKS = frozenset({"schema_migrations", "documents", "evidence", "loads"})


@dataclass(frozen=True)
class Migration:
    """One step of the schema: ``warehouse/migrations/VERSION_NAME.sql``."""

    version: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations of this program, in order of their versions."""
    found = (
        (_FILE_NAME.fullmatch(file.name), file)
        for file in files("warehouse").joinpath("migrations").iterdir()
        if file.name.endswith(".sql")
    )
    return tuple(
        sorted(
            (Migration(int(name[1]), name[2], file.read_text(encoding="utf-8")) for name, file in found if name),
            key=lambda migration: migration.version,
        )
    )


def latest_version() -> int:
    """The schema version that this program reads and writes."""
    return migrations()[-1].version


def schema_version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """The schema version of an open database: 0 when it holds nothing at all, None when it is no warehouse."""
    sql = statement("lake_tables").format(lake=NAME) if is_lake(connection) else statement("user_tables")
    # A lake whose maker was killed at the start may have its table of turns, and nothing else.
    tables = {name for (name,) in connection.execute(sql).fetchall()} - {"turns"}
    if not tables:
        return 0
    if not tables >= _MARKS:
        return None
    ((version,),) = connection.execute("SELECT max(version) FROM schema_migrations").fetchall()
    return None if version is None else int(version)


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply every migration that the database lacks. Each is one transaction with its row in ``schema_migrations``.

    Raises:
        duckdb.Error: the database cannot be changed; the migrations before stay applied.
    """
    present = schema_version(connection) or 0
    if present < latest_version() and is_lake(connection):
        connection.execute(statement("lake_turns"))
    for migration in migrations():
        if migration.version > present:
            with transaction(connection):
                for sql in _statements(connection, migration):
                    connection.execute(sql)
                connection.execute(
                    "INSERT INTO schema_migrations VALUES (?, ?, ?)",
                    [migration.version, migration.name, datetime.now(UTC).replace(tzinfo=None)],
                )


def _statements(connection: duckdb.DuckDBPyConnection, migration: Migration) -> Iterator[str]:
    """The statements of a migration, for a lake without what it does not know."""
    if not is_lake(connection):
        yield migration.sql
        return
    if migration.name in _NOT_FOR_LAKES:
        return
    views = {name for (name,) in connection.execute(statement("user_views")).fetchall()}
    for each in connection.extract_statements(_UNKNOWN_TO_LAKES.sub("", migration.sql)):
        if made := _VIEW.search(each.query):
            views.add(made[1])
        commented = _COLUMN_COMMENT.search(each.query)
        if not (commented and commented[1] in views):
            yield each.query
