"""Misread words put right, where what Vietnamese knows leaves one choice only.

Tesseract errs with tone marks above all, most often in capitals (``THỊ ĐUA``), with the Icelandic Ð, with Roman numbers and
with bullets; it seldom makes what is no syllable, and is as sure of its errors as of the rest. So words are mended that

- stand in a pair which is no phrase and whose letters, marks aside, are those of exactly one (``corpus/ocr/phrases.txt``,
  and provinces where Tesseract is in doubt);
- are in doubt, are no syllable, and become one with one letter exchanged for another that looks alike;
- are two syllables with marks grown together.

Numbers, abbreviations, and syllables outside of such a phrase stay as they were read.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from corpus.ocr.recognising import Word
from models.places import provinces
from models.syllables import is_syllable

_DOUBTFUL = 0.85
_VERY_DOUBTFUL = 0.8
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_CORE = re.compile(r"^(\W*)([^\W\d_]+)(\W*)$")
_ROMAN = re.compile(r"^(\(?)([Il|Ï]{1,3})([.);:/]{1,2})$")
_ETH = str.maketrans("Ðð", "Đđ")
_DOUBLE = re.compile("ÐĐ|ĐÐ|ðđ|đð")
_VOWELS = frozenset("aeiouy")
_BULLETS = frozenset("$®@°¢©¤§¬¥£")
_LIKE_BULLETS = frozenset("acemnosuvwxz=#&%")
_HARDLY = 0.55
# Letters, or their marks, that are taken for each other.
_ALIKE = (
    *("aăâ", "oôơ0", "uư", "eê", "dđ", "iìíỉĩịl1ï", "cec", "nm"),
    *("aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ"),
    *("àằầ", "áắấ", "ảẳẩ", "ãẵẫ", "ạặậ", "òồờ", "óốớ", "ỏổở", "õỗỡ", "ọộợ", "ùừ", "úứ", "ủử", "ũữ", "ụự"),
    *("èề", "éế", "ẻể", "ẽễ", "ẹệ"),
)


def corrected(words: Sequence[Word]) -> list[Word]:
    """The words of a page, in the order of their lines, misread ones mended; where two grew together, one word more."""
    parted = [part for word in words for part in _parted(_alone(word))]
    texts = [word.text for word in parted]
    for number, (word, following) in enumerate(pairwise(parted)):
        if word.line == following.line:
            texts[number], texts[number + 1] = _as_phrase(
                texts[number], texts[number + 1], min(word.confidence, following.confidence)
            )
        if number == 0 or parted[number - 1].line != word.line:
            if word.line == following.line and following.text[0].isalpha() and _is_bullet(word):
                texts[number] = "•"
    return [word._replace(text=text) for word, text in zip(parted, texts, strict=True)]


def _is_bullet(word: Word) -> bool:
    """Whether a word that opens a line is a bullet: a sign that nothing begins with, or hardly a letter."""
    return word.text in _BULLETS or (word.text in _LIKE_BULLETS and word.confidence < _HARDLY)


# --- a word by itself ----------------------------------------------------------------------------------------------------


def _alone(word: Word) -> Word:
    text = _DOUBLE.sub(lambda found: "Đ" if found[0].isupper() else "đ", word.text).translate(_ETH)
    roman = _ROMAN.match(text)
    if roman is not None:
        text = roman[1] + "I" * len(roman[2]) + roman[3]
    elif word.confidence < _VERY_DOUBTFUL:
        core = _CORE.match(text)
        if core is not None and len(core[2]) > 1 and not is_syllable(core[2]) and not _is_abbreviation(core[2]):
            text = core[1] + _only_syllable(core[2]) + core[3]
    return word._replace(text=text)


def _is_abbreviation(word: str) -> bool:
    return word.isascii() or sum(map(str.isupper, word)) > 1


def _only_syllable(word: str) -> str:
    """The one syllable that a word becomes when one letter is exchanged; the word where there is none or another."""
    found = set()
    for place, letter in enumerate(word):
        for other in _likenesses().get(letter.lower(), ()):
            changed = word[:place] + (other.upper() if letter.isupper() else other) + word[place + 1 :]
            if is_syllable(changed):
                found.add(changed)
    return found.pop() if len(found) == 1 else word


@cache
def _likenesses() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for letters in _ALIKE:
        for letter in letters:
            found[letter] = found.get(letter, "") + "".join(
                other for other in letters if other.isalpha() and other != letter
            )
    return found


def _parted(word: Word) -> Iterator[Word]:
    """The word, or the two that it is: both syllables, both with marks, and parted there only or where a capital is."""
    core = _CORE.match(word.text)
    places = [] if core is None or len(core[2]) < 4 or is_syllable(core[2]) else _seams(core[2])
    if core is None or len(places) != 1:
        yield word
        return
    first, second = core[1] + core[2][: places[0]], core[2][places[0] :] + core[3]
    middle = word.left + round((word.right - word.left) * len(first) / len(word.text))
    yield word._replace(text=first, right=middle)
    yield word._replace(text=second, left=middle)


def _seams(word: str) -> list[int]:
    """Where the word can be parted; before a vowel only where there is no other place."""
    places = [
        place
        for place in range(1, len(word))
        if not word[:place].isascii()
        and not word[place:].isascii()
        and is_syllable(word[:place])
        and is_syllable(word[place:])
    ]
    return [place for place in places if _bare(word[place]) not in _VOWELS] or places


# --- two words that are a phrase -----------------------------------------------------------------------------------------


def _as_phrase(first: str, second: str, confidence: float) -> tuple[str, str]:
    """The two words as the phrase that they must be, or as they are."""
    cores = _CORE.match(first), _CORE.match(second)
    if cores[0] is None or cores[1] is None or cores[0][3] or cores[1][1]:
        return first, second
    read = (cores[0][2], cores[1][2])
    bare = (_bare(read[0]), _bare(read[1]))
    phrases, names = _phrases()
    meant = phrases.get(bare)
    if meant is None and confidence < _DOUBTFUL and read[0][0].isupper() and read[1][0].isupper():
        meant = names.get(bare)
    if meant is None:
        return first, second
    wrong = [_marks(one) != _marks(other) for one, other in zip(read, meant, strict=True)]
    if not any(wrong) or (all(wrong) and not "".join(read).isupper()):
        return first, second
    made = [_in_case_of(word, like) if bad else like for word, like, bad in zip(meant, read, wrong, strict=True)]
    return cores[0][1] + made[0], made[1] + cores[1][3]


def _bare(word: str) -> str:
    """Its letters, small and without marks."""
    letters = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _marks(word: str) -> tuple[str, str]:
    """Its letters with their own marks, and its tone, wherever that stands: ``hòa`` and ``hoà`` are the same."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(each for each in letters if each not in _TONES), "".join(each for each in letters if each in _TONES)


def _in_case_of(word: str, like: str) -> str:
    return "".join(letter.upper() if model.isupper() else letter for letter, model in zip(word, like, strict=True))


@cache
def _phrases() -> tuple[Mapping[tuple[str, str], tuple[str, str]], Mapping[tuple[str, str], tuple[str, str]]]:
    """Phrases of two words by their bare letters, and names of provinces; without those that others may be taken for."""
    words = (files("corpus.ocr") / "phrases.txt").read_text(encoding="utf-8").split("\n")
    names = sorted({province.name.casefold() for province in provinces() if _is_spelt_one_way(province.name)})
    return _by_bare_letters(words), _by_bare_letters(names)


def _is_spelt_one_way(name: str) -> bool:
    """Whether a name has two syllables: those of other languages (``Đắk Lắk``, ``Đăk Lăk``) are written in many ways."""
    syllables = name.split()
    return len(syllables) == 2 and all(map(is_syllable, syllables))


def _by_bare_letters(phrases: Sequence[str]) -> Mapping[tuple[str, str], tuple[str, str]]:
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for phrase in filter(None, phrases):
        first, second = phrase.split()
        found.setdefault((_bare(first), _bare(second)), set()).add((first, second))
    return {bare: meant.pop() for bare, meant in found.items() if len(meant) == 1}
