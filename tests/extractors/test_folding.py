import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from extractors.folding import any_of, fold, opens_word, pattern


@given(st.text())
@example("İSTANBUL ß ẞ")
@example("HOÀ BÌNH – “UỶ BAN”")
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(text)


def test_tone_marks_dashes_and_quotes_are_one() -> None:
    assert fold("Hoà Bình – Uỷ ban “Thi đua”") == fold('HÒA BÌNH - ỦY BAN "thi đua"')


def test_patterns_match_whichever_way_the_tone_is_placed() -> None:
    assert pattern(r"quý\s[iv]+").search(fold("giao ban quý III"))
    assert pattern(any_of(["khoá", "khóa học"])).search(fold("Khoá học")).group() == fold("khóa học")  # type: ignore[union-attr]


def test_a_word_opens_after_anything_but_a_letter_or_digit() -> None:
    assert opens_word("a cụm", 2)
    assert opens_word("cụm", 0)
    assert not opens_word("xcụm", 1)
