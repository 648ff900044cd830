"""Members of a cluster whose size is told but not yet reached: lists and tables of just so many units of one kind."""

from collections.abc import Iterator
from itertools import chain

from extractors.clusters import ClusterEntity
from extractors.lexicon import data
from extractors.member_lists import BODY, Enumeration, MemberFinder
from extractors.units import Unit, enumerator

_FEWEST = 4
"""So few units may be counted alike by chance."""
_NEAR = 80
_OF_SOME = tuple(data("members")["of_some"])
"""Words of sentences whose lists are of some members, or of others: awards, examples, guests."""
_AFTER_UNIT = frozenset({":", "|", ";", ",", "(", ".", "-", "–", "…", "..."})


def completing(finder: MemberFinder) -> list[Enumeration]:
    """The enumerations that make up the size of a cluster which lacks members."""
    context = finder.context
    found: list[Enumeration] = []
    tables: list[tuple[int, list[Unit]]] | None = None
    for entity in context.clusters:
        size = entity.size
        if size is None and not context.members.get(entity.id):
            found += _local_bodies(finder, entity)
        if size is None or size < _FEWEST or len(context.members.get(entity.id, ())) >= size:
            continue
        tables = _tables(finder) if tables is None else tables
        for first, last, units in chain(_rows(finder, entity, tables), _lists(finder, entity)):
            led = _head_above(finder, first)
            if _makes_up(finder, entity, units, size) or (led and _makes_up(finder, entity, units, size - 1)):
                found.append(Enumeration(entity.id, first, last, tuple(units)))
                break
    return found


def _local_bodies(finder: MemberFinder, entity: ClusterEntity) -> list[Enumeration]:
    """The longest list of local bodies of the organisation whose cluster it is, where no members are told otherwise.

    Lists of those who win or are proposed for something are none.
    """
    template = finder.template(entity)
    if template is None:
        return []
    best: Enumeration | None = None
    for first, last, units in _lists(finder, entity):
        kind = [unit for unit in units if unit.head == template.casefold() and unit.place]
        if len(kind) < max(_FEWEST, len(best.units) + 1 if best else 0) or len(kind) < len(units):
            continue
        sentence = " ".join(finder.tokens.norm[slice(*finder.context.sentence_at(first))])
        if not any(cue in sentence for cue in _OF_SOME):
            best = Enumeration(entity.id, first, last, tuple(kind))
    return [best] if best else []


def _makes_up(finder: MemberFinder, entity: ClusterEntity, units: list[Unit], size: int) -> bool:
    """Whether units of one kind, with the members that are known, are as many as the size."""
    names = {unit.name for unit in units}
    if len(names) != len(units) or len(units) < size - 1 or len(units) < _FEWEST - 1:
        return False
    kinds = {(unit.category, unit.name.split()[0].casefold()) for unit in units}
    known = [member for member in finder.context.members.get(entity.id, []) if member.name not in names]
    return len({category for category, _ in kinds}) == 1 and len(known) + len(units) == size


def _head_above(finder: MemberFinder, i: int) -> bool:
    """Whether the head of the cluster is named shortly before a list, as those who preside are."""
    return any("head" in finder.hits.get(j, {}) for j in range(max(0, i - _NEAR), i))


def _tables(finder: MemberFinder) -> list[tuple[int, list[Unit]]]:
    """Lines one after the other that begin with a unit: ``Công ty CP Nhựa X  702,4  48,1``, ``+ BVĐK huyện Y: ông Z``.

    The first token and the units of each stretch of such lines.
    """
    context = finder.context
    found: list[tuple[int, list[Unit]]] = []
    goes_on = False
    for (first, last), (_, _, role) in zip(context.token_lines, context.lines, strict=True):
        unit = _leading(finder, first, last) if role in BODY and first < last else None
        if unit is not None and goes_on:
            found[-1][1].append(unit)
        elif unit is not None:
            found.append((first, [unit]))
        goes_on = unit is not None
    return [(start, units) for start, units in found if len(units) >= _FEWEST - 1]


def _rows(
    finder: MemberFinder, entity: ClusterEntity, tables: list[tuple[int, list[Unit]]]
) -> Iterator[tuple[int, int, list[Unit]]]:
    """The units of a table that is about a cluster, and those without its first line, which may be its head."""
    template = finder.template(entity)
    for start, named in tables:
        if _concerns(finder, entity, start):
            units = [finder.local(unit, template) for unit in named]
            end = units[-1].last
            yield start, end, units
            yield units[1].first, end, units[1:]


def _leading(finder: MemberFinder, first: int, last: int) -> Unit | None:
    """The unit that a line begins with, before its figures, its people or its end."""
    tokens = finder.tokens
    mark = enumerator(tokens, first)
    i = mark if mark is not None else first
    unit = finder.grammar.unit_at(i)
    if unit is None:
        return None
    ended = unit.last >= last or tokens.norm_at(unit.last) in _AFTER_UNIT or tokens.shape_at(unit.last) == "N"
    return unit if ended else None


def _lists(finder: MemberFinder, entity: ClusterEntity) -> Iterator[tuple[int, int, list[Unit]]]:
    """Lists in sentences without a word of membership: ``- Bà X: Là Sở A, Sở B, Sở C và Sở D.``"""
    context, template = finder.context, finder.template(entity)
    for first, last in context.token_sentences:
        if first < last and context.role_at(first) in BODY and _concerns(finder, entity, first):
            for units, i, end in finder.lists_between(first, last, template):
                yield i, end, units


def _concerns(finder: MemberFinder, entity: ClusterEntity, i: int) -> bool:
    cluster = finder.context.cluster_for(i)
    return cluster is not None and cluster.id == entity.id
