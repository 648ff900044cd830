"""Whatever comes in whatever order, canonical tables are those of a load of everything at once."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Document, Facts, Segment
from warehouse import Item
from warehouse.batches import prepare_batch
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
