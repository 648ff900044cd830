"""Word documents of before 2007 (DOC), by way of an outside program.

LibreOffice makes a DOCX of them, whose fonts, lists and tables are then read. Without it, antiword or catdoc give their
bare text: legacy encodings are then told by statistics, and tables and the numbers of lists are lost.
"""

from corpus.isolation import allow_time
from corpus.legacy import Encoding, mend
from corpus.normalising import normalise
from corpus.office import to_docx
from corpus.readers import docx
from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.segmenting import segment
from corpus.tools import ANTIWORD, CATDOC, SOFFICE, Tool, installed, run

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_TCVN3: Encoding = "tcvn3"
# In the file information block, which begins with this number (Word 97 and later): the flags, and the bit that says that
# the document is encrypted.
_FIB = b"\xec\xa5"
_FLAGS_AT, _ENCRYPTED = 0x0A, 0x0100
_SECTOR = 512

_PATIENCE = 30.0  # seconds
_AFTERWARDS = 20.0  # seconds
_MEMORY = 1 << 30  # bytes
# Text in UTF-8 on long lines; their layout of tables by blanks is not asked for.
_ARGUMENTS = {ANTIWORD: ("-m", "UTF-8.txt", "-w", "0", "-"), CATDOC: ("-d", "utf-8", "-w", "-")}


def read(content: bytes) -> ReadResult:
    """Return the text of a DOC document.

    Raises ReadError: ``corrupt``, ``encrypted``, ``needs_tool``, ``tool_failed``, ``timeout``, ``bomb``.
    """
    _check(content)
    tool = next((each for each in (SOFFICE, ANTIWORD, CATDOC) if installed(each) is not None), None)
    if tool is None:
        raise ReadError(
            "needs_tool", f"needs {SOFFICE.name} ({SOFFICE.install}), or {ANTIWORD.name} ({ANTIWORD.install})"
        )
    return read_with(tool, content)


def read_with(tool: Tool, content: bytes) -> ReadResult:
    """Return the text of a DOC document as one of the tools of the reader gives it. Raises ReadError."""
    if tool is SOFFICE:
        return docx.read(to_docx(content, "doc"))
    found = installed(tool)
    if found is None:
        raise ReadError("needs_tool", f"needs {tool.name}, which is not installed: {tool.install}")
    allow_time(_PATIENCE + _AFTERWARDS)
    output = run(found, _ARGUMENTS[tool], timeout=_PATIENCE, memory=_MEMORY, content=content)
    mended = mend(output.decode("utf-8", "replace"))
    if _TCVN3 in mended.encodings:
        # Its ư is the soft hyphen of Latin-1, which both programs drop: names would come out as others.
        raise ReadError("needs_tool", f"is in TCVN3, of which {tool.name} loses letters: {SOFFICE.install}")
    text = normalise(mended.text)
    metadata = {"encoding": ", ".join(mended.encodings)} if mended.encodings else {}
    return ReadResult(text=text, segments=segment(text), metadata=metadata)


def _check(content: bytes) -> None:
    """Raises ReadError for what the tools would call names: other files, and encrypted ones."""
    if not content.startswith(_MAGIC):
        raise ReadError("corrupt", "does not begin as old Office documents do")
    if _PASSWORD in content:
        raise ReadError("encrypted", "needs a password")
    if _WORD_STREAM not in content:
        raise ReadError("corrupt", "an old Office file without a Word document in it")
    for at in range(_SECTOR, len(content) - _FLAGS_AT - 2, _SECTOR):
        if content.startswith(_FIB, at):
            if int.from_bytes(content[at + _FLAGS_AT : at + _FLAGS_AT + 2], "little") & _ENCRYPTED:
                raise ReadError("encrypted", "needs a password")
            return


READER = Reader(
    name="doc",
    version=1,
    media_types={"application/msword": (".doc",)},
    max_bytes=64 * 1024 * 1024,
    read=read,
    tools=(SOFFICE, ANTIWORD, CATDOC),
)
