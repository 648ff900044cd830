"""What of a page's lines is the article, and what are the teasers of other news.

trafilatura finds the words of the article; where they stand on the page tells which part of it is the article. Its lines are
then taken from the page itself, with the letterheads, tables and lists that an extractor of prose loses.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.web.blocks import Block
from corpus.web.zones import ORDER, Zone, is_control, zone_of_heading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST = 100  # characters, without white space, that are an article
_OF_ALL = 0.85
_PART = 0.3  # of the article's characters, that a box of other news in it may have
_VOID = 0.4
"""A part that holds more of the article is no furniture, whatever its name says; one of comments or related news may be longer
than the article."""
_TELLING = 20  # characters of a line that cannot stand elsewhere by chance
_LONGEST_SEARCHED = 300_000  # characters
_LINKED = 0.6
_MENU = 0.95  # of the characters of a row that are links
_LONGEST_HEADLINE = 300
_NEAR = 25  # lines between a headline and the article's first
_SEPARATOR = re.compile(r"\s+[-–—|»:·•]+\s+|\s*[|»]\s*|:\s+")
_SHORTEST_TITLE = 15
_MOST_ABOVE = 6  # lines between the top of the article's part of the page and the article
_LEAVES = frozenset(("p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "span", "table"))
_AROUND = frozenset(("body", "html", "form", "tr", "tbody", "table"))
_ROWS = frozenset(("td", "tr", "tbody", "thead"))
_MOST_TEASERS = 80
_LEAST_TEASER = 4  # words
_LONGEST_TEASER = 700
_BYLINE_NAMES = re.compile(r"(?<![a-z])(?:author|tac-?_?gia|byline|pen-?name|but-?danh|nguoi-?viet)", re.IGNORECASE)
_BYLINE_OPENER = re.compile(r"(?:tác giả(?: bài viết)?|bài(?:, ảnh)?|tin(?:, ảnh)?|theo|nguồn)\s?:", re.IGNORECASE)
_DAY = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|\d{1,2} tháng \d{1,2},? (?:năm )?(?:19|20)\d\d", re.IGNORECASE
)
_LONGEST_DATELINE = 120
_LONGEST_BYLINE = 80
_MOST_BYLINES = 3
_TITLE_NAMES = re.compile(r"title|tieu-?de|headline|tit\b", re.IGNORECASE)
_RECIPIENTS = "Nơi nhận"
_MOTTO = "XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_NO_LETTERS = re.compile(r"[\W_]+")
_WORDS = re.compile(r"\w+")


@dataclass
class Article:
    """The lines of an article, in order, its headline among them, and those of teasers."""

    headline: Block | None = None
    body: list[Block] = field(default_factory=list)
    matched: int = 0
    """How many of the characters that the extractor found stand on the page."""
    dateline: str = ""
    """A line beside the headline that has a day in it."""
    author: str = ""
    """What an element that is named for it says."""
    related: list[Block] = field(default_factory=list)
    """Their heading, if they have one, and below it the headlines and summaries of other news."""


def article_of(blocks: Sequence[Block], found: str, titles: Sequence[str]) -> Article:
    """Return the article among the lines of a page.

    ``found`` are the article's words as an extractor gives them, without white space; empty where it finds none.
    ``titles`` are what the page calls itself. Without ``found`` all lines are taken that are neither links nor in a part
    that is named as something else.
    """
    selection = _Selection(blocks, found, titles)
    article = selection.article()
    article.matched = sum(len(block.key) for block, known in zip(blocks, selection.matched, strict=True) if known)
    return article


class _Selection:
    def __init__(self, blocks: Sequence[Block], found: str, titles: Sequence[str]) -> None:
        self.blocks = blocks
        self.titles = _whole_and_parts(titles)
        self.matched = _found_in(blocks, found)
        self.void = self._void()
        self.zones: list[Zone | None] = [self._named_zone(block) for block in blocks]
        self.weights: dict[HtmlElement, int] = defaultdict(int)
        self.total = 0

    def article(self) -> Article:
        self.total = total = self._weigh()
        if total < _LEAST:
            return self._anything()
        container, inside = self._deepest(total)
        first, last = inside[0], inside[-1]
        headline = self._headline(first, last, container)
        if headline is not None:
            self._add_weight(self.blocks[headline].element, total)
        self._read_headings(first)
        body = self._body(inside, headline, container)
        trailing = self._trailing(body, first)
        body = [number for number in body if number not in trailing]
        related = [number for number, zone in enumerate(self.zones) if zone == "related"]
        chosen = [self.blocks[number] for number in body]
        return Article(
            headline=self.blocks[headline] if headline is not None else None,
            body=chosen,
            dateline=self._dateline(body, headline),
            author=next((_name_in(block) for block in chosen if _is_byline(block)), ""),
            related=self._teasers([*sorted(trailing), *related], {block.text for block in chosen}),
        )

    def _anything(self) -> Article:
        """The whole page without menus and the like; with them where nothing else is there."""
        self._read_headings(None)
        kept = [block for number, block in enumerate(self.blocks) if self._belongs(number) and not _is_menu(block)]
        headline = next((block for block in kept if block.element.tag == "h1"), None)
        return Article(headline, kept or list(self.blocks))

    # --- where the article is -------------------------------------------------------------------------------------------

    def _void(self) -> "set[HtmlElement]":
        """The parts of the page that are named as something else, and hold much of the article."""
        shares: dict[HtmlElement, int] = defaultdict(int)
        zones: dict[HtmlElement, Zone] = {}
        total = 0
        for block, matched in zip(self.blocks, self.matched, strict=True):
            if matched and len(block.key) >= _TELLING and not _is_linked(block):
                total += len(block.key)
                for element, zone in block.zones:
                    shares[element] += len(block.key)
                    zones[element] = zone
        return {
            element
            for element, share in shares.items()
            if share > (_VOID * total if zones[element] == "furniture" else total - _LEAST)
        }

    def _named_zone(self, block: Block) -> Zone | None:
        zones = [zone for element, zone in block.zones if element not in self.void]
        return next((zone for zone in ORDER if zone in zones), None)

    def _weigh(self) -> int:
        """Add up what of the article stands in each element; return the sum."""
        total = 0
        for block, matched, zone in zip(self.blocks, self.matched, self.zones, strict=True):
            if matched and zone is None and len(block.key) >= _TELLING and not _is_linked(block):
                total += len(block.key)
                self._add_weight(block.element, len(block.key))
        return total

    def _add_weight(self, element: "HtmlElement | None", weight: int) -> None:
        while element is not None:
            self.weights[element] += weight
            element = element.getparent()

    def _deepest(self, total: int) -> "tuple[HtmlElement, list[int]]":
        """The smallest part of the page that holds the article, and the numbers of its lines."""
        chain = [element for element, weight in self.weights.items() if weight >= _OF_ALL * total]
        parents = {element.getparent() for element in chain}
        deepest = next(element for element in chain if element not in parents)
        # One long paragraph is not all of an article: what holds it and others is.
        while True:
            parent = deepest.getparent()
            if deepest.tag in _LEAVES and parent is not None:
                deepest = parent
                continue
            inside = self._inside(deepest)
            if parent is None or deepest.tag == "body" or (len(inside) > 1 and not self._lacks_ends(inside)):
                return deepest, inside
            deepest = parent

    def _lacks_ends(self, inside: Sequence[int]) -> bool:
        """Whether the letterhead or the signatures of a paper stand right outside: tables that extractors take for layout."""
        above = self.blocks[max(inside[0] - _NEAR, 0) : inside[0]]
        below = self.blocks[inside[-1] + 1 : inside[-1] + 1 + _NEAR]
        return any(_MOTTO in block.text for block in above) or any(
            block.text.startswith(_RECIPIENTS) for block in below
        )

    def _inside(self, container: "HtmlElement") -> list[int]:
        known: dict[HtmlElement, bool] = {}
        return [number for number, block in enumerate(self.blocks) if _is_in(block.element, container, known)]

    def _headline(self, first: int, last: int, container: "HtmlElement") -> int | None:
        best, best_score = None, 1
        for number, block in enumerate(self.blocks[: last + 1]):
            tag = block.element.tag
            if self.zones[number] in ("related", "comments") or len(block.text) > _LONGEST_HEADLINE:
                continue
            if number > first + 8 and tag not in ("h1", "h2"):
                continue
            score = _told(_squeezed(block.text), self.titles)
            if self.zones[number] is not None and score < 4:
                continue
            score += 3 if tag == "h1" else 1 if tag in ("h2", "h3") else 0
            if first - _MOST_ABOVE <= number <= first + 1 and not _is_linked(block):
                score += 2 * (_TITLE_NAMES.search(block.element.get("class") or "") is not None)
            if number < first - _NEAR and score < 4:
                continue
            if score > best_score and (number <= first + 8 or score >= 4):
                best, best_score = number, score
        return best if best is not None else self._untold_headline(first, container)

    def _untold_headline(self, first: int, container: "HtmlElement") -> int | None:
        """The first of a few lines right above the article, in the smallest part of the page that holds it and them."""
        if any(_MOTTO in block.text for block in self.blocks[first : first + _MOST_ABOVE]):
            return None  # A paper, whose title is inside.
        part = container.getparent()
        best = None
        for number in range(first - 1, max(first - 1 - _MOST_ABOVE, -1), -1):
            block = self.blocks[number]
            while part is not None and part.tag in _ROWS:
                part = part.getparent()
            if part is None or not _is_in(block.element, part, {}) or self.zones[number] is not None:
                break
            if _is_linked(block) or is_control(block.text):
                continue
            if len(block.text) > _LONGEST_HEADLINE:
                break
            if len(_WORDS.findall(block.text)) >= _LEAST_TEASER and not _is_day_alone(block.text):
                best = number
        return best

    # --- what belongs to it ---------------------------------------------------------------------------------------------

    def _read_headings(self, first: int | None) -> None:
        """Find the parts that have no telling name and a heading that tells: "Tin liên quan", "Ý kiến bạn đọc"."""
        number = 0
        while number < len(self.blocks):
            zone = zone_of_heading(self.blocks[number].text) if self.zones[number] is None else None
            number += 1
            if zone is None:
                continue
            start = number - 1
            end = self._end_of_part(start, zone)
            if end == number and zone != "furniture" and (first is None or start > first):
                end = self._end_of_links(number, zone)
            if end > number:
                for place in range(start, end):
                    self.zones[place] = self.zones[place] or zone
            number = end

    def _end_of_part(self, start: int, zone: Zone) -> int:
        """Behind the last line of the largest element around a line that holds nothing of the article, or where it is of
        other news, little and links."""
        element = self.blocks[start].element
        if not self.weights or (element in self.weights and zone != "related"):
            return start + 1
        little = _PART * self.total if zone == "related" else 0
        end = start + 1
        part: HtmlElement | None = element
        while part is not None and self.weights.get(part, 0) <= little:
            known: dict[HtmlElement, bool] = {}
            place = end
            while place < len(self.blocks) and _is_in(self.blocks[place].element, part, known):
                place += 1
            if not self.weights.get(part, 0) or any(map(_is_linked, self.blocks[start + 1 : place])):
                end = place
            part = part.getparent()
        return end

    def _end_of_links(self, start: int, zone: Zone) -> int:
        """Behind the last of the lines that follow a heading and are links, their days and summaries; or comments."""
        end = place = start
        while place < len(self.blocks):
            block = self.blocks[place]
            if _is_linked(block) or block.linked >= _TELLING:
                end = place + 1
            elif self.matched[place] and len(block.key) > 4 * _TELLING:
                break
            elif place - end > 2 and zone != "comments":
                break
            place += 1
        return place if zone == "comments" else end

    def _body(self, inside: Sequence[int], headline: int | None, container: "HtmlElement") -> list[int]:
        first, last = inside[0], inside[-1]
        chosen = [number for number in inside if self._belongs(number) or number == headline]
        if headline is not None and headline < first:
            between = [number for number in range(headline + 1, first) if self._belongs(number)]
            chosen = [*self._dateline_above(headline), headline, *between, *chosen]
        elif headline is not None:
            chosen = [*(number for number in self._dateline_above(headline) if number < first), *chosen]
        return [*chosen, *self._bylines_below(last, headline, container)]

    def _belongs(self, number: int) -> bool:
        block = self.blocks[number]
        if self.zones[number] is not None:
            return False
        if is_heading_of_teasers(block):
            return True
        if block.kind == "table_row":
            return self.matched[number] or block.linked < _MENU * len(block.key)
        if is_control(block.text):
            return False
        if self.matched[number] or not _is_linked(block):
            return True
        # A headline of one of several news on a page.
        below = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        long = below is not None and len(below.key) > 4 * _TELLING and not _is_linked(below)
        return long and block.kind == "heading" and len(_WORDS.findall(block.text)) >= _LEAST_TEASER

    def _dateline_above(self, headline: int) -> list[int]:
        """A day right above the headline, in the same part of the page or the one around that."""
        part = self.blocks[headline].element.getparent()
        for _ in range(2):
            known: dict[HtmlElement, bool] = {}
            found = [
                number
                for number in range(max(headline - 3, 0), headline)
                if part is not None
                and _is_in(self.blocks[number].element, part, known)
                and len(self.blocks[number].text) <= _LONGEST_DATELINE
                and _DAY.search(self.blocks[number].text)
                and self.zones[number] is None
            ]
            part = part.getparent() if part is not None else None
            if found or part is None or part.tag in _AROUND:
                return found
        return []

    def _bylines_below(self, last: int, headline: int | None, container: "HtmlElement") -> list[int]:
        """Short lines right below the article, in the part of the page that holds its headline too."""
        part = container.getparent()
        if headline is not None:
            above = set(self.blocks[headline].element.iterancestors())
            while part is not None and part not in above:
                part = part.getparent()
        if self.zones[last] is not None or part is None or part.tag in _AROUND:
            return []
        known: dict[HtmlElement, bool] = {}
        found: list[int] = []
        for number in range(last + 1, min(last + 1 + _MOST_BYLINES, len(self.blocks))):
            block = self.blocks[number]
            if not _is_in(block.element, part, known) or self.zones[number] in ("related", "comments"):
                break
            if len(block.text) <= _LONGEST_BYLINE and self._belongs(number) and not _is_linked(block):
                found.append(number)
        return found

    def _dateline(self, body: Sequence[int], headline: int | None) -> str:
        at = body.index(headline) if headline in body else 0
        near = (self.blocks[number].text for number in body[max(at - 2, 0) : at + 5])
        return next((text for text in near if len(text) <= _LONGEST_DATELINE and _DAY.search(text)), "")

    # --- teasers --------------------------------------------------------------------------------------------------------

    def _trailing(self, body: Sequence[int], first: int) -> set[int]:
        """Links behind all else of the article: teasers without a heading."""
        found: set[int] = set()
        for number in reversed(body):
            block = self.blocks[number]
            if (
                number <= first
                or block.kind == "table_row"
                or not _is_linked(block)
                or len(_WORDS.findall(block.text)) < 5
            ):
                break
            found.add(number)
        return found

    def _teasers(self, numbers: Iterable[int], taken: set[str]) -> list[Block]:
        found: list[Block] = []
        seen = set(taken)
        for number in numbers:
            block = self.blocks[number]
            headed = zone_of_heading(block.text) == "related"
            words = len(_WORDS.findall(block.text))
            told = headed or (
                words >= _LEAST_TEASER and len(block.text) <= _LONGEST_TEASER and not is_control(block.text)
            )
            if told and block.text not in seen and not _is_day_alone(block.text):
                seen.add(block.text)
                found.append(block)
        return found[:_MOST_TEASERS]


def is_heading_of_teasers(block: Block) -> bool:
    """Whether a line stands above teasers and is none."""
    return zone_of_heading(block.text) == "related"


def _found_in(blocks: Sequence[Block], found: str) -> list[bool]:
    """Which lines are among the words that an extractor found; of many words only a stretch is searched, from where the
    last line was found on."""
    if len(found) <= _LONGEST_SEARCHED:
        return [block.key in found for block in blocks]
    matched = []
    place = 0
    for block in blocks:
        at = found.find(block.key, place, place + _LONGEST_SEARCHED)
        matched.append(at >= 0)
        place = at + len(block.key) if at >= 0 else place
    return matched


def _is_byline(block: Block) -> bool:
    names = block.element.get("class") or ""
    return len(block.text) <= _LONGEST_BYLINE and _BYLINE_NAMES.search(names) is not None


def _name_in(block: Block) -> str:
    return _BYLINE_OPENER.sub("", block.text).strip(" :-–()")


def _is_menu(block: Block) -> bool:
    return _is_linked(block) and block.kind not in ("table_row", "heading")


def _is_linked(block: Block) -> bool:
    return block.linked >= _LINKED * len(block.key)


def _is_day_alone(text: str) -> bool:
    return bool(_DAY.search(text)) and len(_WORDS.findall(_DAY.sub("", text))) < _LEAST_TEASER


def _is_in(element: "HtmlElement", part: "HtmlElement", known: "dict[HtmlElement, bool]") -> bool:
    """Whether an element is a part of the page or in it; ``known`` keeps what was found for the elements between."""
    passed = []
    current: HtmlElement | None = element
    answer = False
    while current is not None:
        if current is part:
            answer = True
            break
        if current in known:
            answer = known[current]
            break
        passed.append(current)
        current = current.getparent()
    for each in passed:
        known[each] = answer
    return answer


def _squeezed(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


def _whole_and_parts(titles: Iterable[str]) -> frozenset[str]:
    """The titles, squeezed, and what is left of each without the names of sites and sections around it."""
    parts = (part for title in titles for part in (title, *_SEPARATOR.split(title)) if len(part) >= _SHORTEST_TITLE)
    return frozenset(map(_squeezed, parts))


def _told(key: str, titles: frozenset[str]) -> int:
    """How sure a line is one of the page's titles: 5 for the same words, 1 for the beginning of one, else 0."""
    if key in titles:
        return 5
    return int(len(key) >= _SHORTEST_TITLE and any(title.startswith(key) for title in titles))
