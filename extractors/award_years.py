"""The year that an award rewards."""

import re
from collections.abc import Sequence

from extractors.award_names import AwardName, year_at
from extractors.context import Context
from extractors.lexicon import data

_DATA = data("awards")
_SEVERAL_YEARS = tuple(_DATA["of_several_years"])
_OF_SOMETHING_ELSE = frozenset(_DATA["not_the_awards_year"])
_AFTER_LAST_YEAR = frozenset({",", ";", "cũng", "đã", "và", "của", "được", "đơn"})
_THIS_YEAR = tuple(_DATA["this_year"])
_OPENING = 6
_OF_YEARS = 26
_BEHIND = 14
_BEFORE = 200
_REWARDS = re.compile(r"(?<!\w)(?:tặng|khen)(?!\w)")
_TITLED = re.compile(r"năm (?:học )?((?:19|20)\d\d)", re.IGNORECASE)


def titled_year(title: str) -> int | None:
    """The one year that a title names, or of several the first if it rewards first and then plans: ``tặng … năm 2021 và chỉ định``."""
    years = list(dict.fromkeys(_TITLED.findall(title)))
    if len(years) > 1 and not _REWARDS.search(title[: title.index(years[0])].casefold()):
        return None
    return int(years[0]) if years else None


def spans_years(context: Context, award: AwardName) -> bool:
    """Whether the clause of an award speaks of several years: ``vì thành tích 5 năm``, ``giai đoạn 2016-2020``."""
    norm = context.mentions.tokens.norm
    first, last = context.sentence_at(award.first)
    before = norm[max(first, award.first - 12) : award.first]
    behind = norm[award.last : min(last, award.last + _OF_YEARS)]
    while ";" in before:
        before = before[before.index(";") + 1 :]
    words = " ".join(before + (behind[: behind.index(";")] if ";" in behind else behind))
    return any(phrase in words for phrase in _SEVERAL_YEARS)


def year_told(context: Context, first: int, last: int, others: Sequence[tuple[int, int]] = ()) -> int | None:
    """The year told with something at tokens ``[first, last)``: shortly behind it, or before it in its sentence.

    ``others`` are tokens of other things that have years of their own.
    """
    start, end = context.sentence_at(first)
    return year_behind(context, last, min(end, last + _BEHIND)) or _year_before(context, start, first, others)


def year_behind(context: Context, first: int, last: int) -> int | None:
    """The first year at tokens ``[first, last)``, up to a semicolon or to something else that has a year."""
    tokens = context.mentions.tokens
    for i in range(first, last):
        norm = tokens.norm[i]
        if norm == ";" or (norm in _OF_SOMETHING_ELSE and norm not in {"từ", "đến"}):
            return None
        if norm == "năm" and (year := year_at(tokens, i)[0]) is not None and not _of_something_else(context, i):
            return year
    return None


def year_in(context: Context, first: int, last: int) -> int | None:
    """The first year at tokens ``[first, last)`` that is not of a date, a plan or an office."""
    tokens = context.mentions.tokens
    years = (
        year_at(tokens, i)[0]
        for i in range(first, last)
        if tokens.norm[i] == "năm" and not _of_something_else(context, i)
    )
    return next((year for year in years if year is not None), None)


def paragraph_year(context: Context, first: int) -> int | None:
    """The year that an earlier sentence of the paragraph sets: ``công bố các quyết định khen thưởng năm 2024. …``."""
    tokens = context.mentions.tokens
    start, _ = context.line_at(first)
    for i in range(first - 1, start - 1, -1):
        if tokens.norm[i] == "năm" and (i == start or tokens.norm_at(i - 1) in {".", "trong", "thưởng"}):
            year, _ = year_at(tokens, i)
            if year is not None:
                return year
    return None


def this_year(context: Context, first: int) -> bool:
    """Whether the sentence of token ``first`` opens with the year that is reviewed: ``Năm qua, …``, ``Trong năm, …``."""
    start, _ = context.sentence_at(first)
    words = " ".join(context.mentions.tokens.norm[start : start + _OPENING])
    return words.startswith(_THIS_YEAR)


def _year_before(context: Context, first: int, last: int, others: Sequence[tuple[int, int]]) -> int | None:
    """The nearest year before token ``last`` in its sentence, ``năm trước`` and ``năm ngoái`` included."""
    tokens = context.mentions.tokens
    for i in range(last - 1, max(first, last - _BEFORE) - 1, -1):
        if tokens.norm[i] != "năm" or any(start <= i < end for start, end in others):
            continue
        after = tokens.norm_at(i + 1)
        school = after == "học" and tokens.norm_at(i + 2) == "trước"
        if after == "ngoái" or school or (after == "trước" and tokens.norm_at(i + 2) in _AFTER_LAST_YEAR):
            return context.year - 1 if context.year else None
        year, _ = year_at(tokens, i)
        if year is not None and not _of_something_else(context, i):
            return year
    return None


def _of_something_else(context: Context, i: int) -> bool:
    """Whether the year at token ``i`` is of a date, a plan, a law or an office."""
    tokens = context.mentions.tokens
    one, two = tokens.norm_at(i - 1), tokens.norm_at(i - 2)
    return (
        tokens.shape_at(i - 1) == "N"
        or (two == "tháng" and one not in {"đầu", "cuối"})
        or one in _OF_SOMETHING_ELSE
        or f"{two} {one}" in _OF_SOMETHING_ELSE
    )
