"""Where the patterns' end of an organisation's name is not sure."""

from collections.abc import Mapping

from extractors.lexicon import Hit, data
from extractors.tokens import CAPITAL, Tokens

_DATA = data("mentions")
_WORDS = frozenset(_DATA["unit_words"]) | {word for level in _DATA["levels"] for word in level.split()}
_PAIRS = frozenset(_DATA["unit_pairs"])
_AFTER_NAMES = frozenset(_DATA["unit_stops"]) | {"của"}
_DASHES = frozenset("-–—‑−")
_OTHERS = frozenset({"office", "rank", "cue", "head", "deputy", "cluster", "surname"})
_BEHIND = frozenset({"cụm", "khối", "nhất", "nhì", "ba", "năm"})
"""Capitalised in the next column of a table."""


def in_doubt(tokens: Tokens, hits: Mapping[int, dict[str, Hit]], after_head: int, end: int) -> bool:
    """Whether a name that starts before token ``after_head`` may well end elsewhere than at ``end``.

    Its last word is one that names seldom end in, or what follows looks like more of it.
    """
    norm, shape = tokens.norm_at, tokens.shape_at
    if end == after_head:
        return shape(end) in CAPITAL and "office" not in hits.get(end, {})
    if norm(end - 1) in _BEHIND:
        return True
    if shape(end) in CAPITAL:
        return hits.get(end, {}).keys().isdisjoint(_OTHERS)
    if shape(end - 1) == "L" and norm(end - 1) not in _WORDS and f"{norm(end - 2)} {norm(end - 1)}" not in _PAIRS:
        return True
    if norm(end) in _DASHES and shape(end + 1) in CAPITAL and shape(end - 1) in "CN":
        return hits.get(end + 1, {}).keys().isdisjoint(_OTHERS)
    return shape(end) == "L" and norm(end) not in _AFTER_NAMES and shape(end + 1) == "N"
