"""How often alerts of watched sources are wrong, and how late they come, on histories made up with a fixed seed.

``python -m tools.simulate_alerts`` makes sources of several kinds, has the conditions of ``warehouse/sql`` judge them day
by day for two years in which they are well, and then breaks each in one way. It prints, for one set of thresholds after
the other, how many alerts a year a source raised that was well, and after how many days one told of what was broken.
"""

import argparse
import math
import random
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.texts import documents_of, samples
from extractors.pipeline import extract
from models import Facts
from warehouse import WatchRun
from warehouse.alerts import Expectation, Thresholds, find_conditions
from warehouse.connection import writing
from warehouse.watching import write_runs

SEED = 20260217
FIRST_DAY = date(2024, 1, 1)
BROKEN_DAYS = 180
"""How long a broken source is waited for."""
LOOKS_A_DAY = 2
TET = (date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17), date(2027, 2, 6))
_PASSES = 0.12
"""The share of articles about other things that the filter lets through."""
_OFTEN_FAILING = 0.01
"""Looks that fail by chance."""
_FAULTS = ("list is empty", "articles without text", "a tenth of the facts", "facts dwindle")
_DWINDLING_DAYS = 180
_TRIED = (
    (3.0, 2.0, 15, 1 / 3),
    (3.0, 7.0, 15, 1 / 3),
    (3.0, 2.0, 30, 1 / 3),
    (3.0, 2.0, 60, 1 / 3),
    (2.0, 7.0, 30, 0.2),
    (4.0, 7.0, 60, 0.2),
)
"""Silent: so many times the usual pause, so many days at least; poor: in so many documents, less than this share."""


@dataclass(frozen=True)
class Profile:
    """A kind of source."""

    name: str
    a_week: float
    """Articles in an ordinary week."""
    at_once: float
    """How many usually come together."""
    weekend: float
    """How much of a weekday's is published on a day of a weekend."""
    season: float
    """How much more there is when years are summed up and agreements signed, and how much of it is about emulation."""
    about: float
    """The share of its articles that is about emulation."""


PROFILES = (
    Profile("portal of a province", 25, 2, 0.3, 1.5, 0.15),
    Profile("newspaper", 60, 1, 0.8, 1.2, 0.04),
    Profile("newspaper's emulation section", 8, 1, 0.5, 1.5, 0.9),
    Profile("department of emulation", 6, 2, 0.1, 2.5, 0.8),
    Profile("association of a province", 3, 1, 0.2, 2.0, 0.5),
    Profile("association that posts by the dozen", 2.5, 6, 0.5, 2.0, 0.6),
    Profile("cluster of provinces", 0.7, 1.5, 0.3, 4.0, 0.95),
    Profile("drop folder, monthly", 5, 20, 0.0, 1.5, 0.9),
)


@dataclass(frozen=True)
class Setting:
    """What is tried."""

    name: str
    thresholds: Thresholds
    yield_share: float


def settings() -> Iterator[Setting]:
    """The defaults, and others around them."""
    yield Setting("the defaults", Thresholds(), Expectation("").yield_share)
    for factor, least, documents, share in _TRIED:
        name = f"{factor:g} x, {least:g} days; {documents}, {share:.2f}"
        yield Setting(name, Thresholds(factor, least, recent_documents=documents), share)


@dataclass(frozen=True)
class Source:
    """A source, from when on it is broken, and how."""

    name: str
    profile: Profile
    broken_on: date
    fault: str


def sources(count: int, days: int) -> list[Source]:
    """So many sources, of all kinds, broken in all ways, within a month after so many days."""
    chance = random.Random(SEED)
    made = []
    for number in range(count):
        profile = PROFILES[number % len(PROFILES)]
        varied = replace(profile, a_week=profile.a_week * chance.uniform(0.5, 1.5))
        fault = _FAULTS[number // len(PROFILES) % len(_FAULTS)]
        broken_on = FIRST_DAY + timedelta(days=days + chance.randrange(30))
        made.append(Source(f"source-{number}", varied, broken_on, fault))
    return made


def looks(source: Source, days: int, yields: Sequence[int]) -> Iterator[list[WatchRun]]:
    """Its looks day by day. ``yields``: what documents about emulation gave, to draw from."""
    chance = random.Random(f"{SEED} {source.name}")
    waiting: list[tuple[bool, int]] = []
    pauses = [(tet - timedelta(days=chance.randint(2, 6)), tet + timedelta(days=chance.randint(4, 12))) for tet in TET]
    mood = 0.0
    for day in (FIRST_DAY + timedelta(days=number) for number in range(days)):
        mood = 0.9 * mood + 0.15 * chance.gauss(0, 1)
        is_away = any(first <= day <= last for first, last in pauses)
        runs = []
        for turn in range(LOOKS_A_DAY):
            waiting += [] if is_away else _published(source, day, mood, yields, chance)
            moment = datetime(day.year, day.month, day.day, 24 // LOOKS_A_DAY * turn, tzinfo=UTC)
            run = WatchRun(f"{day}-{turn}", source.name, moment, moment)
            if chance.random() < _OFTEN_FAILING:
                runs.append(replace(run, problem="the server answered 500"))
                continue
            passed = [facts for passes, facts in waiting if passes]
            runs.append(replace(run, added=len(passed), irrelevant=len(waiting) - len(passed), facts=sum(passed)))
            waiting = []
        yield runs


def _published(
    source: Source, day: date, mood: float, yields: Sequence[int], chance: random.Random
) -> list[tuple[bool, int]]:
    """The articles until a look: whether the filter lets each through, and its facts."""
    profile = source.profile
    broken_days = (day - source.broken_on).days
    is_broken = broken_days >= 0
    in_season = day.month in (1, 3, 11, 12)
    busy = profile.season if in_season else 1.0
    a_day = profile.a_week / (5 + 2 * profile.weekend) * (profile.weekend if day.weekday() >= 5 else 1.0)
    times = _poisson(a_day * busy * math.exp(mood) / LOOKS_A_DAY / profile.at_once, chance)
    count = sum(1 + _poisson(profile.at_once - 1, chance) for _ in range(times))
    if is_broken and source.fault == "list is empty":
        return []
    about = min(profile.about * (busy if in_season else 0.8) * math.exp(mood / 2), 0.98)
    articles = []
    for _ in range(count):
        if chance.random() < about:
            passes, facts = True, chance.choice(yields)
        else:
            passes, facts = chance.random() < _PASSES, 0
        if is_broken and source.fault == "articles without text":
            passes, facts = False, 0
        elif is_broken and source.fault == "a tenth of the facts":
            facts = round(facts / 10)
        elif is_broken and source.fault == "facts dwindle":
            facts = round(facts * max(0.0, 1 - broken_days / _DWINDLING_DAYS))
        articles.append((passes, facts))
    return articles


def _poisson(mean: float, chance: random.Random) -> int:
    """By multiplication, which does for the small means here."""
    if mean <= 0:
        return 0
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


@dataclass(frozen=True)
class Measured:
    """What one setting gave: alerts of sources that were well, and the days until each broken one was told of."""

    false_alarms: Mapping[str, int]
    delays: Mapping[str, Sequence[float]]
    """By the fault; infinite where nobody was told within `BROKEN_DAYS`."""


def measured(watched: Sequence[Source], days: int, yields: Sequence[int], tried: Sequence[Setting]) -> list[Measured]:
    """Judge the sources day by day, by every setting."""
    ends = days + 30 + BROKEN_DAYS
    histories = [looks(source, ends, yields) for source in watched]
    open_before: list[set[tuple[str, str]]] = [set() for _ in tried]
    false_alarms: list[dict[str, int]] = [{"silent": 0, "poor": 0} for _ in tried]
    told: list[dict[str, float]] = [{} for _ in tried]
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder) / "w.duckdb") as connection:
        for number in range(ends):
            day = FIRST_DAY + timedelta(days=number)
            write_runs(connection, [run for history in histories for run in next(history)])
            for place, setting in enumerate(tried):
                expectations = [Expectation(source.name, None, 0, setting.yield_share) for source in watched]
                found = find_conditions(connection, expectations, setting.thresholds)
                begun = found - open_before[place]
                open_before[place] = found
                for source in watched:
                    kinds = [kind for name, kind in begun if name == source.name]
                    if day < source.broken_on:
                        for kind in kinds:
                            false_alarms[place][kind] += 1
                    elif any(name == source.name for name, _ in found):
                        told[place].setdefault(source.name, (day - source.broken_on).days)
    return [
        Measured(alarms, {fault: [_delay(found, each) for each in watched if each.fault == fault] for fault in _FAULTS})
        for alarms, found in zip(false_alarms, told, strict=True)
    ]


def _delay(told: Mapping[str, float], source: Source) -> float:
    days = told.get(source.name, math.inf)
    return days if days <= BROKEN_DAYS else math.inf


def failing(counts: Iterable[int], years: int) -> Iterator[tuple[int, float, float]]:
    """By the number of failures in a row: alarms a year for outages that end within three hours, and hours to a real one.

    A source that is looked at each half hour fails by chance, and is away four times a month for half an hour in the mean
    and once a week for an hour at night.
    """
    chance = random.Random(SEED)
    half_hours = years * 365 * 48
    fails = [chance.random() < _OFTEN_FAILING for _ in range(half_hours)]
    for start in range(half_hours):
        if chance.random() < 4 / (30 * 48):
            # A look fails where it falls into the outage.
            for each in range(start, min(start + 6, half_hours)):
                fails[each] = fails[each] or (each - start + chance.random()) / 2 < chance.expovariate(2)
        if start % (7 * 48) in (4, 5):
            fails[start] = True
    for count in counts:
        alarms, row = 0, 0
        for each in fails:
            row = row + 1 if each else 0
            alarms += row == count
        yield count, alarms / years, (count - 0.5) / 2


def yields_of_samples(folder: Path) -> list[int]:
    """The number of facts of each sample document."""
    return [_facts(extract(document)) for document in documents_of(folder / "samples", samples())]


def _facts(facts: Facts) -> int:
    return sum(len(value) for _, value in facts if isinstance(value, tuple))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tools.simulate_alerts", description=__doc__.split("\n")[0])
    parser.add_argument("--sources", type=int, default=32, help="how many (32)")
    parser.add_argument("--days", type=int, default=300, help="how long they are well (300)")
    arguments = parser.parse_args(argv)
    watched, tried = sources(arguments.sources, arguments.days), list(settings())
    with tempfile.TemporaryDirectory() as folder:
        yields = yields_of_samples(Path(folder))
    years = sum((source.broken_on - FIRST_DAY).days for source in watched) / 365
    print(
        f"{len(watched)} sources of {len(PROFILES)} kinds, {years:.0f} source-years well, then broken for {BROKEN_DAYS} days"
    )
    print("false alarms a source-year, and days until an alert: median, nine of ten (- : not within that time)\n")
    print(f"{'':28}{'silent':>8}{'poor':>8}" + "".join(f"{fault:>23}" for fault in _FAULTS))
    for setting, result in zip(tried, measured(watched, arguments.days, yields, tried), strict=True):
        alarms = "".join(f"{result.false_alarms[kind] / years:8.2f}" for kind in ("silent", "poor"))
        delays = "".join(f"{_times(result.delays[fault]):>23}" for fault in _FAULTS)
        print(f"{setting.name:28}{alarms}{delays}", flush=True)
    print("\nfailing, looks each half hour: false alarms a year, hours until an alert")
    for count, alarms_a_year, hours in failing((1, 2, 3, 4, 6, 8), years=20):
        print(f"  {count} in a row {alarms_a_year:10.1f} {hours:8.2f}")
    return 0


def _times(delays: Sequence[float]) -> str:
    if not delays:
        return ""
    ordered = sorted(delays)
    nine_of_ten = ordered[min(math.ceil(0.9 * len(ordered)), len(ordered)) - 1]
    return ", ".join(
        "-" if math.isinf(each) else f"{each:.0f}" for each in (statistics.median_low(ordered), nine_of_ten)
    )


if __name__ == "__main__":
    sys.exit(main())
