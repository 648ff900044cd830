"""What is said of scans and pictures where Tesseract, or its Vietnamese, is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import ReadError, reader_fingerprint
from corpus.readers import image, pdf
from corpus.tools import installed
from tests.rendering import pdf as rendering
from tests.rendering import scan

TEXT = "Cụm thi đua số 3"


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The only folder that programs are looked for in."""
    monkeypatch.setenv("PATH", str(tmp_path))
    installed.cache_clear()
    yield tmp_path
    installed.cache_clear()


def picture() -> bytes:
    (page,) = scan.pictures(rendering.render(TEXT), 100)
    return scan.as_image(page, "PNG", 100)


def test_the_words_say_how_to_get_it(programs: Path) -> None:
    for read, content in ((pdf.read, scan.render(TEXT, resolution=100)), (image.read, picture())):
        with pytest.raises(ReadError, match="apt-get install tesseract-ocr tesseract-ocr-vie") as raised:
            read(content)
        assert raised.value.code == "needs_tool"


def test_vietnamese_is_needed(programs: Path) -> None:
    tesseract = programs / "tesseract"
    tesseract.write_text("#!/bin/sh\necho tesseract 5.3.0; echo eng\n")
    tesseract.chmod(0o755)
    with pytest.raises(ReadError, match="with Vietnamese") as raised:
        image.read(picture())
    assert raised.value.code == "needs_tool"


def test_a_reject_is_tried_again_when_it_is_there(programs: Path) -> None:
    for media_type in ("application/pdf", "image/png", "image/jpeg", "image/tiff"):
        assert reader_fingerprint(media_type).endswith(" tesseract/none")


def test_a_text_layer_needs_none(programs: Path) -> None:
    assert pdf.read(rendering.render(TEXT)).text == TEXT
