"""Member units of clusters: what the enumerations say, and the members as facts."""

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.lexicon import data
from extractors.member_completing import completing
from extractors.member_lists import Enumeration, MemberFinder
from extractors.member_presence import attendance
from extractors.member_rows import told_beside
from extractors.member_tables import told_in_tables
from extractors.sizes import settle_sizes, settle_tabled_sizes
from extractors.spans import within
from extractors.table_records import RecordReader
from extractors.units import PLACELESS, Unit
from models import Member
from models.places import province_named

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_CAPITALISED = rf"[{_UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?(?:(?:\s|\s?[-–]\s?)[{_UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?)*"
_PLACED = re.compile(
    rf"(?P<level>\b(?:tỉnh|thành phố|TP\.?|T\.P|huyện|quận|thị xã|TX\.?|xã|phường|thị trấn|đặc khu))\s+(?P<name>{_CAPITALISED})$"
)
_WITHOUT_PLACE = re.compile(data("members")["without_place"])
"""Firms, banks, schools and hospitals have no place (guidelines, point 37)."""
_LEVELLED = re.compile(r"(?<!\w)(?:tỉnh|huyện|quận|thị xã|thành phố|Việt Nam|xã|phường)(?!\w)")
_BARE_KINDS = frozenset(data("members")["bare_kinds"])
"""Kinds of units that are none without a name of their own."""
_BODY_OF_LEVEL = re.compile(r"(tỉnh|huyện|quận)\s?(?:đoàn|ủy|uỷ|hội)")
_COUNTED = frozenset({"đơn", "thành", "trường", "xã", "phường", "huyện", "sở", "ngành", "cơ"})
_BARE_LEVEL = re.compile(r"(?<!\w)(tỉnh|huyện|quận|thị xã)$")


@Language.component("members")
def members(doc: Doc) -> Doc:
    """Component that fills ``context.members`` from the enumerations and sets ``doc._.members``."""
    context: Context = doc._.context
    settle_sizes(context)
    finder = MemberFinder(context)
    context.settle_records(RecordReader(finder).records())
    settle_tabled_sizes(context)
    tabled = told_in_tables(finder, context.records)
    rows = [(enumeration.first, enumeration.last) for enumeration in tabled]
    beside = [
        enumeration
        for enumeration in (*finder.enumerations(), *told_beside(finder))
        if not within(rows, enumeration.first)
    ]
    told = [*beside, *attendance(finder), *tabled]
    _add(context, sorted(told, key=lambda enumeration: enumeration.first))
    _add(context, completing(finder))
    return doc


def _add(context: Context, enumerations: list[Enumeration]) -> None:
    for enumeration in enumerations:
        quote = context.evidence_between(enumeration.first, enumeration.last)
        for unit in _of_level(enumeration.units):
            if _is_heading(context, unit):
                continue
            context.listed.update(range(unit.first, unit.last))
            context.add_member(enumeration.cluster, unit, quote)


def _is_heading(context: Context, unit: Unit) -> bool:
    """Whether a unit's words head the list of a cluster and are its kind: ``CỤM 2: TRƯỜNG THPT VÙNG CAO (5 đơn vị)``."""
    tokens = context.mentions.tokens
    i = unit.last
    counted = tokens.norm_at(i) == "(" and tokens.shape_at(i + 1) == "N" and tokens.norm_at(i + 2) in _COUNTED
    if not counted or unit.place is not None:
        return False
    line, _ = context.line_at(unit.first)
    return any(mention.first == line for mention in context.cluster_mentions)


def _of_level(units: Sequence[Unit]) -> list[Unit]:
    """``units`` with the level that ends a list of one kind of bodies: ``các Hội Luật gia, Đông y và Hội Nhà báo tỉnh``."""
    level = _BARE_LEVEL.search(units[-1].name) if len(units) > 2 else None
    if level is None or units[-1].category != "mass_organisation":
        return list(units)
    kind = units[-1].name.split()[0]
    if any(unit.place or not unit.name.startswith(kind) or _LEVELLED.search(unit.name) for unit in units[:-1]):
        return list(units)
    return [*(unit._replace(name=f"{unit.name} {level.group(1)}") for unit in units[:-1]), units[-1]]


def facts(context: Context) -> tuple[Member, ...]:
    """The member facts, once every family has added its members and the systems are settled."""
    found = []
    clusters = {entity.id: entity for entity in context.clusters}
    for cluster, units in context.members.items():
        for unit in units:
            quotes = context.member_evidence.get((cluster, unit.name))
            if quotes and unit.name.casefold() not in _BARE_KINDS:
                place = unit.place or _named_place(unit) or _home(context, clusters[cluster], unit)
                place = place or _province_behind(unit)
                unique = tuple(dict.fromkeys(quotes))
                found.append(Member(cluster=cluster, unit=unit.name, place=place, evidence=unique[:2]))
    return tuple(found)


def _named_place(unit: Unit) -> str | None:
    """The place that ends a unit's name, of a body of that level: ``Trung tâm Y tế huyện Bến Lức``."""
    named = _PLACED.search(unit.name)
    if (
        named is None
        or named.group("name") == "Việt Nam"
        or (named.group("level").casefold() != "tỉnh" and _WITHOUT_PLACE.match(unit.name.casefold()))
    ):
        return None
    return named.group("name")


def _province_behind(unit: Unit) -> str | None:
    """The province that alone tells an office from its likes: ``Sở Tư pháp`` and ``Kon Tum`` from a list of them."""
    rest = unit.name[len(unit.head) :].strip()
    listed = unit.category not in PLACELESS and unit.name.casefold().startswith(f"{unit.head} ") and unit.head
    return rest if listed and province_named(rest) is not None else None


def _home(context: Context, cluster: ClusterEntity, unit: Unit) -> str | None:
    """The place meant by a bare level word at the end of a name (guidelines, point 30): ``Công an tỉnh``, ``Thanh tra huyện``.

    It is that of the cluster's name or system, else the one that the document names most often.
    """
    bare = _BARE_LEVEL.search(unit.name.casefold()) or _BODY_OF_LEVEL.fullmatch(unit.name.casefold())
    if bare is None:
        return None
    for told in (cluster.name, cluster.system or ""):
        named = re.search(rf"{bare.group(1)}\s+({_CAPITALISED})$", told, re.IGNORECASE)
        if named is not None:
            return named.group(1).title() if named.group(1).isupper() else named.group(1)
    return context.locality(bare.group(1))
