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
