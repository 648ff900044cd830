import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from extractors.folding import any_of, fold, opens_word, pattern, whole_words


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


_PHRASES = st.lists(
    st.text(alphabet="ab +.", min_size=1, max_size=4).map(str.strip).filter(bool), min_size=1, max_size=6
)


@given(_PHRASES, st.text(alphabet="ab +.\n", max_size=30))
def test_an_alternation_finds_the_longest_phrase_at_every_character(phrases: list[str], text: str) -> None:
    found = [(match.start(), match.group()) for match in re.finditer(any_of(phrases), text)]
    reached, expected = 0, []
    for at in range(len(text)):
        here = [phrase for phrase in phrases if text[at:].replace("\n", " ").startswith(phrase)]
        if here and at >= reached:
            reached = at + max(map(len, here))
            expected.append((at, text[at:reached]))
    assert found == expected


@given(_PHRASES, st.text(alphabet="ab +.\n", max_size=30))
def test_whole_words_have_no_letter_beside_them(phrases: list[str], text: str) -> None:
    assert [match.span() for match in re.finditer(whole_words(phrases), text)] == [
        match.span() for match in re.finditer(rf"(?<!\w){any_of(phrases)}(?!\w)", text)
    ]
