"""What a source lists for a range of days: its feed, sitemap or page, or the archive that it says it has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import corpus
from corpus import Listed, ReadError
from flows.watching.archive_addresses import Days, Series, series_of
from flows.watching.listing import NoSuchList, asked_list
from flows.watching.manners import HostRests, Manners
from flows.watching.sources import WatchedSource

_MOST_LISTS = 5000  # sitemaps in an index, and in the indexes in it
_MOST_PAGES = 2000  # in a series


@dataclass(frozen=True)
class Page:
    """A list of addresses in their plain form, with the day of each as far as list or address tell."""

    addresses: dict[str, date | None]
    is_ordered: bool = False
    """Whether it is one of pages that list the newest articles first."""


@dataclass
class Archive:
    """The pages of a source for a range of days, and what went wrong with them."""

    source: WatchedSource
    manners: Manners
    days: Days
    workers: int
    day_of: Callable[[str], date | None]
    """The day of an article that has been read."""
    problem: str | None = None
    _seen: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)

    def pages(self) -> Iterator[Page]:
        """Ask for page after page, while there is something new on them; addresses come once."""
        if self.source.archive is None:
            assert self.source.url is not None
            yield from self._lists([self.source.url])
            return
        is_found = False
        for series in series_of(self.source.archive, self.days):
            for page in self._series(series):
                is_found = True
                yield page
        if not is_found and self.problem is None:
            self.problem = "the pages of the archive list nothing"

    def _series(self, series: Series) -> Iterator[Page]:
        older = 0
        for number in range(self.source.first_page, self.source.first_page + _MOST_PAGES):
            found = False
            for page in self._lists([series.address(number)], series.day, is_ordered=series.has_pages):
                found = True
                yield page
                known = [day for address in page.addresses if (day := self.day_of(address)) is not None]
                older = older + 1 if known and max(known) < self.days.first else 0
            # One page of older articles may be a matter of chance, such as of one that is pinned.
            if not found or older == 2 or not series.has_pages:
                return

    def _lists(self, waiting: list[str], listed_for: date | None = None, *, is_ordered: bool = False) -> Iterator[Page]:
        """The page at an address, and the lists that it names."""
        for url in waiting:
            address = corpus.canonical_address(url) or url
            if address in self._asked or len(self._asked) >= _MOST_LISTS:
                continue
            self._asked.add(address)
            try:
                entries = asked_list(self.source, url, self.manners, workers=self.workers).entries
            except HostRests as rests:
                self.problem = f"{rests} wants to be left alone for a time"
                return
            except ReadError as error:
                # After the last page there is none; of a day without news there may be none either.
                if not (isinstance(error, NoSuchList) and self.source.archive):
                    self.problem = f"{url}: {error.reason}"
                continue
            # What was changed last before the first day was published before it.
            waiting += [e.address for e in entries if e.is_list and not (e.modified and e.modified < self.days.first)]
            new = {
                plain: self._day(entry, plain, listed_for)
                for entry in entries
                if not entry.is_list
                and (plain := corpus.canonical_address(entry.address))
                and plain not in self._seen
                and plain not in self._asked
                and self.source.takes(plain)
            }
            self._seen.update(new)
            if new:
                yield Page(new, is_ordered)

    def _day(self, entry: Listed, plain: str, listed_for: date | None) -> date | None:
        day = entry.published or corpus.day_in_address(plain) or listed_for
        if day is None and entry.modified is not None and entry.modified < self.days.first:
            return entry.modified
        return day
