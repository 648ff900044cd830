"""Dates and periods as Vietnamese reports and news write them.

:func:`find_dates` reads what stands in the text and leaves out nothing but what is unsaid: a :class:`DateMention` may
lack its year. :func:`resolve` completes it by an :class:`Anchor`, the day of publication or else the year that the
document is about. :func:`find_periods` reads the periods that reports cover (``6 tháng đầu năm 2015``, ``quý III``,
``nhiệm kỳ 2012-2017``); :meth:`PeriodMention.value` writes them as the facts do (``2015-H1``).

Scores (``6/9``), ratios (``5/6 phiếu``), document numbers and times of day are no dates: a day and month without a year
need a word before them that announces a date, or brackets, or a list that only days form.
"""

import calendar
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import register, text_of
from extractors.folding import any_of, fold, opens_word, pattern, whole_words
from extractors.layout import Line
from extractors.lexicon import data

_DATA = data("dates")

NEAR_FUTURE = timedelta(days=75)
"""A day and month up to this far after the publication is an announcement; one further ahead was in the year before."""


class Anchor(NamedTuple):
    """What partial dates are read against: the day of publication, or only the year that the document is about."""

    day: date | None
    year: int | None


class Partial(NamedTuple):
    """A calendar day of which parts may be unsaid."""

    year: int | None
    month: int | None
    day: int | None


Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, or a run of days, as written in ``text[start:end]``; ``first == last`` for a single one.

    ``days_off`` is set where the text counts from the day of publication (``hôm qua`` is -1), ``years_off`` where it
    counts from its year (``năm nay`` is 0, ``tháng 12 năm ngoái`` -1). ``ahead`` tells that the clause announces
    something to come.
    """

    start: int
    end: int
    first: Partial
    last: Partial
    days_off: int | None = None
    years_off: int | None = None
    ahead: bool = False

    @property
    def precision(self) -> Precision:
        if self.days_off is not None or self.first.day is not None:
            return "day"
        return "year" if self.first.month is None else "month"


PeriodKind = Literal["year", "half", "quarter", "months", "term", "school_year", "stage"]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as written in ``text[start:end]``.

    ``number`` is the half (1, 2), the quarter (1-4) or the count of first months; ``year`` the first year where it is
    written, ``last_year`` the last one of a term, a school year or a stage; ``years_off`` counts from the anchor's.
    """

    start: int
    end: int
    kind: PeriodKind
    number: int | None = None
    year: int | None = None
    last_year: int | None = None
    years_off: int | None = None

    def value(self, year: int | None = None) -> str | None:
        """The period as facts write it; ``year`` is the anchor's, for a period that leaves it out."""
        first = self.year
        if first is None and year is not None:
            first = year + (self.years_off or 0)
        if first is None:
            return None
        if self.kind in ("term", "school_year", "stage"):
            return f"{first}/{self.last_year}" if self.last_year is not None else None
        if self.kind == "year":
            return str(first)
        letter = {"half": "H", "quarter": "Q", "months": "M"}[self.kind]
        return f"{first}-{letter}{self.number}"


# --- grammar of days --------------------------------------------------------------------------------------------------

_NUMERALS: dict[str, int] = {fold(word): number for word, number in _DATA["numerals"].items()}
_QUARTERS: dict[str, int] = {fold(word): number for word, number in _DATA["quarters"].items()}
_RELATIVE_DAYS: dict[str, int] = {fold(word): off for word, off in _DATA["relative_days"].items()}
_RELATIVE_YEARS: dict[str, int] = {fold(word): off for word, off in _DATA["relative_years"].items()}

_D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_M = r"(?:1[0-2]|0?[1-9])(?![\d,]\d|\d)"
_Y = r"(?:19|20)\d\d(?!\d)"
_MONTH_WORD = any_of([word for word in _DATA["numerals"] if word != "bốn"])
_LIST_MARK = r"(?:\s?,\s?(?:và\s)?|\s(?:và|&|cùng)\s|\s?-\s?|\s(?:đến|tới)\s(?:hết\s)?)(?:ngày\s)?"
_NOT_BEFORE = r"(?<![\w/.,-]\d)(?<!thứ\s\d)(?<!điều\s\d)(?<!khoản\s\d)(?<!số\s\d)(?<!lần\s\d)"
# The first digit comes first, what may not stand before it afterwards: so the engine can skip from digit to digit.
_FIRST = rf"\d{_NOT_BEFORE}\d?(?!\d)(?<!00)"
_DAYS = rf"(?P<days>{_FIRST}(?:{_LIST_MARK}{_D}){{0,9}})"

_WRITTEN = pattern(
    rf"{_DAYS}(?:"
    rf"(?P<sep>\s?[/.-]\s?|\s?/\s?)(?P<month>{_M})(?:(?:(?P=sep)|\s?[/-]\s?|\snăm\s)(?P<year>{_Y}|\d\d(?=\D|$)))?"
    rf"|(?:,?\s|\s?/\s?)tháng\s?(?P<month2>{_M}|{_MONTH_WORD}(?!\w))"
    rf"(?:,?\s?(?:năm|/|-)\s?(?P<year2>{_Y}|nay|ngoái|tới|sau)|,?\s(?P<year3>{_Y}))?"
    rf")(?![\w]|[/][\w]|-[^\W\d]|[.,]\d)"
)
# "Tháng Mười Hai 15, 2020": how some blog software prints a day in Vietnamese
_MONTH_FIRST = pattern(rf"tháng(?<!\wtháng)\s(?P<month>{_M}|{_MONTH_WORD})\s(?P<day>{_D}),\s(?P<year>{_Y})")
_RUN = pattern(
    rf"(?P<day>{_FIRST})(?P<sep>[/.-])(?P<month>{_M})(?:(?P=sep)(?P<year>{_Y}))?"
    rf"\s?(?:-|(?:đến|tới)(?:\shết)?(?:\sngày)?\s)\s?"
    rf"(?P<day2>{_D})(?P=sep)(?P<month2>{_M})(?:(?P=sep)(?P<year2>{_Y}))?(?![\w]|[/-]\w|[.,]\d)"
)
_ISO = pattern(r"(?P<year>(?:19|20)(?<![\w/.-]..)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = pattern(
    rf"tháng(?<!\wtháng)\s(?P<month>{_M}|{_MONTH_WORD}(?!\w))(?!\s?(?:tháng|ngày))"
    rf"(?:\s?(?:/|-|năm|\.)\s?(?P<year>{_Y})|\s(?P<off>năm\s(?:nay|ngoái|trước|sau|tới)))?"
)
_YEAR = pattern(rf"năm(?<!\wnăm)\s(?P<year>{_Y})(?!\s?[-/]\s?(?:19|20)\d\d)")
_RELATIVE_YEAR = pattern(rf"{any_of(list(_DATA['relative_years']))}(?!\w)")
_RELATIVE_DAY = pattern(rf"{any_of(list(_DATA['relative_days']))}(?!\w)")
_SAME_DAY = pattern(r"cùng\sngày(?!\w)")
_BRIDGE = pattern(r"\s?[,(]?\s?(?:ngày\s)?")
_RANGE_BRIDGE = pattern(r"\s?(?:-|đến(?:\shết)?(?:\sngày)?|tới(?:\sngày)?)\s?(?:ngày\s)?")
_CUE = pattern(rf"(?<!\w)({any_of(_DATA['day_cues'])})[\s,:(]{{0,2}}$")
_WEAK = frozenset(fold(word) for word in _DATA["weak_cues"])
_COUNTED = pattern(rf"\s?{any_of(_DATA['counted'])}(?!\w)")
_AHEAD = pattern(whole_words(_DATA["future_words"]))
_LUNAR = pattern(rf"\s?{any_of(_DATA['lunar'])}")
_CLAUSE_END = pattern(r"[.;\n]")
_NUMBERS = pattern(r"\d+")
_LOOK_BACK = 24


@cache
def _month_number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMERALS[word]


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date in ``text``, in order and without overlaps."""
    low = fold(text)
    runs = _runs(low) + _in_full(low)
    runs.sort(key=lambda mention: mention.start)
    taken = [(mention.start, mention.end) for mention in runs]
    found = [mention for mention in _written(low) if not _overlaps(taken, mention.start, mention.end)] + runs
    found.sort(key=lambda mention: mention.start)
    taken = [(mention.start, mention.end) for mention in found]
    others = _months(low) + _years(low) + _relative(low, found)
    found += [mention for mention in others if not _overlaps(taken, mention.start, mention.end)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return tuple(_with_same_day(low, _joined(low, found)))


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """``taken`` is sorted and free of overlaps."""
    at = bisect_right(taken, start, key=lambda span: span[1])
    return at < len(taken) and taken[at][0] < end


def _is_day(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None or day is None:
        return False
    return 1 <= day <= calendar.monthrange(year if year is not None else 2024, month)[1]


def _written(low: str) -> list[DateMention]:
    mentions: list[DateMention] = []
    for match in _WRITTEN.finditer(low):
        month = _month_number(match["month"] or match["month2"])
        written = match["year"] or match["year2"] or match["year3"]
        year = int(written) if written is not None and written.isdigit() else None
        if year is not None and year < 100:
            year += 2000
        off = _RELATIVE_YEARS.get(f"năm {written}") if written is not None and year is None else None
        days = [int(number.group()) for number in _NUMBERS.finditer(match["days"])]
        start = match.start()
        if match["month2"] == "năm" and written is not None and not low.endswith("ngày ", 0, start):
            # "sơ kết 6 tháng năm 2015": half a year, no day in May
            continue
        if len(days) > 1 and days != sorted(set(days)):
            # "5 đơn vị, 3/4": only the last number belongs to the month
            *_, last = _NUMBERS.finditer(match["days"])
            start, days = match.start("days") + last.start(), days[-1:]
        if not all(_is_day(year, month, day) for day in days):
            continue
        if match["month"] and year is None and not _announced(low, start, match.end(), match["sep"], len(days)):
            continue
        if (
            match["month"]
            and match["year"] is not None
            and len(match["year"]) == 2
            and not _announced(low, start, match.end(), match["sep"], 1)
        ):
            continue
        if _LUNAR.match(low, match.end()):
            continue
        mentions.append(
            DateMention(
                start,
                match.end(),
                Partial(year, month, days[0]),
                Partial(year, month, days[-1]),
                years_off=off,
                ahead=_is_ahead(low, start, match.end()),
            )
        )
    return mentions


def _runs(low: str) -> list[DateMention]:
    """``30/8-1/9/2023``: a run of days from one month into another, or written in full at both ends."""
    mentions = []
    for match in _RUN.finditer(low):
        year, year2 = (int(written) if written else None for written in (match["year"], match["year2"]))
        first = Partial(year, int(match["month"]), int(match["day"]))
        last = Partial(year2, int(match["month2"]), int(match["day2"]))
        if first[1:] == last[1:] or not _is_day(year, *first[1:]) or not _is_day(year2, *last[1:]):
            continue
        if year2 is None and not _announced(low, match.start(), match.end(), match["sep"], 1):
            continue
        if year is None and year2 is not None:
            first = first._replace(year=year2 - (first[1:] > last[1:]))
        ahead = _is_ahead(low, match.start(), match.end())
        mentions.append(DateMention(match.start(), match.end(), first, last, ahead=ahead))
    return mentions


def _in_full(low: str) -> list[DateMention]:
    """``2020-12-15`` and ``Tháng Mười Hai 15, 2020``."""
    mentions = []
    for match in (*_ISO.finditer(low), *_MONTH_FIRST.finditer(low)):
        part = Partial(int(match["year"]), _month_number(match["month"]), int(match["day"]))
        if _is_day(*part):
            mentions.append(DateMention(match.start(), match.end(), part, part))
    return mentions


def _announced(low: str, start: int, end: int, separator: str, count: int) -> bool:
    """Whether a day and month without a year is a date and not a score, a ratio or a range."""
    if _COUNTED.match(low, end):
        return False
    cue = _CUE.search(low[max(0, start - _LOOK_BACK) : start])
    slash = separator.strip() == "/"
    if count > 1:
        return slash or separator == "-" or cue is not None
    if cue is not None:
        return slash or cue[1] not in _WEAK
    bracketed = start > 0 and low[start - 1] in "([" and end < len(low) and low[end] in ")],"
    return bracketed and slash


def _is_ahead(low: str, start: int, end: int) -> bool:
    """Whether the clause around speaks of something to come."""
    left = low[max(0, start - 120) : start]
    right = low[end : end + 80]
    cut = [stop.end() for stop in _CLAUSE_END.finditer(left)]
    stop = _CLAUSE_END.search(right)
    clause = (left[cut[-1] :] if cut else left) + " … " + (right[: stop.start()] if stop else right)
    return _AHEAD.search(clause) is not None


def _months(low: str) -> list[DateMention]:
    mentions = []
    for match in _MONTH.finditer(low):
        year = int(match["year"]) if match["year"] else None
        off = _RELATIVE_YEARS.get(" ".join(match["off"].split())) if match["off"] else None
        part = Partial(year, _month_number(match["month"]), None)
        mentions.append(
            DateMention(
                match.start(), match.end(), part, part, years_off=off, ahead=_is_ahead(low, match.start(), match.end())
            )
        )
    return mentions


def _years(low: str) -> list[DateMention]:
    mentions = [
        DateMention(match.start(), match.end(), part, part)
        for match in _YEAR.finditer(low)
        for part in (Partial(int(match["year"]), None, None),)
    ]
    nothing = Partial(None, None, None)
    for match in _RELATIVE_YEAR.finditer(low):
        if not opens_word(low, match.start()):
            continue
        # "6 tháng đầu năm nay" is no year, "năm sau" after a number of years counts from there
        mentions.append(
            DateMention(
                match.start(), match.end(), nothing, nothing, years_off=_RELATIVE_YEARS[" ".join(match.group().split())]
            )
        )
    mentions.sort(key=lambda mention: mention.start)
    return mentions


def _relative(low: str, written: Sequence[DateMention]) -> list[DateMention]:
    """``hôm qua`` and its like where no written date follows that says the same (``chiều qua (29/12)``)."""
    starts = {mention.start for mention in written}
    mentions = []
    nothing = Partial(None, None, None)
    for match in _RELATIVE_DAY.finditer(low):
        if not opens_word(low, match.start()):
            continue
        bridge = _BRIDGE.match(low, match.end())
        if bridge is not None and bridge.end() in starts:
            continue
        off = _RELATIVE_DAYS[" ".join(match.group().split())]
        mentions.append(DateMention(match.start(), match.end(), nothing, nothing, days_off=off))
    return mentions


def _joined(low: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Two written dates with a dash or ``đến`` between them are one run of days."""
    joined: list[DateMention] = []
    for mention in mentions:
        if joined and mention.first.day is not None and joined[-1].first.day is not None:
            before = joined[-1]
            bridge = _RANGE_BRIDGE.fullmatch(low, before.end, mention.start)
            year = mention.last.year if before.first.year is None else before.first.year
            if (
                bridge is not None
                and mention.last.month is not None
                and before.first.month is not None
                and (before.first.month, before.first.day) != (mention.first.month, mention.first.day)
            ):
                if (
                    before.first.year is None
                    and year is not None
                    and (before.first.month, before.first.day) > (mention.last.month, mention.last.day or 0)
                ):
                    year -= 1
                first = before.first._replace(year=year)
                joined[-1] = replace(before, end=mention.end, first=first, last=mention.last)
                continue
        if joined and mention.start < joined[-1].end:
            continue
        joined.append(mention)
    return joined


def _with_same_day(low: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Add ``cùng ngày`` with the day named before it."""
    same = [(match.start(), match.end()) for match in _SAME_DAY.finditer(low)]
    if not same:
        return list(mentions)
    found: list[DateMention] = []
    last: DateMention | None = None
    marks = iter(same)
    mark = next(marks, None)
    for mention in mentions:
        while mark is not None and mark[0] < mention.start:
            if last is not None:
                found.append(replace(last, start=mark[0], end=mark[1], first=last.last))
            mark = next(marks, None)
        found.append(mention)
        if mention.precision == "day":
            last = mention
    if last is not None:
        rest = [] if mark is None else [mark, *marks]
        found += [replace(last, start=start, end=end, first=last.last) for start, end in rest]
    return found


# --- completing -------------------------------------------------------------------------------------------------------


def resolve(mention: DateMention, anchor: Anchor) -> tuple[date | None, date | None]:
    """First and last day of a mention, completed by ``anchor``; ``(None, None)`` where more than one reading is left.

    A month or a year gives its first and last day (see :attr:`DateMention.precision`). A day and month without a year
    falls in the year of the publication, unless that lies more than :data:`NEAR_FUTURE` ahead of it and nothing
    announces something to come: then in the year before. With ``ahead``, a day long past by then is next year's.
    """
    if mention.days_off is not None:
        if anchor.day is None:
            return None, None
        day = anchor.day + timedelta(days=mention.days_off)
        return day, day
    year = mention.last.year
    if year is None and mention.years_off is not None and anchor.year is not None:
        year = anchor.year + mention.years_off
    if year is None:
        year = _year_of(mention, anchor)
    if year is None:
        return None, None
    last = _completed(mention.last, year, end=True)
    first = _completed(mention.first, mention.first.year or year, end=False)
    if first is not None and last is not None and first > last and mention.first.year is None:
        first = _completed(mention.first, year - 1, end=False)
    return (None, None) if first is None or last is None else (first, last)


def _completed(part: Partial, year: int, *, end: bool) -> date | None:
    month = part.month or (12 if end else 1)
    days = calendar.monthrange(year, month)[1]
    day = part.day or (days if end else 1)
    return date(year, month, day) if day <= days else None


def _year_of(mention: DateMention, anchor: Anchor) -> int | None:
    if anchor.day is None:
        return anchor.year
    if mention.last.month is None:
        return None
    day = _completed(mention.first._replace(year=anchor.day.year), anchor.day.year, end=False)
    if day is None:
        return None
    if day > anchor.day:
        return anchor.day.year if mention.ahead or day - anchor.day <= NEAR_FUTURE else anchor.day.year - 1
    if mention.ahead and anchor.day - day > timedelta(days=183):
        return anchor.day.year + 1
    return anchor.day.year


def teaser_anchor(text: str, lines: Sequence[Line], offset: int, anchor: Anchor) -> Anchor:
    """The anchor for the date at ``offset``: a teaser of later news than the page itself carries its own year.

    Pages are saved long after they were published; their "related news" then tells of later years, which the teaser
    (headline and lead) names.
    """
    at = bisect_right(lines, offset, key=lambda line: line.start) - 1
    if at < 0 or lines[at].role != "teaser" or anchor.day is None:
        return anchor
    start = lines[at - 1].start if at > 0 and lines[at - 1].role == "teaser" else lines[at].start
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text[start : lines[at].end])]
    if years and max(years) > anchor.day.year:
        return Anchor(None, max(years))
    return anchor


# --- periods ----------------------------------------------------------------------------------------------------------

_COUNT = rf"(?P<count>\d(?<!\w\d)\d?|{any_of([word for word in _DATA['numerals'] if word != 'tư'])})"
_OF_YEAR = (
    rf"(?:[\s,]{{0,2}}(?:của\s)?(?:(?:năm|/|-)\s?(?P<year>{_Y})|(?:năm\s)?(?P<off>nay|ngoái|trước|sau|tới)(?!\w)"
    rf"|(?P<bare>{_Y})))?"
)
_HALF = pattern(rf"{_COUNT}\stháng\s(?P<part>đầu|cuối|qua|(?=năm\s\d))(?:\snăm)?{_OF_YEAR}")
_HALF_YEAR = pattern(rf"(?:nửa\s(?:đầu\s|cuối\s)?năm|nửa\s(?:đầu|cuối))(?:\snăm)?{_OF_YEAR}")
_QUARTER = pattern(
    rf"quý\s(?P<quarter>iv|i{{1,3}}|[1-4]|một|hai|ba|bốn|tư)(?![\w])(?:\s?(?:/|-|năm|,)\s?(?:năm\s)?(?P<year>{_Y}))?"
)
_SPAN = pattern(
    rf"(?P<what>nhiệm\skỳ|khóa|năm\shọc|giai\sđoạn|(?:\d{{1,2}}\s)?năm)"
    rf"\s?\(?\s?(?P<first>{_Y})\s?(?:-|/|đến(?:\snăm)?)\s?(?P<last>{_Y})"
)
_SPAN_KINDS: dict[str, PeriodKind] = {"nhiệm": "term", fold("khóa"): "term", "học": "school_year"}
_YEARS = pattern(rf"năm(?<!\wnăm)\s(?P<year>{_Y})(?!\s?[-/]\s?(?:19|20)\d\d)")


def find_periods(text: str) -> tuple[PeriodMention, ...]:
    """Every period in ``text``, in order and without overlaps; ``9 tháng đầu năm`` is one period and no year."""
    low = fold(text)
    found: list[PeriodMention] = []
    for match in _SPAN.finditer(low):
        words = match["what"].split()
        kind = _SPAN_KINDS.get(words[0]) or _SPAN_KINDS.get(words[-1]) or "stage"
        found.append(
            PeriodMention(match.start(), match.end(), kind, year=int(match["first"]), last_year=int(match["last"]))
        )
    for match in _HALF.finditer(low):
        count = int(match["count"]) if match["count"].isdigit() else _NUMERALS[match["count"]]
        if not 1 <= count <= 12:
            continue
        year, off = _year_written(match)
        if count == 6:
            number = 2 if match["part"] == "cuối" else 1
            found.append(PeriodMention(match.start(), match.end(), "half", number, year, years_off=off))
        elif match["part"] != "cuối":
            found.append(PeriodMention(match.start(), match.end(), "months", count, year, years_off=off))
    for match in _HALF_YEAR.finditer(low):
        year, off = _year_written(match)
        number = 2 if "cuối" in match.group() else 1
        found.append(PeriodMention(match.start(), match.end(), "half", number, year, years_off=off))
    for match in _QUARTER.finditer(low):
        year = int(match["year"]) if match["year"] else None
        found.append(PeriodMention(match.start(), match.end(), "quarter", _QUARTERS[match["quarter"]], year))
    for match in _YEARS.finditer(low):
        found.append(PeriodMention(match.start(), match.end(), "year", year=int(match["year"])))
    for match in _RELATIVE_YEAR.finditer(low):
        if not opens_word(low, match.start()):
            continue
        off = _RELATIVE_YEARS[" ".join(match.group().split())]
        found.append(PeriodMention(match.start(), match.end(), "year", years_off=off))
    found = [period for period in found if opens_word(low, period.start)]
    found.sort(key=lambda period: (period.start, -period.end))
    kept: list[PeriodMention] = []
    for period in found:
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return tuple(kept)


def _year_written(match: re.Match[str]) -> tuple[int | None, int | None]:
    written = match["year"] or match["bare"]
    off = _RELATIVE_YEARS.get(f"năm {match['off']}") if match["off"] else None
    return (int(written) if written else None), off


@Language.component("dates")
def dates(doc: Doc) -> Doc:
    """Set ``doc._.dates``."""
    doc._.dates = find_dates(text_of(doc))
    return doc


register()
