"""The code tables against what glibc and Python know, and against the alphabet."""

import shutil
import subprocess
import unicodedata

import pytest

from corpus.legacy import ENCODINGS, Encoding, decode
from corpus.legacy.tables import letters, units
from tests.rendering.legacy import render

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [
    letter
    for vowel in "aăâeêioôơuưy"
    for tone in TONES
    if not (letter := unicodedata.normalize("NFC", vowel + tone)).isascii()
] + ["đ"]
ALPHABET = [*SMALL, *(letter.upper() for letter in SMALL)]
ONE_BYTE: tuple[Encoding, ...] = ("tcvn3", "vps", "viscii")


def test_the_alphabet_has_134_letters() -> None:
    assert len({*ALPHABET}) == len(ALPHABET) == 134


@pytest.mark.parametrize("encoding", ["vni", "vps", "viscii"])
def test_a_table_has_each_letter_once_and_no_code_twice(encoding: Encoding) -> None:
    assert {*letters(encoding)} == {*ALPHABET}
    assert len({*letters(encoding).values()}) == 134


def test_tcvn3_has_the_small_letters_and_the_toneless_capitals() -> None:
    assert {*letters("tcvn3")} == {*SMALL, *"ĂÂĐÊÔƠƯ"}
    assert len({*letters("tcvn3").values()}) == 74


@pytest.mark.parametrize("encoding", ONE_BYTE)
def test_codes_of_one_byte_are_no_ascii_that_prints(encoding: Encoding) -> None:
    assert all(len(code) == 1 and not 0x20 <= code[0] < 0x7F for code in letters(encoding).values())
    assert not {b"\t", b"\n", b"\r", b"\0", b"\x1a"} & {*letters(encoding).values()}


def test_vni_is_a_vowel_and_its_mark_or_a_letter_of_its_own() -> None:
    singles = {letter for letter, code in letters("vni").items() if len(code) == 1}
    assert singles == {*"đơưíìĩỉịỵ", *"ĐƠƯÍÌĨỈỊỴ"}
    for letter, code in letters("vni").items():
        if len(code) == 2:
            base = unicodedata.normalize("NFD", letter)[0]
            first = {"ơ": "ô", "ư": "ö", "Ơ": "Ô", "Ư": "Ö"}.get(unicodedata.normalize("NFC", _toneless(letter)), base)
            assert code.decode("latin-1")[0] == first
    # The capital's bytes are those of the small letter, as capitals of Latin-1.
    for small in SMALL:
        assert letters("vni")[small.upper()] == letters("vni")[small].decode("latin-1").upper().encode("latin-1")


def _toneless(letter: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in TONES[1:])


def test_vni_marks_are_taken_in_either_case() -> None:
    assert decode("Hoäi Nghò, HOäI NGHò, Aù".encode("latin-1"), "vni") == "Hội Nghị, HOäI NGHị, Á".replace(
        "HOäI", "HỘI"
    )
    assert units("vni")["Aù"] == units("vni")["AÙ"] == "Á"


@pytest.mark.parametrize(("encoding", "name"), [("tcvn3", "TCVN"), ("viscii", "VISCII")])
def test_glibc_agrees(encoding: Encoding, name: str) -> None:
    iconv = shutil.which("iconv")
    if iconv is None or name not in subprocess.run([iconv, "-l"], capture_output=True, text=True, check=True).stdout:
        pytest.skip(f"no iconv that knows {name}: apt-get install libc-bin")
    for letter, code in letters(encoding).items():
        # A blank behind it, since iconv keeps a vowel back in case a mark follows.
        read = subprocess.run([iconv, "-f", name, "-t", "UTF-8"], input=code + b" ", capture_output=True, check=True)
        assert read.stdout.decode() == letter + " "


def test_glibc_has_toned_capitals_of_tcvn_elsewhere() -> None:
    # TCVN 5712-1 and -2 give codes to toned capitals that TCVN3 leaves free, and none that it uses.
    assert not {bytes([code]) for code in range(0x80, 0xA1)} & {*letters("tcvn3").values()}


@pytest.mark.parametrize("letter", ALPHABET)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_letter_survives(encoding: Encoding, letter: str) -> None:
    expected = letter if letter in letters(encoding) or encoding == "windows-1258" else letter.lower()
    assert decode(b"x " + render(letter, encoding) + b"n", encoding) == f"x {expected}n"


def test_samples_known_by_heart() -> None:
    # As they are seen in countless documents of the time.
    assert (
        decode("Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1"), "tcvn3") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )
    assert decode("§éc lËp - Tù do - H¹nh phóc".encode("latin-1"), "tcvn3") == "Độc lập - Tự do - Hạnh phúc"
    assert (
        decode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam".encode("latin-1"), "vni")
        == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )
    assert decode("Ñoäc laäp - Töï do - Haïnh phuùc".encode("latin-1"), "vni") == "Độc lập - Tự do - Hạnh phúc"
    assert (
        decode("Cµng hòa xã hµi chü nghîa Vi®t Nam".encode("latin-1"), "viscii") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )
    assert (
        decode(b"C\xb6ng h\xf2a x\xe3 h\xb6i ch\xfb ngh\xefa Vi\x8ct Nam", "vps")
        == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )
    assert decode(b"C\xf4\xf2ng ho\xcca xa\xde h\xf4\xf2i", "windows-1258") == "Cộng hòa xã hội"
