"""Web pages saved as one file (MHT, MHTML): a message of the page with its pictures, of which the page is read."""

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.charsets import as_declared
from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.sniffing import HTML, MHTML

if TYPE_CHECKING:
    from corpus.mail.parsing import Parsed


def read(content: bytes) -> ReadResult:
    """Return what the reader of web pages returns for the page, with its address in the metadata.

    Raises ReadError: ``corrupt``, ``bomb``; what the reader of web pages raises.
    """
    from corpus.mail.parsing import charset_of, content_of, header_of, parse
    from corpus.readers import BY_MEDIA_TYPE

    message = parse(content)
    page = _page(message)
    if page is None:
        raise ReadError("corrupt", "a saved web page without the page")
    reader = BY_MEDIA_TYPE.get(HTML)
    if reader is None:
        raise ReadError("unsupported", "no reader takes HTML pages")
    result = reader.read(as_declared(content_of(page), charset_of(page)))
    address = header_of(page, "content-location") or header_of(message, "snapshot-content-location")
    known = {
        "title": header_of(message, "subject"),
        "url": address if address.startswith(("http://", "https://")) else "",
    }
    return replace(result, metadata={**{name: value for name, value in known.items() if value}, **result.metadata})


def _page(message: "Parsed") -> "Parsed | None":
    """The part that the message says it begins with, else the first page in it."""
    from corpus.mail.parsing import leaves

    pages = [part for part in leaves(message) if part.get_content_type() in (HTML, "application/xhtml+xml")]
    start = str(message.get_param("start") or "")
    return next(
        (part for part in pages if start and str(part["content-id"]).strip() == start), pages[0] if pages else None
    )


READER = Reader(
    name="mhtml",
    version=1,
    media_types={MHTML: (".mht", ".mhtml")},
    max_bytes=64 * 1024 * 1024,
    read=read,
)
