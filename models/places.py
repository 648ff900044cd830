"""Administrative units of Việt Nam with their official codes and periods of validity.

Three tab-separated files in ``models/data`` hold one row a unit and period: provinces and central cities, districts,
communes. A unit that changes its name, kind or parent gets a new row. ``docs/lexicons.md`` tells where the facts come
from and how exact the dates are; ``tools/build_lexicons.py`` builds the files.
"""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from models.names import fold_quote

Level = Literal["province", "district", "commune"]
LEVELS: tuple[Level, ...] = ("province", "district", "commune")

_FILES: Mapping[Level, str] = {
    "province": "places.provinces.tsv",
    "district": "places.districts.tsv",
    "commune": "places.communes.tsv",
}
_APOSTROPHE = re.compile(r"'\s?")
_NOT_LETTERS = re.compile(r"[^\w]+")
_FINAL_Y = re.compile(r"\b(qu|[bcdđghklmnprstvx]+)([yýỳỷỹỵ])\b")
_Y_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_DAK = re.compile(r"\b(?:[đd]ak|đăk|đắc|đăc)(?=\b|lắk|lăk|lắc|lak|nông|nong)")
_RESPELT = re.compile(r"[yýỳỷỹỵ](?!\w)|[đd][aăắ][kc]|[ou][áàảãạéèẻẽẹýỳỷỹỵ]|[óòỏõọúùủũụ](?:[aey]\w|[io])")
"""What may be folded in a name of letters and blanks: a final y, Đắk, the place of a tone mark."""
_ZEROS = re.compile(r"\b0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit during one period.

    ``valid_from`` and ``valid_to`` are the first and the last day, both included; ``None`` means before the records
    begin and still in force. Dates of districts and communes that the sources give only as a window are the widest
    ones that the window allows.
    """

    key: str
    """Unique: the official code, followed by ``/`` and the year of ``valid_from`` where that is known."""
    code: str
    """Code of the statistics office (2 digits for provinces, 3 for districts, 5 for communes), which is used again for
    later units; ``x`` and a number for units abolished before codes were published."""
    level: Level
    kind: str
    """``tỉnh``, ``thành phố``, ``quận``, ``huyện``, ``thị xã``, ``xã``, ``phường``, ``thị trấn`` or ``đặc khu``."""
    name: str
    parent: str | None
    """Code of the unit above: a province, or a district for communes before July 2025."""
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]
    """Keys of the units that took over; empty where the unit is in force or the sources do not tell."""
    aliases: tuple[str, ...]
    """Other spellings of ``name`` that writers use."""

    @property
    def full_name(self) -> str:
        """The name with its kind: ``tỉnh Hà Giang``."""
        return f"{self.kind} {self.name}"

    def in_force(self, on: date) -> bool:
        """Whether the unit existed on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


def fold_place_name(name: str) -> str:
    """A key for comparing names of places; not for display.

    Folds case, Unicode composition, white space, punctuation, the placement of tone marks (``Hoà``, ``Hòa``), final
    ``i`` and ``y`` (``Quy Nhơn``, ``Qui Nhơn``), the spellings of ``Đắk`` and leading zeros of numbers.
    """
    words = _NOT_LETTERS.sub(" ", _APOSTROPHE.sub("", fold_quote(name)))
    same_y = _FINAL_Y.sub(lambda found: found[1] + found[2].translate(_Y_TO_I), words)
    return _ZEROS.sub("", _DAK.sub("đắk", same_y)).strip()


@cache
def provinces() -> tuple[Place, ...]:
    """Provinces and central cities of all periods, by code and time: 63 are in force on 30 June 2025, 34 after."""
    return _read("province")


@cache
def districts() -> tuple[Place, ...]:
    """Districts (quận, huyện, thị xã, thành phố of a province) of all periods; none is in force after June 2025."""
    return _read("district")


@cache
def communes() -> tuple[Place, ...]:
    """Communes (xã, phường, thị trấn, đặc khu) of all periods: about 15,000 rows, read at the first call."""
    return _read("commune")


def places(level: Level) -> tuple[Place, ...]:
    """All units of one level."""
    return {"province": provinces, "district": districts, "commune": communes}[level]()


def province_named(name: str, on: date | None = None) -> Place | None:
    """The province or central city of that name or alias, with or without its kind (``tỉnh``, ``TP.``).

    Of several periods the one in force on ``on`` is taken, else the last one that had ended by then (writers keep
    using the names of provinces that no longer exist); without ``on``, the latest.
    """
    day = on or date.max
    found = place_candidates(name, levels=("province",))
    known = [place for place in found if place.valid_from is None or place.valid_from <= day]
    return max(known, key=lambda place: place.valid_to or date.max, default=None)


def place_candidates(name: str, on: date | None = None, levels: Sequence[Level] = LEVELS) -> list[Place]:
    """All places of that name, highest level first; with ``on``, only those in force that day.

    A leading kind (``huyện Ba Vì``, ``TP. Vinh``, ``TX Sơn Tây``) leaves the units of that kind. Numbers are names
    only behind a kind (``Quận 1``). Communes are read only if ``levels`` has them.
    """
    folded = fold_place_name(name)
    prefix, kind, bare = _split_kind(folded)
    found: list[Place] = []
    for level in LEVELS:
        if level not in levels:
            continue
        hits = [] if folded.isdecimal() else list(_named(level, folded))
        if prefix:
            hits += [place for place in _named(level, bare) if place.kind == kind and place not in hits]
        found += [place for place in hits if on is None or place.in_force(on)]
    return found


def place_with_key(key: str) -> Place | None:
    """The place with that key; provinces and districts are searched before the communes are read."""
    return next((place for level in LEVELS if (place := _by_key(level).get(key))), None)


def successors_of(place: Place, on: date | None = None) -> tuple[Place, ...]:
    """The units that took over from ``place``; with ``on``, those in force that day, through all changes between.

    ``(place,)`` if it is itself in force on ``on``; empty where the sources do not tell.
    """
    direct = tuple(unit for key in place.successors if (unit := _by_key(place.level).get(key)))
    if on is None:
        return direct
    if place.in_force(on):
        return (place,)
    if place.valid_from is not None and on < place.valid_from:
        return ()
    return tuple(dict.fromkeys(last for unit in direct for last in successors_of(unit, on)))


def parent_of(place: Place, on: date | None = None) -> Place | None:
    """The unit above ``place``, as it was on ``on`` or, without it, on the last day of ``place``."""
    if place.parent is None:
        return None
    level: Level = "province" if len(place.parent) == 2 else "district"
    above = _by_code(level)[place.parent]
    return min(above, key=lambda unit: _days_away(unit, on or place.valid_to or date.max))


def province_of(place: Place, on: date | None = None) -> Place:
    """The province or central city that ``place`` is or lies in."""
    day = on or place.valid_to or date.max
    while (above := parent_of(place, day)) is not None:
        place = above
    return place


@cache
def kinds() -> Mapping[str, str]:
    """Kinds of administrative units by their folded spellings: ``tp`` and ``thành phố`` to ``thành phố``."""
    stored: Mapping[str, list[str]] = json.loads(_text("places.kinds.json"))
    return {fold_place_name(word): kind for kind, words in stored.items() for word in (kind, *words)}


def _split_kind(folded: str) -> tuple[str, str, str]:
    """The kind's spelling, the kind and the rest of a folded name; empty strings where there is no kind."""
    tokens = folded.split()
    for length in (2, 1):
        prefix = " ".join(tokens[:length])
        if len(tokens) > length and prefix in kinds():
            return prefix, kinds()[prefix], " ".join(tokens[length:])
    return "", "", folded


def _days_away(place: Place, on: date) -> int:
    if place.valid_from is not None and on < place.valid_from:
        return (place.valid_from - on).days
    if place.valid_to is not None and on > place.valid_to:
        return (on - place.valid_to).days
    return 0


@lru_cache(1 << 15)
def _named(level: Level, folded: str) -> tuple[Place, ...]:
    """The places of a level with that folded name or alias, in the order of the file."""
    rows, numbers = _rows_by_name(level)
    return tuple(_place(level, *rows[number].split("\t")) for number in numbers.get(folded, ()))


@cache
def _rows_by_name(level: Level) -> tuple[list[str], Mapping[str, list[int]]]:
    """The rows of a file, and their numbers by folded name and alias: only those asked for become places."""
    rows = _text(_FILES[level]).splitlines()[1:]
    written: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        _, _, name, _, _, _, _, aliases = row.split("\t")
        for each in (name, *aliases.split("|")) if aliases else (name,):
            written.setdefault(each, []).append(number)
    found: dict[str, set[int]] = {}
    for name, numbers in written.items():
        found.setdefault(_folded(name), set()).update(numbers)
    return rows, {name: sorted(numbers) for name, numbers in found.items()}


def _folded(name: str) -> str:
    """`fold_place_name` of a name of the files, where the tone marks are placed the new way; most need no more than case."""
    folded = name.casefold()
    plain = folded.replace(" ", "").isalpha() and not _RESPELT.search(folded)
    return folded if plain else fold_place_name(name)


@cache
def _by_code(level: Level) -> Mapping[str, tuple[Place, ...]]:
    return _grouped((place.code, place) for place in places(level))


@cache
def _by_key(level: Level) -> Mapping[str, Place]:
    return {place.key: place for place in places(level)}


def _grouped(pairs: Iterable[tuple[str, Place]]) -> Mapping[str, tuple[Place, ...]]:
    groups: dict[str, dict[Place, None]] = {}
    for name, place in pairs:
        groups.setdefault(name, {})[place] = None
    return {name: tuple(members) for name, members in groups.items()}


def _read(level: Level) -> tuple[Place, ...]:
    rows = csv.reader(_text(_FILES[level]).splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_place(level, *row) for row in rows)


def _place(
    level: Level,
    code: str,
    kind: str,
    name: str,
    parent: str,
    valid_from: str,
    valid_to: str,
    successors: str,
    aliases: str,
) -> Place:
    return Place(
        key=f"{code}/{valid_from[:4]}" if valid_from else code,
        code=code,
        level=level,
        kind=kind,
        name=name,
        parent=parent or None,
        valid_from=_day(valid_from),
        valid_to=_day(valid_to),
        successors=tuple(successors.split()),
        aliases=tuple(aliases.split("|")) if aliases else (),
    )


@cache
def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _text(name: str) -> str:
    return (files("models") / "data" / name).read_text(encoding="utf-8")
