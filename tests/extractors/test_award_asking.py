"""Awards asked for in less formal words, rows of dots and bars, and firms called by their own names."""

import pytest

from tests.extractors.test_awards import of_cluster

OFFICES = (
    "Khối thi đua số 5 tỉnh Hà Nam",
    "Khối gồm 6 đơn vị: Sở Tài chính, Sở Tư pháp, Thanh tra tỉnh, Sở Ngoại vụ, Sở Xây dựng và Sở Y tế.",
)
UNIONS = (
    "Cụm thi đua số 4 Công đoàn các khu công nghiệp tỉnh Hà Nam",
    (
        "Cụm gồm 4 đơn vị: CĐCS Công ty TNHH Hoa Sen Việt, CĐCS Công ty CP May Thành Lợi, CĐCS Cty TNHH Giày Phú Cường "
        "và CĐCS Công ty CP Bao bì Tiến Phát."
    ),
)
FARMERS = (
    "Cụm thi đua số 7 Hội Nông dân Việt Nam",
    "Cụm gồm Hội Nông dân các tỉnh: Vĩnh Long, Trà Vinh, Sóc Trăng, Bạc Liêu, Cà Mau.",
)
FLAG, MERIT = "emulation_flag", "merit_certificate"


@pytest.mark.parametrize(
    "statement",
    [
        "Hội nghị trình UBND tỉnh tặng Cờ thi đua cho Sở Tư pháp, còn Sở Y tế thì đề nghị UBND tỉnh tặng Bằng khen.",
        "Khối đề nghị tặng Sở Tư pháp Cờ thi đua, tặng Sở Y tế Bằng khen.",
        "Cờ thi đua của UBND tỉnh đề nghị cho Sở Tư pháp, Bằng khen thì cho Sở Y tế.",
        "- Sở Tư pháp: xin UBND tỉnh cho cờ\n- Sở Y tế: xin UBND tỉnh cho bằng khen",
        "Sở Tư pháp - đề nghị cờ; Sở Y tế - đề nghị bằng khen.",
        "Khối xin Tỉnh cho cờ Sở Tư pháp, cho bằng khen Sở Y tế.",
        "1) Về Cờ thi đua của UBND tỉnh: đề nghị Sở Tư pháp.\n2) Về Bằng khen của UBND tỉnh, khối xin cho Sở Y tế.",
        "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG\n- Sở Tư pháp ....... Cờ\n- Sở Y tế ........ Bằng khen\n- Sở Xây dựng ..... -",
        "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG\n- Sở Tư pháp ………… Cờ thi đua\n- Sở Y tế ………… Bằng khen\n- Sở Xây dựng ………… -",
    ],
)
def test_a_flag_for_one_and_a_merit_for_another(statement: str) -> None:
    assert of_cluster(OFFICES, statement) == {(FLAG, "proposed", "Sở Tư pháp"), (MERIT, "proposed", "Sở Y tế")}


@pytest.mark.parametrize(
    "statement",
    [
        "Cụm thống nhất gửi hồ sơ xin LĐLĐ tỉnh xét Bằng khen cho 2 bạn: May Thành Lợi và Hoa Sen Việt.",
        "Phần Bằng khen của LĐLĐ tỉnh, cụm gửi lên hai cái tên: Cty May Thành Lợi và Cty Hoa Sen Việt.",
        "Bằng khen LĐLĐ tỉnh thì cụm xin cho CĐCS Công ty CP May Thành Lợi và CĐCS Công ty TNHH Hoa Sen Việt.",
        "Danh sách đề nghị LĐLĐ tỉnh tặng Bằng khen có May Thành Lợi và Hoa Sen Việt.",
        "Bằng khen LĐLĐ tỉnh: cụm đề nghị May Thành Lợi; Hoa Sen Việt.",
    ],
)
def test_merits_for_two_firms(statement: str) -> None:
    firms = "CĐCS Công ty CP May Thành Lợi", "CĐCS Công ty TNHH Hoa Sen Việt"
    assert of_cluster(UNIONS, statement) == {(MERIT, "proposed", firm) for firm in firms}


@pytest.mark.parametrize(
    ("cluster", "statement", "first", "second"),
    [
        (
            UNIONS,
            "Xếp hạng:\n🥇 Nhất: Cty CP May Thành Lợi – 98đ\n🥈 Nhì: Giày Phú Cường – 97đ",
            "CĐCS Công ty CP May Thành Lợi",
            "CĐCS Cty TNHH Giày Phú Cường",
        ),
        (
            FARMERS,
            "| Hạng | Đơn vị | Điểm |\n| 1 | Trà Vinh | 298 |\n| 2 | Cà Mau | 295,5 |",
            "Hội Nông dân tỉnh Trà Vinh",
            "Hội Nông dân tỉnh Cà Mau",
        ),
        (OFFICES, "Kết quả năm 2019: Sở Tư pháp nhất khối, Sở Y tế nhì khối.", "Sở Tư pháp", "Sở Y tế"),
        (OFFICES, "Chấm điểm năm 2019: Kết quả xếp hạng: (1) Sở Tư pháp, (2) Sở Y tế.", "Sở Tư pháp", "Sở Y tế"),
    ],
)
def test_first_and_second_place(cluster: tuple[str, str], statement: str, first: str, second: str) -> None:
    assert of_cluster(cluster, statement) == {("placing", "voted", first), ("placing", "voted", second)}


@pytest.mark.parametrize(
    ("statement", "award"),
    [
        ("5 cán bộ của Sở Y tế cũng được UBND tỉnh tặng bằng khen dịp này.", (MERIT, "granted", 5)),
        ("7 chuyên viên của Thanh tra tỉnh được tặng giấy khen.", ("commendation", "granted", 7)),
        ("Về Bằng khen của UBND tỉnh: đề nghị cho 3 tập thể cấp phòng.", (MERIT, "proposed", 3)),
        (
            "Danh hiệu Chiến sĩ thi đua toàn quốc được giới thiệu đề nghị xét 01 đồng chí: Thiếu tá Cao Văn Phước.",
            ("title", "proposed", "Cao Văn Phước"),
        ),
    ],
)
def test_people_counted(statement: str, award: tuple[str, str, str | int]) -> None:
    assert of_cluster(OFFICES, statement) == {award}


def test_a_denied_proposal() -> None:
    assert of_cluster(OFFICES, "Sở Y tế năm nay không tham gia đề nghị Cờ.") == set()
