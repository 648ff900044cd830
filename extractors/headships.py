"""Who heads a cluster: units and people in the office of head or deputy, by year, incumbent or elected."""

import re
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clusters import ClusterEntity, ClusterMention
from extractors.context import Context
from extractors.lexicon import data
from extractors.people import Person
from extractors.runs import Run, run_at, unit_runs
from extractors.title_grammar import Title
from extractors.units import Unit
from models import Evidence, Headship
from models.facts import HeadshipStatus, Role
from models.names import units_agree

_DATA = data("headships")
_ELECTION = tuple(_DATA["election_verbs"])
_STRONG = tuple(_DATA["strong_election_verbs"])
_NOT_YET = tuple(_DATA["not_yet"])
_NOT_ELECTIONS = re.compile(_DATA["not_elections"])
_INCUMBENCY = re.compile("|".join(rf"\b{cue}\b" for cue in _DATA["incumbency"]))
_RUNNING = tuple(tuple(words) for words in _DATA["running"])
_RUNNING_FIRST = frozenset(words[0] for words in _RUNNING)
_ELECTS = re.compile("|".join(rf"\b{verb}\b" for verb in _ELECTION))
_ELECTS_STRONGLY = re.compile("|".join(rf"\b{verb}\b" for verb in _STRONG))
_COMMITTEE = re.compile(r"ủy viên|uỷ viên|uv|tuv|huv|\w+ ủy viên", re.IGNORECASE)
"""Titles of membership in a committee, which is not the unit a person stands for."""
_HEADED: dict[str, str] = _DATA["headed"]
_BARE_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường", "quận", "trấn", "phố"})
_LEADING = frozenset({("đứng", "đầu"), ("điều", "hành"), ("phụ", "trách"), ("dẫn", "dắt")})
_CLAUSE = 22
_SHORT_LINE = 60
_OTHER_YEARS = re.compile("|".join(_DATA["other_years"]))
"""Words before a year that is not the year of an office."""
_LINKS = frozenset(_DATA["links_before"])
_AFTER = frozenset(_DATA["after"])
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)-(?:19|20)?\d\d")
_GAP = 18
_LONGEST_LIST = 160
"""How many tokens before an office the units are looked for that it may be about."""
_DASHES = frozenset("-–—‑−")
_BODY = frozenset({"title", "body", "item", "caption", "teaser"})


@dataclass(frozen=True, slots=True)
class Office:
    """``Cụm trưởng`` or ``Cụm phó`` at tokens ``[first, last)``."""

    first: int
    last: int
    role: Role


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of the text: a unit or person holds an office."""

    cluster: str
    role: Role
    unit: Unit | None
    person: str | None
    year: int | None
    status: HeadshipStatus
    quote: Evidence


class HeadshipFinder:
    """Finds the claims of one document."""

    def __init__(self, context: Context, decides: bool) -> None:
        self.context = context
        self.decides = decides
        """Whether the document is itself the decision that appoints heads."""
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits
        self.people = context.mentions.people
        self._held = {office.first: person for person in self.people for office in person.offices}

    def claims(self) -> list[Claim]:
        """What the prose, the lists and the captions say."""
        found: list[Claim] = []
        for i in sorted(self.hits):
            here = self.hits[i]
            role: Role | None = "deputy" if "deputy" in here else "head" if "head" in here else None
            if role is None or self.context.role_at(i) not in _BODY:
                continue
            found += self._at(Office(i, here[role].last, role))
        norm = self.tokens.norm
        for i in range(len(norm) - 2):
            if norm[i] in _RUNNING_FIRST and tuple(norm[i : i + 3]) in _RUNNING and self.context.role_at(i) in _BODY:
                found += self._at(Office(i, i + 3, "head"))
        for entity in self.context.clusters:
            for mention in entity.mentions:
                found += self._led(mention, entity)
        return found

    def _led(self, mention: ClusterMention, cluster: ClusterEntity) -> list[Claim]:
        """``Cụm thi đua số 8 do Hội X đứng đầu``."""
        tokens = self.tokens
        if tokens.norm_at(mention.last) != "do":
            return []
        _, last = self.context.sentence_at(mention.first)
        run = run_at(self.context, mention.last + 1, last, cluster.id)
        if run is None or tuple(tokens.norm[run.last : run.last + 2]) not in _LEADING:
            return []
        return self._claims(Office(run.last, run.last + 2, "head"), run, cluster)

    def _at(self, office: Office) -> list[Claim]:
        cluster = self._cluster_of(office)
        if cluster is None or self._not_yet(office):
            return []
        person = self._held.get(office.first)
        if person is not None:
            return self._by_person(office, person, cluster)
        claims = self._handover(office, cluster)
        if claims:
            return claims
        after = self._after(office, cluster.id)
        if after is not None:
            return self._claims(office, after, cluster)
        person = self._taking(office)
        if person is not None:
            return self._by_person(office, person, cluster, takes=True)
        before = self._before(office, cluster.id)
        if before is not None:
            return self._claims(office, before, cluster)
        return []

    def _cluster_of(self, office: Office) -> ClusterEntity | None:
        """The cluster named with the office (``Cụm trưởng Cụm thi đua số 7``), else the passage's."""
        for entity in self.context.clusters:
            if any(office.last <= mention.first <= office.last + 2 for mention in entity.mentions):
                return entity
        return self.context.cluster_for(office.first)

    def _taking(self, office: Office) -> Person | None:
        """The person who takes the office over: ``X thay mặt đơn vị nhận …``, ``X tiếp tục giữ nhiệm vụ …``."""
        first, _ = self.context.sentence_at(office.first)
        before = [person for person in self.people if first <= person.first and person.last <= office.first]
        if not before or not self._linked(before[-1].last, office.first):
            return None
        words = " ".join(self.tokens.norm[before[-1].last : office.first])
        if "cờ" in words and not re.search(r"thay mặt|đại diện", words):
            return None
        return before[-1]

    def _not_yet(self, office: Office) -> bool:
        first, last = self.context.sentence_at(office.first)
        words = " ".join(self.tokens.norm[first:last])
        return any(cue in words for cue in _NOT_YET)

    # -- a person in the office ----------------------------------------------------------------------------------------

    def _by_person(self, office: Office, person: Person, cluster: ClusterEntity, *, takes: bool = False) -> list[Claim]:
        unit = self._unit_of(person, cluster.id)
        by_unit = self._of_unit(office)
        if "nhận" in self.tokens.norm[max(0, office.first - 5) : office.first]:
            takes = True
            unit = unit or self._represented(office, cluster.id)
        year, status = self._time(office, None if takes else person)
        if takes and self._stays_on(office) and year is not None:
            kept = [Claim(cluster.id, office.role, unit, person.name, year - 1, "incumbent", self._quote(office))]
            return [*kept, Claim(cluster.id, office.role, unit, person.name, year, "elected", self._quote(office))]
        if year is None and status is None:
            return []
        name = None if by_unit else person.name
        if unit is None and name is None:
            return []
        return [Claim(cluster.id, office.role, unit, name, year, status or "incumbent", self._quote(office))]

    def _represented(self, office: Office, cluster: str) -> Unit | None:
        """The unit on whose behalf an office is taken: ``Thay mặt X nhận nhiệm vụ Cụm trưởng, ông Y …``."""
        first, _ = self.context.sentence_at(office.first)
        runs = unit_runs(self.context, first, office.first, cluster)
        return runs[-1].units[-1] if runs else None

    def _stays_on(self, office: Office) -> bool:
        """``tiếp tục giữ nhiệm vụ … thêm một năm``: in office now and chosen again (guidelines, point 31)."""
        first, last = self.context.sentence_at(office.first)
        words = " ".join(self.tokens.norm[first:last])
        return "tiếp tục" in words and re.search(r"thêm (một|1|01) (năm|nhiệm kỳ)", words) is not None

    def _of_unit(self, office: Office) -> bool:
        """Whether the office is the unit's and not the person's: ``đơn vị Cụm trưởng`` (guidelines, point 25)."""
        tokens = self.tokens
        at = office.first
        if tokens.norm_at(at - 2) != "đơn" or tokens.norm_at(at - 1) != "vị":
            return False
        lead = " ".join(tokens.norm[max(0, at - 6) : at - 2])
        return not re.search(r"(đại diện|thay mặt)$", lead)

    def _unit_of(self, person: Person, cluster: str) -> Unit | None:
        """The unit a person stands for: the organisation of the last title that names one."""
        best: Unit | None = None
        for title in person.titles:
            if _COMMITTEE.match(title.text):
                continue
            unit = self._headed(title, cluster) or title.unit or self._organisation_in(title)
            if unit is None:
                continue
            member = self.context.member_like(unit.name, cluster)
            if member is None and unit.place is not None:
                member = self.context.member_like(unit.place, cluster)
            if member is not None:
                return member
            if best is None or unit.place is not None:
                best = unit
        for title in person.titles:
            ends = [m for m in self.context.members.get(cluster, []) if _ends_alike(m.name, title.text)]
            if best is None and len(ends) == 1:
                return ends[0]
        if best is None or (best.place is None and best.name.split()[-1].casefold() in _BARE_LEVELS):
            before = self._item_unit(person, cluster)
            if before is not None:
                return before
        return self._local(best, cluster) if best is not None else None

    def _organisation_in(self, title: Title) -> Unit | None:
        """The organisation that ends a title: ``GĐ Sở Y tế Quảng Bình``."""
        for i in range(title.first + 1, title.last):
            unit = self.context.mentions.units.unit_at(i, lower=True)
            if unit is not None and unit.last == title.last:
                return unit
        return None

    def _headed(self, title: Title, cluster: str) -> Unit | None:
        """The member that the office itself names: ``Trưởng ban Đoàn kết Công giáo`` heads the ``Ban Đoàn kết …``."""
        for office, head in _HEADED.items():
            if title.text.casefold().startswith(office + " "):
                return self.context.member_like(head + title.text[len(office) :], cluster)
        return None

    def _item_unit(self, person: Person, cluster: str) -> Unit | None:
        """The unit that leads a list item about the person: ``- VKSND tỉnh X (Cụm phó): đ/c Y, Phó Viện trưởng``."""
        first, _ = self.context.line_at(person.name_first)
        runs = unit_runs(self.context, first, min(person.first, first + 16), cluster)
        return runs[0].units[0] if runs and len(runs[0].units) == 1 and runs[0].first - first <= 4 else None

    def _local(self, unit: Unit, cluster: str) -> Unit:
        """The unit as the cluster counts its members: the province for ``UBND tỉnh X`` in a cluster of provinces."""
        members = self.context.members.get(cluster, [])
        places = bool(members) and all(member.category == "place" for member in members)
        entity = next((e for e in self.context.clusters if e.id == cluster), None)
        if unit.category == "state" and unit.level and unit.place and unit.head in {"ubnd", "ủy ban nhân dân"}:
            named = entity is not None and unit.level in entity.name.casefold()
            if places or named or not members:
                return replace(unit, name=f"{unit.level} {unit.place}", category="place", head="")
        return unit

    # -- units in the office -------------------------------------------------------------------------------------------

    def _handover(self, office: Office, cluster: ClusterEntity) -> list[Claim]:
        """``vai trò Cụm trưởng chuyển từ A sang B``, ``nhận bàn giao nhiệm vụ Cụm trưởng 2019 từ A``, ``thay A là …``."""
        tokens = self.tokens
        _, last = self.context.sentence_at(office.first)
        claims: list[Claim] = []
        giver: Run | None = None
        for i in range(office.last, min(last, office.last + _GAP)):
            if tokens.norm_at(i) in {"từ", "thay", "thay cho"}:
                giver = run_at(self.context, i + 1, last, cluster.id)
                break
            if tokens.norm_at(i) in {".", ";", ":"}:
                break
        if giver is None:
            return []
        year, status = self._time(office)
        about = self.context.year_at(office.first)
        if self._said_year(office) is None and status != "elected" and about is not None:
            year, status = about + 1, "elected"
        if year is not None:
            claims += [
                Claim(cluster.id, office.role, unit, None, year - 1, "incumbent", self._quote(office))
                for unit in giver.units
            ]
        taker: Run | None = None
        if tokens.norm_at(giver.last) in {"sang", "cho"}:
            taker = run_at(self.context, giver.last + 1, last, cluster.id)
        person = self._taking(office) if taker is None else None
        if person is not None:
            unit = self._unit_of(person, cluster.id)
            claims.append(
                Claim(cluster.id, office.role, unit, person.name, year, status or "elected", self._quote(office))
            )
        elif taker is None:
            taker = self._before(office, cluster.id)
        if taker is not None:
            claims += [
                Claim(cluster.id, office.role, unit, None, year, status or "elected", self._quote(office))
                for unit in taker.units
            ]
        return claims

    def _after(self, office: Office, cluster: str) -> Run | None:
        """Units told after the office: ``Cụm trưởng: X``, ``Cụm phó là X và Y``, ``Trưởng khối năm 2020 cho X``."""
        tokens = self.tokens
        _, line_last = self.context.line_at(office.first)
        _, sentence_last = self.context.sentence_at(office.first)
        last = min(line_last, max(sentence_last, office.last + 1))
        i = office.last
        cue = self._introduces(office)
        if cue:
            i += 1
        named = False
        while i < min(last, office.last + _GAP):
            run = run_at(self.context, i, last, cluster) if cue or tokens.norm_at(i - 1) in {":", "là", "cho"} else None
            if run is not None:
                return run if self._not_next_clause(office, run) else None
            norm = tokens.norm_at(i)
            here = self.hits.get(i, {})
            if "cluster" in here:
                mention = self._mention_at(i)
                i = mention if mention is not None else here["cluster"].last
                named = True
                continue
            if named and norm == "gồm":
                return None
            if norm in {":", "là", "gồm", "do", "cho", "về", "giao", "sang", *_DASHES}:
                cue = True
            elif norm not in _AFTER and not _YEAR.fullmatch(tokens.words[i]):
                return None
            if norm == "," and not cue:
                return None
            i += 1
        return None

    def _introduces(self, office: Office) -> bool:
        """``Là đơn vị Cụm trưởng, X …``, ``Với vai trò Cụm trưởng, X …``: the unit follows the comma."""
        tokens = self.tokens
        first, _ = self.context.sentence_at(office.first)
        opening = tokens.norm[first : office.first]
        return tokens.norm_at(office.last) == "," and len(opening) <= 6 and bool({"là", "với", "trên"} & set(opening))

    def _mention_at(self, i: int) -> int | None:
        for mention in self.context.cluster_mentions:
            if mention.first == i:
                return mention.last
        return None

    def _not_next_clause(self, office: Office, run: Run) -> bool:
        """Whether a unit behind a dash or comma is not the subject of the next office: ``… - Cụm trưởng; Y - Cụm phó``."""
        tokens = self.tokens
        after = run.last
        if tokens.norm_at(after) in {*_DASHES, "("} and self.hits.get(after + 1, {}).keys() & {"head", "deputy"}:
            return False
        if any(self.hits.get(i, {}).keys() & {"head", "deputy"} for i in range(run.first, run.last)):
            return False
        return not (tokens.norm_at(after) in {"làm", "giữ"} and tokens.norm_at(office.last) not in {":", "là"})

    def _before(self, office: Office, cluster: str) -> Run | None:
        """Units told before the office: ``X làm Cụm trưởng``, ``X (Cụm phó)``, ``X và Y đảm nhiệm Cụm phó``."""
        tokens = self.tokens
        first, _ = self.context.sentence_at(office.first)
        line_first, _ = self.context.line_at(office.first)
        if office.first - line_first <= _SHORT_LINE:
            # Rows of dots between a unit and its office are no ends of sentences.
            first = line_first
        first = max(first, office.first - _LONGEST_LIST)
        runs = [run for run in unit_runs(self.context, first, office.first, cluster) if run.last <= office.first]
        if not runs:
            return None
        run = runs[-1]
        if not self._linked(run.last, office.first):
            return None
        # "UNIT_1, UNIT_2 (Cụm phó)": a bracket, dash or row of dots is about the last unit alone.
        mark = tokens.norm_at(run.last)
        if mark == "," and run.last + 1 == office.first and not self._closed(office):
            return None
        if mark in {"(", ".", "…", *_DASHES} or (mark == "," and tokens.norm_at(run.last + 1) in {"đơn"}):
            return replace(run, units=run.units[-1:])
        return run

    def _closed(self, office: Office) -> bool:
        """Whether an office behind a comma is an apposition: ``X, Cụm trưởng, cho biết``, not ``X, Cụm trưởng lập …``."""
        tokens, i = self.tokens, office.last
        while tokens.norm_at(i) in {"năm", "nay"} or tokens.shape_at(i) == "N":
            i += 1
        return tokens.shape_at(i) in "PB" or "cluster" in self.hits.get(i, {})

    def _linked(self, first: int, last: int) -> bool:
        tokens = self.tokens
        if sum(tokens.norm[i] not in {".", "…"} for i in range(first, last)) > _GAP:
            return False
        for i in range(first, last):
            norm = tokens.norm[i]
            if norm in _LINKS or _YEAR.fullmatch(tokens.words[i]) or norm in {",", "(", ".", "…", '"', *_DASHES}:
                continue
            if "cluster" in self.hits.get(i, {}) or norm in {"thi", "đua", "số", "này"}:
                continue
            return False
        return True

    def _claims(self, office: Office, run: Run, cluster: ClusterEntity) -> list[Claim]:
        year, status = self._time(office)
        if status is None:
            return []
        claims = []
        for unit in run.units:
            member = self.context.member_like(unit.name, cluster.id) or self._local(unit, cluster.id)
            name = self._representative(office) if len(run.units) == 1 else None
            claims.append(Claim(cluster.id, office.role, member, name, year, status, self._quote(office)))
        return claims

    def _representative(self, office: Office) -> str | None:
        """Who is named for a unit in office: ``VKSND tỉnh X (Cụm phó): đ/c Y, …`` (guidelines, point 12)."""
        tokens = self.tokens
        if tokens.norm_at(office.last) != ")" or tokens.norm_at(office.last + 1) != ":":
            return None
        return next((p.name for p in self.people if p.first == office.last + 2), None)

    def signed(self) -> list[Claim]:
        """Heads who sign the document in that office (guidelines, point 21); ``KT. CỤM TRƯỞNG`` signs for another."""
        tokens = self.tokens
        found = []
        for i, here in sorted(self.hits.items()):
            if "head" not in here or self.context.role_at(i) != "signature" or tokens.norm_at(i - 2) == "kt":
                continue
            cluster = self.context.cluster_for(i) or self.context.main_cluster
            signer = next(
                (p for p in self.people if p.first > i and self.context.role_at(p.first) == "signature"), None
            )
            if cluster is None or signer is None or self.context.year is None:
                continue
            unit = self._unit_of(signer, cluster.id)
            quote = self.context.evidence(i, signer.last)
            name = self._signature(signer)
            found.append(Claim(cluster.id, "head", unit, name, self.context.year, "incumbent", quote))
        return found

    # -- when ----------------------------------------------------------------------------------------------------------

    def _time(self, office: Office, person: Person | None = None) -> tuple[int | None, HeadshipStatus | None]:
        """The year of office and its status; (None, None) for a head of earlier years (guidelines, point 23)."""
        about = self.context.year_at(office.first)
        said = self._said_year(office)
        words = self._clause(office)
        if said is not None:
            if about is None:
                return said, "elected" if _ELECTS.search(words) else "incumbent"
            if said > about:
                return said, "elected"
            if said == about - 1 and (self.decides or self.context.opens_year):
                return said, "incumbent"
            if said == about:
                appointed = self.decides or (
                    person is None and self.context.opens_year and _ELECTS_STRONGLY.search(words)
                )
                return said, "elected" if appointed else "incumbent"
            return None, None
        if self.decides and about is not None:
            return about, "elected"
        passing = person is not None or self._apposition(office) or self._of_unit(office)
        if not passing and _ELECTS.search(words) and not _INCUMBENCY.search(words):
            return (about + 1 if about is not None else None), "elected"
        return about, "incumbent"

    def _said_year(self, office: Office) -> int | None:
        """The year said with the office: right after it, else the nearest in its clause, else in its list's heading."""
        tokens = self.tokens
        about = self.context.year_at(office.first)
        _, last = self.context.sentence_at(office.first)
        for i in range(office.last, min(last, office.last + 12)):
            if tokens.norm_at(i) in {";", ".", "(", ")"}:
                break
            year = self._year_at(i, about)
            if year is not None:
                return year
            if self.hits.get(i, {}).keys() & {"head", "deputy"} and tokens.norm_at(i - 1) not in {",", "và"}:
                break
        if self._apposition(office):
            return None
        first, _ = self.context.sentence_at(office.first)
        depth = 0
        for i in range(office.first - 1, first - 1, -1):
            depth += (tokens.norm[i] == ")") - (tokens.norm[i] == "(")
            year = self._year_at(i, about) if depth <= 0 else None
            if year is not None and self._tied(i, office):
                return year
        for i in range(office.last, min(last, office.last + 2 * _GAP)):
            year = self._year_at(i, about)
            if year is not None and self._tied(i, office):
                return year
        return None

    def _apposition(self, office: Office) -> bool:
        """``X, Cụm trưởng, cho biết …``, ``X (Cụm phó)``, ``X - Cụm trưởng``: the office says who X is in passing."""
        before = self.tokens.norm_at(office.first - 1)
        return before in {",", "(", *_DASHES} and self._closed(office)

    def _tied(self, i: int, office: Office) -> bool:
        """Whether a year elsewhere in the sentence is the office's: not the year of an award, a pledge or a meeting."""
        low, high = (i, office.first) if i < office.first else (office.last, i)
        if any(self.tokens.norm_at(k) == "thay" for k in range(low, high)):
            return False
        first, _ = self.context.sentence_at(i)
        words = " ".join(self.tokens.norm[max(first, i - 6) : i]).rpartition(",")[2]
        return not _OTHER_YEARS.search(words)

    def _year_at(self, i: int, about: int | None) -> int | None:
        tokens = self.tokens
        if tokens.shape_at(i) == "N":
            # A school year stands for its first year (guidelines, point 20).
            if school := _SCHOOL_YEAR.fullmatch(tokens.words[i]):
                return int(school.group(1))
            second = tokens.norm_at(i - 1) in _DASHES and _YEAR.fullmatch(tokens.words[i - 2]) is not None
            if _YEAR.fullmatch(tokens.words[i]) and not second:
                return int(tokens.words[i])
        if tokens.norm_at(i) == "năm" and about is not None:
            nxt = tokens.norm_at(i + 1)
            if nxt in {"tới", "sau", "mới"} or (nxt == "tiếp" and tokens.norm_at(i + 2) == "theo"):
                return about + 1
            if nxt == "nay":
                return about
            if nxt == "ngoái" or (nxt == "trước" and tokens.norm_at(i + 2) != "mắt"):
                return about - 1
        return None

    def _clause(self, office: Office) -> str:
        """The words around the office, between semicolons, with look-alikes of election verbs taken out."""
        first, last = self.context.sentence_at(office.first)
        low = max(first, office.first - _CLAUSE)
        high = min(last, office.last + _CLAUSE)
        for i in range(office.first - 1, low - 1, -1):
            if self.tokens.norm_at(i) == ";":
                low = i + 1
                break
        for i in range(office.last, high):
            if self.tokens.norm_at(i) == ";":
                high = i
                break
        return _NOT_ELECTIONS.sub(" ", " ".join(self.tokens.norm[low:high]))

    def _signature(self, signer: Person) -> str:
        """The signer's name; of two names side by side (``THƯ KÝ … CỤM TRƯỞNG``) the last that the text has named."""
        first, last = self.context.line_at(signer.name_first)
        line = self.tokens.string(first, last)
        named = [
            p.name for p in self.people if self.context.role_at(p.name_first) != "signature" and line.endswith(p.name)
        ]
        return max(named, key=len, default=signer.name)

    def _quote(self, office: Office) -> Evidence:
        return self.context.sentence_evidence(office.first)


def merge(claims: list[Claim]) -> list[tuple[Claim, tuple[Evidence, ...]]]:
    """One headship a cluster, role, year and holder: mentions with and without the person or the unit are one."""
    merged: list[tuple[Claim, list[Evidence]]] = []
    for claim in claims:
        for at, (known, quotes) in enumerate(merged):
            if _same(known, claim):
                quotes.append(claim.quote)
                merged[at] = (
                    replace(
                        known,
                        unit=_longer(known.unit, claim.unit),
                        person=known.person or claim.person,
                        year=known.year or claim.year,
                    ),
                    quotes,
                )
                break
        else:
            merged.append((claim, [claim.quote]))
    return [(claim, tuple(dict.fromkeys(quotes))) for claim, quotes in merged]


def _same(a: Claim, b: Claim) -> bool:
    if (a.cluster, a.role, a.status) != (b.cluster, b.role, b.status):
        return False
    if a.year is not None and b.year is not None and a.year != b.year:
        return False
    if a.unit is not None and b.unit is not None:
        return units_agree(a.unit.name, b.unit.name) or _begins(a.unit.name, b.unit.name)
    if a.person is not None and b.person is not None:
        return a.person == b.person
    # A person named only "Cụm trưởng X" is the head whose unit is told elsewhere.
    return a.role == "head"


def _longer(a: Unit | None, b: Unit | None) -> Unit | None:
    if a is None or b is None:
        return a or b
    return a if len(a.name) >= len(b.name) else b


def _begins(a: str, b: str) -> bool:
    """Whether one name only leaves the place of the other out: ``Tỉnh đoàn`` and ``Tỉnh đoàn Đồng Tháp``."""
    short, long = sorted((a.casefold(), b.casefold()), key=len)
    return long.startswith(short + " ")


def _ends_alike(unit: str, title: str) -> bool:
    """Whether a title ends in the last three words of a unit's name: ``Phó TGĐ Cao su Mang Yang``."""
    words, said = unit.casefold().split(), title.casefold().split()
    return len(words) > 3 and len(said) > 3 and words[-3:] == said[-3:]


@Language.component("headships")
def headships(doc: Doc) -> Doc:
    """Component that sets ``doc._.headships`` and records heads and deputies as members."""
    context: Context = doc._.context
    if not context.clusters:
        return doc
    front = doc._.front
    decides = (
        front is not None
        and front.kind in {"decision", "notice"}
        and front.title is not None
        and bool(re.search(r"phân công|chỉ định|giao|kiện toàn|chia|phân|cử|thành lập", front.title.casefold()))
    )
    finder = HeadshipFinder(context, decides)
    found = []
    for claim, quotes in merge([*finder.claims(), *finder.signed()]):
        member = context.add_member(claim.cluster, claim.unit, quotes[0]) if claim.unit else None
        found.append(
            Headship(
                cluster=claim.cluster,
                role=claim.role,
                unit=member.name if member else None,
                person=claim.person,
                year=claim.year,
                status=claim.status,
                evidence=quotes[:2],
            )
        )
    doc._.headships = tuple(found)
    return doc
