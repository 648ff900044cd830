"""Whether a string of letters can be a Vietnamese syllable: onset, rhyme and tone that go together.

Wrongly decoded or badly recognised text, foreign words and abbreviations fail; text in Vietnamese passes word by word.
The tables are in ``models/data/syllables.json``.
"""

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypedDict

_TONES = {"": 0, "\u0300": 1, "\u0301": 2, "\u0303": 3, "\u0309": 4, "\u0323": 5}
_STOP_TONES = frozenset({_TONES["\u0301"], _TONES["\u0323"]})
_STOPS = ("c", "ch", "p", "t")
_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_WORD = re.compile(r"[^\W\d_]+")
_FRONT = ("e", "ê", "i", "y")


class _Tables(TypedDict):
    onsets: list[str]
    rhymes: list[str]
    rhymes_after_qu: list[str]


@lru_cache(1 << 15)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is spelt as a Vietnamese syllable, in any case, with the tone mark on any vowel.

    Borrowed spellings of minority languages (``Đắk`` and ``Krông``) are no syllables in this sense.

    >>> [is_syllable(word) for word in ("Nguyễn", "huỷ", "giếng", "UBND", "ngã", "mát", "màt")]
    [True, True, True, False, True, True, False]
    """
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = _TONE_MARKS.findall(letters)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONE_MARKS.sub("", letters))
    tone = _TONES[tones[0]] if tones else 0
    return any(tone in _STOP_TONES or not rhyme.endswith(_STOPS) for rhyme in _rhymes_of(plain))


def vietnamese_share(text: str) -> float:
    """The share of the words of ``text`` that are Vietnamese syllables, from 0 to 1; 0 for text without words."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _rhymes_of(plain: str) -> list[str]:
    """The rhymes of all readings of a toneless syllable as onset and rhyme; empty where there is none."""
    onsets, rhymes, after_qu = _tables()
    found = []
    for onset in onsets:
        rhyme = plain.removeprefix(onset) if plain.startswith(onset) else ""
        if rhyme in (after_qu if onset == "qu" else rhymes) and _spelt_together(onset, rhyme):
            found.append(rhyme)
    return found


def _spelt_together(onset: str, rhyme: str) -> bool:
    """Whether the onset's letters are those that stand before this rhyme (``c`` but ``ki``, ``ng`` but ``nghe``)."""
    front = rhyme.startswith(_FRONT)
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "ng"):
        return not front
    if onset == "g":
        return not front or rhyme.startswith("i")
    return True


@cache
def _tables() -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    tables: _Tables = json.loads((files("models") / "data" / "syllables.json").read_text(encoding="utf-8"))
    return ("", *tables["onsets"]), frozenset(tables["rhymes"]), frozenset(tables["rhymes_after_qu"])
