"""The grammar of titles: an office with the organisation it is held in, up to where a name or a predicate begins."""

from dataclasses import dataclass, replace

from extractors.lexicon import Hit, data
from extractors.places import level_at
from extractors.tokens import Tokens
from extractors.units import Unit, UnitGrammar

_DASHES = frozenset("-–—‑−")
_NUMBERED = frozenset({"đoàn", "quân", "đội", "vùng", "kho"})
_STARTS = frozenset({"office", "rank", "cue", "head", "deputy"})
_VERBS = frozenset(data("mentions")["verbs"])
_TELLS = frozenset({"hứa", "kể", "hỏi", "hẹn", "mong", "muốn", "nhắc", "chốt", "nói", "nêu", "trao", "tặng"})
_REGIONS = frozenset({"miền", "vùng", "phía"})
_SECTIONS = frozenset(data("mentions")["section_offices"])
_LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Title:
    """An office with its organisation at tokens ``[first, last)``; ``unit`` is the organisation if it is named."""

    first: int
    last: int
    text: str
    unit: Unit | None


class TitleGrammar:
    """Reads the titles of one text."""

    def __init__(self, tokens: Tokens, hits: dict[int, dict[str, Hit]], units: UnitGrammar) -> None:
        self.tokens = tokens
        self.hits = hits
        self.units = units

    def cued_name_at(self, i: int) -> int | None:
        """The end of the name at token ``i`` after an honorific or title: any two to six capitalised syllables."""
        end = self.units.name_run(i)
        if end == i or self.tokens.shape_at(i) != "C":
            return None
        length = end - i
        surname = "surname" in self.hits.get(i, {})
        if length == 1 or length > _LONGEST_NAME or (not surname and self.units.head_at(i)):
            return None
        if self.units.is_place(i, end) and not (surname and length >= 3):
            return None
        return end

    def title_at(self, i: int, start: int | None = None, *, leads: bool = False) -> Title | None:
        """The office at token ``i`` with the organisation it is held in; ``nguyên`` before it begins at ``start``.

        ``leads`` tells that the name is to follow, so that ``tỉnh Nguyễn Văn Bình`` is no place.
        """
        office = self.hits.get(i, {}).get("office")
        if office is None:
            return None
        tokens = self.tokens
        j = end = office.last
        unit: Unit | None = None
        while j < len(tokens):
            if self.hits.get(j, {}).keys() & {"head", "deputy"} or self.units.cluster_here(j):
                break
            if self.units.name_at(j) and not self._organisation(j):
                break
            here = self.hits.get(j, {})
            found = None if "dash_pair" in here else self.units.unit_at(j) or self._lower_unit(j, office)
            if found is not None and found.last > j:
                unit = found
                j = end = found.last
                if found.level is not None:
                    break
                continue
            if tokens.is_capital(j) or self.hits.get(j, {}).keys() & {"dash_pair"} or level_at(tokens, j):
                stop, place = self.units.extent(j)
                if stop > j:
                    j = end = stop
                    if place is not None and place.level is not None:
                        break
                    continue
            if tokens.norm_at(j) in {"của", "tại"} and tokens.is_capital(j + 1):
                j += 1
                continue
            if tokens.norm_at(j) == "," and self._title_goes_on(j + 1):
                j += 1
                continue
            if (further := self._region(j) or self._rest_of_word(j) or self._number(j)) is not None:
                j = end = further
                continue
            break
        if unit is None:
            unit = self.units.unit_at(office.last) if end > office.last else None
        end, unit = self._above_section(office, end, unit)
        end, unit = self._before_verb(office.last, end, unit)
        if leads:
            end, unit = self._before_name(office.last, end, unit)
        first = i if start is None else start
        return Title(first, end, tokens.string(first, end), unit)

    def _lower_unit(self, j: int, office: Hit) -> Unit | None:
        """An organisation in small letters right after the office: ``Hiệu trưởng trường THPT Lê Lợi``."""
        unit = self.units.unit_at(j, lower=True) if j == office.last and self.tokens.shape_at(j) == "L" else None
        named = unit is not None and unit.category != "place" and self.tokens.is_capital(unit.last - 1)
        return unit if named else None

    def _before_verb(self, first: int, end: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Cut off a predicate whose first syllable organisations are named with too: ``Sở Tài chính | báo cáo``."""
        tokens = self.tokens
        for k in range(first, end):
            verb = f"{tokens.norm_at(k)} {tokens.norm_at(k + 1)}" in _VERBS or tokens.norm_at(k) in _TELLS
            if verb and tokens.shape_at(k) == "L" and tokens.norm_at(k - 1) != "ban":
                if unit is not None and unit.last > k:
                    unit = replace(unit, last=k, name=tokens.string(unit.first, k)) if unit.first < k else None
                return k, unit
        return end, unit

    def _region(self, j: int) -> int | None:
        """The end of ``miền Nam``, ``khu vực phía Bắc`` at token ``j`` after an office."""
        tokens = self.tokens
        k = j + 2 if tokens.norm_at(j) == "khu" and tokens.norm_at(j + 1) == "vực" else j
        if tokens.norm_at(k) in _REGIONS:
            k += 1
        if k == j:
            return None
        while tokens.shape_at(k) == "C" and self.units.name_at(k) is None and k < j + 5:
            k += 1
        return k if tokens.shape_at(k - 1) == "C" else None

    def _rest_of_word(self, j: int) -> int | None:
        """The second syllable at ``j`` of a word before a dash or a level: ``Dân chủ - Pháp luật``, ``Điện ảnh tỉnh``."""
        tokens = self.tokens
        if tokens.shape_at(j) != "L" or tokens.shape_at(j - 1) != "C":
            return None
        if tokens.norm_at(j + 1) in _DASHES and tokens.shape_at(j + 2) == "C":
            return None if self.hits.get(j + 2, {}).keys() & _STARTS else j + 2
        return j + 1 if level_at(tokens, j + 1) is not None and tokens.shape_at(j + 1) == "L" else None

    def _number(self, j: int) -> int | None:
        """The number of a military unit: ``Lữ đoàn 242``."""
        tokens = self.tokens
        named = tokens.shape_at(j) == "N" and tokens.words[j].isdigit() and len(tokens.words[j]) <= 3
        return j + 1 if named and tokens.norm_at(j - 1) in _NUMBERED else None

    def _before_name(self, first: int, end: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Give back a name that was taken for a place: ``Chủ tịch Hội LHPN tỉnh | Nguyễn Thị Thu``."""
        if self.cued_name_at(end) is not None or self.tokens.norm_at(end) in {",", ":"}:
            return end, unit
        for k in range(end - 1, first - 1, -1):
            level = level_at(self.tokens, k)
            if level is None:
                continue
            after = level[0]
            known = self.hits.get(after, {})
            if end - after < 2 or "surname" not in known or known.keys() & {"province", "district"}:
                break
            if unit is not None and unit.last > after:
                named = unit.first < k
                unit = (
                    replace(unit, last=after, name=self.tokens.string(unit.first, after), place=None) if named else None
                )
            return after, unit
        return end, unit

    def _above_section(self, office: Hit, end: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Go on over a comma to the body that a section belongs to: ``Trưởng phòng Tổ chức, Sở Nội vụ tỉnh Hà Nam``."""
        tokens = self.tokens
        held = " ".join(tokens.norm[office.first : office.last])
        if held not in _SECTIONS or tokens.norm_at(end) != "," or (unit is not None and unit.level):
            return end, unit
        body = self.units.unit_at(end + 1) if self.units.head_at(end + 1) else None
        if body is None or body.category in {"place", "local"}:
            return end, unit
        return body.last, body

    def _organisation(self, j: int) -> bool:
        head = self.units.head_at(j)
        return head is not None and head[0] > j + 1

    def _title_goes_on(self, j: int) -> bool:
        """Whether what follows a comma is still the organisation's name (``Trưởng ban Xã hội, Dân số, Gia đình``)."""
        tokens = self.tokens
        if not tokens.is_capital(j) or tokens.shape_at(j + 1) != "L":
            return False
        if self.hits.get(j, {}).keys() & {"office", "rank", "cue", "head", "deputy", "cluster", "province"}:
            return False
        return self.units.head_at(j) is None and self.units.name_at(j) is None
