"""Ranges of tokens in order, and which of them holds a token."""

from bisect import bisect_right
from collections.abc import Sequence


def within(spans: Sequence[tuple[int, int]], i: int) -> bool:
    """Whether one of the ``spans``, which are in order and do not overlap, holds token ``i``.

    >>> within([(2, 5), (8, 9)], 4), within([(2, 5), (8, 9)], 5)
    (True, False)
    """
    at = bisect_right(spans, (i, float("inf"))) - 1
    return at >= 0 and i < spans[at][1]
