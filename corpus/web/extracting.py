"""The words of the article on a page, by trafilatura."""

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MOST_ELEMENTS = 30_000
"""Larger pages are taken as a whole: they are lists or tables, and trafilatura would need minutes."""
# Each of them becomes so many cells.
_SPANNING = "count(//*[@colspan > 20 or @rowspan > 20])"
_MOST_SPANNING = 200


class Extracted:
    """What was found: elements of an article, in order."""

    def __init__(self, body: "Iterable[_Element]" = ()) -> None:
        self._body = body
        self.words = "".join("".join(text for element in body for text in element.itertext()).split())
        """All of it without white space."""

    def paragraphs(self) -> "Iterator[str]":
        """The texts of its elements."""
        for element in self._body:
            if text := " ".join(" ".join(element.itertext()).split()):
                yield text


def extract(root: "HtmlElement", elements: int) -> Extracted:
    """Return the article of a page of so many elements, without comments; nothing where none is found.

    The tree stays as it is.
    """
    from trafilatura import bare_extraction

    # It tells of every page that it finds nothing on; so do we, where it matters.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if elements > MOST_ELEMENTS or root.xpath(_SPANNING) > _MOST_SPANNING:
        return Extracted()
    try:
        # With any output but "python", the text of the tree is not made: the tree is all that is wanted.
        document = bare_extraction(root, output_format="json", include_comments=False, fast=True)
    except (ValueError, TypeError, AttributeError, RecursionError, IndexError, KeyError):
        # The reader can do without: pages are hostile, and it is not ours to trust that this was foreseen.
        return Extracted()
    if document is None or isinstance(document, dict):
        return Extracted()
    return Extracted(document.body)
