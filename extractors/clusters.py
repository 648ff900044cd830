"""Emulation clusters: their mentions, the clusters behind them, and which one a passage speaks of.

A mention names its cluster (``Cụm thi đua số 4 Hội CCB Việt Nam``, ``Khối thi đua các bệnh viện tuyến tỉnh``) or points
back to it (``Cụm``, ``khối thi đua``). ``cụm công nghiệp``, ``khối lượng`` and the like are none (guidelines, rule 7).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extractors.annotations import Span
from extractors.lexicon import data
from extractors.mentions import Mentions
from extractors.places import level_at
from extractors.tokens import DASHES
from extractors.units import Unit, without_abbreviations
from models.names import clusters_agree, fold_name, fold_number

_DATA = data("clusters")
KINDS = {"cụm": "cum", "khối": "khoi"}
_NAME_WORDS = frozenset(_DATA["name_words"])
_SIZE_NOUNS = frozenset(_DATA["size_nouns"])
NUMERALS: dict[str, int] = _DATA["numerals"]
_PLURAL = frozenset({"chia", "phân", "các", "những", "mỗi", "từng", "nhiều", "một", "giữa", "hai", "ba", "bốn"})
_NOT_AFTER = frozenset(data("mentions")["not_clusters"])
_ROMAN = re.compile(r"(?=[IVX])X{0,2}(IX|IV|V?I{0,3})")
_NUMBER = re.compile(r"\d{1,2}[A-ZĐ]?")
_STOP_PAIRS = frozenset(_DATA["stop_pairs"])
_KINDS_OF_BODIES = frozenset(_DATA["kinds_of_bodies"])
_LETTERHEAD = frozenset({"cộng hòa", "độc lập"})
_STOPS = frozenset(data("mentions")["unit_stops"])
_BEFORE_ITS_PLACE = frozenset({"bàn", "các", "và", "của", "tại", "ở", ",", "-", "–", "ủy", "uỷ"})
_LONGEST_REST = 12
_CENTRE = frozenset({"t.ư", "tư", "tw", "t.w", "tƯ"})
_OFFICES = frozenset({"bộ", "ban", "sở", "ngành", "phòng"})
"""Kinds of offices named side by side: ``các Sở, ban, ngành``."""
_FOUNDED = frozenset({"tổ chức", "thành lập", "phân chia", "quản lý"})
_OWNED = frozenset({"thuộc", "của", "trực"})
_REGION_OPENINGS = frozenset({"các", "khu", "vùng", "miền", "đồng", "duyên", "trung", "tây", "đông", "bắc", "nam"})
_WHERE = re.compile(r"(?: trên địa bàn)?(?: (?:tỉnh|thành phố|huyện|quận|thị xã))?$")
"""Where the members are, said without the place's name."""
_CONTRASTS = tuple(frozenset(words) for words in _DATA["contrasts"])
"""Words that tell clusters apart whose names are alike otherwise."""
_INITIALS = re.compile(r"(?<!\w)[A-ZĐ]{3,}(?!\w)")
_QUOTES = frozenset('"“”')
_COUNTED = frozenset(_DATA["counted"])
"""What a number behind a mere ``cụm`` may count: ``sinh hoạt Cụm 02 lần/năm``, ``mỗi đơn vị trong Cụm 03 đại biểu``."""
_ORGANISED = tuple(_DATA["organised"])
_STOP = frozenset({"năm", "gồm", "có", "do", "là", "đã", "tại", "với", "họp", "sơ", "ký", "để"})


@dataclass(frozen=True, slots=True)
class ClusterMention:
    """A cluster named at tokens ``[first, last)``; ``name`` ends before the system."""

    first: int
    name_last: int
    last: int
    kind: str
    number: str | None
    name: str
    system: str | None
    size: int | None
    owned: bool = False
    """Whether the system is said to be one: ``thuộc Tổng cục Thuế``, ``(Hội CCB Việt Nam)``."""


@dataclass(slots=True)
class ClusterEntity:
    """One cluster of a document with its mentions in order."""

    kind: str
    number: str | None
    name: str
    system: str | None
    size: int | None
    mentions: list[ClusterMention] = field(default_factory=list)
    id: str = ""
    size_span: Span | None = None
    size_is_sure: bool = True
    """Whether the size is told of the cluster itself, and not only of those who met."""
    system_span: Span | None = None


class ClusterGrammar:
    """Finds the mentions of clusters in one text."""

    def __init__(self, mentions: Mentions) -> None:
        self.tokens = mentions.tokens
        self.hits = mentions.hits
        self.units = mentions.units

    def mentions(self) -> list[ClusterMention]:
        """Every mention that names a cluster, in order."""
        found: list[ClusterMention] = []
        for i in self.hits.starts("cluster"):
            if found and i < found[-1].last:
                continue
            mention = self.mention_at(i)
            if mention is not None:
                found.append(mention)
        rows = self._rows(found)
        return sorted([*found, *rows], key=lambda mention: mention.first) if len(rows) > 1 else found

    def by_region(self, kind: str) -> list[ClusterMention]:
        """Mentions of clusters of a kind that are named for a region or bodies alone: ``cụm đồng bằng sông Hồng``.

        So short a name is one where the document speaks of an emulation cluster and of its head, and names it in no
        other way.
        """
        tokens = self.tokens
        spoken_of = (here["cluster"] for here in self.hits.values() if "cluster" in here)
        if not any(hit.last > hit.first + 1 and KINDS[tokens.norm_at(hit.first)] == kind for hit in spoken_of):
            return []
        found = []
        for i, here in sorted(self.hits.items()):
            if "cluster" not in here or here["cluster"].last > i + 1 or KINDS[tokens.norm_at(i)] != kind:
                continue
            if here.keys() & {"head", "deputy"} or tokens.norm_at(i + 1) in _NOT_AFTER:
                continue
            opens = tokens.norm_at(i + 1) in _REGION_OPENINGS or (tokens.is_capital(i + 1) and tokens.is_capital(i + 2))
            if not opens or self.hits.get(i + 1, {}).keys() & {"office", "rank", "cue"} or self.units.name_at(i + 1):
                continue
            last = self._qualifier(i + 1, numbered=False)
            if last > i + 2 and any(tokens.is_capital(k) for k in range(i + 1, last)):
                system, end = self.system_at(last)
                name = without_abbreviations(tokens.string(i, last))
                found.append(ClusterMention(i, last, end, kind, None, name, system, None))
        return found

    def _rows(self, named: list[ClusterMention]) -> list[ClusterMention]:
        """The rows of a table of clusters that leave ``thi đua`` to its heading: ``1 | Khối Đảng | …``."""
        tokens = self.tokens
        taken = {mention.first for mention in named}
        announced: dict[str, int] = {}
        for i in self.hits.starts("cluster"):
            if self.hits[i]["cluster"].last > i + 1:
                announced.setdefault(tokens.norm_at(i), i)
        found = []
        for i in self.hits.starts("cluster"):
            if self.hits[i]["cluster"].last > i + 1 or i in taken or tokens.shape_at(i) != "C":
                continue
            marked = tokens.norm_at(i - 1) == "|" or (tokens.norm_at(i - 1) == "." and tokens.shape_at(i - 2) in "NU")
            if not marked or tokens.norm_at(i + 1) in _NOT_AFTER or announced.get(tokens.norm_at(i), i) >= i:
                continue
            last = self._qualifier(i + 1, numbered=False)
            if last > i + 1 and tokens.norm_at(last) in {"|", ":", "(", "\n", ""}:
                name = without_abbreviations(tokens.string(i, last))
                found.append(ClusterMention(i, last, last, KINDS[tokens.norm_at(i)], None, name, None, None))
        return found

    def mention_at(self, i: int) -> ClusterMention | None:
        """The cluster named at token ``i``; None for a mere ``cụm`` or a generic plural."""
        tokens = self.tokens
        base = self.hits[i]["cluster"]
        kind = KINDS[tokens.norm_at(i)]
        emulation = base.last > i + 1
        if not emulation and (tokens.norm_at(base.last) in _NOT_AFTER or not self._may_be_short(i)):
            return None
        if tokens.norm_at(base.last) in {",", "/"} and tokens.norm_at(base.last + 1) in {"khối", "cụm"}:
            return None
        j, number = self._number(base.last)
        if not emulation and (number is None or tokens.norm_at(j) in _COUNTED):
            return None
        if number is None and self._generic(i):
            return None
        name_last = self._quoted(j) or self._qualifier(j, numbered=number is not None)
        if number is None:
            name_last = max(name_last, self._rest_of_heading(j))
        if number is None and (name_last == base.last or not self._tells_apart(i, base.last, name_last)):
            return None
        if number is None:
            # The number behind the words: "Khối thi đua các xã, phường số 3".
            said = next((k for k in (name_last, name_last - 2) if k > base.last and tokens.norm_at(k) == "số"), None)
            if said is not None:
                name_last, number = self._number(said)
        size, last = self._size(name_last)
        system = None
        if size is None and not self._lists(name_last):
            system, last = self.system_at(name_last)
            size, last = self._size(last)
            if system is None:
                name_last, system = self._place_system(j, name_last, numbered=number is not None)
        name = without_abbreviations(tokens.string(i, name_last))
        owned = system is not None and tokens.norm_at(name_last) in {"(", *_OWNED}
        return ClusterMention(i, name_last, last, kind, number, name, system, size, owned)

    def _quoted(self, j: int) -> int | None:
        """The token after a name in quotation marks from token ``j`` on: ``Cụm thi đua “Đồng bằng sông Hồng”``."""
        if self.tokens.norm_at(j) not in _QUOTES or not self.tokens.is_capital(j + 1):
            return None
        return next((k + 1 for k in range(j + 2, j + _LONGEST_REST) if self.tokens.norm_at(k) in _QUOTES), None)

    def _place_system(self, first: int, last: int, *, numbered: bool) -> tuple[int, str | None]:
        """The place or its body at the end of a name is the system: ``số 2 các trạm y tế huyện X``, ``các phòng VKSND tỉnh Y``.

        Not where it only says where the members are: ``các ngân hàng trên địa bàn tỉnh X``.
        """
        tokens = self.tokens
        for i in range(first + 1, last):
            unit = self.units.unit_at(i)
            if unit is None or unit.last != last or tokens.norm_at(i - 1) in _BEFORE_ITS_PLACE or self._of_many(unit):
                continue
            if unit.level is None and not (unit.category == "military" and tokens.shape_at(last - 1) == "N"):
                continue
            if numbered and unit.category != "place":
                continue
            if unit.category == "place" or tokens.shape_at(i - 1) == "L":
                return i, unit.name
        return last, None

    def _rest_of_heading(self, j: int) -> int:
        """The end of a name that fills the rest of its line, or goes up to its colon: ``+ Khối thi đua Than hầm lò:``."""
        tokens = self.tokens
        if not tokens.is_capital(j):
            return j
        for k in range(j, j + _LONGEST_REST):
            if tokens.shape_at(k) == "B" or tokens.norm_at(k) in {":", "("}:
                return k
            if tokens.norm_at(k) in _STOPS | _STOP and tokens.norm_at(k) not in {"và", "các"}:
                return j
            if tokens.shape_at(k) not in "CUL" and tokens.norm_at(k) not in {",", "-", "–"}:
                return j
        return j

    def _tells_apart(self, i: int, first: int, last: int) -> bool:
        """Whether words after an uncapitalised ``cụm thi đua`` name it and do not just go on: ``cụm thi đua thực chất``."""
        tokens = self.tokens
        if tokens.is_capital(i) or any(tokens.is_capital(j) or tokens.shape_at(j) == "N" for j in range(first, last)):
            return True
        return (
            tokens.norm_at(first) in {"các", "khu", "vùng", "tuyến", "miền", "khối"}
            or level_at(tokens, first) is not None
        )

    def _may_be_short(self, i: int) -> bool:
        """``Cụm 4``, ``Cụm VII``, ``cụm số 3``: a capital or the word số tells them from sizes and school grades."""
        tokens = self.tokens
        return tokens.is_capital(i) or tokens.norm_at(i + 1) == "số"

    def _generic(self, i: int) -> bool:
        tokens = self.tokens
        if tokens.shape_at(i - 1) == "N" and tokens.shape_at(i - 2) == "B" and tokens.is_capital(i):
            # The number of a table's row: "3 Khối thi đua các trường THCS".
            return False
        return tokens.norm_at(i - 1) in _PLURAL or (tokens.shape_at(i - 1) == "N" and len(tokens.words[i - 1]) <= 3)

    def _number(self, j: int) -> tuple[int, str | None]:
        tokens = self.tokens
        said = tokens.norm_at(j) == "số"
        k = j + 1 if said else j
        if k >= len(tokens):
            return j, None
        word = tokens.words[k]
        joined = word
        if tokens.shape_at(k) == "N" and tokens.shape_at(k + 1) in "CU" and tokens.starts[k + 1] == tokens.ends[k]:
            joined = word + tokens.words[k + 1]
        roman = tokens.shape_at(k) in "CU" and _ROMAN.fullmatch(word) is not None
        arabic = _NUMBER.fullmatch(joined) is not None
        if not (roman or arabic):
            return j, None
        last = k + 1 if joined == word else k + 2
        if not said and arabic and self._counts_something(last):
            return j, None
        return last, joined

    def _counts_something(self, j: int) -> bool:
        """Whether a number is a size: ``Cụm thi đua 7 tỉnh``."""
        tokens = self.tokens
        two = f"{tokens.norm_at(j)} {tokens.norm_at(j + 1)}"
        if two == "tổ chức" and f"{tokens.norm_at(j + 2)} {tokens.norm_at(j + 3)}".startswith(_ORGANISED):
            # "Khối 4 tổ chức hội nghị": the cluster of that number acts.
            return False
        return tokens.norm_at(j) in _SIZE_NOUNS or two in _SIZE_NOUNS or level_at(tokens, j) is not None

    def _qualifier(self, j: int, *, numbered: bool) -> int:  # noqa: C901  (a branch a form of name)
        """The end of the words that tell which cluster it is; ``j`` if there are none."""
        tokens, hits = self.tokens, self.hits
        opens = tokens.norm_at(j) in {"các", "bậc"} or (tokens.norm_at(j) == "khối" and tokens.is_capital(j))
        if numbered and not opens:
            return j
        if numbered and tokens.words[j] == "Các":
            # The next column of a table: "2 Cụm thi đua số 2 Các xã Hà Linh, Phương Mỹ".
            return j
        i = end = j
        while i < len(tokens):
            norm, shape, here = tokens.norm_at(i), tokens.shape_at(i), hits.get(i, {})
            pair = f"{norm} {tokens.norm_at(i + 1)}"
            if here.keys() & {"head", "deputy", "rank"} or pair in _LETTERHEAD:
                break
            if "office" in here and tokens.norm_at(i - 1) != "đoàn":
                break
            if i > j and (self._lists(i) or self._numbered_force(i)):
                break
            if shape == "L" and pair in _STOP_PAIRS and tokens.norm_at(i - 1) not in {"các", "và"}:
                break
            if norm == "(" and i == end and tokens.shape_at(i + 1) == "U" and tokens.norm_at(i + 2) == ")":
                i += 3
                continue
            if "comma_name" in here:
                i = end = here["comma_name"].last
                continue
            if "dash_pair" in here:
                i = end = here["dash_pair"].last
                continue
            if norm in _STOP and not (norm == "năm" and level_at(tokens, i + 1)):
                break
            if norm in {"thuộc", "của"}:
                if not (norm == "thuộc" and tokens.norm_at(i - 1) in {"trực", "vị"} and i > j + 1):
                    break
                i += 1
            elif norm == "tổ" and tokens.norm_at(i + 1) == "chức":
                if tokens.norm_at(i - 1) not in {"các", "và"}:
                    break
                i = end = i + 2
            elif norm in {"và", "các", "trên", "trực"}:
                if norm == "và" and i == j:
                    break
                i += 1
            elif shape in "CU" and not (i > j and self.units.name_at(i) and "province" not in here):
                i = end = i + 1
            elif shape == "L" and norm in _NAME_WORDS:
                i = end = i + 1
            elif (shape == "N" and self._counts_something(i + 1)) or (norm in NUMERALS and level_at(tokens, i + 1)):
                i = end = i + 1
            elif norm == "," and i == end and self._enumerates(i):
                i += 1
            elif norm in DASHES and i == end and self._joins(i):
                i += 1
            else:
                break
        return end

    def _numbered_force(self, i: int) -> bool:
        """``Khối thi đua các đơn vị chủ lực Quân khu 2``: the system begins at token ``i``."""
        unit = self.units.unit_at(i) if self.tokens.is_capital(i) else None
        return unit is not None and unit.category == "military" and self.tokens.shape_at(unit.last - 1) == "N"

    def _lists(self, i: int) -> bool:
        """Whether the members begin at token ``i``, in the next column: ``Khối thi đua các phòng Phòng Y tế; Phòng Tư pháp``."""
        head = self.units.head_at(i) if self.tokens.is_capital(i) else None
        if head is None or self.units.head_at(head[0]) is not None or self.tokens.norm_at(i - 1) == "các":
            return False
        unit = self.units.unit_at(i)
        if unit is None:
            return False
        after = self.tokens.norm_at(unit.last)
        named = unit.last > head[0] or head[0] > i + 2
        return after == ";" or (after == "," and named and self.units.head_at(unit.last + 1) is not None)

    def _enumerates(self, i: int) -> bool:
        """A comma inside a name: ``các huyện, thành phố``, ``Tỉnh, Thành đoàn``, ``khu công nghiệp, khu kinh tế``."""
        tokens = self.tokens
        if tokens.shape_at(i - 1) == tokens.shape_at(i + 1) == "U":
            return True
        if f"{tokens.norm_at(i + 1)} {tokens.norm_at(i + 2)}" in _KINDS_OF_BODIES:
            return True
        if tokens.norm_at(i + 1) in _OFFICES and tokens.norm_at(i - 1) in _OFFICES:
            return True
        if tokens.norm_at(i + 1) in {"đơn", "cơ"} and tokens.norm_at(i - 1) in {"ban", "sở", "ngành", "phòng", "quan"}:
            return True
        if level_at(tokens, i + 1) is not None and not tokens.is_capital(i + 2):
            return tokens.norm_at(i - 1) in {"tỉnh", "huyện", "xã", "phường", "quận", "phố", "trấn", "khu"}
        return tokens.norm_at(i + 1) in {"thành", "khu", "doanh", "đoàn"} and tokens.shape_at(i + 1) == tokens.shape_at(
            i - 2 if tokens.norm_at(i - 1) not in {"tỉnh"} else i - 1
        )

    def _joins(self, i: int) -> bool:
        tokens = self.tokens
        after = self.hits.get(i + 1, {})
        if f"{tokens.norm_at(i + 1)} {tokens.norm_at(i + 2)}" in _KINDS_OF_BODIES:
            return True
        return (
            tokens.is_capital(i - 1)
            and tokens.is_capital(i + 1)
            and not after.keys() & {"office", "head", "deputy", "rank", "cluster"}
            and (self.units.head_at(i + 1) is None)
        )

    def system_at(self, j: int) -> tuple[str | None, int]:
        """The organisation after the name: ``Hội CCB Việt Nam``, ``- Hội …``, ``, Bộ CHQS …``, ``(Bộ Công an)``, ``của …``."""
        tokens = self.tokens
        k = self._after_gloss(j)
        bracket = False
        if tokens.norm_at(k) == "do" and (unit := self._organisation(k + 1)) is not None:
            founded = f"{tokens.norm_at(unit.last)} {tokens.norm_at(unit.last + 1)}" in _FOUNDED
            return (unit.name, unit.last) if founded else (None, j)
        if tokens.norm_at(k) in {",", "(", *_OWNED, *DASHES}:
            bracket = tokens.norm_at(k) == "("
            k += 1
            while tokens.norm_at(k) in _OWNED:
                k += 1
        unit = self._organisation(k)
        if unit is None or self._of_many(unit):
            return None, j
        if bracket and tokens.norm_at(unit.last) != ")":
            return None, j
        if not bracket and k > j and tokens.norm_at(j) in {",", *DASHES} and self._acts(unit):
            return None, j
        return unit.name, unit.last + 1 if bracket else unit.last

    def _after_gloss(self, j: int) -> int:
        """The token after a bracket that only describes the cluster, if its system follows: ``(các doanh nghiệp) - tỉnh X``."""
        tokens = self.tokens
        if tokens.norm_at(j) != "(" or tokens.shape_at(j + 1) not in "LC" or self.units.head_at(j + 1) is not None:
            return j
        close = next((k for k in range(j + 2, j + _LONGEST_REST) if tokens.norm_at(k) == ")"), None)
        if close is None:
            return j
        if tokens.norm_at(close + 1) in {*_OWNED, *DASHES}:
            return close + 1
        unit = self._organisation(close + 1)
        alone = unit is not None and unit.category != "place" and tokens.norm_at(unit.last) not in {";", ",", ":"}
        return close + 1 if alone else j

    def _of_many(self, unit: Unit) -> bool:
        """Whether a name only begins those of many: ``Hội Phụ nữ các tỉnh``, ``Mặt trận xã, phường``."""
        tokens = self.tokens
        i = unit.last
        if tokens.norm_at(i) == "(":
            i = next((k + 1 for k in range(i, i + 4) if tokens.norm_at(k) == ")"), i)
        if tokens.norm_at(i) in {"các", "những"} or (tokens.shape_at(i) == "N" and level_at(tokens, i + 1) is not None):
            return True
        last = level_at(tokens, unit.last - 1)
        listed = tokens.norm_at(i) == "," and level_at(tokens, i + 1) is not None
        many = any(
            tokens.norm[k] == "các" and level_at(tokens, k + 1) is not None for k in range(unit.first, unit.last)
        )
        return many or (last is not None and (listed or last[1] in {"xã", "phường"}))

    def _acts(self, unit: Unit) -> bool:
        """Whether a unit after a comma or dash is a head or deputy rather than the system."""
        here = self.hits.get(unit.last + 1, {}) | self.hits.get(unit.last, {})
        return bool(here.keys() & {"head", "deputy"})

    def _organisation(self, k: int) -> Unit | None:
        tokens = self.tokens
        if tokens.norm_at(k) == "ngành" and tokens.shape_at(k + 1) in "CUL":
            last, _ = self.units.extent(k + 1)
            if last > k + 1:
                return Unit(k, last, tokens.string(k, last), None, "state", "ngành", None)
            return None
        if tokens.norm_at(k) in _CENTRE and (unit := self.units.unit_at(k + 1)) is not None:
            return unit._replace(first=k, name=tokens.string(k, unit.last))
        return self.units.unit_at(k)

    def _size(self, j: int) -> tuple[int | None, int]:
        """A bracketed size: ``(06 đơn vị)``."""
        tokens = self.tokens
        if tokens.norm_at(j) == "(" and tokens.shape_at(j + 1) == "N" and self._counts_something(j + 2):
            close = next((k for k in range(j + 2, min(j + 8, len(tokens))) if tokens.norm_at(k) == ")"), None)
            if close is not None:
                return int(re.sub(r"\D.*", "", tokens.words[j + 1]) or 0) or None, close + 1
        return None, j


def resolve(mentions: list[ClusterMention], abbreviations: Sequence[tuple[str, str]] = ()) -> list[ClusterEntity]:
    """The clusters behind the mentions, in order of first mention, with the fullest name of each.

    Args:
        abbreviations: (long form, short form) as the document introduces them.
    """
    entities: list[ClusterEntity] = []
    for mention in mentions:
        entity = next((e for e in entities if _same(e, mention, abbreviations)), None)
        if entity is None:
            entity = ClusterEntity(mention.kind, mention.number, mention.name, mention.system, mention.size)
            entities.append(entity)
        else:
            if (
                mention.system
                and (entity.system is None or mention.owned or _holds(mention.system, entity.system))
                and not (entity.system is not None and _holds(entity.system, mention.system))
            ):
                entity.system = mention.system
            entity.size = entity.size or mention.size
            if _fuller(mention.name, entity.name):
                entity.name = mention.name
        entity.mentions.append(mention)
    for position, entity in enumerate(entities, 1):
        entity.id = f"c{position}"
    return entities


def united(entities: list[ClusterEntity], title: Callable[[ClusterMention], bool]) -> list[ClusterEntity]:
    """The clusters, with one that only the title names, and without a number, in the numbered one of the text.

    ``Cụm thi đua BHXH các tỉnh Tây Nam sông Hậu: Vượt khó …`` is the ``Cụm thi đua số VIII`` of its first sentence.
    """
    for kind in KINDS.values():
        named = [entity for entity in entities if entity.kind == kind and entity.number is None]
        numbered = [entity for entity in entities if entity.kind == kind and entity.number is not None]
        if len(named) != 1 or not numbered or not all(map(title, named[0].mentions)):
            continue
        one, other = named[0], numbered[0]
        systems = one.system is None or other.system is None or _alike(one.system, other.system)
        if systems and not any(map(title, other.mentions)):
            other.mentions = [*one.mentions, *other.mentions]
            other.system, other.size = other.system or one.system, other.size or one.size
            entities = [entity for entity in entities if entity is not one]
    for position, entity in enumerate(entities, 1):
        entity.id = f"c{position}"
    return entities


def _alike(one: str, other: str) -> bool:
    a, b = set(fold_name(one)), set(fold_name(other))
    return a <= b or b <= a


def _same(entity: ClusterEntity, mention: ClusterMention, abbreviations: Sequence[tuple[str, str]]) -> bool:
    if entity.kind != mention.kind:
        return False
    if mention.number is not None and entity.number is not None:
        if fold_number(mention.number) != fold_number(entity.number):
            return False
        return entity.system is None or mention.system is None or clusters_agree(entity, mention)
    if mention.number is None and entity.number is None:
        if _contrast(entity.name, mention.name):
            return False
        if clusters_agree(entity, mention):
            return True
        return any(_one_name(mention.name, known.name, abbreviations) for known in entity.mentions)
    return False


def _contrast(a: str, b: str) -> bool:
    """Whether two names tell different things of one sort: ``các tỉnh Bắc Trung bộ`` and ``các tỉnh cực Nam Trung bộ``."""
    one, other = set(fold_name(a)), set(fold_name(b))
    return any((one - other) & sort and (other - one) & sort for sort in _CONTRASTS)


def _one_name(a: str, b: str, abbreviations: Sequence[tuple[str, str]]) -> bool:
    """Whether two names are the same, or one is the other shortened."""
    one, other = (_own(_spelt_out(name, beside), abbreviations) for name, beside in ((a, b), (b, a)))
    return one == other or _part(one, other) or _part(other, one)


def _spelt_out(name: str, beside: str) -> str:
    """A name with the words of another for their initials: ``TCTD`` beside ``tổ chức tín dụng``."""
    words = beside.split()
    initials = "".join(word[0] for word in words).casefold()
    for short in _INITIALS.findall(name):
        at = initials.find(short.casefold())
        if at >= 0:
            name = name.replace(short, " ".join(words[at : at + len(short)]))
    return name


def _own(name: str, abbreviations: Sequence[tuple[str, str]]) -> str:
    """A name, folded, with the document's abbreviations spelt out and without the bare level that may end it."""
    return _WHERE.sub("", _expanded(name, abbreviations).casefold())


def _expanded(name: str, abbreviations: Sequence[tuple[str, str]]) -> str:
    """A name with the long forms of the document's own abbreviations."""
    for long, short in abbreviations:
        name = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", long, name)
    return name


def _part(short: str, long: str) -> bool:
    """Whether a shortened name's words all stand in the longer one."""
    a, b = short.split(), long.split()
    return len(a) > 3 and set(a) <= set(b)


def _holds(long: str, short: str) -> bool:
    """Whether a system is told more fully: ``T.Ư Hội Nông dân Việt Nam`` than ``Hội Nông dân``."""
    return set(fold_name(short)) < set(fold_name(long))


def _fuller(name: str, than: str) -> bool:
    if than.isupper() != name.isupper():
        return than.isupper()
    return len(name) > len(than)
