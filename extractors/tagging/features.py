"""What the tagger knows of a token: its words, its shape, the word lists around it, and where the patterns see mentions."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.lexicon import Hit
from extractors.tokens import Tokens

_LISTS = {
    "province": "v",
    "district": "d",
    "surname": "s",
    "cue": "q",
    "rank": "r",
    "office": "o",
    "head": "h",
    "deputy": "h",
    "cluster": "k",
}
_LONGEST_PHRASE = 8
_LONGEST_WINDOW = 160


def windows(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The windows of a whole text, in order."""
    i = 0
    while i < len(tokens):
        last = i + 1
        while last < len(tokens) and last - i < _LONGEST_WINDOW and not _ends(tokens.shape, tokens.norm, last - 1):
            last += 1
        yield i, last
        i = last


def window_at(tokens: Tokens, i: int) -> tuple[int, int]:
    """The window of `windows` that holds token ``i``; of a sentence that is longer than one, the part around it."""
    shape, norm = tokens.shape, tokens.norm
    first = i
    while first > 0 and i - first < _LONGEST_WINDOW - 1 and not _ends(shape, norm, first - 1):
        first -= 1
    last = i + 1
    while last < len(tokens) and last - first < _LONGEST_WINDOW and not _ends(shape, norm, last - 1):
        last += 1
    return first, last


def _ends(shape: Sequence[str], norm: Sequence[str], i: int) -> bool:
    """Whether token ``i`` ends a sentence or a line; the point of ``TP.`` and ``1.`` does not."""
    if shape[i] == "B":
        return True
    return norm[i] == "." and i > 0 and shape[i - 1] in "LCP" and len(norm[i - 1]) > 2


def listed(hits: Mapping[int, dict[str, Hit]], first: int, last: int) -> list[str]:
    """For each token of ``[first, last)``, the word lists whose phrases begin at (capital letter) or cover it."""
    marks: list[set[str]] = [set() for _ in range(last - first)]
    for i in range(max(0, first - _LONGEST_PHRASE), last):
        for label, hit in hits.get(i, {}).items():
            letter = _LISTS.get(label) or ("u" if label.startswith("unit:") else None)
            if letter is None:
                continue
            if i >= first:
                marks[i - first].add(letter.upper())
            for k in range(max(i + 1, first), min(hit.last, last)):
                marks[k - first].add(letter)
    return ["".join(sorted(each)) for each in marks]


def features(
    tokens: Tokens, hits: Mapping[int, dict[str, Hit]], first: int, last: int, *columns: Sequence[str]
) -> list[list[str]]:
    """The features of each token of ``[first, last)``: its words, its shape, and the word lists whose phrases are in ``hits``.

    Each of ``columns`` is one more thing known of every one of these tokens (its word class, what the patterns say): it is
    used at the token itself and at its neighbours.
    """
    n = last - first
    edge = ("^", "^")
    norm = [*edge, *tokens.norm[first:last], *edge]
    shape = [*edge, *tokens.shape[first:last], *edge]
    lists = [*edge, *listed(hits, first, last), *edge]
    known = [[*edge, *column, *edge] for column in columns]
    rows = []
    for i in range(2, n + 2):
        word = norm[i]
        row = [
            "0" + word,
            "1" + norm[i - 1],
            "2" + norm[i + 1],
            "3" + norm[i - 2],
            "4" + norm[i + 2],
            "5" + norm[i - 1] + " " + word,
            "6" + word + " " + norm[i + 1],
            "7" + shape[i - 2] + shape[i - 1] + shape[i] + shape[i + 1] + shape[i + 2],
            "8" + shape[i - 1] + shape[i],
            "9" + lists[i],
            "a" + lists[i - 1] + " " + lists[i],
            "b" + lists[i] + " " + lists[i + 1],
            "c" + shape[i] + lists[i],
        ]
        for number, column in enumerate(known):
            row += [
                f"d{number}{column[i]}",
                f"e{number}{column[i - 1]} {column[i]}",
                f"f{number}{column[i]} {column[i + 1]}",
                f"g{number}{column[i]} {word}",
            ]
        rows.append(row)
    return rows
