"""Units that a sentence calls back by their kind alone: ``Sang năm 2019, Hội gánh vai Cụm trưởng``, ``đơn vị này sẽ làm …``."""

from bisect import bisect_left

from extractors.context import Context
from extractors.headship_times import Office
from extractors.headship_units import OfficeUnits
from extractors.lexicon import data
from extractors.runs import Run, unit_runs

_DATA = data("headships")["callbacks"]
_ANY = tuple(tuple(words.split()) for words in _DATA["any"])
"""Words for whatever unit was named last."""
_SCHOOLS = frozenset({"nhà trường"})
_LEAD = 20
_FARTHEST = 60


def called_back(context: Context, units: OfficeUnits, office: Office, cluster: str) -> Run | None:
    """The unit named earlier on the line of which the sentence of an office says only the kind, where it takes the office."""
    tokens, grammar = context.mentions.tokens, context.mentions.units
    first, _ = context.sentence_at(office.first)
    line, _ = context.line_at(office.first)
    for i in range(office.first - 1, max(first, office.first - _LEAD) - 1, -1):
        any_unit = next((words for words in _ANY if tuple(tokens.norm[i : i + len(words)]) == words), None)
        if any_unit is not None and tokens.norm_at(i - 1) not in _DATA["not_after"]:
            before = unit_runs(context, max(line, i - _FARTHEST), i, cluster)
            alone = before and len(before[-1].units) == 1 and units.linked(i + len(any_unit), office.first)
            return Run(i, i + len(any_unit), before[-1].units) if alone else None
        head = grammar.head_at(i) if tokens.is_capital(i) else None
        if head is None:
            continue
        whole = grammar.unit_at(i)
        named = whole is not None and whole.last > head[0]
        if named or tokens.shape_at(head[0]) not in "LPN" or not units.linked(head[0], office.first):
            return None
        return _last_of_kind(context, line, i, head[0], cluster)
    return None


def _last_of_kind(context: Context, line: int, i: int, end: int, cluster: str) -> Run | None:
    """The unit of the kind named at tokens ``[i, end)`` that the line names last before."""
    tokens, grammar = context.mentions.tokens, context.mentions.units
    kind = " ".join(tokens.norm[i:end])
    starts = grammar.head_starts
    for start in reversed(starts[bisect_left(starts, line) : bisect_left(starts, i)]):
        unit = grammar.unit_at(start)
        if unit is None or unit.last > i:
            continue
        words = " ".join(tokens.norm[unit.first : unit.last])
        if words.startswith(f"{kind} ") or (kind in _SCHOOLS and unit.category == "school" and words != kind):
            member = context.member_like(unit.name, cluster)
            return Run(i, end, (member or unit,))
    return None
