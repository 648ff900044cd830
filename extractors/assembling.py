"""The last component: clusters and members as facts, once every family has said what hangs on them."""

from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import evidence
from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.members import facts as member_facts
from extractors.sizes import confirm_sizes
from extractors.systems import settle_systems
from extractors.units import Unit
from models import Award, Cluster, Evidence, Headship, Leader, Meeting, Member, Pledge
from models.places import province_named

_Of = TypeVar("_Of", Member, Headship, Award, Leader, Meeting, Pledge)


@Language.component("clusters")
def clusters(doc: Doc) -> Doc:
    """Component that sets ``doc._.clusters`` and ``doc._.members``.

    A cluster of which the text says nothing is none (guidelines, clusters). Ids run c1, c2, … over those that are kept.
    """
    found = doc._
    context: Context = found.context
    if not found.in_scope:
        for family in ("members", "headships", "awards", "leaders", "meetings", "pledges", "campaigns", "citations"):
            setattr(found, family, ())
        found.clusters = ()
        return doc
    _narrow(doc, context)
    _ranked(doc, context)
    settle_systems(doc)
    confirm_sizes(context)
    spoken_of = {
        fact.cluster
        for family in ("headships", "awards", "leaders", "meetings", "pledges")
        for fact in getattr(found, family)
        if fact.cluster is not None
    } | {cluster for cluster, units in context.members.items() if units}
    kept = [entity for entity in context.clusters if entity.id in spoken_of]
    ids = {entity.id: f"c{place}" for place, entity in enumerate(kept, start=1)}
    found.clusters = tuple(_fact(context, entity, ids[entity.id]) for entity in kept)
    found.members = tuple(fact for fact in member_facts(context) if fact.cluster in spoken_of)
    for family in ("members", "headships", "awards", "leaders", "meetings", "pledges"):
        setattr(found, family, tuple(_renumbered(fact, ids) for fact in getattr(found, family)))
    return doc


def _renumbered(fact: _Of, ids: dict[str, str]) -> _Of:
    if fact.cluster is None or ids[fact.cluster] == fact.cluster:
        return fact
    return fact.model_copy(update={"cluster": ids[fact.cluster]})


def _narrow(doc: Doc, context: Context) -> None:
    """Where no cluster is named: only a decision rewards, and only a document on clusters has meetings and people."""
    if context.clusters:
        return
    if not doc._.speaks_of_clusters:
        doc._.meetings = doc._.leaders = ()
    if not (doc._.speaks_of_clusters or doc._.front.kind == "decision" or _reports_decision(doc)):
        doc._.awards = ()


def _reports_decision(doc: Doc) -> bool:
    """Whether news is about a decision to reward: ``Khen thưởng nhóm ngư dân …``, with the decision's number."""
    title = (doc._.front.title or "").casefold()
    rewards = any(words in title for words in ("khen thưởng", "tặng bằng khen", "tặng cờ thi đua"))
    return rewards and any(fact.kind.casefold() == "quyết định" for fact in doc._.citations)


def _ranked(doc: Doc, context: Context) -> None:
    """Units that are ranked within a cluster are members of it."""
    for award in doc._.awards:
        if award.status == "voted" and award.recipient_kind == "unit" and award.recipient and award.cluster:
            known = context.member_like(award.recipient, award.cluster)
            unit = known or Unit(0, 0, award.recipient, _place_in(award.recipient), "mass_organisation", "", None)
            context.add_member(award.cluster, unit, award.evidence[0])


def _place_in(name: str) -> str | None:
    """The province that ends a unit's name."""
    words = name.split()
    for size in (4, 3, 2):
        if len(words) > size and province_named(" ".join(words[-size:])) is not None:
            return " ".join(words[-size:])
    return None


def _fact(context: Context, entity: ClusterEntity, number: str) -> Cluster:
    quotes: list[Evidence] = []
    for mention in entity.mentions:
        if mention.name == entity.name:
            quotes.append(context.sentence_evidence(mention.first))
            break
    if not quotes and entity.mentions:
        quotes.append(context.sentence_evidence(entity.mentions[0].first))
    if entity.size_span is not None:
        quotes.append(evidence(context.text, entity.size_span.start, entity.size_span.end))
    return Cluster(
        id=number,
        name=entity.name,
        kind=entity.kind,  # type: ignore[arg-type]
        number=entity.number,
        system=entity.system,
        declared_size=entity.size,
        evidence=tuple(dict.fromkeys(quotes)),
    )
