"""Fit the weights of the facts' confidence: ``python -m tools.train_confidence``.

What the extractor said of documents that nobody had looked at is kept in ``evaluation/first_contact/<set>.jsonl``, as
``thidua extract`` wrote it before anything was learnt from the set. Beside the gold of ``evaluation/fresh/<set>`` it tells
which facts were right. The command prints how well the probabilities hold on documents that were left out (cross-validated
by document), and writes ``extractors/data/confidence.json``. The same files give the same weights.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from evaluation import ScoredPair, read_gold, verdicts
from extractors.calibrating import expected_calibration_error, fit, reliability
from extractors.confidence import FAMILIES, Features, features_of, probability
from models import Facts

ROOT = Path(__file__).parent.parent
FIRST_CONTACT = ROOT / "evaluation" / "first_contact"
FRESH = ROOT / "evaluation" / "fresh"
WEIGHTS = ROOT / "extractors" / "data" / "confidence.json"
_FOLDS = 5
_PENALTY = 3.0
_BAR = 40


class Example(NamedTuple):
    """One fact of a first contact."""

    document: str
    family: str
    features: Features
    right: bool


def main() -> None:
    """Cross-validate, print, fit on everything, write."""
    examples = [example for path in sorted(FIRST_CONTACT.glob("*.jsonl")) for example in _examples(path)]
    forecasts = cross_validated(examples)
    print(f"{len(examples)} facts of {len({example.document for example in examples})} documents, {_FOLDS} folds\n")
    print("| family | facts | right | mean confidence | calibration error |")
    print("| --- | --- | --- | --- | --- |")
    for family in ("all", *FAMILIES):
        of_family = [(p, e.right) for p, e in zip(forecasts, examples, strict=True) if family in ("all", e.family)]
        if of_family:
            right = sum(right for _, right in of_family) / len(of_family)
            mean = sum(p for p, _ in of_family) / len(of_family)
            error = expected_calibration_error(of_family)
            print(f"| {family} | {len(of_family)} | {right:.3f} | {mean:.3f} | {error:.3f} |")
    print("\n| said | came true | facts | |\n| --- | --- | --- | --- |")
    for said, true, count in reliability([(p, e.right) for p, e in zip(forecasts, examples, strict=True)]):
        print(f"| {said:.2f} | {true:.2f} | {count} | `{'█' * round(true * _BAR)}` |")
    weights = fit(_by_family(examples), penalty=_PENALTY)
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def cross_validated(examples: list[Example]) -> list[float]:
    """The probability of each example by weights that were fitted without its document."""
    fold_of = [int(sha256(example.document.encode()).hexdigest(), 16) % _FOLDS for example in examples]
    forecasts = [0.0] * len(examples)
    for fold in range(_FOLDS):
        kept = [example for example, its in zip(examples, fold_of, strict=True) if its != fold]
        weights = fit(_by_family(kept), penalty=_PENALTY)
        for number, example in enumerate(examples):
            if fold_of[number] == fold:
                forecasts[number] = probability(example.family, example.features, weights)
    return forecasts


def _examples(path: Path) -> Iterator[Example]:
    gold = {document.facts.doc_id: document for document in read_gold(FRESH / path.stem)}
    for line in path.read_text(encoding="utf-8").splitlines():
        predicted = Facts.model_validate_json(line)
        document = gold[predicted.doc_id]
        judged = verdicts(ScoredPair(document.facts, predicted, document.text))
        right = {id(fact): is_right for fact, is_right in judged}
        for family, features in features_of(predicted).items():
            for fact, found in zip(getattr(predicted, family), features, strict=True):
                yield Example(f"{path.stem}/{predicted.doc_id}", family, found, right[id(fact)])


def _by_family(examples: list[Example]) -> dict[str, list[tuple[Features, bool]]]:
    return {
        family: [(example.features, example.right) for example in examples if example.family == family]
        for family in FAMILIES
    }


if __name__ == "__main__":
    main()
