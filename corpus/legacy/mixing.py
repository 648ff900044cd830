"""Texts that hold lines, or words, in a legacy encoding beside others in Unicode."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.legacy.capitals import restore_capitals
from corpus.legacy.converting import convert
from corpus.legacy.detecting import (
    Token,
    becomes_syllable,
    best_encoding,
    detect_text,
    is_a_syllable,
    is_marked,
    share_of,
    tokens_of,
    words_of,
)
from corpus.legacy.tables import LACKS_CAPITALS, Encoding

# A line with fewer marked words is read like the others.
_LEAST_OF_A_LINE = 3
# What is plainly Vietnamese in Unicode: no byte becomes these characters.
_UNICODE = re.compile("[\u0100-\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# The same in UTF-8 (three bytes each), which no Vietnamese word has in any legacy encoding; and all that goes with it.
_UTF8_VIETNAMESE = re.compile(b"\xe1[\xba\xbb][\x80-\xbf]")
_UTF8 = re.compile(b"[\xc2-\xc6][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xcc[\x80-\x83\x89\xa3]")


# ASCII, Latin letters with marks, punctuation, currency, arrows, bullets and dingbats.
_EXPECTED = re.compile(
    "[\x00-\x7f\u00a0-\u0131\u0168\u0169\u01a0\u01a1\u01af\u01b0\u02c6-\u02dd\u0300-\u0323\u1ea0-\u1ef9\u2000-\u27ff\ufeff]*"
)


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
    if not _is_suspect(text):
        return Mended(text, ())
    lines = text.split("\n")
    return _mend(lines, legacy=[False] * len(lines)) or Mended(text, ())


def _is_suspect(text: str) -> bool:
    """Whether a word, not plainly in Unicode, is no syllable as it stands. Few texts have one, and this is all that others cost."""
    # Blanks are in no word. What stands between them comes again and again, in one text after the other.
    return any(_holds_suspect(written) for written in set(text.replace("\n", " ").split(" ")))


@lru_cache(1 << 15)
def _holds_suspect(written: str) -> bool:
    return any(not _UNICODE.search(word) and not is_a_syllable(word) for word in words_of(written) if is_marked(word))


def _is_no_utf8(line: bytes) -> bool:
    # Legacy words that are UTF-8 by chance are of no script that Vietnamese texts hold.
    try:
        return not _EXPECTED.fullmatch(line.decode("utf-8"))
    except UnicodeDecodeError:
        return True


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
    rest = "\n".join(line for line in lines if not _UNICODE.search(line))
    if any(legacy):
        whole = _detect_certain(rest)
    else:
        # Two words of another language may look like Vietnamese in an encoding.
        enough = sum(token.marked for token in tokens_of(rest)) >= _LEAST_OF_A_LINE
        whole = detect_text(rest) if enough else None
    if whole is not None:
        return whole
    found: Counter[Encoding] = Counter()
    for line, certain in zip(lines, legacy, strict=True):
        words = [line[token.start : token.end] for token in tokens_of(line) if token.marked]
        if certain or sum(not _UNICODE.search(word) and not is_a_syllable(word) for word in words) >= _LEAST_OF_A_LINE:
            encoding = (_detect_certain if certain else detect_text)(line)
            if encoding is not None:
                found[encoding] += len(words)
    return found.most_common(1)[0][0] if found else None


def _detect_certain(text: str) -> Encoding | None:
    return best_encoding(text, tokens_of(text))


def _mend(lines: Sequence[str], legacy: Sequence[bool]) -> Mended | None:
    """Convert the lines that are in a legacy encoding; ``legacy`` tells those that cannot be Unicode. None without any."""
    main = _main_encoding(lines, legacy)
    if main is None:
        return None
    used: Counter[Encoding] = Counter()
    tokens = [tokens_of(line) for line in lines]
    verdicts = [
        _is_line_in(main, line, words, certain) for line, words, certain in zip(lines, tokens, legacy, strict=True)
    ]
    mended = []
    for line, words, near in zip(lines, tokens, nearest_known(verdicts), strict=True):
        if _UNICODE.search(line):
            mended.append(_mend_words(line, words, main, used))
            continue
        encoding = _encoding_of_line(line, words, main) if near else None
        used.update([encoding] * sum(token.marked for token in words) if encoding else [])
        mended.append(convert(line, encoding) if encoding else line)
    text = "\n".join(mended)
    # Restored in the whole, since a line may go on in the next.
    text = restore_capitals(text) if LACKS_CAPITALS.intersection(used) else text
    return Mended(unicodedata.normalize("NFC", text), tuple(encoding for encoding, _ in used.most_common()))


def _is_line_in(main: Encoding, line: str, tokens: Sequence[Token], certain: bool) -> bool | None:
    """Whether a line is in a legacy encoding; None where it may be and its neighbours have to tell."""
    if certain:
        return True
    words = [line[token.start : token.end] for token in tokens if token.marked]
    if _UNICODE.search(line):
        return any(_is_legacy(word, True, main) for word in words) or False
    told = [_is_legacy(word, True, main) for word in words]
    if told.count(True) != told.count(False):
        return told.count(True) > told.count(False) or _is_in_another(line, words)
    return _is_in_another(line, words) or None


def _is_in_another(line: str, words: Sequence[str]) -> bool:
    return len(words) >= _LEAST_OF_A_LINE and detect_text(line) is not None


def _encoding_of_line(line: str, tokens: Sequence[Token], main: Encoding) -> Encoding:
    """``main``, or the encoding that makes more of a line that it makes little of."""
    words = [line[token.start : token.end] for token in tokens if token.marked]
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
    for token, near in zip(tokens, nearest_known(plain), strict=True):
        pieces.append(line[place : token.start])
        word = line[token.start : token.end]
        if token.marked and near:
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


def nearest_known(values: Sequence[bool | None]) -> list[bool | None]:
    """Each value, or in the place of None the nearest that is none, the earlier of two as near."""
    found = [*values]
    distance = [0 if value is not None else len(values) for value in values]
    for step, order in ((-1, range(1, len(values))), (1, range(len(values) - 2, -1, -1))):
        for number in order:
            if distance[number + step] + 1 < distance[number]:
                distance[number], found[number] = distance[number + step] + 1, found[number + step]
    return found
