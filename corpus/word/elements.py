"""Names of OOXML's elements, and what their attributes say."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    Element: TypeAlias = BaseOxmlElement

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return _W + name


ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def child(element: "Element | None", *names: str) -> "Element | None":
    """The first child by the first name, of that the first by the second, and so on; None where there is none."""
    for name in names:
        element = element.find(w(name)) if element is not None else None
    return element


def value(element: "Element | None", attribute: str = "val") -> str | None:
    """An attribute of WordprocessingML, None too where the element is not there."""
    return None if element is None else element.get(w(attribute))


def number(element: "Element | None", attribute: str = "val") -> int | None:
    """An attribute as a whole number of bounded size; None where it is none."""
    written = value(element, attribute)
    if written is None or len(written) > 9:
        return None
    try:
        return int(written)
    except ValueError:
        return None


def is_on(element: "Element | None") -> bool | None:
    """Whether a property such as ``w:vanish`` is set; None where it is not mentioned."""
    return None if element is None else value(element) not in _OFF
