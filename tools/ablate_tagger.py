"""What each part of the tagger brings: ``python -m tools.ablate_tagger [SET …]``.

Every named set of ``evaluation/fresh`` (all, where none is named) is labelled by models that were trained without it, and by
underthesea's ``ner``. A span is right when both its ends are. Of organisations, offices and places only those count that
touch a name in the gold facts, which do not speak of all others; of people all do.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from underthesea import ner, pos_tag

from extractors.mentions import Mentions
from extractors.tagging.decoding import Weights, best_labels
from extractors.tagging.examples import Describe, Row, described
from extractors.tagging.features import features, windows
from extractors.tagging.fitting import fit
from extractors.tagging.projecting import pattern_spans
from extractors.tagging.seen import seen
from extractors.tagging.spans import KINDS, Span, labels_of, spans_of, without_overlaps
from tools.train_tagger import PENALTY, STEPS, Labelled, folders, labelled, learnt_from

_ENTITIES = {"PER": "PERSON", "ORG": "UNIT", "LOC": "PLACE"}
Counts = Counter[tuple[str, str]]
"""How many spans of a kind are in the gold, were found, and are right."""


class Model(NamedTuple):
    """A way to describe tokens, and whether varied sentences are learnt from too."""

    name: str
    describe: Describe
    varied: bool


class WordClasses:
    """Describes tokens by underthesea's words and their classes besides; a sentence is segmented once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], tuple[list[str], list[str]]] = {}

    def __call__(self, mentions: Mentions, patterns: Sequence[Span], first: int, last: int) -> Row:
        tokens = mentions.tokens
        key = tokens.text, first
        if key not in self._known:
            words = pos_tag(tokens.text[tokens.starts[first] : tokens.ends[last - 1]])
            aligned = list(_aligned(mentions, first, last, words))
            marks = ["O"] * (last - first)
            classes = ["O"] * (last - first)
            for begin, end, kind in aligned:
                marks[begin - first : end - first] = ["B", *["I"] * (end - begin - 1)]
                classes[begin - first : end - first] = [kind] * (end - begin)
            self._known[key] = marks, classes
        return features(tokens, mentions.hits, first, last, labels_of(patterns, first, last), *self._known[key])


def main() -> None:
    """Print the table."""
    documents = list(labelled(folders()))
    sets = sys.argv[1:] or [folder.name for folder in folders()[:-1]]
    models = (
        Model("tagger: words and shapes", _words_alone, varied=False),
        Model("… and word lists", _with_lists, varied=False),
        Model("… and what the patterns see", described, varied=False),
        Model("… and varied sentences: the one in use", described, varied=True),
        Model("without variants, with underthesea's words and classes", WordClasses(), varied=False),
    )
    names = [
        "underthesea's `ner`",
        "patterns only",
        *(model.name for model in models),
        "patterns, filled by the one in use",
    ]
    counts: dict[str, Counts] = {name: Counter() for name in names}
    for held_out in sets:
        tests = [document for document in documents if document.group == held_out]
        others = [document for document in documents if document.group != held_out]
        for document in tests:
            counts["underthesea's `ner`"] += judged(document, _entities(document.mentions))
            counts["patterns only"] += judged(document, pattern_spans(document.mentions))
        for model in models:
            weights = fit(list(learnt_from(others, model.describe, varied=model.varied)), penalty=PENALTY, steps=STEPS)
            for document in tests:
                found = _labelled_by(weights, model.describe, document.mentions)
                counts[model.name] += judged(document, found)
                if model.varied:
                    both = without_overlaps([*pattern_spans(document.mentions), *found])
                    counts["patterns, filled by the one in use"] += judged(document, both)
        print(f"{held_out} done", file=sys.stderr)
    print(f"| {', '.join(sets)} | {' | '.join(KINDS)} |\n| --- |{' --- |' * len(KINDS)}")
    for name in names:
        print(f"| {name} | {' | '.join(_shown(counts[name], kind) for kind in KINDS)} |")


def judged(document: Labelled, found: Sequence[Span]) -> Counts:
    """The found spans of one document against its gold."""
    named = {i for span in document.gold for i in range(span.first, span.last)}
    counts: Counts = Counter()
    right = set(document.gold)
    for span in document.gold:
        counts[span.kind, "gold"] += 1
    for span in found:
        if span.kind == "PERSON" or not named.isdisjoint(range(span.first, span.last)):
            counts[span.kind, "found"] += 1
            counts[span.kind, "right"] += span in right
    return counts


def _shown(counts: Counts, kind: str) -> str:
    right, found, gold = (counts[kind, what] for what in ("right", "found", "gold"))
    f1 = 2 * right / (found + gold) if found + gold else 0.0
    return f"{right / found if found else 0:.3f} {right / gold if gold else 0:.3f} **{f1:.3f}**"


def _words_alone(mentions: Mentions, patterns: Sequence[Span], first: int, last: int) -> Row:  # noqa: ARG001
    return features(mentions.tokens, {}, first, last)


def _with_lists(mentions: Mentions, patterns: Sequence[Span], first: int, last: int) -> Row:  # noqa: ARG001
    return features(mentions.tokens, mentions.hits, first, last)


def _labelled_by(weights: Weights, describe: Callable[..., Row], mentions: Mentions) -> list[Span]:
    patterns = seen(mentions.units, 0, len(mentions.tokens))
    found: list[Span] = []
    for first, last in windows(mentions.tokens):
        found += spans_of(best_labels(describe(mentions, patterns, first, last), weights), first)
    return found


def _entities(mentions: Mentions) -> list[Span]:
    """What ``ner`` finds, sentence by sentence; it gives words and no places in the text."""
    found: list[Span] = []
    tokens = mentions.tokens
    for first, last in windows(mentions.tokens):
        tagged = ner(tokens.text[tokens.starts[first] : tokens.ends[last - 1]])
        words = [(word, label) for word, _, _, label in tagged]
        start: int | None = None
        before = ""
        end = first
        for begin, after, label in [*_aligned(mentions, first, last, words), (last, last, "O")]:
            if start is not None and not (label.startswith("I-") and label[2:] == before):
                found.append(Span(start, end, _ENTITIES[before]))
                start = None
            if start is None and label != "O" and label[2:] in _ENTITIES:
                start, before = begin, label[2:]
            end = after
    return found


def _aligned(
    mentions: Mentions, first: int, last: int, words: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int, str]]:
    """The tokens ``[begin, end)`` of each word, with its label; words that end inside a token go on to its end."""
    tokens = mentions.tokens
    at = first
    inside = 0
    for word, label in words:
        letters = sum(not c.isspace() for c in word)
        begin = at
        while letters > 0 and at < last:
            left = len(tokens.words[at]) - inside
            if letters < left:
                inside += letters
                break
            letters -= left
            inside = 0
            at += 1
        end = at + (inside > 0)
        if begin < min(end, last):
            yield begin, min(end, last), label
        if inside:
            # The rest of this token belongs to the next word, which cannot be labelled apart.
            continue


if __name__ == "__main__":
    main()
