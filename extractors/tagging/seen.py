"""What the finite-state patterns see in a few tokens, as far as that is cheap to ask: the tagger's evidence, not its answer."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from extractors.places import level_at, place_at
from extractors.tagging.spans import Span, without_overlaps

if TYPE_CHECKING:
    from extractors.units import UnitGrammar

_ORDER = ("UNIT", "PERSON", "OFFICE", "PLACE")


def seen(grammar: "UnitGrammar", first: int, last: int) -> list[Span]:
    """Organisations, names that begin with a family name, offices and places within tokens ``[first, last)``."""
    tokens, hits = grammar.tokens, grammar.hits
    found: list[Span] = []
    starts = grammar.head_starts
    for i in starts[bisect_left(starts, first) : bisect_left(starts, last)]:
        end = grammar.pattern_end(i)
        if end is not None:
            found.append(Span(i, end, "UNIT"))
    for i in range(first, last):
        here = hits.get(i, {})
        if "surname" in here and (end := grammar.name_at(i)) is not None:
            found.append(Span(i, end, "PERSON"))
        if "office" in here and not here.keys() & {"head", "deputy"}:
            found.append(Span(i, here["office"].last, "OFFICE"))
        if level_at(tokens, i) is not None or ("province" in here and tokens.is_capital(i)):
            place = place_at(tokens, hits, i)
            if place is not None:
                found.append(Span(i, place.last, "PLACE"))
    inside = [span for span in found if span.last <= last]
    return without_overlaps(
        sorted(inside, key=lambda span: (_ORDER.index(span.kind), span.first - span.last, span.first))
    )
