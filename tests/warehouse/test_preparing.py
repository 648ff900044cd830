"""Rows made before a batch is: by workers, handed over as bytes."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.conftest import Load
from warehouse import Item, fingerprint, load_batch, prepare
from warehouse.batches import prepare_batch
from warehouse.families import Inconsistent


def test_what_another_process_packs_is_what_was_made(rich_item: Item) -> None:
    prepared = prepare(rich_item)
    handed_over = pickle.loads(pickle.dumps(prepared.packed()))
    assert handed_over.made() == prepared.made()
    assert handed_over.item() == rich_item
    assert handed_over.sighting == rich_item.sighting
    assert handed_over.families["members"] == len(rich_item.facts.members)
    assert handed_over.characters == len(rich_item.document.text)


def test_packed_rows_load_as_their_document_does(path: Path, load: Load, rich_item: Item, tmp_path: Path) -> None:
    load(rich_item)
    other = tmp_path / "other.duckdb"
    load_batch(other, [prepare(rich_item).packed()], run_id="run", program_version="0")
    assert fingerprint(other) == fingerprint(path)


def test_facts_of_another_text_have_no_rows(rich_item: Item) -> None:
    facts = rich_item.facts.model_copy(update={"text_sha256": "0" * 64})
    with pytest.raises(Inconsistent, match="another text"):
        prepare(replace(rich_item, facts=facts))


def test_rows_are_put_together_some_at_a_time(rich_item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    items = [_with_text(rich_item, number) for number in range(5)]
    at_once = prepare_batch(items).tables
    monkeypatch.setattr("warehouse.batches._AT_ONCE", 2)
    in_turn = prepare_batch(items).tables
    assert {name: table.to_pylist() for name, table in in_turn.items()} == {
        name: table.to_pylist() for name, table in at_once.items()
    }


def _with_text(item: Item, number: int) -> Item:
    """The item as if its bytes were others."""
    sha256 = f"{number:064x}"[::-1]
    document = item.document.model_copy(update={"sha256": sha256, "source": f"{number}.txt"})
    return replace(item, document=document, facts=item.facts.model_copy(update={"sha256": sha256}))
