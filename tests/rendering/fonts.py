"""Fonts that show Vietnamese and whose text is something else: those of a legacy encoding, and one without any sense."""

import io
from functools import cache
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from corpus.legacy import Encoding
from corpus.legacy.tables import letters
from tests.rendering.legacy import render_as_text

NAMES: dict[Encoding, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}
_SCRAMBLED = "Subset1"
_SHIFT = 0x4E00  # Chinese


def path_of(name: str = "DejaVuSans") -> Path:
    """The file of a font with all Vietnamese letters."""
    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf"


@cache
def legacy(encoding: Encoding, name: str | None = None) -> str:
    """The name, registered, of a font that shows characters of Windows-1252 as letters of TCVN3 or VNI."""
    shown = {}
    for letter, code in letters(encoding).items():
        for byte, part in zip(code, _parts(letter, len(code)), strict=True):
            if byte >= 0x80:
                shown[ord(bytes([byte]).decode("cp1252", "replace"))] = ord(part)
    return _registered(name or NAMES[encoding], shown)


def legacy_text(text: str, encoding: Encoding) -> str:
    """What has to be written in a font of the encoding for ``text`` to be seen."""
    return render_as_text(text, encoding)


@cache
def scrambled() -> str:
    """The name, registered, of a font whose characters are Chinese by their numbers and Vietnamese by their looks."""
    known = FontFile(path_of()).getBestCmap()
    return _registered(_SCRAMBLED, {_SHIFT + code: code for code in known if 0x20 < code < 0x2100})


def scrambled_text(text: str) -> str:
    """What has to be written in that font for ``text`` to be seen."""
    return "".join(chr(_SHIFT + ord(letter)) if 0x20 < ord(letter) < 0x2100 else letter for letter in text)


def _parts(letter: str, count: int) -> str:
    """What stands for a letter's bytes in a picture: itself, or its vowel and any mark."""
    return letter if count == 1 else f"{letter[0]}´"


def _registered(name: str, shown: dict[int, int]) -> str:
    font = FontFile(path_of())
    for table in font["cmap"].tables:
        if table.isUnicode():
            glyphs = dict(table.cmap)
            table.cmap.update({code: glyphs[letter] for code, letter in shown.items() if letter in glyphs})
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = name
    file = io.BytesIO()
    font.save(file)
    file.seek(0)
    pdfmetrics.registerFont(TTFont(name, file))
    return name
