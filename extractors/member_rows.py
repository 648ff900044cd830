"""Members told beside their cluster's name, without a verb: in brackets, in the columns of a table, in apposition."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractors.clusters import ClusterEntity, ClusterMention
from extractors.lexicon import data
from extractors.member_lists import BODY, Enumeration, MemberFinder
from extractors.runs import Run, unit_runs
from extractors.unit_lists import list_units
from extractors.units import Unit

_LEADS = tuple(tuple(words.split()) for words in data("members")["leads"])
"""What may stand between a unit's line and the name of its cluster in the next one: ``Dẫn đầu``."""
_ENDS_CELL = frozenset({"|", ".", ";", "(", "/", "./."})
_OWNED = frozenset({"của", "thuộc"})
_OF_KIND = frozenset({"các", "nhóm", "khối"})
_LONGEST_MARK = 3
_LONGEST_OWNER = 6
_LONGEST_BRACKET = 120


def told_beside(finder: MemberFinder) -> list[Enumeration]:
    """Every enumeration that stands before or behind a cluster's name."""
    context = finder.context
    found: list[Enumeration] = []
    for entity in context.clusters:
        for mention in entity.mentions:
            if context.role_at(mention.first) in BODY:
                found += _behind(finder, entity, mention)
                found += _before(finder, entity, mention)
    return found


# -- behind the name ---------------------------------------------------------------------------------------------------


def _behind(finder: MemberFinder, entity: ClusterEntity, mention: ClusterMention) -> Iterator[Enumeration]:
    """``Cụm thi đua số 3 của tỉnh (thị xã X, các huyện Y, Z)``; ``1 | Cụm thi đua số 1 (vùng núi) | Các xã X, Y | 02``."""
    tokens, template = finder.tokens, finder.template(entity)
    i = owner = mention.last
    while owner < i + _LONGEST_OWNER and tokens.norm_at(i) in _OWNED and tokens.norm_at(owner) != "(":
        owner += 1
    if tokens.norm_at(owner) == "(":
        close = _close(finder, owner)
        if close is None:
            return
        units, end = list_units(finder.grammar, owner + 1, template=template, limit=close, provinces=True)
        if len(units) > 1 and end == close:
            yield Enumeration(entity.id, owner, close, finder.listed(units, template))
            return
        i = close + 1
    first, last = finder.context.line_at(mention.first)
    if not _opens_row(finder, first, mention.first):
        return
    separated = tokens.norm_at(i) in {":", "|"}
    units, end = list_units(finder.grammar, i, template=template, limit=last, provinces=True)
    ended = end >= last or tokens.norm_at(end) in _ENDS_CELL or tokens.shape_at(end) == "N"
    # "KHỐI THI ĐUA I: CÁC CÔNG ĐOÀN NGÀNH" tells of what kind the members are.
    single = separated and len(units) == 1 and tokens.norm_at(i + 1) not in _OF_KIND
    alone = single and units[0].category != "place" and end >= last - 1
    if ended and (len(units) > 1 or alone):
        yield Enumeration(entity.id, i, end, finder.listed(units, template))
        return
    for i, stop in _columns(finder, mention.last, last):
        units, end = list_units(finder.grammar, i, template=template, limit=stop, provinces=True)
        if len(units) > 1 and (end >= stop or tokens.norm_at(end) in _ENDS_CELL or stop == last):
            yield Enumeration(entity.id, i, end, finder.listed(units, template))
            return


def _columns(finder: MemberFinder, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where members may stand further on in a row: in each later cell, or from an item 1 where the bars are lost.

    ``1 | Cụm thi đua số 1 | Các xã vùng cao (03 đơn vị) | 1. Xã X; 2. Xã Y; 3. Xã Z | Xã Y``.
    """
    tokens = finder.tokens
    bars = [i for i in range(first, last) if tokens.norm[i] == "|"]
    for bar, stop in pairwise([*bars, last]):
        numbered = tokens.norm_at(bar + 1) == "1" and tokens.norm_at(bar + 2) in {".", ")"}
        yield bar + (3 if numbered else 2 if tokens.norm_at(bar + 1) in {"-", "–", "+"} else 1), stop
    if not bars:
        ones = (i for i in range(first, last) if tokens.norm[i] == "1" and tokens.norm_at(i + 1) in {".", ")"})
        for i in ones:
            yield i + 2, last


def _close(finder: MemberFinder, i: int) -> int | None:
    """The bracket that closes the one at token ``i``."""
    tokens, depth = finder.tokens, 0
    for j in range(i, min(i + _LONGEST_BRACKET, len(tokens))):
        depth += (tokens.norm_at(j) == "(") - (tokens.norm_at(j) == ")")
        if depth == 0:
            return j
    return None


def _opens_row(finder: MemberFinder, first: int, i: int) -> bool:
    """Whether nothing but a mark or a number stands between the start of a line and token ``i``."""
    tokens = finder.tokens
    return i - first <= _LONGEST_MARK and all(
        tokens.shape_at(k) in "NP" or len(tokens.words[k]) == 1 for k in range(first, i)
    )


# -- before the name ---------------------------------------------------------------------------------------------------


def _before(finder: MemberFinder, entity: ClusterEntity, mention: ClusterMention) -> Iterator[Enumeration]:
    """Units with their cluster in apposition: ``Thanh tra tỉnh X (thuộc Cụm thi đua số III)``, ``A, Cụm thi đua số I;``."""
    tokens, context = finder.tokens, finder.context
    before = mention.first - 1
    owned = tokens.norm_at(before) in _OWNED
    if owned and tokens.norm_at(before - 1) in {"(", "|"}:
        before -= 1
    lead = next(
        (words for words in _LEADS if tuple(tokens.norm[max(0, before - len(words) + 1) : before + 1]) == words), ()
    )
    before -= len(lead)
    mark = tokens.norm_at(before)
    if mark == "|" or (tokens.shape_at(before) == "B" and (lead or owned)):
        run = _run_before(finder, entity, before)
        if run is not None:
            yield Enumeration(entity.id, run.first, mention.last, _completed(finder, entity, run))
        return
    if not (owned or mark in {"(", ",", "-", "–"}) or (mark in {"-", "–"} and not lead):
        return
    if mark == "," and tokens.norm_at(mention.last) not in {";", "."}:
        return
    first, _ = context.sentence_at(mention.first)
    first = max([first, *(other.last for other in context.cluster_mentions if other.last < before)])
    runs = [run for run in unit_runs(context, first, before, entity.id) if run.last == before]
    if not runs or (owned and before == mention.first - 1 and len(runs[-1].units) < 2):
        return
    if any(first <= person.first < runs[-1].first for person in context.mentions.people):
        # Where someone works: "ông X, chuyên viên Văn phòng, Sở Y tế (Khối thi đua số 6)".
        runs[-1] = replace(runs[-1], units=runs[-1].units[-1:])
    opens = mark == "(" and _opens_row(finder, context.line_at(mention.first)[0], runs[-1].first)
    if owned or opens or all(unit.category != "place" for unit in runs[-1].units):
        yield Enumeration(entity.id, runs[-1].first, mention.last, _completed(finder, entity, runs[-1]))


def _run_before(finder: MemberFinder, entity: ClusterEntity, before: int) -> Run | None:
    """The units that fill the cell, or the item's line, that ends at token ``before``."""
    tokens, context = finder.tokens, finder.context
    if before < 1:
        return None
    first, _ = context.line_at(before - 1)
    if context.role_at(before - 1) not in BODY:
        return None
    if tokens.shape_at(before) == "B" and not (tokens.shape_at(first) in "NP" and tokens.is_capital(first + 2)):
        return None
    cell = next((k + 1 for k in range(before - 1, first - 1, -1) if tokens.norm_at(k) == "|"), first)
    runs = unit_runs(context, cell, before, entity.id)
    return runs[0] if len(runs) == 1 and runs[0].last == before else None


def _completed(finder: MemberFinder, entity: ClusterEntity, run: Run) -> tuple[Unit, ...]:
    template = finder.template(entity)
    return tuple(finder.completed(unit, template) for unit in run.units)
