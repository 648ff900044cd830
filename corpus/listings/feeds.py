"""RSS and Atom feeds."""

from collections.abc import Iterator
from urllib.parse import urljoin

from corpus.listings.days import day_of
from corpus.listings.listing import Listed
from corpus.rejects import ReadError


def entries_of(content: bytes, address: str) -> Iterator[Listed]:
    """The entries of a feed at an address.

    Raises:
        ReadError: ``corrupt`` for what is no feed.
    """
    import feedparser

    feed = feedparser.parse(content, sanitize_html=False, response_headers={"content-location": address})
    if not feed.version and not feed.entries:
        raise ReadError("corrupt", "no feed: neither RSS nor Atom")
    for entry in feed.entries:
        if link := entry.get("link"):
            # Asked as its own mapping, it would give another date in the place of one that is not there.
            updated, published = dict.get(entry, "updated"), dict.get(entry, "published")
            yield Listed(
                urljoin(address, link),
                updated or published,
                published=day_of(published),
                modified=day_of(updated),
            )
