"""From bytes to text: sources, readers, normalisation, isolation, and sample documents.

``discover`` lists what is there, ``fetch`` gets what is elsewhere, ``list_container`` lists what is in an archive or a
message, ``read`` makes a Document of one item, and ``run_isolated`` runs a function such as these on many items in workers
that hostile ones may kill.
"""

from corpus.containers.members import MOST_CONTAINERS, MOST_MEMBERS, Listing
from corpus.containers.opening import is_container, list_container, within
from corpus.fetching import fetch
from corpus.isolation import (
    Failure,
    Outcome,
    WorkerStartError,
    allow_time,
    run_in_process,
    run_isolated,
)
from corpus.keeping import keep, kept_at
from corpus.normalising import normalise
from corpus.readers import reader_fingerprint
from corpus.reading import read, sha256_of
from corpus.rejects import REJECT_CODES, ReadError
from corpus.segmenting import segment
from corpus.sources import MissingPathError, Skipped, SourceItem, Unreadable, WebAddress, discover

__all__ = [
    "MOST_CONTAINERS",
    "MOST_MEMBERS",
    "REJECT_CODES",
    "Failure",
    "Listing",
    "MissingPathError",
    "Outcome",
    "ReadError",
    "Skipped",
    "SourceItem",
    "Unreadable",
    "WebAddress",
    "WorkerStartError",
    "allow_time",
    "discover",
    "fetch",
    "is_container",
    "keep",
    "kept_at",
    "list_container",
    "normalise",
    "read",
    "reader_fingerprint",
    "run_in_process",
    "run_isolated",
    "segment",
    "sha256_of",
    "within",
]
