"""Member units of clusters: what the enumerations say, and the members as facts."""

from spacy.language import Language
from spacy.tokens import Doc

from extractors.context import Context
from extractors.member_lists import MemberFinder
from extractors.member_presence import attendance
from extractors.member_rows import told_beside
from extractors.sizes import settle_sizes
from extractors.units import Unit
from models import Member

_PLACELESS = frozenset({"school", "hospital"})


@Language.component("members")
def members(doc: Doc) -> Doc:
    """Component that fills ``context.members`` from the enumerations and sets ``doc._.members``."""
    context: Context = doc._.context
    settle_sizes(context)
    finder = MemberFinder(context)
    told = [*finder.enumerations(), *attendance(finder), *told_beside(finder)]
    for enumeration in sorted(told, key=lambda enumeration: enumeration.first):
        quote = context.evidence_between(enumeration.first, enumeration.last)
        for unit in enumeration.units:
            context.add_member(enumeration.cluster, unit, quote)
    return doc


def facts(context: Context) -> tuple[Member, ...]:
    """The member facts, once every family has added its members."""
    found = []
    for cluster, units in context.members.items():
        for unit in units:
            quotes = context.member_evidence.get((cluster, unit.name))
            if quotes:
                place = unit.place or _home(context, unit)
                unique = tuple(dict.fromkeys(quotes))
                found.append(Member(cluster=cluster, unit=unit.name, place=place, evidence=unique[:2]))
    return tuple(found)


def _home(context: Context, unit: Unit) -> str | None:
    """The document's province for a body named with a bare ``tỉnh`` (guidelines, point 30): ``Công an tỉnh``."""
    if unit.category in _PLACELESS or not unit.name.casefold().endswith(" tỉnh"):
        return None
    return context.province
