"""What names stand for over documents: the same whatever the order of loading, and nothing guessed."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse import Item, check, fingerprint, forget, load_batch, run_query
from warehouse.migrating import migrations

MakeItem = Callable[..., Item]
Load = Callable[..., Any]
VETERANS = "Hội CCB Việt Nam"


def answers(path: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(path, sql).rows())


def cluster(**changes: Any) -> dict[str, Any]:
    return {"id": "c1", "name": "Cụm thi đua số 4", "kind": "cum", "number": "4", "system": VETERANS} | changes


def members(*units: str) -> list[dict[str, Any]]:
    return [{"cluster": "c1", "unit": unit} for unit in units]


def leader(person: str, *titles: str, **changes: Any) -> dict[str, Any]:
    return {"person": person, "titles": titles} | changes


@pytest.fixture
def archive(make_item: MakeItem) -> list[Item]:
    """Documents that hang together in every way that canonical tables know."""
    long_text = " ".join(f"từ{n} của bài báo" for n in range(60))
    return [
        make_item(
            "một",
            "1.txt",
            document={"published_on": "2022-12-01"},
            clusters=[cluster()],
            members=members("Hội CCB tỉnh Hà Nam", "Hội Cựu chiến binh Nam Định", "Hội CCB tỉnh Thái Bình"),
            leaders=[leader("Lê Văn A", "Chủ tịch Hội CCB tỉnh Hà Nam"), leader("Trần B")],
            headships=[{"cluster": "c1", "role": "head", "unit": "Hội CCB Hà Nam", "year": 2023, "status": "elected"}],
        ),
        make_item(
            "hai",
            "2.txt",
            document={"published_on": "2023-12-01"},
            clusters=[cluster(system=None, name="Cụm số IV")],
            members=members("Hội CCB Hà Nam", "Hội CCB tỉnh Nam Định"),
            leaders=[leader("LÊ VĂN A", "Chủ tịch Hội Cựu chiến binh Hà Nam", "Phó Bí thư Tỉnh ủy Hà Nam")],
        ),
        make_item(
            "ba",
            "3.txt",
            clusters=[cluster(system="Công an tỉnh Kon Tum")],
            members=[
                {"cluster": "c1", "unit": "Công an huyện", "place": "Sa Thầy"},
                {"cluster": "c1", "unit": "Phòng Hậu cần Công an tỉnh", "place": "Kon Tum"},
            ],
            leaders=[leader("Lê Văn A", "Phó Bí thư Tỉnh ủy Hà Nam"), leader("Trần B", "Giám đốc Công an tỉnh")],
            awards=[
                {
                    "award": "emulation_flag",
                    "name": "Cờ",
                    "recipient": "Công an huyện",
                    "recipient_kind": "unit",
                    "status": "granted",
                }
            ],
        ),
        make_item("bốn", "4.txt", leaders=[leader("Lê Văn A", "Giám đốc Sở Y tế tỉnh Nghệ An")]),
        make_item(
            "năm",
            "5.txt",
            clusters=[cluster(system=None)],
            members=members("tỉnh Lào Cai", "tỉnh Yên Bái"),
            awards=[{"award": "order", "name": "Huân chương", "recipient": "Công an tỉnh", "status": "granted"}],
        ),
        make_item(
            "sáu",
            "6.txt",
            clusters=[cluster(system=None)],
            members=members("tỉnh Yên Bái", "tỉnh Lào Cai", "tỉnh Hà Giang"),
        ),
        make_item(
            long_text, "7.txt", document={"published_on": "2024-03-01"}, campaigns=[{"name": "A B", "kind": "theme"}]
        ),
        make_item(
            long_text + " theo báo khác",
            "8.txt",
            document={"published_on": "2024-03-05"},
            campaigns=[{"name": "A b", "kind": "theme"}],
        ),
    ]


def load_into(path: Path, batches: Sequence[Sequence[Item]]) -> dict[str, str]:
    for batch in batches:
        load_batch(path, batch, run_id="run", program_version="0", wait_seconds=0)
    assert check(path) == []
    return fingerprint(path)


def test_the_order_of_loading_does_not_show(tmp_path: Path, archive: list[Item]) -> None:
    expected = load_into(tmp_path / "at-once.duckdb", [archive])
    for seed in (1, 2):
        shuffled = archive.copy()
        random.Random(seed).shuffle(shuffled)
        cut = seed * 2
        assert load_into(tmp_path / f"{seed}.duckdb", [shuffled[:cut], shuffled[cut:-1], shuffled[-1:]]) == expected


def test_replaced_documents_leave_nothing_behind(tmp_path: Path, archive: list[Item], make_item: MakeItem) -> None:
    # The same bytes, read by a newer extractor that finds less, and then by one that finds it all again.
    poorer = [make_item(item.document.text, item.document.source, version="0") for item in archive]
    expected = load_into(tmp_path / "once.duckdb", [archive])
    bare = load_into(tmp_path / "bare.duckdb", [poorer])
    assert load_into(tmp_path / "there-and-back.duckdb", [archive, poorer]) == bare
    assert load_into(tmp_path / "there-and-back.duckdb", [archive[:3], archive[3:]]) == expected


def test_public_keys_stay_when_documents_come_and_are_extracted_again(
    path: Path, load: Load, archive: list[Item], make_item: MakeItem
) -> None:
    load(archive[0])
    sql = (
        "SELECT unit_id FROM units WHERE name LIKE '%Hà Nam' UNION ALL SELECT canonical_id FROM clusters "
        "UNION ALL SELECT person_id FROM people WHERE name = 'Lê Văn A' ORDER BY 1"
    )
    before = answers(path, sql)
    assert len(before) == 3
    again = archive[0].facts.model_copy(update={"extractor_version": "2"})
    load(Item(archive[0].document, again))
    assert answers(path, sql) == before
    load(*archive[3:])
    known = {key for (key,) in before}
    still = {
        key
        for (key,) in answers(
            path,
            "SELECT unit_id FROM units UNION ALL SELECT canonical_id FROM canonical_clusters "
            "UNION ALL SELECT person_id FROM people UNION ALL SELECT alias_id FROM aliases",
        )
    }
    assert known <= still


def test_units_are_one_however_they_are_written_and_completed_by_their_place(
    path: Path, load: Load, archive: list[Item]
) -> None:
    load(*archive)
    assert answers(path, "SELECT spellings FROM unit_names WHERE name LIKE 'Hội%Hà Nam'") == [
        (["Hội CCB tỉnh Hà Nam", "Hội CCB Hà Nam", "Hội Cựu chiến binh Hà Nam"],)
    ]
    # The recipient is written as the member is, who has a place.
    assert answers(
        path, "SELECT units.name FROM awards JOIN units USING (unit_id) WHERE recipient = 'Công an huyện'"
    ) == [("Công an huyện Sa Thầy",)]
    # The place of the system completes a title.
    assert answers(
        path, "SELECT units.name FROM offices JOIN units USING (unit_id) WHERE title = 'Giám đốc Công an tỉnh'"
    ) == [("Công an tỉnh Kon Tum",)]


def test_a_unit_that_no_place_completes_is_kept_for_its_document(path: Path, load: Load, archive: list[Item]) -> None:
    load(*archive)
    assert answers(
        path, "SELECT name, is_open, split_part(unit_key, '@', 1) FROM units WHERE is_open AND name = 'Công an tỉnh'"
    ) == [("Công an tỉnh", True, "công an tỉnh")]


def test_several_places_are_candidates_and_none_is_chosen(path: Path, load: Load, make_item: MakeItem) -> None:
    load(
        make_item(
            "xx",
            clusters=[cluster()],
            members=[
                {"cluster": "c1", "unit": "Công an tỉnh", "place": "Gia Lai"},
                {"cluster": "c1", "unit": "Công an tỉnh", "place": "Kon Tum"},
            ],
            headships=[{"cluster": "c1", "role": "head", "unit": "Công an tỉnh", "year": 2020, "status": "elected"}],
        )
    )
    assert answers(path, "SELECT is_open FROM headships JOIN units USING (unit_id)") == [(True,)]
    assert answers(
        path,
        "SELECT slot, units.name, reason FROM candidates JOIN units ON unit_id = candidate_id ORDER BY units.name",
    ) == [("unit", "Công an tỉnh Gia Lai", "place"), ("unit", "Công an tỉnh Kon Tum", "place")]


def test_namesakes_are_told_apart_by_what_they_lead(path: Path, load: Load, archive: list[Item]) -> None:
    load(*archive)
    # Documents 1 and 2 share the veterans, 2 and 3 the party committee; document 4 is about somebody else.
    assert answers(
        path,
        "SELECT list(doc_id ORDER BY doc_id) FROM (SELECT DISTINCT person_id, doc_id FROM leaders "
        "JOIN documents USING (document_id) WHERE person_key = 'lê văn a') GROUP BY person_id ORDER BY 1",
    ) == [(["1", "2", "3"],), (["4"],)]
    # Every way by which the one could be known leads to the same key.
    assert answers(
        path,
        "SELECT count(*) FROM aliases JOIN people ON public_id = person_id WHERE person_key = 'lê văn a'",
    ) == [(1,)]
    # Of the other name one document tells nothing: who it may be is listed.
    assert answers(
        path,
        "SELECT documents.doc_id, reason, people.name FROM candidates JOIN people ON person_id = candidate_id "
        "JOIN documents USING (document_id)",
    ) == [("1", "name", "Trần B")]


def test_a_cluster_without_a_system_is_found_by_its_members(path: Path, load: Load, archive: list[Item]) -> None:
    load(*archive)
    assert answers(
        path,
        "SELECT list(doc_id ORDER BY doc_id), any_value(canonical_clusters.system) FROM clusters "
        "JOIN canonical_clusters USING (canonical_id) JOIN documents USING (document_id) GROUP BY canonical_id ORDER BY 1",
    ) == [(["1", "2"], VETERANS), (["3"], "Công an tỉnh Kon Tum"), (["5", "6"], None)]


def test_a_cluster_that_may_be_of_two_systems_is_of_none(
    path: Path, load: Load, archive: list[Item], make_item: MakeItem
) -> None:
    other = make_item(
        "khác",
        "other.txt",
        clusters=[cluster(system="Hội Nông dân Việt Nam")],
        members=members("Hội CCB tỉnh Hà Nam", "Hội CCB tỉnh Nam Định"),
    )
    load(*archive, other)
    assert answers(
        path,
        "SELECT canonical_clusters.is_open FROM clusters JOIN canonical_clusters USING (canonical_id) "
        "JOIN documents USING (document_id) WHERE doc_id = '2'",
    ) == [(True,)]
    assert answers(
        path,
        "SELECT canonical_clusters.system, reason FROM candidates JOIN canonical_clusters ON canonical_id = candidate_id "
        "WHERE slot = 'cluster' ORDER BY 1",
    ) == [(VETERANS, "members"), ("Hội Nông dân Việt Nam", "members")]


def test_reprints_are_kept_and_counted_once(path: Path, load: Load, archive: list[Item]) -> None:
    load(*archive)
    assert answers(path, "SELECT document, original, similarity > 0.85 FROM reprints") == [("8", "7", True)]
    assert answers(path, "SELECT name, documents FROM campaigns_by_year") == [("A B", 1)]


def test_a_form_filled_in_again_is_no_reprint(path: Path, load: Load, make_item: MakeItem) -> None:
    text = " ".join(f"từ{n} của bài báo" for n in range(60))
    for day in ("2024-03-01", "2025-03-01"):
        load(make_item(f"{text} {day}", f"{day}.txt", document={"published_on": day}))
    assert answers(path, "FROM reprints") == []


def test_places_carry_the_crosswalk_of_2025(path: Path, load: Load, make_item: MakeItem) -> None:
    load(
        make_item(
            "xx",
            meetings=[
                {"id": "m1", "kind": "briefing", "starts_on": "2025-06-30", "province": "Tuyên Quang"},
                {"id": "m2", "kind": "briefing", "starts_on": "2025-07-01", "province": "tỉnh Tuyên Quang"},
                {"id": "m3", "kind": "briefing", "starts_on": "2024-07-01", "province": "Hà Giang"},
            ],
        )
    )
    assert answers(path, "SELECT province_id FROM meetings ORDER BY position") == [("08",), ("08/2025",), ("02",)]
    assert answers(path, "SELECT DISTINCT today FROM meetings JOIN provinces_today ON place_id = province_id") == [
        ("Tuyên Quang",)
    ]
    assert answers(
        path,
        "SELECT count(*) FILTER (DATE '2025-06-30' BETWEEN coalesce(valid_from, '1900-01-01') AND coalesce(valid_to, '2100-01-01')), "
        "count(*) FILTER (valid_to IS NULL) FROM places WHERE level = 'province'",
    ) == [(63, 34)]


def test_people_join_and_part_as_documents_come_and_go(tmp_path: Path, make_item: MakeItem) -> None:
    units = [f"Chủ tịch UBND tỉnh {place}" for place in ("Hà Nam", "Lào Cai", "Yên Bái")]
    known_by = {"1.txt": units[1:2], "2.txt": units[2:], "3.txt": units[1:], "4.txt": [units[0], units[2]], "5.txt": []}
    items = {
        source: make_item(source, source, leaders=[leader("Lê Văn A", *titles)]) for source, titles in known_by.items()
    }
    path = tmp_path / "by-and-by.duckdb"
    there: list[Item] = []

    def compare() -> None:
        fresh = tmp_path / f"{len(list(tmp_path.iterdir()))}.duckdb"
        load_into(fresh, [there])
        assert check(path) == []
        for table in ("people", "aliases", "leaders", "candidates"):
            sql = f"SELECT * {'EXCLUDE (document_number)' if table == 'leaders' else ''} FROM {table} ORDER BY ALL"
            assert answers(path, sql) == answers(fresh, sql), table

    # Two people; a third document makes them one, a fourth gives it another first key; then these two go again.
    for source in known_by:
        load_batch(path, [items[source]], run_id="run", program_version="0", wait_seconds=0)
        there.append(items[source])
        compare()
    assert answers(path, "SELECT count(DISTINCT person_id) FROM leaders") == [(2,)]
    for source in ("3.txt", "4.txt"):
        forget(path, source)
        there.remove(items[source])
        compare()
    assert answers(path, "SELECT count(DISTINCT person_id) FROM leaders") == [(3,)]


@pytest.mark.parametrize("at_once", [500, 2])
def test_a_file_of_the_third_schema_is_filled_by_the_next_load(
    tmp_path: Path, archive: list[Item], monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("warehouse.refilling._BATCH", at_once)
    new, old = tmp_path / "new.duckdb", tmp_path / "old.duckdb"
    expected = load_into(new, [archive])
    with duckdb.connect(str(old)) as connection:
        for migration in migrations()[:3]:
            connection.execute(migration.sql)
            connection.execute(
                "INSERT INTO schema_migrations VALUES (?, ?, now()::TIMESTAMP)", [migration.version, "x"]
            )
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        connection.execute(f"ATTACH '{new}' AS new (READ_ONLY)")
        for table in tables:
            if table != "schema_migrations":
                columns = ", ".join(row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall())
                connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
        loads = connection.execute("SELECT load_id FROM documents ORDER BY document_id").fetchall()
    assert load_into(old, [archive]) == expected
    assert answers(old, "SELECT load_id FROM documents ORDER BY document_id") == loads
