"""Members told by who is present, or beside others: the lists of those who attend (guidelines, point 4)."""

import re
from collections.abc import Iterator

from extractors.cues import Cues, SaidWords
from extractors.lexicon import data
from extractors.member_lists import AUTHORITIES, BODY, Enumeration, MemberFinder
from extractors.unit_lists import list_units
from extractors.units import Unit, enumerator

_DATA = data("members")
_SPEAKS = re.compile(r"\b(cụm|khối)\b(?! phố)|\bvề đây\b")
"""Words that point to a cluster."""
_FEWEST = 3
"""So few offices may be as many as the members by chance."""


def attendance(finder: MemberFinder) -> list[Enumeration]:
    """Lists of those present that are lists of members (guidelines, point 4), and of those said to belong.

    They are where they came in full, where their number is the cluster's size, or where a counted list is of the very
    kind that the cluster is named for.
    """
    context, tokens = finder.context, finder.tokens
    found = []
    said = SaidWords(tokens)
    belonging, attending, in_full = (Cues(said, _DATA[cues]) for cues in ("belong_cues", "attend_cues", "full_cues"))
    for first, last in context.token_sentences if context.clusters else ():
        if first == last or context.role_at(first) not in BODY:
            continue
        belongs = belonging.within(first, last) and _SPEAKS.search(" ".join(tokens.norm[first:last])) is not None
        full = in_full.within(first, last)
        if not (belongs or full or attending.within(*context.line_at(first))):
            continue
        cluster = context.cluster_for(last - 1)
        if cluster is None:
            continue
        template = finder.template(cluster)
        for units, i, end in finder.lists_between(first, last, template):
            if (
                (full and len(units) > 1)
                or (belongs and finder.subject_belongs(end, last))
                or len(units) == cluster.size
                or (len(units) > 2 and finder.kind_of_cluster(units, cluster, i))
            ):
                found.append(Enumeration(cluster.id, i, end, tuple(units)))
    found += represented(finder, attending)
    found += besides(finder)
    return found


def represented(finder: MemberFinder, attending: Cues) -> list[Enumeration]:
    """Units whose people are named as present, if they and the units listed beside them make up the cluster's size."""
    context = finder.context
    found: list[Enumeration] = []
    if all(entity.size is None for entity in context.clusters):
        return found
    for first, last in _blocks(finder, attending):
        cluster = context.cluster_for(first)
        if cluster is None or cluster.size is None:
            continue
        template = finder.template(cluster)
        present = [
            title.unit
            for person in context.mentions.people
            if first <= person.first < last
            for title in person.titles
            if title.unit is not None
        ]
        for listed, _, _ in finder.lists_between(first, last, template):
            present += listed
        for kind in _kinds(present):
            units = {unit.name: finder.local(unit, template) for unit in kind}
            if len(units) == cluster.size:
                found.append(Enumeration(cluster.id, first, last, tuple(units.values())))
                break
    return found


def _blocks(finder: MemberFinder, attending: Cues) -> Iterator[tuple[int, int]]:
    """The lines that tell who is present, each with the list below it: ``Thành phần tham dự:``, ``1. Ông X, …``."""
    context, tokens = finder.context, finder.tokens
    lines = [(*tokens, line[2]) for tokens, line in zip(context.token_lines, context.lines, strict=True)]
    for number, (first, last, role) in enumerate(lines):
        if role not in BODY or not attending.within(first, last):
            continue
        below = number + 1
        while below < len(lines) and enumerator(tokens, lines[below][0]) is not None and lines[below][2] in BODY:
            last = lines[below][1]
            below += 1
        yield first, last


def _kinds(units: list[Unit]) -> Iterator[list[Unit]]:
    """Units of one organisation in several places; units whose names begin alike, as of several offices of a province."""
    for head in {unit.head for unit in units}:
        yield [unit for unit in units if unit.head in {head, ""} and unit.place]
    for own in ([unit for unit in units if not AUTHORITIES.match(unit.name.casefold())], units):
        named = [unit for unit in own if len(unit.name.split()) > 1]
        for kind in {_kind(unit) for unit in named}:
            alike = [unit for unit in named if _kind(unit) == kind]
            if len(alike) >= _FEWEST:
                yield alike


def _kind(unit: Unit) -> tuple[str, str]:
    return unit.category, unit.name.split()[0].casefold()


def besides(finder: MemberFinder) -> list[Enumeration]:
    """``Ngoài A, cụm còn có …``: A is a member too."""
    context, tokens = finder.context, finder.tokens
    found = []
    for first, last in context.token_sentences:
        if first == last or tokens.norm_at(first) != "ngoài" or context.role_at(first) not in BODY:
            continue
        rest = tokens.norm[first:last]
        if "còn" not in rest or not any(
            "cluster" in finder.hits.get(i, {}) or tokens.norm_at(i) == "viên" for i in range(first, last)
        ):
            continue
        cluster = context.cluster_for(first)
        for i in range(first + 1, min(first + 6, last)):
            units, end = list_units(finder.grammar, i, limit=last, provinces=True, prose=True)
            if units and cluster is not None:
                local = tuple(finder.local(unit, finder.template(cluster)) for unit in units)
                found.append(Enumeration(cluster.id, i, end, local))
                break
    return found
