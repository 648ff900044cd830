"""The fact families: which table holds which facts, and how a fact becomes a row and a row a fact again."""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

from models import Award, Campaign, Cluster, Evidence, Facts, Headship, Leader, Meeting, Member, Page, Pledge, Reference
from models.names import cluster_key, person_key, unit_key
from warehouse.resolving import CANONICAL_COLUMNS, Resolved, Row, resolve

Key = str | None
Keys = tuple[Key, ...]

_DIGITS = 20  # of the hash in a fact_id: 80 bits, no chance of two facts with one id among 10^9


class Inconsistent(ValueError):
    """Facts that do not hold together: a quote that is not in the text, a cluster that is not there."""


@dataclass(frozen=True)
class Family:
    """One family: its table, its list in `Facts`, and its columns between the ones that all families share.

    ``keys`` gives the candidate canonical keys, one for each of ``key_columns``. ``identity`` gives, from a fact, its
    keys and the fact_id of its cluster, what makes it this fact and no other of its document.
    """

    table: str
    listed_as: str
    model: type[Any]
    fields: tuple[str, ...]
    key_columns: tuple[str, ...]
    keys: Callable[[Any], Keys]
    identity: Callable[[Any, Keys, Key], tuple[object, ...]]

    @property
    def has_local_id(self) -> bool:
        """Whether facts of the family have an id within their document."""
        return "id" in self.model.model_fields

    @property
    def hangs_on_cluster(self) -> bool:
        """Whether facts of the family name a cluster of their document."""
        return "cluster" in self.model.model_fields

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table, in the order of the rows made here."""
        return (
            *("fact_id", "document_id", "position", "confidence", "extractor_version"),
            *(("local_id",) if self.has_local_id else ()),
            *(("cluster_id",) if self.hangs_on_cluster else ()),
            *self.fields,
            *self.key_columns,
            *CANONICAL_COLUMNS[self.table],
        )


EVIDENCE_COLUMNS = ("fact_id", "ordinal", "document_id", "position", "start_offset", "end_offset", "quote", "page")


# The same units and people recur in thousands of documents.
@lru_cache(65_536)
def _unit(name: str | None) -> Key:
    return None if name is None else unit_key(name)


@lru_cache(65_536)
def _person(name: str | None) -> Key:
    return None if name is None else person_key(name)


def _award_keys(award: Award) -> Keys:
    is_person = award.recipient_kind == "person"
    return (
        None if is_person else _unit(award.recipient),
        _person(award.recipient) if is_person else None,
        _unit(award.authority),
    )


def _award_identity(award: Award, keys: Keys, cluster_id: Key) -> tuple[object, ...]:
    counted = award.recipient_count if award.recipient is None else None
    return award.award, award.status, award.year, keys[0], keys[1], counted, cluster_id


FAMILIES = (
    Family(
        table="clusters",
        listed_as="clusters",
        model=Cluster,
        fields=("name", "kind", "number", "system", "declared_size"),
        key_columns=("cluster_key",),
        keys=lambda fact: (cluster_key(fact.kind, fact.number, fact.system, fact.name),),
        identity=lambda fact, keys, cluster_id: keys,
    ),
    Family(
        table="members",
        listed_as="members",
        model=Member,
        fields=("unit", "place"),
        key_columns=("unit_key",),
        keys=lambda fact: (_unit(fact.unit),),
        identity=lambda fact, keys, cluster_id: (*keys, cluster_id),
    ),
    Family(
        table="meetings",
        listed_as="meetings",
        model=Meeting,
        fields=("kind", "ordinal", "starts_on", "ends_on", "place", "province", "covers"),
        key_columns=(),
        keys=lambda fact: (),
        identity=lambda fact, keys, cluster_id: (fact.starts_on or fact.kind, cluster_id),
    ),
    Family(
        table="leaders",
        listed_as="leaders",
        model=Leader,
        fields=("person", "rank", "titles", "capacities"),
        key_columns=("person_key",),
        keys=lambda fact: (_person(fact.person),),
        # Without the cluster: a person is one leader in a document.
        identity=lambda fact, keys, cluster_id: keys,
    ),
    Family(
        table="headships",
        listed_as="headships",
        model=Headship,
        fields=("role", "unit", "person", "year", "status"),
        key_columns=("unit_key", "person_key"),
        keys=lambda fact: (_unit(fact.unit), _person(fact.person)),
        identity=lambda fact, keys, cluster_id: (fact.role, fact.status, fact.year, keys[0] or keys[1], cluster_id),
    ),
    Family(
        table="awards",
        listed_as="awards",
        model=Award,
        fields=("award", "name", "authority", "recipient", "recipient_kind", "recipient_count", "year", "status"),
        key_columns=("unit_key", "person_key", "authority_key"),
        keys=_award_keys,
        identity=_award_identity,
    ),
    Family(
        table="pledges",
        listed_as="pledges",
        model=Pledge,
        fields=("year",),
        key_columns=(),
        keys=lambda fact: (),
        identity=lambda fact, keys, cluster_id: (fact.year, cluster_id),
    ),
    Family(
        table="campaigns",
        listed_as="campaigns",
        model=Campaign,
        fields=("name", "kind", "year"),
        key_columns=(),
        keys=lambda fact: (),
        identity=lambda fact, keys, cluster_id: (" ".join(fact.name.casefold().split()),),
    ),
    Family(
        table="citations",
        listed_as="references",
        model=Reference,
        fields=("kind", "number", "issuer", "issued_on"),
        key_columns=(),
        keys=lambda fact: (),
        identity=lambda fact, keys, cluster_id: ("".join(filter(str.isalnum, fact.number.casefold())),),
    ),
)


def fact_rows(facts: Facts, document_id: str, text: str, pages: Sequence[Page] = ()) -> dict[str, list[Row]]:
    """The rows of one document's facts by table, ``evidence`` and what names stand for among them.

    Columns are as in `Family.columns`, `EVIDENCE_COLUMNS` and `warehouse.resolving`.

    Raises:
        Inconsistent: a quote is not the text at its offsets, two clusters share an id, or a fact names a cluster that
            is not there.
    """
    clusters: dict[str, str] = {}
    evidence: list[Row] = []
    rows: dict[str, list[Row]] = {"evidence": evidence}
    fact_ids: dict[str, list[str]] = {}
    page_ends = [page.end for page in pages]
    for family in FAMILIES:
        table = rows.setdefault(family.table, [])
        ids = fact_ids.setdefault(family.table, [])
        values = _values_of(family.fields)
        has_local_id, hangs_on_cluster = family.has_local_id, family.hangs_on_cluster
        repeats: Counter[str] = Counter()
        for position, fact in enumerate(getattr(facts, family.listed_as)):
            keys = family.keys(fact)
            cluster_id = _cluster_id(fact, clusters) if hangs_on_cluster else None
            fact_id = _fact_id(family.table, document_id, family.identity(fact, keys, cluster_id), repeats)
            ids.append(fact_id)
            if family.table == "clusters":
                if fact.id in clusters:
                    raise Inconsistent(f"two clusters are called {fact.id}")
                clusters[fact.id] = fact_id
            table.append(
                (fact_id, document_id, position, fact.confidence, facts.extractor_version)
                + ((fact.id,) if has_local_id else ())
                + ((cluster_id,) if hangs_on_cluster else ())
                + values(fact)
                + keys
            )
            for ordinal, quote in enumerate(fact.evidence):
                if text[quote.start : quote.end] != quote.quote:
                    raise Inconsistent(
                        f"the evidence of {family.table} {position} is not the text at {quote.start}:{quote.end}"
                    )
                at = bisect_right(page_ends, quote.start)
                page = pages[at].number if at < len(pages) else None
                evidence.append(
                    (fact_id, ordinal, document_id, len(evidence), quote.start, quote.end, quote.quote, page)
                )
    # Only now that every fact is known to name a cluster that is there.
    resolved = resolve(facts, document_id)
    for family in FAMILIES:
        if CANONICAL_COLUMNS[family.table]:
            added = resolved.columns[family.table]
            rows[family.table] = [row + more for row, more in zip(rows[family.table], added, strict=True)]
    return rows | _resolved_rows(resolved, document_id, fact_ids)


def _resolved_rows(resolved: Resolved, document_id: str, fact_ids: Mapping[str, Sequence[str]]) -> dict[str, list[Row]]:
    """The rows that say what the names of a document stand for, by table."""
    return {
        "units": list(resolved.units.values()),
        "completed_names": [
            (document_id, unit_id, written, name) for (unit_id, written), name in resolved.completed.items()
        ],
        "person_anchors": [
            (document_id, key, anchor) for key, anchors in resolved.anchors.items() for anchor in anchors or {""}
        ],
        "listed_candidates": [
            (fact_ids[table][at], slot, candidate, document_id, reason)
            for (table, at), slot, candidate, reason in resolved.candidates
        ],
        "offices": [
            (fact_ids[table][at], ordinal, document_id, title, office, unit, unit_id)
            for (table, at), ordinal, title, office, unit, unit_id in resolved.offices
        ],
    }


def _values_of(fields: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    if len(fields) == 1:
        value = attrgetter(fields[0])
        return lambda fact: (value(fact),)
    return attrgetter(*fields)


def _cluster_id(fact: Any, clusters: Mapping[str, str]) -> str | None:
    if fact.cluster is None:
        return None
    if fact.cluster not in clusters:
        raise Inconsistent(f"there is no cluster {fact.cluster}")
    return clusters[fact.cluster]


def _fact_id(table: str, document_id: str, identity: Sequence[object], repeats: Counter[str]) -> str:
    """A name that depends on what the fact says; facts of a document that say the same are numbered."""
    content = "\x1f".join(["" if part is None else f"={part}" for part in (document_id, *identity)])
    repeat = repeats[content]
    repeats[content] += 1
    digest = hashlib.sha256(f"{table}\x1f{repeat}\x1f{content}".encode()).hexdigest()
    return f"{table}_{digest[:_DIGITS]}"


def facts_of_rows(
    family: Family, rows: Sequence[Mapping[str, Any]], clusters: Mapping[str, str], quotes: Mapping[str, list[Evidence]]
) -> tuple[Any, ...]:
    """The facts of one family again, from rows in their order.

    ``clusters`` maps fact_ids of clusters to their ids in the document, ``quotes`` maps fact_ids to evidence.
    """
    return tuple(
        family.model(
            **{field: row[field] for field in family.fields},
            **({"id": row["local_id"]} if family.has_local_id else {}),
            **({"cluster": clusters.get(row["cluster_id"])} if family.hangs_on_cluster else {}),
            confidence=row["confidence"],
            evidence=tuple(quotes[row["fact_id"]]),
        )
        for row in rows
    )
