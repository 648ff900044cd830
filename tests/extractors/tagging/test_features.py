import itertools

from extractors.tagging.features import features, listed, window_at, windows
from tests.extractors.reading import mentions


def test_windows_are_sentences_within_lines_and_cover_the_text() -> None:
    tokens = mentions("Hội nghị tại TP. Huế kết thúc tốt đẹp. Ông An dự\nBà Bình").tokens
    found = [tokens.string(first, last) for first, last in windows(tokens)]
    assert found == ["Hội nghị tại TP. Huế kết thúc tốt đẹp.", "Ông An dự", "Bà Bình"]


def test_every_token_is_in_the_window_that_it_asks_for() -> None:
    tokens = mentions("Hội nghị tại TP. Huế kết thúc tốt đẹp. Ông An dự\nBà Bình").tokens
    found = list(windows(tokens))
    assert [window_at(tokens, i) for i in range(len(tokens))] == [w for w in found for _ in range(*w)]
    first, last = window_at(mentions("xã " * 1000).tokens, 700)
    assert first <= 700 < last and last - first < 200


def test_windows_of_a_text_without_sentences_are_bounded() -> None:
    tokens = mentions("xã " * 1000).tokens
    found = list(windows(tokens))
    assert found[0][0] == 0 and found[-1][1] == 1000
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))
    assert max(last - first for first, last in found) < 200


def test_word_lists_mark_where_their_phrases_begin_and_go_on() -> None:
    found = mentions("gặp Phó Chủ tịch Hà Giang")
    marks = listed(found.hits, 0, len(found.tokens))
    assert "O" in marks[1] and "o" in marks[2] and "o" in marks[3]
    assert "V" in marks[4] and "v" in marks[5]
    assert listed(found.hits, 2, 4) == [marks[2], marks[3]]


def test_a_token_is_described_by_its_words_shape_lists_and_columns() -> None:
    found = mentions("ông An phát biểu")
    rows = features(found.tokens, found.hits, 0, 4, ["O", "B-PERSON", "O", "O"])
    assert len(rows) == 4
    assert {"0an", "1ông", "2phát", "7^LCLL", "d0B-PERSON", "e0O B-PERSON", "f0B-PERSON O"} <= set(rows[1])
    assert {"1^", "3^"} <= set(rows[0])
    assert len(features(found.tokens, found.hits, 0, 4)[1]) < len(rows[1])


def test_features_do_not_look_beyond_their_window() -> None:
    found = mentions("ông An. bà Bình")
    assert features(found.tokens, found.hits, 3, 5)[0][1] == "1^"
