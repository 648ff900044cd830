"""Enumerations of a cluster's member units, and the reader of them that all forms of telling share."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.clusters import KINDS, NUMERALS, ClusterEntity
from extractors.context import Context
from extractors.lexicon import data
from extractors.places import level_at
from extractors.unit_lists import list_names, list_units
from extractors.units import Unit, enumerator, without_abbreviations
from models.names import fold_name

_DATA = data("members")
_STRONG: dict[str, list[tuple[str, ...]]] = {}
"""Cues of an enumeration by their last word, the longest first."""
for _cue in sorted((tuple(cue.split()) for cue in _DATA["strong_cues"]), key=len, reverse=True):
    _STRONG.setdefault(_cue[-1], []).append(_cue)
_BACK = tuple(_DATA["back_cues"])
AUTHORITIES = re.compile(_DATA["authorities"])
"""Bodies that attend meetings of others' clusters."""
_SIZE_NOUNS = frozenset(data("clusters")["size_nouns"])
_PLURALS = frozenset({"các", *NUMERALS})
_BEFORE_LISTS = frozenset({":", "là"})
_WEAK = frozenset({"là", "có", ":"})
_AFTER_SIZES = frozenset({":", "("})
_OPENING = _STRONG.keys() | _WEAK | _AFTER_SIZES | {"còn"}
_GENERIC = frozenset({"mỗi", "từng", "các", "những"})
_SCHOOL = re.compile(r"(THPT|THCS|TH|PTDTNT|Tiểu học|Mầm non) ")
_NICKNAMES: dict[str, str] = _DATA["nicknames"]
_NO_TEMPLATE = re.compile(_DATA["no_template"])
_STANDS_FOR_PLACE = re.compile(_DATA["stands_for_place"])
_REGION_WORDS = frozenset(_DATA["region_words"])
_ELSEWHERE = re.compile(_DATA["elsewhere"])
_LEAVES = re.compile(_DATA["leaves"])
_LOCAL_BODIES = frozenset({"mass_organisation", "justice", "police", "military"})
_ENOUGH_PLACES = 3
_SELDOM = 5
_MERE_KINDS = frozenset(_DATA["mere_kinds"])
_CALLS = re.compile(_DATA["calls"])
_LONGEST_CALL = 12
"""Tokens of a clause that calls the members up."""
_REACH = 24
_REWARDS = re.compile(r"\b(?:tặng|khen|trao|đề nghị|cờ|thưởng|danh hiệu|xếp|dẫn đầu)\b")
_FARTHEST_COUNT = 36
_MOST_COUNTED = 30
_LONGEST_HEADING = 30
_LONGEST_COUNT = 11
BODY = frozenset({"title", "body", "item", "caption", "teaser", "heading"})
"""Roles of the lines in which members are told."""


def level_words(name: str) -> bool:
    """Whether a cluster is named for places: ``Cụm thi đua các tỉnh Tây Bắc``."""
    return re.search(r"\b(tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b", name.casefold()) is not None


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Units listed as members of a cluster at tokens ``[first, last)``."""

    cluster: str
    first: int
    last: int
    units: tuple[Unit, ...]


class MemberFinder:
    """Finds the enumerations of members in one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits
        self.grammar = context.mentions.units
        self._templates: dict[str, str | None] = {}
        self._proper_heads: dict[str, str | None] = {}

    def enumerations(self) -> list[Enumeration]:
        found: list[Enumeration] = []
        for i in self._openings():
            if found and i < found[-1].last:
                continue
            enumeration = self._at(i)
            if enumeration is not None:
                found.append(enumeration)
        return found

    def _openings(self) -> list[int]:
        """The tokens before which stands one that a list follows at all; most are not."""
        tokens = self.tokens
        if not len(tokens):
            return []
        before = {*tokens.where(_OPENING), *tokens.shaped("B")}
        return [0, *(i + 1 for i in sorted(before) if i + 1 < len(tokens))]

    def _at(self, i: int) -> Enumeration | None:
        """The enumeration that a cue ending before token ``i`` introduces."""
        heading = self._under_heading(i)
        strong = self._cue(i)
        weak = strong is None and self.tokens.norm_at(i - 1) in _WEAK
        if heading is None and strong is None and not self._sized_colon(i):
            counted_list = self._told_in_number(i)
            if counted_list is not None or not weak:
                return counted_list
        if self.context.role_at(i - 1) not in BODY or (i < len(self.tokens) and self.context.role_at(i) not in BODY):
            return None
        named = self._about_cluster(i - 1, strong) if heading is None else ""
        cluster = heading or (self.context.cluster_for(i - 1) if named is not None else None)
        if cluster is None or (named and KINDS[named] != cluster.kind):
            return None
        units, end = self._units(i, cluster)
        announced = strong is not None or (heading is not None and self.tokens.norm_at(i - 2) == ":")
        alone = announced and bool(units) and units[0].category != "place"
        counted = weak and self._count_before(i) == len(units)
        if len(units) < (1 if alone else 3 if weak and not counted else 2):
            return None
        return Enumeration(cluster.id, i, end, tuple(units))

    def _told_in_number(self, i: int) -> Enumeration | None:
        """A list behind other words on those counted: ``Cụm gồm 7 xã, nghe thì nhiều …: A, B``, ``Tám bệnh viện ấy là A, B``.

        It must hold as many as were counted.
        """
        tokens = self.tokens
        if (
            i < 4
            or i >= len(tokens)
            or tokens.norm_at(i - 1) not in {":", "là"}
            or self.context.role_at(i - 1) not in BODY
        ):
            return None
        if not tokens.is_capital(i):
            return None
        first, _ = self.context.sentence_at(i - 1)
        for j in range(max(first, i - _FARTHEST_COUNT), i - 2):
            word = tokens.norm_at(j)
            count = int(word) if tokens.shape_at(j) == "N" and word.isdecimal() else NUMERALS.get(word)
            if count is None or not _ENOUGH_PLACES <= count <= _MOST_COUNTED:
                continue
            said = " ".join(tokens.norm[first:i])
            listed = tokens.norm_at(j + 2) in {",", "và"} and (
                level_at(tokens, j + 3) is not None or tokens.norm_at(j + 3) in {"thành", "tỉnh"}
            )
            if listed or _REWARDS.search(said):
                continue
            named = any(self.grammar.cluster_here(k) for k in range(first, i)) or self._above_is_cluster(first)
            cluster = self.context.cluster_for(i - 1) if named else None
            if cluster is None:
                continue
            template = self.template(cluster)
            units, end = list_names(self.grammar, i, j + 1, template=template)
            if not units and f"{tokens.norm_at(j + 1)} {tokens.norm_at(j + 2)}" in _SIZE_NOUNS:
                units, end = list_units(self.grammar, i, template=template, provinces=True, prose=True)
            if len(units) == count:
                return Enumeration(cluster.id, i, end, tuple(self.local(unit, template) for unit in units))
        return None

    def _above_is_cluster(self, first: int) -> bool:
        """Whether the sentence before token ``first`` names a cluster."""
        if first == 0:
            return False
        low, high = self.context.sentence_at(first - 1)
        return any(self.grammar.cluster_here(k) for k in range(low, high))

    def _cue(self, i: int) -> str | None:
        norm = self.tokens.norm
        if i and norm[i - 1] == ":" and self._roll_call(i - 1):
            return "thành viên :"
        if i and norm[i - 1] == "còn" and "ngoài" in norm[self.context.sentence_at(i - 1)[0] : i]:
            return "ngoài còn"
        for cue in _STRONG.get(norm[i - 1], ()) if i else ():
            if tuple(norm[max(0, i - len(cue)) : i]) == cue:
                return " ".join(cue)
        return None

    def _roll_call(self, colon: int) -> bool:
        """Whether a colon ends words that call the members up: ``Điểm danh các nhà:``, ``Đội hình của cụm năm nay:``."""
        first, _ = self.context.sentence_at(colon)
        if colon - first > _LONGEST_CALL:
            return False
        return _CALLS.search(" ".join(self.tokens.norm[first:colon])) is not None

    def _under_heading(self, i: int) -> ClusterEntity | None:
        """The cluster whose heading line ends right before token ``i``, where a list begins."""
        tokens = self.tokens
        if i < 2 or tokens.shape_at(i - 1) != "B":
            return None
        first, last = self.context.line_at(i - 2)
        if tokens.norm_at(first) in {"tt", "stt"} and first >= 2:
            # The head of a table stands between a heading and its rows.
            first, last = self.context.line_at(first - 2)
        if tokens.norm_at(first) == "(" and tokens.norm_at(last - 1) == ")" and first >= 2:
            # A line in brackets, mostly the size: "(khối có 4 thành viên)".
            first, last = self.context.line_at(first - 2)
        end = last - 1 if tokens.norm_at(last - 1) == ":" else last
        if tokens.norm[max(end - 2, 0) : end] == ["thành", "viên"] and (last - first <= 6 or end < last):
            return self.context.cluster_for(end - 1)
        if not 0 < last - first <= _LONGEST_HEADING:
            return None
        mark = enumerator(self.tokens, i)
        if mark is None or "cluster" in self.hits.get(mark, {}):
            return None
        return next(iter(self.context.clusters_named(first, min(last, first + 4))), None)

    def _sized_colon(self, i: int) -> bool:
        """A colon or a bracket after a size: ``04 đơn vị:``, ``(06 đơn vị):``, ``13 thành viên:``, ``3 tỉnh (``."""
        tokens = self.tokens
        if tokens.norm_at(i - 1) not in _AFTER_SIZES:
            return False
        back = i - 2
        if tokens.norm_at(back) == ")":
            back -= 1
        for j in range(back, max(back - _LONGEST_COUNT, 0), -1):
            word = tokens.words[j].rsplit("/", 1)[-1]
            if (tokens.shape_at(j) == "N" and len(word) <= 2) or tokens.norm_at(j) in NUMERALS:
                following = f"{tokens.norm_at(j + 1)} {tokens.norm_at(j + 2)}"
                return tokens.norm_at(j + 1) in _SIZE_NOUNS or following in _SIZE_NOUNS
        return False

    def _about_cluster(self, i: int, cue: str | None) -> str | None:
        """The word for a cluster (``cụm``, ``khối``) shortly before the cue; empty where the cue needs none."""
        first, _ = self.context.sentence_at(i)
        line_first, _ = self.context.line_at(i)
        if cue is not None and any(back in cue for back in _BACK if back != "gồm"):
            first = max(0, first - 2 * _REACH)
        named, low = self._clusters_named, max(min(first, line_first), i - 4 * _REACH)
        for j in reversed(named[bisect_left(named, low) : bisect_right(named, i)]):
            if self.tokens.norm_at(j - 1) not in _GENERIC:
                return self.tokens.norm_at(j)
        return "" if cue is not None and "thành viên" in cue else None

    @cached_property
    def _clusters_named(self) -> list[int]:
        """The tokens at which a word for a cluster stands, in order."""
        return [i for i in self.hits.starts("cluster") if self.grammar.cluster_here(i)]

    # -- what is listed ------------------------------------------------------------------------------------------------

    def _units(self, i: int, cluster: ClusterEntity) -> tuple[list[Unit], int]:
        limit = len(self.tokens)
        template = self.template(cluster)
        units, end = list_units(self.grammar, i, template=template, limit=limit, provinces=True)
        if not units and (level := self._counted_level(i)) is not None:
            units, end = list_units(self.grammar, level, template=template, limit=limit, provinces=True)
        if not units or (len(units) == 1 and units[0].last - units[0].first == 1):
            units, end = self._after_description(i, template)
        units = [self.local(unit, template) for unit in self._without_leavers(units, end)]
        # Sentences that go on with the list: "Tiếp đến là …", "Hai thành viên còn lại là …".
        while units:
            more, stop = self._continued(end, template)
            if not more:
                break
            units += more
            end = stop
        return self.in_full(units), end

    def in_full(self, units: list[Unit]) -> list[Unit]:
        """A list that is headed by a mere kind (``5 chi nhánh: …``) in the words the document has for one of its units."""
        kinds = {unit.head for unit in units}
        kind = kinds.pop() if len(kinds) == 1 else ""
        if kind not in _MERE_KINDS:
            return units
        for unit in units:
            bare = unit.place or unit.name[len(kind) :].strip()
            for full in self._named_units:
                lead = full.name.removesuffix(bare).strip()
                lead = re.sub(r"\s+(tỉnh|thành phố|TP\.?|huyện)$", "", lead)
                opens = lead.casefold().startswith(f"{kind} ") or (lead.split() or [""])[0].isupper()
                if lead != full.name and opens and kind in lead.casefold():
                    return [self._led(lead, kind, one) for one in units]
        return units

    def listed(self, units: list[Unit], template: str | None) -> tuple[Unit, ...]:
        """Units of a list as the cluster counts them."""
        return tuple(self.local(unit, template) for unit in self.in_full(units))

    def _led(self, lead: str, kind: str, unit: Unit) -> Unit:
        return unit._replace(name=f"{lead} {unit.name[len(kind) :].strip()}", head=lead.casefold())

    @cached_property
    def _named_units(self) -> list[Unit]:
        """Every organisation that the text names, in order; those without a capital too (``trường THPT X``)."""
        starts = sorted(i for i, here in self.hits.items() if any(label.startswith("unit:") for label in here))
        units = (self.grammar.unit_at(i, lower=True) for i in starts)
        return [unit for unit in units if unit is not None]

    def _count_before(self, i: int) -> int | None:
        """How many the level word before the cue at token ``i`` says there are: ``Hai phường là``."""
        level = self._counted_level(i)
        if level is None:
            return None
        word = self.tokens.norm_at(level - 1)
        return int(word) if word.isdecimal() else NUMERALS.get(word)

    def _without_leavers(self, units: list[Unit], end: int) -> list[Unit]:
        """A list without its last unit if that is the subject of ``từ năm nay chuyển sang sinh hoạt tại cụm khác``."""
        words = " ".join(self.tokens.norm[end : end + 12])
        leaves = _LEAVES.match(words) is not None and len(units) > 1
        return [unit for unit in units if unit.last != units[-1].last] if leaves else units

    def _counted_level(self, i: int) -> int | None:
        """The level word that a count before the cue at token ``i`` governs: ``5 huyện: A``, ``Năm xã còn lại gồm A``."""
        tokens = self.tokens
        first, _ = self.context.sentence_at(i - 1)
        for j in range(i - 1, max(first, i - 9), -1):
            counted = tokens.shape_at(j - 1) == "N" or tokens.norm_at(j - 1) in _PLURALS
            if counted and level_at(tokens, j) is not None:
                return j
        return None

    def _after_description(self, i: int, template: str | None) -> tuple[list[Unit], int]:
        """A list behind words that describe it: ``cơ quan quân sự của 6 huyện vùng cao: Anh Sơn, …``."""
        tokens = self.tokens
        for j in range(i, i + 10):
            if tokens.shape_at(j) in "PB" and tokens.norm_at(j) != ",":
                break
            if j > i and self.grammar.head_at(j) is not None:
                units, end = list_units(self.grammar, j, template=template, limit=len(tokens), provinces=True)
                if len(units) > 1:
                    return units, end
            many = tokens.shape_at(j) == "N" or tokens.norm_at(j) in {"các", *NUMERALS}
            if many and level_at(tokens, j + 1) is not None:
                return list_units(self.grammar, j, template=template, limit=len(tokens), provinces=True)
            colon = next((k for k in range(j + 2, j + 6) if many and tokens.norm_at(k) == ":"), None)
            if colon is not None:
                return list_units(self.grammar, colon + 1, template=template, limit=len(tokens), provinces=True)
        return [], i

    def completed(self, unit: Unit, template: str | None) -> Unit:
        """A bare place as the body of the cluster's organisation there."""
        if template is None or unit.category != "place":
            return self.local(unit, template)
        return unit._replace(name=f"{template} {unit.name}", category="mass_organisation", head=template.casefold())

    def local(self, unit: Unit, template: str | None) -> Unit:
        """A member as the cluster counts it: the province itself where its UBND or its office is named for it."""
        shorter = self.context.shortened(unit.name)
        if shorter != unit.name:
            unit = unit._replace(name=shorter)
        if unit.category == "school" and _SCHOOL.match(unit.name):
            # "THPT Hàm Rồng" where the document writes "Trường THPT" of others.
            kind = unit.name.split()[0]
            word = next((word for word in ("Trường", "trường") if self._mostly_written(word, kind)), None)
            if word is not None:
                unit = unit._replace(name=f"{word} {unit.name}")
        proper = self._proper_head(unit.head) if unit.head in _NICKNAMES else None
        if proper is not None and unit.place is not None and unit.name.casefold().startswith(unit.head):
            unit = unit._replace(name=f"{proper}{unit.name[len(unit.head) :]}", head=proper.casefold())
        if template is None and unit.level and unit.place and _STANDS_FOR_PLACE.match(unit.head):
            return Unit(unit.first, unit.last, f"{unit.level} {unit.place}", unit.place, "place", "", unit.level)
        return unit

    def _mostly_written(self, word: str, kind: str) -> bool:
        """Whether the document writes a word before the kind of school at least every fifth time."""
        written = self.context.text.count(f"{word} {kind}")
        return written > 0 and self.context.text.count(f"{kind} ") <= _SELDOM * written

    def _proper_head(self, nickname: str) -> str | None:
        """The form in which the document writes the organisation it also calls ``Mặt trận``."""
        if nickname not in self._proper_heads:
            forms = Counter(
                unit.name[: len(unit.head)].strip()
                for unit in self._placed_units
                if re.fullmatch(_NICKNAMES[nickname], unit.head)
            )
            self._proper_heads[nickname] = forms.most_common(1)[0][0] if forms else None
        return self._proper_heads[nickname]

    def _continued(self, end: int, template: str | None) -> tuple[list[Unit], int]:
        tokens = self.tokens
        if tokens.norm_at(end) not in {".", ";"}:
            return [], end
        _, last = self.context.sentence_at(min(end + 1, len(tokens) - 1))
        for j in range(end + 1, min(last, end + 12)):
            if tokens.norm_at(j) in {"là", "gồm", ":"} and self._rest(end + 1, j):
                return list_units(self.grammar, j + 1, template=template, limit=len(tokens), provinces=True)
        return [], end

    def _rest(self, first: int, last: int) -> bool:
        words = " ".join(self.tokens.norm[first:last])
        return any(cue in words for cue in _DATA["rest_cues"])

    def lists_between(self, first: int, last: int, template: str | None) -> Iterator[tuple[list[Unit], int, int]]:
        """The enumerations in tokens ``[first, last)``: their units, completed and made local, and their tokens."""
        reached = first
        for i in self._list_starts[bisect_left(self._list_starts, first) : bisect_left(self._list_starts, last)]:
            if i >= reached:
                units, end = self._list_at(i, last, template)
                if units:
                    yield units, i, end
                    reached = max(end, i + 1)

    @cached_property
    def _list_starts(self) -> list[int]:
        """Tokens at which an enumeration of units (bare provinces too) may start."""
        shape = self.tokens.shape
        starts = {*self.tokens.where(_PLURALS), *self.tokens.shaped("N")}
        starts.update(i + 1 for i in self.tokens.where(_BEFORE_LISTS) if i + 1 < len(shape))
        starts.update(self.grammar.head_starts)
        return [
            i
            for i in sorted(starts)
            if shape[i] not in "PB" and not self.hits.get(i, {}).keys() & {"office", "head", "deputy", "cluster"}
        ]

    def _list_at(self, i: int, limit: int, template: str | None) -> tuple[list[Unit], int]:
        units, end = list_units(self.grammar, i, template=template, limit=limit, provinces=True)
        if len(units) < 2 and (not units or units[0].category == "place"):
            return [], i
        units = self.in_full(units)
        return [self.local(unit, template) for unit in units if not AUTHORITIES.match(unit.name.casefold())], end

    def subject_belongs(self, end: int, limit: int) -> bool:
        """Whether units are the subject of ``cũng sinh hoạt ở cụm này``, ``chuyển về đây sinh hoạt``, ``- thành viên Cụm``."""
        words = " ".join(self.tokens.norm[end : min(limit, end + 10)])
        if self.tokens.shape_at(end) == "N" or self.tokens.norm_at(end) in _PLURALS:
            # "Hội Người mù 8 tỉnh thuộc Cụm": those counted, not the organisation, belong.
            return False
        return any(cue in words for cue in _DATA["belong_cues"]) and not _ELSEWHERE.search(words)

    def kind_of_cluster(self, units: list[Unit], cluster: ClusterEntity, i: int) -> bool:
        """Whether a counted list is of the kind the cluster is named for: ``các huyện, thành phố đồng bằng``."""
        levels = {unit.level for unit in units if unit.level}
        named = cluster.name.casefold()
        return (
            any(self.tokens.shape_at(k) == "N" for k in range(i, units[0].last))
            and bool(levels)
            and all(level in named for level in levels)
        )

    def template(self, cluster: ClusterEntity) -> str | None:
        """The organisation that completes bare places in the cluster's list, as the document writes it."""
        if cluster.id not in self._templates:
            self._templates[cluster.id] = self._template(cluster)
        return self._templates[cluster.id]

    def _template(self, cluster: ClusterEntity) -> str | None:
        organisation = self._named_organisation(cluster)
        if organisation is None and cluster.system is not None:
            organisation = _provincial(cluster.system)
        if organisation is None:
            return self._common_head(cluster)
        if _NO_TEMPLATE.match(organisation.casefold()):
            return None
        return self._as_written(organisation)

    def _common_head(self, cluster: ClusterEntity) -> str | None:
        """The organisation whose local bodies the document speaks of, where the cluster is not one of places."""
        if level_words(cluster.name):
            return None
        places: dict[str, set[str]] = {}
        written: dict[str, str] = {}
        for unit in self._placed_units:
            if unit.category in _LOCAL_BODIES and not _STANDS_FOR_PLACE.match(unit.head):
                places.setdefault(unit.head, set()).add(unit.place or "")
                written.setdefault(unit.head, unit.name[: len(unit.head)].strip())
        best = max(places, key=lambda head: len(places[head]), default=None)
        return written[best] if best is not None and len(places[best]) >= _ENOUGH_PLACES else None

    def _named_organisation(self, cluster: ClusterEntity) -> str | None:
        """The organisation in the cluster's own name: ``Liên minh HTX`` of ``Cụm thi đua Liên minh HTX các tỉnh …``."""
        mention = max(cluster.mentions, key=lambda m: len(m.name), default=None)
        if mention is None:
            return None
        for j in range(mention.first + 1, mention.name_last):
            head = self.grammar.head_at(j)
            if head is None or "cluster" in self.hits.get(j, {}):
                continue
            for stop in range(head[0], mention.name_last + 1):
                here = self.tokens.norm_at(stop)
                if here in _REGION_WORDS or level_at(self.tokens, stop) or stop == mention.name_last:
                    return without_abbreviations(self.tokens.string(j, stop)) if stop > j else None
        return None

    def _as_written(self, organisation: str) -> str:
        """The form in which the document names the organisation's provincial or district bodies."""
        words = set(fold_name(organisation)) - {"việt", "nam"}
        for unit in self._placed_units:
            if set(fold_name(unit.head)) - {"việt", "nam"} == words:
                return unit.name[: len(unit.head)].strip()
        for unit in self._placed_units:
            # Of a branch: "Viện kiểm sát nhân dân" of "ngành Kiểm sát nhân dân", "Sở Nội vụ" of "ngành Nội vụ".
            longer = words < set(fold_name(unit.head)) - {"việt", "nam"} and not unit.head.endswith(" các")
            if len(words) > 1 and longer and unit.category != "enterprise":
                return unit.name[: len(unit.head)].strip()
        return self.context.shortened(organisation)

    @cached_property
    def _placed_units(self) -> list[Unit]:
        found = []
        for i in self.grammar.head_starts:
            unit = self.grammar.unit_at(i)
            if unit is not None and unit.place is not None and unit.head:
                found.append(unit)
        return found


def _provincial(system: str) -> str | None:
    """The local bodies of a central organisation: ``Hội CCB`` of ``Hội CCB Việt Nam``, ``Công an`` of ``Bộ Công an``."""
    folded = system.strip()
    for pattern, repl in _DATA["provincial"]:
        folded = re.sub(pattern, repl, folded, flags=re.IGNORECASE)
    return folded.strip() or None
