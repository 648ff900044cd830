import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from extractors.pipeline import pipeline
from extractors.tokenizing import VietnameseTokenizer, pieces_of

TOKENIZE = VietnameseTokenizer(Vocab())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội CCB tỉnh Phú Thọ", ["Hội", "CCB", "tỉnh", "Phú", "Thọ"]),
        ("Cụm trưởng: ông An).Cụm phó", ["Cụm", "trưởng", ":", "ông", "An", ")", ".", "Cụm", "phó"]),
        ("T.Ư, KH&KT, TĐ-KT", ["T.Ư", ",", "KH&KT", ",", "TĐ-KT"]),
        ("T.P Huế, TP. Huế, TX.Sơn Tây", ["T.P", "Huế", ",", "TP", ".", "Huế", ",", "TX", ".", "Sơn", "Tây"]),
        ("98,75 điểm; 1.284 hội viên", ["98,75", "điểm", ";", "1.284", "hội", "viên"]),
        ("ngày 13-6-2017, 24/7/2014, 6/9", ["ngày", "13-6-2017", ",", "24/7/2014", ",", "6/9"]),
        ("năm học 2015-2016", ["năm", "học", "2015-2016"]),
        ("số 34-CT/TW", ["số", "34", "-", "CT", "/", "TW"]),
        ("bà H'Yéo và anh Y’Nguyên", ["bà", "H'Yéo", "và", "anh", "Y’Nguyên"]),
        ("Cụm 7A; Cụm số07", ["Cụm", "7", "A", ";", "Cụm", "số", "07"]),
        ("Hà Nội–Hải Phòng", ["Hà", "Nội", "–", "Hải", "Phòng"]),
        ("“Giỏi việc nước”", ["“", "Giỏi", "việc", "nước", "”"]),
        ("PT-THCS nội trú", ["PT-THCS", "nội", "trú"]),
        ("năm 2019.Hội nghị", ["năm", "2019", ".", "Hội", "nghị"]),
        ("đạt 100%", ["đạt", "100", "%"]),
        ("", []),
    ],
)
def test_a_token_is_a_syllable_a_number_or_a_mark(text: str, expected: list[str]) -> None:
    assert [token.text for token in TOKENIZE(text)] == expected


def test_white_space_beyond_one_blank_is_a_token() -> None:
    assert [token.text for token in TOKENIZE("Cụm 4\n\n- Hội\t|  x")] == [
        "Cụm",
        "4",
        "\n\n",
        "-",
        "Hội",
        "\t",
        "|",
        "  ",
        "x",
    ]


@given(st.text())
@example(" ")
@example("  đầu dòng\n")
@example("a\u00a0b\u200bc\r\nd\x00")
@example("o\u0323\u0302 chữ tổ hợp rời")
@example("\U0001f38a chúc mừng")
def test_nothing_of_a_text_is_lost(text: str) -> None:
    doc = TOKENIZE(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.text(alphabet="CụmTĐKU.&-/,0123456789 \n()’'"))
def test_nothing_is_lost_where_marks_join_letters_and_digits(text: str) -> None:
    assert TOKENIZE(text).text == text


@given(st.lists(st.text(alphabet="aÂ1.-/,( \n\t\u00a0", max_size=12), max_size=4))
def test_what_texts_had_before_is_cut_the_same(texts: list[str]) -> None:
    for text in [*texts, " ".join(texts)]:
        fresh = VietnameseTokenizer(Vocab())
        assert pieces_of(TOKENIZE(text)) == pieces_of(fresh(text)) == fresh.cut(text)


def test_the_pipeline_reads_with_it() -> None:
    assert isinstance(pipeline().tokenizer, VietnameseTokenizer)
