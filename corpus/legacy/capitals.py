"""Capitals that an encoding lacks, restored from their neighbours.

TCVN3 has no toned capitals: ``CỘNG HÒA XÃ HỘI`` is written ``CộNG HòA Xã HộI`` and shown right in a font of capitals.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache

from corpus.legacy.tables import TONES
from models.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")
# Words on both sides of these say nothing of each other; wide gaps are between columns.
_STOP = re.compile(r"[\n\t|]|[.!?…;:] | {3,}")
# What stands before the first word of a sentence or of a cell: the text's start, a final stop, a bar; and then bullets,
# numbers and quotes. A line's start counts too, unless the line before may have been broken there (see _WRAPPED).
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?…][\"”’»)\]]* |[|\t])[^\w\n|]*(?:\d{1,3}(?:\.\d{1,3})*[.)/-] ?)?[^\w\n|]*$")
_WRAPPED = re.compile(r"[^\n]{50,}[\w,]\n$")
_LONGEST_START = 80  # characters that are looked at before a word


class _Case(Enum):
    CAPITALS = "capitals"
    SMALL = "small"
    OPEN = "open"
    """It has no letter that tells: ``Hà`` may be ``HÀ``, and ``ý`` may be ``Ý``."""
    SILENT = "silent"
    """It tells nothing of its neighbours: abbreviations and single letters."""


def restore_capitals(text: str) -> str:
    """Return ``text`` with its small toned letters made capitals where capitals are meant; as many characters as before.

    They are in a word whose other letters are capitals (``CộNG``), in a word that tells nothing itself between such
    words (``Xã`` in ``HòA Xã HộI``), and at the start of a sentence (``ủy ban``). ``Độc lập`` and ``Bộ GD&ĐT`` stay.
    """
    words = [*_WORD.finditer(text)]
    cases = [_case(word[0]) for word in words]
    before = _last_known(text, words, cases)
    after = _last_known(text, words[::-1], cases[::-1])[::-1]
    found = [*text]
    for word, case, near in zip(words, cases, zip(before, after, strict=True), strict=True):
        if case is _Case.CAPITALS or (case is _Case.OPEN and _Case.CAPITALS in near and _Case.SMALL not in near):
            found[word.start() : word.end()] = map(_capital, word[0])
        elif is_doubtful(word[0][0]) and _starts_sentence(text, word.start()):
            found[word.start()] = _capital(word[0][0])
    return "".join(found)


def _capital(letter: str) -> str:
    return upper if len(upper := letter.upper()) == 1 else letter


def _starts_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - _LONGEST_START) : place]
    return bool(_SENTENCE_START.search(before)) and not _WRAPPED.search(before)


@lru_cache(1 << 15)
def _case(word: str) -> _Case:
    sure = [(place, letter.isupper()) for place, letter in enumerate(word) if not is_doubtful(letter)]
    if not all(capital for _, capital in sure):
        return _Case.SMALL
    if len(sure) < len(word):
        return _Case.CAPITALS if any(place for place, _ in sure) else _Case.OPEN
    return _Case.CAPITALS if len(word) > 1 and is_syllable(word) else _Case.SILENT


@cache
def is_doubtful(letter: str) -> bool:
    """Whether a letter may stand for its capital: it is small and has a tone."""
    return letter.islower() and any(mark in TONES for mark in unicodedata.normalize("NFD", letter))


def _last_known(text: str, words: Sequence[re.Match[str]], cases: Sequence[_Case]) -> list[_Case | None]:
    """For each word the case of the nearest word before it that has one, up to a stop; words may come in reverse."""
    found: list[_Case | None] = []
    known: _Case | None = None
    for number, word in enumerate(words):
        if number:
            first, second = sorted((words[number - 1], word), key=re.Match.start)
            if cases[number - 1] in (_Case.CAPITALS, _Case.SMALL):
                known = cases[number - 1]
            if _STOP.search(text, first.end(), second.start()):
                known = None
        found.append(known)
    return found
