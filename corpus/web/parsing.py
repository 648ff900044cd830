"""The tree of a web page, parsed once, within limits."""

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.rejects import ReadError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS = 200_000
"""Elements of a page; the longest decisions with their tables have some 50,000."""

# What says nothing and, left open by old editors, nests without end: each paragraph inside the font of the last.
_FORMATTING = re.compile(r"</?(?:font|span|b|i|u|em|strong|small|big|center|o:p|st1:\w+)\b[^<>]*>", re.IGNORECASE)
# The parser stops at the first of them; old pages have several, put together from pieces.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_TOO_DEEP = "Excessive depth"
# Attributes that hold the text of an image or a style sheet again and again, and are never asked for.
_EMBEDDED = re.compile(r"""\bdata:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]{200,}""")


class Tree(NamedTuple):
    """The root of a page's tree, and the number of its elements."""

    root: "HtmlElement"
    elements: int


def parse(text: str) -> Tree | None:
    """Return a page's tree, without comments and processing instructions; None where it has no element.

    Raises ReadError: ``bomb`` for elements nested deeper than 2,000, or more than ``MOST_ELEMENTS``.
    """
    if ";base64," in text:
        text = _EMBEDDED.sub("data:", text)
    text = _ENDS.sub("", text)
    root, too_deep = _parsed(text)
    if too_deep:
        root, too_deep = _parsed(_FORMATTING.sub(" ", text))
    if too_deep:
        raise ReadError("bomb", "its elements nest deeper than 2,000")
    if root is None:
        return None
    elements = int(root.xpath("count(//*)"))
    if elements > MOST_ELEMENTS:
        raise ReadError("bomb", f"more than {MOST_ELEMENTS:,} elements")
    return Tree(root, elements)


def _parsed(text: str) -> "tuple[HtmlElement | None, bool]":
    """The root, and whether the parser gave up because of the depth."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # Entities of a document type are none of HTML: the parser neither knows nor expands them.
    parser = HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        default_doctype=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        no_network=True,
    )
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None, False
    return root, any(_TOO_DEEP in entry.message for entry in parser.error_log)
