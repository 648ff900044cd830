"""The trained tagger at work on one text, sentence by sentence, where the patterns ask it."""

import json
from bisect import bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.lexicon import data
from extractors.tagging.decoding import Weights, best_labels
from extractors.tagging.features import features, windows
from extractors.tagging.seen import seen
from extractors.tagging.spans import LABELS, Span, labels_of, spans_of

if TYPE_CHECKING:
    from extractors.units import UnitGrammar

_SCALE = 10


class Tagger:
    """Labels a sentence when a token of it is first asked for."""

    def __init__(self, grammar: "UnitGrammar") -> None:
        self.grammar = grammar
        self._spans: dict[int, Span] = {}
        """The span that holds a token, for the tokens of the sentences that are labelled."""
        self._labelled: set[int] = set()
        """The first tokens of those sentences."""

    def span_at(self, i: int) -> Span | None:
        """The mention that token ``i`` is in."""
        at = bisect_right(self._starts, i) - 1
        if at >= 0 and at not in self._labelled:
            self._labelled.add(at)
            self._label(*self._windows[at])
        return self._spans.get(i)

    def end_of_unit(self, i: int) -> int | None:
        """The end of the organisation's name that token ``i`` is in."""
        span = self.span_at(i)
        return span.last if span is not None and span.kind == "UNIT" else None

    def _label(self, first: int, last: int) -> None:
        grammar = self.grammar
        patterns = labels_of(seen(grammar, first, last), first, last)
        labels = best_labels(features(grammar.tokens, grammar.hits, first, last, patterns), trained())
        for span in spans_of(labels, first):
            self._spans.update(dict.fromkeys(range(span.first, span.last), span))

    @cached_property
    def _windows(self) -> list[tuple[int, int]]:
        return list(windows(self.grammar.tokens))

    @cached_property
    def _starts(self) -> list[int]:
        return [first for first, _ in self._windows]


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
