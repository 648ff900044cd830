import pytest

from models import Facts
from tests.extractors.reading import facts

A = "Hội Nông dân tỉnh Nghệ An"


def clusters(text: str) -> list[tuple[str, str]]:
    return [(cluster.id, cluster.name) for cluster in facts(text).clusters]


def owners(found: Facts) -> set[str]:
    """The clusters that members and heads are told of."""
    return {member.cluster for member in found.members} | {headship.cluster for headship in found.headships}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # It has members, a head, a meeting, a pledge, an award
        ("Cụm thi đua số 5 gồm Sở Y tế, Sở Tư pháp, Sở Nội vụ.", ["Cụm thi đua số 5"]),
        (f"Cụm thi đua số 5 bầu {A} làm Cụm trưởng năm 2019.", ["Cụm thi đua số 5"]),
        ("Ngày 20/12/2018, tại Nghệ An, Cụm thi đua số 5 tổ chức hội nghị tổng kết năm 2018.", ["Cụm thi đua số 5"]),
        ("Cụm thi đua số 5 đã ký kết giao ước thi đua năm 2019.", ["Cụm thi đua số 5"]),
        (
            (
                "Ngày 20/12/2018, Cụm thi đua số 5 tổ chức hội nghị tổng kết năm 2018. "
                "Ngày 21/12/2018, Cụm thi đua số 6 tổ chức hội nghị tổng kết năm 2018."
            ),
            ["Cụm thi đua số 5", "Cụm thi đua số 6"],
        ),
        # It is only alluded to
        (
            f"Cụm thi đua số 5 tổng kết năm 2018, bầu {A} làm Cụm trưởng năm 2019; học tập kinh nghiệm của Cụm thi đua số 6.",
            ["Cụm thi đua số 5"],
        ),
        ("Các cụm thi đua, khối thi đua thi đua sôi nổi.", []),
    ],
)
def test_clusters_that_the_text_says_something_about(text: str, expected: list[str]) -> None:
    assert [name for _, name in clusters(text)] == expected


def test_units_ranked_within_a_cluster_are_its_members() -> None:
    text = (
        "Ngày 20/12/2018, Cụm thi đua số 5 tổng kết năm 2018. Kết quả bình xét, xếp loại các đơn vị trong cụm như sau:\n"
        "1. Trường THPT Trần Phú: Nhất\n2. Trường THPT Nguyễn Du: Nhì\n3. Trường THPT Chu Văn An: Ba"
    )
    assert [member.unit for member in facts(text).members] == [
        "Trường THPT Trần Phú",
        "Trường THPT Nguyễn Du",
        "Trường THPT Chu Văn An",
    ]


def test_a_cluster_is_given_once_with_the_words_that_name_it() -> None:
    text = (
        "Cụm 5 thi đua sôi nổi.\nNgày 20/12/2018, Cụm thi đua số 5 Hội Nông dân Việt Nam họp. "
        f"Cụm thi đua số 5 bầu {A} làm Cụm trưởng năm 2019."
    )
    (cluster,) = facts(text).clusters
    assert (cluster.name, cluster.kind, cluster.number, cluster.system) == (
        "Cụm thi đua số 5",
        "cum",
        "5",
        "Hội Nông dân Việt Nam",
    )
    assert cluster.evidence[0].quote == "Ngày 20/12/2018, Cụm thi đua số 5 Hội Nông dân Việt Nam họp."


def test_the_evidence_of_a_size_is_the_words_that_state_it() -> None:
    text = f"Cụm thi đua số 5 tổng kết năm 2018. Cụm hiện có 11 đơn vị thành viên. Cụm bầu {A} làm Cụm trưởng năm 2019."
    (cluster,) = facts(text).clusters
    assert cluster.declared_size == 11
    assert any("11 đơn vị" in quote.quote for quote in cluster.evidence)


def test_meetings_and_people_without_a_cluster_are_left_out() -> None:
    text = (
        "Phong trào thi đua và công tác khen thưởng của xã\n"
        "Ngày 20/12/2018, UBND xã tổ chức hội nghị tổng kết công tác thi đua năm 2018. "
        "Ông Lò Văn Ín, Chủ tịch UBND xã, chủ trì và phát động thi đua năm 2019."
    )
    found = facts(text)
    assert (found.clusters, found.meetings, found.leaders) == ((), (), ())


def test_facts_hang_only_on_clusters_that_are_given() -> None:
    text = (
        "Cụm thi đua số 4 và Cụm thi đua số 5 ngồi cạnh nhau. "
        f"Cụm thi đua số 5 tổng kết năm 2018, bầu {A} làm Cụm trưởng năm 2019."
    )
    found = facts(text)
    assert [cluster.number for cluster in found.clusters] == ["5"]
    assert owners(found) == {found.clusters[0].id}


def test_ids_count_the_clusters_that_are_given() -> None:
    text = (
        "Cụm thi đua số 4 và Cụm thi đua số 5 ngồi cạnh nhau. "
        f"Cụm thi đua số 5 tổng kết năm 2018, bầu {A} làm Cụm trưởng năm 2019."
    )
    found = facts(text)
    assert [cluster.id for cluster in found.clusters] == ["c1"]
    assert owners(found) == {"c1"}
