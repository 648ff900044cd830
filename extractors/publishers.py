"""Who publishes a page: the banner above the headline, the tag that opens the lead, the owner of the copyright."""

import re
from collections.abc import Sequence

from extractors.folding import any_of, fold, pattern
from extractors.layout import PROSE, Line, is_caps, is_section, names_site, opens_organisation
from extractors.lexicon import data

_DATA = data("front")
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_TAG = re.compile(
    rf"(?:\((?P<bracketed>[{_UPPER}][^()\n]{{1,28}})\)\s?[-–—:.]?\s?"
    rf"|\((?P<small>[a-z]{{2,12}}(?:\.(?:vn|com|org|net))*)\)\s?[-–—:.]\s?"
    rf"|(?P<bare>[{_UPPER}][{_UPPER}\d]{{1,7}}(?:\.(?:vn|VN))?)\s?[-–—]\s?)(?=[\"“'{_UPPER}\d])"
)
_AGENCY = re.compile(
    rf"(?:[{_UPPER}]\w+ ?){{1,4}}\((?P<agency>[{_UPPER}]{{2,8}})(?:,? (?:ngày )?(?P<day>\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d\d))?\)\s?[:–—-]"
)
"""``Lào Cai (TTXVN 28-11-1998):``"""
_BODY_TAG = re.compile(
    rf"(?P<body>(?:KBNN|BHXH|TAND|VKSND|LĐLĐ|NHCSXH|MTTQ|Báo|Đài|Cổng TTĐT)(?: [{_UPPER}][^\W\d_]+){{1,4}})\s[-–—]\s"
    r"(?=(?:Vừa qua|Mới đây|Ngày|Sáng|Chiều|Tối|Trong|Tại|Nhân|Hôm|Từ)\b)"
)
"""``KBNN Hà Nam - Vừa qua, …``"""
_NO_TAG = pattern(rf"{any_of(_DATA['no_tags'])}$|.*\d{{1,2}}[/.-]\d{{1,2}}")
_GENERIC_BANNER = pattern(rf"{any_of(_DATA['generic_banners'])}\W*$|{any_of(_DATA['generic_openers'])}(?!\w)")
_ENGLISH = re.compile(
    r"[A-Za-z ,.&'-]*\b(?:university|of|portal|department|ministry|institute|news)\b[A-Za-z ,.&'-]*", re.I
)
_BANNER_SEPARATOR = re.compile(r"\s[-–—|:]\s|\s?\|\s?")
_PATH_SEPARATOR = re.compile(r"\s?(?:\||::|[»›>≡☰*·•])\s?")
_UNTIL_DAY = re.compile(
    r"\s*[-–—|,:(*·•]*\s*(?:\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|số \d|số ra|số (?:tết|xuân|đặc biệt|cuối|tất niên)|ngày \d|ra ngày|tháng \d)|\d{1,2}[-/.:]\d{1,2}).*$",
    re.IGNORECASE,
)
_ISSUE = pattern(r"\W*số \d")
_MENU_WORDS = re.compile(r"\s(?:Menu|MENU|Tìm kiếm|Đăng nhập|RSS|English|VI|EN)\b.*$")
_INITIALLED = re.compile(rf"[{_UPPER}]{{2,6}} \| \d{{1,2}}[-/.]")
"""``GD | 04/07/2015 18:05``"""
_ISSUE_TAIL = re.compile(r"\s*[|–—(,-]\s*Số\s(?:\d|tháng|ra|Tết|Xuân|đặc biệt).*$", re.IGNORECASE)
_SECTION_PART = pattern(
    r"(?:thông tin|tin|bản tin|mạng|cổng|trang) (?:nội bộ|địa phương|cơ sở|hoạt động|trong ngành|trong tỉnh|ngành)"
    r"|intranet|e-?office|internet|portal"
)
"""What a banner adds to the publisher's name: the part of the paper or site."""
_SUPERIOR = pattern(rf"{any_of(_DATA['superiors'])}(?!\w)")
_PRESS = pattern(rf"{any_of(_DATA['press'])}(?!\w)")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)", re.IGNORECASE)
_COPYRIGHT = pattern(
    r"(?:©|\(c\)|bản quyền|copyright)[\s©:\d-]*"
    r"(?:(?:bản quyền|copyright|by|thuộc(?: về)?|của)[\s©:\d-]*)*(?P<owner>[^\n.;|©]{3,90})"
)
_NO_OWNER = pattern(r"rights reserved|^cơ quan chủ quản|^(?:vui lòng |đề nghị )?ghi rõ")
_LONGEST_WEAK = 8
_LONGEST_BODY = 11
_LONGEST_TAG = 5


def publisher(text: str, lines: Sequence[Line]) -> str | None:
    """The publisher that the text names; of a newspaper the name rather than its initials."""
    strong, weak = _banner(text, lines)
    tag = _tag(text, lines)
    if strong and tag and _DOMAIN.fullmatch(strong):
        # a site's address says less than the name that its lead is signed with
        return tag
    strong = strong or _dated_banner(text, lines, tag)
    if strong and tag and _signs_for(strong, tag):
        return tag
    path = _path_banner(text, lines, tag)
    if strong is None and path and tag and _signs_for(path, tag):
        return tag
    return strong or path or tag or _imprint(text, lines) or weak or _owner(text, lines)


def agency(text: str, lines: Sequence[Line]) -> str | None:
    """``Lào Cai (TTXVN 28-11-1998):``, the place, agency and day that open a report; None without a day."""
    for line in [line for line in lines if line.role == "body"][:2]:
        found = _AGENCY.match(text, line.start, line.end)
        if found is not None and found["day"]:
            return found.group()
    return None


def names_press(low: str) -> bool:
    """Whether folded words begin with the name of a newspaper or broadcaster."""
    return _PRESS.match(low) is not None


# -- banners -----------------------------------------------------------------------------------------------------------


def _banner(text: str, lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The site's name above the headline: surely one, and what may be one (the first line, above the menu)."""
    weak: str | None = None
    for i, line in enumerate(lines):
        if line.role == "title":
            break
        words = _ISSUE_TAIL.sub("", _MENU_WORDS.sub("", text[line.start : line.end]))
        if line.role == "masthead":
            name = _without_generic(words)
            if name is None or is_section(name):
                continue
            if _heads_cluster(text, lines, i):
                # A letterhead alone is no publisher.
                continue
            if names_site(name) or names_site(words) or (is_caps(name) and opens_organisation(name)):
                return _below_superior(text, lines, i, name), None
            path = ">" in words or "»" in words or "›" in words
            if (
                i == 0
                and not path
                and len(name.split()) <= (_LONGEST_BODY if opens_organisation(name) else _LONGEST_WEAK)
                and len(lines) > 1
                and lines[1].role != "title"
            ):
                weak = name
        elif line.role == "navigation" and i == 0 and len(lines) > 1 and lines[1].role == "navigation":
            below = text[lines[1].start : lines[1].end]
            if "|" not in words and "»" not in words and len(words.split()) <= _LONGEST_WEAK and below.count("|") >= 2:
                weak = _without_generic(words)
    return None, weak


def _heads_cluster(text: str, lines: Sequence[Line], i: int) -> bool:
    """Whether the line below names a cluster in capitals, as in the letterhead of its papers."""
    below = lines[i + 1] if i + 1 < len(lines) else None
    words = text[below.start : below.end] if below is not None and below.role == "masthead" else ""
    return is_caps(words) and fold(words).startswith(("cụm thi đua", "khối thi đua"))


def _below_superior(text: str, lines: Sequence[Line], i: int, name: str) -> str:
    """The body whose page it is, which prints its superior's name above its own."""
    if not _SUPERIOR.match(fold(name)):
        return name
    parts = [part.strip() for part in _BANNER_SEPARATOR.split(name) if part.strip()]
    if len(parts) == 2 and (is_caps(parts[1]) or "|" in name) and opens_organisation(parts[1]):
        return parts[1]
    if i + 1 < len(lines) and lines[i + 1].role == "masthead":
        below = _without_generic(text[lines[i + 1].start : lines[i + 1].end])
        if below is not None and is_caps(below) and opens_organisation(below):
            return below
    return name


def _without_generic(words: str) -> str | None:
    """``SỞ Y TẾ TỈNH PHÚ YÊN - TRANG TIN ĐIỆN TỬ`` without the words that every site has."""
    parts = [part.strip() for part in _BANNER_SEPARATOR.split(words) if part.strip()]
    own = [part for part in parts if not _GENERIC_BANNER.match(fold(part)) and not _is_english(part)]
    own = [part for at, part in enumerate(own) if not at or not (is_section(part) or _SECTION_PART.match(fold(part)))]
    if not own:
        return None
    if len(own) == 2 and _PRESS.match(fold(own[1])) and not _PRESS.match(fold(own[0])) and is_caps(words):
        # "VINACOMIN - TẠP CHÍ THAN …": the owner, and the paper.
        return own[1]
    return words if len(own) == len(parts) else own[0]


def _is_english(words: str) -> bool:
    return words.isascii() and _ENGLISH.fullmatch(words) is not None


def _dated_banner(text: str, lines: Sequence[Line], tag: str | None) -> str | None:
    """``BÁO HÀ TÂY - Thứ Năm, 14-1-1999`` above the headline; anywhere, the name that the lead's tag abbreviates."""
    above = True
    for number, line in enumerate(lines):
        above = above and line.role != "title"
        if line.role != "dateline":
            continue
        words = text[line.start : line.end]
        name = _UNTIL_DAY.sub("", words).strip(" -–—|,:(*·•")
        if not name or name == words or len(name.split()) > _LONGEST_WEAK:
            continue
        if tag is not None and _initials(name) == tag.casefold():
            return name
        issue = _ISSUE.match(fold(words[len(name) :])) is not None
        first = number == 0 and is_caps(name) and (issue or not is_section(name)) and _has_title(lines)
        short = number <= 1 and _INITIALLED.match(words) is not None
        if (above and (first or _PRESS.match(fold(name)))) or short:
            return _without_suffix(name)
    return None


def _without_suffix(name: str) -> str:
    return re.sub(r"\s(?:điện tử|online)$", "", name) if not is_caps(name) else name


def _has_title(lines: Sequence[Line]) -> bool:
    return any(line.role == "title" for line in lines)


def _path_banner(text: str, lines: Sequence[Line], tag: str | None) -> str | None:
    """``Miền Tây Ngày Mới > Kinh tế > Doanh nghiệp``, ``quangnamtoday.net :: Chủ nhật 26/08/2012``: the first part."""
    for line in lines[:2]:
        if line.role == "title":
            return None
        if line.role not in {"navigation", "masthead", "dateline"}:
            continue
        words = text[line.start : line.end]
        parts = [part.strip() for part in _PATH_SEPARATOR.split(words) if part.strip()]
        if len(parts) < 2:
            parts = [part.strip() for part in _BANNER_SEPARATOR.split(words) if part.strip()]
        if len(parts) < 2 or is_section(parts[0]) or _GENERIC_BANNER.match(fold(parts[0])):
            continue
        first = _MENU_WORDS.sub("", parts[0])
        if _DOMAIN.fullmatch(first) and _PRESS.match(fold(parts[1])) and len(parts[1].split()) > 1:
            return parts[1]
        if line.role == "dateline" and not _DOMAIN.fullmatch(first):
            continue
        if _DOMAIN.fullmatch(first) or names_site(first) or (is_caps(first) and opens_organisation(first)):
            return first
        if tag is not None and _initials(first) == tag.casefold():
            return first
    return None


# -- imprints ----------------------------------------------------------------------------------------------------------

_IMPRINT = re.compile(
    r"\W*(?P<name>(?:[Tt]ạp chí|[Nn]hật báo|[Tt]uần báo|[Tt]hời báo|[Bb]áo|[Tt]ập san)(?: [^\W\d_][\w&-]*){1,9}?)"
    r"(?:\)\W*$|,? số (?:ra |báo |tháng )*(?:ngày )?\d.*$|,? ra ngày.*$|\W*$)"
)
"""``(Tạp chí X)``, ``Báo Y, số 91 ra ngày 30-7-2007`` on a line of its own."""
_NEAR_IMPRINT = 5


def _imprint(text: str, lines: Sequence[Line]) -> str | None:
    """The newspaper that a line near the headline or at the foot says the piece is from."""
    for line in (*lines[:_NEAR_IMPRINT], *lines[-_NEAR_IMPRINT:]):
        found = _IMPRINT.fullmatch(text, line.start, line.end)
        if found is not None and line.role != "title" and re.search(rf" [{_UPPER}]", found["name"]):
            return found["name"]
    return None


_PRINTED = re.compile(
    r"đăng (?:trên|ở|tại) (?P<name>(?:[Bb]áo|[Tt]ạp chí|[Bb]ản tin|[Đđ]ặc san|[Tt]ập san|[Nn]ội san) [^,.;()\n]{2,60}?)"
    r",? (?:số (?:ra |báo )?(?:ngày )?|ra ngày |ngày )(?P<day>\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
)


def printed_in(text: str, lines: Sequence[Line]) -> tuple[str, str] | None:
    """The paper and day that a note at the foot tells: ``(Ghi theo băng; đăng trên bản tin X, số ra ngày 14/01/2026)``."""
    for line in lines[-_NEAR_IMPRINT:]:
        if (found := _PRINTED.search(text, line.start, line.end)) is not None:
            return found["name"], found["day"]
    return None


# -- tags --------------------------------------------------------------------------------------------------------------


def _tag(text: str, lines: Sequence[Line]) -> str | None:
    """The tag that opens the lead: ``(BTĐKT)-``, ``QK2 –``, ``Lào Cai (TTXVN):``."""
    prose = [line for line in lines if line.role == "body"][:3]
    for line in prose:
        tag = _TAG.match(text, line.start, line.end)
        if tag is not None:
            name = (tag["bracketed"] or tag["small"] or tag["bare"]).strip()
            if not _NO_TAG.match(fold(name)) and (
                tag["bare"] or tag["small"] or _is_tag(name) or _opens_lead(tag.group(), name)
            ):
                return str(name)
            continue
        body = _BODY_TAG.match(text, line.start, line.end)
        if body is not None and line is prose[0]:
            return body["body"]
        report = _AGENCY.match(text, line.start, line.end)
        if report is not None and not _NO_TAG.match(fold(report["agency"])) and line is prose[0]:
            return report["agency"]
    return None


def _is_tag(name: str) -> bool:
    words = name.split()
    return len(words) <= 5 and (len(words) == 1 or sum(word[0].isupper() for word in words) >= len(words) - 1)


def _opens_lead(words: str, name: str) -> bool:
    """Whether a short bracket is parted from the lead by a dash: ``(Dân trí xứ Thanh) - ``."""
    return (
        words.rstrip()[-1] in "-–—"
        and len(name.split()) <= _LONGEST_TAG
        and (_PRESS.match(fold(name)) is not None or not any(map(str.isdigit, name)))
    )


def _signs_for(banner: str, tag: str) -> bool:
    """Whether a body's banner stands above news that another name, or its own short one, signs."""
    return not _PRESS.match(fold(banner)) and opens_organisation(banner) and _initials(banner) != tag.casefold()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.casefold().split() if word[0].isalpha())


# -- copyright ---------------------------------------------------------------------------------------------------------


def _owner(text: str, lines: Sequence[Line]) -> str | None:
    for line in reversed(lines):
        if line.role in PROSE and line.role != "teaser":
            break
        if line.role != "navigation":
            continue
        owner = _COPYRIGHT.search(fold(text[line.start : line.end]))
        if owner is not None:
            name = text[line.start + owner.start("owner") : line.start + owner.end("owner")].strip(" ,-–")
            if re.search(rf"[{_UPPER}]", name) and not _NO_OWNER.search(fold(name)):
                return name
    return None
