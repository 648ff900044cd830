"""Where a document speaks of a meeting: the naming of it, whose it is, and its days if the sentence tells them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from extractors.annotations import Span
from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.dates import Anchor, DateMention
from extractors.folding import any_of, fold, pattern, whole_words
from extractors.layout import Line
from extractors.lexicon import data
from extractors.meeting_days import Day, days, pairs, teaser_anchor
from extractors.meeting_events import Event, find_events
from extractors.owners import Owners, speaks_of_cluster
from extractors.quotes import window
from models import DocumentFacts

_DATA = data("meetings")
_GROUNDS = pattern(rf"[-–+*\s]*{any_of(_DATA['grounds'])}(?!\w)")
_GROUND = pattern(r"[-–+*\s]*(?:căn cứ|xét|theo đề nghị)(?!\w)")
_AHEAD = pattern(whole_words(["dự kiến", "hẹn", "sẽ"]))
_DATELINE = pattern(r"[-–+*\s]*[^\n.;:()\d]{2,40}?[,(]?\s?(?:ngày\s)?$")
_BEHIND_DATELINE = pattern(r"\s?\)?\s?[-–—:|]\s")
_BRACKETED = pattern(r"\([^()\n]{4,100}\)$")
_HEADING = pattern(r"[-–+*\s]*(?:(?:\d{1,2}|[ivx]+|[a-e])[.)/]\s?)*")
_POINTS = pattern(r"(?<!\w)(?:sau|trước|từ|kể từ|kể từ khi|như|ngay sau)\s(?:buổi\s|cuộc\s)?$")
"""Before a meeting that only tells when something else is."""
_POINT_REACH = 16
_PLAIN = frozenset(_DATA["plain_words"])
_YEARLY = pattern(whole_words(_DATA["yearly"]))
_SPOKEN = frozenset(("title", "body", "item", "caption", "teaser"))
PAPERS = frozenset(("official_report", "minutes", "decision", "notice"))
_NEAR = 2
"""Sentences after the naming of a meeting in which ``Hội nghị`` still means it."""
_NEAR_MARK = 12
_LONGEST_HEADING = 110
_RECENT = timedelta(days=45)
_LEAD = 4
"""Sentences that open a page: there, the headline's cluster need not be named again."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One naming of a meeting. ``sentence`` counts the document's sentences; ``region`` are the characters that tell
    of this meeting where the sentence tells of several."""

    event: Event
    sentence: int
    region: Span
    role: str
    cluster: ClusterEntity | None
    day: Day | None


@dataclass(frozen=True, slots=True)
class LooseDays:
    """A sentence of days that names no meeting."""

    sentence: int
    role: str
    days: tuple[Day, ...]


def is_heading(low: str, span: Span) -> bool:
    """Whether a sentence is a numbered heading that names a meeting: ``2. Hội nghị giao ban quý IV``."""
    mark = _HEADING.match(low, span.start, span.end)
    if mark is None or not any(map(str.isalnum, mark.group())) or span.end - span.start > _LONGEST_HEADING:
        return False
    events = find_events(low, mark.end(), span.end)
    return bool(events) and events[0].start - mark.end() <= _NEAR_MARK


class SightingReader:
    """Reads the sightings of one document."""

    def __init__(
        self,
        context: Context,
        front: DocumentFacts,
        lines: Sequence[Line],
        dates: Sequence[DateMention],
        anchor: Anchor,
    ) -> None:
        self.context = context
        self.front = front
        self.lines = lines
        self.dates = dates
        self.anchor = anchor
        self.low = fold(context.text)
        self._date_starts = [date.start for date in dates]
        self.owners = Owners(context, lines)
        self._titled = speaks_of_cluster(fold(front.title or ""))
        self._own = any(line.role == "masthead" and self.owners.speaks(line) for line in lines)

    def read(self) -> tuple[list[Sighting], list[LooseDays]]:
        """The sightings in order of the text, and the days beside them."""
        sightings: list[Sighting] = []
        loose: list[LooseDays] = []
        opening = 0
        for number, span in enumerate(self.context.sentences):
            line = self.owners.line(span.start)
            if line is None or line.role not in _SPOKEN:
                continue
            if line.role == "body":
                opening += 1
            mentions = self._dates_in(span)
            ahead = _AHEAD.search(self.low, span.start, span.end) is not None
            if not mentions and not ahead and not self._may_name(span, line, opening) or self._only_grounds(span):
                continue
            here = find_events(self.low, span.start, span.end)
            held = self._days(span, line, mentions)
            about = here and (self._about(span, line, opening) or self._announces(span, line, here))
            if about or (here and held and self._goes_on(line, here, held)):
                sightings += self._sightings(number, span, line, here, held)
                if sightings and not held and (below := self._bracket(span, line)) is not None:
                    sightings[-1] = self._with_bracket(sightings[-1], below)
            elif here and held and here[0].kind is None and sightings and number - sightings[-1].sentence <= _NEAR:
                # "Hội nghị được tổ chức … ngày 22/12": goes on about the meeting just named
                last = sightings[-1]
                if last.role == line.role:
                    sightings.append(Sighting(here[0], number, span, line.role, last.cluster, held[0]))
            elif held and not here:
                loose.append(LooseDays(number, line.role, tuple(held)))
        return sightings, loose

    # -- sentences -----------------------------------------------------------------------------------------------------

    def _anchor(self, line: Line) -> Anchor:
        if line.role != "teaser":
            return self.anchor
        above = self.owners.above(line) or line
        return teaser_anchor(self.low, above.start, line.start, line.end, self._dates_in(line), self.anchor)

    def _days(self, span: Span, line: Line, mentions: Sequence[DateMention]) -> list[Day]:
        """The days of a sentence; not that of a dateline before others (``Mỹ Hào, ngày 5/12 - Hội nghị họp ngày 2/12``)."""
        held = days(self.low, mentions, self._anchor(line), announced=self.front.kind == "notice")
        if any(day.moved for day in held):
            # "đã định ngày 2/12 nay dời sang ngày 9/12"
            return [day for day in held if day.moved]
        if len(held) > 1 and _BEHIND_DATELINE.match(self.low, held[0].mention.end):
            if _DATELINE.match(self.low, span.start, held[0].mention.start):
                return held[1:]
        return held

    def _bracket(self, span: Span, line: Line) -> Line | None:
        """The line in brackets under one that ends with the sentence: ``(Thành phố X, ngày 9/1/2026)``."""
        below = self.owners.line(line.end + 1) if span.end >= line.end - 1 else None
        if below is None or below.start <= line.start or not _BRACKETED.match(self.low, below.start, below.end):
            return None
        return below

    def _with_bracket(self, sighting: Sighting, below: Line) -> Sighting:
        held = days(self.low, self._dates_in(below), self.anchor, announced=False)
        if len(held) != 1 or not sighting.event.named:
            return sighting
        return replace(sighting, region=Span(sighting.region.start, below.end), day=held[0])

    def _goes_on(self, line: Line, events: Sequence[Event], held: Sequence[Day]) -> bool:
        """Whether news of one cluster tells the day of a meeting that is said to be nobody else's.

        ``Còn hội nghị sơ kết 6 tháng đã có lịch: 10/7``, ``Lần cuối là hội nghị tổng kết chiều 28/12 ở …``.
        """
        if line.role not in ("body", "item") or self.front.kind in PAPERS or not self.owners.mostly_one:
            return False
        event = next((event for event in events if event.kind is not None), None)
        day = next((day for day in held if event is not None and day.mention.start >= event.end), None)
        if event is None or day is None or not event.named or event.kind in {"other", "inspection", "workshop"}:
            return False
        if _POINTS.search(self.low, max(0, event.start - _POINT_REACH), event.start):
            return False
        published = self.front.published_on
        if published is not None and day.first < published - _RECENT:
            return False
        between = self.low[event.end : day.mention.start]
        return "\n" not in between and all(word in _PLAIN or word.isdigit() for word in re.findall(r"\w+", between))

    def _dates_in(self, span: Span | Line) -> Sequence[DateMention]:
        return self.dates[bisect_left(self._date_starts, span.start) : bisect_left(self._date_starts, span.end)]

    def _may_name(self, span: Span, line: Line, opening: int) -> bool:
        """Whether a sentence without dates can tell of a meeting: the headline, the lead, or one about a cluster."""
        if line.role not in ("body", "item") or opening <= _LEAD or self.owners.speaks(span):
            return True
        return self.front.kind == "notice" and is_heading(self.low, span)

    def _only_grounds(self, span: Span) -> bool:
        """``Căn cứ …;``, ``Thực hiện … như sau:`` in a formal paper, and rules for every year."""
        if _YEARLY.search(self.low, span.start, span.end):
            return True
        if self.front.kind not in PAPERS or not _GROUNDS.match(self.low, span.start):
            return False
        end = self.low[max(span.start, span.end - 4) : span.end].rstrip()
        opens = _GROUND.match(self.low, span.start) is not None
        return end.endswith((":", ";")) or opens

    def _announces(self, span: Span, line: Line, events: Sequence[Event]) -> bool:
        """Whether news of one cluster says when or where its next review is to be, without naming the cluster again."""
        reviews = any(event.named and event.kind in {"year_review", "interim_review"} for event in events)
        own = self.owners.only_one and line.role in ("body", "item") and self.front.kind == "meeting_report"
        return reviews and own and _AHEAD.search(self.low, span.start, span.end) is not None

    def _about(self, span: Span, line: Line, opening: int) -> bool:
        """Whether a meeting named in the sentence is a cluster's or about clusters."""
        if self.owners.speaks(span):
            return True
        if line.role == "teaser":
            return self.owners.speaks(line) or self.owners.headline(line) is not None
        if self.front.kind in PAPERS:
            return self._titled or self._own
        return self._titled and (opening <= _LEAD or line.role in ("title", "caption"))

    # -- sightings -----------------------------------------------------------------------------------------------------

    def _sightings(
        self, number: int, span: Span, line: Line, events: Sequence[Event], held: Sequence[Day]
    ) -> list[Sighting]:
        found = pairs(self.low, events, held)
        starts = [min(event.start, day.mention.start) for event, day in found if day is not None]
        starts[:1] = [span.start] * len(starts[:1])
        bounds = [*starts[1:], span.end]
        sightings = []
        told = iter(zip(starts, bounds, strict=False))
        for event, day in found:
            region = Span(*next(told)) if day is not None else window(span, event.start)
            if event.named or self._does(span, event):
                cluster = self.owners.cluster(window(span, event.start), line, event.start)
                sightings.append(Sighting(event, number, region, line.role, cluster, day))
        return sightings

    def _does(self, span: Span, event: Event) -> bool:
        """Whether a verb has a cluster, or its members, for a subject: they are named before it in the sentence."""
        return self._titled or self._own or self.owners.speaks(Span(window(span, event.start).start, event.start))
