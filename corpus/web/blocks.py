"""The lines of a page in the order of its source, with the elements that they stand in."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus.legacy import LACKS_CAPITALS, Mended, convert, mend, restore_capitals
from corpus.web.fonts import Font, font_of, rules_of, style_of
from corpus.web.lists import BULLET, Lists, has_typed_label
from corpus.web.tables import grid_of, is_data, rows_of
from corpus.web.zones import Zone, is_hidden_class, zone_of
from models import SegmentKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "audio", "video",
        "canvas", "map", "select", "datalist", "button", "input", "textarea", "head", "title", "meta", "link", "noframes",
        "rp", "rt", "amp-ad", "amp-analytics", "amp-iframe", "amp-social-share", "amp-state", "progress", "dialog",
    )
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PLAIN_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
        "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
        "caption", "frameset", "amp-sidebar", "amp-img-caption",
    )
)  # fmt: skip
_BLOCKS = _PLAIN_BLOCKS | _HEADINGS
_PARTED = frozenset(("span", "time", "em", "i", "small", "a"))  # in which styles stand more often than letters
_CAPTION_NAMES = re.compile(r"caption|chu-?thich|image-?desc|photo-?desc|img-?desc|pcaption", re.IGNORECASE)
# Letters that no legacy byte becomes.
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
# Of what legacy bytes become, the characters that Vietnamese text in Unicode does without; a page without them is in none.
_SUSPECT = re.compile("[\x80-\x9f¡-¨ª¬\xad¯´-¶¸¼-¿ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿŒœŠšŸŽžƒˆ˜†‡‰‹›€™\uf020-\uf0ff]")


class Piece(NamedTuple):
    """Characters of a line, and the legacy font that they are in."""

    text: str
    font: Font | None


@dataclass(eq=False)
class Block:
    """A line of a page."""

    text: str
    key: str
    """The characters of the source without white space, numbers and bullets of lists left out."""
    element: "HtmlElement"
    """The innermost element that makes a block of the line."""
    kind: SegmentKind | None
    """Where the page tells; None where only its form may."""
    linked: int
    """How many characters of ``key`` are links."""
    zones: "tuple[tuple[HtmlElement, Zone], ...]"
    """The parts of the page that it stands in, from the outermost on, with what their names make of them."""
    parted: bool = False
    """Whether a blank line goes before it."""
    label: str = ""
    """The number or bullet that the browser puts before it; ``text`` begins with it."""


@dataclass
class Page:
    """All lines of a page, and the legacy encodings that they were in."""

    blocks: list[Block]
    encodings: tuple[str, ...] = ()


def read_blocks(root: "HtmlElement", converted: Collection[str] = ()) -> Page:
    """Return the lines of a page that are shown. ``converted`` are the legacy encodings that its bytes were in; its fonts
    then tell nothing any more but capitals."""
    walk = _Walk({} if converted else rules_of(root))
    walk.read(root)
    return _in_unicode(walk.lines, converted)


@dataclass(eq=False)
class _Line:
    pieces: list[Piece]
    block: Block


@dataclass
class _Walk:
    """Reads elements as they open and close."""

    rules: Mapping[str, Font]
    lines: list[_Line] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)
    pieces: list[Piece] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    """How many links are open."""
    open: "list[HtmlElement]" = field(default_factory=list)
    """The elements that make blocks and are open."""
    fonts: "list[tuple[HtmlElement, Font | None]]" = field(default_factory=list)
    zones: "tuple[tuple[HtmlElement, Zone], ...]" = ()
    captions: "list[HtmlElement]" = field(default_factory=list)
    preformatted: int = 0
    heading: "HtmlElement | None" = None
    label: str = ""
    blank: bool = False

    def read(self, root: "HtmlElement") -> None:
        from lxml.etree import iterwalk

        events = iterwalk(root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in events:
            if event == "start":
                if skipped is not None:
                    continue
                if self._is_dropped(element) or (element.tag == "table" and self._read_table(element)):
                    skipped = element
                    events.skip_subtree()
                else:
                    self._begin(element)
            elif skipped is not None:
                if element is skipped:
                    skipped = None
                    self._add(element.tail)
            else:
                self._end(element)
                tail = element.tail
                if tail and self.pieces and element.tag in _PARTED and "class" in element.attrib:
                    self._part(tail, element.tag)
                self._add(tail)
        self._flush()

    def _is_dropped(self, element: "HtmlElement") -> bool:
        if element.tag in _DROPPED:
            return True
        attributes = element.attrib
        if not attributes:
            return False
        names = attributes.get("class")
        if (names and is_hidden_class(names)) or "hidden" in attributes:
            return True
        style = attributes.get("style")
        return bool(style) and style_of(style).hidden

    def _begin(self, element: "HtmlElement") -> None:
        tag = element.tag
        block = tag in _BLOCKS
        if block:
            self._flush()
            self.open.append(element)
            attributed = len(element.attrib) > 0
            if attributed or tag in ("nav", "footer", "aside"):
                zone = zone_of(element)
                if zone is not None:
                    self.zones = (*self.zones, (element, zone))
            if tag == "li":
                self.label = self.lists.label(element)
            elif tag == "pre":
                self.preformatted += 1
            elif tag in _HEADINGS and self.heading is None:
                self.heading = element
            if (attributed or tag in ("figcaption", "caption")) and _is_caption(element):
                self.captions.append(element)
        elif tag == "br":
            self._break()
        elif tag == "a":
            self.links += 1
        if element.attrib or self.rules:
            self._begin_font(element)
        if not block and self.pieces and element.text:
            self._part(element.text, element.tag)
        self._add(element.text)

    def _part(self, text: str, tag: str) -> None:
        """Put the blank that styles make between inline elements: after a place or a headline ("Hà Nội", "2023")."""
        before = self.pieces[-1].text[-1:]
        if (before.islower() or before.isdigit()) and (text[0].isupper() or text[0].isdigit()) and tag in _PARTED:
            self.pieces.append(Piece(" ", None))

    def _begin_font(self, element: "HtmlElement") -> None:
        face = element.get("face")
        style = element.get("style")
        if face:
            self.fonts.append((element, font_of(face)))
        elif style and "font" in style and (told := style_of(style)).named:
            self.fonts.append((element, told.font))
        elif self.rules:
            tag = element.tag
            names = [f".{name}" for name in (element.get("class") or "").lower().split()]
            for name in (*(f"{tag}{each}" for each in names), *names, tag):
                if name in self.rules:
                    self.fonts.append((element, self.rules[name]))
                    break

    def _end(self, element: "HtmlElement") -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
            if tag == "p" and not len(element) and not (element.text or "").strip():
                self.blank = True
            if tag == "li":
                self.label = ""
            elif tag == "pre":
                self.preformatted -= 1
            if self.heading is element:
                self.heading = None
            if self.captions and self.captions[-1] is element:
                self.captions.pop()
            self.open.pop()
            while self.zones and self.zones[-1][0] is element:
                self.zones = self.zones[:-1]
        elif tag == "a":
            self.links -= 1
        if self.fonts and self.fonts[-1][0] is element:
            self.fonts.pop()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self.preformatted:
            first, *others = text.split("\n")
            self._add_words(first)
            for line in others:
                self._flush()
                self._add_words(line)
            return
        self._add_words(text)

    def _add_words(self, text: str) -> None:
        self.pieces.append(Piece(text, self.fonts[-1][1] if self.fonts else None))
        if self.links:
            self.linked += sum(map(len, text.split()))

    def _break(self) -> None:
        """A line ends; of a heading, and inside of a link, it goes on."""
        if self.heading is not None or self.links:
            self.pieces.append(Piece(" ", None))
        elif not any(piece.text.strip() for piece in self.pieces):
            self.blank = True
            self.pieces.clear()
        else:
            self._flush()

    def _flush(self) -> None:
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        linked, self.linked = self.linked, 0
        key = "".join("".join([text for text, _ in pieces]).split())
        if not key:
            return
        label, self.label = self.label, ""
        element = self.open[-1]
        kind: SegmentKind | None = None
        if self.heading is not None:
            kind = "heading"
        elif self.captions:
            kind = "caption"
        elif label:
            kind = "list_item"
        block = Block("", key, element, kind, linked, self.zones, self.blank, label)
        self.blank = False
        self.lines.append(_Line(pieces, block))

    def _read_table(self, table: "HtmlElement") -> bool:
        """Add the rows of a table of data; False for any other."""
        rows = rows_of(table)
        if not is_data(table, rows):
            return False
        self._flush()
        zone = zone_of(table)
        zones = self.zones if zone is None else (*self.zones, (table, zone))
        caption = table.find("caption")
        if caption is not None:
            self._add_row([caption], table, "caption", zones)
        for places, alone in grid_of(rows):
            self._add_row(places, table, None if alone else "table_row", zones)
        return True

    def _add_row(
        self,
        places: "list[HtmlElement | None]",
        table: "HtmlElement",
        kind: SegmentKind | None,
        zones: "tuple[tuple[HtmlElement, Zone], ...]",
    ) -> None:
        pieces: list[Piece] = []
        keys: list[str] = []
        linked = 0
        for number, cell in enumerate(places):
            if number and kind == "table_row":
                pieces.append(Piece(" | ", None))
            if cell is not None:
                for piece in self._cell_pieces(cell):
                    pieces.append(piece)
                    keys += piece.text.split()
                linked += sum(len("".join("".join(link.itertext()).split())) for link in cell.iter("a"))
        if keys:
            self.lines.append(_Line(pieces, Block("", "".join(keys), table, kind, linked, zones)))

    def _cell_pieces(self, cell: "HtmlElement") -> Iterator[Piece]:
        """The texts of a cell on one line: a blank where a block begins or ends."""
        from lxml.etree import iterwalk

        outer = len(self.fonts)
        events = iterwalk(cell, events=("start", "end"))
        lists = Lists()
        skipped: HtmlElement | None = None
        for event, element in events:
            if event == "start":
                if skipped is not None:
                    continue
                if self._is_dropped(element):
                    skipped = element
                    events.skip_subtree()
                    continue
                if element.attrib or self.rules:
                    self._begin_font(element)
                font = self.fonts[-1][1] if self.fonts else None
                if element.tag in _BLOCKS or element.tag == "br":
                    yield Piece(" ", None)
                if element.tag == "li" and (label := lists.label(element)) != BULLET:
                    yield Piece(label, None)
                yield Piece(element.text or "", font)
                continue
            if skipped is element:
                skipped = None
            elif skipped is None:
                if len(self.fonts) > outer and self.fonts[-1][0] is element:
                    self.fonts.pop()
                if element.tag in _BLOCKS:
                    yield Piece(" ", None)
            else:
                continue
            if element is not cell:
                yield Piece(element.tail or "", self.fonts[-1][1] if self.fonts else None)


def _is_caption(element: "HtmlElement") -> bool:
    if element.tag in ("figcaption", "caption"):
        return True
    names = element.get("class")
    return bool(names) and _CAPTION_NAMES.search(names or "") is not None and element.find(".//img") is None


def _in_unicode(lines: list[_Line], converted: Collection[str]) -> Page:
    """The lines with what is in a legacy encoding made Unicode: by fonts, and where these were lost by statistics."""
    encodings: dict[str, None] = {}
    in_fonts = "".join(piece.text for line in lines for piece in line.pieces if piece.font is not None)
    by_fonts = bool(in_fonts) and not converted and not _UNICODE.search(in_fonts)
    for line in lines:
        texts = []
        lacks = False
        for text, font in line.pieces:
            if font is not None and font.capitals and converted:
                text = text.upper()
            elif font is not None and by_fonts:
                text = convert(text, font.encoding, capitals=font.capitals)
                encodings[font.encoding] = None
                lacks = lacks or font.encoding in LACKS_CAPITALS
            texts.append(text)
        text = " ".join("".join(texts).split())
        if lacks:
            text = restore_capitals(text)
        if has_typed_label(text):
            line.block.label = ""
        line.block.text = line.block.label + text
    blocks = [line.block for line in lines]
    if not blocks:
        return Page([])
    text = "\n".join(block.text for block in blocks)
    if LACKS_CAPITALS.intersection(converted):
        text = restore_capitals(text)
        for block, restored in zip(blocks, text.split("\n"), strict=True):
            block.text = restored
    mended = mend(text) if _SUSPECT.search(text) else Mended(text, ())
    if mended.encodings:
        for block, restored in zip(blocks, mended.text.split("\n"), strict=True):
            block.text = restored
    return Page(blocks, tuple(dict.fromkeys((*encodings, *mended.encodings))))
