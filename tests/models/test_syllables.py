"""Vietnamese syllables, told from other strings by their spelling."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models
from models.lexicons import given_syllables
from models.syllables import is_syllable, vietnamese_share

SENTENCE = "Hội Cựu chiến binh các tỉnh phía Bắc tổ chức hội nghị tổng kết công tác thi đua, khen thưởng"


@pytest.mark.parametrize(
    "word",
    [
        "a", "ủy", "uỷ", "hoà", "hòa", "quý", "quí", "quốc", "quyết", "khuỷu", "khuya", "nghiêng", "ngoằng", "giếng",
        "gì", "gìn", "già", "yêu", "yểng", "xoong", "huỳnh", "rượu", "Đường", "NGUYỄN", "thuở", "kẻ", "ghế", "cốc",
    ],
)  # fmt: skip
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word",
    [
        "", "UBND", "HTX", "f", "jazz", "windows", "they", "màt", "cìch", "ke1", "ngi", "kà", "gê", "cê", "nghà", "q",
        "chủtịch", "Céng§", "hoµ", "naêm", "Vieät", "nghÜa", "Krông", "đã đã",
    ],
)  # fmt: skip
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_names_are_made_of_syllables() -> None:
    assert [word for word in given_syllables() if not is_syllable(word)] == []


def test_share_tells_text_from_garbage() -> None:
    assert vietnamese_share(SENTENCE) == 1.0
    assert vietnamese_share("") == 0.0
    assert vietnamese_share("12/2023 --- 15%") == 0.0
    as_latin = SENTENCE.encode().decode("latin-1")
    assert vietnamese_share(as_latin) < 0.6


@given(st.text())
def test_any_text_has_a_share(text: str) -> None:
    assert 0.0 <= vietnamese_share(text) <= 1.0
    is_syllable(text)


def test_tables_are_sorted() -> None:
    tables = json.loads((Path(models.__file__).parent / "data" / "syllables.json").read_text(encoding="utf-8"))
    for rows in tables.values():
        assert rows == sorted(set(rows))
