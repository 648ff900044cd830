import pytest

from models import Facts
from tests.extractors.reading import annotated, facts

FAMILIES = ("clusters", "members", "meetings", "leaders", "headships", "awards", "pledges", "campaigns", "references")


DECISION = """UBND TỈNH HÀ NAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 15/QĐ-UBND Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 10 tháng 01 năm 2019

QUYẾT ĐỊNH
Về việc khen thưởng công tác thi đua năm 2018

QUYẾT ĐỊNH:
Điều 1. Tặng Bằng khen của Chủ tịch UBND tỉnh cho Trường THPT Trần Phú đã có thành tích trong phong trào thi đua năm 2018.
"""


def count(found: Facts) -> int:
    return sum(len(getattr(found, family)) for family in FAMILIES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n  \n",
        "Sáng 3/4/2019, đồng chí Lò Văn Ín, Chủ tịch UBND huyện, dự lễ khánh thành cầu Nà Bó.",
        "Cụm công nghiệp Đồng Sóc thu hút 12 doanh nghiệp; khối lượng xây lắp đạt 80%. Ngày 5/6/2020, Sở Công Thương kiểm tra.",
        "Ông Nguyễn Văn Tám, trưởng khối phố 3, vận động bà con hiến đất. UBND phường tặng ông giấy khen.",
        "Đội bóng đá nữ trao cúp cho Trường THPT Trần Phú; huy chương vàng thuộc về em Lê Thị Bưởi.",
        "Hội nghị thượng đỉnh của khối các nước Nam Mỹ khai mạc ngày 7/8/2014; Chủ tịch luân phiên phát biểu.",
        "Bệnh viện kỷ niệm 30 năm thành lập, đón nhận Huân chương Lao động hạng Ba theo Quyết định số 12/QĐ-CTN.",
        "Trong câu trên, cụm từ “mùa xuân” là một cụm danh từ; khối 9 làm bài tập 4.",
        "Căn cứ Nghị định số 12/2017/NĐ-CP, cụm dân cư số 4 bầu trưởng ban công tác mặt trận năm 2018.",
    ],
)
def test_news_of_anything_else_has_no_facts(text: str) -> None:
    assert count(facts(text)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Cụm thi đua số 4 Hội CCB Việt Nam tổng kết năm 2019; bầu Hội CCB tỉnh Hà Nam làm Cụm trưởng năm 2020.",
        "Khối thi đua các trường THPT ký giao ước thi đua năm 2021.",
        DECISION,
    ],
)
def test_a_clusters_life_and_commendations_are_in_scope(text: str) -> None:
    found = annotated(text, "scope")
    assert found._.in_scope
    assert count(facts(text)) > 0


def test_mere_look_alikes_are_forgotten() -> None:
    found = annotated("Cụm 4 và Khối 5 là hai dãy nhà mới. Cụm 4 cao ba tầng.", "scope")
    assert found._.context.clusters == []
    assert found._.context.cluster_mentions == []
    assert not found._.in_scope


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cụm thi đua số 4 họp với Cụm thi đua số 5.", True),
        ("Khối thi đua số 4 họp. Các cụm, khối thi đua báo cáo.", True),
        ("Phong trào thi đua sôi nổi.", False),
    ],
)
def test_whether_clusters_are_spoken_of(text: str, expected: bool) -> None:
    assert annotated(text, "scope")._.speaks_of_clusters is expected


def test_blocks_of_neighbours_are_no_clusters() -> None:
    text = (
        "Họp ở phường\n\nÔng Mã Văn Chài, khối trưởng khối 5 và bà Hoàng Thị Lê, khối trưởng khối 6 họp tại nhà văn hóa "
        "khối 6.\n\nKhối 5 đứng thứ nhất, khối 6 đứng thứ nhì về số hộ nhận tiền."
    )
    assert facts(text).clusters == ()
