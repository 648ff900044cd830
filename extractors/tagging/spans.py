"""Labelled spans of tokens, and their form as one label a token (B-, I-, O)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

KINDS = ("PERSON", "OFFICE", "UNIT", "PLACE")
"""People's names; offices without their organisation; organisations; places that stand for themselves."""
OUTSIDE = "O"
LABELS = (OUTSIDE, *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))


class Span(NamedTuple):
    """Tokens ``[first, last)`` of one kind."""

    first: int
    last: int
    kind: str


def labels_of(spans: Iterable[Span], first: int, last: int) -> list[str]:
    """One label for each of the tokens ``[first, last)``; spans that begin outside of them are left out."""
    labels = [OUTSIDE] * (last - first)
    for span in spans:
        if first <= span.first and span.last <= last:
            labels[span.first - first] = f"B-{span.kind}"
            labels[span.first - first + 1 : span.last - first] = [f"I-{span.kind}"] * (span.last - span.first - 1)
    return labels


def spans_of(labels: Sequence[str], first: int = 0) -> list[Span]:
    """The spans that labels of the tokens from ``first`` on say, in order. An I- without its B- is outside."""
    spans: list[Span] = []
    start: int | None = None
    for i, label in enumerate([*labels, OUTSIDE]):
        if start is not None and (not label.startswith("I-") or label[2:] != labels[start][2:]):
            spans.append(Span(first + start, first + i, labels[start][2:]))
            start = None
        if label.startswith("B-"):
            start = i
    return spans


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of tokens; of those that overlap, the one that was given first."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in spans:
        if taken.isdisjoint(range(span.first, span.last)):
            kept.append(span)
            taken.update(range(span.first, span.last))
    return sorted(kept)
