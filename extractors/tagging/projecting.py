"""From facts to labelled spans: where a text has the names that its gold facts, or the patterns, speak of."""

from collections.abc import Iterable, Iterator

from extractors.mentions import Mentions
from extractors.places import level_at, place_at
from extractors.tagging.seen import seen
from extractors.tagging.spans import Span, without_overlaps
from extractors.tokenizing import words_of
from extractors.tokens import Tokens
from models import Facts
from models.names import fold_quote

_LEAST_REST = 2
"""How many tokens of a completed name must be left when its beginning is not in the text."""
_FIELDS = frozenset({"ngành", "lực"})
"""First syllables of fields of work that clusters are in."""


def gold_spans(mentions: Mentions, facts: Facts) -> list[Span]:
    """Where the names in a document's gold facts stand in it, none overlapping; longer names are looked for first.

    A unit that a list completes (``các trường Hậu Lộc 1, Hậu Lộc 2``) is looked for by the end of its name, within the
    evidence of the fact.
    """
    finder = _Finder(mentions.tokens)
    found: list[Span] = []
    for name in _people(facts):
        found += [Span(first, last, "PERSON") for first, last in finder.find(name)]
    for name in _units(facts):
        found += [_unit(mentions, first, last) for first, last in finder.find(name) if _names(mentions, first, last)]
    for title in {title for leader in facts.leaders for title in leader.titles}:
        for first, last in finder.find(title):
            found += _title(mentions, first, last)
    found += _completed(mentions, facts, finder)
    for place in _places(facts):
        found += [
            _placed(mentions, first, last) for first, last in finder.find(place) if mentions.tokens.is_capital(first)
        ]
    return without_overlaps(sorted(found, key=lambda span: (span.kind == "PLACE", span.first - span.last, span.first)))


def pattern_spans(mentions: Mentions) -> list[Span]:
    """What the finite-state patterns find: people who are announced as such, offices, organisations, places."""
    people = [Span(person.name_first, person.name_last, "PERSON") for person in mentions.people if person.cued]
    others = [span for span in seen(mentions.units, 0, len(mentions.tokens)) if span.kind != "PERSON"]
    return without_overlaps([*people, *others])


class _Finder:
    """Looks for names in one text by their folded tokens."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._starts: dict[str, list[int]] = {}
        for i, word in enumerate(tokens.norm):
            self._starts.setdefault(word, []).append(i)

    def find(self, name: str) -> Iterator[tuple[int, int]]:
        words = [fold_quote(word) for word in words_of(name)]
        for first in self._starts.get(words[0], ()) if words else ():
            last = first + len(words)
            if self.tokens.norm[first:last] == words:
                yield first, last


def _people(facts: Facts) -> set[str]:
    named = {leader.person for leader in facts.leaders}
    named |= {headship.person for headship in facts.headships if headship.person}
    return named | {award.recipient for award in facts.awards if award.recipient and award.recipient_kind == "person"}


def _units(facts: Facts) -> set[str]:
    named = {member.unit for member in facts.members} | {one.unit for one in facts.headships if one.unit}
    named |= {award.recipient for award in facts.awards if award.recipient and award.recipient_kind == "unit"}
    named |= {award.authority for award in facts.awards if award.authority}
    named |= {cluster.system for cluster in facts.clusters if cluster.system}
    return named | {reference.issuer for reference in facts.references if reference.issuer}


def _places(facts: Facts) -> set[str]:
    return {member.place for member in facts.members if member.place} | {
        meeting.province for meeting in facts.meetings if meeting.province
    }


def _unit(mentions: Mentions, first: int, last: int) -> Span:
    """A unit's span: a place where its name is one; an office that leads up to an authority is left out."""
    place = place_at(mentions.tokens, mentions.hits, first)
    if place is not None and place.last == last:
        return Span(first, last, "PLACE")
    here = mentions.hits.get(first, {})
    office = here.get("office")
    heads = [hit.last for label, hit in here.items() if label.startswith("unit:")]
    if office is not None and office.last > max(heads, default=first):
        if office.last >= last:
            return Span(first, last, "OFFICE")
        first = office.last
    return Span(first, last, "UNIT")


def _names(mentions: Mentions, first: int, last: int) -> bool:
    """Whether tokens can name a unit of their own: not ``cụm``, ``ngành Y tế``, ``trại tạm giam``."""
    tokens = mentions.tokens
    if "cluster" in mentions.hits.get(first, {}) or tokens.norm[first] in _FIELDS:
        return False
    return any(tokens.is_capital(i) for i in range(first, last)) and (last > first + 1 or tokens.shape[first] == "U")


def _title(mentions: Mentions, first: int, last: int) -> Iterator[Span]:
    """The office at the beginning of a title, and the organisation that it is held in."""
    office = mentions.hits.get(first, {}).get("office")
    middle = min(office.last if office else first + 1, last)
    while middle < last and not mentions.tokens.is_capital(middle):
        middle += 1
    if office is None and middle - first > 4:
        return
    yield Span(first, middle if office is None else office.last, "OFFICE")
    if middle < last:
        yield _unit(mentions, middle, last)


def _placed(mentions: Mentions, first: int, last: int) -> Span:
    for back in (2, 1):
        level = level_at(mentions.tokens, first - back) if first >= back else None
        if level is not None and level[0] == first:
            return Span(first - back, last, "PLACE")
    return Span(first, last, "PLACE")


def _completed(mentions: Mentions, facts: Facts, finder: _Finder) -> Iterator[Span]:
    """Units whose whole name the text has nowhere, by the end of it that stands in their evidence."""
    told = [(one.unit, one.evidence) for one in facts.members]
    told += [(one.unit, one.evidence) for one in facts.headships if one.unit]
    told += [(one.recipient, one.evidence) for one in facts.awards if one.recipient and one.recipient_kind == "unit"]
    tokens = mentions.tokens
    for name, evidence in told:
        words = words_of(name)
        if next(finder.find(name), None) is not None:
            continue
        for cut in range(1, len(words) - _LEAST_REST + 1):
            inside = [
                (first, last)
                for first, last in finder.find(" ".join(words[cut:]))
                if tokens.is_capital(first)
                and any(item.start <= tokens.starts[first] and tokens.ends[last - 1] <= item.end for item in evidence)
            ]
            if inside:
                yield from (_unit(mentions, first, last) for first, last in inside)
                break


def merged(gold: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """The gold spans, and those of the others that touch none of them."""
    return without_overlaps([*gold, *other])
