"""Encodings of Unicode, and what is no text."""

import codecs
import struct
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import ReadError, normalise
from corpus.legacy import ENCODINGS, Encoding
from corpus.readers.plain_text import decode, read
from tests.rendering.legacy import render, render_as_text

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
    assert decode(content) == (TEXT, ())


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
        (b"Malm\xf6 \xe4r en stad p\xe5 Sk\xe5nes v\xe4stkust", "encoding", "nor Vietnamese in TCVN3"),
        ("Hà Nộ".encode()[:-1], "encoding", "byte 5 is 0xe1"),
        (b"d\xe9j\xe0", "encoding", "byte 1 is 0xe9"),
    ],
)
def test_what_is_not_read(content: bytes, code: str, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(content)
    assert error.value.code == code
    assert reason in error.value.reason


def test_a_few_control_characters_do_no_harm() -> None:
    text = "Trang 1\f\x1b Trang 2\x1a" + "." * 80 + "\x02"
    assert decode(text.encode()).text == text


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


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_legacy_encodings(encoding: Encoding) -> None:
    text = "Hội nghị tổng kết cụm thi đua số 4\nÔng Nguyễn Văn Hòa, Chủ tịch Hội"
    for content in (render(text, encoding), render_as_text(text, encoding).encode()):
        result = read(content)
        assert result.text == text
        assert result.metadata == {"encoding": encoding}
        assert [part.kind for part in result.segments] == ["heading", "paragraph"]


def test_capitals_that_tcvn3_lacks() -> None:
    text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert read(render(text, "tcvn3")).text == text


def test_a_letter_of_tcvn3_that_is_a_soft_hyphen_in_unicode() -> None:
    assert read(render_as_text("Các đơn vị được thưởng", "tcvn3").encode()).text == "Các đơn vị được thưởng"


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), min_size=1))
def test_text_survives_every_encoding(text: str) -> None:
    as_utf8 = decode(codecs.BOM_UTF8 + text.encode())
    assert as_utf8 == decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"))
    assert as_utf8 == decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"))
    assert as_utf8.encodings or as_utf8.text == unicodedata.normalize("NFC", text)
