"""The one form of all texts."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import normalise

PRINTED_FORMAT_CHARACTERS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
# Letters with marks to be composed, everything that is white space somewhere, and what is invisible.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("aeoưđ Đ\u0300\u0301\u0303\u0309\u0323\u0302\u031b\u0306\u0345.,-–“”\"'"),
        st.sampled_from(
            " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2009\u2028\u2029\u202f\u205f\u3000"
        ),
        st.sampled_from("\u00ad\u200b\u200c\u200d\u200e\u202a\u2060\u2066\ufeff\ufe0f\u034f\x00\x07\x7f\x96"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        (" \t\r\n\u00a0\u200b\n", ""),
        ("Hà Nội        Số: 12", "Hà Nội Số: 12"),
        ("STT\tTên đơn vị\t\tĐiểm", "STT Tên đơn vị Điểm"),
        ("a\u00a0\u2009\u3000b", "a b"),
        ("a\r\nb\rc\nd\x0ce\u2028f\x85g", "a\nb\nc\nd\ne\nf\ng"),
        ("  a  \n\t b\t\n", "a\nb"),
        ("a\n\n\n\nb\n \n\u00a0\n\nc", "a\n\nb\n\nc"),
        ("\n\n a \n\n", "a"),
        ("thi\u00ad \u200bđua\ufeff\u2060", "thi đua"),
        ("a\u200e\u202b\u202c\u2069b", "ab"),
        ("a\x00\x08\x1b\x7f\x9db", "ab"),
        ("a\x1cb\x1fc", "a b c"),
        ("Tie\u0302\u0301n si\u0303", "Tiến sĩ"),
        ("o\u200b\u0302", "ô"),  # an invisible character must not keep letter and mark apart
        ("Đe\u0323\u0302u", "Đệu"),
        ("a \u200b b", "a b"),
        ("a\n\u200b\n\u200b\nb", "a\n\nb"),
        # Nothing else changes.
        ("hoà hòa thuý thúy", "hoà hòa thuý thúy"),
        ('“Cờ” – ‘nhất’ — "nhì"… ½ № ﬁ ①', '“Cờ” – ‘nhất’ — "nhì"… ½ № ﬁ ①'),
        ("CỤM  thi ĐUA", "CỤM thi ĐUA"),
    ],
)
def test_normalise(written: str, read: str) -> None:
    assert normalise(written) == read


@given(TEXTS)
def test_idempotent_and_nfc(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(TEXTS)
def test_white_space_is_folded(text: str) -> None:
    found = normalise(text)
    assert set(re.findall(r"\s", found)) <= {" ", "\n"}
    assert not re.search(r"  | \n|\n |\n\n\n|^\s|\s$", found)
    assert found.splitlines() == (found.split("\n") if found else [])


@given(TEXTS)
def test_what_is_seen_stays_in_its_order(text: str) -> None:
    def is_invisible(character: str) -> bool:
        if character.isspace():
            return False
        category = unicodedata.category(character)
        selector = character == "\u034f" or unicodedata.name(character, "").startswith(
            ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION SELECTOR", "MONGOLIAN VOWEL SEPARATOR")
        )
        return selector or (category in {"Cc", "Cf"} and ord(character) not in PRINTED_FORMAT_CHARACTERS)

    visible = unicodedata.normalize("NFC", "".join(c for c in text if not is_invisible(c)))
    assert "".join(normalise(text).split()) == "".join(visible.split())


def test_format_characters_are_removed_but_those_that_print() -> None:
    kept = {
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) == "Cf" and normalise(f"a{chr(code)}b") != "ab"
    }
    assert kept & set(range(0x13430)) == {
        code for code in PRINTED_FORMAT_CHARACTERS if unicodedata.category(chr(code)) == "Cf"
    }
