"""Scanned PDF files, pictures, and PDF files only some of whose pages are scans."""

import hashlib
import io
import textwrap
import unicodedata

import pytest
from PIL import Image
from pypdfium2 import PdfBitmap, PdfDocument, PdfImage, PdfMatrix
from rapidfuzz.distance import Levenshtein
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus import Box, ReadError, boxes, segment
from corpus.ocr.recognising import words_on
from corpus.readers import image, pdf
from corpus.readers.reader import ReadResult
from models import Document
from tests.rendering import fonts, scan
from tests.rendering import pdf as rendering

pytestmark = pytest.mark.long

TEXT = """HỘI NÔNG DÂN TỈNH HÀ NAM
Cụm thi đua số 3 tổ chức hội nghị tổng kết công tác năm 2019

Ngày 12/12/2019, tại thành phố Phủ Lý, Cụm thi đua số 3 gồm Hội Nông dân các tỉnh Hà Nam, Nam Định, Ninh Bình, Thái \
Bình đã tổ chức hội nghị tổng kết phong trào thi đua năm 2019, triển khai nhiệm vụ năm 2020.
Hội nghị đã bầu Hội Nông dân tỉnh Nam Định làm Cụm trưởng năm 2020; đề nghị Trung ương Hội tặng Cờ thi đua cho Hội \
Nông dân tỉnh Thái Bình."""


def errors(text: str, expected: str) -> float:
    """The character error rate of ``text``, line breaks and blanks alike."""
    wanted = " ".join(expected.split())
    return Levenshtein.distance(" ".join(text.split()), wanted) / len(wanted)


def joined(*contents: bytes) -> bytes:
    """The pages of PDF files in one file."""
    whole = PdfDocument.new()
    for content in contents:
        whole.import_pages(PdfDocument(content))
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


@pytest.mark.parametrize("resolution", [150, 200, 300])
def test_a_scanned_pdf(resolution: int) -> None:
    result = pdf.read(scan.render(TEXT, resolution=resolution))
    assert errors(result.text, TEXT) < 0.01
    (page,) = result.pages
    assert page.ocr_confidence is not None and page.ocr_confidence > 0.9
    assert result.metadata["ocr"].startswith("tesseract/")
    assert len(result.segments) == len(segment(TEXT))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures(kind: str) -> None:
    (picture,) = scan.pictures(rendering.render(TEXT), 200)
    result = image.read(scan.as_image(picture, kind, 200))
    assert errors(result.text, TEXT) < 0.01
    assert [page.number for page in result.pages] == [1]


def test_a_tiff_of_two_pages() -> None:
    pictures = scan.pictures(rendering.render(f"{TEXT}\f{TEXT}", breaks=True), 150)
    result = image.read(scan.as_tiff(pictures, 150))
    assert errors(result.text, f"{TEXT} {TEXT}") < 0.01
    first, second = result.pages
    assert first.end <= second.start
    assert result.text[second.start : second.end].startswith("HỘI NÔNG DÂN")


def test_only_pages_without_a_text_layer_are_recognised() -> None:
    content = joined(rendering.render("Báo cáo của Cụm thi đua số 5 năm 2018.", numbered=False), scan.render(TEXT))
    result = pdf.read(content)
    assert [page.ocr_confidence is None for page in result.pages] == [True, False]
    assert result.text.startswith("Báo cáo của Cụm thi đua số 5")
    assert "Cụm trưởng năm 2020" in result.text


def test_a_page_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def slow(*arguments: object, **options: object) -> object:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise ReadError("timeout", "tesseract was not finished after 20 s")
        return words_on(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("corpus.ocr.pages.words_on", slow)
    result = pdf.read(joined(scan.render(TEXT), scan.render(TEXT)))
    assert result.metadata["pages_not_read"] == "1 (timeout)"
    assert errors(result.text, TEXT) < 0.01
    asked = 0
    with pytest.raises(ReadError) as raised:
        pdf.read(scan.render(TEXT))
    assert raised.value.code == "timeout"


@pytest.mark.parametrize("degrees", [90, 180])
def test_turned_pages_are_read(degrees: int) -> None:
    (picture,) = scan.pictures(rendering.render(TEXT), 150)
    turned = scan.degraded(picture, skew=0.8).rotate(degrees, expand=True)
    assert errors(image.read(scan.as_image(turned, "PNG", 150)).text, TEXT) < 0.01


def test_a_skewed_and_noisy_table() -> None:
    table = "Số TT | Đơn vị | Số phiếu\n1 | Hội Nông dân tỉnh Hà Nam | 4\n2 | Hội Nông dân tỉnh Nam Định | 3"
    result = pdf.read(scan.render(f"{TEXT}\n{table}", resolution=200, skew=1.2, noise=12))
    assert errors(result.text, f"{TEXT} {table}") < 0.01
    rows = [result.text[part.start : part.end] for part in result.segments if part.kind == "table_row"]
    assert rows == table.split("\n")


def test_stops_are_read_where_they_are() -> None:
    text = "Hội nghị tại TP Quy Nhơn, tỉnh Bình Định.\nHội nghị tại TP. Mỹ Tho, tỉnh Tiền Giang."
    assert pdf.read(scan.render(text, resolution=200)).text.split() == text.split()


def test_pictures_of_no_words() -> None:
    blank, clouds = Image.new("L", (900, 1200), 255), Image.effect_noise((60, 80), 60).resize((900, 1200))
    for picture in (blank, clouds):
        try:
            assert image.read(scan.as_image(picture, "PNG", 100)).text == ""
        except ReadError as error:
            assert error.code == "empty"


def test_a_text_layer_without_sense_is_not_believed() -> None:
    shown = fonts.scrambled_text(TEXT)
    result = pdf.read(rendering.render(shown, font=fonts.scrambled(), numbered=False))
    assert errors(result.text, TEXT) < 0.01
    assert result.pages[0].ocr_confidence is not None


def test_some_words_under_a_scan_are_no_text_layer() -> None:
    result = pdf.read(_stamped(scan.render(TEXT), "Ký bởi: Sở Nội vụ, ngày 12/12/2019"))
    assert "Cụm trưởng năm 2020" in result.text


def test_a_text_layer_by_a_scanner_without_vietnamese_is_not_believed() -> None:
    (picture,) = scan.pictures(rendering.render(TEXT), 200)
    file = io.BytesIO()
    canvas = Canvas(file, A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    unseen = canvas.beginText(70, 780)
    unseen.setTextRenderMode(3)
    for line in textwrap.wrap(2 * unicodedata.normalize("NFD", TEXT), 80):
        unseen.textLine("".join(letter for letter in line if letter.isascii()))
    canvas.drawText(unseen)
    canvas.save()
    result = pdf.read(file.getvalue())
    assert errors(result.text, TEXT) < 0.01
    assert result.pages[0].ocr_confidence is not None


def _stamped(content: bytes, words: str) -> bytes:
    """The picture of the first page of a PDF file over words at its foot."""
    foot = PdfDocument(rendering.render("\n" * 80 + words, numbered=False))
    document = PdfDocument(content)
    pages = PdfDocument.new()
    pages.import_pages(foot, [len(foot) - 1])
    page = pages[0]
    shown = document[0].render(scale=200 / 72).to_pil()
    picture = PdfImage.new(pages)
    picture.set_bitmap(PdfBitmap.from_pil(shown))
    picture.set_matrix(PdfMatrix().scale(*page.get_size()))
    page.insert_obj(picture)
    page.gen_content()
    file = io.BytesIO()
    pages.save(file)
    return file.getvalue()


def test_boxes_on_a_scan_are_those_of_its_print() -> None:
    printed, scanned = rendering.render(TEXT), scan.render(TEXT)
    words = "Nam Định làm Cụm trưởng"
    (expected,) = _boxes(printed, pdf.read(printed), words, "application/pdf")
    (found,) = _boxes(scanned, pdf.read(scanned), words, "application/pdf")
    assert found.page == 1
    assert [a - b for a, b in zip(found, expected, strict=True)] == pytest.approx([0] * 5, abs=8)


def test_boxes_on_a_picture() -> None:
    content = scan.as_image(scan.pictures(rendering.render(TEXT), 200)[0], "PNG", 200)
    (found,) = _boxes(content, image.read(content), "HÀ NAM", "image/png")
    assert found.page == 1
    assert 0 < found.x0 < found.x1 < A4[0]
    assert 0 < found.y0 < found.y1 < A4[1] / 4


def _boxes(content: bytes, read: ReadResult, words: str, media_type: str) -> list[Box]:
    document = Document(
        doc_id="a",
        source="a",
        sha256=hashlib.sha256(content).hexdigest(),
        text=read.text,
        text_sha256="",
        media_type=media_type,
        segments=read.segments,
        pages=read.pages,
        placements=read.placements,
    )
    start = read.text.index(words)
    return boxes(content, document, start, start + len(words))
