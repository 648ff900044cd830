"""Incidents of watched sources: when they begin, that they are told once, and when they end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from warehouse import (
    AlertState,
    Expectation,
    Item,
    LoadedDocument,
    WatchRun,
    documents_of_run,
    load_batch,
    note_alerts,
    note_sent,
    note_watch,
    source_yields,
    watch_runs,
    watch_state,
)

START = datetime(2026, 1, 1, 6, tzinfo=UTC)
Look = Callable[..., AlertState]


@pytest.fixture
def looked(path: Path) -> Look:
    """Note a look on a day, and what is wrong then."""

    def note(day: float, *, expected: Expectation | None = None, are_all: bool = False, **counts: object) -> AlertState:
        moment = START + timedelta(days=day)
        run = WatchRun(f"r{day}", "tin", moment, moment)
        note_watch(path, [], {}, replace(run, **counts))  # type: ignore[arg-type]
        return note_alerts(path, [expected or Expectation("tin")], moment, are_all=are_all)

    return note


def kinds(state: AlertState) -> list[str]:
    return [alert.kind for alert in state.lasting]


def test_a_single_failure_is_one_look(looked: Look) -> None:
    (alert,) = looked(0, expected=Expectation("tin", failures=1), problem="404").begun
    assert alert.detail == "the last look failed: 404"


def test_a_source_that_fails_is_told_once_until_it_is_well(looked: Look, path: Path) -> None:
    assert kinds(looked(0, added=1)) == []
    assert kinds(looked(1, problem="404")) == []
    assert kinds(looked(2, problem="404")) == []
    begun = looked(3, problem="the server answered 500")
    assert [(a.watched_source, a.kind, a.detail) for a in begun.begun] == [
        ("tin", "failing", "3 looks in a row failed: the server answered 500")
    ]
    assert begun.unsent == begun.begun == begun.lasting
    note_sent(path, begun.unsent, START + timedelta(days=3))
    later = looked(4, problem="404")
    assert (later.begun, later.unsent, later.ended) == ((), (), ())
    assert later.lasting[0].detail == "4 looks in a row failed: 404"
    assert later.lasting[0].began_at == begun.begun[0].began_at == START + timedelta(days=3)
    well = looked(5)
    assert (well.lasting, [alert.kind for alert in well.ended]) == ((), ["failing"])
    for day in (6, 7):
        looked(day, problem="404")
    assert [alert.began_at for alert in looked(8, problem="404").unsent] == [START + timedelta(days=8)]


def test_how_many_failures_it_takes_is_for_the_operator(looked: Look) -> None:
    assert kinds(looked(0, problem="404", expected=Expectation("tin", failures=1))) == ["failing"]
    assert kinds(looked(1, problem="404", expected=Expectation("tin", failures=0))) == []


def test_silence_is_measured_by_what_is_usual(looked: Look) -> None:
    for day in range(0, 50, 5):  # Something new each fifth day: 15 days are silence.
        assert kinds(looked(day, added=1)) == []
    assert kinds(looked(59)) == []
    silent = looked(60.5)
    assert [alert.detail for alert in silent.begun] == ["nothing new for 15.5 days, where 15.0 are the most to expect"]
    assert kinds(looked(61, changed=1)) == []


def test_silence_of_a_source_that_is_little_known(looked: Look) -> None:
    assert kinds(looked(0)) == []
    assert kinds(looked(29)) == []
    assert kinds(looked(31)) == ["silent"]


def test_silence_as_the_operator_says(looked: Look) -> None:
    expected = Expectation("tin", silent_days=1)
    looked(0, added=1)
    assert kinds(looked(0.9, expected=expected)) == []
    assert kinds(looked(1.1, expected=expected)) == ["silent"]
    assert kinds(looked(99, expected=Expectation("tin", silent_days=0))) == []


def test_a_source_that_fails_is_not_silent_too(looked: Look) -> None:
    looked(0, added=1)
    assert kinds(looked(90, problem="404", expected=Expectation("tin", silent_days=1))) == []


def test_a_fall_of_the_facts(looked: Look) -> None:
    for day in range(20):
        assert kinds(looked(day, added=3, irrelevant=7, facts=12)) == []
    for day in range(20, 30):  # A layout that is not understood any more.
        found = looked(day, added=3, irrelevant=7, facts=1)
    assert [alert.detail for alert in found.lasting] == ["10 facts in the last 100 articles, where 120 are usual"]
    for day in range(30, 45):
        found = looked(day, added=3, irrelevant=7, facts=12)
    assert kinds(found) == []


def test_a_fall_of_the_facts_where_nothing_is_taken_for_relevant(looked: Look) -> None:
    for day in range(20):
        looked(day, added=3, irrelevant=7, facts=12)
    silent = Expectation("tin", silent_days=0)
    assert kinds(looked(20, irrelevant=10, expected=silent)) == []
    for day in range(21, 32):
        found = looked(day, irrelevant=10, expected=silent)
    assert kinds(found) == ["poor"]
    assert kinds(looked(32, irrelevant=10, expected=Expectation("tin", silent_days=0, yield_share=0))) == []


def test_few_articles_tell_nothing_of_the_facts(looked: Look) -> None:
    for day in range(20):
        looked(day, added=1, facts=4)
    assert kinds(looked(21, added=5, facts=0)) == []


def test_backfills_are_no_looks(looked: Look) -> None:
    looked(0, added=1)
    day = date(2020, 1, 1)
    assert kinds(looked(31, added=5, first_day=day, last_day=day)) == []
    for late in (40, 41, 42):
        assert kinds(looked(late, problem="404", first_day=day, last_day=day)) == []
    assert kinds(looked(43)) == ["silent"]


def test_what_is_watched_no_more(looked: Look, path: Path) -> None:
    looked(0, problem="404", expected=Expectation("tin", failures=1))
    other = [Expectation("khac")]
    assert note_alerts(path, other, START) == AlertState()
    gone = note_alerts(path, other, START, are_all=True)
    assert [alert.watched_source for alert in gone.ended] == ["tin"]
    assert note_alerts(path, [], START, are_all=True) == AlertState()


def test_what_sources_brought_lately(looked: Look, path: Path) -> None:
    for day, counts in (
        (0, {"added": 9, "facts": 90}),
        (8, {"added": 2, "facts": 5}),
        (14, {"changed": 1, "facts": 3}),
    ):
        looked(day, **counts)
    looked(14.9, added=70, facts=70, first_day=date(2024, 1, 1), last_day=date(2024, 1, 1))
    looked(15, problem="404", rejected=2, expected=Expectation("tin", failures=1))
    (found,) = source_yields(path)
    assert (found.news, found.news_before, found.facts, found.facts_before, found.rejected) == (1, 2, 3, 5, 2)
    assert (found.last_look, found.last_news) == (START + timedelta(days=15), START + timedelta(days=14))
    assert (found.problem, found.alerts) == ("404", "failing")


def test_documents_of_a_run(path: Path, make_item: Callable[..., Item]) -> None:
    items = [
        make_item("một", "https://tin.example/1", document={"title": "Một", "published_on": "2026-01-02"}),
        make_item("hai", "https://tin.example/2"),
    ]
    load_batch(path, items[:1], run_id="r1", program_version="1")
    load_batch(path, items, run_id="r2", program_version="1")
    assert documents_of_run(path, "r1") == (LoadedDocument("https://tin.example/1", "1", "Một", date(2026, 1, 2)),)
    assert [each.doc_id for each in documents_of_run(path, "r2")] == ["2"]


def test_days_of_a_backfill_are_kept(looked: Look, path: Path) -> None:
    looked(0, added=1, outside=2, first_day=date(2024, 1, 1), last_day=date(2024, 12, 31))
    (run,) = watch_runs(path)
    assert (run.outside, run.first_day, run.last_day) == (2, date(2024, 1, 1), date(2024, 12, 31))
    assert watch_state(path).addresses == {}
