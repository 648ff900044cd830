"""A comparison copy of a text in which every character keeps its place.

Regular expressions run on the copy, offsets count for the text itself: case, dashes, quotation marks and the place of
the tone mark in open ``oa``, ``oe``, ``uy`` are one there. :mod:`models.names` folds further and loses the offsets.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LIKE = (
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | {"\u00a0": " "}
)
# Mapped everywhere, also where the old place is the right one (hoàn): text and pattern are mangled alike.
_TONES = [
    (unicodedata.normalize("NFC", a + b + tone), unicodedata.normalize("NFC", a + tone + b))
    for a, b in ("oa", "oe", "uy")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
]
BEHIND_FIRST = r"(?<!\w.)"
"""Behind the first character of a word: nothing of a word stands before it."""
_MARKED = re.compile("[" + "".join(old[1] for old, _ in _TONES) + "]")


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """``text`` folded, with ``len(fold(text)) == len(text)``; for NFC text."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    # Looking for each of them is quicker than a look at each character (`str.translate`).
    for char, like in _LIKE.items():
        if char in lower:
            lower = lower.replace(char, like)
    return _even_tones(lower)


def _even_tones(text: str) -> str:
    if _MARKED.search(text):
        for old, new in _TONES:
            text = text.replace(old, new)
    return text


def pattern(expression: str) -> re.Pattern[str]:
    """A regular expression for folded text, written with the tone marks in either place and in small letters."""
    return re.compile(_even_tones(expression))


def opens_word(text: str, at: int) -> bool:
    """Whether no letter or digit stands right before ``text[at]``.

    Checked after the match where a pattern runs over whole texts: a look-behind in front of it would keep the engine
    from skipping to the letters that can begin a match.
    """
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "_")


def bare_letter(word: str) -> str:
    """The first letter of a word without case and marks: ``á`` is ``a`` in an abbreviation."""
    return unicodedata.normalize("NFD", word[0].casefold())[0].replace("đ", "d")


def any_of(phrases: Iterable[str]) -> str:
    """The alternation of folded ``phrases``, the longest first; blanks stand for any single white space.

    What phrases begin with in common is written once, so that the engine does not try each of them at every character.
    """
    return _alternation({fold(phrase) for phrase in phrases})


def whole_words(phrases: Iterable[str]) -> str:
    """``any_of(phrases)`` with no letter or digit before or after it.

    What must not stand before is looked at behind the first character: in front of it, it would be looked at everywhere.
    """
    return f"{_alternation({fold(phrase) for phrase in phrases}, opening=BEHIND_FIRST)}(?!\\w)"


def _alternation(phrases: set[str], opening: str = "") -> str:
    ends = "" in phrases
    rests: dict[str, set[str]] = {}
    for phrase in sorted(phrases - {""}):
        rests.setdefault(phrase[0], set()).add(phrase[1:])
    branches = []
    for first, rest in rests.items():
        here = (r"\s" if first == " " else re.escape(first)) + opening
        branches.append(here + (_alternation(rest) if rest != {""} else ""))
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
