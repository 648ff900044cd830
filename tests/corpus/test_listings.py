"""Lists of addresses, of every kind."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from corpus import (
    AddressList,
    Listed,
    ListingKind,
    ReadError,
    Robots,
    addresses_in,
    canonical_address,
    canonical_link,
    day_in_address,
)
from corpus.listings.days import day_of

AT = "https://tin.example/danh-sach/"
DAY = date(2023, 11, 24)
RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>T</title>
<item><link>https://tin.example/a?id=1&amp;x=2</link><pubDate>Fri, 24 Nov 2023 07:00:00 +0700</pubDate></item>
<item><link>/b</link></item><item><title>none</title></item><item><link>/b</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><link rel="alternate" href="/a"/><updated>2023-11-24T07:00:00Z</updated></entry></feed>"""
URLSET = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://tin.example/a </loc><lastmod>2023-11-24</lastmod></url>
<url><loc>https://tin.example/b</loc><news:news><news:publication_date>2023-11-25</news:publication_date></news:news></url>
<url><lastmod>2023</lastmod></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://tin.example/s1.xml.gz</loc></sitemap></sitemapindex>"
PAGE = """<html><body><nav><a href="/menu">m</a></nav><div class="tin"><h3><a href="bai-1.html">Một</a></h3></div>
<div class="tin"><a href="//tin.example/bai-2">Hai</a> <a href="http://[">x</a> <a>y</a></div></body></html>""".encode()


def found(kind: ListingKind, content: bytes, folder: Path, selector: str | None = None) -> list[Listed]:
    path = folder / "list"
    path.write_bytes(content)
    return [*addresses_in(AddressList(kind, path, AT, selector))]


def test_feeds(tmp_path: Path) -> None:
    assert found("feed", RSS, tmp_path) == [
        Listed("https://tin.example/a?id=1&x=2", "Fri, 24 Nov 2023 07:00:00 +0700", published=DAY),
        Listed("https://tin.example/b"),
    ]
    assert found("feed", ATOM, tmp_path) == [Listed("https://tin.example/a", "2023-11-24T07:00:00Z", modified=DAY)]


@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps(tmp_path: Path, packed: bool) -> None:
    assert found("sitemap", gzip.compress(URLSET) if packed else URLSET, tmp_path) == [
        Listed("https://tin.example/a", "2023-11-24", modified=DAY),
        Listed("https://tin.example/b", "2023-11-25", published=date(2023, 11, 25)),
    ]
    assert found("sitemap", INDEX, tmp_path) == [Listed("https://tin.example/s1.xml.gz", None, is_list=True)]


def test_pages(tmp_path: Path) -> None:
    expected = [Listed("https://tin.example/danh-sach/bai-1.html"), Listed("https://tin.example/bai-2")]
    assert found("listing", PAGE, tmp_path, "div.tin") == expected
    assert found("listing", PAGE, tmp_path, "h3 > a") == expected[:1]
    assert len(found("listing", PAGE, tmp_path)) == 3


@pytest.mark.parametrize(
    ("kind", "content", "selector"),
    [
        ("feed", b"<html><body>sorry</body></html>", None),
        ("sitemap", b"<html><body>sorry</body></html>", None),
        ("sitemap", b"", None),
        ("sitemap", b"\x1f\x8bnone", None),
        ("listing", PAGE, "div["),
    ],
)
def test_what_is_no_list(tmp_path: Path, kind: ListingKind, content: bytes, selector: str | None) -> None:
    with pytest.raises(ReadError, match="corrupt"):
        found(kind, content, tmp_path, selector)


def test_entities_reach_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    loc = f'<!DOCTYPE u [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><urlset><url><loc>/&x;</loc></url></urlset>'
    assert "secret" not in repr(found("sitemap", loc.encode(), tmp_path))


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("https://tin.example:443/a/?b=2&a=1#top", "https://tin.example/a/?a=1&b=2"),
        ("HTTP://TIN.example", "http://tin.example/"),
        (" https://tin.example/a?utm_source=rss&fbclid=7 ", "https://tin.example/a"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("ftp://tin.example/a", None),
        ("https://me:secret@tin.example/a", None),
        ("https://[", None),
        ("javascript:void(0)", None),
        ("https://tin.example/" + "a" * 3000, None),
    ],
)
def test_addresses_in_one_form(given: str, plain: str | None) -> None:
    assert canonical_address(given) == plain


@pytest.mark.parametrize(
    ("href", "told"),
    [
        ("/a?utm_source=x", "https://tin.example/a"),
        ("https://tin.example/a", "https://tin.example/a"),
        ("https://other.example/a", None),
        ("/", None),
        ("", None),
    ],
)
def test_what_a_page_says_of_its_address(href: str, told: str | None) -> None:
    page = f'<html><head><link rel="canonical" href="{href}"></head><body><p>a</p></body></html>'
    assert canonical_link(page.encode(), "https://tin.example/amp/a") == told


def test_robots() -> None:
    rules = Robots.of_answer(200, b"User-agent: *\nDisallow: /a/\nAllow: /a/b\nCrawl-delay: 3\n")
    assert [rules.permits(f"https://tin.example{path}") for path in ("/", "/a/", "/a/b")] == [True, False, True]
    assert rules.delay_seconds == 3
    assert Robots.of_answer(404, b"").permits("https://tin.example/a/")
    assert not Robots.of_answer(503, b"").permits("https://tin.example/a/")
    assert Robots.of_answer(200, b"User-agent: thidua\nDisallow: /\n").permits("https://tin.example/") is False


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fri, 24 Nov 2023 07:00:00 +0700", DAY),
        ("Thu, 23 Nov 2023 18:30:00 GMT", DAY),  # Half past one at night in Vietnam.
        ("2023-11-23T18:30:00Z", DAY),
        ("2023-11-24 07:00:00", DAY),
        ("2023-11-24T07:00:00.123456789+07:00", DAY),
        ("2023-11-31", None),
        ("hôm nay", None),
        ("", None),
        (None, None),
    ],
)
def test_days_of_lists(text: str | None, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://tin.example/2023/11/24/cum-3.html", DAY),
        ("https://tin.example/tin/2023-11-24-cum-3", DAY),
        ("https://tin.example/cum-3-20231124.htm", DAY),
        ("https://tin.example/cum-3-20231124093211234.htm", DAY),
        ("https://tin.example/cum-3?ngay=20231124", DAY),
        ("https://tin.example/tong-ket-nam-2023-ngay-24-11-2023", None),
        ("https://tin.example/cum-3-20231124993211.htm", None),  # A number, and no time of the day.
        ("https://tin.example/20231124/20231125.htm", None),
        ("https://tin.example/2023/13/24/", None),
        ("https://tin.example/120231124", None),
    ],
)
def test_days_in_addresses(address: str, day: date | None) -> None:
    assert day_in_address(address) == day
