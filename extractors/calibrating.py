"""Fitting the weights of :mod:`extractors.confidence`, and how far its probabilities are from what came true."""

from collections.abc import Mapping, Sequence

import numpy as np

from extractors.confidence import Features

Weights = dict[str, dict[str, float]]
"""Weights of features by family, ``bias`` among them."""
_STEPS = 50
_CLOSE = 1e-4


def fit(examples: Mapping[str, Sequence[tuple[Features, bool]]], *, penalty: float) -> Weights:
    """Weights by family, ``bias`` among them: logistic regression with an L2 penalty on all weights but the bias.

    Newton's method on the penalised log-likelihood, which is convex. One right and one wrong fact that are never seen are
    added to each family with all features 0, so that none is certain.
    """
    fitted: Weights = {}
    for family, rows in examples.items():
        names = sorted({name for features, _ in rows for name in features})
        x = np.zeros((len(rows) + 2, len(names) + 1))
        x[:, 0] = 1
        y = np.array([*(float(right) for _, right in rows), 1.0, 0.0])
        column = {name: number for number, name in enumerate(names, start=1)}
        for number, (features, _) in enumerate(rows):
            for name, value in features.items():
                x[number, column[name]] = value
        ridge = np.diag([1e-6, *[penalty] * len(names)])
        weights = np.zeros(len(names) + 1)
        for _ in range(_STEPS):
            expected = 1 / (1 + np.exp(-x @ weights))
            gradient = x.T @ (y - expected) - ridge @ weights
            hessian = (x.T * (expected * (1 - expected))) @ x + ridge
            step = np.linalg.solve(hessian, gradient)
            weights += step
            if float(np.abs(step).max()) < _CLOSE:
                break
        fitted[family] = {
            "bias": round(float(weights[0]), 4),
            **{name: round(float(weights[column[name]]), 4) for name in names if abs(weights[column[name]]) >= _CLOSE},
        }
    return fitted


def expected_calibration_error(forecasts: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """The mean distance between a probability and the share that came true, over equal bins weighted by their size.

    The measure of Naeini, Cooper and Hauskrecht (2015), "Obtaining Well Calibrated Probabilities Using Bayesian Binning".
    """
    total = 0.0
    for said, true, count in reliability(forecasts, bins):
        total += count * abs(said - true)
    return total / len(forecasts) if forecasts else 0.0


def reliability(forecasts: Sequence[tuple[float, bool]], bins: int = 10) -> list[tuple[float, float, int]]:
    """Per bin that is not empty, from the least probable on: the mean forecast, the share that came true, how many."""
    grouped: dict[int, list[tuple[float, bool]]] = {}
    for probability, right in forecasts:
        grouped.setdefault(min(int(probability * bins), bins - 1), []).append((probability, right))
    return [
        (sum(p for p, _ in rows) / len(rows), sum(right for _, right in rows) / len(rows), len(rows))
        for _, rows in sorted(grouped.items())
    ]
