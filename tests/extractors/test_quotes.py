from hypothesis import given
from hypothesis import strategies as st

from extractors.annotations import Span
from extractors.quotes import quote_around, window


def test_a_sentence_is_quoted_whole() -> None:
    text = "Hôm nay. Cụm họp sơ kết. Hết."
    assert quote_around(text, Span(9, 24), 13).quote == "Cụm họp sơ kết."


def test_of_a_very_long_sentence_whole_words_are_quoted() -> None:
    text = "mở đầu " * 200 + "TỔNG KẾT " + "phần cuối " * 200
    quoted = quote_around(text, Span(0, len(text)), text.index("TỔNG")).quote
    assert "TỔNG KẾT" in quoted
    assert len(quoted) < 620
    assert set(quoted.split()) == {"mở", "đầu", "TỔNG", "KẾT", "phần", "cuối"}


@given(st.text("ab ", min_size=3, max_size=3000).filter(lambda text: len(text.strip()) > 2), st.data())
def test_a_quote_is_part_of_the_text(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1).filter(lambda i: text[i] != " "))
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end - start < 2 or (text[at : at + 2].strip() == "" and len(text) > 600):
        return
    part = window(Span(start, end), at)
    assert part.start <= at < part.end
