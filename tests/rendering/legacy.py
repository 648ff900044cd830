"""Texts in the legacy Vietnamese encodings, as programs of their time wrote them."""

import unicodedata

from corpus.legacy import Encoding
from corpus.legacy.tables import TONES, letters

# Punctuation that an encoding has no place for, as people typed it instead.
_TYPED = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "…": "...", "\u00a0": " "}


def render(text: str, encoding: Encoding = "tcvn3") -> bytes:
    """Return ``text`` in ``encoding``: capitals that it lacks as small letters, and ``?`` for what it has no way to write."""
    return b"".join(_code(character, encoding) for character in unicodedata.normalize("NFC", text))


def render_as_text(text: str, encoding: Encoding = "tcvn3") -> str:
    """Return ``text`` as documents hold it in a font of the encoding: each byte as a character of Windows-1252."""
    content = render(text, encoding)
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content)


def _code(character: str, encoding: Encoding) -> bytes:
    known = letters(encoding)
    if character.isascii():
        return character.encode()
    if character in known:
        return known[character]
    if character.lower() in known:
        return known[character.lower()]
    if encoding == "windows-1258" and (
        marks := [mark for mark in unicodedata.normalize("NFD", character) if mark in TONES]
    ):
        base = unicodedata.normalize("NFC", unicodedata.normalize("NFD", character).replace(marks[0], ""))
        return _code(base, encoding) + known[marks[0]]
    try:
        byte = character.encode("cp1252")
    except UnicodeEncodeError:
        byte = b"?"
    taken = any(byte in code for code in known.values())
    return _TYPED.get(character, "?").encode() if taken or byte == b"?" else byte
