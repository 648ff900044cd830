"""Rows whose columns are lost, cut again by what their cells say: numbers, offices and clusters tell where one ends."""

from collections.abc import Mapping, Sequence

from extractors.lexicon import data
from extractors.mentions import Mentions
from extractors.table_lines import Cell, Column, Row

_RANKS = data("awards")["ranks"]
_RANK_WORDS = frozenset((*_RANKS["words"], *_RANKS["grades"], "khích", "sắc"))
_BEFORE_RANK = frozenset({"thứ", "hạng", "xuất", "khuyến", "giải", "loại", "trung"})
_AWARDS = frozenset(tuple(words.split()) for words in data("tables")["award_openings"])
_NUMERIC = frozenset({"score", "count", "rank"})
_MEMBER = ("thành", "viên")
_LONGEST_CLUSTER = 16
_LONGEST_NAME = 6


def cut(mentions: Mentions, row: Row, columns: Sequence[Column], clusters: Mapping[int, int]) -> Row:
    """The row with a cell for each column, as far as they can be told; the title of a section is one cell behind its number.

    ``clusters`` gives the token after the name of each cluster by its first token.
    """
    tokens = mentions.tokens
    i, last = row.first, row.last
    left = 0
    cells = [Cell(last, last)] * len(columns)
    if columns[0].kind == "number":
        if tokens.shape_at(i) != "N":
            mark = i + 1 if len(tokens.words[i]) < 5 and tokens.words[i].isupper() and i not in clusters else i
            while tokens.norm_at(mark) in {".", ")", "/", "-"}:
                mark += 1
            return Row(row.first, last, (Cell(i, mark), Cell(mark, last)))
        cells[0] = Cell(i, i + 1)
        i += 1
        while tokens.norm_at(i) in {".", ")", "/"}:
            i += 1
        left = 1
    right, end = len(columns) - 1, last
    while right > left:
        start = _last_cell(mentions, columns[right].kind, i + 1, end, clusters)
        if start is None:
            break
        cells[right] = Cell(start, end)
        end = start
        right -= 1
    if right > left and columns[left].kind == "cluster":
        after = clusters.get(i, i + 2 if tokens.norm_at(i) == "số" else i + 1)
        cells[left] = Cell(i, min(after, end))
        left, i = left + 1, min(after, end)
    if right > left and columns[left].kind == "person":
        after = _after_name(mentions, i, end)
        cells[left] = Cell(i, after)
        left, i = left + 1, after
    elif right > left and columns[left].kind == "unit" and (unit := mentions.units.unit_at(i)) is not None:
        cells[left] = Cell(i, min(unit.last, end))
        left, i = left + 1, min(unit.last, end)
    cells[left] = Cell(i, end)
    return Row(row.first, last, tuple(cells))


def _last_cell(mentions: Mentions, kind: str, first: int, end: int, clusters: Mapping[int, int]) -> int | None:
    """Where the cell begins that ends a row at token ``end``, which is ``end`` for an empty one; None where it cannot be told."""
    tokens, hits = mentions.tokens, mentions.hits
    norm, shape = tokens.norm_at, tokens.shape_at
    if kind in {"office", "head", "deputy", "members", "person"} or end <= first:
        return None if end > first else end
    if kind in _NUMERIC:
        if shape(end - 1) == "N":
            return end - 1
        if kind == "rank" and norm(end - 1) in _RANK_WORDS:
            return end - 2 if norm(end - 2) in _BEFORE_RANK else end - 1
        return end
    if kind == "award":
        starts = (i for i in range(first, end) if tokens.is_capital(i) and (norm(i), norm(i + 1)) in _AWARDS)
        return next(starts, end)
    if kind == "year":
        return end - 1 if shape(end - 1) == "N" else end
    for start in range(end - 1, max(first, end - _LONGEST_CLUSTER) - 1, -1):
        here = hits.get(start, {})
        office = here.get("deputy") or here.get("head")
        if office is not None and office.last == end and tokens.is_capital(start):
            return start
        if start in clusters and clusters[start] <= end:
            return start
    if kind == "role" and (norm(end - 2), norm(end - 1)) == _MEMBER:
        return end - 2
    if kind == "cluster" and norm(end - 2) == "số":
        return end - 2
    return end


def _after_name(mentions: Mentions, i: int, end: int) -> int:
    """The end of a person's name at token ``i`` that an office follows without a mark: ``Lê Văn An Kế toán trưởng``."""
    tokens, hits = mentions.tokens, mentions.hits
    for k in range(i + 2, min(end, i + _LONGEST_NAME)):
        if "office" in hits.get(k, {}) or tokens.shape_at(k) in "PN" or mentions.units.head_at(k) is not None:
            return k
        if tokens.shape_at(k) == "L":
            return k - 1 if k > i + 2 else k
    return min(end, i + _LONGEST_NAME)
