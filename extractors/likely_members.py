"""Members that no list tells of: units of which so much is said together that they can hardly be anything else.

The document's facts are the evidence (who is rewarded, who heads, whose people speak), beside how the unit is like the
members that are known, how many are still missing, and the words around it. A logistic model adds it up; its weights are
fitted to the gold documents by ``python -m tools.train_members``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.lexicon import data
from extractors.member_lists import AUTHORITIES, BODY, MemberFinder
from extractors.unit_lists import list_units
from extractors.units import Unit
from models import Award, Headship, Leader
from models.names import units_agree

Features = dict[str, float]
"""Values by name; what is 0 is left out."""
LEAST = 0.5
"""How probable a member has to be."""
_CENTRAL = re.compile(r"\b(trung ương|t\.ư|tư|việt nam|chính phủ|nhà nước|quốc hội)\b|^bộ ")
_CUES = frozenset(
    (
        "điểm",
        "phiếu",
        "ký",
        "tham",
        "dự",
        "đề",
        "tặng",
        "xếp",
        "nhất",
        "nhì",
        "ba",
        "gồm",
        "thành",
        "vắng",
        "đại",
        "đăng",
        "phát",
        "trưởng",
        "phó",
        "chuyển",
    )
)
_BEFORE, _AFTER = 12, 16
_MOST_COUNTED = 6


@dataclass(slots=True)
class Candidate:
    """A unit that may be a member of a cluster, first named at token ``first``."""

    unit: Unit
    first: int
    named: int = 1
    listed: int = 1
    """The length of the longest list that it stands in."""
    cues: set[str] = field(default_factory=set)
    """Words around it that go with members or with guests."""


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a document that tell something of its units."""

    awards: Sequence[Award]
    headships: Sequence[Headship]
    leaders: Sequence[Leader]


@Language.component("likely_members")
def likely_members(doc: Doc) -> Doc:
    """Component that adds to ``context.members``."""
    context: Context | None = doc._.context
    if context is None or not doc._.in_scope or not context.clusters:
        return doc
    weights: Features = data("likely_members")
    found = [
        (entity.id, candidate)
        for entity, candidate, features in described(context, told(doc))
        if probability(features, weights) >= LEAST
    ]
    for cluster, candidate in found:
        context.add_member(cluster, candidate.unit, context.sentence_evidence(candidate.first))
    return doc


def told(doc: Doc) -> Told:
    """The facts that the components before this one have set."""
    found = doc._
    return Told(found.awards, found.headships, found.leaders)


def probability(features: Features, weights: Features) -> float:
    """How probable it is that a unit of these features is a member."""
    return 1 / (1 + exp(-weights["bias"] - sum(weights.get(name, 0.0) * value for name, value in features.items())))


def described(context: Context, facts: Told) -> Iterator[tuple[ClusterEntity, Candidate, Features]]:
    """The candidates of every cluster that is not full, with their features."""
    found = _candidates(context)
    for entity in context.clusters:
        of_cluster = found.get(entity.id, [])
        for candidate in of_cluster:
            yield entity, candidate, features_of(context, entity, candidate, of_cluster, facts)


def _candidates(context: Context) -> dict[str, list[Candidate]]:
    """Units that are named in the document and are no members yet, by the cluster that is spoken of."""
    finder = MemberFinder(context)
    known = {entity.id: context.members.get(entity.id, []) for entity in context.clusters}
    sought = {entity.id for entity in context.clusters if entity.size is None or len(known[entity.id]) < entity.size}
    found: dict[str, list[Candidate]] = {}
    names = {member.name for members in known.values() for member in members}
    reached = 0
    for i in finder.grammar.head_starts if sought else ():
        if i < reached or context.role_at(i) not in BODY:
            continue
        named = finder.grammar.unit_at(i)
        if named is not None and named.name in names:
            continue
        entity = context.cluster_for(i)
        if entity is None or entity.id not in sought:
            continue
        template = finder.template(entity)
        units, end = list_units(finder.grammar, i, template=template, provinces=True)
        if not units:
            if named is None:
                continue
            units, end = [named], named.last
        reached = end
        for unit in units:
            if unit.category == "place" and unit.level is None:
                continue
            local = finder.local(unit, template)
            if not any(units_agree(local.name, member.name) for member in known[entity.id]):
                _note(context, found.setdefault(entity.id, []), local, i, len(units))
    return found


def _note(context: Context, candidates: list[Candidate], unit: Unit, first: int, listed: int) -> None:
    start, end = context.sentence_at(first)
    around = context.mentions.tokens.norm[max(start, first - _BEFORE) : min(end, first + _AFTER)]
    candidate = next((one for one in candidates if units_agree(one.unit.name, unit.name)), None)
    if candidate is None:
        candidate = Candidate(unit, first, named=0)
        candidates.append(candidate)
    candidate.named += 1
    candidate.listed = max(candidate.listed, listed)
    candidate.cues |= _CUES.intersection(around)


def features_of(
    context: Context, entity: ClusterEntity, candidate: Candidate, others: Sequence[Candidate], facts: Told
) -> Features:
    """What speaks for and against a unit's being a member of the cluster."""
    unit, name = candidate.unit, candidate.unit.name
    folded = name.casefold()
    members = context.members.get(entity.id, [])
    many = max(len(members), 1)
    alike = sum(other.unit.head == unit.head for other in others)
    wins = [award for award in facts.awards if award.recipient and units_agree(award.recipient, name)]
    people = [leader for leader in facts.leaders if any(folded in title.casefold() for title in leader.titles)]
    capacities = {capacity for leader in people for capacity in leader.capacities}
    values: Features = {
        "only cluster": len(context.clusters) == 1,
        "no members": not members,
        "share of its head": sum(member.head == unit.head != "" for member in members) / many,
        "a member of its head": any(member.head == unit.head != "" for member in members),
        "share of its category": sum(member.category == unit.category for member in members) / many,
        "share of its first word": sum(_first_word(member) == _first_word(unit) for member in members) / many,
        "size unsaid": entity.size is None,
        "just missing": entity.size is not None and len(members) + alike == entity.size,
        "few missing": entity.size is not None and entity.size - len(members) <= 2,
        "alike": min(alike, _MOST_COUNTED) / _MOST_COUNTED,
        "listed": min(candidate.listed, _MOST_COUNTED) / _MOST_COUNTED,
        "named": min(candidate.named, _MOST_COUNTED) / _MOST_COUNTED,
        "authority's name": AUTHORITIES.match(folded) is not None,
        "gives awards": any(award.authority and folded in award.authority.casefold() for award in facts.awards),
        "central": _CENTRAL.search(folded) is not None,
        "system": entity.system is not None and folded in entity.system.casefold(),
        "rewarded": any(award.cluster == entity.id for award in wins),
        "ranked": any(award.award == "placing" for award in wins),
        "in office": any(one.unit is not None and units_agree(one.unit, name) for one in facts.headships),
        "its people": bool(people),
        "its people speak": bool(capacities & {"speaker", "presenter"}),
        "its people are in office": bool(capacities & {"head", "deputy"}),
        "level of the cluster": unit.level is not None and unit.level in entity.name.casefold(),
        "placed": unit.place is not None,
        "length": min(len(name.split()), 8) / 8,
        f"category {unit.category}": 1,
        f"level {unit.level}": 1,
        f"behind {context.mentions.tokens.norm_at(candidate.first - 1)}": 1,
        **{f"near {cue}": 1 for cue in candidate.cues},
    }
    return {feature: float(value) for feature, value in values.items() if value}


def _first_word(unit: Unit) -> str:
    return unit.name.split()[0].casefold()
