"""SQL from outside: read only, one line an error, four ways out."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from pyarrow import parquet

from warehouse import (
    NotAWarehouse,
    QueryError,
    QueryResult,
    WarehouseMissing,
    cell_text,
    run_query,
    write_csv,
    write_json,
    write_parquet,
)


def as_csv(result: QueryResult) -> str:
    stream = io.StringIO(newline="")
    write_csv(result, stream)
    return stream.getvalue()


def as_json(result: QueryResult) -> str:
    stream = io.StringIO()
    write_json(result, stream)
    return stream.getvalue()


def test_columns_and_rows(rich_warehouse: Path) -> None:
    result = run_query(rich_warehouse, "SELECT starts_on, place, ordinal FROM meetings")
    assert result.columns == ("starts_on", "place", "ordinal")
    assert list(result.rows()) == [(date(2023, 11, 24), "Hạ Long", None)]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM members",
        "UPDATE members SET unit = 'x'",
        "INSERT INTO campaigns SELECT * FROM campaigns",
        "DROP TABLE members",
        "CREATE TABLE x (a INTEGER)",
        "CREATE VIEW x AS SELECT 1",
        "ALTER TABLE members ADD COLUMN x INTEGER",
        "COMMENT ON TABLE members IS 'x'",
        "TRUNCATE members",
        "WITH gone AS (SELECT 1) DELETE FROM members",
    ],
)
def test_a_query_cannot_change_anything(rich_warehouse: Path, sql: str) -> None:
    before = rich_warehouse.read_bytes()
    with pytest.raises(QueryError, match="cannot change the warehouse"):
        run_query(rich_warehouse, sql)
    assert rich_warehouse.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "COPY members TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/other.duckdb'",
        "SELECT * FROM read_text('{folder}/secret.txt')",
        "SELECT * FROM '{folder}/secret.csv'",
        "INSTALL fts",
        "LOAD httpfs",
    ],
)
def test_a_query_cannot_reach_beyond_the_warehouse(rich_warehouse: Path, sql: str) -> None:
    (rich_warehouse.parent / "secret.txt").write_text("secret")
    (rich_warehouse.parent / "secret.csv").write_text("secret")
    before = sorted(rich_warehouse.parent.iterdir())
    with pytest.raises(QueryError):
        run_query(rich_warehouse, sql.format(folder=rich_warehouse.parent))
    assert sorted(rich_warehouse.parent.iterdir()) == before


def test_a_query_cannot_open_the_gates_again(rich_warehouse: Path) -> None:
    with pytest.raises(QueryError):
        run_query(rich_warehouse, "SET enable_external_access = true")


def test_a_query_cannot_see_the_programs_variables(rich_warehouse: Path) -> None:
    with pytest.raises(QueryError, match="Table with name rich_warehouse does not exist"):
        run_query(rich_warehouse, "SELECT * FROM rich_warehouse")


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("SELECT no_such FROM members", 'Referenced column "no_such" not found'),
        ("SELECT * FROM no_such", "Table with name no_such does not exist"),
        ("SELECT 'x'::INTEGER", "Could not convert string 'x' to INT32"),
        ("", "one SQL statement is needed, not 0"),
        ("SELECT 1; SELECT 2", "one SQL statement is needed, not 2"),
        ("SELECT ?", "parameter"),
    ],
)
def test_wrong_sql_is_told_in_one_line(rich_warehouse: Path, sql: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(rich_warehouse, sql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_describing_and_explaining_are_queries_too(rich_warehouse: Path) -> None:
    assert ("unit", "VARCHAR") in {row[:2] for row in run_query(rich_warehouse, "DESCRIBE members").rows()}
    assert ("members",) in set(run_query(rich_warehouse, "SHOW TABLES").rows())
    assert run_query(rich_warehouse, "EXPLAIN SELECT * FROM members;").table.num_rows > 0


def test_no_warehouse_to_ask(path: Path) -> None:
    with pytest.raises(WarehouseMissing):
        run_query(path, "SELECT 1")
    path.write_text("hello")
    with pytest.raises(NotAWarehouse):
        run_query(path, "SELECT 1")


def test_csv(rich_warehouse: Path) -> None:
    result = run_query(
        rich_warehouse,
        "SELECT person, titles, DATE '2023-11-24' AS day, NULL AS nothing, 'a,\"b\"\nc' AS awkward, 0.5::DOUBLE AS half, "
        "true AS yes, sum(2)::HUGEINT AS total FROM leaders GROUP BY ALL",
    )
    text = as_csv(result)
    assert text.startswith("person,titles,day,nothing,awkward,half,yes,total\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [
        *("Lê Văn A", '["Chủ tịch Hội CCB tỉnh Quảng Ninh"]', "2023-11-24", "", 'a,"b"\nc', "0.5", "true", "2"),
    ]


def test_csv_of_no_rows_is_the_header(rich_warehouse: Path) -> None:
    assert as_csv(run_query(rich_warehouse, "SELECT unit, place FROM members WHERE false")) == "unit,place\n"


def test_json(rich_warehouse: Path) -> None:
    result = run_query(
        rich_warehouse,
        "SELECT 'Đắk' AS name, DATE '2023-11-24' AS day, TIMESTAMP '2023-11-24 10:00:00' AS at, [1, NULL] AS list, "
        "{'a': 'ă'} AS struct, MAP {'k': 1} AS map, 'nan'::DOUBLE AS nan, NULL AS nothing, 1.50::DECIMAL(5,2) AS price, "
        "'x'::BLOB AS bytes, INTERVAL 1 DAY AS span, uuid() IS NOT NULL AS yes, 1 AS name",
    )
    text = as_json(result)
    assert "Đắk" in text
    (row,) = json.loads(text)
    span = row.pop("span")
    assert span is not None
    assert row == {
        "name": "Đắk",
        "day": "2023-11-24",
        "at": "2023-11-24T10:00:00",
        "list": [1, None],
        "struct": {"a": "ă"},
        "map": {"k": 1},
        "nan": None,
        "nothing": None,
        "price": 1.5,
        "bytes": "eA==",
        "yes": True,
        "name_2": 1,
    }


@pytest.mark.parametrize("number", [0, 1, 3])
def test_json_is_an_array_of_objects(rich_warehouse: Path, number: int) -> None:
    assert json.loads(as_json(run_query(rich_warehouse, f"SELECT range AS n FROM range({number})"))) == [
        {"n": n} for n in range(number)
    ]


def test_parquet(rich_warehouse: Path, tmp_path: Path) -> None:
    result = run_query(rich_warehouse, "SELECT person, titles, 1 AS a, 2 AS a FROM leaders")
    target = tmp_path / "out.parquet"
    target.write_text("older")
    write_parquet(result, target)
    assert parquet.read_table(target).to_pylist() == [
        {"person": "Lê Văn A", "titles": ["Chủ tịch Hội CCB tỉnh Quảng Ninh"], "a": 1, "a_2": 2}
    ]
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]


def test_parquet_into_a_folder_that_is_not_there(rich_warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no_such"):
        write_parquet(run_query(rich_warehouse, "SELECT 1 AS a"), tmp_path / "no_such" / "out.parquet")


def test_cells() -> None:
    assert [cell_text(value) for value in (None, "a", 1, True, date(2024, 1, 2), datetime(2024, 1, 2, 3), ["ă"])] == [
        *("", "a", "1", "true", "2024-01-02", "2024-01-02T03:00:00", '["ă"]'),
    ]


def test_times_that_python_does_not_have(rich_warehouse: Path) -> None:
    sql = "SELECT '2024-01-02 03:04:05.123456789'::TIMESTAMP_NS AS at, DATE '12024-01-02' AS day"
    assert list(run_query(rich_warehouse, sql).rows()) == [("2024-01-02 03:04:05.123456789", "12024-01-02")]
