"""Words of running text as they are searched for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.words import LONGEST_WORD, bare_word, located_words, marked_word, split_words


def test_words_stand_where_they_are_said_to() -> None:
    text = "Số 34-CT/TW: “thi_đua”, e\u0301 xong. " + "x" * (LONGEST_WORD + 1)
    located = list(located_words(text))
    assert all(text[start : start + len(word)] == word for start, word in located)
    assert [word for _, word in located] == ["Số", "34", "CT", "TW", "thi", "đua", "e\u0301", "xong"]


@given(st.lists(st.sampled_from(["Số", "e\u0301", "\u0301", "_", " ", "-", "x" * LONGEST_WORD, "đ", "7"]), max_size=12))
def test_words_of_a_whole_text_are_those_found_one_by_one(parts: list[str]) -> None:
    text = "".join(parts)
    words, starts = split_words(text)
    assert list(zip(starts, words, strict=True)) == list(located_words(text))


@pytest.mark.parametrize(
    ("word", "marked", "bare"),
    [
        ("ĐUA", "đua", "dua"),
        ("Hoà", "hòa", "hoa"),
        ("hòa", "hòa", "hoa"),
        ("Quý", "quý", "quy"),
        ("Nguyễn", "nguyễn", "nguyen"),
        ("TRƯỞNG", "trưởng", "truong"),
        ("Ðắk", "ðắk", "dak"),
        ("2024", "2024", "2024"),
    ],
)
def test_folding(word: str, marked: str, bare: str) -> None:
    assert (marked_word(word), bare_word(word)) == (marked, bare)
