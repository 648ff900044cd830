"""Encodings of Unicode, and what is no text."""

import codecs
import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import ReadError, normalise
from corpus.readers.plain_text import decode, read

TEXT = "Cụm thi đua số 4 – “Đoàn kết”\r\nHội CCB tỉnh Phú Thọ"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
    ],
)
def test_encodings(content: bytes) -> None:
    assert decode(content) == TEXT


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        (b"\x7fELF\x02\x01\x01\x00\x00", "binary", "NUL"),
        (bytes(range(256)), "binary", "NUL"),
        (struct.pack("<500h", *range(-250, 250)), "binary", "NUL"),
        (b"\0" * 100, "binary", "NUL"),
        (TEXT.encode() + b"\0" * 9, "binary", "NUL"),
        (bytes(range(1, 32)) * 10, "binary", "control"),
        (codecs.BOM_UTF16_LE + b"\x01\x00" * 50, "binary", "control"),
        (codecs.BOM_UTF16_LE + "Hà".encode("utf-16-le") + b"\x41", "encoding", "UTF-16-LE"),
        (codecs.BOM_UTF16_BE + b"\xd8\x00\x00\x41", "encoding", "UTF-16-BE"),
        (codecs.BOM_UTF8 + b"H\xe0 N\xe9i", "encoding", "UTF-8"),
        (b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam", "encoding", "legacy Vietnamese encodings"),
        ("Hà Nộ".encode()[:-1], "encoding", "byte 5 is 0xe1"),
        (b"H\xe0 N\xf4i", "encoding", "byte 1 is 0xe0"),
    ],
)
def test_what_is_not_read(content: bytes, code: str, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(content)
    assert error.value.code == code
    assert reason in error.value.reason


def test_a_few_control_characters_do_no_harm() -> None:
    assert (
        decode(b"Trang 1\x0c\x1b Trang 2\x1a" + b"." * 80 + b"\x02") == "Trang 1\f\x1b Trang 2\x1a" + "." * 80 + "\x02"
    )


def test_the_result_is_normalised_and_segmented() -> None:
    result = read(codecs.BOM_UTF8 + "Tie\u0302u đề  lớn\r\n\r\n- một\u200b\t hai\r\n".encode())
    assert result.text == "Tiêu đề lớn\n\n- một hai"
    assert [(part.start, part.end, part.kind) for part in result.segments] == [
        (0, 11, "heading"),
        (13, 22, "list_item"),
    ]
    assert result.metadata == {}


@given(st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda text: text.encode("utf-16"))))
@example(b"\xff\xfe")
@example(b"\0")
def test_any_bytes_give_a_text_or_a_read_error(content: bytes) -> None:
    try:
        result = read(content)
    except ReadError as error:
        assert error.code in {"binary", "encoding"}
    else:
        assert normalise(result.text) == result.text
        assert all(result.text[part.start : part.end].strip() for part in result.segments)
        result.text.encode()


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), min_size=1))
def test_text_survives_every_encoding(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text
