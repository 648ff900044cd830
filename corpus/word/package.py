"""Opening a DOCX file that may be hostile: bounded, without entities, and without anything but its XML."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.rejects import ReadError

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

_MOST_MEMBERS = 4096
_MOST_UNPACKED = 256 << 20  # bytes, of all members as they declare it
_MOST_XML = 64 << 20  # bytes, of the XML that is parsed; a tree takes some eight times as much memory
# XML of Word shrinks to a twentieth as a rule, and a table of equal rows to a hundredth.
_HIGHEST_RATIO = 400
_SMALL = 4 << 20  # bytes that no ratio makes dangerous
_MANY_PARTS = 512  # XML parts; real documents have some dozens

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_XML = (".xml", ".rels")
_CONTENT_TYPES = "[Content_Types].xml"
# Strict OOXML differs in its namespaces: purl.oclc.org/ooxml/wordprocessingml/main.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
# What Word calls a document with macros, and templates, is read as the document that it holds.
_MAIN_TYPES = re.compile(
    rb"application/vnd\.ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main\+xml"
    rb"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml"
)
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def open_document(content: bytes) -> "DocumentPart":
    """Return the main part of a DOCX file, its related parts parsed; images and other binary parts are empty.

    Raises:
        ReadError: ``encrypted``, ``bomb`` (more or larger members than are taken, entities, nesting without end),
            ``corrupt``.
    """
    from docx.opc.exceptions import PackageNotFoundError
    from docx.package import Package
    from docx.parts.document import DocumentPart

    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise ReadError("encrypted", "needs a password")
        raise ReadError("corrupt", "an old Office document under the name of a DOCX")
    package = _without_binaries(content)
    try:
        part = Package.open(io.BytesIO(package)).main_document_part
    except SyntaxError as error:  # lxml's are such
        raise _syntax_error(error) from error
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise ReadError("corrupt", f"no whole Word package: {_line(error)}") from error
    if not isinstance(part, DocumentPart):
        raise ReadError("corrupt", f"no Word document, but {part.content_type}")
    return part


def _syntax_error(error: Exception) -> ReadError:
    if "depth" in str(error):
        return ReadError("bomb", f"XML nested too deep: {_line(error)}")
    return ReadError("corrupt", f"broken XML: {_line(error)}")


def _without_binaries(content: bytes) -> bytes:
    """Return a package of the XML members alone, as transitional OOXML, whose relations all lead somewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {info.filename: info for info in archive.infolist() if info.filename and not info.is_dir()}
            _check(archive.infolist(), len(content))
            parts = {
                name: _read(archive, info) if name.lower().endswith(_XML) else b"" for name, info in members.items()
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise ReadError("corrupt", f"no whole ZIP archive: {_line(error)}") from error
    if _CONTENT_TYPES not in parts:
        raise ReadError("corrupt", "a ZIP archive without the table of contents of an Office document")
    parts[_CONTENT_TYPES] = _MAIN_TYPES.sub(_MAIN_TYPE, parts[_CONTENT_TYPES])
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as package:
        for name, part in parts.items():
            package.writestr(name, _live_relations(name, part, parts) if name.endswith(".rels") else part)
    return stored.getvalue()


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > _MOST_MEMBERS:
        raise ReadError("bomb", f"{len(members):,} members; at most {_MOST_MEMBERS:,} are taken")
    if any(info.flag_bits & 1 for info in members):
        raise ReadError("encrypted", "a ZIP archive with a password")
    unpacked = sum(info.file_size for info in members)
    if unpacked > _MOST_UNPACKED or (unpacked > _SMALL and unpacked > _HIGHEST_RATIO * packed):
        raise ReadError("bomb", f"unpacks from {packed:,} to {unpacked:,} bytes; at most {_MOST_UNPACKED:,} are taken")
    xml = [info for info in members if info.filename.lower().endswith(_XML)]
    if sum(info.file_size for info in xml) > _MOST_XML or len(xml) > _MANY_PARTS:
        raise ReadError("bomb", f"{len(xml):,} parts of XML with more than {_MOST_XML:,} bytes are not taken")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    # Its declared size is not believed: what unpacks to more is cut off here, and fails its checksum.
    with archive.open(info) as member:
        part = member.read(min(info.file_size, _MOST_XML) + 1)
    if len(part) > info.file_size:
        raise ReadError("bomb", f"{info.filename[:80]!r} unpacks to more than it declares")
    if any(word in part for word in _DECLARATIONS):
        raise ReadError("bomb", f"{info.filename[:80]!r} declares entities, which no Office document does")
    return _STRICT.sub(_TRANSITIONAL, part)


def _live_relations(name: str, part: bytes, parts: dict[str, bytes]) -> bytes:
    """Drop relations to parts that are not there, which careless programs leave behind."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml.parser import parse_xml

    try:
        root = parse_xml(part)
    except SyntaxError as error:  # lxml's are such
        raise _syntax_error(error) from error
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in [*root]:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target") or "")))[1:]
        if relation.get("TargetMode") != "External" and target not in parts:
            root.remove(relation)
    return serialize_part_xml(root)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
