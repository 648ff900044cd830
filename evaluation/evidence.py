"""Quotes in texts: where they stand, whether they prove anything, whether two of them are about the same words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from models import Evidence
from models.names import fold_quote, without_invisible, words_of

LEAST_CHARACTERS = 5
"""A predicted quote that is shorter proves nothing."""
WORDS_IN_A_ROW = 3
"""Quotes that share so many words in a row are about the same place in the text."""
CONTEXT = 60
"""Characters shown before and after a quote."""

_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """The half-open range of the first place where the quote stands, white space folded; None where it does not."""
    start = text.find(quote)
    if start >= 0:
        return start, start + len(quote)
    words = without_invisible(quote).split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


def fault(evidence: Sequence[Evidence], folded_text: str) -> str | None:
    """What is wrong with a predicted fact's quotes, as one line; None when each is long enough and in the text.

    `folded_text` is the document's text through `models.names.fold_quote`.
    """
    for item in evidence:
        if len(" ".join(item.quote.split())) < LEAST_CHARACTERS:
            return f"quote of fewer than {LEAST_CHARACTERS} characters: {item.quote!r}"
        folded = fold_quote(item.quote)
        if not folded or folded not in folded_text:
            return f"quote not in the text: {item.quote!r}"
    return None


@lru_cache(1 << 12)
def _runs(quote: str) -> frozenset[tuple[str, ...]]:
    words = words_of(quote)
    return frozenset(words[start : start + WORDS_IN_A_ROW] for start in range(len(words) - WORDS_IN_A_ROW + 1))


def overlap(a: Sequence[Evidence], b: Sequence[Evidence]) -> bool:
    """Whether one quote of each side share `WORDS_IN_A_ROW` words in a row, or one holds the other."""
    return any(_quotes_overlap(one.quote, other.quote) for one in a for other in b)


def _quotes_overlap(a: str, b: str) -> bool:
    if not _runs(a).isdisjoint(_runs(b)):
        return True
    left, right = fold_quote(a), fold_quote(b)
    return left in right or right in left


def in_context(evidence: Evidence, text: str) -> str:
    """One printable line: the quote between » and «, with up to `CONTEXT` characters on each side.

    A quote that is not in the text stands alone.
    """
    span = (evidence.start, evidence.end)
    if text[evidence.start : evidence.end] != evidence.quote:
        found = locate(evidence.quote, text)
        if found is None:
            return f"»{printable(evidence.quote)}«"
        span = found
    start, end = span
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    opening, closing = "…" if start > CONTEXT else "", "…" if end + CONTEXT < len(text) else ""
    line = f"{opening}{printable(before)}»{printable(text[start:end])}«{printable(after)}{closing}"
    return line.strip()


def printable(text: str) -> str:
    """The text on one line, without characters that would steer a terminal."""
    return _UNPRINTABLE.sub(" ", without_invisible(text))
