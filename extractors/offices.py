"""Who holds an office in a cluster, as sentences put it: in apposition, before the name, or as what the person takes on.

``Cụm trưởng`` right beside a name is read with the name (:mod:`extractors.people`). Here: ``Đại diện đơn vị Cụm trưởng,
đồng chí X``, ``Cụm trưởng: Sở Y tế (ông X, Giám đốc)``, ``X thay mặt đơn vị nhận nhiệm vụ Cụm trưởng``, ``bầu X làm Cụm
trưởng`` (points 12, 25 and 38 of the guidelines).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.context import Context
from extractors.groups import Group
from extractors.lexicon import data
from extractors.people import Person
from extractors.triggers import Triggers

_DATA = data("leaders")
_TAKES = tuple(f" {phrase} " for phrase in _DATA["takes_office"])
_GIVES = tuple(f" {phrase} " for phrase in _DATA["gives_office"])
_PLAIN = frozenset(
    {":", "là", "-", "–", "—", "(", ")", "do", "mới", "của", "cụm", "khối", "năm", "nay", "thi", "đua", "số"}
)
_NAMED_WITH = frozenset({":", "(", "-", "–", "—"})
_HANDLES = frozenset({"nhận", "trao", "tặng", "từ", "cho"})
_REPRESENTS = (("đại", "diện"), ("thay", "mặt"))
_LONGEST_LEAD = 30
_FARTHEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Office:
    """``role`` (head, deputy) of a person, said by tokens ``[first, last)``."""

    person: Person
    role: str
    at: int
    """The token of the office itself: which cluster it is in is asked there."""
    first: int
    last: int


class OfficeReader:
    """Reads the offices of one document's people."""

    def __init__(self, context: Context, triggers: Triggers) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits
        self.triggers = triggers
        self._marks = [
            (i, here[role].last, role)
            for i in self.hits.starts("deputy", "head")
            for role in ("deputy", "head")
            if role in (here := self.hits[i])
        ]
        self._starts = [mark[0] for mark in self._marks]

    def read(self, group: Group, limit: int) -> list[Office]:
        """The offices of a group that is spoken of up to token ``limit``."""
        found = [
            Office(person, office.role, office.first, person.first, person.last)
            for person in group.people
            for office in person.offices
            if not office.of_unit and self._own(person, office.first)
        ]
        named = {office.person.first for office in found}
        first, last = group.people[0], group.people[-1]
        for person in group.people:
            if person.first not in named and (listed := self._listed(group, person)) is not None:
                found.append(listed)
                named.add(person.first)
        if first.first not in named and (before := self._before(first)) is not None:
            found.append(before)
        if last.first not in named and (after := self._after(last, limit)) is not None:
            found.append(after)
        return found

    def _own(self, person: Person, office: int) -> bool:
        """Whether an office before the name is the person's: not in ``theo ủy quyền của Cụm trưởng, đồng chí X``."""
        if office > person.name_first or self.tokens.norm_at(office - 1) not in {"của", "với", "cùng"}:
            return True
        # "báo cáo của Cụm trưởng - ông X": a dash or nothing joins the office to its holder
        return "," not in self.tokens.norm[office : person.name_first]

    def _in(self, first: int, last: int) -> Sequence[tuple[int, int, str]]:
        return self._marks[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def _listed(self, group: Group, person: Person) -> Office | None:
        """``các đồng chí Cụm phó: A, B``: everybody in the list up to the next heading of its kind."""
        marks = self._in(group.low, person.first)
        if not marks or self.tokens.norm_at(marks[-1][1]) != ":":
            return None
        at, end, role = marks[-1]
        if ":" in self.tokens.norm[end + 1 : person.first]:
            return None
        return Office(person, role, at, at, person.last)

    # -- before the name -----------------------------------------------------------------------------------------------

    def _before(self, person: Person) -> Office | None:
        sentence, _ = self.context.sentence_at(person.first)
        low = max(sentence, person.first - _LONGEST_LEAD)
        for j in range(person.first - 1, low - 1, -1):
            if self.tokens.norm_at(j) in {";", "."}:
                low = j + 1
                break
        marks = self._in(low, person.first)
        if not marks:
            return None
        at, end, role = marks[-1]
        if self._represented(at, end, person) or self._labels(end, person) or self._unit_between(low, marks, person):
            return Office(person, role, at, low if at - low < 8 else at, person.last)
        return None

    def _represented(self, at: int, end: int, person: Person) -> bool:
        """``Thay mặt đơn vị Trưởng khối, bà Lê Thị Ngọc Sương``."""
        before = self.tokens.norm[max(0, at - 6) : at]
        pairs = set(pairwise(before))
        if not pairs & set(_REPRESENTS) or person.first - end > _FARTHEST_NAME:
            return False
        if _HANDLES & set(self.tokens.norm[end : person.first]):
            return False
        return not self.triggers.between(end, person.first)

    def _labels(self, end: int, person: Person) -> bool:
        """``Cụm trưởng năm 2024 là ông X``, ``Cụm trưởng: đồng chí X``."""
        return all(
            self.tokens.norm_at(j) in _PLAIN or self.tokens.shape_at(j) in "N" for j in range(end, person.first)
        ) and (end == person.first or self.tokens.norm_at(person.first - 1) != ",")

    def _unit_between(self, low: int, marks: Sequence[tuple[int, int, str]], person: Person) -> bool:
        """``Cụm trưởng: BHXH tỉnh Kiên Giang (Giám đốc X)``, ``VKSND tỉnh Thanh Hóa (Cụm phó): đ/c X``."""
        if len(marks) > 1 or self.tokens.norm_at(person.first - 1) not in _NAMED_WITH:
            return False
        words = self.tokens.norm[low : person.first]
        return not self.triggers.between(low, person.first) and not {"là", "do", "làm", "giao", "bầu"} & set(words)

    # -- after the name ------------------------------------------------------------------------------------------------

    def _after(self, person: Person, limit: int) -> Office | None:
        """``X được bầu làm Cụm trưởng``, ``X thay mặt đơn vị nhận cờ luân lưu Cụm trưởng``."""
        for at, end, role in self._in(person.last, limit):
            words = f" {' '.join(self.tokens.norm[person.last : at])} "
            represents = any(f" {' '.join(pair)} " in words for pair in _REPRESENTS)
            if any(trigger.label != "attendee" for trigger in self.triggers.between(person.last, at)):
                return None
            if self._unit_named(person.last, at):
                return None
            if represents and " nhận " in words:
                return Office(person, role, at, person.first, end)
            if any(word in words for word in _GIVES) and not represents:
                return None
            if any(word in words for word in _TAKES) or " nhận nhiệm vụ " in words or represents:
                return Office(person, role, at, person.first, end)
        return None

    def _unit_named(self, first: int, last: int) -> bool:
        """Whether another unit stands between, which then is the one in office."""
        grammar = self.context.mentions.units
        return any(self.tokens.is_capital(j) and grammar.head_at(j) is not None for j in range(first, last))
