import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout import PROSE, Line, read_lines, sentences
from models import Segment

PAGE = """Trang chủ | Tin tức | Văn bản | Liên hệ

Thứ Năm, 20/12/2018 - 09:15 | Lượt xem: 311

Khối thi đua các trường chuyên nghiệp tổng kết năm 2018

Sáng 19/12, tại thành phố Sơn La, Khối thi đua các trường chuyên nghiệp tổ chức hội nghị tổng kết phong trào năm 2018.
Quang cảnh hội nghị. Ảnh: T.T

- Trường Cao đẳng Sơn La được đề nghị tặng Cờ thi đua;
- Trường Trung cấp Luật được đề nghị tặng Bằng khen.

Bài, ảnh: Lò Thu Hà

[In trang] [Gửi email]
Tin liên quan
Cụm thi đua số 2 có Cụm trưởng mới
Ngày 12/12/2018, Cụm thi đua số 2 họp tổng kết và bầu Trường THPT Tô Hiệu làm Cụm trưởng năm 2019.
Ý kiến bạn đọc (1)
[Bạn đọc] Chúc mừng các thầy cô!
"""

PAPER = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN MAI SƠN Độc lập - Tự do - Hạnh phúc
Số: 21/KH-UBND Mai Sơn, ngày 05 tháng 02 năm 2019

KẾ HOẠCH
Tổ chức các phong trào thi đua
và công tác khen thưởng năm 2019

Căn cứ Kế hoạch số 09/KH-UBND ngày 20/01/2019 của UBND tỉnh, Ủy ban nhân dân huyện xây dựng kế hoạch như sau:
1. Tổ chức ký giao ước thi đua giữa các cụm trước ngày 28/02/2019.
Trên đây là kế hoạch của huyện./.

Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Ban TĐKT tỉnh; CHỦ TỊCH
- Các xã, thị trấn; (đã ký)
- Lưu: VT. Lường Văn Pâng
Trang 2/2
"""


def roles(text: str, segments: tuple[Segment, ...] = ()) -> list[tuple[str, str]]:
    return [(line.role, text[line.start : line.end]) for line in read_lines(text, segments)]


def test_the_lines_of_a_news_page() -> None:
    found = roles(PAGE.strip())
    assert [role for role, _ in found] == [
        "navigation",
        "dateline",
        "title",
        "body",
        "caption",
        "item",
        "item",
        "byline",
        "navigation",
        "navigation",
        "teaser",
        "teaser",
        "comment",
        "comment",
    ]


def test_the_lines_of_a_formal_paper() -> None:
    found = roles(PAPER.strip())
    assert [words for role, words in found if role == "title"] == [
        "KẾ HOẠCH",
        "Tổ chức các phong trào thi đua",
        "và công tác khen thưởng năm 2019",
    ]
    assert ("masthead", "Số: 21/KH-UBND") in found
    assert ("dateline", "Mai Sơn, ngày 05 tháng 02 năm 2019") in found
    assert ("navigation", "Trang 2/2") in found


def test_recipients_and_signature_are_told_apart_in_one_line() -> None:
    found = roles(PAPER.strip())
    assert [words for role, words in found if role == "recipients"] == [
        "Nơi nhận:",
        "- Ban TĐKT tỉnh;",
        "- Các xã, thị trấn;",
        "- Lưu: VT.",
    ]
    assert [words for role, words in found if role == "signature"] == [
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "(đã ký)",
        "Lường Văn Pâng",
    ]


def test_a_letter_without_a_type_line_has_its_subject_as_title() -> None:
    letter = """SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN THI ĐUA - KHEN THƯỞNG Độc lập - Tự do - Hạnh phúc
Số: 55/BTĐKT-NV
V/v hướng dẫn chấm điểm
các khối thi đua năm 2016 Cao Bằng, ngày 3 tháng 6 năm 2016

Kính gửi: Các khối trưởng khối thi đua.

Thực hiện kế hoạch năm, Ban đề nghị các khối gửi bảng điểm trước ngày 30/6/2016."""
    found = roles(letter)
    assert [words for role, words in found if role == "title"] == [
        "V/v hướng dẫn chấm điểm",
        "các khối thi đua năm 2016",
    ]
    assert ("dateline", "Cao Bằng, ngày 3 tháng 6 năm 2016") in found


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["Sở Y tế tỉnh Lai Châu", "Thứ ba, 05/01/2021 10:47"], "Khối thi đua ngành Y tế đổi mới cách chấm điểm"),
        (["BÁO LAI CHÂU", "Trang nhất » Tin tức", "05/01/2021"], "NHÌN LẠI MỘT NĂM CỦA CỤM THI ĐUA SỐ 6"),
        (["Cổng thông tin điện tử huyện Phong Thổ"], "Bài học từ một khối thi đua vùng biên"),
        (["Hôm nay: Thứ Hai, 05/03/2021, 10:20:33", "Xem với cỡ chữ"], "Cụm 4 tổng kết năm 2020"),
    ],
)
def test_the_headline_is_found_among_banners_and_dates(head: list[str], title: str) -> None:
    body = (
        "Ngày 4/1, tại thành phố Lai Châu, các đơn vị trong khối họp tổng kết công tác thi đua, khen thưởng năm 2020."
    )
    text = "\n".join([*head, title, body])
    assert [words for role, words in roles(text) if role == "title"] == [title]


def test_what_the_reader_knows_of_the_format_is_kept() -> None:
    text = "Khối 3 họp cuối năm\n" + "Các đơn vị trong khối đã họp và thống nhất kết quả chấm điểm chéo. " * 2
    extra = "\nĐơn vị bạn cũng họp"
    start = len(text) + 1
    segment = Segment(start=start, end=start + len(extra) - 1, kind="teaser")
    assert roles(text + extra, (segment,))[-1][0] == "teaser"


@given(st.text(alphabet="aăâ ABĐ.,;:-–|/()0123456789\n“”\"'>»*©", max_size=400))
def test_lines_hold_every_character_that_is_no_blank(text: str) -> None:
    covered = "".join(text[line.start : line.end] for line in read_lines(text))
    assert "".join(covered.split()) == "".join(text.split())


@given(st.text(alphabet='aăTP ĐHội.…!?,;:-()0123456789\n“”"', max_size=400))
def test_sentences_are_ordered_and_stay_in_the_prose(text: str) -> None:
    lines = read_lines(text)
    end = 0
    for sentence in sentences(text, lines):
        assert end <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end
    prose = "".join(text[line.start : line.end] for line in lines if line.role in PROSE)
    found = "".join(text[s.start : s.end] for s in sentences(text, lines))
    assert "".join(found.split()) == "".join(prose.split())


def split(paragraph: str) -> list[str]:
    lines = [Line(0, len(paragraph), "body")] if "\n" not in paragraph else body_lines(paragraph)
    return [paragraph[s.start : s.end] for s in sentences(paragraph, lines)]


def body_lines(text: str) -> list[Line]:
    lines, start = [], 0
    for words in text.split("\n"):
        if words:
            lines.append(Line(start, start + len(words), "body"))
        start += len(words) + 1
    return lines


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Hội nghị kết thúc. Các đơn vị ra về.", 2),
        ("Tới dự có TS. Lò Văn An và PGS.TS. Hà Thị Bình. Ông An phát biểu.", 2),
        ("Họp tại TP. Sơn La, T.P Lai Châu và TP.Lào Cai.", 1),
        ("Đạt 1.284 điểm, bằng 98.75 phần trăm của năm trước.", 1),
        ("Họp ngày 30.4 tại Huế.Đại biểu dự đông đủ.", 2),
        ("Dự có ông Hà (An).Cụm họp bàn việc bầu trưởng.", 2),
        ("1. Tặng Cờ cho Sở Y tế. 2. Tặng Bằng khen cho Sở Tài chính.", 2),
        ("Cả năm 2024. Sau đó họp.", 2),
        ("Các đơn vị hứa: “Sẽ làm tốt!” rồi ra về.", 1),
        ("Có mô hình, cách làm hay… Nhiều nơi học theo.", 2),
        ("Quyết định có hiệu lực./.", 1),
        ("Cụm thi đua số V. Hội nghị bắt đầu lúc 8 giờ.", 2),
        ("Tác giả N.T.L và V.P đưa tin.", 1),
        ("Trang baonghean.vn đăng tin.", 1),
    ],
)
def test_sentence_boundaries(paragraph: str, expected: int) -> None:
    assert len(split(paragraph)) == expected, split(paragraph)


def test_a_hard_wrapped_sentence_spans_its_lines() -> None:
    text = "Hội nghị đã thống nhất đề nghị tặng Cờ thi đua\ncho Sở Y tế. Các đơn vị ký giao ước.\nChiều về."
    assert split(text) == [
        "Hội nghị đã thống nhất đề nghị tặng Cờ thi đua\ncho Sở Y tế.",
        "Các đơn vị ký giao ước.",
        "Chiều về.",
    ]


@pytest.mark.parametrize(
    "unit", ["“", "- a\n", "Nơi nhận:\n", "a.b.", "Nguyễn Văn An\n", "1, ", "(", "Tin liên quan\n"]
)
def test_odd_input_is_read_to_its_end(unit: str) -> None:
    text = (unit * 20000).strip()
    lines = read_lines(text)
    assert lines[-1].end == len(text)
    sentences(text, lines)


def test_a_heading_that_begins_like_the_title_of_comments_heads_a_part() -> None:
    part = "Giám đốc các sở lần lượt nêu kinh nghiệm của đơn vị mình, góp ý dự thảo báo cáo và " * 3 + "phương hướng."
    text = f"BÁO SƠN LA\nKhối thi đua số 3 nhìn lại một năm\n20/12/2018\n{part}\nTHẢO LUẬN SÔI NỔI\n{part} Hết.\nBình luận\n{part}"
    roles = [line.role for line in read_lines(text)]
    assert roles[-3:] == ["body", "comment", "comment"]
