"""A lake is what a file is, table by table and view by view, whatever is done to it."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet as pq

from warehouse import (
    Counts,
    Item,
    Lake,
    NotAWarehouse,
    Place,
    Proposed,
    QueryError,
    Reject,
    Reviewable,
    Sighting,
    UnknownName,
    WarehouseMissing,
    WarehouseOutdated,
    accept_batch,
    allow_again,
    begin_proposal,
    check,
    compact,
    contents,
    export,
    fingerprint,
    forget,
    is_made,
    lake_connection,
    load_batch,
    migrating,
    outdated,
    proposal,
    propose,
    reviewable,
    run_query,
    search,
    show,
    stored_document,
    stored_facts,
    take_reviews,
)
from warehouse.connection import reading, writing
from warehouse.migrating import migrations
from warehouse.statements import statement

pytestmark = pytest.mark.long

MakeItem = Callable[..., Item]

TEXT = "Cụm thi đua số 4 gồm Hà Nam và Nam Định. Cụm thi đua số 9 họp."
CLUSTER = {"id": "c1", "name": "Cụm thi đua số 4", "kind": "cum", "number": "4", "evidence": ["Cụm thi đua số 4"]}
OTHER = {"id": "c2", "name": "Cụm thi đua số 9", "kind": "cum", "number": "9", "evidence": ["Cụm thi đua số 9"]}
HA_NAM = {"cluster": "c1", "unit": "tỉnh Hà Nam", "place": "Hà Nam", "evidence": ["Hà Nam"]}
NAM_DINH = {"cluster": "c1", "unit": "tỉnh Nam Định", "place": "Nam Định", "evidence": ["Nam Định"]}
_OTHERWISE = frozenset({"turns", "document_versions", "reviews", "forgotten"})
REJECT = Reject("bad.pdf", "ab" * 32, "read", "empty", "the file is empty", "tools 1")


def load(place: Place, *items: Item, supersede: bool = False, **others: Any) -> Counts:
    loaded = load_batch(place, items, run_id="run", program_version="0", supersede=supersede, **others)
    return loaded.counts


def contents_of(place: Place) -> dict[str, str]:
    """The content of each table that a file has too, but of those that tell times."""
    return {table: value for table, value in fingerprint(place).items() if table not in _OTHERWISE}


def rows(place: Place, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(place, sql).rows())


def data_path_of(lake: Lake) -> Path:
    sql = "SELECT value FROM __ducklake_metadata_thidua_lake.ducklake_metadata WHERE key = 'data_path'"
    return Path(rows(lake, sql)[0][0])


def columns(place: Place) -> list[tuple[Any, ...]]:
    """Every column of every table and view, with its type; comments where both kinds of warehouse have them."""
    with reading(place) as connection:
        views = {name for (name,) in connection.execute(statement("user_views")).fetchall()}
        found = connection.execute(statement("columns")).fetchall()
    return [
        (table, column, kind, None if table in views else comment)
        for table, column, kind, _, comment in found
        if table != "turns"
    ]


def test_the_schema_is_that_of_a_file(lake: Lake, path: Path) -> None:
    for place in (lake, path):
        load(place)
    assert columns(lake) == columns(path)
    comments = "SELECT {name}, comment FROM duckdb_{name}s() WHERE NOT internal AND {name} <> 'turns' ORDER BY 1"
    for name in ("table_name", "view_name"):
        sql = comments.replace("duckdb_{name}s", f"duckdb_{name.removesuffix('_name')}s").format(name=name)
        assert [row for row in rows(lake, sql) if not row[0].startswith("ducklake_")] == rows(path, sql)
    assert rows(lake, "SELECT version, name FROM schema_migrations") == rows(
        path, "SELECT version, name FROM schema_migrations"
    )


def test_whatever_is_loaded_it_holds_what_a_file_holds(
    lake: Lake, path: Path, rich_item: Item, make_item: MakeItem
) -> None:
    older = make_item(TEXT, clusters=[CLUSTER], members=[HA_NAM, NAM_DINH])
    newer = make_item(TEXT, version="2", clusters=[CLUSTER, OTHER], members=[NAM_DINH])
    nul = make_item("chữ \x00 lạ", "nul.txt")
    copy = Sighting(rich_item.document.sha256, "copies/rich.txt", "rich", 900, 5)
    steps: list[Callable[[Place], object]] = [
        lambda place: load(place, rich_item, older, nul),
        lambda place: load(place, rich_item, older),
        lambda place: load(place, newer, rejects=[REJECT], sightings=[copy]),
        lambda place: load(place, rejects=[replace(REJECT, reason="still empty")]),
        lambda place: load(place, make_item("đọc được rồi", "bad.pdf"), resolved=["no.zip"]),
        lambda place: load(place, make_item("khác hẳn", "archive/one.txt"), supersede=True),
    ]
    for step in steps:
        assert step(lake) == step(path)
        assert contents(lake) == contents(path)
    assert contents_of(lake) == contents_of(path)
    assert rows(lake, "SELECT document_id, text, metadata FROM document_versions") == rows(
        path, "SELECT document_id, text, metadata FROM document_versions"
    )
    assert check(lake) == []


def test_the_same_bytes_again_change_nothing(lake: Lake, rich_item: Item) -> None:
    load(lake, rich_item)
    before = contents_of(lake), rows(lake, "FROM loads")
    assert load(lake, rich_item) == Counts(documents_unchanged=1)
    assert (contents_of(lake), rows(lake, "FROM loads")) == before


def test_every_view_answers_as_that_of_a_file(lake: Lake, path: Path, rich_item: Item, make_item: MakeItem) -> None:
    for place in (lake, path):
        load(place, rich_item, make_item(TEXT, clusters=[CLUSTER], members=[HA_NAM, NAM_DINH]))
    with reading(path) as connection:
        views = [name for (name,) in connection.execute(statement("user_views")).fetchall()]
        assert len(views) > 20
        in_file = {view: connection.execute(f"FROM {view}").fetchall() for view in views}
    with reading(lake) as connection:
        assert {view: connection.execute(f"FROM {view}").fetchall() for view in views} == in_file


def test_documents_and_facts_are_read_shown_and_found(lake: Lake, rich_item: Item) -> None:
    load(lake, rich_item)
    document_id = rich_item.document.sha256[:16]
    assert stored_document(lake, document_id) == rich_item.document
    assert stored_facts(lake, document_id) == rich_item.facts
    assert show(lake, "rich") == show(lake, document_id)
    (found,) = search(lake, "suy ton cum truong")
    assert found.document_id == document_id
    assert found.facts
    with pytest.raises(UnknownName):
        show(lake, "nothing")


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_exports(lake: Lake, rich_item: Item, tmp_path: Path, kind: Any) -> None:
    load(lake, rich_item)
    files = {file.name for file in export(lake, tmp_path / "out", kind)}
    assert "datapackage.json" in files
    if kind == "csv":
        with (tmp_path / "out" / "next_heads.csv").open(encoding="utf-8", newline="") as stream:
            assert [row["year"] for row in csv.DictReader(stream)] == ["2024"]


def test_reviews_and_forgetting(lake: Lake, path: Path, make_item: MakeItem) -> None:
    item = make_item(TEXT, clusters=[CLUSTER, OTHER], members=[HA_NAM, NAM_DINH])
    for place in (lake, path):
        load(place, item)

        def decided(fact: Reviewable) -> Reviewable:
            return replace(fact, decision="rejected" if fact.fields.get("unit") == "tỉnh Hà Nam" else "confirmed")

        take_reviews(place, map(decided, reviewable(place)), reviewer="An")
        load(place, make_item(TEXT, version="2", clusters=[CLUSTER], members=[HA_NAM, NAM_DINH]))
        assert rows(place, "SELECT unit FROM members") == [("tỉnh Nam Định",)]
        assert check(place) == []
    assert contents_of(lake) == contents_of(path)
    gone = forget(lake, "one", reason="withdrawn")
    assert gone.rows["members"] == 1
    assert rows(lake, "SELECT count(*) FROM documents") == [(0,)]
    assert load(lake, item) == Counts()
    assert check(lake) == []
    assert allow_again(lake, gone.sha256[:8]) == gone.sha256
    assert load(lake, item).documents_added == 1


def test_what_a_newer_extractor_proposes_is_accepted_as_in_a_file(lake: Lake, path: Path, make_item: MakeItem) -> None:
    limits = {"most": 100, "characters": 100_000}
    new = make_item(TEXT, version="2", clusters=[CLUSTER], members=[HA_NAM, NAM_DINH])
    for place in (lake, path):
        load(place, make_item(TEXT, version="1", clusters=[CLUSTER], members=[HA_NAM]))
        assert begin_proposal(place, "2") == 1
        propose(place, [Proposed(each, new.facts) for each in outdated(place, "2", after="", **limits)], "2")
        assert proposal(place, "2").families["members"].new == 1
        assert rows(place, "SELECT count(*) FROM members") == [(1,)]
        accepted = accept_batch(place, "2", **limits, run_id="r", program_version="0")
        assert accepted is not None
        assert accepted.counts.documents_replaced == 1
        assert accept_batch(place, "2", **limits, run_id="r", program_version="0") is None
        assert rows(place, "SELECT count(*) FROM members") == [(2,)]
        assert check(place) == []
    assert contents_of(lake) == contents_of(path)


def test_without_keys_the_check_finds_what_is_twice_or_alone(lake: Lake, rich_item: Item) -> None:
    load(lake, rich_item)
    with writing(lake) as connection:
        connection.execute("INSERT INTO members SELECT * FROM members")
        connection.execute("INSERT INTO search_terms SELECT * FROM search_terms LIMIT 1")
        connection.execute("DELETE FROM headships")
        connection.execute("DELETE FROM units WHERE name = 'Hội CCB tỉnh Hà Nam'")
    found = {(each.table, each.problem) for each in check(lake)}
    assert ("members", "the key is not unique") in found
    assert ("search_terms", "the key is not unique") in found
    assert ("evidence", "its fact is missing, or of another document") in found
    assert ("recipient", "what it stands for is missing") in found


def test_a_query_cannot_change_anything(lake: Lake, rich_item: Item, tmp_path: Path) -> None:
    load(lake, rich_item)
    before = fingerprint(lake)
    folder = data_path_of(lake)
    for sql in (
        "DELETE FROM members",
        "CREATE TABLE more (one INTEGER)",
        f"COPY members TO '{folder}/members.csv'",
        f"EXPORT DATABASE '{folder}/all'",
        f"COPY members TO '{tmp_path}/members.csv'",
        f"ATTACH '{tmp_path}/other.duckdb'",
        "SELECT * FROM read_text('/etc/passwd')",
        "CALL postgres_execute('__ducklake_metadata_thidua_lake', 'DROP TABLE ducklake_snapshot CASCADE')",
        "SELECT * FROM postgres_query('__ducklake_metadata_thidua_lake', 'DELETE FROM ducklake_snapshot RETURNING 1')",
        "SELECT 1; SELECT 2",
    ):
        with pytest.raises(QueryError):
            run_query(lake, sql)
    assert fingerprint(lake) == before
    assert not [*tmp_path.rglob("*.csv"), *folder.rglob("*.csv")]
    assert rows(lake, "SELECT count(*) FROM members") == [(1,)]


def test_a_lake_that_is_yet_to_be_made(new_lake: Lake) -> None:
    elsewhere = Lake(new_lake.catalogue)
    assert not is_made(elsewhere)
    assert contents(elsewhere).documents == {}
    with pytest.raises(WarehouseMissing, match="there is no lake yet"):
        run_query(elsewhere, "SELECT 1")
    with pytest.raises(WarehouseMissing, match="--data-path"):
        load(elsewhere)
    load(new_lake)
    assert is_made(elsewhere)
    assert rows(elsewhere, "SELECT count(*) FROM documents") == [(0,)]


@pytest.mark.parametrize("made_of", ["", "CREATE TABLE turns (number BIGINT)"])
def test_a_lake_whose_maker_was_killed(new_lake: Lake, made_of: str) -> None:
    connection = lake_connection.connect(new_lake, read_only=False, making=True)
    with connection:
        connection.execute(made_of)
    assert not is_made(new_lake)
    assert contents(new_lake).documents == {}
    load(new_lake)
    assert is_made(new_lake)
    assert rows(new_lake, "SELECT count(*) FROM turns") == [(1,)]


def test_compacting_leaves_few_files_and_the_same_content(new_lake: Lake, rich_item: Item, make_item: MakeItem) -> None:
    for item in (rich_item, *(make_item(TEXT, version=version, members=[]) for version in "12")):
        load(new_lake, item)
    left = new_lake.data_path / "main" / "members" / "left.parquet"  # type: ignore[operator]
    left.write_bytes(b"by a writer that was killed")
    before = contents_of(new_lake)
    young = compact(new_lake)
    assert young.files_after >= young.files_before - 1
    assert not left.exists()
    done = compact(new_lake, keep_days=0)
    assert done.files_after < done.files_before == young.files_after
    assert done.bytes_after < done.bytes_before
    assert contents_of(new_lake) == before
    load(new_lake, make_item("sau đó", "later.txt"))
    assert check(new_lake) == []


def test_a_lake_needs_a_folder_of_its_own(new_lake: Lake) -> None:
    folder = new_lake.data_path
    assert folder is not None
    folder.mkdir()
    (folder / "notes.txt").write_text("somebody else's")
    with pytest.raises(NotAWarehouse, match="is not empty"):
        load(new_lake)
    assert not is_made(new_lake)


def test_what_was_forgotten_is_gone_from_the_files(new_lake: Lake, make_item: MakeItem) -> None:
    load(new_lake, make_item("bí mật nằm ở đây", "secret.txt"), make_item(TEXT))
    forget(new_lake, "secret")
    compact(new_lake, keep_days=0)
    folder = new_lake.data_path
    assert folder is not None
    files = (folder / "main" / "documents").glob("*")
    assert [text for file in files for text in pq.read_table(file).column("text").to_pylist()] == [TEXT]


def test_a_lake_of_an_earlier_schema_is_brought_up_to_date(
    new_lake: Lake, path: Path, rich_item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = migrations()
    with monkeypatch.context() as earlier:
        earlier.setattr(migrating, "migrations", lambda: known[:13])
        with writing(new_lake):
            pass
    with pytest.raises(WarehouseOutdated, match="schema 13"):
        run_query(new_lake, "SELECT 1")
    assert contents(new_lake).documents == {}
    for place in (new_lake, path):
        load(place, rich_item)
    assert columns(new_lake) == columns(path)
    assert contents_of(new_lake) == contents_of(path)
