"""Pairing gold with predictions: optimal one-to-one assignments and the links between clusters."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from models import Cluster
from models.names import clusters_agree, fold_name, similarity, texts_agree

Fact = TypeVar("Fact")
Links = Mapping[str, str]
"""The gold cluster that each linked predicted cluster stands for, by id."""

_TIE = 1e-6
"""Far below any difference of two similarities of names of less than 500 words."""


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairs (row, column) of the greatest total weight; pairs of weight 0 are never made.

    An optimum of the linear sum assignment problem (`scipy.optimize.linear_sum_assignment`). Weights are not negative.
    """
    if not weights or not weights[0]:
        return []
    rows, columns = linear_sum_assignment(np.array(weights, dtype=float), maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if weights[row][column] > 0]


def match_facts(
    gold: Sequence[Fact],
    predicted: Sequence[Fact],
    agree: Callable[[Fact, Fact], bool],
    agreeing_slots: Callable[[Fact, Fact], int],
) -> list[tuple[int, int]]:
    """Pairs (gold, predicted) of facts whose keys agree: most pairs first, then most agreeing slots."""
    slots = [[agreeing_slots(g, p) if agree(g, p) else None for p in predicted] for g in gold]
    most = max((count for row in slots for count in row if count is not None), default=0)
    one_pair = 1 + most * min(len(gold), len(predicted))
    return assign([[0 if count is None else one_pair + count for count in row] for row in slots])


def link_clusters(
    gold: Sequence[Cluster], predicted: Sequence[Cluster], agreeing_slots: Callable[[Cluster, Cluster], int]
) -> Links:
    """Which gold cluster each predicted cluster stands for.

    Pairs that agree, by the best total similarity of their names (of equal totals the one with most agreeing slots);
    then, if exactly one cluster is left over on each side, these two.
    """
    weights = [
        [
            similarity(g.name, p.name) + _TIE * (1 + agreeing_slots(g, p)) if clusters_agree(g, p) else 0
            for p in predicted
        ]
        for g in gold
    ]
    pairs = assign(weights)
    left = [i for i in range(len(gold)) if i not in {row for row, _ in pairs}]
    right = [i for i in range(len(predicted)) if i not in {column for _, column in pairs}]
    if len(left) == len(right) == 1:
        pairs.append((left[0], right[0]))
    return {predicted[column].id: gold[row].id for row, column in pairs}


def sets_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two sets of texts agree one to one. Texts of the same folded words are one element."""
    left, right = (list({fold_name(text): text for text in texts}.values()) for texts in (a, b))
    if len(left) != len(right):
        return False
    return len(assign([[float(texts_agree(x, y)) for y in right] for x in left])) == len(left)
