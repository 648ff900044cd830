"""Who gets an award: units by name, by bare place or by a shortened name, people, and bare numbers."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from extractors.context import Context
from extractors.folding import bare_letter
from extractors.lexicon import Hit, data
from extractors.member_names import MemberNames
from extractors.places import name_end
from extractors.tokens import WORDS
from extractors.units import Unit
from models.names import fold_name

RecipientKind = Literal["unit", "person"]

_NUMERALS: dict[str, int] = data("awards")["numerals"]
_MOST_DIGITS = 6
_AFTER_ALL = frozenset(data("awards")["after_all"])
_UNCOUNTED = frozenset(data("awards")["uncounted"])
_BEFORE_COUNTED = frozenset({"cho", "và", "cùng", ",", ":", "với"})
_UNDESCRIBED = frozenset(
    {"cho", "của", "có", "vì", "về", "là", "gồm", "tại", "trong", "đã", "được", "đạt", "theo", "với"}
)
_LONGEST_DESCRIPTION = 8
_EVERY = frozenset({"các", "những", "mấy"})
_FURTHEST_REST = 6
_BARE_NUMBERS = frozenset({2, 3, 4})
"""The numbers that ``cả`` stands before without a noun; ``cả năm`` is a year."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an award at tokens ``[first, last)``: a unit or a person by name, or ``count`` unnamed ones."""

    first: int
    last: int
    name: str | None
    kind: RecipientKind | None
    count: int
    known: bool = False
    """Whether it is a member unit."""
    rest: bool = False
    """Whether it stands for the members not named yet: ``03 đơn vị còn lại``; ``count`` is 0 where no number is told."""
    owner: str | None = None
    """The unit that counted ones are of: ``5 đoàn viên của Huyện đoàn A``."""


class RecipientGrammar:
    """Reads recipients, with the member units of the document's clusters at hand."""

    def __init__(self, context: Context, hits: dict[int, dict[str, Hit]]) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.hits = hits

    def of_unit(self, unit: Unit) -> Recipient:
        """A unit, as the member that it is if it is one."""
        member = self._member(unit)
        return Recipient(unit.first, unit.last, (member or unit).name, "unit", 1, member is not None)

    def _members(self) -> list[Unit]:
        return [member for members in self.context.members.values() for member in members]

    def _member(self, unit: Unit) -> Unit | None:
        if unit.category == "place":
            return self.context.member_like(unit.name)
        alike = [member for members in self.context.member_index.agreeing(unit.name).values() for member in members]
        if alike:
            return next((member for member in alike if member.name == unit.name), alike[0])
        near = self.context.member_index.beginning_like(unit.name)
        return next((member for member in near if abbreviates(unit.name, member.name)), None) or self._of_place(unit)

    def _of_place(self, unit: Unit) -> Unit | None:
        """The one member of the same place whose organisation shares a word: ``Mặt trận huyện X``, ``Ủy ban MTTQ …``."""
        if unit.place is None or not unit.head:
            return None
        words = set(fold_name(unit.head))
        members = (member for member in self._members() if member.place == unit.place)
        near = [member for member in members if words & set(fold_name(member.head))]
        return near[0] if len(near) == 1 else None

    @cached_property
    def _called(self) -> MemberNames:
        tokens = self.tokens
        capitals = {norm for norm, shape in zip(tokens.norm, tokens.shape, strict=True) if shape == "U"}
        return MemberNames(self._members(), capitals)

    @property
    def first_words(self) -> frozenset[str]:
        """The folded words that what a member is called begins with."""
        return self._called.first_words

    def member_at(self, i: int, last: int) -> Recipient | None:
        """A member by its own name or by what the text may call it for short, read word by word."""
        found = self._called.at(self.tokens, i, last) if self.context.members else None
        return Recipient(i, found[0], found[1], "unit", 1, known=True) if found is not None else None

    def shortened_at(self, i: int, last: int) -> Recipient | None:
        """A member by its bare place or by the end of its name: ``Bắc Giang``, ``Cao su Chư Păh``, ``Đa khoa tỉnh``."""
        tokens, context = self.tokens, self.context
        if not tokens.is_capital(i) or not context.members:
            return None
        for words, name in self._aliases.get(tokens.words[i], ()):
            if tokens.words[i : i + len(words)] == words and tokens.norm_at(i - 1) != "(":
                return Recipient(i, i + len(words), name, "unit", 1, known=True)
        stop = name_end(tokens, context.mentions.hits, i)
        if i < stop <= last and context.mentions.units.head_at(i) is None:
            member = context.member_like(tokens.string(i, stop))
            if member is not None:
                return Recipient(i, stop, member.name, "unit", 1, known=True)
        return self._by_tail(i, last)

    @cached_property
    def _aliases(self) -> dict[str, list[tuple[list[str], str]]]:
        """The members' short names that brackets behind them introduce, by their first word: ``Phòng Tổ chức (PX01)``."""
        tokens = self.tokens
        found: dict[str, list[tuple[list[str], str]]] = {}
        for member in self._members():
            at = member.last
            end = next((j for j in range(at + 2, at + 5) if tokens.norm_at(j) == ")"), None)
            if tokens.norm_at(at) == "(" and end is not None and tokens.shape_at(at + 1) == "U":
                if all(shape in "UN" for shape in tokens.shape[at + 1 : end]):
                    found.setdefault(tokens.words[at + 1], []).append((tokens.words[at + 1 : end], member.name))
        return found

    @cached_property
    def _tails(self) -> dict[tuple[str, str], list[tuple[list[str], str]]]:
        """The ends of the members' names, of two words or more, by their first two words: (words, name)."""
        tails: dict[tuple[str, str], list[tuple[list[str], str]]] = {}
        for member in self._members():
            words = member.name.casefold().split()
            for first in range(1, len(words) - 1):
                tails.setdefault((words[first], words[first + 1]), []).append((words[first:], member.name))
        return tails

    def _by_tail(self, i: int, last: int) -> Recipient | None:
        norm = self.tokens.norm
        longest, names = 0, set[str]()
        for words, name in self._tails.get((norm[i], self.tokens.norm_at(i + 1)), ()):
            end = i + len(words)
            if end <= last and len(words) >= longest and norm[i:end] == words:
                names = {name} if len(words) > longest else {*names, name}
                longest = len(words)
        if len(names) != 1 or self.tokens.is_capital(i + longest):
            return None
        return Recipient(i, i + longest, names.pop(), "unit", 1, known=True)

    def number_at(self, i: int, last: int) -> Recipient | None:
        """``12 tập thể``, ``1.305 cán bộ, hội viên``, ``Sáu đơn vị``; ``cả hai`` of those named before."""
        if self.tokens.norm_at(i) == "cả":
            found = self.number_at(i + 1, last)
            number = _NUMERALS.get(self.tokens.norm_at(i + 1))
            if found is None and number in _BARE_NUMBERS and self.tokens.norm_at(i + 2) in _AFTER_ALL:
                found = Recipient(i, i + 2, None, "unit", number)
            return replace(found, first=i) if found is not None else None
        number = self._number(i)
        if number is None:
            return None
        end, who = self._noun(i + 1, last)
        return Recipient(i, self._described(end, last), None, who, number) if end > i + 1 else None

    def rest_at(self, i: int, last: int) -> Recipient | None:
        """``02 đơn vị còn lại``, ``các hội còn lại``: the members that have not been named."""
        norm = self.tokens.norm
        number = 0 if norm[i] in _EVERY else self._number(i)
        if number is None or "count:person" in self.hits.get(i + 1, ()):
            return None
        for j in range(i + 1, min(i + _FURTHEST_REST, last - 1)):
            if norm[j] == "còn" and norm[j + 1] == "lại":
                return Recipient(i, j + 2, None, "unit", number, rest=True)
            if self.tokens.shape[j] not in WORDS:
                break
        return None

    def _noun(self, i: int, last: int) -> tuple[int, RecipientKind | None]:
        """The end of the noun at token ``i`` and whom it counts; a noun on no list counts people where only they can stand."""
        nouns = {kind: self.hits.get(i, {}).get(f"count:{kind}") for kind in ("both", "person", "unit")}
        told = [(noun.last, kind) for kind, noun in nouns.items() if noun is not None and noun.last <= last]
        if told:
            end, kind = max(told)
            return end, "unit" if kind == "unit" else "person" if kind == "person" else None
        tokens = self.tokens
        strange = tokens.shape_at(i - 1) == "N" and tokens.shape_at(i) == "L" and tokens.norm_at(i) not in _UNCOUNTED
        if strange and tokens.norm_at(i - 2) in _BEFORE_COUNTED and i < last and not self.hits.get(i):
            return i + 1, "person"
        return i, None

    def _described(self, i: int, last: int) -> int:
        """The end of what describes counted ones, if more recipients follow: ``12 phòng Thống kê huyện và 20 cá nhân``."""
        tokens = self.tokens
        if tokens.is_capital(i) and "province" in self.context.mentions.hits.get(i, ()):
            return i
        for j in range(i, min(i + _LONGEST_DESCRIPTION, last)):
            norm = tokens.norm_at(j)
            if norm in {"và", ",", "cùng"}:
                small = not any(tokens.is_capital(k) for k in range(i, j))
                return j if tokens.shape_at(j + 1) == "N" or (small and tokens.is_capital(j + 1)) else i
            described = tokens.shape_at(j) in WORDS and norm not in _UNDESCRIBED
            acts = any(label.startswith(("verb:", "award:")) for label in self.hits.get(j, ()))
            if not described or (acts and norm != "cấp"):
                return i
        return i

    def _number(self, i: int) -> int | None:
        tokens = self.tokens
        norm, before = tokens.norm_at(i), tokens.norm_at(i - 1)
        if before in {"năm", "/", "%"} or (before == "số" and tokens.norm_at(i - 2) != "tổng"):
            return None
        digits = norm.replace(".", "")
        if tokens.shape_at(i) == "N" and digits.isdecimal() and len(digits) <= _MOST_DIGITS:
            return int(digits)
        if norm == "năm" and before not in {"cho", "và", "có"}:
            return None
        return _NUMERALS.get(norm)


def abbreviates(short: str, long: str) -> bool:
    """Whether a name is another one with some words cut to their initials: ``Ban QLDA …``, ``Sở GDĐT``."""
    words, full = short.split(), [word for word in long.split() if word[:1].isalpha()]
    at = 0
    for word in words:
        letters = [bare_letter(char) for char in word if char.isalpha()]
        if at < len(full) and word.casefold() == full[at].casefold():
            at += 1
        elif word.isupper() and len(letters) > 1 and [bare_letter(w) for w in full[at : at + len(letters)]] == letters:
            at += len(letters)
        else:
            return False
    return at == len(full) and len(words) < len(full)
