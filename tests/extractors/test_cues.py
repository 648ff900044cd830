import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.cues import Cues, SaidWords
from tests.extractors.reading import tokens

TEXT = "Cụm có 7 thành viên. Các đơn vị\nđều có mặt đông đủ."
PHRASES = ["thành viên", "có mặt", "mặt đông", "vị"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 6, True),
        (0, 5, True),
        (0, 4, False),
        (6, 8, False),
        (7, 9, True),
        (9, 12, False),
        (10, 14, True),
        (3, 3, False),
    ],
)
def test_a_phrase_counts_only_where_all_of_it_stands(first: int, last: int, expected: bool) -> None:
    found = tokens(TEXT)
    assert Cues(SaidWords(found), PHRASES).within(first, last) is expected


WORDS = st.lists(st.sampled_from(["cụm", "có", "mặt", "thành", "viên", ",", "đủ"]), max_size=12)


@given(WORDS, st.lists(WORDS.filter(bool).map(" ".join), max_size=4), st.integers(0, 12), st.integers(0, 12))
def test_what_is_found_is_in_the_joined_words(words: list[str], phrases: list[str], first: int, last: int) -> None:
    found = tokens(" ".join(words))
    first, last = min(first, len(found)), min(last, len(found))
    said = " ".join(found.norm[first:last])
    assert Cues(SaidWords(found), phrases).within(first, last) is any(phrase in said for phrase in phrases)
