import pytest

from tests.extractors.reading import facts


def systems(text: str) -> list[str | None]:
    return [cluster.system for cluster in facts(text).clusters]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cụm thi đua số 4 Hội CCB Việt Nam tổng kết năm 2019.", "Hội CCB Việt Nam"),
        (
            "Cụm thi đua số 4 tổng kết năm 2019. Cụm thi đua số 4 (Hội CCB Việt Nam) đạt nhiều kết quả.",
            "Hội CCB Việt Nam",
        ),
        pytest.param(
            "Cụm thi đua số 4 Hội CCB Việt Nam tổ chức Hội nghị tổng kết năm 2019.",
            "Hội CCB Việt Nam",
        ),
        ("Cụm thi đua số 4 ngành Thanh tra tổng kết năm 2019.", "ngành Thanh tra"),
        # Said of the clusters in general
        (
            "Cụm thi đua số 4 tổng kết năm 2019. Đây là một trong các cụm thi đua Hội Khuyến học Việt Nam.",
            "Hội Khuyến học Việt Nam",
        ),
        # Certain from the members' organisation
        (
            (
                "Cụm thi đua số 4 tổng kết năm 2019, gồm Hội CCB các tỉnh Hà Giang, Yên Bái, Lào Cai. "
                "Đại diện Hội CCB Việt Nam đến dự."
            ),
            "Hội CCB Việt Nam",
        ),
        (
            (
                "Cụm thi đua số 4 tổng kết năm 2019, gồm Công an các tỉnh Hà Giang, Yên Bái, Lào Cai. "
                "Đại diện Bộ Công an đến dự."
            ),
            "Bộ Công an",
        ),
        (
            (
                "Hội LHPN tỉnh Quảng Trị mở hội nghị phát động thi đua. Cụm thi đua số 1 gồm Hội LHPN các huyện "
                "Cam Lộ, Gio Linh, Vĩnh Linh."
            ),
            "Hội LHPN tỉnh Quảng Trị",
        ),
        (
            (
                "Cụm thi đua các Hội Văn nghệ Tây Bắc họp, gồm Hội Văn nghệ các tỉnh Hà Giang, Yên Bái, Lào Cai. "
                "Đại diện Liên hiệp các Hội Văn nghệ Việt Nam đến dự."
            ),
            "Liên hiệp các Hội Văn nghệ Việt Nam",
        ),
        # The fullest, or the one that is said to be the system
        (
            (
                "Cụm thi đua số 7 ngành Thuế tổng kết năm 2019\n\n"
                "Ngày 5-12, Cụm thi đua số 7 thuộc Tổng cục Thuế tổng kết năm 2019."
            ),
            "Tổng cục Thuế",
        ),
        (
            "Công an tỉnh Đồng Tháp họp. Cụm thi đua số 2 Công an tỉnh bầu Công an phường 1 làm Cụm trưởng năm 2026.",
            "Công an tỉnh Đồng Tháp",
        ),
        ("Cụm thi đua số 2 của thành phố tổng kết năm 2024 ngày 5/12/2024 tại thành phố Đà Nẵng.", "thành phố Đà Nẵng"),
        # Behind a gloss or slash, and forces
        ("Khối thi đua các doanh nghiệp Nhà nước (DNNN) thuộc tỉnh Nam Hà tổng kết năm 2019.", "tỉnh Nam Hà"),
        ("Cụm thi đua số 5/Bộ Công an tổng kết năm 2019.", "Bộ Công an"),
        ("Cụm thi đua số 5 lực lượng CAND tổng kết năm 2019.", "lực lượng CAND"),
        # Bodies with branches, and what governs a front
        ("Cụm thi đua các KTNN khu vực phía Nam tổng kết năm 2019. Kiểm toán nhà nước họp.", "Kiểm toán nhà nước"),
        (
            "Cụm thi đua chi nhánh Ngân hàng Chính sách xã hội khu vực Tây Bắc tổng kết năm 2019.",
            "Ngân hàng Chính sách xã hội",
        ),
        (
            (
                "Cụm thi đua số 4 gồm Ủy ban MTTQ Việt Nam các tỉnh Hà Giang, Yên Bái, Lào Cai tổng kết năm 2019. "
                "Đại diện Ủy ban Trung ương MTTQ Việt Nam đến dự."
            ),
            "MTTQ Việt Nam",
        ),
        (
            (
                "Cụm thi đua số 4 gồm Tỉnh đoàn Hà Giang, Tỉnh đoàn Yên Bái, Tỉnh đoàn Lào Cai tổng kết năm 2019. "
                "Bí thư T.Ư Đoàn TNCS Hồ Chí Minh đến dự, tặng cờ của T.Ư Đoàn."
            ),
            "Đoàn TNCS Hồ Chí Minh",
        ),
        (
            (
                "Các cụm, khối thi đua của tỉnh đã tổng kết năm 2019. Khối thi đua số 5 gồm Sở Tài chính, Sở Y tế. "
                "Bí thư Tỉnh ủy Nam Định đến dự. UBND tỉnh Nam Định tặng cờ."
            ),
            "tỉnh Nam Định",
        ),
        # Not the organisation in the cluster's own name
        (
            "Cụm thi đua Sở Y tế các tỉnh Tây Bắc tổng kết năm 2018. CỤM THI ĐUA SỞ Y TẾ CÁC TỈNH TÂY BẮC LỚN MẠNH.",
            None,
        ),
        # Not certain
        ("Cụm thi đua số 4 tổng kết năm 2019, gồm Hội CCB các tỉnh Hà Giang, Yên Bái, Lào Cai.", None),
        ("Cụm thi đua số 4 tổng kết năm 2019. Đại diện Hội Nông dân Việt Nam tặng hoa.", None),
    ],
)
def test_the_organisation_a_cluster_belongs_to(text: str, expected: str | None) -> None:
    assert systems(text) == [expected]


def test_two_clusters_of_two_organisations() -> None:
    text = (
        "Cụm thi đua số 4 Hội CCB Việt Nam bầu Hội CCB tỉnh Hà Nam làm Cụm trưởng năm 2019. "
        "Cụm thi đua số 7 Hội Luật gia Việt Nam bầu Hội Luật gia tỉnh Hà Nam làm Cụm trưởng năm 2019."
    )
    assert systems(text) == ["Hội CCB Việt Nam", "Hội Luật gia Việt Nam"]


PAPER = """{head}
Số: 15/BC-CTĐ
Sơn La, ngày 12 tháng 12 năm 2019

BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2019 của {cluster}

Năm 2019, {cluster} hoàn thành các nội dung đã ký kết. Cụm trưởng năm 2019 là Sở Y tế.
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "UBND TỈNH SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKHỐI THI ĐUA SỐ 3 Độc lập - Tự do - Hạnh phúc",
            "TỈNH SƠN LA",
        ),
        (
            "HỘI LUẬT GIA VIỆT NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKHỐI THI ĐUA SỐ 3 Độc lập - Tự do - Hạnh phúc",
            "HỘI LUẬT GIA VIỆT NAM",
        ),
        (
            (
                "TẬP ĐOÀN CÔNG NGHIỆP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                "THAN - KHOÁNG SẢN VIỆT NAM Độc lập - Tự do - Hạnh phúc"
            ),
            "TẬP ĐOÀN CÔNG NGHIỆP THAN - KHOÁNG SẢN VIỆT NAM",
        ),
        (
            "HỘI LÀM VƯỜN VIỆT NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBAN THƯỜNG VỤ Độc lập - Tự do - Hạnh phúc",
            "HỘI LÀM VƯỜN VIỆT NAM",
        ),
        (
            (
                "UBND HUYỆN LỤC NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKHỐI THI ĐUA CÁC CƠ QUAN Độc lập - Tự do - Hạnh phúc\n"
                "TỔNG HỢP"
            ),
            "HUYỆN LỤC NAM",
        ),
        (
            "CỤM THI ĐUA CÁC TỈNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐỒNG BẰNG SÔNG HỒNG Độc lập - Tự do - Hạnh phúc",
            "",
        ),
    ],
)
def test_the_letterhead_of_a_formal_paper(head: str, expected: str) -> None:
    text = PAPER.format(head=head, cluster="Khối thi đua số 3")
    assert [(system or "").upper() for system in systems(text)] == [expected]


def test_a_sibling_called_by_its_number_alone_belongs_to_the_same_organisation() -> None:
    text = (
        "Cụm thi đua số 2 Hội CCB tỉnh Bến Tre tổng kết năm 2016.\n\n"
        "Cụm thi đua số 3 bầu Hội CCB huyện Ba Tri làm Cụm trưởng năm 2017."
    )
    assert systems(text) == ["Hội CCB tỉnh Bến Tre", "Hội CCB tỉnh Bến Tre"]


def test_the_issuer_that_is_a_member_is_not_the_system() -> None:
    text = (
        "TỔNG CỤC THỐNG KÊ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCỤC THỐNG KÊ TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc\n"
        "Số: 15/BC-CTK\nHà Nam, ngày 12 tháng 12 năm 2019\n\nBÁO CÁO\nTổng kết năm 2019 của Cụm thi đua số 3\n\n"
        "Cụm thi đua số 3 do Cục Thống kê tỉnh Hà Nam làm Cụm trưởng năm 2019."
    )
    assert systems(text) == ["TỔNG CỤC THỐNG KÊ"]


def test_the_letterhead_of_a_cluster_heads_a_page_too() -> None:
    text = (
        "PHÒNG GIÁO DỤC NGHĨA LỘC\nCỤM THI ĐUA SỐ 2 - CẤP TIỂU HỌC\n\n"
        "Cụm thi đua số 2: Kết quả chấm điểm, xếp hạng năm học 2010 - 2011\n\n"
        "Cụm thi đua số 2 có 7 trường tiểu học. Ngày 27/5/2011, cụm họp tổng kết. Trường Tiểu học Nghĩa Lộc làm Cụm trưởng."
    )
    assert systems(text) == ["PHÒNG GIÁO DỤC NGHĨA LỘC"]


def test_the_wrapped_name_of_a_cluster_in_a_letterhead_is_no_issuer() -> None:
    text = (
        "CỤC THUẾ TỈNH NAM HÀ\nCỤM THI ĐUA CÁC CHI CỤC\nTHUẾ PHÍA NAM\nSố: 12/BC-CTĐ\nNam Hà, ngày 5 tháng 1 năm 2005\n\n"
        "BÁO CÁO\nTổng kết phong trào thi đua năm 2004\n\n"
        "Ngày 5/1/2005, Cụm thi đua các Chi cục Thuế phía nam tỉnh họp tổng kết. Chi cục Thuế huyện Hải Hậu làm Cụm trưởng."
    )
    assert systems(text) == ["CỤC THUẾ TỈNH NAM HÀ"]
