"""Tables in every form in which their cells are kept apart, or are no longer."""

import hashlib
from collections.abc import Callable, Sequence

import pytest

from extractors.pipeline import extract
from extractors.table_lines import find_tables, lost_titles, title_kind
from models import Document, Facts, Segment
from tests.extractors.reading import context, facts, tokens

Cells = Sequence[Sequence[str]]


def barred(rows: Cells) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def parted(rows: Cells) -> str:
    return "\n".join(" | ".join(row).rstrip() for row in rows)


def ruled(rows: Cells) -> str:
    head, *body = rows
    return "\n".join([barred([head]), "|" + "---|" * len(head), barred(body)])


def drawn(rows: Cells) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    return " ".join("\n".join([rule, lines[0], rule, *lines[1:], rule]).split(" ")).replace("  ", " ")


def wrapped(rows: Cells) -> str:
    """Cells of more than six words go on in the next line."""
    found = ["+---+---+---+"]
    for row in rows:
        words = [cell.split() for cell in row]
        for k in range(max(-(-len(cell) // 6) or 1 for cell in words)):
            found.append("| " + " | ".join(" ".join(cell[6 * k : 6 * k + 6]) for cell in words) + " |")
        found.append("+---+---+---+")
    return "\n".join(found)


def tabbed(rows: Cells) -> str:
    return "\n".join("\t".join(cell for cell in row if cell) for row in rows)


def lost(rows: Cells) -> str:
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


LAYOUTS = [barred, parted, ruled, drawn, wrapped, tabbed, lost]


def read(text: str) -> Facts:
    """The facts of a text file, whose tabs its reader knows as columns."""
    parts: list[Segment] = []
    start = 0
    for line in text.split("\n"):
        for cell in line.split("\t") if "\t" in line else ():
            parts.append(Segment(start=start, end=start + len(cell), kind="table_row"))
            start += len(cell) + 1
        start += 0 if "\t" in line else len(line) + 1
    plain = text.replace("\t", " ")
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return extract(
        Document(
            doc_id="d",
            source="d.txt",
            sha256=digest,
            text=plain,
            text_sha256=digest,
            media_type="text/plain",
            segments=tuple(parts),
        )
    )


def told(found: Facts) -> tuple[set[tuple[str, str]], set[tuple[str, str, str, int]]]:
    """Members as (number of the cluster, unit), headships as (number, role, unit, year)."""
    numbers = {cluster.id: cluster.number or "" for cluster in found.clusters}
    members = {(numbers[member.cluster], member.unit) for member in found.members}
    offices = {(numbers[o.cluster], str(o.role), o.unit or "", o.year or 0) for o in found.headships}
    return members, offices


DECISION = """ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
Số: 31/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Đà Lạt, ngày 20 tháng 01 năm {year}

QUYẾT ĐỊNH
{title}

{articles}

Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.

CHỦ TỊCH
(Đã ký)
Phan Văn Lương

{annex}
"""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sections_of_clusters_with_offices_beside_their_members(layout: Callable[[Cells], str]) -> None:
    rows = [
        ["TT", "Đơn vị", "Phân công năm 2019"],
        ["I", "KHỐI THI ĐUA SỐ 1: 03 đơn vị", ""],
        ["1", "Sở Giao thông vận tải", ""],
        ["2", "Sở Tài nguyên và Môi trường", "Phó Trưởng khối"],
        ["3", "Thanh tra tỉnh", "Trưởng khối"],
        ["II", "CỤM THI ĐUA SỐ 4: 02 huyện", ""],
        ["1", "Huyện Đơn Dương", "Cụm trưởng"],
        ["2", "Huyện Lạc Dương", ""],
    ]
    annex = f"PHỤ LỤC\nKHỐI, CỤM THI ĐUA NĂM 2019\n\n{layout(rows)}"
    text = DECISION.format(
        year=2019,
        title="Về việc chia khối, cụm thi đua năm 2019",
        articles="Điều 1. Chia các sở, các huyện thành 01 khối, 01 cụm thi đua theo Phụ lục kèm theo.",
        annex=annex,
    )
    members, offices = told(read(text))
    assert members == {
        ("1", "Sở Giao thông vận tải"),
        ("1", "Sở Tài nguyên và Môi trường"),
        ("1", "Thanh tra tỉnh"),
        ("4", "Huyện Đơn Dương"),
        ("4", "Huyện Lạc Dương"),
    }
    assert offices == {
        ("1", "head", "Thanh tra tỉnh", 2019),
        ("1", "deputy", "Sở Tài nguyên và Môi trường", 2019),
        ("4", "head", "Huyện Đơn Dương", 2019),
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_for_each_cluster_with_columns_of_offices(layout: Callable[[Cells], str]) -> None:
    rows = [
        ["Cụm", "Đơn vị thành viên", "Cụm trưởng", "Cụm phó"],
        ["Số 2", "Kho bạc Nhà nước các tỉnh Bắc Ninh, Hưng Yên, Thái Bình", "Thái Bình", "Bắc Ninh"],
        ["Số 3", "Kho bạc Nhà nước các tỉnh Phú Yên, Khánh Hòa", "Khánh Hòa", "Phú Yên"],
    ]
    text = DECISION.format(
        year=2016,
        title="Về việc phân công Cụm trưởng, Cụm phó các Cụm thi đua năm 2016",
        articles="Điều 1. Phân công Cụm trưởng, Cụm phó các Cụm thi đua Kho bạc Nhà nước năm 2016 theo Phụ lục.",
        annex=f"PHỤ LỤC\nPHÂN CÔNG CỤM TRƯỞNG, CỤM PHÓ NĂM 2016\n\n{layout(rows)}",
    )
    members, offices = told(read(text))
    assert members == {
        *(("2", f"Kho bạc Nhà nước tỉnh {place}") for place in ("Bắc Ninh", "Hưng Yên", "Thái Bình")),
        *(("3", f"Kho bạc Nhà nước tỉnh {place}") for place in ("Phú Yên", "Khánh Hòa")),
    }
    assert offices == {
        ("2", "head", "Kho bạc Nhà nước tỉnh Thái Bình", 2016),
        ("2", "deputy", "Kho bạc Nhà nước tỉnh Bắc Ninh", 2016),
        ("3", "head", "Kho bạc Nhà nước tỉnh Khánh Hòa", 2016),
        ("3", "deputy", "Kho bạc Nhà nước tỉnh Phú Yên", 2016),
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_annexes_name_who_gets_what_the_articles_announce(layout: Callable[[Cells], str]) -> None:
    units = [
        ["STT", "Tên đơn vị", "Thuộc cụm"],
        ["1", "Trường THPT Đức Trọng", "Cụm số 1"],
        ["2", "Trường THPT Bảo Lộc", "Cụm số 2"],
    ]
    people = [
        ["STT", "Họ và tên", "Chức vụ, đơn vị"],
        ["1", "Đinh Thị Thu Hà", "Kế toán trưởng, Trường THPT Bảo Lộc"],
        ["2", "Phạm Quốc Toản", "Phó Hiệu trưởng Trường THPT Đức Trọng"],
    ]
    text = DECISION.format(
        year=2014,
        title="Về việc khen thưởng phong trào thi đua của các cụm thi đua năm 2013",
        articles="Điều 1. Tặng Bằng khen cho 02 tập thể và 02 cá nhân có thành tích xuất sắc trong phong trào thi đua "
        "của các cụm thi đua năm 2013 (có danh sách kèm theo).",
        annex=f"DANH SÁCH KHEN THƯỞNG\n(Kèm theo Quyết định số 31/QĐ-UBND)\n\nA. TẬP THỂ\n{layout(units)}\n\n"
        f"B. CÁ NHÂN\n{layout(people)}",
    )
    found = read(text)
    numbers = {cluster.id: cluster.number for cluster in found.clusters}
    assert {(numbers[a.cluster or ""], a.recipient_kind, a.recipient, a.year, a.status) for a in found.awards} == {
        ("1", "unit", "Trường THPT Đức Trọng", 2013, "granted"),
        ("2", "unit", "Trường THPT Bảo Lộc", 2013, "granted"),
        ("2", "person", "Đinh Thị Thu Hà", 2013, "granted"),
        ("1", "person", "Phạm Quốc Toản", 2013, "granted"),
    }


def test_marks_under_an_office() -> None:
    rows = [
        ["TT", "Tên đơn vị", "Trưởng khối", "Phó Trưởng khối"],
        ["I", "Khối thi đua số 7", "", ""],
        ["1", "Sở Ngoại vụ", "", "x"],
        ["2", "Sở Tư pháp", "x", ""],
    ]
    text = DECISION.format(
        year=2022, title="Về việc phân công năm 2022", articles="Điều 1. Phân công.", annex=barred(rows)
    )
    assert told(facts(text))[1] == {("7", "head", "Sở Tư pháp", 2022), ("7", "deputy", "Sở Ngoại vụ", 2022)}


def test_a_column_of_numbers_beside_the_clusters_tells_their_sizes() -> None:
    rows = [
        ["STT", "Tên cụm", "Đơn vị thành viên", "Số đơn vị"],
        ["1", "Cụm thi đua số 1", "Xã Tân Hà; xã Hoài Đức", "02"],
        ["2", "Cụm thi đua số 2", "Xã Đạ Đờn; xã Phú Sơn; xã Phi Tô", "03"],
    ]
    text = DECISION.format(
        year=2022, title="Về việc chia cụm thi đua", articles="Điều 1. Chia cụm.", annex=barred(rows)
    )
    assert [cluster.declared_size for cluster in facts(text).clusters] == [2, 3]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("stt", "number"),
        ("thuộc cụm", "cluster"),
        ("tên khối thi đua", "cluster"),
        ("các đơn vị thành viên", "members"),
        ("tên đơn vị", "unit"),
        ("họ và tên", "person"),
        ("chức vụ, đơn vị công tác", "office"),
        ("phó trưởng khối năm 2015", "deputy"),
        ("đơn vị cụm trưởng", "head"),
        ("phân công năm 2020", "role"),
        ("hình thức khen thưởng", "award"),
        ("xếp thứ", "rank"),
        ("tổng điểm", "score"),
        ("số lượng", "count"),
        ("thu nhập bình quân", ""),
    ],
)
def test_what_a_title_says_of_its_column(title: str, kind: str) -> None:
    assert title_kind(title) == kind


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("TT Đơn vị Điểm tự chấm Điểm Cụm chấm Xếp thứ", ["number", "unit", "score", "score", "rank"]),
        ("Khối Đơn vị thành viên Trưởng khối Phó Trưởng khối", ["cluster", "members", "head", "deputy"]),
        ("STT Tên đơn vị Thuộc cụm", ["number", "unit", "cluster"]),
        ("TT Huế: hội nghị khai mạc sáng nay", []),
        ("Đơn vị dẫn đầu", []),
        ("Tên đơn vị", []),
    ],
)
def test_titles_that_stand_in_one_line(line: str, kinds: list[str]) -> None:
    found = tokens(line)
    assert [column.kind for column in lost_titles(found, 0, len(found))] == kinds


def test_no_table_where_no_bars_are() -> None:
    found = tokens("Hội nghị tổng kết.\nCác đơn vị ký giao ước.")
    assert find_tables(found, [(0, 18), (19, 42)]) == ()


def test_rows_of_a_table_in_order() -> None:
    found = context("TT | Đơn vị | Điểm\n1 | Sở Y tế | 98\n2 | Sở Nội vụ | 97\n | Cộng | 195", "context")
    (table,) = found.tables
    words = [[cell.words(found.mentions.tokens) for cell in row.cells] for row in table.rows]
    assert words == [["1", "sở y tế", "98"], ["2", "sở nội vụ", "97"], ["", "cộng", "195"]]


def test_numbered_lists_of_units_with_their_offices() -> None:
    text = DECISION.format(
        year=2009,
        title="Về việc chia khối thi đua năm 2009",
        articles="Điều 1. Chia các cơ quan thành 02 khối thi đua theo danh sách kèm theo.",
        annex="DANH SÁCH\nKhối thi đua năm 2009\n(Kèm theo Quyết định số 31/QĐ-UBND)\n\n"
        "I. KHỐI THI ĐUA CÁC CƠ QUAN NỘI CHÍNH (3 đơn vị)\n1. Công an tỉnh - Khối trưởng\n2. Thanh tra tỉnh\n"
        "3. Sở Tư pháp - Khối phó\n\nII. KHỐI THI ĐUA CÁC SỞ KINH TẾ (3 đơn vị)\n1. Sở Xây dựng\n"
        "2. Sở Tài chính - Khối trưởng\n3. Sở Thương mại",
    )
    found = facts(text)
    assert [member.unit for member in found.members] == [
        "Công an tỉnh",
        "Thanh tra tỉnh",
        "Sở Tư pháp",
        "Sở Xây dựng",
        "Sở Tài chính",
        "Sở Thương mại",
    ]
    assert [(office.role, office.unit) for office in found.headships] == [
        ("head", "Công an tỉnh"),
        ("deputy", "Sở Tư pháp"),
        ("head", "Sở Tài chính"),
    ]


def test_units_ranked_in_running_text_are_members() -> None:
    found = facts(
        "Hội nghị tổng kết Cụm thi đua số 6 ngành Kiểm sát nhân dân\nNgày 5/12/2017, Cụm thi đua số 6 ngành Kiểm sát nhân "
        "dân tổ chức hội nghị tổng kết công tác thi đua năm 2017 tại VKSND tỉnh Hà Nam.\n"
        "Kết quả chấm điểm, Cụm nhất trí xếp thứ tự: 1. Nam Định; 2. Hà Nam; 3. Thái Bình; 4. Ninh Bình."
    )
    names = {f"VKSND tỉnh {place}" for place in ("Nam Định", "Hà Nam", "Thái Bình", "Ninh Bình")}
    assert {member.unit for member in found.members} == names
    assert [(award.name, award.recipient) for award in found.awards if award.award == "placing"] == [
        ("1", "VKSND tỉnh Nam Định"),
        ("2", "VKSND tỉnh Hà Nam"),
        ("3", "VKSND tỉnh Thái Bình"),
        ("4", "VKSND tỉnh Ninh Bình"),
    ]


def test_as_above_stands_for_the_cluster_of_the_row_before() -> None:
    rows = [
        ["TT", "Đơn vị", "Cụm thi đua", "Nhiệm vụ"],
        ["1", "Huyện Đam Rông", "Cụm số 3", "Cụm phó"],
        ["2", "Huyện Cát Tiên", "nt", "Cụm trưởng"],
        ["3", "Huyện Đạ Huoai", "Cụm số 4", ""],
    ]
    text = DECISION.format(
        year=2018, title="Về việc chia cụm thi đua", articles="Điều 1. Chia cụm.", annex=barred(rows)
    )
    assert told(facts(text))[0] == {("3", "Huyện Đam Rông"), ("3", "Huyện Cát Tiên"), ("4", "Huyện Đạ Huoai")}


def test_signatures_stand_in_the_column_of_their_office() -> None:
    found = read(
        "BIÊN BẢN\nHọp bình xét thi đua năm 2018 Khối thi đua số 5\n\nHôm nay, ngày 10/12/2018, tại Sở Xây dựng, Khối thi đua "
        "số 5 tỉnh Lâm Đồng họp bình xét thi đua năm 2018. Chủ trì: ông Lê Đình Phú, Giám đốc Sở Xây dựng, Trưởng khối. "
        "Thư ký: bà Võ Thị Lan, chuyên viên Sở Xây dựng.\nBiên bản lập thành 03 bản, kết thúc hồi 11 giờ cùng ngày./.\n\n"
        "THƯ KÝ\tTRƯỞNG KHỐI\n(đã ký)\t(đã ký)\nVõ Thị Lan\tLê Đình Phú"
    )
    assert {office.person for office in found.headships} == {"Lê Đình Phú"}
