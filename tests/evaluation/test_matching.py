from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.matching import assign, link_clusters, match_facts, sets_agree
from models import Cluster, Evidence
from models.facts import ClusterKind

Slots = list[list[int | None]]
"""Agreeing slots of each gold and predicted fact; None where the keys disagree."""


@st.composite
def slot_tables(draw: st.DrawFn) -> Slots:
    columns = draw(st.integers(0, 4))
    cell = st.one_of(st.none(), st.integers(0, 5))
    return draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), max_size=4))


def matched(slots: Slots) -> list[tuple[int, int]]:
    columns = len(slots[0]) if slots else 0
    return match_facts(
        range(len(slots)),
        range(columns),
        lambda g, p: slots[g][p] is not None,
        lambda g, p: slots[g][p] or 0,
    )


def best_by_trial(slots: Slots) -> tuple[int, int]:
    """The most pairs and, with so many pairs, the most agreeing slots, found by trying every assignment."""
    columns = len(slots[0]) if slots else 0
    padded = [*range(columns), *[-1] * len(slots)]
    found = set()
    for choice in permutations(padded, len(slots)):
        counts = [slots[row][column] for row, column in enumerate(choice) if column >= 0]
        pairs = [count for count in counts if count is not None]
        found.add((len(pairs), sum(pairs)))
    return max(found, default=(0, 0))


@given(slot_tables())
def test_matching_is_optimal(slots: Slots) -> None:
    pairs = matched(slots)
    agreeing = [slots[row][column] for row, column in pairs]
    kept = [count for count in agreeing if count is not None]
    assert len(kept) == len(agreeing)
    assert (len(kept), sum(kept)) == best_by_trial(slots)


@given(slot_tables())
def test_a_prediction_less_never_finds_more(slots: Slots) -> None:
    assert len(matched([row[1:] for row in slots])) <= len(matched(slots))


def test_most_pairs_come_before_most_slots() -> None:
    # Greedy would take the pair with nine slots and leave the other two facts alone.
    assert sorted(matched([[9, 1], [1, None]])) == [(0, 1), (1, 0)]


def test_nothing_is_assigned_to_nothing() -> None:
    assert assign([]) == []
    assert assign([[], []]) == []
    assert assign([[0.0, 0.0]]) == []


def cluster(
    id: str, name: str, number: str | None = None, system: str | None = None, kind: ClusterKind = "cum"
) -> Cluster:
    evidence = (Evidence(start=0, end=len(name), quote=name),)
    return Cluster(id=id, name=name, kind=kind, number=number, system=system, evidence=evidence)


def no_slots(gold: Cluster, predicted: Cluster) -> int:
    return 0


def test_links_take_the_best_total_similarity() -> None:
    gold = [cluster("c1", "Cụm 7 Tây Bắc", "7"), cluster("c2", "Cụm thi đua số 7", "7")]
    predicted = [cluster("c1", "Cụm thi đua số 7", "7"), cluster("c2", "Cụm thi đua số 7 các tỉnh Tây Bắc", "7")]
    assert link_clusters(gold, predicted, no_slots) == {"c1": "c2", "c2": "c1"}


def test_links_of_equal_similarity_go_by_slots() -> None:
    gold = [cluster("c1", "Cụm 7", "7", "Hội CCB Việt Nam"), cluster("c2", "Cụm 7", "7", "Bộ Công an")]
    predicted = [cluster("c1", "Cụm 7", "7", "Bộ Công an"), cluster("c2", "Cụm 7", "7", "Hội CCB Việt Nam")]
    assert link_clusters(gold, predicted, lambda g, p: int(g.system == p.system)) == {"c1": "c2", "c2": "c1"}


def test_one_cluster_left_over_on_each_side_is_linked() -> None:
    gold = [cluster("c1", "Cụm 7", "7"), cluster("c2", "Khối thi đua", kind="khoi")]
    predicted = [cluster("c1", "Cụm VII", "VII"), cluster("c2", "Cụm Tây Bắc")]
    assert link_clusters(gold, predicted, no_slots) == {"c1": "c1", "c2": "c2"}


@pytest.mark.parametrize("more_gold", [True, False])
def test_more_than_one_left_over_stays_unlinked(more_gold: bool) -> None:
    one = [cluster("c1", "Cụm 7", "7")]
    two = [cluster("c1", "Khối thi đua", kind="khoi"), cluster("c2", "Cụm Tây Bắc")]
    gold, predicted = (two, one) if more_gold else (one, two)
    assert link_clusters(gold, predicted, no_slots) == {}


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ((), (), True),
        (("Chủ tịch Hội",), (), False),
        (("Chủ tịch Hội", "Bí thư Đảng đoàn"), ("Bí thư Đảng đoàn", "Chủ tịch Hội"), True),
        (("Chủ tịch Hội", "Chủ tịch  hội"), ("Chủ tịch Hội",), True),
        (("Chủ tịch Hội CCB tỉnh Phú Thọ",), ("Chủ tịch Hội CCB Phú Thọ",), True),
        (("Chủ tịch Hội", "Bí thư"), ("Chủ tịch Hội", "Phó bí thư"), False),
        # Both of the left agree with the first of the right alone.
        (("Hội CCB tỉnh Phú Thọ", "Hội CCB Phú Thọ"), ("Hội CCB Phú Thọ", "Bí thư"), False),
    ],
)
def test_sets_are_compared_one_to_one(a: tuple[str, ...], b: tuple[str, ...], agree: bool) -> None:
    assert sets_agree(a, b) is agree
    assert sets_agree(b, a) is agree
