import pytest

from tests.extractors.reading import context, facts


def sizes(text: str) -> list[int | None]:
    return [entity.size for entity in context(text).clusters]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cụm thi đua số 4 gồm 7 đơn vị thành viên.", 7),
        ("Cụm thi đua số 4 gồm có 07 tỉnh phía Bắc.", 7),
        ("Cụm thi đua số 4 có 9 Hội CCB các tỉnh, thành phố.", 9),
        ("Cụm thi đua số 4 hiện có 11 đơn vị.", 11),
        ("Cụm thi đua số 4 (06 đơn vị) họp tổng kết.", 6),
        ("Cụm thi đua số 4, gồm tám tỉnh miền Trung, đã họp.", 8),
        ("Cụm thi đua số 4 với sáu thành viên đã họp.", 6),
        ("Cụm thi đua số 4 quy tụ mười hai trường THPT.", 12),
        ("Cụm thi đua 5 thành phố trực thuộc Trung ương họp.", 5),
        ("Cụm thi đua Liên minh HTX 05 thành phố trực thuộc trung ương họp.", 5),
        ("Khối thi đua các trường THPT gồm 14 trường.", 14),
        ("Khối thi đua số 2 họp. Toàn khối có 8 cơ quan, đơn vị.", 8),
        ("Cụm thi đua số 4 họp; dự có đại diện 6/6 đơn vị.", 6),
        ("Cụm thi đua số 4 họp; 5/6 đơn vị trong cụm có mặt.", 6),
        ("Cụm thi đua số 4 được sắp xếp lại từ đầu năm theo quyết định của Tổng cục, gồm 9 đơn vị.", 9),
        ("Cụm thi đua số 4 của tỉnh được lập từ năm 2004, tập hợp 5 huyện.", 5),
        ("Sau sáp nhập, Cụm thi đua số 4 gọn lại còn 5 đơn vị.", 5),
        ("Cụm thi đua số 4: tám phòng GD&ĐT ký giao ước.", 8),
        ("Cụm thi đua số 4 họp. Toàn cụm (6 sở) có 12 sáng kiến.", 6),
        ("Cụm thi đua số 4 ký giao ước thi đua năm 2019: 11 đơn vị tham gia.", 11),
        ("Cụm thi đua số 4: Ngày 30/8, 7 trường cao đẳng đã ký giao ước thi đua năm học mới.", 7),
        ("Cụm thi đua số 4 họp. Đơn vị trong Cụm có mặt 8/9, vắng một.", 9),
        ("Cụm thi đua số 4 họp; tại các điểm cầu có đại diện 5/5 Đài.", 5),
        ("Cụm thi đua số 4 họp. Sau sáp nhập, Cụm còn 6 đơn vị (trước đây là 11 đơn vị).", 6),
        ("Khối thi đua số 4 họp. Khối gồm: BV Mắt, BV Nhi, BV Ung bướu, BV Tâm thần, và BV Đa khoa (5 đơn vị).", 5),
        ("Cụm thi đua số 4 họp. Hội Nông dân 4 tỉnh: Kon Tum, Gia Lai, Đắk Lắk, Đắk Nông thi đua.", 4),
        ("Cụm thi đua số 4 họp. Liên minh HTX 4 tỉnh (Kon Tum, Gia Lai, Đắk Lắk và Đắk Nông) thi đua.", 4),
        ("Cụm thi đua số 4 họp. Tổng dư nợ của 5 chi nhánh trong cụm tăng.", 5),
        ("Cụm thi đua số 4 họp. Bảy vị chủ tịch lần lượt bước lên ký bản giao ước thi đua năm 2020.", 7),
        ("Cụm thi đua số 4 họp. Lãnh đạo Hội 5 tỉnh cùng ký vào Giao ước thi đua năm 2020.", 5),
        ("Cụm thi đua số 4 họp. Dự hội nghị có lãnh đạo 8 sở, ngành thành viên.", 8),
        ("Cụm thi đua số 4 họp. 8 đơn vị trong cụm đều được đánh giá tốt.", 8),
        ("Cụm thi đua số 4 họp. Cụm có 3 đơn vị được tặng cờ.", None),
        ("Cụm thi đua số 4 họp. 2 đơn vị trong cụm là Sở A và Sở B được tặng cờ.", None),
        ("Cụm thi đua số 4 họp. Có 3 đơn vị trong cụm chưa nộp báo cáo.", None),
        ("Khối thi đua các cơ quan Đảng hai huyện Nam Trực và Hải Hậu họp.", None),
        ("Cụm thi đua số 4 chấm điểm tại ba đơn vị thành viên.", None),
        ("Khối thi đua số 4 họp. Cụm an toàn gồm 9 doanh nghiệp.", None),
        ("Cụm thi đua số 4 thành phố họp tổng kết.", None),
        ("Cụm thi đua số 4 họp; 100% các đơn vị trong cụm có mặt.", None),
    ],
)
def test_the_size_that_is_stated(text: str, expected: int | None) -> None:
    assert sizes(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Cụm thi đua số 4 gồm Hội CCB các tỉnh Hà Giang, Yên Bái, Lào Cai.",
        "Cụm thi đua số 4 hoàn thành 12 chỉ tiêu.",
        "Cụm thi đua số 4 ký giao ước gồm 6 nội dung.",
        "Cụm thi đua số 4 có 15 tập thể và 20 cá nhân được khen.",
        "Cụm thi đua số 4 đề nghị tặng Cờ cho 2 đơn vị.",
        "Cụm thi đua số 4 tặng 3 đơn vị giấy khen.",
        "Cụm thi đua số 4 họp lần thứ 9.",
        "Cụm thi đua số 4 giúp 30 xã nghèo.",
        "Cụm thi đua số 4 có tổng điểm 98,5.",
        "Cụm thi đua số 4 họp trong 2 ngày.",
        "Khối thi đua số 12 họp.",
        "Khối thi đua Doanh nghiệp 2 họp.",
    ],
)
def test_other_numbers_are_no_size(text: str) -> None:
    assert sizes(text) == [None]


def test_every_cluster_has_its_own_size() -> None:
    text = "Cụm thi đua số 1 gồm 6 đơn vị. Cụm thi đua số 2 gồm 9 đơn vị.\nCụm thi đua số 3 chưa kiện toàn."
    assert sizes(text) == [6, 9, None]


def test_the_words_that_state_it_are_kept() -> None:
    text = "Năm 2019, Cụm thi đua số 4 hiện có 11 đơn vị."
    span = context(text).clusters[0].size_span
    assert span is not None
    assert "11 đơn vị" in text[span.start : span.end]


MEMBERS = (
    "Cụm thi đua số 4 gồm Công an các tỉnh Gia Lai, Kon Tum, Đắk Lắk, Đắk Nông, Lâm Đồng.\n\n"
    "Cụm thi đua số 4 tổng kết năm 2019. {told}"
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Công an 5 tỉnh đặt bút ký.", 5),
        ("Năm tỉnh khám phá 120 vụ án.", 5),
        ("Bốn trong năm đơn vị đã xong.", 5),
        ("Ba đơn vị được khen.", None),
        ("Cả 5 nội dung đều đạt.", None),
        ("Tặng Giấy khen cho 5 cá nhân.", None),
        ("Hội nghị bàn về địa bàn số 5 tỉnh Gia Lai.", None),
    ],
)
def test_a_count_that_the_known_members_confirm(told: str, expected: int | None) -> None:
    assert [cluster.declared_size for cluster in facts(MEMBERS.format(told=told)).clusters] == [expected]


@pytest.mark.parametrize(
    "told",
    [
        "Cụm mình nhỏ, năm nhà cả thảy.",
        "Cụm biểu quyết nhất trí 5/5.",
        "Năm trường miền núi ấy là Đông Sơn, Hoa Lư, Cao Lãnh, Ba Chẽ và Lý Sơn.",
    ],
)
def test_a_count_of_all(told: str) -> None:
    text = f"Cụm thi đua số 4 ngành Giáo dục tổng kết năm 2019.\n\n{told} Các đơn vị ký giao ước thi đua năm 2020."
    assert [cluster.declared_size for cluster in facts(text).clusters] == [5]
