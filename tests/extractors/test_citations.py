from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.annotations import Span
from extractors.citations import find_citations, quote
from extractors.dates import find_dates
from extractors.layout import Line, read_lines, sentences
from models import Reference

Row = tuple[str, str, str | None, date | None]


def find(text: str) -> tuple[Reference, ...]:
    lines = [Line(0, len(text), "body")]
    return find_citations(text, lines, sentences(text, lines), find_dates(text))


def rows(text: str) -> list[Row]:
    return [(one.kind, one.number, one.issuer, one.issued_on) for one in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thực hiện Kế hoạch số 93/KH-CTĐ ngày 14/4/2015 của Cụm thi đua 6 tỉnh Tây Bắc năm 2015, Cụm họp.",
            [("Kế hoạch", "93/KH-CTĐ", "Cụm thi đua 6 tỉnh Tây Bắc", date(2015, 4, 14))],
        ),
        (
            "theo tinh thần Chỉ thị 34 CT/TW ngày 07/4/2014 của Bộ Chính trị về tiếp tục đổi mới",
            [("Chỉ thị", "34 CT/TW", "Bộ Chính trị", date(2014, 4, 7))],
        ),
        (
            "Theo Nghị quyết số 96/2023/QH15 của Quốc hội cần làm rõ thêm.",
            [("Nghị quyết", "96/2023/QH15", "Quốc hội", None)],
        ),
        (
            "Thực hiện Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị gắn với phong trào thi đua",
            [("Kết luận", "01-KL/TW", "Bộ Chính trị", date(2021, 5, 18))],
        ),
        (
            "nhận Quyết định số 21/QĐ-UBND ngày 28/11/2025 của Chủ tịch UBND tỉnh Hà Nam chia lại cụm",
            [("Quyết định", "21/QĐ-UBND", "Chủ tịch UBND tỉnh Hà Nam", date(2025, 11, 28))],
        ),
        (
            "Căn cứ Nghị định số 42/2010/NĐ-CP ngày 15/4/2010 và Nghị định số 65/2014/NĐ-CP ngày 01/7/2014 của Chính phủ;",
            [
                ("Nghị định", "42/2010/NĐ-CP", "Chính phủ", date(2010, 4, 15)),
                ("Nghị định", "65/2014/NĐ-CP", "Chính phủ", date(2014, 7, 1)),
            ],
        ),
        (
            "Chỉ thị số 40-CT/TW ngày 22/11/2014 của Ban Bí thư và Kết luận số 06-KL/TW ngày 10/6/2021, cũng của Ban Bí thư.",
            [
                ("Chỉ thị", "40-CT/TW", "Ban Bí thư", date(2014, 11, 22)),
                ("Kết luận", "06-KL/TW", "Ban Bí thư", date(2021, 6, 10)),
            ],
        ),
        ("Luật Thanh niên số 57/2020/QH14 có hiệu lực từ ngày 01/01/2021", [("Luật", "57/2020/QH14", None, None)]),
        (
            "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết",
            [("Nghị định", "91/2017/NĐ-CP", "Chính phủ", date(2017, 7, 31))],
        ),
        (
            "Quyết định của Thủ tướng Chính phủ số 67/QĐ-TTg, ngày 3/2/2010",
            [("Quyết định", "67/QĐ-TTg", "Thủ tướng Chính phủ", date(2010, 2, 3))],
        ),
        (
            "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 38/TTr-SNV ngày 09/12/2020",
            [("Tờ trình", "38/TTr-SNV", "Giám đốc Sở Nội vụ", date(2020, 12, 9))],
        ),
        (
            "Đầu năm, Trưởng khối đã xây dựng Kế hoạch số 05-KH/KTĐ3 ngày 28/02/2022",
            [("Kế hoạch", "05-KH/KTĐ3", "Trưởng khối", date(2022, 2, 28))],
        ),
        (
            "Công văn số 612/BKHĐT-TĐKT của Bộ Kế hoạch và Đầu tư, Khối xây dựng kế hoạch",
            [("Công văn", "612/BKHĐT-TĐKT", "Bộ Kế hoạch và Đầu tư", None)],
        ),
        (
            "Nghị định số 65/2014/NĐ-CP của Chính phủ và Thông tư số 07/2014/TT-BNV ngày 29/8/2014 của Bộ Nội vụ",
            [
                ("Nghị định", "65/2014/NĐ-CP", "Chính phủ", None),
                ("Thông tư", "07/2014/TT-BNV", "Bộ Nội vụ", date(2014, 8, 29)),
            ],
        ),
        (
            "các Quyết định số 12/QĐ-UBND ngày 3/4/2015, 13/QĐ-UBND ngày 4/4/2015 và 14/QĐ-UBND",
            [
                ("Quyết định", "12/QĐ-UBND", None, date(2015, 4, 3)),
                ("Quyết định", "13/QĐ-UBND", None, date(2015, 4, 4)),
                ("Quyết định", "14/QĐ-UBND", None, None),
            ],
        ),
        ("Chỉ thị số 05 của Bộ Chính trị khóa XII", [("Chỉ thị", "05", "Bộ Chính trị", None)]),
        ("Quyết định số 512/QĐ-EVN NPC ngày 3/4/2018", [("Quyết định", "512/QĐ-EVN NPC", None, date(2018, 4, 3))]),
        ("Quyết định số 512/QĐ-BTV SNV ngày 3/4/2018", [("Quyết định", "512/QĐ-BTV SNV", None, date(2018, 4, 3))]),
        ("Quyết định số 512/QĐ-UBND UBND tỉnh ban hành", [("Quyết định", "512/QĐ-UBND", None, None)]),
        ("Quyết định số 904 TCT/QĐ/TCCB của Tổng cục Thuế", [("Quyết định", "904 TCT/QĐ/TCCB", "Tổng cục Thuế", None)]),
        ("Công văn số 77 TC-TCT/TĐ ngày 5/6/2003", [("Công văn", "77 TC-TCT/TĐ", None, date(2003, 6, 5))]),
        (
            "Kế hoạch số 01/KH-CTĐ của Cụm thi đua số 2 về năm 2018",
            [("Kế hoạch", "01/KH-CTĐ", "Cụm thi đua số 2", None)],
        ),
        ("Quyết định số 15/QĐ-UBND của UBND tỉnh không còn hợp", [("Quyết định", "15/QĐ-UBND", "UBND tỉnh", None)]),
        (
            "tiêu chí do Bộ Tư pháp quy định tại Hướng dẫn số 15/HD-BTP ngày 14/02/2014",
            [("Hướng dẫn", "15/HD-BTP", "Bộ Tư pháp", date(2014, 2, 14))],
        ),
        ("theo QĐ số 15/QĐ-SYT của Sở Y tế", [("QĐ", "15/QĐ-SYT", "Sở Y tế", None)]),
        ("Báo cáo số 14 /BC-KTĐ2", [("Báo cáo", "14 /BC-KTĐ2", None, None)]),
    ],
)
def test_ways_to_cite(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết Đại hội XIII của Đảng đi vào cuộc sống",
        "thực hiện Nghị quyết 5 năm qua",
        "Quyết định này có hiệu lực từ ngày 01/01/2018",
        "Kế hoạch năm 2018 đạt 105%",
        "hội nghị báo cáo 12 nội dung",
        "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert rows(text) == []


def test_a_document_cited_twice_is_one_row_with_all_that_is_said() -> None:
    text = (
        "Chỉ thị số 43-CT/TW còn mới. Theo Chỉ thị 43-CT/TW ngày 8/6/2010 của Ban Bí thư, các hội họp. "
        "Sau Chỉ thị 43, việc tốt lên."
    )
    assert rows(text) == [("Chỉ thị", "43-CT/TW", "Ban Bí thư", date(2010, 6, 8))]


def test_the_number_of_the_letterhead_is_no_citation() -> None:
    text = """UBND TỈNH SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc
Số: 20/QĐ-SNV Sơn La, ngày 3 tháng 4 năm 2018

QUYẾT ĐỊNH
Về việc chia khối thi đua

Điều 1. Ban hành kèm theo Quyết định số 20/QĐ-SNV danh sách các khối.
Điều 2. Quyết định này thay thế Quyết định số 11/QĐ-SNV ngày 5/6/2017."""
    lines = read_lines(text)
    found = find_citations(text, lines, sentences(text, lines), find_dates(text))
    assert [one.number for one in found] == ["11/QĐ-SNV"]


def test_the_evidence_is_the_sentence_or_the_words_of_a_long_one() -> None:
    short = "Khối thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị."
    assert find(short)[0].evidence[0].quote == short
    long = short[:-1] + ", " + "và làm nhiều việc khác " * 20 + "nữa."
    assert find(long)[0].evidence[0].quote == "Chỉ thị số 05-CT/TW của Bộ Chính trị"


def test_a_quote_across_two_sentences_is_the_words_themselves() -> None:
    text = "Một câu. Hai câu."
    assert quote(text, 4, 12, [Span(0, 8), Span(9, 17)]).quote == "câu. Hai"


@given(st.text(alphabet="Quyết định sốcủaBộChính 0123/-ĐTW,.;()ngày\n", max_size=300))
def test_evidence_always_stands_in_the_text(text: str) -> None:
    for one in find(text):
        for proof in one.evidence:
            assert text[proof.start : proof.end] == proof.quote
            assert "".join(one.number.split()) in "".join(proof.quote.split())


@pytest.mark.parametrize("unit", ["Quyết định ", "Quyết định số 1/QĐ-A của ", "số 12/QĐ-UBND, ", "Chỉ thị 05 "])
def test_odd_input_is_read_to_its_end(unit: str) -> None:
    text = unit * 20000
    assert len(find(text)) <= 2
