"""The grammar of titles: an office with the organisation it is held in, up to where a name or a predicate begins."""

from dataclasses import dataclass

from extractors.lexicon import Hit, Hits, data
from extractors.places import level_at
from extractors.tokens import DASHES, Tokens
from extractors.units import Unit, UnitGrammar

_NUMBERED = frozenset({"đoàn", "quân", "đội", "vùng", "kho"})
_STARTS = frozenset({"office", "rank", "cue", "head", "deputy"})
_VERBS = frozenset(data("mentions")["verbs"])
_TELLS = frozenset({"hứa", "kể", "hỏi", "hẹn", "mong", "muốn", "nhắc", "chốt", "nói", "nêu", "trao", "tặng"})
_ORGANISATIONS = frozenset({"ban", "phòng", "tâm", "sở", "tổ"})
"""Syllables before words that are verbs elsewhere: ``Ban chỉ đạo``, ``Phòng thông tin``, ``Trung tâm giới thiệu``."""
_WHOLE_COUNTRY = ("việt", "nam")
_GLUED = frozenset({"&", "+"})
_FORESEEN = frozenset({"phòng", "báo", "trữ"})
_PLURAL = frozenset({"các", "những"})
_REGIONS = frozenset({"miền", "vùng", "phía"})
_SECTIONS = frozenset(data("mentions")["section_offices"])
_FIELDS = frozenset({"trị", "cần", "thuật", "sự", "chính", "huấn", "mưu"})
"""Second syllables of what a deputy is for: ``Phó Tư lệnh về Hậu cần``."""
_NO_SECTION = frozenset(data("mentions")["unit_stops"]) - {"các"} | {"làm", "là", "cùng"}
_DEPARTMENTS = frozenset({"cục", "vụ"})
_LONGEST_SECTION = 5
_LONGEST_NAME = 6
_LONGEST_BRACKET = 16


def _speech() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """What people say and do at meetings by its first syllable, the longest first, and whether it tells of that."""
    triggers = data("leaders")["triggers"]
    found: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for label in ("remark", "speaker", "presenter", "none"):
        for words in triggers[label]:
            syllables = tuple(words.split())
            found.setdefault(syllables[0], []).append((syllables, label != "none"))
    return {first: sorted(known, key=lambda one: -len(one[0])) for first, known in found.items()}


_SPEECH = _speech()


@dataclass(frozen=True, slots=True)
class Title:
    """An office with its organisation at tokens ``[first, last)``; ``unit`` is the organisation if it is named."""

    first: int
    last: int
    text: str
    unit: Unit | None


class TitleGrammar:
    """Reads the titles of one text."""

    def __init__(self, tokens: Tokens, hits: Hits, units: UnitGrammar) -> None:
        self.tokens = tokens
        self.hits = hits
        self.units = units

    def cued_name_at(self, i: int) -> int | None:
        """The end of the name at token ``i`` after an honorific or title: any two to six capitalised syllables."""
        end = self.units.name_run(i)
        if self.tokens.shape_at(i) == "U":
            return self._name_in_capitals(i)
        if end == i or self.tokens.shape_at(i) != "C":
            return None
        length = end - i
        surname = "surname" in self.hits.get(i, {})
        if length == 1 or length > _LONGEST_NAME or (not surname and self.units.head_at(i)):
            return None
        if self.units.is_place(i, end) and not (surname and length >= 3):
            return None
        return end

    def _name_in_capitals(self, i: int) -> int | None:
        """The end of a name in capitals among small letters: ``Ông TRẦN VĂN NAM``."""
        tokens, end = self.tokens, i
        while tokens.shape_at(end) == "U" and tokens.words[end].isalpha():
            end += 1
        named = "surname" in self.hits.get(i, {}) and 3 <= end - i <= _LONGEST_NAME - 2
        return end if named and tokens.shape_at(i - 1) != "U" and self.units.head_at(i) is None else None

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
            if tokens.norm_at(j) in _GLUED and j == end and tokens.is_capital(j + 1):
                # "Trưởng ban Tổ chức & Nhân sự"
                j += 1
                continue
            if (further := self._further(j, office)) is not None:
                j = end = further
                continue
            break
        end = self._paired_place(end)
        if unit is None:
            unit = self.units.unit_at(office.last) if end > office.last else None
        end, unit = self._above_section(office, end, unit)
        end, unit = self._before_verb(office.last, end, unit)
        if leads:
            end, unit = self._before_name(office.last, end, unit)
        end, unit = self._without_bare_owner(office.last, end, unit)
        end = self._superior(end) if unit is not None or end > office.last else end
        first = i if start is None else start
        return Title(first, end, tokens.string(first, end), unit)

    def _without_bare_owner(self, first: int, end: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Cut off ``của Cục``, which says no more than that it is the body spoken of."""
        if end - first < 3 or self.tokens.norm_at(end - 2) != "của" or self.units.head_at(end - 1) is None:
            return end, unit
        return end - 2, unit if unit is not None and unit.last <= end - 2 else None

    def _superior(self, end: int) -> int:
        """Past the body that a bracket gives: ``Cục trưởng Cục Y tế dự phòng (Bộ Y tế)``."""
        tokens = self.tokens
        if tokens.norm_at(end) != "(" or not tokens.is_capital(end + 1) or self.units.head_at(end + 1) is None:
            return end
        for j in range(end + 1, end + _LONGEST_BRACKET):
            if tokens.norm_at(j) == ")":
                return j + 1
            listed = tokens.norm_at(j) == "," and self.units.head_at(j + 1) is not None
            if tokens.shape_at(j) not in "CULN" and not listed and tokens.norm_at(j) not in DASHES:
                return end
            if self.hits.get(j, {}).keys() & _STARTS:
                return end
        return end

    def _lower_unit(self, j: int, office: Hit) -> Unit | None:
        """An organisation in small letters right after the office: ``Hiệu trưởng trường THPT Lê Lợi``."""
        unit = self.units.unit_at(j, lower=True) if j == office.last and self.tokens.shape_at(j) == "L" else None
        named = (
            unit is not None
            and unit.category != "place"
            and (self.tokens.is_capital(unit.last - 1) or self.tokens.shape_at(unit.last - 1) == "N")
        )
        return unit if named else None

    def _before_verb(self, first: int, end: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Cut off a predicate whose first syllable organisations are named with too: ``Sở Tài chính | báo cáo``."""
        tokens = self.tokens
        for k in range(first, end):
            verb = f"{tokens.norm_at(k)} {tokens.norm_at(k + 1)}" in _VERBS or tokens.norm_at(k) in _TELLS
            verb = verb or self._speech_at(k) or (k - 2 >= first and self._behind_country(k))
            if tokens.norm_at(k - 1) == "đại" and tokens.norm_at(k) == "biểu":
                continue
            if verb and tokens.shape_at(k) == "L" and tokens.norm_at(k - 1) != "ban":
                if unit is not None and unit.last > k:
                    unit = unit._replace(last=k, name=tokens.string(unit.first, k)) if unit.first < k else None
                return k, unit
        return end, unit

    def _behind_country(self, k: int) -> bool:
        """Whether a word in small letters follows ``… Việt Nam``, with which a name ends."""
        ends = (self.tokens.norm_at(k - 2), self.tokens.norm_at(k - 1)) == _WHOLE_COUNTRY
        return ends and self.tokens.shape_at(k) == "L" and level_at(self.tokens, k) is None

    def _speech_at(self, k: int) -> bool:
        """Whether words at token ``k`` in small letters tell what somebody says: ``… Sở Tài chính | khen ngợi``."""
        tokens = self.tokens
        if tokens.shape_at(k) != "L" or tokens.norm_at(k - 1) in _ORGANISATIONS:
            return False
        for syllables, tells in _SPEECH.get(tokens.norm_at(k), ()):
            if tuple(tokens.norm[k : k + len(syllables)]) == syllables:
                return tells
        return False

    def _branch(self, j: int) -> int | None:
        """The end of ``đại diện`` in ``Trưởng cơ quan đại diện phía Nam``, ``Trưởng Văn phòng đại diện miền Trung``."""
        tokens = self.tokens
        branch = tokens.norm_at(j) == "đại" and tokens.norm_at(j + 1) == "diện"
        return j + 2 if branch and tokens.norm_at(j - 1) in {"quan", "phòng"} else None

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
        if tokens.norm_at(j) == "dự" and tokens.norm_at(j + 1) in _FORESEEN and tokens.shape_at(j) == "L":
            # "Cục Y tế dự phòng", where the first syllable is a verb elsewhere
            return j + 2
        if tokens.shape_at(j) != "L" or tokens.shape_at(j - 1) != "C":
            return None
        if tokens.norm_at(j - 1) == "khu" and tokens.norm_at(j) == "vực":
            # "Ngân hàng Nhà nước chi nhánh Khu vực 9"
            return j + 1
        if tokens.norm_at(j + 1) in DASHES and tokens.shape_at(j + 2) == "C":
            return None if self.hits.get(j + 2, {}).keys() & _STARTS else j + 2
        return j + 1 if level_at(tokens, j + 1) is not None and tokens.shape_at(j + 1) == "L" else None

    def _number(self, j: int) -> int | None:
        """The number of a unit: ``Lữ đoàn 242``, ``Viện Phúc thẩm 1``, ``Phòng 15 VKSND tỉnh``, ``C10``, ``Đội số 3``."""
        tokens = self.tokens
        if tokens.norm_at(j) == "số" and tokens.shape_at(j) == "L" and tokens.shape_at(j + 1) == "N":
            return j + 2 if tokens.shape_at(j - 1) in "CUL" and len(tokens.words[j + 1]) <= 2 else None
        if tokens.shape_at(j) != "N" or not tokens.words[j].isdigit() or len(tokens.words[j]) > 3:
            return None
        before = tokens.norm_at(j - 1)
        glued = tokens.ends[j - 1] == tokens.starts[j] and tokens.shape_at(j - 1) in "CU"
        ended = len(tokens.words[j]) <= 2 and tokens.shape_at(j + 1) in "PB" and tokens.norm_at(j + 1) not in {"/", "%"}
        numbered = before in _NUMBERED or (before == "phòng" and tokens.is_capital(j + 1))
        section = ended and (before == "phòng" or (tokens.shape_at(j - 1) == "L" and tokens.shape_at(j - 2) == "C"))
        return j + 1 if glued or numbered or section else None

    def _further(self, j: int, office: Hit) -> int | None:
        """The end of what goes on with a title at token ``j`` and is no organisation by itself."""
        simple = (
            self._small_section(j, office)
            or self._field(j, office)
            or self._branch(j)
            or self._region(j)
            or self._rest_of_word(j)
            or self._number(j)
        )
        return simple or self._of_trade(j) or self._bare_level(j, office) or self._section(j)

    def _paired_place(self, end: int) -> int:
        """Past the second part of a ward's name: ``phường Xuân Hương - Đà Lạt``."""
        tokens, known = self.tokens, self.hits.get(end + 1, {})
        level = next((level_at(tokens, k) for k in range(end - 4, end - 1) if level_at(tokens, k) is not None), None)
        if tokens.norm_at(end) not in DASHES or level is None or level[1] not in {"phường", "xã"}:
            return end
        paired = "district" in known and "surname" not in known and tokens.is_capital(end + 1)
        return known["district"].last if paired else end

    def _bare_level(self, j: int, office: Hit) -> int | None:
        """``UBND quận``, ``Phòng Nội vụ thị xã``: the level alone."""
        level = level_at(self.tokens, j)
        if level is None or self.tokens.shape_at(j) != "L" or self.tokens.is_capital(level[0]):
            return None
        if j == office.last and self.tokens.norm_at(j - 1) not in {"ubnd", "hđnd"}:
            return None
        return level[0] if self.tokens.norm_at(j - 1) not in _PLURAL else None

    def _small_section(self, j: int, office: Hit) -> int | None:
        """A section in small letters up to its place or body: ``trưởng phòng nội vụ | huyện X``, ``phòng Trung học``."""
        tokens = self.tokens
        held = " ".join(tokens.norm[office.first : office.last])
        if j != office.last or held not in _SECTIONS or tokens.shape_at(j) != "L":
            return None
        for k in range(j, j + _LONGEST_SECTION):
            named = tokens.is_capital(k) or level_at(tokens, k) is not None
            if named and tokens.norm_at(j) == "phòng" and k == j + 1:
                last, _ = self.units.extent(k)
                ends = tokens.shape_at(last) == "L" and tokens.shape_at(last + 1) in "PB"
                return max(k, last) + ends
            if named:
                return k if k > j + 1 and self.units.name_at(k) is None else None
            pair = f"{tokens.norm_at(k)} {tokens.norm_at(k + 1)}"
            stops = tokens.norm_at(k) in _VERBS or pair in _VERBS or self._speech_at(k)
            if tokens.shape_at(k) != "L" or stops or tokens.norm_at(k) in _NO_SECTION | _PLURAL:
                return None
            if self.hits.get(k, {}).keys() & (_STARTS | {"office"}):
                return None
        return None

    def _field(self, j: int, office: Hit) -> int | None:
        """``về Chính trị``, ``về Hậu cần`` right after an office: ``Phó Tư lệnh về Chính trị BĐBP``."""
        tokens = self.tokens
        if tokens.norm_at(j) != "về" or j != office.last or tokens.shape_at(j + 1) != "C":
            return None
        return j + 3 if tokens.shape_at(j + 2) == "L" and tokens.norm_at(j + 2) in _FIELDS else j + 2

    def _of_trade(self, j: int) -> int | None:
        """The last word of ``Hội đồng Thi đua - Khen thưởng ngành``."""
        tokens = self.tokens
        last = tokens.norm_at(j) in {"ngành", "cụm", "khối"} and tokens.shape_at(j + 1) in "PB"
        return j + 1 if last and tokens.shape_at(j - 1) in "CL" and tokens.norm_at(j) == "ngành" else None

    def _section(self, j: int) -> int | None:
        """Small words between a section and its body: ``Trưởng phòng Kế hoạch tổng hợp | Bệnh viện Đa khoa tỉnh``.

        A comma may part them: ``Vụ Công tác học sinh, sinh viên | Bộ GD&ĐT``, ``Đảng ủy MTTQ, các đoàn thể | tỉnh``.
        """
        tokens = self.tokens
        comma = tokens.norm_at(j) == ","
        start = j + 1 if comma else j
        if tokens.shape_at(start) != "L" or tokens.shape_at(j - 1) not in "CUL":
            return None
        for k in range(start, start + _LONGEST_SECTION):
            if k > start and self.units.head_at(k) is not None and tokens.is_capital(k):
                return k if k - start >= 2 else None
            if comma and k > start + 1 and level_at(tokens, k) is not None and tokens.shape_at(k + 1) in "PB":
                return k
            pair = f"{tokens.norm_at(k)} {tokens.norm_at(k + 1)}"
            stops = tokens.norm_at(k) in _VERBS or pair in _VERBS or tokens.norm_at(k) in _TELLS
            if tokens.shape_at(k) != "L" or stops or self.hits.get(k, {}).keys() & (_STARTS | {"office"}):
                return None
            if tokens.norm_at(k) in _NO_SECTION:
                return None
        return None

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
                    unit._replace(last=after, name=self.tokens.string(unit.first, after), place=None) if named else None
                )
            return after, unit
        return end, unit

    def _above_section(self, office: Hit, end: int, unit: Unit | None) -> tuple[int, Unit | None]:
        """Go on over a comma to the body that a section belongs to: ``Trưởng phòng Tổ chức, Sở Nội vụ tỉnh Hà Nam``."""
        tokens = self.tokens
        held = " ".join(tokens.norm[office.first : office.last])
        if (ministry := self._ministry(office.last, end)) is not None:
            return ministry.last, unit
        if held not in _SECTIONS or tokens.norm_at(end) != "," or (unit is not None and unit.level):
            return end, unit
        body = self.units.unit_at(end + 1) if self.units.head_at(end + 1) else None
        if body is None or body.category in {"place", "local"}:
            return end, unit
        return body.last, body

    def _ministry(self, first: int, end: int) -> Unit | None:
        """The ministry behind the comma after one of its departments: ``Phó Cục trưởng Cục Y tế dự phòng, Bộ Y tế``."""
        tokens = self.tokens
        department = any(tokens.norm_at(k) in _DEPARTMENTS for k in (first, first - 2, first - 1))
        if tokens.norm_at(end) != "," or not department or tokens.norm_at(end + 1) != "bộ":
            return None
        ministry = self.units.unit_at(end + 1) if self.units.head_at(end + 1) else None
        # "Bộ Tư lệnh", "Bộ Chỉ huy" are no ministries.
        civil = tokens.norm_at(end + 2) not in {"chỉ", "tư", "đội"} or tokens.norm_at(end + 3) == "pháp"
        named = ministry is not None and ministry.last > end + 2 and ministry.place is None
        return ministry if named and civil else None

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
