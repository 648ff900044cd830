"""What a document says about itself: headline, day of publication, byline, publisher, kind."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import register, text_of
from extractors.bylines import SIGNED_AND_DATED, author
from extractors.dates import Anchor, DateMention, find_dates
from extractors.folding import any_of, fold, pattern, whole_words
from extractors.layout import Line, is_caps
from extractors.lexicon import data
from extractors.publishers import agency, names_press, printed_in, publisher
from models import Document, DocumentFacts
from models.facts import DocumentKind

_DATA = data("front")

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_KIND = pattern(f"({any_of(_DATA['kinds'])})(?!\\w)")
_KINDS: dict[str, str] = {fold(words): kind for words, kind in _DATA["kinds"].items()}
_SUBJECT = pattern(r"v/v:?\s|về việc:?\s")
_NUMBER = pattern(r"số\s?:\s?[\d….]*\s?[/-]?\s?\S|số\s\d{1,4}\s?[/-]\s?[^\W\d_]{2,}")
_OF_PAGES = frozenset(("meeting_report", "other"))
_MOTTO = pattern(r"xã hội chủ nghĩa việt nam|độc lập\s?-\s?tự do|đảng cộng sản việt nam")
_PLACED = pattern(r", ?(?:ngày ?[\d….]+ ?tháng|(?:ngày )?\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)")
_MEETING = pattern(whole_words(_DATA["meeting_words"]))
_EMULATION = pattern(whole_words(_DATA["emulation_words"]))

_LABEL = pattern(
    r"(?<!\w)(?:cập nhật|(?:ngày |thời gian )(?:viết|xuất bản|phát hành|tạo|gửi)|(?:ngày |thời gian )?đăng(?! nhập| ký)"
    r"|xuất bản|post(?:ed)?|publish(?:ed)?|updated?)(?!\w)"
)
_TODAY = pattern(r"hôm nay|bây giờ|chào mừng")
_CLOCK = pattern(r"\d{1,2}:\d{2}:\d{2}")
_ENDS_DATED = pattern(r"[\s,|(]\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\)?(?:[\s,|-]+\d{1,2}[:h]\d{2})?$")
_SHORT_YEAR = pattern(r"(?:thứ \w+|chủ nhật),? (?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d\d)(?!\d)")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_CENTURY = 60
"""Two-figure years from here on are of the last century."""
_DIGEST = pattern(r"(?:điểm tin|tin nhanh|tin vắn|tin tuần|tin trong|bản tin|điểm báo|thời sự|nhịp cầu|tin)\s")
_LETTERHEAD = 6
_FOOT = 5
"""Lines at the end of a page among which it may be signed."""
_MINUTES_TIME = pattern(r"hôm nay|vào hồi|hồi \d|lúc \d|thời gian|bắt đầu|\d{1,2} ?(?:giờ|h)|khai mạc|ngày \d")
_GROUNDS = pattern(r"[-–+*\s]*(?:căn cứ|thực hiện|theo|xét)(?!\w)")
_DATED_TITLE = re.compile(
    r"\s?\((?:Ngày đăng:?|Cập nhật:?|Đăng ngày:?)?\s?"
    r"(?P<day>[^()]{0,12}\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d[^()]{0,12})\)$"
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
    named = publisher(text, lines)
    issue = _named_issue(text, lines)
    if issue is not None and (title is None or _could_be_banner(text, lines)):
        # "ĐIỂM TIN TUẦN * Ra ngày 07/12/2020": the headline of a digest, under the name of the paper
        named, title = named or title, issue
    speech = _is_speech(text, lines, title or "")
    published = _page_day(text, lines)
    if imprint := printed_in(text, lines):
        # What is above the headline then tells where and when it was said.
        named, published = imprint[0], _day_in(imprint[1])
    if published is None and (report := agency(text, lines)) is not None:
        published = _day_in(report)
    dated = _DATED_TITLE.search(title) if title else None
    if title and dated:
        # old sites print the day after the headline
        published = published or _day_in(dated["day"])
        title = title[: dated.start()].rstrip()
    return DocumentFacts(
        title=title,
        published_on=published,
        author=author(text, lines),
        publisher=named,
        kind="other" if speech else _page_kind(text, lines, title or ""),
    )


_ISSUE_END = re.compile(r"\s[*·•|–-]\s")
_MOST_BANNER_WORDS = 5


def _named_issue(text: str, lines: Sequence[Line]) -> str | None:
    """What a line of the date above the body begins with in capitals, parted by a mark, if no headline is below it."""
    for line in lines[:4]:
        if line.role not in ("dateline", "title", "navigation"):
            return None
        if line.role == "dateline":
            first = _ISSUE_END.split(text[line.start : line.end])[0]
            below = any(other.role == "title" and other.start > line.start for other in lines)
            digest = is_caps(first) and _DIGEST.match(fold(first)) is not None
            return first if digest and not below else None
    return None


def _could_be_banner(text: str, lines: Sequence[Line]) -> bool:
    """Whether the only headline is a short first line in capitals."""
    titles = [text[line.start : line.end] for line in lines if line.role == "title"]
    first = bool(lines) and lines[0].role == "title"
    return first and len(titles) == 1 and is_caps(titles[0]) and len(titles[0].split()) <= _MOST_BANNER_WORDS


# --- kind -------------------------------------------------------------------------------------------------------------


def _paper_kind(text: str, lines: Sequence[Line], title: Sequence[str]) -> DocumentKind | None:
    """The kind of a formal paper, None for a page."""
    if not title:
        return None
    head = [fold(text[line.start : line.end]) for line in lines[:40] if line.role in ("masthead", "dateline")]
    signs = any(_MOTTO.search(low) for low in head) + any(_NUMBER.match(low) or _PLACED.search(low) for low in head)
    before = [line for line in lines[:_LETTERHEAD] if line.role != "navigation"]
    # a paper without a motto is dated and signed at the foot: its lines were read as a paper's
    signs = signs or (is_caps(title[0]) and any(line.role == "signature" for line in lines[-_FOOT:]))
    named_alone = _KIND.fullmatch(fold(title[0])) is not None or fold(title[0]).startswith("biên bản ")
    bare = named_alone and is_caps(title[0])
    if not signs and not (bare and all(line.role in ("masthead", "title") for line in before[:2])):
        return None
    first = fold(title[0])
    named = _KIND.match(first)
    if named is not None and is_caps(title[0]):
        return cast("DocumentKind", _KINDS[named[1]])
    if _SUBJECT.match(first):
        return "notice"
    return "other" if is_caps(title[0]) and any(_MOTTO.search(low) for low in head) else None


_LEAD = 900
_ASKED = pattern(r"(?:câu hỏi|hỏi|bạn đọc hỏi)(?:\s(?:của|:)|:)")


def _page_kind(text: str, lines: Sequence[Line], title: str) -> DocumentKind:
    """News of a meeting, as headline and lead tell, in a text that speaks of emulation; anything else is ``other``."""
    body = [line for line in lines if line.role in ("body", "item")]
    if not body:
        return "other"
    lead = fold(title + "\n" + text[body[0].start : min(body[-1].end, body[0].start + _LEAD)])
    if not _EMULATION.search(lead) or _ASKED.match(fold(text[body[0].start : body[0].end])):
        return "other"
    return "meeting_report" if _MEETING.search(lead) else "other"


_SPEECH = pattern(
    r"(?:bài |toàn văn )?(?:phát biểu (?:của|chỉ đạo|khai mạc|bế mạc|kết luận)|diễn văn|lời (?:chào|khai mạc|bế mạc|cảm ơn)|đáp từ|tham luận)(?!\w)"
)
_ADDRESSES = pattern(r"(?:kính )?thưa (?:các |quý |toàn |ông |bà |đồng chí |đ/c )|kính thưa")
_FIRST_ADDRESSED = 3


def _is_speech(text: str, lines: Sequence[Line], title: str) -> bool:
    """Whether the page has a speech word by word: headed as one, and addressed to those who hear it."""
    if not _SPEECH.match(fold(title)):
        return False
    below = [line for line in lines if line.role not in ("title", "dateline")][:_FIRST_ADDRESSED]
    return any(_ADDRESSES.match(fold(text[line.start : line.end])) for line in below)


# --- day --------------------------------------------------------------------------------------------------------------


def _day_in(text: str) -> date | None:
    """The first complete day in ``text``."""
    # "08:12, 24/02/2017": minutes are no day of a list.
    for mention in find_dates(_TIME.sub(lambda time: " " * len(time.group()), text)):
        year, month, day = mention.first
        if year is not None and month is not None and day is not None:
            return date(year, month, day)
    if short := _SHORT_YEAR.search(fold(text)):
        year = int(short["year"])
        try:
            return date(year + (2000 if year < _CENTURY else 1900), int(short["month"]), int(short["day"]))
        except ValueError:
            return None
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
    """The day on the labelled line, else on one below the headline, else above it; a page's clock dates nothing.

    Where no line tells a day, one beside the site's path above the headline or a name at the foot does.
    """
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
        if label is None and (_TODAY.search(low) or (not below and _CLOCK.search(low) and not names_press(low))):
            continue
        rank = 3 if label is not None else 2 if below else 1
        if (best is None or rank > best[0]) and (day := _day_in(words)) is not None:
            best = (rank, day)
    if best is not None:
        return best[1]
    return _day_of_path(text, lines) or _day_of_byline(text, lines) or _day_of_lead(text, lines)


_LEAD_DAY = re.compile(
    rf"\(?(?:TP\.? ?)?[{_UPPER}][^\W\d_]*(?:[. -][{_UPPER}][^\W\d_]*){{0,4}}, ?(?:[Nn]gày )?"
    r"(?P<day>\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)\)?\s?[-–—:]"
)
"""``Mỹ Tho, ngày 05/12/2016 - Hội …``, ``(TP.HCM, 06/01/2023) - Khối …``: how statements for the press begin."""


def _day_of_lead(text: str, lines: Sequence[Line]) -> date | None:
    for line in [line for line in lines if line.role == "body"][:1]:
        if found := _LEAD_DAY.match(text, line.start, line.end):
            return _day_in(found["day"])
    return None


def _day_of_path(text: str, lines: Sequence[Line]) -> date | None:
    """``Tin tức » Hoạt động T.Hai, 9/10/2023`` right above the headline."""
    title = next((at for at, line in enumerate(lines) if line.role == "title"), 0)
    for line in lines[max(0, title - 2) : title]:
        words = text[line.start : line.end]
        low = fold(words)
        if line.role == "navigation" and not _TODAY.search(low) and not _CLOCK.search(low):
            if _ENDS_DATED.search(low) and (day := _day_in(words)) is not None:
                return day
    return None


def _day_of_byline(text: str, lines: Sequence[Line]) -> date | None:
    """``PV - 16.7.2021`` at the foot."""
    for line in lines[-_FOOT:]:
        words = text[line.start : line.end]
        if line.role in {"navigation", "byline", "dateline", "body"} and SIGNED_AND_DATED.fullmatch(words):
            return _day_in(words)
    return None


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


def with_declared_day(front: DocumentFacts, document: Document | None) -> DocumentFacts:
    """``front`` with the day that a web page declares, where it shows none ("3 giờ trước").

    A paper on a page is dated by its own words, and files of other formats by whoever copied them.
    """
    if front.published_on is not None or front.kind not in _OF_PAGES:
        return front
    if document is None or document.media_type != "text/html":
        return front
    try:
        declared = date.fromisoformat(document.metadata.get("date", "")[:10])
    except ValueError:
        return front
    return front.model_copy(update={"published_on": declared})


@Language.component("front")
def front(doc: Doc) -> Doc:
    """Set ``doc._.front``."""
    doc._.front = with_declared_day(read_front(text_of(doc), doc._.lines), doc._.source)
    return doc


register()
