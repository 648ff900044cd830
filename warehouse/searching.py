"""Full text over the documents and the words that state their facts."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.words import bare_word, located_words, marked_word
from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import QueryError, failures_named
from warehouse.lakes import Place
from warehouse.statements import statement

MOST_WORDS = 32
_SNIPPET_CHARACTERS = 240
_FACTS_SHOWN = 5
_QUOTED = re.compile('["“”]([^"“”]*)["“”]')


@dataclass(frozen=True)
class FoundFact:
    """A fact whose evidence holds all of the words asked for."""

    fact_id: str
    family: str
    quote: str


@dataclass(frozen=True)
class Found:
    """A document that holds all of the words asked for.

    ``snippet`` are its words around the best place, ``text[start:end]``, and ``hits`` the half-open ranges within the
    snippet of what was asked for. ``copies`` are the further documents with nearly the same text that hold it too.
    """

    document_id: str
    doc_id: str
    source: str
    title: str | None
    published_on: date | None
    score: float
    copies: int
    start: int
    end: int
    snippet: str
    hits: tuple[tuple[int, int], ...]
    facts: tuple[FoundFact, ...]


@dataclass(frozen=True)
class _Question:
    """The words in order, and the runs of them that must stand together: half-open ranges of their places."""

    words: tuple[str, ...]
    passages: tuple[tuple[int, int], ...]


def search(path: Place, words: str, *, limit: int = 10, wait_seconds: float = WAIT_SECONDS) -> list[Found]:
    """The documents that hold all of the words, the best first; of reprints one.

    Words without any marks are found with all (``thi dua`` finds ``thi đua``); once a mark is written, words are found
    as they are written, and in texts without marks. Words in quotation marks have to stand together.

    Raises:
        QueryError: there is no word to search for, or more than `MOST_WORDS`.
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    question = _question(words)
    with reading(path, wait_seconds) as connection, failures_named(path):
        connection.execute(statement("search_located"), _words_asked(question))
        connection.execute(statement("search_paired"))
        connection.execute(statement("search_wanted"), _passages_asked(question))
        ranked = connection.execute(statement("search_ranked"), {"limit": limit}).fetchall()
        of_ranked = {"document_ids": [row[0] for row in ranked]}
        places = _by_document(connection.execute(statement("search_places"), of_ranked).fetchall())
        facts = _by_document(
            connection.execute(
                statement("search_facts"), of_ranked | {"words": len(question.words), "limit": _FACTS_SHOWN}
            ).fetchall()
        )
    return [_found(row, places[row[0]], facts[row[0]]) for row in ranked]


def _by_document(rows: Iterable[tuple[Any, ...]]) -> defaultdict[str, list[Any]]:
    """Rows without their first column, by that."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for document_id, *rest in rows:
        found[document_id].append(rest)
    return found


def _question(text: str) -> _Question:
    words: list[str] = []
    passages = []
    for at, part in enumerate(_QUOTED.split(text)):
        before = len(words)
        words += [word for _, word in located_words(part)]
        if at % 2 and len(words) - before > 1:
            passages.append((before, len(words)))
    if not words:
        raise QueryError("there is no word to search for")
    if len(words) > MOST_WORDS:
        raise QueryError(f"more than {MOST_WORDS} words; search for a part of them")
    return _Question(tuple(words), tuple(passages))


def _words_asked(question: _Question) -> dict[str, object]:
    terms = [marked_word(word) for word in question.words]
    bares = [bare_word(word) for word in question.words]
    return {"places": list(range(len(terms))), "terms": terms, "bares": bares, "is_bare": terms == bares}


def _passages_asked(question: _Question) -> dict[str, list[int]]:
    """Each word of a passage: which passage, which word, how far from its beginning, of how many words."""
    widths = [len(marked_word(word)) + 1 for word in question.words]
    rows = [
        (number, place, sum(widths[first:place]), last - first)
        for number, (first, last) in enumerate(question.passages)
        for place in range(first, last)
    ]
    return {name: [row[at] for row in rows] for at, name in enumerate(("phrases", "places", "shifts", "lengths"))}


def _found(row: Sequence[Any], places: Sequence[Any], facts: Iterable[Any]) -> Found:
    document_id, doc_id, source, title, published_on, text, score, copies = row
    start, end = _snippet_bounds(text, places)
    return Found(
        document_id=document_id,
        doc_id=doc_id,
        source=source,
        title=title,
        published_on=published_on,
        score=score,
        copies=copies,
        start=start,
        end=end,
        snippet=text[start:end],
        hits=tuple((at - start, at - start + width) for at, width, _, _ in places if start <= at < end),
        facts=tuple(FoundFact(fact_id, family, quote) for family, fact_id, quote in facts),
    )


def _snippet_bounds(text: str, places: Sequence[tuple[int, int, int, bool]]) -> tuple[int, int]:
    """Where the stretch of text begins and ends that holds most of the words, and most of them beside each other.

    ``places`` are start, width, place in the question and whether the next word of the question follows, by start.
    """
    starts = [start for start, _, _, _ in places]
    room = _SNIPPET_CHARACTERS * 2 // 3

    def worth(first: int) -> tuple[int, int, int]:
        inside = places[first : bisect_right(starts, starts[first] + room)]
        pairs = {place for _, _, place, is_followed in inside if is_followed}
        return len({place for _, _, place, _ in inside}) + len(pairs), len(inside), -first

    first = max(range(len(places)), key=worth)
    last = bisect_left(starts, starts[first] + room) - 1
    until = max(places[last][0] + places[last][1], places[first][0] + places[first][1])
    spare = max(0, _SNIPPET_CHARACTERS - (until - starts[first])) // 2
    return _word_begin(text, starts[first] - spare, starts[first]), _word_end(text, until + spare, until)


def _word_begin(text: str, at: int, latest: int) -> int:
    """The first beginning of a word from ``at`` on."""
    if at <= 0:
        return 0
    while at < latest and not text[at - 1].isspace():
        at += 1
    return at


def _word_end(text: str, at: int, earliest: int) -> int:
    """The last end of a word up to ``at``."""
    if at >= len(text):
        return len(text)
    while at > earliest and not text[at].isspace():
        at -= 1
    return at
