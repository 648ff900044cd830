"""Frames of one sentence about awards: who proposes, gives or votes which award to whom.

What a clause leaves out it takes from the one before: ``đề nghị X tặng Cờ cho A; tặng Bằng khen cho B``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.award_clauses import Chunk, Chunker
from extractors.award_names import AwardName
from extractors.award_prefixes import Prefix, PrefixReader
from extractors.award_recipients import Recipient, RecipientKind
from extractors.award_suffixes import SuffixReader, coordinated
from extractors.lexicon import data
from models.facts import AwardStatus
from models.names import fold_name

_DATA = data("awards")
_NEGATIONS = frozenset(_DATA["negations"])
_NEGATED = frozenset(_DATA["negated"])
_REJECTED = tuple(_DATA["rejected"])
_PAST = frozenset({"đã", "vừa", "từng"})
_RECEIVED = frozenset({"đã", "vừa", "từng", "vinh", "đón", "được"})
_PROPOSING = frozenset({"đề", "trình", "xét", "kiến"})
_REASONS = frozenset(_DATA["reasons"])
_RULES = tuple(_DATA["rules"])
_COUNT_RULES = tuple(_DATA["count_rules"])


@dataclass(slots=True)
class Frame:
    """One award with what its sentence says about it."""

    award: AwardName
    status: AwardStatus | None
    authority: str | None
    recipients: list[Recipient] = field(default_factory=list)
    first: int = 0
    last: int = 0
    """The tokens of the clause, recipients included."""
    open: bool = False
    """Whether the recipients can still follow in the lines below."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a line at tokens ``[first, last)`` says for the lines below: ``Cụm đề nghị Bộ Y tế khen thưởng như sau:``."""

    status: AwardStatus
    authority: str | None
    year: int | None
    first: int
    last: int


class FrameReader:
    """Reads the frames of one sentence, from its chunks; ``antecedent`` as for ``PrefixReader``."""

    def __init__(
        self,
        chunker: Chunker,
        chunks: list[Chunk],
        first: int,
        last: int,
        lead: Lead | None = None,
        antecedent: Callable[[], list[Recipient]] = list,
    ) -> None:
        self.chunker = chunker
        self.tokens = chunker.tokens
        self.chunks = chunks
        self.first = first
        self.last = last
        self.lead = lead
        claimed: list[tuple[int, int]] = []
        self._prefixes = PrefixReader(chunker, chunks, first, claimed, antecedent)
        self._suffixes = SuffixReader(chunker, chunks, first, last, claimed)

    def frames(self) -> list[Frame]:
        """The frames in order of their awards."""
        found: list[Frame] = []
        for k, chunk in enumerate(self.chunks):
            if chunk.award is not None:
                frame = self._frame(k, chunk.award, found[-1] if found else None)
                if not self._void(frame, k):
                    found.append(frame)
        self._share(found)
        meant = [self._means(frame, after) for frame, after in pairwise(found)]
        return [frame for frame, means in zip(found, [*meant, False], strict=False) if not means]

    def _means(self, frame: Frame, after: Frame) -> bool:
        """Whether a title only says why a flag is proposed: ``suy tôn A là đơn vị dẫn đầu để đề nghị tặng Cờ``."""
        if frame.award.kind != "title" or after.award.kind != "emulation_flag":
            return False
        if after.status != "proposed" or frame.recipients != after.recipients:
            return False
        behind = self.tokens.norm[frame.award.last : after.award.first]
        at = next((at for at, word in enumerate(behind) if word in _PROPOSING), 0)
        if at and all(not word[:1].isalpha() or word == "và" for word in behind[:at]):
            return True
        # "chọn A là đơn vị dẫn đầu để Bộ tặng Cờ" proposes it without the word.
        return "để" in behind[: at or len(behind)]

    def _frame(self, k: int, award: AwardName, previous: Frame | None) -> Frame:
        start = self._clause_start(k)
        prefix = self._prefixes.read(start, k)
        suffix = self._suffixes.read(k)
        status = self._status(prefix, previous, award) or suffix.status
        if suffix.topic and prefix.status is None:
            status = suffix.status if award.kind == "title" else "proposed"
        recipients = suffix.recipients or prefix.recipients()
        if suffix.shared and prefix.recipients():
            recipients = prefix.recipients()
        if prefix.members and not suffix.recipients:
            recipients = prefix.members
        if (
            not (recipients or suffix.open or suffix.addressed)
            and previous is not None
            and self._goes_on(previous, start)
        ):
            recipients = previous.recipients
        is_open = suffix.open
        if not suffix.recipients and (holder := self._holder(k)) is not None:
            recipients, is_open = [holder], False
            if award.kind == "title":
                status = "voted"
        is_open = is_open and not any(recipient.name for recipient in recipients)
        if not (recipients or suffix.addressed) and prefix.asked and award.count is None:
            recipients, is_open = prefix.asked, False
        if not recipients and not is_open and award.count is not None and award.kind != "title":
            recipients = [self._unnamed(award)]
        authority = self._authority(suffix.giver or prefix.authority, award, prefix, status, previous)
        first = min([self.chunks[start].first, award.first, *(recipient.first for recipient in recipients)])
        last = max([award.last, *(recipient.last for recipient in recipients if recipient.first >= self.first)])
        return Frame(award, status, authority, recipients, first, last, is_open)

    def _clause_start(self, k: int) -> int:
        """The chunk at which the clause of chunk ``k`` starts: after a semicolon outside brackets."""
        depth = self.chunks[k].depth
        for j in range(k - 1, -1, -1):
            if self.chunks[j].kind == "semi" and self.chunks[j].depth <= depth:
                return j + 1
        return 0

    def _goes_on(self, previous: Frame, start: int) -> bool:
        """Whether the award before stands in the same clause: ``tặng Cờ cho A, kèm đề nghị X tặng Bằng khen``."""
        return self.chunks[start].first <= previous.award.first

    # -- status and authority ------------------------------------------------------------------------------------------

    def _status(self, prefix: Prefix, previous: Frame | None, award: AwardName) -> AwardStatus | None:
        """Proposed, granted or voted, as the verbs before the award tell; else as the clause or line before says."""
        status = prefix.status
        plain = status == "granted" and prefix.verb == "give" and not prefix.passive and not prefix.done
        got = status == "granted" and prefix.verb == "get" and not prefix.passive and not self._past(award)
        if status is None or plain or got:
            carried = previous.status if previous is not None else self.lead.status if self.lead is not None else None
            if (carried == "proposed" and not (got and previous is None)) or status is None:
                status = carried or status
        if (
            award.kind == "title"
            and status in {"granted", None}
            and prefix.authority is None
            and _of_the_cluster(award)
        ):
            return "voted"
        if status == "voted" and award.kind not in {"title", "placing"}:
            # A cluster votes for titles of its own; a flag or certificate it can only propose.
            return "proposed"
        return status

    def _past(self, award: AwardName) -> bool:
        """Whether the words right before an award tell that it has been received: ``đã nhận``, ``vinh dự đón nhận``."""
        return bool(_RECEIVED & set(self.tokens.norm[max(self.first, award.first - 4) : award.first]))

    def _authority(
        self, told: str | None, award: AwardName, prefix: Prefix, status: AwardStatus | None, previous: Frame | None
    ) -> str | None:
        """Who is told with the verb, by the leading line, by the award's name, or in the clause before, in this order.

        Who only hands over an award is not the one who gives it, if its name tells that.
        """
        if prefix.handed:
            told = award.authority or told
        asked = self.lead.authority if self.lead is not None else None
        if told is None and award.authority and asked and set(fold_name(award.authority)) <= set(fold_name(asked)):
            told = asked
        told = told or award.authority
        if prefix.members:
            told = award.authority
        if told is None and previous is not None and previous.status == status:
            shared = status == "proposed" or (prefix.verb in {None, "give"} and not prefix.passive)
            if shared and previous.authority != previous.award.authority:
                told = previous.authority
        return told or asked

    # -- recipients ----------------------------------------------------------------------------------------------------

    def _holder(self, k: int) -> Recipient | None:
        """The one before the bracket that an award stands in: ``Sở A (Cờ thi đua)``."""
        for j in range(k - 1, -1, -1):
            if self.chunks[j].depth < self.chunks[k].depth:
                return self.chunks[j].recipient
        return None

    def _unnamed(self, award: AwardName) -> Recipient:
        """So many awards without names: ``214 Bằng khen``, ``74 Huân chương … cho tập thể, cá nhân``."""
        words = " ".join(self.tokens.norm[award.last : min(self.last, award.last + 8)])
        units = "tập thể" in words or (award.kind == "emulation_flag" and "cá nhân" not in words)
        kind: RecipientKind | None = None
        if units != ("cá nhân" in words):
            kind = "unit" if units else "person"
        return Recipient(award.first, award.last, None, kind, award.count or 1)

    def _share(self, frames: list[Frame]) -> None:
        """``Cờ thi đua và Bằng khen cho A``: the first of two joined awards takes the recipients of the second."""
        for frame, after in zip(reversed(frames[:-1]), reversed(frames[1:]), strict=True):
            if not frame.recipients and coordinated(self.chunker, frame.award.last, after.award.first):
                frame.recipients, frame.open = after.recipients, after.open

    # -- what makes no fact --------------------------------------------------------------------------------------------

    def _void(self, frame: Frame, k: int) -> bool:
        """Whether the clause denies the award, plans it or lays down a rule."""
        norm = self.tokens.norm
        start = self._clause_start(k)
        words = _after_reason(norm[self.chunks[start - 1].last if start else self.first : frame.award.first])
        if _denied(words):
            return True
        behind = norm[frame.award.first : self._clause_end(k)]
        before, whole = f" {' '.join(words)} ", f" {' '.join((*words, *behind))} "
        if any(f" {rule} " in before for rule in _RULES) or any(f" {phrase} " in whole for phrase in _REJECTED):
            return True
        counted = bool(frame.recipients) and all(recipient.name is None for recipient in frame.recipients)
        return counted and any(f" {rule} " in whole for rule in _COUNT_RULES)

    def _clause_end(self, k: int) -> int:
        """The token at which the next clause or award starts."""
        for chunk in self.chunks[k + 1 :]:
            if chunk.award is not None or (chunk.kind == "semi" and chunk.depth <= self.chunks[k].depth):
                return chunk.first
        return self.last


def _of_the_cluster(award: AwardName) -> bool:
    """Whether a title is the cluster's own: ``đơn vị dẫn đầu Cụm``."""
    words = award.name.casefold().split()
    return "dẫn" in words and (bool({"cụm", "khối", "phong"} & set(words)) or words[-1] == "đầu")


def _after_reason(words: list[str]) -> list[str]:
    """What a denial gives as its reason: ``không bình xét vì đã được tặng`` tells what was given."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in _REASONS and _PAST & set(words[at:]):
            return words[at:]
    return words


def _denied(words: list[str]) -> bool:
    """Whether a negation stands before a verb: ``không đề nghị``, ``chưa xét``; not ``không chỉ``."""
    return any(word in _NEGATIONS and _NEGATED & set(words[at + 1 : at + 3]) for at, word in enumerate(words))
