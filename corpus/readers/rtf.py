"""RTF documents, by way of LibreOffice and DOCX, so that their fonts, lists and tables are read as DOCX's are."""

from corpus.office import to_docx
from corpus.readers import docx
from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.tools import SOFFICE

_MAGIC = b"{\\rtf"


def read(content: bytes) -> ReadResult:
    """Return the text of an RTF document.

    Raises ReadError: ``corrupt``, ``needs_tool``, ``tool_failed``, ``timeout``, ``bomb``.
    """
    if not content.lstrip().startswith(_MAGIC):
        raise ReadError("corrupt", "does not begin as RTF does")
    return docx.read(to_docx(content, "rtf"))


READER = Reader(
    name="rtf",
    version=1,
    media_types={"application/rtf": (".rtf",)},
    max_bytes=64 * 1024 * 1024,
    read=read,
    tools=(SOFFICE,),
)
