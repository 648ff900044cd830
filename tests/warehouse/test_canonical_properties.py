"""Whatever comes in whatever order, canonical tables are those of a load of everything at once."""

import hashlib
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Document, Facts, Segment
from models.keys import public_id
from warehouse import Item
from warehouse.batches import prepare_batch
from warehouse.canonical import _regroup, begin, note_former
from warehouse.loading import write_batch
from warehouse.migrating import migrate

COMPARED = {
    **dict.fromkeys(("units", "canonical_clusters", "people", "aliases", "candidates"), "*"),
    "documents": "document_id, original_id",
    "clusters": "fact_id, canonical_id",
    "leaders": "fact_id, person_id",
    "members": "fact_id, unit_id",
    "headships": "fact_id, unit_id, person_id",
    "awards": "fact_id, unit_id, person_id",
}
# Few of each, so that documents meet in many ways.
UNITS = st.sampled_from(
    [
        "Hội CCB tỉnh Hà Nam",
        "Hội Cựu chiến binh Hà Nam",
        "Hội CCB Nam Định",
        "Công an tỉnh",
        "tỉnh Lào Cai",
        "tỉnh Yên Bái",
    ]
)
PEOPLE = st.sampled_from(["Lê Văn A", "LÊ VĂN A", "Trần B"])
TITLES = st.sampled_from(
    ["Chủ tịch Hội CCB tỉnh Hà Nam", "Bí thư Tỉnh ủy Hà Nam", "Giám đốc Công an tỉnh", "Chủ tịch UBND tỉnh Lào Cai"]
)
SYSTEMS = st.sampled_from([None, None, "Hội CCB Việt Nam", "Công an tỉnh Kon Tum"])
BODY = " ".join(f"từ{n} của bài" for n in range(40))


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """The facts of a small document, and whether its text is that of others too."""
    return {
        "system": draw(SYSTEMS),
        "number": draw(st.sampled_from(["4", "IV", "5"])),
        "members": draw(st.lists(st.tuples(UNITS, st.sampled_from([None, "Gia Lai", "Kon Tum"])), max_size=4)),
        "leaders": draw(st.dictionaries(PEOPLE, st.lists(TITLES, max_size=2), max_size=2)),
        "head": draw(st.none() | st.tuples(st.none() | UNITS, st.none() | PEOPLE)),
        "recipient": draw(st.none() | UNITS),
        "day": draw(st.sampled_from([None, "2024-01-05", "2024-01-20", "2024-06-01"])),
        "reprint": draw(st.booleans()),
    }


def item(number: int, content: dict[str, Any], version: str) -> Item:
    text = f"{BODY} {number}" if content["reprint"] else f"văn bản {number}"
    evidence = [{"start": 0, "end": 3, "quote": text[:3]}]
    head = content["head"]
    facts = {
        "clusters": [
            {"id": "c1", "name": "Cụm thi đua", "kind": "cum", "number": content["number"], "system": content["system"]}
        ],
        "members": [{"cluster": "c1", "unit": unit, "place": place} for unit, place in content["members"]],
        "leaders": [{"person": person, "titles": titles} for person, titles in content["leaders"].items()],
        "headships": [{"cluster": "c1", "role": "head", "unit": head[0], "person": head[1], "status": "elected"}]
        if head
        else [],
        "awards": [{"award": "order", "name": "Huân chương", "recipient": content["recipient"], "status": "granted"}],
    }
    digest = hashlib.sha256(text.encode()).hexdigest()
    names: dict[str, Any] = {"doc_id": str(number), "source": f"{number}.txt", "sha256": digest, "text_sha256": digest}
    return Item(
        Document(**names, text=text, media_type="text/plain", segments=(Segment(start=0, end=3, kind="paragraph"),)),
        Facts.model_validate(
            names
            | {"extractor_version": version, "document": {"kind": "other", "published_on": content["day"]}}
            | {name: [fact | {"evidence": evidence} for fact in listed] for name, listed in facts.items()}
        ),
    )


def write(connection: duckdb.DuckDBPyConnection, items: list[Item]) -> None:
    write_batch(connection, prepare_batch(items), run_id="run", program_version="0", started_at=datetime.now(UTC))


def content_of(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY ALL").fetchall()
        for table, columns in COMPARED.items()
    }


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(contents(), min_size=2, max_size=6),
    st.lists(contents(), min_size=6, max_size=6),
    st.permutations(range(6)),
    st.integers(1, 5),
)
def test_neither_order_nor_earlier_versions_show(
    final: list[dict[str, Any]], earlier: list[dict[str, Any]], order: list[int], cut: int
) -> None:
    items = [item(number, content, "2") for number, content in enumerate(final)]
    with duckdb.connect(config={"threads": 1}) as at_once:
        migrate(at_once)
        write(at_once, items)
        expected = content_of(at_once)
    shuffled = [number for number in order if number < len(items)]
    with duckdb.connect(config={"threads": 1}) as piecemeal:
        migrate(piecemeal)
        # First other facts of the same texts, then, in two batches, the ones that count.
        write(piecemeal, [item(n, earlier[n] | {"reprint": final[n]["reprint"]}, "1") for n in shuffled])
        write(piecemeal, [items[number] for number in shuffled[:cut]])
        write(piecemeal, [items[number] for number in shuffled[cut:]])
        assert content_of(piecemeal) == expected


NAMES = ("lê văn a", "trần b")
ANCHORS = ("ubnd c", "ubnd e", "ubnd g", "cum/4/a/", "khoi/5/z/")
NAMED = st.fixed_dictionaries(
    {},
    optional={name: st.tuples(st.sets(st.sampled_from(ANCHORS), max_size=3), st.sampled_from("XYZ")) for name in NAMES},
)
"""What tells whose the names of a document are, and how they are written."""
STEPS = st.lists(
    st.tuples(st.lists(NAMED, max_size=2), st.sets(st.integers(0, 9), max_size=2), st.booleans()),
    min_size=2,
    max_size=8,
)
"""Documents that come, which of those there are written again or go, and which of the two."""


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_people_are_those_of_all_documents_whatever_came_and_went(
    steps: list[tuple[list[dict[str, Any]], set[int], bool]],
) -> None:
    documents: dict[str, dict[str, Any]] = {}
    with duckdb.connect(config={"threads": 1}) as connection:
        migrate(connection)
        for anchor in ANCHORS:
            connection.execute(
                "INSERT INTO units BY NAME "
                "SELECT ? AS unit_id, ? AS unit_key, '' AS name, false AS is_open, 0 AS mentions",
                [public_id("unit", anchor), anchor],
            )
        for number, (come, others, stay) in enumerate(steps):
            touched = [key for place, key in enumerate(sorted(documents)) if place in others]
            written = {f"{number:02}{place}": named for place, named in enumerate(come)}
            # What is written again gets the names of the newest document.
            written |= {key: come[-1] for key in touched if stay and come}
            begin(connection)
            gone = [*written, *touched]
            connection.execute(
                "CREATE OR REPLACE TEMP TABLE written_documents AS "
                "SELECT DISTINCT unnest($ids::VARCHAR[]) AS document_id, true AS replaces",
                {"ids": gone},
            )
            note_former(connection)
            for key in gone:
                documents.pop(key, None)
                for table in ("leaders", "person_anchors"):
                    connection.execute(f"DELETE FROM {table} WHERE document_id = ?", [key])
            for key, named in written.items():
                documents[key] = named
                _insert(connection, key, 10 * number + len(documents), named)
            _regroup(connection, ("people_links", "canonical_people"))
            assert _people(connection) == _grouped(documents)


def _insert(connection: duckdb.DuckDBPyConnection, key: str, number: int, named: dict[str, Any]) -> None:
    for position, (name, (anchors, written)) in enumerate(named.items()):
        connection.execute(
            "INSERT INTO leaders BY NAME SELECT $fact AS fact_id, $key AS document_id, $position AS position, "
            "$written AS person, []::VARCHAR[] AS titles, []::VARCHAR[] AS capacities, $name AS person_key, "
            "1.0 AS confidence, '' AS extractor_version, $person AS person_id, $number AS document_number",
            {
                "fact": f"leaders_{key}{position}",
                "key": key,
                "position": position,
                "written": written,
                "name": name,
                "person": public_id("person", f"{name}@{min(anchors, default=key)}"),
                "number": number,
            },
        )
        for anchor in anchors or {""}:
            connection.execute("INSERT INTO person_anchors VALUES (?, ?, ?)", [key, name, anchor])


def _people(connection: duckdb.DuckDBPyConnection) -> tuple[list[Any], list[Any], list[Any]]:
    people = "SELECT person_id, person_key, name, unit_id, is_open, mentions, canonical_key FROM people ORDER BY ALL"
    leaders = "SELECT document_id, person_key, person_id FROM leaders ORDER BY ALL"
    found = (connection.execute(sql).fetchall() for sql in (people, leaders, "FROM aliases ORDER BY ALL"))
    return next(found), next(found), next(found)


def _grouped(documents: dict[str, dict[str, Any]]) -> tuple[list[Any], list[Any], list[Any]]:
    """The people of documents, their leaders and the aliases, put together one by one."""
    groups: list[tuple[set[str], list[tuple[str, str, str]]]] = []  # What they are known by, and where.
    for key, named in documents.items():
        for name, (anchors, written) in named.items():
            hubs = {f"{name}@{anchor}" for anchor in anchors or {key}}
            joined = [group for group in groups if group[0] & hubs]
            groups = [group for group in groups if not group[0] & hubs]
            groups.append(
                (
                    hubs.union(*(known for known, _ in joined)),
                    [(key, name, written)] + [at for _, where in joined for at in where],
                )
            )
    people, leaders, aliases = [], [], []
    for hubs, places in groups:
        first, *rest = sorted(hubs)
        name, by = first.split("@")
        forms = Counter(written for _, _, written in places)
        is_open = by in documents
        units = [hub.split("@")[1] for hub in sorted(hubs) if "/" not in hub]
        unit = public_id("unit", units[0]) if units and not is_open else None
        commonest = min(forms, key=lambda written: (-forms[written], written))
        people.append((public_id("person", first), name, commonest, unit, is_open, len(places), first))
        leaders += [(key, name, public_id("person", first)) for key, name, _ in places]
        aliases += [(public_id("person", hub), public_id("person", first)) for hub in rest]
    return sorted(people, key=str), sorted(leaders), sorted(aliases)
