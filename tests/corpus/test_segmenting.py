"""Kinds of lines, and segments that hold the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import normalise, segment


def kinds(text: str) -> list[str]:
    return [part.kind for part in segment(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("- Ông Giàng A Sình, Phó Chánh Thanh tra tỉnh;", "list_item"),
        ("+ Nhất: Hội CCB tỉnh Phú Thọ", "list_item"),
        ("• Hội Nông dân tỉnh", "list_item"),
        ("-Tặng Cờ thi đua", "list_item"),
        ("* “Cả nước chung sức”", "list_item"),
        ("a) Lực lượng vũ trang: Công an tỉnh", "list_item"),
        ("đ) Thanh tra tỉnh", "list_item"),
        ("1. Cụm thi đua số 1 (04 đơn vị)", "list_item"),
        ("2.1. Về khen thưởng", "list_item"),
        ("3) Thảo luận", "list_item"),
        ("1. 05 đơn vị dẫn đầu", "list_item"),
        ("(4) Chế độ thông tin", "list_item"),
        ("5/ Tổ chức", "list_item"),
        ("Điều 1. Kiện toàn các cụm, khối thi đua", "list_item"),
        ("Điều 12", "list_item"),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", "heading"),
        ("II. Hoạt động của Cụm trong năm", "heading"),
        ("B. Phương hướng năm 2018", "heading"),
        ("Chương II", "heading"),
        ("I. Ngày 18/01/2013, Cụm họp bình xét.", "list_item"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "heading"),
        ("KẾT QUẢ NĂM 2017", "heading"),
        ("Độc lập - Tự do - Hạnh phúc", "paragraph"),
        ("-------", "paragraph"),
        ("22/11/2024 | 14:36", "paragraph"),
        ("1.000 tỷ đồng đã được bố trí.", "paragraph"),
        ("-5", "list_item"),
        ("Hội nghị diễn ra sáng 24/11.", "paragraph"),
        ("Điều hành tọa đàm là TS. Nguyễn Thị Bích Thủy", "paragraph"),
        ("Trang chủ | Tin tức | Liên hệ", "paragraph"),
        ("CHÚ Ý: " + "DÀI " * 60, "paragraph"),
    ],
)
def test_a_line_in_the_body(line: str, kind: str) -> None:
    assert kinds(f"Tiêu đề\n\n{normalise(line)}")[1] == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Cụm thi đua số 4: Một nhiệm kỳ năng động", "heading"),
        ("Sáng nay, Cụm thi đua số 4 họp tổng kết.", "paragraph"),
        ("Trang chủ | Tin tức | Liên hệ", "paragraph"),
        ("- Hội CCB tỉnh", "list_item"),
        ("dài " * 60, "paragraph"),
    ],
)
def test_the_first_line(line: str, kind: str) -> None:
    assert kinds(normalise(f"{line}\nHôm nay trời đẹp.")) == [kind, "paragraph"]


def test_tables_with_bars() -> None:
    text = "| TT | Đơn vị | Điểm |\n|---|---|---|\n\n| 1 | Hội CCB | 99 |\nTrang chủ | Tin\nMột | dòng | khác"
    assert kinds(text) == ["table_row"] * 3 + ["paragraph"] * 2


def test_tables_with_numbered_rows() -> None:
    text = (
        "Kết quả\nTT Đơn vị Tự chấm Xếp hạng\n1 Bệnh viện Đa khoa 996 Nhất\n2 Bệnh viện Sản Nhi 994 Nhì\n4 đại biểu dự"
    )
    assert kinds(text) == ["heading", "table_row", "table_row", "table_row", "paragraph"]


def test_a_table_head_without_rows_is_none() -> None:
    assert kinds("Tin\nTT Huế: hội nghị khai mạc.\n24 đại biểu dự.") == ["heading", "paragraph", "paragraph"]


def test_no_text_has_no_segments() -> None:
    assert segment("") == ()


LINES = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.from_regex(r"(STT|TT|\d{1,2}|[-+*•a-e]\)?|\||I\.|Điều 1) ?.{0,12}", fullmatch=True),
    ),
    max_size=12,
)


@given(LINES)
def test_segments_hold_every_visible_character_once_and_in_order(lines: list[str]) -> None:
    text = normalise("\n".join(lines))
    at = 0
    for part in segment(text):
        assert at <= part.start < part.end <= len(text)
        assert not text[at : part.start].strip()
        assert text[part.start : part.end] == text[part.start : part.end].strip()
        at = part.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "text", ["-" * 100_000, "- " * 50_000, "1." * 50_000, "(" * 100_000, "|" * 100_000, '?"' * 50_000]
)
def test_lines_made_to_slow_the_patterns_down(text: str) -> None:
    assert len(segment(normalise(text))) == 1
