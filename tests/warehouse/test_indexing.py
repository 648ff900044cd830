"""Where words stand, and the rows that tell it."""

from models.words import LONGEST_WORD
from warehouse.indexing import count_words, terms_of, terms_table


def test_words_that_differ_in_case_or_in_the_place_of_a_tone_mark_are_one() -> None:
    assert terms_of("HOÀ hòa Hoà") == {"hòa": [0, 4, 8]}


def test_words_are_counted_with_their_repeats() -> None:
    terms = terms_of(f"cụm và cụm {'x' * (LONGEST_WORD + 1)}")
    assert count_words(terms) == 3


def test_each_document_has_its_rows() -> None:
    table = terms_table(["d1", "d2", "d3"], [terms_of("Cụm và cụm"), {}, terms_of("Đắk")])
    assert table.to_pylist() == [
        {"document_id": "d1", "term": "cụm", "bare": "cum", "offsets": [0, 7]},
        {"document_id": "d1", "term": "và", "bare": "va", "offsets": [4]},
        {"document_id": "d3", "term": "đắk", "bare": "dak", "offsets": [0]},
    ]
    assert terms_table([], []).num_rows == 0
