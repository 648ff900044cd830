"""What a file is by its first bytes: archives hold many under a wrong suffix."""

import re
import struct
from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

TEXT = "text/plain"
HTML = "text/html"
MHTML = "multipart/related"
EMAIL = "message/rfc822"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
PDF = "application/pdf"
OLE = "application/x-ole-storage"
ENCRYPTED_OFFICE = "application/x-encrypted-office"

WORDS: Mapping[str, str] = MappingProxyType(
    {
        TEXT: "a text file",
        HTML: "an HTML page",
        MHTML: "a saved web page (MHTML)",
        EMAIL: "an e-mail message",
        ZIP: "a ZIP archive",
        DOCX: "a Word document (DOCX)",
        DOC: "an old Word document",
        OLE: "an old Office document, and not of Word",
        ENCRYPTED_OFFICE: "an Office document with a password",
        PDF: "a PDF file",
        "application/rtf": "an RTF document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel workbook",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a PowerPoint presentation",
        "application/vnd.oasis.opendocument": "an OpenDocument file",
        "application/epub+zip": "an EPUB book",
        "image/png": "a PNG image",
        "image/jpeg": "a JPEG image",
        "image/tiff": "a TIFF image",
        "image/gif": "a GIF image",
        "image/bmp": "a BMP image",
        "image/webp": "a WebP image",
        "image/vnd.djvu": "a DjVu file",
        "application/gzip": "a gzip archive",
        "application/x-bzip2": "a bzip2 archive",
        "application/x-xz": "an xz archive",
        "application/zstd": "a Zstandard archive",
        "application/vnd.rar": "a RAR archive",
        "application/x-7z-compressed": "a 7z archive",
        "application/x-executable": "a program",
        "audio/mpeg": "an audio file",
        "video/mp4": "a video",
    }
)
"""What to call a media type to a person."""

_MAGIC = (
    (b"%PDF-", PDF),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x7fELF", "application/x-executable"),
)
# These begin like words, so a NUL among the first bytes has to bear them out.
_MAGIC_WITH_NUL = (
    (b"MZ", "application/x-executable"),
    (b"BM", "image/bmp"),
    (b"ID3", "audio/mpeg"),
    (b"RIFF", "image/webp"),
)
_HEAD = 4096  # bytes
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# PK and the mark of a member, or of the end of an empty archive.
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_NAMES = 5000
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BEFORE_HTML = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?>)*", re.DOTALL)
_OPENS_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|frameset)[\s>/]", re.IGNORECASE)
_HEADER = re.compile(r"([A-Za-z][\w-]*):([^\n]*\n(?:[ \t][^\n]*\n)*)")
_LETTER_HEADERS = frozenset(
    ("received", "return-path", "from", "to", "subject", "date", "message-id", "mime-version", "delivered-to", "sender")
)
_LEAST_HEADERS = 3
_CONTROLS = re.compile(b"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")


def media_type_of_content(content: bytes, promised: str) -> str:
    """Return what ``content`` is by its first bytes; ``promised`` (the suffix's media type) where they do not tell.

    The result may be a type that no reader takes, such as ``application/gzip``.
    """
    head = content[:_HEAD]
    start = head.lstrip()
    for magic, media_type in _MAGIC:
        if start.startswith(magic):
            return media_type
    if b"\0" in head[:64]:
        for magic, media_type in _MAGIC_WITH_NUL:
            if head.startswith(magic):
                return media_type
        if head[4:8] == b"ftyp":
            return "video/mp4"
    if head.startswith(_OLE_MAGIC):
        return _ole_type(content, promised)
    if head.startswith(_ZIP_MAGIC):
        return _zip_type(content, promised)
    return _text_type(head, promised)


def _ole_type(content: bytes, promised: str) -> str:
    """By the names of its streams, which stand in its directory in UTF-16."""
    if "WordDocument".encode("utf-16-le") in content:
        return DOC
    if "EncryptedPackage".encode("utf-16-le") in content:
        return ENCRYPTED_OFFICE
    others = ("Workbook", "Book", "PowerPoint Document")
    if promised == DOC and not any(f"{name}\0".encode("utf-16-le") in content for name in others):
        return DOC  # Its reader can tell what is broken.
    return OLE


def _zip_type(content: bytes, promised: str) -> str:
    names = frozenset(islice(_zip_names(content), _MOST_NAMES))
    if not names:
        return promised if promised in (DOCX, ZIP) else ZIP
    if b"[Content_Types].xml" in names:
        for folder, kind in (
            (b"word/", DOCX),
            (b"xl/", "spreadsheetml.sheet"),
            (b"ppt/", "presentationml.presentation"),
        ):
            if any(name.startswith(folder) for name in names):
                return kind if kind == DOCX else f"application/vnd.openxmlformats-officedocument.{kind}"
    if b"mimetype" in names and content[30:38] == b"mimetype":
        told = content[38:110]
        if told.startswith(b"application/vnd.oasis.opendocument"):
            return "application/vnd.oasis.opendocument"
        if told.startswith(b"application/epub+zip"):
            return "application/epub+zip"
    return ZIP


def _zip_names(content: bytes) -> Iterator[bytes]:
    """The names in the central directory; nothing where there is none."""
    end = content.rfind(b"PK\x05\x06", -65_557 if len(content) > 65_557 else 0)
    if end < 0 or len(content) < end + 22:
        return
    size, at = struct.unpack_from("<II", content, end + 12)
    at = end - size if end - size >= 0 else at  # Something may stand before the archive.
    while content[at : at + 4] == b"PK\x01\x02" and at + 46 <= len(content):
        name, extra, comment = struct.unpack_from("<HHH", content, at + 28)
        yield content[at + 46 : at + 46 + name]
        at += 46 + name + extra + comment


def _text_type(head: bytes, promised: str) -> str:
    start = _decoded(head).replace("\r\n", "\n")
    opening = start[_end_of(_BEFORE_HTML, start) :]
    if _OPENS_HTML.match(opening):
        return HTML
    headers = _headers(start)
    if promised != EMAIL and "multipart/related" in headers.get("content-type", "").lower():
        return MHTML
    if promised in (TEXT, HTML, MHTML, EMAIL):
        return promised
    if len(headers.keys() & _LETTER_HEADERS) >= _LEAST_HEADERS:
        return EMAIL
    if _CONTROLS.search(head) or b"%PDF-" in head:
        return promised  # For its reader to tell what is broken.
    return TEXT


def _decoded(head: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("latin-1")


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _headers(start: str) -> dict[str, str]:
    """The headers that a text begins with, by names in small letters."""
    headers: dict[str, str] = {}
    at = 0
    while found := _HEADER.match(start, at):
        headers.setdefault(found[1].lower(), found[2].strip())
        at = found.end()
    return headers
