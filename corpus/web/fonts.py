"""The fonts of a page, as far as they tell that its letters are bytes of a legacy encoding."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.legacy import Encoding, encoding_of_font, is_capital_font

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FAMILY = re.compile(r"font(?:-family)?\s*:\s*([^;}]*)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?:([a-z]\w*)?(?:\.([\w-]+))?)$", re.IGNORECASE)
# The size before the family in the short form: "12pt .VnTime, serif".
_SIZES = re.compile(r"^(?:[\w.%/+-]*\d[\w%/.]*\s+|bold\s+|italic\s+|normal\s+)+", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Font(NamedTuple):
    """An encoding, and whether small letters are shown as capitals."""

    encoding: Encoding
    capitals: bool


class Style(NamedTuple):
    """What a style attribute says that matters here."""

    hidden: bool
    font: Font | None
    named: bool
    """Whether it names a font at all, of an encoding or not."""


@lru_cache(4096)
def style_of(written: str) -> Style:
    """What a style attribute, or the declarations of a rule, say."""
    named = _FAMILY.search(written)
    return Style(_HIDDEN.search(written) is not None, font_of(named[1]) if named else None, named is not None)


@lru_cache(4096)
def font_of(families: str) -> Font | None:
    """The legacy font that a list of font families begins with; None for fonts of Unicode."""
    name = _SIZES.sub("", families.split(",", 1)[0].strip().strip("\"'")).strip("\"' ")
    encoding = encoding_of_font(name)
    return Font(encoding, is_capital_font(name)) if encoding is not None else None


def rules_of(root: "HtmlElement") -> Mapping[str, Font]:
    """The legacy fonts that style sheets in the page give, by ``tag``, ``.class`` or ``tag.class``; mostly none."""
    found: dict[str, Font] = {}
    for sheet in root.iter("style"):
        for selectors, declarations in _RULE.findall(sheet.text or ""):
            font = style_of(declarations).font
            if font is not None:
                for selector in selectors.split(","):
                    simple = _SIMPLE.match(selector.strip())
                    if simple and simple[0]:
                        found[simple[0].lower()] = font
    return found
