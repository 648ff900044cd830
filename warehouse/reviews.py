"""Facts as people decided: reviews applied to what the extractor gave. Plain functions on plain values."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from models import Evidence, Facts
from models.names import cluster_key
from warehouse.families import FAMILIES, Family

Decision = Literal["confirmed", "corrected", "rejected", "added"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)

Said = Mapping[str, Any]
"""A fact as JSON has it, with its cluster by what names it (kind, number, system, name), without ids and confidence."""

_NAMING = ("kind", "number", "system", "name")


@dataclass(frozen=True)
class Review:
    """What a person decided about a fact; see the columns of ``reviews``."""

    document_id: str
    family: str
    decision: Decision
    said: Said | None
    held: Said | None
    reviewer: str
    reviewed_at: datetime
    note: str | None = None
    fact_id: str | None = None

    @property
    def review_id(self) -> str:
        """The same for the same fact of the same document."""
        what = self.said if self.said is not None else {"added": self.held}
        content = json.dumps([self.document_id, self.family, what], ensure_ascii=False, sort_keys=True)
        return f"review_{hashlib.sha256(content.encode()).hexdigest()[:16]}"


@dataclass
class _Reviewed:
    """The facts of one family while reviews are applied: what stands, and the review that says so."""

    facts: list[Any]
    review_ids: list[str | None]
    rejected: set[int] = field(default_factory=set)


def said_of(fact: Any, facts: Facts) -> Said:
    """A fact of a document as reviews keep it."""
    said: dict[str, Any] = fact.model_dump(mode="json", exclude={"id", "confidence"})
    if said.get("cluster") is not None:
        cluster = next(each for each in facts.clusters if each.id == said["cluster"])
        said["cluster"] = {name: getattr(cluster, name) for name in _NAMING}
    return said


def apply_reviews(facts: Facts, text: str, reviews: Iterable[Review]) -> tuple[Facts, dict[str, tuple[str, int]]]:
    """The facts with the reviews of their document applied, and where each reviewed fact stands: its table and place.

    A review belongs to the fact that says the same, if it is of the same cluster or rests on the same words; what a
    person confirmed, corrected or added stands even where the extractor does not find it any more, as long as its words
    are in the text. Facts of a rejected cluster go, or lose their cluster if they can do without.
    """
    by_family: dict[str, list[Review]] = {family.table: [] for family in FAMILIES}
    for review in sorted(reviews, key=lambda each: (each.reviewed_at, each.review_id)):
        by_family[review.family].append(review)
    clusters = _Clusters(facts)
    lists: dict[str, tuple[Any, ...]] = {}
    standing: dict[str, tuple[str, int]] = {}
    for family in FAMILIES:
        state = _Reviewed(list(getattr(facts, family.listed_as)), [None] * len(getattr(facts, family.listed_as)))
        for review in by_family[family.table]:
            _apply(review, family, state, clusters, text)
        kept = [
            (fact, review_id)
            for at, (fact, review_id) in enumerate(zip(state.facts, state.review_ids, strict=True))
            if at not in state.rejected
        ]
        if family.table == "clusters":
            clusters.ids = {fact.id for fact, _ in kept}
        placed = [found for each in kept if (found := _without_lost_cluster(each, family, clusters))]
        kept = _once(family, placed)
        lists[family.listed_as] = tuple(fact for fact, _ in kept)
        standing |= {review_id: (family.table, at) for at, (_, review_id) in enumerate(kept) if review_id}
    return facts.model_copy(update=lists), standing


class _Clusters:
    """Which cluster of the document is meant, by what names it, before and after the reviews."""

    def __init__(self, facts: Facts) -> None:
        self.ids = {cluster.id for cluster in facts.clusters}
        self._by_key: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for cluster in facts.clusters:
            self.note({name: getattr(cluster, name) for name in _NAMING}, cluster.id)

    def note(self, naming: Said, cluster_id: str) -> None:
        """A cluster may be called so."""
        self._by_key.setdefault(_key(naming), cluster_id)
        self._by_name.setdefault(str(naming["name"]), cluster_id)

    def called(self, naming: Said | None) -> str | None:
        """The id of the cluster that is called so."""
        if naming is None:
            return None
        return self._by_key.get(_key(naming)) or self._by_name.get(str(naming["name"]))

    def new_id(self) -> str:
        """An id that no cluster has."""
        used = [int(one[1:]) for one in (*self.ids, *self._by_key.values())]
        return f"c{max(used, default=0) + 1}"


def _key(naming: Said) -> str:
    return cluster_key(naming["kind"], naming["number"], naming["system"], naming["name"])


def _apply(review: Review, family: Family, state: _Reviewed, clusters: _Clusters, text: str) -> None:
    at = next(
        (
            found
            for said in (review.said, review.held)
            if said is not None and (found := _place_of(said, family, state, clusters, text)) is not None
        ),
        None,
    )
    if review.held is None:
        if at is not None:
            state.rejected.add(at)
            state.review_ids[at] = review.review_id
        return
    before = None if at is None else state.facts[at]
    fact = _fact_of(review.held, family, state, clusters, text, before)
    if fact is None:
        return
    if family.table == "clusters":
        for naming in (review.said, review.held):
            if naming is not None:
                clusters.note(naming, fact.id)
    if at is None:
        state.facts.append(fact)
        state.review_ids.append(review.review_id)
    else:
        state.facts[at] = fact
        state.review_ids[at] = review.review_id


def _place_of(said: Said, family: Family, state: _Reviewed, clusters: _Clusters, text: str) -> int | None:
    """Where the fact stands that says this, and that no other review is about."""
    wanted = _fact_of(said, family, state, clusters, text, None, strict=False)
    if wanted is None:
        return None
    places = [
        (_closeness(wanted, fact, family), -at)
        for at, fact in enumerate(state.facts)
        if state.review_ids[at] is None and _core(family, fact) == _core(family, wanted)
    ]
    best, at = max(places, default=(0, 0))
    return -at if best else None


def _closeness(wanted: Any, fact: Any, family: Family) -> int:
    """How surely two facts that say the same are one: by their cluster, and by the words that they rest on."""
    same_cluster = not family.hangs_on_cluster or wanted.cluster == fact.cluster
    ours = [(quote.start, quote.end) for quote in wanted.evidence]
    shared = any(start < quote.end and quote.start < end for start, end in ours for quote in fact.evidence)
    return 2 * same_cluster + shared


def _core(family: Family, fact: Any) -> tuple[object, ...]:
    """What the fact says, whatever its cluster."""
    return family.identity(fact, family.keys(fact), None)


def _fact_of(
    said: Said,
    family: Family,
    state: _Reviewed,
    clusters: _Clusters,
    text: str,
    before: Any,
    *,
    strict: bool = True,
) -> Any:
    """The fact that a review tells of, in this text; None where its words or its cluster are not there.

    ``before`` is the fact in whose place it comes; where not ``strict``, a fact only to be compared.
    """
    evidence = _evidence_in(said["evidence"], text) or (before.evidence if before is not None else ())
    values = {name: value for name, value in said.items() if name not in ("cluster", "evidence")}
    if family.hangs_on_cluster:
        cluster = clusters.called(said.get("cluster"))
        if cluster is None and before is not None and said.get("cluster") is not None:
            cluster = before.cluster
        if cluster is None and _needs_cluster(family):
            if strict:
                return None
            cluster = "c0"
        values["cluster"] = cluster
    if family.has_local_id:
        values["id"] = before.id if before is not None else _new_id(family, state, clusters)
    if not evidence:
        if strict:
            return None
        evidence = (Evidence(start=0, end=2, quote="--"),)
    return family.model(**values, evidence=evidence, confidence=1.0)


def _new_id(family: Family, state: _Reviewed, clusters: _Clusters) -> str:
    if family.table == "clusters":
        used = [int(fact.id[1:]) for fact in state.facts]
        return max(f"c{max(used, default=0) + 1}", clusters.new_id(), key=lambda one: int(one[1:]))
    return f"m{max((int(fact.id[1:]) for fact in state.facts), default=0) + 1}"


def _needs_cluster(family: Family) -> bool:
    return bool(family.model.model_fields["cluster"].is_required())


def _evidence_in(quotes: Sequence[Mapping[str, Any]], text: str) -> tuple[Evidence, ...]:
    """The quotes where they stand, or stand now, in the text."""
    found = []
    for each in quotes:
        start, quote = int(each["start"]), str(each["quote"])
        if text[start : start + len(quote)] != quote:
            start = text.find(quote)
        if start >= 0:
            found.append(Evidence(start=start, end=start + len(quote), quote=quote))
    return tuple(found)


def _without_lost_cluster(
    kept: tuple[Any, str | None], family: Family, clusters: _Clusters
) -> tuple[Any, str | None] | None:
    """The fact without a cluster that was rejected; None where it cannot be without."""
    fact, review_id = kept
    if not family.hangs_on_cluster or fact.cluster is None or fact.cluster in clusters.ids:
        return kept
    return None if _needs_cluster(family) else (fact.model_copy(update={"cluster": None}), review_id)


def _once(family: Family, kept: Sequence[tuple[Any, str | None]]) -> list[tuple[Any, str | None]]:
    """Without facts of the extractor that say what a reviewed one says."""
    if family.has_local_id:
        return list(kept)

    def what(fact: Any) -> tuple[object, ...]:
        cluster = fact.cluster if family.hangs_on_cluster else None
        return family.identity(fact, family.keys(fact), cluster)

    reviewed = {what(fact) for fact, review_id in kept if review_id}
    return [(fact, review_id) for fact, review_id in kept if review_id or what(fact) not in reviewed]
