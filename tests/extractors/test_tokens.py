import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.tokenizing import shape
from tests.extractors.reading import tokens


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Hội", "C"),
        ("H'Yéo", "C"),
        ("Đ", "C"),
        ("CCB", "U"),
        ("T.Ư", "U"),
        ("KH&KT", "U"),
        ("ĐBSCL", "U"),
        ("tỉnh", "L"),
        ("thi", "L"),
        ("iPhone", "L"),
        ("05", "N"),
        ("24/7/2014", "N"),
        ("98,75", "N"),
        ("(", "P"),
        ("–", "P"),
        ("“", "P"),
        ("\n", "B"),
        ("\n\n\n", "B"),
    ],
)
def test_the_shape_of_a_word(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_words_and_marks_in_parallel_lists() -> None:
    text = "Uỷ  ban\u00a0MTTQ,\n năm 2019"
    found = tokens(text)
    assert found.words == ["Uỷ", "ban", "MTTQ", ",", "\n", "năm", "2019"]
    assert "".join(found.shape) == "CLUPBLN"
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == found.words
    assert len(found) == 7


@pytest.mark.parametrize(
    ("word", "same"),
    [("Uỷ", "ủy"), ("HOÀ", "hòa"), ("Thuỷ", "thủy"), ("khoẻ", "khỏe"), ("CỤM", "cụm"), ("Đ", "đ")],
)
def test_case_and_the_place_of_the_tone_mark_are_folded(word: str, same: str) -> None:
    assert tokens(word).norm == tokens(same).norm == [same]


def test_a_string_of_tokens_has_its_white_space_folded() -> None:
    found = tokens("Hội \n CCB\u00a0\u00a0tỉnh\tHà Giang,")
    assert found.string(0, len(found)) == "Hội CCB tỉnh Hà Giang,"


def test_looking_beyond_the_ends_gives_a_line_break() -> None:
    found = tokens("Cụm 4")
    assert (found.norm_at(-1), found.norm_at(2), found.shape_at(-1), found.shape_at(2)) == ("", "", "B", "B")
    assert not found.is_capital(2)


@given(st.text(alphabet="abAB ,\n"), st.sets(st.sampled_from(["a", "b", "ab", ",", "x"])))
def test_where_words_stand(text: str, words: set[str]) -> None:
    found = tokens(text)
    assert found.where(words) == [i for i, word in enumerate(found.norm) if word in words]


@given(st.text(alphabet="aB1 ,\n\t"))
def test_where_shapes_stand(text: str) -> None:
    found = tokens(text)
    assert found.shaped("N") == [i for i, shape in enumerate(found.shape) if shape == "N"]
    assert found.shaped("B") == [i for i, shape in enumerate(found.shape) if shape == "B"]


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    found = tokens(text)
    assert len(found.words) == len(found.norm) == len(found.shape) == len(found.starts) == len(found.ends)
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == found.words
    assert found.starts == sorted(found.starts)
    assert "".join(found.words).replace("\n", "") == "".join(text.split())
