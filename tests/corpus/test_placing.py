"""Boxes of words on the pages of PDF files."""

import hashlib

import pytest
from pypdfium2 import PdfDocument

from corpus import boxes
from corpus.readers import pdf
from models import Document
from tests.rendering import fonts
from tests.rendering import pdf as rendering

TEXT = """HỘI NÔNG DÂN TỈNH HÀ NAM
Ngày 12/12/2019, tại thành phố Phủ Lý, Cụm thi đua số 3 gồm Hội Nông dân các tỉnh Hà Nam, Nam Định, Ninh Bình, Thái \
Bình đã tổ chức hội nghị tổng kết phong trào thi đua năm 2019, triển khai nhiệm vụ năm 2020.
STT | Tên đơn vị | Hình thức khen thưởng
1 | Hội Nông dân tỉnh Thái Bình | Cờ thi đua
2 | Hội Nông dân tỉnh Ninh Bình | Bằng khen"""


def document_of(content: bytes) -> Document:
    read = pdf.read(content)
    return Document(
        doc_id="a",
        source="a.pdf",
        sha256=hashlib.sha256(content).hexdigest(),
        text=read.text,
        text_sha256="",
        media_type="application/pdf",
        segments=read.segments,
        pages=read.pages,
        placements=read.placements,
        metadata=read.metadata,
    )


def printed_in(content: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    """What PDFium finds inside a box that is given from the top left."""
    document = PdfDocument(content)
    try:
        shown = document[page - 1]
        x0, y0, x1, y1 = box
        text: str = shown.get_textpage().get_text_bounded(
            x0 - 1, shown.get_height() - y1 - 1, x1 + 1, shown.get_height() - y0 + 1
        )
        return " ".join(text.split())
    finally:
        document.close()


def quoted(content: bytes, quote: str) -> list[str]:
    document = document_of(content)
    start = document.text.index(quote)
    return [printed_in(content, box.page, box[1:]) for box in boxes(content, document, start, start + len(quote))]


@pytest.mark.parametrize(
    "quote", ["HÀ NAM", "Phủ Lý", "Nam Định", "2019, triển khai", "Cờ thi đua", "Hội Nông dân tỉnh Ninh Bình"]
)
def test_a_box_holds_the_words(quote: str) -> None:
    assert " ".join(quoted(rendering.render(TEXT), quote)) == quote


def test_a_box_a_line() -> None:
    sentence = TEXT.split("\n")[1]
    lines = quoted(rendering.render(TEXT), sentence)
    assert len(lines) > 1
    assert " ".join(lines) == sentence


def test_pages_are_told() -> None:
    content = rendering.render("Trang đầu tiên của báo cáo.\fTrang thứ hai của báo cáo.", breaks=True, numbered=False)
    document = document_of(content)
    start = document.text.index("thứ hai")
    assert [box.page for box in boxes(content, document, start, start + 7)] == [2]


def test_cells_of_a_row_have_boxes_of_their_own() -> None:
    content = rendering.render(TEXT)
    row = "1 | Hội Nông dân tỉnh Thái Bình | Cờ thi đua"
    assert quoted(content, row) == ["1", "Hội Nông dân tỉnh Thái Bình", "Cờ thi đua"]


def test_two_columns() -> None:
    body = "\n".join(f"Đoạn số {n}: đơn vị thứ {n} đã tổ chức phong trào thi đua rộng khắp." for n in range(60))
    content = rendering.render(body, columns=2)
    assert " ".join(quoted(content, "đơn vị thứ 57 đã")) == "đơn vị thứ 57 đã"


def test_legacy_fonts() -> None:
    """Letters in them are several characters of the page, or fewer."""
    text = "Hội nghị tổng kết năm 2019 của Cụm thi đua"
    content = rendering.render(fonts.legacy_text(text, "vni"), font=fonts.legacy("vni"), numbered=False)
    document = document_of(content)
    assert document.text == text
    first, last = (boxes(content, document, start := text.index(word), start + len(word)) for word in ("2019", "đua"))
    assert [len(first), len(last)] == [1, 1]
    assert printed_in(content, 1, first[0][1:]) == "2019"
    assert last[0].x0 > first[0].x1


def test_words_on_no_page() -> None:
    document = document_of(content := rendering.render(TEXT)).model_copy(update={"placements": ()})
    assert boxes(content, document, 0, 5) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 100_000)])
def test_no_stretch_of_the_text(start: int, end: int) -> None:
    document = document_of(content := rendering.render(TEXT))
    with pytest.raises(ValueError, match="no stretch"):
        boxes(content, document, start, end)


def test_other_bytes() -> None:
    document = document_of(content := rendering.render(TEXT))
    with pytest.raises(ValueError, match="not the bytes"):
        boxes(content + b"\n", document, 0, 5)
