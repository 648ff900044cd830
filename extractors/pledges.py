"""Emulation pledges (giao ước thi đua) that clusters have signed, by the year they are for."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import Span
from extractors.context import Context
from extractors.dates import Anchor, DateMention
from extractors.folding import any_of, fold, opens_word, pattern, whole_words
from extractors.front import anchor
from extractors.layout import Line
from extractors.lexicon import data
from extractors.meeting_days import days
from extractors.meeting_sightings import PAPERS
from extractors.owners import Owners
from extractors.quotes import quote_around, window
from models import DocumentFacts, Evidence, Meeting, Pledge

_DATA = data("pledges")
_SIGNING = any_of(_DATA["signing"])
_PLEDGE = any_of(_DATA["pledges"])
_SIGNED = pattern(
    rf"(?:{_SIGNING}(?!\w)(?:[^\S\n]+(?!trưởng|năm)[^\s.;:!?]+){{0,6}}?[^\S\n]+\"?{_PLEDGE}"
    rf"|{any_of(_DATA['signed_directly'])}|ký\skết(?:[^\S\n]+[^\s.;:!?]+){{0,3}}?[^\S\n]+{any_of(_DATA['contents'])}"
    rf"|{_PLEDGE}[^.;\n]{{0,70}}?(?:\s|\()(?:đã|được|đơn vị|cùng|từng|vừa|chuyền)(?:\s[^\s.;:]+){{0,6}}?\s{_SIGNING}"
    rf"|{_PLEDGE}(?:[^\S\n]+[^\s.;:,()]+){{0,5}}?[^\S\n]+\(?{_SIGNING}[^\S\n]+{any_of(_DATA['past_times'])}"
    rf"|chữ\ský(?:[^\S\n]+[^\s.;:]+){{0,7}}?[^\S\n]+{_PLEDGE})(?!\w)"
)
_UNSIGNED = pattern(rf"(?<!\w){any_of(_DATA['unsigned'])}(?:\s[^\s.;:,]+){{0,4}}\s\(?{_SIGNING}(?!\w)")
_WAS_SIGNED = pattern(rf"(?<!\w)(?:đã|vừa)(?:\sđược)?(?:\s[^\s.;:]+){{0,3}}?\s{_SIGNING}(?!\w)")
_SIGNED_IN = pattern(rf"{_SIGNING}[^.;:\n]{{0,45}}?(?:tháng\s)?(?P<month>\d{{1,2}})[-/.](?P<year>(?:19|20)\d\d)(?!\d)")
_SHARED = pattern(rf"(?<!\w)(?:{any_of(_DATA['shared'])}|\d{{1,2}}\s(?:cụm|khối)(?:,\skhối)?)(?:\sthi\sđua)?(?!\w)")
_LATE = 11
"""A pledge that is signed in this month or later is for the next year."""
_REGISTERED = pattern(r"(?<!\w)(?:đăng|chữ|thư|nhật)\s$")
_NOT_YET = pattern(whole_words(_DATA["not_yet"]))
_NOT_YET_AFTER = pattern(whole_words(_DATA["not_yet_after"]))
_NOT_YET_NEAR = pattern(rf"(?<!\w){any_of(_DATA['not_yet_near'])}(?!\w)[^,;:]*$")
_DONE = pattern(whole_words(_DATA["done"]))
_PAST = pattern(r"(?<!\w)(?:đã|được|vừa|chứng kiến)(?!\w)")
_YEAR = pattern(r"(?:năm|năm\shọc|n\.)\s?(?P<year>(?:19|20)\d\d)(?!\d)")
_NEXT_YEAR = pattern(whole_words(_DATA["next_year"]))
_THIS_YEAR = pattern(rf"(?<!\w){any_of(_DATA['this_year'])}(?!\w)(?!\s?\d)")
_PLANS = pattern(rf"[-–+*•\s]*(?:\(?(?:\d{{1,2}}|[a-zđ])[.)/]\s?)?{any_of(_DATA['plans'])}(?!\w)")
_EARLY = pattern(r"(?<!\w)(?:(?:từ\s)?đầu\snăm(?!\s?\w*\d)|từ\squý\s(?:i|1|một)(?!\w))")
_INSIDE = pattern(rf"(?<!\w)(?:giữa|với|cho)\s(?:\d+\s)?{any_of(_DATA['inside'])}(?!\w)")
"""Those who sign inside one unit, not in a cluster."""
_CLAUSE = pattern(r"[;:]")
_GROUNDS = pattern(r"[-–+*\s]*(?:căn cứ|xét|theo đề nghị)(?!\w)")
_TASK = pattern(
    r"[-–+*•\s]*(?:\(?(?:\d{1,2}|[a-zđ])[.)/]\s?)?"
    r"(?:tổ chức|tiến hành|thực hiện|xây dựng|triển khai|ký|phối hợp|tham mưu)(?!\w)"
)
_SPOKEN = frozenset(("title", "body", "item", "caption", "teaser"))
_REACH = 90
"""Characters after ``giao ước`` in which its year stands: a quoted name of the movement may come before it."""
_MOST_QUOTES = 3
_MOST_TOGETHER = 12


@dataclass(frozen=True, slots=True)
class _Signing:
    """``ký … giao ước …`` at character ``at`` of the sentence ``span``, for ``year`` if that is certain."""

    cluster: str
    year: int | None
    span: Span
    at: int


class PledgeFinder:
    """Collects the pledges of one document."""

    def __init__(
        self,
        context: Context,
        front: DocumentFacts,
        lines: Sequence[Line],
        dates: Sequence[DateMention],
        meetings: Sequence[Meeting],
    ) -> None:
        self.context = context
        self.front = front
        self.dates = dates
        self._date_starts = [mention.start for mention in dates]
        self.meetings = meetings
        self.low = fold(context.text)
        self.owners = Owners(context, lines)
        self.anchor: Anchor = anchor(front, dates)

    def pledges(self) -> tuple[Pledge, ...]:
        """The pledges in order of first mention, one a cluster and year."""
        quotes: dict[tuple[str, int], list[Evidence]] = {}
        vague: list[_Signing] = []
        for signing in self._signings():
            if signing.year is None:
                vague.append(signing)
            else:
                quotes.setdefault((signing.cluster, signing.year), []).append(self._quote(signing))
        for signing in vague:
            year = None if any(cluster == signing.cluster for cluster, _ in quotes) else self._implied(signing.cluster)
            if year is not None:
                quotes[signing.cluster, year] = [self._quote(signing)]
        return tuple(
            Pledge(cluster=cluster, year=year, evidence=tuple(dict.fromkeys(found))[:_MOST_QUOTES])
            for (cluster, year), found in quotes.items()
        )

    def _quote(self, signing: _Signing) -> Evidence:
        return quote_around(self.context.text, signing.span, signing.at)

    def _signings(self) -> list[_Signing]:
        found = []
        for match in _SIGNED.finditer(self.low):
            start = match.start()
            if not opens_word(self.low, start) or _REGISTERED.search(self.low, max(0, start - 8), start):
                continue
            if _UNSIGNED.search(self.low, start, match.end()):
                continue
            span = self._sentence(start)
            line = self.owners.line(start)
            if span is None or line is None or line.role not in _SPOKEN or not self._signed(span, match):
                continue
            cluster = self.owners.cluster(span, line, start)
            signing = self._together(span, start) or ([cluster.id] if cluster is not None else [])
            found += [_Signing(one, self._year(span, match), span, start) for one in signing]
        return found

    def _together(self, span: Span, at: int) -> list[str]:
        """The clusters that sign together: those named before character ``at``, or all where they are only counted."""
        named = self.owners.named(span.start, at)
        if len(named) > 1 and self.owners.joined(span.start, at):
            return named
        shared = _SHARED.search(self.low, span.start, at)
        everyone = [cluster.id for cluster in self.context.clusters]
        return everyone if shared is not None and not named and 1 < len(everyone) <= _MOST_TOGETHER else []

    def _sentence(self, offset: int) -> Span | None:
        first, last = self.context.sentence_at(self.context.token_range(offset, offset + 1)[0])
        if first >= last:
            return None
        tokens = self.context.mentions.tokens
        return window(Span(tokens.starts[first], tokens.ends[last - 1]), offset)

    # -- signed or not -------------------------------------------------------------------------------------------------

    def _signed(self, span: Span, match: re.Match[str]) -> bool:
        """Whether the sentence tells of a pledge that is signed, not of one to be signed (guidelines, point 26)."""
        start, end = span.start, match.start()
        low = self.low
        if (
            (_GROUNDS.match(low, start) and not _WAS_SIGNED.search(low, match.start(), match.end()))
            or _PLANS.match(low, start)
            or _INSIDE.search(low, end, span.end)
            or self._later(span)
        ):
            return False
        not_yet = [cue.end() for cue in _NOT_YET.finditer(low, start, end)]
        done = [cue.end() for cue in _DONE.finditer(low, start, end)]
        if not_yet and (not done or done[-1] < not_yet[-1]):
            return False
        if _NOT_YET_NEAR.search(low, start, end) and not _WAS_SIGNED.search(low, end, match.end()):
            return False
        clause = _CLAUSE.search(low, match.end(), span.end)
        if _NOT_YET_AFTER.search(low, match.end(), clause.start() if clause else span.end):
            return False
        if self.front.kind not in PAPERS:
            return True
        past = bool(_PAST.search(low, start, end) or _PAST.search(low, match.start(), match.end()))
        if self.front.kind in ("notice", "decision"):
            return past or self._dated(span)
        return past or not self._plans(span, match)

    def _plans(self, span: Span, match: re.Match[str]) -> bool:
        """Whether a report or minutes list what is to be done: ``2. Tổ chức ký kết giao ước thi đua năm 2023``."""
        year = self._year(span, match)
        return year is not None and self.context.year is not None and year > self.context.year and self._is_task(span)

    def _is_task(self, span: Span) -> bool:
        """Whether a sentence opens with a verb and names nobody who does it."""
        return _TASK.match(self.low, span.start) is not None

    def _dates_in(self, span: Span) -> list[DateMention]:
        starts = self._date_starts
        return list(self.dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)])

    def _later(self, span: Span) -> bool:
        """Whether the sentence dates the signing after the document."""
        published = self.front.published_on
        held = days(self.low, self._dates_in(span), self.anchor, announced=False)
        return published is not None and bool(held) and all(day.first > published for day in held)

    def _dated(self, span: Span) -> bool:
        return bool(days(self.low, self._dates_in(span), self.anchor, announced=False))

    # -- year ----------------------------------------------------------------------------------------------------------

    def _year(self, span: Span, match: re.Match[str]) -> int | None:
        end = min(span.end, match.end() + _REACH)
        found = _YEAR.search(self.low, match.start(), end)
        if found is not None:
            return int(found["year"])
        signed = _SIGNED_IN.search(self.low, match.start(), end)
        if signed is not None:
            return int(signed["year"]) + (int(signed["month"]) >= _LATE)
        reviewed = self._reviewed(span)
        if _NEXT_YEAR.search(self.low, match.start(), end):
            return reviewed + 1 if reviewed is not None else None
        if _THIS_YEAR.search(self.low, match.start(), end) or _EARLY.search(self.low, span.start, match.start()):
            return reviewed
        return self._year_of_day(span, match.start())

    def _year_of_day(self, span: Span, at: int) -> int | None:
        """The year of the day before character ``at`` on which a paper lists the signing: ``Ngày 02/02/2018 tại X: ký giao ước``."""
        if self.front.kind not in PAPERS:
            return None
        before = [mention.first for mention in self._dates_in(span) if mention.start < at]
        if len(before) != 1 or before[0].year is None or before[0].day is None or before[0].month is None:
            return None
        return before[0].year + (before[0].month >= _LATE)

    def _reviewed(self, span: Span) -> int | None:
        return self.context.year_at(self.context.token_range(span.start, span.start + 1)[0])

    def _implied(self, cluster: str) -> int | None:
        """The year of a pledge that names none: the one after the year reviewed, or the one that is opened."""
        for meeting in self.meetings:
            if meeting.cluster != cluster:
                continue
            if meeting.kind == "year_review" and meeting.covers is not None:
                return int(meeting.covers[:4]) + 1
            if meeting.kind in ("signing", "launch") and self.context.opens_year:
                return self.context.year
        return None


@Language.component("pledges")
def pledges(doc: Doc) -> Doc:
    """Component that sets ``doc._.pledges``."""
    found = doc._
    if found.in_scope:
        finder = PledgeFinder(found.context, found.front, found.lines, found.dates, found.meetings)
        found.pledges = finder.pledges()
    return doc
