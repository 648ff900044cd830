"""PDF: the text layer, laid out anew, legacy encodings made Unicode; pages without one that makes sense by Tesseract."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.tools import TESSERACT, usable

if TYPE_CHECKING:
    from corpus.layout.lines import PageLines


def read(content: bytes) -> ReadResult:
    """Return the text of a PDF file with its pages and the places of its characters on them.

    Pages that are scans are read by Tesseract; those that it cannot read are named in the metadata.

    Raises ReadError: ``corrupt``, ``encrypted``, ``too_long``, ``bomb``, ``empty`` (no pages, or nothing on them);
    ``needs_tool`` where there are scans and no Tesseract; ``timeout``, ``tool_failed`` or ``empty`` where no page can be read.
    """
    from corpus.layout.composing import compose
    from corpus.pdf.content import content_of
    from corpus.pdf.engine import count_of, metadata_of, opened, page_of
    from corpus.pdf.scans import is_scan

    with opened(content) as document:
        metadata = metadata_of(document)
        found = []
        for index in range(count_of(document)):
            with page_of(document, index) as page:
                found.append(content_of(page, index + 1))
    if encodings := dict.fromkeys(encoding for page in found for encoding in page.encodings):
        metadata["encoding"] = ", ".join(encodings)
    pages = [page.lines for page in found]
    if scans := [number for number, page in enumerate(found, 1) if is_scan(page)]:
        metadata |= _read_scans(content, scans, pages)
    result = compose(pages, metadata)
    if not result.text:
        raise ReadError("empty", "nothing to be read on its pages")
    return result


def _read_scans(content: bytes, scans: list[int], pages: "list[PageLines]") -> dict[str, str]:
    """Put the lines of scanned pages, by their numbers, in the place of what the file says of them; the metadata of it."""
    from pypdfium2 import PdfDocument

    from corpus.ocr.pages import MOST_PAGES, read_page, told
    from corpus.pdf.scans import better, picture_of

    try:
        usable(TESSERACT)
    except ReadError as error:
        raise ReadError(error.code, f"{_named(scans)} of {len(pages)}: {error.reason}") from error
    if len(scans) > MOST_PAGES:
        raise ReadError("too_long", f"{len(scans):,} scanned pages; at most {MOST_PAGES:,} are read")
    failures = {}
    with PdfDocument(content) as document:
        for number in scans:
            try:
                pages[number - 1] = better(read_page(picture_of(document, number), number), pages[number - 1])
            except ReadError as error:
                if error.code == "needs_tool":
                    raise
                failures[number] = error
    if len(failures) == len(pages):
        raise failures[scans[0]]
    return told(failures)


def _named(numbers: Iterable[int]) -> str:
    found = [*map(str, numbers)]
    shown = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
    return f"scanned page{'s' if len(found) > 1 else ''} {shown}"


READER = Reader(
    name="pdf",
    version=3,
    media_types={"application/pdf": (".pdf",)},
    max_bytes=128 * 1024 * 1024,
    read=read,
    tools=(TESSERACT,),
)
