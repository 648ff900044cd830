"""Who takes an office over for the unit that was chosen: ``bà X, Phó Chủ tịch …, thay mặt đơn vị nhận nhiệm vụ``."""

import re
from itertools import pairwise

from extractors.context import Context
from extractors.people import Person

_ON_BEHALF = re.compile(r"(?:thay mặt|đại diện)\b")
_TAKES = re.compile(
    r"\b(?:nhận|tiếp nhận|đón nhận) (?:lại )?(?:nhiệm vụ|bàn giao|trọng trách|trách nhiệm|vai trò|chức|cương vị|vị trí)"
    r"|\bnhận (?:cờ )?luân (?:lưu|phiên)"
)
_SENTENCES = 2
"""Sentences after the one in which a unit was chosen."""


def takers(context: Context, office: int) -> list[Person]:
    """The people said to take an office over for their units, at or soon after token ``office``, in order."""
    _, line_last = context.line_at(office)
    first, last = context.sentence_at(office)
    found: list[Person] = []
    for _ in range(_SENTENCES + 1):
        for low, high in _clauses(context, first, last):
            words = " ".join(context.mentions.tokens.norm[low:high])
            if _ON_BEHALF.search(words) and _TAKES.search(words):
                found += [person for person in context.mentions.people if low <= person.first < high]
        if last >= line_last:
            break
        first, last = context.sentence_at(last)
    return found


def _clauses(context: Context, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of a sentence that semicolons divide."""
    cuts = [first, *(i + 1 for i in range(first, last) if context.mentions.tokens.norm[i] == ";"), last]
    return [(low, high) for low, high in pairwise(cuts) if low < high]
