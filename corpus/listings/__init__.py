"""Addresses of publications out of what sites publish to be watched: feeds, sitemaps, pages that list articles."""

from corpus.listings.days import day_in_address
from corpus.listings.listing import Listed, Listing, ListingKind, addresses_in

__all__ = ["Listed", "Listing", "ListingKind", "addresses_in", "day_in_address"]
