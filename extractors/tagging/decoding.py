"""The weights of a linear-chain model, and the labels that they make the best of a sequence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.tagging.spans import LABELS

Array = NDArray[np.float64]
_NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Weights:
    """``states`` has a row a feature and one row of zeros at its end, a column a label; ``moves[a, b]`` is from a to b."""

    index: Mapping[str, int]
    """The row of each feature; those that are not here weigh nothing."""
    states: Array
    moves: Array


def allowed() -> Array:
    """What may follow what: 0, or a weight so low that it never does (an I- that nothing of its kind stands before)."""
    table = np.zeros((len(LABELS), len(LABELS)))
    for a, before in enumerate(LABELS):
        for b, label in enumerate(LABELS):
            if label.startswith("I-") and before[2:] != label[2:]:
                table[a, b] = _NEVER
    return table


_ALLOWED = allowed()
_OPENING = np.array([_NEVER if label.startswith("I-") else 0.0 for label in LABELS])


def scores(rows: Sequence[Sequence[str]], weights: Weights) -> Array:
    """The weight of each label (column) at each token (row)."""
    nothing = len(weights.states) - 1
    get = weights.index.get
    width = max((len(row) for row in rows), default=0)
    numbers = [[get(feature, nothing) for feature in row] + [nothing] * (width - len(row)) for row in rows]
    total: Array = weights.states[np.array(numbers, dtype=np.intp)].sum(axis=1)
    return total


def best_labels(rows: Sequence[Sequence[str]], weights: Weights) -> list[str]:
    """The labels of greatest total weight (Viterbi's algorithm), one a token."""
    if not rows:
        return []
    emitted = scores(rows, weights)
    moves = weights.moves + _ALLOWED
    best = emitted[0] + _OPENING
    back = []
    for here in emitted[1:]:
        through = best[:, None] + moves
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + here
    at = int(best.argmax())
    path = [at]
    for came in reversed(back):
        at = int(came[at])
        path.append(at)
    return [LABELS[k] for k in reversed(path)]
