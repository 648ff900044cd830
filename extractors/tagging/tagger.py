"""The trained tagger at work on one text, sentence by sentence, where the patterns ask it."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.lexicon import data
from extractors.tagging.decoding import Weights, best_labels
from extractors.tagging.features import features, window_at
from extractors.tagging.seen import seen
from extractors.tagging.spans import LABELS, Span, labels_of, spans_of

if TYPE_CHECKING:
    from extractors.units import UnitGrammar

_SCALE = 10


class Tagger:
    """Labels a sentence when a token of it is first asked for.

    It keeps no grammar: each would keep the other, and all that is known of a text with them until the collector of
    reference cycles came by.
    """

    def __init__(self) -> None:
        self._spans: dict[int, Span | None] = {}
        """The span that holds a token, for the tokens of the sentences that are labelled."""

    def span_at(self, grammar: "UnitGrammar", i: int) -> Span | None:
        """The mention that token ``i`` of the one text is in; ``grammar`` is the text's."""
        if i not in self._spans:
            self._label(grammar, *window_at(grammar.tokens, i))
        return self._spans[i]

    def end_of_unit(self, grammar: "UnitGrammar", i: int) -> int | None:
        """The end of the organisation's name that token ``i`` is in."""
        span = self.span_at(grammar, i)
        return span.last if span is not None and span.kind == "UNIT" else None

    def _label(self, grammar: "UnitGrammar", first: int, last: int) -> None:
        patterns = labels_of(seen(grammar, first, last), first, last)
        labels = best_labels(features(grammar.tokens, grammar.hits, first, last, patterns), trained())
        for i in range(first, last):
            self._spans.setdefault(i, None)
        for span in spans_of(labels, first):
            self._spans.update(dict.fromkeys(range(span.first, span.last), span))


@cache
def trained() -> Weights:
    """The weights in ``extractors/data/tagger.json``, read once a process."""
    return loaded(data("tagger"))


def stored(weights: Weights) -> str:
    """Weights as JSON, in tenths; features that weigh next to nothing are left out."""
    rows = np.rint(weights.states * _SCALE).astype(int).tolist()
    moves = np.rint(weights.moves * _SCALE).astype(int).tolist()
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(rows[k], separators=(',', ':'))}"
        for name, k in weights.index.items()
        if any(rows[k])
    ]
    states = ",\n".join(lines)
    return f'{{"labels":{json.dumps(LABELS)},\n"moves":{json.dumps(moves)},\n"states":{{\n{states}\n}}}}\n'


def loaded(written: dict[str, Any]) -> Weights:
    """Weights as `stored` wrote them."""
    states: dict[str, list[int]] = written["states"]
    table = np.array([*states.values(), [0] * len(LABELS)], dtype=float) / _SCALE
    return Weights({name: k for k, name in enumerate(states)}, table, np.array(written["moves"], dtype=float) / _SCALE)
