"""The mention layer: tokens, phrases of the word lists, units and people of one text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import text_of
from extractors.lexicon import Hits, Lexicon, data
from extractors.lost_columns import lost_cells
from extractors.people import PeopleGrammar, Person
from extractors.tokens import Tokens
from extractors.units import UnitGrammar
from models import places
from models.lexicons import organisations, surnames
from models.places import Place


@dataclass
class Mentions:
    """What the fact components look things up in; computed once a document, on demand."""

    tokens: Tokens
    hits: Hits
    reread: Callable[[str], "Mentions"]
    """The mentions of other words: of a cell whose lines stand apart in the text."""
    tagged: bool = True
    """Whether the trained tagger is asked where the patterns are in doubt."""

    @cached_property
    def units(self) -> UnitGrammar:
        return UnitGrammar(self.tokens, self.hits, tagged=self.tagged)

    @cached_property
    def grammar(self) -> PeopleGrammar:
        return PeopleGrammar(self.tokens, self.hits, self.units)

    @cached_property
    def people(self) -> list[Person]:
        return self.grammar.people()


def unit_heads() -> dict[str, set[str]]:
    """Words that units' names begin with, by category: the shared vocabulary and the bare heads (``Hội``, ``Ban``)."""
    heads = {category: set(phrases) for category, phrases in data("mentions")["unit_heads"].items()}
    for organisation in organisations():
        forms = {form for form in organisation.abbreviations if len(form) > _AMBIGUOUS_LENGTH}
        heads.setdefault(organisation.sector, set()).update({organisation.name, *forms})
    return heads


_AMBIGUOUS_LENGTH = 3
_NO_CLUSTER = frozenset(data("mentions")["not_clusters"])
_SECTIONS = frozenset(data("mentions")["sections_headed"])


def _heads_else(tokens: Tokens, last: int) -> bool:
    """Whether an office ends in the first word of something else: ``trưởng khối phố 3``, ``Trưởng khối kỹ thuật``."""
    if tokens.norm_at(last - 1) not in {"cụm", "khối"}:
        return False
    section = f"{tokens.norm_at(last)} {tokens.norm_at(last + 1)}" in _SECTIONS and tokens.shape_at(last) == "L"
    # Nobody heads a "cụm từ": "nhận nhiệm vụ Trưởng khối từ …", "Trưởng khối công bố …".
    acts = tokens.norm_at(last) == "từ" or f"{tokens.norm_at(last)} {tokens.norm_at(last + 1)}" in {
        "công bố",
        "công nhận",
    }
    return section or (tokens.norm_at(last) in _NO_CLUSTER and not acts)


def _names(listed: Iterable[Place]) -> set[str]:
    return {name for place in listed for name in (place.name, *place.aliases)}


@Language.factory("mentions")
class MentionFinder:
    """Component that sets ``doc._.mentions``."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002  (spaCy names components)
        words = data("mentions")
        self._nlp = nlp
        self._lexicon = Lexicon(
            nlp,
            [
                ("province", _names(places.provinces())),
                ("city", _names(p for p in places.provinces() if p.kind == "thành phố")),
                ("district", _names(p for p in places.districts() if not p.name.isdecimal())),
                ("surname", surnames()),
                ("cue", words["person_cues"]),
                ("rank", words["ranks"]),
                ("office", words["offices"]),
                ("head", words["cluster_offices"]["head"]),
                ("deputy", words["cluster_offices"]["deputy"]),
                ("cluster", words["clusters"]),
                ("comma_name", words["unit_comma_names"]),
                ("dash_pair", words["unit_dash_pairs"]),
                *((f"unit:{kind}", heads) for kind, heads in unit_heads().items()),
            ],
        )

    def of_words(self, words: str) -> Mentions:
        """The mentions of a text of its own."""
        doc = self._nlp.make_doc(words)
        tokens = Tokens(doc)
        return Mentions(tokens, self._lexicon.hits(doc, tokens), self.of_words)

    def __call__(self, doc: Doc) -> Doc:
        source = doc._.source
        rows = [part.start for part in source.segments if part.kind == "table_row"] if source is not None else []
        text = text_of(doc)
        cells = {start for start in rows if start and text[start - 1] == " "}
        tokens = Tokens(doc, cells)
        hits = self._lexicon.hits(doc, tokens)
        lost = lost_cells(Mentions(tokens, hits, self.of_words), [(line.start, line.end) for line in doc._.lines])
        if lost:
            tokens = Tokens(doc, cells | lost)
            hits = self._lexicon.hits(doc, tokens)
        for here in [here for here in hits.values() if "head" in here or "deputy" in here]:
            # "trưởng khối phố 3", "trưởng khối phòng khám" head no cluster.
            for role in ("head", "deputy"):
                if role in here and _heads_else(tokens, here[role].last):
                    del here[role]
            # "Phó Trưởng khối" holds no "Trưởng khối", "Cụm trưởng Cụm thi đua" no "Trưởng cụm".
            for role in ("head", "deputy"):
                for inside in range(here[role].first + 1, here[role].last) if role in here else ():
                    hits.get(inside, {}).pop("head", None)
        doc._.mentions = Mentions(tokens, hits, self.of_words)
        return doc
