"""Leaders: the people who take part in the meeting or hold an office in a cluster, each once a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc

from extractors.appearances import Appearance, AppearanceReader
from extractors.context import Context
from extractors.deeds import DeedReader
from extractors.lexicon import data
from extractors.offices import Office, OfficeReader
from extractors.people import Person
from extractors.person_titles import merged, titles_of
from extractors.signatories import Signatory, signatories
from models import DocumentFacts, Evidence, Headship, Leader
from models.facts import Capacity
from models.names import fold_name, units_agree

_HISTORICAL = frozenset(fold_name(name) for name in data("leaders")["historical"])
_MEETINGS = tuple(data("leaders")["meetings"])
_FORMER = ("nguyên ", "cựu ")
_ORDER: tuple[Capacity, ...] = ("head", "deputy", "chair", "presenter", "speaker", "attendee")
_BODY = frozenset({"title", "body", "item", "caption"})
_TEASER = frozenset({"teaser"})
_LONGEST_QUOTE = 300
_QUOTES = 3
_HONORIFIC = 3
"""Words, marks among them, between a unit and the name of who stands for it."""


@dataclass
class _Dossier:
    """What the document says of one person."""

    name: str
    ranks: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    capacities: set[str] = field(default_factory=set)
    cluster: str | None = None
    quotes: list[Evidence] = field(default_factory=list)
    titled: bool = False
    """Whether a mention that shows no reason against it names an office the person holds now."""


class LeaderFinder:
    """Collects the leaders of one document of the given kind."""

    def __init__(self, context: Context, kind: str, headships: Sequence[Headship] = ()) -> None:
        self.context = context
        self.kind = kind
        self.headships = headships
        self.dossiers: dict[tuple[str, ...], _Dossier] = {}
        people = with_given_names(context)
        self.appearances = AppearanceReader(context, people, kind)
        self.offices = OfficeReader(context, self.appearances.triggers)
        self.deeds = DeedReader(context, self.appearances.triggers)
        words = f" {' '.join(context.mentions.tokens.norm)} "
        self._meets = any(f" {noun} " in words for noun in _MEETINGS)

    def leaders(self) -> tuple[Leader, ...]:
        """The leaders in order of first mention."""
        for group, appearances, limit in self.appearances.read(_BODY):
            for appearance in appearances:
                self._appears(appearance)
            for office in self.offices.read(group, limit):
                self._holds(office)
        for group, _, limit in self.appearances.read(_TEASER):
            for office in self.offices.read(group, limit):
                self._open(office.person)
                self._holds(office)
        for signatory in signatories(self.context):
            self._signs(signatory)
        self._in_office()
        self._by_office()
        return tuple(leader for dossier in self.dossiers.values() if (leader := self._leader(dossier)) is not None)

    # -- collecting ----------------------------------------------------------------------------------------------------

    def _open(self, person: Person) -> _Dossier:
        dossier = self.dossiers.setdefault(fold_name(person.name), _Dossier(person.name))
        if person.rank:
            dossier.ranks.append(person.rank)
        dossier.titles += titles_of(self.context, person)
        return dossier

    def _appears(self, appearance: Appearance) -> None:
        person = appearance.person
        dossier = self._open(person)
        capacities = self._admitted(appearance.capacities)
        held = [title for title in person.titles if not title.text.casefold().startswith(_FORMER)]
        if not appearance.declined and (held or capacities):
            dossier.titled = dossier.titled or bool(held)
        if capacities - dossier.capacities or not dossier.quotes:
            self._quote(dossier, appearance.first, appearance.last)
        dossier.capacities |= capacities

    def _admitted(self, capacities: frozenset[str]) -> frozenset[str]:
        """Decisions appoint people and report no meeting; what they and notices tell is who is to preside."""
        if self.kind == "decision" or (self.kind == "other" and not self._reports()):
            return frozenset()
        return capacities

    def _reports(self) -> bool:
        """Whether a text of no kind of its own, such as a speech, is about a meeting of a cluster."""
        return self.kind == "other" and self._meets and bool(self.context.clusters)

    def _holds(self, office: Office) -> None:
        cluster = self.context.cluster_for(office.at)
        dossier = self.dossiers.get(fold_name(office.person.name))
        if cluster is None or dossier is None:
            return
        dossier.capacities.add(office.role)
        dossier.cluster = dossier.cluster or cluster.id
        self._quote(dossier, office.first, office.last)

    def _signs(self, signatory: Signatory) -> None:
        key = fold_name(signatory.name)
        in_office = signatory.capacity in {"head", "deputy"}
        if key not in self.dossiers and not in_office and self.kind != "minutes":
            return
        dossier = self.dossiers.setdefault(key, _Dossier(signatory.name))
        if signatory.rank:
            dossier.ranks.append(signatory.rank)
        if signatory.title and in_office and not _named_already(signatory.title, dossier.titles):
            dossier.titles.append(signatory.title)
        dossier.capacities.add(signatory.capacity)
        if in_office and dossier.cluster is None:
            cluster = self.context.cluster_for(signatory.office)
            dossier.cluster = cluster.id if cluster else None
        self._quote(dossier, signatory.first, signatory.last)

    def _in_office(self) -> None:
        """Who holds an office of the headships has that capacity too."""
        for row in self.headships:
            dossier = self.dossiers.get(fold_name(row.person)) if row.person else self._beside_unit(row)
            if dossier is None or row.role in dossier.capacities:
                continue
            dossier.capacities.add(row.role)
            dossier.cluster = dossier.cluster or row.cluster
            dossier.quotes = [*row.evidence[-1:], *dossier.quotes][:_QUOTES]

    def _beside_unit(self, row: Headship) -> _Dossier | None:
        """Who is named right behind the unit in office: ``ghế Trưởng khối là của Ngân hàng X, ông Y, Giám đốc``."""
        text = " ".join(quote.quote for quote in row.evidence)
        at = text.find(row.unit) if row.unit else -1
        if row.unit is None or at < 0:
            return None
        behind = text[at + len(row.unit) :]
        held = [
            dossier
            for dossier in self.dossiers.values()
            if (name := behind.find(dossier.name)) > 0
            and behind[0] in ",("
            and len(behind[:name].split()) <= _HONORIFIC
            and any(_of_unit(title, row.unit) for title in dossier.titles)
        ]
        return held[0] if len(held) == 1 else None

    def _by_office(self) -> None:
        """What a sentence says of an office alone is done by the one person in it: ``Cụm trưởng kết luận: …``.

        Reports and decisions tell so of a year or of duties.
        """
        if self.kind in {"official_report", "decision"}:
            return
        for deed in self.deeds.read(_BODY):
            cluster = self.context.cluster_for(deed.office)
            held = [
                dossier
                for dossier in self.dossiers.values()
                if deed.role in dossier.capacities and (cluster is None or dossier.cluster == cluster.id)
            ]
            coming = {fold_name(row.person) for row in self.headships if row.person and row.status == "elected"}
            sitting = [dossier for dossier in held if fold_name(dossier.name) not in coming] or held
            if len(sitting) == 1 and self._admitted(frozenset({deed.capacity})):
                if deed.capacity not in sitting[0].capacities:
                    sitting[0].capacities.add(deed.capacity)
                    self._quote(sitting[0], deed.first, deed.last)

    def _quote(self, dossier: _Dossier, first: int, last: int) -> None:
        tokens = self.context.mentions.tokens
        while first < last - 1 and tokens.ends[last - 1] - tokens.starts[first] > _LONGEST_QUOTE:
            first += 1
        quote = self.context.evidence(first, last)
        if len(dossier.quotes) < _QUOTES and quote not in dossier.quotes:
            dossier.quotes.append(quote)

    # -- the fact ------------------------------------------------------------------------------------------------------

    def _leader(self, dossier: _Dossier) -> Leader | None:
        if fold_name(dossier.name) in _HISTORICAL or not dossier.quotes:
            return None
        capacities = set(dossier.capacities)
        if not capacities and dossier.titled and (self.kind in {"meeting_report", "minutes"} or self._reports()):
            capacities.add("attendee")
        if len(capacities) > 1:
            capacities.discard("attendee")
        if not capacities:
            return None
        return Leader(
            person=dossier.name,
            rank=max(dossier.ranks, key=len, default=None),
            titles=merged(dossier.titles),
            capacities=tuple(capacity for capacity in _ORDER if capacity in capacities),
            cluster=dossier.cluster if capacities & {"head", "deputy"} else None,
            evidence=tuple(dossier.quotes),
        )


def _named_already(title: str, titles: Iterable[str]) -> bool:
    """Whether the text has the office of a signature, which abbreviates its organisation more (``HND``, ``LMHTX``)."""
    return any(fold_name(title)[:2] == fold_name(other)[:2] for other in titles)


def with_holders(rows: Sequence[Headship], leaders: Sequence[Leader]) -> tuple[Headship, ...]:
    """``rows`` with the person of an office that is named apart from its unit (guidelines, point 12).

    The one leader in that office of the cluster whose titles name the unit, where no row has the person yet.
    """
    named = {fold_name(row.person) for row in rows if row.person}
    filled: list[Headship] = []
    for row in rows:
        held = [
            leader
            for leader in leaders
            if row.person is None
            and row.unit is not None
            and row.role in leader.capacities
            and leader.cluster == row.cluster
            and fold_name(leader.person) not in named
            and any(_of_unit(title, row.unit) for title in leader.titles)
        ]
        filled.append(row.model_copy(update={"person": held[0].person}) if len(held) == 1 else row)
    return tuple(filled)


def _of_unit(title: str, unit: str) -> bool:
    """Whether an office is held in a unit: ``Cục trưởng Cục Thuế tỉnh Nam Hà`` in the ``Cục Thuế tỉnh Nam Hà``."""
    words, own = fold_name(title), fold_name(unit)
    return any(units_agree(" ".join(words[at:]), " ".join(own)) for at in range(1, len(words)))


def with_given_names(context: Context) -> list[Person]:
    """The document's people, and the mentions by given name (``ông Lưỡng``) of those it names in full, in order."""
    people = [
        person
        for person in context.mentions.people
        if person.first not in context.listed or person.titles or person.offices or person.rank
    ]
    full: dict[str, set[str]] = {}
    for person in people:
        full.setdefault(_given(person.name), set()).add(person.name)
    known = {given: names.pop() for given, names in full.items() if len({fold_name(name) for name in names}) == 1}
    taken = [(person.first, person.last) for person in people]
    return sorted([*people, *_by_given_name(context, known, taken)], key=lambda person: person.first)


def _by_given_name(context: Context, known: dict[str, str], taken: Iterable[tuple[int, int]]) -> list[Person]:
    tokens, hits = context.mentions.tokens, context.mentions.hits
    inside = {i for first, last in taken for i in range(first, last)}
    found: list[Person] = []
    for i in hits.starts("cue", "rank", "office"):
        if i in inside:
            continue
        here = hits[i]
        at = max(here[label].last for label in ("cue", "rank", "office") if label in here)
        if tokens.norm_at(at) == ".":
            at += 1
        name = known.get(tokens.norm_at(at))
        if name is None or tokens.shape_at(at) != "C" or at in inside or tokens.shape_at(at + 1) in "CU":
            continue
        titles, offices, end = context.mentions.grammar.apposition(at + 1)
        found.append(Person(i, end, at, at + 1, name, None, titles, offices, cued=True))
    return found


def _given(name: str) -> str:
    return (
        fold_name(name)[-1]
        if "'" not in name and "’" not in name
        else name.rsplit(maxsplit=1)[-1].casefold().replace("’", "'")
    )


@Language.component("leaders")
def leaders(doc: Doc) -> Doc:
    """Component that sets ``doc._.leaders``."""
    context: Context = doc._.context
    front: DocumentFacts | None = doc._.front
    if doc._.in_scope:
        doc._.leaders = LeaderFinder(context, front.kind if front else "other", doc._.headships or ()).leaders()
        doc._.headships = with_holders(doc._.headships or (), doc._.leaders)
    return doc
