"""The histories on which alerts are tried, and what is counted."""

import math
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest

from tools import simulate_alerts
from tools.simulate_alerts import FIRST_DAY, PROFILES, Setting, failing, looks, measured, sources
from warehouse.alerts import Thresholds

YIELDS = [0, 5, 20, 40]


def test_histories_are_the_same_each_time_and_pause_at_tet() -> None:
    (source,) = sources(1, 400)
    first, again = (list(looks(source, 60, YIELDS)) for _ in range(2))
    assert first == again
    news = [sum(run.added + run.irrelevant for run in runs) for runs in first]
    tet = (simulate_alerts.TET[0] - FIRST_DAY).days
    assert sum(news[:30]) > 30
    assert sum(news[tet - 1 : tet + 4]) == 0


@pytest.mark.parametrize("fault", ["list is empty", "articles without text", "a tenth of the facts", "facts dwindle"])
def test_what_is_broken_shows(fault: str) -> None:
    source = replace(sources(1, 100)[0], fault=fault, broken_on=FIRST_DAY + timedelta(days=100))
    well, broken = (
        [run for runs in islice(looks(source, 370, YIELDS), *span) for run in runs] for span in ((0, 100), (280, 370))
    )
    facts, articles = sum(run.facts for run in broken), sum(run.added + run.irrelevant for run in broken)
    assert sum(run.facts for run in well) > 100
    assert (articles == 0) == (fault == "list is empty")
    assert facts < 100


def test_a_source_that_is_silent_is_told_of_sooner_with_a_lower_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulate_alerts, "BROKEN_DAYS", 20)
    watched = [replace(source, profile=PROFILES[1]) for source in sources(2, 60)]
    tried = [Setting("slow", Thresholds(silent_least=8), 1 / 3), Setting("quick", Thresholds(silent_least=2), 1 / 3)]
    slow, quick = measured(watched, 60, YIELDS, tried)
    assert max(quick.delays["list is empty"]) < min(slow.delays["list is empty"]) <= 9
    assert not any(map(math.isinf, slow.delays["list is empty"]))
    assert quick.false_alarms["silent"] >= slow.false_alarms["silent"]


def test_more_failures_in_a_row_are_rarer_and_later() -> None:
    few, more = failing((2, 4), years=1)
    assert few[1] > more[1]
    assert few[2] < more[2]
