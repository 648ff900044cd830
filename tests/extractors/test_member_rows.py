import pytest

from tests.extractors.reading import facts


def rows(text: str) -> dict[str, list[str]]:
    """Member units by the cluster's name without ``Cụm thi đua``."""
    found = facts(text)
    names = {cluster.id: cluster.name.split(" thi đua ", 1)[-1] for cluster in found.clusters}
    listed: dict[str, list[str]] = {}
    for member in found.members:
        listed.setdefault(names[member.cluster], []).append(member.unit)
    return listed


DECISION = """UBND HUYỆN VĨNH THUẬN
Số: 12/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Vĩnh Thuận, ngày 12 tháng 01 năm 2011
QUYẾT ĐỊNH
Về việc chia cụm, khối thi đua
Điều 1. Chia các cơ quan, đơn vị thành các cụm, khối thi đua theo bảng kèm theo.
Điều 2. Chánh Văn phòng thi hành quyết định này./.
CHỦ TỊCH
(Đã ký)
Trần Văn Lộc

{annex}
"""


@pytest.mark.parametrize(
    "heading",
    [
        "PHỤ LỤC\nCÁC CỤM, KHỐI THI ĐUA",
        "BẢNG PHÂN CHIA CỤM, KHỐI THI ĐUA\n(Kèm theo Quyết định số 12/QĐ-UBND)",
        "CÁC CỤM, KHỐI THI ĐUA HUYỆN VĨNH THUẬN\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 12/01/2011)",
        "TỔ CHỨC CỤM, KHỐI THI ĐUA\nNĂM 2011\n(Kèm theo Quyết định số 12/QĐ-UBND)",
    ],
)
def test_the_annex_of_a_decision_tells_who_belongs_to_which_cluster(heading: str) -> None:
    annex = (
        f"{heading}\n\nSTT Tên cụm Thành viên Số lượng\n"
        "1 Cụm thi đua số 1 (vùng ven sông) Thị trấn Vĩnh Thuận; các xã Tân Thuận, Vĩnh Phong 03\n"
        "2 Cụm thi đua số 2 Các xã Bình Minh, Vĩnh Bình Bắc, Vĩnh Bình Nam, Phong Đông 04\n"
    )
    assert rows(DECISION.format(annex=annex)) == {
        "số 1": ["Thị trấn Vĩnh Thuận", "xã Tân Thuận", "xã Vĩnh Phong"],
        "số 2": ["xã Bình Minh", "xã Vĩnh Bình Bắc", "xã Vĩnh Bình Nam", "xã Phong Đông"],
    }


@pytest.mark.parametrize(
    ("row", "name", "units"),
    [
        (
            "1 Khối thi đua các phòng tham mưu Phòng Nội vụ; Phòng Tư pháp; Thanh tra huyện 03",
            "các phòng tham mưu",
            ["Phòng Nội vụ", "Phòng Tư pháp", "Thanh tra huyện"],
        ),
        (
            "2 Khối thi đua các trường THPT Trường THPT Lê Hoàn; Trường THPT Trần Phú 02",
            "các trường THPT",
            ["Trường THPT Lê Hoàn", "Trường THPT Trần Phú"],
        ),
        (
            "| 3 | Khối thi đua Đảng, đoàn thể | Ban Dân vận Huyện ủy; Hội Nông dân huyện | 02 |",
            "Đảng, đoàn thể",
            ["Ban Dân vận Huyện ủy", "Hội Nông dân huyện"],
        ),
        (
            "Cụm thi đua số 5 | Xã Mỹ Lộc; xã Mỹ Tân; thị trấn Mỹ An | 3",
            "số 5",
            ["Xã Mỹ Lộc", "xã Mỹ Tân", "thị trấn Mỹ An"],
        ),
    ],
)
def test_a_row_that_begins_with_the_cluster(row: str, name: str, units: list[str]) -> None:
    assert rows(DECISION.format(annex=f"PHỤ LỤC\n\n{row}\n")) == {name: units}


def test_units_beside_their_cluster_in_a_list_of_awards() -> None:
    text = """QUYẾT ĐỊNH
Về việc khen thưởng các cụm, khối thi đua năm 2016
Điều 1. Tặng Cờ thi đua của UBND tỉnh năm 2016 cho các tập thể sau:
| TT | Tập thể | Cụm, khối |
| 1 | Sở Tư pháp | Khối thi đua Nội chính |
| 2 | Hội Nông dân tỉnh | Khối thi đua Mặt trận - Đoàn thể |
| 3 | Huyện Mai Sơn | Cụm thi đua các huyện, thành phố |
- Huyện Yên Châu (Cụm thi đua các huyện, thành phố);
- Tỉnh Đoàn (thuộc Khối thi đua Mặt trận - Đoàn thể).
"""
    assert rows(text) == {
        "Nội chính": ["Sở Tư pháp"],
        "Mặt trận - Đoàn thể": ["Hội Nông dân tỉnh", "Tỉnh Đoàn"],
        "các huyện, thành phố": ["Huyện Mai Sơn", "Huyện Yên Châu"],
    }


def test_a_unit_above_its_cluster() -> None:
    text = """QUYẾT ĐỊNH
Tặng Cờ thi đua cho các đơn vị dẫn đầu các cụm thi đua năm 2018
1. Nhân dân và cán bộ huyện Sông Mã
   Dẫn đầu Cụm thi đua số 1 (các huyện vùng cao).
2. Sở Công Thương
   Đơn vị dẫn đầu Khối thi đua số 4.
Khối thi đua số 5:  3. Sở Tài chính; 4. Cục Thuế tỉnh.
Khối thi đua số 6:  5. Báo Sơn La.
"""
    assert rows(text) == {
        "số 1": ["huyện Sông Mã"],
        "số 4": ["Sở Công Thương"],
        "số 5": ["Sở Tài chính", "Cục Thuế tỉnh"],
        "số 6": ["Báo Sơn La"],
    }


@pytest.mark.parametrize(
    "told",
    [
        "Cụm thi đua số 3 (thị xã An Khê, các huyện Kbang, Đak Pơ) đã tổng kết năm 2006.",
        "Cụm thi đua số 3 của tỉnh (thị xã An Khê, các huyện Kbang, Đak Pơ) đã tổng kết năm 2006.",
        "Cụm thi đua số 3 gồm 3 đơn vị (thị xã An Khê, các huyện Kbang, Đak Pơ) đã tổng kết năm 2006.",
    ],
)
def test_a_list_in_brackets_behind_the_name(told: str) -> None:
    assert rows(f"Tin thi đua\n\nNgày 10-1-2007, {told}")["số 3"] == ["thị xã An Khê", "huyện Kbang", "huyện Đak Pơ"]


@pytest.mark.parametrize(
    "text",
    [
        "Cụm thi đua số 2 - Thanh tra tỉnh Gia Lai và Thanh tra tỉnh Kon Tum phối hợp tổ chức hội nghị.",
        "Cụm thi đua số 2 (các huyện miền núi, hải đảo) họp tổng kết năm 2016.",
        "Cụm thi đua số 2: UBND tỉnh Gia Lai và UBND tỉnh Kon Tum ký kết hợp tác.",
    ],
)
def test_no_list_of_members(text: str) -> None:
    assert rows(text) == {}


def test_rows_that_leave_thi_dua_to_their_heading() -> None:
    text = """THÔNG BÁO
Danh sách Trưởng khối, Phó khối các khối thi đua năm 2012

STT | Khối thi đua | Trưởng khối | Phó khối
1 | Khối Đảng | Văn phòng Tỉnh ủy | Ban Dân vận Tỉnh ủy
2 | Khối Mặt trận, đoàn thể | Hội Nông dân tỉnh | Tỉnh đoàn
3 | Khối các huyện phía Nam | Huyện Cần Đước | Huyện Cần Giuộc
"""
    names = [cluster.name for cluster in facts(text).clusters]
    assert names == ["Khối Đảng", "Khối Mặt trận, đoàn thể", "Khối các huyện phía Nam"]
    assert {unit for units in rows(text).values() for unit in units} >= {"Hội Nông dân tỉnh", "Huyện Cần Đước"}


@pytest.mark.parametrize(
    "text",
    [
        "Các khối thi đua họp.\n1. Khối lượng công việc tăng.\n2. Khối phố 3 sạch đẹp.",
        "Các khối thi đua họp.\n| Khối lớp | 9 |\n| Khối lượng | 12 |",
    ],
)
def test_rows_of_other_things_are_no_clusters(text: str) -> None:
    assert facts(text).clusters == ()


COLUMNS = """TT | Cụm, khối | Tên gọi | Đơn vị thành viên | Cụm trưởng/Khối trưởng | Cụm phó/Khối phó
1 | Cụm thi đua số 1 | Các xã, thị trấn ven sông (04 đơn vị) | 1. Thị trấn Vĩnh Thuận; 2. Xã Tân Thuận; 3. Xã Vĩnh Phong; 4. Xã Vĩnh Bình Bắc | Xã Tân Thuận | Xã Vĩnh Phong
2 | Khối thi đua số 2 | Các phòng tham mưu (03 đơn vị) | 1. Phòng Nội vụ; 2. Phòng Tư pháp; 3. Thanh tra huyện | Phòng Tư pháp | Thanh tra huyện
"""


@pytest.mark.parametrize(
    "table",
    [
        COLUMNS,
        COLUMNS.replace(" | ", " "),
        COLUMNS.replace("4. ", "").replace("3. ", "").replace("2. ", "").replace("| 1. ", "| "),
        COLUMNS.replace(" | 1. ", " | - ").replace("; 2. ", ", ").replace("; 3. ", ", ").replace("; 4. ", ", "),
    ],
)
def test_a_table_that_describes_its_clusters_before_it_lists_them(table: str) -> None:
    text = DECISION.format(annex=f"PHỤ LỤC\nDANH SÁCH CÁC CỤM, KHỐI THI ĐUA THUỘC HUYỆN NĂM 2011\n\n{table}")
    assert rows(text) == {
        "số 1": ["Thị trấn Vĩnh Thuận", "Xã Tân Thuận", "Xã Vĩnh Phong", "Xã Vĩnh Bình Bắc"],
        "số 2": ["Phòng Nội vụ", "Phòng Tư pháp", "Thanh tra huyện"],
    }
    found = facts(text)
    assert [(office.role, office.unit) for office in found.headships] == [
        ("head", "Xã Tân Thuận"),
        ("deputy", "Xã Vĩnh Phong"),
        ("head", "Phòng Tư pháp"),
        ("deputy", "Thanh tra huyện"),
    ]
    assert [cluster.declared_size for cluster in found.clusters] == [4, 3]
    assert {cluster.system for cluster in found.clusters} == {"HUYỆN VĨNH THUẬN"}
