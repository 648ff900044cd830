"""What people decide stands: in every view, through new extractions, and as gold."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.gold import read_gold
from warehouse import (
    Item,
    Reviewable,
    ReviewError,
    ReviewFileError,
    check,
    fingerprint,
    load_batch,
    read_review_file,
    reviewable,
    run_query,
    take_reviews,
    write_gold,
    write_review_file,
)

pytestmark = pytest.mark.long

Load = Callable[..., Any]
MakeItem = Callable[..., Item]
MakeVersion = Callable[..., Item]

HEAD = "Hội nghị bầu Hội CCB tỉnh Yên Bái làm Cụm trưởng năm 2024"
TEXT = f"Cụm thi đua số 4 họp. {HEAD}. Cụm 5 thì chưa."
CLUSTERS = (
    {"id": "c1", "name": "Cụm thi đua số 4", "kind": "cum", "number": "4", "evidence": ["Cụm thi đua số 4"]},
    {"id": "c2", "name": "Cụm 5", "kind": "cum", "number": "5", "evidence": ["Cụm 5"]},
)
HEADSHIP = {
    "cluster": "c1",
    "role": "head",
    "unit": "Hội CCB tỉnh Yên Bái",
    "year": 2024,
    "status": "elected",
    "confidence": 0.5,
    "evidence": [HEAD],
}


@pytest.fixture(scope="module")
def make_version(make_item: MakeItem) -> MakeVersion:
    """The one document as an extractor of this version gives it."""

    def make(version: str = "1", **lists: Any) -> Item:
        given = {"clusters": CLUSTERS, "headships": [HEADSHIP]} | lists
        return make_item(TEXT, "a.txt", content=b"a", version=version, **given)

    return make


@pytest.fixture(scope="module")
def _loaded(tmp_path_factory: pytest.TempPathFactory, make_version: MakeVersion) -> Path:
    made = tmp_path_factory.mktemp("loaded") / "w.duckdb"
    load_batch(made, [make_version()], run_id="run", program_version="0")
    return made


@pytest.fixture
def loaded(path: Path, _loaded: Path) -> Path:
    return shutil.copyfile(_loaded, path)


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(path, sql).rows())


def fact_of(path: Path, family: str = "headships") -> Reviewable:
    return next(fact for fact in reviewable(path) if fact.family == family)


def decide(path: Path, fact: Reviewable, decision: str, **fields: Any) -> None:
    decided = replace(fact, decision=decision, fields={**fact.fields, **fields})
    take_reviews(path, [decided], reviewer="Lan", wait_seconds=0)
    assert check(path) == []


def test_confirmed_facts_are_certain(loaded: Path) -> None:
    decide(loaded, fact_of(loaded), "confirmed")
    assert rows(loaded, "SELECT unit, confidence FROM headships") == [("Hội CCB tỉnh Yên Bái", 1.0)]
    assert rows(loaded, "SELECT decision, reviewer, family FROM reviews") == [("confirmed", "Lan", "headships")]
    assert fact_of(loaded).decision == "confirmed"


def test_rejected_facts_are_gone_and_may_come_back(loaded: Path) -> None:
    before = fingerprint(loaded)
    decide(loaded, fact_of(loaded), "rejected")
    assert rows(loaded, "FROM headships") == rows(loaded, "FROM next_heads") == []
    rejected = fact_of(loaded)
    assert (rejected.decision, rejected.fields["unit"]) == ("rejected", "Hội CCB tỉnh Yên Bái")
    decide(loaded, rejected, "withdrawn")
    assert fingerprint(loaded) == before


def test_corrections_show_in_every_view(loaded: Path) -> None:
    decide(loaded, fact_of(loaded), "corrected", unit="Hội CCB tỉnh Hà Nam", year=2025, cluster="c2: Cụm 5")
    assert rows(loaded, "SELECT cluster, unit, year FROM next_heads") == [("Cụm 5", "Hội CCB tỉnh Hà Nam", 2025)]
    assert rows(loaded, "SELECT unit, year FROM heads_by_year") == [("Hội CCB tỉnh Hà Nam", 2025)]
    ((name,),) = rows(loaded, "SELECT name FROM units")
    assert name == "Hội CCB tỉnh Hà Nam"
    assert rows(loaded, "SELECT fact_id FROM reviews") == rows(loaded, "SELECT fact_id FROM headships")


def test_a_decision_replaces_the_one_before(loaded: Path) -> None:
    decide(loaded, fact_of(loaded), "corrected", year=2025)
    decide(loaded, fact_of(loaded), "corrected", year=2026)
    assert rows(loaded, "SELECT year FROM headships") == [(2026,)]
    assert rows(loaded, "SELECT said::JSON->>'year', held::JSON->>'year' FROM reviews") == [("2024", "2026")]
    decide(loaded, fact_of(loaded), "withdrawn")
    assert rows(loaded, "SELECT year, confidence FROM headships") == [(2024, 0.5)]
    assert rows(loaded, "FROM extracted_facts") == []


@pytest.mark.parametrize("decision", ["confirmed", "corrected", "rejected"])
def test_decisions_survive_new_extractions(loaded: Path, load: Load, make_version: MakeVersion, decision: str) -> None:
    fields = {"year": 2025} if decision == "corrected" else {}
    decide(loaded, fact_of(loaded), decision, **fields)
    sql = "SELECT cluster_key, unit, year, headships.confidence FROM headships JOIN clusters ON clusters.fact_id = cluster_id"
    # A newer extractor names the cluster more fully, so that all keys differ, and is surer.
    fuller = [CLUSTERS[0] | {"system": "Hội CCB Việt Nam"}, CLUSTERS[1]]
    load(make_version("2", clusters=fuller, headships=[HEADSHIP | {"confidence": 0.9}]))
    after = rows(loaded, sql)
    assert [row[1:] for row in after] == (
        [] if decision == "rejected" else [("Hội CCB tỉnh Yên Bái", fields.get("year", 2024), 1.0)]
    )
    assert check(loaded) == []
    # One that finds what the reviewer says finds it once.
    load(make_version("3", headships=[HEADSHIP, HEADSHIP | {"year": 2025}]))
    expected = {"confirmed": [2024, 2025], "corrected": [2025], "rejected": [2025]}[decision]
    assert sorted(row[2] for row in rows(loaded, sql)) == expected
    assert check(loaded) == []


def test_what_a_person_confirmed_stands_though_the_extractor_lost_it(
    loaded: Path, load: Load, make_version: MakeVersion
) -> None:
    decide(loaded, fact_of(loaded), "confirmed")
    load(make_version("2", headships=[]))
    assert rows(loaded, "SELECT unit FROM headships") == [("Hội CCB tỉnh Yên Bái",)]
    load(make_version("3", headships=[], clusters=CLUSTERS[1:]))
    assert rows(loaded, "FROM headships") == []
    assert rows(loaded, "SELECT decision, fact_id FROM reviews") == [("confirmed", None)]
    assert check(loaded) == []


def test_facts_of_a_rejected_cluster_go_with_it(loaded: Path, load: Load, make_version: MakeVersion) -> None:
    decide(loaded, fact_of(loaded, "clusters"), "rejected")
    assert rows(loaded, "SELECT name FROM clusters") == [("Cụm 5",)]
    assert rows(loaded, "FROM headships") == []
    load(make_version("2"))
    assert rows(loaded, "SELECT name FROM clusters") == [("Cụm 5",)]


def test_a_corrected_cluster_keeps_its_facts(loaded: Path, load: Load, make_version: MakeVersion) -> None:
    decide(loaded, fact_of(loaded), "confirmed")
    decide(loaded, fact_of(loaded, "clusters"), "corrected", system="Hội CCB Việt Nam")
    for version in ("1", "2"):
        load(make_version(version))
        assert rows(loaded, "SELECT system, unit, year FROM next_heads") == [
            ("Hội CCB Việt Nam", "Hội CCB tỉnh Yên Bái", 2024)
        ]


def test_facts_are_added(loaded: Path, load: Load, make_version: MakeVersion) -> None:
    (document,) = {fact.document for fact in reviewable(loaded)}
    added = Reviewable(
        document=document,
        family="pledges",
        decision="added",
        fields={"cluster": "c2", "year": 2024},
        quotes=["Cụm 5 thì chưa"],
    )
    for _ in range(2):
        take_reviews(loaded, [added], reviewer="Lan")
    load(make_version("2"))
    assert rows(loaded, "SELECT year, confidence FROM pledges") == [(2024, 1.0)]
    assert rows(loaded, "SELECT count(*) FROM reviews") == [(1,)]
    decide(loaded, fact_of(loaded, "pledges"), "withdrawn")
    assert rows(loaded, "FROM pledges") == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"decision": "yes"}, "no decision: 'yes'"),
        ({"fact_id": "headships_0"}, "no such fact any more"),
        ({"family": "heads"}, "no family of facts"),
        ({"fact_id": ""}, "can only be added"),
        ({"fields": {"role": "boss"}}, "corrected|role|cluster"),
        ({"quotes": ["not there"]}, "not in the text"),
        ({"quotes": []}, "a quote from the text is needed"),
        ({"fields": {"cluster": "c9"}}, "no cluster of the document"),
        ({"decision": "withdrawn"}, "no decision to be withdrawn"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(loaded: Path, change: dict[str, Any], problem: str) -> None:
    before = fingerprint(loaded)
    fact, cluster = fact_of(loaded), fact_of(loaded, "clusters")
    faulty = replace(fact, **{"decision": "corrected", **change, "where": "f.csv:7"})
    with pytest.raises(ReviewError, match=f"f.csv:7: .*({problem})"):
        take_reviews(loaded, [replace(cluster, decision="confirmed"), faulty], reviewer="Lan")
    assert fingerprint(loaded) == before


@pytest.mark.parametrize("name", ["facts.csv", "facts.jsonl"])
def test_files_come_back_as_they_went(path: Path, load: Load, rich_item: Item, tmp_path: Path, name: str) -> None:
    load(rich_item)
    facts = reviewable(path)
    file = tmp_path / name
    assert write_review_file(file, facts) == len(facts) == 9
    back = read_review_file(file)
    for fact, read in zip(facts, back, strict=True):
        assert (read.document, read.family, read.fact_id, list(read.quotes)) == (
            *(fact.document, fact.family, fact.fact_id),
            list(fact.quotes),
        )
        assert {key: value for key, value in read.fields.items() if value not in (None, [])} == {
            key: value for key, value in fact.fields.items() if value not in (None, [])
        }
    assert take_reviews(path, back, reviewer="Lan").decisions == {}
    take_reviews(path, [replace(fact, decision="corrected") for fact in back], reviewer="Lan")
    assert check(path) == []
    assert {fact.confidence for fact in reviewable(path)} == {1.0}


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("f.csv", b"a,b\n1,2\n", "no column decision"),
        ("f.csv", b"decision,document,family\nconfirmed,,awards\n", "f.csv:2: no document"),
        ("f.csv", b"decision,document,family,titles\nx,d,leaders,[1\n", "f.csv:2: not a list"),
        ("f.csv", "decision,document,family\nđ".encode("utf-16"), "not UTF-8"),
        ("f.jsonl", b"{}\n", "f.jsonl:1: no document"),
        ("f.jsonl", b"\n{", "f.jsonl:2: not JSON"),
        ("f.jsonl", b"[1]", "f.jsonl:1: not a JSON object"),
    ],
)
def test_files_that_are_none(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReviewFileError, match=problem.replace("[", r"\[")):
        read_review_file(tmp_path / name)


def test_what_a_spreadsheet_makes_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(
        "\ufeffdecision;document;family;year;titles;quotes\r\n Confirmed ;d;awards;2024.0;Bí thư;\r\n;;;;;\r\n",
        newline="",
    )
    (fact,) = read_review_file(file)
    assert (fact.decision, fact.fields["year"], fact.fields["titles"]) == ("confirmed", 2024, ["Bí thư"])


def test_reviewed_documents_become_gold(loaded: Path, tmp_path: Path) -> None:
    decide(loaded, fact_of(loaded), "corrected", person="Lê Văn A")
    gold = write_gold(loaded, tmp_path / "gold")
    assert (gold.written, gold.left_out) == ((), {"a.txt": 2})
    rest = [replace(fact, decision="confirmed") for fact in reviewable(loaded) if not fact.decision]
    take_reviews(loaded, rest, reviewer="Lan")
    gold = write_gold(loaded, tmp_path / "gold")
    assert gold.left_out == {}
    (read,) = read_gold(tmp_path / "gold")
    assert read.text == TEXT
    (headship,) = read.facts.headships
    assert (headship.person, headship.cluster, headship.evidence[0].quote) == ("Lê Văn A", "c1", HEAD)


def test_only_doubtful_facts(loaded: Path) -> None:
    assert [fact.family for fact in reviewable(loaded, below=0.6)] == ["headships"]
    decide(loaded, fact_of(loaded), "rejected")
    assert reviewable(loaded, below=0.6) == []
