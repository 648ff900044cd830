"""Pages that list articles."""

from collections.abc import Iterator
from urllib.parse import urljoin

from corpus.listings.listing import Listed
from corpus.rejects import ReadError


def links_of(content: bytes, address: str, selector: str | None) -> Iterator[Listed]:
    """The links of a page that a CSS selector chooses, or that are in what it chooses; all where there is none.

    Raises:
        ReadError: ``corrupt`` for a page without text or a selector that is none.
    """
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    from corpus.web.decoding import decode
    from corpus.web.parsing import parse

    tree = parse(decode(content).text)
    if tree is None:
        raise ReadError("corrupt", "a page without text")
    try:
        chosen = CSSSelector(selector or "a", translator="html")(tree.root)
    except SelectorError as error:
        raise ReadError("corrupt", f"the selector {selector!r} is none: {error}") from error
    for element in chosen:
        for link in element.iter("a"):
            if href := (link.get("href") or "").strip():
                try:
                    yield Listed(urljoin(address, href))
                except ValueError:
                    continue
