"""Fitting a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) to labelled sequences."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractors.tagging.decoding import Array, Weights
from extractors.tagging.spans import LABELS

Example = tuple[Sequence[Sequence[str]], Sequence[str]]
"""The features of each token of one window, and its labels."""
_RARE = 2
_BATCH = 256
_COLUMN = {label: number for number, label in enumerate(LABELS)}


def fit(examples: Sequence[Example], *, penalty: float, steps: int) -> Weights:
    """The weights that make the labels most probable, less ``penalty`` times the sum of their squares.

    Features that fewer than `_RARE` tokens have are left out. By L-BFGS, at most ``steps`` of it, from zero: the same
    examples in the same order give the same weights.
    """
    examples = sorted((example for example in examples if example[0]), key=lambda example: len(example[0]))
    counts = Counter(feature for rows, _ in examples for row in rows for feature in row)
    index = {name: k for k, name in enumerate(sorted(name for name, count in counts.items() if count >= _RARE))}
    tokens = _matrix(examples, index)
    gold = np.array([_COLUMN[label] for _, labels in examples for label in labels])
    size = len(index) * len(LABELS)
    target = np.zeros((len(gold), len(LABELS)))
    target[np.arange(len(gold)), gold] = 1
    batches = list(_batches([len(rows) for rows, _ in examples]))
    moved = np.zeros((len(LABELS), len(LABELS)))
    for first, lengths in batches:
        ends = first + np.cumsum(lengths)
        inner = np.ones(int(lengths.sum()), dtype=bool)
        inner[ends - first - 1] = False
        at = first + np.flatnonzero(inner)
        np.add.at(moved, (gold[at], gold[at + 1]), 1)

    def objective(flat: Array) -> tuple[float, Array]:
        states = flat[:size].reshape(len(index), len(LABELS))
        moves = flat[size:].reshape(len(LABELS), len(LABELS))
        emitted = tokens @ states
        loss = -float((emitted * target).sum()) - float((moves * moved).sum())
        expected = np.zeros_like(emitted)
        expected_moves = np.zeros_like(moves)
        for first, lengths in batches:
            loss += _expectations(emitted, moves, first, lengths, expected, expected_moves)
        gradient = np.concatenate([(tokens.T @ (expected - target)).ravel(), (expected_moves - moved).ravel()])
        return loss + penalty * float(flat @ flat), gradient + 2 * penalty * flat

    start = np.zeros(size + len(LABELS) ** 2)
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 6})
    states = np.vstack([found.x[:size].reshape(len(index), len(LABELS)), np.zeros(len(LABELS))])
    return Weights(index, states, found.x[size:].reshape(len(LABELS), len(LABELS)))


def _matrix(examples: Sequence[Example], index: dict[str, int]) -> csr_matrix:
    columns: list[int] = []
    ends = [0]
    for rows, _ in examples:
        for row in rows:
            columns += [index[feature] for feature in row if feature in index]
            ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(index)))


def _batches(lengths: list[int]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Runs of sequences of nearly the same length: the first token of each run, and its lengths."""
    first = 0
    for k in range(0, len(lengths), _BATCH):
        of_batch = np.array(lengths[k : k + _BATCH], dtype=np.intp)
        yield first, of_batch
        first += int(of_batch.sum())


def _expectations(
    emitted: Array, moves: Array, first: int, lengths: NDArray[np.intp], expected: Array, expected_moves: Array
) -> float:
    """The log of the partition functions of a batch, summed; adds what the model expects to the last two arguments."""
    many, longest = len(lengths), int(lengths.max())
    starts = first + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    steps = np.arange(longest)
    inside = steps[None, :] < lengths[:, None]
    at = np.where(inside, starts[:, None] + steps[None, :], first)
    local = emitted[at]
    top = local.max(axis=2, keepdims=True)
    weight = np.exp(local - top)
    move = np.exp(moves)
    forward = np.zeros((longest, many, len(LABELS)))
    scale = np.ones((longest, many))
    alpha = weight[:, 0]
    for t in range(longest):
        if t:
            stepped = (forward[t - 1] @ move) * weight[:, t]
            alpha = np.where(inside[:, t, None], stepped, forward[t - 1])
        total = alpha.sum(axis=1)
        scale[t] = np.where(inside[:, t], total, 1.0)
        forward[t] = alpha / scale[t][:, None]
    backward = np.ones((many, len(LABELS)))
    for t in range(longest - 1, -1, -1):
        on = inside[:, t]
        posterior = forward[t] * backward
        posterior /= posterior.sum(axis=1, keepdims=True)
        expected[at[on, t]] = posterior[on]
        if t:
            ahead = backward * weight[:, t]
            pair = forward[t - 1][on].T @ (ahead[on] / scale[t][on, None])
            expected_moves += pair * move
            backward = np.where(on[:, None], (ahead @ move.T) / scale[t][:, None], backward)
    return float(np.log(scale)[inside.T].sum() + top[..., 0][inside].sum())
