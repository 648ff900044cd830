"""A document with its facts marked, or one fact with the sentences that state it, as plain values."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import duckdb

from models import DocumentFacts
from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import AmbiguousName, UnknownName, failures_named
from warehouse.families import FAMILIES
from warehouse.items import storable
from warehouse.lakes import Place
from warehouse.statements import statement
from warehouse.stored import fact_rows_of, rows_of

_NAMED_AT_MOST = 5

# Between sentences: white space after a full stop, question mark, exclamation mark or ellipsis, unless a small letter
# follows, and ends of lines. An abbreviation may end one early, which shows less of the context, never of the quote.
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[ \t]+|\n+")


@dataclass(frozen=True)
class Quote:
    """Words that state a fact: ``text[start:end]``, and the sentence or sentences around them."""

    start: int
    end: int
    text: str
    sentence: str
    page: int | None
    """The page on which they begin, from 1; None where the format has no pages."""


@dataclass(frozen=True)
class ShownFact:
    """A fact as an analyst reads it. ``fields`` are what it says, in order, without the fields that say nothing.

    A cluster that it hangs on is given by name.
    """

    fact_id: str
    family: str
    fields: Mapping[str, str | int | date | list[str]]
    confidence: float
    extractor_version: str
    quotes: tuple[Quote, ...]
    document_id: str
    doc_id: str
    source: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, ``text[start:end]``, that the same facts (by fact_id, perhaps none) rest on throughout."""

    start: int
    end: int
    fact_ids: tuple[str, ...]


@dataclass(frozen=True)
class ShownDocument:
    """A document with its facts.

    ``pieces`` cover the text without gap or overlap; ``facts`` are in the order of their first words.
    """

    document_id: str
    sources: tuple[str, ...]
    fields: Mapping[str, str | date]
    text: str
    facts: tuple[ShownFact, ...]
    pieces: tuple[Piece, ...]


def show(path: Place, name: str, *, wait_seconds: float = WAIT_SECONDS) -> ShownDocument | ShownFact:
    """What goes by the name.

    A document goes by its document_id, the SHA-256 of its bytes or the beginning of either, by its doc_id, its source
    or the end of its source after a slash. A fact goes by its fact_id or the beginning of it from the family on.

    Raises:
        UnknownName: nothing goes by it.
        AmbiguousName: several documents or facts do; the message names some.
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        if facts := _facts_called(connection, name):
            fact_id, document_id = _only(name, facts)
            document = _shown_document(connection, document_id)
            return next(fact for fact in document.facts if fact.fact_id == fact_id)
        return _shown_document(connection, document_called(connection, name))


def _facts_called(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str]]:
    """Facts whose fact_id begins so, with their documents; a few of them where there are many."""
    if not name.startswith(tuple(f"{family.table}_" for family in FAMILIES)):
        return []
    found = connection.execute(statement("find_facts"), {"name": name, "limit": _NAMED_AT_MOST + 1}).fetchall()
    return [(fact_id, document_id) for fact_id, document_id in found]


def document_called(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The document_id of the document that goes by the name, as `show` has it.

    Raises:
        UnknownName: none does.
        AmbiguousName: several do.
    """
    found = connection.execute(statement("find_documents"), {"name": storable(name)}).fetchall()
    if not found:
        raise UnknownName(f"no document or fact goes by the name {name}")
    best = found[0][0]
    document_id, _ = _only(name, [(document_id, source) for way, document_id, source in found if way == best])
    return document_id


def _only(name: str, found: Sequence[tuple[str, str]]) -> tuple[str, str]:
    if len(found) > 1:
        some = "; ".join(f"{key} ({where})" for key, where in found[:_NAMED_AT_MOST])
        more = "; …" if len(found) > _NAMED_AT_MOST else ""
        raise AmbiguousName(f"{name} may be any of: {some}{more}")
    return found[0]


def _shown_document(connection: duckdb.DuckDBPyConnection, document_id: str) -> ShownDocument:
    (document,) = rows_of(connection, "SELECT * FROM documents WHERE document_id = ?", document_id)
    sources = rows_of(connection, "SELECT source FROM document_sources WHERE document_id = ? ORDER BY 1", document_id)
    evidence = rows_of(connection, "SELECT * FROM evidence WHERE document_id = ? ORDER BY ordinal", document_id)
    quotes = _quotes_in(document["text"], evidence)
    rows = {family.table: fact_rows_of(connection, family.table, document_id) for family in FAMILIES}
    clusters = {cluster["fact_id"]: cluster["name"] for cluster in rows["clusters"]}
    facts = [
        ShownFact(
            fact_id=row["fact_id"],
            family=family.table,
            fields=_said(
                {"cluster": clusters.get(row.get("cluster_id"))} | {field: row[field] for field in family.fields}
            ),
            confidence=row["confidence"],
            extractor_version=row["extractor_version"],
            quotes=tuple(quotes[row["fact_id"]]),
            document_id=document_id,
            doc_id=document["doc_id"],
            source=document["source"],
        )
        for family in FAMILIES
        for row in rows[family.table]
    ]
    facts.sort(key=lambda fact: min(((quote.start, quote.end) for quote in fact.quotes), default=(0, 0)))
    return ShownDocument(
        document_id=document_id,
        sources=tuple(row["source"] for row in sources),
        fields=_said({field: document[field] for field in DocumentFacts.model_fields}),
        text=document["text"],
        facts=tuple(facts),
        pieces=tuple(
            _pieces(
                ((fact.fact_id, quote.start, quote.end) for fact in facts for quote in fact.quotes),
                len(document["text"]),
            )
        ),
    )


def _quotes_in(text: str, evidence: Iterable[Mapping[str, Any]]) -> dict[str, list[Quote]]:
    """The quotes of each fact, from rows of evidence."""
    starts, ends = _sentence_bounds(text)
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for row in evidence:
        start, end = row["start_offset"], row["end_offset"]
        sentence = text[starts[bisect_right(starts, start) - 1] : ends[bisect_left(ends, end)]].strip()
        quotes[row["fact_id"]].append(Quote(start, end, row["quote"], sentence, row["page"]))
    return quotes


def _sentence_bounds(text: str) -> tuple[list[int], list[int]]:
    """Where sentences start, from 0, and where they end, up to the length of the text."""
    breaks = [
        (found.start(), found.end())
        for found in _SENTENCE_BREAK.finditer(text)
        if "\n" in found[0] or not text[found.end() : found.end() + 1].islower()
    ]
    return [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)]


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in fields.items() if value is not None and value != []}


def _pieces(spans: Iterable[tuple[str, int, int]], length: int) -> Iterator[Piece]:
    """Cut a text of this length wherever a quote begins or ends; spans are fact_id, start and end."""
    opening: defaultdict[int, list[str]] = defaultdict(list)
    closing: defaultdict[int, list[str]] = defaultdict(list)
    for fact_id, start, end in spans:
        opening[start].append(fact_id)
        closing[end].append(fact_id)
    # A fact may rest on overlapping quotes, so its quotes that are open are counted.
    is_open: Counter[str] = Counter()
    for start, end in pairwise(sorted({0, length, *opening, *closing})):
        is_open.subtract(closing[start])
        is_open.update(opening[start])
        yield Piece(start, end, tuple(fact_id for fact_id, quotes in is_open.items() if quotes))
