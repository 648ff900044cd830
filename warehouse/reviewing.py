"""Taking in what people decide about facts, and giving it out as gold."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from pydantic import ValidationError

from models import Document, Facts
from warehouse.batches import prepare_batch
from warehouse.connection import WAIT_SECONDS, reading, writing
from warehouse.errors import WarehouseError, failures_named
from warehouse.families import FAMILIES, Family
from warehouse.files import replacing
from warehouse.items import Item
from warehouse.lakes import Place
from warehouse.loading import rewrite_batch
from warehouse.reviewed_batches import extracted_facts_of, reviews_of
from warehouse.reviews import DECISIONS, Review, Said, said_of
from warehouse.showing import document_called
from warehouse.stored import document_of, fact_rows_of, facts_of
from warehouse.transactions import transaction

WITHDRAWN = "withdrawn"

_FAMILIES = {family.table: family for family in FAMILIES}
_SHOWN_ERRORS = 5


class ReviewError(WarehouseError):
    """Decisions that cannot be taken in; nothing was changed. The message is one line."""


@dataclass(frozen=True)
class Reviewable:
    """A fact as it is put before a person, and as it comes back.

    ``fields`` are what it says, as JSON has it, with ``cluster`` as ``c1: its name``. ``decision`` is empty where nobody
    has decided; ``withdrawn`` takes a decision back. A fact without a ``fact_id`` is added to the document.
    """

    document: str
    family: str
    fact_id: str = ""
    decision: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    quotes: Sequence[str] = ()
    confidence: float | None = None
    note: str = ""
    reviewer: str = ""
    where: str = ""
    """Where it comes from, for messages: a line of a file."""


@dataclass(frozen=True)
class Taken:
    """What was done with decisions: how many of each, and in how many documents."""

    decisions: Mapping[str, int]
    documents: int


@dataclass(frozen=True)
class GoldWritten:
    """The gold files written, and the documents left out with the number of their facts that nobody reviewed."""

    written: tuple[Path, ...]
    left_out: Mapping[str, int]


def reviewable(
    path: Place, *, document: str | None = None, below: float | None = None, wait_seconds: float = WAIT_SECONDS
) -> list[Reviewable]:
    """The facts to be reviewed, those that were reviewed and rejected ones included, by document.

    Args:
        document: only of the document that goes by this name.
        below: only facts that nobody reviewed, with a confidence below it.

    Raises:
        UnknownName, AmbiguousName: no document, or several, go by the name.
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        if document is None:
            ids = [key for (key,) in connection.execute("SELECT document_id FROM documents ORDER BY source").fetchall()]
        else:
            ids = [document_called(connection, document)]
        reviews = reviews_of(connection, ids)
        found = [each for key in ids for each in _reviewable_of(connection, key, reviews.get(key, ()))]
    if below is not None:
        found = [each for each in found if not each.decision and (each.confidence or 0) < below]
    return found


def _reviewable_of(
    connection: duckdb.DuckDBPyConnection, document_id: str, reviews: Iterable[Review]
) -> list[Reviewable]:
    facts = facts_of(connection, document_id)
    by_fact = {review.fact_id: review for review in reviews}
    names = {cluster.id: f"{cluster.id}: {cluster.name}" for cluster in facts.clusters}
    found = []
    for family in FAMILIES:
        rows = fact_rows_of(connection, family.table, document_id)
        for row, fact in zip(rows, getattr(facts, family.listed_as), strict=True):
            review = by_fact.get(row["fact_id"])
            fields = fact.model_dump(mode="json", exclude={"id", "confidence", "evidence"})
            if fields.get("cluster") is not None:
                fields["cluster"] = names[fields["cluster"]]
            found.append(
                Reviewable(
                    document=document_id,
                    family=family.table,
                    fact_id=row["fact_id"],
                    decision=review.decision if review else "",
                    fields=fields,
                    quotes=[quote.quote for quote in fact.evidence],
                    confidence=fact.confidence,
                    note=(review.note if review else None) or "",
                    reviewer=review.reviewer if review else "",
                )
            )
        found += [_rejected(review) for review in by_fact.values() if _is_rejected(review, family)]
    return found


def _is_rejected(review: Review, family: Family) -> bool:
    return review.held is None and review.family == family.table


def _rejected(review: Review) -> Reviewable:
    said = dict(review.said or {})
    quotes = [quote["quote"] for quote in said.pop("evidence", ())]
    if said.get("cluster") is not None:
        said["cluster"] = said["cluster"]["name"]
    return Reviewable(
        document=review.document_id,
        family=review.family,
        fact_id=review.fact_id or "",
        decision=review.decision,
        fields=said,
        quotes=quotes,
        note=review.note or "",
        reviewer=review.reviewer,
    )


def take_reviews(
    path: Place, decided: Iterable[Reviewable], *, reviewer: str, wait_seconds: float = WAIT_SECONDS
) -> Taken:
    """Take in decisions, all or none; facts without a decision, and with the one they have, are passed over.

    Raises:
        ReviewError: a decision cannot be understood; nothing was changed.
        WarehouseError: the warehouse cannot be written (see `warehouse.connection.writing`).
    """
    by_document: dict[str, list[Reviewable]] = {}
    for each in decided:
        if each.decision:
            by_document.setdefault(each.document, []).append(each)
    counts: dict[str, int] = {}
    changed = set()
    problems: list[str] = []
    with writing(path, wait_seconds) as connection, failures_named(path), transaction(connection):
        now = datetime.now(UTC).replace(tzinfo=None)
        for name, each_decided in by_document.items():
            document = _Reading(connection, document_called(connection, name))
            for each in each_decided:
                try:
                    review, before = document.review(each, reviewer, now)
                except ValueError as error:
                    problems.append(f"{each.where or each.fact_id or each.family}: {_problem(error)}")
                    continue
                if review == before:
                    continue
                _replace(connection, before, None if each.decision == WITHDRAWN else review)
                counts[each.decision] = counts.get(each.decision, 0) + 1
                changed.add(document.document_id)
        if problems:
            more = f"; and {len(problems) - _SHOWN_ERRORS} more" if len(problems) > _SHOWN_ERRORS else ""
            raise ReviewError("; ".join(problems[:_SHOWN_ERRORS]) + more)
        _write_again(connection, sorted(changed))
    return Taken(counts, len(changed))


def _problem(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)


class _Reading:
    """A document as it stands while decisions about it are read."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, document_id: str) -> None:
        self.document_id = document_id
        self._text = document_of(connection, document_id).text
        self._facts = facts_of(connection, document_id)
        self._reviews = {
            review.fact_id: review for review in reviews_of(connection, [document_id]).get(document_id, ())
        }
        self._by_id = {
            row["fact_id"]: fact
            for family in FAMILIES
            for row, fact in zip(
                fact_rows_of(connection, family.table, document_id),
                getattr(self._facts, family.listed_as),
                strict=True,
            )
        }

    def review(self, given: Reviewable, reviewer: str, now: datetime) -> tuple[Review, Review | None]:
        """The review that a decision makes, and the one that it replaces.

        Raises:
            ValueError: it cannot be understood.
        """
        if given.decision not in (*DECISIONS, WITHDRAWN):
            raise ValueError(f"no decision: {given.decision!r}; one of {', '.join((*DECISIONS, WITHDRAWN))}")
        if given.family not in _FAMILIES:
            raise ValueError(f"no family of facts: {given.family!r}")
        family = _FAMILIES[given.family]
        before = self._reviews.get(given.fact_id) if given.fact_id else None
        fact = self._by_id.get(given.fact_id)
        if given.fact_id and fact is None and before is None:
            raise ValueError(f"{given.fact_id}: no such fact any more; export anew")
        if not given.fact_id and given.decision != "added":
            raise ValueError("a fact without fact_id can only be added")
        if given.decision == WITHDRAWN and before is None:
            raise ValueError("there is no decision to be withdrawn")
        if before is not None and given.decision == before.decision and given.decision in ("confirmed", "rejected"):
            return before, before
        said = before.said if before else None if fact is None else said_of(fact, self._facts)
        held: Said | None
        if given.decision in ("rejected", WITHDRAWN):
            held = None
        elif given.decision == "confirmed":
            held = said if before is None or before.held is None else before.held
        else:
            held = self._held(given, family)
        if given.decision == "added" and said is not None and before is None:
            raise ValueError("the fact is there already; correct it")
        decision = "added" if said is None and held is not None else given.decision
        review = Review(
            document_id=self.document_id,
            family=given.family,
            decision=decision,  # type: ignore[arg-type]
            said=said,
            held=held,
            reviewer=reviewer,
            reviewed_at=now,
            note=given.note or None,
            fact_id=given.fact_id or None,
        )
        if before is not None and review.held == before.held and decision == before.decision:
            return before, before
        return review, before

    def _held(self, given: Reviewable, family: Family) -> Said:
        """The fact as a person wrote it, checked against the model and the text."""
        evidence = []
        for quote in given.quotes:
            start = self._text.find(quote)
            if start < 0:
                raise ValueError(f"not in the text: {quote[:60]!r}")
            evidence.append({"start": start, "end": start + len(quote), "quote": quote})
        if not evidence:
            raise ValueError("a quote from the text is needed")
        known = {*family.fields, *(("cluster",) if family.hangs_on_cluster else ())}
        values = {name: value for name, value in given.fields.items() if name in known}
        if values.get("cluster") is not None:
            called = str(values["cluster"])
            values["cluster"] = self._cluster(called)
        extra = {"id": "c0" if family.table == "clusters" else "m0"} if family.has_local_id else {}
        fact = family.model.model_validate(values | extra | {"evidence": evidence})
        return said_of(fact, self._facts)

    def _cluster(self, called: str) -> str:
        local_id = called.partition(":")[0].strip()
        for cluster in self._facts.clusters:
            if local_id == cluster.id or called == cluster.name:
                return cluster.id
        raise ValueError(f"no cluster of the document: {called!r}")


def _replace(connection: duckdb.DuckDBPyConnection, before: Review | None, review: Review | None) -> None:
    if before is not None:
        connection.execute("DELETE FROM reviews WHERE review_id = ?", [before.review_id])
    if review is None:
        return
    connection.execute("DELETE FROM reviews WHERE review_id = ?", [review.review_id])
    connection.execute(
        "INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            review.review_id,
            review.document_id,
            review.family,
            review.fact_id,
            review.decision,
            *(None if what is None else json.dumps(what, ensure_ascii=False) for what in (review.said, review.held)),
            review.note,
            review.reviewer,
            review.reviewed_at,
        ],
    )


def _write_again(connection: duckdb.DuckDBPyConnection, document_ids: list[str]) -> None:
    """Write documents with what is decided about them now."""
    if not document_ids:
        return
    items = []
    for document_id in document_ids:
        extracted = extracted_facts_of(connection, document_id)
        items.append(Item(document_of(connection, document_id), extracted or facts_of(connection, document_id)))
    connection.execute("UPDATE documents SET original_id = NULL WHERE list_contains(?, document_id)", [document_ids])
    rewrite_batch(connection, prepare_batch(items))
    connection.execute("DELETE FROM extracted_facts WHERE document_id NOT IN (SELECT document_id FROM reviews)")


def write_gold(
    path: Place, directory: Path, *, document: str | None = None, wait_seconds: float = WAIT_SECONDS
) -> GoldWritten:
    """Write NAME.txt and NAME.json, as ``thidua evaluate`` reads them, for the documents whose facts are all reviewed.

    Raises:
        UnknownName, AmbiguousName: no document, or several, go by the name.
        WarehouseError: the warehouse cannot be read, or the files cannot be written.
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        if document is None:
            rows = connection.execute("SELECT DISTINCT document_id FROM reviews ORDER BY 1").fetchall()
            ids = [key for (key,) in rows]
        else:
            ids = [document_called(connection, document)]
        reviews = reviews_of(connection, ids)
        ready: list[tuple[Document, Facts]] = []
        left_out: dict[str, int] = {}
        for key in ids:
            open_facts = sum(not each.decision for each in _reviewable_of(connection, key, reviews.get(key, ())))
            stored = document_of(connection, key)
            if open_facts:
                left_out[stored.source] = open_facts
            else:
                ready.append((stored, facts_of(connection, key)))
    written: list[Path] = []
    with failures_named(directory):
        directory.mkdir(parents=True, exist_ok=True)
        for stored, facts in ready:
            written.append(_write_pair(directory, stored, facts, {file.stem for file in written}))
    return GoldWritten(tuple(written), left_out)


def _write_pair(directory: Path, document: Document, facts: Facts, taken: set[str]) -> Path:
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in document.doc_id) or "document"
    name = f"{safe}-{document.sha256[:8]}" if safe in taken else safe
    gold: dict[str, Any] = {"doc_id": name, "document": facts.document.model_dump(mode="json")}
    for family in FAMILIES:
        gold[family.listed_as] = [
            fact.model_dump(mode="json", exclude={"confidence", "evidence"})
            | {"evidence": [quote.quote for quote in fact.evidence]}
            for fact in getattr(facts, family.listed_as)
        ]
    file = directory / f"{name}.json"
    with replacing(file.with_suffix(".txt")) as draft:
        draft.write_text(document.text, encoding="utf-8", newline="")
    with replacing(file) as draft:
        draft.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file
