"""Words of running text as they are searched for: where each stands, with its tone marks and without."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from models.names import fold_quote

LONGEST_WORD = 40
"""Characters; what is longer is no word (rows of dots, encoded attachments) and is not found."""

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_MARKS = re.compile("[\u0300-\u036f]")
_STROKES = str.maketrans("đð", "dd")


def located_words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text in order, as written, each with the offset of its first character.

    >>> list(located_words("Thi đua, 34-CT"))
    [(0, 'Thi'), (4, 'đua'), (9, '34'), (12, 'CT')]
    """
    for found in _WORD.finditer(text):
        if found.end() - found.start() <= LONGEST_WORD:
            yield found.start(), found[0]


def places_of_words(text: str) -> dict[str, list[int]]:
    """The words of a text as written, each once, with the offsets at which it begins.

    >>> places_of_words("Cụm và cụm và")
    {'Cụm': [0], 'và': [4, 11], 'cụm': [7]}
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for found in _WORD.finditer(text):
        places[found[0]].append(found.start())
    return {word: offsets for word, offsets in places.items() if len(word) <= LONGEST_WORD}


@lru_cache(1 << 16)
def marked_word(word: str) -> str:
    """A word as it is compared with its marks: case and the placement of tone marks folded.

    >>> marked_word("HOÀ") == marked_word("hòa")
    True
    """
    return fold_quote(word)


@lru_cache(1 << 16)
def bare_word(word: str) -> str:
    """A word as it is compared without marks, as it is typed on a keyboard that has none.

    >>> bare_word("Đắk")
    'dak'
    """
    letters = unicodedata.normalize("NFD", marked_word(word).translate(_STROKES))
    return unicodedata.normalize("NFC", _MARKS.sub("", letters))
