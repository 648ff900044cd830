"""What the words behind an award say: ``cho A và B``, ``: A, B``, ``thuộc về A``, ``(A)``, ``do X trao cho A``."""

from dataclasses import dataclass, field

from extractors.award_clauses import Chunk, Chunker
from extractors.award_groups import read_group
from extractors.award_recipients import Recipient
from models.facts import AwardStatus

_REACH = 40
_NEAR_LINK = 6
_NEAR_BRACKET = 3
_NEAR_TOPIC = 4
"""So many words may stand between a verb of asking and those asked for: ``đề nghị xét tặng cho``."""
_OF_PLACE = frozenset({"của", "tại", "trong"})
_COORDINATING = frozenset({"và", ",", "cùng", "kèm", "hoặc"})
_LINKS = frozenset({"to", "colon"})


@dataclass(slots=True)
class Suffix:
    """What stands behind an award, in its clause."""

    recipients: list[Recipient] = field(default_factory=list)
    giver: str | None = None
    """Whom ``do X tặng`` names."""
    status: AwardStatus | None = None
    """What verbs there tell: ``Cờ thi đua được đề nghị tặng cho A``."""
    open: bool = False
    """Whether the recipients can still follow in the lines below."""
    addressed: bool = False
    """Whether it says to whom, even if nobody it knows is named."""
    topic: bool = False
    """Whether the clause names the award first and then says what is done with it: ``Bằng khen của Bộ, cụm xin cho A``."""
    shared: bool = False
    """Whether whom it names stands behind a further award with a verb of its own: ``tặng Cờ, tặng Bằng khen cho B``."""


def coordinated(chunker: Chunker, first: int, last: int) -> bool:
    """Whether only ``và`` or a comma stands between two awards."""
    return set(chunker.tokens.norm[first:last]) <= _COORDINATING


class SuffixReader:
    """Reads the words behind the awards of one sentence, and notes in ``claimed`` the tokens of their recipients."""

    def __init__(
        self, chunker: Chunker, chunks: list[Chunk], first: int, last: int, claimed: list[tuple[int, int]]
    ) -> None:
        self.chunker = chunker
        self.tokens = chunker.tokens
        self.chunks = chunks
        self.first = first
        self.last = last
        self.claimed = claimed

    def read(self, k: int) -> Suffix:
        """What stands behind the award ``chunks[k]``."""
        suffix = Suffix()
        award, at, passive = self.chunks[k], self.chunks[k].last, False
        inverted = self._inverted(k)
        j = k + 1
        while j < len(self.chunks):
            chunk = self.chunks[j]
            if chunk.first - award.last > _REACH or chunk.kind == "semi" or (inverted and self._opens_next(chunk)):
                return suffix
            if chunk.depth > award.depth:
                j = self._bracket(j, at, k, suffix)
                at = self.chunks[j - 1].last
                if any(recipient.name for recipient in suffix.recipients):
                    return suffix
                continue
            if chunk.depth < award.depth:
                break
            if chunk.kind == "award":
                if not suffix.shared and not coordinated(self.chunker, self.chunks[j - 1].last, chunk.first):
                    return suffix
                award = chunk
            elif chunk.kind == "pass":
                passive = True
            elif chunk.kind in {"propose", "vote"}:
                if self._asked(k, j, suffix, passive=passive):
                    return suffix
            elif chunk.kind == "give" and (
                self._another(j, at, suffix) or self._handed(chunk, at, passive=passive, giver=suffix.giver)
            ):
                if not suffix.shared and self._given(j, suffix):
                    return suffix
            elif chunk.kind in _LINKS:
                return self._linked(k, j, suffix)
            elif self._ends_with(chunk, j, at, suffix):
                return suffix
            at = chunk.last
            j += 1
        suffix.open = self._ends_line(at)
        return suffix

    def _asked(self, k: int, j: int, suffix: Suffix, *, passive: bool) -> bool:
        """Take in the verb of asking or voting ``chunks[j]``; whether it ends what is said of the award."""
        if self._topical(k, j, suffix) or not (passive or suffix.giver):
            return True
        if passive and self.chunks[j].kind == "propose":
            suffix.status = "proposed"
        return False

    def _topical(self, k: int, j: int, suffix: Suffix) -> bool:
        """Take those for whom the verb ``chunks[j]`` asks the award that opens the clause; False if it does not say so."""
        earlier = next((c for c in reversed(self.chunks[:k]) if c.depth == self.chunks[k].depth), None)
        if earlier is not None and earlier.kind not in {"semi", "award", "colon"} and earlier.unit is None:
            return False
        if earlier is not None and earlier.unit is not None and not self._claimed(earlier):
            return False
        verb = self.chunks[j]
        found = Suffix()
        start = next((c.first for c in self.chunks[j + 1 :] if c.kind not in {"to", "colon", "give", "propose"}), None)
        if start is None or start - verb.last > _NEAR_TOPIC:
            return False
        at = next(at for at in range(j + 1, len(self.chunks)) if self.chunks[at].first == start)
        if not self._take(at, start, found):
            return False
        group = found.recipients
        behind = next((c for c in self.chunks[j + 1 :] if c.first >= group[-1].last), None)
        if behind is not None and behind.kind in {"give", "get"} and behind.first - group[-1].last <= 1:
            # Who is asked, rather than for whom.
            return False
        suffix.recipients, suffix.topic, suffix.addressed = group, True, True
        asked = verb.kind == "propose" or any(c.kind == "propose" and c.first < start for c in self.chunks[j + 1 :])
        suffix.status = "proposed" if asked else "voted"
        return True

    def _claimed(self, chunk: Chunk) -> bool:
        return any(first <= chunk.first < last for first, last in self.claimed)

    def _handed(self, chunk: Chunk, at: int, *, passive: bool, giver: str | None) -> bool:
        """Whether a verb of giving behind an award is about that award: ``được trao cho``, ``trao Bằng khen tặng ông A``."""
        purpose = self.tokens.norm_at(chunk.first - 1) == "để"
        return passive or purpose or giver is not None or chunk.first - at <= 1

    def _another(self, j: int, at: int, suffix: Suffix) -> bool:
        """Whether the verb ``chunks[j]``, parted from what ends at token ``at``, has an award of its own right behind it."""
        after = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        if self.chunks[j].first == at or after is None or after.award is None:
            return False
        suffix.shared = suffix.shared or after.first - self.chunks[j].last <= 1
        return suffix.shared

    def _given(self, j: int, suffix: Suffix) -> bool:
        """Take those whom the verb ``chunks[j]`` says it was given to."""
        suffix.status = suffix.status or "granted"
        return self._take(j + 1, self.chunks[j].last, suffix)

    def _opens_next(self, chunk: Chunk) -> bool:
        """Whether a word of giving behind a comma opens the next statement of the same form."""
        return chunk.kind in {"give", "to"} and self.tokens.norm_at(chunk.first - 1) == ","

    def _inverted(self, k: int) -> bool:
        """Whether who gets the award stands right before it: ``tặng Sở A Cờ thi đua, tặng Sở B …``."""
        before = self.chunks[k - 1] if k > 1 else None
        return (
            before is not None
            and before.recipient is not None
            and self.chunks[k - 2].kind in {"give", "to"}
            and self.chunks[k].first - before.last <= 1
        )

    def _linked(self, k: int, j: int, suffix: Suffix) -> Suffix:
        """Recipients behind ``cho`` or a colon, the chunk ``j`` behind the award ``k``."""
        chunk = self.chunks[j]
        suffix.addressed = True
        if suffix.status is None and chunk.kind == "to" and chunk.last - chunk.first > 1:
            # "trao cho", "thuộc về", "dành cho" tell a grant by themselves.
            suffix.status = "granted"
        if self._take(j + 1, chunk.last, suffix):
            named = any(recipient.name for recipient in suffix.recipients)
            suffix.open = not named and self.tokens.norm_at(self.last - 1) == ":"
        elif (
            j + 1 < len(self.chunks)
            and self.chunks[j + 1].kind in {"propose", "vote"}
            and self._topical(k, j + 1, suffix)
        ):
            return suffix
        else:
            suffix.open = self._ends_line(chunk.last)
        return suffix

    def _ends_with(self, chunk: Chunk, j: int, at: int, suffix: Suffix) -> bool:
        """Whether any other chunk ends what is said of the award; somebody named is taken in."""
        if chunk.recipient is not None or chunk.kind == "office":
            return self._participant(chunk, j, at, suffix)
        return suffix.giver is None

    def _participant(self, chunk: Chunk, j: int, at: int, suffix: Suffix) -> bool:
        """Take in somebody named behind an award; whether that ends it."""
        before = self.tokens.norm_at(chunk.first - 1)
        if before == "do":
            after = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
            if (
                chunk.recipient is not None
                and after is not None
                and after.kind == "get"
                and after.first - chunk.last <= 1
            ):
                suffix.recipients, suffix.status = [chunk.recipient], "granted"
                return True
            if chunk.kind == "person":
                # Who hands it over is not who gives it.
                suffix.status = "granted" if after is not None and after.kind == "give" else suffix.status
                return True
            suffix.giver = self.tokens.string(chunk.first, chunk.last)
            return False
        listed = before in {"là", "gồm"} or (before == "có" and chunk.recipient is not None and chunk.recipient.known)
        if listed and chunk.recipient is not None and chunk.first - at <= 3:
            return self._take(j, chunk.first, suffix)
        if chunk.first == at and chunk.depth == 0 and self.chunks[j - 1].award is not None and self._object(chunk, j):
            # "tặng Bằng khen Sở A", "tặng giấy khen 05 giáo viên": the word for "to" is left out.
            return self._take(j, chunk.first, suffix)
        return chunk.first - at > 1 and before not in _OF_PLACE

    def _object(self, chunk: Chunk, j: int) -> bool:
        """Whether somebody named right behind an award that is given is who gets it: a member, or a number of them."""
        given = j > 1 and any(before.kind in {"give", "propose"} for before in self.chunks[max(0, j - 3) : j - 1])
        given = given or (
            j > 1 and self.chunks[j - 2].kind == "to" and self.chunks[j - 2].last == self.chunks[j - 1].first
        )
        recipient = chunk.recipient
        return given and recipient is not None and (recipient.known or recipient.name is None)

    def _bracket(self, j: int, at: int, k: int, suffix: Suffix) -> int:
        """A bracket behind an award: the recipients, or their number, right behind it; the chunk after it."""
        chunk = self.chunks[j]
        if (
            j == k + 1
            and chunk.recipient is not None
            and "(" in self.tokens.norm[at : chunk.first]
            and chunk.first - at <= 3
        ):
            suffix.recipients, j = read_group(self.chunker, self.chunks, j, chunk.first)
            self.claimed.append((chunk.first, self.chunks[j - 1].last))
            return j
        if chunk.kind == "propose" and "(" in self.tokens.norm[at : chunk.first] and chunk.first - at <= _NEAR_BRACKET:
            # "Cờ thi đua của Bộ (đề nghị): Sở A".
            suffix.status = "proposed"
        return j + 1

    def _ends_line(self, i: int) -> bool:
        """Whether the sentence ends with the words so far, or a colon: recipients can stand in the lines below."""
        norm_at = self.tokens.norm_at
        if norm_at(self.last - 1) in {".", ";"}:
            return False
        heading = norm_at(self.first) == "danh" and norm_at(self.first + 1) == "sách"
        bare = all(self.tokens.shape_at(j) in "PNB" for j in range(i, self.last))
        return norm_at(self.last - 1) == ":" or heading or bare

    # -- groups --------------------------------------------------------------------------------------------------------

    def _take(self, j: int, start: int, suffix: Suffix) -> bool:
        """Take the group of recipients from token ``start``; ``j`` is the first chunk after it. False if there is none."""
        while j < len(self.chunks):
            chunk = self.chunks[j]
            if chunk.kind in {"propose", "give"} and chunk.first == start:
                # "Cờ thi đua của Bộ: đề nghị tặng Sở A".
                suffix.status = suffix.status or ("proposed" if chunk.kind == "propose" else "granted")
            elif chunk.kind not in _LINKS or chunk.first - start > _NEAR_LINK:
                break
            start = chunk.last
            j += 1
        far = j >= len(self.chunks) or self.chunks[j].recipient is None or self.chunks[j].first - start > 8
        later = self._after_description(j) if far else None
        if later is not None:
            start, j = later
        elif j >= len(self.chunks) or self.chunks[j].recipient is None:
            return False
        group, after = read_group(self.chunker, self.chunks, j, start, objects=True)
        if len(group) == 1 and group[0].name is None and (told := self._told_behind(after, group[0])) is not None:
            group, after = told
        self.claimed.append((start, self.chunks[max(after, j + 1) - 1].last))
        suffix.recipients = group or suffix.recipients
        return bool(group)

    def _told_behind(self, k: int, counted: Recipient) -> tuple[list[Recipient], int] | None:
        """As many names as were counted, behind what is said of them: ``cho 3 đơn vị dẫn đầu các cụm, lần lượt là A, B và C``."""
        for at in range(k, len(self.chunks)):
            chunk = self.chunks[at]
            if chunk.kind == "semi" or chunk.award is not None or chunk.first - counted.last > _REACH:
                return None
            opens = {":", "là", "gồm"} & set(self.tokens.norm[max(counted.last, chunk.first - 2) : chunk.first])
            if chunk.recipient is not None and chunk.recipient.name is not None and opens:
                group, after = read_group(self.chunker, self.chunks, at, chunk.first, objects=True)
                return (group, after) if len(group) == counted.count else None
        return None

    def _after_description(self, j: int) -> tuple[int, int] | None:
        """Names behind a description: ``cho các đơn vị hoàn thành nhiệm vụ: A, B``, ``cho đơn vị xếp thứ hai là A``."""
        for at in range(j, min(j + 4, len(self.chunks) - 1)):
            chunk, after = self.chunks[at], self.chunks[at + 1]
            if chunk.kind == "semi" or chunk.award is not None:
                return None
            if after.recipient is None:
                continue
            if chunk.kind == "colon":
                return chunk.last, at + 1
            if chunk.kind == "rank" and self.tokens.norm_at(after.first - 1) == "là":
                return after.first, at + 1
        return None
