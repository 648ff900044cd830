"""Units named one after the other in running text, with bare places (``Lào Cai``) read as the members they stand for."""

from dataclasses import dataclass, replace

from extractors.context import Context
from extractors.places import name_end, place_at
from extractors.unit_lists import list_units
from extractors.units import Unit

_AT = frozenset({"tại", "ở", "đến", "về"})


@dataclass(frozen=True, slots=True)
class Run:
    """One or more units in a row at tokens ``[first, last)``."""

    first: int
    last: int
    units: tuple[Unit, ...]


def unit_runs(context: Context, first: int, last: int, cluster: str | None = None) -> list[Run]:
    """The runs of units in tokens ``[first, last)``, in order."""
    runs: list[Run] = []
    i = first
    while i < last:
        run = run_at(context, i, last, cluster)
        if run is None:
            i += 1
            continue
        if context.mentions.tokens.norm_at(i - 1) in _AT:
            # A place that something happens at is not a unit that acts.
            named = context.mentions.units.head_at(run.first) is not None
            run = replace(run, units=tuple(unit for unit in run.units if named and unit.category != "place"))
        if run.units:
            runs.append(run)
        i = max(run.last, i + 1)
    return runs


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
    plural = tokens.norm_at(i) in {"các", "hai", "ba", "bốn"} or tokens.shape_at(i) == "N"
    if not (starts or plural):
        return None
    units, end = list_units(grammar, i, limit=last, prose=True)
    if not units:
        return None
    known = tuple(context.member_like(unit.name, cluster) or unit for unit in units)
    return Run(i, end, known)


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
