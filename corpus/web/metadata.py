"""What a page says of itself: title, day of publication, author, site and address.

What is declared counts (``meta``, JSON-LD, microdata, ``time``, ``link``), then the line beside the headline. A day guessed from
all the text, as extractors of metadata do, is often that of a copyright, of a meeting, or of today.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from corpus.normalising import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "article.published",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "datecreated",
    "dc.date",
    "dcterms.date",
    "date",
)
_AUTHORS = (
    "author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "og:article:author",
    "citation_author",
    "creator",
)
_SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "al:ios:app_name")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_URLS = ("og:url", "twitter:url")
_ARTICLES = re.compile(
    r"(?:News|Blog|Tech|Scholarly|Social|Opinion|Reportage)?(?:Article|Posting|BlogPosting|MediaPosting)$"
)
_NO_AUTHOR = re.compile(
    r"(?:admin(?:istrator)?|root|webmaster|super ?user|quản trị(?: viên)?|\W*|https?:.*|\S+@\S+|@\S+)$", re.I
)
_NUMERIC_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?!\d)")
_WORDED_DAY = re.compile(r"(?<!\d)(\d{1,2}) tháng (\d{1,2}),? (?:năm )?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{2})-(\d{2})(?!\d)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[-–—|»:·•]+\s+|\s*[|»]\s*")
_HEAD = 4096  # characters that the mark of a saved page stands in
_MOST_JSON = 1 << 20  # characters
_MOST_NODES = 5000
_LONGEST = 500  # characters of a value


@dataclass
class PageFacts:
    """What a page says of itself, in plain text; ``titles`` are all that it calls itself."""

    titles: list[str] = field(default_factory=list)
    date: str = ""
    author: str = ""
    site: str = ""
    url: str = ""

    def as_metadata(self, title: str, dateline: str, author: str) -> Mapping[str, str]:
        """What is known, by the names that all readers use.

        ``title`` is the headline that the page shows, ``dateline`` the line beside it, ``author`` what an element named
        for it says: empty where there is none. They tell what is not declared.
        """
        found = {
            "title": title or self._title(),
            "author": self.author or ("" if _NO_AUTHOR.match(author) else author),
            "date": self.date or _day(dateline),
            "site": self.site,
            "url": self.url,
        }
        return {name: value for name, value in found.items() if value}

    def _title(self) -> str:
        if not self.titles:
            return ""
        shortest = min(self.titles, key=len)
        title = shortest if len(shortest) >= 10 else self.titles[0]
        if self.site and len(title) > len(self.site):
            title = title.removeprefix(self.site).removesuffix(self.site).strip(" -–—|»:·•")
        return title


def page_facts(root: "HtmlElement", text: str) -> PageFacts:
    """Return what a page declares about itself; ``text`` is its source, ``root`` the tree made of it."""
    metas = _metas(root)
    facts = PageFacts()
    article, publisher = _of_json(root)
    titles = [article.get("headline", ""), *(metas.get(name, "") for name in _TITLES), _title_of(root)]
    facts.titles = list(dict.fromkeys(filter(None, titles)))
    facts.date = _day(article.get("datePublished", "")) or next(
        (day for name in _DATES if (day := _day(metas.get(name, "")))), ""
    )
    authors = [article.get("author", ""), *(metas.get(name, "") for name in _AUTHORS)]
    facts.site = next(filter(None, (metas.get(name, "") for name in _SITES)), "") or publisher
    _read_marked(root, facts, authors)
    facts.author = next((author for author in authors if author and not _NO_AUTHOR.match(author)), "")
    if facts.author == facts.site:
        facts.author = ""
    facts.url = _address(root, metas, article, text)
    facts.site = facts.site or _site_of_title(root)
    return facts


def _metas(root: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and content:
            found.setdefault(name.strip().lower(), _plain(content))
    return found


def _plain(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return normalise(value[:_LONGEST]).replace("\n", " ")


def _title_of(root: "HtmlElement") -> str:
    title = root.find(".//title")
    return _plain(title.text_content()) if title is not None else ""


def _site_of_title(root: "HtmlElement") -> str:
    """The shorter end of ``Headline - Site`` or ``Site - Headline``, where the other is long."""
    parts = _TITLE_PARTS.split(_title_of(root))
    if len(parts) < 2:
        return ""
    site, headline = sorted((parts[-1].strip(), parts[0].strip()), key=len)
    return site if len(headline) >= 20 and 2 < len(site) <= 60 else ""


def _of_json(root: "HtmlElement") -> tuple[dict[str, str], str]:
    """What JSON-LD says of the article, and who publishes the page."""
    article: dict[str, str] = {}
    publisher = ""
    for node in _nodes(root):
        kinds = node.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        named = [kind for kind in kinds if isinstance(kind, str)]
        if any(map(_ARTICLES.match, named)) or ("WebPage" in named and "datePublished" in node):
            for name in ("headline", "datePublished", "url"):
                article.setdefault(name, _plain(node.get(name)))
            article.setdefault("author", ", ".join(_names(node.get("author"))))
            publisher = publisher or next(_names(node.get("publisher")), "")
        elif "WebSite" in named or "NewsMediaOrganization" in named:
            publisher = publisher or _plain(node.get("name"))
    return article, publisher


def _nodes(root: "HtmlElement") -> Iterator[dict[str, object]]:
    """The objects of all JSON-LD of a page, from the outermost on."""
    seen = 0
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        if len(script.text) > _MOST_JSON:
            continue
        try:
            waiting = [json.loads(script.text.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and seen < _MOST_NODES:
            node = waiting.pop(0)
            seen += 1
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                yield node
                waiting += [value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _names(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        if plain := _plain(name):
            yield plain


def _read_marked(root: "HtmlElement", facts: PageFacts, authors: list[str]) -> None:
    """What microdata and ``time`` elements say, where ``meta`` and JSON-LD say nothing."""
    authorless = not any(authors)
    if facts.date and not authorless:
        return
    for element in root.xpath("//*[@itemprop or @pubdate or @rel='author']|//time[@datetime]"):
        told = element.get("itemprop") or ""
        if authorless and ("author" in told.split() or element.get("rel") == "author"):
            name = element.xpath(".//*[@itemprop='name']")
            authors.append(_plain((name[0] if name else element).text_content()))
        elif not facts.date and (told in ("", "datePublished", "dateCreated")):
            facts.date = _day(_plain(element.get("content") or element.get("datetime") or element.text_content()))


def _day(written: str) -> str:
    """A day, or a moment, as it is written where that begins with the year; days first become such. Empty without one."""
    written = written.strip()
    found = _ISO_DAY.search(written)
    if found:
        return written[found.start() :] if _is_day(found[1], found[2], found[3]) and len(written) <= 40 else ""
    found = _NUMERIC_DAY.search(written)
    found = found or _WORDED_DAY.search(written)
    if found and _is_day(found[3], found[2], found[1]):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return ""


def _is_day(year: str, month: str, day: str) -> bool:
    from datetime import date

    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _address(root: "HtmlElement", metas: Mapping[str, str], article: Mapping[str, str], text: str) -> str:
    saved = _SAVED_FROM.search(text, 0, _HEAD)
    base = next((each.get("href") or "" for each in root.iter("base")), "") or (saved[1] if saved else "")
    links = [
        each.get("href") or "" for each in root.iter("link") if "canonical" in (each.get("rel") or "").lower().split()
    ]
    for candidate in (
        *links,
        *(metas.get(name, "") for name in _URLS),
        article.get("url", ""),
        saved[1] if saved else "",
    ):
        try:
            address = urljoin(base, candidate.strip()) if candidate else ""
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and len(address) <= _LONGEST:
            return address
    return ""
