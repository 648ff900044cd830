"""Who heads a cluster: units and people in the office of head or deputy, by year, incumbent or elected."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.clusters import ClusterEntity, ClusterMention
from extractors.context import Context
from extractors.headship_callbacks import called_back
from extractors.headship_clusters import OfficeClusters
from extractors.headship_handovers import Handovers
from extractors.headship_people import HolderUnits
from extractors.headship_tables import HeadshipTables
from extractors.headship_takers import takers
from extractors.headship_times import Office, OfficeTimes
from extractors.headship_units import OfficeUnits
from extractors.lexicon import data
from extractors.people import Person
from extractors.runs import Run, first_of_run, run_at, unit_runs
from extractors.signatories import signatories
from extractors.units import Unit
from models import Evidence, Headship
from models.facts import HeadshipStatus, Role
from models.names import fold_name, units_agree

_DATA = data("headships")
_BARE_KINDS = frozenset(data("members")["bare_kinds"])
_NOT_YET = tuple(_DATA["not_yet"])
_PLANNED = re.compile(_DATA["planned"])
_RUNNING = tuple(tuple(words) for words in _DATA["running"])
_RUNNING_FIRST = frozenset(words[0] for words in _RUNNING)
_LEADING = frozenset({("đứng", "đầu"), ("điều", "hành"), ("phụ", "trách"), ("dẫn", "dắt")})
_TAKES_ON = re.compile(r"\b(?:nhận|giữ|làm|tục|được|bầu|mặt|diện|đảm|phụ trách|đương|gánh|trúng|kiêm|thay|kế|là)\b")
_OFFICIAL = re.compile(r"(?:chuyên viên|cán bộ|công chức|thanh tra viên)\b")
_BODY = frozenset({"title", "body", "item", "caption", "teaser"})
_GAP = 18
_FARTHEST_NAME = 12
_LONGEST_LEAD = 20
_TAKING_ON = re.compile(
    r"(?:\S+ ){0,3}nhận (?:nhiệm vụ|bàn giao|chức(?: vụ)?|vai trò|trọng trách|trách nhiệm|cương vị|cờ luân lưu)(?: \S+){0,2}"
)
_ONE_MORE = re.compile(
    r"tiếp tục .*thêm (?:một|1|01|nhiệm kỳ|năm)\b|\b(?:một|1|01) (?:năm|nhiệm kỳ) nữa\b|(?:làm|giữ) thêm (?:một|1|01) (?:năm|nhiệm kỳ)"
)
_IN_ROLE = re.compile(
    r"^(?:\S+ ){0,2}(?:thay mặt|đại diện)|(?:thay mặt|đại diện|tư cách|vai trò|cương vị|trọng trách).{0,24}$"
)


_DECIDES = re.compile(
    r"phân công|chỉ định|công nhận (?:đơn vị )?(?:trưởng|phó|cụm|khối)|\bgiao\b(?! ước| ban)|kiện toàn|\bchia\b|\bphân\b|\bcử\b|thành lập|điều chỉnh"
)


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

    def __init__(self, context: Context, decides: bool, reports: bool = False, orders: bool = False) -> None:
        self.context = context
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits
        self.people = context.mentions.people
        self.times = OfficeTimes(context, decides, reports, orders)
        self.units = OfficeUnits(context, self.times)
        self.handovers = Handovers(context, self.units)
        self.holders = HolderUnits(context)
        self.clusters = OfficeClusters(context)
        self.tables = HeadshipTables(context, self.clusters)
        self._held: dict[int, list[Person]] = {}
        named = {i for mention in context.cluster_mentions for i in range(mention.first, mention.last)}
        for person in self.people:
            if person.name_first in named:
                continue
            for office in person.offices:
                if "quyền" in self.tokens.norm[max(0, office.first - 3) : office.first]:
                    # "Theo ủy quyền của Cụm trưởng, ông X …"
                    continue
                self._held.setdefault(office.first, []).append(person)
        self._by_first = {person.first: person for person in self.people}
        self._taken = 0
        """The token up to which units belong to an office already read."""
        self._paired: set[int] = set()
        """Offices read together with the one before."""
        self._told: tuple[int, Claim] | None = None
        """The token of the last office somebody was chosen for, with that claim."""

    def claims(self) -> list[Claim]:
        """What the prose, the lists and the captions say."""
        found = self._tabled()
        for office in self.units.offices():
            if office.first in self.tables.read:
                continue
            if self.context.role_at(office.first) not in _BODY or office.first in self._paired:
                continue
            claims = self._with_takers(office, self._at(office))
            found += claims
            chosen = next((claim for claim in claims if claim.status == "elected"), None)
            if chosen is not None:
                self._told = office.first, chosen
        norm = self.tokens.norm
        self._taken = 0
        for i in self.tokens.where(_RUNNING_FIRST):
            if tuple(norm[i : i + 3]) in _RUNNING and self.context.role_at(i) in _BODY and norm[i - 1] != ")":
                found += self._at(Office(i, i + 3, "head"))
        for entity in self.context.clusters:
            for mention in entity.mentions:
                found += self._led(mention, entity)
        return found

    def _tabled(self) -> list[Claim]:
        """What tables say."""
        found: list[Claim] = []
        for entry in self.tables.entries():
            year, status = self.times.time_in_table(entry.office, entry.year)
            if status is None:
                continue
            for unit in entry.units:
                member = self.context.member_like(unit.name, entry.cluster.id) or self.holders.local(
                    unit, entry.cluster.id
                )
                quote = self.context.evidence(*self.context.line_at(entry.office.first))
                found.append(Claim(entry.cluster.id, entry.office.role, member, None, year, status, quote))
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
        cluster = self.clusters.cluster(office)
        if cluster is None or self._not_yet(office):
            return []
        introduced = self._introduced(office)
        people = self._held.get(office.first) or ([introduced] if introduced else [])
        if people:
            return [claim for person in people for claim in self._by_person(office, person, cluster)]
        pair = self.units.pair(office, cluster.id)
        if pair is not None:
            self._paired.add(pair[1][0].first)
            return [claim for one, run in pair for claim in self._claims(one, run, cluster, at=pair[1][0])]
        claims = self._handed_on(office, cluster) or self._handover(office, cluster)
        if claims:
            return claims
        after = self.units.after(office, cluster.id)
        if after is not None:
            if self.tokens.norm_at(after.first - 1) != ",":
                self._taken = after.last
            giver = self.units.giver(office, cluster.id, 0)
            return [*self._given_up(office, giver, cluster), *self._claims(office, after, cluster)]
        person = self._taking(office)
        if person is not None:
            return self._by_person(office, person, cluster, takes=True)
        before = called_back(self.context, self.units, office, cluster.id)
        before = before or self.units.before(office, cluster.id, self._taken)
        if before is not None:
            return self._claims(office, before, cluster)
        return []

    def _with_takers(self, office: Office, claims: list[Claim]) -> list[Claim]:
        """The claims with who takes the office over for the unit chosen (guidelines, point 38)."""
        if not any(claim.status == "elected" and claim.unit and not claim.person for claim in claims):
            return claims
        people = takers(self.context, office.first)
        found = []
        for claim in claims:
            person = None
            if claim.status == "elected" and claim.unit and not claim.person:
                person = next((p for p in people if self._stands_for(p, claim)), None)
            found.append(replace(claim, person=person.name) if person else claim)
        return found

    def _stands_for(self, person: Person, claim: Claim) -> bool:
        unit = self.holders.unit_of(person, claim.cluster)
        return unit is not None and claim.unit is not None and units_agree(unit.name, claim.unit.name)

    # -- whose office --------------------------------------------------------------------------------------------------

    def _introduced(self, office: Office) -> Person | None:
        """Who follows the comma: ``Thay mặt đơn vị Cụm trưởng mới, ông X``, ``Với tư cách Trưởng khối năm 2019, bà Y``."""
        first, last = self.context.sentence_at(office.first)
        lead = " ".join(self.tokens.norm[max(first, office.first - _LONGEST_LEAD) : office.first])
        lead = lead.rpartition(":")[2].strip()
        opens = lead in {"", "tân"} and self.times.closed(office)
        if not opens and not _IN_ROLE.search(lead) and not _TAKING_ON.fullmatch(lead):
            return None
        for i in range(office.last, min(last, office.last + _FARTHEST_NAME)):
            if self.tokens.norm[i] == ",":
                return self._by_first.get(i + 1)
            if self.tokens.norm[i] in {".", ";", ":"}:
                return None
        return None

    def _taking(self, office: Office) -> Person | None:
        """The person who takes the office over: ``X thay mặt đơn vị nhận …``, ``X tiếp tục giữ nhiệm vụ …``."""
        first, _ = self.context.sentence_at(office.first)
        opening = bisect_left(self.people, first, key=lambda person: person.first)
        closing = bisect_left(self.people, office.first, key=lambda person: person.first)
        before = [person for person in self.people[opening:closing] if person.last <= office.first]
        if not before or not self.units.linked(before[-1].last, office.first):
            return None
        words = " ".join(self.tokens.norm[before[-1].last : office.first])
        if not _TAKES_ON.search(words):
            return None
        if "cờ" in words and not re.search(r"thay mặt|đại diện", words):
            return None
        return before[-1]

    def _not_yet(self, office: Office) -> bool:
        """Whether the clause of an office says that nobody is chosen: ``chưa bầu``, ``dự kiến Cụm trưởng là …``."""
        tokens = self.tokens
        first, last = self.context.sentence_at(office.first)
        low = max((i + 1 for i in range(first, office.first) if tokens.norm[i] == ";"), default=first)
        high = next((i for i in range(office.last, last) if tokens.norm[i] == ";"), last)
        before, after = " ".join(tokens.norm[low : office.first]), " ".join(tokens.norm[office.last : high])
        return bool(_PLANNED.search(before)) or any(cue in f"{before} | {after}" for cue in _NOT_YET)

    # -- a person in the office ----------------------------------------------------------------------------------------

    def _by_person(self, office: Office, person: Person, cluster: ClusterEntity, *, takes: bool = False) -> list[Claim]:
        charged = tuple(self.tokens.norm[office.first : office.first + 2]) == ("phụ", "trách")
        if charged and any(_OFFICIAL.match(title.text.casefold()) for title in person.titles):
            # "ông X, chuyên viên Phòng Y, phụ trách cụm": whom the authority sends.
            return []
        unit = self.holders.unit_of(person, cluster.id)
        by_unit = self.times.of_unit(office)
        if "nhận" in self.tokens.norm[max(0, office.first - 5) : office.first]:
            takes = True
            unit = unit or self._represented(office, cluster.id)
        year, status = self.times.time(office, person=not takes)
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
        low = max((i for i in range(first, office.first) if self.tokens.norm[i] == ";"), default=first)
        high = next((i for i in range(office.last, last) if self.tokens.norm[i] == ";"), last)
        words = " ".join(self.tokens.norm[low:high])
        return _ONE_MORE.search(words) is not None

    # -- units in the office -------------------------------------------------------------------------------------------

    def _handed_on(self, office: Office, cluster: ClusterEntity) -> list[Claim]:
        """``X hết nhiệm kỳ Cụm trưởng, Y lên thay``, ``X - Cụm trưởng năm 2018 - bàn giao cho Y``."""
        told = self.handovers.told(office, cluster.id, self._taken)
        if told is None:
            return []
        about, said = self.context.year_at(office.first), self.times.said_year(office)
        if about is None:
            return []
        midyear = self.times.midyear(office)
        left = said if said is not None and said <= about else about
        taken = left if midyear else (said if said is not None and said > about else left + 1)
        found = []
        if self.context.opens_year and not midyear and said is None:
            left, taken = about - 1, about
        holders: list[tuple[Run | None, int, HeadshipStatus]] = [
            (told.giver, left, "incumbent"),
            (told.taker, taken, "elected"),
        ]
        for run, year, status in holders:
            for unit in run.units if run is not None else ():
                member = self.context.member_like(unit.name, cluster.id) or self.holders.local(unit, cluster.id)
                found.append(Claim(cluster.id, office.role, member, None, year, status, self._quote(office)))
        return found

    def _handover(self, office: Office, cluster: ClusterEntity) -> list[Claim]:
        """``vai trò Cụm trưởng chuyển từ A sang B``, ``nhận bàn giao nhiệm vụ Cụm trưởng 2019 từ A``, ``thay A là …``."""
        replaced = self.units.replaced(office, cluster.id, self._taken)
        if replaced is not None:
            taker, giver = replaced
            return [*self._given_up(office, giver, cluster), *self._claims(office, taker, cluster)]
        tokens = self.tokens
        _, last = self.context.sentence_at(office.first)
        from_run = self._from(office, last, cluster)
        if from_run is None:
            return []
        taken, self._taken = self._taken, from_run.last
        claims = self._given_up(office, from_run, cluster)
        if tokens.norm_at(from_run.last) in {"sang", "cho"}:
            to_run = run_at(self.context, from_run.last + 1, last, cluster.id)
        else:
            person = self._taking(office)
            if person is not None:
                return [*claims, *self._by_person(office, person, cluster, takes=True)]
            to_run = self.units.before(office, cluster.id, taken)
        if to_run is None:
            return claims
        year, status = self._handed_over(office)
        return claims + [
            Claim(cluster.id, office.role, unit, None, year, status, self._quote(office)) for unit in to_run.units
        ]

    def _from(self, office: Office, last: int, cluster: ClusterEntity) -> Run | None:
        for i in range(office.last, min(last, office.last + _GAP)):
            if self.tokens.norm_at(i) in {"từ", "thay", "thay cho"}:
                start = i + 2 if self.tokens.norm_at(i + 1) in {"chính", "cho", "tay"} else i + 1
                run = run_at(self.context, start, last, cluster.id)
                if run is not None and len(run.units) > 1 and self.units.leads_on(run.last, last):
                    return first_of_run(self.context, start, last, cluster.id)
                return run
            named = self.tokens.is_capital(i) and self.context.mentions.units.head_at(i) is not None
            if named or self.tokens.norm_at(i) in {".", ";", ":", "("}:
                return None
        return None

    def _handed_over(self, office: Office) -> tuple[int | None, HeadshipStatus]:
        """The time of who takes an office over, at the latest from the coming year on."""
        year, status = self.times.time(office)
        about = self.context.year_at(office.first)
        if self.times.said_year(office) is None and status != "elected" and about is not None:
            return about + 1, "elected"
        return year, status or "elected"

    def _given_up(self, office: Office, giver: Run | None, cluster: ClusterEntity) -> list[Claim]:
        """Who held an office until now that somebody else is to hold from the coming year on."""
        if giver is None:
            return []
        year, status = self._handed_over(office)
        if year is None or (status == "incumbent" and not self.context.opens_year):
            return []
        return [
            Claim(cluster.id, office.role, unit, None, year - 1, "incumbent", self._quote(office))
            for unit in giver.units
        ]

    def _claims(self, office: Office, run: Run, cluster: ClusterEntity, at: Office | None = None) -> list[Claim]:
        """The units of ``run`` in the office; ``at`` is the one beside it whose time is theirs too."""
        year, status = self.times.time(at or office)
        if status is None:
            return []
        year, status = self._as_told(office, cluster, year, status)
        about = self.context.year_at(office.first)
        if status == "incumbent" and year == about is not None and self._stays_on(office):
            year, status = about + 1, "elected"
        claims = []
        between = self.units.person_between(self.people, run, office)
        for unit in run.units:
            member = self.context.member_like(unit.name, cluster.id) or self.holders.local(unit, cluster.id)
            name = self._representative(office, run) if len(run.units) == 1 else None
            if name is None and len(run.units) == 1:
                name = self._before_bracket(office, run)
            if name is None and between is not None and unit is run.units[-1]:
                name = between.name
            if self._stays_on(office) and status == "elected" and year is not None:
                claims.append(Claim(cluster.id, office.role, member, None, year - 1, "incumbent", self._quote(office)))
            claims.append(Claim(cluster.id, office.role, member, name, year, status, self._quote(office)))
        return claims

    def _as_told(
        self, office: Office, cluster: ClusterEntity, year: int | None, status: HeadshipStatus
    ) -> tuple[int | None, HeadshipStatus]:
        """The time of the office told just before: ``X được bầu làm Cụm trưởng năm 2019. Cụm phó là Y.``"""
        if self._told is None or status == "elected" or self.times.said_year(office) is not None:
            return year, status
        at, claim = self._told
        first, _ = self.context.sentence_at(office.first)
        before, _ = self.context.sentence_at(max(first - 1, 0))
        passing = self.times.apposition(office) or self.times.of_unit(office) or self.times.sits(office)
        near = before <= at < office.first and self.context.line_at(at) == self.context.line_at(office.first)
        if near and not passing and claim.cluster == cluster.id and claim.role != office.role:
            return claim.year, claim.status
        return year, status

    def _representative(self, office: Office, run: Run) -> str | None:
        """Who is named for a unit in office: ``VKSND tỉnh X (Cụm phó): đ/c Y, …``, ``… là X (đ/c Y)`` (point 12)."""
        tokens = self.tokens
        at = max(run.last, office.last)
        while tokens.norm_at(at) in {"năm", "học", "mới"} or (tokens.shape_at(at) == "N" and at > run.last):
            at += 1
        if tokens.norm_at(at) == "(" and (person := self._by_first.get(at + 1)) is not None:
            return person.name
        if tokens.norm_at(office.last) != ")" or tokens.norm_at(office.last + 1) != ":":
            return None
        return next((p.name for p in self.people if p.first == office.last + 2), None)

    def _before_bracket(self, office: Office, run: Run) -> str | None:
        """Who stands before the bracket of unit and office: ``cô X (THCS Y, Cụm phó)``."""
        tokens = self.tokens
        if tokens.norm_at(run.first - 1) != "(" or tokens.norm_at(office.last) != ")" or office.first - run.last > 1:
            return None
        at = bisect_left(self.people, run.first, key=lambda person: person.first) - 1
        return self.people[at].name if at >= 0 and self.people[at].last == run.first - 1 else None

    def signed(self) -> list[Claim]:
        """Heads who sign the document in that office (guidelines, point 21); ``KT. CỤM TRƯỞNG`` signs for another."""
        found: list[Claim] = []
        for signer in signatories(self.context):
            cluster = self.context.main_cluster or self.context.cluster_for(signer.office)
            if signer.capacity != "head" or cluster is None or self.context.year is None:
                continue
            named = [person for person in self.people if fold_name(person.name) == fold_name(signer.name)]
            units = (self.holders.unit_of(person, cluster.id) for person in reversed(named))
            unit = next((unit for unit in units if unit is not None), None)
            quote = self.context.evidence(signer.office, signer.last)
            found.append(Claim(cluster.id, "head", unit, signer.name, self.context.year, "incumbent", quote))
        return found

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


@Language.component("headships")
def headships(doc: Doc) -> Doc:
    """Component that sets ``doc._.headships`` and records heads and deputies as members."""
    context: Context = doc._.context
    if not context.clusters:
        return doc
    front = doc._.front
    decides = (
        front is not None
        and front.title is not None
        and front.kind in {"decision", "notice"}
        and bool(_DECIDES.search(front.title.casefold()))
    )
    reports = front is not None and front.kind == "official_report"
    orders = front is not None and front.kind == "decision"
    finder = HeadshipFinder(context, decides, reports, orders)
    found = []
    for said, quotes in merge([*finder.claims(), *finder.signed()]):
        bare = said.unit is not None and said.unit.name.casefold() in _BARE_KINDS
        if bare and said.person is None:
            continue
        claim = replace(said, unit=None) if bare else said
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
