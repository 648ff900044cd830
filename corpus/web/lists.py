"""The numbers and bullets that a browser puts before the items of lists."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BULLET = "- "
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_TYPES = {
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "1": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
# What people type themselves where the browser's own mark was switched off or forgotten.
_TYPED = re.compile(r"\s*(?:[-–—+*•·●▪■○◦‣➢✓❖◆»>]|\(?(?:\d{1,3}|[a-zđ]|[IVX]{1,4})[.)/-])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 4000


class Lists:
    """Counts the items of ordered lists as the page is read from beginning to end."""

    def __init__(self) -> None:
        self._counts: dict[HtmlElement, int] = {}

    def label(self, item: "HtmlElement") -> str:
        """What stands before a ``li``, with a blank behind it; empty where the list shows nothing."""
        parent = item.getparent()
        if parent is None or parent.tag not in ("ol", "ul", "menu", "dir"):
            return ""
        style = _STYLE.search(f"{item.get('style') or ''};{parent.get('style') or ''}")
        shape = style[1].lower() if style else ""
        if shape == "none":
            return ""
        if parent.tag != "ol":
            return BULLET
        count = self._count(item, parent)
        return f"{_shown(count, _TYPES.get(shape or parent.get('type') or '1', '1'))}. "

    def _count(self, item: "HtmlElement", parent: "HtmlElement") -> int:
        value = _number(item.get("value"))
        if value is None:
            before = self._counts.get(parent)
            if before is None:
                start = _number(parent.get("start"))
                value = 1 if start is None else start
            else:
                value = before + 1
        self._counts[parent] = value
        return value


def has_typed_label(text: str) -> bool:
    """Whether the text of an item begins with a number or bullet of its own."""
    return _TYPED.match(text) is not None


def _number(written: str | None) -> int | None:
    written = (written or "").strip()
    return int(written) if re.fullmatch(r"-?\d{1,6}", written) else None


def _shown(count: int, shape: str) -> str:
    if shape in "aA" and 0 < count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter if shape == "a" else letter.upper()
    if shape in "iI" and 0 < count < _MOST:
        numeral = ""
        for worth, letters in _ROMAN:
            numeral += letters * (count // worth)
            count %= worth
        return numeral if shape == "i" else numeral.upper()
    return str(count)
