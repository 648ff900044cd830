"""Plain texts as Word documents: headings, lists that Word numbers, and tables."""

import io
import itertools
import re
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from corpus.legacy import Encoding
from tests.rendering.legacy import render_as_text

_FONTS: dict[Encoding, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}
_LISTED = re.compile(r"(?:(?P<number>\d{1,3})(?P<mark>[.)])|(?P<bullet>[-+•])) (?=\S)")


def render(text: str, *, encoding: Encoding | None = None) -> bytes:
    """Return ``text`` as a DOCX file: the first line as its heading, lines that follow each other with the same number
    of bars as a table, numbered lines and bullets as lists. With an encoding (TCVN3 or VNI), in a font of it."""
    document = Document()
    document.core_properties.title = text.split("\n", 1)[0]
    if encoding is not None:
        _use_font(document, _FONTS[encoding])

    def written(words: str) -> str:
        return words if encoding is None else render_as_text(words, encoding)

    lists = _Lists(document)
    for number, (bars, group) in enumerate(itertools.groupby(_lines(text), key=_bars)):
        lines = [*group]
        if bars and len(lines) > 1:
            table = document.add_table(len(lines), bars + 1, style="Table Grid")
            for row, line in zip(table.rows, lines, strict=True):
                for cell, words in zip(row.cells, line.split("|"), strict=True):
                    cell.text = written(words.strip())
            continue
        for place, line in enumerate(lines):
            listed = _LISTED.match(line)
            if number == place == 0 and encoding is None:
                document.add_heading(line, 1)
            elif listed is None:
                document.add_paragraph(written(line))
            else:
                lists.apply(document.add_paragraph(written(line[listed.end() :])), listed)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def _lines(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text.split("\n"))


def _bars(line: str) -> int:
    return bars if (bars := line.count("|")) > 1 else 0


def _use_font(document: DocumentObject, name: str) -> None:
    style = document.styles["Normal"]
    style.font.name = name


class _Lists:
    """Word's lists: a definition for each run of numbers that follow each other, wherever they stand, and each bullet.

    LibreOffice loses restarts of one definition when it writes DOC and RTF.
    """

    def __init__(self, document: DocumentObject) -> None:
        self._numbering = document.part.numbering_part.element
        for known in [*self._numbering]:
            self._numbering.remove(known)
        self._count = 0
        self._current: dict[str, tuple[int, int]] = {}

    def apply(self, paragraph: Paragraph, listed: re.Match[str]) -> None:
        kind = listed["mark"] or listed["bullet"]
        number = int(listed["number"] or 0)
        last = self._current.get(kind)
        if last is not None and (not number or number == last[1] + 1):
            instance = last[0]
        else:
            instance = self._instance(kind, number)
        self._current[kind] = (instance, number)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = instance

    def _instance(self, kind: str, number: int) -> int:
        abstract = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): str(self._count)})
        level = OxmlElement("w:lvl", {qn("w:ilvl"): "0"})
        numbered = kind in ".)"
        for name, value in (
            ("w:start", str(number)),
            ("w:numFmt", "decimal" if numbered else "bullet"),
            ("w:lvlText", "%1" + kind if numbered else kind),
        ):
            level.append(OxmlElement(name, {qn("w:val"): value}))
        abstract.append(level)
        self._numbering.insert(self._count, abstract)
        self._count += 1
        return int(self._numbering.add_num(self._count - 1).numId)
