"""Canonical keys: what stands for one unit, cluster or person over all documents, however they are written.

A name alone is often not enough: every province has a ``Công an tỉnh``, every system a ``Cụm thi đua số 4``, and many
people are called ``Nguyễn Văn Hùng``. So the functions here give *candidates*, the best first: no candidate for a name
that says not whose it is, several where the context allows several. Whoever asks decides what to do then; nothing is
guessed here. Keys are of folded words (see `models.names`), so ``/`` and ``@`` can separate their parts.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from models.lexicons import offices, organisations
from models.names import cluster_key, fold_name, province_words, unit_key
from models.places import (
    Level,
    Place,
    fold_place_name,
    parent_of,
    place_candidates,
    province_named,
    province_of,
)

AwardLevel = Literal["state", "national", "province", "district", "commune", "cluster"]

_DIGITS = 16  # of the hash in a public id: 64 bits
_CACHE_SIZE = 1 << 16
_LEVEL_OF_KIND: Mapping[str, tuple[Level, ...]] = {
    "tỉnh": ("province",),
    "thành phố": ("province", "district"),
    "huyện": ("district",),
    "quận": ("district",),
    "thị xã": ("district",),
    "xã": ("commune",),
    "phường": ("commune",),
    "thị trấn": ("commune",),
    "đặc khu": ("commune",),
}
_OFFICE_PLACES: Mapping[str, tuple[Level, ...]] = {
    "tỉnh": ("province",),
    "thành": ("province", "district"),
    "huyện": ("district",),
    "quận": ("district",),
    "thị": ("district",),
}


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office as a title states it, and the organisation it is in."""

    office: str
    """The words of the office, as written."""
    unit: str | None
    """The words after it, as written: the organisation; None where the title names none."""
    identifies: bool
    """Whether it tells who is meant. Many people are members of one committee, only one or a few lead it."""


@cache
def _words(name: str) -> frozenset[str]:
    stored: Mapping[str, list[str]] = json.loads((files("models") / "data" / "keys.json").read_text(encoding="utf-8"))
    return frozenset(stored[name])


# --- units ------------------------------------------------------------------------------------------------------------


@cache
def _organisation_forms() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Folded forms of organisations that stand for one head alone, with its words."""
    forms: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for organisation in organisations():
        words = fold_name(organisation.name)
        for form in (organisation.name, *organisation.abbreviations):
            folded = fold_name(form)
            # The beginning of a name is no abbreviation of it: ``Văn phòng Trung ương`` may be that of any organisation.
            if len("".join(folded)) > 3 and (words == folded or words[: len(folded)] != folded):
                forms.setdefault(folded, set()).add(words)
    return {form: next(iter(words)) for form, words in forms.items() if len(words) == 1}


@cache
def _placed_heads() -> frozenset[str]:
    """Keys of head words that only a place makes a unit (``hội cựu chiến binh``)."""
    return frozenset(
        unit_key(organisation.name) for organisation in organisations() if organisation.complement == "place"
    )


@lru_cache(_CACHE_SIZE)
def full_unit_key(name: str) -> str:
    """The key of a unit's name with the abbreviations of organisations written out.

    >>> full_unit_key("Hội CCB T.P Hải Phòng") == full_unit_key("Hội Cựu chiến binh thành phố Hải Phòng")
    True
    """
    words = fold_name(name)
    forms = _organisation_forms()
    longest = max(map(len, forms))
    full: list[str] = []
    at = 0
    while at < len(words):
        end = next((end for end in range(min(at + longest, len(words)), at, -1) if words[at:end] in forms), None)
        full += [words[at]] if end is None else forms[words[at:end]]
        at = at + 1 if end is None else end
    return unit_key(" ".join(full))


@cache
def _heads() -> frozenset[str]:
    """Keys of the head words of all organisations."""
    return frozenset(unit_key(organisation.name) for organisation in organisations()) | _words("bare_heads")


def _trailing_kind(key: str) -> tuple[str, tuple[Level, ...]] | None:
    """The level word at the end of a key that no place follows, and the levels of the place it waits for."""
    for kind, levels in _LEVEL_OF_KIND.items():
        if key == kind or key.endswith(f" {kind}"):
            return kind, levels
    return None


@lru_cache(_CACHE_SIZE)
def is_open(key: str) -> bool:
    """Whether a unit's key says not where: ``công an tỉnh``, ``huyện ủy``, ``sở nội vụ``, ``trung ương hội``.

    Such a name stands for another unit in every province.
    """
    return (
        _trailing_kind(key) is not None
        or key in _placed_heads()
        or key in _words("bare_heads")
        or any(key == office or key.endswith(f" {office}") for office in _words("places_of_offices"))
        or (any(key.endswith(f" {head}") for head in ("hội", "đoàn")) and "trung ương" in key)
    )


def unit_candidates(name: str, places: tuple[str, ...] = (), on: date | None = None) -> tuple[str, ...]:
    """Candidate keys of a unit, as `unit_completions` gives them.

    >>> unit_candidates("Bộ CHQS tỉnh", ("Kon Tum",)) == unit_candidates("Bộ Chỉ huy quân sự tỉnh Kon Tum")
    True
    >>> unit_candidates("Công an tỉnh", ("Gia Lai", "Kon Tum"))
    ('công an gia lai', 'công an kon tum')
    >>> unit_candidates("Công an tỉnh")
    ()
    >>> unit_candidates("UBND huyện Châu Thành", ("Bến Tre",))
    ('ủy ban nhân dân huyện châu thành bến tre',)
    """
    return tuple(key for key, _ in unit_completions(name, places, on))


@lru_cache(_CACHE_SIZE)
def unit_completions(name: str, places: tuple[str, ...] = (), on: date | None = None) -> tuple[tuple[str, str], ...]:
    """Candidate keys of a unit, each with the name as the context completes it.

    A name that says where has one candidate; an open one has one for each of ``places`` that fits it. Districts and
    communes get the units above them into their keys. Where several have the name, those in force on ``on`` come before
    others, those that lie in one of ``places`` are left, and none where none does.
    """
    key = full_unit_key(name)
    if not is_open(key):
        return tuple((located, f"{name}{above}") for located, above in _located(key, places, on))
    if "trung ương" in key:
        return ()  # The central body of an organisation that is not named: no place tells which.
    found: dict[str, str] = {}
    for place in places:
        completed = _completed(key, place)
        for located, above in _located(completed, places, on) if completed else ():
            found.setdefault(located, f"{name} {place}{above}")
    return tuple(found.items())


@dataclass(frozen=True, slots=True)
class _Above:
    """The units above a district or commune."""

    key: str
    written: str
    names: frozenset[str]
    """Their folded names, with and without their kinds."""
    place: Place
    """What they are above of."""


@lru_cache(_CACHE_SIZE)
def _located(key: str, places: tuple[str, ...], on: date | None) -> tuple[tuple[str, str], ...]:
    """A closed key that ends with a district or commune, with what is above that; and what is to be added to its name.

    Nothing needs to be added to a name that only one place in the country has.
    """
    above = _above(key)
    if not above:
        return ((key, ""),)
    if len(above) == 1:
        return ((f"{key} {above[0].key}", ""),)
    context = {unit_key(place) for place in places}
    fitting = [each for each in above if each.names & context]
    in_force = [each for each in fitting if on is None or each.place.in_force(on)]
    return tuple((f"{key} {each.key}", f", {each.written}") for each in in_force or fitting)


@lru_cache(_CACHE_SIZE)
def _above(key: str) -> tuple[_Above, ...]:
    """What may be above the district or commune that ends a key; nothing where none does, or the key says it."""
    words = key.split()
    province = province_words(key)
    if province and key.endswith(province):
        return ()
    for start in range(len(words) - 2, -1, -1):
        for length in (2, 1):
            kind, rest = " ".join(words[start : start + length]), " ".join(words[start + length :])
            levels = tuple(level for level in _LEVEL_OF_KIND.get(kind, ()) if level != "province")
            # ``hợp tác xã``, ``xã hội`` and ``thị xã`` are other words.
            if not levels or not rest or words[start + 1] == "hội" or (start and words[start - 1] in ("tác", "thị")):
                continue
            found = _places_named(f"{kind} {rest}", levels)
            return tuple({above.key: above for above in map(_above_place, found)}.values())
    return ()


def _above_place(place: Place) -> _Above:
    units = [unit for unit in (parent_of(place), province_of(place)) if unit is not None]
    units = list(dict.fromkeys(units))
    return _Above(
        key=unit_key(" ".join(unit.full_name for unit in units)),
        written=", ".join(unit.full_name for unit in units),
        names=frozenset(unit_key(name) for unit in units for name in (unit.name, unit.full_name)),
        place=place,
    )


@lru_cache(_CACHE_SIZE)
def _completed(key: str, place: str) -> str | None:
    """An open key with the place that it waits for; None if the place is of another level."""
    waits = _trailing_kind(key)
    if waits is not None:
        kind, levels = waits
        bare = key[: -len(kind)].strip()
    else:
        kind, bare = "", key
        last = key.rpartition(" ")[0].rpartition(" ")[2]
        levels = _OFFICE_PLACES.get(last, ("province", "district", "commune"))
    found = _places_named(place, levels)
    if not found or (kind and kind != "tỉnh" and not any(each.kind == kind for each in found)):
        return None
    folded = unit_key(place)
    named = folded if kind in ("", "tỉnh") or folded.startswith(f"{kind} ") else f"{kind} {folded}"
    return unit_key(f"{bare} {named}")


@lru_cache(_CACHE_SIZE)
def _places_named(name: str, levels: tuple[Level, ...]) -> tuple[Place, ...]:
    return tuple(place_candidates(name, levels=levels))


@lru_cache(_CACHE_SIZE)
def province_of_unit(key: str) -> Place | None:
    """The province that a unit's key names last, in its latest period."""
    words = province_words(key)
    return province_named(words) if words else None


# --- clusters ---------------------------------------------------------------------------------------------------------


@cache
def _central_bodies() -> Mapping[str, str]:
    return dict(each.split(" = ") for each in _words("central_bodies"))


@lru_cache(_CACHE_SIZE)
def system_key(system: str) -> str | None:
    """The key of the organisation whose clusters these are, without its governing bodies; None if it is open.

    >>> system_key("Trung ương Hội CTĐ Việt Nam") == system_key("Hội Chữ thập đỏ Việt Nam")
    True
    >>> system_key("Ban Thường vụ Trung ương Hội") is None
    True
    """
    key = full_unit_key(system)
    if key in _central_bodies():
        return _central_bodies()[key]
    shortened = True
    while shortened:
        shortened = False
        for body in _words("governing_bodies"):
            if key.startswith(f"{body} "):
                key, shortened = key.removeprefix(f"{body} "), True
    key = key.removesuffix(" trung ương")
    return None if is_open(key) or key in _words("governing_bodies") else key


def cluster_candidates(
    kind: str,
    number: str | None,
    system: str | None,
    name: str,
    places: tuple[str, ...] = (),
    on: date | None = None,
) -> tuple[str, ...]:
    """Candidate keys of a cluster: ``kind/number/system/words``; none where the text says not whose cluster it is.

    An open system (``BHXH tỉnh``) is completed by each of ``places`` that fits.

    >>> cluster_candidates("cum", "VII", "Trung ương Hội CTĐ Việt Nam", "Cụm thi đua số VII")
    ('cum/7/hội chữ thập đỏ việt nam/',)
    >>> cluster_candidates("cum", "7", None, "Cụm thi đua số 7")
    ()
    """
    if system is None:
        return ()
    key = system_key(system)
    if key is None:
        systems = unit_candidates(system, places, on)
    else:
        systems = tuple(located for located, _ in _located(key, places, on))
    return tuple(dict.fromkeys(cluster_key(kind, number, each, name) for each in systems))


def open_cluster_key(kind: str, number: str | None, name: str) -> str:
    """What a cluster is called by where the text says not whose it is: ``kind/number//words``.

    >>> open_cluster_key("cum", "VII", "Cụm thi đua số VII")
    'cum/7//'
    """
    return cluster_key(kind, number, None, name)


# --- people -----------------------------------------------------------------------------------------------------------


@cache
def _office_standings() -> Mapping[tuple[str, ...], str]:
    return {fold_name(form): office.standing for office in offices() for form in (office.name, *office.abbreviations)}


@lru_cache(_CACHE_SIZE)
def office_held(title: str) -> OfficeHeld:
    """A title taken apart: the longest known office that begins it, and the rest.

    >>> office_held("Phó Chủ tịch Hội CCB tỉnh Quảng Ninh")
    OfficeHeld(office='Phó Chủ tịch', unit='Hội CCB tỉnh Quảng Ninh', identifies=True)
    """
    written = title.split()
    standings = _office_standings()
    ends = (end for end in range(len(written), 0, -1) if fold_name(" ".join(written[:end])) in standings)
    end = next(ends, 0)
    start = _organisation_at(written, end)
    standing = standings.get(fold_name(" ".join(written[: end or start])))
    office = " ".join(written[:start] if start else written)
    return OfficeHeld(
        office=office.rstrip(" ,;-–"),
        unit=(" ".join(written[start:]).strip(" ,;-–") or None) if start else None,
        identifies=standing in ("head", "deputy") or (start > 0 and end == 0),
    )


def _organisation_at(written: Sequence[str], end: int) -> int:
    """Where the organisation begins in a title whose office ends at ``end`` (0: no office is known); 0 if nowhere.

    ``Chủ tịch Hội`` is an office, and in ``Chủ tịch Hội CCB tỉnh Phú Thọ`` its last word begins the organisation's name.
    """
    standings, heads = _office_standings(), _heads()
    for start in range(1, min(max(end, 2) + 1, len(written))):
        before = fold_name(" ".join(written[:start]))
        if before not in standings and " ".join(before) not in _words("offices_of_heads"):
            continue
        rest = fold_name(" ".join(written[start:]))
        key = full_unit_key(" ".join(written[start:])).split()
        repeated = len(rest) > 1 and rest[0] == rest[1]
        if not repeated and any(" ".join(key[:length]) in heads for length in range(len(key), 0, -1)):
            return start
    return end


def person_candidates(person_key: str, units: Iterable[str]) -> tuple[str, ...]:
    """Candidate keys of a person: the name's key with the key of each unit that he or she leads; none without a unit.

    >>> person_candidates("lê văn a", ["hội cựu chiến binh hà nam"])
    ('lê văn a@hội cựu chiến binh hà nam',)
    """
    return tuple(f"{person_key}@{unit}" for unit in sorted(set(units)))


# --- awards and places ------------------------------------------------------------------------------------------------


@lru_cache(_CACHE_SIZE)
def award_level(authority: str | None, award: str, name: str) -> AwardLevel | None:
    """How high the authority of an award stands; None where neither authority nor award tells.

    >>> award_level("Thủ tướng Chính phủ", "merit_certificate", "Bằng khen")
    'state'
    >>> award_level("UBND tỉnh", "emulation_flag", "Cờ thi đua")
    'province'
    """
    if award == "order":
        return "state"
    for text in (authority, name):
        if text and (level := _level_of_words(full_unit_key(text))):
            return level
    return None


def _level_of_words(key: str) -> AwardLevel | None:
    padded = f" {key} "

    def holds(name: str) -> bool:
        return any(f" {words} " in padded for words in _words(name))

    if key.startswith(tuple(_words("cluster"))):
        return "cluster"
    if holds("commune"):
        return "commune"
    if holds("district"):
        return "district"
    if holds("province") or province_words(key):
        return "province"
    if holds("state") and not holds("national"):
        return "state"
    if holds("national") and not key.startswith(tuple(_words("ministry_departments_not"))):
        return "national"
    if " thành phố " in padded:
        return "province"
    return "state" if holds("state") else None


@lru_cache(_CACHE_SIZE)
def province_on(name: str, on: date | None) -> Place | None:
    """The province that a text of that day means by a name, with or without its kind."""
    return province_named(name, on) or province_named(fold_place_name(name), on)


# --- public ids -------------------------------------------------------------------------------------------------------


@lru_cache(_CACHE_SIZE)
def public_id(kind: str, key: str) -> str:
    """A short name for what has that key, to be shown and linked to: always the same for the same key.

    >>> public_id("unit", "hội cựu chiến binh hà nam")
    'unit_5deafb0aaed16dfd'
    """
    return f"{kind}_{hashlib.sha256(key.encode()).hexdigest()[:_DIGITS]}"
