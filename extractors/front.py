"""What a document says about itself: headline, day of publication, byline, publisher, kind."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import register, text_of
from extractors.dates import Anchor, DateMention, find_dates
from extractors.folding import any_of, fold, pattern
from extractors.layout import BYLINE_OPENER, PERSON, PROSE, Line, is_caps, is_section, names_site, opens_organisation
from extractors.lexicon import data
from models import DocumentFacts
from models.facts import DocumentKind

_DATA = data("front")

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_KIND = pattern(f"({any_of(_DATA['kinds'])})(?!\\w)")
_KINDS: dict[str, str] = {fold(words): kind for words, kind in _DATA["kinds"].items()}
_SUBJECT = pattern(r"v/v:?\s|về việc:?\s")
_NUMBER = pattern(r"số\s?:\s?[\d….]*\s?[/-]?\s?\S")
_MOTTO = pattern(r"xã hội chủ nghĩa việt nam|độc lập\s?-\s?tự do|đảng cộng sản việt nam")
_PLACED = pattern(r", ?(?:ngày ?[\d….]+ ?tháng|(?:ngày )?\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)")
_MEETING = pattern(rf"(?<!\w){any_of(_DATA['meeting_words'])}(?!\w)")
_EMULATION = pattern(rf"(?<!\w){any_of(_DATA['emulation_words'])}(?!\w)")

_LABEL = pattern(
    r"(?<!\w)(?:cập nhật|(?:ngày |thời gian )(?:viết|xuất bản|phát hành|tạo|gửi)|(?:ngày |thời gian )?đăng(?! nhập| ký)"
    r"|xuất bản|post(?:ed)?|publish(?:ed)?|updated?)(?!\w)"
)
_CLOCK = pattern(r"hôm nay|bây giờ|\d{1,2}:\d{2}:\d{2}")
_MINUTES_TIME = pattern(r"hôm nay|vào hồi|hồi \d|lúc \d|thời gian|bắt đầu|\d{1,2} ?(?:giờ|h)|khai mạc|ngày \d")
_GROUNDS = pattern(r"[-–+*\s]*(?:căn cứ|thực hiện|theo|xét)(?!\w)")
_DATED_TITLE = re.compile(
    r"\s?\((?:Ngày đăng:?|Cập nhật:?|Đăng ngày:?)?\s?"
    r"(?P<day>[^()]{0,12}\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d[^()]{0,12})\)$"
)

_TAG = re.compile(
    rf"(?:\((?P<bracketed>[{_UPPER}][^()\n]{{1,28}})\)\s?[-–—:.]?\s?"
    rf"|(?P<bare>[{_UPPER}][{_UPPER}\d]{{1,7}}(?:\.(?:vn|VN))?)\s?[-–—]\s?)(?=[\"“'{_UPPER}\d])"
)
_NO_TAG = pattern(rf"{any_of(_DATA['no_tags'])}$|.*\d{{1,2}}[/.-]\d{{1,2}}")
_GENERIC_BANNER = pattern(rf"{any_of(_DATA['generic_banners'])}\W*$")
_BANNER_SEPARATOR = re.compile(r"\s[-–—|:]\s|\s?\|\s?")
_COPYRIGHT = pattern(
    r"(?:©|\(c\)|bản quyền|copyright)[\s©:\d-]*"
    r"(?:(?:bản quyền|copyright|by|thuộc(?: về)?|của)[\s©:\d-]*)*(?P<owner>[^\n.;|©]{3,90})"
)

_NAME_SEPARATOR = re.compile(r"\s?[-–—/&;,]\s?|\svà\s")
_BRACKETS = re.compile(r"\s?\([^()]*\)")
_PHOTO = pattern(r"(?:(?:và |- |; |, )?(?:ảnh|clip|video|đồ họa|tổng hợp)\s?:)")
_NO_AUTHOR = pattern(rf"{any_of(_DATA['no_authors'])}(?!\w)")
_PERSON = re.compile(PERSON)
_AT_END = re.compile(
    rf"(?:\./\.\s*(?P<after>{PERSON})|[.!?”\"]\s(?P<caps>[{_UPPER}]{{2,7}}(?: [{_UPPER}]{{2,7}}){{1,3}}))$"
)


def read_front(text: str, lines: Sequence[Line]) -> DocumentFacts:
    """Headline, day, byline, publisher and kind of a document.

    A formal paper is signed by an office, not by an author, and its letterhead is no publisher.
    """
    title_lines = [text[line.start : line.end] for line in lines if line.role == "title"]
    title = " ".join(title_lines) or None
    kind = _paper_kind(text, lines, title_lines)
    if kind is not None:
        return DocumentFacts(title=title, published_on=_paper_day(text, lines, kind), kind=kind)
    published = _page_day(text, lines)
    dated = _DATED_TITLE.search(title) if title else None
    if title and dated:
        # old sites print the day after the headline
        published = published or _day_in(dated["day"])
        title = title[: dated.start()].rstrip()
    return DocumentFacts(
        title=title,
        published_on=published,
        author=_author(text, lines),
        publisher=_publisher(text, lines),
        kind=_page_kind(text, lines, title or ""),
    )


# --- kind -------------------------------------------------------------------------------------------------------------


def _paper_kind(text: str, lines: Sequence[Line], title: Sequence[str]) -> DocumentKind | None:
    """The kind of a formal paper, None for a page."""
    if not title:
        return None
    head = [fold(text[line.start : line.end]) for line in lines[:40] if line.role in ("masthead", "dateline")]
    signs = any(_MOTTO.search(low) for low in head) + any(_NUMBER.match(low) or _PLACED.search(low) for low in head)
    if not signs:
        return None
    first = fold(title[0])
    named = _KIND.match(first)
    if named is not None and is_caps(title[0]):
        return cast("DocumentKind", _KINDS[named[1]])
    if _SUBJECT.match(first):
        return "notice"
    return "other" if is_caps(title[0]) and any(_MOTTO.search(low) for low in head) else None


_LEAD = 900


def _page_kind(text: str, lines: Sequence[Line], title: str) -> DocumentKind:
    """News of a meeting, as headline and lead tell, in a text that speaks of emulation; anything else is ``other``."""
    body = [line for line in lines if line.role in ("body", "item")]
    if not body:
        return "other"
    lead = fold(title + "\n" + text[body[0].start : min(body[-1].end, body[0].start + _LEAD)])
    if not _EMULATION.search(lead):
        return "other"
    return "meeting_report" if _MEETING.search(lead) else "other"


# --- day --------------------------------------------------------------------------------------------------------------


def _day_in(text: str) -> date | None:
    """The first complete day in ``text``."""
    for mention in find_dates(text):
        year, month, day = mention.first
        if year is not None and month is not None and day is not None:
            return date(year, month, day)
    return None


def _paper_day(text: str, lines: Sequence[Line], kind: DocumentKind) -> date | None:
    for line in lines:
        if line.role == "dateline" and (day := _day_in(text[line.start : line.end])) is not None:
            return day
    if kind == "minutes":
        # minutes without a place-and-date line are dated by their opening: "Hôm nay, vào hồi 8 giờ ngày ..."
        for line in [line for line in lines if line.role in ("body", "item")][:8]:
            words = text[line.start : line.end]
            low = fold(words)
            if _MINUTES_TIME.search(low) and not _GROUNDS.match(low) and (day := _day_in(words)) is not None:
                return day
    return None


def _page_day(text: str, lines: Sequence[Line]) -> date | None:
    """The day on the labelled line, else on one below the headline, else above it; a page's clock dates nothing."""
    best: tuple[int, date] | None = None
    below = False
    for line in lines:
        if line.role == "title":
            below = True
        if line.role != "dateline":
            continue
        words = text[line.start : line.end]
        low = fold(words)
        label = _LABEL.search(low)
        if label is None and _CLOCK.search(low):
            continue
        rank = 3 if label is not None else 2 if below else 1
        if (best is None or rank > best[0]) and (day := _day_in(words)) is not None:
            best = (rank, day)
    return best[1] if best is not None else None


def anchor(front: DocumentFacts, dates: Sequence[DateMention]) -> Anchor:
    """What the partial dates of the document are read against.

    The day of publication; without one the first year of the headline, or the year that the text names most.
    """
    if front.published_on is not None:
        return Anchor(front.published_on, front.published_on.year)
    named = [mention.first.year for mention in find_dates(front.title or "") if mention.first.year is not None]
    if named:
        return Anchor(None, min(named))
    years = Counter(mention.first.year for mention in dates if mention.first.year is not None)
    if not years:
        return Anchor(None, None)
    return Anchor(None, max(years, key=lambda year: (years[year], year)))


# --- byline and publisher ---------------------------------------------------------------------------------------------


def _names(words: str) -> list[str]:
    """The single names of a byline without its opener and brackets."""
    opener = BYLINE_OPENER.match(fold(words))
    rest = words[opener.end() :] if opener else words
    rest = _BRACKETS.sub("", rest).strip(" ()./")
    low = fold(rest)
    for photo in reversed(list(_PHOTO.finditer(low))):
        rest = f"{rest[: photo.start()]}, {rest[photo.end() :]}"
    parts = [
        part.strip(" .") if part.count(".") == 1 and part.endswith(".") else part.strip()
        for part in _NAME_SEPARATOR.split(rest)
    ]
    found: list[str] = []
    for part in parts:
        if part and part not in found and not _NO_AUTHOR.match(fold(part)):
            found.append(part)
    return found


def _author(text: str, lines: Sequence[Line]) -> str | None:
    for line in lines:
        if line.role == "byline" and (names := _names(text[line.start : line.end])):
            return ", ".join(names)
    for line in lines:
        if line.role == "dateline" and (name := _name_on_dateline(text[line.start : line.end])) is not None:
            return name
    body = [line for line in lines if line.role in ("body", "item")]
    if body and (signed := _AT_END.search(text, max(body[-1].start, body[-1].end - 60), body[-1].end)):
        return signed["after"] or signed["caps"]
    return None


def _name_on_dateline(words: str) -> str | None:
    """A name after the date (``30/11/2022 15:07 – Quách Du``) or introduced by ``bởi``, ``tác giả``."""
    parts = re.split(r"\s[-–—|·•]\s|,\s|\s?\|\s?", words)
    dated = False
    early: str | None = None
    for part in parts:
        part = part.strip(" .")
        opener = re.match(r"(?:Tác giả|Người viết|Bởi|By|Đăng bởi|PV|Người đăng)\s?:?\s", part, re.IGNORECASE)
        name = part[opener.end() :].strip() if opener else part
        if (dated or opener) and _PERSON.fullmatch(name) and not _NO_AUTHOR.match(fold(name)):
            if opener or not re.match(r"(?:thứ|chủ nhật|lượt|gmt)", fold(name)):
                return name
        elif not dated and _PERSON.fullmatch(name) and not is_caps(name) and not is_section(name):
            early = name
        dated = dated or re.search(r"\d{4}", part) is not None
    return early


def _publisher(text: str, lines: Sequence[Line]) -> str | None:
    strong, weak = _banner(text, lines)
    return strong or _tag(text, lines) or weak or _owner(text, lines)


def _banner(text: str, lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The site's name above the headline: surely one, and what may be one (the first line, above the menu)."""
    weak: str | None = None
    for i, line in enumerate(lines):
        if line.role == "title":
            break
        words = text[line.start : line.end]
        if line.role == "masthead":
            name = _without_generic(words)
            if name is None:
                continue
            if names_site(name) or names_site(words) or (is_caps(name) and opens_organisation(name)):
                return name, None
            if i == 0 and len(name.split()) <= 8 and len(lines) > 1 and lines[1].role != "title":
                weak = name
        elif line.role == "navigation" and i == 0 and len(lines) > 1 and lines[1].role == "navigation":
            below = text[lines[1].start : lines[1].end]
            if "|" not in words and "»" not in words and len(words.split()) <= 8 and below.count("|") >= 2:
                weak = _without_generic(words)
    return None, weak


def _without_generic(words: str) -> str | None:
    """``SỞ Y TẾ TỈNH PHÚ YÊN - TRANG TIN ĐIỆN TỬ`` without the words that every site has."""
    parts = [part.strip() for part in _BANNER_SEPARATOR.split(words) if part.strip()]
    own = [part for part in parts if not _GENERIC_BANNER.match(fold(part))]
    if not own:
        return None
    return words if len(own) == len(parts) else own[0]


def _tag(text: str, lines: Sequence[Line]) -> str | None:
    """The tag that opens the lead: ``(BTĐKT)-``, ``QK2 –``."""
    prose = [line for line in lines if line.role == "body"][:3]
    for line in prose:
        tag = _TAG.match(text, line.start, line.end)
        if tag is None:
            continue
        name = (tag["bracketed"] or tag["bare"]).strip()
        if not _NO_TAG.match(fold(name)) and (tag["bare"] or _is_tag(name)):
            return str(name)
    return None


def _is_tag(name: str) -> bool:
    words = name.split()
    return len(words) <= 5 and (len(words) == 1 or sum(word[0].isupper() for word in words) >= len(words) - 1)


def _owner(text: str, lines: Sequence[Line]) -> str | None:
    for line in reversed(lines):
        if line.role in PROSE and line.role != "teaser":
            break
        if line.role != "navigation":
            continue
        owner = _COPYRIGHT.search(fold(text[line.start : line.end]))
        if owner is not None:
            name = text[line.start + owner.start("owner") : line.start + owner.end("owner")].strip(" ,-–")
            if re.search(rf"[{_UPPER}]", name) and "rights reserved" not in name.lower():
                return name
    return None


@Language.component("front")
def front(doc: Doc) -> Doc:
    """Set ``doc._.front``."""
    doc._.front = read_front(text_of(doc), doc._.lines)
    return doc


register()
