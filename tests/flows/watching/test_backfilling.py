"""Loading what was published in a range of days."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.watching.archive_addresses import Days, check_pattern, series_of
from flows.watching.backfilling import backfill
from flows.watching.clock import Clock
from flows.watching.looking import Look, WatchRequest
from flows.watching.sources import WatchedSource
from tests.flows.watching.conftest import Hands, LookAt
from tests.flows.watching.site import Site, meeting, weather
from tests.running import Thidua
from tests.serving import answer
from warehouse import check

Rows = Callable[[str], list[tuple[Any, ...]]]
Backfill = Callable[..., Look]
YEAR = Days(date(2024, 1, 1), date(2024, 12, 31))


def dated(number: int, day: str, **more: str) -> bytes:
    return meeting(number, links=f'<meta property="article:published_time" content="{day}T08:00:00+07:00">', **more)


def listing(*paths: str) -> bytes:
    links = "".join(f'<li><a href="{path}">x</a></li>' for path in paths)
    return f"<html><body><ul>{links}</ul></body></html>".encode()


@pytest.fixture
def backfilled(site: Site, hands: Hands, warehouse_file: Path) -> Backfill:
    """Load what a source, a listing unless told otherwise, published in 2024."""

    def run(days: Days = YEAR, **settings: Any) -> Look:
        given: dict[str, Any] = {
            "name": "tin",
            "kind": "listing",
            "url": f"{site.address}/tin",
            "delay_seconds": 0,
        } | settings
        request = WatchRequest(warehouse_file, "1", workers=0, allow_private=True)
        found = backfill(WatchedSource(**given), days, request, clock=Clock(lambda: hands.now, hands.sleep))
        assert check(warehouse_file) == []
        return found

    return run


def test_pages_by_their_number(site: Site, backfilled: Backfill, rows: Rows) -> None:
    site.pages = {
        "/tin?trang=1": listing("/a1", "/a2"),
        "/tin?trang=2": listing("/a3", "/a4"),
        "/tin?trang=3": listing("/a5", "/a6"),
        "/tin?trang=4": listing("/a7", "/a8"),
        "/tin?trang=5": listing("/a9", "/a10"),
        "/tin?trang=6": listing("/a11"),
    }
    days = ("2026-02-01", "2026-01-01", "2025-03-01", "2024-11-01", "2024-06-01", "2024-05-01", "2023-11-01")
    for number, day in enumerate((*days, "2023-10-01", "2023-09-01", "2023-08-01", "2023-07-01"), 1):
        site.pages[f"/a{number}"] = dated(number, day)
    pattern = {"archive": f"{site.address}/tin?trang={{page}}"}
    run = backfilled(**pattern).run
    assert (run.added, run.outside, run.problem, run.first_day) == (3, 6, None, date(2024, 1, 1))
    assert rows("SELECT DISTINCT number FROM clusters ORDER BY 1") == [("4",), ("5",), ("6",)]
    asked = site.took()
    assert "/a1" not in asked  # The last of its page was too new.
    assert "/tin?trang=6" not in asked  # Two pages were too old.

    # Again, nothing that was read is asked for; for other days what was of others is.
    assert backfilled(**pattern).run.added == 0
    assert [path for path in site.took() if path.startswith("/a")] == ["/a1"]
    later = backfilled(Days(date(2026, 1, 1), date(2026, 12, 31)), **pattern).run
    assert (later.added, later.outside) == (2, 0)


def test_pages_by_the_day(site: Site, backfilled: Backfill, rows: Rows) -> None:
    site.pages = {
        "/luu-tru/2024-05-01": listing("/a1", "/mua"),
        "/luu-tru/2024-05-03": listing("/a3", "/a1"),
        "/a1": meeting(1),
        "/a3": meeting(3),
        "/mua": weather(),
    }
    days = Days(date(2024, 5, 1), date(2024, 5, 3))
    run = backfilled(days, archive=f"{site.address}/luu-tru/{{day:%Y-%m-%d}}").run
    assert (run.listed, run.added, run.irrelevant, run.problem) == (3, 2, 1, None)
    assert site.took().count("/a1") == 1
    found = rows("SELECT published_on, from_backfill FROM watched_addresses WHERE address LIKE '%/a_' ORDER BY address")
    assert found == [(date(2024, 5, 1), True), (date(2024, 5, 3), True)]
    assert "list nothing" in str(backfilled(days, archive=f"{site.address}/none/{{day:%Y-%m-%d}}").run.problem)


def test_a_sitemap(site: Site, backfilled: Backfill) -> None:
    maps = {"2023": "2023-12-31", "2024": "2024-12-31", "2025": "2025-12-31"}
    entries = "".join(
        f"<sitemap><loc>{site.address}/s{year}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for year, day in maps.items()
    )
    site.pages = {"/sitemap.xml": answer(f"<sitemapindex>{entries}</sitemapindex>".encode(), "text/xml")}
    urls = {
        "2023": [("/1", "2023-06-01")],
        "2024": [("/2", "2024-06-01"), ("/2023/06/01/3", "2024-06-02"), ("/4", "2023-12-31")],
        "2025": [("/5", "2025-06-01"), ("/6-20240601081500.htm", "2025-06-01")],
    }
    for year, listed in urls.items():
        inside = "".join(f"<url><loc>{site.address}{p}</loc><lastmod>{d}</lastmod></url>" for p, d in listed)
        site.pages[f"/s{year}.xml"] = answer(f"<urlset>{inside}</urlset>".encode(), "text/xml")
    site.pages |= {
        "/2": dated(2, "2024-06-01"),
        "/5": dated(5, "2025-06-01"),
        "/6-20240601081500.htm": meeting(6),
    }
    run = backfilled(kind="sitemap", url=f"{site.address}/sitemap.xml").run
    assert (run.listed, run.added, run.outside, run.rejected) == (3, 2, 1, 0)
    asked = site.took()
    assert "/s2023.xml" not in asked
    assert "/4" not in asked  # Not changed since before the first day.


def test_a_backfill_that_is_stopped_goes_on(site: Site, backfilled: Backfill, rows: Rows) -> None:
    site.pages = {
        "/tin?trang=1": listing("/a1", "/a2"),
        "/tin?trang=2": answer(b"", status=429, Retry_After="7200"),
        "/a1": dated(1, "2024-06-01"),
        "/a2": answer(b"", status=500),
    }
    pattern = {"archive": f"{site.address}/tin?trang={{page}}"}
    run = backfilled(**pattern).run
    assert (run.added, run.rejected) == (1, 1)
    assert "left alone" in str(run.problem)
    assert [kind for (kind,) in rows("SELECT outcome FROM watched_addresses ORDER BY address")] == ["loaded", "failed"]


def test_what_a_backfill_found_is_not_asked_for_by_the_schedule(
    site: Site, backfilled: Backfill, look_at: LookAt, hands: Hands, rows: Rows
) -> None:
    site.pages = {"/tin": listing("/a1", "/a2"), "/a1": dated(1, "2024-06-01"), "/a2": answer(b"", status=500)}
    assert backfilled().run.added == 1
    site.took()
    site.listed = []
    hands.turn(days=2)
    assert look_at(delay_seconds=0).run.asked == 0
    site.listed = ["/a1"]
    site.pages["/a1"] = dated(1, "2024-06-01", head="Yên Bái")
    hands.turn(days=2)
    assert look_at(delay_seconds=0).run.changed == 1
    assert rows("SELECT from_backfill FROM watched_addresses WHERE address LIKE '%/a1'") == [(False,)]


@pytest.mark.parametrize(
    ("pattern", "addresses"),
    [
        ("http://t/{page}", ["http://t/7"]),
        ("http://t/{day:%d-%m}?p={page}", ["http://t/30-01?p=7", "http://t/31-01?p=7", "http://t/01-02?p=7"]),
        ("http://t/{month:%Y/%m}", ["http://t/2024/01", "http://t/2024/02"]),
        ("http://t/{year:%Y}", ["http://t/2024"]),
        ("http://t/?tu={first:%d/%m/%Y}&den={last:%d/%m/%Y}", ["http://t/?tu=30/01/2024&den=01/02/2024"]),
    ],
)
def test_addresses_of_archives(pattern: str, addresses: list[str]) -> None:
    check_pattern(pattern)
    days = Days(date(2024, 1, 30), date(2024, 2, 1))
    assert [series.address(7) for series in series_of(pattern, days)] == addresses


@pytest.mark.parametrize(
    "pattern",
    ["http://t/", "http://t/{}", "http://t/{seite}", "http://t/{day}", "http://t/{day.__class__}", "http://t/{"],
)
def test_patterns_that_are_none(pattern: str) -> None:
    with pytest.raises(ValueError, match="archive"):
        check_pattern(pattern)


def test_by_the_command(site: Site, tmp_path: Path, warehouse_file: Path, thidua: Thidua) -> None:
    site.pages = {"/tin": listing("/a1", "/a2"), "/a1": dated(1, "2024-06-01"), "/a2": dated(2, "2025-06-01")}
    file = tmp_path / "sources.toml"
    file.write_text(
        f'[[sources]]\nname = "tin"\nkind = "listing"\nurl = "{site.address}/tin"\ndelay_seconds = 0\n'
        '[[sources]]\nname = "in"\nkind = "folder"\npath = "in"\n'
    )
    arguments = ("watch", "--sources", file, "--warehouse", warehouse_file, "--workers", "0", "--allow-private")
    ran = thidua(*arguments, "--once", "--from", "2024-01-01", "--to", "2024-12-31")
    assert ran.status == 0
    assert ran.err.splitlines() == [
        "thidua: tin: sources.toml names no archive, so that only what it lists now is looked at"
    ]
    head, _, row = (line.split() for line in ran.out.splitlines())
    assert dict(zip(head[1:4], row[1:4], strict=True)) == {"listed": "2", "new": "1", "known": "0"}
    refused = thidua(*arguments[:-1], "--once", "--from", "2023-01-01", "--to", "2023-12-31")
    assert (refused.status, "no public address" in refused.err) == (3, True)
    assert "--to has no --from" in thidua(*arguments, "--to", "2024-12-31").err
    assert "is after" in thidua(*arguments, "--from", "2024-02-01", "--to", "2024-01-31").err
    assert "no source is called x" in thidua(*arguments, "--from", "2024-02-01", "--source", "x").err
    assert "for sources on the web" in thidua(*arguments, "--from", "2024-02-01", "--source", "in").err
