"""Fit the weights of the likely members: ``python -m tools.train_members``.

What the extractor knows of the units in the gold documents that it has not found to be members is set against the gold.
The command prints how many it would find rightly and wrongly in each set by weights that were fitted without that set, and
writes ``extractors/data/likely_members.json``. The same files give the same weights.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import corpus
from evaluation import read_gold
from extractors.calibrating import fit
from extractors.likely_members import LEAST, Features, described, probability, told
from extractors.pipeline import pipeline
from models.names import clusters_agree, units_agree
from tools.train_tagger import folders

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "extractors" / "data" / "likely_members.json"
_PENALTY = 2.0
_RARE = 8


class Example(NamedTuple):
    """A unit that was not found to be a member."""

    group: str
    features: Features
    member: bool


def main() -> None:
    """Cross-validate by set, print, fit on everything, write."""
    found = [example for folder in folders() for example in examples(folder)]
    seen = Counter(name for example in found for name in example.features)
    kept = [e._replace(features={k: v for k, v in e.features.items() if seen[k] >= _RARE}) for e in found]
    print("| set | units | members | found | wrongly |\n| --- | --- | --- | --- | --- |")
    for group in dict.fromkeys(example.group for example in kept):
        weights = fitted([example for example in kept if example.group != group])
        held_out = [example for example in kept if example.group == group]
        chosen = [example.member for example in held_out if probability(example.features, weights) >= LEAST]
        members = sum(example.member for example in held_out)
        print(f"| {group} | {len(held_out)} | {members} | {sum(chosen)} | {len(chosen) - sum(chosen)} |")
    WEIGHTS.write_text(json.dumps(fitted(kept), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def fitted(kept: list[Example]) -> Features:
    """Weights by feature, ``bias`` among them."""
    return fit({"members": [(example.features, example.member) for example in kept]}, penalty=_PENALTY)["members"]


def examples(folder: Path) -> Iterator[Example]:
    """The candidates in the gold documents of a folder."""
    nlp = pipeline()
    for gold in read_gold(folder):
        (item,) = corpus.discover([gold.text_file])
        assert isinstance(item, corpus.SourceItem), item
        document = corpus.read(item)
        doc = nlp.make_doc(document.text)
        doc._.source = document
        for name, component in nlp.pipeline:
            if name == "likely_members":
                break
            doc = component(doc)
        if doc._.context is None or not doc._.in_scope:
            continue
        for entity, candidate, features in described(doc._.context, told(doc)):
            meant = {cluster.id for cluster in gold.facts.clusters if clusters_agree(cluster, entity)}
            if len(gold.facts.clusters) == 1:
                meant = {gold.facts.clusters[0].id}
            units = [member.unit for member in gold.facts.members if member.cluster in meant]
            right = any(units_agree(unit, candidate.unit.name) for unit in units)
            yield Example(folder.name, features, right)


if __name__ == "__main__":
    main()
