"""PDF files whose fonts show Vietnamese by other characters: legacy encodings are made Unicode."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.layout.lines import is_plain
from corpus.legacy import Encoding
from corpus.pdf.content import characters
from corpus.pdf.engine import opened, page_of, text_page_of
from corpus.pdf.fonts import is_garbage, legacy_runs
from corpus.readers import pdf
from tests.rendering import fonts
from tests.rendering import pdf as rendering

LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Hội nghị được tổ chức tại Hà Nội, đưa ra những nhiệm vụ của ngành như",
    "thế; dự và chỉ đạo có ông Nguyễn Văn Tư",
    "và bà Trần Thị Hương, Phó Chủ tịch -",
    "Trưởng ban Thi đua",
)


def printed(lines: tuple[str, ...], encoding: Encoding, font: str | None = None) -> bytes:
    """A page with these lines, in a font of the encoding that may have another name."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont(fonts.legacy(encoding, font), 11)
    for number, line in enumerate(lines):
        canvas.drawString(70, 780 - 15 * number, fonts.legacy_text(line, encoding))
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("named", [True, False])
def test_legacy_fonts(encoding: Encoding, named: bool) -> None:
    """By the name of the font, or by its words where the name tells nothing."""
    result = pdf.read(printed(LINES, encoding, None if named else f"Arial{encoding}"))
    assert result.text.split() == " ".join(LINES).split()
    assert result.metadata["encoding"] == encoding


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_every_letter_has_its_place_on_the_page(encoding: Encoding) -> None:
    content = printed(LINES, encoding)
    result = pdf.read(content)
    with opened(content) as document, page_of(document, 0) as page, text_page_of(page) as text_page:
        shown = characters(text_page)
    for placement in result.placements:
        for offset in range(placement.end - placement.start):
            letter = result.text[placement.start + offset]
            if letter.isascii() and letter.isalpha():
                assert shown[placement.first + offset].lower() == letter.lower()


def test_a_legacy_font_for_unicode() -> None:
    """Text in Unicode keeps an old font now and then."""
    name = fonts.legacy("vni", "VNI-Helve")
    text = "Hội nghị tổng kết công tác thi đua năm 2019 của Cụm thi đua số 3"
    assert pdf.read(rendering.render(text, font=name, numbered=False)).text == text


def test_what_makes_no_words() -> None:
    assert is_garbage("&Ӝ1*+Ñ$;­+Ӝ,&+Ӫ1*+Ƭ$9,ӊ71$0 Ĉӝc lұp - Tӵ do - Hҥnh phúc " * 4)
    assert is_garbage(fonts.scrambled_text("Hội nghị tổng kết công tác thi đua " * 4))
    assert not is_garbage(
        "The quick brown fox (as I said in 2019) jumps over the lazy dog's nine well-known tails. " * 2
    )
    assert not is_garbage("Số 58/TTr-BTĐKT, ngày 05/3/2021: 17.880.000 đồng; “Tết Nhân ái” – 3,41%; I. II. a) - • " * 2)


def test_plain_text_is_in_no_legacy_encoding() -> None:
    plain = "".join(filter(is_plain, map(chr, range(0xD800))))
    assert {*"ưỨđ₫”–"} <= {*plain}
    assert legacy_runs(None, plain) == []
