"""Equal content, equal fingerprint; any other content, another one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse import Item, fingerprint
from warehouse.connection import writing

Load = Callable[..., Any]


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE members SET place = 'Lào Cai'", "members"),
        ("UPDATE members SET place = NULL", "members"),
        ("UPDATE leaders SET titles = []", "leaders"),
        ("UPDATE headships SET confidence = 0.751", "headships"),
        ("DELETE FROM evidence WHERE ordinal = 1", "evidence"),
        ("INSERT INTO rejects VALUES ('a', NULL, NULL, NULL, 'read', 'empty', 'x', 't', 'l')", "rejects"),
    ],
)
def test_a_change_shows_in_its_table_alone(path: Path, load: Load, rich_item: Item, change: str, table: str) -> None:
    load(rich_item)
    before = fingerprint(path)
    with writing(path) as connection:
        connection.execute(change)
    after = fingerprint(path)
    assert {name for name in before if before[name] != after[name]} == {table}


def test_loads_and_times_do_not_show(path: Path, load: Load, rich_item: Item) -> None:
    load(rich_item)
    before = fingerprint(path)
    with writing(path) as connection:
        connection.execute("UPDATE documents SET load_id = 'x'; UPDATE document_sources SET modified_ns = 1")
        connection.execute("DELETE FROM loads")
    assert fingerprint(path) == before
    assert set(before) >= {
        *("documents", "document_sources", "clusters", "members", "meetings", "leaders", "headships", "awards"),
        *("pledges", "campaigns", "citations", "evidence", "rejects", "places", "units", "canonical_clusters"),
        *("people", "person_anchors", "aliases", "listed_candidates", "completed_names", "offices", "sketches"),
    }
