"""Which sightings tell of one real meeting: title, lead, caption and later sentences are merged (guidelines, rule 2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractors.annotations import Span
from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.folding import any_of, fold, pattern, whole_words
from extractors.layout import Line
from extractors.lexicon import data
from extractors.meeting_days import Day
from extractors.meeting_events import Event, title_kind
from extractors.meeting_sightings import PAPERS, LooseDays, Sighting, is_heading
from models import DocumentFacts
from models.facts import MeetingKind

_DATA = data("meetings")
_TIMES = pattern(rf"[-–+*\s]*(?:\d+[.)/]\s?|[ivx]+\.\s)?{any_of(_DATA['times'])}(?!\w)")
_SAYS_DAYS = pattern(
    rf"[-–+*\s]*(?:\d+[.)/]\s?)?(?:{any_of(_DATA['times'])}|từ|ngày|trong|dự kiến|vào|sáng|chiều|thứ|\d{{1,2}}\s?(?:h|giờ|g))"
)
_FUTURE = pattern(whole_words(_DATA["future"]))
_HELD = pattern(whole_words(_DATA["held"]))
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MEETS = ("họp", "cuộc họp", "buổi họp")
_NEAR = 2
"""Sentences between the days of a meeting and its name where they stand apart."""
_LEAD = 8
"""Sentences that open the text: a meeting without days that is named later is only alluded to."""
_TABLE = 5
"""Rows of a table under its heading."""
_NEAR_ROWS = 12
"""Rows among which one of several days is sought."""
_RECENT = timedelta(days=45)
"""A report of news comes out within this time."""


@dataclass
class Row:
    """One real meeting with everything said about it."""

    kind: MeetingKind | None
    cluster: ClusterEntity | None
    day: Day | None
    sightings: list[Sighting] = field(default_factory=list)
    apart: list[Span] = field(default_factory=list)
    """The sentence that tells its days where no sighting does."""

    @property
    def start(self) -> int:
        return min(sighting.event.start for sighting in self.sightings)

    @property
    def first(self) -> date | None:
        return self.day.first if self.day is not None else None

    @property
    def in_teaser(self) -> bool:
        return all(sighting.role == "teaser" for sighting in self.sightings)

    def holds(self, day: Day) -> bool:
        """Whether ``day`` falls in the row's days."""
        return self.day is not None and self.day.first <= day.first <= self.day.last

    def may_be(self, cluster: ClusterEntity | None) -> bool:
        return self.cluster is None or cluster is None or self.cluster.id == cluster.id


class RowBuilder:
    """Merges the sightings of one document into rows."""

    def __init__(self, context: Context, front: DocumentFacts, lines: Sequence[Line]) -> None:
        self.context = context
        self.front = front
        self.lines = lines
        self.low = fold(context.text)
        self.paper = front.kind in PAPERS
        self.title_kind = title_kind(front.title or "", bare=front.kind == "minutes")
        self.rows: list[Row] = []
        self._by_day: dict[date, list[Row]] = {}

    def build(self, sightings: Sequence[Sighting], loose: Sequence[LooseDays]) -> list[Row]:
        """The rows in order of first mention."""
        undated = [sighting for sighting in sightings if sighting.day is None and sighting.event.kind is not None]
        for sighting in sightings:
            if sighting.day is not None and sighting.event.kind is not None:
                self._add(sighting, sighting.day)
        for sighting in sightings:
            if sighting.day is not None and sighting.event.kind is None:
                self._point_back(sighting, sighting.day, undated)
        if self.paper:
            self._headed(undated, loose)
            self._announced(loose)
        else:
            self._told_apart(undated, loose)
        for sighting in undated:
            self._add_undated(sighting)
        rows = [row for row in self.rows if self._counts(row) and not self._is_told_singly(row)]
        return sorted(rows, key=lambda row: row.start)

    # -- with days -----------------------------------------------------------------------------------------------------

    def _add(self, sighting: Sighting, day: Day) -> None:
        same_day = self._by_day.setdefault(day.first, [])
        for row in (*same_day, *self.rows[-_NEAR_ROWS:]):
            if row.day is None or not row.may_be(sighting.cluster):
                continue
            if row.day.first == day.first or (row.holds(day) and row.kind == sighting.event.kind):
                row.cluster = row.cluster or sighting.cluster
                row.sightings.append(sighting)
                return
        self.rows.append(Row(sighting.event.kind, sighting.cluster, day, [sighting]))
        same_day.append(self.rows[-1])

    def _point_back(self, sighting: Sighting, day: Day, undated: Sequence[Sighting]) -> None:
        """``Hội nghị diễn ra ngày 14/12``: the meeting named before, unless its days are known."""
        known = next((row for row in self.rows if row.may_be(sighting.cluster) and row.holds(day)), None)
        moved = [row for row in self.rows if row.may_be(sighting.cluster) and not row.in_teaser]
        if known is None and day.moved and len(moved) == 1:
            moved[0].day = day
            moved[0].sightings.append(sighting)
            return
        if known is not None and not (self._is_common(known) and self._meets(sighting)):
            known.sightings.append(sighting)
            return
        teaser = sighting.role == "teaser"
        if any(row.in_teaser == teaser and row.may_be(sighting.cluster) for row in self.rows) and not self._meets(
            sighting
        ):
            return
        named = [
            other
            for other in undated
            if other.sentence <= sighting.sentence
            and (other.role == "teaser") == teaser
            and self._same(other, sighting)
        ]
        last = [other for other in named if other.sentence == named[-1].sentence][:1]
        kind = last[0].event.kind if last else None if teaser else self.title_kind or self._common_kind()
        self.rows.append(Row(kind or "other", sighting.cluster, day, [*last, sighting]))

    def _common_kind(self) -> MeetingKind | None:
        """What all meetings told so far are for: ``Cụm 1 tổng kết ngày 3/12. Cụm 2 họp ngày 5/12``."""
        kinds = {row.kind for row in self.rows if not row.in_teaser}
        return kinds.pop() if len(kinds) == 1 else None

    def _meets(self, sighting: Sighting) -> bool:
        """Whether a cluster plainly meets, as a paper lists it or a lead tells it: ``Ngày 5/6, Cụm họp …``."""
        if self.paper and sighting.sentence <= _LEAD and self.low[sighting.region.start] == "(":
            # the line under a paper's subject: "(Trình bày tại hội nghị ngày 14/01/2005)"
            return True
        named = sighting.cluster is not None and self._speaks(sighting.cluster, sighting.region)
        tells = self.paper or named or (sighting.cluster is not None and sighting.sentence <= _LEAD)
        return tells and self.low.startswith(_MEETS, sighting.event.start)

    def _same(self, one: Sighting, other: Sighting) -> bool:
        return one.cluster is None or other.cluster is None or one.cluster.id == other.cluster.id

    def _announced(self, loose: Sequence[LooseDays]) -> None:
        """Minutes, invitations and plans: the subject names the meeting, ``Thời gian: …`` its days."""
        if self.front.kind not in ("minutes", "notice") or self.title_kind is None:
            return
        title = next((line for line in reversed(self.lines) if line.role == "title"), None)
        days = next((days for days in loose if _TIMES.match(self.low, self._span(days).start)), None)
        if title is None or days is None or any(row.holds(days.days[0]) for row in self.rows):
            return
        event = Event(title.start, title.start, self.title_kind, True)
        region = Span(title.start, title.end)
        sighting = Sighting(event, -1, region, "title", self.context.main_cluster, None)
        self.rows.append(Row(self.title_kind, sighting.cluster, days.days[0], [sighting], [self._span(days)]))

    def _headed(self, undated: list[Sighting], loose: Sequence[LooseDays]) -> None:
        """Plans that have a numbered heading for each meeting and its days on a line below."""
        if self.front.kind != "notice":
            return
        by_sentence = {days.sentence: days for days in loose}
        for sighting in list(undated):
            if not is_heading(self.low, self.context.sentences[sighting.sentence]):
                continue
            near = [by_sentence.get(sighting.sentence + after) for after in range(1, _NEAR + 1)]
            days = next((days for days in near if days and _SAYS_DAYS.match(self.low, self._span(days).start)), None)
            if days is None or any(row.holds(days.days[0]) for row in self.rows):
                continue
            undated.remove(sighting)
            self.rows.append(Row(sighting.event.kind, sighting.cluster, days.days[0], [sighting], [self._span(days)]))

    def _span(self, days: LooseDays) -> Span:
        return self.context.sentences[days.sentence]

    def _told_apart(self, undated: list[Sighting], loose: Sequence[LooseDays]) -> None:
        """News that tells the days in one sentence and the meeting in another."""
        main = any(not row.in_teaser for row in self.rows)
        by_sentence = {days.sentence: days for days in loose}
        for sighting in list(undated):
            if sighting.role not in ("body", "item") or self._known(sighting):
                continue
            after = by_sentence.get(sighting.sentence + 1)
            near = [by_sentence.get(sighting.sentence - back) for back in range(_NEAR, 0, -1)]
            before = [days for days in near if days is not None and days.role == "body"]
            later = None if main or sighting.sentence > _NEAR else self._lead_days(sighting, loose)
            if after is not None and sighting.event.named and self._settles(after):
                days = after
            elif later is not None and sighting.event.named:
                days = later
            elif before and not main and sighting.sentence <= _LEAD and self._recent(before[-1].days[0]):
                days = before[-1]
            else:
                continue
            undated.remove(sighting)
            span = self._span(days)
            self.rows.append(Row(sighting.event.kind, sighting.cluster, days.days[0], [sighting], [span]))
            main = True

    def _lead_days(self, sighting: Sighting, loose: Sequence[LooseDays]) -> LooseDays | None:
        """The days that the lead tells with the cluster of a meeting named above it: ``Hai ngày 15 và 16/11, Cụm …``."""
        for days in loose:
            if not sighting.sentence < days.sentence <= _LEAD or days.role != "body":
                continue
            span = self._span(days)
            spoken = sighting.cluster is not None and self._speaks(sighting.cluster, span)
            if spoken and self._recent(days.days[0]):
                return days
        return None

    def _speaks(self, cluster: ClusterEntity, span: Span) -> bool:
        first, last = self.context.token_range(span.start, span.end)
        return any(first <= mention.first < last for mention in cluster.mentions)

    def _settles(self, days: LooseDays) -> bool:
        span = self._span(days)
        return _HELD.search(self.low, span.start, span.end) is not None

    def _recent(self, day: Day) -> bool:
        published = self.front.published_on
        return published is None or abs(published - day.first) <= _RECENT

    # -- without days --------------------------------------------------------------------------------------------------

    def _known(self, sighting: Sighting) -> bool:
        """Whether the sighting's meeting has a row."""
        return any(row.kind == sighting.event.kind and row.may_be(sighting.cluster) for row in self.rows)

    def _add_undated(self, sighting: Sighting) -> None:
        teaser = sighting.role == "teaser"
        ahead = _FUTURE.search(self.low, sighting.region.start, sighting.region.end) is not None
        ahead = ahead or self._in_plan(sighting)
        if (ahead or self.front.kind == "notice") and (
            not self._known(sighting) or (ahead and self._of_next(sighting))
        ):
            if sighting.event.named and not teaser:
                self.rows.append(Row(sighting.event.kind, sighting.cluster, None, [sighting]))
            return
        for row in self.rows:
            if row.may_be(sighting.cluster) and (row.kind == sighting.event.kind or (teaser and row.in_teaser)):
                row.sightings.append(sighting)
                return
        if self.paper or sighting.cluster is None or sighting.event.kind == "inspection":
            return
        if teaser or (sighting.sentence <= _LEAD and not any(not row.in_teaser for row in self.rows)):
            self.rows.append(Row(sighting.event.kind, sighting.cluster, None, [sighting]))

    def _in_plan(self, sighting: Sighting) -> bool:
        """Whether a row of a table stands under a heading of what is to come: ``Dự kiến các hội nghị``."""
        if "|" not in self.low[sighting.region.start : sighting.region.end] or sighting.sentence < 0:
            return False
        above = self.context.sentences[max(0, sighting.sentence - _TABLE) : sighting.sentence]
        return any(_FUTURE.search(self.low, span.start, span.end) for span in above)

    def _of_next(self, sighting: Sighting) -> bool:
        """Whether a meeting to come is the next year's: ``Hội nghị tổng kết năm 1999 dự kiến họp tại …``."""
        year = self.context.year
        named = (int(y) for y in _YEAR.findall(self.low, sighting.event.start, sighting.region.end))
        return year is not None and any(y > year for y in named)

    def _is_told_singly(self, row: Row) -> bool:
        """Whether ``các cụm thi đua tổng kết từ ngày 3 đến 5/12`` is told again cluster by cluster."""
        if not self._is_common(row) or row.day is None:
            return False
        own = {other.cluster.id for other in self.rows if other.cluster and other.day and row.holds(other.day)}
        return len(own) > 1

    def _is_common(self, row: Row) -> bool:
        """Whether a row tells of several days of several clusters."""
        return row.cluster is None and row.day is not None and row.day.first != row.day.last

    # -- what counts ---------------------------------------------------------------------------------------------------

    def _counts(self, row: Row) -> bool:
        """Past signings give a pledge and no meeting (guidelines, point 26)."""
        if row.kind != "signing" or row.in_teaser or row.day is None:
            return True
        published = self.front.published_on
        if self.paper:
            return self.title_kind == "signing" or (published is not None and row.day.first > published)
        return self._recent(row.day)
