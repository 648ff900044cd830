"""Labelled documents as examples for training: features beside labels, the patterns' own mistakes among the features."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from extractors.mentions import Mentions
from extractors.tagging.augmenting import Piece
from extractors.tagging.features import features, windows
from extractors.tagging.fitting import Example
from extractors.tagging.projecting import merged, pattern_spans
from extractors.tagging.reading import mentions_in
from extractors.tagging.seen import seen
from extractors.tagging.spans import Span, labels_of, without_overlaps

Row = list[list[str]]
Describe = Callable[[Mentions, Sequence[Span], int, int], Row]
"""The features of the tokens ``[first, last)`` of a document in which the patterns see some spans."""
SPOILT = 0.7
"""How many of the patterns' spans are spoilt in training. The patterns fit the gold that they were written with better
than any other text; a model that saw them so would copy them."""


def described(mentions: Mentions, patterns: Sequence[Span], first: int, last: int) -> Row:
    """The features that the tagger is trained on and run with."""
    return features(mentions.tokens, mentions.hits, first, last, labels_of(patterns, first, last))


def examples(
    mentions: Mentions, gold: Sequence[Span], random: Random, describe: Describe = described
) -> Iterator[Example]:
    """The sentences of a document. Where the gold says nothing, what the patterns find is taken for right."""
    labels = merged(gold, pattern_spans(mentions))
    shown = spoilt(mentions, seen(mentions.units, 0, len(mentions.tokens)), random)
    for first, last in windows(mentions.tokens):
        yield describe(mentions, shown, first, last), labels_of(labels, first, last)


def examples_of(pieces: Sequence[Piece], random: Random, describe: Describe = described) -> Iterator[Example]:
    """A sentence in pieces, some of which are mentions."""
    mentions = mentions_in("".join(text for text, _ in pieces))
    index = {start: i for i, start in enumerate(mentions.tokens.starts)}
    after = {end: i + 1 for i, end in enumerate(mentions.tokens.ends)}
    at, spans = 0, []
    for text, kind in pieces:
        first, last = index.get(at), after.get(at + len(text))
        if kind is not None and first is not None and last is not None:
            spans.append(Span(first, last, kind))
        at += len(text)
    yield from examples(mentions, spans, random, describe)


def spoilt(mentions: Mentions, spans: Sequence[Span], random: Random) -> list[Span]:
    """Spans of which some are left out, some end too late and some too early."""
    tokens = mentions.tokens
    kept = []
    for span in spans:
        draw, more = random.random(), 1 + (random.random() < 0.3)
        if draw < 0.4 * SPOILT:
            continue
        last = span.last
        if draw < 0.8 * SPOILT:
            while last < min(span.last + more, len(tokens)) and tokens.shape[last] in "CULN":
                last += 1
        elif draw < SPOILT and last - span.first > 2:
            last -= min(more, last - span.first - 1)
        kept.append(Span(span.first, last, span.kind))
    return without_overlaps(kept)
