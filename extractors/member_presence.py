"""Members told by who is present, or beside others: the lists of those who attend (guidelines, point 4)."""

import re

from extractors.lexicon import data
from extractors.member_lists import BODY, Enumeration, MemberFinder
from extractors.unit_lists import list_units

_DATA = data("members")
_SPEAKS = re.compile(r"\b(cụm|khối)\b(?! phố)|\bvề đây\b")
"""Words that point to a cluster."""


def attendance(finder: MemberFinder) -> list[Enumeration]:
    """Lists of those present that are lists of members (guidelines, point 4), and of those said to belong.

    They are where they came in full, where their number is the cluster's size, or where a counted list is of the very
    kind that the cluster is named for.
    """
    context, tokens = finder.context, finder.tokens
    found = []
    shown, around = (0, 0), ""
    for first, last in context.token_sentences:
        if not context.clusters or first == last or context.role_at(first) not in BODY:
            continue
        line = context.line_at(first)
        said = " ".join(tokens.norm[first:last])
        if line != shown:
            shown, around = line, " ".join(tokens.norm[line[0] : line[1]])
        belongs = any(cue in said for cue in _DATA["belong_cues"]) and _SPEAKS.search(said) is not None
        attends = any(cue in around for cue in _DATA["attend_cues"])
        full = any(cue in said for cue in _DATA["full_cues"])
        if not (belongs or attends or full):
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
    found += represented(finder)
    found += besides(finder)
    return found


def represented(finder: MemberFinder) -> list[Enumeration]:
    """Units whose people are named as present, if they and the units listed beside them make up the cluster's size."""
    context = finder.context
    found: list[Enumeration] = []
    if all(entity.size is None for entity in context.clusters):
        return found
    for start, end, role in context.lines:
        if role not in BODY:
            continue
        first, last = context.token_range(start, end)
        said = " ".join(finder.tokens.norm[first:last])
        if not any(cue in said for cue in _DATA["attend_cues"]):
            continue
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
        for head in {unit.head for unit in present}:
            units = {
                unit.name: finder.local(unit, template) for unit in present if unit.head in {head, ""} and unit.place
            }
            if len(units) == cluster.size:
                found.append(Enumeration(cluster.id, first, last, tuple(units.values())))
                break
    return found


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
