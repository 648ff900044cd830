"""The word lists of the mention grammars, matched over a ``Doc`` in one pass by spaCy's ``PhraseMatcher``.

The lists are data (``extractors/data/mentions.json``, and places in ``models``); phrases are compared by their folded
tokens, so case and the placement of tone marks do not matter.
"""

import json
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from spacy.attrs import NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractors.tokens import Tokens


@cache
def data(name: str) -> Any:
    """The parsed JSON of ``extractors/data/<name>.json``."""
    return json.loads((files("extractors") / "data" / f"{name}.json").read_text(encoding="utf-8"))


class Hit(NamedTuple):
    """A phrase of a word list at tokens ``[first, last)``."""

    first: int
    last: int
    label: str


class Hits(dict[int, dict[str, Hit]]):
    """The longest hit by first token and label."""

    @cached_property
    def by_label(self) -> dict[str, list[int]]:
        """The first tokens of the hits of each label, in order; asked for when no hit is taken out any more."""
        found: dict[str, list[int]] = {}
        for i, here in self.items():
            for label in here:
                if label in found:
                    found[label].append(i)
                else:
                    found[label] = [i]
        for starts in found.values():
            starts.sort()
        return found

    def starts(self, *labels: str) -> list[int]:
        """The tokens at which a phrase of one of the labels starts, in order."""
        found = [self.by_label[label] for label in labels if label in self.by_label]
        return found[0] if len(found) == 1 else sorted({i for starts in found for i in starts})


class Lexicon:
    """Phrases by label; :meth:`hits` finds, at each token, the longest phrase of every label that starts there."""

    def __init__(self, nlp: Language, phrases: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr=NORM)
        self._labels: dict[int, str] = {}
        for label, words in phrases:
            self._matcher.add(label, [nlp.make_doc(word) for word in words])
            self._labels[nlp.vocab.strings[label]] = label

    def hits(self, doc: Doc, tokens: Tokens) -> Hits:
        """Longest hit by first token and label."""
        found = Hits()
        of_doc, labels = tokens.of_doc, self._labels
        new = tuple.__new__  # as `Hit` itself makes them, with a call less for each of thousands
        alike = isinstance(of_doc, range)  # the tokens of the text are those of the ``Doc``
        for match_id, first, last in self._matcher(doc):
            if not alike:
                words = last - first
                first, last = of_doc[first], of_doc[last - 1] + 1
                if last - first > words:
                    # Its words stand in two cells.
                    continue
            label = labels[match_id]
            here = found.get(first)
            if here is None:
                found[first] = {label: new(Hit, (first, last, label))}
            elif label not in here or here[label].last < last:
                here[label] = new(Hit, (first, last, label))
        return found
