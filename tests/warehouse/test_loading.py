"""Batches: what is added, replaced, left alone, rejected."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

import warehouse.loading
from models import Facts
from warehouse import (
    Counts,
    FileState,
    Item,
    Reject,
    Sighting,
    check,
    contents,
    fingerprint,
    load_batch,
    run_query,
    storable,
    stored_document,
    stored_facts,
)
from warehouse.batches import prepare_batch
from warehouse.loading import Loaded, write_patiently

MakeItem = Callable[..., Item]
Load = Callable[..., Any]

TEXT = "Cụm thi đua số 4 gồm Hà Nam và Nam Định."
CLUSTER = {"id": "c1", "name": "Cụm thi đua số 4", "kind": "cum", "number": "4", "evidence": ["Cụm thi đua số 4"]}
HA_NAM = {"cluster": "c1", "unit": "tỉnh Hà Nam", "place": "Hà Nam", "evidence": ["Hà Nam"]}
NAM_DINH = {"cluster": "c1", "unit": "tỉnh Nam Định", "place": "Nam Định", "evidence": ["Nam Định"]}


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(path, sql).rows())


def reject(source: str, sha256: str | None = "ab" * 32, **changes: Any) -> Reject:
    return replace(Reject(source, sha256, "read", "empty", "the file is empty", "tools 1"), **changes)


def all_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    tables = [name for (name,) in rows(path, "SELECT table_name FROM duckdb_tables()")]
    return {table: rows(path, f"FROM {table} ORDER BY ALL") for table in tables}


def test_a_batch_is_added_and_counted(path: Path, load: Load, rich_item: Item) -> None:
    loaded = load(rich_item)
    assert loaded.counts == Counts(documents_added=1, facts_written=9)
    assert loaded.rejected == ()
    document_id = rich_item.document.sha256[:16]
    assert stored_document(path, document_id) == rich_item.document
    assert stored_facts(path, document_id) == rich_item.facts
    assert rows(
        path, "SELECT load_id, run_id, documents_added, facts_written, started_at <= finished_at FROM loads"
    ) == [(loaded.load_id, "run", 1, 9, True)]
    assert check(path) == []


def test_the_same_bytes_again_change_no_row(path: Path, load: Load, rich_item: Item) -> None:
    load(rich_item)
    before = all_rows(path)
    again = load(rich_item)
    assert again.load_id is None
    assert again.counts == Counts(documents_unchanged=1)
    assert all_rows(path) == before


def test_a_newer_extractor_replaces_the_facts_of_its_documents_only(
    path: Path, load: Load, make_item: MakeItem, rich_item: Item
) -> None:
    load(make_item(TEXT, clusters=[CLUSTER], members=[HA_NAM, NAM_DINH]), rich_item)
    kept = dict(rows(path, "SELECT unit, fact_id FROM members WHERE unit = 'tỉnh Nam Định'"))
    newer = make_item(TEXT, version="2", clusters=[CLUSTER], members=[{**NAM_DINH, "confidence": 0.5}])
    loaded = load(newer)
    assert loaded.counts == Counts(documents_replaced=1, facts_written=2)
    assert stored_facts(path, newer.document.sha256[:16]) == newer.facts
    assert stored_facts(path, rich_item.document.sha256[:16]) == rich_item.facts
    # The member is the same fact, though its place in the list and its confidence changed.
    assert dict(rows(path, "SELECT unit, fact_id FROM members WHERE unit = 'tỉnh Nam Định'")) == kept
    assert rows(path, "SELECT load_id FROM documents WHERE extractor_version = '2'") == [(loaded.load_id,)]
    assert check(path) == []


def test_another_reading_of_the_same_bytes_replaces_text_and_facts(path: Path, load: Load, make_item: MakeItem) -> None:
    load(make_item("C?m thi ?ua", content=b"bytes"))
    better = make_item(TEXT, content=b"bytes", clusters=[CLUSTER])
    assert load(better).counts == Counts(documents_replaced=1, facts_written=1)
    assert stored_document(path, better.document.sha256[:16]).text == TEXT


def test_facts_that_say_the_same_are_numbered_and_all_kept(path: Path, load: Load, make_item: MakeItem) -> None:
    award = {"award": "order", "name": "Huân chương", "status": "granted", "recipient_count": 2}
    item = make_item(TEXT, awards=[award, award, {**award, "recipient_count": 3}])
    load(item)
    assert stored_facts(path, item.document.sha256[:16]) == item.facts
    assert rows(path, "SELECT count(DISTINCT fact_id) FROM awards") == [(3,)]


def test_fact_ids_depend_on_what_is_said_and_where(path: Path, load: Load, make_item: MakeItem) -> None:
    load(
        make_item(TEXT, "a.txt", clusters=[CLUSTER], members=[HA_NAM]),
        make_item(f"{TEXT} ", "b.txt", clusters=[CLUSTER], members=[HA_NAM]),
    )
    ids = [fact_id for (fact_id,) in rows(path, "SELECT fact_id FROM facts")]
    assert len(set(ids)) == 4
    assert all(fact_id.startswith(("clusters_", "members_")) for fact_id in ids)


def test_the_keys_of_names_stand_beside_the_names_as_written(path: Path, load: Load, make_item: MakeItem) -> None:
    written = ["Hội CCB T.P Hải Phòng", "Hội Cựu chiến binh thành phố Hải Phòng"]
    texts = [f"{unit} là thành viên" for unit in written]
    load(
        *(
            make_item(
                text, f"{at}.txt", clusters=[{**CLUSTER, "evidence": [text]}], members=[{"cluster": "c1", "unit": unit}]
            )
            for at, (text, unit) in enumerate(zip(texts, written, strict=True))
        )
    )
    assert rows(path, "SELECT list(unit ORDER BY unit), count(*) FROM members GROUP BY unit_key") == [(written, 2)]


def test_a_recipient_has_the_key_of_its_kind(path: Path, load: Load, make_item: MakeItem) -> None:
    award = {"award": "order", "name": "Huân chương", "status": "granted"}
    load(
        make_item(
            TEXT,
            awards=[
                {**award, "recipient": "Lê Văn A", "recipient_kind": "person"},
                {**award, "recipient": "tỉnh Hà Nam", "recipient_kind": "unit"},
                {**award, "recipient": "xã B"},
            ],
        )
    )
    assert rows(path, "SELECT unit_key IS NULL, person_key IS NULL FROM awards ORDER BY position") == [
        (True, False),
        (False, True),
        (False, True),
    ]


def test_the_same_bytes_at_several_paths_are_one_document(path: Path, load: Load, make_item: MakeItem) -> None:
    def at(source: str) -> Item:
        return make_item(TEXT, source, clusters=[CLUSTER])

    assert load(at("m/two.txt"), at("m/three.txt")).counts == Counts(
        documents_added=1, sources_added=1, facts_written=1
    )
    assert load(at("a/one.txt")).counts == Counts(documents_unchanged=1, sources_added=1)
    sighting = Sighting(at("").document.sha256, "z/four.txt", "four", 1, 2)
    assert load(sightings=[sighting]).counts == Counts(sources_added=1)
    assert rows(path, "SELECT source, doc_id FROM document_sources ORDER BY source") == [
        ("a/one.txt", "one"),
        ("m/three.txt", "three"),
        ("m/two.txt", "two"),
        ("z/four.txt", "four"),
    ]
    # Which name the document goes by does not depend on the order of loading.
    assert rows(path, "SELECT source, doc_id FROM documents") == [("a/one.txt", "one")]
    assert check(path) == []


def test_a_sighting_of_an_unknown_document_is_ignored(path: Path, load: Load) -> None:
    load(rejects=[reject("x.txt")])
    assert load(sightings=[Sighting("cd" * 32, "x.txt", "x")]).load_id is None
    assert rows(path, "SELECT count(*) FROM document_sources") == [(0,)]
    assert "x.txt" in contents(path).rejects


def test_what_a_loader_can_skip(path: Path, load: Load, make_item: MakeItem) -> None:
    assert contents(path).documents == {}
    item = make_item(TEXT, "a.txt", size_bytes=10, modified_ns=1)
    load(item, rejects=[reject("bad.txt", size_bytes=0, modified_ns=5)])
    known = contents(path)
    assert known.documents == {item.document.sha256: "1"}
    assert known.sources == {("a.txt", FileState(10, 1)): item.document.sha256}
    assert known.rejects == {"bad.txt": reject("bad.txt", size_bytes=0, modified_ns=5)}
    # The file was touched: its state is new, its bytes are not.
    load(sightings=[Sighting(item.document.sha256, "a.txt", "a", 10, 2)])
    assert contents(path).sources == {("a.txt", FileState(10, 2)): item.document.sha256}


def test_a_state_that_two_documents_of_a_path_share_tells_nothing(path: Path, load: Load, make_item: MakeItem) -> None:
    for text in ("một", "hai"):
        load(make_item(text, "a.txt", size_bytes=10, modified_ns=1))
    assert contents(path).sources == {}


def test_rejects_come_change_and_go(path: Path, load: Load, make_item: MakeItem) -> None:
    first = reject("a.txt")
    assert load(rejects=[first, reject("b.txt", None)]).counts == Counts(rejects_written=2)
    assert load(rejects=[first]).load_id is None
    # New tools, and new bytes that are no better: still one row a source.
    assert load(rejects=[reject("a.txt", tool_fingerprint="tools 2")]).counts == Counts(rejects_written=1)
    assert load(rejects=[reject("a.txt", "cd" * 32, code="corrupt")]).counts == Counts(rejects_written=1)
    assert rows(path, "SELECT source, sha256, code FROM rejects ORDER BY source") == [
        ("a.txt", "cd" * 32, "corrupt"),
        ("b.txt", None, "empty"),
    ]
    item = make_item(TEXT, "a.txt")
    assert load(item).counts == Counts(documents_added=1, rejects_resolved=1)
    assert load(sightings=[Sighting(item.document.sha256, "b.txt", "b")]).counts == Counts(
        sources_added=1, rejects_resolved=1
    )
    assert rows(path, "SELECT count(*) FROM rejects") == [(0,)]


def with_facts(item: Item, **changes: Any) -> Item:
    return replace(item, facts=Facts.model_construct(**{**dict(item.facts), **changes}))


def test_facts_that_do_not_hold_together_are_rejected_and_the_rest_is_loaded(
    path: Path, load: Load, make_item: MakeItem, rich_item: Item
) -> None:
    good = make_item(TEXT, "good.txt", clusters=[CLUSTER])
    dangling = make_item(
        "một", "dangling.txt", clusters=[{**CLUSTER, "evidence": ["một"]}], pledges=[{"cluster": "c2"}]
    )
    twice = make_item("hai", "twice.txt", clusters=[{**CLUSTER, "evidence": ["hai"]}] * 2)
    misquoted = with_facts(make_item("ba", "misquoted.txt"), clusters=rich_item.facts.clusters)
    other = with_facts(make_item("bốn", "other.txt"), sha256="0" * 64)
    huge = make_item("năm", "huge.txt", campaigns=[{"name": "x", "kind": "theme", "year": 10**12}])
    halved = make_item("sáu", "halved.txt", campaigns=[{"name": "x", "kind": "theme"}])
    surrogate = halved.facts.campaigns[0].model_copy(update={"name": "\ud800"})
    halved = with_facts(halved, campaigns=(surrogate,))
    loaded = load(good, dangling, twice, misquoted, other, huge, halved)
    assert loaded.counts == Counts(documents_added=1, facts_written=1, rejects_written=6)
    assert {(rejected.source, rejected.stage, rejected.code) for rejected in loaded.rejected} == {
        (f"{name}.txt", "load", "unstorable") for name in ("dangling", "twice", "misquoted", "other", "huge", "halved")
    }
    reasons = dict(rows(path, "SELECT source, reason FROM rejects"))
    assert reasons["dangling.txt"] == "there is no cluster c2"
    assert reasons["twice.txt"] == "two clusters are called c1"
    assert reasons["misquoted.txt"].startswith("the evidence of clusters 0 is not the text at ")
    assert reasons["other.txt"] == "the facts are those of another text"
    assert stored_facts(path, good.document.sha256[:16]) == good.facts


def same_id(item: Item) -> Item:
    """The item as if its bytes hashed to another SHA-256 with the same beginning."""
    sha256 = item.document.sha256[:16] + "f" * 48
    return replace(
        item,
        document=item.document.model_copy(update={"sha256": sha256, "source": "z/forged.txt"}),
        facts=item.facts.model_copy(update={"sha256": sha256, "source": "z/forged.txt"}),
    )


@pytest.mark.parametrize("together", [True, False])
def test_other_bytes_with_the_same_document_id_never_replace_a_document(
    path: Path, load: Load, make_item: MakeItem, rich_item: Item, together: bool
) -> None:
    item, bystander = make_item(TEXT, clusters=[CLUSTER]), rich_item
    if together:
        loaded = load(item, same_id(item), bystander)
    else:
        load(item)
        loaded = load(same_id(item), bystander, rejects=[reject("b.txt")])
    assert [rejected.source for rejected in loaded.rejected] == ["z/forged.txt"]
    assert contents(path).documents.keys() == {item.document.sha256, bystander.document.sha256}
    assert "z/forged.txt" in contents(path).rejects
    assert rows(path, "SELECT count(*) FROM document_sources") == [(2,)]


def test_file_names_that_are_no_unicode_are_kept(path: Path, load: Load, make_item: MakeItem) -> None:
    odd = b"b\xe1o c\xe1o.txt".decode("utf-8", "surrogateescape")
    load(make_item(TEXT, odd, size_bytes=1, modified_ns=1), rejects=[reject(f"x{odd}")])
    known = contents(path)
    assert (storable(odd), FileState(1, 1)) in known.sources
    assert storable(f"x{odd}") in known.rejects


def test_what_the_text_holds_cannot_reach_the_sql(path: Path, load: Load, make_item: MakeItem) -> None:
    text = "'); DROP TABLE members; -- {table} $load_id ?"
    item = make_item(text, f"{text}.txt", campaigns=[{"name": text, "kind": "theme"}])
    load(item, rejects=[reject(text, reason=text)])
    assert stored_facts(path, item.document.sha256[:16]) == item.facts
    assert contents(path).rejects[text].reason == text


def test_numbers_go_on_and_documents_written_again_get_new_ones(
    path: Path, load: Load, make_item: MakeItem, rich_item: Item
) -> None:
    load(make_item("một", "1.txt"), make_item("hai", "2.txt"))
    load(rich_item)
    load(make_item("hai", "2.txt", version="2"))
    assert rows(path, "SELECT doc_id, document_number FROM documents ORDER BY ALL") == [("1", 1), ("2", 4), ("rich", 3)]
    assert rows(path, "SELECT DISTINCT document_number FROM evidence") == [(3,)]


def test_order_and_batches_make_no_difference(tmp_path: Path, make_item: MakeItem, rich_item: Item) -> None:
    items = [
        rich_item,
        make_item(TEXT, "b.txt", clusters=[CLUSTER], members=[HA_NAM]),
        make_item(TEXT, "a.txt", clusters=[CLUSTER], members=[HA_NAM]),
        make_item("hai", "c.txt"),
    ]
    one, many = tmp_path / "one.duckdb", tmp_path / "many.duckdb"
    load_batch(one, items, [reject("x")], run_id="run", program_version="0")
    load_batch(many, [], [reject("x")], run_id="run", program_version="0")
    for item in reversed(items):
        load_batch(many, [item], run_id="run", program_version="0")
    assert fingerprint(one) == fingerprint(many)


def test_a_batch_is_ready_before_the_file_is_opened(rich_item: Item) -> None:
    tables = prepare_batch([rich_item, rich_item]).tables
    assert tables["staged_documents"].num_rows == 1
    assert tables["staged_evidence"].num_rows == 10


@pytest.mark.parametrize(("limits", "failed"), [(("1KB",), 1), (("1KB", "4MB"), 2), (("4MB", "256MB"), 1)])
def test_a_batch_that_needs_more_memory_gets_it(
    path: Path,
    load: Load,
    rich_item: Item,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    limits: tuple[str, ...],
    failed: int,
) -> None:
    load(rich_item)
    other = tmp_path / "other.duckdb"
    monkeypatch.setattr(warehouse.loading, "WRITER_MEMORY", limits)
    monkeypatch.setattr(warehouse.loading, "_not_enough", 0)
    loaded = load_batch(other, [rich_item], run_id="run", program_version="0")
    assert loaded.counts == Counts(documents_added=1, facts_written=9)
    assert fingerprint(other) == fingerprint(path)
    assert warehouse.loading._not_enough == failed


def test_a_commit_without_enough_memory_is_tried_again_with_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouse.loading, "_not_enough", 0)
    limits: list[str] = []
    with duckdb.connect() as connection:

        def write() -> Loaded:
            ((limit,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
            limits.append(limit)
            if len(limits) == 1:
                raise duckdb.TransactionException(
                    "Failed to commit: failed to pin block of size 256.0 KiB (122.0 MiB/122.0 MiB used)"
                )
            if len(limits) == 2:
                raise duckdb.TransactionException("Failed to commit: somebody else")
            return Loaded(None, Counts(), ())

        with pytest.raises(duckdb.TransactionException, match="somebody else"):
            write_patiently(path, connection, write)
        assert write_patiently(path, connection, write).load_id is None
    assert limits[0] != limits[1] == limits[2]
