"""What the names of one document stand for, as far as the document alone can tell.

Names that leave open what is meant (``Công an tỉnh``) are completed by their context, in this order: the place that the
fact gives; the completed names of members of the same document; the place whose clusters these are. If one candidate is
left it is taken, if several are, all are kept and none is chosen. What other documents add is SQL: see
``warehouse/sql/canonical_*.sql``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models import Cluster, Facts
from models.keys import (
    award_level,
    cluster_candidates,
    full_unit_key,
    is_open,
    office_held,
    open_cluster_key,
    province_of_unit,
    province_on,
    public_id,
    unit_completions,
)
from models.names import fold_name, fold_reference, person_key

Row = tuple[Any, ...]
FactKey = tuple[str, int]
"""A fact of a document: its table and its place in the document's list."""

UNIT_COLUMNS = ("unit_id", "unit_key", "is_open", "province_id")
ANCHOR_COLUMNS = ("document_id", "person_key", "anchor")
CANDIDATE_COLUMNS = ("fact_id", "slot", "candidate_id", "document_id", "reason")
COMPLETED_COLUMNS = ("document_id", "unit_id", "written", "name")
OFFICE_COLUMNS = ("fact_id", "ordinal", "document_id", "title", "office", "unit", "unit_id")

# Whatever the day, one of two: names are read as of then, and the same names recur in thousands of documents.
_BEFORE_THE_MERGER, _AFTER_THE_MERGER = date(2025, 6, 30), date(2025, 7, 1)

CANONICAL_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "clusters": ("candidate_key", "canonical_id"),
    "members": ("unit_id",),
    "meetings": ("province_id",),
    "leaders": ("person_id",),
    "headships": ("unit_id", "person_id"),
    "awards": ("unit_id", "person_id", "level"),
    "pledges": (),
    "campaigns": ("campaign_key",),
    "citations": ("citation_key",),
}
"""The columns of the fact tables that lead to canonical tables."""


@dataclass
class Resolved:
    """The canonical columns of a document's facts, and the rows that go with them.

    ``columns`` holds, by table, one tuple a fact, as `CANONICAL_COLUMNS` names them. ``candidates`` and ``offices`` name
    their fact by its place in the document; the other rows are ready.
    """

    columns: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in CANONICAL_COLUMNS})
    units: dict[str, Row] = field(default_factory=dict)
    completed: dict[tuple[str, str], str] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    candidates: list[tuple[FactKey, str, str, str]] = field(default_factory=list)
    """Fact, slot, candidate and reason."""
    offices: list[tuple[FactKey, int, str, str, str | None, str | None]] = field(default_factory=list)
    """Fact, ordinal, title, office, unit and unit_id."""


def resolve(facts: Facts, document_id: str) -> Resolved:
    """What the names of one document's facts stand for."""
    return _Resolving(facts, document_id).resolved


class _Resolving:
    """The names of one document, while they are resolved."""

    def __init__(self, facts: Facts, document_id: str) -> None:
        self.document_id = document_id
        self.resolved = Resolved()
        day = facts.document.published_on
        self.on = None if day is None else min(max(day, _BEFORE_THE_MERGER), _AFTER_THE_MERGER)
        self.places = {cluster.id: _places_of(cluster) for cluster in facts.clusters}
        # Where a cluster of districts or communes meets tells which of several of one name they are.
        self.hosts = tuple(dict.fromkeys(meeting.province for meeting in facts.meetings if meeting.province))
        self.cluster_keys = {cluster.id: self._cluster_key(cluster) for cluster in facts.clusters}
        # Open keys of members with the keys and names that they were completed to.
        self.completions: dict[str, dict[str, str]] = {}
        self._members(facts)
        self._others(facts)

    def _cluster_key(self, cluster: Cluster) -> str:
        places = (*self.places[cluster.id], *self.hosts)
        found = cluster_candidates(cluster.kind, cluster.number, cluster.system, cluster.name, places, self.on)
        if len(found) == 1:
            return found[0]
        return f"{open_cluster_key(cluster.kind, cluster.number, cluster.name)}@{self.document_id}"

    def _members(self, facts: Facts) -> None:
        """Members first: they are named most fully, and complete the names of heads and recipients."""
        for member in facts.members:
            key = full_unit_key(member.unit)
            if member.place and is_open(key):
                completed = unit_completions(member.unit, (member.place, *self.places[member.cluster]), self.on)
                self.completions.setdefault(key, {}).update(completed[:1])
        self.resolved.columns["members"] = [
            (self._unit(member.unit, member.place, member.cluster, ("members", at)),)
            for at, member in enumerate(facts.members)
        ]

    def _others(self, facts: Facts) -> None:
        columns = self.resolved.columns
        columns["clusters"] = [
            (key, public_id("cluster", key)) for key in (self.cluster_keys[cluster.id] for cluster in facts.clusters)
        ]
        columns["pledges"] = [()] * len(facts.pledges)
        for meeting in facts.meetings:
            place = province_on(meeting.province, meeting.starts_on) if meeting.province else None
            columns["meetings"].append((place.key if place else None,))
        for at, award in enumerate(facts.awards):
            is_person = award.recipient_kind == "person"
            unit_id = (
                self._unit(award.recipient, None, award.cluster, ("awards", at))
                if award.recipient and not is_person
                else None
            )
            if award.recipient and is_person:
                self.resolved.anchors.setdefault(person_key(award.recipient), set())
            columns["awards"].append((unit_id, None, award_level(award.authority, award.award, award.name)))
        for at, headship in enumerate(facts.headships):
            unit_id = self._unit(headship.unit, None, headship.cluster, ("headships", at)) if headship.unit else None
            if headship.person:
                self._anchor(headship.person, unit_id, headship.cluster)
            columns["headships"].append((unit_id, None))
        for at, leader in enumerate(facts.leaders):
            self._leader(at, leader)
        columns["campaigns"] = [(" ".join(fold_name(campaign.name)),) for campaign in facts.campaigns]
        columns["citations"] = [(fold_reference(reference.number),) for reference in facts.references]
        self._name_people(facts)

    def _leader(self, at: int, leader: Any) -> None:
        self._anchor(leader.person, None, leader.cluster)
        for ordinal, title in enumerate(leader.titles):
            held = office_held(title)
            # Offices tell nothing of their own where several candidates are left: the title is read with its person.
            unit_id = self._unit(held.unit, None, leader.cluster, None) if held.unit else None
            self.resolved.offices.append((("leaders", at), ordinal, title, held.office, held.unit, unit_id))
            if held.identifies:
                self._anchor(leader.person, unit_id, None)

    def _name_people(self, facts: Facts) -> None:
        """Give everybody the id of the first of his or her anchors; `canonical_people.sql` looks beyond the document."""
        ids = {
            key: public_id("person", f"{key}@{min(anchors, default=self.document_id)}")
            for key, anchors in self.resolved.anchors.items()
        }
        columns = self.resolved.columns
        columns["leaders"] = [(ids[person_key(leader.person)],) for leader in facts.leaders]
        columns["headships"] = [
            (unit_id, ids[person_key(headship.person)] if headship.person else None)
            for (unit_id, _), headship in zip(columns["headships"], facts.headships, strict=True)
        ]
        columns["awards"] = [
            (
                unit_id,
                ids[person_key(award.recipient)] if award.recipient and award.recipient_kind == "person" else None,
                level,
            )
            for (unit_id, _, level), award in zip(columns["awards"], facts.awards, strict=True)
        ]

    def _anchor(self, person: str, unit_id: str | None, cluster: str | None) -> None:
        """Note a unit, or a cluster that is no longer open, by which the person can be told from others."""
        anchors = self.resolved.anchors.setdefault(person_key(person), set())
        if unit_id is not None and not self.resolved.units[unit_id][2]:
            anchors.add(self.resolved.units[unit_id][1])
        if cluster is not None and "@" not in self.cluster_keys[cluster]:
            anchors.add(self.cluster_keys[cluster])

    def _unit(self, name: str, place: str | None, cluster: str | None, fact: FactKey | None) -> str:
        """The id of the unit that a name stands for; several candidates are noted under ``fact``."""
        found = list(self._candidates(name, place, cluster))
        if len(found) == 1:
            key, full_name = found[0]
            if full_name != name:
                self.resolved.completed[public_id("unit", key), name] = full_name
            return self._known_unit(key)
        key = f"{full_unit_key(name)}@{self.document_id}"
        if fact is not None:
            for candidate, _ in found:
                self.resolved.candidates.append((fact, "unit", self._known_unit(candidate), "place"))
        return self._known_unit(key)

    def _candidates(self, name: str, place: str | None, cluster: str | None) -> Iterator[tuple[str, str]]:
        """Keys with full names: of the first part of the context that completes the name."""
        key = full_unit_key(name)
        places = self.places[cluster] if cluster else tuple(dict.fromkeys(_flat(self.places.values())))
        if not is_open(key):
            yield from unit_completions(name, places, self.on) or unit_completions(name, self.hosts, self.on)
        elif place and (found := unit_completions(name, (place, *places), self.on)):
            yield from found[:1]  # The place that the fact gives comes first, and is the one.
        elif key in self.completions:
            yield from self.completions[key].items()
        else:
            yield from unit_completions(name, places, self.on)

    def _known_unit(self, key: str) -> str:
        unit_id = public_id("unit", key)
        if unit_id not in self.resolved.units:
            province = province_of_unit(key.partition("@")[0])
            self.resolved.units[unit_id] = (unit_id, key, "@" in key, province.key if province else None)
        return unit_id


def _flat(groups: Iterable[Sequence[str]]) -> Iterator[str]:
    for group in groups:
        yield from group


def _places_of(cluster: Cluster) -> tuple[str, ...]:
    """The place whose clusters these are, as far as the system names one."""
    if cluster.system is None:
        return ()
    key = full_unit_key(cluster.system)
    province = province_of_unit(key)
    # A district's name is all of the system (``huyện Thạch Thành``); in longer names it cannot be told from the rest.
    return (province.name,) if province else () if is_open(key) else (cluster.system,)
