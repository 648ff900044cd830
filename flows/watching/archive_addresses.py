"""Addresses of the pages that list the articles of a range of days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from string import Formatter

PARTS = ("page", "day", "month", "year", "first", "last")


@dataclass(frozen=True)
class Days:
    """A range of days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def each(self) -> Iterator[date]:
        """The days, in their order."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


@dataclass(frozen=True)
class Series:
    """Pages that go on from each other."""

    address: Callable[[int], str]
    """Of the page with a number."""
    day: date | None
    """The day whose articles they list; None where they list those of several."""
    has_pages: bool


def check_pattern(pattern: str) -> None:
    """See whether addresses can be made of a pattern.

    Raises:
        ValueError: they cannot.
    """
    try:
        parts = [(name, spec) for _, name, spec, _ in Formatter().parse(pattern) if name is not None]
    except ValueError as error:
        raise ValueError(f"archive {pattern!r}: {error}") from error
    for name, spec in parts:
        if name not in PARTS or (name != "page" and "%" not in (spec or "")):
            raise ValueError(
                f"archive {pattern!r}: in braces stand page, or {', '.join(PARTS[1:])} and how to write it: "
                "{day:%Y/%m/%d}"
            )
    if not parts:
        raise ValueError(f"archive {pattern!r}: without {{page}} or a day it is a single page: give it as url")
    day = date(2024, 1, 31)
    for series in series_of(pattern, Days(day, day)):
        series.address(1)


def series_of(pattern: str, days: Days) -> Iterator[Series]:
    """The series of pages for a range of days, in the order of their days."""
    names = {name for _, name, _, _ in Formatter().parse(pattern)}
    starts = {days.first}
    if "day" in names:
        starts = {*days.each()}
    elif "month" in names:
        starts = {day.replace(day=1) for day in days.each()}
    elif "year" in names:
        starts = {day.replace(month=1, day=1) for day in days.each()}
    for start in sorted(starts):
        address = partial(_address, pattern, start, days)
        yield Series(address, start if "day" in names else None, "page" in names)


def _address(pattern: str, start: date, days: Days, page: int) -> str:
    return pattern.format(page=page, day=start, month=start, year=start, first=days.first, last=days.last)
