"""Meetings of the clusters that a document reports on or announces, each once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import Span, evidence
from extractors.context import Context
from extractors.dates import DateMention, Partial, find_periods
from extractors.folding import any_of, fold, pattern, whole_words
from extractors.front import anchor
from extractors.layout import Line
from extractors.lexicon import data
from extractors.meeting_periods import REVIEWED, default_period, reviewed
from extractors.meeting_places import PlaceReader, Venue
from extractors.meeting_rows import Row, RowBuilder
from extractors.meeting_sightings import Sighting, SightingReader
from extractors.quotes import quote_around
from models import DocumentFacts, Evidence, Meeting
from models.facts import MeetingKind

_DATA = data("meetings")
_PLACED = pattern(rf"[-–+*\s]*(?:\d+[.)/]\s?|[ivx]+\.\s)?{any_of(_DATA['place_openers'])}(?!\w)")
_PLACED_BELOW = pattern(rf"[-–+*\s]*(?:\d+[.)/]\s?|[ivx]+\.\s)?{any_of([*_DATA['place_openers'], 'tại', 'ở'])}(?!\w)")
_THERE = pattern(r"tại đây(?!\w)")
_FUTURE = pattern(whole_words(_DATA["future"]))
_ORDINAL = pattern(
    r"(?<!\w)lần\s(?:thứ\s)?(?P<number>\d{1,2}(?![\w/.-])|[ivx]{1,5}(?!\w)|(?:(?<=thứ\s)(?:mười\s|hai mươi\s)?\w+))"
)
_OTHER_ORDINAL = pattern(r"đại\shội|khóa|nghị\squyết|kỳ\shọp|hội\sđồng|cuộc\svận")
_VOTES = pattern(whole_words(_DATA["voting"]))
_ROMAN = {"i": 1, "v": 5, "x": 10}
_NUMERALS: dict[str, int] = {fold(word): number for word, number in _DATA["ordinals"].items()}
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPRING = pattern(r"tháng\s(?:0?[1-3]|giêng|một|hai|ba)\s?(?:[/-]|năm)\s?$")
"""A month before a year in which the year before is reviewed."""
_HEADLINE_PLACE = re.compile(r"[\W_]*(?P<place>[^\W\d_][^:.!?\n]{2,28}):\s")
_ORDINAL_REACH = 90
_MOST_QUOTES = 4
_MOST_SENTENCES = 12
"""Sentences about one meeting that are looked through for its place, period and number."""


class MeetingWriter:
    """Turns the rows of one document into facts."""

    def __init__(
        self, context: Context, front: DocumentFacts, lines: Sequence[Line], dates: Sequence[DateMention]
    ) -> None:
        self.context = context
        self.front = front
        self.lines = lines
        self.low = fold(context.text)
        self.places = PlaceReader(context)
        self.days = [mention for mention in dates if mention.precision == "day"]
        self.told: dict[int, Row] = {}
        """Which meeting a sentence tells of, by its number."""
        self.title = [Span(line.start, line.end) for line in lines if line.role == "title"]

    def facts(self, rows: Sequence[Row]) -> tuple[Meeting, ...]:
        """The meetings with ids in order of first mention."""
        self.told = {sighting.sentence: row for row in rows for sighting in row.sightings if sighting.event.kind}
        found: list[Meeting] = []
        for row in rows:
            venue, told = self._venue(row)
            if row.day is None and venue is None and self._is_ahead(row):
                # a future meeting counts only with a day or a place (guidelines, point 33)
                continue
            found.append(self._fact(f"m{len(found) + 1}", row, venue, told))
        return tuple(found)

    def _fact(self, number: str, row: Row, venue: Venue | None, told: Span | None) -> Meeting:
        kind = row.kind or "other"
        covers, named = self._covers(row, kind)
        place = self.context.mentions.tokens.string(venue.first, venue.last) if venue is not None else None
        province = self.places.province(venue, row.cluster, row.first) if venue is not None else None
        return Meeting(
            id=number,
            cluster=row.cluster.id if row.cluster is not None else None,
            kind=kind,
            ordinal=self._ordinal(row),
            starts_on=row.day.first if row.day is not None else None,
            ends_on=row.day.last if row.day is not None else None,
            place=place,
            province=province,
            covers=covers,
            evidence=self._evidence(row, [span for span in (told, named) if span is not None]),
        )

    def _is_ahead(self, row: Row) -> bool:
        planned = row.day is None and any("|" in self.low[s.region.start : s.region.end] for s in row.sightings)
        return (
            self.front.kind == "notice"
            or planned
            or any(_FUTURE.search(self.low, sighting.region.start, sighting.region.end) for sighting in row.sightings)
        )

    # -- place ---------------------------------------------------------------------------------------------------------

    def _venue(self, row: Row) -> tuple[Venue | None, Span | None]:
        """Where the meeting is held, and the sentence that says so."""
        spans = [s.region for s in row.sightings if s.day is not None] + row.apart
        spans += [s.region for s in row.sightings if s.day is None]
        for span in list(dict.fromkeys(spans))[:_MOST_SENTENCES]:
            if (venue := self._announced(span)) is not None and self._allowed(row, venue):
                return venue, span
        for sighting in row.sightings[:_MOST_SENTENCES]:
            if (found := self._told_after(row, sighting)) is not None:
                return found
        for span in row.apart:
            if (found := self._told_below(row, span)) is not None:
                return found
        for sighting in row.sightings[:_MOST_SENTENCES]:
            before = self._sentence(sighting.sentence - 1)
            if before is not None and _THERE.match(self.low, sighting.region.start):
                return self._first_named(before), before
        return self._of_headline(row)

    def _told_after(self, row: Row, sighting: Sighting) -> tuple[Venue, Span] | None:
        """The place that one of the next sentences adds: ``Địa điểm: …``, ``Điểm cầu chính đặt tại …``."""
        for number in (sighting.sentence + 1, sighting.sentence + 2):
            span = self._sentence(number)
            if span is None or sighting.sentence < 0 or self.told.get(number, row) is not row:
                return None
            if _PLACED.match(self.low, span.start) and (venue := self._announced(span)) is not None:
                if self._allowed(row, venue):
                    return venue, span
        return None

    def _told_below(self, row: Row, span: Span) -> tuple[Venue, Span] | None:
        """The place on the line below the days: ``Thời gian: …`` and then ``Địa điểm: …``."""
        at = next((number for number, other in enumerate(self.context.sentences) if other == span), None)
        for number in (at + 1, at + 2) if at is not None else ():
            below = self._sentence(number)
            if below is not None and _PLACED_BELOW.match(self.low, below.start):
                venue = self._announced(below)
                if venue is not None and self._allowed(row, venue):
                    return venue, below
        return None

    def _announced(self, span: Span) -> Venue | None:
        first, last = self.context.token_range(span.start, span.end)
        venue = self.places.find(first, last) or self.places.beside_day(first, last)
        if venue is None and "|" in self.context.text[span.start : span.end]:
            return self.places.in_cell(first, last)
        return venue

    def _allowed(self, row: Row, venue: Venue) -> bool:
        """An inspection goes to many places: only a locality of its own, or a body of a province, is one."""
        return row.kind != "inspection" or venue.locality or self.places.names_province(venue)

    def _sentence(self, number: int) -> Span | None:
        sentences = self.context.sentences
        return sentences[number] if 0 <= number < len(sentences) else None

    def _first_named(self, span: Span) -> Venue | None:
        first, last = self.context.token_range(span.start, span.end)
        for i in range(first, last):
            venue = self.places.locality_at(i, last)
            if venue is not None:
                return venue
        return None

    def _of_headline(self, row: Row) -> tuple[Venue | None, Span | None]:
        """``Bắc Ninh: …`` above the words that tell of the meeting (guidelines, point 6)."""
        if row.kind == "inspection":
            return None, None
        for span in self._headlines(row):
            found = _HEADLINE_PLACE.match(self.context.text, span.start, span.end)
            if found is None:
                continue
            first, last = self.context.token_range(found.start("place"), found.end("place"))
            venue = self.places.locality_at(first, last) if first < last else None
            if venue is not None and venue.last == last:
                return venue, span
        return None, None

    def _headlines(self, row: Row) -> list[Span]:
        if not row.in_teaser:
            return self.title
        at = bisect_right(self.lines, row.start, key=lambda line: line.start)
        return [Span(line.start, line.end) for line in self.lines[max(0, at - 2) : at]]

    # -- period, number ------------------------------------------------------------------------------------------------

    def _covers(self, row: Row, kind: MeetingKind) -> tuple[str | None, Span | None]:
        """The period reviewed, and the sentence beside the sightings that names it."""
        if kind not in REVIEWED or (kind == "other" and not self._votes(row)):
            return None, None
        year = row.first.year if row.first is not None else self.context.year_at(self._token(row.start))
        if row.day is None and (ahead := self._year_ahead(row)) is not None:
            year = ahead
        on = Partial(year, row.first.month if row.first is not None else None, None)
        named = [sighting for sighting in row.sightings if sighting.event.kind == kind]
        dated = [sighting for sighting in named if sighting.day is not None] or named
        for sighting in dated[:_MOST_SENTENCES]:
            if found := self._reviewed(Span(sighting.event.end, sighting.region.end), on, kind):
                return found, None
        if kind == "inspection":
            return None, None
        for sighting in dated[:1] if kind == "interim_review" else ():
            if half := self._default(sighting, row, year, kind):
                return half, None
        for span in [] if row.in_teaser else [*self._next(row), *self.title]:
            if found := self._reviewed(span, on, kind):
                return found, span
        for sighting in dated[:1]:
            return self._default(sighting, row, year, kind), None
        return None, None

    def _default(self, sighting: Sighting, row: Row, year: int | None, kind: MeetingKind) -> str | None:
        return default_period(self.low, sighting.event.end, sighting.region.end, row.first, year, kind)

    def _year_ahead(self, row: Row) -> int | None:
        """The year after the document's that a meeting to come is to review."""
        about = self.context.year
        if about is None or not self._is_ahead(row):
            return None
        named = (
            int(found.group()) - (_SPRING.search(self.low, max(0, found.start() - 14), found.start()) is not None)
            for sighting in row.sightings
            for found in _YEAR.finditer(self.low, sighting.event.start, sighting.region.end)
        )
        return next((year for year in named if year > about), None)

    def _reviewed(self, span: Span, on: Partial, kind: MeetingKind) -> str | None:
        """The period that ``span`` names as looked back on; the year of a date is none."""
        periods = find_periods(self.context.text[span.start : span.end])
        first = bisect_right(self.days, span.start, key=lambda day: day.end)
        last = bisect_left(self.days, span.end, key=lambda day: day.start)
        days = [Span(day.start - span.start, day.end - span.start) for day in self.days[first:last]]
        outside = [
            period for period in periods if not any(day.start < period.end and period.start < day.end for day in days)
        ]
        return reviewed(self.low[span.start : span.end], outside, on, kind)

    def _votes(self, row: Row) -> bool:
        """Whether a meeting of no other kind votes on a year's awards (guidelines, point 19)."""
        return any(_VOTES.search(self.low, sighting.region.start, sighting.region.end) for sighting in row.sightings)

    def _next(self, row: Row) -> list[Span]:
        """The sentence after the first sighting where it goes on about the meeting: ``Hội nghị nhằm tổng kết …``."""
        span = self._sentence(row.sightings[0].sentence + 1)
        return [span] if span is not None and _PLACED.match(self.low, span.start) else []

    def _token(self, offset: int) -> int:
        return min(self.context.token_range(offset, offset + 1)[0], len(self.context.mentions.tokens) - 1)

    def _ordinal(self, row: Row) -> int | None:
        """``lần thứ 9`` after the name of the meeting."""
        for sighting in row.sightings[:_MOST_SENTENCES]:
            end = min(sighting.region.end, sighting.event.end + _ORDINAL_REACH)
            found = _ORDINAL.search(self.low, sighting.event.start, end)
            if found is not None and not _OTHER_ORDINAL.search(self.low, sighting.event.start, found.start()):
                return _number(found["number"])
        return None

    # -- evidence ------------------------------------------------------------------------------------------------------

    def _evidence(self, row: Row, spans: Sequence[Span]) -> tuple[Evidence, ...]:
        text = self.context.text
        dated = sorted(row.sightings, key=lambda sighting: sighting.day is None)
        quotes = [quote_around(text, dated[0].region, dated[0].event.start)]
        quotes += [quote_around(text, span, span.start) for span in [*row.apart, *spans]]
        if row.day is not None and row.day.mention.last.year is None and (line := self._published()) is not None:
            quotes.append(evidence(text, line.start, line.end))
        quotes += [quote_around(text, sighting.region, sighting.event.start) for sighting in dated[1:_MOST_QUOTES]]
        return tuple(dict.fromkeys(quotes))[:_MOST_QUOTES]

    def _published(self) -> Line | None:
        """The line that dates a page: the year of its days comes from there."""
        day: date | None = self.front.published_on
        if day is None:
            return None
        return next(
            (
                line
                for line in self.lines
                if line.role == "dateline" and str(day.year) in self.context.text[line.start : line.end]
            ),
            None,
        )


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    if word in _NUMERALS:
        return _NUMERALS[word]
    if not set(word) <= _ROMAN.keys():
        return None
    values = [_ROMAN[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


@Language.component("meetings")
def meetings(doc: Doc) -> Doc:
    """Component that sets ``doc._.meetings``."""
    context: Context = doc._.context
    if not doc._.in_scope:
        return doc
    found = doc._
    front, lines, dates = found.front, found.lines, found.dates
    reader = SightingReader(context, front, lines, dates, anchor(front, dates))
    rows = RowBuilder(context, front, lines).build(*reader.read())
    doc._.meetings = MeetingWriter(context, front, lines, dates).facts(rows)
    return doc
