"""Which legacy encoding a text is in, told by the share of its words that become Vietnamese syllables."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.legacy.capitals import is_doubtful
from corpus.legacy.converting import convert
from corpus.legacy.tables import ENCODINGS, Encoding, byte_characters, units
from models.syllables import is_syllable

# Of the words with a character that a legacy byte may have become, and of all words. Texts in other languages in Latin-1
# reach the first in a short sentence now and then, and never the second.
_LEAST_MARKED = 0.8
_LEAST_OF_ALL = 0.5
# Unicode text has to be worse than the best encoding by this much to be taken for one.
_MARGIN = 0.25
_ENOUGH = 2000  # marked words; more tell nothing new
# Runs of letters as a legacy text has them: its letters look like symbols, punctuation and, in VPS and VISCII, control
# characters.
_BYTES = "\x02-\x06\x10-\x15\x19\x1c-\x1e\x80-\x9f\xa1-\xff" + "".join(
    sorted({re.escape(chr(code)) for code in byte_characters()})
)
_TOKEN = re.compile(f"(?:[^\\W\\d_]|[{_BYTES}\u0300-\u036f])+")
_MARKED = re.compile(f"[{_BYTES}]")
_EDGES = "“”„‘’‚–—…•·«»‹›©®§°¶´¨*"


class Token(NamedTuple):
    """A run of letters and of characters that may be letters, ``text[start:end]``."""

    start: int
    end: int
    marked: bool
    """See :func:`is_marked`."""


def detect(content: bytes) -> Encoding | None:
    """Return the legacy Vietnamese encoding of ``content``; None for UTF-8 (and ASCII), and for what is none of them."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
        return best_encoding(text, tokens_of(text))
    return None


def detect_text(text: str) -> Encoding | None:
    """Return the legacy encoding whose bytes became the characters of ``text`` one by one.

    None where it is in Unicode as it stands, in Vietnamese or any other language.
    """
    tokens = tokens_of(text)
    best = best_encoding(text, tokens)
    if best is None:
        return None
    marked = [text[token.start : token.end] for token in tokens if token.marked][:_ENOUGH]
    return best if share_of(marked, best) >= share_as_it_stands(marked) + _MARGIN else None


def best_encoding(text: str, tokens: Sequence[Token]) -> Encoding | None:
    """The encoding that makes most of the words of ``text`` syllables, if it makes enough of them; the first of equals."""
    marked = [text[token.start : token.end] for token in tokens if token.marked][:_ENOUGH]
    if not marked:
        return None
    shares = {encoding: share_of(marked, encoding) for encoding in ENCODINGS}
    best = max(ENCODINGS, key=lambda encoding: shares[encoding])
    if shares[best] < _LEAST_MARKED:
        return None
    plain = [text[token.start : token.end] for token in tokens if not token.marked][: 2 * _ENOUGH]
    of_all = shares[best] * len(marked) + sum(map(is_syllable, plain))
    return best if of_all >= _LEAST_OF_ALL * (len(marked) + len(plain)) else None


def tokens_of(text: str) -> list[Token]:
    """The runs of letters of ``text``, in order."""
    return [
        Token(
            found.start(),
            found.end(),
            is_marked(found[0]),
        )
        for found in _TOKEN.finditer(text)
    ]


def words_of(text: str) -> list[str]:
    """The same runs as strings."""
    return _TOKEN.findall(text)


def is_marked(word: str) -> bool:
    """Whether a run has a character that a legacy byte may have become, and is more than a dash or a quote."""
    return not word.isascii() and bool(_MARKED.search(word) and word.strip(_EDGES))


def share_of(words: Iterable[str], encoding: Encoding) -> float:
    """The share of marked words that are syllables in ``encoding``, from 0 to 1; 0 without words."""
    return _share(becomes_syllable(word, encoding) for word in words)


def share_as_it_stands(words: Iterable[str]) -> float:
    """The share of words that are syllables in Unicode, from 0 to 1; 0 without words."""
    return _share(is_a_syllable(word) for word in words)


@lru_cache(1 << 15)
def is_a_syllable(word: str) -> bool:
    """Whether a token is a Vietnamese syllable as it stands, punctuation at its ends aside."""
    word = word.strip(_EDGES)
    return word.isalpha() and is_syllable(word) and _is_of_one_case(word)


@lru_cache(1 << 16)
def becomes_syllable(word: str, encoding: Encoding) -> bool:
    """Whether a token is a Vietnamese syllable when converted, and has no letter that the encoding does not know."""
    known = units(encoding)
    bytewise = word.translate(byte_characters())
    if any(
        "\xc0" <= c <= "\xff" and c not in known and not _is_mark(bytewise, at, encoding)
        for at, c in enumerate(bytewise)
    ):
        return False
    return is_a_syllable(convert(word, encoding))


def _is_of_one_case(word: str) -> bool:
    """Whether all letters behind the first are small, or all of them are capitals where there are such."""
    rest = word[1:]
    return (
        rest.islower()
        or not rest
        or (word[0].isupper() or is_doubtful(word[0]))
        and all(letter.isupper() or is_doubtful(letter) for letter in rest)
    )


def _is_mark(word: str, at: int, encoding: Encoding) -> bool:
    return at > 0 and word[at - 1 : at + 1] in units(encoding)


def _share(answers: Iterable[bool]) -> float:
    counted = [*answers]
    return sum(counted) / len(counted) if counted else 0.0
