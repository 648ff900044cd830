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
    ],
)
def test_the_letterhead_of_a_formal_paper(head: str, expected: str) -> None:
    text = PAPER.format(head=head, cluster="Khối thi đua số 3")
    assert [(system or "").upper() for system in systems(text)] == [expected]
