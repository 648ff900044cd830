"""Enumerations of units: what one item leaves out, an earlier one or the list's opening has said.

``Hội CCB các tỉnh Hà Giang, Yên Bái``, ``các phường Kinh Bắc, Võ Cường``, ``các bệnh viện: Mắt, Phổi``, rows of a table and
items over several lines are completed one by one.
"""

from unicodedata import category as character_category

from extractors.lexicon import data
from extractors.places import Place, level_at, name_end, place_at
from extractors.tokens import DASHES, Tokens
from extractors.units import PLACELESS, Unit, UnitGrammar, enumerator, without_abbreviations
from models.places import place_candidates

_ABOVE_TEXT = 0x2100
"""The code points of letters and of the common marks are below."""


def list_units(
    grammar: UnitGrammar,
    i: int,
    *,
    template: str | None = None,
    limit: int | None = None,
    provinces: bool = False,
    prose: bool = False,
) -> tuple[list[Unit], int]:
    """The units enumerated from token ``i`` and the token after the enumeration.

    ``template`` is the organisation (as written) that completes bare places, for members of a cluster of one system:
    ``Hội CCB`` makes ``gồm các tỉnh: Hà Giang, …`` into ``Hội CCB tỉnh Hà Giang``. ``limit`` is a token the enumeration
    does not pass. With ``provinces``, bare names of provinces are units even where nothing completes them. In ``prose``
    a semicolon ends the enumeration.
    """
    limit = len(grammar.tokens) if limit is None else limit
    key = i, template, limit, provinces, prose
    known = grammar.lists.get(key)
    if known is None:
        known = grammar.lists[key] = _ListReader(grammar, template, provinces, prose).read(i, limit)
    units, end = known
    return list(units), end


def list_names(
    grammar: UnitGrammar, i: int, kind: int, *, template: str | None = None, limit: int | None = None
) -> tuple[list[Unit], int]:
    """The units enumerated from token ``i`` that leave out the word for their kind, which stands at token ``kind``.

    ``Năm xã ấy là A, B``, ``Tám bệnh viện tuyến tỉnh là Mắt, Phổi``. No units where no kind is named there.
    """
    reader = _ListReader(grammar, template, provinces=True, prose=True)
    if not reader.lead(kind):
        return [], i
    return reader.read(i, len(grammar.tokens) if limit is None else limit)


class _ListReader:
    """Reads one enumeration: remembers the organisation and level that later items leave out."""

    def __init__(self, grammar: UnitGrammar, template: str | None, provinces: bool, prose: bool) -> None:
        self.g = grammar
        self.separators = _PROSE_SEPARATORS if prose else _SEPARATORS
        self.provinces = provinces
        self.tokens = grammar.tokens
        self.template = template
        self.category = "mass_organisation" if template else "place"
        self.levels: tuple[str, ...] = ()
        self.free_names = False
        """Whether bare names need not be places: ``các trường THPT Lê Lợi, Trần Phú``."""
        self.party: str | None = None
        """The party organisation whose offices are listed: ``các đảng bộ: Sở A, Sở B``."""
        self.of_districts = False
        """Whether the organisation's head says that its bodies are districts': ``các Huyện ủy Ba Tơ, Sơn Hà``."""
        self.bodies: dict[str, str] = {}
        """The bodies of provinces and of cities where each is named for its level: ``các Tỉnh, Thành đoàn: A, B``."""
        self.units: list[Unit] = []

    def read(self, i: int, limit: int) -> tuple[list[Unit], int]:
        """The units enumerated from token ``i`` and the token after the last of them."""
        end = i
        i = self._skip_separators(i, limit, first=True)
        mark = self.g.marks.get(i)
        if mark is not None:
            i = mark
        in_lines = self._starts_item(i)
        while i < limit:
            after = self._item(i, limit)
            if after is None and in_lines:
                after = self._item_after_label(i, limit)
            if after is None:
                over = self._ends_list(i) and not self._says_office(i)
                skipped = self._rest_of_item(i, limit) if in_lines and not over else i
                if skipped == i:
                    break
                i = self._skip_separators(skipped, limit, first=False)
                continue
            end = after
            after = self._skip_bracket(after, limit)
            i = self._skip_separators(after, limit, first=False)
            if i == after and in_lines:
                after = self._rest_of_item(after, limit)
                i = self._skip_separators(after, limit, first=False)
            if i == after:
                break
            in_lines = in_lines or self._starts_item(i)
        return self.units, end

    def lead(self, kind: int) -> bool:
        """Let the kind named at token ``kind`` complete the names that follow; whether one is named there."""
        level = level_at(self.tokens, kind)
        if level is not None:
            self.levels = (level[1],)
            return True
        head = self.g.head_at(kind, lower=True)
        if head is None:
            return False
        self.template, self.category, self.free_names = _capitalised(self.tokens.string(kind, head[0])), head[1], True
        return True

    # -- between items -------------------------------------------------------------------------------------------------

    def _skip_bracket(self, i: int, limit: int) -> int:
        tokens = self.tokens
        if tokens.norm_at(i) != "(":
            return i
        for j in range(i + 1, min(i + 14, limit)):
            if tokens.norm_at(j) == ")":
                return j + 1
            if tokens.shape_at(j) == "B":
                break
        return i

    def _skip_separators(self, i: int, limit: int, *, first: bool) -> int:
        tokens = self.tokens
        start = i
        while i < limit:
            norm = tokens.norm_at(i)
            if norm in self.separators or norm in DASHES or self._is_picture(i):
                i += 1
            elif tokens.shape_at(i) == "B" and (after := enumerator(self.tokens, i + 1)) is not None:
                i = after
            elif (
                (i > start or first)
                and tokens.norm_at(i - 1) in {":", ";"}
                and tokens.shape_at(i) == "N"
                and tokens.norm_at(i + 1) in {".", ")"}
            ):
                i += 2
            elif tokens.shape_at(i) == "B" and (first or (i > start and tokens.norm_at(i - 1) in {",", ";", ":"})):
                i += 1
            else:
                break
        return i

    def _is_picture(self, i: int) -> bool:
        """Whether token ``i`` is an emoji or another picture: no word and no punctuation that means something."""
        word = self.tokens.norm_at(i)
        return (
            bool(word)
            and ord(word[0]) > _ABOVE_TEXT
            and all(character_category(char) in {"So", "Sk", "Mn", "Cf"} for char in word)
        )

    def _starts_item(self, i: int) -> bool:
        """Whether token ``i`` follows a list mark at the start of a line."""
        return i in self.g.item_starts

    def _rest_of_item(self, i: int, limit: int) -> int:
        """The end of a list item's line, if the next line is an item too: what an item says of its unit is passed."""
        for j in range(i, min(i + _LONGEST_ITEM, limit)):
            if self.tokens.shape_at(j) == "B":
                after = enumerator(self.tokens, j + 1)
                return j if after is not None and not self._ends_list(after) else i
        return i

    def _ends_list(self, i: int) -> bool:
        """Whether what starts at token ``i`` is another cluster or its head, and no further member."""
        return bool(self.g.hits.get(i, {}).keys() & {"cluster", "head", "deputy"})

    def _says_office(self, i: int) -> bool:
        """Whether the office at token ``i`` is what an item says of its own unit: ``2. Sở A - Trưởng khối``."""
        here = self.g.hits.get(i, {})
        office = here.get("deputy") or here.get("head")
        return office is not None and (
            self.tokens.shape_at(office.last) == "B" or self.tokens.norm_at(office.last) in {";", ".", "(", ","}
        )

    # -- one item ------------------------------------------------------------------------------------------------------

    def _item(self, i: int, limit: int) -> int | None:
        """Read one item at ``i``; the token after it, or None where no unit is named."""
        tokens, g = self.tokens, self.g
        i = self._counts(i)
        if i >= limit:
            return None
        plural = self._plural_before(i)
        if plural and (bodies := self._bodies_by_level(i)) is not None:
            self.bodies, after = bodies
            return self._body(after)
        if self.bodies and (body := self._body(i)) is not None:
            return body
        levels, after = self._plural_levels(i)
        if not levels and plural:
            levels, after = self._bodies_of_union(i)
        if levels and after < limit:
            self.levels = levels
            return self._bare(after, limit)
        head = g.head_at(i, lower=plural or self._starts_item(i))
        if plural and (head is None or head[1] == "party") and (kinds := self._kind_of_names(i)) is not None:
            return self._free_name(kinds, limit)
        if head is not None and head[1] == "local" and self.levels:
            # "xã Phùng Nguyên và Bản Nguyên": a place whose name begins like a hamlet's.
            bare = self._bare(i, limit)
            if bare is not None:
                return bare
        group = self._bracketed_group(i, limit) if head is not None else None
        if group is not None:
            return group
        if head is not None:
            return self._organisations(i, head, limit, plural=plural)
        place = place_at(tokens, g.hits, i)
        if place is not None and place.level:
            if place.level not in self.levels:
                self.levels = (place.level,)
            self._add_place(place.first, place.name, place.last, place.level)
            return place.last
        return self._bare(i, limit)

    def _bodies_by_level(self, i: int) -> tuple[dict[str, str], int] | None:
        """``Tỉnh, Thành đoàn``, ``Tỉnh ủy, Thành ủy``, ``Tỉnh hội, Thành hội`` and the token at which the places begin."""
        tokens = self.tokens
        if tokens.norm_at(i) not in {"tỉnh", "thành"}:
            return None
        first, j = tokens.words[i], i + 1
        body = ""
        if tokens.norm_at(j) in _BODIES:
            body, j = tokens.words[j], j + 1
        if tokens.norm_at(j) not in {",", "và", "/", "-"} or tokens.norm_at(j + 1) not in {"tỉnh", "thành"}:
            return None
        second, j = tokens.words[j + 1], j + 2
        if tokens.norm_at(j) not in _BODIES or tokens.norm_at(j) != (body.casefold() or tokens.norm_at(j)):
            return None
        last, j = tokens.words[j], j + 1
        while tokens.norm_at(j) in {":", "là", "gồm", "các", "tỉnh", ",", "thành", "phố"} and j < i + 12:
            j += 1
        if "province" not in self.g.hits.get(j, {}):
            return None
        names = {word.casefold(): word for word in (first, second)}
        if set(names) != {"tỉnh", "thành"}:
            return None
        return {level: f"{word.capitalize()} {last}" for level, word in names.items()}, j

    def _body(self, i: int) -> int | None:
        """The body of the province or city at token ``i``."""
        known = self.g.hits.get(i, {})
        if "province" not in known or not self.tokens.is_capital(i):
            return None
        last = known["province"].last
        name = self.tokens.string(i, last)
        head = self.bodies["thành" if "city" in known else "tỉnh"]
        self.units.append(Unit(i, last, f"{head} {name}", name, "party", head.casefold(), None))
        return last

    def _kind_of_names(self, i: int) -> int | None:
        """The first of the names behind a kind of offices: ``3 sở: Y tế, Tư pháp, Nội vụ``, ``các đảng bộ: Sở A, Sở B``."""
        tokens = self.tokens
        if tokens.norm_at(i) not in _SINGLE_KINDS or tokens.shape_at(i) != "L":
            return None
        colon = next((k for k in (i + 1, i + 2) if tokens.norm_at(k) in {":", "("}), None)
        if colon is None and tokens.norm[i : i + 2] == ["chi", "bộ"] and self.party and tokens.is_capital(i + 2):
            # No colon where the list goes on: các chi bộ Ban C, Quỹ D.
            colon = i + 1
        if colon is None or not tokens.is_capital(colon + 1):
            return None
        if colon == i + 1:
            if tokens.norm_at(i) in {"đảng", "chi"} or self.g.head_at(colon + 1) is not None:
                return None
            category = "state"
        elif tokens.norm[i : i + 2] in (["đảng", "bộ"], ["chi", "bộ"]):
            category = "party"
            self.party = _capitalised(tokens.string(i, i + 2))
        else:
            return None
        self.template, self.category, self.levels, self.free_names = (
            self.party if category == "party" else _capitalised(tokens.string(i, colon)),
            category,
            (),
            True,
        )
        return colon + 1

    def _bracketed_group(self, i: int, limit: int) -> int | None:
        """``bốn Ban (Ban Tổ chức, Ban Tuyên giáo) Trung ương``: the units in the bracket with what follows it."""
        head = self.g.head_at(i)
        if head is None or self.tokens.norm_at(head[0]) != "(":
            return None
        close = next(
            (j for j in range(head[0], min(head[0] + _LONGEST_ITEM, limit)) if self.tokens.norm_at(j) == ")"), None
        )
        if close is None:
            return None
        inside, _ = list_units(self.g, head[0] + 1, limit=close, prose=True)
        if len(inside) < 2:
            return None
        after, _ = self.g.extent(close + 1)
        suffix = f" {self.tokens.string(close + 1, after)}" if after > close + 1 else ""
        self.units += [unit._replace(name=unit.name + suffix) for unit in inside]
        return max(after, close + 1)

    def _item_after_label(self, i: int, limit: int) -> int | None:
        """An item whose units follow a label: ``a) Lực lượng vũ trang: Công an tỉnh, …``."""
        if self._ends_list(i):
            return None
        for j in range(i, min(i + _LONGEST_LABEL, limit)):
            if self.tokens.shape_at(j) == "B":
                return None
            if self.tokens.norm_at(j) == ":":
                return self._item(j + 1, limit)
        return None

    def _counts(self, i: int) -> int:
        """Skip a count and plural words: ``06``, ``các``, ``hai`` …"""
        tokens = self.tokens
        while True:
            norm = tokens.norm_at(i)
            if norm in _REPRESENTING and tokens.norm_at(i + 1) == _REPRESENTING[norm]:
                i += 2
            elif norm in _COLLECTIVES and (after := self._collective(i)) is not None:
                i = after
            elif norm in _PASSED or (
                tokens.shape_at(i) == "N"
                and tokens.words[i].isdigit()
                and len(tokens.words[i]) <= 3
                and not (self.free_names and (tokens.shape_at(i + 1) not in "LC" or tokens.norm_at(i + 1) == "và"))
            ):
                i += 1
            elif norm in _NUMERALS and (level_at(tokens, i + 1) or self.g.head_at(i + 1, lower=True)):
                i += 1
            elif norm in {"đơn", "thành"} and tokens.norm_at(i + 1) in {"vị", "viên"}:
                i += 3 if tokens.norm_at(i + 2) in {":", "là"} else 2
            else:
                return i

    def _collective(self, i: int) -> int | None:
        """The token after those who stand for their unit: ``Nhân dân và cán bộ`` huyện X, ``cán bộ, nhân dân`` xã Y."""
        tokens = self.tokens
        j = i
        while (words := _COLLECTIVES.get(tokens.norm_at(j))) and tokens.norm_at(j + 1) in words:
            j += 2
            if tokens.norm_at(j) in {"và", ","} and tokens.norm_at(j + 1) in _COLLECTIVES:
                j += 1
        return j if j > i and (level_at(tokens, j) or self.g.head_at(j)) else None

    def _plural_levels(self, i: int) -> tuple[tuple[str, ...], int]:
        """Level words that govern a list: ``tỉnh:``, ``tỉnh, thành phố``, ``huyện, thị xã``; the token after them."""
        tokens = self.tokens
        levels: list[str] = []
        j = i
        while (level := level_at(tokens, j)) is not None:
            if tokens.norm_at(level[0]) in {"ủy", "đoàn", "hội"}:
                return (), i
            levels.append(level[1])
            j = level[0]
            joined = tokens.norm_at(j) in {",", "và", "/", ";"}
            if joined and level_at(tokens, j + 1):
                j += 1
                continue
            if joined and tokens.norm_at(j + 1) == "thành" and not tokens.is_capital(j + 2):
                # As in "tỉnh, thành: Đồng Nai" or "các tỉnh, thành Đồng Nai".
                levels.append("thành phố")
                j += 2
            break
        if not levels:
            return (), i
        governs = self._plural_before(i) or len(levels) > 1
        for k in range(j, j + _LONGEST_QUALIFIER):
            opens = tokens.norm_at(k) in {":", "là", "gồm"} or (
                tokens.norm_at(k) == "(" and tokens.norm_at(k - 1) in {"cụm", "khối", "viên", "đua"}
            )
            if opens and (governs or k == j):
                governs, j = True, k + 1
                while j < len(tokens) and (tokens.shape_at(j) == "B" or tokens.norm_at(j) in {":", "có", "các"}):
                    j += 1
                break
            region = tokens.norm_at(k) in _REGIONS and "province" not in self.g.hits.get(k, {})
            if tokens.shape_at(k) not in "LC" or (tokens.shape_at(k) == "C" and k == j and not region):
                break
        return (tuple(levels), j) if governs else ((), i)

    def _bodies_of_union(self, i: int) -> tuple[tuple[str, ...], int]:
        """The level and first place of ``7 tỉnh Hội: Long An, …`` where the whole name of the union is known."""
        level = level_at(self.tokens, i)
        if level is None or self.tokens.shape_at(i) != "L" or self.tokens.norm_at(level[0]) != "hội":
            return (), i
        if not (self.template or "").casefold().startswith("hội "):
            return (), i
        after = level[0] + 1
        while self.tokens.norm_at(after) in {":", "là", "gồm", "trong", "cụm"}:
            after += 1
        return ((level[1],), after) if self.tokens.is_capital(after) else ((), i)

    def _plural_before(self, i: int) -> bool:
        return self.tokens.norm_at(i - 1) in _PLURALS or self.tokens.shape_at(i - 1) == "N"

    def _bare(self, i: int, limit: int) -> int | None:
        """A bare name that the list's organisation or level completes."""
        tokens, g = self.tokens, self.g
        if not (self.levels or self.template or self.provinces):
            return None
        if self.free_names and not self.levels:
            return self._free_name(i, limit)
        known = g.hits.get(i, {})
        if not tokens.is_capital(i) or known.keys() & {"office", "rank", "head", "deputy", "cluster"}:
            return None
        province = "province" in known
        last = name_end(tokens, g.hits, i)
        whole = "district" in known or "'" in tokens.norm_at(i)
        if last == i + 1 and not whole and not (province and tokens.shape_at(i) == "U"):
            return None
        below = bool(set(self.levels) - {"tỉnh"}) or ("district" in known and self.of_districts)
        if last == i or (not province and not below):
            return None
        self._add_place(i, i, last, self._level_of(i, province))
        return last

    def _free_name(self, i: int, limit: int) -> int | None:
        """A name that completes the list's organisation and is no place: ``Mắt``, ``Lê Lợi``, ``Công Thương``."""
        shared = (self.template or "").casefold().split()
        for size in (2, 1):
            if len(shared) > size and self.tokens.norm[i : i + size] == shared[-size:]:
                # "các Kiểm toán nhà nước khu vực I, VI và khu vực II"
                i += size
                break
        if not (self.tokens.is_capital(i) or _is_number(self.tokens, i)):
            return None
        last = i + 1 if _is_number(self.tokens, i) else self.g.extent(i)[0]
        last = min(max(last, self.g.name_run(i)), limit)
        known = self.g.hits.get(i, {}).keys()
        person = known & {"office", "rank", "cue", "head", "deputy", "cluster"} and not known & {"province", "district"}
        alone = self.tokens.norm_at(self.g.extent(i)[0]) in {",", ";", "và", ".", ")"}
        if self.units and person and not alone:
            return None
        last = next((k for k in range(i, last) if self.tokens.norm_at(k) == "và" and self._another(k + 1)), last)
        if last == i:
            return None
        if self._numbered_name(last):
            # As in "các trường THPT: Ba Bể 1, Ba Bể 2".
            last += 1
        name = f"{self.template} {self.tokens.string(i, last)}"
        self.units.append(Unit(i, last, name, None, self.category, (self.template or "").casefold(), None))
        return last

    def _another(self, i: int) -> bool:
        """Whether what follows ``và`` is a further unit and not the rest of a name: ``Sơn Hà và Minh Long``."""
        places = self.g.hits.get(i, {}).keys() & {"district", "province"}
        if len(self.units) > 1 and self.category in _SHARED and self.tokens.shape_at(i) == "C":
            pair = f"{self.tokens.norm_at(i)} {self.tokens.norm_at(i + 1)}"
            return pair not in _SECOND_PARTS
        return self.g.head_at(i) is not None or (bool(places) and self.category in {"party", "mass_organisation"})

    def _numbered_name(self, i: int) -> bool:
        """Whether a number that ends the name of one of several schools or firms stands at token ``i``."""
        tokens = self.tokens
        if (
            self.category not in {"school", "enterprise"}
            or i >= len(tokens)
            or not tokens.words[i].isdigit()
            or len(tokens.words[i]) > 2
        ):
            return False
        return tokens.norm_at(i + 1) in {",", ";", "và", ".", ")", "|"} or tokens.shape_at(i + 1) == "B"

    def _level_of(self, i: int, province: bool) -> str | None:
        if len(self.levels) == 1:
            return self.levels[0]
        if province:
            return "thành phố" if "city" in self.g.hits.get(i, {}) else "tỉnh"
        last = name_end(self.tokens, self.g.hits, i)
        kinds = {place.kind for place in place_candidates(self.tokens.string(i, last), levels=("district",))}
        likely = kinds & set(self.levels)
        return likely.pop() if len(likely) == 1 else None

    def _add_place(self, first: int, name: int, last: int, level: str | None) -> None:
        bare = self.tokens.string(name, last)
        placed = self.tokens.string(first, last) if first < name else f"{level} {bare}" if level else bare
        if last == name + 1 and bare.upper().startswith("TP"):
            # "TP.HCM" says its level itself.
            placed, bare = bare, bare[2:].lstrip(".")
        full = f"{self.template} {placed}" if self.template else placed
        place = None if self.category in PLACELESS and level != "tỉnh" else bare
        self.units.append(Unit(first, last, full, place, self.category, (self.template or "").casefold(), level))

    def _organisations(self, i: int, head: tuple[int, str], limit: int, *, plural: bool) -> int | None:
        """One organisation, or several whose names share their beginning: ``Cục Hải quan các tỉnh: A, B``."""
        tokens, g = self.tokens, self.g
        stop, place = g.extent(head[0], head[1])
        if self._starts_item(i) and (place is None or head[1] in PLACELESS):
            stop = self._rest_of_name(stop, limit)
        counted = self._counted_places(i, head, limit) if plural else None
        if counted is not None:
            return counted
        shared = self._shared_places(i, head, place.first if place else stop, limit)
        if shared is not None:
            return shared
        shared = self._shared_names(i, head, stop, place, limit, plural=plural)
        if shared is not None:
            return shared
        if stop == head[0] and (tokens.shape_at(i) == "L" or (stop == i + 1 and not self._brand(i, head[1]))):
            return None
        if place is None and tokens.norm_at(stop) == ":" and g.head_at(stop + 1) is not None:
            # A label of the units behind it: "Lực lượng vũ trang: Công an tỉnh, …".
            return None
        unit = g.organisation(i, stop, place, head[1])
        if self.party is not None and head[1] != "party":
            unit = unit._replace(name=f"{self.party} {unit.name}", category="party", head=self.party.casefold())
        self.units.append(unit)
        self.free_names = False
        if place is not None:
            self.template = without_abbreviations(tokens.string(i, place.first)) if place.first > i else None
            self.category = head[1]
            self.levels = (place.level,) if place.level else ()
            self.of_districts = tokens.norm_at(i) in {"huyện", "quận", "thị"} and not place.level
        return stop

    def _brand(self, i: int, category: str) -> bool:
        """Whether one word is a firm's whole name: ``Agribank``, ``VNPT``."""
        return category == "enterprise" and self.tokens.norm_at(i).isascii() and self.tokens.shape_at(i) in "CU"

    def _rest_of_name(self, i: int, limit: int) -> int:
        """The end of a name that fills its line, where words in it looked like a verb or a person: ``Công ty Bảo đảm X``."""
        tokens, hits = self.tokens, self.g.hits
        j = i
        while j < min(i + _LONGEST_REST, limit) and (tokens.shape_at(j) in "CUL" or self._dash_inside(j)):
            here = hits.get(j, {})
            if here.keys() & {"head", "deputy"}:
                return j if tokens.is_capital(j - 1) else i
            if here.keys() & {"office", "rank", "cluster", "cue"} or (
                tokens.norm_at(j) == "và" and self.g.head_at(j + 1) is not None
            ):
                return i
            j += 1
        ends = tokens.shape_at(j) in "BN" or tokens.norm_at(j) in {"|", ";"}
        whole = (ends or j + 1 >= limit) and tokens.is_capital(j - 1)
        # The last word may have two syllables: "Truyền dẫn Nước sạch".
        return j if whole or (ends and tokens.is_capital(j - 2) and tokens.shape_at(j - 1) == "L") else i

    def _dash_inside(self, i: int) -> bool:
        tokens = self.tokens
        return tokens.norm_at(i) in DASHES and tokens.is_capital(i - 1) and tokens.is_capital(i + 1)

    def _shared_places(self, i: int, head: tuple[int, str], last: int, limit: int) -> int | None:
        """``Hội CCB các tỉnh A, B``, ``BHXH 6 tỉnh: …``; ``Cục … của 6 tỉnh, thành phố nêu trên``."""
        tokens = self.tokens
        k = head[0]
        while k <= last + 3 and k < limit:
            if tokens.norm_at(k) == "(" and tokens.norm_at(k + 2) == ")":
                k += 3
                continue
            many = tokens.norm_at(k) in _PLURALS or tokens.shape_at(k) == "N"
            level = level_at(tokens, k + 1) if many else None
            if level is not None and tokens.shape_at(k + 1) == "L" or (level and tokens.is_capital(level[0])):
                levels, after = self._plural_levels(k + 1)
                if not levels:
                    return None
                template = without_abbreviations(tokens.string(i, k - 1 if tokens.norm_at(k - 1) == "của" else k))
                if _above(tokens, after):
                    return self._repeat(i, after, template, head[1])
                if not tokens.is_capital(after):
                    return None
                self.template, self.category, self.levels, self.free_names = template, head[1], levels, False
                return self._bare(after, limit)
            if tokens.shape_at(k) not in "CUL" or tokens.norm_at(k) in _VERBS:
                return None
            k += 1
        return None

    def _counted_places(self, i: int, head: tuple[int, str], limit: int) -> int | None:
        """``8 VKSND tỉnh, thành phố: Đà Nẵng, …``: the count stands before the organisation."""
        levels, after = self._plural_levels(head[0])
        if len(levels) < 2 or after >= limit or self.tokens.norm_at(after - 1) not in {":", "là", "gồm"}:
            return None
        self.template, self.category, self.levels = self.tokens.string(i, head[0]), head[1], levels
        self.free_names = False
        return self._bare(after, limit)

    def _repeat(self, first: int, last: int, template: str, category: str) -> int:
        """The places already listed, for another organisation."""
        placed = [unit for unit in self.units if unit.place is not None]
        for unit in placed:
            level = f"{unit.level} " if unit.level else ""
            name = f"{template} {level}{unit.place}"
            self.units.append(Unit(first, last, name, unit.place, category, template.casefold(), unit.level))
        while self.tokens.norm_at(last) in {"nêu", "nói", "trên", "kể"}:
            last += 1
        return last

    def _after_kind(self, i: int, stop: int) -> int:
        """The token after the word for their kind that the bodies of a list share, if the next item leaves it out."""
        tokens = self.tokens
        after = i + 2 if f"{tokens.norm_at(i)} {tokens.norm_at(i + 1)}" in _KINDS else i + 1
        shared = tokens.norm_at(i) in _KINDS or after == i + 2
        full = self.g.head_at(stop + 1, lower=True) is not None or not tokens.is_capital(stop + 1)
        return after if shared and not full and tokens.is_capital(after) else i

    def _numbered(self, i: int, stop: int) -> int | None:
        """The first of the numbers that tell units apart: ``KTNN các khu vực III, VIII và XII``."""
        tokens = self.tokens
        if tokens.norm_at(i) != "các":
            return None
        for j in range(i + 2, min(i + 5, stop + 2)):
            if _is_number(tokens, j):
                return j if tokens.norm_at(j + 1) in {",", "và"} and _is_number(tokens, j + 2) else None
        return None

    def _counted_off(self, stop: int) -> bool:
        """Whether a name ends in the first of several numbers: ``các Trung đoàn 48, 52 và 64``."""
        tokens = self.tokens
        more = tokens.norm_at(stop) in {",", "và"} and _is_number(tokens, stop + 1)
        return more and _is_number(tokens, stop - 1) and tokens.shape_at(stop + 2) not in "LC"

    def _names_after(self, colon: int) -> bool:
        return self.tokens.norm_at(colon) in {":", "là"} and self.tokens.is_capital(colon + 1)

    def _colon_behind(self, stop: int) -> int:
        """The colon behind a name, past the word that they belong to the cluster: ``6 công ty trong Cụm:``, ``6 đài thành viên:``."""
        tokens = self.tokens
        k = stop
        if tokens.norm_at(k) in {"trong", "thuộc", "của"} and tokens.norm_at(k + 1) in {"cụm", "khối"}:
            k += 2
            if tokens.norm_at(k) == "thi":
                k += 2
        if tokens.norm_at(k) == "là" and k > stop:
            return k
        return k if tokens.norm_at(k) == ":" else stop

    def _shared_names(
        self, i: int, head: tuple[int, str], stop: int, place: Place | None, limit: int, *, plural: bool
    ) -> int | None:
        """``các đồn Biên phòng Lạch Kèn, Cửa Sót``, ``các bệnh viện: Mắt, Phổi``, ``Công đoàn các ngành: Y tế, …``."""
        tokens = self.tokens
        if tokens.norm_at(head[0]) == "các" and tokens.norm_at(head[0] + 1) == "ngành":
            j = head[0] + 2
            if tokens.norm_at(j) == ":":
                j += 1
            self.template = f"{tokens.string(i, head[0])} ngành"
        elif plural and (colon := self._colon_behind(stop)) >= stop and place is None and self._names_after(colon):
            if self.g.head_at(colon + 1) is not None:
                # "5 bệnh viện: Bệnh viện Bạch Mai, …": the names are full.
                return None
            j = colon + 1
            self.template = _capitalised(tokens.string(i, stop).removesuffix(" thành viên"))
        elif plural and place is None and self._counted_off(stop):
            j = stop - 1
            self.template = _capitalised(tokens.string(i, j))
        elif (numbered := self._numbered(head[0], stop)) is not None:
            self.template = f"{tokens.string(i, head[0])} {tokens.string(head[0] + 1, numbered)}"
            j = numbered
        elif plural and place is None and tokens.norm_at(stop) in {",", "và"}:
            j = stop
            while j > head[0] and tokens.shape_at(j - 1) == "C":
                j -= 1
            if j == stop or (j > i + 2 and tokens.shape_at(stop - 1) == "L"):
                # Names of more than capitals: "các Hội Luật gia, Đông y", "các bệnh viện Đa khoa tỉnh, Mắt".
                j = self._after_kind(i, stop)
            if j in {stop, i}:
                return None
            self.template = _capitalised(tokens.string(i, j))
        else:
            return None
        self.category, self.levels, self.free_names = head[1], (), True
        return self._free_name(j, limit)


_NUMERALS = frozenset({"hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"})
_PLURALS = frozenset({"các", "những", *_NUMERALS})
_REPRESENTING = {"đại": "diện", "lãnh": "đạo"}
_PASSED = frozenset({"các", "những", "của", "là", "gồm", "có", "từ"})
_COLLECTIVES = {"nhân": {"dân"}, "cán": {"bộ"}, "chiến": {"sĩ"}, "công": {"chức"}, "tập": {"thể"}}
"""Words, by their first syllable, for the people of a unit."""
_VERBS = frozenset({"gồm", "có", "là", "với", "do", "tại", "ở", "cùng"})
"""Words at which an organisation's name has ended: ``Hội LHPN Việt Nam gồm 5 tỉnh: …``."""
_BODIES = frozenset({"đoàn", "ủy", "uỷ", "hội"})
_SEPARATORS = frozenset({"|", ",", ";", ":", "và", "&", "cùng", "với", "/", "•", "+", "*", "…"})
_PROSE_SEPARATORS = _SEPARATORS - {";", ":"}
_REGIONS = frozenset({"bắc", "nam", "đông", "tây", "trung", "miền", "đồng", "duyên"})
"""First syllables of the names of regions: ``6 tỉnh Tây Bắc: …``."""
_KINDS = frozenset(
    {"hội", "sở", "ban", "phòng", "cục", "bệnh viện", "chi cục", "trung tâm", "viện", "đảng ủy", "huyện đoàn"}
)
_SHARED = frozenset({"mass_organisation", "hospital", "state", "school"})
"""Categories whose bodies share their first word in a list."""
_SECOND_PARTS = frozenset(data("mentions")["second_parts"])
"""What ends names behind ``và``: ``Kế hoạch và Đầu tư``."""
_SINGLE_KINDS = frozenset({"sở", "phòng", "ban", "cục", "vụ", "hội", "đảng", "chi"})
_LONGEST_ITEM = 60
_LONGEST_LABEL = 10
_LONGEST_REST = 7
_LONGEST_QUALIFIER = 8


def _is_number(tokens: Tokens, i: int) -> bool:
    """A Roman or short Arabic number that tells units apart."""
    if i >= len(tokens):
        return False
    word = tokens.words[i]
    return bool(word) and (all(c in "IVX" for c in word) or (word.isdigit() and len(word) <= 3))


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _above(tokens: Tokens, i: int) -> bool:
    """``nêu trên``, ``nói trên``, ``trên``."""
    return tokens.norm_at(i) in {"nêu", "nói", "kể", "trên"}
