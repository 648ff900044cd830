"""How many members a cluster is said to have (guidelines, point 3: a number that the text states, none that is counted)."""

import re
from bisect import bisect_left

from extractors.annotations import Span
from extractors.clusters import NUMERALS, ClusterEntity
from extractors.context import Context
from extractors.lexicon import data
from extractors.places import level_at

_SIZE_NOUNS = frozenset(data("clusters")["size_nouns"])
_REACH = 12
_FIRST_NUMERALS = frozenset(words.split()[0] for words in NUMERALS)
_LEADING = frozenset(data("clusters")["size_leading"])
_NOT_FOLLOWED = frozenset(data("clusters")["size_not_followed"])


def number_at(context: Context, i: int) -> int | None:
    """The count at token ``i``: ``09``, ``9``, ``chín``, the whole of ``05/06``."""
    tokens = context.mentions.tokens
    word, norm = tokens.words[i], tokens.norm[i]
    if tokens.shape[i] != "N" and norm not in _FIRST_NUMERALS:
        return None
    if word.isdigit() and len(word) <= 2:
        return int(word)
    ratio = re.fullmatch(r"(\d{1,2})/(\d{1,2})", word)
    if ratio:
        return int(ratio.group(2)) if int(ratio.group(1)) <= int(ratio.group(2)) else None
    two = f"{norm} {tokens.norm_at(i + 1)}"
    return NUMERALS.get(two, NUMERALS.get(norm))


def counts_members(context: Context, i: int) -> bool:
    """Whether token ``i`` is a noun that members are counted in: ``tỉnh``, ``đơn vị``, ``Tỉnh hội``."""
    tokens = context.mentions.tokens
    two = f"{tokens.norm_at(i)} {tokens.norm_at(i + 1)}"
    return (
        tokens.norm_at(i) in _SIZE_NOUNS
        or two in _SIZE_NOUNS
        or level_at(tokens, i) is not None
        or context.mentions.units.head_at(i, lower=True) is not None
    )


def settle_sizes(context: Context) -> None:
    """Set ``size`` and ``size_span`` of every cluster whose size the text states."""
    for entity in context.clusters:
        _from_names(context, entity)
    _from_prose(context)


def _from_names(context: Context, entity: ClusterEntity) -> None:
    tokens = context.mentions.tokens
    for mention in entity.mentions:
        for i in range(mention.first + 1, mention.name_last):
            size = number_at(context, i)
            if size and size > 1 and tokens.norm_at(i - 1) != "số" and counts_members(context, i + 1):
                entity.size = size
        if entity.size is not None and entity.size_span is None:
            entity.size_span = Span(tokens.starts[mention.first], tokens.ends[mention.last - 1])


def _from_prose(context: Context) -> None:
    """Counts in sentences that speak of a cluster; those right behind its name count before the others."""
    stated: list[tuple[int, int, ClusterEntity, int]] = []
    hits = context.mentions.hits
    shapes, norms = context.mentions.tokens.shape, context.mentions.tokens.norm
    behind = {
        i for entity in context.clusters for mention in entity.mentions for i in range(mention.last, mention.last + 4)
    }
    numerals = [i for i, norm in enumerate(norms) if shapes[i] == "N" or norm in _FIRST_NUMERALS]
    named_at = sorted(i for i, here in hits.items() if "cluster" in here)
    for first, last in context.token_sentences:
        for i in numerals[bisect_left(numerals, first) : bisect_left(numerals, last)]:
            size = number_at(context, i)
            if size is None or size < 2:
                continue
            before = bisect_left(named_at, i) - 1
            named = named_at[before] if before >= 0 and named_at[before] >= first else None
            rank = _rank(context, i, first, named, behind=i in behind)
            entity = context.cluster_for(i) if rank is not None else None
            if rank is not None and entity is not None:
                stated.append((rank, i, entity, size))
    tokens = context.mentions.tokens
    for _, i, entity, size in sorted(stated, key=lambda found: found[:2]):
        if entity.size is None:
            first, last = context.sentence_at(i)
            entity.size = size
            entity.size_span = Span(tokens.starts[max(first, i - 12)], tokens.ends[min(last, i + 8) - 1])


def _rank(context: Context, i: int, first: int, named: int | None, *, behind: bool) -> int | None:
    """How plainly the count at token ``i`` is the size of a cluster (0 is plainest); None where it is not.

    ``first`` is the start of the sentence, ``named`` the last token before ``i`` at which it names a cluster, and
    ``behind`` tells that a name ends right before the count.
    """
    tokens, hits = context.mentions.tokens, context.mentions.hits
    after = i + 2 if f"{tokens.norm_at(i)} {tokens.norm_at(i + 1)}" in NUMERALS else i + 1
    before = tokens.norm_at(i - 1)
    near = named is not None and i - named <= _REACH
    if before == "lên" and near:
        return 2
    if not counts_members(context, after):
        return None
    following = " ".join(tokens.norm_at(k) for k in range(after, after + 6))
    if any(word in following for word in _NOT_FOLLOWED):
        return None
    members = re.match(r"(đơn vị |tỉnh |hội )?thành viên", following) is not None
    if behind and before in {"(", ",", "-", "–", "gồm", "có", "với"}:
        return 0
    if (
        before in {"-", "–"}
        and i - context.line_at(i)[0] <= 2 * _REACH
        and "cluster" in hits.get(first, {})
        and first < i
    ):
        return 0
    if near and before in _LEADING:
        return 1
    if named is not None and before == "có" and (near or tokens.norm_at(i - 2) in {",", "hiện", "gồm"}):
        return 1
    if re.search(r"(trong|của) (cụm|khối)", following):
        return 1
    if members:
        return 2
    if "/" in tokens.words[i] and tokens.norm_at(after) in {"đơn", "tỉnh", "hội", "bệnh", "sở", "cơ", "trường"}:
        return 3
    if before in {"toàn", "cả", "đủ", "đại diện"} or (
        tokens.norm_at(after) in {"tỉnh", "đơn"} and "đông đủ" in following
    ):
        return 3
    return None
