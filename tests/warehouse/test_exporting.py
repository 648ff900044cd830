"""Files for other programs."""

import csv
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from warehouse import DiskFull, Item, WarehouseError, WarehouseMissing, export, run_query

Load = Callable[..., Any]
MakeItem = Callable[..., Item]
RunPython = Callable[..., Any]


@pytest.fixture
def loaded(path: Path, load: Load, rich_item: Item) -> Path:
    load(rich_item)
    return path


def relations(path: Path) -> set[str]:
    return {
        name
        for (name,) in run_query(
            path,
            "SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal",
        ).rows()
    }


def rows_of(file: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with file.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_and_view_becomes_a_csv_file(loaded: Path, tmp_path: Path) -> None:
    written = export(loaded, tmp_path / "new" / "out", "csv")
    assert {file.stem for file in written} == relations(loaded)
    assert set((tmp_path / "new" / "out").iterdir()) == set(written)
    folder = tmp_path / "new" / "out"
    (leader,) = rows_of(folder / "leaders.csv")
    assert leader["person"] == "Lê Văn A"
    assert leader["titles"] == '["Chủ tịch Hội CCB tỉnh Quảng Ninh"]'
    (meeting,) = rows_of(folder / "meeting_calendar.csv")
    assert (meeting["starts_on"], meeting["ordinal"]) == ("2023-11-24", "")
    (document,) = rows_of(folder / "documents.csv")
    ((text,),) = run_query(loaded, "SELECT text FROM documents").rows()
    assert document["text"] == text
    assert document["metadata"] == '{"title": "Tổng kết"}'


def test_parquet_keeps_the_types(loaded: Path, tmp_path: Path) -> None:
    written = export(loaded, tmp_path / "out", "parquet")
    assert {file.stem for file in written} == relations(loaded)
    for file in written:
        assert parquet.read_table(file).equals(run_query(loaded, f"FROM {file.stem}").table)


def test_an_export_replaces_an_earlier_one_and_nothing_else(
    loaded: Path, tmp_path: Path, load: Load, make_item: MakeItem
) -> None:
    folder = tmp_path / "out"
    export(loaded, folder, "csv")
    (folder / "notes.txt").write_text("mine")
    load(make_item("khác", "other.txt"))
    export(loaded, folder, "csv")
    assert len(rows_of(folder / "documents.csv")) == 2
    assert (folder / "notes.txt").read_text() == "mine"


def test_csv_for_excel(path: Path, tmp_path: Path, load: Load, make_item: MakeItem) -> None:
    long = "dài " * 10_000
    names = ["=HYPERLINK(1)", "+84", "-1", "@x", "Đền ơn đáp nghĩa"]
    load(make_item(long, campaigns=[{"name": name, "kind": "theme", "year": -5} for name in names]))
    export(path, tmp_path / "out", "csv", excel=True)
    content = (tmp_path / "out" / "campaigns.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(names) + 1
    rows = rows_of(tmp_path / "out" / "campaigns.csv", "utf-8-sig")
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1)", "'+84", "'-1", "'@x", "Đền ơn đáp nghĩa"]
    # A number is no formula.
    assert {row["year"] for row in rows} == {"-5"}
    (document,) = rows_of(tmp_path / "out" / "documents.csv", "utf-8-sig")
    assert len(document["text"]) == 32_767
    assert document["text"].endswith("…")


def test_plain_csv_is_exact(path: Path, tmp_path: Path, load: Load, make_item: MakeItem) -> None:
    load(make_item("một hai", campaigns=[{"name": "=1+1", "kind": "theme"}]))
    export(path, tmp_path / "out", "csv")
    assert [row["name"] for row in rows_of(tmp_path / "out" / "campaigns.csv")] == ["=1+1"]


def test_tables_of_others_with_odd_names_are_no_files(loaded: Path, tmp_path: Path) -> None:
    from warehouse.connection import writing

    with writing(loaded) as connection:
        connection.execute('CREATE TABLE "../evil" (a INTEGER); CREATE TABLE mine (a INTEGER)')
    written = {file.name for file in export(loaded, tmp_path / "out", "csv")}
    assert "mine.csv" in written
    assert not list(tmp_path.rglob("evil*"))


def test_failures_are_named_and_leave_the_earlier_export(loaded: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with pytest.raises(WarehouseMissing):
        export(tmp_path / "none.duckdb", folder, "csv")
    assert not folder.exists()
    folder.write_text("a file")
    with pytest.raises(WarehouseError, match="out"):
        export(loaded, folder, "csv")


def test_a_full_disk_leaves_the_earlier_export(loaded: Path, tmp_path: Path, load: Load, make_item: MakeItem) -> None:
    folder = tmp_path / "out"
    export(loaded, folder, "csv")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    load(make_item("chữ " * 20_000, "long.txt"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(DiskFull, match="the disk is full"):
            export(loaded, folder, "csv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
