"""One list of addresses, of whichever kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812  Listed has a field of that name.
from pathlib import Path
from typing import Literal, NamedTuple

from corpus.rejects import ReadError

ListingKind = Literal["feed", "sitemap", "listing"]
MOST_LISTED = 50_000
"""Addresses: what a sitemap may hold."""
_MOST_BYTES = 50 << 20  # what a sitemap may have


class Listed(NamedTuple):
    """An address as it was listed, made absolute, with the date that the list gives for it."""

    address: str
    date: str | None = None
    is_list: bool = False
    """Whether there is a further list, and no publication: a sitemap in an index of sitemaps."""
    published: Day | None = None
    """The day of publication that the list gives, in Vietnam's time."""
    modified: Day | None = None
    """The day of the last change that it gives."""


@dataclass(frozen=True)
class Listing:
    """A list that was fetched."""

    kind: ListingKind
    path: Path
    address: str
    selector: str | None = None
    """CSS: the links of a page, or what they are in."""


def addresses_in(listing: Listing) -> Sequence[Listed]:
    """The addresses in a list, in its order, each once; to be run in isolation.

    Raises:
        ReadError: ``corrupt`` for what is no such list.
    """
    content = listing.path.read_bytes()
    if len(content) > _MOST_BYTES:
        raise ReadError("too_big", f"a list of {len(content):,} bytes")
    if listing.kind == "feed":
        from corpus.listings.feeds import entries_of

        found = entries_of(content, listing.address)
    elif listing.kind == "sitemap":
        from corpus.listings.sitemaps import entries_of

        found = entries_of(content, listing.address)
    else:
        from corpus.listings.pages import links_of

        found = links_of(content, listing.address, listing.selector)
    once: dict[str, Listed] = {}
    for each in found:
        once.setdefault(each.address, each)
        if len(once) == MOST_LISTED:
            break
    return [*once.values()]
