"""Units named one after the other in running text, with bare places (``Lào Cai``) read as the members they stand for."""

from dataclasses import dataclass, replace

from extractors.context import Context
from extractors.places import level_at, name_end, place_at
from extractors.unit_lists import list_units
from extractors.units import Unit

_APART = frozenset({"enterprise", "school", "hospital"})
"""Categories of units that never stand for the place they are named after."""
_MANY = frozenset({"các", "hai", "ba", "bốn"})
_AT = frozenset({"tại", "ở", "đến", "về"})


@dataclass(frozen=True, slots=True)
class Run:
    """One or more units in a row at tokens ``[first, last)``."""

    first: int
    last: int
    units: tuple[Unit, ...]


def unit_runs(context: Context, first: int, last: int, cluster: str | None = None) -> list[Run]:
    """The runs of units in tokens ``[first, last)``, in order."""
    tokens = context.mentions.tokens
    runs: list[Run] = []
    i = first
    while i < last:
        small = tokens.shape[i] == "L" and tokens.norm[i] not in _MANY and level_at(tokens, i) is None
        if small and not _small_head(context, i):
            i += 1
            continue
        if tokens.norm_at(i - 1) in _AT and (after := _past_places(context, i)) is not None:
            i = after
            continue
        run = run_at(context, i, last, cluster)
        if run is None:
            i += 1
            continue
        if tokens.norm_at(i - 1) in _AT:
            # What something happens at is not a unit that acts.
            run = replace(run, units=tuple(unit for unit in run.units if unit.category != "place"))
        if run.units:
            runs.append(run)
        i = max(run.last, i + 1)
    return runs


def _past_places(context: Context, i: int) -> int | None:
    """The token after the places at token ``i`` that something happens at: ``tại thị xã Gò Công, tỉnh Tiền Giang,``."""
    mentions = context.mentions
    tokens = mentions.tokens
    if mentions.units.head_at(i) is not None:
        return None
    end = i
    while (place := place_at(tokens, mentions.hits, end)) is not None and place.last > end:
        end = place.last
        if tokens.norm_at(end) == ",":
            end += 1
    return end if end > i else None


def run_at(context: Context, i: int, last: int, cluster: str | None = None) -> Run | None:
    """The units enumerated at token ``i``; None where no unit starts."""
    mentions = context.mentions
    tokens, grammar = mentions.tokens, mentions.units
    if tokens.shape_at(i) in "PB" or mentions.hits.get(i, {}).keys() & {"head", "deputy", "office", "rank"}:
        return None
    if "cluster" in mentions.hits.get(i, {}) and tokens.norm_at(i - 1) not in {"ủy"}:
        return None
    bare = _bare_places(context, i, last, cluster)
    if bare is not None:
        return bare
    starts = grammar.head_at(i) is not None or place_at(tokens, mentions.hits, i) is not None
    plural = tokens.norm_at(i) in _MANY or tokens.shape_at(i) == "N"
    if not (starts or plural):
        return _small_run(context, i, last, cluster)
    units, end = list_units(grammar, i, limit=last, prose=True)
    if not units:
        return None
    known = tuple(_member(context, unit, cluster) for unit in units)
    return Run(i, end, known)


def _small_head(context: Context, i: int) -> bool:
    """Whether an organisation with a name of its own is written small at token ``i``: ``trường THPT Lê Lợi``."""
    mentions = context.mentions
    head = mentions.units.head_at(i, lower=True)
    return head is not None and any(mentions.tokens.is_capital(j) for j in range(i + 1, head[0] + 1))


def _small_run(context: Context, i: int, last: int, cluster: str | None) -> Run | None:
    """The units enumerated from one that is written small."""
    mentions = context.mentions
    if not _small_head(context, i):
        return None
    unit = mentions.units.unit_at(i, lower=True)
    if unit is None or unit.last > last or unit.last == i + 1:
        return None
    alone = Run(i, unit.last, (_member(context, unit, cluster),))
    if mentions.tokens.norm_at(unit.last) not in {",", "và"}:
        return alone
    rest = run_at(context, unit.last + 1, last, cluster)
    return alone if rest is None else Run(i, rest.last, (*alone.units, *rest.units))


def _member(context: Context, unit: Unit, cluster: str | None) -> Unit:
    """The member that a unit is; a firm or a school in a town is not the town."""
    member = context.member_like(unit.name, cluster)
    if member is None or (member.category == "place" and unit.category in _APART):
        return unit
    return member


def first_of_run(context: Context, i: int, last: int, cluster: str | None = None) -> Run | None:
    """The first of the units enumerated at token ``i`` alone: ``X`` of ``X, Y làm Cụm phó``."""
    mentions = context.mentions
    unit = mentions.units.unit_at(i)
    if unit is not None and unit.last <= last:
        return Run(i, unit.last, (_member(context, unit, cluster),))
    for stop in range(i + 1, last):
        if mentions.tokens.norm_at(stop) in {",", "và"}:
            run = run_at(context, i, stop, cluster)
            return run if run is not None and len(run.units) == 1 else None
    return None


def _bare_places(context: Context, i: int, last: int, cluster: str | None) -> Run | None:
    """Bare names of provinces, or of places that members belong to: ``Hưng Yên và Thái Bình``."""
    tokens, hits = context.mentions.tokens, context.mentions.hits
    units: list[Unit] = []
    j = end = i
    while j < last and tokens.is_capital(j):
        if units == [] and place_at(tokens, hits, j) is not None and "province" not in hits.get(j, {}):
            return None
        stop = name_end(tokens, hits, j)
        if stop == j:
            break
        name = tokens.string(j, stop)
        member = context.member_like(name, cluster)
        if member is None:
            break
        units.append(member)
        j = end = stop
        if tokens.norm_at(j) in {",", "và"}:
            j += 1
        else:
            break
    return Run(i, end, tuple(units)) if units else None
