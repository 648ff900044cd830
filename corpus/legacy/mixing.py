"""Texts that hold lines, or words, in a legacy encoding beside others in Unicode."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.legacy.capitals import restore_capitals
from corpus.legacy.converting import convert
from corpus.legacy.detecting import (
    Token,
    becomes_syllable,
    best_encoding,
    detect_text,
    is_a_syllable,
    share_as_it_stands,
    share_of,
    tokens_of,
)
from corpus.legacy.tables import LACKS_CAPITALS, Encoding

# A line with fewer marked words is read like the others.
_LEAST_OF_A_LINE = 3
# What is plainly Vietnamese in Unicode: no byte becomes these characters.
_UNICODE = re.compile("[\u0100-\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# The same in UTF-8 (three bytes each), which no Vietnamese word has in any legacy encoding; and all that goes with it.
_UTF8_VIETNAMESE = re.compile(b"\xe1[\xba\xbb][\x80-\xbf]")
_UTF8 = re.compile(b"[\xc2-\xc6][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xcc[\x80-\x83\x89\xa3]")


class Mended(NamedTuple):
    """A text in Unicode, and the legacy encodings that it was in, the most used first."""

    text: str
    encodings: tuple[Encoding, ...]


def read_legacy(content: bytes) -> Mended | None:
    """Decode bytes that are no UTF-8 as a whole: in one legacy encoding, or line by line and word by word in several.

    Lines that are UTF-8, and words of UTF-8 within a line, are read as such. Returns None where no legacy encoding makes
    Vietnamese of the rest.
    """
    raw = content.split(b"\n")
    # Each byte that is no UTF-8 becomes one character; what is, becomes the characters that it stands for.
    return _mend([_decode_line(line) for line in raw], legacy=[_is_no_utf8(line) for line in raw])


def mend(text: str) -> Mended:
    """Return ``text`` with what each legacy byte made a Latin-1 or Windows-1252 character of made Unicode, composed (NFC).

    Text that is in Unicode, in any language, comes back as it was, with no encodings.
    """
    text = unicodedata.normalize("NFC", text)
    lines = text.split("\n")
    return _mend(lines, legacy=[False] * len(lines)) or Mended(text, ())


def _is_no_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _decode_line(line: bytes) -> str:
    if not _is_no_utf8(line):
        return unicodedata.normalize("NFC", line.decode("utf-8"))
    if not _UTF8_VIETNAMESE.search(line):
        return line.decode("latin-1")
    pieces: list[str] = []
    place = 0
    for found in _UTF8.finditer(line):
        pieces += line[place : found.start()].decode("latin-1"), found[0].decode("utf-8")
        place = found.end()
    return unicodedata.normalize("NFC", "".join([*pieces, line[place:].decode("latin-1")]))


def _main_encoding(lines: Sequence[str], legacy: Sequence[bool]) -> Encoding | None:
    """The encoding of the text as a whole, or else of most of the lines that are plainly in one."""
    detected = _detect_certain if any(legacy) else detect_text
    whole = detected("\n".join(line for line in lines if not _UNICODE.search(line)))
    if whole is not None:
        return whole
    found: Counter[Encoding] = Counter()
    for line, certain in zip(lines, legacy, strict=True):
        marked = sum(token.marked for token in tokens_of(line))
        encoding = (_detect_certain if certain else detect_text)(line) if marked >= _LEAST_OF_A_LINE else None
        if encoding is not None:
            found[encoding] += marked
    return found.most_common(1)[0][0] if found else None


def _detect_certain(text: str) -> Encoding | None:
    return best_encoding(text, tokens_of(text))


def _mend(lines: Sequence[str], legacy: Sequence[bool]) -> Mended | None:
    """Convert the lines that are in a legacy encoding; ``legacy`` tells those that cannot be Unicode. None without any."""
    main = _main_encoding(lines, legacy)
    if main is None:
        return None
    used: Counter[Encoding] = Counter()
    mended = []
    for line, certain in zip(lines, legacy, strict=True):
        tokens = tokens_of(line)
        words = [line[token.start : token.end] for token in tokens if token.marked]
        if not words and not certain:
            mended.append(line)
        elif _UNICODE.search(line):
            mended.append(_mend_words(line, tokens, main, used))
        elif certain or share_of(words, main) > share_as_it_stands(words):
            encoding = _encoding_of_line(line, tokens, words, main)
            used[encoding] += len(words)
            mended.append(convert(line, encoding))
        else:
            other = detect_text(line) if len(words) >= _LEAST_OF_A_LINE else None
            used.update([other] * len(words) if other else [])
            mended.append(convert(line, other) if other else line)
    text = "\n".join(mended)
    # Restored in the whole, since a line may go on in the next.
    text = restore_capitals(text) if LACKS_CAPITALS.intersection(used) else text
    return Mended(unicodedata.normalize("NFC", text), tuple(encoding for encoding, _ in used.most_common()))


def _encoding_of_line(line: str, tokens: Sequence[Token], words: Sequence[str], main: Encoding) -> Encoding:
    """``main``, or the encoding that makes more of a line that it makes little of."""
    if len(words) < _LEAST_OF_A_LINE or 2 * share_of(words, main) > 1:
        return main
    return best_encoding(line, tokens) or main


def _mend_words(line: str, tokens: Sequence[Token], main: Encoding, used: Counter[Encoding]) -> str:
    """Convert those words of a line with Unicode in it that are in ``main``: a word that may be both goes with its
    nearest neighbour that is plainly one of them."""
    plain: list[bool | None] = [_is_legacy(line[token.start : token.end], token.marked, main) for token in tokens]
    if True not in plain:
        return line
    pieces: list[str] = []
    place = 0
    for number, token in enumerate(tokens):
        pieces.append(line[place : token.start])
        word = line[token.start : token.end]
        if token.marked and _nearest_known(plain, number):
            used[main] += 1
            word = convert(word, main)
        pieces.append(word)
        place = token.end
    return "".join([*pieces, line[place:]])


def _is_legacy(word: str, marked: bool, encoding: Encoding) -> bool | None:
    if _UNICODE.search(word):
        return False
    if not marked:
        return None
    legacy, unicode = becomes_syllable(word, encoding), is_a_syllable(word)
    return None if legacy == unicode else legacy


def _nearest_known(plain: Sequence[bool | None], number: int) -> bool:
    key: Callable[[int], int] = lambda other: abs(other - number)  # noqa: E731
    nearest = min((other for other, known in enumerate(plain) if known is not None), key=key)
    return bool(plain[nearest])
