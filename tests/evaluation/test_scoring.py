import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import Report, ScoredPair, read_gold, read_pair, score
from evaluation.families import HEADLINE
from evaluation.scoring import Miss
from models import (
    Award,
    Campaign,
    Cluster,
    DocumentFacts,
    Evidence,
    Facts,
    Headship,
    Leader,
    Meeting,
    Member,
    Pledge,
    Reference,
)

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
TEXT = "Ngày 24/11 Cụm thi đua số 7 họp tổng kết, có Hội CCB tỉnh Hà Giang; ông Trần Văn Hòa chủ trì hội nghị."
LISTS = ("clusters", "members", "meetings", "leaders", "headships", "awards", "pledges", "campaigns", "references")


def quotes(*texts: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(start=0, end=len(text), quote=text) for text in texts)


SOUND = quotes("Cụm thi đua số 7 họp tổng kết")


def cluster(id: str = "c1", name: str = "Cụm thi đua số 7", number: str | None = "7", **more: Any) -> Cluster:
    return Cluster(**{"id": id, "name": name, "kind": "cum", "number": number, "evidence": SOUND} | more)


def member(unit: str, cluster: str = "c1", **more: Any) -> Member:
    return Member(**{"cluster": cluster, "unit": unit, "evidence": SOUND} | more)


def meeting(**more: Any) -> Meeting:
    return Meeting(**{"id": "m1", "cluster": "c1", "kind": "year_review", "evidence": SOUND} | more)


def leader(person: str, **more: Any) -> Leader:
    return Leader(**{"person": person, "evidence": SOUND} | more)


def headship(**more: Any) -> Headship:
    known: dict[str, Any] = {"cluster": "c1", "role": "head", "year": 2024, "status": "elected", "evidence": SOUND}
    return Headship(**known | more)


def award(**more: Any) -> Award:
    known = {"cluster": "c1", "award": "emulation_flag", "name": "Cờ thi đua", "status": "proposed", "evidence": SOUND}
    return Award(**known | more)


def facts(**lists: Any) -> Facts:
    document = lists.pop("document", DocumentFacts(kind="meeting_report"))
    known = {"doc_id": "one", "source": "one.txt", "sha256": "0", "text_sha256": "0", "extractor_version": "0"}
    return Facts(**{**known, "document": document, "clusters": (cluster(),), **lists})


def scored(gold: Facts, predicted: Facts) -> Report:
    return score([ScoredPair(gold, predicted, TEXT)])


def counts(report: Report, family: str) -> tuple[int, int, int]:
    """Matched, spurious, missed."""
    of_family = report.families[family]
    return of_family.matched, of_family.spurious, of_family.missed


def slot(report: Report, family: str, name: str) -> float | None:
    return report.families[family].slots[name].accuracy


# --- rates ------------------------------------------------------------------------------------------------------------


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    nothing = facts(clusters=())
    report = scored(nothing, nothing)
    assert all((s.precision, s.recall, s.f1) == (1.0, 1.0, 1.0) for s in report.families.values())
    assert report.headline == 1.0
    assert slot(report, "members", "place") is None


def test_rates_are_pooled_over_documents() -> None:
    names = ["Hội CCB tỉnh Hà Giang", "Hội CCB tỉnh Yên Bái", "Hội CCB tỉnh Lào Cai"]
    gold = facts(members=tuple(map(member, names)))
    one = ScoredPair(gold, facts(members=(member(names[0]), member("Hội CCB tỉnh Phú Thọ"))), TEXT)
    two = ScoredPair(gold, gold, TEXT)
    of_members = score([one, two]).families["members"]
    assert (of_members.matched, of_members.spurious, of_members.missed) == (4, 1, 2)
    assert of_members.precision == pytest.approx(4 / 5)
    assert of_members.recall == pytest.approx(4 / 6)
    assert of_members.f1 == pytest.approx(8 / 11)


def test_finding_nothing_and_finding_too_much_are_zero() -> None:
    some, none = facts(pledges=(Pledge(cluster="c1", year=2024, evidence=SOUND),)), facts()
    for gold, predicted in ((some, none), (none, some)):
        found = scored(gold, predicted).families["pledges"]
        assert (found.precision, found.recall, found.f1) == (0.0, 0.0, 0.0)


def test_the_headline_is_the_mean_of_six() -> None:
    gold = facts(
        members=(member("Hội CCB tỉnh Hà Giang"),),
        headships=(headship(unit="Hội CCB tỉnh Hà Giang"), headship(unit="X", status="incumbent")),
        pledges=(Pledge(cluster="c1", year=2024, evidence=SOUND),),
    )
    report = scored(gold, facts())
    # Members and elected are 0; incumbents and pledges do not count.
    assert report.headline == pytest.approx(4 / 6)
    assert HEADLINE == ("clusters", "members", "meetings", "leaders", "awards", "elected")


def test_the_json_has_the_names_of_the_contract() -> None:
    written = json.loads(json.dumps(scored(facts(), facts()).to_json()))
    assert written["headline"] == 1.0
    families = {"clusters", "members", "meetings", "leaders", "awards", "elected", "incumbents", "pledges", "campaigns"}
    assert set(written) == {"headline", "documents", "document", "references", *families}
    assert written["clusters"]["slots"] == {"kind": 1, "number": 1, "system": 1, "declared_size": 1, "evidence": 1}
    assert {"precision", "recall", "f1", "slots"} <= set(written["elected"])
    assert written["members"]["slots"] == {"place": None, "evidence": None}


# --- evidence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quote", ["Cụm ", "Cụm thi đua số 8"])
def test_a_fact_without_sound_evidence_is_wrong(quote: str) -> None:
    gold = facts(members=(member("Hội CCB tỉnh Hà Giang"),))
    predicted = facts(members=(member("Hội CCB tỉnh Hà Giang", evidence=(*SOUND, *quotes(quote))),))
    report = scored(gold, predicted)
    assert counts(report, "members") == (0, 1, 1)
    (reason,) = (miss.reason for miss in report.misses if miss.verdict == "spurious")
    assert reason is not None
    assert quote in reason


def test_the_quotes_of_the_gold_are_not_judged() -> None:
    gold = facts(members=(member("Hội CCB tỉnh Hà Giang", evidence=quotes("tờ")),))
    assert counts(scored(gold, facts(members=(member("Hội CCB tỉnh Hà Giang"),))), "members") == (1, 0, 0)


def test_a_cluster_without_sound_evidence_stands_for_none() -> None:
    gold = facts(members=(member("Hội CCB tỉnh Hà Giang"),))
    predicted = facts(
        clusters=(cluster(evidence=quotes("không có ở đây")),), members=(member("Hội CCB tỉnh Hà Giang"),)
    )
    report = scored(gold, predicted)
    assert counts(report, "clusters") == (0, 1, 1)
    assert counts(report, "members") == (0, 1, 1)


def test_evidence_is_a_slot() -> None:
    gold = facts(members=(member("Hội CCB tỉnh Hà Giang", evidence=quotes("có Hội CCB tỉnh Hà Giang")),))
    elsewhere = facts(members=(member("Hội CCB tỉnh Hà Giang"),))
    there = facts(members=(member("Hội CCB tỉnh Hà Giang", evidence=quotes("CCB tỉnh Hà Giang; ông")),))
    assert slot(scored(gold, elsewhere), "members", "evidence") == 0.0
    assert slot(scored(gold, there), "members", "evidence") == 1.0


# --- keys -------------------------------------------------------------------------------------------------------------


def test_facts_are_compared_through_the_links() -> None:
    gold = facts(
        clusters=(cluster(), cluster("c2", "Cụm 8", "8")),
        members=(member("Hội CCB tỉnh Hà Giang", "c1"), member("Hội CCB tỉnh Yên Bái", "c2")),
    )
    predicted = facts(
        clusters=(cluster("c1", "Cụm VIII", "VIII"), cluster("c2", "Cụm 07", "07")),
        members=(member("Hội CCB Hà Giang", "c2"), member("Hội CCB tỉnh Yên Bái", "c2")),
    )
    report = scored(gold, predicted)
    assert counts(report, "clusters") == (2, 0, 0)
    assert counts(report, "members") == (1, 1, 1)


def test_a_linked_cluster_may_be_wrong_in_its_slots() -> None:
    report = scored(facts(), facts(clusters=(cluster(name="Khối 8", kind="khoi", number="8"),)))
    assert counts(report, "clusters") == (1, 0, 0)
    assert slot(report, "clusters", "kind") == 0.0
    assert slot(report, "clusters", "number") == 0.0
    assert slot(report, "clusters", "system") == 1.0
    assert {(wrong.slot, wrong.expected, wrong.found) for wrong in report.wrong_slots} == {
        ("kind", "cum", "khoi"),
        ("number", "7", "8"),
    }


@pytest.mark.parametrize(
    ("gold", "predicted", "matches"),
    [
        (meeting(starts_on=date(2023, 11, 24)), meeting(starts_on=date(2023, 11, 24), kind="briefing"), True),
        (meeting(starts_on=date(2023, 11, 24)), meeting(starts_on=date(2023, 11, 25)), False),
        (meeting(starts_on=date(2023, 11, 24)), meeting(), False),
        (meeting(), meeting(starts_on=date(2023, 11, 24)), True),
        (meeting(), meeting(kind="briefing"), False),
        (meeting(cluster=None), meeting(cluster=None), True),
        (meeting(cluster=None), meeting(cluster="c1"), False),
        (meeting(cluster=None), meeting(cluster="c9"), False),
        (meeting(cluster="c1"), meeting(cluster=None), False),
    ],
)
def test_meetings(gold: Meeting, predicted: Meeting, matches: bool) -> None:
    report = scored(facts(meetings=(gold,)), facts(meetings=(predicted,)))
    assert counts(report, "meetings") == ((1, 0, 0) if matches else (0, 1, 1))


@pytest.mark.parametrize(
    ("gold", "predicted", "matches"),
    [
        (headship(unit="Hội CCB tỉnh Hà Giang"), headship(unit="Hội CCB Hà Giang", person="Trần Văn Hòa"), True),
        (headship(unit="Hội CCB tỉnh Hà Giang"), headship(unit="Hội CCB tỉnh Yên Bái"), False),
        (headship(unit="Hội CCB tỉnh Hà Giang"), headship(person="Trần Văn Hòa"), False),
        (headship(unit="Hội CCB tỉnh Hà Giang"), headship(unit="Hội CCB tỉnh Hà Giang", role="deputy"), False),
        (headship(unit="Hội CCB tỉnh Hà Giang"), headship(unit="Hội CCB tỉnh Hà Giang", year=2023), False),
        (headship(unit="Hội CCB tỉnh Hà Giang", year=None), headship(unit="Hội CCB tỉnh Hà Giang", year=None), True),
        (headship(unit="Hội CCB tỉnh Hà Giang"), headship(unit="Hội CCB tỉnh Hà Giang", cluster="c9"), False),
        (headship(person="Trần Văn Hòa"), headship(person="TRẦN VĂN HOÀ", unit="Hội CCB tỉnh Hà Giang"), True),
        (headship(person="Trần Văn Hòa"), headship(person="Trần Văn"), False),
        (headship(person="Trần Văn Hòa"), headship(unit="Hội CCB tỉnh Hà Giang"), False),
    ],
)
def test_headships(gold: Headship, predicted: Headship, matches: bool) -> None:
    report = scored(facts(headships=(gold,)), facts(headships=(predicted,)))
    assert counts(report, "elected") == ((1, 0, 0) if matches else (0, 1, 1))
    assert counts(report, "incumbents") == (0, 0, 0)


def test_elected_and_incumbents_are_two_families() -> None:
    unit = "Hội CCB tỉnh Hà Giang"
    report = scored(
        facts(headships=(headship(unit=unit),)), facts(headships=(headship(unit=unit, status="incumbent"),))
    )
    assert counts(report, "elected") == (0, 0, 1)
    assert counts(report, "incumbents") == (0, 1, 0)


HA_GIANG = {"recipient": "Hội CCB tỉnh Hà Giang", "recipient_kind": "unit", "recipient_count": 1}
MR_HOA = {"recipient": "Trần Văn Hòa", "recipient_kind": "person", "recipient_count": 1}


@pytest.mark.parametrize(
    ("gold", "predicted", "matches"),
    [
        (award(**HA_GIANG), award(**{**HA_GIANG, "recipient": "Hội CCB Hà Giang"}), True),
        (award(**HA_GIANG), award(**{**HA_GIANG, "recipient": "Hội CCB Hà Nam"}), False),
        (award(**HA_GIANG), award(**HA_GIANG, year=2023, name="Cờ"), True),
        (award(**HA_GIANG), award(**{**HA_GIANG, "award": "title"}), False),
        (award(**HA_GIANG), award(**{**HA_GIANG, "status": "granted"}), False),
        (award(**HA_GIANG), award(**HA_GIANG, cluster=None), False),
        (award(**MR_HOA), award(**{**MR_HOA, "recipient": "TRẦN VĂN HOÀ"}), True),
        (award(**MR_HOA), award(**{**MR_HOA, "recipient": "Trần Văn"}), False),
        (award(recipient_count=5), award(recipient_count=5), True),
        (award(recipient_count=5), award(recipient_count=4), False),
        (award(recipient_count=1), award(**HA_GIANG), False),
        (award(**HA_GIANG), award(recipient_count=1), False),
    ],
)
def test_awards(gold: Award, predicted: Award, matches: bool) -> None:
    report = scored(facts(awards=(gold,)), facts(awards=(predicted,)))
    assert counts(report, "awards") == ((1, 0, 0) if matches else (0, 1, 1))


def test_leaders_of_equal_names_and_their_slots() -> None:
    gold = leader(
        "Trần Văn Hòa", rank="Đại tá", titles=("Chủ tịch Hội CCB tỉnh Phú Thọ",), capacities=("head", "chair")
    )
    same = leader("TRẦN VĂN HOÀ", rank="đại tá", titles=("Chủ tịch Hội CCB Phú Thọ",), capacities=("chair", "head"))
    report = scored(facts(leaders=(gold,)), facts(leaders=(same,)))
    assert [slot(report, "leaders", name) for name in ("rank", "titles", "capacities")] == [1.0, 1.0, 1.0]
    other = leader("Trần Văn Hòa", titles=("Chủ tịch Hội CCB tỉnh Phú Thọ", "Bí thư"), capacities=("head",))
    report = scored(facts(leaders=(gold,)), facts(leaders=(other,)))
    assert [slot(report, "leaders", name) for name in ("rank", "titles", "capacities")] == [0.0, 0.0, 0.0]
    assert counts(scored(facts(leaders=(gold,)), facts(leaders=(leader("Trần Hòa"),))), "leaders") == (0, 1, 1)


def test_the_rest_of_the_table() -> None:
    gold = facts(
        pledges=(Pledge(cluster="c1", year=2024, evidence=SOUND),),
        campaigns=(Campaign(name="Cựu chiến binh gương mẫu", kind="movement", year=2023, evidence=SOUND),),
        references=(Reference(kind="Chỉ thị", number="34-CT/TW", issuer="Bộ Chính trị", evidence=SOUND),),
    )
    predicted = facts(
        pledges=(Pledge(cluster="c1", year=2025, evidence=SOUND),),
        campaigns=(Campaign(name="CCB gương mẫu", kind="theme", year=2023, evidence=SOUND),),
        references=(Reference(kind="chỉ thị", number="34 CT–TW", evidence=SOUND),),
    )
    report = scored(gold, predicted)
    assert counts(report, "pledges") == (0, 1, 1)
    assert counts(report, "campaigns") == (1, 0, 0)
    assert (slot(report, "campaigns", "kind"), slot(report, "campaigns", "year")) == (0.0, 1.0)
    assert counts(report, "references") == (1, 0, 0)
    assert [slot(report, "references", name) for name in ("kind", "issuer", "issued_on")] == [1.0, 0.0, 1.0]


def test_of_two_that_match_the_one_with_more_slots_is_taken() -> None:
    gold = facts(awards=(award(**HA_GIANG, year=2022), award(**HA_GIANG, year=2023)))
    predicted = facts(awards=(award(**HA_GIANG, year=2023), award(**HA_GIANG, year=2022)))
    assert slot(scored(gold, predicted), "awards", "year") == 1.0
    assert counts(scored(gold, facts(awards=predicted.awards[:1])), "awards") == (1, 0, 1)
    assert slot(scored(gold, facts(awards=predicted.awards[:1])), "awards", "year") == 1.0


def test_a_repeated_prediction_is_spurious() -> None:
    gold = facts(members=(member("Hội CCB tỉnh Hà Giang"),))
    predicted = facts(members=(member("Hội CCB tỉnh Hà Giang"), member("Hội CCB Hà Giang")))
    assert counts(scored(gold, predicted), "members") == (1, 1, 0)


def test_the_fields_of_the_document_stand_apart() -> None:
    gold = facts(document=DocumentFacts(title="Hội CCB họp", published_on=date(2023, 11, 24), kind="meeting_report"))
    predicted = facts(document=DocumentFacts(title="Hội Cựu chiến binh họp", author="Trần Hòa", kind="notice"))
    report = scored(gold, predicted)
    accuracies = {name: score.accuracy for name, score in report.document.items()}
    assert accuracies == {"title": 1.0, "published_on": 0.0, "author": 0.0, "publisher": 1.0, "kind": 0.0}
    assert report.headline == 1.0
    assert {wrong.slot for wrong in report.wrong_slots} == {"published_on", "author", "kind"}


def test_misses_tell_the_fact_and_its_place() -> None:
    gold = facts(members=(member("Hội CCB tỉnh Hà Giang", place="Hà Giang", evidence=quotes("Hội CCB tỉnh Hà Giang")),))
    (miss,) = scored(gold, facts()).misses
    assert miss == Miss(
        doc_id="one",
        family="members",
        verdict="missed",
        fact={"cluster": "Cụm thi đua số 7 (c1)", "unit": "Hội CCB tỉnh Hà Giang", "place": "Hà Giang"},
        contexts=(TEXT.replace("Hội CCB tỉnh Hà Giang", "»Hội CCB tỉnh Hà Giang«"),),
    )


# --- the sample documents ---------------------------------------------------------------------------------------------


@cache
def sample(name: str) -> ScoredPair:
    pair = read_pair(SAMPLES / name)
    return ScoredPair(pair.facts, pair.facts, pair.text)


NAMES = sorted(file.name for file in SAMPLES.glob("*.json"))


def test_the_gold_of_all_samples_scores_one_against_itself() -> None:
    gold = read_gold(SAMPLES)
    report = score([ScoredPair(one.facts, one.facts, one.text) for one in gold])
    assert report.documents == len(gold) >= 12
    assert report.headline == 1.0
    assert all(of_family.f1 == 1.0 for of_family in report.families.values())
    assert {s.accuracy for of_family in report.families.values() for s in of_family.slots.values()} == {1.0}
    assert {s.accuracy for s in report.document.values()} == {1.0}
    assert (report.misses, report.wrong_slots) == ((), ())


@pytest.mark.parametrize("name", NAMES)
def test_gold_scores_one_against_itself(name: str) -> None:
    report = score([sample(name)])
    assert report.headline == 1.0
    assert (report.misses, report.wrong_slots) == ((), ())


@given(st.data())
def test_a_lost_fact_costs_recall_and_nothing_else(data: st.DataObject) -> None:
    pair = sample(data.draw(st.sampled_from(NAMES)))
    lists = [name for name in LISTS if name != "clusters" and getattr(pair.gold, name)]
    if not lists:
        return
    name = data.draw(st.sampled_from(lists))
    whole = getattr(pair.gold, name)
    lost = data.draw(st.sets(st.integers(0, len(whole) - 1), min_size=1))
    kept = tuple(fact for i, fact in enumerate(whole) if i not in lost)
    report = score([ScoredPair(pair.gold, pair.gold.model_copy(update={name: kept}), pair.text)])
    families = ["elected", "incumbents"] if name == "headships" else [name]
    assert sum(report.families[family].missed for family in families) == len(lost)
    assert all(of_family.spurious == 0 for of_family in report.families.values())
    assert all(of_family.recall == 1.0 for other, of_family in report.families.items() if other not in families)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_facts_of_another_document_keep_the_counts(one: str, other: str) -> None:
    gold, predicted = sample(one).gold, sample(other).gold
    report = score([ScoredPair(gold, predicted, sample(one).text)])
    for family, of_family in report.families.items():
        name, status = {"elected": ("headships", "elected"), "incumbents": ("headships", "incumbent")}.get(
            family, (family, None)
        )
        sizes = [
            sum(status is None or fact.status == status for fact in getattr(side, name)) for side in (gold, predicted)
        ]
        assert [of_family.matched + of_family.missed, of_family.matched + of_family.spurious] == sizes
        assert 0.0 <= of_family.f1 <= 1.0
