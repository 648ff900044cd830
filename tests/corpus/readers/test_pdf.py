"""PDF files as they are printed: reading order, what the file says of itself, odd characters, line by line."""

import io

from reportlab.pdfgen.canvas import Canvas

from corpus.normalising import normalise
from corpus.pdf.content import characters
from corpus.pdf.engine import opened, page_of, text_page_of
from corpus.pdf.fonts import is_garbage
from corpus.readers import pdf
from tests.rendering import pdf as rendering

WORDS = "Hội nghị tổng kết công tác thi đua khen thưởng của Cụm thi đua số 3 gồm các đơn vị Hà Giang và Yên Bái"


def page(*lines: tuple[float, float, str]) -> bytes:
    """A page with these texts at points across and up."""
    rendering.render("")  # which registers the font
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setFont("DejaVuSans", 11)
    for across, up, text in lines:
        canvas.drawString(across, up, text)
    canvas.save()
    return file.getvalue()


def test_metadata_of_any_length() -> None:
    title = " ".join(f"Báo cáo {number}" for number in range(100))
    found = pdf.read(rendering.render("Cụm thi đua số 1", title=title, author="Ban\n Thi đua")).metadata
    assert found["title"] == title[:1000].strip()
    assert found["author"] == "Ban Thi đua"


def test_lines_with_gaps_blanks_and_other_types_on_a_page_that_is_turned() -> None:
    """Lines of several pieces are measured piece by piece, whatever way the page is shown."""
    rendering.render("")
    for turn in (0, 90, 180, 270):
        file = io.BytesIO()
        canvas = Canvas(file)
        canvas.setPageRotation(turn)
        for number in range(4):
            text = canvas.beginText(60, 760 - 15 * number)
            text.setFont("DejaVuSans", 11)
            text.textOut(f" Dòng {number} của ")
            text.setFont("Helvetica", 11)
            text.textOut("nhieu phong chu")
            canvas.drawText(text)
        canvas.save()
        result = pdf.read(file.getvalue())
        assert sorted(result.text.split()) == sorted(
            " ".join(f"Dòng {number} của nhieu phong chu" for number in range(4)).split()
        )
        assert len(result.placements) == 4


def test_columns_below_a_letterhead_whatever_the_order_of_the_file() -> None:
    left = [f"cột trái dòng thứ {number} còn tiếp" for number in range(6)]
    right = [f"cột phải dòng thứ {number} còn tiếp" for number in range(6)]
    content = page(
        *((320.0, 700 - 15.0 * number, text) for number, text in enumerate(right)),
        (60.0, 760.0, "UBND TỈNH HÀ GIANG"),
        (320.0, 760.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (60.0, 730.0, f"BÁO CÁO {WORDS[:70]}"),
        *((60.0, 700 - 15.0 * number, text) for number, text in enumerate(left)),
    )
    said = " ".join(pdf.read(content).text.split())
    places = [said.index(text) for text in ("UBND TỈNH", "CỘNG HÒA", "BÁO CÁO", *left, *right)]
    assert places == sorted(places)


def test_an_odd_character_changes_its_own_line_only() -> None:
    lines = [WORDS, WORDS.replace("Cụm", "Cụ\u00adm\u00a0 "), WORDS]
    content = page(*((60.0, 760 - 15.0 * number, text) for number, text in enumerate(lines)))
    result = pdf.read(content)
    assert result.text.split() == (3 * [*WORDS.split()])
    with opened(content) as document, page_of(document, 0) as first, text_page_of(first) as text_page:
        shown = characters(text_page)
    for start, end, _, number in result.placements:
        assert normalise(shown[number : number + end - start]) == result.text[start:end]
    assert len(result.placements) == 3 + 1  # the second line has two


def test_words_all_over_a_page_settle_that_it_makes_sense() -> None:
    scrambled = "Ӝ1*+Ñ$; ­+Ӝ,&+Ӫ1* +Ƭ$9,ӊ71$0 Ĉӝ\u0001c "
    assert not is_garbage(WORDS * 10)
    assert not is_garbage(WORDS * 10 + scrambled * 3)
    assert is_garbage(WORDS + scrambled * 60)
    assert not is_garbage(scrambled)  # too little to tell
    assert not is_garbage("")


def test_a_document_needs_no_name_for_its_bytes() -> None:
    """PDFium reads them where they are, as long as the document is open."""
    with opened(rendering.render(WORDS)) as document:
        rendering.render(WORDS.upper())  # which takes other bytes' place
        with page_of(document, 0) as only, text_page_of(only) as text_page:
            assert WORDS[:20] in characters(text_page)
