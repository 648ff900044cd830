"""Scores of predicted facts against gold facts, by the section "Scoring" of ``docs/guidelines.md``."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Literal

from evaluation.evidence import fault, in_context
from evaluation.families import CLUSTERS, DOCUMENT_SLOTS, FAMILIES, HEADLINE, Family
from evaluation.matching import Links, link_clusters, match_facts
from models import Evidence, Facts
from models.names import fold_quote

Verdict = Literal["missed", "spurious"]


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """One document: what it states, what was extracted from it, and its text, which the extracted quotes must be in."""

    gold: Facts
    predicted: Facts
    text: str


@dataclass(frozen=True, slots=True)
class SlotScore:
    """How often a slot of matched facts is right."""

    right: int
    total: int

    @property
    def accuracy(self) -> float | None:
        """From 0 to 1; None when there was nothing to compare."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class FamilyScore:
    """Counts of one family's facts over all documents, and its slots."""

    matched: int
    spurious: int
    missed: int
    slots: Mapping[str, SlotScore]

    @property
    def precision(self) -> float:
        return self._share(self.matched, self.matched + self.spurious)

    @property
    def recall(self) -> float:
        return self._share(self.matched, self.matched + self.missed)

    @property
    def f1(self) -> float:
        return self._share(2 * self.matched, 2 * self.matched + self.spurious + self.missed)

    def _share(self, part: int, whole: int) -> float:
        """With nothing to find and nothing found, 1; with one of the two alone, 0."""
        if not self.matched + self.spurious + self.missed:
            return 1.0
        return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold fact that was not found, or a predicted fact that is wrong."""

    doc_id: str
    family: str
    verdict: Verdict
    fact: Mapping[str, object]
    """The fact's fields that have a value, without evidence; a cluster is given by its name and id."""
    contexts: tuple[str, ...]
    """Each quote of its evidence, marked in the line of text around it."""
    reason: str | None = None
    """What is wrong with the quotes of a spurious fact, if that is why it counts as wrong."""


@dataclass(frozen=True, slots=True)
class WrongSlot:
    """A slot in which a matched pair disagrees; in the family ``document``, a field of the document itself."""

    doc_id: str
    family: str
    slot: str
    expected: object
    found: object
    fact: Mapping[str, object]
    """The gold fact, as in `Miss`."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found out."""

    documents: int
    families: Mapping[str, FamilyScore]
    document: Mapping[str, SlotScore]
    """The fields of the documents themselves (title, date, byline, …), outside the headline."""
    misses: tuple[Miss, ...]
    wrong_slots: tuple[WrongSlot, ...]

    @property
    def headline(self) -> float:
        """The plain mean of the F1 of the families in `evaluation.families.HEADLINE`."""
        return fmean(self.families[name].f1 for name in HEADLINE)

    def to_json(self) -> dict[str, Any]:
        """``headline``, a number; a family's name, with its ``precision``, ``recall``, ``f1``, counts and ``slots``.

        Slots are given by their accuracy, null without a matched pair. ``document`` has nothing but ``slots``.
        """
        return {
            "headline": self.headline,
            "documents": self.documents,
            **{
                name: {
                    "precision": score.precision,
                    "recall": score.recall,
                    "f1": score.f1,
                    "matched": score.matched,
                    "spurious": score.spurious,
                    "missed": score.missed,
                    "slots": _accuracies(score.slots),
                }
                for name, score in self.families.items()
            },
            "document": {"slots": _accuracies(self.document)},
        }


def _accuracies(slots: Mapping[str, SlotScore]) -> dict[str, float | None]:
    return {slot: score.accuracy for slot, score in slots.items()}


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one family's facts in one document."""

    matched: list[tuple[Any, Any, dict[str, bool]]]
    spurious: list[tuple[Any, str | None]]
    missed: list[Any]


def score(pairs: Sequence[ScoredPair]) -> Report:
    """Score the predicted facts of all documents together: counts are pooled before any rate is taken (micro)."""
    outcomes: dict[str, list[_Outcome]] = {family.name: [] for family in FAMILIES}
    misses: list[Miss] = []
    wrong: list[WrongSlot] = []
    fields: list[dict[str, bool]] = []
    for pair in pairs:
        compared = {
            slot: agree(getattr(pair.gold.document, slot), getattr(pair.predicted.document, slot))
            for slot, agree in DOCUMENT_SLOTS.items()
        }
        fields.append(compared)
        wrong += _wrong_slots(pair, "document", pair.gold.document, pair.predicted.document, compared)
        for name, outcome in _outcomes(pair):
            outcomes[name].append(outcome)
            misses += _misses(pair, name, outcome)
            for gold, predicted, slots in outcome.matched:
                wrong += _wrong_slots(pair, name, gold, predicted, slots)
    return Report(
        documents=len(pairs),
        families={family.name: _family_score(family, outcomes[family.name]) for family in FAMILIES},
        document=_slot_scores(DOCUMENT_SLOTS, fields),
        misses=tuple(misses),
        wrong_slots=tuple(wrong),
    )


def verdicts(pair: ScoredPair) -> list[tuple[Any, bool]]:
    """Every predicted fact of one document, and whether it is right: matched, with its evidence in the text."""
    judged: list[tuple[Any, bool]] = []
    for _, outcome in _outcomes(pair):
        judged += [(predicted, True) for _, predicted, _ in outcome.matched]
        judged += [(predicted, False) for predicted, _ in outcome.spurious]
    return judged


def _outcomes(pair: ScoredPair) -> Iterator[tuple[str, _Outcome]]:
    folded = fold_quote(pair.text)
    clusters = [cluster for cluster in pair.predicted.clusters if fault(cluster.evidence, folded) is None]
    links = link_clusters(pair.gold.clusters, clusters, lambda g, p: _agreeing(CLUSTERS, g, p))
    for family in FAMILIES:
        yield family.name, _outcome(family, pair, links, folded)


def _outcome(family: Family[Any], pair: ScoredPair, links: Links, folded: str) -> _Outcome:
    gold = family.facts(pair.gold)
    judged = [(fact, fault(fact.evidence, folded)) for fact in family.facts(pair.predicted)]
    sound = [fact for fact, reason in judged if reason is None]
    matches = match_facts(gold, sound, lambda g, p: family.agree(g, p, links), lambda g, p: _agreeing(family, g, p))
    found = {row for row, _ in matches}
    used = {column for _, column in matches}
    return _Outcome(
        matched=[(gold[row], sound[column], family.compared(gold[row], sound[column])) for row, column in matches],
        spurious=[(fact, None) for column, fact in enumerate(sound) if column not in used]
        + [(fact, reason) for fact, reason in judged if reason is not None],
        missed=[fact for row, fact in enumerate(gold) if row not in found],
    )


def _agreeing(family: Family[Any], gold: object, predicted: object) -> int:
    return sum(family.compared(gold, predicted).values())


def _family_score(family: Family[Any], outcomes: Sequence[_Outcome]) -> FamilyScore:
    return FamilyScore(
        matched=sum(len(outcome.matched) for outcome in outcomes),
        spurious=sum(len(outcome.spurious) for outcome in outcomes),
        missed=sum(len(outcome.missed) for outcome in outcomes),
        slots=_slot_scores(
            (*family.slots, "evidence"), [slots for outcome in outcomes for _, _, slots in outcome.matched]
        ),
    )


def _slot_scores(
    names: Sequence[str] | Mapping[str, object], compared: Sequence[dict[str, bool]]
) -> dict[str, SlotScore]:
    right = Counter(slot for slots in compared for slot, agrees in slots.items() if agrees)
    return {name: SlotScore(right[name], len(compared)) for name in names}


def _misses(pair: ScoredPair, family: str, outcome: _Outcome) -> Iterator[Miss]:
    for fact in outcome.missed:
        yield Miss(pair.gold.doc_id, family, "missed", _shown(fact, pair.gold), _contexts(fact.evidence, pair.text))
    for fact, reason in outcome.spurious:
        shown, contexts = _shown(fact, pair.predicted), _contexts(fact.evidence, pair.text)
        yield Miss(pair.gold.doc_id, family, "spurious", shown, contexts, reason)


def _wrong_slots(
    pair: ScoredPair, family: str, gold: Any, predicted: Any, slots: Mapping[str, bool]
) -> Iterator[WrongSlot]:
    for slot in (slot for slot, agrees in slots.items() if not agrees):
        expected, found = (_value(getattr(fact, slot)) for fact in (gold, predicted))
        yield WrongSlot(pair.gold.doc_id, family, slot, expected, found, _shown(gold, pair.gold))


def _value(value: Any) -> object:
    if isinstance(value, tuple):
        return [item.quote if isinstance(item, Evidence) else item for item in value]
    return value


def _contexts(evidence: Sequence[Evidence], text: str) -> tuple[str, ...]:
    return tuple(in_context(item, text) for item in evidence)


def _shown(fact: Any, facts: Facts) -> dict[str, object]:
    shown: dict[str, object] = fact.model_dump(mode="json", exclude_none=True, exclude={"evidence", "confidence"})
    if "cluster" in shown:
        names = {cluster.id: cluster.name for cluster in facts.clusters}
        shown["cluster"] = f"{names.get(fact.cluster, 'unknown')} ({fact.cluster})"
    return shown
