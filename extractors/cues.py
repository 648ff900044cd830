"""Where the phrases of a word list stand in a text, looked for once and not sentence by sentence."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from operator import add

from extractors.tokens import Tokens


class SaidWords:
    """The folded tokens of a text joined by blanks, and where each begins."""

    def __init__(self, tokens: Tokens) -> None:
        self.words = " ".join(tokens.norm)
        ends = accumulate(map(len, tokens.norm), initial=0)
        self.starts = list(map(add, ends, range(len(tokens.norm) + 1)))


class Cues:
    """The phrases of one list in one text."""

    def __init__(self, said: SaidWords, phrases: Iterable[str]) -> None:
        self.said = said
        ends: dict[int, int] = {}
        for phrase in phrases:
            at = said.words.find(phrase)
            while at >= 0:
                ends[at] = min(ends.get(at, at + len(phrase)), at + len(phrase))
                at = said.words.find(phrase, at + 1)
        self._found = sorted(ends.items())

    def within(self, first: int, last: int) -> bool:
        """Whether a phrase stands in tokens ``[first, last)``; it may begin and end inside a token."""
        if not self._found or first >= last:
            return False
        start, end = self.said.starts[first], self.said.starts[last] - 1
        k = bisect_left(self._found, (start, 0))
        while k < len(self._found) and self._found[k][0] < end:
            if self._found[k][1] <= end:
                return True
            k += 1
        return False
