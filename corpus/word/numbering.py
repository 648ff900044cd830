"""The numbers and bullets of lists, counted as Word counts them."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.legacy import convert, encoding_of_font, is_capital_font
from corpus.word.elements import child, is_on, number, value, w
from corpus.word.styles import Styles

if TYPE_CHECKING:
    from corpus.word.elements import Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 4000


@dataclass(frozen=True)
class _Level:
    start: int
    format: str
    text: str
    blank: str
    restart: int
    """The level restarts behind a paragraph of a level below this one; 0 for never."""
    legal: bool


@dataclass
class _List:
    """A numbering definition that paragraphs share, with what was counted so far; None for nothing yet."""

    levels: dict[int, _Level]
    styles: dict[str, int]
    """Which level a paragraph style is numbered on."""
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists of a document. Labels have to be asked for in the order of the paragraphs."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        self._styles = styles
        self._abstract = {} if root is None else {value(e, "abstractNumId"): e for e in root.findall(w("abstractNum"))}
        self._instances = {} if root is None else {value(e, "numId"): e for e in root.findall(w("num"))}
        self._lists: dict[str | None, _List] = {}
        self._begun: set[str] = set()

    def label(self, num_id: str, level: int, style: str | None) -> str:
        """Count a paragraph, and return its number or bullet with the blank behind it; empty where it shows none."""
        instance = self._instances.get(num_id)
        found = self._list_of(instance)
        if instance is None or found is None:
            return ""
        if style is not None:
            level = found.styles.get(style, level)
        level = min(max(level, 0), _LEVELS - 1)
        levels = found.levels | self._overridden(instance)
        self._begin(num_id, instance, found)
        own = levels.get(level)
        if own is None:
            return ""
        for deeper in range(level + 1, _LEVELS):
            if deeper not in levels or level < levels[deeper].restart:
                found.counts[deeper] = None
        count = found.counts[level]
        found.counts[level] = own.start if count is None else count + 1
        return _shown(own, levels, found.counts)

    def _begin(self, num_id: str, instance: "Element", found: _List) -> None:
        if num_id not in self._begun:
            self._begun.add(num_id)
            for override in instance.findall(w("lvlOverride")):
                at = number(override, "ilvl")
                start = number(child(override, "startOverride"))
                if at is not None and 0 <= at < _LEVELS and start is not None:
                    found.counts[at] = start - 1

    def _list_of(self, instance: "Element | None") -> _List | None:
        abstract_id = value(child(instance, "abstractNumId"))
        abstract = self._abstract.get(abstract_id)
        linked = self._styles.list_of(value(child(abstract, "numStyleLink")))
        if linked is not None and child(abstract, "lvl") is None:
            abstract_id = value(child(self._instances.get(linked), "abstractNumId"))
            abstract = self._abstract.get(abstract_id)
        if abstract is None:
            return None
        if abstract_id not in self._lists:
            levels = abstract.findall(w("lvl"))
            styles = {style: _at(level) for level in levels if (style := value(child(level, "pStyle"))) is not None}
            self._lists[abstract_id] = _List({_at(level): _level(level) for level in levels}, styles)
        return self._lists[abstract_id]

    def _overridden(self, instance: "Element") -> dict[int, _Level]:
        levels = (child(override, "lvl") for override in instance.findall(w("lvlOverride")))
        return {_at(level): _level(level) for level in levels if level is not None}


def _at(level: "Element") -> int:
    return number(level, "ilvl") or 0


def _level(element: "Element") -> _Level:
    written = value(child(element, "lvlText")) or ""
    fonts = child(element, "rPr", "rFonts")
    font = value(fonts, "hAnsi") or value(fonts, "ascii") or ""
    encoding = encoding_of_font(font)
    if encoding is not None:
        written = convert(written, encoding, capitals=is_capital_font(font))
    restart = number(child(element, "lvlRestart"))
    start = number(child(element, "start"))
    return _Level(
        start=0 if start is None else start,
        format=value(child(element, "numFmt")) or "decimal",
        # The bullets of symbol fonts are letters of a private area.
        text=_PRIVATE.sub("•", written),
        blank="" if value(child(element, "suff")) == "nothing" else " ",
        restart=_at(element) if restart is None else restart,
        legal=bool(is_on(child(element, "isLgl"))),
    )


def _shown(own: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
    def count(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        level = levels.get(at)
        if level is None:
            return ""
        counted = counts[at]
        shape = "decimal" if own.legal and level.format not in ("bullet", "none") else level.format
        return _number(level.start if counted is None else counted, shape)

    label = own.text if own.format == "bullet" else _PLACE.sub(count, own.text)
    return label + own.blank if label.strip() else ""


def _number(count: int, shape: str) -> str:
    if shape in ("none", "bullet"):
        return ""
    if shape == "decimalZero":
        return f"{count:02}"
    if shape in ("lowerLetter", "upperLetter") and 0 < count <= 26 * 9:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if shape == "lowerLetter" else letters.upper()
    if shape in ("lowerRoman", "upperRoman") and 0 < count < _MOST_ROMAN:
        numeral = ""
        for worth, letters in _ROMAN:
            numeral += letters * (count // worth)
            count %= worth
        return numeral if shape == "lowerRoman" else numeral.upper()
    return str(count)
