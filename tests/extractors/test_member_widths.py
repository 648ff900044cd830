"""One meeting, its members told in as many ways as writers have: how many of the ways are read."""

import pytest

from tests.extractors.reading import facts

MEETING = "Hội nghị tổng kết\n\nNgày 12/12/2019, {cluster} tổ chức hội nghị tổng kết. {told}"


@pytest.mark.parametrize(
    ("system", "told", "size"),
    [
        (
            "Sở Tư pháp",
            "Cụm thi đua số 4 có 4 đơn vị thành viên là Sở Tư pháp các tỉnh, thành: Cần Thơ, An Giang, Cà Mau, Kiên Giang.",
            4,
        ),
        (
            "Sở Tư pháp",
            "Cụm gồm 4 đơn vị thành viên là Sở Tư pháp các tỉnh: Bạc Liêu, An Giang, Cà Mau, Kiên Giang.",
            4,
        ),
        ("Sở Tư pháp", "Cụm có 04 thành viên, bao gồm Sở Tư pháp 4 tỉnh: Bạc Liêu, An Giang, Cà Mau, Kiên Giang.", 4),
        ("Sở Tư pháp", "Thành viên của cụm gồm Sở Tư pháp các tỉnh Bạc Liêu, An Giang, Cà Mau, Kiên Giang.", 4),
        ("", "Cụm gồm 4 trường: THPT Lê Lợi, THPT Trần Phú, THPT Hàm Rồng, THPT Đào Duy Từ.", 4),
        (
            "",
            "Cụm có 4 trường: Trường THPT Lê Lợi, Trường THPT Trần Phú, Trường THPT Hàm Rồng, Trường THPT Đào Duy Từ.",
            4,
        ),
        ("", "Cụm có 4 trường THCS: Lê Lợi, Trần Phú, Hoằng Hà, Nguyễn Du.", 4),
        (
            "",
            "Cụm có 5 công ty: Công ty CP Than Hà Tu, Công ty CP Than Núi Béo, Công ty Than Mạo Khê, Công ty Than Nam Mẫu, Công ty CP Than Vàng Danh.",
            5,
        ),
        (
            "",
            "Cụm gồm 4 xã, nghe thì ít nhưng đi hết một vòng mất cả ngày: Tân Lập, Phú Hòa, Bình Minh và An Thạnh.",
            4,
        ),
        ("", "Cụm còn 4 hội. Đó là các Hội Luật gia, Đông y, Nhà báo và Hội Khuyến học tỉnh.", 4),
        ("", "Năm bệnh viện trong cụm thi đua ấy là Đa khoa tỉnh, Sản Nhi, Mắt, Phổi và Tâm thần.", 5),
        ("", "Cụm gồm 3 chi nhánh: Sacombank Bình Định, LienVietPostBank Bình Định, SHB Bình Định.", 3),
        ("", "Cụm có 3 trường: THPT số 1 Đức Phổ, THPT số 2 Đức Phổ, THPT Ba Tơ.", 3),
        ("", "Cụm có các Sở Y tế, Tư pháp, Công Thương và Thanh tra tỉnh.", 4),
        ("", "Hiện cụm có 4 huyện: Hải Lăng, Triệu Phong, Cam Lộ, Gio Linh.", 4),
        ("", "Cụm thi đua số 4 tập hợp các phường Xuân Hương, Cam Ly, Lâm Viên cùng hai xã Lạc Dương, D'Ran.", 5),
        ("", "Cụm thi đua số 4 quy tụ 5 xã, phường: Xuân Hương, Cam Ly, Lâm Viên, Lạc Dương, Đơn Dương.", 5),
        ("Quân đoàn 3", "Cụm có 5 đơn vị: các Trung đoàn 48, 52, 64, 27 và Lữ đoàn 45.", 5),
        ("Quân đoàn 3", "Cụm gồm các Sư đoàn 10, 31, 320 và Lữ đoàn Công binh 7.", 4),
        (
            "Đảng ủy Khối các cơ quan tỉnh",
            "Cụm gồm các đảng bộ: Sở Xây dựng, Sở Giao thông vận tải, Sở Công Thương và Chi bộ Ban Dân tộc.",
            4,
        ),
        ("Đảng ủy Khối các cơ quan tỉnh", "Cụm có 3 đảng bộ: Sở Xây dựng, Sở Giao thông vận tải, Sở Công Thương.", 3),
        ("Hội Khuyến học Việt Nam", "Cụm gồm Hội Khuyến học 4 tỉnh Tây Bắc: Điện Biên, Lai Châu, Sơn La, Hòa Bình.", 4),
        ("Hội Khuyến học Việt Nam", "Cụm gồm 4 tỉnh Tây Bắc là Điện Biên, Lai Châu, Sơn La, Hòa Bình.", 4),
        (
            "Hội Khuyến học Việt Nam",
            "Dự hội nghị có lãnh đạo Hội Khuyến học 4/4 tỉnh trong cụm là Điện Biên, Lai Châu, Sơn La, Hòa Bình.",
            4,
        ),
        (
            "Hội Khuyến học Việt Nam",
            "Dự hội nghị có đại diện 4 tỉnh trong Cụm: Điện Biên, Lai Châu, Sơn La, Hòa Bình.",
            4,
        ),
        (
            "Hội Khuyến học Việt Nam",
            "Dự hội nghị có đại diện các đơn vị thành viên trong Cụm: Điện Biên, Lai Châu, Sơn La, Hòa Bình.",
            4,
        ),
        (
            "",
            "Dự hội nghị có giám đốc 4 công ty trong Cụm: Công ty Cao su Chư Sê, Công ty Cao su Chư Prông, Công ty Cao su Mang Yang, Công ty Cao su Kon Tum.",
            4,
        ),
        ("", "Dự hội nghị có đại diện lãnh đạo 4 đài thành viên: Đồng Nai, Bình Dương, Tây Ninh, Lâm Đồng.", 4),
        (
            "",
            "Dự hội nghị có lãnh đạo các đài phát thanh - truyền hình thành viên: Đồng Nai, Bình Dương, Tây Ninh và Lâm Đồng.",
            4,
        ),
        (
            "MTTQ Việt Nam",
            "Sau sáp nhập, Cụm còn 4 đơn vị (trước đây là 9 đơn vị): Đà Nẵng, Quảng Ngãi, Gia Lai, Đắk Lắk.",
            4,
        ),
        ("MTTQ Việt Nam", "Hiện nay, Cụm có 4 tỉnh, thành phố (Đà Nẵng, Quảng Ngãi, Gia Lai, Đắk Lắk).", 4),
        (
            "Hội Người mù Việt Nam",
            "Cụm có 4 thành viên: Tỉnh Hội Đồng Nai, Tỉnh Hội Bình Dương, Tỉnh Hội Tây Ninh và Tỉnh Hội Bình Phước.",
            4,
        ),
        (
            "Hội Người mù Việt Nam",
            "Tỉnh Hội Đồng Nai, Tỉnh Hội Bình Dương, Tỉnh Hội Tây Ninh và Tỉnh Hội Bình Phước là 4 thành viên của cụm.",
            4,
        ),
        (
            "Hội Người mù Việt Nam",
            "Tỉnh Hội Đồng Nai, Tỉnh Hội Bình Dương, Tỉnh Hội Tây Ninh, Tỉnh Hội Bình Phước: đó là bốn thành viên của Cụm.",
            4,
        ),
        (
            "Hội Người mù Việt Nam",
            "Bốn thành viên của cụm: Tỉnh Hội Đồng Nai, Tỉnh Hội Bình Dương, Tỉnh Hội Tây Ninh, Tỉnh Hội Bình Phước đã ký giao ước.",
            4,
        ),
        ("Kiểm toán nhà nước", "Dự có lãnh đạo 4 KTNN khu vực thuộc Cụm: I, VI, VII và khu vực II.", 4),
        ("Kiểm toán nhà nước", "Cụm gồm KTNN khu vực I, KTNN khu vực II, KTNN khu vực VI, KTNN khu vực X.", 4),
        ("Kiểm toán nhà nước", "Cụm gồm các KTNN khu vực I, II, VI, X.", 4),
        ("", "Cụm gồm 5 chi nhánh ngân hàng: Agribank, BIDV, VietinBank, Vietcombank, MB.", 5),
        ("", "Các đơn vị trong cụm gồm: Công an huyện Gò Dầu, Công an huyện Trảng Bàng, Công an thị xã Hòa Thành.", 3),
        ("", "Cụm có sự tham gia của Công an huyện Gò Dầu, Công an huyện Trảng Bàng, Công an thị xã Hòa Thành.", 3),
        (
            "",
            "Cụm được thành lập với 3 thành viên: Công an các huyện Gò Dầu, Trảng Bàng và Công an thị xã Hòa Thành.",
            3,
        ),
        ("", "Cụm do 3 đơn vị hợp thành: Công an huyện Gò Dầu, Công an huyện Trảng Bàng, Công an thị xã Hòa Thành.", 3),
        (
            "",
            "Lần lượt điểm danh: Công an huyện Gò Dầu, Công an huyện Trảng Bàng, Công an thị xã Hòa Thành. Đủ 3/3 đơn vị.",
            3,
        ),
        ("", "Trong Cụm có các đơn vị: Sở Y tế, Sở Tư pháp, Sở Nội vụ.", 3),
        ("", "Cụm có 3 sở: Y tế, Tư pháp, Nội vụ.", 3),
        ("", "Cụm gồm các sở: Y tế, Tư pháp, Nội vụ và Thanh tra tỉnh.", 4),
        ("", "Cụm gồm 4 Sở: Y tế, Tư pháp, Nội vụ, Tài chính.", 4),
        ("", "Cụm gồm: Sở Y tế (Cụm trưởng), Sở Tư pháp (Cụm phó), Sở Nội vụ.", 3),
        ("", "Các thành viên Cụm:\n1. Sở Y tế\n2. Sở Tư pháp\n3. Sở Nội vụ\n", 3),
        ("", "Thành phần Cụm gồm có:\n- Sở Y tế;\n- Sở Tư pháp;\n- Sở Nội vụ.\n", 3),
        ("", "Tại hội nghị, 3 đơn vị thành viên gồm Sở Y tế, Sở Tư pháp, Sở Nội vụ đã ký kết giao ước.", 3),
        ("", "Về dự có 3/3 đơn vị thành viên (Sở Y tế, Sở Tư pháp, Sở Nội vụ).", 3),
        (
            "",
            "Cụm có 3 đơn vị. Tham dự có bà Lê Thị Hà, Giám đốc Sở Y tế; ông Trần Văn An, Giám đốc Sở Tư pháp; ông Lê Văn Bình, Giám đốc Sở Nội vụ.",
            3,
        ),
        (
            "Hội CCB Việt Nam",
            "Cụm có 3 đơn vị. Tham dự có ông Lê Hà, Chủ tịch Hội CCB tỉnh Lào Cai; ông Trần Văn An, Chủ tịch Hội CCB tỉnh Yên Bái; ông Lê Văn Bình, Phó Chủ tịch Hội CCB tỉnh Phú Thọ.",
            3,
        ),
        (
            "Hội CCB Việt Nam",
            "Cụm có 3 đơn vị. Thành phần tham dự:\n1. Ông Lê Hà, Chủ tịch Hội CCB tỉnh Lào Cai;\n2. Ông Trần Văn An, Chủ tịch Hội CCB tỉnh Yên Bái;\n3. Ông Lê Văn Bình, Phó Chủ tịch Hội CCB tỉnh Phú Thọ.\n",
            3,
        ),
        (
            "Tổng công ty Bưu chính Việt Nam",
            "Cụm có 4 đơn vị. Cùng dự là giám đốc các Bưu điện tỉnh Quảng Nam, Quảng Ngãi, Phú Yên và Bưu điện TP Đà Nẵng.",
            4,
        ),
        (
            "Tổng công ty Bưu chính Việt Nam",
            "Cụm gồm Bưu điện tỉnh Quảng Nam, Quảng Ngãi, Phú Yên và Bưu điện TP Đà Nẵng.",
            4,
        ),
    ],
)
def test_members_are_told_in_many_ways(system: str, told: str, size: int) -> None:
    found = facts(MEETING.format(cluster=f"Cụm thi đua số 4 {system}".strip(), told=told))
    assert [cluster.number for cluster in found.clusters] == ["4"]
    assert len({member.unit for member in found.members}) == size
