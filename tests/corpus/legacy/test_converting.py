"""Conversion of text, with sources, and of fonts' names."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legacy import (
    ENCODINGS,
    LACKS_CAPITALS,
    Encoding,
    convert,
    convert_mapped,
    decode,
    encoding_of_font,
    is_capital_font,
    restore_capitals,
)
from tests.rendering.legacy import render, render_as_text

SAMPLES = sorted((Path(__file__).parents[3] / "corpus" / "samples").glob("*.txt"))
WORDS = sorted({word for path in SAMPLES for word in unicodedata.normalize("NFC", path.read_text("utf-8")).split()})
PLAIN = [word for word in WORDS if all(letter.isalpha() or letter.isascii() for letter in word)]
encodings = st.sampled_from(ENCODINGS)
texts = st.lists(st.sampled_from(PLAIN), max_size=20).map(" ".join)


@given(texts, encodings)
def test_texts_survive(text: str, encoding: Encoding) -> None:
    found = decode(render(text, encoding), encoding)
    assert found == text if encoding not in LACKS_CAPITALS else found.lower() == text.lower()


@given(texts, encodings)
def test_texts_survive_as_windows_1252(text: str, encoding: Encoding) -> None:
    found, sources = convert_mapped(render_as_text(text, encoding), encoding)
    assert found.lower() == text.lower()
    assert len(found) == len(sources) and list(sources) == sorted(set(sources))


@given(st.text(), encodings, st.booleans())
def test_any_text_converts_with_sources_in_order(text: str, encoding: Encoding, capitals: bool) -> None:
    found, sources = convert_mapped(text, encoding, capitals=capitals)
    assert len(found) == len(sources)
    assert list(sources) == sorted(set(sources))
    assert not text or sources[0] == 0
    assert all(0 <= source < len(text) for source in sources)
    assert found == convert(text, encoding, capitals=capitals)


def test_sources_of_letters_of_two_characters() -> None:
    assert convert_mapped("Hoäi nghò", "vni") == ("Hội nghị", (0, 1, 3, 4, 5, 6, 7, 8))
    assert convert_mapped("Hô\u00f2i", "windows-1258") == ("Hội", (0, 1, 3))


def test_what_documents_make_of_bytes() -> None:
    assert convert("®\u00adîc", "tcvn3") == "được"  # a soft hyphen is a letter here
    assert convert("\u03bc", "tcvn3") == "à"  # Greek mu for the micro sign
    assert convert("\uf0a7\uf0e9c", "tcvn3") == "Độc"  # a symbol font
    assert convert("‘C\u00b5’ – \x93x\x94", "tcvn3") == "‘Cà’ – “x”"
    assert convert("Vi\u0152t", "vps") == "Việt"  # 0x8C as Windows-1252 shows it
    assert convert("đã rồi ờ ế", "tcvn3") == "đ\u00e3 rồi ờ ế".replace(
        "\u00e3", "ó"
    )  # ã is the byte of ó, ồ is no byte


def test_capital_fonts() -> None:
    assert convert("b¸o c¸o tæng kÕt", "tcvn3", capitals=True) == "BÁO CÁO TỔNG KẾT"
    assert convert("ß", "vni", capitals=True) == "ß"  # not SS: each character keeps its place


@pytest.mark.parametrize(
    ("name", "encoding", "capital"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VNTIMEH", "tcvn3", True),
        (".VnArial NarrowH", "tcvn3", True),
        (".VnArial Narrow", "tcvn3", False),
        ("ABCDEF+.VnTimeH,Bold", "tcvn3", True),
        ("ABCDEF+VnTime-BoldItalic", "tcvn3", False),
        (".VnTimeH Bold", "tcvn3", True),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ("VNI Times", "vni", False),
        ("VPS Long An", "vps", False),
        ("VPSTimes", "vps", False),
        ("VI Times", "viscii", False),
        ("Times New Roman", None, False),
        ("VNtimes new roman", None, False),  # Vietware
        ("Vnative", None, False),
        ("Batang", None, False),
        ("Bold", None, False),
        ("", None, False),
    ],
)
def test_fonts(name: str, encoding: Encoding | None, capital: bool) -> None:
    assert encoding_of_font(name) == encoding
    assert is_capital_font(name) == capital


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CộNG HòA Xã HộI CHủ NGHĩA VIệT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Độc lập - Tự do - Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("TỉNH ủY Hà NộI", "TỈNH ỦY HÀ NỘI"),
        ("Bộ GD&ĐT", "Bộ GD&ĐT"),
        ("Bộ CHQS tỉnh", "Bộ CHQS tỉnh"),
        ("CHủ TịCH Hồ CHí MINH", "CHỦ TỊCH HỒ CHÍ MINH"),
        ("Chủ tịch Hồ Chí Minh", "Chủ tịch Hồ Chí Minh"),
        ("QUYếT ĐịNH: Tỉnh ủy", "QUYẾT ĐỊNH: Tỉnh ủy"),
        ("UBND TỉNH Hà TĩNH | Hà Tĩnh", "UBND TỈNH HÀ TĨNH | Hà Tĩnh"),
        ("ủy ban nhân dân tỉnh. ảnh: Tỉnh ủy", "Ủy ban nhân dân tỉnh. Ảnh: Tỉnh ủy"),
        ("1. ở các cụm\n- ý kiến", "1. Ở các cụm\n- Ý kiến"),
        (
            "Tham dự hội nghị có đồng chí Phó Chủ tịch Thường trực và\nủy viên các ban",
            "Tham dự hội nghị có đồng chí Phó Chủ tịch Thường trực và\nủy viên các ban",
        ),
        ("", ""),
    ],
)
def test_capitals_are_restored_from_their_neighbours(written: str, meant: str) -> None:
    assert restore_capitals(written) == meant


@given(st.text())
def test_restoring_changes_nothing_but_case(text: str) -> None:
    restored = restore_capitals(text)
    assert len(restored) == len(text)
    assert all(new == old or new == old.upper() for new, old in zip(restored, text, strict=True))
