"""On which days a meeting is held: the dates of a sentence that can be its days, each with the meeting it belongs to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import Anchor, DateMention, resolve
from extractors.folding import any_of, pattern
from extractors.lexicon import data
from extractors.meeting_events import Event

_DATA = data("meetings")
_OF_PAPER = pattern(
    r"(?:(?<!\w)(?<!đua\s)(?<!cụm\s)(?<!khối\s)số\s?:?\s?\S*\d\S*|\d\S*[/-][a-zđ]\S*)(?:\s\([^()]*\)|\s\d{4})?,?\s(?:(?:ký|ban hành|đề)\s)?(?:ngày\s)?$"
)
_DEADLINE = pattern(rf"(?<!\w){any_of(_DATA['deadline_cues'])}\s$")
_MOVED = pattern(r"(?<!\w)(?:lùi|dời|hoãn|đẩy)\s(?:[^\s.;]+\s){0,4}?(?:đến|sang|tới|vào|xuống)\s(?:ngày\s)?$")
_OPEN = pattern(r"(?<!\w)từ\s(?:ngày\s)?$")
_ANY_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_APART = pattern(r",[^,;]{0,30}$")
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class Day:
    """The days of a mention, both included."""

    mention: DateMention
    first: date
    last: date
    moved: bool = False
    """Whether the meeting was put off to these days."""


def days(low: str, mentions: Sequence[DateMention], anchor: Anchor, *, announced: bool) -> list[Day]:
    """The days among ``mentions`` on which something can take place; ``low`` is the folded text.

    Dates of documents, deadlines and days from which something applies are none. ``announced`` tells that the document
    announces what is to come: a day without a year is then not one long past.
    """
    found = []
    for mention in mentions:
        if mention.precision != "day" or not _can_be_held(low, mention):
            continue
        first, last = resolve(replace(mention, ahead=True) if announced else mention, anchor)
        if first is not None and last is not None:
            found.append(Day(mention, first, last, _is_moved(low, mention)))
    return found


def _is_moved(low: str, mention: DateMention) -> bool:
    return _MOVED.search(low, max(0, mention.start - _LOOK_BACK), mention.start) is not None


def _can_be_held(low: str, mention: DateMention) -> bool:
    if _is_moved(low, mention):
        return True
    start = max(0, mention.start - _LOOK_BACK)
    if _OF_PAPER.search(low, start, mention.start) or _DEADLINE.search(low, start, mention.start):
        return False
    return mention.first != mention.last or _OPEN.search(low, start, mention.start) is None


def pairs(low: str, events: Sequence[Event], held: Sequence[Day]) -> list[tuple[Event, Day | None]]:
    """Each meeting of one sentence with its days.

    Sentences name either the day first (``Ngày 8/7, Cụm sơ kết``) or the meeting (``sơ kết ngày 8/7``); of the
    meetings that share a day the first named one has it, the others are parts of its programme.
    """
    if not held:
        return [(event, None) for event in events]
    day_first = not events or held[0].mention.start < events[0].start
    bounds = [day.mention.start if day_first else day.mention.end for day in held]
    near: dict[int, list[Event]] = {}
    found: list[tuple[Event, Day | None]] = []
    for event in events:
        before = bisect_right(bounds, event.start)
        at = before - 1 if day_first else before
        if 0 <= at < len(held) and not _parted(low, event, held[at].mention):
            near.setdefault(at, []).append(event)
        else:
            found.append((event, None))
    for at, rivals in near.items():
        first = next((event for event in rivals if event.kind is not None), rivals[0])
        if not day_first:
            first = _nearer(low, first, rivals)
        found.append((first, held[at]))
        found += [
            (event, None)
            for event in rivals
            if event is not first and event.kind is not None and event.end < first.start
        ]
    return sorted(found, key=lambda pair: pair[0].start)


def _nearer(low: str, first: Event, rivals: Sequence[Event]) -> Event:
    """Of meetings before one day, the last that a clause of its own names: ``giao ban tháng 9, hội nghị tổng kết … ngày``."""
    for event in reversed(rivals):
        apart = _APART.search(low, max(first.end, event.start - _LOOK_BACK), event.start)
        if event.kind is not None and event.named and event.start > first.end and apart:
            if low.startswith("hội nghị", event.start):
                return event
    return first


def _parted(low: str, event: Event, mention: DateMention) -> bool:
    """Whether a semicolon stands between a meeting and a day: they belong to two statements."""
    return ";" in low[min(event.end, mention.end) : max(event.start, mention.start)]


def teaser_anchor(
    low: str, headline: int, start: int, end: int, mentions: Sequence[DateMention], anchor: Anchor
) -> Anchor:
    """What the days of a teaser at ``low[start:end]``, its headline at ``headline``, are read against.

    Its own day where it opens with one (``(20-01-2011) …``). Pages are saved long after they were published: a teaser
    that names only years after the page's tells of its earliest year; one that names the page's year too only looks
    ahead (``tổng kết năm 2022 … Trưởng khối năm 2023``).
    """
    for mention in mentions:
        year, month, day = mention.first
        opens = start <= mention.start - 1 <= start + 3 and low[mention.start - 1] in "(["
        if opens and year is not None and month is not None and day is not None:
            return Anchor(date(year, month, day), year)
    found_years = list(_ANY_YEAR.finditer(low, start, end)) or list(_ANY_YEAR.finditer(low, headline, start))
    years = [int(found.group()) for found in found_years]
    if anchor.day is None or not years or min(years) <= anchor.day.year:
        return anchor
    return Anchor(None, min(years))
