"""Files at http(s) addresses, fetched under limits and never from where this machine alone may reach."""

from corpus.fetching.downloading import fetch

__all__ = ["fetch"]
