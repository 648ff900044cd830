"""Which period a meeting reviews: ``năm 2023``, ``6 tháng đầu năm``, ``nhiệm kỳ 2012-2017``."""

from collections.abc import Mapping, Sequence
from datetime import date

from extractors.dates import Partial, PeriodMention
from extractors.folding import any_of, pattern
from extractors.lexicon import data
from models.facts import MeetingKind

_DATA = data("meetings")
_CUE = pattern(rf"(?<!\w)(?:(?P<plan>{any_of(_DATA['planning'])})|{any_of(_DATA['reviewing'])})(?!\w)")
_PARTS = frozenset(("half", "quarter", "months"))
_WHOLES = frozenset(("year", "term", "school_year", "stage"))
REVIEWED: Mapping[MeetingKind, frozenset[str]] = {
    "year_review": _WHOLES,
    "interim_review": _PARTS | _WHOLES,
    "briefing": _PARTS | _WHOLES,
    "inspection": _PARTS | _WHOLES,
    "other": _PARTS | _WHOLES,
}
"""The kinds of periods that a kind of meeting looks back on; a launch, a signing or a workshop reviews nothing."""
_REACH = 160
_HALF_YEAR = pattern(r"(?<!\w)(?:(?:0?6|sáu)\stháng|nửa\s(?:đầu\s)?năm)(?!\w)")
_WHOLE_YEAR = pattern(r"(?<!\w)(?:cuối|cả|trong)\snăm(?!\w)")
_YEARS = pattern(r"[^.;,\n]{0,20}?(?<!\w)(?:\d{1,2}|hai|ba|bốn|năm|mười)\snăm\s(?!\d)")


def reviewed(low: str, periods: Sequence[PeriodMention], on: Partial, kind: MeetingKind) -> str | None:
    """The first of the ``periods`` of ``low``, folded words about a meeting of ``kind``, that is looked back on.

    What follows ``phương hướng``, ``triển khai`` or ``ký kết`` is planned and not reviewed. ``on`` is when the meeting is
    held, as far as known: it completes a period that leaves the year out, and no later one can be reviewed.
    """
    wanted = REVIEWED.get(kind, frozenset())
    for period in periods:
        if period.start >= _REACH:
            break
        if period.kind not in wanted or (period.year is None and period.kind not in _PARTS):
            continue
        if period.year is not None and on.year is not None and period.year > on.year:
            continue
        if not _is_planned(low, period.start):
            return period.value(_year_of(period, on))
    return None


def _year_of(period: PeriodMention, on: Partial) -> int | None:
    """The year of a part of a year: the one before where it would end after the meeting (``quý IV`` in January)."""
    if on.year is None or on.month is None or period.number is None:
        return on.year
    begins = {"half": 6 * (period.number - 1), "quarter": 3 * (period.number - 1), "months": period.number - 1}
    return on.year - 1 if on.month <= begins.get(period.kind, 0) - (period.kind == "months") else on.year


def _is_planned(low: str, end: int) -> bool:
    cues = [cue["plan"] is not None for cue in _CUE.finditer(low, 0, end)]
    return bool(cues) and cues[-1]


def default_period(low: str, start: int, end: int, day: date | None, year: int | None, kind: MeetingKind) -> str | None:
    """What a meeting named in ``low[start:end]`` reviews where no period is said: a year, or ``6 tháng`` for the first.

    A review of several years (``tổng kết 5 năm thực hiện …``) has no period of its own; one held in spring looks back
    on the year before.
    """
    if kind == "interim_review" and year is not None:
        return f"{year}-H1" if _HALF_YEAR.search(low, start, end) else None
    if kind == "other" and day is not None:
        return str(day.year) if _WHOLE_YEAR.search(low, start, end) else None
    if kind != "year_review" or _YEARS.match(low, start):
        return None
    if day is not None:
        return str(day.year - 1 if day.month <= 3 else day.year)
    return str(year) if year is not None else None
