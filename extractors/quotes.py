"""Sentences of any length: the part that matters to a word of them, and evidence of a bearable length."""

from extractors.annotations import Span, evidence
from models import Evidence

_REACH = 300
"""Characters kept on each side of the words that matter."""
_WINDOW = 1000
"""Characters on each side of a word that can say something about it."""


def window(span: Span, at: int) -> Span:
    """The part of ``span`` around character ``at``: text without full stops makes sentences of any length."""
    return Span(max(span.start, at - _WINDOW), min(span.end, at + _WINDOW))


def quote_around(text: str, span: Span, at: int) -> Evidence:
    """The words of ``span``; of very long ones whole words around character ``at``."""
    start, end = span
    if end - start > 2 * _REACH:
        if at - _REACH > start:
            start = text.find(" ", at - _REACH, at) + 1 or at
        if at + _REACH < end:
            cut = text.rfind(" ", at, at + _REACH)
            end = cut if cut > at else at + _REACH
    return evidence(text, start, end)
