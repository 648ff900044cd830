import pytest

from extractors.lexicon import data
from extractors.likely_members import Told, described, probability
from tests.extractors.reading import context, facts

NOTHING = Told(awards=(), headships=(), leaders=())
TEXT = (
    "TỔNG KẾT CỤM THI ĐUA SỐ 3\n\n"
    "Ngày 12/11/2019, Cụm thi đua số 3 Hội Người mù Việt Nam gồm 5 đơn vị tổ chức hội nghị tổng kết. "
    "Cụm gồm Hội Người mù tỉnh Lào Cai, Hội Người mù tỉnh Yên Bái. "
    "{more}"
)


def test_candidates_are_units_that_are_no_members_yet() -> None:
    read = context(TEXT.format(more="Hội Người mù tỉnh Hà Giang đạt 98 điểm, Hội Người mù tỉnh Lào Cai 97 điểm."))
    found = list(described(read, NOTHING))
    names = {candidate.unit.name for _, candidate, _ in found}
    assert "Hội Người mù tỉnh Hà Giang" in names
    assert "Hội Người mù tỉnh Lào Cai" not in names
    features = next(features for _, candidate, features in found if candidate.unit.place == "Hà Giang")
    assert {"only cluster", "a member of its head", "near điểm"} <= features.keys()
    assert all(0 < value <= 1 for value in features.values())


def test_a_full_cluster_has_no_candidates() -> None:
    full = TEXT.replace("gồm 5 đơn vị", "gồm 2 đơn vị")
    read = context(full.format(more="Hội Người mù tỉnh Hà Giang đạt 98 điểm."))
    assert not list(described(read, NOTHING))


def test_a_fellow_that_is_scored_is_more_probably_a_member_than_an_authority() -> None:
    read = context(TEXT.format(more="Hội Người mù tỉnh Hà Giang đạt 98 điểm. UBND tỉnh Lào Cai biểu dương."))
    weights = data("likely_members")
    rated = {candidate.unit.name: probability(features, weights) for _, candidate, features in described(read, NOTHING)}
    assert rated["Hội Người mù tỉnh Hà Giang"] > rated["UBND tỉnh Lào Cai"]


@pytest.mark.parametrize("bias", [-3.0, 0.0, 3.0])
def test_the_probability_is_the_logistic_of_the_weights(bias: float) -> None:
    assert probability({}, {"bias": 0.0}) == 0.5
    assert probability({"a": 2.0, "unknown": 9.0}, {"bias": bias, "a": -bias / 2}) == 0.5


def test_fellows_told_of_only_by_their_scores_become_members() -> None:
    text = TEXT.format(
        more="Kết quả chấm điểm: Hội Người mù tỉnh Hà Giang đạt 98 điểm; Hội Người mù tỉnh Lai Châu đạt 97 điểm. "
        "Cụm đề nghị Trung ương Hội tặng Cờ thi đua cho Hội Người mù tỉnh Hà Giang, Bằng khen cho Hội Người mù tỉnh Lai Châu."
    )
    members = {member.unit: member for member in facts(text).members}
    assert {"Hội Người mù tỉnh Hà Giang", "Hội Người mù tỉnh Lai Châu"} <= members.keys()
    assert "Hà Giang" in members["Hội Người mù tỉnh Hà Giang"].evidence[0].quote


def test_a_text_without_clusters_gets_no_members() -> None:
    assert not facts("Hội Người mù tỉnh Hà Giang và Hội Người mù tỉnh Lai Châu thi đua yêu nước, đạt 98 điểm.").members
