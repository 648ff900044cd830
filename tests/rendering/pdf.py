"""PDF as word processors print it: paragraphs justified, letterheads in two columns, tables with rules, page numbers."""

import io
import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

CM = 72 / 2.54
_FONT = "DejaVuSans"
_WIDTH, _HEIGHT = A4
_SIDES = 2.5 * CM
_ROW = re.compile(r"\S.* \| .*\S|\|.*\|")
_SIDE_BY_SIDE = re.compile(r"(?<=\S) {3,}(?=\S)")


def render(
    text: str,
    *,
    columns: int = 1,
    header: str = "",
    footer: str = "",
    numbered: bool = True,
    size: float = 11,
    indent: float = 1 * CM,
    ruled: bool = True,
    title: str = "",
    author: str = "",
    breaks: bool = False,
    font: str = "",
) -> bytes:
    """A PDF file with the lines of ``text`` as paragraphs.

    Rows with `` | `` become tables (with rules, or without), lines with wide gaps stand in two columns without rules, as
    letterheads do. With ``breaks``, a form feed begins a new page. ``font`` is one that is registered with reportlab.
    """
    _register()
    file = io.BytesIO()
    document = BaseDocTemplate(file, pagesize=A4, title=title or None, author=author or None)
    width = (_WIDTH - 2 * _SIDES - (columns - 1) * CM) / columns
    frames = [
        Frame(_SIDES + number * (width + CM), 2.2 * CM, width, _HEIGHT - 4.4 * CM, 0, 0, 0, 0)
        for number in range(columns)
    ]
    decorate = partial(_decorate, header=header, footer=footer, numbered=numbered)
    document.addPageTemplates([PageTemplate("all", frames, onPage=decorate)])
    story: list[Any] = [NextPageTemplate("all")]
    for number, part in enumerate(text.split("\f") if breaks else [text.replace("\f", "\n")]):
        if number:
            story.append(PageBreak())
        story += _flowables(part.split("\n"), width, size, indent, ruled, font or _FONT)
    document.build(story)
    return file.getvalue()


@cache
def _register() -> None:
    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    pdfmetrics.registerFont(TTFont(_FONT, str(fonts / f"{_FONT}.ttf")))


def _decorate(canvas: Any, document: Any, *, header: str, footer: str, numbered: bool) -> None:
    canvas.setFont(_FONT, 9)
    if header:
        canvas.drawString(_SIDES, _HEIGHT - 1.2 * CM, header)
    if footer:
        canvas.drawString(_SIDES, 1.2 * CM, footer)
    if numbered:
        canvas.drawCentredString(_WIDTH / 2, 1.6 * CM, str(document.page))


def _flowables(lines: Sequence[str], width: float, size: float, indent: float, ruled: bool, font: str) -> Iterator[Any]:
    body = ParagraphStyle(
        "body", fontName=font, fontSize=size, leading=1.35 * size, alignment=TA_JUSTIFY, firstLineIndent=indent
    )
    centred = ParagraphStyle("centred", parent=body, alignment=TA_CENTER, firstLineIndent=0)
    cell = ParagraphStyle("cell", parent=body, alignment=0, firstLineIndent=0)
    position = 0
    while position < len(lines):
        line = lines[position]
        if _is_row(lines, position):
            rows = []
            while position < len(lines) and _is_row(lines, position):
                rows.append([part.strip() for part in lines[position].strip().strip("|").split("|")])
                position += 1
            yield _table(rows, width, cell, ruled)
            continue
        position += 1
        if not line.strip():
            yield Spacer(1, 0.7 * size)
        elif _SIDE_BY_SIDE.search(line.strip()) and len(_SIDE_BY_SIDE.split(line.strip())) == 2:
            left, right = _SIDE_BY_SIDE.split(line.strip())
            pairs = [(left, right)]
            while position < len(lines) and (further := _pair(lines[position])):
                pairs.append(further)
                position += 1
            sides = [[Paragraph(escape(pair[side]), centred) for pair in pairs if pair[side]] for side in (0, 1)]
            yield Table([sides], colWidths=[0.42 * width, 0.58 * width], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
        elif line.strip().isupper() or line.startswith(" " * 8):
            yield Paragraph(escape(line.strip()), centred)
        else:
            yield Paragraph(escape(line.strip()), body)


def _pair(line: str) -> tuple[str, str] | None:
    """What a line says on its left and right side; None where it has one side only, and that on the left."""
    if not line.strip():
        return None
    parts = _SIDE_BY_SIDE.split(line.strip())
    if len(parts) == 2:
        return parts[0], parts[1]
    if len(parts) == 1 and len(line) - len(line.lstrip()) >= 20:
        return "", parts[0]
    if len(parts) == 1 and len(line) < 40 and not line.rstrip().endswith("./."):
        return parts[0], ""
    return None


def _is_row(lines: Sequence[str], position: int) -> bool:
    """Whether the line is one of two rows, at least, with as many cells."""
    if not _ROW.fullmatch(lines[position].strip()):
        return False
    bars = lines[position].count("|")
    around = [*lines[max(position - 1, 0) : position], *lines[position + 1 : position + 2]]
    return any(line.count("|") == bars for line in around)


def _table(rows: Sequence[Sequence[str]], width: float, style: ParagraphStyle, ruled: bool) -> Table:
    count = max(map(len, rows))
    lengths = [max(len(row[column]) if column < len(row) else 0 for row in rows) + 4 for column in range(count)]
    shares = [min(length, 40) for length in lengths]
    widths = [max(width * share / sum(shares), 1.3 * CM) for share in shares]
    widths = [width * each / sum(widths) for each in widths]
    cells = [[Paragraph(escape(text), style) for text in [*row, *[""] * (count - len(row))]] for row in rows]
    rules = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    return Table(cells, colWidths=widths, repeatRows=1, style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *rules]))
