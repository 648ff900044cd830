"""The word lists of the mention grammars, matched over a ``Doc`` in one pass by spaCy's ``PhraseMatcher``.

The lists are data (``extractors/data/mentions.json``, and places in ``models``); phrases are compared by their folded
tokens, so case and the placement of tone marks do not matter.
"""

import json
from collections.abc import Iterable
from functools import cache
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


class Lexicon:
    """Phrases by label; :meth:`hits` finds, at each token, the longest phrase of every label that starts there."""

    def __init__(self, nlp: Language, phrases: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr=NORM)
        self._labels: dict[int, str] = {}
        for label, words in phrases:
            self._matcher.add(label, [nlp.make_doc(word) for word in words])
            self._labels[nlp.vocab.strings[label]] = label

    def hits(self, doc: Doc, tokens: Tokens) -> dict[int, dict[str, Hit]]:
        """Longest hit by first token and label."""
        found: dict[int, dict[str, Hit]] = {}
        of_doc = tokens.of_doc
        for match_id, start, end in self._matcher(doc):
            first, last = of_doc[start], of_doc[end - 1] + 1
            label = self._labels[match_id]
            here = found.setdefault(first, {})
            if label not in here or here[label].last < last:
                here[label] = Hit(first, last, label)
        return found
