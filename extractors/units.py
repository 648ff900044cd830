"""Mentions of units: an organisation (``Hội CCB tỉnh Phú Thọ``, ``Sở Y tế``) or a place that acts as one.

An organisation's name starts with a known head (``Hội``, ``Sở``, ``Công ty`` …) and goes on over capitalised words,
words that organisations are named with, and the place at its end. Enumerations with an ellipsis (``Hội CCB các tỉnh Hà
Giang, Yên Bái``, ``các phường Kinh Bắc, Võ Cường``) are completed item by item.
"""

import re
from functools import cached_property
from typing import NamedTuple
from unicodedata import category as character_category

from extractors.lexicon import Hit, Hits, data
from extractors.places import Place, level_at, place_at
from extractors.tagging.doubt import in_doubt
from extractors.tagging.tagger import Tagger
from extractors.tokens import CAPITAL, DASHES, Tokens

_DATA = data("mentions")
_WORDS = frozenset(_DATA["unit_words"])
_NOT_UNITS = frozenset(_DATA["not_unit_pairs"])
_BEFORE_REGION_BO = frozenset({"nam", "bắc", "trung", "cán", "toàn", "nội"})
"""``Tây Nam Bộ`` is a region, ``cán bộ`` and ``toàn bộ`` are words."""
_NEVER_NAMES = frozenset({"báo", "đài", "hội", "bộ", "sở", "cục", "ban", "trường", "phòng", "viện", "kho", "trung"})
"""First syllables of organisations that are also rare family names."""
_BEFORE_PLACES = frozenset({"phường", "xã", "huyện", "quận", "trấn", "đường", "phố", "trường", "tỉnh", "thpt", "thcs"})
_PAIRS = frozenset(_DATA["unit_pairs"])
_JOINING = frozenset({"và", "các", "của", "&", "với"})
_LEVEL_WORDS = frozenset({"tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "đặc"})
_LOWER_HEADS_OK = frozenset({"local", "military", "police", "hospital", "enterprise", "school", "press"})
_LEADERSHIPS = frozenset({"thường trực", "thường vụ", "ban thường", "lãnh đạo", "đại diện", "chủ tịch"})
"""How a further group of people begins behind ``và``."""
PLACELESS = frozenset({"enterprise", "school", "hospital", "culture", "military"})
_PROVINCE_OFFICES = frozenset({"công an", "bộ chỉ huy", "bchqs", "bộ chqs", "bộ đội biên phòng", "bđbp", "ban chqs"})
_FREE_NAMES = frozenset({"enterprise", "press", "culture", "local"})
_NAMED = frozenset({"school", "enterprise", "hospital", "culture"})
"""Categories whose units may be named for a person."""
_LEGAL_FORMS = frozenset(_DATA["legal_forms"])
_STOPS = frozenset(_DATA["unit_stops"])
_VERBS = frozenset(_DATA["verbs"])
_VERB_PAIRS = frozenset(_DATA["unit_verbs"])
_BRACKETED = re.compile(r" \([A-ZĐ][A-ZĐ&.\-]*[A-ZĐ]\)")
_DAY = re.compile(r"\d{1,2}[-/]\d{1,2}")
"""Firms named for a day: ``Công ty 2-9``."""
_COUNTED = frozenset(_DATA["counted"])
_NUMBERED = frozenset({"military", "police", "enterprise", "school"})
_FORMS = frozenset({"tnhh", "mtv", "cp", "ctcp", "ty", "cty", "phần", "hạn", "htx"})
_NO_UNITS = frozenset({"office", "head", "deputy", "rank", "cue", "cluster", "province", "district"})
_SHORTEST_TAGGED = 2
_MANY = frozenset({"các", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"})
_SECOND_HEADS = frozenset({"báo", "đài"})


class Unit(NamedTuple):
    """A unit named in full or completed from its list.

    ``[first, last)`` are the tokens that name it here; ``name`` is the completed name as the guidelines want it.
    """

    first: int
    last: int
    name: str
    place: str | None
    category: str
    """A key of ``unit_heads`` in the word lists, or ``place``."""
    head: str
    """The words before the place, folded: units of one kind share them. Empty for a bare place."""
    level: str | None


class UnitGrammar:
    """Finds unit mentions in one text."""

    def __init__(self, tokens: Tokens, hits: Hits, *, tagged: bool = True) -> None:
        self.tokens = tokens
        self.tagger = Tagger() if tagged else None
        self.hits = hits
        self.lists: dict[tuple[int, str | None, int, bool, bool], tuple[list[Unit], int]] = {}
        """The enumerations that `extractors.unit_lists.list_units` has read: several families ask for the same ones."""
        self._heads: dict[int, tuple[int, str] | None] = {}
        self._units: dict[tuple[int, bool], Unit | None] = {}
        self._extents: dict[tuple[int, str], tuple[int, Place | None]] = {}

    @cached_property
    def head_starts(self) -> list[int]:
        """The tokens at which an organisation's head stands, in order; see :meth:`head_at`."""
        heads = (label for label in self.hits.by_label if label.startswith("unit:"))
        return [i for i in self.hits.starts(*heads) if self.head_at(i) is not None]

    @cached_property
    def clusters(self) -> dict[int, Hit]:
        """The words for a cluster by their first token."""
        return {i: self.hits[i]["cluster"] for i in self.hits.starts("cluster")}

    @cached_property
    def marks(self) -> dict[int, int]:
        """List marks by the token at which their line starts, with the token after each; see :func:`enumerator`."""
        starts = [0, *(i + 1 for i in self.tokens.shaped("B"))]
        found = ((i, enumerator(self.tokens, i)) for i in starts)
        return {i: after for i, after in found if after is not None}

    @cached_property
    def item_starts(self) -> frozenset[int]:
        """The tokens that follow a list mark at the start of a line."""
        return frozenset(self.marks.values())

    # -- single units --------------------------------------------------------------------------------------------------

    def head_at(self, i: int, *, lower: bool = False) -> tuple[int, str] | None:
        """The organisation's head at token ``i`` as (token after it, category)."""
        if i not in self.hits:
            return None
        if i not in self._heads:
            self._heads[i] = self._any_head_at(i)
        head = self._heads[i]
        if head is None or self.tokens.shape_at(i) in CAPITAL:
            return head
        plain = head[1] in _LOWER_HEADS_OK or head[0] > i + 1
        return head if lower and plain else None

    def _any_head_at(self, i: int) -> tuple[int, str] | None:
        here = self.hits[i]
        best: tuple[int, str] | None = None
        for label, hit in here.items():
            if label[:5] == "unit:" and (best is None or hit.last > best[0]):
                best = hit.last, label[5:]
        if best is None or f"{self.tokens.norm_at(i)} {self.tokens.norm_at(i + 1)}" in _NOT_UNITS:
            return None
        if self.tokens.norm_at(i) == "bộ" and best[0] == i + 1 and self.tokens.norm_at(i - 1) in _BEFORE_REGION_BO:
            return None
        if any(label in here and here[label].last > best[0] for label in ("province", "district")):
            return None
        return self._without_level(i, best[0]), best[1]

    def _without_level(self, i: int, last: int) -> int:
        """The end of a head without the level word that listed names may end in: ``Công an`` of ``Công an phường``."""
        norm = self.tokens.norm
        for level in (last - 2, last - 1):
            if level > i and norm[level] in _LEVEL_WORDS and norm[level - 1] not in {"tác", "thị"}:
                after = level_at(self.tokens, level)
                if after is not None and after[0] == last:
                    return level
        return last

    def unit_at(self, i: int, *, lower: bool = False) -> Unit | None:
        """The organisation or, with its level word, the place named at token ``i``."""
        key = i, lower
        if key not in self._units:
            self._units[key] = self._unit_at(i, lower)
        return self._units[key]

    def _unit_at(self, i: int, lower: bool) -> Unit | None:
        head = self.head_at(i, lower=lower)
        if head is None:
            place = place_at(self.tokens, self.hits, i)
            return self._place_unit(place) if place and place.level else None
        stop, place = self.extent(head[0], head[1])
        if stop == head[0] and stop == i + 1 and self.tokens.shape_at(i) == "C":
            return None
        if stop == head[0] and self.tokens.shape_at(i) == "L" and self.tokens.norm_at(i) in _LEVEL_WORDS:
            # "giữa các tỉnh Hội với Cụm trưởng": a kind of bodies and none of them.
            return None
        return self.organisation(i, stop, place, head[1])

    def extent(self, after_head: int, category: str = "") -> tuple[int, Place | None]:
        """The end of an organisation's name whose head ends at ``after_head``, and the place that ends it.

        Where the words after the name, or its last ones, leave the patterns in doubt, the trained tagger tells.
        """
        key = after_head, category
        known = self._extents.get(key)
        if known is None:
            known = self._extents[key] = self._extent(after_head, category)
        return known

    def _extent(self, after_head: int, category: str) -> tuple[int, Place | None]:
        end, place = self.pattern_extent(after_head, category)
        if self.tagger is None or not in_doubt(self.tokens, self.hits, after_head, end):
            return end, place
        told = self.tagger.end_of_unit(self, after_head - 1)
        if told is None or told == end or told < after_head or self._cuts_bracket(after_head, told):
            return end, place
        if told < end and (self._cuts_listed(after_head, told) or self.tokens.norm[told - 1] in _FORMS):
            # No firm is called by its legal form alone.
            return end, place
        return told, self._place_ending(after_head, told)

    def _cuts_listed(self, first: int, last: int) -> bool:
        """Whether a name that ends at token ``last`` would end inside a listed one with a comma: ``Phòng, chống thiên tai``."""
        names = (self.hits.get(i, {}).get("comma_name") for i in range(first, last))
        return any(name is not None and name.last > last for name in names)

    def _cuts_bracket(self, first: int, last: int) -> bool:
        inside = self.tokens.norm[first:last]
        return inside.count("(") != inside.count(")")

    def tagged_at(self, i: int) -> Unit | None:
        """The organisation named at token ``i`` that begins with no head the patterns know, if the tagger sees one."""
        if self.tagger is None or not self.tokens.is_capital(i) or self.hits.get(i, {}).keys() & _NO_UNITS:
            return None
        span = self.tagger.span_at(self, i)
        if span is None or span.kind != "UNIT" or span.first != i or span.last - i < _SHORTEST_TAGGED:
            return None
        return self.organisation(i, span.last, self._place_ending(i, span.last), "other")

    def _place_ending(self, first: int, last: int) -> Place | None:
        """The place that ends an organisation's name at token ``last``."""
        for i in range(first, last):
            place = place_at(self.tokens, self.hits, i)
            if place is not None and place.last == last:
                return place
        return None

    def pattern_end(self, i: int) -> int | None:
        """The end of the organisation's name whose head stands at token ``i``, as the patterns have it."""
        head = self.head_at(i)
        return None if head is None else self.pattern_extent(head[0], head[1])[0]

    def pattern_extent(self, after_head: int, category: str = "") -> tuple[int, Place | None]:  # noqa: C901  (a branch a token shape)
        """What `extent` is as far as the patterns go."""
        tokens, hits = self.tokens, self.hits
        i = end = after_head
        place: Place | None = None
        inner, opened = category, after_head
        while i < len(tokens):
            here = hits.get(i, {})
            if "comma_name" in here:
                i = end = here["comma_name"].last
                continue
            if "dash_pair" in here and tokens.is_capital(i):
                i = end = here["dash_pair"].last
                continue
            if here.keys() & {"head", "deputy"} or (i > after_head and self.cluster_here(i)):
                break
            if tokens.norm_at(i) in _SECOND_HEADS and tokens.norm_at(i - 1) == "và" and tokens.is_capital(i + 1):
                # "Ban Tổ chức Trung ương và Báo Nhân Dân" are two.
                break
            if tokens.norm_at(i - 1) == "và" and f"{tokens.norm_at(i)} {tokens.norm_at(i + 1)}" in _LEADERSHIPS:
                # "Huyện ủy X và Thường trực LĐLĐ các huyện" are two.
                break
            if i > after_head and tokens.norm_at(i - 1) == "và" and tokens.norm_at(i) == tokens.norm_at(after_head - 1):
                # "CĐCS Công ty A và CĐCS Công ty B" are two.
                break
            if tokens.norm_at(i) == "và" and i > after_head and self._many_more(i + 1):
                # "Thị đoàn X và các Huyện đoàn Y, Z"
                break
            if tokens.is_capital(i) and (nested := self.head_at(i)) and nested[0] > i + 1:
                if tokens.norm_at(i - 1) == "và":
                    break
                i = end = nested[0]
                inner, opened = nested[1], nested[0]
                continue
            found = place_at(tokens, hits, i)
            level = level_at(tokens, i)
            if found and level and self._named_person(level[0]):
                return level[0], None
            if found and (found.level or tokens.is_capital(i)) and not self._goes_on(found):
                return found.last, found
            if level and tokens.shape_at(i) == "L" and tokens.norm_at(i) in {"tỉnh", "huyện", "xã", "thành"}:
                if tokens.norm_at(level[0]) in {"ủy", "đoàn", "hội"}:
                    i = end = level[0] + 1
                    continue
                if tokens.norm_at(i) != "xã" or tokens.norm_at(i + 1) not in {"hội"}:
                    return level[0], None
            if (
                category in {"enterprise", "school"}
                and category == (self.head_at(i) or (0, ""))[1]
                and i > after_head
                and tokens.norm_at(i - 1) == "và"
            ):
                # "VietinBank X và BIDV Y" are two.
                break
            shape = tokens.shape_at(i)
            norm = tokens.norm_at(i)
            if norm in {"việt"} and tokens.norm_at(i + 1) == "nam" and tokens.is_capital(i):
                i = end = i + 2
                if tokens.norm_at(i) not in {"tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "tp", "t.p"}:
                    return end, None
                continue
            if (
                shape == "U" == tokens.shape_at(i + 1)
                and i > after_head
                and f"{norm} {tokens.norm_at(i + 1)}" in _VERB_PAIRS
            ):
                break
            if shape in "CU":
                if i > after_head and "office" in here and norm not in {"văn"}:
                    break
                if i > after_head and "rank" in here and here["rank"].last > i + 1:
                    break
                person = self.name_at(i)
                if (
                    person is not None
                    and person - i > 2
                    and not (inner in _NAMED and self._opens_name(opened, i) and not self._acronym(inner, i))
                ):
                    break
                i = end = i + 1
            elif shape == "L" and norm == "số" and category in _NAMED and self._numbered_name(i, after_head):
                i = end = i + 2
            elif shape == "L" and norm in _JOINING:
                i += 1
            elif shape == "L" and f"{norm} {tokens.norm_at(i + 1)}" in _PAIRS:
                i = end = i + 2
            elif shape == "L" and f"{norm} {tokens.norm_at(i + 1)}" in _VERB_PAIRS and tokens.shape_at(i + 1) == "L":
                break
            elif shape == "L" and norm == "giao" and self.head_at(i + 1) is not None and tokens.is_capital(i + 1):
                # "Trung ương Hội giao Hội Nông dân tỉnh X làm Cụm trưởng"
                break
            elif shape == "L" and (norm in _WORDS or f"{tokens.norm_at(i - 1)} {norm}" in _PAIRS):
                i = end = i + 1
            elif (
                shape == "L"
                and tokens.shape_at(i - 1) == "C"
                and i > after_head
                and norm not in _STOPS
                and not self._named_in_full(i, after_head)
            ):
                # The second syllable of a capitalised word: "Bách khoa", "Cà phê", "Ngoại ngữ".
                i = end = i + 1
            elif shape == "L" and category in _FREE_NAMES and (after := self._free_words(i)):
                i = end = after
            elif norm == "(" and self._abbreviation(i):
                i += 3
            elif norm == "(" and (after := self._inner_bracket(i)) is not None:
                i = after
            elif (
                shape == "N"
                and tokens.shape_at(i - 1) in "CUL"
                and end == i
                and self._tells_apart(i, after_head, inner)
            ):
                if tokens.norm_at(i + 1) in _COUNTED and not (tokens.norm_at(i + 1) == "năm" and self._year(i + 2)):
                    break
                i = end = i + 1
                break
            elif norm in DASHES and i + 1 < len(tokens) and self._dash_inside(i):
                i += 1
            else:
                break
        return end, place or self._district(after_head, end)

    def _many_more(self, i: int) -> bool:
        """Whether a word for several stands at token ``i`` and a kind of units or of places after it."""
        tokens = self.tokens
        if tokens.norm_at(i) not in _MANY and tokens.shape_at(i) != "N":
            return False
        return self.head_at(i + 1, lower=True) is not None or level_at(tokens, i + 1) is not None

    def _numbered_name(self, i: int, first: int) -> bool:
        """Whether a number tells bodies of one place apart: ``THPT số 2 Đức Phổ``, ``Trường Mầm non số 5``."""
        number = self.tokens.words[i + 1] if i + 1 < len(self.tokens) else ""
        return i == first and number.isdigit() and len(number) <= 2

    def _named_in_full(self, i: int, first: int) -> bool:
        """Whether two capitals before token ``i`` are a proper name, after which no syllable of it comes: ``Quốc Oai``."""
        if i - 2 < first or self.tokens.shape_at(i - 2) != "C":
            return False
        known = self.hits.get(i - 2, {})
        return any(label in known and known[label].last == i for label in ("province", "district"))

    def _district(self, first: int, last: int) -> Place | None:
        """The district behind a head that says its level: ``Huyện ủy Krông Pắc``, ``Huyện Đoàn Ba Tri``."""
        known = self.hits.get(first, {}).get("district")
        if (
            known is None
            or known.last != last
            or not {"ủy", "uỷ", "đoàn", "hội"} & set(self.tokens.norm[first - 1 : first])
        ):
            return None
        return Place(first, first, last, None, False) if self.tokens.norm_at(first - 2) in _LEVEL_WORDS else None

    def _acronym(self, category: str, i: int) -> bool:
        """Whether a firm's initials stand before token ``i``, which no proper name follows: ``NHCSXH Lê Văn Bình``."""
        before = self.tokens.norm_at(i - 1)
        return category == "enterprise" and self.tokens.shape_at(i - 1) == "U" and before not in _LEGAL_FORMS

    def _opens_name(self, first: int, i: int) -> bool:
        """Whether only the legal form of a firm stands between its head and token ``i``."""
        return all(self.tokens.norm[k] in _LEGAL_FORMS for k in range(first, i))

    def cluster_here(self, i: int) -> bool:
        """Whether a cluster is named at token ``i``; ``Khối`` after ``Đảng ủy`` or ``Đoàn`` belongs to the unit."""
        hit = self.clusters.get(i)
        if hit is None:
            return False
        return hit.last > i + 1 or self.tokens.norm_at(i - 1) not in {"ủy", "đoàn", "bộ", "cơ"}

    def _goes_on(self, place: Place) -> bool:
        """Whether a province's name is only the start of a longer proper name (``Sông Hương``, ``Đồng Nai Thượng``)."""
        if place.level or not self.tokens.is_capital(place.last):
            return False
        here = self.hits.get(place.last, {})
        return not here.keys() & {"office", "rank", "cue", "head", "deputy"} and self.name_at(place.last) is None

    def _free_words(self, i: int) -> int | None:
        """The end of lower-case words of a firm's trade that lead up to its proper name (``HTX chè La Bằng``)."""
        tokens = self.tokens
        if tokens.norm_at(i) in _STOPS:
            return None
        for j in range(i, i + 6):
            if self.hits.get(j, {}).keys() & {"head", "deputy"}:
                return None
            if tokens.is_capital(j):
                return j + 1
            if tokens.shape_at(j) != "L" or tokens.norm_at(j) in _VERBS:
                return None
        return None

    def _year(self, i: int) -> bool:
        return self.tokens.shape_at(i) == "N" and len(self.tokens.words[i]) == 4

    def _tells_apart(self, i: int, after_head: int, category: str) -> bool:
        """Whether the number at token ``i`` is part of a name: ``Hải đội 2``, ``Công ty Cà phê 719``, ``Bệnh viện 115``.

        Of other units a number behind the name is a score or a count.
        """
        number = self.tokens.words[i]
        if self.tokens.shape_at(i + 1) == "N":
            # The figures of a table: "Bệnh viện Phổi  983  970".
            return False
        if category == "enterprise" and _DAY.fullmatch(number):
            return True
        named = category in _NUMBERED or (i == after_head and category != "state") or self.tokens.norm_at(i - 1) == "y"
        return named and number.isdigit() and len(number) <= 3 and not number.startswith("0")

    def _inner_bracket(self, i: int) -> int | None:
        """The token after a short bracket inside a name: ``Hội thánh Tin Lành Việt Nam (miền Nam) tỉnh Đồng Nai``."""
        for j in range(i + 2, i + 5):
            if self.tokens.norm_at(j) == ")":
                return j + 1 if level_at(self.tokens, j + 1) is not None else None
        return None

    def _abbreviation(self, i: int) -> bool:
        return self.tokens.shape_at(i + 1) == "U" and self.tokens.norm_at(i + 2) == ")"

    def _dash_inside(self, i: int) -> bool:
        """Whether a dash joins two parts of one name: ``Đồng Đăng - Lạng Sơn``, not ``Hải Phòng - Cụm trưởng``."""
        after = i + 1
        if not self.tokens.is_capital(after) or self.head_at(after) is not None or self.name_at(after) is not None:
            return False
        return not self.hits.get(after, {}).keys() & {"office", "rank", "cue", "head", "deputy", "cluster"}

    def name_at(self, i: int) -> int | None:
        """The end of a person's name at token ``i`` that no cue announces: a family name and one to four more."""
        tokens = self.tokens
        if (
            "surname" not in self.hits.get(i, {})
            or tokens.shape_at(i) != "C"
            or tokens.norm_at(i - 1) in _BEFORE_PLACES
        ):
            return None
        end = self.name_run(i)
        if not 2 <= end - i <= 5 or (end - i == 2 and tokens.shape_at(end) == "L"):
            return None
        return None if self.is_place(i, end) else end

    def is_place(self, i: int, end: int) -> bool:
        """Whether capitalised tokens are, or end in, a place's name or ``Việt Nam``."""
        for first in (i, i + 1):
            known = self.hits.get(first, {})
            if any(label in known and known[label].last >= end for label in ("province", "district")):
                return True
        return self.tokens.norm_at(end - 2) == "việt" and self.tokens.norm_at(end - 1) == "nam"

    def name_run(self, i: int) -> int:
        """The end of the run of capitalised syllables at ``i`` in which nothing but a name can stand."""
        tokens, end = self.tokens, i
        if tokens.norm_at(i) in _NEVER_NAMES:
            return i
        while end < i + 6 and tokens.shape_at(end) == "C":
            here = self.hits.get(end, {})
            if end > i and here.keys() & {"office", "rank", "head", "deputy", "award"}:
                break
            if end > i + 1 and any(key.startswith("unit:") and hit.last > end + 1 for key, hit in here.items()):
                break
            end += 1
        return end

    def _named_person(self, i: int) -> bool:
        """Whether a person's name follows a level word: ``Công an tỉnh Nguyễn Văn Long``; communes bear such names too."""
        here = self.hits.get(i, {})
        if self.tokens.norm_at(i - 1) not in {"tỉnh", "huyện", "quận", "phố"} or "surname" not in here:
            return False
        return 3 <= self.name_run(i) - i <= 5 and not here.keys() & {"province", "district"}

    def _place_unit(self, place: Place) -> Unit:
        tokens = self.tokens
        return Unit(
            first=place.first,
            last=place.last,
            name=tokens.string(place.first, place.last),
            place=tokens.string(place.name, place.last),
            category="place",
            head="",
            level=place.level,
        )

    def organisation(self, first: int, last: int, place: Place | None, category: str) -> Unit:
        tokens = self.tokens
        name = without_abbreviations(tokens.string(first, last))
        place_name = None
        if place:
            bare = tokens.string(place.name, place.last)
            if category not in PLACELESS or place.level == "tỉnh" or self._of_force(first):
                place_name = bare
        head_end = place.first if place else last
        return Unit(
            first=first,
            last=last,
            name=name,
            place=place_name,
            category=category,
            head=" ".join(tokens.norm[first:head_end]),
            level=place.level if place else None,
        )

    def _of_force(self, first: int) -> bool:
        hit = self.hits.get(first, {}).get("unit:military")
        return hit is not None and " ".join(self.tokens.norm[hit.first : hit.last]) in _PROVINCE_OFFICES


def without_abbreviations(name: str) -> str:
    """Drop bracketed abbreviations from a name (guidelines, point 2)."""
    return _BRACKETED.sub("", name) if " (" in name else name


def enumerator(tokens: Tokens, i: int) -> int | None:
    """The token after a list mark (``1.``, ``a)``, ``-``, ``•``) at token ``i``, the first of its line."""
    norm = tokens.norm_at(i)
    if norm in {"•", "+", "*", "·", "◆", "o"} or norm in DASHES:
        return i + 1
    if len(norm) == 1 and character_category(norm) in {"So", "Sm"} and tokens.is_capital(i + 1):
        return i + 1
    if (tokens.shape_at(i) == "N" or len(norm) == 1) and tokens.norm_at(i + 1) in {".", ")", "/", "-", "|"}:
        return i + 2
    # A row of a table: "3 Trường Đại học Sư phạm".
    if tokens.words[i].isdigit() and len(norm) <= 2 and tokens.is_capital(i + 1) if i < len(tokens) else False:
        return i + 1
    return None
