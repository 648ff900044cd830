"""Ten days of a news site: after each the warehouse holds exactly what it should."""

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from corpus.fetching import addresses, downloading
from tests.flows.watching.conftest import Hands, LookAt
from tests.flows.watching.site import Site, meeting, weather
from tests.serving import Answer, answer

Rows = Callable[[str], list[tuple[Any, ...]]]


def moved(target: str, status: int = 301) -> Answer:
    return answer(b"", status=status, Location=target)


def drips(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(50):
        request.wfile.write(b"<p>x</p>")
        time.sleep(0.05)


class Days:
    """The days of a test, each with a look at its end."""

    def __init__(self, site: Site, hands: Hands, look_at: LookAt, rows: Rows) -> None:
        self._site, self._hands, self._look_at, self._rows = site, hands, look_at, rows
        self.sources: set[str] = set()

    def look(self, **hours: float) -> dict[str, Any]:
        """Let time pass (a day), look, and give the counts that are not 0; ``asked`` is looked at by `Site.took`."""
        self._hands.turn(**(hours or {"days": 1}))
        run = self._look_at(recheck_hours=12, delay_seconds=1, allow_private=False).run
        counts = (
            "listed",
            "added",
            "changed",
            "duplicates",
            "unmodified",
            "irrelevant",
            "rejected",
            "gone",
            "postponed",
        )
        found = {name: getattr(run, name) for name in counts if getattr(run, name)}
        return found | ({"problem": run.problem.split(": ")[-1]} if run.problem else {})

    def holds(self) -> dict[str, str]:
        """The head that each document elects, by the paths where it stands."""
        found = self._rows(
            "SELECT s.source, h.unit FROM document_sources s LEFT JOIN headships h ON h.document_id = s.document_id ORDER BY 1"
        )
        return {source.removeprefix(self._site.address): unit.removeprefix("Hội CCB tỉnh ") for source, unit in found}

    def rejects(self) -> dict[str, str]:
        found = self._rows("SELECT source, code FROM rejects ORDER BY 1")
        return {source.removeprefix(self._site.address): code for source, code in found}

    def documents(self) -> int:
        ((count,),) = self._rows("SELECT count(*) FROM documents")
        return int(count)

    def versions(self) -> list[str]:
        found = self._rows(
            "SELECT regexp_extract(text, 'bầu Hội CCB tỉnh (.*?) làm', 1) FROM document_versions ORDER BY superseded_at"
        )
        return [head for (head,) in found]


@pytest.fixture
def days(site: Site, hands: Hands, look_at: LookAt, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> Days:
    is_public = addresses._is_public
    # This server alone counts as one of the world outside.
    monkeypatch.setattr(addresses, "_is_public", lambda address: address == "127.0.0.1" or is_public(address))
    monkeypatch.setattr(downloading, "TOTAL_SECONDS", 1.0)
    return Days(site, hands, look_at, rows)


def test_ten_days(site: Site, days: Days, hands: Hands) -> None:
    # 1: two articles about emulation and one about the weather.
    site.pages = {"/a1": meeting(1), "/a2": meeting(2, "Hà Nam"), "/mua": weather()}
    site.listed = ["/a1", "/a2", "/mua"]
    assert days.look() == {"listed": 3, "added": 2, "irrelevant": 1}
    assert days.holds() == {"/a1": "Phú Thọ", "/a2": "Hà Nam"}
    assert site.took() == ["/robots.txt", "/rss", "/a1", "/a2", "/mua"]

    # 2: a third, and the same ones under other addresses: counted, moved, by its own word, and copied.
    site.pages |= {
        "/a3": meeting(3, "Lào Cai", links=f'<link rel="canonical" href="{site.address}/a3">'),
        "/amp/a3": meeting(3, "Lào Cai", links=f'<link rel="canonical" href="{site.address}/a3?utm_medium=amp">'),
        "/old/a2": moved("/a2"),
        "/copy/a1": meeting(1),
    }
    site.listed += ["/a3", "/amp/a3", "/a3?utm_source=rss#top", "/old/a2", "/copy/a1"]
    assert days.look() == {"listed": 7, "added": 1, "duplicates": 3, "unmodified": 3}
    assert days.holds() == {"/a1": "Phú Thọ", "/a2": "Hà Nam", "/a3": "Lào Cai", "/copy/a1": "Phú Thọ"}
    assert days.documents() == 3
    assert "/a3?utm_source=rss" not in site.took()

    # 3: an article is edited and its copy is not, though it is listed no more; of another only the advertisements change.
    site.listed = ["/a1", "/a2", "/a3"]
    site.pages["/a1"] = meeting(1, "Yên Bái")
    site.pages["/a2"] = meeting(2, "Hà Nam", links="<meta name='ad' content='7'>")
    assert days.look() == {"listed": 3, "changed": 1, "unmodified": 3}
    assert days.holds() == {"/a1": "Yên Bái", "/a2": "Hà Nam", "/a3": "Lào Cai", "/copy/a1": "Phú Thọ"}
    assert days.versions() == []  # The copy still says so.

    # 4: articles vanish, with 404, with 410, or by a redirect to the front page; what they said stays.
    del site.pages["/a2"]
    site.pages |= {"/": weather(), "/a3": moved("/"), "/never": answer(b"", status=410)}
    site.listed += ["/never"]
    assert days.look() == {"listed": 4, "unmodified": 2, "gone": 2, "rejected": 1}
    assert days.holds() == {"/a1": "Yên Bái", "/a2": "Hà Nam", "/a3": "Lào Cai", "/copy/a1": "Phú Thọ"}
    assert days.rejects() == {"/never": "fetch"}

    # 5: the site wants to be left alone for two hours; what is left waits, and is had after them.
    site.listed = ["/a5", "/b5"]
    site.pages |= {"/a5": answer(b"", status=429, Retry_After="7200"), "/b5": meeting(15, "Sơn La")}
    site.took()
    assert days.look() == {"listed": 2, "postponed": 4}
    assert site.took() == ["/robots.txt", "/rss", "/a5"]
    site.pages["/a5"] = meeting(5, "Điện Biên")
    assert days.look(hours=1)["problem"] == "127.0.0.1" + site.address[16:] + " wants to be left alone for a time"
    assert site.took() == []
    assert days.look(hours=2) == {"added": 2, "unmodified": 2}  # The feed has not changed, they were waiting.
    assert days.documents() == 6

    # 6: one that fails is a reject until it is had; a short rest is given at once.
    moods = iter([answer(b"", status=503, Retry_After="5"), answer(meeting(16, "Thái Bình"))])
    site.pages |= {"/a6": answer(b"sorry", status=500)}
    site.listed = ["/a6", "/b6"]

    def moody(request: BaseHTTPRequestHandler) -> None:
        next(moods)(request)

    site.pages["/b6"] = moody
    found = days.look()
    assert (found["added"], found["rejected"]) == (1, 1)
    assert days.rejects() == {"/never": "fetch", "/a6": "fetch"}
    assert 5.0 in hands.slept

    # 7: it is well again; another comes in drops; two say a wrong encoding.
    site.pages |= {
        "/a6": meeting(6, "Nam Định"),
        "/b6": meeting(16, "Thái Bình"),
        "/a7": drips,
        "/b7": answer(meeting(17, "Cao Bằng"), "text/html; charset=iso-8859-1"),
        "/c7": answer(meeting(27, "Bắc Kạn", encoding="utf-16"), "text/html; charset=utf-8"),
    }
    site.listed = ["/a6", "/b6", "/a7", "/b7", "/c7"]
    found = days.look()
    assert (found["added"], found["rejected"]) == (3, 1)
    holds = days.holds()
    assert (holds["/a6"], holds["/b7"], holds["/c7"]) == ("Nam Định", "Cao Bằng", "Bắc Kạn")
    assert days.rejects() == {"/never": "fetch", "/a7": "fetch"}

    # 8: robots.txt forbids a path and asks for time; a redirect leads inside the network, another to what is forbidden.
    robots = "User-agent: *\nDisallow: /noi-bo/\nCrawl-delay: 7\n"
    site.pages |= {
        "/robots.txt": answer(robots.encode(), "text/plain"),
        "/noi-bo/a8": meeting(8),
        "/b8": moved("http://169.254.169.254/latest/meta-data/", 302),
        "/c8": moved("/noi-bo/a8"),
        "/a7": meeting(7, "Hòa Bình"),
    }
    site.listed = ["/noi-bo/a8", "/b8", "/c8"]
    site.took()
    hands.slept.clear()
    found = days.look()
    assert (found["added"], found["rejected"]) == (1, 3)
    assert days.rejects() == {"/never": "fetch", "/noi-bo/a8": "forbidden", "/b8": "forbidden", "/c8": "forbidden"}
    asked = site.took()
    assert "/noi-bo/a8" not in asked
    assert hands.slept.count(7.0) >= len(asked) - 3
    before = days.holds()

    # 9: the edited article gets its first words back, its copy is edited, and the weather is about emulation now.
    site.pages |= {"/a1": meeting(1), "/copy/a1": meeting(1, "Yên Bái"), "/mua": meeting(9, "Quảng Ninh")}
    site.listed = ["/a1", "/copy/a1", "/mua"]
    days.look()
    assert days.holds() == before | {"/a1": "Phú Thọ", "/copy/a1": "Yên Bái", "/mua": "Quảng Ninh"}

    # 10: the copy is corrected too, so that the other version stands nowhere; then the site is down.
    site.pages["/copy/a1"] = meeting(1)
    days.look()
    expected = before | {"/a1": "Phú Thọ", "/copy/a1": "Phú Thọ", "/mua": "Quảng Ninh"}
    assert days.holds() == expected
    assert days.versions() == ["Yên Bái"]
    site.pages = {"/robots.txt": answer(b"", status=500)}
    assert days.look(hours=1) == {"problem": "the server answered 500"}
    assert days.holds() == expected
    assert days.documents() == len(set(expected)) - 1
