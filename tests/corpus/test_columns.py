"""Columns of text files, kept apart by tabs or blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.columns import column_starts
from corpus.normalising import normalise
from corpus.segmenting import segment


def cells(raw: str) -> list[list[str]]:
    """The segments of each line of ``raw``."""
    text = normalise(raw)
    lines: dict[int, list[str]] = {}
    for part in segment(text, column_starts(raw, text)):
        lines.setdefault(text.count("\n", 0, part.start), []).append(text[part.start : part.end])
    return list(lines.values())


@pytest.mark.parametrize(
    "raw",
    [
        "TT\tĐơn vị\tCụm\n1\tSở Y tế\tCụm số 1\n",
        "TT   Đơn vị     Cụm\n1    Sở Y tế    Cụm số 1",
        "  TT  Đơn vị\u00a0\u00a0Cụm\r\n  1  Sở  Y tế \t Cụm số 1 ".replace("Sở  Y", "Sở Y"),
    ],
)
def test_tabs_and_blanks_keep_cells_apart(raw: str) -> None:
    assert cells(raw) == [["TT", "Đơn vị", "Cụm"], ["1", "Sở Y tế", "Cụm số 1"]]


@pytest.mark.parametrize(
    "raw",
    [
        "Hội nghị kết thúc tốt đẹp.  Các đại biểu ra về.\nTrời mưa,  gió lớn.",
        "Một dòng   có cột\nMột dòng không có cột nào",
    ],
)
def test_blanks_behind_a_stop_and_single_lines_are_no_columns(raw: str) -> None:
    assert all(len(line) == 1 for line in cells(raw))


@given(st.text(alphabet=st.sampled_from("aĐe\u0323\u0302 \t\n\u00a0\u200b|.1\ufdd0")))
def test_columns_begin_behind_a_blank_of_the_folded_text(raw: str) -> None:
    text = normalise(raw)
    starts = column_starts(raw, text)
    assert list(starts) == sorted(set(starts))
    assert all(text[start - 1] == " " and not text[start].isspace() for start in starts)
    held = segment(text, starts)
    assert "".join("".join(text[part.start : part.end].split()) for part in held) == "".join(text.split())
