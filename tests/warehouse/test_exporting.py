"""Files for other programs."""

import csv
import json
import resource
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import etree
from pyarrow import parquet

from warehouse import DiskFull, Item, WarehouseError, WarehouseMissing, export, run_query, workbook
from warehouse.connection import reading
from warehouse.workbook import Sheet, write_workbook

Load = Callable[..., Any]
MakeItem = Callable[..., Item]
RunPython = Callable[..., Any]


def relations(path: Path) -> set[str]:
    """What is exported: all but the index of the full-text search and what is only proposed."""
    return {"datapackage"} | {
        name
        for (name,) in run_query(
            path,
            "SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal",
        ).rows()
        if not name.startswith(("search_", "proposed_")) and name != "candidates"
    }


def rows_of(file: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with file.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_and_view_becomes_a_csv_file(rich_warehouse: Path, tmp_path: Path) -> None:
    written = export(rich_warehouse, tmp_path / "new" / "out", "csv")
    assert {file.stem for file in written} == relations(rich_warehouse)
    assert set((tmp_path / "new" / "out").iterdir()) == set(written)
    folder = tmp_path / "new" / "out"
    (leader,) = rows_of(folder / "leaders.csv")
    assert leader["person"] == "Lê Văn A"
    assert leader["titles"] == '["Chủ tịch Hội CCB tỉnh Quảng Ninh"]'
    (meeting,) = rows_of(folder / "meeting_calendar.csv")
    assert (meeting["starts_on"], meeting["ordinal"]) == ("2023-11-24", "")
    (document,) = rows_of(folder / "documents.csv")
    ((text,),) = run_query(rich_warehouse, "SELECT text FROM documents").rows()
    assert document["text"] == text
    assert document["metadata"] == '{"title": "Tổng kết"}'


def test_parquet_keeps_the_types(rich_warehouse: Path, tmp_path: Path) -> None:
    written = export(rich_warehouse, tmp_path / "out", "parquet")
    assert {file.stem for file in written} == relations(rich_warehouse)
    with reading(rich_warehouse) as connection:
        for file in written[:-1]:
            assert parquet.read_table(file).equals(connection.execute(f"FROM {file.stem}").to_arrow_table())


def test_an_export_replaces_an_earlier_one_and_nothing_else(
    rich_warehouse: Path, tmp_path: Path, load: Load, make_item: MakeItem
) -> None:
    folder = tmp_path / "out"
    export(rich_warehouse, folder, "csv")
    (folder / "notes.txt").write_text("mine")
    load(make_item("khác", "other.txt"))
    export(rich_warehouse, folder, "csv")
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


def test_tables_of_others_with_odd_names_are_no_files(rich_warehouse: Path, tmp_path: Path) -> None:
    from warehouse.connection import writing

    with writing(rich_warehouse) as connection:
        connection.execute('CREATE TABLE "../evil" (a INTEGER); CREATE TABLE mine (a INTEGER)')
    written = {file.name for file in export(rich_warehouse, tmp_path / "out", "csv")}
    assert "mine.csv" in written
    assert not list(tmp_path.rglob("evil*"))


def test_failures_are_named_and_leave_the_earlier_export(rich_warehouse: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with pytest.raises(WarehouseMissing):
        export(tmp_path / "none.duckdb", folder, "csv")
    assert not folder.exists()
    folder.write_text("a file")
    with pytest.raises(WarehouseError, match="out"):
        export(rich_warehouse, folder, "csv")


def test_a_full_disk_leaves_the_earlier_export(
    rich_warehouse: Path, tmp_path: Path, load: Load, make_item: MakeItem
) -> None:
    folder = tmp_path / "out"
    export(rich_warehouse, folder, "csv")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    load(make_item("chữ " * 20_000, "long.txt"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(DiskFull, match="the disk is full"):
            export(rich_warehouse, folder, "csv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_what_has_a_year_in_folders(rich_warehouse: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(rich_warehouse, folder, "parquet")
    for _ in range(2):
        written = export(rich_warehouse, folder, "parquet", partitioned=True)
    assert {file for file in folder.rglob("*") if file.is_file()} == set(written)
    assert (folder / "headships" / "year=2024" / "part-0.parquet") in written
    assert (folder / "documents.parquet") in written
    pattern = (folder / "awards" / "**" / "*.parquet").as_posix()
    plain = duckdb.sql(f"SELECT recipient, year FROM read_parquet('{pattern}', hive_partitioning = true)").fetchall()
    assert plain == list(run_query(rich_warehouse, "SELECT recipient, year FROM awards").rows())
    assert export(rich_warehouse, folder, "parquet")
    assert not (folder / "awards").exists()


def test_the_datapackage_tells_what_columns_mean(rich_warehouse: Path, tmp_path: Path) -> None:
    written = export(rich_warehouse, tmp_path / "out", "csv")
    assert written[-1].name == "datapackage.json"
    package = json.loads(written[-1].read_text(encoding="utf-8"))
    resources = {resource["title"]: resource for resource in package["resources"]}
    assert {f"{name}.csv" for name in resources} == {file.name for file in written[:-1]}
    for table in resources.values():
        with (tmp_path / "out" / table["path"]).open(encoding="utf-8", newline="") as stream:
            assert next(csv.reader(stream)) == [field["name"] for field in table["schema"]["fields"]]
        assert table["description"]
        assert all(field["description"] for field in table["schema"]["fields"])
        assert all(field["type"] != "any" for field in table["schema"]["fields"])
    fields = {field["name"]: field for field in resources["meetings"]["schema"]["fields"]}
    assert resources["meetings"]["schema"]["primaryKey"] == ["document_number", "position"]
    assert (fields["starts_on"]["type"], fields["ordinal"]["type"]) == ("date", "integer")
    assert fields["kind"]["constraints"] == {"required": True}


def test_a_workbook_has_a_sheet_for_each_view(rich_warehouse: Path, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    written = export(rich_warehouse, tmp_path / "out", "xlsx")
    assert [file.name for file in written] == ["thidua.xlsx", "datapackage.json"]
    sheets = sheets_of(written[0])
    views = {
        name
        for (name,) in run_query(rich_warehouse, "SELECT view_name FROM duckdb_views() WHERE NOT internal").rows()
        if name != "candidates"
    }
    assert set(sheets) == {*views, "about"}
    rows = sheets["meeting_calendar"]
    meeting = dict(zip(rows[0], rows[1], strict=False))
    assert meeting["starts_on"] == "45254"  # 2023-11-24 in Excel's days.
    assert meeting["cluster"] == "Cụm thi đua số 4"
    package = json.loads(written[1].read_text(encoding="utf-8"))
    assert {resource["dialect"]["sheet"] for resource in package["resources"]} == views


def test_cells_of_a_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    values = [
        "=1+1",
        "https://example.org",
        "a\x0b\x1bb",
        "đ" * 40_000,
        10**16,
        date(1885, 1, 2),
        ["x"],
        True,
        None,
        0.5,
    ]
    sheet = Sheet("s" * 40, "", [("v", "")], [(value,) for value in values])
    file = tmp_path / "w.xlsx"
    write_workbook(file, [sheet])
    sheets = sheets_of(file)
    assert [len(name) for name in sheets] == [31] * 5 + [5]
    cells = [row[0] for name, rows in sheets.items() if name != "about" for row in rows[1:] if row]
    assert cells[:3] == ["=1+1", "https://example.org", "ab"]
    assert (len(cells[3]), cells[3][-1]) == (32_767, "…")
    assert cells[4:] == [str(10**16), "1885-01-02", '["x"]', "1", "0.5"]


def sheets_of(file: Path) -> dict[str, list[list[str]]]:
    """The cells of every sheet of a workbook that were written, by row."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(file) as archive:
        names = [
            sheet.get("name", "") for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{main}sheet")
        ]
        sheets = {}
        for number, name in enumerate(names, 1):
            page = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            sheets[name] = [["".join(cell.itertext()) for cell in row] for row in page.iter(f"{main}row")]
    return sheets
