"""What first bytes tell, whatever the suffix promised."""

import io
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sniffing import (
    DOC,
    DOCX,
    EMAIL,
    ENCRYPTED_OFFICE,
    HTML,
    MHTML,
    OLE,
    TEXT,
    WORDS,
    ZIP,
    media_type_of_content,
)

PDF = "application/pdf"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str, before: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return before + file.getvalue()


def ole(*streams: str) -> bytes:
    return OLE_MAGIC + b"\0" * 600 + b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)


@pytest.mark.parametrize("promised", [TEXT, HTML, PDF, DOC, DOCX])
@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", PDF),
        (b"\r\n%PDF-1.4", PDF),
        (b"{\\rtf1\\ansi", "application/rtf"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\0\x08", "image/tiff"),
        (b"MM\0*\0", "image/tiff"),
        (b"GIF89a\x01", "image/gif"),
        (b"\x1f\x8b\x08\0", "application/gzip"),
        (b"Rar!\x1a\x07\0", "application/vnd.rar"),
        (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "application/x-executable"),
        (b"MZ\x90\0\x03", "application/x-executable"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (ole("Root Entry", "WordDocument", "1Table"), DOC),
        (ole("Root Entry", "Workbook"), OLE),
        (ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), ENCRYPTED_OFFICE),
        (zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), DOCX),
        (zipped("word/document2.xml", "[Content_Types].xml"), DOCX),
        (
            zipped("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (zipped("mimetype", "content.xml"), "application/vnd.oasis.opendocument"),
        (zipped("báo cáo.txt"), ZIP),
        (zipped("a.docx", "word/a.txt"), ZIP),
        (b"<!DOCTYPE html>\n<html>", HTML),
        (b'\xef\xbb\xbf  <?xml version="1.0"?>\n<!-- saved <b> --><!-- 2 -->\n<HTML lang="vi">', HTML),
        ("\ufeff<html>".encode("utf-16-le"), HTML),
        (b"<html xmlns:o='urn:schemas-microsoft-com:office:office'>", HTML),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n--x", MHTML),
    ],
)
def test_signs_are_stronger_than_suffixes(content: bytes, promised: str, media_type: str) -> None:
    assert media_type_of_content(content, promised) == media_type
    assert media_type in WORDS


@pytest.mark.parametrize(
    ("content", "promised", "media_type"),
    [
        ("Cụm thi đua số 4".encode(), PDF, TEXT),
        ("Cụm thi đua số 4".encode(), DOC, TEXT),
        ("Cụm thi đua số 4".encode(), HTML, HTML),
        ("MZ là tên một cụm".encode(), TEXT, TEXT),
        (b"<p>Tin</p>", TEXT, TEXT),
        (b"htmlx <html>", TEXT, TEXT),
        (b"<htmlx>", TEXT, TEXT),
        (b"", PDF, TEXT),
        (b"junk\n%PDF-1.4\n", PDF, PDF),
        (b"\xdb\xa5\0\0", DOC, DOC),
        (OLE_MAGIC + b"\0" * 2000, DOC, DOC),
        (OLE_MAGIC + b"\0" * 2000, TEXT, OLE),
        (b"PK\x03\x04\x14\x00\x06\x00", DOCX, DOCX),
        (b"PK\x03\x04\x14\x00\x06\x00", TEXT, ZIP),
        (b"From: a@b\nTo: c@d\nSubject: Tin\n\nText", PDF, EMAIL),
        (b"From: a@b\nTo: c@d\nSubject: Tin\n\nText", TEXT, TEXT),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", EMAIL, EMAIL),
    ],
)
def test_the_suffix_decides_where_bytes_do_not(content: bytes, promised: str, media_type: str) -> None:
    assert media_type_of_content(content, promised) == media_type


def test_names_are_read_from_the_central_directory() -> None:
    docx = zipped("[Content_Types].xml", "word/document.xml")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:  # Stored as they are, members show their own names.
        archive.writestr("a.docx", docx)
    assert media_type_of_content(file.getvalue(), TEXT) == ZIP
    assert media_type_of_content(file.getvalue() + b"comment", TEXT) == ZIP


@pytest.mark.parametrize("opening", [b"<!--", b"<?", b"a:\n" * 50, b"a:\n \n" * 50, b"<!-- -->" * 50])
def test_long_openings_are_looked_at_once(opening: bytes) -> None:
    assert media_type_of_content(opening * 100_000, TEXT) == TEXT


@given(
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE_MAGIC, b"<!--", b"\xff\xfe", b"Subject:"]),
    st.lists(st.one_of(st.binary(), st.just(b"PK\x05\x06"), st.just(b"PK\x01\x02"))),
    st.sampled_from([TEXT, HTML, PDF, DOC, DOCX, ZIP]),
)
def test_any_bytes_have_a_type(magic: bytes, rest: Sequence[bytes], promised: str) -> None:
    assert media_type_of_content(magic + b"".join(rest), promised) in WORDS
