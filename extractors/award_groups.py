"""Enumerations of recipients: ``Sở A (98 điểm), Sở B và 03 cá nhân``, over scores, votes, brackets and cluster names."""

from dataclasses import replace

from extractors.award_clauses import Chunk, Chunker
from extractors.award_recipients import Recipient
from extractors.lexicon import data

_DATA = data("awards")
_SOFT = frozenset(_DATA["soft"])
_BELOW = frozenset(_DATA["units_of_units"])
_ABOVE = frozenset(_DATA["units_above"])
_JOINING = frozenset({"và", ";", "cùng", "•", "+", "cho"})
_LINKING = frozenset({"cho", "do", "của", "tại", "vì", "về", "để", "bởi", "từ", "khi", "mà", "thì", "không", "chưa"})
_LONGEST_REMARK = 4
_NEAR = 3


def read_group(
    chunker: Chunker, chunks: list[Chunk], k: int, start: int, *, objects: bool = False
) -> tuple[list[Recipient], int]:
    """The recipients enumerated from token ``start``, the first of them ``chunks[k]`` or later; and the chunk after them.

    A number that names follow is replaced by them. ``objects``: what they get is told before, so that one who stands
    right before a further verb is its subject and not of the group.
    """
    return _GroupReader(chunker, chunks).read(k, start, objects=objects)


class _GroupReader:
    def __init__(self, chunker: Chunker, chunks: list[Chunk]) -> None:
        self.chunker = chunker
        self.tokens = chunker.tokens
        self.chunks = chunks
        self.found: list[Recipient] = []
        self.semis: list[tuple[int, int]] = []
        """For each semicolon, how many recipients stand before it, and its chunk."""

    def read(self, k: int, start: int, *, objects: bool) -> tuple[list[Recipient], int]:
        chunks, at = self.chunks, start
        depth = chunks[k].depth if k < len(chunks) else 0
        while k < len(chunks):
            chunk = chunks[k]
            if chunk.depth > depth:
                k = self._bracket(k, depth)
                continue
            if chunk.depth < depth or not self._separated(at, chunk.first):
                break
            if (
                chunk.kind == "colon"
                and self.found
                and self.found[-1].name
                and not self._cluster_between(at, chunk.first)
            ):
                break
            if chunk.kind == "semi":
                self.semis.append((len(self.found), k))
            elif chunk.recipient is not None:
                self._take(chunk.recipient, at)
            elif chunk.kind != "colon" and not (self.found and (chunk.kind == "to" or self._scores(chunk))):
                break
            at, k = chunk.last, k + 1
        if objects:
            k = self._give_back(k, at)
        return self._without_announcements(), k

    def _scores(self, chunk: Chunk) -> bool:
        """Whether a verb tells of votes or points only: ``A đạt 8/8 phiếu, B 7/8 phiếu``."""
        at = chunk.last
        while self.tokens.shape_at(at) == "N" or self.tokens.norm_at(at) == "/":
            at += 1
        return chunk.kind == "get" and at > chunk.last and self.tokens.norm_at(at) in {"phiếu", "điểm", "đ", "%"}

    def _take(self, recipient: Recipient, at: int) -> None:
        if self.found and recipient.kind == "unit" and self.tokens.norm[at : recipient.first] == ["thuộc"]:
            last = self.found[-1]
            if last.kind == "unit" and last.name is not None and not last.known:
                name = self.tokens.string(last.first, recipient.last)
                self.found[-1] = replace(last, last=recipient.last, name=name)
                return
        if self.found and recipient.kind == "unit" and not self._joined(at, recipient.first):
            if self._belongs(self.found[-1], recipient):
                return
        self.found.append(recipient)

    def _belongs(self, recipient: Recipient, unit: Recipient) -> bool:
        """Whether a unit behind a comma is where a recipient belongs: ``ông A, Sở B``; ``Phòng A, Sở B``."""
        if recipient.kind == "person":
            return True
        below = recipient.name is not None and self.tokens.norm_at(recipient.first) in _BELOW
        return below and self.tokens.norm_at(unit.first) in _ABOVE

    def _bracket(self, k: int, depth: int) -> int:
        """Step over a bracket; names in it replace the number before it: ``02 đơn vị (A, B)``."""
        inner: list[Recipient] = []
        while k < len(self.chunks) and self.chunks[k].depth > depth:
            recipient = self.chunks[k].recipient
            if recipient is not None and (recipient.name is not None or inner):
                inner.append(recipient)
            k += 1
        if inner and self.found and self.found[-1].name is None:
            self.found[-1:] = inner
        return k

    def _separated(self, first: int, last: int) -> bool:
        """Whether only separators, scores, votes, brackets and cluster names stand between two recipients."""
        tokens, clusters = self.tokens, self.chunker.cluster_names
        i, inside = first, 0
        strange = 0
        while i < last:
            norm = tokens.norm_at(i)
            if norm in {"(", "["}:
                inside += 1
            elif norm in {")", "]"}:
                inside -= 1
            elif i in clusters and tokens.norm_at(clusters[i]) in {":", ";", ")", ",", "."}:
                i = clusters[i]
                continue
            elif inside <= 0 and norm not in _SOFT and tokens.shape_at(i) not in "NB":
                strange += 1
                if not self._remark(i) or strange > _LONGEST_REMARK:
                    return False
            i += 1
        return strange == 0 or tokens.norm_at(last - 1) in {"và", "cùng"}

    def _remark(self, i: int) -> bool:
        """Whether token ``i`` can be of a remark on a recipient that others follow: ``Trường A nhà mình và Trường B``."""
        here = self.chunker.hits.get(i, {})
        acts = "not" not in here and any(label.startswith(("verb:", "award:")) for label in here)
        return (
            bool(self.found) and self.tokens.shape_at(i) == "L" and self.tokens.norm_at(i) not in _LINKING and not acts
        )

    def _cluster_between(self, first: int, last: int) -> bool:
        return any(i in self.chunker.clusters for i in range(first, last))

    def _joined(self, first: int, last: int) -> bool:
        """Whether a conjunction, semicolon or line break, rather than a mere comma, stands between two items."""
        tokens = self.tokens
        behind_semicolon = bool(self.semis) and self.semis[-1][0] == len(self.found)
        return behind_semicolon or any(
            tokens.norm_at(i) in _JOINING or tokens.shape_at(i) == "B" for i in range(first, last)
        )

    def _give_back(self, k: int, at: int) -> int:
        """Give back what is the subject of a following verb: ``… cho A; B tặng cờ cho C``."""
        chunks, found = self.chunks, self.found
        if k >= len(chunks) or len(found) < 2 or chunks[k].first - at > _NEAR:
            return k
        if {",", ";", "và"} & set(self.tokens.norm[at : chunks[k].first]) or (
            self.semis and self.semis[-1][0] == len(found)
        ):
            return k
        verb = chunks[k].kind
        if verb not in {"give", "get", "pass", "propose"}:
            return k
        if verb == "get" and not self._gets_award(k):
            return k
        late = [semi for semi in self.semis if 0 < semi[0] < len(found)]
        if late:
            kept, semi = late[-1]
            del found[kept:]
            return semi
        if verb == "get" and len(found) > 2 and self._pair_at_end():
            # "tặng cờ cho A, B và C nhận bằng khen".
            kept = found[-2].first
            del found[-2:]
            return next(j for j, chunk in enumerate(chunks) if chunk.first == kept)
        if verb in {"give", "propose"} or "," in self.tokens.norm[found[-2].last : found[-1].first]:
            last = found.pop()
            return next(j for j, chunk in enumerate(chunks) if chunk.first == last.first)
        return k

    def _pair_at_end(self) -> bool:
        """Whether the last two are joined by ``và`` and parted from those before by a comma."""
        norm, found = self.tokens.norm, self.found
        joined = set(norm[found[-2].last : found[-1].first]) == {"và"}
        return joined and set(norm[found[-3].last : found[-2].first]) == {","}

    def _gets_award(self, k: int) -> bool:
        """Whether the verb ``chunks[k]`` has an award or a rank for its object: not ``15 cá nhân đạt thành tích cao``."""
        for chunk in self.chunks[k + 1 :]:
            if chunk.award is not None or chunk.rank is not None:
                return True
            if chunk.kind == "semi":
                break
        return False

    def _without_announcements(self) -> list[Recipient]:
        """Drop a number that only counts the names around it: ``03 đơn vị là A, B, C``; ``A, B là hai đơn vị``."""
        found, norm = self.found, self.tokens.norm
        if not any(recipient.name for recipient in found):
            return found
        kept: list[Recipient] = []
        for at, recipient in enumerate(found):
            if recipient.name is None:
                if at and "là" in norm[found[at - 1].last : recipient.first]:
                    continue
                if at + 1 < len(found) and found[at + 1].name is not None:
                    between = set(norm[recipient.last : found[at + 1].first])
                    if between & {":", "là", "gồm", "("} or (not between and recipient.kind == "unit"):
                        continue
                    if between == {","} and recipient.count == 1 and recipient.kind == found[at + 1].kind == "person":
                        # "01 người, ông A".
                        continue
            kept.append(recipient)
        return kept
