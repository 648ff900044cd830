"""Text in a legacy encoding made Unicode, with the place of every character in the source."""

import re
import unicodedata
from collections.abc import Iterator

from corpus.legacy.capitals import restore_capitals
from corpus.legacy.tables import LACKS_CAPITALS, TONES, Encoding, byte_characters, characters_of_controls, units

# With the letter before, whose mark may follow.
_BEYOND_ASCII = re.compile("[A-Za-z]?[^ -~\n\r\t]+")


def decode(content: bytes, encoding: Encoding) -> str:
    """Return ``content``, a whole text, as Unicode, composed, with the capitals restored that the encoding lacks.

    Bytes that the encoding does not know are read as Windows-1252.
    """
    text = convert(content.decode("latin-1"), encoding)
    return restore_capitals(text) if encoding in LACKS_CAPITALS else text


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Return legacy text as Unicode; see ``convert_mapped``."""
    return convert_mapped(text, encoding, capitals=capitals)[0]


def convert_mapped(text: str, encoding: Encoding, *, capitals: bool = False) -> tuple[str, tuple[int, ...]]:
    """Return legacy text as Unicode, and for each of its characters the index of its first source character.

    ``text`` has a character for each byte, as it was decoded as Latin-1 or Windows-1252, or as documents hold it in a
    font of the encoding. It may be a piece of a line, such as a run of one font; ``restore_capitals`` is for the line
    when its pieces are converted. Other characters stay as they are. With ``capitals``, for a font of capitals, every
    letter becomes a capital.
    """
    bytewise = text.translate(byte_characters())
    found: list[str] = []
    sources: list[int] = []
    place = 0
    for piece in _BEYOND_ASCII.finditer(text):
        found += text[place : piece.start()]
        sources += range(place, piece.start())
        place = piece.end()
        for letter, source in _letters(text, bytewise, piece.start(), place, encoding):
            if letter in TONES and found and len(composed := unicodedata.normalize("NFC", found[-1] + letter)) == 1:
                found[-1] = composed
            else:
                found.append(letter)
                sources.append(source)
    found += text[place:]
    sources += range(place, len(text))
    converted = "".join(found)
    if capitals:
        converted = "".join(upper if len(upper := letter.upper()) == 1 else letter for letter in converted)
    return converted, tuple(sources)


def _letters(text: str, bytewise: str, start: int, end: int, encoding: Encoding) -> Iterator[tuple[str, int]]:
    """The characters that ``text[start:end]`` stands for, with their places."""
    known, shown = units(encoding), characters_of_controls()
    while start < end:
        length = 2 if bytewise[start : start + 2] in known else 1
        unit = bytewise[start : start + length]
        letter = known.get(unit)
        if letter is None:
            # A character that came from elsewhere stays; U+F0xx and U+0080 to U+009F show what they mean.
            letter = shown.get(unit, unit if "\uf020" <= text[start] <= "\uf0ff" else text[start])
        yield letter, start
        start += length
