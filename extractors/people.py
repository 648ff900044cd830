"""Mentions of people with what is said about them in one breath: rank, offices, office in a cluster.

``Đại tá Phan Huy Lập, Ủy viên BCH T.Ư Hội, Chủ tịch Hội CCB tỉnh Nghệ An, Cụm trưởng`` and ``Chủ tịch LĐLĐ huyện Nga
Sơn Bùi Thị Hường`` are one mention each: a chain of titles after the name, or before it, or both.
"""

from dataclasses import dataclass, field, replace

from extractors.lexicon import Hit, data
from extractors.places import level_at
from extractors.title_grammar import Title, TitleGrammar
from extractors.tokens import DASHES

_CUES = frozenset({"cue", "rank", "office", "head", "deputy"})
_STARTS = _CUES | {"surname"}
_VERBS = frozenset(data("mentions")["verbs"])
_OF_THE_STATE = ("chủ tịch nước", "thủ tướng", "tổng bí thư")
_FORMER = frozenset({"nguyên", "cựu"})
_TAKEN_ON = frozenset({"làm", "chức", "giữ", "vụ", "trò", "là", "vị", "trách", "nhiệm", "nhận"})
_IN_ROLE = frozenset({"với", "trên", "trong"})
_AUTHORISED = frozenset({"quyền", "của", "mặt"})
_LONGEST_CLUSTER = 16
_KIN = frozenset({"thầy", "cô", "bác", "cụ", "anh", "chị", "em", "mẹ", "ông", "bà"})
_COUNTS = frozenset({"các", "hai", "ba", "02", "03", "2", "3", "những"})
_LEGAL_FORMS = frozenset(data("mentions")["legal_forms"])
_SEPARATORS = frozenset({",", "(", *DASHES})


@dataclass(frozen=True, slots=True)
class ClusterOffice:
    """``Cụm trưởng``, ``Phó Trưởng khối`` … at tokens ``[first, last)``; ``role`` is head or deputy."""

    first: int
    last: int
    role: str
    of_unit: bool = False
    """Whether it is only said of the person's unit: ``Phó Chủ tịch Hội Nông dân Đà Nẵng (đơn vị Cụm phó)``."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person named at ``[name_first, name_last)`` within the mention ``[first, last)``."""

    first: int
    last: int
    name_first: int
    name_last: int
    name: str
    rank: str | None
    titles: tuple[Title, ...]
    offices: tuple[ClusterOffice, ...]
    cued: bool
    """Whether an honorific, a rank or an office shows that this is a person."""


@dataclass(slots=True)
class _Chain:
    titles: list[Title] = field(default_factory=list)
    offices: list[ClusterOffice] = field(default_factory=list)
    rank: str | None = None
    cued: bool = False
    first: int = 0
    end: int = 0


class PeopleGrammar(TitleGrammar):
    """Finds the people of one text."""

    def people(self) -> list[Person]:
        """Every mention, in order, none overlapping."""
        found: list[Person] = []
        for i in self.hits.starts(*_STARTS):
            if found and i < found[-1].last:
                continue
            person = self.person_at(i)
            if person is not None:
                if found:
                    found[-1] = self._together(found[-1], person)
                found.append(person)
        return found

    def _together(self, one: Person, other: Person) -> Person:
        """``ông X, … và ông Y, …, đại diện hai đơn vị Phó Trưởng khối``: the office is both people's."""
        if one.offices or not other.offices or self.tokens.norm[one.last : other.first] != ["và"]:
            return one
        office = other.offices[-1]
        before = self.tokens.norm[max(other.name_last, office.first - 6) : office.first]
        return replace(one, offices=(office,)) if _COUNTS & set(before) and "đại" in before else one

    def person_at(self, i: int) -> Person | None:
        """The mention that starts at token ``i``: with a cue, rank, office or a name."""
        here = self.hits.get(i, {})
        if self.tokens.shape_at(i) != "C" and here.keys().isdisjoint(_CUES):
            # Most family names are the first syllables of something else.
            return None
        starts = here.keys() & _CUES
        if starts == {"office"} and self.tokens.norm_at(i) == "quyền" and self.tokens.norm_at(i - 1) == "ủy":
            return None
        if not starts and ("surname" not in here or self.tokens.norm_at(i - 1) in _LEGAL_FORMS):
            # "Công ty Cổ phần Sơn Thượng Lý" is a firm.
            return None
        if starts:
            chain = _Chain(first=i, end=i)
            self._before(i, chain)
            name_last = self._name(chain.end, cued=chain.cued)
            if name_last is None:
                return None
        else:
            name_last = self._name(i, cued=False)
            if name_last is None:
                return None
            chain = _Chain(first=i, end=i)
        name_first = chain.end
        after = _Chain(end=name_last)
        self._after(name_last, after)
        if not chain.cued and not (after.titles or after.offices) and name_last - name_first < 3:
            return None
        return Person(
            first=chain.first,
            last=after.end,
            name_first=name_first,
            name_last=name_last,
            name=self.tokens.string(name_first, name_last),
            rank=chain.rank,
            titles=(*chain.titles, *after.titles),
            offices=(*chain.offices, *after.offices),
            cued=chain.cued or bool(after.titles or after.offices),
        )

    # -- before the name -----------------------------------------------------------------------------------------------

    def _before(self, i: int, chain: _Chain) -> None:
        """Honorifics, ranks and titles that lead up to a name; ``chain.end`` is where the name must start."""
        tokens, j = self.tokens, i
        while j < len(tokens):
            here = self.hits.get(j, {})
            cue, rank, held = here.get("cue"), here.get("rank"), here.get("office")
            if cue and held and held.last > cue.last:
                # "Đại biểu Quốc hội" is an office, "đại biểu" an honorific.
                cue = None
            if rank and self._rank_here(rank):
                # TS.BS and PGS, TS pile up: the rank is all of them.
                last = rank.last
                first = j
                while True:
                    nxt = last + 1 if tokens.norm_at(last) in {".", ","} else last
                    more = self.hits.get(nxt, {}).get("rank")
                    if more is None or not self._rank_here(more):
                        break
                    last = more.last
                chain.rank = tokens.string(first, last) if chain.rank is None else chain.rank
                chain.cued = True
                j = last
                if tokens.norm_at(j) in {".", ":"} and tokens.is_capital(j + 1):
                    j += 1
            elif cue and (tokens.shape_at(j) == "L" or self._cue_here(cue)):
                chain.cued = True
                j = cue.last
                if tokens.norm_at(j) == ":" or (tokens.norm_at(j) == "." and tokens.norm_at(j - 1) in {"đc", "c", "ô"}):
                    j += 1
            elif "head" in here or "deputy" in here:
                role = "deputy" if "deputy" in here else "head"
                office = here[role]
                chain.offices.append(ClusterOffice(j, office.last, role))
                chain.cued = True
                took = tokens.norm_at(office.first - 1) in _TAKEN_ON and not _IN_ROLE & set(
                    tokens.norm[max(0, office.first - 4) : office.first]
                )
                j = self._past_cluster(office.last)
                # "… làm Cụm trưởng, bà X": the comma parts two people.
                j = j if took and tokens.norm_at(j) == "," else self._glue(j)
            elif "office" in here:
                title = self.title_at(j, j - 1 if tokens.norm_at(j - 1) in _FORMER else None, leads=True)
                if title is None:
                    break
                after = self._glue(title.last)
                chain.cued = True
                others = title.text.casefold().startswith(_OF_THE_STATE) or tokens.norm_at(j - 1) in _AUTHORISED
                if after > title.last and others:
                    # "Thừa ủy quyền của Thủ tướng Chính phủ, Bộ trưởng …": somebody else's office.
                    chain.titles.clear()
                    chain.first = after
                elif tokens.norm_at(title.last) != ":":
                    # "Thư ký:", "Giám đốc Sở Y tế các tỉnh:" head a line or list and are read by it.
                    chain.titles.append(title)
                j = after
            else:
                break
        chain.end = j

    def _rank_here(self, rank: Hit) -> bool:
        """A rank is written with a capital, or stands right before a name."""
        return self.tokens.is_capital(rank.first) or self.tokens.is_capital(rank.last)

    def _cue_here(self, cue: Hit) -> bool:
        """A capitalised honorific (``Ông``, ``Bà``) must be followed by a name or a title, and end no name itself."""
        after = cue.last
        if self.tokens.norm_at(cue.first) in _KIN and self.tokens.shape_at(cue.first - 1) == "C":
            return False
        if self.tokens.norm_at(after) in {":", "."}:
            after += 1
        return self.tokens.is_capital(after) or self.tokens.is_capital(cue.last)

    def _glue(self, j: int) -> int:
        """Step over a comma or dash between titles that lead up to a name, if a title or name really follows."""
        tokens = self.tokens
        if tokens.norm_at(j) in {",", *DASHES, ":", "là", "kiêm"}:
            here = self.hits.get(j + 1, {})
            if here.keys() & {"office", "head", "deputy", "rank", "cue"} or (
                tokens.norm_at(j) in DASHES and tokens.shape_at(j + 1) == "C"
            ):
                return j + 1
        return j

    def _past_cluster(self, j: int) -> int:
        """Step over the cluster's name and year after an office in it: ``Cụm trưởng Cụm thi đua số 8 năm 2023``."""
        tokens = self.tokens
        here = self.hits.get(j, {})
        if tokens.norm_at(j) in {"của", "các"}:
            here = self.hits.get(j + 1, {})
        inside = self.hits.get(j - 1, {}).get("cluster")
        if "cluster" in here:
            j = here["cluster"].last
        elif inside is not None and inside.last > j:
            # "Trưởng khối thi đua số 2": the office's last syllable begins the cluster's name.
            j = inside.last
        if "cluster" in here or inside is not None:
            while (
                tokens.norm_at(j) in {"số"}
                or tokens.shape_at(j) == "N"
                or (tokens.shape_at(j) in "CU" and all(c in "IVX" for c in tokens.words[j]))
            ):
                j += 1
            j = self._past_named(j)
        if tokens.norm_at(j) == "năm" and (tokens.shape_at(j + 1) == "N" or tokens.norm_at(j + 1) == "nay"):
            j += 2
        return j

    def _past_named(self, j: int) -> int:
        """Step over the rest of a cluster's name, if a title follows it: ``các tỉnh miền núi phía Bắc, Phó Chủ tịch …``."""
        tokens = self.tokens
        for k in range(j, j + _LONGEST_CLUSTER):
            joined = tokens.norm_at(k - 1) in {"và", "cùng", "với"}
            if joined and (self.hits.get(k, {}).keys() & {"cue", "rank"} or self.units.name_at(k) is not None):
                # "Cụm trưởng Cụm thi đua số 3 và đồng chí X": the next person.
                return j
            if tokens.shape_at(k) in "PB":
                titled = self.hits.get(k + 1, {}).keys() & {"office", "cue", "rank"}
                return k if titled and tokens.norm_at(k) in _SEPARATORS else j
            if tokens.norm_at(k) in _VERBS and tokens.shape_at(k) == "L":
                return j
        return j

    def _name(self, i: int, *, cued: bool) -> int | None:
        """The end of the name at token ``i``."""
        return self.cued_name_at(i) if cued else self.units.name_at(i) or self._titled_name(i)

    def _titled_name(self, i: int) -> int | None:
        """A name that ends like a place (``Nguyễn Thanh Hà``), if an office follows it."""
        tokens, end = self.tokens, self.units.name_run(i)
        if not 3 <= end - i <= 5 or tokens.shape_at(i) != "C" or level_at(tokens, i - 1) is not None:
            return None
        if self.hits.get(i, {}).keys() & {"province", "district"} or tokens.norm_at(end) not in _SEPARATORS:
            return None
        return end if self.hits.get(end + 1, {}).keys() & {"office", "head", "deputy"} else None

    # -- after the name ------------------------------------------------------------------------------------------------

    def _after(self, i: int, chain: _Chain) -> None:
        """Titles and offices that follow the name; ``chain.end`` is the end of the last one taken."""
        tokens, j = self.tokens, i
        if (gloss := self._gloss(i)) is not None:
            i = j = gloss
        opened = False
        while j < len(tokens):
            k = j
            if tokens.norm_at(k) in _SEPARATORS:
                opened = opened or tokens.norm_at(k) == "("
                k += 1
            elif (
                k == i
                and tokens.norm_at(k) == ":"
                and tokens.is_capital(k + 1)
                and "office" in self.hits.get(k + 1, {})
            ):
                # As in "1. Ông X: Phó Giám đốc Sở Y tế".
                k += 1
            elif tokens.norm_at(k) in {"là", "và", "kiêm", ")"} and chain.end > i:
                k += 1
                if tokens.norm_at(k) in _SEPARATORS:
                    k += 1
            elif k != i:
                break
            start = k
            k, of_unit = self._skip_unit_of_office(k)
            here = self.hits.get(k, {})
            if "head" in here or "deputy" in here:
                role = "deputy" if "deputy" in here else "head"
                office = here[role]
                last = self._past_cluster(office.last)
                if self._leads_to_next(last):
                    break
                chain.offices.append(ClusterOffice(k, office.last, role, of_unit))
                j = chain.end = last
            elif "office" in here and not of_unit:
                title = self.title_at(k, start)
                if title is None or self._leads_to_next(title.last) or (chain.end > i and self._of_others(title)):
                    break
                chain.titles.append(title)
                j = chain.end = title.last
            else:
                break
        if opened and tokens.norm_at(chain.end) == ")":
            chain.end += 1

    def apposition(self, i: int) -> tuple[tuple[Title, ...], tuple[ClusterOffice, ...], int]:
        """What follows a name that ends at token ``i``: titles, offices in the cluster, and the end of both."""
        chain = _Chain(end=i)
        self._after(i, chain)
        return tuple(chain.titles), tuple(chain.offices), chain.end

    def _of_others(self, title: Title) -> bool:
        """Whether a further office is that of many: ``… và giám đốc, chủ tịch công đoàn các công ty``.

        Bare offices before it in the same list are theirs too.
        """
        tokens, j = self.tokens, title.last
        listed = tokens.norm_at(title.first - 1) in {"và", "cùng"} or tokens.norm_at(title.first) in {"và", "cùng"}
        while title.unit is None and listed and tokens.norm_at(j) in {",", "hoặc", "và"}:
            more = self.title_at(j + 1)
            if more is None:
                break
            j = more.last
        counted = any(tokens.shape_at(k) == "N" and tokens.norm_at(k - 1) != "số" for k in range(title.last, j + 4))
        return listed and bool({"các", "những"} & set(tokens.norm[j : j + 4]) or counted)

    def _gloss(self, i: int) -> int | None:
        """The token after ``(bên phải)``, ``(người thứ hai từ trái sang)`` between a name and a title."""
        tokens = self.tokens
        if tokens.norm_at(i) != "(":
            return None
        for j in range(i + 1, i + 10):
            if tokens.norm_at(j) == ")":
                titled = tokens.norm_at(j + 1) in _SEPARATORS and "office" in self.hits.get(j + 2, {})
                return j + 1 if titled else None
            if tokens.shape_at(j) not in "LN" or "office" in self.hits.get(j, {}):
                return None
        return None

    def _skip_unit_of_office(self, k: int) -> tuple[int, bool]:
        """Step over ``nguyên``, or over ``đơn vị``, ``đại diện đơn vị`` before an office in the cluster.

        With the token after it, whether the office is only the unit's.
        """
        tokens = self.tokens
        represents = f"{tokens.norm_at(k)} {tokens.norm_at(k + 1)}" in {"đại diện", "thay mặt"}
        j = k + 2 if represents else k
        while tokens.norm_at(j) == "cho" or (represents and tokens.norm_at(j) in _COUNTS):
            j += 1
        if f"{tokens.norm_at(j)} {tokens.norm_at(j + 1)}" == "đơn vị":
            return j + 2, not represents
        return (k + 1 if tokens.norm_at(k) in _FORMER or tokens.norm_at(k) == "tân" else k), False

    def _leads_to_next(self, j: int) -> bool:
        """Whether a title is followed straight away by a name, so that it belongs to the next person."""
        tokens = self.tokens
        here = self.hits.get(j, {})
        if "cue" in here and tokens.shape_at(j) == "L":
            return False
        return tokens.shape_at(j) == "C" and "surname" in here and self.units.name_at(j) is not None
