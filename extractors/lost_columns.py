"""Tables whose columns a copy has lost: their titles show that there is one, and what the cells say where they begin.

Numbers, offices, ranks and clusters end the cell before them; a person's name ends before an office.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.lexicon import data
from extractors.table_lines import Column, lost_titles
from extractors.unit_lists import list_units
from models.names import fold_name

if TYPE_CHECKING:
    from extractors.mentions import Mentions

_RANKS = data("awards")["ranks"]
_RANK_WORDS = frozenset((*_RANKS["words"], *_RANKS["grades"], "khích", "sắc", "bình"))
_BEFORE_RANK = frozenset({"thứ", "hạng", "xuất", "khuyến", "giải", "loại", "trung"})
_AWARDS = frozenset(tuple(words.split()) for words in data("tables")["award_openings"])
_MARKS = frozenset(data("tables")["marks"])
_NUMERIC = frozenset({"score", "count", "rank"})
_OFFICES = frozenset({"head", "deputy"})
_LISTED = frozenset({"unit", "members"})
_MEMBER = ("thành", "viên")
_LONGEST_CLUSTER = 16
_LONGEST_NAME = 6


def lost_cells(mentions: "Mentions", lines: Sequence[tuple[int, int]]) -> set[int]:
    """The characters at which the cells begin that single blanks part, in titles and in the rows below them.

    Args:
        lines: the lines that are not blank, as (start, end) by characters.
    """
    tokens = mentions.tokens
    found: set[int] = set()
    columns: tuple[Column, ...] = ()
    before = 0
    for start, end in lines:
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        if first == last or "|" in tokens.norm[first:last]:
            columns = ()
            continue
        apart = "\n\n" in tokens.text[before:start]
        before = end
        titles = lost_titles(tokens, first, last)
        if titles:
            columns = titles
            found.update(tokens.starts[column.first] for column in columns[1:])
        elif columns and not apart and _opens_row(mentions, first):
            found.update(tokens.starts[i] for i in _cuts(mentions, first, last, columns) if first < i < last)
        elif columns and (apart or tokens.shape[first] != "L"):
            columns = ()
    return found


def _opens_row(mentions: "Mentions", first: int) -> bool:
    tokens = mentions.tokens
    word = tokens.words[first]
    section = len(word) < 5 and word.isalpha() and word.isupper()
    return (
        tokens.shape[first] == "N" or section or tokens.norm[first] == "số" or "cluster" in mentions.hits.get(first, {})
    )


def _cuts(mentions: "Mentions", i: int, last: int, columns: Sequence[Column]) -> list[int]:
    """The tokens at which the cells of a row begin, as far as they can be told."""
    tokens = mentions.tokens
    cuts: list[int] = []
    left = 0
    if columns[0].kind == "number":
        numbered = tokens.shape[i] == "N"
        i += 1
        while tokens.norm_at(i) in {".", ")", "/", "-"}:
            i += 1
        cuts.append(i)
        left = 1
        if not numbered:
            # The title of a section is one cell.
            return cuts
    kinds = [column.kind for column in columns]
    if kinds[left] == "cluster" and left + 1 < len(kinds):
        after = _after_cluster(mentions, i)
        if after is None:
            return cuts
        cuts.append(after)
        left, i = left + 1, after
    item = next((k for k in range(i, last - 1) if tokens.norm[k] == "1" and tokens.norm[k + 1] in {".", ")"}), None)
    if not kinds[left] and left + 1 < len(kinds) and item is not None:
        # What is said of a cluster ends where the first of its members is numbered.
        cuts.append(item)
        left, i = left + 1, item + 2
    offices = next((k for k, kind in enumerate(reversed(kinds)) if kind not in _OFFICES), len(kinds))
    if offices and kinds[left] in _LISTED:
        return cuts + _offices(mentions, i, last, offices, counted=kinds[-offices - 1] in _NUMERIC)
    right, end = len(columns) - 1, last
    while right > left:
        kind = "role" if kinds[right] == "office" and "person" not in kinds else kinds[right]
        start = _last_cell(mentions, kind, i + 1, end)
        if start is None:
            break
        cuts.append(start)
        end = start
        right -= 1
    if right > left and kinds[left] == "person":
        cuts.append(_after_name(mentions, i, end))
    elif right > left and kinds[left] in _LISTED and (unit := mentions.units.unit_at(i)) is not None:
        cuts.append(unit.last)
    return cuts


def _offices(mentions: "Mentions", i: int, last: int, count: int, *, counted: bool) -> list[int]:
    """Where the names of the last ``count`` columns begin: two members of the row, behind its list or the number of them."""
    tokens = mentions.tokens
    if tokens.norm_at(last - 1) in _MARKS:
        return [last - 1]
    if not counted:
        return _names_at_end(mentions, i, last, count)
    number = next((k for k in range(last - 1, i, -1) if tokens.shape[k] == "N" and tokens.norm_at(k - 1) != "số"), None)
    if number is None:
        return []
    units, _ = list_units(mentions.units, i, limit=number, provinces=True)
    names = {fold_name(name) for unit in units for name in (unit.name, unit.place) if name}
    cuts = [number, number + 1]
    for middle in range(number + 2, last):
        opens = fold_name(tokens.string(middle, last)) in names or tokens.norm_at(middle) in {"(", "-", "–"}
        if count > 1 and opens and fold_name(tokens.string(number + 1, middle)) in names:
            return [*cuts, middle]
    return cuts


def _after_cluster(mentions: "Mentions", i: int) -> int | None:
    """The token after a numbered cluster and the bracket behind it: ``Số 1``, ``Cụm thi đua số 2 (các xã)``."""
    tokens = mentions.tokens
    hit = mentions.hits.get(i, {}).get("cluster")
    j = hit.last if hit is not None else i
    said = tokens.norm_at(j) == "số"
    j += said
    if not (said or hit is not None) or not (
        tokens.shape_at(j) == "N"
        or tokens.words[j : j + 1] < ["Y"]
        and tokens.shape_at(j) in "CU"
        and set(tokens.words[j]) <= set("IVX")
    ):
        return None
    j += 1
    if tokens.norm_at(j) == "(":
        close = next((k for k in range(j, j + _LONGEST_CLUSTER) if tokens.norm_at(k) == ")"), None)
        j = close + 1 if close is not None else j
    return j


def _last_cell(mentions: "Mentions", kind: str, first: int, end: int) -> int | None:
    """Where the cell begins that ends a row at token ``end``, which is ``end`` for an empty one; None where it cannot be told."""
    tokens, hits = mentions.tokens, mentions.hits
    norm, shape = tokens.norm_at, tokens.shape_at
    if kind in {"office", "head", "deputy", "members", "person", "unit"} or end <= first:
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
    office = None
    for start in range(end - 1, max(first, end - _LONGEST_CLUSTER) - 1, -1):
        here = hits.get(start, {})
        if any(role in here and here[role].last == end for role in ("deputy", "head")) and tokens.is_capital(start):
            # "Phó Trưởng khối" holds a "Trưởng khối".
            office = start
        elif office is None and "cluster" in here and tokens.is_capital(start):
            return start
    if office is not None:
        return office
    if kind == "role" and (norm(end - 2), norm(end - 1)) == _MEMBER:
        return end - 2
    if kind == "cluster" and norm(end - 2) == "số":
        return end - 2
    return end


def _after_name(mentions: "Mentions", i: int, end: int) -> int:
    """The end of a person's name at token ``i`` that an office follows without a mark: ``Lê Văn An Kế toán trưởng``."""
    tokens, hits = mentions.tokens, mentions.hits
    for k in range(i + 2, min(end, i + _LONGEST_NAME)):
        if "office" in hits.get(k, {}) or tokens.shape_at(k) in "PN" or mentions.units.head_at(k) is not None:
            return k
        if tokens.shape_at(k) == "L":
            return k - 1 if k > i + 2 else k
    return min(end, i + _LONGEST_NAME)


def _names_at_end(mentions: "Mentions", i: int, end: int, count: int) -> list[int]:
    """Where the last ``count`` of a row's names begin that no mark parts from the list before them."""
    tokens, hits, units = mentions.tokens, mentions.hits, mentions.units
    starts: list[int] = []
    listed, _ = list_units(units, i, limit=end, provinces=True)
    names = {fold_name(unit.name) for unit in listed}
    while end > i and len(starts) < count:
        found = None
        for start in range(end - 1, max(i, end - _LONGEST_CLUSTER), -1):
            if tokens.norm[start] in {",", ";", "."}:
                break
            place = hits.get(start, {}).get("province") or hits.get(start, {}).get("district")
            unit = units.unit_at(start)
            # The name of a commune may take in the first word of the next one.
            ends = unit is not None and (unit.last == end or (unit.category == "place" and unit.last == end + 1))
            if tokens.is_capital(start) and fold_name(tokens.string(start, end)) in names:
                found = start
                break
            if unit is not None and ends and tokens.is_capital(start):
                found = start
                if unit.category != "place":
                    break
            elif found is None and place is not None and place.last == end:
                found = start
        if found is None or tokens.norm_at(found - 1) in {",", ";", "và", "."}:
            return []
        starts.append(found)
        end = found
    return starts
