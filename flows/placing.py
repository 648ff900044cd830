"""Where the words of a loaded document stand on its pages, while its file is at hand."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial

import corpus
from corpus import Box, Failure, MissingPathError, ReadError, SourceItem
from corpus.reading import MOST_BYTES, read_bytes
from flows.workers import in_workers
from models import Document
from warehouse import Place, stored_document

_GONE = Failure("vanished", "the file is not where it was when it was loaded")
_CHANGED = Failure("changed", "the file is not the one that was loaded")


def boxes_on_pages(
    warehouse: Place, document_id: str, spans: Sequence[tuple[int, int]], *, wait_seconds: float
) -> list[list[Box]] | Failure:
    """The boxes of stretches of a document's text, one list for each; or why there are none to be had.

    Members of containers and what was fetched are not looked for again.

    Raises:
        UnknownName, WarehouseError: as `warehouse.stored_document`.
        WorkerStartError: no worker can be started.
    """
    document = stored_document(warehouse, document_id, wait_seconds=wait_seconds)
    try:
        found = [each for each in corpus.discover([document.source]) if isinstance(each, SourceItem)]
    except MissingPathError:
        return _GONE
    if len(found) != 1:
        return _GONE
    placed = partial(_boxes_in, document=document, spans=tuple(spans))
    with closing(in_workers(placed, found, workers=1)) as outcomes:
        return next(outcomes).result


def _boxes_in(item: SourceItem, document: Document, spans: tuple[tuple[int, int], ...]) -> list[list[Box]]:
    content = read_bytes(item, MOST_BYTES)
    if corpus.sha256_of(item) != document.sha256:
        raise ReadError(_CHANGED.code, _CHANGED.reason)
    return [corpus.boxes(content, document, start, end) for start, end in spans]
