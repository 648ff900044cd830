"""What is loaded: documents with their facts, further places of known bytes, and what could not be read."""

from dataclasses import dataclass

from models import Document, Facts

DOCUMENT_ID_DIGITS = 16


@dataclass(frozen=True)
class Item:
    """A document with its facts, and what is known of the file it came from."""

    document: Document
    facts: Facts
    size_bytes: int | None = None
    modified_ns: int | None = None

    @property
    def sighting(self) -> "Sighting":
        """Where its bytes were found."""
        document = self.document
        return Sighting(document.sha256, document.source, document.doc_id, self.size_bytes, self.modified_ns)


@dataclass(frozen=True)
class Sighting:
    """A place where bytes were found of which the document is in the warehouse already."""

    sha256: str
    source: str
    doc_id: str
    size_bytes: int | None = None
    modified_ns: int | None = None


@dataclass(frozen=True)
class Reject:
    """A source that could not be loaded.

    ``stage`` is ``read``, ``extract`` or ``load``; ``code`` a short word for the cause, ``reason`` a sentence.
    ``tool_fingerprint`` stands for the reader, the extractor and the installed tools: when it or the bytes change, the
    source is worth another try. ``sha256`` is None where the bytes could not be had.
    """

    source: str
    sha256: str | None
    stage: str
    code: str
    reason: str
    tool_fingerprint: str
    size_bytes: int | None = None
    modified_ns: int | None = None


def document_id_of(sha256: str) -> str:
    """The key of the document with these bytes."""
    return sha256[:DOCUMENT_ID_DIGITS]


def storable(name: str) -> str:
    """A source as it is stored: file names that are no Unicode keep their odd bytes as ``\\udcXX``."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
