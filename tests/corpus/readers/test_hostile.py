"""Broken files of each format that is read in this process: a document or a ReadError, and nothing else."""

import random
from collections.abc import Callable

import pytest

from corpus import REJECT_CODES, ReadError
from corpus.readers import BY_MEDIA_TYPE
from corpus.readers.reader import ReadResult
from tests.rendering import docx, html, legacy, pdf
from tests.running import SAMPLES

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = (SAMPLES / "c14-quyet-dinh-2026.txt").read_text(encoding="utf-8")
TURNS = 60


@pytest.fixture(autouse=True)
def _no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many a broken PDF file has pages without text, which are pictures then; these are not what is tested here."""
    monkeypatch.setattr("corpus.readers.pdf.usable", lambda tool: None)
    monkeypatch.setattr("corpus.ocr.pages.words_on", lambda *arguments, **options: [])


def read(media_type: str, content: bytes) -> ReadResult | str:
    try:
        return BY_MEDIA_TYPE[media_type].read(content)
    except ReadError as error:
        assert error.code in REJECT_CODES
        return error.code


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, a stretch left out or repeated, or the end cut off."""
    broken = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    at, length = chance.randrange(len(broken)), chance.randint(0, 400)
    how = chance.randrange(4)
    if how == 0:
        del broken[at : at + length]
    elif how == 1:
        broken[at:at] = broken[at : at + length]
    elif how == 2:
        del broken[at:]
    return bytes(broken)


@pytest.mark.parametrize(
    ("media_type", "render"),
    [(PDF, pdf.render), (DOCX, docx.render), ("text/plain", legacy.render), ("text/html", html.render)],
)
def test_mutated_files(media_type: str, render: Callable[[str], bytes]) -> None:
    content = render(TEXT)
    chance = random.Random(7)
    for _ in range(TURNS):
        read(media_type, mutated(content, chance))


@pytest.mark.parametrize(
    ("media_type", "content", "code"),
    [
        (PDF, b"<html>404</html>", "corrupt"),
        (PDF, b"%PDF-1.7\n", "corrupt"),
        (PDF, b"%PDF-1.4\n" + bytes(5000), "corrupt"),
        (DOCX, b"PK\x03\x04", "corrupt"),
        (DOCX, b"not a package", "corrupt"),
    ],
)
def test_what_is_no_file_of_its_format(media_type: str, content: bytes, code: str) -> None:
    assert read(media_type, content) == code


def test_a_truncated_docx_is_corrupt() -> None:
    content = docx.render(TEXT)
    assert read(DOCX, content[: len(content) // 2]) == "corrupt"


def test_blank_pages_are_told() -> None:
    with pytest.raises(ReadError, match="nothing to be read") as raised:
        BY_MEDIA_TYPE[PDF].read(pdf.render(" "))
    assert raised.value.code == "empty"
