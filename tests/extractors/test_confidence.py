"""The probabilities of facts, and the fit of their weights."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.calibrating import expected_calibration_error, fit, reliability
from extractors.confidence import FAMILIES, features_of, probability, rated
from extractors.pipeline import extract
from models import Facts
from tests.extractors.reading import document

TEXT = """Hội nghị tổng kết Cụm thi đua số 4 các Hội Khuyến học

Ngày 12/12/2019, tại thành phố Vinh, Cụm thi đua số 4 gồm 3 đơn vị: Hội Khuyến học tỉnh Nghệ An, Hội Khuyến học tỉnh Hà Tĩnh, \
Hội Khuyến học tỉnh Thanh Hóa tổ chức hội nghị tổng kết năm 2019.
Hội nghị bầu Hội Khuyến học tỉnh Hà Tĩnh làm Cụm trưởng, Hội Khuyến học tỉnh Thanh Hóa làm Cụm phó năm 2020.
"""


def found() -> Facts:
    return extract(document(TEXT))


def test_every_fact_of_a_document_gets_a_probability() -> None:
    facts = found()
    rows = [fact for family in FAMILIES for fact in getattr(facts, family)]
    assert len(facts.members) == 3
    assert len(facts.headships) >= 2
    assert all(0 < fact.confidence < 1 for fact in rows)
    assert len({fact.confidence for fact in rows}) > 3


def test_nothing_but_the_probability_changes_and_rating_twice_changes_nothing() -> None:
    facts = found()
    assert rated(facts) == facts
    bare = facts.model_copy(update={"members": tuple(m.model_copy(update={"confidence": 1.0}) for m in facts.members)})
    assert rated(bare) == facts


def test_members_that_make_up_the_stated_number_are_surer_than_one_too_many() -> None:
    facts = found()
    (cluster,) = facts.clusters
    assert cluster.declared_size == 3
    fewer = facts.model_copy(update={"clusters": (cluster.model_copy(update={"declared_size": 2}),)})
    assert rated(facts).members[0].confidence > rated(fewer).members[0].confidence


def test_a_family_of_facts_that_are_always_right_is_still_not_certain() -> None:
    weights = fit({"members": [({"place": 1.0}, True)] * 50}, penalty=1.0)
    assert 0.9 < probability("members", {"place": 1.0}, weights) < 1


def test_the_fit_finds_the_shares_of_two_kinds_of_facts() -> None:
    random.seed(7)
    rows = [({"place": float(n % 2)}, random.random() < (0.9 if n % 2 else 0.4)) for n in range(4000)]
    weights = fit({"members": rows}, penalty=1.0)
    assert probability("members", {"place": 1.0}, weights) == pytest.approx(0.9, abs=0.03)
    assert probability("members", {}, weights) == pytest.approx(0.4, abs=0.03)


def test_the_error_is_the_distance_between_what_was_said_and_what_came_true() -> None:
    forecasts = [(0.95, True)] * 19 + [(0.95, False)] + [(0.15, True)] * 5 + [(0.15, False)] * 5
    assert expected_calibration_error(forecasts) == pytest.approx((20 * 0.0 + 10 * 0.35) / 30)
    assert [count for _, _, count in reliability(forecasts)] == [10, 20]
    assert expected_calibration_error([]) == 0


@given(st.dictionaries(st.sampled_from(["place", "siblings", "unit_words", "unknown"]), st.floats(-50, 50)))
def test_a_probability_is_never_certain(features: dict[str, float]) -> None:
    said = probability("members", features)
    assert math.isfinite(said)
    assert 0.001 <= said <= 0.999


def test_features_are_in_the_order_of_the_facts() -> None:
    facts = found()
    features = features_of(facts)
    assert [len(features[family]) for family in FAMILIES] == [len(getattr(facts, family)) for family in FAMILIES]
    assert [row["deputy"] for row in features["headships"]] == [float(h.role == "deputy") for h in facts.headships]
