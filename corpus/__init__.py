"""From bytes to text: sources, readers, normalisation, isolation, and sample documents.

``discover`` lists what is there, ``fetch`` gets what is elsewhere, ``list_container`` lists what is in an archive or a
message, ``copied`` brings what is in storage here, ``read`` makes a Document of one item, and ``run_isolated`` runs a function such as these on many items in workers
that hostile ones may kill. ``boxes`` says where words of a document stand on its pages.
"""

from corpus.containers.members import MOST_CONTAINERS, MOST_MEMBERS, Listing
from corpus.containers.opening import is_container, list_container, within
from corpus.fetching import Asked, Robots, ask, canonical_address, canonical_link, fetch, host_of
from corpus.isolation import (
    Failure,
    Outcome,
    WorkerStartError,
    allow_time,
    run_in_process,
    run_isolated,
    was_killed_from_outside,
)
from corpus.keeping import keep, kept_at
from corpus.listings import Listed, ListingKind, addresses_in, day_in_address
from corpus.listings import Listing as AddressList
from corpus.normalising import normalise
from corpus.placing import Box, boxes
from corpus.readers import reader_fingerprint
from corpus.reading import read, sha256_of
from corpus.rejects import REJECT_CODES, ReadError
from corpus.segmenting import segment
from corpus.sources import MissingPathError, Skipped, SourceItem, Unreadable, WebAddress, discover
from corpus.storage import StorageError, copied, copy_at, file_system, is_address

__all__ = [
    "MOST_CONTAINERS",
    "MOST_MEMBERS",
    "REJECT_CODES",
    "AddressList",
    "Asked",
    "Box",
    "Failure",
    "Listed",
    "Listing",
    "ListingKind",
    "MissingPathError",
    "Outcome",
    "ReadError",
    "Robots",
    "Skipped",
    "SourceItem",
    "StorageError",
    "Unreadable",
    "WebAddress",
    "WorkerStartError",
    "addresses_in",
    "allow_time",
    "ask",
    "boxes",
    "canonical_address",
    "canonical_link",
    "copied",
    "copy_at",
    "day_in_address",
    "discover",
    "fetch",
    "file_system",
    "host_of",
    "is_address",
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
    "was_killed_from_outside",
    "within",
]
