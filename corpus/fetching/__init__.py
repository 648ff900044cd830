"""Files at http(s) addresses, fetched under limits and never from where this machine alone may reach."""

from corpus.fetching.canonical import canonical_address, canonical_link, host_of
from corpus.fetching.downloading import Asked, ask, fetch
from corpus.fetching.robots import Robots

__all__ = ["Asked", "Robots", "ask", "canonical_address", "canonical_link", "fetch", "host_of"]
