"""Groups: people named one after the other in a sentence, and what leads up to them.

The lead-in (``Tới dự và phát biểu có …``, ``Báo cáo của …``, ``Kết luận hội nghị, …``) is read for the triggers of
:mod:`extractors.triggers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.context import Context
from extractors.lexicon import data
from extractors.people import Person
from extractors.tokens import DASHES
from extractors.triggers import Triggers

_DATA = data("leaders")
HANDS_OVER = frozenset[str](_DATA["hands_over"])
"""Verbs of giving: who is given something at a meeting is there."""
PROPOSES = tuple[str, ...](_DATA["proposes"])
"""Words of nominations: who is proposed for an award need not be there."""
HALTS = frozenset[str](_DATA["halts"])
"""Verbs after which what follows is not said by the subject."""
LISTS = frozenset({"là", "có", "gồm", ":", "mời", "đón", "nghe"})
"""Words that a list of participants follows."""
_NOT_TAKING_PART = frozenset(_DATA["not_taking_part"])
_EXAMPLES = tuple(_DATA["examples"])
_SIDES = tuple(_DATA["lists_sides"])
_SPEECHES = tuple(_DATA["speeches"])
_OPENS_CLAUSE = frozenset(
    {",", ";", "và", "khi", "sau", "trong", "tiếp", "cũng", ":", "đó", "thay", "vừa", "thời", *DASHES}
)
_ADVERBIAL = frozenset({"tại", "cũng", "trong", "sau", "kết", "thay", "tiếp", "trước", "nhân"})
_OWN_REMARKS = frozenset({"chia sẻ", "góp ý", "đề xuất"})
_FARTHEST_NOUN = 16
_LONGEST_GAP = 50
_LONGEST_HEADING = 8


@dataclass(frozen=True, slots=True)
class Group:
    """People named one after the other, and what leads up to them from token ``low`` on."""

    people: tuple[Person, ...]
    low: int
    link: str
    """The word right before the group, folded: ``có``, ``do``, ``của``, a comma …"""
    lead: frozenset[str]
    """What the lead-in makes of all of them."""
    declined: bool

    @property
    def first(self) -> int:
        return self.people[0].first

    @property
    def last(self) -> int:
        return self.people[-1].last


class GroupReader:
    """Reads the groups of one document."""

    def __init__(self, context: Context, triggers: Triggers) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.triggers = triggers

    def groups(self, first: int, people: Sequence[Person]) -> list[Group]:
        """The groups of the people of one sentence, which begins at token ``first``."""
        runs: list[list[Person]] = []
        for person in people:
            if runs and self._same_run(runs[-1][-1], person):
                runs[-1].append(person)
            else:
                runs.append([person])
        groups: list[Group] = []
        low = first
        for run in self._after_speech(first, runs):
            groups.append(self._led(tuple(run), low))
            low = run[-1].last
        return groups

    def _after_speech(self, first: int, runs: list[list[Person]]) -> list[list[Person]]:
        """``Sau lời khai mạc của ông X, ông Y báo cáo``: the first is no part of what the second does."""
        opens = self.tokens.norm_at(first) in {"sau", "tiếp", "theo", "thay"}
        if not opens or not runs or len(runs[0]) < 2:
            return runs
        one, other = runs[0][0], runs[0][1]
        lead = self.tokens.norm[max(first, one.first - 2) : one.first]
        if "của" in lead and "các" not in lead and self.tokens.norm_at(one.last) == ",":
            if one.last + 1 == other.first:
                return [[one], runs[0][1:], *runs[1:]]
        return runs

    def _same_run(self, one: Person, other: Person) -> bool:
        """Whether nothing but separators and further participants stands between two people."""
        if other.first - one.last > _LONGEST_GAP or self.triggers.between(one.last, other.first):
            return False
        gap = self.tokens.norm[one.last : other.first]
        hits = self.context.mentions.hits
        if any(hits.get(j, {}).keys() & {"head", "deputy"} for j in range(one.last, other.first)):
            # "A, Cụm trưởng và các đồng chí Cụm phó: B, C", but not "A được bầu làm Cụm trưởng, B …".
            return gap[-1] == ":" and len(gap) <= _LONGEST_HEADING and gap[0] in {",", ";", "và", "cùng"}
        return not (HALTS | {"do", "của", "cho", "."}) & set(gap) and (len(gap) < 1 or gap[-1] != ":")

    # -- before the group ----------------------------------------------------------------------------------------------

    def _led(self, people: tuple[Person, ...], low: int) -> Group:
        """The group with its lead-in, which begins at token ``low`` or later."""
        at = people[0].first - 1
        while at > low and self.tokens.norm_at(at) in {"các", '"', "“", "”", "vị"}:
            at -= 1
        link = self.tokens.norm_at(at) if at >= low else ""
        declined = link in _NOT_TAKING_PART
        if at < low:
            return Group(people, people[0].first, "", frozenset(), declined)
        if link in {"do", "của", "bởi"}:
            lead, start = self._noun(low, at, link)
            if not lead and link == "của" and self._of_speech(at):
                lead = frozenset({"speaker"})
            # Things of a person's own: "vườn bưởi của bà Lý".
            declined = declined or (link == "của" and not lead)
        elif link in LISTS:
            start = self._lead_start(low, at)
            lead = self.listed(start, at + 1)
            declined = declined or self._exemplifies(start, at)
            if self._proposal(start, at) and (link != "có" or not lead):
                lead, declined = frozenset(), True
        elif link == "cùng" and any(trigger.label == "chair" for trigger in self.triggers.between(low, at)):
            # "X điều hành hội nghị cùng bà Y"
            lead, start = frozenset({"chair"}), at
        elif link in {"cho", "tặng", "với", "đến"}:
            start = self._lead_start(low, at)
            lead, refused = self._receivers(start, at, people)
            declined = declined or refused
        else:
            clause = self._lead_start(low, at)
            lead, start = self._participle(low, at)
            declined = declined or self._exemplifies(clause, at) or (not lead and self._in_nomination(clause, at))
        return Group(people, start, link, lead, declined)

    def _lead_start(self, low: int, at: int) -> int:
        """Where the clause that leads up to token ``at`` begins: the sentence, or after the last semicolon."""
        at_start = low == 0 or self.context.sentence_at(low)[0] == low
        for j in range(at - 1, low - 1, -1):
            norm = self.tokens.norm_at(j)
            if norm == ";" or (norm == "," and not at_start) or self.full_stop(j):
                return j + 1
        return low

    def full_stop(self, j: int) -> bool:
        """A full stop between two sentences, not one of ``TP. Huế``."""
        tokens = self.tokens
        return tokens.norm_at(j) == "." and tokens.shape_at(j - 1) in "LN" and tokens.is_capital(j + 1)

    def listed(self, first: int, last: int) -> frozenset[str]:
        """What a lead-in such as ``Tới dự và phát biểu tại hội nghị có`` makes of those it lists."""
        triggers = self.triggers.between(first, last)
        labels = {trigger.label for trigger in triggers} - {"remark"}
        if "attendee" in labels:
            # "Dự và chỉ đạo hội nghị có …" tells of presence; a speech is said to be one.
            spoken = {self.triggers.words(t.first, t.last) for t in triggers if t.label == "speaker"}
            if spoken <= {"chỉ đạo", "ý kiến", "tham luận"}:
                labels.discard("speaker")
            labels.discard("presenter")
        if not labels and any(self.triggers.words(first, last).find(side) >= 0 for side in _SIDES):
            labels.add("attendee")
        return frozenset(labels)

    def _noun(self, low: int, at: int, link: str) -> tuple[frozenset[str], int]:
        """``Báo cáo tổng hợp của``, ``dưới sự chủ trì của``, ``bản báo cáo do``: the label and where it begins."""
        for trigger in reversed(self.triggers.between(max(low, at - _FARTHEST_NOUN), at)):
            if any(self.tokens.norm_at(j) in {";", "."} for j in range(trigger.last, at)):
                break
            if link == "do":
                return frozenset(), trigger.first
            if trigger.label == "remark" and self.triggers.words(trigger.first, trigger.last) not in _OWN_REMARKS:
                continue
            if self.tokens.norm_at(trigger.first - 1) in {"hiện", "theo", "cứ"} and trigger.label == "speaker":
                continue
            label = "speaker" if trigger.label == "remark" else trigger.label
            return frozenset({label}), trigger.first
        return frozenset(), at

    def _of_speech(self, at: int) -> bool:
        """Whether the line above token ``at``, the first of its own, is headed as a speech: ``LỜI CHÀO MỪNG / của bà X``."""
        line, _ = self.context.line_at(at)
        if line != at or at < 1:
            return False
        above, end = self.context.line_at(at - 1)
        if self.tokens.shape_at(at - 1) == "B":
            above, end = self.context.line_at(at - 2)
        words = f" {self.triggers.words(above, end)} "
        return any(f" {noun} " in words for noun in _SPEECHES)

    def _participle(self, low: int, at: int) -> tuple[frozenset[str], int]:
        """``Phát biểu tại hội nghị, X``, ``Tại hội nghị, thay mặt Cụm trình bày báo cáo, X``."""
        sentence, _ = self.context.sentence_at(at)
        if self.tokens.norm_at(at) == ";":
            return frozenset(), at + 1
        low = self._lead_start(low, at)
        if self.tokens.norm_at(at) not in {",", ":", ")", *DASHES}:
            return frozenset(), at + 1
        for trigger in self.triggers.between(low, at + 1):
            before = self.tokens.norm_at(trigger.first - 1)
            opens = trigger.first == sentence or self._after_bullet(trigger.first)
            if trigger.label == "remark":
                opens = opens or (before == "," and self.tokens.norm_at(sentence) in _ADVERBIAL)
            else:
                opens = opens or before in (_OPENS_CLAUSE if low == sentence else {",", ";"})
            if not opens or (
                trigger.label == "remark" and self.triggers.words(trigger.first, trigger.last) == "mở đầu"
            ):
                # "Mở đầu buổi lễ, X báo cáo …" tells when.
                continue
            caps = {trigger.label}
            end = trigger.last
            for more in self.triggers.between(trigger.last, at):
                if more.first - end <= 3 and self.tokens.norm_at(more.first - 1) in {"và", ","}:
                    caps.add(more.label)
                    end = more.last
            return frozenset("speaker" if cap == "remark" else cap for cap in caps), trigger.first
        return frozenset(), at + 1

    def _after_bullet(self, i: int) -> bool:
        line, _ = self.context.line_at(i)
        return i - line <= 2 and not any(self.tokens.shape_at(j) in "CUL" for j in range(line, i))

    def _receivers(self, low: int, at: int, people: tuple[Person, ...]) -> tuple[frozenset[str], bool]:
        """Who is handed something at the meeting is there; who is proposed for an award need not be."""
        words = set(self.tokens.norm[low:at])
        if self._proposal(low, at):
            return frozenset(), True
        if words & HANDS_OVER and any(person.titles or person.offices for person in people):
            return frozenset({"attendee"}), False
        return frozenset(), True

    def _proposal(self, low: int, at: int) -> bool:
        words = self.triggers.words(low, at)
        return any(cue in words for cue in PROPOSES)

    def _in_nomination(self, low: int, at: int) -> bool:
        """``… trình Thủ tướng tặng Bằng khen cho HTX Hồng Phong và ông X``."""
        words = f" {self.triggers.words(low, at)} "
        return self._proposal(low, at) and (" cho " in words or " tặng " in words)

    def _exemplifies(self, low: int, at: int) -> bool:
        words = f" {self.triggers.words(max(low, at - 8), at + 1)} "
        return any(f" {cue} " in words for cue in _EXAMPLES)
