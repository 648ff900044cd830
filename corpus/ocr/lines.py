"""Recognised words as the printed lines that ``corpus.layout`` takes."""

import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.layout.columns import parts
from corpus.layout.lines import Line, Rule
from corpus.ocr.recognising import Word

_BELOW = frozenset("gjpqyQ,;()[]{}|/_\u0323")  # what reaches below the line
_DOUBTFUL = 0.7
_GUESSED = 0.3  # confidence, letter by letter
_DEPTH = 0.19  # of the size: how far


def lines_of(words: Sequence[Word], number: int, resolution: float, walls: Sequence[Rule] = ()) -> list[Line]:
    """The lines of page ``number``, which wide gaps and upright rules cut.

    Args:
        words: with boxes in pixels, those of a line one after the other.
        number: from 1.
        resolution: dots an inch.
        walls: upright rules of tables, in points.
    """
    scale = 72 / resolution
    rows = [row for _, group in groupby(words, key=lambda word: word.line) if not _is_dirt(row := list(group))]
    heights = [max(word.bottom for word in row) - min(word.top for word in row) for row in rows]
    size = scale * statistics.median_low(heights) if heights else 1.0
    lines: list[Line] = []
    count = 0
    for row in rows:
        for piece in _pieces(sorted(row, key=lambda word: word.left), size, scale, walls):
            text = " ".join(word.text for word in piece)
            lines.append(
                Line(
                    text,
                    number,
                    count,
                    scale * min(word.left for word in piece),
                    scale * min(word.top for word in piece),
                    scale * max(word.right for word in piece),
                    scale * max(word.bottom for word in piece),
                    scale * _base(piece, size / scale),
                    size,
                )
            )
            count += len(text) + 1
    return lines


def _is_dirt(row: Sequence[Word]) -> bool:
    """Whether a line is specks, the edge of the paper or a row of dashes: without letters and figures in doubt, or guessed."""
    if all(word.confidence < _DOUBTFUL for word in row):
        letters = sum(len(word.text) for word in row)
        sure = sum(word.confidence * len(word.text) for word in row) / letters
        return sure < _GUESSED or not any(any(map(str.isalnum, word.text)) for word in row)
    return False


def _pieces(row: Sequence[Word], size: float, scale: float, walls: Sequence[Rule]) -> Iterator[list[Word]]:
    text = " ".join(word.text for word in row)
    spans = []
    start = 0
    for word in row:
        spans.append((start, start + len(word.text), scale * word.left, scale * word.right))
        start += len(word.text) + 1
    ends = {end for _, end, _, _ in parts(text, spans, size)}
    middle = scale * statistics.median((word.top + word.bottom) / 2 for word in row)
    crossing = [(wall.left + wall.right) / 2 for wall in walls if wall.top < middle < wall.bottom]
    piece: list[Word] = []
    for word, (_, end, left, right) in zip(row, spans, strict=True):
        if piece:
            before = scale * (piece[-1].left + piece[-1].right) / 2
            if any(before < across < (left + right) / 2 for across in crossing):
                yield piece
                piece = []
        piece.append(word)
        if end in ends:
            yield piece
            piece = []
    if piece:
        yield piece


def _base(words: Sequence[Word], size: float) -> float:
    """Where the letters of words stand, in pixels; from those that have nothing below the line, if there are such."""
    feet = [word.bottom for word in words if not _BELOW & set(unicodedata.normalize("NFD", word.text))]
    return statistics.median(feet) if feet else statistics.median(word.bottom for word in words) - _DEPTH * size
