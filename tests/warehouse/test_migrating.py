"""The schema: made from nothing, documented throughout, brought forward."""

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.conftest import Load, MakeItem
from warehouse import Item, NotAWarehouse, WarehouseNewer, WarehouseOutdated, check, contents, migrating, run_query
from warehouse.batches import _COLUMN_TYPES, _TABLES
from warehouse.connection import reading, writing
from warehouse.fingerprints import fingerprint
from warehouse.migrating import Migration, latest_version, migrate, migrations, schema_version
from warehouse.statements import statement

TABLES = {
    *("documents", "document_sources", "clusters", "members", "meetings", "leaders", "headships", "awards", "pledges"),
    *("campaigns", "citations", "evidence", "rejects", "loads", "schema_migrations"),
    *(
        "places",
        "units",
        "canonical_clusters",
        "people",
        "person_anchors",
        "aliases",
        "listed_candidates",
        "completed_names",
    ),
    *("offices", "sketches", "search_documents", "search_terms", "reviews", "extracted_facts", "forgotten"),
    *("proposed_facts", "proposed_counts", "proposed_changes"),
    *("document_versions", "watched_addresses", "watched_hosts", "watch_runs", "alerts"),
}
# So many rows that an index over them would cost more than all the rest; warehouse.check verifies their keys.
WITHOUT_PRIMARY_KEY = {
    *("search_terms", "search_documents", "offices", "sketches", "proposed_changes"),
    *("person_anchors", "aliases", "listed_candidates", "completed_names"),
}
VIEW_COLUMNS = {
    "next_heads": {"cluster", "system", "year", "role", "unit", "person", "evidence", "document", "published_on"},
    "heads_by_year": {"cluster", "year", "role", "unit", "person", "status", "documents"},
    "awards_by_unit": {"recipient", "award", "authority", "year", "status", "documents"},
    "member_units": {"cluster", "unit", "place", "first_year", "last_year", "documents"},
    "meeting_calendar": {
        *("starts_on", "ends_on", "cluster", "kind", "place", "province", "covers", "evidence", "document"),
    },
}


@pytest.fixture(autouse=True)
def migrated() -> None:
    """New warehouses are made here as they are made for users."""


@pytest.fixture
def empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    migrate(connection)
    return connection


def test_an_empty_database_gets_every_table_and_view(empty: duckdb.DuckDBPyConnection) -> None:
    tables = {name for (name,) in empty.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert tables == TABLES
    for view, columns in VIEW_COLUMNS.items():
        assert columns <= {row[0] for row in empty.execute(f"DESCRIBE {view}").fetchall()}


def test_every_table_view_and_column_has_a_comment(empty: duckdb.DuckDBPyConnection) -> None:
    uncommented = empty.execute(
        "SELECT table_name FROM duckdb_tables() WHERE coalesce(comment, '') = '' "
        "UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = '' "
        "UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() "
        "WHERE NOT internal AND coalesce(comment, '') = ''"
    ).fetchall()
    assert uncommented == []


def test_tables_have_a_primary_key_and_none_a_foreign_key(empty: duckdb.DuckDBPyConnection) -> None:
    kinds = empty.execute("SELECT table_name, constraint_type FROM duckdb_constraints()").fetchall()
    assert {table for table, kind in kinds if kind == "PRIMARY KEY"} == TABLES - WITHOUT_PRIMARY_KEY
    assert {kind for _, kind in kinds} == {"PRIMARY KEY", "NOT NULL"}


def test_the_rows_made_for_a_table_have_its_columns_and_types(empty: duckdb.DuckDBPyConnection) -> None:
    spelled = {"date32[day]": "DATE", "int32": "INTEGER", "int64": "BIGINT", "double": "DOUBLE"}
    for table, columns in _TABLES.items():
        types = {row[0]: row[1] for row in empty.execute(f"DESCRIBE {table}").fetchall()}
        assert set(columns) == set(types) - {"load_id", "document_number"}
        for column in columns:
            expected = spelled.get(str(_COLUMN_TYPES.get(column)))
            if expected:
                assert (table, column, types[column]) == (table, column, expected)
            elif column not in _COLUMN_TYPES:
                assert types[column] == "VARCHAR"


def test_migrating_again_changes_nothing(empty: duckdb.DuckDBPyConnection) -> None:
    before = empty.execute("SELECT * FROM schema_migrations").fetchall()
    migrate(empty)
    assert empty.execute("SELECT * FROM schema_migrations").fetchall() == before
    assert schema_version(empty) == latest_version() == len(before)


def test_a_migration_that_fails_leaves_the_schema_as_it_was(
    empty: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Migration(latest_version() + 1, "broken", "CREATE TABLE half (a INTEGER); SELECT no_such_column;")
    monkeypatch.setattr(migrating, "migrations", lambda: (*migrations(), broken))
    with pytest.raises(duckdb.BinderException):
        migrate(empty)
    assert schema_version(empty) == broken.version - 1
    assert empty.execute("SELECT * FROM duckdb_tables() WHERE table_name = 'half'").fetchall() == []


def test_an_older_schema_is_refused_by_readers_and_brought_up_to_date_by_loaders(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(migrating, "migrations", lambda: migrations()[:1])
        # What fills older files knows the columns of today alone.
        earlier.setattr("warehouse.refilling.refill", lambda connection: None)
        with writing(path) as connection:
            assert schema_version(connection) == 1
    with pytest.raises(WarehouseOutdated, match=r"schema 1, here \d+"), reading(path):
        pass
    assert contents(path).documents == {}
    assert run_query(path, "FROM next_heads").table.num_rows == 0


@pytest.mark.parametrize("version", [19, 20, 21, 22])
def test_rows_are_the_same_after_a_change_of_keys(
    path: Path, load: Load, rich_item: Item, make_item: MakeItem, version: int
) -> None:
    # Somebody is called as one of the others is, and nothing else is told.
    load(rich_item, make_item("khác", "khác.txt", leaders=[{"person": rich_item.facts.leaders[0].person}]))
    assert run_query(path, "FROM candidates").table.num_rows > 0
    earlier = path.with_name("earlier.duckdb")
    with duckdb.connect(str(earlier)) as connection:
        for migration in migrations()[:version]:
            connection.execute(migration.sql)
            connection.execute(
                "INSERT INTO schema_migrations VALUES (?, ?, now())", [migration.version, migration.name]
            )
        keyed = _keyed(connection)
        tables = {name for (name,) in connection.execute(statement("user_tables")).fetchall()} - {"schema_migrations"}
        connection.execute(f"ATTACH '{path}' AS ours (READ_ONLY)")
        for table in tables:
            columns = ", ".join(row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall())
            connection.execute(f"INSERT INTO {table} BY NAME SELECT {columns} FROM ours.{table}")
    with writing(earlier) as connection:
        assert _keyed(connection) == keyed - WITHOUT_PRIMARY_KEY - {"candidates"}
    assert fingerprint(earlier) == fingerprint(path)
    assert check(earlier) == []


def _keyed(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables with a primary key."""
    sql = "SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    return {table for (table,) in connection.execute(sql).fetchall()}


def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    with writing(path) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (9999, 'future', now()::TIMESTAMP)")
    before = path.read_bytes()
    for opening in (reading, writing):
        with pytest.raises(WarehouseNewer, match="upgrade thidua"), opening(path):
            pass
    assert path.read_bytes() == before


def test_somebody_elses_migrations_are_no_warehouse(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE schema_migrations (version VARCHAR)")
    for opening in (reading, writing):
        with pytest.raises(NotAWarehouse, match="no warehouse of thidua"), opening(path):
            pass
