"""Where a meeting is held, and in which province.

``place`` is written as in the text: the locality with what completes it (``Đồ Sơn, T.P Hải Phòng``, ``Cửa Lò (Nghệ
An)``), the venue only where no locality is given beside it (guidelines, meetings and point 6).
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.lexicon import data
from extractors.places import Place, level_at, name_end, place_at
from extractors.tokens import DASHES
from models.places import LEVELS, fold_place_name, place_candidates, province_named, province_of

_DATA = data("meetings")
_CUES = frozenset(tuple(words.split()) for words in _DATA["places"])
_VENUES = frozenset(tuple(words.split()) for words in _DATA["venues"])
_NO_PLACES = frozenset(tuple(words.split()) for words in _DATA["no_places"])
_VENUE_ENDS = frozenset(_DATA["venue_ends"])
_ROOMS = (("hội", "trường"), ("khuôn", "viên"), ("phòng", "họp"))
"""What a meeting is in: ``trong hội trường Bộ Chỉ huy …``."""
_POINTS = (("điểm", "cầu", "chính"), ("điểm", "cầu", "trung", "tâm"), ("điểm", "cầu"))
_ISSUER = frozenset(("masthead", "dateline", "signature", "recipients"))
"""Lines of the issuing body, which alone says nothing about where a meeting is held."""
_DAY_REACH = 14
_LONGEST_VENUE = 22
_LONGEST_PLAIN_VENUE = 8
_CITIES = frozenset(("thành phố", "thị xã"))
_CENTRAL = frozenset(map(fold_place_name, ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")))


@dataclass(frozen=True, slots=True)
class Venue:
    """The place at tokens ``[first, last)``; ``locality`` tells that it is one, not a building.

    ``opening`` is where what is said of the place begins: a building may stand before the locality.
    """

    first: int
    last: int
    locality: bool
    opening: int


class PlaceReader:
    """Reads the places of one document's meetings."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits

    def find(self, first: int, last: int) -> Venue | None:
        """The first place that ``tại``, ``ở`` or ``địa điểm:`` announces in tokens ``[first, last)``."""
        for i in range(first, last):
            after = self._cue_end(i)
            if after is not None and after < last and (venue := self.at(after, last)) is not None:
                return venue
        return self._chosen(first, last)

    def beside_day(self, first: int, last: int) -> Venue | None:
        """The locality before a day in brackets: ``Hội nghị … (TP. Tuy Hòa, 24/12/2006)``."""
        for i in range(first, last):
            if self.tokens.norm[i] != "(" or (venue := self.locality_at(i + 1, last)) is None:
                continue
            mark = self.tokens.norm_at(venue.last)
            end = next(
                (j for j in range(venue.last, min(last, venue.last + _DAY_REACH)) if self.tokens.norm[j] == ")"), 0
            )
            if mark in {",", ";", "ngày", *DASHES} and any(self.tokens.shape[j] == "N" for j in range(venue.last, end)):
                return venue
        return None

    def in_cell(self, first: int, last: int) -> Venue | None:
        """The place that fills a cell of a table's row."""
        for i in range(first + 1, last):
            if self.tokens.norm[i - 1] == "|" and (venue := self.locality_at(i, last)) is not None:
                if venue.last == last or self.tokens.norm_at(venue.last) == "|":
                    return venue
        return None

    def _chosen(self, first: int, last: int) -> Venue | None:
        """``Đồng Hới, tỉnh Quảng Bình là nơi …``, ``chọn Lâm Đồng là nơi tổ chức``: the place before."""
        for j in range(first + 1, last - 1):
            if self.tokens.norm[j + 1] != "nơi" or self.tokens.norm[j] not in {"là", "làm"}:
                continue
            for i in range(max(first, j - _LONGEST_VENUE), j):
                if (self.tokens.is_capital(i) or level_at(self.tokens, i) is not None) and self._locality(i, last) == j:
                    return Venue(i, j, True, i)
        return None

    def _cue_end(self, i: int) -> int | None:
        if self.tokens.norm[i] == "trong" and any(self._words_at(i + 1, words) for words in _ROOMS):
            return i + 1
        for words in _CUES:
            if self._words_at(i, words):
                end = i + len(words)
                for point in _POINTS:
                    # "tại điểm cầu chính thành phố Vinh"
                    end += len(point) if self._words_at(end, point) and level_at(self.tokens, end + len(point)) else 0
                return end + 1 if self.tokens.norm_at(end) == ":" else end
        return None

    def _words_at(self, i: int, words: tuple[str, ...]) -> bool:
        return self.tokens.norm_at(i) == words[0] and tuple(self.tokens.norm[i : i + len(words)]) == words

    def at(self, i: int, last: int) -> Venue | None:
        """The place that starts at token ``i``."""
        if any(self._words_at(i, words) for words in _NO_PLACES) or self.tokens.shape_at(i) == "N":
            return None
        end = self._locality(i, last)
        if end is not None:
            return Venue(i, end, True, i)
        end = self._venue(i, last)
        if end is None:
            return self._beside_plain_venue(i, last)
        if self.tokens.norm_at(end) == "," and (stop := self._locality(end + 1, last)) is not None:
            return Venue(end + 1, stop, True, i)
        return Venue(i, self._bracketed(end, last) or end, False, i)

    def _beside_plain_venue(self, i: int, last: int) -> Venue | None:
        """The locality after a building without a name: ``hội trường bệnh viện, phường An Lạc, thị xã Buôn Hồ``."""
        if not any(self._words_at(i, words) for words in _VENUES):
            return None
        for j in range(i, min(last, i + _LONGEST_PLAIN_VENUE)):
            if self.tokens.norm_at(j) == ",":
                end = self._locality(j + 1, last)
                return Venue(j + 1, end, True, i) if end is not None else None
            if self.tokens.shape_at(j) not in "LN" or self.tokens.norm_at(j) in _VENUE_ENDS:
                return None
        return None

    def locality_at(self, i: int, last: int) -> Venue | None:
        """The locality that starts at token ``i``, no building."""
        end = self._locality(i, last)
        return Venue(i, end, True, i) if end is not None else None

    # -- localities ----------------------------------------------------------------------------------------------------

    def _locality(self, i: int, last: int) -> int | None:
        """The end of a chain of localities: ``phường Gia Cẩm, TP. Việt Trì``, ``Sa Pa (Lào Cai)``."""
        end = self._one(i, last)
        if end is None:
            return None
        while True:
            bracket = self._bracketed(end, last)
            if bracket is not None:
                return bracket
            # "Tp. Đồng Hới tỉnh Quảng Bình", where the comma is left out
            after = end if self.tokens.norm_at(end) in {"tỉnh", "huyện"} else end + 1
            if after > end and self.tokens.norm_at(end) not in {",", *DASHES} or after >= last:
                return end
            found = place_at(self.tokens, self.hits, after)
            if found is None or self._acts(found):
                return end
            end = found.last

    def _acts(self, place: Place) -> bool:
        """Whether a place after a comma is a body that does something rather than where: ``…, tỉnh Nghệ An tổ chức``."""
        return place.level is None and self.tokens.norm_at(place.last) in {"đã", "tổ", "chủ", "phối", "và", "cùng"}

    def _one(self, i: int, last: int) -> int | None:
        tokens = self.tokens
        found = place_at(tokens, self.hits, i)
        if found is not None and found.last <= last:
            end = found.last
            # "TP Phan Rang - Tháp Chàm": one name of two parts
            if (
                tokens.norm_at(end) in DASHES
                and tokens.is_capital(end + 1)
                and found.level is not None
                and place_at(tokens, self.hits, end + 1) is None
            ):
                after = name_end(tokens, self.hits, end + 1)
                return after if after > end + 1 else end
            return end
        level = level_at(tokens, i)
        if level is not None and "district" in (named := self.hits.get(level[0], {})) and tokens.is_capital(level[0]):
            # "thành phố Hội An", which begins like an organisation
            return named["district"].last
        if level is not None or not tokens.is_capital(i) or tokens.shape_at(i) == "U":
            return None
        if self.context.mentions.units.head_at(i) is not None:
            return None
        end = name_end(tokens, self.hits, i)
        if end == i or end > last:
            return None
        if "district" in self.hits.get(i, {}) and self.hits[i]["district"].last == end:
            return end
        joined = tokens.norm_at(end) in {",", "("} and place_at(tokens, self.hits, end + 1) is not None
        return end if joined or end - i >= 2 and tokens.shape_at(end) in "PB" else None

    def _bracketed(self, i: int, last: int) -> int | None:
        """The end of a bracketed place at token ``i``."""
        if self.tokens.norm_at(i) != "(":
            return None
        found = place_at(self.tokens, self.hits, i + 1)
        if found is None:
            return None
        end = found.last
        while self.tokens.norm_at(end) == "," and (more := place_at(self.tokens, self.hits, end + 1)) is not None:
            end = more.last
        return end + 1 if self.tokens.norm_at(end) == ")" and end < last else None

    # -- buildings -----------------------------------------------------------------------------------------------------

    def _venue(self, i: int, last: int) -> int | None:
        """The end of a building's or body's name: up to a mark or a word that goes on about the meeting."""
        tokens = self.tokens
        known = any(self._words_at(i, words) for words in _VENUES)
        if not known and not tokens.is_capital(i):
            return None
        end = i
        while end < min(last, i + _LONGEST_VENUE):
            norm = tokens.norm_at(end)
            if tokens.shape_at(end) == "B" or (end > i and norm in _VENUE_ENDS):
                break
            if tokens.shape_at(end) == "P" and norm not in DASHES and norm not in {'"', "“", "”", "/", "&", "."}:
                break
            if norm == "." and not tokens.is_capital(end - 1):
                break
            if norm == "." and end + 1 >= last:
                break
            end += 1
        while end > i and tokens.shape_at(end - 1) == "P":
            end -= 1
        return end if end > i + (0 if known else 1) and any(map(tokens.is_capital, range(i, end))) else None

    # -- provinces -----------------------------------------------------------------------------------------------------

    def province(self, venue: Venue, cluster: ClusterEntity | None, on: date | None) -> str | None:
        """The province of a place, as far as the text says it (guidelines, point 30)."""
        names, within = self._names(venue)
        if not venue.locality and len({self.tokens.string(place.name, place.last) for place in within}) > 1:
            # "BHXH tỉnh X và BHXH tỉnh Y" is in two
            return None
        if within and self._is_province(within[-1], on):
            return _bare(self.tokens.string(within[-1].name, within[-1].last))
        system = _ending(cluster.system) if cluster is not None else self._only_province()
        if system is None or not names:
            return system
        # a cluster of one province meets within it; elsewhere only the text can tell
        return system if any(fold_place_name(system) in _holding(name, on) for name in names) else None

    def names_province(self, venue: Venue) -> bool:
        """Whether the words of a place name a province."""
        return bool(self._names(venue)[1])

    def _only_province(self) -> str | None:
        """The one province that the text names."""
        return next(iter(self._said.values())) if len(self._said) == 1 else None

    def _is_province(self, place: Place, on: date | None) -> bool:
        """Whether a place with a province's name is one: ``thành phố Thái Bình`` only where the text has the province."""
        name = self.tokens.string(place.name, place.last)
        year = on.year if on is not None else self.context.year
        if name == _CITY_SINCE_2025 and year is not None and year < 2025:
            return False
        return place.level not in _CITIES or fold_place_name(name) in _CENTRAL or fold_place_name(name) in self._said

    def _names(self, venue: Venue) -> tuple[list[str], list[Place]]:
        """The localities that a place names, with their level words, and those among them named like a province."""
        names: list[str] = []
        provinces: list[Place] = []
        i = venue.opening
        while i < venue.last:
            place = place_at(self.tokens, self.hits, i)
            inside = venue.locality and i >= venue.first
            end = place.last if place is not None else name_end(self.tokens, self.hits, i) if inside else i
            if end > venue.last or end == i:
                i += 1
                continue
            if place is not None and place.level is None and not inside and self._of_firm(venue, i):
                # a firm or school is named like a province without being said to be there (guidelines, point 37)
                i = end
                continue
            names.append(self.tokens.string(i, end))
            if place is not None and place.province:
                provinces.append(place)
            i = end
        return names, provinces

    def _of_firm(self, venue: Venue, i: int) -> bool:
        """Whether the place at token ``i`` ends the name of a firm, school or hospital."""
        heads = (self.context.mentions.units.head_at(k) for k in range(venue.opening, i))
        return any(head is not None and head[1] in {"enterprise", "school", "hospital"} for head in heads)

    @cached_property
    def _said(self) -> dict[str, str]:
        """Provinces that the text names as such, by folded name: ``tỉnh X``, ``(X)``, a member's place."""
        said: dict[str, str] = {}
        for i in self.hits.starts("province"):
            named = self.tokens.is_capital(i) and self.tokens.norm_at(i - 1) in {"tỉnh", "(", "tp", "t.p", "phố"}
            if named and self.context.role_at(i) not in _ISSUER:
                name = self.tokens.string(i, self.hits[i]["province"].last)
                said.setdefault(fold_place_name(name), name)
        for units in self.context.members.values():
            for unit in units:
                if unit.place is not None:
                    said.setdefault(fold_place_name(unit.place), unit.place)
        return said


_CITY_SINCE_2025 = "Huế"
"""Named like no province before; its province then had a name of its own."""


def _bare(name: str) -> str:
    """A province's name as written, or in full where it is abbreviated (``TP.HCM``)."""
    known = province_named(name) if "HCM" in name else None
    return known.name if known is not None else name


def _holding(name: str, on: date | None) -> set[str]:
    """Folded names of the provinces that have a place of that name; communes are read only for what else is unknown."""
    for levels in (("province", "district"), LEVELS):
        found = place_candidates(name, on, levels) or place_candidates(name, levels=levels)
        if found:
            holding = {province_of(place, on) for place in found}
            return {fold_place_name(name) for place in holding for name in (place.name, *place.aliases)}
    return set()


def _ending(system: str | None) -> str | None:
    """The province that an organisation's name ends with: ``BĐBP Hà Tĩnh``."""
    words = (system or "").split()
    for length in (2, 3, 4, 5):
        name = " ".join(words[-length:])
        if len(words) > length and province_named(name) is not None:
            return name
    return None
