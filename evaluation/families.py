"""The table of the guidelines: for each family of facts, the key that must agree and the slots that are scored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, eq
from typing import Any, Generic, TypeVar

from evaluation.evidence import overlap
from evaluation.matching import Links, sets_agree
from models import Award, Campaign, Cluster, Facts, Headship, Leader, Meeting, Member, Pledge, Reference
from models.facts import HeadshipStatus
from models.names import campaigns_agree, fold_reference, numbers_agree, same_words, texts_agree, units_agree

F = TypeVar("F")
Compare = Callable[[Any, Any], bool]
"""Whether two values of a slot agree."""


@dataclass(frozen=True)
class Family(Generic[F]):
    """How the facts of one family are found, matched and scored."""

    name: str
    facts: Callable[[Facts], Sequence[F]]
    agree: Callable[[F, F, Links], bool]
    """Whether the key fields of a gold and a predicted fact agree."""
    slots: Mapping[str, Compare]
    """How each slot is compared, by the name of the field; ``evidence`` is a slot of every family."""

    def compared(self, gold: F, predicted: F) -> dict[str, bool]:
        """Whether each slot of a matched pair agrees."""
        return {
            slot: compare(getattr(gold, slot), getattr(predicted, slot))
            for slot, compare in (*self.slots.items(), ("evidence", overlap))
        }


def persons_agree(gold: str | None, predicted: str | None) -> bool:
    """Persons are the same when their folded names are equal."""
    if gold is None or predicted is None:
        return gold is predicted
    return same_words(gold, predicted)


def _capacities_agree(gold: Sequence[str], predicted: Sequence[str]) -> bool:
    return set(gold) == set(predicted)


def _same_cluster(gold: str | None, predicted: str | None, links: Links) -> bool:
    """A predicted cluster that stands for no gold cluster agrees with nothing, not even with a missing one."""
    if gold is None or predicted is None:
        return gold is predicted
    return links.get(predicted) == gold


def _clusters_linked(gold: Cluster, predicted: Cluster, links: Links) -> bool:
    return _same_cluster(gold.id, predicted.id, links)


def _members_agree(gold: Member, predicted: Member, links: Links) -> bool:
    return _same_cluster(gold.cluster, predicted.cluster, links) and units_agree(gold.unit, predicted.unit)


def _meetings_agree(gold: Meeting, predicted: Meeting, links: Links) -> bool:
    if not _same_cluster(gold.cluster, predicted.cluster, links):
        return False
    return gold.kind == predicted.kind if gold.starts_on is None else gold.starts_on == predicted.starts_on


def _leaders_agree(gold: Leader, predicted: Leader, links: Links) -> bool:  # noqa: ARG001  (one signature a family)
    return same_words(gold.person, predicted.person)


def _headships_agree(gold: Headship, predicted: Headship, links: Links) -> bool:
    if (gold.status, gold.role, gold.year) != (predicted.status, predicted.role, predicted.year):
        return False
    if not _same_cluster(gold.cluster, predicted.cluster, links):
        return False
    if gold.unit is None:
        return persons_agree(gold.person, predicted.person)
    return predicted.unit is not None and units_agree(gold.unit, predicted.unit)


def _awards_agree(gold: Award, predicted: Award, links: Links) -> bool:
    if (gold.award, gold.status) != (predicted.award, predicted.status):
        return False
    if not _same_cluster(gold.cluster, predicted.cluster, links):
        return False
    if gold.recipient is None or predicted.recipient is None:
        return gold.recipient is predicted.recipient and gold.recipient_count == predicted.recipient_count
    if gold.recipient_kind == "person":
        return same_words(gold.recipient, predicted.recipient)
    return units_agree(gold.recipient, predicted.recipient)


def _pledges_agree(gold: Pledge, predicted: Pledge, links: Links) -> bool:
    return gold.year == predicted.year and _same_cluster(gold.cluster, predicted.cluster, links)


def _campaigns_agree(gold: Campaign, predicted: Campaign, links: Links) -> bool:  # noqa: ARG001  (one signature a family)
    return campaigns_agree(gold.name, predicted.name)


def _references_agree(gold: Reference, predicted: Reference, links: Links) -> bool:  # noqa: ARG001  (one signature a family)
    return fold_reference(gold.number) == fold_reference(predicted.number)


def _headships(status: HeadshipStatus) -> Callable[[Facts], Sequence[Headship]]:
    return lambda facts: [headship for headship in facts.headships if headship.status == status]


CLUSTERS = Family[Cluster](
    "clusters",
    attrgetter("clusters"),
    _clusters_linked,
    {"kind": eq, "number": numbers_agree, "system": texts_agree, "declared_size": eq},
)

FAMILIES: tuple[Family[Any], ...] = (
    CLUSTERS,
    Family[Member]("members", attrgetter("members"), _members_agree, {"place": texts_agree}),
    Family[Meeting](
        "meetings",
        attrgetter("meetings"),
        _meetings_agree,
        {"kind": eq, "ends_on": eq, "province": texts_agree, "covers": eq, "ordinal": eq},
    ),
    Family[Leader](
        "leaders",
        attrgetter("leaders"),
        _leaders_agree,
        {"rank": texts_agree, "titles": sets_agree, "capacities": _capacities_agree},
    ),
    Family[Award](
        "awards", attrgetter("awards"), _awards_agree, {"authority": texts_agree, "year": eq, "name": texts_agree}
    ),
    Family[Headship]("elected", _headships("elected"), _headships_agree, {"person": persons_agree}),
    Family[Headship]("incumbents", _headships("incumbent"), _headships_agree, {"person": persons_agree}),
    Family[Pledge]("pledges", attrgetter("pledges"), _pledges_agree, {}),
    Family[Campaign]("campaigns", attrgetter("campaigns"), _campaigns_agree, {"kind": eq, "year": eq}),
    Family[Reference](
        "references",
        attrgetter("references"),
        _references_agree,
        {"kind": texts_agree, "issuer": texts_agree, "issued_on": eq},
    ),
)

HEADLINE = ("clusters", "members", "meetings", "leaders", "awards", "elected")
"""The families whose F1 make up the headline."""

DOCUMENT_SLOTS: Mapping[str, Compare] = {
    "title": texts_agree,
    "published_on": eq,
    "author": texts_agree,
    "publisher": texts_agree,
    "kind": eq,
}
"""What the text says about itself: compared document by document, no part of the headline."""
