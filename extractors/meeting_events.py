"""Words that name a meeting, and what it is for: ``Hội nghị sơ kết``, ``họp bình xét``, ``tọa đàm``, ``kiểm tra chéo``.

Three ways of naming one are told apart, since they prove different things: a noun with its purpose or a word that only
means a gathering (``named``), a verb that needs the cluster for its subject (``Cụm … tổng kết năm 2023``), and a noun
that points back to a meeting named elsewhere (``phiên họp ngày 18/01``).
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from extractors.folding import any_of, fold, opens_word, pattern
from extractors.lexicon import data
from models.facts import MeetingKind

_DATA = data("meetings")


class Event(NamedTuple):
    """A meeting named at characters ``[start, end)`` of the text; ``kind`` is None for a noun that points back."""

    start: int
    end: int
    kind: MeetingKind | None
    named: bool
    """Whether the words name a meeting by themselves; a verb alone needs a cluster that does it."""


def _kinds(table: Mapping[str, Sequence[str]]) -> dict[str, MeetingKind]:
    return {fold(phrase): cast("MeetingKind", kind) for kind, phrases in table.items() for phrase in phrases}


_PURPOSES = _kinds(_DATA["purposes"])
_GATHERINGS = _kinds(_DATA["gatherings"])
_ACTS = _kinds(_DATA["acts"])
_GAP = rf"(?:[^\S\n]+(?!{any_of(_DATA['gap_stops'])}(?!\w))[^\s,.;:!?()\"]+){{0,8}}?"
_EVENT = pattern(
    rf"(?:(?:{any_of(_DATA['nouns'])}(?!\w){_GAP}|{any_of(_DATA['adjacent_nouns'])})"
    rf"[^\S\n]+\"?(?P<purpose>{any_of(_PURPOSES)})"
    rf"|(?P<gathering>{any_of(_GATHERINGS)})"
    rf"|(?P<act>{any_of(_ACTS)})"
    rf"|(?P<bare>{any_of(_DATA['bare_nouns'])}))(?!\w)"
)
# What a naming can begin with, without its groups: the engine skips to the letters of a plain list of phrases.
_OPENING = pattern(any_of([*_DATA["nouns"], *_DATA["adjacent_nouns"], *_GATHERINGS, *_ACTS, *_DATA["bare_nouns"]]))
_NOT_BEFORE = pattern(rf"(?<!\w){any_of(_DATA['not_before'])}\s$")
_PAPER = pattern(rf"(?:{any_of(data('front')['kinds'])}|v/v|về\sviệc|:|\s)+")
_OF_CONTEST = pattern(rf"(?:\s(?:và|,)?\s?trao\sgiải(?:\sthưởng)?)?\s{any_of(_DATA['contests'])}(?!\w)")
_NOT_BEFORE_ACT = pattern(rf"(?<!\w){any_of(_DATA['not_before_acts'])}\s$")
_LOOK_BACK = 24


def find_events(low: str, start: int = 0, end: int | None = None) -> list[Event]:
    """Every naming of a meeting in ``low[start:end]``, folded text, in order and without overlaps."""
    end = len(low) if end is None else end
    events: list[Event] = []
    while (opening := _OPENING.search(low, start, end)) is not None:
        found = _EVENT.match(low, opening.start(), end)
        if found is not None and (event := _event(low, found)) is not None:
            events.append(event)
        start = found.end() if found is not None else opening.start() + 1
    return events


def _event(low: str, found: re.Match[str]) -> Event | None:
    if not opens_word(low, found.start()):
        return None
    kind: MeetingKind | None = None
    named = True
    if found["purpose"] is not None:
        kind = _kind_of(_PURPOSES, found["purpose"])
    elif found["gathering"] is not None:
        kind = _kind_of(_GATHERINGS, found["gathering"])
    elif found["act"] is not None:
        kind, named = _kind_of(_ACTS, found["act"]), False
    before = max(0, found.start() - _LOOK_BACK)
    if found["bare"] == "họp" and low.endswith("phòng ", before, found.start()):
        return None
    if (found["act"] or found["gathering"]) and _NOT_BEFORE.search(low, before, found.start()):
        return None
    if found["act"] and _NOT_BEFORE_ACT.search(low, before, found.start()):
        return None
    if kind in ("year_review", "interim_review") and _OF_CONTEST.match(low, found.end()):
        kind = "other"
    return Event(found.start(), found.end(), kind, named)


def _kind_of(table: Mapping[str, MeetingKind], words: str) -> MeetingKind:
    return table[" ".join(words.split())]


def title_kind(title: str, *, bare: bool = False) -> MeetingKind | None:
    """What the meeting that a headline or the subject of a paper names is for; None where it names none.

    ``bare`` lets a meeting whose purpose is not said be an ``other``: ``Biên bản họp Cụm thi đua số 2``.
    """
    low = fold(title)
    paper = _PAPER.match(low)
    events = find_events(low[paper.end() :] if paper is not None else low)
    named = next((event.kind for event in events if event.kind is not None), None)
    return "other" if named is None and bare and events else named
