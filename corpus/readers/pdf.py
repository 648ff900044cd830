"""PDF: the text layer, laid out anew."""

from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError


def read(content: bytes) -> ReadResult:
    """Return the text of a PDF file with its pages and the places of its characters on them.

    Raises ReadError: ``corrupt``, ``encrypted``, ``too_long``, ``empty`` (no pages, or none with a text layer).
    """
    from corpus.layout.composing import compose
    from corpus.pdf.content import content_of
    from corpus.pdf.engine import metadata_of, opened, page_of

    with opened(content) as document:
        metadata = metadata_of(document)
        pages = []
        for index in range(len(document)):
            with page_of(document, index) as page:
                pages.append(content_of(page, index + 1).page)
        result = compose(pages, metadata)
    if not result.text:
        raise ReadError("empty", "pages without a text layer: a scan, which is not read yet")
    return result


READER = Reader(
    name="pdf",
    version=1,
    media_types={"application/pdf": (".pdf",)},
    max_bytes=128 * 1024 * 1024,
    read=read,
)
