"""Train the tagger: ``python -m tools.train_tagger``.

It learns from the gold documents in the repository (``evaluation/fresh`` and ``corpus/samples``), from what the patterns
find in them beside the gold, and from variants of their sentences with other names, and writes
``extractors/data/tagger.json``. The same files give the same weights. ``--without w9 --output FILE`` trains without a set,
to measure on it.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import corpus
from evaluation import read_gold
from extractors.mentions import Mentions
from extractors.tagging.augmenting import variants
from extractors.tagging.examples import Describe, described, examples, examples_of
from extractors.tagging.fitting import Example, fit
from extractors.tagging.projecting import gold_spans
from extractors.tagging.reading import mentions_of
from extractors.tagging.spans import Span
from extractors.tagging.tagger import stored

ROOT = Path(__file__).parent.parent
FRESH = ROOT / "evaluation" / "fresh"
SAMPLES = ROOT / "corpus" / "samples"
WEIGHTS = ROOT / "extractors" / "data" / "tagger.json"
PENALTY = 0.05
STEPS = 80
_SEED = 4


class Labelled(NamedTuple):
    """A gold document: its words, and where the names of its facts are."""

    group: str
    """The set that the document is in."""
    mentions: Mentions
    gold: list[Span]


def main() -> None:
    """Train on everything, or on all but one set, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", metavar="SET", help="a set of evaluation/fresh that is left out")
    parser.add_argument("--output", type=Path, default=WEIGHTS, metavar="FILE")
    options = parser.parse_args()
    documents = [document for document in labelled(folders()) if document.group != options.without]
    weights = fit(list(learnt_from(documents)), penalty=PENALTY, steps=STEPS)
    options.output.write_text(stored(weights), encoding="utf-8")
    print(f"{len(documents)} documents, {len(weights.index)} features")


def folders() -> list[Path]:
    """The folders of gold documents, in order."""
    return [*sorted(path for path in FRESH.iterdir() if path.is_dir()), SAMPLES]


def labelled(given: Iterable[Path]) -> Iterator[Labelled]:
    """The gold documents of folders, in order of name."""
    for folder in given:
        for document in read_gold(folder):
            (item,) = corpus.discover([document.text_file])
            assert isinstance(item, corpus.SourceItem), item
            mentions = mentions_of(corpus.read(item))
            yield Labelled(folder.name, mentions, gold_spans(mentions, document.facts))


def learnt_from(
    documents: Iterable[Labelled], describe: Describe = described, *, varied: bool = True
) -> Iterator[Example]:
    """The sentences of gold documents as examples and, where ``varied``, a variant of each that has a mention."""
    random = Random(_SEED)
    for document in documents:
        yield from examples(document.mentions, document.gold, random, describe)
        for pieces in variants(document.mentions, document.gold, random) if varied else ():
            yield from examples_of(pieces, random, describe)


if __name__ == "__main__":
    main()
