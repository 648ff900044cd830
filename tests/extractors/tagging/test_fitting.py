"""The model on invented sequences: names follow ``ông``, organisations begin with ``Sở``."""

from itertools import pairwise, product

import numpy as np
import pytest

from extractors.tagging.decoding import Weights, allowed, best_labels, scores
from extractors.tagging.fitting import Example, fit
from extractors.tagging.spans import LABELS


def rows(text: str) -> list[list[str]]:
    words = ["^", *text.split(), "^"]
    return [["0" + words[i], "1" + words[i - 1], "8" + str(words[i][0].isupper())] for i in range(1, len(words) - 1)]


def example(text: str, labels: str) -> Example:
    return rows(text), [{"p": "B-PERSON", "P": "I-PERSON", "u": "B-UNIT", "U": "I-UNIT"}.get(c, "O") for c in labels]


EXAMPLES = [
    example("hôm nay ông An Bình nói", "...pP."),
    example("ông Cao Dũng về Sở Y", ".pP.uU"),
    example("Sở Tài có ông Giang", "uU..p"),
    example("tại Sở Nội ông Hà Kiên", ".uU.pP"),
    example("nay mưa", ".."),
] * 3


def test_what_was_seen_is_labelled_alike_where_the_words_are_new() -> None:
    weights = fit(EXAMPLES, penalty=0.01, steps=60)
    assert best_labels(rows("gặp ông Lâm Mạnh"), weights) == ["O", "O", "B-PERSON", "I-PERSON"]
    assert best_labels(rows("Sở Công"), weights) == ["B-UNIT", "I-UNIT"]


def test_the_same_examples_give_the_same_weights() -> None:
    first, second = (fit(EXAMPLES, penalty=0.01, steps=20) for _ in range(2))
    assert first.index == second.index
    assert np.array_equal(first.states, second.states)
    assert np.array_equal(first.moves, second.moves)


def test_the_gradient_is_that_of_the_likelihood() -> None:
    """At the optimum no small change of a weight makes the labels more probable; summed over all labelings by hand."""
    penalty = 0.5
    weights = fit(EXAMPLES, penalty=penalty, steps=500)

    def objective(moved: np.ndarray) -> float:
        total = penalty * float((weights.states[:-1] ** 2).sum() + (moved**2).sum())
        for given, labels in EXAMPLES[:5]:
            emitted = scores(given, weights)
            total -= 3 * _log_probability(emitted, moved, [LABELS.index(label) for label in labels])
        return total

    best = objective(weights.moves)
    for a, b in ((0, 0), (0, 1), (1, 2), (3, 4)):
        for step in (-0.01, 0.01):
            moved = weights.moves.copy()
            moved[a, b] += step
            assert objective(moved) > best - 1e-5


def _log_probability(emitted: np.ndarray, moves: np.ndarray, labels: list[int]) -> float:
    forward = emitted[0]
    for here in emitted[1:]:
        forward = np.logaddexp.reduce(forward[:, None] + moves, axis=0) + here
    score = sum(emitted[i, label] for i, label in enumerate(labels))
    score += sum(moves[a, b] for a, b in pairwise(labels))
    return float(score - np.logaddexp.reduce(forward))


def test_the_best_labels_are_the_best_of_all_that_are_allowed() -> None:
    random = np.random.default_rng(7)
    weights = Weights(
        {"a": 0, "b": 1, "c": 2},
        np.vstack([random.normal(size=(3, len(LABELS))), np.zeros(len(LABELS))]),
        random.normal(size=(len(LABELS), len(LABELS))),
    )
    given = [["a"], ["b", "c"], ["c", "unknown"]]
    emitted, moves = scores(given, weights), weights.moves + allowed()

    def total(path: tuple[int, ...]) -> float:
        if LABELS[path[0]].startswith("I-"):
            return -np.inf
        return float(sum(emitted[i, k] for i, k in enumerate(path)) + sum(moves[a, b] for a, b in pairwise(path)))

    best = max(product(range(len(LABELS)), repeat=3), key=total)
    assert best_labels(given, weights) == [LABELS[k] for k in best]


@pytest.mark.parametrize("given", [[], [[]], [["unknown"], []]])
def test_no_tokens_and_unknown_features_are_labelled_too(given: list[list[str]]) -> None:
    weights = fit(EXAMPLES, penalty=0.01, steps=5)
    assert len(best_labels(given, weights)) == len(given)
