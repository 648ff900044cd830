"""Variants of labelled sentences, with other people, places, years, orders and abbreviations."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

from extractors.mentions import Mentions
from extractors.places import place_at
from extractors.tagging.features import windows
from extractors.tagging.spans import Span
from models import places
from models.lexicons import given_syllables, organisations, surnames

Piece = tuple[str, str | None]
"""A stretch of text, and the kind of mention that it is; None between mentions."""
_YEARS = range(1998, 2027)
_ENOUGH_TO_SHUFFLE = 3


def variants(mentions: Mentions, spans: Sequence[Span], random: Random) -> Iterator[list[Piece]]:
    """For each sentence with a mention in ``spans``, the sentence with other names, in pieces."""
    for first, last in windows(mentions.tokens):
        inside = [span for span in spans if first <= span.first and span.last <= last]
        if inside:
            yield _varied(mentions, first, last, inside, random)


def _varied(mentions: Mentions, first: int, last: int, spans: Sequence[Span], random: Random) -> list[Piece]:
    text, starts, ends = mentions.tokens.text, mentions.tokens.starts, mentions.tokens.ends
    pieces: list[Piece] = []
    at = starts[first]
    for span in sorted(spans):
        pieces.append((_between(text[at : starts[span.first]], random), None))
        pieces.append((_renamed(mentions, span, random), span.kind))
        at = ends[span.last - 1]
    pieces.append((_between(text[at : ends[last - 1]], random), None))
    units = [k for k, (_, kind) in enumerate(pieces) if kind == "UNIT"]
    if len(units) >= _ENOUGH_TO_SHUFFLE:
        names = [pieces[k] for k in units]
        random.shuffle(names)
        for k, name in zip(units, names, strict=True):
            pieces[k] = name
    return pieces


def _between(text: str, random: Random) -> str:
    """Words between mentions, with other years."""
    words = text.split(" ")
    return " ".join(str(random.choice(_YEARS)) if word.isdecimal() and int(word) in _YEARS else word for word in words)


def _renamed(mentions: Mentions, span: Span, random: Random) -> str:
    tokens = mentions.tokens
    written = tokens.text[tokens.starts[span.first] : tokens.ends[span.last - 1]]
    if span.kind == "PERSON":
        name = _person(random)
        return name.upper() if written.isupper() else name
    if span.kind == "OFFICE":
        return written
    for k in range(span.first, span.last):
        place = place_at(tokens, mentions.hits, k)
        if place is not None and place.last == span.last:
            before = tokens.text[tokens.starts[span.first] : tokens.starts[place.name]]
            other = random.choice(_provinces() if place.province else _districts())
            written = before + (other.upper() if written.isupper() else other)
            break
    return _abbreviated(mentions, span, written, random) if span.kind == "UNIT" else written


def _person(random: Random) -> str:
    given = random.sample(_given(), random.choice((1, 2, 2, 2, 3)))
    return " ".join([random.choice(_surnames()), *given])


def _abbreviated(mentions: Mentions, span: Span, written: str, random: Random) -> str:
    """The organisation's other form in the half of the cases: ``Hội Cựu chiến binh`` for ``Hội CCB``."""
    words = mentions.tokens.words[span.first : span.last]
    for size in range(min(len(words), 6), 0, -1):
        head = " ".join(words[:size])
        if head in _forms() and written.startswith(head) and random.random() < 0.5:
            return random.choice(_forms()[head]) + written[len(head) :]
    return written


@cache
def _forms() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for organisation in organisations():
        forms = [organisation.name, *(form for form in organisation.abbreviations if len(form) > 2)]
        for form in forms:
            found.setdefault(form, [other for other in forms if other != form] or [form])
    return found


@cache
def _surnames() -> list[str]:
    return sorted(surnames())


@cache
def _given() -> list[str]:
    return sorted(syllable.capitalize() for syllable in given_syllables())


@cache
def _provinces() -> list[str]:
    return sorted({place.name for place in places.provinces()})


@cache
def _districts() -> list[str]:
    return sorted({place.name for place in (*places.districts(), *places.communes()) if not place.name.isdecimal()})
