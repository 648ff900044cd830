"""Where names of people, kinds of bodies and further groups of people stand beside the units of a list."""

import pytest

from tests.extractors.reading import facts

NAMED = ["Hội Nông dân xã Hải Lý", "Hội Nông dân xã Hải Sơn"]


@pytest.mark.parametrize("person", ["Ông Vũ Văn Phú", "Bà Lê Thị Hoa", "Ông Trần Đình Quế", "Anh Phạm Bá Lộc"])
def test_an_honorific_begins_no_place(person: str) -> None:
    found = facts(
        "Cụm thi đua số 3 gồm Hội Nông dân 2 xã: Hải Lý, Hải Sơn.\n"
        "Cụm thi đua số 3 đề nghị khen thưởng như sau:\n1. Đề nghị Hội Nông dân tỉnh tặng Bằng khen cho:\n"
        f"- Hội Nông dân xã Hải Lý;\n- {person}, Chủ tịch Hội Nông dân xã Hải Sơn.\n"
    )
    assert [member.unit for member in found.members] == NAMED


@pytest.mark.parametrize("kind", ["các tỉnh Hội với Cụm trưởng", "các huyện Hội và Cụm trưởng"])
def test_a_kind_of_bodies_is_no_unit(kind: str) -> None:
    found = facts(
        "Cụm thi đua số 5 Hội Nông dân Việt Nam gồm các tỉnh: Long An, Bến Tre, Trà Vinh.\n"
        f"Chế độ thông tin báo cáo giữa {kind} chưa kịp thời."
    )
    assert {member.place for member in found.members} == {"Long An", "Bến Tre", "Trà Vinh"}
    assert found.headships == ()


@pytest.mark.parametrize(
    "told", ["có 3 tỉnh Hội: Gia Lai, Kon Tum và Đắk Nông", "gồm các tỉnh hội: Gia Lai, Kon Tum, Đắk Nông"]
)
def test_bodies_named_by_their_level_have_the_name_of_their_union(told: str) -> None:
    found = facts(f"Cụm thi đua số 4 Hội Chữ thập đỏ Việt Nam họp giao ban. Cụm thi đua số 4 {told}.")
    assert {member.unit for member in found.members} == {
        f"Hội Chữ thập đỏ tỉnh {place}" for place in ("Gia Lai", "Kon Tum", "Đắk Nông")
    }


def test_offices_completed_by_a_province_have_its_place() -> None:
    found = facts("Cụm thi đua số 2 có 03 Sở Tư pháp thành viên: Kon Tum, Gia Lai, Lâm Đồng.")
    assert [member.place for member in found.members] == ["Kon Tum", "Gia Lai", "Lâm Đồng"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Trưởng cơ quan đại diện phía Nam", "Trưởng cơ quan đại diện phía Nam"),
        ("Phó Cục trưởng Cục Tổ chức cán bộ, Bộ Công an", "Phó Cục trưởng Cục Tổ chức cán bộ, Bộ Công an"),
        ("Vụ trưởng Vụ Thi đua, Bộ Tài chính", "Vụ trưởng Vụ Thi đua, Bộ Tài chính"),
        ("Bí thư Huyện ủy Yên Thành và Thường trực LĐLĐ các huyện", "Bí thư Huyện ủy Yên Thành"),
        ("Bí thư Huyện ủy Yên Thành và lãnh đạo các phòng", "Bí thư Huyện ủy Yên Thành"),
    ],
)
def test_where_titles_end(words: str, title: str) -> None:
    found = facts(f"Cụm thi đua số 2 họp tổng kết. Dự hội nghị có ông Cao Văn Thiết, {words}.")
    assert [leader.titles for leader in found.leaders] == [(title,)]


@pytest.mark.parametrize("issuer", ["Ban đại diện Hội NCT tỉnh Nam Định", "Ban chỉ đạo", "Ban quản lý Khu kinh tế"])
def test_boards_issue_papers(issuer: str) -> None:
    found = facts(f"Cụm thi đua số 1 họp theo Hướng dẫn số 15/HD-BĐD ngày 20/10/2020 của {issuer} về công tác thi đua.")
    assert [reference.issuer for reference in found.references] == [issuer]


@pytest.mark.parametrize(
    "kind", ["TRƯỜNG THPT KHU VỰC PHÍA BẮC (2 đơn vị)", "TRƯỜNG THPT VÙNG CAO (02 trường)", "TRƯỜNG THPT (2 đơn vị)"]
)
def test_the_heading_of_an_annex_is_no_member(kind: str) -> None:
    found = facts(
        "DANH SÁCH CÁC CỤM THI ĐUA NGÀNH GIÁO DỤC\nNăm học 2010 - 2011\n\n"
        f"CỤM 2: {kind}\n1     Trường THPT Chợ Đồn          Cụm trưởng\n2     Trường THPT Ba Bể\n"
    )
    assert [member.unit for member in found.members] == ["Trường THPT Chợ Đồn", "Trường THPT Ba Bể"]


def test_a_title_is_joined_to_its_unit_once() -> None:
    found = facts(
        "Cụm thi đua số 3 gồm 2 đơn vị:\n1. CĐCS Công ty CP May Bình Minh\n2. CĐCS Công ty TNHH Sao Mai\n"
        "Cụm trưởng năm 2021: CĐCS Công ty CP May Bình Minh - bà Phan Thị Lan, Chủ tịch CĐCS.\n"
    )
    assert [leader.titles for leader in found.leaders] == [("Chủ tịch CĐCS Công ty CP May Bình Minh",)]


def test_a_province_is_the_place_of_its_youth_union() -> None:
    found = facts(
        "Khối thi đua các đoàn thể tỉnh Bình Định tổng kết năm 2008. "
        "Khối thi đua các đoàn thể tỉnh Bình Định gồm: Tỉnh đoàn, Hội LHPN tỉnh, Hội Nông dân tỉnh."
    )
    assert {member.unit: member.place for member in found.members}["Tỉnh đoàn"] == "Bình Định"


HEADLINE = "Khối thi đua các cơ quan tỉnh tổng kết công tác năm 2008"
PROSE = (
    "Sáng 12/1/2009, Khối thi đua các cơ quan tỉnh Bình Định tổ chức hội nghị tổng kết công tác thi đua năm 2008 và "
    "triển khai nhiệm vụ năm 2009 với sự tham gia của đông đảo đại biểu các đơn vị trong khối."
)


@pytest.mark.parametrize(
    ("foot", "name"),
    [
        ("• N.Phúc", "N.Phúc"),
        ("- Thu Hà", "Thu Hà"),
        ("Lan Anh\n\nCác bài mới hơn\nHội nghị kết nối\nCác bài cũ hơn\nSản xuất công nghiệp tháng 1 giảm", "Lan Anh"),
    ],
)
def test_bylines_at_the_foot(foot: str, name: str) -> None:
    found = facts(f"Báo Bình Định\n\nKhối thi đua tổng kết công tác\n\n{PROSE}\n\n{PROSE}\n\n{foot}\n")
    assert found.document.author == name


@pytest.mark.parametrize(
    "banner",
    [
        "Báo Hậu Giang - Tiếng nói của Đảng bộ, chính quyền và nhân dân tỉnh Hậu Giang",
        "Báo Hậu Giang | Cơ quan chủ quản: Tỉnh ủy Hậu Giang",
        "Báo Hậu Giang - Cơ quan ngôn luận của Đảng bộ tỉnh",
    ],
)
def test_a_banner_with_a_slogan(banner: str) -> None:
    found = facts(f"{banner}\nTRANG CHỦ | CHÍNH TRỊ | KINH TẾ\n\n{HEADLINE}\n\nĐăng lúc: 09/07/2021 06:12\n\n{PROSE}\n")
    assert found.document.publisher == "Báo Hậu Giang"


def test_the_owner_of_a_paper_is_not_the_paper() -> None:
    found = facts(
        f"Khối thi đua tổng kết công tác\n\n(Báo Quân khu 5 Online) - {PROSE}\n\n"
        "© Cơ quan chủ quản: Đảng ủy - Bộ Tư lệnh Quân khu 5\n"
    )
    assert found.document.publisher == "Báo Quân khu 5 Online"


@pytest.mark.parametrize("office", ["KHỐI TRƯỞNG\nGIÁM ĐỐC AGRIBANK CHI NHÁNH CÀ MAU", "TRƯỞNG KHỐI\nGIÁM ĐỐC SỞ Y TẾ"])
def test_who_signs_a_paper_without_a_motto_is_no_author(office: str) -> None:
    found = facts(
        "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nKHỐI THI ĐUA CÁC NGÂN HÀNG\nCà Mau, ngày 08 tháng 4 năm 2016\n\n"
        "QUY CHẾ\nHoạt động của Khối thi đua các Ngân hàng thương mại tỉnh Cà Mau\n\nĐiều 1. Thành viên\n"
        "Khối thi đua các Ngân hàng thương mại tỉnh Cà Mau gồm: Agribank Chi nhánh Cà Mau, BIDV Chi nhánh Cà Mau.\n"
        "Điều 2. Quy chế có hiệu lực từ ngày ký; trong quá trình thực hiện các thành viên thảo luận, sửa đổi./.\n\n"
        f"{office}\n(đã ký)\nTrương Hoài Bảo\n"
    )
    assert found.document.author is None
    assert [(leader.person, leader.capacities) for leader in found.leaders] == [("Trương Hoài Bảo", ("head",))]
