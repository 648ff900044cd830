"""The code tables of the legacy Vietnamese encodings, from ``corpus/legacy/tables``: a letter and its bytes a line.

TCVN3 (TCVN 5712-3, "ABC") has the 67 small letters and seven capitals; its toned capitals are the small letters in fonts
of capitals. VPS and VISCII have all 134, some of their capitals in the place of control characters, where programs for
Windows wrote the small letter. VNI writes most letters with two bytes, the vowel and its mark. Windows-1258 is known to
Python; its tones are combining marks.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

Encoding = Literal["tcvn3", "vni", "vps", "viscii", "windows-1258"]
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)

TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The combining tone marks, which Windows-1258 has as characters of their own."""

LACKS_CAPITALS: frozenset[Encoding] = frozenset({"tcvn3", "vps", "viscii"})
"""Encodings in which a small letter may stand for its capital."""


@cache
def letters(encoding: Encoding) -> Mapping[str, bytes]:
    """The letters beyond ASCII with their bytes; of Windows-1258 all characters, the tones as combining marks."""
    if encoding == "windows-1258":
        codes = ((bytes([code]).decode("cp1258", "ignore"), bytes([code])) for code in range(0x80, 0x100))
        return MappingProxyType({character: code for character, code in codes if character})
    lines = (files("corpus.legacy") / "tables" / f"{encoding}.tsv").read_text(encoding="utf-8").splitlines()
    return MappingProxyType({letter: bytes.fromhex(code) for letter, code in (line.split("\t") for line in lines)})


@cache
def units(encoding: Encoding) -> Mapping[str, str]:
    """What one or two characters with code points below 256 stand for.

    A mark of VNI is taken in either case: ``Aù`` was typed where ``AÙ`` was meant.
    """
    found = {code.decode("latin-1"): letter for letter, code in letters(encoding).items()}
    for unit, letter in [*found.items()]:
        if len(unit) == 2:
            found.setdefault(unit[0] + unit[1].swapcase(), letter)
    return MappingProxyType(found)


@cache
def byte_characters() -> Mapping[int, str]:
    """For ``str.translate``: characters that legacy bytes became elsewhere, to the character of the byte's number.

    They are those of Windows-1252 between 0x80 and 0x9F, the private ones of symbol fonts (U+F020 to U+F0FF) and the
    Greek mu, which stands for the micro sign 0xB5 in compatibility-normalised text.
    """
    found = {0xF000 + code: chr(code) for code in range(0x20, 0x100)} | {0x03BC: "\u00b5"}
    for character, code in _punctuation().items():
        found[ord(character)] = code
    return MappingProxyType(found)


@cache
def characters_of_controls() -> Mapping[str, str]:
    """Characters between U+0080 and U+009F to those of Windows-1252, its punctuation above all."""
    return MappingProxyType({code: character for character, code in _punctuation().items()})


def _punctuation() -> dict[str, str]:
    codes = ((bytes([code]).decode("cp1252", "ignore"), chr(code)) for code in range(0x80, 0xA0))
    return {character: code for character, code in codes if character}
