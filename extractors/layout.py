"""What part each line of a document plays, and where the sentences of its prose begin and end.

A text file holds the whole page: menus, letterheads, headline, body, captions, byline, teasers of other news, comments.
The roles are read from the wording and the order of the lines, for two kinds of document: the formal paper (letterhead,
type, subject, body, recipients and signature) and the page of a site or newspaper. What a reader knows of the format
(``models.Segment``: teasers, captions, page furniture) is preferred to a guess.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import Span, register, text_of
from extractors.folding import any_of, fold, pattern, whole_words
from extractors.lexicon import data
from models import Segment

Role = Literal[
    "masthead",
    "navigation",
    "title",
    "body",
    "item",
    "caption",
    "byline",
    "dateline",
    "teaser",
    "comment",
    "signature",
    "recipients",
]

PROSE: frozenset[Role] = frozenset(("title", "body", "item", "caption", "teaser"))
"""The roles of lines that hold sentences."""


class Line(NamedTuple):
    """A line that is not blank, or one column of it where two are printed side by side: ``text[start:end]``."""

    start: int
    end: int
    role: Role


class Row(NamedTuple):
    """A line as it is examined: offsets, words as written, words folded (same length), blank line before it."""

    start: int
    end: int
    raw: str
    low: str
    gap: bool


_DATA = data("layout")

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_CAPITALISED = rf"[{_UPPER}][^\W\d_]*(?:['’][^\W\d_]+)?"

_RULE = re.compile(r"[\W_]+")
_BULLET = re.compile(r"(?:[-–—+*•·●▪■○◦‣⁃➢✓✔❖◆◇►▶»>~] ?)+(?=[\w\"'“‘«(\[])")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*[.)/-]|[a-zđ][.)]) ?(?=[^\W\d_]|[\"'“‘«(\[]|\d+ )")
_ROW_OF_TABLE = re.compile(rf"(?:\d{{1,3}}|[IVX]{{1,4}}) [{_UPPER}]|(?:TT|STT|Stt|Tt) \S")
_ARTICLE = pattern(r"điều\s\d{1,3}[.:]?\s")
_WORDS = re.compile(r"\w+")
_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_TAG = re.compile(rf"\(?(?:[{_UPPER}][\w.&]*(?: [{_UPPER}][\w.&]*){{0,3}})\)? ?[-–—] ?(?=[{_UPPER}\"“])")

_MONTH = r"(?:\d{1,2}|(?:mười )?(?:một|hai)|ba|tư|năm|sáu|bảy|tám|chín|mười)"
_DAY = (
    r"(?:\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)\d\d|(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}"
    rf"|\d{{1,2}},? tháng {_MONTH},? (?:năm )?(?:19|20)\d\d|tháng {_MONTH} \d{{1,2}}, (?:19|20)\d\d)"
)
_ANY_DAY = pattern(
    rf"(?<![\w/]){_DAY}(?!\d)|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? \d{{1,2}}[-/.]\d{{1,2}}[-/.]\d\d(?!\d)"
)
_BARE_DAY = re.compile(r"\(?\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\)?")
_PUBLISHED = r"(?:cập nhật|(?:ngày|thời gian) (?:đăng|viết|xuất bản|phát hành|tạo|cập nhật)|đăng(?! nhập| ký)|xuất bản)"
_LABELLED_DAY = pattern(rf"{_PUBLISHED}(?: lúc| ngày)?\W{{0,4}}(?:\d{{1,2}}[:hg]\d{{2}}[^\d.;]{{0,20}})?{_DAY}")
_TIME = r"\d{1,2}\s?[:hg]\s?\d{2}'?(?::\d{2})?(?:\s?(?:am|pm|sa|ch|phút))?"
_COUNTER = any_of(_DATA["counters"])
_DATE_WORDS = pattern(
    rf"{_DAY}|{_TIME}|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])\b|\(?gmt ?\+ ?7\)?"
    rf"|\b{any_of(_DATA['dateline_words'])}\b|{any_of(_DATA['dateline_openers'])}(?!\w)"
    rf"|\d[\d.,]*\s{_COUNTER}|{_COUNTER}\s?:?\s?[\d.,]*|\(\d+ bình luận\)"
    r"|(?<!\w)(?:a[-+]? ?){2,3}\+?(?!\w)|cỡ chữ[:\s+-]*"
)

_NAVIGATION_OPENER = pattern(any_of(_DATA["navigation_openers"]) + r"(?!\w)")
_NAVIGATION = pattern(rf"(?<!\w){any_of(_DATA['navigation'])}(?!\w)|[\d.,]+")
_MENU = pattern(whole_words(_DATA["menu_items"]))
_MENU_SEPARATOR = re.compile(r"\s[|»›>•·/]{1,2}\s|\s?[|»›]\s?|\s::\s")
_TELLS = pattern(whole_words(_DATA["headline_verbs"]))
_BREADCRUMB = pattern(r"(?:trang chủ|trang nhất|home)\s?[|»›>/:-]")
_RELATED = pattern(rf"[\W_]*{any_of(_DATA['related'])}\s?(:|…|\.\.\.|>>|»|$)")
_COMMENTS = pattern(rf"[\W_]*{any_of(_DATA['comments'])}(?!\w)")
_SITE = pattern(
    rf"(?:{any_of(_DATA['site_openers'])})\s|.*\bonline(?:\s[-–—]\scơ quan\s.*)?$|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)\b"
)
_ORGANISATION = pattern(any_of(_DATA["organisation_openers"]) + r"(?!\w)")
_CAPTION = pattern(any_of(_DATA["caption_openers"]))
_PHOTO_CREDIT = pattern(r"\(?\bảnh\s?:\s?[^.!?]{2,40}$|\(ảnh[^)]{2,40}\)\.?$")
BYLINE_OPENER = pattern(
    rf"\(?(?:{any_of(_DATA['byline_openers'])}\s?:\s?|{any_of(_DATA['byline_genres'])} của (?:pv )?)(?=\S)"
)
_ROLE_IN_BRACKETS = re.compile(r"\(?[^()]{2,60}\)")

_MOTTO = pattern(r"cộng hòa xã hội chủ nghĩa việt nam|độc lập\s?-\s?tự do\s?-\s?hạnh phúc|đảng cộng sản việt nam$")
_PAPER_NUMBER = pattern(r"số\s?:\s?[\d….]*\s?[/-]?\s?\S|số\s\d{1,4}\s?[/-]\s?[^\W\d_]{2,}")
_PAPER_TYPE = pattern(any_of(_DATA["paper_types"]) + r"(?!\w)")
_BARE_TYPE = pattern(r"biên bản|báo cáo|thông báo|kế hoạch|tờ trình|quyết định")
_MINUTES_OF = pattern(r"biên bản\s(?:họp|hội nghị|cuộc họp|buổi họp|sinh hoạt|bình xét|tổng kết)(?!\w)")
_OPENS_MINUTES = pattern(
    r"[-–+*\s]*(?:\d+[.)]\s?|[ivx]+\.\s)?(?:thời gian|địa điểm|thành phần|có mặt|hôm nay|vào hồi|căn cứ|kính gửi|thực hiện)(?!\w)"
)
_MOST_LETTERHEAD = 6
_SUBJECT = pattern(r"v/v:?\s|về việc:?\s|(?:trích yếu)\s?:")
_SIGNING_PLACE = (
    rf"(?<![\w/&.-])(?:(?:[Tt]hành phố|[Tt]hị xã|[Hh]uyện|TP|Tp|T\.P|TX)\.? ?)?"
    rf"{_CAPITALISED}(?: (?:[-–] )?{_CAPITALISED}){{0,4}}"
)
_PLACE_AND_DAY = re.compile(
    rf"{_SIGNING_PLACE},? ?(?:[Nn]gày ?[\d….]+ ?[Tt]háng ?[\d….]+ ?,? ?[Nn]ăm ?[\d….]+"
    r"|(?<=, )(?:[Nn]gày )?\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d))"
)
_OPENS_PAPER = pattern(
    r"\(|kính gửi|căn cứ|thực hiện|thi hành|xét|theo|hôm nay|phần (?:thứ )?\w+$|i\.|1\.|a\.|điều 1|chương i|mục i"
)
_AUTHORITY = pattern(any_of(_DATA["authorities"]) + r"(?!\w)")
_RECIPIENTS = pattern(r"nơi nhận\s?:?")
_SIGNED_FOR = pattern(r"(?:tm|kt|tl|tuq|t/m|k/t|t/l|q|ttm)\s?[./]\s?\S")
_SIGNED = pattern(r"\(?(?:đã )?ký(?: tên)?(?:,? (?:và )?đóng dấu)?(?: đủ[^)]*)?\)?$|\(đã ký[^)]*\)")
_SIGNING_OFFICE = pattern(any_of(_DATA["signing_offices"]) + r"(?!\w)")
_APPENDIX = pattern(r"phụ lục|danh sách|biểu (?:mẫu|số)|bảng (?:tổng hợp|phân|chia|kê|xếp|điểm|kết quả)")
_PAPER_END = re.compile(r"\./\.?$")
_ENCLOSED = pattern(r"\W{0,2}(?:ban hành |đính )?kèm theo\s")
_FOOTER = pattern(r"trang \d+(?:/\d+)?$|\[? ?ký bởi|thời gian ký|người ký|cơ quan:|email:")

_NAME_WORD = rf"(?:[{_UPPER}][a-zà-ỹđ]*(?:['’][{_UPPER}]?[a-zà-ỹ]+)?|[{_UPPER}]{{2,7}})"
_INITIALS = rf"(?:[{_UPPER}](?:[{_UPPER}]|[a-zđ]{{1,2}})?\. ?){{1,3}}(?:[{_UPPER}][a-zà-ỹđ]*|[{_UPPER}]{{2,7}})\.?|[{_UPPER}]{{1,2}}\.[{_UPPER}]{{1,2}}"
PERSON = rf"(?:{_INITIALS}|{_NAME_WORD}(?: {_NAME_WORD}){{1,3}})"
_NAMES = re.compile(
    rf"(?:{PERSON})(?:\s?(?:[-–—,/&]|và)\s?(?:{PERSON}|{_NAME_WORD})){{0,3}}(?: \([^()]{{2,50}}\))?(?:\s?[/.])?$"
)
_ONE_NAME = re.compile(rf"{_NAME_WORD}(?: \((?:tổng hợp|TH|t/h|st|sưu tầm|ghi|theo [^()]+)\))?$")
_NAME_AND_OFFICE = re.compile(
    rf"(?:{PERSON})\s?(?:[-–—,]\s?|\()(?:Phòng|Ban|Văn phòng|VP|Tổ|Trung tâm|TT|Đài|Báo|Vụ|Cục|Chi cục|Sở|Hội|Công an|Công ty"
    r"|Bưu điện|Trường|Bệnh viện|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Tỉnh hội|TAND|VKSND|BHXH|KBNN|NHCSXH|LĐLĐ|MTTQ|UBND|CTĐ|PC"
    r")\s[^.:;!?]{1,40}"
)
_TITLED_NAME = re.compile(rf"(?:Luật gia|Luật sư|Nhà báo|Phóng viên|Cộng tác viên|CTV|PV|LS|ThS|TS|BS)\.? (?:{PERSON})")
"""``Kim Ngân - Phòng Tổ chức cán bộ``"""
_ORGANISATION_WORD = pattern(rf"\b{any_of(_DATA['no_byline_words'])}\b")

_PROSE_LENGTH = 180
_SHORT_PROSE = 40


def read_lines(text: str, segments: Sequence[Segment] = ()) -> tuple[Line, ...]:
    """The lines of a normalised text with their roles, in order.

    Two columns printed side by side (recipients and signature, subject and date) give two entries of one line.
    ``segments`` is what the reader knew: their teasers, captions and furniture are kept.
    """
    rows = _rows(text)
    if not rows:
        return ()
    known = {segment.start: segment.kind for segment in segments}
    opening = _paper_opening(rows)
    lines = _page(rows, known) if opening is None else _paper(rows, *opening)
    return tuple(lines)


def _rows(text: str) -> list[Row]:
    folded = fold(text)
    rows: list[Row] = []
    position = 0
    blank = False
    for raw in text.split("\n"):
        start = position + len(raw) - len(raw.lstrip())
        end = position + len(raw.rstrip())
        if end > start:
            rows.append(Row(start, end, text[start:end], folded[start:end], blank))
            blank = False
        else:
            blank = bool(rows)
        position += len(raw) + 1
    return rows


# --- single lines -----------------------------------------------------------------------------------------------------


def _is_rule(row: Row) -> bool:
    return _RULE.fullmatch(row.raw) is not None


def _covered(pattern: re.Pattern[str], low: str) -> tuple[int, float]:
    """How often ``pattern`` occurs, and the share of the letters and digits it covers."""
    letters = sum(map(str.isalnum, low))
    hits = [match.group() for match in pattern.finditer(low)]
    return len(hits), sum(sum(map(str.isalnum, hit)) for hit in hits) / letters if letters else 1.0


def is_dateline(row: Row) -> bool:
    """Whether the line does hardly more than tell a day: weekday, time, "cập nhật", counters and a name aside."""
    if len(row.low) > 160 or not _ANY_DAY.search(row.low):
        return False
    if _LABELLED_DAY.search(row.low) and not row.raw.endswith("."):
        return True
    rest = _DATE_WORDS.sub(" ", row.low)
    return sum(map(str.isalpha, rest)) <= 28


def _points_on(raw: str) -> bool:
    """Whether words lead to others, as in ``Trang chủ » Tin tức``."""
    return ("»" in raw or "›" in raw) and re.search(r"\w.*[»›]", raw) is not None


def _is_menu(row: Row) -> bool:
    if len(row.raw) > 400 or _FINAL.search(row.raw):
        return False
    if _BREADCRUMB.match(row.low) or (len(row.raw) <= 150 and _points_on(row.raw)):
        return True
    parts = [part for part in _MENU_SEPARATOR.split(row.low) if part]
    if len(parts) >= 3 and max(map(len, parts)) <= 45:
        return True
    count, share = _covered(_MENU, row.low)
    return (count >= 2 and share >= 0.75) or (count >= 3 and share >= 0.6) or (count == 1 and share >= 0.9)


def _is_navigation(row: Row) -> bool:
    if _is_rule(row):
        return True
    if _NAVIGATION_OPENER.match(row.low) and len(row.low) <= 200:
        return True
    if len(row.low) > 150 or _BARE_DAY.fullmatch(row.low):
        return False
    _, share = _covered(_NAVIGATION, row.low)
    return share >= 0.75


def is_caps(raw: str) -> bool:
    """Whether the line is printed in capitals (small words of one letter aside)."""
    letters = [char for char in raw if char.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) >= 0.9 * len(letters)


def _is_prose(row: Row) -> bool:
    length = len(row.raw)
    if length >= _PROSE_LENGTH:
        return True
    if length >= _SHORT_PROSE and row.raw.rstrip("\"'”’»)").endswith((".", ";")):
        return True
    if length >= 60 and _FINAL.search(row.raw) and not row.raw.endswith(("?", "!", "…", "...")):
        return True
    return length >= 60 and _TAG.match(row.raw) is not None


def _is_site(row: Row) -> bool:
    """Whether the line is the name of a site, newspaper or organisation rather than a headline about it."""
    if len(row.raw) > 110 or _FINAL.search(row.raw) or ":" in row.raw:
        return False
    if _SITE.match(row.low) and len(row.raw) <= 80:
        return True
    if not _ORGANISATION.match(row.low):
        return False
    return is_caps(row.raw) if _TELLS.search(row.low) is None else False


def names_site(words: str) -> bool:
    """Whether a banner line names a site, newspaper or organisation."""
    row = Row(0, len(words), words, fold(words), False)
    return _is_site(row) or _could_be_site(row)


def is_section(words: str) -> bool:
    """Whether ``words`` are what menus list: the name of a section of a site."""
    return _covered(_MENU, fold(words))[1] >= 0.9


def opens_organisation(words: str) -> bool:
    """Whether ``words`` begin like an organisation's name."""
    return _ORGANISATION.match(fold(words)) is not None


def _could_be_site(row: Row) -> bool:
    """Whether the line is an organisation's name in small letters, as sites print above their date."""
    return (
        len(row.raw) <= 80
        and _ORGANISATION.match(row.low) is not None
        and _TELLS.search(row.low) is None
        and re.search(r"[\d:?!]", row.raw) is None
    )


def is_byline(row: Row) -> bool:
    """Whether the line is nothing but names of writers, or is introduced as such."""
    if len(row.raw) > 90:
        return False
    if opener := BYLINE_OPENER.match(row.low):
        written = opener.group().rstrip().endswith(":") or _NAMES.fullmatch(row.raw[opener.end() :]) is not None
        return written and len(row.raw.split()) <= 14
    if _NAME_AND_OFFICE.fullmatch(row.raw) or _TITLED_NAME.fullmatch(row.raw):
        return True
    if _NAMES.fullmatch(row.raw):
        # who writes may say from where: "Thanh Hà (Huyện đoàn X)"
        return not _ORGANISATION_WORD.search(row.low.split(" (")[0])
    return False


def _is_item(row: Row) -> bool:
    return bool(
        _BULLET.match(row.raw)
        or (_NUMBERED.match(row.raw) and not is_dateline(row))
        or _ARTICLE.match(row.low)
        or row.raw.count("|") >= 2
        or (_ROW_OF_TABLE.match(row.raw) and len(row.raw) <= 250 and not row.raw.endswith("."))
        or re.match(r"(?:hạng|xếp hạng|xếp thứ|nhất|nhì|ba|thứ)\s\S", row.low)
        and len(row.raw) <= 120
        and not row.raw.endswith(".")
    )


def _is_caption(row: Row) -> bool:
    if len(row.raw) > 250:
        return False
    return bool(_CAPTION.match(row.low)) or bool(_PHOTO_CREDIT.search(row.low))


def _prose_role(row: Row) -> Role:
    return "item" if _is_item(row) else "body"


# --- formal papers ----------------------------------------------------------------------------------------------------

_HEAD_ROWS = 30
_FOOT_ROWS = 7
_LONGEST_SIGNATURE = 4


def _place_and_day(row: Row) -> re.Match[str] | None:
    """Where a paper was signed: ``Hà Nội, ngày 5 tháng 3 năm 2019``; most lines cannot hold it."""
    named = "háng" in row.raw or "20" in row.raw or "19" in row.raw
    return _PLACE_AND_DAY.search(row.raw) if named else None


def _is_type_line(row: Row) -> bool:
    return (
        is_caps(row.raw)
        and _PAPER_TYPE.match(row.low) is not None
        and len(row.raw) <= 200
        and not row.raw.endswith((":", "."))
    )


def _paper_opening(rows: Sequence[Row]) -> tuple[int, int] | None:
    """First and last row of the title of a formal paper (type and subject), or None for a page."""
    head = rows[:_HEAD_ROWS]
    motto = next((i for i, row in enumerate(head) if _MOTTO.search(row.low)), None)
    number = next((i for i, row in enumerate(head) if _PAPER_NUMBER.match(row.low)), None)
    place = next((i for i, row in enumerate(head) if len(row.raw) <= 160 and _place_and_day(row)), None)
    if number is None and motto is None and _signed_below(rows):
        # minutes and reports of schools and small bodies are dated and signed at the foot alone
        named = next((i for i, row in enumerate(head[:_MOST_LETTERHEAD]) if _is_type_line(row)), None)
        if named is not None:
            return named, _title_end(rows, named)
    if motto is None and number is None and place is not None and (named := _below_letterhead(head, place)) is not None:
        return named, _title_end(rows, named)
    signs = [i for i in (motto, number, place) if i is not None]
    if not signs or (motto is None and len(signs) < 2):
        bare = _bare_type(head)
        return (bare, _title_end(rows, bare)) if bare is not None else None
    type_row = next((i for i, row in enumerate(head) if _is_type_line(row) and i + 2 >= min(signs)), None)
    subject = next((i for i, row in enumerate(head) if _SUBJECT.match(row.low) and len(row.raw) <= 300), None)
    if type_row is None and subject is None:
        return None
    if type_row is None or (subject is not None and subject < type_row and motto is not None and subject > motto):
        first = subject if subject is not None else 0
        return first, _title_end(rows, first)
    return type_row, _title_end(rows, type_row)


def _below_letterhead(head: Sequence[Row], place: int) -> int | None:
    """The row of a paper's type right below the place and day that end a letterhead in capitals without a motto."""
    whole = place > 0 and _PLACE_AND_DAY.fullmatch(head[place].raw) is not None
    if not whole or not all(is_caps(row.raw) or _is_rule(row) for row in head[:place]):
        return None
    return next((i for i in (place + 1, place + 2) if i < len(head) and _is_type_line(head[i])), None)


def _signed_below(rows: Sequence[Row]) -> bool:
    """Whether the last rows give a place and a day and then an office that signs."""
    foot = rows[-_FOOT_ROWS:]
    dated = next((i for i, row in enumerate(foot) if _PLACE_AND_DAY.fullmatch(row.raw)), None)
    return dated is not None and any(_is_signing(row) for row in foot[dated + 1 :])


def _bare_type(head: Sequence[Row]) -> int | None:
    """The row that holds nothing but the type of a paper under the names of bodies: ``BIÊN BẢN``, without a motto."""
    for i, row in enumerate(head[:_MOST_LETTERHEAD]):
        if is_caps(row.raw) and (_BARE_TYPE.fullmatch(row.low) or (i > 0 and _MINUTES_OF.match(row.low))):
            formal = any(_OPENS_MINUTES.match(later.low) for later in head[i + 1 : i + 8])
            return i if formal else None
        if not is_caps(row.raw) and not _is_rule(row):
            return None
    return None


def _title_end(rows: Sequence[Row], first: int) -> int:
    """Last row of the title that begins in row ``first``."""
    last = first
    for i in range(first + 1, min(len(rows), first + 9)):
        row = rows[i]
        if _is_rule(row):
            continue
        if _OPENS_PAPER.match(row.low) and not _SUBJECT.match(row.low) and not _continues(rows[last], row):
            break
        if row.gap and last > first:
            break
        if (
            _PAPER_NUMBER.match(row.low)
            or _MOTTO.search(row.low)
            or _PLACE_AND_DAY.match(row.raw)
            or len(row.raw) > 300
        ):
            break
        if _FINAL.search(rows[last].raw) and last > first and not rows[last].raw.endswith(";"):
            break
        if _AUTHORITY.match(row.low) and is_caps(row.raw) and (last > first or row.gap):
            break
        last = i
    return last


def _continues(before: Row, row: Row) -> bool:
    return before.raw.endswith((",", ";")) and row.raw[0].islower() and not row.gap


def _paper(rows: Sequence[Row], first: int, last: int) -> list[Line]:
    lines: list[Line] = []
    for row in rows[:first]:
        lines += _head_lines(row)
    for row in rows[first : last + 1]:
        lines += [Line(row.start, row.end, "navigation")] if _is_rule(row) else _title_lines(row)
    end = _signing_start(rows, last + 1)
    for row in rows[last + 1 : end]:
        if _PLACE_AND_DAY.fullmatch(row.raw) or (row.start < rows[last].end + 200 and _MOTTO.search(row.low)):
            lines += _head_lines(row)
        elif _is_rule(row) or _FOOTER.match(row.low):
            lines.append(Line(row.start, row.end, "navigation"))
        else:
            lines.append(Line(row.start, row.end, _prose_role(row)))
    return lines + _signing_lines(rows[end:])


def _head_lines(row: Row) -> list[Line]:
    day = _place_and_day(row)
    if day is not None:
        lines = []
        if day.start() > 1:
            lines.append(Line(row.start, row.start + len(row.raw[: day.start()].rstrip()), "masthead"))
        lines.append(Line(row.start + day.start(), row.end, "dateline"))
        return lines
    if _is_rule(row):
        return [Line(row.start, row.end, "navigation")]
    if _MOTTO.search(row.low) or _PAPER_NUMBER.match(row.low) or is_caps(row.raw):
        return [Line(row.start, row.end, "masthead")]
    if is_dateline(row):
        return [Line(row.start, row.end, "dateline")]
    return [Line(row.start, row.end, "navigation" if _is_menu(row) or _is_navigation(row) else "masthead")]


def _title_lines(row: Row) -> list[Line]:
    """The subject, without the place and date that stand in the next column."""
    day = _place_and_day(row)
    if day is None:
        return [Line(row.start, row.end, "title")]
    return [
        Line(row.start, row.start + len(row.raw[: day.start()].rstrip()), "title"),
        Line(row.start + day.start(), row.end, "dateline"),
    ]


def _is_signing(row: Row) -> bool:
    return len(row.raw) <= 120 and bool(
        (_SIGNED_FOR.match(row.low) and is_caps(row.raw))
        or _SIGNED.match(row.low)
        or (_SIGNING_OFFICE.match(row.low) and is_caps(row.raw))
    )


def _signing_start(rows: Sequence[Row], first: int) -> int:
    """Row where recipients and signatures begin; ``len(rows)`` where there are none."""
    for i in range(first, len(rows)):
        row = rows[i]
        if _RECIPIENTS.match(row.low):
            while i > first and (
                _is_signing(rows[i - 1]) or (_is_signing(rows[max(first, i - 2)]) and is_byline(rows[i - 1]))
            ):
                i -= 1
            return i
        if _is_signing(row) and i > first + 2 and not any(_is_prose(later) for later in rows[i + 1 : i + 8]):
            return i
        if _is_signing(row) and i > first + 2 and _PAPER_END.search(rows[i - 1].raw):
            return i
    return len(rows)


def _signing_lines(rows: Sequence[Row]) -> list[Line]:
    lines: list[Line] = []
    receiving = False
    appendix = False
    for at, row in enumerate(rows):
        if appendix or (is_caps(row.raw) and (_APPENDIX.match(row.low) or _is_enclosed(rows, at))):
            appendix = True
            lines.append(Line(row.start, row.end, "navigation" if _is_rule(row) else _prose_role(row)))
            continue
        day = _place_and_day(row)
        if day is not None and day.end() == len(row.raw):
            if day.start() > 1:
                receiving = receiving or _RECIPIENTS.match(row.low) is not None
                left = row.start + len(row.raw[: day.start()].rstrip())
                lines.append(Line(row.start, left, "recipients" if receiving else "signature"))
            lines.append(Line(row.start + day.start(), row.end, "dateline"))
            continue
        heading = _RECIPIENTS.match(row.low)
        if heading or (receiving and (_BULLET.match(row.raw) or row.raw.rstrip().endswith(";"))):
            receiving = True
            split = _column(row, heading.end() if heading else 0)
            left = len(row.raw[:split].rstrip())
            lines.append(Line(row.start, row.start + left, "recipients"))
            if left < len(row.raw):
                right = len(row.raw) - len(row.raw[split:].lstrip())
                lines.append(Line(row.start + right, row.end, "signature"))
        elif _is_rule(row) or _FOOTER.match(row.low) or _is_navigation(row):
            lines.append(Line(row.start, row.end, "navigation"))
        elif is_dateline(row) or _PLACE_AND_DAY.fullmatch(row.raw):
            lines.append(Line(row.start, row.end, "dateline"))
        elif len(row.raw) <= 140:
            lines.append(Line(row.start, row.end, "signature"))
        else:
            lines.append(Line(row.start, row.end, "navigation" if _is_menu(row) else "body"))
    return lines


def _is_enclosed(rows: Sequence[Row], at: int) -> bool:
    """Whether a heading is followed by ``(Kèm theo Quyết định số …)``: what follows is no part of the signature."""
    for row in rows[at : at + 4] if not _is_signing(rows[at]) else ():
        if _ENCLOSED.match(row.low):
            return True
        if not is_caps(row.raw):
            return False
    return False


_SIGNATURE_TAIL = re.compile(
    rf"(?:\(?[Đđ]ã ký\)?|(?:TM|KT|TL|TUQ|T/M|K/T|Q)[./].*"
    rf"|[{_UPPER}]{{2,}}(?:[ ,-]+[{_UPPER}&]{{1,}}\d*)+|{_CAPITALISED}(?: {_CAPITALISED}){{1,4}})$"
)


def _column(row: Row, after: int) -> int:
    """Where the signature's column begins in a line of recipients; the line's length where it holds none."""
    for mark in re.finditer(r"[;.)] (?=\S)|(?<=nhận): (?=\S)", row.raw):
        if mark.end() >= after and _SIGNATURE_TAIL.match(row.raw, mark.end()):
            return mark.end()
    if after and len(row.raw) > after + 1 and not _BULLET.match(row.raw[after:].lstrip()) and is_caps(row.raw[after:]):
        return after
    tail = re.search(rf" (?=[{_UPPER}]{{2,}}(?: [{_UPPER}]{{2,}})+$)", row.raw)
    if tail and _SIGNING_OFFICE.match(row.low, tail.end()):
        return tail.end()
    return len(row.raw)


# --- pages of sites and newspapers ------------------------------------------------------------------------------------


def _page(rows: Sequence[Row], known: Mapping[int, str]) -> list[Line]:
    start = _body_start(rows)
    title = _title_rows(rows, start)
    roles: list[Role] = []
    after_title = False
    for i, row in enumerate(rows[:start]):
        if i in title:
            roles.append("title")
            after_title = True
        else:
            roles.append(_head_role(row, after_title=after_title))
    roles += _body_roles(rows, start)
    headline = " ".join(rows[i].low for i in title)
    for i, row in enumerate(rows):
        if roles[i] == "body" and row.low == headline:
            roles[i] = "caption"
        kind = known.get(row.start)
        if kind == "teaser" and roles[i] not in ("navigation", "comment"):
            roles[i] = "teaser"
        elif kind == "caption" and roles[i] in PROSE:
            roles[i] = "caption"
        elif kind == "furniture" and roles[i] in ("body", "item", "caption", "title") and i not in title:
            roles[i] = "navigation"
        elif kind in ("list_item", "table_row") and roles[i] == "body":
            roles[i] = "item"
    _mark_bylines(rows, roles, start)
    return [Line(row.start, row.end, role) for row, role in zip(rows, roles, strict=True)]


_NO_HEADLINE = pattern(rf"(?:số\s|kỳ\s|mục:|số cuối)|{any_of(_DATA['byline_genres'])}(?:\s(?:tại|về|từ|nhân)\s|:|\s?$)")
_ISSUE = pattern(r"(?<!\w)(?:bản tin|đặc san|tập san|nội san|chuyên san|tin nội bộ)(?!\w).*(?<!\w)số \d")
_LONGEST_HEAD = 60
_ADDRESS = pattern(r"(?:kính )?thưa (?:các|quý|toàn|ông|bà|đồng chí|đ/c)(?!\w)")
_OF_SPEECH = pattern(r"(?:bài )?phát biểu|diễn văn|lời |đáp từ|tham luận")
_CONTACT = pattern(r"(?<!\w)(?:đt|đ/t|điện thoại|tel|fax|e-?mail|website|hotline)\s?[:.]\s?\S")


def _is_head_furniture(row: Row) -> bool:
    return is_dateline(row) or _is_navigation(row) or _is_menu(row) or _is_contact(row)


def _is_contact(row: Row) -> bool:
    """Whether the line tells where to write or call: ``Số 3 Lê Lợi … ĐT: … Email: …``."""
    return len(row.raw) <= _PROSE_LENGTH and _CONTACT.search(row.low) is not None


def _body_start(rows: Sequence[Row]) -> int:
    """Row of the first prose after a headline; the first row alone can be the headline, however long."""
    headline = False
    for i, row in enumerate(rows[:_LONGEST_HEAD]):
        if _is_head_furniture(row) or BYLINE_OPENER.match(row.low):
            continue
        if not headline and _opens_like_headline(rows, i):
            headline = True
            continue
        if _is_prose(row) and (headline or _FINAL.search(row.raw) or len(row.raw) >= 2 * _PROSE_LENGTH):
            return i
        if _RELATED.match(row.low) and headline:
            if any(len(later.raw) >= _PROSE_LENGTH for later in rows[i + 1 : i + 4]):
                # "TIN NHANH" above the headline, no list of other news
                continue
            return i
        if not _is_site(row):
            headline = True
    return len(rows) if len(rows) <= 3 else min(len(rows), 8)


def _opens_like_headline(rows: Sequence[Row], i: int) -> bool:
    """Whether a first line that could be prose stands above more and longer prose: a headline with a full stop."""
    row = rows[i]
    if len(row.raw) >= 220 or _TAG.match(row.raw) or re.search(r"[.!?] \w", row.raw) or not _is_prose(row):
        return False
    return any(len(later.raw) > len(row.raw) and _is_prose(later) for later in rows[i + 1 : i + 4])


def _likeness_to_site(row: Row) -> float:
    """How much the line is like the name of a site rather than a headline."""
    return 2.0 if _is_site(row) else 1.5 if _could_be_site(row) else 0.0


def _beside_headline(rows: Sequence[Row], i: int, start: int) -> float:
    """How much a row looks like what stands above or below a headline rather than like one."""
    row = rows[i]
    if _ADDRESS.match(row.low):
        return 5.0
    if is_caps(row.raw) and _OF_SPEECH.match(row.low):
        # Three words in capitals look like a name.
        return -2.0
    if i and row.raw[0].islower() and is_caps(rows[i - 1].raw) and _OF_SPEECH.match(rows[i - 1].low):
        return 5.0
    if row.raw.startswith("(") and row.raw.endswith(")"):
        # "(Ghi nhanh tại Hội nghị …)" says of what kind the article is.
        return 3.0
    below = rows[i + 1] if i + 1 < start else None
    kicker = below is not None and not below.gap and is_caps(below.raw) and not is_caps(row.raw)
    if kicker and below is not None and len(_WORDS.findall(below.raw)) >= 4 and not _is_head_furniture(below):
        # A kicker in small letters stands above the headline in capitals.
        return 2.0
    return 0.0


def _title_rows(rows: Sequence[Row], start: int) -> list[int]:
    """Rows of the headline among those before the body."""
    dated = [i for i in range(start) if is_dateline(rows[i])]
    best: int | None = None
    best_score = 0.0
    for i in range(start):
        row = rows[i]
        if _is_head_furniture(row) or _is_rule(row) or BYLINE_OPENER.match(row.low) or _is_caption(row):
            continue
        words = len(_WORDS.findall(row.raw))
        score = min(words, 12) / 4 - _likeness_to_site(row)
        if is_byline(row) or len(row.raw) < 8:
            score -= 2.0
        if any(abs(i - day) == 1 for day in dated):
            score += 1.0
        if i == 0 and start <= 3 and words >= 5 and not _could_be_site(row):
            score += 1.5
        if row.raw.endswith(",") or (row.raw.endswith(":") and not (i + 1 < len(rows) and _is_item(rows[i + 1]))):
            # A kicker; a line that a list follows is none.
            score -= 2.0
        if is_caps(row.raw) and not _is_site(row) and i + 1 in dated:
            score += 0.75
        score -= _beside_headline(rows, i, start)
        if re.search(r"\b(?:cụm|khối|thi đua|tổng kết|sơ kết|hội nghị|giao ước|khen thưởng)\b", row.low):
            score += 0.5
        if _NO_HEADLINE.match(row.low) or _ISSUE.search(row.low):
            score -= 3.0
        if any(later.low == row.low for later in rows[start : start + 40]):
            score += 1.0
        if best is None or score > best_score:
            best, best_score = i, score
    if best is None:
        return []
    if is_caps(rows[best].raw) and _SITE.match(rows[best].low) and _is_site(rows[best]):
        # Above the news of a broadcaster nothing but its name and the day may stand.
        return []
    title = [best]
    while (
        title[-1] + 1 < start
        and not rows[title[-1] + 1].gap
        and _wraps(rows[title[-1]], rows[title[-1] + 1])
        and not _is_head_furniture(rows[title[-1] + 1])
    ):
        title.append(title[-1] + 1)
    while (
        title[0] > 0
        and not rows[title[0]].gap
        and _wraps(rows[title[0] - 1], rows[title[0]])
        and not _is_head_furniture(rows[title[0] - 1])
    ):
        title.insert(0, title[0] - 1)
    return title


def _wraps(row: Row, following: Row) -> bool:
    """Whether a headline runs on in the following row."""
    if _is_site(row) or _is_site(following) or _FINAL.search(row.raw) or is_byline(following):
        return False
    if following.raw[0].islower():
        # "LỜI KHAI MẠC" and below it "của đồng chí X tại hội nghị …": who speaks is not of the headline.
        return not (is_caps(row.raw) and _OF_SPEECH.match(row.low))
    return is_caps(row.raw) and is_caps(following.raw) and len(row.raw) >= 25 and len(following.raw) >= 15


def _head_role(row: Row, *, after_title: bool) -> Role:
    if is_dateline(row):
        return "dateline"
    if BYLINE_OPENER.match(row.low):
        return "byline"
    if _is_navigation(row) or _is_contact(row):
        return "navigation"
    if _is_caption(row):
        return "caption"
    if after_title:
        if is_byline(row):
            return "byline"
        return "navigation" if _is_menu(row) or len(row.raw.split()) <= 3 else "body"
    if _is_menu(row):
        return "navigation"
    return "masthead"


def _body_roles(rows: Sequence[Row], start: int) -> list[Role]:
    roles: list[Role] = []
    zone: Role = "body"
    image = False
    for i in range(start, len(rows)):
        row = rows[i]
        related = _RELATED.match(row.low)
        rest = row.low[related.end() :].strip(" -:") if related else ""
        role: Role
        if related and len(row.raw) <= 400 and (rest or len(row.raw) <= 60):
            role = "teaser" if rest else "navigation"
            if not rest or zone != "body" or not any(_is_prose(later) for later in rows[i + 1 : i + 4]):
                zone = "teaser"
        elif (
            _COMMENTS.match(row.low)
            and len(row.raw) <= 90
            and not _FINAL.search(row.raw.rstrip("."))
            and not (zone == "body" and _heads_a_part(rows, i))
        ):
            role = zone = "comment"
        elif _is_navigation(row) or (zone != "body" and _is_menu(row)):
            role = "navigation"
        elif zone == "body" and (_is_caption(row) or (image and len(row.raw) <= 200)):
            role = "caption"
        elif zone == "body" and is_dateline(row) and len(row.raw) <= 80:
            role = "dateline"
        else:
            role = _prose_role(row) if zone == "body" else zone
        image = row.low.startswith("tm-img-alt")
        roles.append(role)
    return roles


def _heads_a_part(rows: Sequence[Row], i: int) -> bool:
    """Whether a line that begins like the title of comments heads a part of the article: ``THẢO LUẬN SÔI NỔI``."""
    begun = _COMMENTS.match(rows[i].low)
    rest = rows[i].low[begun.end() :] if begun is not None else ""
    more = re.search(r"[^\W\d_]{2,}", rest) is not None and not rest.lstrip().startswith(("(", ":"))
    return more and any(len(later.raw) >= _PROSE_LENGTH for later in rows[i + 1 : i + 3])


def _mark_bylines(rows: Sequence[Row], roles: list[Role], start: int) -> None:
    """Find the byline at the foot of the article: introduced as such, or the last short line that is only names."""
    foot = next((i for i in range(start, len(rows)) if roles[i] in ("teaser", "comment")), len(rows))
    for i in range(start, foot):
        if (
            roles[i] in ("body", "item", "caption", "navigation")
            and BYLINE_OPENER.match(rows[i].low)
            and is_byline(rows[i])
        ):
            roles[i] = "byline"
            return
    if (signed := _signed_page(rows, roles, start, foot)) is not None:
        for i in range(signed, foot):
            if roles[i] in ("body", "item"):
                roles[i] = "signature"
        return
    seen = 0
    for i in range(foot - 1, start - 1, -1):
        if roles[i] not in ("body", "item", "caption"):
            continue
        row = rows[i]
        bullet = _BULLET.match(row.raw)
        if bullet is not None and i > start and roles[i - 1] == "body" and _is_prose(rows[i - 1]):
            # "• N.Phúc" below the last paragraph
            row = row._replace(raw=row.raw[bullet.end() :], low=row.low[bullet.end() :])
        if is_byline(row) or (
            _ONE_NAME.fullmatch(row.raw) and len(row.raw) <= 24 and not _ORGANISATION_WORD.search(row.low)
        ):
            roles[i] = "byline"
            return
        if _ROLE_IN_BRACKETS.fullmatch(row.raw) and i > start and is_byline(rows[i - 1]):
            roles[i] = roles[i - 1] = "byline"
            return
        seen += 1
        if seen >= 4 or (_is_prose(row) and len(row.raw) >= 120 and seen >= 2):
            return


def _signed_page(rows: Sequence[Row], roles: list[Role], start: int, foot: int) -> int | None:
    """The row at which the signature of a paper begins that has no letterhead: ``KHỐI TRƯỞNG``, ``(đã ký)`` and the name."""
    last = next((i for i in range(foot - 1, start - 1, -1) if roles[i] in ("body", "item")), None)
    if last is None or not is_byline(rows[last]):
        return None
    first = last
    while first - 1 > start and last - first < _LONGEST_SIGNATURE and _is_signing(rows[first - 1]):
        first -= 1
    return first if first < last and is_caps(rows[first].raw) else None


# --- sentences --------------------------------------------------------------------------------------------------------

_ABBREVIATIONS = frozenset(fold(word) for word in _DATA["abbreviations"])
_END = re.compile(r"[.!?…](?:(?<=\.)(?:/\.?|\.+)|[.!?…]*)[\"'”’»)\]]*")
_WORD_BEFORE = re.compile(r"[\w./]{1,24}$")
_BULLET_MARKS = "•●▪■◆➢❖✓"
_BULLET_INSIDE = re.compile(rf"[;.:] (?=[{_BULLET_MARKS}] )")
_OPENS = re.compile(r"[\"'“‘«(\[]*(?:\w|[-–—+•●▪■◆➢❖*])")


def sentences(text: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """The sentences of the prose lines, in order, without blanks at their ends.

    A sentence ends with its line, except where a line without final stop runs on in lower case in the next one.
    """
    found: list[Span] = []
    bulleted = any(mark in text for mark in _BULLET_MARKS)
    for start, end in _blocks(text, lines):
        for sentence in _split(text, start, end, bulleted=bulleted):
            if sentence.end > sentence.start:
                found.append(sentence)
    return tuple(found)


def _blocks(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    previous: Line | None = None
    for line in lines:
        if line.role not in PROSE:
            previous = None
            continue
        wrapped = (
            previous is not None
            and previous.role == line.role
            and text[line.start].islower()
            and not _FINAL.search(text[max(previous.start, previous.end - 4) : previous.end])
            and text[previous.end : line.start].count("\n") == 1
            and not _NUMBERED.match(text[line.start : line.start + 8])
        )
        if wrapped:
            blocks[-1] = (blocks[-1][0], line.end)
        else:
            blocks.append((line.start, line.end))
        previous = line
    return blocks


_LEADER = 5
"""So many dots in a row lead from one cell of a row to the next."""


def _split(text: str, start: int, end: int, *, bulleted: bool) -> list[Span]:
    cuts = [start]
    for stop in _END.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, start, stop, end):
            cuts.append(stop.end())
    if bulleted:
        cuts += [bullet.end() for bullet in _BULLET_INSIDE.finditer(text, start, end)]
    cuts = sorted({*cuts, end})
    return [_trimmed(text, a, b) for a, b in pairwise(cuts)]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    at = stop.end()
    blank = text[at].isspace()
    follows = at + 1 if blank else at
    if follows >= end or not _OPENS.match(text, follows):
        return False
    first = next((char for char in text[follows : follows + 4] if char.isalnum()), "")
    mark = stop.group()
    if len(mark.replace("…", "...")) >= _LEADER:
        # dots that lead the eye to what stands at the end of the row
        return False
    if mark[0] != "." or len(mark) > 1:
        # an ellipsis or question inside a sentence goes on in lower case; so does a quoted question
        return bool(first) and not first.islower() and (blank or first.isupper())
    before = _WORD_BEFORE.search(text, max(start, stop.start() - 24), stop.start())
    word = before.group() if before else ""
    if not blank:
        # A sentence glued to the next ("thể thao.Hội nghị", "An).Cụm"), unlike "T.P", "TP.HCM", "baonghean.vn", "1.284".
        if not first.isupper() or not word:
            return not word and first.isupper() and text[stop.start() - 1] in ')"”’»%'
        return len(word) > 1 and word[-1].islower() and word.lower() not in _ABBREVIATIONS
    if first.islower():
        return False
    if not word:
        return True
    if word.isdigit():
        # an enumerator at the start of the line or after a colon is no sentence
        opened = text[start : stop.start() - len(word)].rstrip()
        return bool(opened) and not (len(word) <= 2 and opened[-1] in ":;.-")
    opens = stop.start() - len(word) == start
    if opens and re.fullmatch(r"\d+(?:\.\d+)+", word):
        return False
    if word.lower() in _ABBREVIATIONS or word.lower().rsplit(".", 1)[-1] in _ABBREVIATIONS and "." in word:
        return False
    if len(word) == 1 and word.isalpha():
        # a), A., an initial; but "số V. Hội nghị" ends there
        return word in "IVX" and text[start : stop.start() - 1].rstrip().lower().endswith(("số", "cụm", "khối"))
    return not (opens and re.fullmatch(r"[IVX]{1,5}", word))


@Language.component("layout")
def layout(doc: Doc) -> Doc:
    """Set ``doc._.lines`` and ``doc._.sentences``."""
    found = doc._
    text, source = text_of(doc), found.source
    lines = read_lines(text, source.segments if source is not None else ())
    found.lines = lines
    found.sentences = sentences(text, lines)
    return doc


register()
