"""What a batch gave, as a Parquet file in storage that both who reads documents and who writes the warehouse reach.

A row is a document with its facts, both as JSON as in `models`, or the reject that stands in their place; ``position`` is
the source's place in its batch.
"""

import io
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

import corpus
from corpus import SourceItem, StorageError
from flows.extraction import Extracted, extractor_version
from models import Document, Facts
from warehouse import Reject, unstorable

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_COLUMNS: Mapping[str, pa.DataType] = {
    "position": pa.int32(),
    **dict.fromkeys(("document", "facts"), pa.string()),
    **dict.fromkeys(("source", "sha256", "stage", "code", "reason", "tool_fingerprint"), pa.string()),
    **dict.fromkeys(("size_bytes", "modified_ns"), pa.int64()),
}
SCHEMA = pa.schema(_COLUMNS)
_REJECT_COLUMNS = SCHEMA.names[3:]
_VERSION_KEY = b"extractor_version"
_SUFFIX = ".parquet"


class ShardError(RuntimeError):
    """A shard that cannot be used; the message is one line."""


def make_folder(folder: str) -> None:
    """Make the folder that shards are written to: a path, or an address of storage.

    Raises:
        StorageError: it cannot be made.
    """
    system, path = _place(folder)
    try:
        system.makedirs(path, exist_ok=True)
    except Exception as error:  # Every storage has exceptions of its own.
        raise StorageError(f"{folder}: no folder for shards can be made: {error}") from error


def remove_folder(folder: str) -> None:
    """Remove a folder of shards with what is left in it, as far as that can be done."""
    system, path = _place(folder)
    try:
        system.rm(path, recursive=True)
    except Exception:  # noqa: BLE001  Then it stays; nothing depends on it.
        return


def write_shard(folder: str, items: Sequence[SourceItem], results: Iterable[Extracted | Reject]) -> str:
    """Write what items of a batch gave into a new file in a folder; where it is.

    Its name is used once, so that whoever knows it has a whole file: two workers may work on one batch if the scheduler
    takes one of them for dead.

    Raises:
        OSError: it cannot be written; storage may have other exceptions of its own.
    """
    positions = {item.source: position for position, item in enumerate(items)}
    rows = [_row(positions, each) for each in results]
    columns = {name: [row.get(name) for row in rows] for name in SCHEMA.names}
    schema = SCHEMA.with_metadata({_VERSION_KEY: extractor_version().encode()})
    content = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), content, compression="zstd")
    address = f"{folder.rstrip('/')}/{uuid.uuid4().hex}{_SUFFIX}"
    system, path = _place(address)
    system.pipe_file(path, content.getvalue())
    return address


def read_shard(address: str, items: Sequence[SourceItem]) -> tuple[list[Extracted], list[Reject]]:
    """What is in a shard of these items.

    Raises:
        ShardError: another version of the extractor wrote it.
        OSError: it cannot be read; storage may have other exceptions of its own.
    """
    system, path = _place(address)
    table = pq.read_table(pa.BufferReader(system.cat_file(path)))
    version = (table.schema.metadata or {}).get(_VERSION_KEY, b"").decode()
    if version != extractor_version():
        raise ShardError(
            f"a worker has another version of thidua: its extractor is {version}, here it is {extractor_version()}"
        )
    extracted, rejects = [], []
    for row in table.to_pylist():
        if row["document"] is None:
            rejects.append(Reject(**{name: row[name] for name in _REJECT_COLUMNS}))
        else:
            extracted.append(
                Extracted(
                    items[row["position"]],
                    Document.model_validate_json(row["document"]),
                    Facts.model_validate_json(row["facts"]),
                )
            )
    return extracted, rejects


def remove_shard(address: str) -> None:
    """Remove a shard that is loaded, if that can be done."""
    system, path = _place(address)
    try:
        system.rm_file(path)
    except Exception:  # noqa: BLE001  Its folder goes at the end.
        return


def _row(positions: dict[str, int], each: Extracted | Reject) -> dict[str, object]:
    if isinstance(each, Extracted):
        try:
            document, facts = each.document.model_dump_json(), each.facts.model_dump_json()
        except ValueError as error:  # A text that is no Unicode.
            return _reject_row(unstorable(each.to_load.sighting, each.facts.extractor_version, str(error)))
        return {"position": positions[each.item.source], "document": document, "facts": facts}
    return _reject_row(each)


def _reject_row(reject: Reject) -> dict[str, object]:
    return {name: getattr(reject, name) for name in _REJECT_COLUMNS}


def _place(address: str) -> "tuple[AbstractFileSystem, str]":
    return corpus.file_system(address if corpus.is_address(address) else str(Path(address).absolute()))
