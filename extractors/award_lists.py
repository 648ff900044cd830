"""Lines below an award that name who gets it: numbered items, bullets, rows of a table, with headings between them."""

from dataclasses import dataclass, field
from typing import Literal

from extractors.award_clauses import Chunk, Chunker
from extractors.award_frames import Frame
from extractors.award_groups import read_group
from extractors.award_recipients import Recipient
from extractors.tokens import Tokens

_BULLETS = frozenset("-–—‑−+*•●▪■◆o")
_ASIDES = frozenset({"(", "stt", "tt", "số"})
_VERBS = frozenset({"give", "get", "propose", "pass", "vote"})
_JOINING = frozenset({"và", "cùng", ";", "/"})
_CLUSTER_WORDS = frozenset({"cụm", "khối"})
_SHORT = 6
_BEFORE_NAME = 5
"""Words that may stand before the name in a row: ``Tập thể``, ``Đại diện khối doanh nghiệp`` …"""


@dataclass(slots=True)
class OpenList:
    """Awards whose recipients the lines below name."""

    frames: list[Frame]
    numbers: list[tuple[Frame, list[Recipient]]]
    """What the opening line counts: facts only where no names follow."""
    first: int
    last: int
    """The opening line."""
    mark: str | None = None
    """The list mark of the rows, once there was one."""
    cluster: str | None = None
    """The cluster that a heading inside the list names."""
    filled: bool = False


@dataclass(frozen=True, slots=True)
class ListLine:
    """What a line is to a list: a row that names recipients, a heading, an aside to pass over, or no longer of it."""

    kind: Literal["row", "heading", "aside", "over"]
    recipients: list[Recipient] = field(default_factory=list)


def past_bars(tokens: Tokens, first: int) -> int:
    """The first token of a row behind the bar that opens it."""
    while tokens.norm_at(first) == "|":
        first += 1
    return first


def list_mark(tokens: Tokens, first: int) -> str:
    """The kind of list mark that opens the line at token ``first``: a bullet, ``1``, ``a``, ``điều``, or nothing."""
    first = past_bars(tokens, first)
    norm = tokens.norm_at(first)
    if norm in _BULLETS:
        return norm
    if tokens.shape_at(first) == "N":
        return "1"
    if norm == "điều" and tokens.shape_at(first + 1) == "N":
        return norm
    if len(norm) == 1 and tokens.norm_at(first + 1) in {".", ")"}:
        return "a"
    return ""


def read_list_line(
    chunker: Chunker, chunks: list[Chunk], first: int, last: int, opened: OpenList, *, cluster: bool
) -> ListLine:
    """What the line at tokens ``[first, last)`` is to an open list; ``cluster``: it names a cluster."""
    tokens = chunker.tokens
    anybody = [chunk for chunk in chunks if chunk.recipient is not None]
    named = [chunk for chunk in anybody if chunk.recipient is not None and chunk.recipient.name]
    if tokens.norm_at(past_bars(tokens, first)) in _ASIDES and all(chunk.depth for chunk in named):
        return ListLine("aside")
    cluster = cluster or tokens.norm_at(first + 1) in _CLUSTER_WORDS
    if (tokens.norm_at(last - 1) == ":" and not named) or (not anybody and (last - first <= _SHORT or cluster)):
        return ListLine("heading")
    mark = list_mark(tokens, first)
    if not anybody or (opened.mark is not None and mark != opened.mark):
        return ListLine("over")
    k = _first_name(chunker, chunks, first)
    # A line without a mark is a row only if it states nothing of its own.
    if k is None or any(chunk.kind in _VERBS for chunk in (chunks[:k] if mark else chunks)):
        return ListLine("over")
    several = mark != "1" or any(chunk.kind == "colon" for chunk in chunks)
    return ListLine("row", _row(chunker, chunks, k, several=several))


def _first_name(chunker: Chunker, chunks: list[Chunk], first: int) -> int | None:
    """The chunk of the first recipient: at the start of the row, or behind a colon."""
    k = next(j for j, chunk in enumerate(chunks) if chunk.recipient is not None)
    colon = next((j for j, chunk in enumerate(chunks) if chunk.kind == "colon"), None)
    if colon is not None and colon < k:
        return k
    if sum(word[:1].isalpha() for word in chunker.outside_clusters(first, chunks[k].first)) <= _BEFORE_NAME:
        return k
    if colon is not None and colon + 1 < len(chunks) and chunks[colon + 1].recipient is not None:
        return colon + 1
    return None


def _row(chunker: Chunker, chunks: list[Chunk], k: int, *, several: bool) -> list[Recipient]:
    recipients: list[Recipient] = []
    while k < len(chunks):
        group, after = read_group(chunker, chunks, k, chunks[k].first)
        recipients += group if several else _one_item(chunker.tokens, group)
        # "A, Cụm thi đua số I; B, Cụm thi đua số II": the next item of a line follows a semicolon.
        k = max(after, k + 1)
        while k < len(chunks) and not (chunks[k - 1].kind == "semi" and chunks[k].recipient is not None):
            k += 1
    return recipients


def _one_item(tokens: Tokens, group: list[Recipient]) -> list[Recipient]:
    """A numbered row names one recipient, or several joined by ``và``; behind a comma stands where it belongs."""
    kept = group[:1]
    for recipient in group[1:]:
        if _JOINING & set(tokens.norm[kept[-1].last : recipient.first]):
            kept.append(recipient)
    return kept
