import io
from datetime import date

import pytest
from rich.console import Console

from evaluation import Report, ScoredPair, score
from evaluation.rendering import headline, miss_lines, score_table
from models import Cluster, DocumentFacts, Evidence, Facts, Meeting

TEXT = "Ngày 24/11 \x1b[31mCụm thi đua số 7 họp tổng kết ở Hà Giang."


def facts(quote: str, ends_on: date | None, *, cluster: bool = True) -> Facts:
    evidence = (Evidence(start=0, end=len(quote), quote=quote),)
    clusters = (Cluster(id="c1", name="Cụm thi đua số 7", kind="cum", number="7", evidence=evidence),)
    meetings = (Meeting(id="m1", kind="year_review", starts_on=date(2023, 11, 24), ends_on=ends_on, evidence=evidence),)
    return Facts(
        doc_id="one",
        source="one.txt",
        sha256="0",
        text_sha256="0",
        extractor_version="0",
        document=DocumentFacts(kind="meeting_report"),
        clusters=clusters if cluster else (),
        meetings=meetings,
    )


@pytest.fixture
def report() -> Report:
    gold = facts("\x1b[31mCụm thi đua số 7", date(2023, 11, 24))
    predicted = facts("thi đua số 7 họp", None, cluster=False)
    return score([ScoredPair(gold, predicted, TEXT)])


def test_the_last_line_is_the_headline(report: Report) -> None:
    assert headline(report) == "headline F1 0.833"


def test_the_table_has_a_row_a_family(report: Report) -> None:
    stream = io.StringIO()
    Console(file=stream, width=200).print(score_table(report))
    rows = {row.split()[1]: row for row in stream.getvalue().splitlines() if row.startswith("│")}
    assert set(rows) == {*report.families, "document"}
    assert rows["clusters"].split()[3:12:2] == ["0.000", "0.000", "0.000", "1", "0"]
    assert "ends_on 0.00" in rows["meetings"]
    assert "province 1.00" in rows["meetings"]
    assert "system -" in rows["clusters"]


def test_misses_are_listed_with_their_evidence(report: Report) -> None:
    lines = list(miss_lines(report))
    assert lines == [
        "one",
        "  missed clusters: id=c1, name=Cụm thi đua số 7, kind=cum, number=7",
        "      Ngày 24/11 » [31mCụm thi đua số 7« họp tổng kết ở Hà Giang.",
        "  wrong meetings.ends_on: id=m1, kind=year_review, starts_on=2023-11-24, ends_on=2023-11-24",
        "      gold:  2023-11-24",
        "      found: -",
    ]


def test_a_spurious_fact_gives_its_reason() -> None:
    report = score([ScoredPair(facts("Ngày 24/11", None), facts("không có", None), TEXT)])
    lines = [line.strip() for line in miss_lines(report)]
    assert "spurious clusters: id=c1, name=Cụm thi đua số 7, kind=cum, number=7" in lines
    assert "quote not in the text: 'không có'" in lines


def test_nothing_wrong_is_nothing_to_list() -> None:
    right = facts("Cụm thi đua số 7", None)
    assert list(miss_lines(score([ScoredPair(right, right, TEXT)]))) == []
