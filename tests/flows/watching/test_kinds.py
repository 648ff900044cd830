"""Sitemaps, pages that list articles, drop folders and mail."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.flows.watching.conftest import Hands, LookAt
from tests.flows.watching.site import Site, meeting
from tests.running import GOOD
from tests.serving import answer

Rows = Callable[[str], list[tuple[Any, ...]]]


def test_a_sitemap_and_what_it_names(site: Site, look_at: LookAt, hands: Hands) -> None:
    locs = "".join(f"<url><loc>{site.address}/tin/{n}</loc><lastmod>2026-01-0{n}</lastmod></url>" for n in (1, 2))
    site.pages = {
        "/sitemap.xml": answer(
            f"<sitemapindex><sitemap><loc>{site.address}/s1.xml</loc></sitemap></sitemapindex>".encode(), "text/xml"
        ),
        "/s1.xml": answer(
            f"<urlset>{locs}<url><loc>{site.address}/rao-vat/1</loc></url></urlset>".encode(), "text/xml"
        ),
        "/tin/1": meeting(1),
        "/tin/2": meeting(2),
    }
    settings = {"kind": "sitemap", "url": f"{site.address}/sitemap.xml", "include": "/tin/", "delay_seconds": 0}
    assert look_at(**settings).run.added == 2
    assert "/rao-vat/1" not in site.took()
    hands.turn(hours=1)
    site.pages["/tin/2"] = meeting(2, "Yên Bái")
    assert look_at(**settings).run.changed == 0  # It was asked an hour ago, and the sitemap dates it as before.
    site.pages["/s1.xml"] = answer(f"<urlset>{locs.replace('2026-01-02', '2026-02-02')}</urlset>".encode(), "text/xml")
    assert look_at(**settings).run.changed == 1


def test_a_page_that_lists_articles(site: Site, look_at: LookAt) -> None:
    page = b'<html><body><a href="/menu">m</a><div class="tin"><a href="/1">1</a><a href="/2">2</a></div></body></html>'
    site.pages = {"/tin": page, "/1": meeting(1), "/2": meeting(2)}
    settings = {"kind": "listing", "url": f"{site.address}/tin", "selector": ".tin a", "delay_seconds": 0}
    run = look_at(**settings, most=1).run
    assert (run.listed, run.added, run.postponed) == (2, 1, 1)
    assert look_at(**settings).run.added == 1
    assert site.took().count("/1") == 1


def test_a_list_that_is_none_is_a_problem(site: Site, look_at: LookAt) -> None:
    site.pages = {"/tin": meeting(1)}
    assert "no feed" in str(look_at(url=f"{site.address}/tin").run.problem)
    assert "404" in str(look_at(url=f"{site.address}/none").run.problem)
    assert "is not found" in str(look_at(url="http://nowhere.invalid/rss").run.problem)


def test_a_drop_folder(look_at: LookAt, folder: Path, rows: Rows) -> None:
    settings = {"name": "in", "kind": "folder", "path": str(folder)}
    assert look_at(**settings).run.added == 3
    (folder / "cum-1.txt").write_text(GOOD.format(n=9), encoding="utf-8")
    (folder / "cum-2.txt").unlink()
    (folder / "bad.txt").write_bytes(b"")
    found = look_at(**settings)
    assert (found.run.added, found.run.changed, found.run.rejected) == (0, 1, 1)
    assert [reject.code for reject in found.rejects] == ["empty"]
    assert rows("SELECT DISTINCT number FROM clusters ORDER BY 1") == [("2",), ("3",), ("9",)]
    assert look_at(**settings).run.unmodified == 2
    assert look_at(**settings | {"path": str(folder / "none")}).run.problem == f"no folder {folder / 'none'}"


def test_a_folder_of_mail(look_at: LookAt, tmp_path: Path, rows: Rows) -> None:
    message = EmailMessage()
    message["Subject"] = "Báo cáo"
    message["From"] = "a@tin.example"
    message.set_content(GOOD.format(n=4))
    message.add_attachment(GOOD.format(n=5).encode(), maintype="text", subtype="plain", filename="bao-cao.txt")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "1.eml").write_bytes(message.as_bytes())
    assert look_at(name="thu", kind="mail", path=str(tmp_path / "mail")).run.added == 2
    assert rows("SELECT DISTINCT number FROM clusters ORDER BY 1") == [("4",), ("5",)]


def test_a_host_that_does_not_say_how_long(site: Site, look_at: LookAt, hands: Hands) -> None:
    site.pages = {
        "/1": answer(b"", status=429),
        "/2": answer(b"", status=429, Retry_After="Thu, 01 Jan 2026 09:00:00 GMT"),
    }
    site.listed = ["/1"]
    assert look_at(delay_seconds=0).run.postponed == 1
    hands.turn(minutes=11)
    site.pages["/1"] = meeting(1)
    assert look_at(delay_seconds=0).run.added == 1
    site.listed = ["/2"]
    assert look_at(delay_seconds=0).run.postponed == 1
    hands.turn(hours=1)
    assert look_at(delay_seconds=0).run.problem
