"""Breaches of what must hold are found; a sound warehouse has none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse import Item, Problem, check
from warehouse.connection import writing

Load = Callable[..., Any]
MakeItem = Callable[..., Item]


def test_a_sound_warehouse_has_no_problems(path: Path, load: Load, rich_item: Item) -> None:
    load(rich_item)
    assert check(path) == []


def test_offsets_count_characters_as_python_does(path: Path, load: Load, make_item: MakeItem) -> None:
    # An emoji beyond the first plane, one made of several, and a letter with a combining mark.
    text = "🎉 👩‍👩‍👧 Hô\u0323i nghị: Đắk Lắk e\u0301 xong"
    load(make_item(text, campaigns=[{"name": "x", "kind": "theme", "evidence": ["Đắk Lắk", "👧 Hô", "\u0301 xong"]}]))
    assert check(path) == []


@pytest.mark.parametrize(
    ("damage", "table", "problem"),
    [
        ("DELETE FROM evidence WHERE fact_id LIKE 'awards%'", "awards", "it has no evidence"),
        ("DELETE FROM awards", "evidence", "its fact is missing, or of another document"),
        ("UPDATE evidence SET quote = 'x' WHERE fact_id LIKE 'awards%'", "evidence", "it does not read back"),
        ("UPDATE evidence SET start_offset = 1 WHERE fact_id LIKE 'awards%'", "evidence", "it does not read back"),
        ("DELETE FROM documents", "awards", "its document is missing"),
        ("DELETE FROM documents", "document_sources", "its document is missing"),
        ("DELETE FROM document_sources", "documents", "it has no source"),
        ("DELETE FROM clusters", "awards", "its cluster is missing, or of another document"),
        ("DELETE FROM loads", "documents", "its load is not recorded"),
        ("UPDATE documents SET text = text || '.'", "documents", "the text is not the one that was hashed"),
        ("UPDATE documents SET text = left(text, 9)", "documents", "a segment lies outside the text"),
        ("UPDATE documents SET sha256 = 'x'", "documents", "the key does not begin the SHA-256"),
        ("UPDATE awards SET extractor_version = '0'", "awards", "it is from another extractor"),
        ("UPDATE people SET canonical_key = NULL", "people", "it is not the key of canonical_key"),
        ("UPDATE people SET unit_id = 'unit_x'", "people", "the unit by which it is known is missing"),
        ("UPDATE documents SET document_number = NULL", "documents", "they have the same number, or none"),
        ("UPDATE awards SET document_number = 9", "awards", "it has another number than its document"),
        ("UPDATE evidence SET document_number = 9", "evidence", "it has another number than its document"),
        ("UPDATE awards SET fact_id = 'members_1'", "awards", "the key does not begin with the family"),
    ],
)
def test_damage_is_found(path: Path, load: Load, rich_item: Item, damage: str, table: str, problem: str) -> None:
    load(rich_item)
    with writing(path) as connection:
        connection.execute(damage)
    found = check(path)
    assert [one for one in found if one.table == table and one.problem.startswith(problem)]
    assert all(isinstance(one, Problem) and one.key for one in found)


def test_repeated_keys_are_found_where_no_constraint_forbids_them(path: Path, load: Load, rich_item: Item) -> None:
    load(rich_item)
    with writing(path) as connection:
        connection.execute("CREATE TABLE kept AS FROM campaigns")
        connection.execute("DROP VIEW facts; DROP TABLE campaigns; ALTER TABLE kept RENAME TO campaigns")
        views = (Path(__file__).parents[2] / "warehouse" / "migrations" / "0002_views.sql").read_text(encoding="utf-8")
        connection.execute(views[views.index("CREATE VIEW facts") : views.index("COMMENT ON VIEW facts")])
        connection.execute("INSERT INTO campaigns FROM campaigns")
    assert [(one.table, one.problem) for one in check(path)] == [("campaigns", "the key is not unique")]
