"""The text of a paragraph: its runs, made Unicode where their fonts are legacy ones, without what is deleted or hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.legacy import LACKS_CAPITALS, Encoding, convert, encoding_of_font, is_capital_font, restore_capitals
from corpus.word.elements import ALTERNATE, CHOICE, FALLBACK, MATH_TEXT, value, w
from corpus.word.styles import Styles

if TYPE_CHECKING:
    from corpus.word.elements import Element

# Deleted, moved away, or no text of the paragraph: properties, field codes, phonetic guides.
_DROPPED = frozenset(
    map(
        w,
        ("del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "sectPr"),
    )
)
_BREAKS = frozenset({w("br"), w("cr")})
_DRAWINGS = frozenset({w("drawing"), w("pict"), w("object")})
_NOTES = frozenset({w("footnoteReference"), w("endnoteReference")})
# Symbols of Wingdings that say something; all others are bullets.
_SYMBOLS = {0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xF0: "→"}
# Letters that no legacy byte becomes: text with them was typed in Unicode, whatever font it is in.
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


@dataclass
class Paragraph:
    """What a paragraph holds: lines of text, the text boxes anchored in it, and the notes that it refers to."""

    text: str
    """Line breaks are ``\\n``."""
    boxes: list["Element"] = field(default_factory=list)
    """``w:txbxContent`` elements."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """The kind of each note (``footnote`` or ``endnote``), and its id."""
    encodings: set[Encoding] = field(default_factory=set)


@dataclass
class _Fields:
    """Whether the text at hand is the result of the fields that it stands in, or code of one of them."""

    shown: list[bool] = field(default_factory=list)

    def pass_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self.shown.append(False)
        elif kind == "separate" and self.shown:
            self.shown[-1] = True
        elif kind == "end" and self.shown:
            self.shown.pop()


class RunReader:
    """Reads the paragraphs of a document; fields may go on from one to the next."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = _Fields()

    def read(self, paragraph: "Element", styles: list["Element"]) -> Paragraph:
        """Return what a ``w:p`` holds; ``styles`` are those of the paragraph."""
        found = Paragraph("")
        pieces = [*self._pieces(paragraph, styles, found)]
        # Text in Unicode keeps a legacy font now and then, where it was pasted into an old document.
        in_unicode = any(encoding_of_font(font) and _UNICODE.search(text) for text, font in pieces)
        converted = []
        for text, font in pieces:
            encoding = None if in_unicode else encoding_of_font(font)
            if encoding is not None:
                found.encodings.add(encoding)
                text = convert(text, encoding, capitals=is_capital_font(font))
            converted.append(text)
        found.text = "".join(converted)
        if LACKS_CAPITALS & found.encodings:
            found.text = restore_capitals(found.text)
        return found

    def _pieces(self, element: "Element", styles: list["Element"], found: Paragraph) -> Iterator[tuple[str, str]]:
        """The texts of an element with their fonts."""
        for each in element:
            tag = each.tag
            if tag == w("r"):
                if not self._styles.is_hidden(each, styles):
                    font = self._styles.font_of(each, styles)
                    for text in self._texts(each, encoding_of_font(font) is not None, found):
                        yield text, font
            elif tag == ALTERNATE:
                chosen = choice_of(each)
                if chosen is not None:
                    yield from self._pieces(chosen, styles, found)
            elif tag == MATH_TEXT:
                yield each.text or "", ""
            elif tag in _DRAWINGS:
                found.boxes += boxes_of(each)
            elif tag not in _DROPPED:
                yield from self._pieces(each, styles, found)

    def _texts(self, run: "Element", legacy: bool, found: Paragraph) -> Iterator[str]:
        for each in run:
            tag = each.tag
            if tag == w("fldChar"):
                self._fields.pass_mark(value(each, "fldCharType"))
            elif tag in _DRAWINGS:
                found.boxes += boxes_of(each)
            elif tag == ALTERNATE:
                chosen = choice_of(each)
                yield from self._texts(chosen, legacy, found) if chosen is not None else ()
            elif tag in _NOTES:
                kind = "footnote" if tag == w("footnoteReference") else "endnote"
                found.notes.append((kind, value(each, "id") or ""))
            elif all(self._fields.shown):
                yield _text_of(each, legacy)


def choice_of(alternates: "Element") -> "Element | None":
    """The one of ``mc:AlternateContent`` that is read: the first with text, or else the first."""
    choices = [each for each in alternates if each.tag in (CHOICE, FALLBACK)]
    return next(
        (each for each in choices if next(each.iter(w("t")), None) is not None), choices[0] if choices else None
    )


def boxes_of(drawing: "Element") -> list["Element"]:
    """The outermost text boxes in a drawing, of alternates the one that is read."""
    found: list[Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == w("txbxContent"):
            found.append(element)
        elif element.tag == ALTERNATE:
            chosen = choice_of(element)
            waiting += [chosen] if chosen is not None else []
        else:
            waiting += reversed(element)
    return found


def _text_of(element: "Element", legacy: bool) -> str:
    tag = element.tag
    if tag == w("t"):
        return element.text or ""
    if tag in (w("tab"), w("ptab")):
        return "\t"
    if tag in _BREAKS:
        return "\n"
    if tag == w("noBreakHyphen"):
        return "-"
    if tag == w("softHyphen"):
        return "\u00ad" if legacy else ""  # ư in TCVN3
    if tag == w("sym"):
        return _symbol(element)
    return ""


def _symbol(element: "Element") -> str:
    try:
        code = int(value(element, "char") or "", 16) & 0xFF
    except ValueError:
        return ""
    font = value(element, "font") or ""
    encoding = encoding_of_font(font)
    if encoding is not None:
        return convert(chr(code), encoding, capitals=is_capital_font(font))
    return _SYMBOLS.get(code, "•")
