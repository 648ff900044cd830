"""What two extractions of one text have in common."""

from typing import Any

import pytest

from models import Facts
from warehouse.comparing import Change, FamilyCounts, compare

TEXT = "Cụm 1 gồm tỉnh A, tỉnh B; tặng Cờ cho tỉnh A năm 2023; tặng Bằng khen cho tỉnh B năm 2023"


def said(text: str, **fields: Any) -> dict[str, Any]:
    """A fact that rests on the first place of ``text``."""
    start = TEXT.index(text)
    return fields | {"evidence": [{"start": start, "end": start + len(text), "quote": text}]}


CLUSTER = said("Cụm 1", id="c1", name="Cụm 1", kind="cum", number="1")
MEMBER_A = said("gồm tỉnh A", cluster="c1", unit="tỉnh A", place="A")
MEMBER_B = said("tỉnh B", cluster="c1", unit="tỉnh B", place="B")
FLAG = said(
    "tặng Cờ cho tỉnh A năm 2023",
    cluster="c1",
    award="emulation_flag",
    name="Cờ",
    recipient="tỉnh A",
    recipient_kind="unit",
    recipient_count=1,
    year=2023,
    status="granted",
)


def facts(**lists: list[dict[str, Any]]) -> Facts:
    names = {"doc_id": "d", "source": "d.txt", "sha256": "0" * 64, "text_sha256": "0" * 64, "extractor_version": "1"}
    return Facts.model_validate(names | {"document": {"kind": "other"}} | lists)


def only(changes: tuple[Change, ...]) -> Change:
    (change,) = changes
    return change


def test_the_same_facts_in_another_order_are_the_same() -> None:
    before = facts(clusters=[CLUSTER], members=[MEMBER_A, MEMBER_B], awards=[FLAG])
    after = facts(clusters=[CLUSTER], members=[MEMBER_B, MEMBER_A], awards=[FLAG])
    found = compare(before, after)
    assert found.changes == ()
    assert found.counts["members"] == FamilyCounts(same=2)
    assert set(found.counts) == {"documents", "clusters", "members", "awards"}


def test_what_comes_and_what_goes() -> None:
    before = facts(clusters=[CLUSTER], members=[MEMBER_A])
    after = facts(clusters=[CLUSTER], members=[MEMBER_B])
    found = compare(before, after)
    assert found.counts["members"] == FamilyCounts(new=1, gone=1)
    assert [(each.change, each.position) for each in found.changes] == [("gone", 0), ("new", None)]
    assert found.changes[0].before is not None and found.changes[0].before["unit"] == "tỉnh A"
    assert found.changes[1].after is not None and found.changes[1].after["cluster"]["name"] == "Cụm 1"


@pytest.mark.parametrize(
    ("other", "slots"),
    [
        (FLAG | {"year": 2024}, ("year",)),
        (FLAG | {"year": None, "authority": "UBND"}, ("authority", "year")),
        (FLAG | {"evidence": MEMBER_A["evidence"]}, ("evidence",)),
        (FLAG | {"cluster": None}, ("cluster",)),
    ],
)
def test_what_differs_in_a_fact(other: dict[str, Any], slots: tuple[str, ...]) -> None:
    change = only(compare(facts(clusters=[CLUSTER], awards=[FLAG]), facts(clusters=[CLUSTER], awards=[other])).changes)
    assert (change.change, change.slots) == ("changed", slots)


def test_a_fact_on_other_words_is_another() -> None:
    other = said("tặng Bằng khen cho tỉnh B năm 2023", **{k: v for k, v in FLAG.items() if k != "evidence"})
    found = compare(
        facts(clusters=[CLUSTER], awards=[FLAG]), facts(clusters=[CLUSTER], awards=[other | {"recipient": "tỉnh B"}])
    )
    assert found.counts["awards"] == FamilyCounts(new=1, gone=1)


def test_a_cluster_that_is_called_otherwise_does_not_change_its_members() -> None:
    new = CLUSTER | {"id": "c2", "system": "tỉnh"}
    found = compare(
        facts(clusters=[CLUSTER], members=[MEMBER_A]), facts(clusters=[new], members=[MEMBER_A | {"cluster": "c2"}])
    )
    assert only(found.changes).slots == ("system",)
    assert found.counts["members"] == FamilyCounts(same=1)


def test_each_fact_stands_for_one_at_most_and_the_surest_first() -> None:
    before = facts(clusters=[CLUSTER], awards=[FLAG | {"year": 2022}, FLAG])
    after = facts(clusters=[CLUSTER], awards=[FLAG])
    found = compare(before, after)
    assert found.counts["awards"] == FamilyCounts(same=1, gone=1)
    assert only(found.changes).position == 0


def test_confidence_counts_apart() -> None:
    before = facts(clusters=[CLUSTER], members=[MEMBER_A | {"confidence": 0.9}, MEMBER_B | {"confidence": 0.9}])
    after = facts(clusters=[CLUSTER], members=[MEMBER_A | {"confidence": 0.5}, MEMBER_B | {"confidence": 0.85}])
    assert compare(before, after).counts["members"] == FamilyCounts(same=2, rated=1)


def test_what_a_text_says_about_itself() -> None:
    after = facts().model_copy(update={"document": facts().document.model_copy(update={"title": "Tin"})})
    found = compare(facts(), after)
    assert found.counts == {"documents": FamilyCounts(changed=1)}
    assert (only(found.changes).family, only(found.changes).slots) == ("documents", ("title",))
