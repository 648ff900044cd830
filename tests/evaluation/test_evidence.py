import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.evidence import fault, in_context, locate, overlap, printable
from models import Evidence
from models.names import fold_quote

TEXT = "Sáng 24/11, Cụm thi đua số 7 họp tại\u00a0Hoà Bình.\nHội nghị “bầu” đơn vị Cụm trưởng năm 2024…"


def quoted(quote: str, start: int = 0) -> Evidence:
    return Evidence(start=start, end=start + len(quote), quote=quote)


@pytest.mark.parametrize(
    "quote",
    [
        "Cụm thi đua số 7",
        "CỤM THI ĐUA",
        "họp tại Hòa Bình. Hội nghị",
        '"bầu" đơn vị',
        "năm 2024...",
        "Cụm t",
        " họp tại ",
    ],
)
def test_sound_quotes(quote: str) -> None:
    assert fault([quoted(quote)], fold_quote(TEXT)) is None


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ("Cụm ", "fewer than 5"),
        ("7 họ", "fewer than 5"),
        ("      ", "fewer than 5"),
        ("\u200b\u200b\u200b\u200b\u200b", "not in the text"),
        ("Cụm thi đua số 8", "not in the text"),
        ("Cụm thi đua, số 7", "not in the text"),
    ],
)
def test_faulty_quotes(quote: str, problem: str) -> None:
    found = fault([quoted("Cụm thi đua số 7"), quoted(quote)], fold_quote(TEXT))
    assert found is not None
    assert problem in found


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Sáng nay, Cụm thi đua họp", "Cụm thi đua số 7", True),
        ("Cụm thi, đua", "“CỤM THI ĐUA” số 7", True),
        ("Cụm thi", "tại Cụm thi hào", True),
        ("Hoà Bình", "ở Hòa Bình", True),
        ("Cụm thi đậu", "Cụm thi đua", False),
        ("Hà Giang dẫn đầu", "dẫn đầu Hà Giang", False),
    ],
)
def test_overlap(a: str, b: str, same: bool) -> None:
    assert overlap([quoted("Yên Bái"), quoted(a)], [quoted(b)]) is same
    assert overlap([quoted(b)], [quoted("Yên Bái"), quoted(a)]) is same


def test_a_quote_is_located_over_other_white_space() -> None:
    span = locate("tại Hoà Bình. Hội nghị", TEXT)
    assert span is not None
    assert TEXT[slice(*span)] == "tại\u00a0Hoà Bình.\nHội nghị"
    assert locate("tại Hòa Bình", TEXT) is None
    assert locate(" \n", "abc") is None


@given(st.text(), st.text(), st.text(min_size=1))
def test_every_part_of_a_text_is_located(before: str, after: str, quote: str) -> None:
    text = before + quote + after
    span = locate(quote, text)
    assert span is not None
    assert text[slice(*span)] == quote


def test_context_marks_the_quote() -> None:
    start = TEXT.index("số 7")
    assert in_context(quoted("số 7", start), TEXT).startswith(
        "Sáng 24/11, Cụm thi đua »số 7« họp tại Hoà Bình. Hội nghị"
    )
    assert in_context(quoted("bầu", 0), TEXT).count("»bầu«") == 1
    assert in_context(quoted("Cụm 8"), TEXT) == "»Cụm 8«"


def test_what_is_cut_off_is_shown_by_an_ellipsis() -> None:
    text = "a" * 100 + "số 7" + "b" * 100
    assert in_context(quoted("số 7", 100), text) == "…" + "a" * 60 + "»số 7«" + "b" * 60 + "…"


@given(st.text())
def test_printed_text_steers_no_terminal(text: str) -> None:
    assert not set(printable(text + "\x1b[31m\u202e\r\n")) & {"\x1b", "\n", "\r", "\u202e", "\x9b"}
