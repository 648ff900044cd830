"""How likely each fact is right: a logistic model over what the facts of one document say of each other.

The weights are fitted by ``python -m tools.train_confidence`` to what the extractor said of documents that nobody had
looked at (``evaluation/first_contact``), so that of the facts at 0.9 nine in ten are right on documents of a user's own.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from extractors.lexicon import data
from models import Award, Cluster, Facts, Headship, Leader, Meeting, Member

Features = dict[str, float]
"""The features of one fact by name; one that is left out is 0. Each is 0 or 1, or a logarithm of a small count."""

FAMILIES = ("clusters", "members", "meetings", "leaders", "headships", "awards", "pledges", "campaigns", "references")
"""The families of :class:`models.Facts`, as its fields."""


def rated(facts: Facts) -> Facts:
    """The same facts, each with its probability of being right."""
    return facts.model_copy(
        update={
            family: tuple(
                fact.model_copy(update={"confidence": probability(family, found)})
                for fact, found in zip(getattr(facts, family), features, strict=True)
            )
            for family, features in features_of(facts).items()
            if features
        }
    )


def probability(family: str, features: Features, weights: Mapping[str, Mapping[str, float]] | None = None) -> float:
    """The probability that a fact of a family with these features is right, in steps of 0.001 and never 0 or 1."""
    known = (weights or _weights())[family]
    score = 0.0
    for name, value in features.items():
        if value and (weight := known.get(name)) is not None:
            score += weight * value
    score += known["bias"]
    return min(0.999, max(0.001, round(1 / (1 + math.exp(-score)), 3)))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    weights: Mapping[str, Mapping[str, float]] = data("confidence")
    return weights


def features_of(facts: Facts) -> dict[str, list[Features]]:
    """The features of all facts, by family and in the order of the facts."""
    around = _Around(facts)
    return {family: [_named(family, fact, around) for fact in getattr(facts, family)] for family in FAMILIES}


class _Around:
    """What is counted once over all facts of a document."""

    def __init__(self, facts: Facts) -> None:
        self.many = math.log(max(len(facts.clusters), 1))
        self.paper = f"paper:{facts.document.kind}"
        self.sizes = {cluster.id: cluster.declared_size for cluster in facts.clusters}
        self.members: dict[str, set[str]] = {}
        for member in facts.members:
            self.members.setdefault(member.cluster, set()).add(member.unit)
        self.units = {unit for units in self.members.values() for unit in units}
        self.heads = {headship.unit for headship in facts.headships if headship.unit}
        self.winners = {award.recipient for award in facts.awards if award.recipient}
        self.titles = " | ".join(title for leader in facts.leaders for title in leader.titles)
        self.first_words = _counted(member.unit.split()[0].casefold() for member in facts.members)
        self.quotes = {
            family: _counted(fact.evidence[0].start for fact in getattr(facts, family)) for family in FAMILIES
        }
        self.held = _counted((h.cluster, h.role, h.year, h.status) for h in facts.headships)
        self.meetings = _counted(meeting.cluster for meeting in facts.meetings)
        self.about = _counted(
            fact.cluster
            for family in ("members", "meetings", "leaders", "headships", "awards", "pledges")
            for fact in getattr(facts, family)
        )


def _counted(items: Iterable[Any]) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


def _named(family: str, fact: Any, around: _Around) -> Features:
    quote = fact.evidence[0]
    found: Features = {
        "quotes": float(len(fact.evidence) > 1),
        "quote_length": math.log(max(quote.end - quote.start, 2) / 100),
        "same_quote": math.log(around.quotes[family][quote.start]),
        "clusters": around.many,
        around.paper: 1.0,
    }
    special = _SPECIAL.get(family)
    if special is not None:
        found.update(special(fact, around))
    return found


def _cluster(fact: Cluster, around: _Around) -> Features:
    return {
        "number": float(fact.number is not None),
        "system": float(fact.system is not None),
        "size": float(fact.declared_size is not None),
        "facts": math.log1p(around.about.get(fact.id, 0)),
    }


def _member(fact: Member, around: _Around) -> Features:
    siblings = len(around.members[fact.cluster])
    size = around.sizes.get(fact.cluster)
    return {
        "place": float(fact.place is not None),
        "siblings": math.log(siblings),
        "complete": float(size == siblings),
        "too_many": float(size is not None and siblings > size),
        "alike": around.first_words[fact.unit.split()[0].casefold()] / max(len(around.units), 1),
        "acts": float(fact.unit in around.heads or fact.unit in around.winners),
        "sends_people": float(fact.unit in around.titles),
        **_name("unit", fact.unit),
    }


def _meeting(fact: Meeting, around: _Around) -> Features:
    return {
        "dated": float(fact.starts_on is not None),
        "placed": float(fact.place is not None),
        "covers": float(fact.covers is not None),
        "of_cluster": float(fact.cluster is not None),
        "others": math.log(around.meetings[fact.cluster]),
        f"kind:{fact.kind}": 1.0,
    }


def _leader(fact: Leader, around: _Around) -> Features:  # noqa: ARG001  (one signature a family)
    return {
        "rank": float(fact.rank is not None),
        "titled": float(bool(fact.titles)),
        "of_cluster": float(fact.cluster is not None),
        "words": float(len(fact.person.split())),
        "attends": float(fact.capacities == ("attendee",)),
    }


def _headship(fact: Headship, around: _Around) -> Features:
    return {
        "deputy": float(fact.role == "deputy"),
        "elected": float(fact.status == "elected"),
        "person": float(fact.person is not None),
        "year": float(fact.year is not None),
        "member": float(fact.unit in around.members.get(fact.cluster, ())),
        "no_unit": float(fact.unit is None),
        "rivals": math.log(around.held[fact.cluster, fact.role, fact.year, fact.status]),
        **_name("unit", fact.unit),
    }


def _award(fact: Award, around: _Around) -> Features:
    unit = fact.recipient_kind == "unit" and fact.recipient is not None
    return {
        f"status:{fact.status}": 1.0,
        f"award:{fact.award}": 1.0,
        "authority": float(fact.authority is not None),
        "of_cluster": float(fact.cluster is not None),
        "member": float(unit and fact.recipient in around.units),
        "stranger": float(unit and fact.recipient not in around.units and bool(around.units)),
        "person": float(fact.recipient_kind == "person" and fact.recipient is not None),
        "counted": float(fact.recipient is None),
        "one": float(fact.recipient is None and fact.recipient_count is None),
        "year": float(fact.year is not None),
        **_name("unit", fact.recipient if unit else None),
    }


def _name(prefix: str, name: str | None) -> Features:
    """The build of a unit's name: long ones run on, and those in capitals or with marks in them are often cut wrong."""
    if not name:
        return {}
    words = name.split()
    return {
        f"{prefix}_words": math.log(len(words)),
        f"{prefix}_long": float(len(words) > _LONG),
        f"{prefix}_small": float(name[0].islower()),
        f"{prefix}_capitals": float(len(words) > 1 and name.isupper()),
        f"{prefix}_marks": float(_MARKS.search(name) is not None),
    }


_LONG = 8
_MARKS = re.compile(r"[^\w .\-–&'’]|_")
_SPECIAL: Mapping[str, Callable[[Any, _Around], Features]] = {
    "clusters": _cluster,
    "members": _member,
    "meetings": _meeting,
    "leaders": _leader,
    "headships": _headship,
    "awards": _award,
}
