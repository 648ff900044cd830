"""The words of the article on a page, by trafilatura."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS = 30_000
"""Larger pages are taken as a whole: they are lists or tables, and trafilatura would need minutes."""


class Extracted(NamedTuple):
    """What was found."""

    words: str
    """All of it without white space."""
    paragraphs: tuple[str, ...]


NOTHING = Extracted("", ())


def extract(root: "HtmlElement", elements: int) -> Extracted:
    """Return the article of a page of so many elements, without comments; ``NOTHING`` where none is found.

    The tree stays as it is.
    """
    from trafilatura import bare_extraction

    if elements > MOST_ELEMENTS:
        return NOTHING
    try:
        document = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False, fast=True)
    except (ValueError, TypeError, AttributeError, RecursionError, IndexError, KeyError):
        # The reader can do without: pages are hostile, and it is not ours to trust that this was foreseen.
        return NOTHING
    if document is None or isinstance(document, dict):
        return NOTHING
    words = "".join("".join(document.body.itertext()).split())
    paragraphs = tuple(text for element in document.body if (text := " ".join(" ".join(element.itertext()).split())))
    return Extracted(words, paragraphs)
