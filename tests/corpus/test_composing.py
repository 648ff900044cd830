"""Lines of pages as text: what stands between them, rows of tables, pages and places."""

from collections.abc import Sequence

from corpus.layout.composing import compose
from corpus.layout.lines import Line, PageLines, Rule
from corpus.readers.reader import ReadResult

_SIZE = 10.0


def line(text: str, first: int, left: float, base: float, right: float = 0.0, page: int = 1) -> Line:
    """A line of letters half as broad as high, or as far as ``right``."""
    right = right or left + 5.0 * len(text)
    return Line(text, page, first, left, base - 8, right, base + 2, base, _SIZE)


def page(number: int, lines: Sequence[Line], rules: Sequence[Rule] = ()) -> PageLines:
    return PageLines(number, 600.0, 800.0, tuple(lines), tuple(rules))


def grid(lefts: Sequence[float], tops: Sequence[float]) -> list[Rule]:
    """The rules of a table."""
    level = [Rule(lefts[0], top, lefts[-1], top) for top in tops]
    return level + [Rule(left, tops[0], left, tops[-1]) for left in lefts]


def check_places(result: ReadResult, pages: Sequence[PageLines]) -> None:
    """Every placement is a line of its page; the last page ends with it."""
    said = {(each.number, line.first): line.text for each in pages for line in each.lines}
    for placement in result.placements:
        assert said[placement.page, placement.first] == result.text[placement.start : placement.end]
    assert [each.number for each in result.pages] == [each.number for each in pages]
    assert result.pages[-1].end == result.placements[-1].end


def test_paragraphs_and_white_space() -> None:
    lines = [
        line("Hội nghị tổng kết công tác thi đua của các đơn vị trong-", 0, 60, 100, 500),
        line("ngoài Cụm thi đua số 3 năm 2019 và phương hướng", 100, 60, 115, 500),
        line("nhiệm vụ.", 200, 60, 130),
        line("Đến dự có các đồng chí lãnh đạo tỉnh và đại biểu các sở,", 300, 60, 145, 500),
        line("ban, ngành.", 400, 60, 160),
        line("BÁO CÁO", 500, 250, 230),
    ]
    pages = [page(1, lines)]
    result = compose(pages, {})
    assert result.text == (
        "Hội nghị tổng kết công tác thi đua của các đơn vị trong-ngoài Cụm thi đua số 3 năm 2019 và phương hướng "
        "nhiệm vụ.\nĐến dự có các đồng chí lãnh đạo tỉnh và đại biểu các sở, ban, ngành.\n\nBÁO CÁO"
    )
    assert [part.kind for part in result.segments] == ["paragraph", "paragraph", "heading"]
    check_places(result, pages)


def test_a_paragraph_goes_on_behind_a_column_and_a_page() -> None:
    def column(first: int, left: float, texts: Sequence[str], page: int = 1) -> list[Line]:
        return [
            line(text, first + 100 * place, left, 100 + 15.0 * place, left + 200, page)
            for place, text in enumerate(texts)
        ]

    pages = [
        page(1, column(0, 60, ["Một câu", "bắt đầu ở cột trái"]) + column(500, 320, ["sang cột phải", "rồi còn"])),
        page(2, column(0, 60, ["tiếp ở trang sau", "cho đến hết."], 2)),
    ]
    result = compose(pages, {})
    assert result.text == "Một câu bắt đầu ở cột trái\n\nsang cột phải rồi còn tiếp ở trang sau cho đến hết."
    assert [result.text[each.start : each.end] for each in result.pages] == [
        "Một câu bắt đầu ở cột trái\n\nsang cột phải rồi còn",
        "tiếp ở trang sau cho đến hết.",
    ]
    check_places(result, pages)


def test_a_table_that_a_page_cuts_in_the_middle_of_a_row() -> None:
    """Its head has an empty cell and is not repeated; the first cell of the row that goes on is empty."""
    lefts = [50.0, 150.0, 350.0, 550.0]
    head = [("Đơn vị", 60.0), ("Hình thức", 360.0)]
    pages = [
        page(
            1,
            [
                *(line(text, place, left, 90, page=1) for place, (text, left) in enumerate(head)),
                line("Hà Giang", 20, 60, 120),
                line("đứng đầu", 40, 160, 120),
                line("Cờ thi đua của", 60, 360, 120),
            ],
            grid(lefts, [75, 105, 135]),
        ),
        page(
            2,
            [
                *(line(text, place, left, 90, page=2) for place, (text, left) in enumerate(head)),
                line("Chính phủ", 60, 360, 120, page=2),
                line("Yên Bái", 80, 60, 150, page=2),
                line("thứ hai", 90, 160, 150, page=2),
            ],
            grid(lefts, [75, 105, 135, 165]),
        ),
    ]
    result = compose(pages, {})
    assert result.text == ("Đơn vị | | Hình thức\nHà Giang | đứng đầu | Cờ thi đua của Chính phủ\nYên Bái | thứ hai |")
    assert {part.kind for part in result.segments} == {"table_row"}
    assert result.text[slice(*result.pages[1][1:3])].startswith("Chính phủ")
    check_places(result, pages)


def test_pages_without_words_are_empty() -> None:
    pages = [page(1, []), page(2, [line("Cụm thi đua số 1", 0, 60, 400, page=2)]), page(3, [])]
    result = compose(pages, {})
    assert [tuple(each[:3]) for each in result.pages] == [(1, 0, 0), (2, 0, 16), (3, 16, 16)]
    assert compose([page(1, [])], {}).text == ""
