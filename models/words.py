"""Words of running text as they are searched for: where each stands, with its tone marks and without."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, compress

from models.names import fold_quote

LONGEST_WORD = 40
"""Characters; what is longer is no word (rows of dots, encoded attachments) and is not found."""

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
# The same as a group; and without the marks, of which texts in NFC have few: it takes half the time.
_MARKED_WORDS, _WORDS = re.compile(f"({_WORD.pattern})"), re.compile(r"([^\W_]+)")
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


def split_words(text: str) -> tuple[list[str], list[int]]:
    """The words of a text in order, as written, and where each begins: as `located_words`, for many texts at a time.

    >>> split_words("Cụm và cụm")
    (['Cụm', 'và', 'cụm'], [0, 4, 7])
    """
    parts = (_MARKED_WORDS if _MARKS.search(text) else _WORDS).split(text)  # A gap, a word, a gap, and so on.
    words, starts = parts[1::2], list(accumulate(map(len, parts)))[:-1:2]
    if max(map(len, words), default=0) > LONGEST_WORD:
        short = [len(word) <= LONGEST_WORD for word in words]
        words, starts = list(compress(words, short)), list(compress(starts, short))
    return words, starts


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
