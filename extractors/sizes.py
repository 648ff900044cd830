"""How many members a cluster is said to have (guidelines, point 3: a number that the text states, none that is counted)."""

import re
from bisect import bisect_left

from extractors.annotations import Span
from extractors.clusters import KINDS, NUMERALS, ClusterEntity
from extractors.context import Context
from extractors.lexicon import data
from extractors.places import level_at

_SIZE_NOUNS = frozenset(data("clusters")["size_nouns"])
_REACH = 12
_FEWEST = 4
_UNSURE = 2
"""The first rank of counts that may be of some of the members."""
_TOLD = frozenset({"title", "body", "item", "caption", "teaser", "heading", "recipients", "signature"})
_PRESENT = frozenset({"đơn", "tỉnh", "hội", "bệnh", "sở", "cơ", "trường", "đài", "chi", "công", "cục", "văn", "thành"})
"""First syllables of the nouns that those present are counted in: ``5/6 đơn vị``."""
_FIRST_NUMERALS = frozenset(words.split()[0] for words in NUMERALS)
_COUNTED = frozenset({"vị", "lượng", "viên", "quan", "tỉnh", "xã", "trường"})
_LEADING = frozenset(data("clusters")["size_leading"])
_NOT_FOLLOWED = frozenset(data("clusters")["size_not_followed"])


_SOME = re.compile(r"\b(?:được(?! thành lập| chia| tổ chức| giao| phân)|chưa|bị|vi phạm|không)\b")
_ALL = re.compile(r"\b(?:đều|cùng)\b")
"""What is said of some of the members, and of all: ``Cụm có 3 đơn vị được tặng cờ``."""
_SIGN = re.compile(r"\bký (?:kết |tên )?(?:vào )?(?:bản )?giao ước")
_WHO_SIGN = re.compile(r"(?:vị|giám đốc|chủ tịch|lãnh đạo|thủ trưởng|hiệu trưởng|bí thư|chi cục trưởng|đại diện)\b")
_FIRST_SIGNERS = frozenset({"vị", "giám", "chủ", "lãnh", "thủ", "hiệu", "bí", "chi", "đại"})
"""First syllables of those who sign."""
_PRESENT_IN = re.compile(r"trong (cụm|khối)( thi đua)? (có mặt|dự|tham dự|tham gia|về dự)$")
_IN_ALL = re.compile(r"(?:\S+ ){1,2}(?:cả thảy|tất cả|tất thảy|tổng cộng)\b")
_AGREED = re.compile(r"\b(?:cụm|khối) (?:nhất trí|biểu quyết|tán thành|thống nhất|đồng ý)(?: \S+){0,2}$")
_OF_MEMBERS = re.compile(r"(?:\S+ ){0,3}thành viên")
_IN_CLUSTER = re.compile(r"(trong|của|thuộc) (cụm|khối)")
_OPENING = frozenset({"", ".", ",", ";", ":"})
_LIST_ENDS = frozenset({":", "là", "gồm"})
_LONGEST_LIST = 140
_LIST_REACH = 7


_RATIO = re.compile(r"(\d{1,2})/(\d{1,2})")


def number_at(context: Context, i: int) -> int | None:
    """The count at token ``i``: ``09``, ``9``, ``chín``, the whole of ``05/06``."""
    tokens = context.mentions.tokens
    word, norm = tokens.words[i], tokens.norm[i]
    if tokens.shape[i] != "N" and norm not in _FIRST_NUMERALS:
        return None
    if word.isdigit() and len(word) <= 2:
        return int(word)
    ratio = _RATIO.fullmatch(word) if "/" in word else None
    if ratio:
        return int(ratio.group(2)) if int(ratio.group(1)) <= int(ratio.group(2)) else None
    two = f"{norm} {tokens.norm_at(i + 1)}"
    return NUMERALS.get(two, NUMERALS.get(norm))


def _numerals(context: Context) -> list[int]:
    """The tokens at which a count may stand, in order."""
    tokens = context.mentions.tokens
    return sorted({*tokens.where(_FIRST_NUMERALS), *tokens.shaped("N")})


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


def settle_tabled_sizes(context: Context) -> None:
    """Set the sizes that a column of numbers beside the clusters of a table tells: ``Số đơn vị``, ``Số lượng``."""
    tokens = context.mentions.tokens
    for record in context.records:
        at = record.table.column("count")
        if at is None or at >= len(record.row.cells) or record.cluster is None or record.cluster.size is not None:
            continue
        title = record.table.columns[at]
        counted = _COUNTED & set(tokens.norm[title.first : title.last])
        cell = record.row.cells[at]
        named = any(record.row.first <= mention.first < record.row.last for mention in record.cluster.mentions)
        if counted and named and cell.last == cell.first + 1 and (size := number_at(context, cell.first)):
            record.cluster.size = size
            record.cluster.size_span = Span(tokens.starts[record.row.first], tokens.ends[record.row.last - 1])


def confirm_sizes(context: Context) -> None:
    """Set the size of the clusters whose known members are as many as the text counts somewhere: ``sáu sở``, ``5/6 đơn vị``.

    Only of enumerated members: of those that merely act, some may be unknown.
    """
    tokens = context.mentions.tokens
    counts = {
        entity.id: len(context.members.get(entity.id, ()))
        for entity in context.clusters
        if len(context.members.get(entity.id, ())) >= _FEWEST
        and (entity.size is None or (not entity.size_is_sure and len(context.members[entity.id]) > entity.size))
    }
    if not counts:
        return
    for i in _numerals(context):
        size = number_at(context, i)
        if size not in counts.values() or context.role_at(i) not in _TOLD or not _is_count(context, i):
            continue
        entity = context.cluster_for(i)
        if entity is not None and counts.get(entity.id) == size:
            entity.size = counts.pop(entity.id)
            first, last = context.sentence_at(i)
            entity.size_span = Span(tokens.starts[max(first, i - 12)], tokens.ends[min(last, i + 8) - 1])


def _before(context: Context, i: int) -> str:
    """The words of the sentence before token ``i``, at most six, folded."""
    first, _ = context.sentence_at(i)
    return " ".join(context.mentions.tokens.norm[max(first, i - 6) : i])


def _clause(context: Context, i: int) -> str:
    """The words from token ``i`` to the end of its clause, folded."""
    tokens = context.mentions.tokens
    end = i
    while end < i + 16 and tokens.norm_at(end) not in {".", ";", ":", ","} and tokens.shape_at(end) != "B":
        end += 1
    return " ".join(tokens.norm[i:end])


def _is_count(context: Context, i: int) -> bool:
    tokens = context.mentions.tokens
    after = i + 2 if f"{tokens.norm_at(i)} {tokens.norm_at(i + 1)}" in NUMERALS else i + 1
    following = " ".join(tokens.norm_at(k) for k in range(after, after + 3))
    if tokens.norm_at(i - 1) == "số" or i in context.inside_clusters:
        return False
    return counts_members(context, after) and not any(word in following for word in _NOT_FOLLOWED)


def _from_names(context: Context, entity: ClusterEntity) -> None:
    tokens = context.mentions.tokens
    for mention in entity.mentions:
        for i in range(mention.first + 1, mention.name_last):
            size = number_at(context, i)
            if "các" in tokens.norm[mention.first : i]:
                # "Khối thi đua các cơ quan hai huyện X và Y"
                break
            if size and size > 1 and tokens.norm_at(i - 1) != "số" and counts_members(context, i + 1):
                entity.size = size
        if entity.size is not None and entity.size_span is None:
            entity.size_span = Span(tokens.starts[mention.first], tokens.ends[mention.last - 1])


def _from_prose(context: Context) -> None:
    """Counts in sentences that speak of a cluster; those right behind its name count before the others."""
    stated: list[tuple[int, int, ClusterEntity, int]] = []
    tokens = context.mentions.tokens
    norms = tokens.norm
    behind = {
        i for entity in context.clusters for mention in entity.mentions for i in range(mention.last, mention.last + 4)
    }
    numerals = _numerals(context)
    units = context.mentions.units
    named_at = [i for i in context.mentions.hits.starts("cluster") if units.cluster_here(i)] if numerals else []
    for first, last in context.token_sentences:
        for i in numerals[bisect_left(numerals, first) : bisect_left(numerals, last)]:
            size = number_at(context, i)
            if size is None or size < 2 or (i in context.inside_clusters and tokens.norm_at(i - 1) == "số"):
                continue
            before = bisect_left(named_at, i) - 1
            named = named_at[before] if before >= 0 and named_at[before] >= first else None
            rank = _rank(context, i, first, named, behind=i in behind)
            entity = context.cluster_for(i) if rank is not None else None
            if rank is not None and entity is not None and (named is None or KINDS[norms[named]] == entity.kind):
                stated.append((rank, i, entity, size))
    for rank, i, entity, size in sorted(stated, key=lambda found: found[:2]):
        if entity.size is None:
            entity.size_is_sure = rank < _UNSURE
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
    if (told := _told_of_all(context, i, first, after, named=named is not None)) is not None:
        return told
    if not counts_members(context, after):
        clause = _clause(context, after) if tokens.norm_at(after) in _FIRST_SIGNERS else ""
        return 3 if _WHO_SIGN.match(clause) and _SIGN.search(clause) else None
    following = " ".join(tokens.norm_at(k) for k in range(after, after + 6))
    if any(word in following for word in _NOT_FOLLOWED):
        return None
    if _beside_list(context, i, after):
        return 1
    clause = _clause(context, after)
    if before in {"có", "cụm", "khối"} | _OPENING and _SOME.search(clause) and not _ALL.search(clause):
        return None
    if behind and before in {"(", ",", "-", "–", ":", "gồm", "có", "với"}:
        return 0
    if before == "(" and (tokens.norm_at(i - 2) in {"cụm", "khối"} or (near and tokens.norm_at(after + 2) == ")")):
        return 0
    if (
        before in {"-", "–"}
        and i - context.line_at(i)[0] <= 2 * _REACH
        and "cluster" in hits.get(first, {})
        and first < i
    ):
        return 0
    if (near and before in _LEADING) or (named is not None and before in {"gồm", "hợp", "tụ"}):
        return 1
    if (
        named is not None
        and before == "còn"
        and not any(word in following for word in ("chưa", "chậm", "nợ", "vi phạm"))
    ):
        return 2
    if named is not None and before == "có" and (near or tokens.norm_at(i - 2) in {",", "hiện", "gồm"}):
        return 1
    if before in {"còn", "có", "gồm"} and tokens.norm_at(i - 2) in {"cụm", "khối"}:
        return 1
    if _IN_CLUSTER.search(" ".join(tokens.norm_at(k) for k in range(after, after + 9))):
        return 1
    if before not in {"tại", "ở", "cho", "đến", "tới", "là"} and _OF_MEMBERS.match(following):
        return 2
    return 3 if _met(context, i, after, following, named=named is not None) else None


def _told_of_all(context: Context, i: int, first: int, after: int, *, named: bool) -> int | None:
    """The rank of ``Khối nhỏ, sáu nhà cả thảy`` and of votes that all took part in: ``Cụm nhất trí 6/6``."""
    tokens = context.mentions.tokens
    spoken = named or bool({"cụm", "khối"} & set(tokens.norm[first:i]))
    if spoken and _IN_ALL.match(" ".join(tokens.norm_at(k) for k in range(after, after + 5))):
        return 1
    if "/" not in tokens.words[i]:
        return None
    before = _before(context, i)
    return 3 if _PRESENT_IN.search(before) or _AGREED.search(before) else None


def _beside_list(context: Context, i: int, after: int) -> bool:
    """Whether as many names as the count at token ``i`` says are listed behind it or, for ``(6 đơn vị)``, before it."""
    tokens, size = context.mentions.tokens, number_at(context, i)
    if size is None or size < _FEWEST:
        return False
    first, last = context.line_at(i)
    opening = next((k for k in range(after, after + _LIST_REACH) if tokens.norm_at(k) in {"(", ":", "là"}), None)
    if opening is not None and (opening < after + 4 or tokens.norm_at(opening) == "là"):
        closing = ")" if tokens.norm_at(opening) == "(" else "."
        end = next(
            (k for k in range(opening + 1, min(last, opening + _LONGEST_LIST)) if tokens.norm_at(k) == closing), None
        )
        if end is not None and _items(context, opening + 1, end) == size:
            return True
    bracket = next((k for k in range(i - 1, i - 4, -1) if tokens.norm_at(k) == "("), None)
    if bracket is None:
        return False
    begin = next(
        (k for k in range(bracket - 1, max(first, bracket - _LONGEST_LIST), -1) if tokens.norm_at(k) in _LIST_ENDS),
        None,
    )
    return begin is not None and _items(context, begin + 1, bracket) == size


def _items(context: Context, first: int, last: int) -> int:
    """How many names are listed at tokens ``[first, last)``; 0 where they are no names."""
    tokens = context.mentions.tokens
    marks = [k for k in range(first, last) if tokens.norm_at(k) in {",", ";"}]
    joints = [k for k in range(first, last) if tokens.norm_at(k) in {"và", "cùng"} and tokens.is_capital(k + 1)]
    joints = [k for k in joints if k - 1 not in marks and all(k > mark for mark in marks)]
    starts = [first, *(mark + 1 for mark in marks)]
    named = all(any(tokens.is_capital(k) for k in range(start, start + 3)) for start in starts)
    return len(marks) + len(joints[:1]) + 1 if named else 0


def _met(context: Context, i: int, after: int, following: str, *, named: bool) -> bool:
    """Whether the count at token ``i`` is of those who met or signed: ``5/6 đơn vị``, ``cả 7 tỉnh``, ``6 sở ký giao ước``."""
    tokens = context.mentions.tokens
    if "/" in tokens.words[i] and tokens.norm_at(after) in _PRESENT:
        return True
    if named and re.match(r"(đơn vị|thành viên|cơ quan|doanh nghiệp) tham gia\b", following):
        return True
    clause = _clause(context, after)
    if _SIGN.search(clause[:80]) and not re.search(r"tập thể|cá nhân|giải", clause):
        return True
    if tokens.norm_at(i - 1) in {"toàn", "cả", "đủ", "đại diện"}:
        return True
    return tokens.norm_at(after) in {"tỉnh", "đơn"} and "đông đủ" in following
