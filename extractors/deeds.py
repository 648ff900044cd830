"""What is said of an office in a cluster without its holder: ``Cụm trưởng kết luận``, ``Báo cáo do Trưởng khối trình bày``."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.context import Context
from extractors.triggers import Triggers
from models.facts import Role

_ROLES: tuple[Role, ...] = ("deputy", "head")
_FARTHEST = 4
_DONE = frozenset({"chair", "presenter", "speaker"})
_STANDS_FOR = frozenset({"đã", "mới", ",", "và", "cùng", "đồng", "năm", "nay", "phát", "sau"})
_NOT_SUBJECT = frozenset({"là", "làm", "bầu", "cử", "chức", "giao", "cho", "với", "thay", "của", "để", "sẽ"})


@dataclass(frozen=True, slots=True)
class Deed:
    """``capacity`` of whoever is in the office at token ``office``; evidence at tokens ``[first, last)``."""

    office: int
    role: Role
    capacity: str
    first: int
    last: int


class DeedReader:
    """Reads the deeds of one document's offices."""

    def __init__(self, context: Context, triggers: Triggers) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits
        self.triggers = triggers
        self._personal = {office.first for person in context.mentions.people for office in person.offices}

    def read(self, roles: frozenset[str]) -> Iterator[Deed]:
        """The deeds told on lines of the given roles, in order."""
        for i in sorted(self.hits):
            here = self.hits[i]
            role = next((role for role in _ROLES if role in here), None)
            if role is None or i in self._personal or self.context.role_at(i) not in roles:
                continue
            yield from self._after(i, here[role].last, role)

    def _after(self, i: int, end: int, role: Role) -> Iterator[Deed]:
        """The verb that follows an office standing as a subject; other offices may stand between."""
        tokens = self.tokens
        first, last = self.context.sentence_at(i)
        before = tokens.norm_at(i - 1) if i > first else ""
        if before in _NOT_SUBJECT or tokens.norm_at(end) in {":", "là"}:
            return
        at = self._past_offices(end, last)
        for trigger in self.triggers.between(at, min(last, at + _FARTHEST + 4)):
            if trigger.label not in _DONE or trigger.first - at > _FARTHEST:
                return
            between = tokens.norm[at : trigger.first]
            subject = before in {"", "do", "và", ",", "chí", "(", "]", "–", "-"} or i == first
            if subject and all(word in _STANDS_FOR or word.isdigit() for word in between):
                yield Deed(i, role, trigger.label, i, trigger.last)
            return

    def _past_offices(self, at: int, last: int) -> int:
        """The token after further offices of an enumeration: ``Trưởng khối, Phó Trưởng khối chủ trì``."""
        while at < last and self.tokens.norm_at(at) in {",", "và"}:
            here = self.hits.get(at + 1, {})
            role = next((role for role in _ROLES if role in here), None)
            if role is None:
                return at
            at = here[role].last
        return at
