"""Where words stand, and the rows that tell it."""

from models.words import LONGEST_WORD
from warehouse.indexing import terms_of, terms_table


def test_words_that_differ_in_case_or_in_the_place_of_a_tone_mark_are_one() -> None:
    table = terms_table(["d1"], [terms_of("HOÀ hòa Hoà")])
    assert table.to_pylist() == [{"document_id": "d1", "term": "hòa", "bare": "hoa", "offsets": [0, 4, 8]}]


def test_words_are_counted_with_their_repeats_and_without_what_is_too_long() -> None:
    terms = terms_of(f"cụm {'x' * (LONGEST_WORD + 1)} và cụm")
    assert terms.words == 3
    offsets = {row["term"]: row["offsets"] for row in terms_table(["d"], [terms]).to_pylist()}
    assert offsets == {"cụm": [0, LONGEST_WORD + 9], "và": [LONGEST_WORD + 6]}


def test_each_document_has_its_rows() -> None:
    table = terms_table(["d1", "d2", "d3"], [terms_of("Cụm và cụm"), terms_of("…"), terms_of("Đắk")])
    assert table.to_pylist() == [
        {"document_id": "d1", "term": "cụm", "bare": "cum", "offsets": [0, 7]},
        {"document_id": "d1", "term": "và", "bare": "va", "offsets": [4]},
        {"document_id": "d3", "term": "đắk", "bare": "dak", "offsets": [0]},
    ]
    assert terms_table([], []).num_rows == 0
