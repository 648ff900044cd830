"""Facts that are proposed stand beside the others until they are accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse import (
    FamilyCounts,
    Item,
    Loaded,
    ProposalError,
    Proposed,
    Reject,
    Reviewable,
    WarehouseMissing,
    accept_batch,
    begin_proposal,
    check,
    discard_proposal,
    fingerprint,
    forget,
    load_batch,
    outdated,
    proposal,
    propose,
    reviewable,
    run_query,
    take_reviews,
)

Load = Callable[..., Loaded]
MakeItem = Callable[..., Item]

TEXT = "Cụm thi đua số 1 gồm tỉnh A và tỉnh B."
CLUSTER = {"id": "c1", "name": "Cụm thi đua số 1", "kind": "cum", "number": "1", "evidence": ["Cụm thi đua số 1"]}
A = {"cluster": "c1", "unit": "tỉnh A", "place": "A", "evidence": ["tỉnh A"]}
B = {"cluster": "c1", "unit": "tỉnh B", "place": "B", "evidence": ["tỉnh B"]}
EVERYTHING = {"most": 100, "characters": 100_000}


@pytest.fixture
def old(make_item: MakeItem) -> Item:
    return make_item(TEXT, version="1", clusters=[CLUSTER], members=[A])


@pytest.fixture
def new(make_item: MakeItem) -> Item:
    return make_item(TEXT, version="2", clusters=[CLUSTER], members=[A | {"place": "An"}, B])


def proposing(path: Path, *items: Item) -> None:
    """Propose the facts of items, and a failure for other documents."""
    facts = {item.document.sha256: item.facts for item in items}
    proposed = []
    for each in outdated(path, "2", after="", **EVERYTHING):
        found = facts.get(each.document.sha256)
        proposed.append(Proposed(each, found, None if found else "timeout: 20 s"))
    propose(path, proposed, "2", wait_seconds=0)


def accepting(path: Path, version: str = "2", **limits: int) -> Loaded | None:
    limits = EVERYTHING | limits
    return accept_batch(path, version, **limits, run_id="r", program_version="0", wait_seconds=0)


def facts_of(path: Path) -> dict[str, str]:
    return {table: sum_ for table, sum_ in fingerprint(path).items() if not table.startswith("proposed_")}


def test_no_fact_changes_before_it_is_accepted(path: Path, load: Load, old: Item, new: Item) -> None:
    load(old)
    before = facts_of(path)
    assert begin_proposal(path, "2") == 1
    proposing(path, new)
    assert facts_of(path) == before
    assert check(path) == []
    found = proposal(path, "2")
    assert (found.documents, found.documents_changed, found.waiting) == (1, 1, 0)
    assert found.families["members"] == FamilyCounts(new=1, changed=1)
    assert found.slots == {"members": {"place": 1}}
    assert [(each.change.family, each.change.change) for each in found.examples] == [
        ("members", "changed"),
        ("members", "new"),
    ]
    assert found.examples[0].fact_id is not None
    linked = "SELECT unit FROM members JOIN proposed_changes USING (fact_id) WHERE change = 'changed'"
    assert list(run_query(path, linked).rows()) == [("tỉnh A",)]


def test_accepted_it_is_as_if_the_new_extractor_had_loaded_it(
    path: Path, tmp_path: Path, load: Load, old: Item, new: Item, rich_item: Item, make_item: MakeItem
) -> None:
    others = [make_item(f"Cụm {n}", f"{n}.txt", version="1") for n in range(3)]
    load(old, *others)
    load(rich_item)
    begin_proposal(path, "2")
    renewed = [make_item(f"Cụm {n}", f"{n}.txt", version="2") for n in range(3)]
    rich = Item(rich_item.document, rich_item.facts.model_copy(update={"extractor_version": "2"}))
    proposing(path, new, *renewed, rich)
    batches = [accepting(path, most=2), accepting(path, most=2), accepting(path, most=2), accepting(path, most=2)]
    assert [None if each is None else each.counts.documents_replaced for each in batches] == [2, 2, 1, None]
    fresh = tmp_path / "fresh.duckdb"
    rich = Item(rich.document, rich.facts, rich_item.size_bytes, rich_item.modified_ns)
    load_batch(fresh, [new, *renewed, rich], run_id="r", program_version="0")
    assert fingerprint(path) == fingerprint(fresh)
    assert check(path) == []


def test_what_is_known_of_sources_stays(path: Path, load: Load, old: Item, new: Item) -> None:
    reject = Reject(old.document.source, "1" * 64, "read", "empty", "the file has no bytes", "t")
    load(old)
    load(rejects=[reject])
    begin_proposal(path, "2")
    proposing(path, new)
    before = facts_of(path)
    accepting(path)
    after = facts_of(path)
    assert (after["rejects"], after["document_sources"]) == (before["rejects"], before["document_sources"])
    assert after["members"] != before["members"]


def test_documents_of_this_extractor_are_left_alone(path: Path, load: Load, new: Item, make_item: MakeItem) -> None:
    load(new, make_item("khác", "other.txt", version="1"))
    assert begin_proposal(path, "2") == 1
    (only,) = outdated(path, "2", after="", **EVERYTHING)
    assert only.document.source == "other.txt"


def test_batches_are_bounded_by_number_and_by_length(path: Path, load: Load, make_item: MakeItem) -> None:
    load(*(make_item(f"{n}" * 100, f"{n}.txt") for n in range(5)))
    first = outdated(path, "2", after="", most=2, characters=1000)
    rest = outdated(path, "2", after=first[-1].document_id, most=10, characters=250)
    assert (len(first), len(rest)) == (2, 2)
    assert len({each.document_id for each in (*first, *rest)}) == 4
    assert len(outdated(path, "2", after="", most=10, characters=1)) == 1


def test_a_failure_keeps_the_facts_and_is_tried_again(
    path: Path, load: Load, old: Item, new: Item, make_item: MakeItem
) -> None:
    load(old, make_item("khác", "other.txt", version="1"))
    begin_proposal(path, "2")
    proposing(path, new)
    found = proposal(path, "2")
    assert (found.documents, found.waiting, found.failures) == (1, 1, {"other.txt": "timeout: 20 s"})
    accepting(path)
    assert accepting(path) is None
    assert [each.document.source for each in outdated(path, "2", after="", **EVERYTHING)] == ["other.txt"]
    assert check(path) == []


def test_facts_that_cannot_be_stored_are_a_failure(path: Path, load: Load, old: Item, new: Item) -> None:
    load(old)
    begin_proposal(path, "2")
    dangling = new.facts.model_copy(update={"clusters": ()})
    proposing(path, Item(new.document, dangling))
    assert proposal(path, "2").failures == {"archive/one.txt": "unstorable: there is no cluster c1"}
    assert accepting(path) is None


def decided(path: Path, called: str, decision: str, **fields: Any) -> None:
    fact = next(each for each in reviewable(path) if each.fields.get("unit") == called)
    changed = Reviewable(
        fact.document, fact.family, fact.fact_id, decision, fields={**fact.fields, **fields}, quotes=fact.quotes
    )
    take_reviews(path, [changed], reviewer="r")


def test_reviews_survive(path: Path, load: Load, old: Item, new: Item) -> None:
    load(old)
    decided(path, "tỉnh A", "corrected", unit="tỉnh A cũ")
    begin_proposal(path, "2")
    proposing(path, new)
    assert proposal(path, "2").families["members"] == FamilyCounts(same=1, new=1), "a person's word stands in both"
    accepting(path)
    assert list(run_query(path, "SELECT unit, place FROM members ORDER BY unit").rows()) == [
        ("tỉnh A cũ", "A"),
        ("tỉnh B", "B"),
    ]
    assert list(run_query(path, "SELECT count(*) FROM reviews JOIN facts USING (fact_id)").rows()) == [(1,)]
    assert check(path) == []


def reviewed(path: Path, item: Item) -> None:
    decided(path, "tỉnh A", "rejected")


def loaded_again(path: Path, item: Item) -> None:
    load_batch(path, [item], run_id="r", program_version="0")


def forgotten(path: Path, item: Item) -> None:
    forget(path, "one")


@pytest.mark.parametrize("happens", [reviewed, loaded_again, forgotten])
def test_what_is_proposed_for_a_document_goes_when_it_becomes_another(
    path: Path, load: Load, old: Item, new: Item, happens: Callable[[Path, Item], None]
) -> None:
    load(old)
    begin_proposal(path, "2")
    before = outdated(path, "2", after="", **EVERYTHING)
    proposing(path, new)
    happens(path, new)
    assert {sum_ for table, sum_ in fingerprint(path).items() if table.startswith("proposed_")} == {"0-0"}
    assert check(path) == []
    settled = facts_of(path)
    if happens is not reviewed:
        propose(path, [Proposed(each, new.facts) for each in before], "2")  # Extracted from what it was.
        assert proposal(path, "2").documents == 0
    assert accepting(path) is None
    assert facts_of(path) == settled


def test_a_proposal_of_another_extractor_is_not_accepted(path: Path, load: Load, old: Item, new: Item) -> None:
    load(old)
    begin_proposal(path, "2")
    proposing(path, new)
    before = facts_of(path)
    with pytest.raises(ProposalError, match="of extractor 2, and this program has 3"):
        accepting(path, "3")
    assert begin_proposal(path, "3") == 1
    assert facts_of(path) == before
    assert proposal(path, "3").documents == 0


def test_discarded(path: Path, load: Load, old: Item, new: Item) -> None:
    load(old)
    before = fingerprint(path)
    begin_proposal(path, "2")
    proposing(path, new)
    assert discard_proposal(path) == 1
    assert fingerprint(path) == before
    assert begin_proposal(path, "2") == 1


def test_there_has_to_be_a_warehouse(path: Path) -> None:
    with pytest.raises(WarehouseMissing):
        begin_proposal(path, "2")
    with pytest.raises(WarehouseMissing):
        discard_proposal(path)
    assert not path.exists()
