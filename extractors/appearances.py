"""What each sentence says of the people in it: who chairs, presents, speaks or attends, who heads a cluster.

People who are named one after the other form a *group*. What leads up to a group (``Tới dự và phát biểu có …``, ``Báo cáo
của …``, ``Kết luận hội nghị, …``) and what follows it (``… đồng chủ trì hội nghị``) are read for the triggers of
:mod:`extractors.triggers`; see the section "leaders" and the points 12, 13, 25, 28, 38 and 39 of the guidelines.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.context import Context
from extractors.groups import HALTS, HANDS_OVER, LISTS, PROPOSES, Group, GroupReader
from extractors.lexicon import data
from extractors.people import Person
from extractors.triggers import Trigger, Triggers
from models.names import fold_name

_DATA = data("leaders")
_REWARDED = tuple(_DATA["rewarded"])

_JOINS = frozenset({",", "và", "rồi", "có", "đã", "bài", "cũng", ")", "vừa", "thời", "–", "-", "sẽ", "đọc", "lời"})
_JOINTLY = frozenset({"đồng", "cùng"})
_PRONOUNS = frozenset({"ông", "bà", "anh", "chị"})
_NOUNS = frozenset(
    {"đại biểu", "thành phần", "khách mời", "thư ký", "ý kiến", "báo cáo", "bản báo cáo", "dự thảo báo cáo"}
)
"""Triggers that are verbs, or stand for one, only right after the name."""
_PROPOSALS = frozenset({"đề nghị", "đề xuất", "giới thiệu", "biểu dương", "khen", "ghi nhận", "nhất trí"})
_OF = frozenset({"ý kiến", "phát biểu", "tham luận", "báo cáo", "bản báo cáo", "kết luận", "chỉ đạo"})
"""Triggers that another one's ``của`` can follow."""
_FARTHEST_REMARK = 18
_FARTHEST_NOUN_AFTER = 4
_PLANS = frozenset({"decision", "notice"})
_IN_PASSING = frozenset({"cho biết", "cho hay", "cho biết thêm", "cho hay thêm"})
_LONGEST_LABEL = 30
_FARTHEST_PRONOUN = 10


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of a person with what it is said to do; evidence at tokens ``[first, last)``."""

    person: Person
    capacities: frozenset[str]
    first: int
    last: int
    declined: bool
    """Whether the mention shows somebody who does not take part (an example, a nominee, the dead)."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a heading (``Thành phần tham dự:``) says of the people on the lines under it."""

    capacities: frozenset[str]
    declined: bool
    roster: bool
    """Whether the lines list participants, so that a colon after a name introduces no speech."""


_NOTHING = Carried(frozenset(), declined=False, roster=False)


class AppearanceReader:
    """Reads the appearances in one document; ``people`` in order, given names resolved.

    In ``minutes``, headings without a colon list participants too, and what follows a name and a colon was said.
    """

    def __init__(self, context: Context, people: Sequence[Person], kind: str) -> None:
        self.context = context
        self.kind = kind
        self.tokens = context.mentions.tokens
        self.people = people
        self.triggers = Triggers(self.tokens)
        self.groups = GroupReader(context, self.triggers)
        self._person_starts = [person.first for person in people]
        self._of_standing = {fold_name(p.name) for p in people if p.titles or p.offices or p.rank}
        """Those whom the document gives a rank, a title or an office somewhere."""

    def read(self, roles: frozenset[str]) -> list[tuple[Group, list[Appearance], int]]:
        """The groups on lines of the given roles with their appearances and the token up to which each is read."""
        found: list[tuple[Group, list[Appearance], int]] = []
        carried = _NOTHING
        for first, last in self.context.token_sentences:
            if first >= last or self.context.role_at(first) not in roles:
                carried = _NOTHING
                continue
            people = self._people(first, last)
            self._by_pronoun(found, first, people[0].first if people else last)
            if not people:
                carried = self._heading(first, last, carried)
                continue
            if self._ends_roster(first, people[0].first):
                carried = _NOTHING
            read = self._sentence(first, last, people, carried)
            self._share_chair(found, read, first)
            found += read
            if self.tokens.norm_at(last - 1) == ":":
                carried = self._heading(people[-1].last, last, carried)
        return found

    def _people(self, first: int, last: int) -> list[Person]:
        return list(self.people[bisect_left(self._person_starts, first) : bisect_left(self._person_starts, last)])

    # -- headings ------------------------------------------------------------------------------------------------------

    def _heading(self, first: int, last: int, carried: Carried) -> Carried:
        """What a sentence without people means for the lines after it."""
        words = self.triggers.words(first, last)
        colon = self.tokens.norm_at(last - 1) == ":"
        if last - first <= _LONGEST_LABEL and any(cue in words for cue in _DATA["roster_headings"]):
            if colon or (last - first <= 10 and self.kind == "minutes"):
                return Carried(self.groups.listed(first, last) | {"attendee"}, declined=False, roster=True)
        if colon:
            declined = any(cue in words for cue in PROPOSES)
            return Carried(
                frozenset() if declined else self.groups.listed(first, last), declined=declined, roster=False
            )
        if carried is not _NOTHING and (not carried.roster or self._ends_roster(first, last)):
            return _NOTHING
        return carried

    def _ends_roster(self, first: int, last: int) -> bool:
        """Whether a line opens another section of the minutes: ``III. NỘI DUNG``, ``* Diễn biến``."""
        words = self.triggers.words(first, min(last, first + 8))
        return any(cue in words for cue in _DATA["roster_ends"])

    # -- one sentence --------------------------------------------------------------------------------------------------

    def _sentence(
        self, first: int, last: int, people: list[Person], carried: Carried
    ) -> list[tuple[Group, list[Appearance], int]]:
        groups = self.groups.groups(first, people)
        found = []
        for at, group in enumerate(groups):
            limit = groups[at + 1].low if at + 1 < len(groups) else last
            limit = self._clause_end(group.last, limit)
            found.append((group, self._appearances(group, limit, carried), limit))
        return found

    def _clause_end(self, first: int, limit: int) -> int:
        for j in range(first, limit):
            if self.tokens.norm_at(j) == ";" or self.tokens.shape_at(j) == "B" or self.groups.full_stop(j):
                return j
        return limit

    # -- after the group -----------------------------------------------------------------------------------------------

    def _appearances(self, group: Group, limit: int, carried: Carried) -> list[Appearance]:
        spoken, end = self._said(group, limit, carried)
        listed = bool(group.lead) and group.link in LISTS and len(group.people) > 1
        rewarded = not spoken and not group.lead and self._rewarded(group.last, limit)
        found = []
        known = bool(group.lead) or any(person.cued for person in group.people)
        for person in group.people:
            if not known and fold_name(person.name) not in self._of_standing:
                # Capitalised words that nothing shows to be a person.
                continue
            own = spoken if not listed or person is group.people[-1] else frozenset[str]()
            caps = group.lead | own
            if not caps and not group.declined:
                caps = carried.capacities
            start = group.low if person is group.people[0] and group.lead else person.first
            found.append(
                Appearance(
                    person=person,
                    capacities=frozenset(caps),
                    first=start,
                    last=max(end, person.last) if own else person.last,
                    declined=not caps and (group.declined or rewarded or carried.declined),
                )
            )
        return found

    def _said(self, group: Group, limit: int, carried: Carried) -> tuple[frozenset[str], int]:
        """What follows the group makes of it, and the token after the last word that says so."""
        tokens = self.tokens
        caps: set[str] = set()
        at = end = self._past_apposition(group.last, limit)
        if self._speaks_after_colon(group, carried):
            caps.add("speaker")
            end = min(limit, group.last + 6)
        halted = False
        if group.link == "do" and self._reads_out(at, limit):
            caps.add("presenter")
            end = min(limit, at + 3)
        for trigger in self.triggers.between(at, limit):
            halted = halted or bool(HALTS & set(tokens.norm[at : trigger.first]))
            at = trigger.last
            if not self._counts(trigger, group, caps, halted):
                continue
            caps.add("speaker" if trigger.label == "remark" else trigger.label)
            end = min(limit, trigger.last + 3)
        if len(caps) > 1:
            caps.discard("attendee")
        return frozenset(caps), end

    def _reads_out(self, at: int, limit: int) -> bool:
        """``Dự thảo giao ước do bà X … thông qua``, ``báo cáo do cô Y … đọc``: what is read out stands before."""
        verb = next((j for j in range(at, min(limit, at + 3)) if self.tokens.norm_at(j) not in {",", ")", "-"}), at)
        words = f"{self.tokens.norm_at(verb)} {self.tokens.norm_at(verb + 1)}"
        return self.tokens.norm_at(verb) in {"đọc", "trình"} or words in {"thông qua", "soạn thảo"}

    def _past_apposition(self, first: int, limit: int) -> int:
        """Step over what is only said of the person's unit: ``, đơn vị nhận nhiệm vụ Cụm trưởng năm 2019,``."""
        tokens = self.tokens
        if tokens.norm_at(first) not in {",", "-", "–"} or tokens.norm_at(first + 1) != "đơn":
            return first
        return next((j for j in range(first + 2, limit) if tokens.norm_at(j) == tokens.norm_at(first)), first)

    def _counts(self, trigger: Trigger, group: Group, caps: set[str], halted: bool) -> bool:
        """Whether a trigger after the group has the group for its subject."""
        tokens = self.tokens
        before = tokens.norm_at(trigger.first - 1)
        if tokens.shape_at(trigger.first) != "L" and trigger.first > group.last + 1:
            return False
        if before in {"nghe", "theo", "của", "các", "những", "ban", "sự", "được"} and trigger.first > group.last:
            return before == "được" and trigger.label in {"presenter", "speaker"} and not halted
        words = self.triggers.words(trigger.first, trigger.last)
        if words in _PROPOSALS and "được" in tokens.norm[max(group.last, trigger.first - 3) : trigger.first]:
            # "X được cụm đề nghị tặng …"
            return False
        if before in {"không", "chưa", "sẽ"}:
            return False
        passing = words in _IN_PASSING and tokens.norm_at(trigger.last) != ":"
        if passing and group.people[-1].offices and not caps:
            # What the head tells a reporter is no speech (guidelines, point 39).
            return False
        if self.kind in _PLANS and (trigger.label == "remark" or words == "chỉ đạo"):
            # What a plan says after a name is a duty.
            return False
        if words in _NOUNS and trigger.first - group.last > _FARTHEST_NOUN_AFTER and not (caps and before == "và"):
            return False
        if words in _OF and "của" in tokens.norm[trigger.last : trigger.last + 3] and trigger.first > group.last:
            return words == "báo cáo" and before not in _JOINS and not caps and trigger.first - group.last <= 2
        if trigger.label == "remark" and group.lead == {"presenter"}:
            return False
        if caps:
            if trigger.label == "attendee" or before not in _JOINS:
                return False
            return trigger.label != "remark" or not caps <= {"presenter"}
        if trigger.label == "remark":
            return not halted and trigger.first - group.last <= _FARTHEST_REMARK and self._may_remark(group, trigger)
        return trigger.label != "attendee" or not halted

    def _may_remark(self, group: Group, trigger: Trigger) -> bool:
        """People without rank, title or body are examples rather than speakers when they only tell something."""
        person = group.people[-1]
        if fold_name(person.name) in self._of_standing or group.lead:
            return True
        if not person.cued:
            return False
        opened = self.tokens.norm_at(person.last) == "("
        formal = self.triggers.words(trigger.first, trigger.last) in _DATA["formal_remarks"]
        return opened or formal

    def _speaks_after_colon(self, group: Group, carried: Carried) -> bool:
        """``- Đ/c Trần Như Hậu: nhất trí với bảng điểm`` in minutes; ``Bệnh viện Phổi (ông Cường): đề nghị …``."""
        tokens, j = self.tokens, group.last
        if tokens.norm_at(j) == "(":
            while j < group.last + 12 and tokens.norm_at(j) != ")":
                j += 1
        if tokens.norm_at(j) == ")":
            j += 1
        if carried.roster or tokens.norm_at(j) != ":" or len(group.people) > 1 or self.kind in _PLANS:
            return False
        line, _ = self.context.line_at(group.first)
        if self._does(j + 1):
            return False
        here = self.context.mentions.hits.get(j + 1, {})
        return group.first - line <= 10 and not here.keys() & {"office", "cue", "rank", "head", "deputy"}

    def _does(self, i: int) -> bool:
        """Whether a colon is followed by what the person does at the meeting: ``bà Y: báo cáo tổng kết``, ``ông X: chủ trì``."""
        here = [trigger for trigger in self.triggers.between(i, i + 6) if trigger.first == i]
        return bool(here) and here[0].label in {"chair", "presenter", "attendee"}

    def _rewarded(self, first: int, limit: int) -> bool:
        words = self.triggers.words(first, min(limit, first + 12))
        gives = (
            set(self.tokens.norm[first : first + 3]) & HANDS_OVER and "được" not in self.tokens.norm[first : first + 3]
        )
        return not gives and any(cue in words for cue in _REWARDED)

    def _share_chair(
        self,
        found: list[tuple[Group, list[Appearance], int]],
        read: list[tuple[Group, list[Appearance], int]],
        first: int,
    ) -> None:
        """A sentence that only names a person is joined to the ``đồng chủ trì`` of the next one (point 13)."""
        if not found or not read or len(read[0][1]) != 1 or "chair" not in read[0][1][0].capacities:
            return
        group, appearances, limit = found[-1]
        end = read[0][2]
        jointly = any(self.tokens.norm_at(t.first) in _JOINTLY for t in self.triggers.between(read[0][0].last, end))
        verbless = limit == first or self.triggers.words(group.last, first).strip(" .;") == ""
        if jointly and verbless and len(appearances) == 1 and not appearances[0].capacities:
            old = appearances[0]
            appearances[0] = Appearance(old.person, frozenset({"chair"}), old.first, old.last, declined=False)

    def _by_pronoun(self, found: list[tuple[Group, list[Appearance], int]], first: int, last: int) -> None:
        """``Ông đề nghị …`` of the person named last in the paragraph, where nothing else is said of what they do."""
        if not found or len(found[-1][1]) != 1:
            return
        if self.tokens.norm_at(first) not in _PRONOUNS and not self._pronoun_after_verb(first, last):
            return
        at = len(found) - 1
        if self.tokens.norm_at(first) not in _PRONOUNS:
            # The subject of the sentence before, not who was named last in it.
            sentence = self.context.sentence_at(found[-1][0].first)
            while at > 0 and self.context.sentence_at(found[at - 1][0].first) == sentence:
                at -= 1
        if len(found[at][1]) != 1:
            return
        old = found[at][1][0]
        verbs = [t for t in self.triggers.between(first, min(last, first + 5)) if t.label in {"remark", "speaker"}]
        standing = fold_name(old.person.name) in self._of_standing and not old.declined
        silent = not old.capacities - {"attendee"}
        if not (verbs and standing and silent) or self.context.line_at(first) != self.context.line_at(old.first):
            return
        found[at][1].append(Appearance(old.person, frozenset({"speaker"}), first, verbs[0].last, declined=False))

    def _pronoun_after_verb(self, first: int, last: int) -> bool:
        """``Phát biểu với hội nghị, đồng chí mong muốn …``: a speech opens the sentence, no name follows."""
        spoken = self.triggers.between(first, min(last, first + 3))
        if not spoken or spoken[0].first != first or spoken[0].label != "speaker":
            return False
        for j in range(spoken[0].last, min(last, first + _FARTHEST_PRONOUN)):
            pair = f"{self.tokens.norm_at(j)} {self.tokens.norm_at(j + 1)}"
            if self.tokens.norm_at(j) in _PRONOUNS or pair == "đồng chí":
                after = j + 2 if pair == "đồng chí" else j + 1
                return self.tokens.shape_at(after) == "L"
        return False
