"""Which legacy encoding a font was made for, told by its name."""

import re
from functools import cache
from importlib.resources import files
from typing import cast

from corpus.legacy.tables import Encoding

# As PDF puts them: the tag of a subset before the name, the style behind it.
_SUBSET = re.compile(r"[A-Z]{6}\+")
_STYLE = re.compile(r"[-,_ ]*(?:bold|italic|oblique|regular|normal|mt|ps)$", re.IGNORECASE)


def encoding_of_font(name: str) -> Encoding | None:
    """Return the encoding of the texts that a font was made for, or None for a font of Unicode.

    >>> [encoding_of_font(name) for name in (".VnTimeH", "VNI-Times", "ABCDEF+VPSTimes,Bold", "Times New Roman")]
    ['tcvn3', 'vni', 'vps', None]
    """
    plain = _plain(name)
    return next((encoding for encoding, pattern in _patterns() if pattern.fullmatch(plain)), None)


def is_capital_font(name: str) -> bool:
    """Whether a font of TCVN3 shows small letters as capitals: its name ends with H (``.VnTimeH``)."""
    return encoding_of_font(name) == "tcvn3" and _plain(name)[-1] in "Hh"


def _plain(name: str) -> str:
    name = _SUBSET.sub("", name.strip().strip("\"'"), count=1)
    while (shorter := _STYLE.sub("", name)) and shorter != name:
        name = shorter
    return name


@cache
def _patterns() -> tuple[tuple[Encoding, re.Pattern[str]], ...]:
    lines = (files("corpus.legacy") / "tables" / "fonts.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return tuple((cast("Encoding", encoding), re.compile(pattern, re.IGNORECASE)) for encoding, pattern in pairs)
