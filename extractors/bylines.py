"""Who wrote a page: the byline, the name on the line of the date, the name or office that signs at the foot."""

import re
from collections.abc import Sequence

from extractors.folding import any_of, fold, pattern
from extractors.layout import BYLINE_OPENER, PERSON, Line, is_caps, is_section
from extractors.lexicon import data

_DATA = data("front")
_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_NAME_SEPARATOR = re.compile(r"\s?[-–—/&;,]\s?|\svà\s")
_BRACKETS = re.compile(r"\s?\([^()]*\)")
_PHOTO = pattern(
    r"[\s.,;/–-]*(?:và )?(?:ảnh|clip|video|đồ họa|tổng hợp|phát thanh viên|người đọc|kỹ thuật|trình bày|thể hiện)\s?:.*$"
)
_NO_AUTHOR = pattern(rf"{any_of(_DATA['no_authors'])}(?!\w)")
_PERSON = re.compile(PERSON)
_AT_END = re.compile(
    rf"(?:\./\.\s*(?P<after>{PERSON})|[.!?”\"]\s+(?P<short>[{_UPPER}]{{1,2}}(?:\.[{_UPPER}]{{1,2}}){{1,2}}\.?)|[.!?”\"]\s(?P<caps>[{_UPPER}]{{2,7}}(?: [{_UPPER}]{{2,7}}){{1,3}}))$"
)
_OPENER_INSIDE = pattern(rf"(?:^|[\s(|•·*-]){any_of(_DATA['byline_labels'])}\s?:?\s(?=\S)")
_DAY_OR_COUNT = pattern(r"(?:thứ|chủ nhật|lượt|số lượt|gmt|ngày|lúc|cập nhật)(?!\w)")
_OFFICE = pattern(rf"{any_of(_DATA['office_openers'])}(?!\w)")
_PROFESSION = pattern(r"(?:luật gia|luật sư|nhà báo|phóng viên|cộng tác viên|ctv|pv|ls|ths|ts|bs)\.?\s(?=\S)")
_PLACE_AND_DAY = pattern(r"[^,\d]{2,40},\s?ngày\s")
_EDITORS = pattern(r"bbt|ban biên tập")
_MENTIONS_READERS = pattern(r"[:?!@]|gửi về|xin |mời ")
SIGNED_AND_DATED = re.compile(
    rf"(?:PV|P\.V|{PERSON})\s?[-–—,|]\s?(?:[Nn]gày )?\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d\d\.?"
)
"""``PV - 16.7.2021``"""
_SOURCE = re.compile(rf"\(?(?:Nguồn|Theo)\s?:?[^()\n]{{2,80}}\((?P<name>{PERSON})\)\.?")
_SOURCE_FOOT = 10
_FOOT = 5
_LONGEST_OFFICE = 7
_LONGEST_LINE = 50


def author(text: str, lines: Sequence[Line]) -> str | None:
    """The writers, joined by ``, ``; None where the page names none."""
    poster = next(
        (name for line in lines if line.role == "dateline" and (name := _posted_by(text[line.start : line.end]))), None
    )
    for line in lines:
        if line.role == "byline" and (names := _names(text[line.start : line.end])):
            if poster is not None and len(names) == 1 and fold(poster).endswith(" " + fold(names[0])):
                # the foot has the given name of who is named in full at the top
                return poster
            return ", ".join(names)
    if poster is not None:
        return poster
    for line in lines:
        if line.role == "dateline" and (name := _name_on_dateline(text[line.start : line.end])) is not None:
            return name
    return _signed(text, lines) or _editors(text, lines) or _source_person(text, lines)


def _source_person(text: str, lines: Sequence[Line]) -> str | None:
    """``Nguồn: Văn phòng Sở X (Bùi Thanh Bình)`` near the foot: who wrote it there."""
    for line in lines[-_SOURCE_FOOT:]:
        found = _SOURCE.fullmatch(text, line.start, line.end)
        if found is not None:
            return found["name"]
    return None


def _editors(text: str, lines: Sequence[Line]) -> str | None:
    """``BBT`` alone on a line near the foot."""
    for line in lines[-_FOOT:]:
        words = text[line.start : line.end].strip(" ()./")
        if line.role in ("byline", "body", "item") and _EDITORS.fullmatch(fold(words)):
            return words
    return None


def _names(words: str) -> list[str]:
    """The single names of a byline without its opener, its photographers, brackets and the office of the writer."""
    opener = BYLINE_OPENER.match(fold(words))
    rest = words[opener.end() :] if opener else words.lstrip("•●▪■*-–—+ ")
    profession = _PROFESSION.match(fold(rest))
    rest = rest[profession.end() :] if profession and _PERSON.match(rest, profession.end()) else rest
    rest = _BRACKETS.sub("", rest).strip(" ()./")
    photo = _PHOTO.search(fold(rest))
    if photo is not None and photo.start() > 0:
        rest = rest[: photo.start()]
    parts = [
        part.strip(" .") if part.count(".") == 1 and part.endswith(".") else part.strip()
        for part in _NAME_SEPARATOR.split(rest)
    ]
    found: list[str] = []
    for part in parts:
        if found and _OFFICE.match(fold(part)):
            break
        if part and part not in found and not _NO_AUTHOR.match(fold(part)):
            found.append(part)
    return found


def _posted_by(words: str) -> str | None:
    """A person introduced on the line of the date: ``Cập nhật: 18/07/2022 Tác giả: Thúy Nga Số lượt đọc: 640``."""
    for opener in _OPENER_INSIDE.finditer(fold(words)):
        name = _PERSON.match(words, opener.end())
        if name is None:
            continue
        kept = name.group()
        low = fold(kept)
        cut = min((low.find(cue) for cue in (" số", " lượt", " ngày", " lúc") if cue in low), default=len(kept))
        kept = kept[:cut]
        if _NO_AUTHOR.match(low) or _OFFICE.match(low) or _DAY_OR_COUNT.match(low) or is_section(kept):
            continue
        return kept
    return None


def _name_on_dateline(words: str) -> str | None:
    """A name after the date (``30/11/2022 15:07 – Quách Du``), or before it."""
    if _PLACE_AND_DAY.match(fold(words)):
        # "Hà Nội, ngày 26/02/2026" is where the piece is from
        return None
    parts = re.split(r"\s[-–—|·•]\s|,\s|\s?\|\s?", words)
    dated = False
    early: str | None = None
    for part in parts:
        name = part.strip(" .")
        if dated and _PERSON.fullmatch(name) and not _NO_AUTHOR.match(fold(name)):
            if not _DAY_OR_COUNT.match(fold(name)):
                return name
        elif not dated and _PERSON.fullmatch(name) and not is_caps(name) and not is_section(name):
            early = early if _DAY_OR_COUNT.match(fold(name)) else name
        dated = dated or re.search(r"\d{4}", name) is not None
    return early


def _signed(text: str, lines: Sequence[Line]) -> str | None:
    """Who signs at the foot where no line is a byline: after the last sentence, with a day, or as an office."""
    foot = next((at for at, line in enumerate(lines) if line.role in ("teaser", "comment")), len(lines))
    body = [line for line in lines[:foot] if line.role in ("body", "item")]
    if not body:
        return None
    if signed := _AT_END.search(text, max(body[-1].start, body[-1].end - 60), body[-1].end):
        return signed["after"] or signed["caps"] or signed["short"]
    for line in lines[-_FOOT:]:
        words = text[line.start : line.end]
        if line.role != "dateline" and SIGNED_AND_DATED.fullmatch(words) and not _DAY_OR_COUNT.match(fold(words)):
            return re.split(r"\s?[-–—,|]\s?", words)[0]
    for line in body[-_FOOT:][::-1]:
        words = text[line.start : line.end].strip(" ()./")
        length = sum(any(map(str.isalnum, word)) for word in words.split())
        if len(words) <= _LONGEST_LINE and length <= _LONGEST_OFFICE and line is not body[0]:
            if _OFFICE.match(fold(words)) and not _MENTIONS_READERS.search(fold(words)):
                return words
    return None
