"""Pages whose fonts show Vietnamese by characters that are something else: TCVN3, VNI, VPS, VISCII, or nothing known.

A font's name tells its encoding, or else the words that are written in it do. Where neither does, and the page's characters
make no words, only its picture can be read.
"""

import re
import unicodedata
from ctypes import c_double, c_int, create_string_buffer
from itertools import groupby, repeat
from typing import NamedTuple

from pypdfium2 import raw

from corpus.legacy import Encoding, convert_mapped, detect_text, encoding_of_font, is_capital_font
from corpus.pdf.engine import TextPage

# What texts in Vietnamese and its neighbours are made of. Anything else is looked at more closely.
_EXPECTED = re.compile(
    "[\x00-\x7f\u00a0\u00ab\u00b0\u00b7\u00bb\u00d7ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u036f\u2010-\u2022\u2026"
    "\u2028-\u203a\u20ab\u2190-\u21ff\u2212\u25a0-\u27bf\uf020-\uf0ff\ufb00-\ufb06\ufffe]*"
)
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_HYPHENS = re.compile("[\x02\ufffe]")  # PDFium's, for a hyphen at the end of a line, behind which the next one follows
_SOFT_HYPHEN = "\u00ad"  # TCVN3's ư
_LEAST_HEIGHT = 0.6  # of the width: a letter, and no stroke
_LONGEST_NAME = 200  # bytes
_LEAST_TOKENS = 20
_ENOUGH = 100  # tokens, from all over the page
_FEW = 15  # places all over the page: that words stand there settles it
_LEAST_WORDLIKE = 0.6
_LIKE_A_WORD = (
    r"[\"'“”‘’(\[«•+*–—-]*(?:[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’-]+|[\d.,/:%-]+|[\w./&-]+\d[\w./&-]*)"
    r"[\"'“”‘’)\]».,;:!?…%/-]*"
)
_WORDLIKE = re.compile(_LIKE_A_WORD, re.ASCII)
_TOKEN = re.compile(rf"(?<!\S)(?:((?a:{_LIKE_A_WORD})(?!\S))|\S)")  # has a group if it is like a word


class LegacyRun(NamedTuple):
    """Successive characters of a page, ``start`` to ``end``, in one legacy encoding."""

    start: int
    end: int
    encoding: Encoding
    capitals: bool
    """Whether the font shows all letters as capitals."""


def legacy_runs(text_page: TextPage, text: str) -> list[LegacyRun]:
    """The stretches of the text of a page, as PDFium counts its characters, that are in legacy encodings."""
    if _EXPECTED.fullmatch(text):
        return []
    runs = [(start, end, name) for start, end, name in _fonts(text_page, len(text)) if not text[start:end].isspace()]
    texts: dict[str, str] = {}
    for start, end, name in runs:
        texts[name] = texts.get(name, "") + text[start:end] + "\n"
    encodings = {name: _encoding(name, written) for name, written in texts.items()}
    return [
        LegacyRun(start, end, encoding, is_capital_font(name))
        for start, end, name in runs
        if (encoding := encodings[name]) is not None
    ]


def converted(text: str, start: int, end: int, runs: list[LegacyRun]) -> tuple[str, tuple[int, ...]]:
    """``text[start:end]`` in Unicode, and for each of its characters the index in ``text`` that it comes from."""
    pieces: list[str] = []
    origins: list[int] = []
    place = start
    for run in runs:
        first, last = max(run.start, place), min(run.end, end)
        if first >= last:
            continue
        pieces.append(text[place:first])
        origins += range(place, first)
        letters, sources = convert_mapped(text[first:last], run.encoding, capitals=run.capitals)
        pieces.append(letters)
        origins += (first + source for source in sources)
        place = last
    pieces.append(text[place:end])
    origins += range(place, end)
    return "".join(pieces), tuple(origins)


def with_soft_hyphens(text_page: TextPage, text: str, runs: list[LegacyRun]) -> str:
    """The text of a page with those hyphens of PDFium that are letters of TCVN3 as what they were; as long as before."""
    found = [*text]
    left, right, bottom, top = (c_double() for _ in range(4))
    for run in runs:
        if run.encoding == "tcvn3":
            for hyphen in _HYPHENS.finditer(text, run.start, run.end):
                boxed = raw.FPDFText_GetCharBox(text_page, hyphen.start(), left, right, bottom, top)
                if boxed and top.value - bottom.value > _LEAST_HEIGHT * (right.value - left.value):
                    found[hyphen.start()] = _SOFT_HYPHEN
    return "".join(found)


def is_garbage(text: str) -> bool:
    """Whether the characters of a page make no words in any language that is written in Latin letters."""
    if _makes_sense_at_places(text):
        return False
    text = unicodedata.normalize("NFC", text)
    tokens = text.split()
    if len(tokens) < _LEAST_TOKENS or _makes_sense_at_places(text):
        return False
    tokens = tokens[:: max(1, len(tokens) // _ENOUGH)]
    return sum(_WORDLIKE.fullmatch(token) is not None for token in tokens) < _LEAST_WORDLIKE * len(tokens)


def _makes_sense_at_places(text: str) -> bool:
    """Whether there are words, or nothing, at all of some places of a text."""
    few = map(_TOKEN.search, repeat(text), range(0, len(text), len(text) // _FEW + 1))
    return all(found is None or found.lastindex for found in few)


def _encoding(name: str, written: str) -> Encoding | None:
    """The encoding of what is written in a font; text in Unicode keeps a legacy font now and then."""
    if _UNICODE.search(written):
        return None
    return encoding_of_font(name) or detect_text(written)


def _fonts(text_page: TextPage, count: int) -> list[tuple[int, int, str]]:
    """Start, end and font of the runs of a page's characters."""
    name, flags = create_string_buffer(_LONGEST_NAME), c_int()

    def font_of(index: int) -> bytes:
        length = raw.FPDFText_GetFontInfo(text_page, index, name, _LONGEST_NAME, flags)
        return name.value if 0 < length <= _LONGEST_NAME else b""

    found: list[tuple[int, int, str]] = []
    for font, indices in groupby(range(count), key=font_of):
        run = [*indices]
        found.append((run[0], run[-1] + 1, font.decode("utf-8", "replace")))
    return found
