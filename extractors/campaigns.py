"""Named movements, themes and mottoes of emulation: ``phong trào thi đua “…”``, ``chủ đề năm 2023: “…”``.

A name is nearly always quoted. The words before the quotation mark tell what it is: the nearest noun that a quoted name
can belong to decides, so that a club, a contest, a prize or a saying in quotation marks is no campaign. The names of
a list share the noun before the first of them.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import Span, register, text_of
from extractors.citations import quote
from extractors.dates import Anchor, DateMention, find_dates
from extractors.folding import any_of, fold, pattern, whole_words
from extractors.front import anchor as front_anchor
from extractors.layout import Line
from extractors.lexicon import data
from models import Campaign, DocumentFacts
from models.names import campaigns_agree, fold_name

_DATA = data("campaigns")

Kind = Literal["movement", "theme"]

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_NOUN = pattern(
    rf"(?<!\w)(?:(?P<theme>{any_of(_DATA['themes'])})|(?P<movement>{any_of(_DATA['movements'])})"
    rf"|(?P<other>{any_of(_DATA['others'])}))(?!\w)"
)
_CUE = pattern(r"cao\sđiểm|chiến\sdịch|phong\strào|cuộc\svận\sđộng|thi\sđua|chủ\sđề|khẩu\shiệu|phương\schâm")
_SPEECH = pattern(whole_words(_DATA["speech"]))
_HOST = pattern(whole_words(_DATA["theme_hosts"]))
_MARK = re.compile(r"[\"“”„‟«»″＂]|['‘’](?:(?<![^\W\d_].)(?=\w)|(?<=[\w.!?…].)(?![^\W\d_]))")
_SINGLE = frozenset("'‘’")
_CLOSE_MISSING = re.compile(r"[.;:\n(]|,\s(?:của|do|được|năm|tại|đã|góp|gắn|nhằm)\s|\s(?:năm|do|của|giai đoạn|được)\s")
_NAME_LIMIT = 180
_MOST_WORDS = 30

_TOKEN = re.compile(r"\w+|[^\w\s]")
_JOINTS = frozenset(word for words in _DATA["joints"] for word in fold(words).split()) | frozenset(",;:/&.…-")
_MODIFIERS = frozenset(word for words in _DATA["modifiers"] for word in fold(words).split()) | frozenset(",-:")
_NUMERAL = re.compile(r"\d{1,4}|[ivx]{1,5}")
_GLOSS = re.compile(r"\([^()]{1,40}\)")
_WHOSE = pattern(r"\s?của\s(?:\w+\s?){1,4}(?=[,;]|\svà\s|$)")
"""Who has the name before in a list: ``“…” của tòa án, “…” của thanh tra``."""
_OF_BODY = re.compile(rf"\scủa\s(?:[{_UPPER}][\w&.-]*\s?){{1,6}}(?=$|[:\s])")
_LAUNCHED_BY = pattern(
    r"(?:\s(?:thi\sđua|yêu\snước|lớn|mới))*\s,?\s?(?:do|được)\s[^.;:\"“”\n]{2,60}?\s?phát\sđộng\s?:?\s?"
)
"""What tells who launched a movement, between the noun and the name."""
_JOINT_LIMIT = 60
_CALLED = pattern(r"(?<!\w)(?:mang|có|lấy|với|gọi|đặt)\s$")
_BARE_GAP = pattern(r"[\s:,-]*")
_LIST_OPENER = pattern(rf"(?<!\w){any_of(_DATA['list_openers'])}\s?:?\s?$|:\s?$|\s-\s?$")
_YEAR = pattern(r"(?:19|20)\d\d")
_ONE_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\s?[-/]\s?(?:19|20)?\d\d)"
_SCHOOL_YEAR = r"(?P<school>(?:19|20)\d\d)"
_YEAR_AFTER = pattern(
    r"\s?[,(]?\s?(?:(?:ngay|trong|từ|vào|của\scụm|của\skhối)\s)*"
    r"(?:(?:\d{1,2}|sáu|ba|chín)\stháng\s(?:đầu|cuối)\s|(?:đầu|cuối|nửa\sđầu|nửa\scuối)\s|quý\s\w{1,3}(?:\s?[/-]\s?|,?\s))?"
    rf"(?:(?:năm\s|(?<=[/-]\s)|(?<=[/-])){_ONE_YEAR}|năm\shọc\s{_SCHOOL_YEAR})"
)
_LAUNCHED_AFTER = pattern(
    r"\s?,?\s?(?:(?:do\s|mà\s)?[^.;,\"“”\n]{2,60}?\s)?(?:được\s)?(?:phát\sđộng|khởi\sxướng)"
    r"(?:\s(?:từ|trong|hồi|vào|ngay|đầu|giữa|cuối))*\s"
    r"(?:(?:ngày\s\d{1,2}\s?[-/.]\s?)?(?:tháng\s)?\d{1,2}\s?[-/.]\s?|(?:tháng\s\w+\s|quý\s\w+\s)?năm\s"
    rf"|theo\s[^.;,\"“”\n]{{2,60}}?[-/.\s]){_ONE_YEAR}"
)
_LASTS_AFTER = pattern(rf"\s?,?\s?[^.;:,\"“”\n]{{0,40}}?(?:cho|suốt|trong|của|đến\shết|hết)\s(?:cả\s)?năm\s{_ONE_YEAR}")
"""``“…” làm trục cho năm 2020``, ``“…”, làm suốt năm 2026``."""
_REVIEWED_AFTER = pattern(
    rf"(?:\s(?:và|gắn\svới)\s(?:công\stác|các\s|nhiệm\svụ|phong\strào|hoạt\sđộng)[^.;,\"“”\n]{{2,60}}?)\snăm\s{_ONE_YEAR}"
)
"""The year of what is reviewed together: ``tổng kết phong trào “…” và công tác xây dựng lực lượng năm 2019``."""
_REVIEW = pattern(r"(?<!\w)(?:tổng|sơ)\skết\s(?:thực\shiện\s|việc\sthực\shiện\s|kết\squả\s|các\s)*$")
_MORE_REVIEW = pattern(r"(?<!\w)(?:tổng\skết|sơ\skết|triển\skhai|phát\sđộng|ký|phương\shướng)(?!\w)")
_OTHERS_LAUNCH = pattern(
    r"(?<!\w)(?:bộ|sở|các sở|ngành|trung ương|thủ tướng|chính phủ|tổng liên đoàn|tổng cục|chủ tịch nước)(?!\w)[^,;:.]{0,60}$"
)
"""Members or higher bodies as the subject of a launch, which is then no launch of the cluster's year."""

_RIGHT_BEFORE = 24
"""So many characters before the noun can a year stand that belongs to it: ``năm 2019 tập trung phong trào``."""
_NOW_AFTER = pattern(r"\s?(?:của|trong)?\s?năm\s(?:nay|qua)(?!\w)")
_YEAR_BEFORE = pattern(rf"(?<!\w)năm\s(?:{_ONE_YEAR}|học\s{_SCHOOL_YEAR})")
_COMING = pattern(r"(?<!\w)(?:năm\s(?:tới|sau)|sang\snăm)(?!\w)")
_NOW = pattern(r"(?<!\w)(?:năm\s(?:nay|qua)|đầu\snăm|trong\snăm)(?!\w)")
_STAGE = pattern(r"\s?,?\s?(?:giai\sđoạn|từ\snăm)")
_LAUNCHED = pattern(r"(?<!\w)phát\sđộng(?!\w)")

_UNQUOTED = pattern(r"(?:phong trào thi đua|phong trào|cuộc vận động|đợt thi đua)\s(?=\w)")
_UNQUOTED_END = re.compile(rf"[.,;:()\[\]\"“”«»\n]|\s[-–]\s|\s(?:{'|'.join(map(re.escape, _DATA['name_ends']))})\s")
_BY_WHOM = pattern(r"\sdo\s[^.;]{2,80}phát\sđộng")
_KNOWN_NAME = pattern(any_of(_DATA["known"]) + r"(?!\w)")
_NO_FIRST = frozenset(fold(word) for word in _DATA["no_first_words"])
_NO_NAMES = frozenset(fold_name(name) for name in _DATA["no_names"])
_THEME_UNQUOTED = pattern(
    r"(?:chủ đề|khẩu hiệu|phương châm)"
    r"(?:\s(?:thi đua|hành động|hoạt động|công tác|của\s(?:cụm|khối|năm)|năm\s\d{4}|là))*\s?:?\s(?=\w)"
)
_MOTTO = re.compile(
    rf"[{_UPPER}][^\n.;:,\"“”()–—-]{{2,40}}(?:(?:\s[-–—]\s)[{_UPPER}][^\n.;:,\"“”()–—-]{{1,40}}){{2,6}}"
)
_HEADING = pattern(r"(?<!\w)năm\s(?P<year>(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quotation: ``start`` and ``end`` with its marks, ``inner`` without."""

    start: int
    end: int
    inner: Span


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    kind: Kind
    year: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Noun:
    kind: Kind | None
    start: int
    end: int
    noun: str


def find_campaigns(
    text: str,
    lines: Sequence[Line],
    sentences: Sequence[Span],
    dates: Sequence[DateMention],
    front: DocumentFacts,
    anchor: Anchor,
) -> tuple[Campaign, ...]:
    """The campaigns that the prose names, each once, in order of mention."""
    low = fold(text)
    document_year = _document_year(front, anchor, dates)
    headings = _heading_years(text, low, lines)
    found: list[_Found] = []
    for sentence in sentences:
        if not _CUE.search(low, sentence.start, sentence.end):
            continue
        year = _year_at(headings, sentence.start) or document_year
        found += _in_sentence(text, low, sentence, year, document_year)
    return tuple(
        Campaign(name=one.name, kind=one.kind, year=one.year, evidence=(quote(text, one.start, one.end, sentences),))
        for one in _merged(found)
    )


def _document_year(front: DocumentFacts, anchor: Anchor, dates: Sequence[DateMention]) -> int | None:
    """The year that the document is about: the first of its headline, else that of the publication.

    What is published in January or February reviews the year before when it names that year more often.
    """
    named = [mention.first.year for mention in find_dates(front.title or "") if mention.first.year is not None]
    if named:
        return min(named)
    if anchor.day is not None and anchor.day.month <= 2:
        years = Counter(mention.first.year for mention in dates if mention.precision == "year")
        if years[anchor.day.year - 1] > years[anchor.day.year]:
            return anchor.day.year - 1
    return anchor.year


def _heading_years(text: str, low: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Offset and year of the section headings that name exactly one year."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if line.role not in ("body", "item") or line.end - line.start > 120 or text[line.end - 1] in ".;,":
            continue
        years = {int(match["year"]) for match in _HEADING.finditer(low, line.start, line.end)}
        if len(years) == 1:
            found.append((line.start, years.pop()))
    return found


def _year_at(headings: Sequence[tuple[int, int]], offset: int) -> int | None:
    at = bisect_right(headings, offset, key=lambda heading: heading[0])
    return headings[at - 1][1] if at else None


# --- quotations -------------------------------------------------------------------------------------------------------


def _quotations(text: str, start: int, end: int) -> list[_Quoted]:
    """The quotations in ``text[start:end]``; a missing closing mark ends at the clause."""
    found: list[_Quoted] = []
    marks = list(_MARK.finditer(text, start, end))
    i = 0
    while i < len(marks):
        opening = marks[i]
        single = opening.group() in _SINGLE
        nearest = next(
            (k for k in range(i + 1, min(i + 4, len(marks))) if (marks[k].group() in _SINGLE) == single), None
        )
        closing = marks[nearest] if nearest is not None else None
        if (
            nearest is not None
            and closing is not None
            and closing.start() - opening.end() <= _NAME_LIMIT
            and not _reopens(text, opening, closing)
        ):
            found.append(_Quoted(opening.start(), closing.end(), _inner(text, opening.end(), closing.start())))
            i = nearest + 1
            continue
        if not single and _opens(text, opening, start):
            stop = _CLOSE_MISSING.search(text, opening.end(), min(end, opening.end() + _NAME_LIMIT))
            at = stop.start() if stop else min(end, opening.end() + _NAME_LIMIT)
            found.append(_Quoted(opening.start(), at, _inner(text, opening.end(), at)))
        i += 1
    return found


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    return mark.start() == start or not text[mark.start() - 1].isalnum()


def _reopens(text: str, opening: re.Match[str], closing: re.Match[str]) -> bool:
    """Whether the next mark opens another quotation, so that the first one was never closed."""
    if closing.group() not in "“«„" or opening.group() not in "“«„":
        return False
    after = text[closing.end() : closing.end() + 1]
    return text[closing.start() - 1].isspace() and after.isalnum()


def _inner(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in "\"“”'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\"“”',;"):
        end -= 1
    return Span(start, end)


# --- sentences --------------------------------------------------------------------------------------------------------


def _in_sentence(text: str, low: str, sentence: Span, year: int | None, document_year: int | None) -> list[_Found]:
    found: list[_Found] = []
    quotations = _quotations(text, sentence.start, sentence.end)
    reached = sentence.start
    listed_from = 0
    shared: tuple[_Noun, int | None] | None = None
    for quoted in quotations:
        noun = _governing(text, low, reached, quoted.start)
        joined = shared is not None and _joins(low[reached : quoted.start])
        if noun is None and joined and shared is not None:
            noun, said = shared
        elif noun is None and _is_known(low, quoted):
            noun, said = _Noun("movement", quoted.start, quoted.start, ""), None
        elif noun is not None:
            said = _year_said(_unquoted_words(low, sentence, quotations), sentence, noun, quoted, year, document_year)
        else:
            said = None
        reached = quoted.end
        if noun is None or noun.kind is None or not _is_name(text, quoted, listed=joined):
            shared = (noun, None) if noun is not None else None
            continue
        shared = (noun, said)
        after = _year_after(low, noun, quoted, sentence.end, year)
        name = " ".join(text[quoted.inner.start : quoted.inner.end].split())
        start = noun.start if noun.start < quoted.start else quoted.start
        own = _YEAR.findall(name)
        if after is not None and joined:
            # a year after the last name of a list holds for all of it
            for i in range(listed_from, len(found)):
                found[i] = replace(found[i], year=found[i].year or after)
        if not joined:
            listed_from = len(found)
        found.append(_Found(name, noun.kind, after or (int(own[0]) if len(own) == 1 else said), start, quoted.end))
    found += _unquoted(text, low, sentence, quotations, year)
    return found


def _unquoted_words(low: str, sentence: Span, quotations: Sequence[_Quoted]) -> str:
    """``low`` with the names in the sentence blanked: a year in the name of one campaign dates no other."""
    words = low[: sentence.end]
    for quoted in quotations:
        if _YEAR.search(words, quoted.start, quoted.end):
            words = words[: quoted.start] + " " * (quoted.end - quoted.start) + words[quoted.end :]
    return words + low[sentence.end :]


def _governing(text: str, low: str, start: int, end: int) -> _Noun | None:
    """The noun before a quotation that says what it names; ``kind`` is None for what is no campaign."""
    nouns = list(_NOUN.finditer(low, max(start, end - 160), end))
    for match in reversed(nouns):
        kind: Kind | None = "theme" if match["theme"] else "movement" if match["movement"] else None
        gap = low[match.end() : end]
        noun = _Noun(kind, match.start(), match.end(), match.group())
        if kind is None:
            if _CALLED.search(low, max(start, match.start() - 8), match.start()):
                # "đợt thi đua … mang tên “…”": the noun before tells what it is.
                continue
            if _BARE_GAP.fullmatch(gap):
                return noun
            continue
        if noun.noun.startswith("giao ước") and not _BARE_GAP.fullmatch(gap):
            return None
        if kind == "theme" and _HOST.search(low, max(start, match.start() - 60), match.start()):
            return _Noun(None, match.start(), match.end(), noun.noun)
        if _BARE_GAP.fullmatch(gap) or _only_modifies(gap) or _LAUNCHED_BY.fullmatch(gap):
            return noun
        if _only_modifies(fold(_OF_BODY.sub(" ", text[match.end() : end]))):
            return noun
        if _LIST_OPENER.search(gap) and len(gap) <= (90 if kind == "movement" else 60):
            return noun if ". " not in gap and not _SPEECH.search(gap) else None
        return None
    return None


def _is_known(low: str, quoted: _Quoted) -> bool:
    """Whether a quotation is the name of a movement that everybody knows, and needs no noun before it."""
    known = _KNOWN_NAME.match(low, quoted.inner.start, quoted.inner.end)
    return known is not None and known.end() == quoted.inner.end


def _joins(gap: str) -> bool:
    """Whether nothing but commas and joining words stands between two names of a list."""
    bare = _WHOSE.sub(" ", _GLOSS.sub(" ", gap))
    return len(gap) <= _JOINT_LIMIT and all(token in _JOINTS for token in _TOKEN.findall(bare))


def _only_modifies(gap: str) -> bool:
    """Whether the words between noun and name only tell whose, when and of what sort the campaign is."""
    tokens = _TOKEN.findall(_GLOSS.sub(" ", gap))
    return all(token in _MODIFIERS or _NUMERAL.fullmatch(token) for token in tokens)


def _is_name(text: str, quoted: _Quoted, *, listed: bool) -> bool:
    name = text[quoted.inner.start : quoted.inner.end]
    words = name.split()
    if not 2 <= len(words) <= _MOST_WORDS or len(name) > _NAME_LIMIT or re.search(r"[.!?]\s+\S", name):
        return False
    if fold_name(name) in _NO_NAMES:
        return False
    return name[0].isupper() or name[0].isdigit() or listed or len(words) >= 3


# --- years ------------------------------------------------------------------------------------------------------------


def _year_after(low: str, noun: _Noun, quoted: _Quoted, end: int, year: int | None) -> int | None:
    after = _YEAR_AFTER.match(low, quoted.end, end)
    if after is not None:
        return _written_year(after)
    together = _REVIEWED_AFTER.match(low, quoted.end, end)
    if together is not None and _REVIEW.search(low, max(0, noun.start - 40), noun.start):
        return None if _MORE_REVIEW.search(together.group()) else int(together["year"])
    launched = _LAUNCHED_AFTER.match(low, quoted.end, end) or _LASTS_AFTER.match(low, quoted.end, end)
    if launched is not None:
        return int(launched["year"])
    return year if _NOW_AFTER.match(low, quoted.end, end) else None


def _written_year(match: re.Match[str]) -> int:
    """A year, or the first year of a school year."""
    return int(match["year"] or match["school"])


def _year_said(
    low: str, sentence: Span, noun: _Noun, quoted: _Quoted, year: int | None, document_year: int | None
) -> int | None:
    """The year that the words before a name tie it to; a theme without one is the theme of the section's year."""
    if _STAGE.match(low, quoted.end, sentence.end):
        return None
    between = list(_YEAR_BEFORE.finditer(low, noun.start, quoted.start))
    if between:
        return _written_year(between[-1])
    before = list(_YEAR_BEFORE.finditer(low, sentence.start, noun.start))
    if noun.kind == "theme":
        if before and not noun.noun.startswith("phương châm"):
            return _written_year(before[-1])
        if noun.noun.startswith("phương châm"):
            return None
        if year is not None and _COMING.search(low, sentence.start, quoted.start):
            return year + 1
        return year
    if before and low[sentence.start : before[0].start()].strip(" -+•") in (
        "",
        "trong",
        "ngay từ đầu",
        "từ đầu",
        "đầu",
    ):
        return _written_year(before[0]) if ";" not in low[before[0].end() : noun.start] else None
    if before and not re.search(r"[,.;:]", low[before[-1].end() : noun.start]):
        if noun.start - before[-1].end() <= _RIGHT_BEFORE:
            return _written_year(before[-1])
    launched = _LAUNCHED.search(low, max(sentence.start, noun.start - 60), noun.start)
    if launched is None:
        return document_year if noun.noun.startswith("đợt") else None
    if before:
        return _written_year(before[-1])
    if _NOW.search(low, sentence.start, noun.start):
        return year
    if _OTHERS_LAUNCH.search(low, sentence.start, launched.start()):
        return None
    return document_year if noun.noun.startswith("đợt") or noun.start - launched.end() <= 12 else None


# --- names without quotation marks ------------------------------------------------------------------------------------


def _unquoted(text: str, low: str, sentence: Span, quotations: Sequence[_Quoted], year: int | None) -> list[_Found]:
    """Names that only their capital shows (``phong trào Thi đua Quyết thắng năm 2023``), or that everybody knows.

    After the bare ``phong trào`` any kind of movement may follow (``phong trào Hội``): there an unknown name needs a
    year or a body that launched it.
    """
    found: list[_Found] = []
    for opener in _UNQUOTED.finditer(low, sentence.start, sentence.end):
        start = opener.end()
        if any(quoted.start < start < quoted.end for quoted in quotations):
            continue
        known = _KNOWN_NAME.match(low, start, sentence.end)
        if known is None and opener.group().startswith("phong trào thi đua"):
            # "phong trào Thi đua Quyết thắng": the name may begin with the word that also follows every movement
            at = opener.start() + len("phong trào ")
            if text[at].isupper():
                start = at
                known = _KNOWN_NAME.match(low, start, sentence.end)
        if not text[start].isupper():
            continue
        end = known.end() if known else _name_end(text, start, sentence.end)
        name = " ".join(text[start:end].split())
        after = _YEAR_AFTER.match(low, end, sentence.end)
        tied = after is not None or _BY_WHOM.match(low, end, sentence.end) is not None
        if known is None and not (_is_unquoted_name(name) and (tied or opener.group() != "phong trào ")):
            continue
        found.append(
            _Found(
                name, "movement", _written_year(after) if after else None, opener.start(), after.end() if after else end
            )
        )
    for opener in _THEME_UNQUOTED.finditer(low, sentence.start, sentence.end):
        motto = _MOTTO.match(text, opener.end(), sentence.end)
        if motto is None or _HOST.search(low, max(sentence.start, opener.start() - 60), opener.start()):
            continue
        written = _YEAR_BEFORE.search(low, sentence.start, opener.end())
        found.append(
            _Found(
                " ".join(motto.group().split()),
                "theme",
                _written_year(written) if written else None if "phương châm" in opener.group() else year,
                opener.start(),
                motto.end(),
            )
        )
    return found


def _name_end(text: str, start: int, limit: int) -> int:
    stop = _UNQUOTED_END.search(text, start, min(limit, start + _NAME_LIMIT))
    return stop.start() if stop else min(limit, start + _NAME_LIMIT)


def _is_unquoted_name(name: str) -> bool:
    words = name.split()
    if len(words[0]) > 3 and words[0].isupper():
        # "phong trào CNVCLĐ và hoạt động công đoàn": whose movement it is
        return False
    if not 3 <= len(words) <= 16 or fold(words[0]) in _NO_FIRST or not words[1].islower():
        return False
    return fold_name(name) not in _NO_NAMES and sum(word[0].isupper() for word in words) <= len(words) // 2


_COMPARED = 100


def _merged(found: Sequence[_Found]) -> list[_Found]:
    """One entry a name; a variant is sought among the last hundred, so that no text takes quadratic time."""
    merged: list[_Found] = []
    index: dict[tuple[str, ...], int] = {}
    for one in found:
        key = fold_name(one.name)
        same = index.get(key)
        if same is None:
            recent = range(max(0, len(merged) - _COMPARED), len(merged))
            same = next((i for i in recent if campaigns_agree(one.name, merged[i].name)), None)
        if same is None:
            index[key] = len(merged)
            merged.append(one)
        elif merged[same].year is None and one.year is not None:
            merged[same] = _Found(merged[same].name, merged[same].kind, one.year, one.start, one.end)
    return merged


@Language.component("campaigns")
def campaigns(doc: Doc) -> Doc:
    """Set ``doc._.campaigns``."""
    found = doc._
    front, dates = found.front, found.dates
    found.campaigns = find_campaigns(
        text_of(doc), found.lines, found.sentences, dates, front, front_anchor(front, dates)
    )
    return doc


register()
