"""PDF: the text layer, laid out anew, and scanned pages."""

from corpus.readers.reader import Reader, ReadResult
from corpus.tools import TESSERACT


def read(content: bytes) -> ReadResult:

    from corpus.layout.composing import compose
    from corpus.pdf.content import content_of
    from corpus.pdf.engine import metadata_of, opened, page_of

    with opened(content) as document:
        metadata = metadata_of(document)
        pages = []
        for index in range(len(document)):
            with page_of(document, index) as page:
                pages.append(content_of(page, index + 1).page)
        return compose(pages, metadata)


READER = Reader(
    name="pdf",
    version=1,
    media_types={"application/pdf": (".pdf",)},
    max_bytes=128 * 1024 * 1024,
    read=read,
    tools=(TESSERACT,),
)
