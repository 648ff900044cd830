"""Mentions of places: a level word and a name (``T.P Hải Phòng``), or a province's name alone."""

from typing import NamedTuple

from extractors.lexicon import Hit, data
from extractors.tokens import Tokens

LEVELS: dict[str, str] = data("mentions")["levels"]
"""Level words as written (folded) to the level they mean."""
_FIRST_WORDS = frozenset(level.split()[0] for level in LEVELS)
_NOT_NAMES = frozenset({"ủy", "đoàn", "hội", "uỷ", "viên", "trưởng", "bạn", "nhà", "ta", "sở", "phòng"})
_HONORIFICS = frozenset({"ông", "bà", "anh", "chị", "cụ"})
_LONGEST_NAME = 4


class Place(NamedTuple):
    """Tokens ``[first, last)``; the bare name is at ``[name, last)``."""

    first: int
    name: int
    last: int
    level: str | None
    province: bool
    """Whether the bare name is a province's or a central city's."""


def level_at(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """The level word at token ``i`` as (token after it, level)."""
    known = tokens.levels
    if known is None:
        found = ((at, _level_at(tokens, at)) for at in tokens.where(_FIRST_WORDS))
        known = tokens.levels = {at: level for at, level in found if level is not None}
    return known.get(i)


def _level_at(tokens: Tokens, i: int) -> tuple[int, str] | None:
    two = f"{tokens.norm_at(i)} {tokens.norm_at(i + 1)}"
    if two in LEVELS:
        return i + 2, LEVELS[two]
    one = tokens.norm_at(i)
    if one not in LEVELS or one == "thành":
        return None
    after = i + 1
    if one in {"tp", "tx"} and tokens.norm_at(after) == "." and tokens.shape_at(after + 1) in "CUN":
        after += 1
    return after, LEVELS[one]


def place_at(tokens: Tokens, hits: dict[int, dict[str, Hit]], i: int) -> Place | None:
    """The place mentioned at token ``i``, if any."""
    known = tokens.places
    if i not in known:
        known[i] = _place_at(tokens, hits, i)
    place: Place | None = known[i]
    return place


def _place_at(tokens: Tokens, hits: dict[int, dict[str, Hit]], i: int) -> Place | None:
    level = level_at(tokens, i)
    name = level[0] if level else i
    if level is not None and tokens.norm_at(name) == "năm" and tokens.shape_at(name + 1) == "N":
        # "CÁC CỤM THI ĐUA THUỘC TỈNH NĂM 2023"
        return None
    known = hits.get(name, {})
    if "province" in known and tokens.is_capital(name):
        return Place(i, name, known["province"].last, level[1] if level else None, True)
    if level is None:
        return None
    if tokens.shape_at(name) == "N" and level[1] in {"quận", "phường"} and len(tokens.words[name]) <= 2:
        return Place(i, name, name + 1, level[1], False)
    last = name_end(tokens, hits, name)
    if last == name:
        return None
    return Place(i, name, last, level[1], False)


def name_end(tokens: Tokens, hits: dict[int, dict[str, Hit]], i: int) -> int:
    """The end of the proper name that starts at token ``i``: a listed district or a run of capitalised syllables."""
    known = hits.get(i, {})
    if not tokens.is_capital(i) or (tokens.norm_at(i) in _NOT_NAMES and not _of_place(tokens, known, i)):
        return i
    if "province" in known:
        return known["province"].last
    if _introduces_person(tokens, hits, i):
        return i
    run = i
    while run < i + _LONGEST_NAME and tokens.is_capital(run) and not (run > i and _starts_something(hits, run)):
        if run > i and _next_place(tokens, i, run):
            break
        run += 1
    if run - i >= 4:
        # Too long for a place: a person's name follows (``phường Tô Châu Huỳnh Minh Khải``).
        for k in (i + 2, i + 1, i + 3):
            if "surname" in hits.get(k, {}):
                run = k
                break
    if "district" in known and known["district"].last <= run:
        after = known["district"].last
        # A longer run belongs to the name unless what follows can only be a person or an office.
        if after == run or run - after >= 2:
            return after
    return run


def _introduces_person(tokens: Tokens, hits: dict[int, dict[str, Hit]], i: int) -> bool:
    """Whether an honorific with a person's name stands at token ``i``: ``Ông Vũ Xuân Oanh``, but ``xã Ông Vũ``."""
    if tokens.norm_at(i) not in _HONORIFICS or "district" in hits.get(i, {}) or tokens.shape_at(i) != "C":
        return False
    named = "surname" in hits.get(i + 1, {}) and tokens.is_capital(i + 2)
    return named and tokens.norm_at(i - 1) not in {"xã", "phường", "trấn", "huyện", "quận", "thôn", "ấp"}


def _of_place(tokens: Tokens, known: dict[str, Hit], i: int) -> bool:
    """Whether a syllable that seldom begins a place's name does so here: ``Hội An``, ``xã Hội Thịnh``."""
    if "district" in known:
        return True
    longer = any(label.startswith("unit:") and hit.last > i + 1 for label, hit in known.items())
    level = tokens.norm_at(i - 1) in {"xã", "phường", "trấn", "phố"} and tokens.shape_at(i - 1) == "L"
    return tokens.norm_at(i) == "hội" and level and not longer and tokens.shape_at(i + 1) == "C"


def _next_place(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the level word of a further place stands at token ``j``, as in the next column: ``Huyện Yên Mỹ Thị xã Mỹ Hào``."""
    level = level_at(tokens, j)
    if level is None or not tokens.is_capital(level[0]) or tokens.shape_at(j) != "C":
        return False
    if level[0] > j + 1:
        return True
    return j > i + 1 and (
        tokens.norm_at(j) in {"huyện", "tỉnh", "quận", "phường"} or (tokens.norm_at(j) == "xã" and j > i + 2)
    )


def _starts_something(hits: dict[int, dict[str, Hit]], i: int) -> bool:
    return bool(hits.get(i, {}).keys() & {"office", "rank", "head", "deputy"})
