"""Sitemaps and indexes of sitemaps, packed by gzip or not."""

import gzip
import io
import zlib
from collections.abc import Iterator
from urllib.parse import urljoin

from corpus.listings.days import day_of
from corpus.listings.listing import Listed
from corpus.rejects import ReadError

_MOST_UNPACKED = 50 << 20  # bytes


def entries_of(content: bytes, address: str) -> Iterator[Listed]:
    """The entries of a sitemap at an address; those of an index are lists themselves.

    Raises:
        ReadError: ``corrupt`` for what is no sitemap, ``bomb``.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(_unpacked(content), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("corrupt", f"no XML: {error.msg}") from error
    kind = etree.QName(root).localname if root is not None else ""
    if kind not in ("urlset", "sitemapindex"):
        raise ReadError("corrupt", "no sitemap: neither urlset nor sitemapindex")
    for entry in root:
        said: dict[str, str] = {}
        for part in entry.iter("{*}loc", "{*}lastmod", "{*}publication_date"):
            said.setdefault(etree.QName(part).localname, " ".join((part.text or "").split()))
        if loc := said.get("loc"):
            modified, published = said.get("lastmod"), said.get("publication_date")
            yield Listed(
                urljoin(address, loc),
                modified or published,
                kind == "sitemapindex",
                published=day_of(published),
                modified=day_of(modified),
            )


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as file:
            unpacked = file.read(_MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError("corrupt", f"cannot be unpacked: {error}") from error
    if len(unpacked) > _MOST_UNPACKED:
        raise ReadError("bomb", f"unpacks to more than {_MOST_UNPACKED:,} bytes")
    return unpacked
