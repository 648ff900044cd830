"""DOC and RTF, made by LibreOffice from a DOCX and read again."""

import pytest

from corpus import ReadError
from corpus.normalising import normalise
from corpus.readers import BY_MEDIA_TYPE
from tests.rendering import docx
from tests.rendering.office import from_docx
from tests.running import SAMPLES

TEXT = normalise((SAMPLES / "c14-quyet-dinh-2026.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("suffix", "media_type"), [("doc", "application/msword"), ("rtf", "application/rtf")])
def test_the_words_are_those_of_the_docx(suffix: str, media_type: str) -> None:
    content = docx.render(TEXT)
    expected = BY_MEDIA_TYPE["application/vnd.openxmlformats-officedocument.wordprocessingml.document"].read(content)
    found = BY_MEDIA_TYPE[media_type].read(from_docx(content, suffix))
    assert found.text.split() == expected.text.split()


def test_a_legacy_font_is_told_in_a_doc() -> None:
    content = from_docx(docx.render(TEXT, encoding="tcvn3"), "doc")
    found = BY_MEDIA_TYPE["application/msword"].read(content)
    assert found.text.split()[:40] == TEXT.split()[:40]


def test_a_broken_rtf_is_a_reject_or_a_document() -> None:
    try:
        BY_MEDIA_TYPE["application/rtf"].read(b"{\\rtf1 broken")
    except ReadError as error:
        assert error.code in {"corrupt", "tool_failed", "empty"}


@pytest.mark.parametrize(("suffix", "media_type"), [("doc", "application/msword"), ("rtf", "application/rtf")])
def test_tables_and_numbers_of_lists_stay(suffix: str, media_type: str) -> None:
    text = "Báo cáo\n1. Kết quả\n2. Phương hướng\nSTT | Tên đơn vị | Hình thức\n1 | Hà Nam | Cờ thi đua\nHết"
    found = BY_MEDIA_TYPE[media_type].read(from_docx(docx.render(text), suffix))
    assert [line for line in found.text.split("\n") if line] == text.split("\n")
    rows = [found.text[part.start : part.end] for part in found.segments if part.kind == "table_row"]
    assert rows == ["STT | Tên đơn vị | Hình thức", "1 | Hà Nam | Cờ thi đua"]


def test_an_rtf_as_programs_write_it() -> None:
    """Letters by number, a note at the foot, and what is deleted but kept."""
    content = (
        rb"{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0 Arial;}}\f0 C\u7909?m thi \u273?ua s\u7889? 3"
        rb"{\super 1{\footnote G\u7891?m b\u7843?y t\u7881?nh.}}{\deleted  c\u361?}\par Cu\u7889?i.\par}"
    )
    found = BY_MEDIA_TYPE["application/rtf"].read(content)
    assert found.text.startswith("Cụm thi đua số 3")
    assert "Gồm bảy tỉnh." in found.text
    assert "cũ" not in found.text
