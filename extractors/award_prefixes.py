"""What the words before an award say: who proposes, gives or votes it, and to whom.

A clause is read from left to right as a row of verbs and participants: ``A được (X) đề nghị Y tặng …``, ``suy tôn A để Y
xét tặng …``, ``thừa ủy quyền của Y, ông Z trao …``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from extractors.award_clauses import Chunk, Chunker
from extractors.award_groups import read_group
from extractors.award_recipients import Recipient
from extractors.lexicon import data
from models.facts import AwardStatus

_DATA = data("awards")
_VERBS = frozenset({"propose", "give", "get", "vote", "pass"})
_PRONOUNS = frozenset(_DATA["pronouns"])
_PAST = frozenset({"đã", "vừa", "mới", "từng"})
_ADVERBS = frozenset(_DATA["adverbs"])
_BEFORE_GIVING = frozenset(_DATA["before_giving"])
_REASONS = frozenset(_DATA["reasons"])
_TALLIES = frozenset(_DATA["tallies"])
_IN_ROWS = frozenset({"là", "đơn", "vị", *_DATA["ranks"]["words"]})
_PARTING = frozenset({":", "-", "–", "—", "=>", "→"})
_TURNS = frozenset({"còn", "riêng", "với", "phần"})
_COUNTERS = frozenset({"lá", "tấm", "một", "1", "01", "chiếc", "cái"})
_SHORT_GIVERS = frozenset({"bộ", "tỉnh", "ngành", "huyện", "hội"})
_BODIES = [phrase.split() for phrase in _DATA["bodies"]]
_BODY_PREFIXES = frozenset({"t.ư", "tw", "btv", "bch", "ttr"})


@dataclass(slots=True)
class Prefix:
    """What stands before an award, in its clause."""

    status: AwardStatus | None = None
    authority: str | None = None
    subject: list[Recipient] = field(default_factory=list)
    """Who is said to get it: ``A được tặng``, ``A nhận``."""
    middle: list[Recipient] = field(default_factory=list)
    """Who stands between verb and award: ``tặng A Bằng khen``."""
    chosen: list[Recipient] = field(default_factory=list)
    """Whom a vote chose, that the award may be proposed for: ``suy tôn A, đề nghị tặng``."""
    asked: list[Recipient] = field(default_factory=list)
    """Who stands before an active ``đề nghị``: ``A, B đề nghị X tặng Cờ``, ``A – đề nghị tặng``, the ones rewarded or those who ask."""
    members: list[Recipient] = field(default_factory=list)
    """Members named where who gives would stand, behind another award: ``tặng Cờ cho A, B và C tặng Bằng khen``."""
    verb: str | None = None
    passive: bool = False
    handed: bool = False
    """Whether the verb tells that it was handed over (``trao Bằng khen của …``)."""
    done: bool = False
    """Whether an adverb tells that it has happened (``đã tặng``)."""

    def recipients(self) -> list[Recipient]:
        """The likeliest of the three."""
        return self.middle or self.subject or self.chosen


@dataclass(frozen=True, slots=True)
class _Participant:
    """Somebody named since the last verb; an office or a body may be the giver."""

    first: int
    last: int
    group: list[Recipient]

    @property
    def can_give(self) -> bool:
        return not self.group or (self.group[-1].kind == "unit" and self.group[-1].name is not None)


class PrefixReader:
    """Reads the words before the awards of one sentence.

    ``claimed`` are tokens whose recipients belong to an award before them; ``antecedent`` tells the units that a pronoun
    at the sentence's start can point to.
    """

    def __init__(
        self,
        chunker: Chunker,
        chunks: list[Chunk],
        first: int,
        claimed: list[tuple[int, int]],
        antecedent: Callable[[], list[Recipient]],
    ) -> None:
        self.chunker = chunker
        self.tokens = chunker.tokens
        self.chunks = chunks
        self.first = first
        self.claimed = claimed
        self.antecedent = antecedent
        self.prefix = Prefix()
        self.named: list[_Participant] = []
        self.opening: list[Recipient] = []
        """Those named first in the clause."""
        self.opens = False
        """Whether they stand before any verb, as its subject."""
        self.after_verb = first
        """The token after the last verb."""
        self.principal: str | None = None
        self.voted = False
        self.told = False
        """Whether another award has been told in the clause."""

    def read(self, start: int, k: int) -> Prefix:
        """The clause from chunk ``start`` up to the award ``chunks[k]``."""
        self.prefix, self.named, self.principal, self.voted, self.told = Prefix(), [], None, False, False
        self.opening, self.opens, self.after_verb = [], False, self.chunks[start].first
        depth = self.chunks[k].depth
        j = start
        while j < k:
            chunk = self.chunks[j]
            if chunk.depth == depth:
                j = self._step(chunk, j, k)
            else:
                j += 1
        self._before_award(k)
        return self.prefix

    def _step(self, chunk: Chunk, j: int, k: int) -> int:
        """Take in one chunk; the next one to look at."""
        if chunk.recipient is not None:
            return self._participant(chunk, j, k)
        if chunk.kind == "office":
            self._behalf(chunk, j)
            self.named.append(_Participant(chunk.first, chunk.last, []))
        elif chunk.kind in _VERBS:
            self._verb(chunk)
            self.prefix.verb = chunk.kind
            self.named, self.after_verb = [], chunk.last
        elif chunk.kind == "award":
            self.told = True
        elif chunk.kind in {"clusterhead", "other"}:
            # "bầu A làm Cụm trưởng" chooses nobody for an award.
            self.prefix.chosen, self.named = [], []
        return j + 1

    def _participant(self, chunk: Chunk, j: int, k: int) -> int:
        if any(start <= chunk.first < end for start, end in self.claimed):
            return j + 1
        group, after = read_group(self.chunker, self.chunks[:k], j, chunk.first)
        after = max(after, j + 1)
        self._behalf(chunk, j)
        self.named.append(_Participant(chunk.first, self.chunks[after - 1].last, group))
        if not self.opening:
            self.opening, self.opens = group, self.named[0].first == chunk.first and not self.prefix.verb
        return after

    def _behalf(self, chunk: Chunk, j: int) -> None:
        """Keep on whose behalf an award is handed over: the office or body right behind ``thay mặt``."""
        if j and self.chunks[j - 1].kind == "behalf":
            found = self.chunker.names.authority_at(chunk.first)
            self.principal = found[0] if found is not None else self._written(chunk.first, chunk.last)

    def _written(self, first: int, last: int) -> str:
        """A giver as written, with what stands before an organisation's name: ``T.Ư Hội``, ``BTV Tỉnh đoàn``."""
        norm = self.tokens.norm
        while first > self.first and norm[first - 1] in _BODY_PREFIXES:
            first -= 1
        if first > self.first and norm[first - 1 : first + 2] == ["đoàn", "chủ", "tịch"]:
            first -= 1
        for words in _BODIES:
            if first - len(words) >= self.first and norm[first - len(words) : first] == words:
                return self.tokens.string(first - len(words), last)
        return self.tokens.string(first, last)

    # -- verbs ---------------------------------------------------------------------------------------------------------

    def _verb(self, chunk: Chunk) -> None:
        groups = [named.group for named in self.named if named.group]
        if chunk.kind in {"pass", "get"} and self._explains(chunk.last):
            # "không tham gia bình xét vì đã được tặng": what follows has happened, whatever was voted or proposed.
            self.prefix = Prefix(subject=self.opening)
            self.voted = False
        match chunk.kind:
            case "pass" | "get":
                self._received(chunk, groups)
            case "propose":
                if groups and self.told and self._turns_to(chunk.first, groups):
                    self.prefix.subject = groups[-1]
                elif groups and not self.told:
                    self.prefix.asked = self._asked(chunk.first, groups)
                if groups and self._tallied(chunk.first):
                    self.prefix.chosen = [recipient for group in groups for recipient in group]
                elif self.voted and groups and not self.prefix.passive:
                    self.prefix.chosen = groups[0]
                self.prefix.status = "proposed"
            case "vote":
                self.voted = True
                if self.prefix.status != "proposed":
                    self.prefix.status = "voted"
            case _:
                self._given(chunk, groups)

    def _explains(self, last: int) -> bool:
        """Whether a reason in the past leads up to the verb that ends at token ``last``: ``… vì năm 2018 đã được``, ``do vừa nhận``."""
        words = self.tokens.norm[self.after_verb : last]
        at = next((at for at in range(len(words) - 1, -1, -1) if words[at] in _REASONS), None)
        return at is not None and bool(_PAST & set(words[at:]))

    def _asked(self, verb: int, groups: list[list[Recipient]]) -> list[Recipient]:
        """Those named before ``đề nghị`` who may be the ones rewarded: members, or parted from the verb by a dash or colon."""
        colon = max((i for i in range(self.after_verb, groups[-1][0].first) if self.tokens.norm[i] == ":"), default=-1)
        everybody = [one for group in groups for one in group if one.name is not None and one.first > colon]
        parted = self.tokens.norm_at(verb - 1) in _PARTING
        return everybody if parted or all(recipient.known for recipient in everybody) else []

    def _turns_to(self, verb: int, groups: list[list[Recipient]]) -> bool:
        """Whether the clause turns to another member: ``còn Sở B thì đề nghị tặng``, ``riêng Sở B, khối đề nghị``."""
        before = self.tokens.norm_at(groups[-1][0].first - 1)
        return self.tokens.norm_at(verb - 1) == "thì" or before in _TURNS

    def _received_before(self, groups: list[list[Recipient]]) -> list[Recipient]:
        """The group before a verb of getting: ``5 đoàn viên của Huyện đoàn A`` are the five."""
        if len(groups) > 1:
            owner, owned = groups[-1][0], groups[-2][-1]
            between = self.chunker.outside_brackets(owned.last, owner.first)
            if owned.name is None and between and set(between) <= {"của", "ở", "tại", "bên", "thuộc"}:
                return [*groups[-2][:-1], replace(owned, last=owner.last, owner=owner.name)]
        return groups[-1]

    def _tallied(self, verb: int) -> bool:
        """Whether votes stand between those named and the verb: ``A: 6/6 phiếu đề nghị``."""
        words = self.chunker.outside_brackets(self.named[-1].last, verb)
        return "phiếu" in words and all(word in _TALLIES or not word[:1].isalpha() for word in words)

    def _received(self, chunk: Chunk, groups: list[list[Recipient]]) -> None:
        prefix = self.prefix
        if groups and self.told:
            # A new subject begins a new statement: "A được X tặng Cờ, B được Y tặng Bằng khen".
            prefix.status = prefix.authority = None
            self.voted = self.told = False
        if groups and "%" in self.tokens.norm[groups[-1][-1].last : chunk.first]:
            # "612 hội viên, 94% gia đình đạt danh hiệu".
            prefix.subject = []
        elif groups:
            prefix.subject = self._received_before(groups)
        elif self._generic(chunk.first):
            prefix.subject = []
        elif not prefix.subject:
            # "A xếp thứ hai, được đề nghị tặng": the clause's subject goes on.
            goes_on = self.opens and not self.told and self.tokens.norm_at(chunk.first - 1) in {",", "và", "nên"}
            prefix.subject = self.opening if goes_on else self._pointed(chunk.first)
        if chunk.kind == "pass":
            prefix.passive = True
        else:
            prefix.status = prefix.status or "granted"

    def _given(self, chunk: Chunk, groups: list[list[Recipient]]) -> None:
        prefix = self.prefix
        giver = self.named[-1] if self.named and self._adjacent(self.named[-1].last, chunk.first) else None
        if self.voted and groups and not prefix.passive and (len(groups) > 1 or not prefix.chosen):
            # "suy tôn A để X xét tặng": the first named is chosen, the last one gives.
            if len(groups) > 1 or giver is None:
                prefix.chosen = groups[0]
        if giver is not None and self.told and giver.group and all(recipient.known for recipient in giver.group):
            prefix.members = giver.group
        elif giver is not None and giver.can_give:
            several = self.tokens.norm_at(giver.first - 1) == "và"
            prefix.authority = None if several else self._written(giver.first, giver.last)
            if self.voted:
                # "bình xét …, có 9 cá nhân được Bộ công nhận" tells what Bộ has done.
                prefix.status = "granted" if prefix.verb == "pass" else "proposed"
        elif giver is None and self._short_giver(chunk.first):
            prefix.authority = self.tokens.words[chunk.first - 1]
        if self.principal is not None:
            prefix.authority = self.principal
        prefix.status = prefix.status or "granted"
        prefix.handed = self.tokens.norm_at(chunk.first) in {"trao", "gắn"}
        before = range(max(self.first, chunk.first - 2), chunk.first)
        prefix.done = prefix.done or any(
            self.tokens.norm[i] in _ADVERBS and self.tokens.shape[i] == "L" for i in before
        )

    def _short_giver(self, verb: int) -> bool:
        """Whether a body by its mere level stands before the verb: ``được Bộ tặng``, ``do Tỉnh trao``."""
        at = verb - 1
        return at >= self.first and self.tokens.is_capital(at) and self.tokens.norm[at] in _SHORT_GIVERS

    def _adjacent(self, last: int, verb: int) -> bool:
        """Whether nothing but an adverb or a bracket stands between who gives and the verb."""
        return set(self.chunker.outside_brackets(last, verb)) <= _BEFORE_GIVING

    def _generic(self, i: int) -> bool:
        """Whether the subject is nobody in particular: ``nhiều tập thể, cá nhân được …``."""
        words = " ".join(self.tokens.norm[max(self.first, i - 8) : i])
        return "tập thể" in words or "cá nhân" in words

    def _pointed(self, i: int) -> list[Recipient]:
        """Whom a pronoun before token ``i`` points to: ``tỉnh này được``, ``Đây cũng là đơn vị nhận``."""
        words = self.tokens.norm[max(self.first, i - 5) : i]
        opening = i == self.first or (bool(words) and words[-1] in _ADVERBS and i - self.first <= 4)
        if not (opening or _PRONOUNS & set(words)):
            return []
        earlier = [chunk.unit for chunk in self.chunks if chunk.unit is not None and chunk.last <= i]
        return earlier[-1:] or self.antecedent()[:1]

    def _before_award(self, k: int) -> None:
        """Interpret who is named between the last verb and the award."""
        groups = [named.group for named in self.named if named.group]
        prefix = self.prefix
        if not groups:
            if prefix.status is None and prefix.verb == "pass" and self.after_verb >= self.chunks[k].first:
                # "Cụm được 03 Cờ thi đua".
                prefix.status = "granted"
            return
        copula = "là" in self.tokens.norm[max(self.first, self.chunks[k].first - 3) : self.chunks[k].first]
        match prefix.verb:
            case "give":
                prefix.middle = groups[-1]
            case "vote" | "propose" if copula:
                prefix.middle = groups[-1]
            case "propose" if self._considered(k):
                prefix.authority = prefix.authority or self._written(self.named[-1].first, self.named[-1].last)
            case "propose" if self._for(groups[-1], k):
                prefix.middle = groups[-1]
            case "vote" if not prefix.passive:
                prefix.chosen = groups[0]
            case "propose" if self.voted:
                prefix.chosen = prefix.chosen or groups[0]
            case "pass" if not prefix.subject:
                prefix.subject = groups[-1]
            case None if self._row(groups[-1], k):
                prefix.subject = groups[-1]

    def _considered(self, k: int) -> bool:
        """Whether whoever is asked is to consider or give the award, told without a verb of giving: ``xin Bộ xét Cờ``."""
        asked = self.named[-1]
        between = self.tokens.norm[asked.last : self.chunks[k].first]
        return asked.can_give and bool(between) and set(between) <= {"xem", "xét", "cho"}

    def _for(self, group: list[Recipient], k: int) -> bool:
        """Whether who gets it stands before the award behind ``cho``: ``xin Bộ cho Sở A lá cờ thi đua``."""
        between = set(self.tokens.norm[group[-1].last : self.chunks[k].first])
        return self.tokens.norm_at(group[0].first - 1) == "cho" and between <= _COUNTERS

    def _row(self, group: list[Recipient], k: int) -> bool:
        """Whether a row names who gets the award right before it: ``1 | Sở A | Cờ thi đua``, ``A: Bằng khen``."""
        gap = self.chunker.outside_clusters(group[-1].last, self.chunks[k].first)
        return all(not word[:1].isalpha() or word in _IN_ROWS for word in gap)
