"""Comparison of Vietnamese names: folding, similarity, agreement, and canonical keys.

One document writes a unit as ``Hội CCB T.P Hải Phòng``, the next as ``Hội Cựu chiến binh thành phố Hải Phòng``. What is
compared is always a folded copy; the words of the documents stay as they are written. The rules are those of the
section "Scoring" of ``docs/guidelines.md``, the word lists are in ``models/data/vocabulary.json``.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from pathlib import Path
from typing import Protocol

Words = tuple[str, ...]

TEXT_SIMILARITY = 0.75
"""Least similarity of units, clusters and text slots that agree."""
CAMPAIGN_SIMILARITY = 0.85
"""Least similarity of the names of one campaign."""

_CACHE_SIZE = 1 << 15


class NamedCluster(Protocol):
    """What two mentions of a cluster are compared by; ``models.Cluster`` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def system(self) -> str | None: ...
    @property
    def name(self) -> str: ...


# --- characters -------------------------------------------------------------------------------------------------------

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_LIKE = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\uff02", '"')
    | {"\u2026": "..."}
)
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _toned(pairs: Iterable[str], *, first: bool) -> dict[str, str]:
    """Vowel pairs with the tone mark on the ``first`` vowel (or on the second), mapped to the other placement."""
    on_first = {
        unicodedata.normalize("NFC", pair[0] + tone + pair[1]): unicodedata.normalize("NFC", pair + tone)
        for pair, tone in product(pairs, _TONES)
    }
    return on_first if first else {second: one for one, second in on_first.items()}


# The mark stands on the first vowel of an open oa, oe, uy (hòa, khỏe, ủy) and on the second before another letter
# (hoàn, khoét, huỳnh). After q the u belongs to the consonant, so the mark is never on it (quý, quả).
_OPEN = _toned(("oa", "oe", "uy"), first=False)
_CLOSED = _toned(("oa", "oe", "uy"), first=True)
_AFTER_Q = _toned(("ua", "ue", "ui", "uy", "uo"), first=True)
_MISPLACED = re.compile(
    rf"(?<!q)(?:{'|'.join(_OPEN)})(?!\w)|(?:{'|'.join(_CLOSED)})(?=\w)|(?<=q)(?:{'|'.join(_AFTER_Q)})"
)
_PLACED = _AFTER_Q | _CLOSED | _OPEN


def _place_tones(text: str) -> str:
    return _MISPLACED.sub(lambda found: _PLACED[found[0]], text)


def without_invisible(text: str) -> str:
    """The text without soft hyphens, zero-width characters, direction marks and variation selectors."""
    return _INVISIBLE.sub("", text)


def _fold_characters(text: str) -> str:
    """NFC, case, dashes, quotes and invisible characters folded, tone marks placed the new way."""
    visible = without_invisible(unicodedata.normalize("NFC", text)).translate(_LIKE)
    return _place_tones(unicodedata.normalize("NFC", visible.casefold()))


def fold_quote(text: str) -> str:
    """A comparison copy of running text, for finding a quote in it.

    Case, white space, dashes, quotation marks, the ellipsis, invisible characters and the placement of tone marks are
    folded; everything else, punctuation included, stays.
    """
    return " ".join(_fold_characters(text).split())


def words_of(text: str) -> Words:
    """The words of running text, folded as by `fold_quote`, without punctuation and with abbreviations as written."""
    return tuple(_WORD.findall(_fold_characters(text)))


# --- vocabulary -------------------------------------------------------------------------------------------------------

_VOCABULARY = json.loads(Path(__file__).with_name("data").joinpath("vocabulary.json").read_text(encoding="utf-8"))


def _phrases(key: str) -> frozenset[Words]:
    return frozenset(words_of(phrase) for phrase in _VOCABULARY[key])


_ABBREVIATIONS: dict[str, str] = {_fold_characters(k): v for k, v in _VOCABULARY["abbreviations"].items()}
_ABBREVIATION = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(short) for short in sorted(_ABBREVIATIONS, key=len, reverse=True))})(?!\w)"
)
_GENERIC = frozenset[str](_VOCABULARY["generic_words"])
_CLUSTER_WORDS = frozenset[str](_VOCABULARY["cluster_words"])
_JOINING = frozenset[str](_VOCABULARY["joining_words"])
_LEVEL_OFFICES = frozenset[str](_VOCABULARY["level_offices"])
_LEVELS = _phrases("level_words")
_NO_LEVELS = _phrases("no_levels")
_LEVELS_AND_NOT = _LEVELS | _NO_LEVELS
_PROVINCE_LEVELS = _phrases("province_levels")
_PROVINCES = _phrases("provinces")
_CENTRAL_CITIES = _phrases("central_cities")


# --- names ------------------------------------------------------------------------------------------------------------


@lru_cache(_CACHE_SIZE)
def fold_name(name: str) -> Words:
    """The words of a name as they are compared: folded, abbreviations expanded, punctuation dropped.

    >>> " ".join(fold_name("UBND T.P Hoà Bình"))
    'ủy ban nhân dân thành phố hòa bình'
    """
    expanded = _ABBREVIATION.sub(lambda found: f" {_ABBREVIATIONS[found[0]]} ", _fold_characters(name))
    return tuple(_WORD.findall(expanded))


def _dice(a: Collection[str], b: Collection[str]) -> float:
    left, right = frozenset(a), frozenset(b)
    if not left and not right:
        return 1.0
    return 2 * len(left & right) / (len(left) + len(right))


def similarity(a: str, b: str) -> float:
    """Dice coefficient of the sets of folded words, from 0 to 1; two names without any word are alike."""
    return _dice(fold_name(a), fold_name(b))


def same_words(a: str, b: str) -> bool:
    """Whether the folded words are equal and in the same order: how persons are compared."""
    return fold_name(a) == fold_name(b)


def texts_agree(a: str | None, b: str | None) -> bool:
    """Whether two text slots (title, system, place, authority, …) say the same; None agrees with None alone."""
    if a is None or b is None:
        return a is b
    return _content(fold_name(a)) == _content(fold_name(b)) and similarity(a, b) >= TEXT_SIMILARITY


def _content(words: Words) -> Words:
    return tuple(word for word in words if word not in _GENERIC)


def _found(words: Words, phrases: Collection[Words]) -> list[tuple[int, int]]:
    """Half-open ranges of ``words`` that are one of the phrases: from the left, the longest first, none overlapping."""
    longest = max(map(len, phrases))
    ranges = []
    start = 0
    while start < len(words):
        ends = range(min(start + longest, len(words)), start, -1)
        end = next((end for end in ends if words[start:end] in phrases), None)
        if end is None:
            start += 1
        else:
            ranges.append((start, end))
            start = end
    return ranges


# --- units ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Unit:
    words: Words
    content: Words
    """The words but the generic ones."""
    levels: tuple[tuple[int, Words], ...]
    """Level words and where they begin, an index of ``words``."""
    province: Words | None
    """The last province named."""
    bare_level: Words | None
    """The level word of a bare place."""
    bare_name: Words | None
    """The name of a bare place: a province's, or what follows a level word; None for any other unit."""

    def levels_by_gap(self) -> dict[int, frozenset[Words]]:
        """The level words that stand before each content word, by the number of content words before them."""
        gaps: dict[int, frozenset[Words]] = {}
        for start, level in self.levels:
            gap = len(_content(self.words[:start]))
            gaps[gap] = gaps.get(gap, frozenset()) | {level}
        return gaps


@lru_cache(_CACHE_SIZE)
def _unit(name: str) -> _Unit:
    words = fold_name(name)
    levels = tuple(
        (start, words[start:end]) for start, end in _found(words, _LEVELS_AND_NOT) if words[start:end] not in _NO_LEVELS
    )
    provinces = _found(words, _PROVINCES)
    bare_level, bare_name = None, None
    if words in _PROVINCES:
        bare_name = words
    elif levels and levels[0][0] == 0:
        rest = words[len(levels[0][1]) :]
        if rest and rest[0] not in _LEVEL_OFFICES:
            bare_level, bare_name = levels[0][1], rest
    return _Unit(
        words=words,
        content=_content(words),
        levels=levels,
        province=words[slice(*provinces[-1])] if provinces else None,
        bare_level=bare_level,
        bare_name=bare_name,
    )


def units_agree(a: str, b: str) -> bool:
    """Whether two names stand for one unit.

    They do when their folded words are the same; when all words but the generic ones are, in order, with a similarity
    of at least `TEXT_SIMILARITY` and no differing level words; when one is a bare place that ends the other without a
    different level word before it; or when both are one bare place, once without its level word. Units whose last named
    provinces differ never agree.
    """
    left, right = _unit(a), _unit(b)
    if left.words == right.words:
        return True
    if left.province and right.province and left.province != right.province:
        return False
    if (
        left.content == right.content
        and not _levels_differ(left, right)
        and _dice(left.words, right.words) >= TEXT_SIMILARITY
    ):
        return True
    return _ends_with_place(left, right) or _ends_with_place(right, left) or _same_bare_place(left, right)


def agreement_keys(name: str) -> tuple[str, str]:
    """Two keys of a unit's name: names that agree (`units_agree`) have one of them in common.

    Names are compared with many others by looking up those that share a key first.
    """
    unit = _unit(name)
    # The same words, and a place that ends a name, end in the same word; the same content in the same word of it.
    return unit.words[-1] if unit.words else "", f"={unit.content[-1] if unit.content else ''}"


def _levels_differ(a: _Unit, b: _Unit) -> bool:
    """Level words differ where both have one before the same word and neither holds the other's.

    They are compared place by place, since a name may hold several (``Hội CCB xã A, huyện B``).
    """
    left, right = a.levels_by_gap(), b.levels_by_gap()
    return any(not (left[gap] <= right[gap] or right[gap] <= left[gap]) for gap in left.keys() & right.keys())


def _ends_with_place(place: _Unit, unit: _Unit) -> bool:
    if place.bare_name is None or len(unit.words) <= len(place.bare_name):
        return False
    start = len(unit.words) - len(place.bare_name)
    if unit.words[start:] != place.bare_name:
        return False
    allowed = {place.bare_level} if place.bare_level else _PROVINCE_LEVELS
    before = {level for at, level in unit.levels if at < start}
    return len(before) <= 1 and before <= allowed


def _same_bare_place(a: _Unit, b: _Unit) -> bool:
    return a.bare_name is not None and a.bare_name == b.bare_name and (a.bare_level is None) != (b.bare_level is None)


def province_words(name: str) -> str | None:
    """The folded name of the last province that a unit's name holds.

    >>> province_words("Hội CCB T.P Hải Phòng")
    'hải phòng'
    """
    province = _unit(name).province
    return " ".join(province) if province else None


# --- clusters ---------------------------------------------------------------------------------------------------------

_ROMAN = re.compile("(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@lru_cache(_CACHE_SIZE)
def fold_number(number: str) -> str:
    """A cluster's number as it is compared: Roman numerals up to 99 as Arabic, leading zeros dropped, case folded.

    >>> fold_number("VII"), fold_number("07"), fold_number("7B")
    ('7', '7', '7b')
    """
    folded = "".join(_WORD.findall(_fold_characters(number)))
    if folded and _ROMAN.fullmatch(folded):
        values = [_ROMAN_VALUES[letter] for letter in folded]
        return str(sum(-one if one < after else one for one, after in pairwise([*values, 0])))
    return re.sub(r"^0+(?=\d)", "", folded)


def numbers_agree(a: str | None, b: str | None) -> bool:
    """Whether two cluster numbers are equal; None equals None alone."""
    if a is None or b is None:
        return a is b
    return fold_number(a) == fold_number(b)


def _own_words(name: str, number: str | None) -> Words:
    """The words of a cluster's name without the cluster words and the number."""
    taken = None if number is None else fold_number(number)
    return tuple(word for word in fold_name(name) if word not in _CLUSTER_WORDS and fold_number(word) != taken)


def clusters_agree(a: NamedCluster, b: NamedCluster) -> bool:
    """Whether two mentions stand for one cluster.

    Kind and number must be equal. The names' own words (without cluster words and number) must be the same or similar
    by `TEXT_SIMILARITY`, as they stand or without the words of both systems; of a numbered cluster's name nothing else
    need be left.
    """
    if a.kind != b.kind or not numbers_agree(a.number, b.number):
        return False
    systems = {word for system in (a.system, b.system) if system for word in fold_name(system)}
    left, right = _own_words(a.name, a.number), _own_words(b.name, b.number)
    return _own_words_agree(left, right, numbered=a.number is not None) or _own_words_agree(
        _without(left, systems), _without(right, systems), numbered=a.number is not None
    )


def _without(words: Words, taken: Collection[str]) -> Words:
    return tuple(word for word in words if word not in taken)


def _own_words_agree(a: Words, b: Words, *, numbered: bool) -> bool:
    if a == b or (numbered and not (a and b)):
        return True
    return _dice(a, b) >= TEXT_SIMILARITY


# --- references and campaigns -----------------------------------------------------------------------------------------


def fold_reference(number: str) -> str:
    """The number of a cited document as it is compared: letters and digits alone.

    >>> fold_reference("34 - CT/TW")
    '34cttw'
    """
    return "".join(_WORD.findall(_fold_characters(number)))


def campaigns_agree(a: str, b: str) -> bool:
    """Whether two names stand for one campaign."""
    return similarity(a, b) >= CAMPAIGN_SIMILARITY


# --- keys -------------------------------------------------------------------------------------------------------------


def unit_key(name: str) -> str:
    """A candidate canonical key of a unit: its folded words, diacritics kept.

    Words that only join are dropped, and the level word of a province where it says nothing: ``tỉnh`` before a
    province's name, ``thành phố`` before a centrally-run city's. Other level words stay, since a district may be named
    as a province is (``thành phố Hà Giang``).

    >>> unit_key("Hội CCB T.P Hải Phòng") == unit_key("Hội Cựu chiến binh thành phố Hải Phòng")
    True
    """
    words = fold_name(name)
    implied: set[int] = set()
    for start, end in _found(words, _PROVINCES):
        level = ("thành", "phố") if words[start:end] in _CENTRAL_CITIES else ("tỉnh",)
        before = start - len(level)
        if before >= 0 and words[before:start] == level:
            implied.update(range(before, start))
    kept = [word for at, word in enumerate(words) if at not in implied and word not in _JOINING]
    return " ".join(kept or words)


def cluster_key(kind: str, number: str | None, system: str | None, name: str) -> str:
    """A candidate canonical key of a cluster: ``kind/number/system/words``.

    A number and a system identify a cluster, so the name's own words are part of the key only where one of them is
    missing.

    >>> cluster_key("cum", "VII", "Hội CCB Việt Nam", "Cụm thi đua số VII")
    'cum/7/hội cựu chiến binh việt nam/'
    """
    system_words = fold_name(system) if system else ()
    own = () if number and system else _without(_own_words(name, number), system_words)
    return "/".join([kind, fold_number(number) if number else "", unit_key(system) if system else "", " ".join(own)])


def person_key(name: str) -> str:
    """A candidate canonical key of a person: the folded words of the name, diacritics kept."""
    return " ".join(fold_name(name))
