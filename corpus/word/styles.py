"""What styles say of paragraphs and runs: their font, numbering, level in the outline, and whether they are hidden."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.word.elements import child, is_on, number, value, w

if TYPE_CHECKING:
    from corpus.word.elements import Element

_DEEPEST = 20  # styles based on each other; Word takes some ten
_HEADING_NAMES = ("heading", "title", "subtitle")
_BODY_LEVEL = 9  # of the outline: no heading


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: "Element | None") -> None:
        elements = [] if root is None else root.findall(w("style"))
        self._by_id = {value(style, "styleId"): style for style in elements}
        self._default_paragraph = next(
            (s for s in elements if value(s, "type") == "paragraph" and value(s, "default") in ("1", "true", "on")),
            None,
        )
        self._default_run = child(root, "docDefaults", "rPrDefault", "rPr")

    def of_paragraph(self, paragraph: "Element") -> list["Element"]:
        """The style of a paragraph and those that it is based on, nearest first."""
        return self._chain(value(child(paragraph, "pPr", "pStyle")), self._default_paragraph)

    def name_of(self, styles: list["Element"]) -> str:
        """The name of the nearest of these styles, in small letters."""
        return (value(child(styles[0], "name")) or "").lower() if styles else ""

    def numbering_of(self, paragraph: "Element", styles: list["Element"]) -> tuple[str, int, str | None] | None:
        """The id of a paragraph's list, its level, and the id of the style that numbers it; None for no list."""
        level: int | None = None
        for source in (paragraph, *styles):
            properties = child(source, "pPr", "numPr")
            level = number(child(properties, "ilvl")) if level is None else level
            found = value(child(properties, "numId"))
            if found is not None:
                style = None if source is paragraph else value(source, "styleId")
                return None if found == "0" else (found, level or 0, style)
        return None

    def list_of(self, style_id: str | None) -> str | None:
        """The id of the list that a style of lists stands for."""
        return value(child(self._by_id.get(style_id), "pPr", "numPr", "numId"))

    def is_heading(self, paragraph: "Element", styles: list["Element"]) -> bool:
        """Whether a paragraph is a heading by its style or its level in the outline."""
        for source in (paragraph, *styles):
            level = number(child(source, "pPr", "outlineLvl"))
            if level is not None:
                return level < _BODY_LEVEL
        return any((value(child(s, "name")) or "").lower().startswith(_HEADING_NAMES) for s in styles)

    def font_of(self, run: "Element | None", styles: list["Element"]) -> str:
        """The name of the font of a run's letters beyond ASCII; empty where a theme decides it, or nothing."""
        for properties in self._run_properties(run, styles):
            fonts = child(properties, "rFonts")
            if fonts is not None:
                name = value(fonts, "hAnsi") or (None if value(fonts, "hAnsiTheme") else value(fonts, "ascii"))
                if name is not None:
                    return name
                if value(fonts, "hAnsiTheme") or value(fonts, "asciiTheme"):
                    return ""
        return ""

    def is_hidden(self, run: "Element", styles: list["Element"]) -> bool:
        """Whether a run's text is hidden."""
        for properties in self._run_properties(run, styles):
            hidden = is_on(child(properties, "vanish"))
            if hidden is not None:
                return hidden
        return False

    def has_borders(self, style_id: str | None) -> bool:
        """Whether a table style draws lines."""
        return any(draws(child(style, "tblPr", "tblBorders")) for style in self._chain(style_id, None))

    def _run_properties(self, run: "Element | None", styles: list["Element"]) -> Iterator["Element"]:
        own = child(run, "rPr")
        sources = [own, *(child(style, "rPr") for style in self._chain(value(child(own, "rStyle")), None))]
        sources += [child(style, "rPr") for style in styles]
        yield from (source for source in (*sources, self._default_run) if source is not None)

    def _chain(self, style_id: str | None, default: "Element | None") -> list["Element"]:
        style = self._by_id.get(style_id, default) if style_id is not None else default
        chain: list[Element] = []
        while style is not None and style not in chain and len(chain) < _DEEPEST:
            chain.append(style)
            style = self._by_id.get(value(child(style, "basedOn")))
        return chain


def draws(borders: "Element | None") -> bool:
    """Whether any line of ``w:tblBorders`` or ``w:tcBorders`` is drawn."""
    return borders is not None and any(value(line) not in (None, "nil", "none") for line in borders)
