"""The text of a Word document in reading order, with the part that each line plays."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus.legacy import Encoding
from corpus.word.elements import ALTERNATE, RELATION_ID, child, number, value, w
from corpus.word.numbering import Numbering
from corpus.word.runs import RunReader, choice_of
from corpus.word.styles import Styles, draws
from models import SegmentKind

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.parts.document import DocumentPart

    from corpus.word.elements import Element

_NUMBERING, _STYLES, _FOOTNOTES, _ENDNOTES = "numbering", "styles", "footnotes", "endnotes"
_FURNITURE = (w("headerReference"), w("footerReference"))
_MOST_COLUMNS = 100
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 4, 3


class Line(NamedTuple):
    """A line, and its kind where the document tells; None where only its form may."""

    text: str
    kind: SegmentKind | None


@dataclass
class WordText:
    """The lines of a document, blank ones included, and the legacy encodings of its fonts."""

    lines: list[Line] = field(default_factory=list)
    encodings: set[Encoding] = field(default_factory=set)


def read_document(part: "DocumentPart") -> WordText:
    """Return the text of a document: headers, body with its text boxes, footnotes and endnotes, footers."""
    related = {
        (relation.reltype or "").rpartition("/")[2]: relation
        for relation in part.rels.values()
        if not relation.is_external
    }

    def root_of(name: str) -> "Element | None":
        relation = related.get(name)
        if relation is None:
            return None
        return _root(relation.target_part)

    styles = Styles(root_of(_STYLES))
    reader = _Reader(styles, Numbering(root_of(_NUMBERING), styles))
    body = child(part.element, "body")
    headers, footers = ([_root(each) for each in _parts(part, body, tag)] for tag in _FURNITURE)
    reader.read_furniture(headers)
    if body is not None:
        reader.read_blocks(body)
    for kind, name in (("footnote", _FOOTNOTES), ("endnote", _ENDNOTES)):
        reader.read_notes(kind, root_of(name))
    reader.read_furniture(footers)
    return reader.found


def _parts(part: "DocumentPart", body: "Element | None", tag: str) -> Iterator["Part"]:
    """The parts that the sections refer to by elements of this name, each once."""
    ids = dict.fromkeys(each.get(RELATION_ID) for each in (body.iter(tag) if body is not None else ()))
    for each in ids:
        relation = part.rels.get(each or "")
        if relation is not None and not relation.is_external:
            yield relation.target_part


def _root(part: "Part") -> "Element | None":
    from docx.opc.part import XmlPart
    from docx.oxml.parser import parse_xml

    if isinstance(part, XmlPart):
        element: Element = part.element
        return element
    try:
        return parse_xml(part.blob)
    except SyntaxError:
        return None  # The document can do without its notes.


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.found = WordText()
        self._styles = styles
        self._numbering = numbering
        self._runs = RunReader(styles)
        self._notes: list[tuple[str, str]] = []
        self._boxes: list[Element] = []
        self._shown: set[str] = set()

    def read_blocks(self, element: "Element") -> None:
        """Add the lines of the paragraphs and tables in an element."""
        for each in _blocks(element):
            if each.tag == w("tbl"):
                self._read_table(each)
            else:
                self._read_paragraph(each)

    def read_notes(self, kind: str, root: "Element | None") -> None:
        """Add the notes of a kind that the text refers to, in that order."""
        notes = {} if root is None else {value(note, "id"): note for note in root}
        wanted = [note for of, note in self._notes if of == kind and note in notes]
        for note in dict.fromkeys(wanted):
            self.read_blocks(notes[note])

    def read_furniture(self, roots: "Iterable[Element | None]") -> None:
        """Add the lines of headers or footers, each once, without page numbers."""
        for root in roots:
            outer, self.found = self.found, WordText()
            if root is not None:
                self.read_blocks(root)
            inner, self.found = self.found, outer
            self.found.encodings |= inner.encodings
            for line in inner.lines:
                plain = " ".join(line.text.split())
                if plain.strip("-–—. 0123456789") and plain not in self._shown:
                    self._shown.add(plain)
                    self.found.lines.append(Line(line.text, "furniture"))

    def _read_paragraph(self, paragraph: "Element") -> None:
        styles = self._styles.of_paragraph(paragraph)
        text, listed = self._text_of(paragraph, styles)
        name = self._styles.name_of(styles)
        kind: SegmentKind | None = "list_item" if listed else None
        if name.startswith("toc "):
            kind = "furniture"
        elif self._styles.is_heading(paragraph, styles):
            kind = "heading"
        elif name == "caption":
            kind = "caption"
        # Only the first line of a list item has its number.
        first, *others = text.split("\n")
        self.found.lines.append(Line(first, kind))
        self.found.lines += [Line(line, None if kind == "list_item" else kind) for line in others]
        self._read_boxes()

    def _text_of(self, paragraph: "Element", styles: list["Element"]) -> tuple[str, bool]:
        """The text of a paragraph with its number or bullet, and whether it has one; its boxes are kept for later."""
        read = self._runs.read(paragraph, styles)
        self._boxes = read.boxes
        self._notes += read.notes
        self.found.encodings |= read.encodings
        listed = self._styles.numbering_of(paragraph, styles)
        label = self._numbering.label(*listed) if listed is not None else ""
        return (label + read.text if read.text.strip() else ""), bool(label)

    def _read_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.read_blocks(box)

    def _read_table(self, table: "Element") -> None:
        rows = [row for row in _children(table, "tr") if child(row, "trPr", "del") is None]
        cells = [[cell for cell in _children(row, "tc") if child(cell, "tcPr", "cellDel") is None] for row in rows]
        if self._is_layout(table, cells):
            for row in cells:
                for cell in row:
                    self.read_blocks(cell)
            return
        for row, own in zip(rows, cells, strict=True):
            self._read_row(row, own)

    def _read_row(self, row: "Element", cells: list["Element"]) -> None:
        texts = [""] * min(number(child(row, "trPr", "gridBefore")) or 0, _MOST_COLUMNS)
        nested: list[Element] = []
        real = 0
        for cell in cells:
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            texts.append("" if goes_on else " ".join(self._cell_text(cell, nested).split()))
            real += not goes_on
            texts += [""] * (min(number(child(properties, "gridSpan")) or 1, _MOST_COLUMNS) - 1)
        if len(cells) == 1 and real:
            # A cell over all columns is a title of the rows below it.
            self.found.lines.append(Line("".join(texts), None))
        elif any(texts):
            self.found.lines.append(Line(" | ".join(texts[:_MOST_COLUMNS]), "table_row"))
        for table in nested:
            self._read_table(table)

    def _cell_text(self, cell: "Element", nested: list["Element"]) -> str:
        texts = []
        for block in _blocks(cell):
            if block.tag == w("tbl"):
                nested.append(block)
                continue
            text, _ = self._text_of(block, self._styles.of_paragraph(block))
            texts.append(text)
            boxes, self._boxes = self._boxes, []
            texts += [self._cell_text(box, nested) for box in boxes]
        return " ".join(texts)

    def _is_layout(self, table: "Element", rows: list[list["Element"]]) -> bool:
        """Whether a table only places blocks side by side, as the heads and signatures of official letters do."""
        if len(rows) == 1 and len(rows[0]) == 1:
            return True
        if len(rows) > _LAYOUT_ROWS or max(map(len, rows), default=0) > _LAYOUT_COLUMNS:
            return False
        if draws(child(table, "tblPr", "tblBorders")) or self._styles.has_borders(
            value(child(table, "tblPr", "tblStyle"))
        ):
            return False
        cells = [cell for row in rows for cell in row]
        if any(draws(child(cell, "tcPr", "tcBorders")) for cell in cells):
            return False
        return any(sum(_has_text(block) for block in _blocks(cell)) > 1 for cell in cells)


def _has_text(block: "Element") -> bool:
    return any((text.text or "").strip() for text in block.iter(w("t")))


def _blocks(element: "Element") -> Iterator["Element"]:
    """The paragraphs and tables in an element, inside content controls and the like too."""
    yield from _children(element, "p", "tbl")


def _children(element: "Element", *names: str) -> Iterator["Element"]:
    wanted = {w(name) for name in names}
    for each in element:
        if each.tag in wanted:
            yield each
        elif each.tag == ALTERNATE:
            chosen = choice_of(each)
            yield from _children(chosen, *names) if chosen is not None else ()
        elif each.tag in _TRANSPARENT:
            yield from _children(each, *names)


_TRANSPARENT = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
