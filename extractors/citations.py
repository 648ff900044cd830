"""Documents cited by number: directives, decisions, decrees, plans, letters.

A citation is a kind (``Chỉ thị``), a number (``34-CT/TW``) and, where the text tells them, who issued it and when. The
number either shows a document's code or is announced by ``số``; a resolution of a congress has neither and is none. The
letterhead's own number is no citation: it stands in lines that hold no prose.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import Span, evidence, register, text_of
from extractors.dates import DateMention
from extractors.folding import any_of, fold, opens_word, pattern
from extractors.layout import Line
from extractors.lexicon import data
from models import Evidence, Reference
from models.names import fold_reference

_DATA = data("citations")

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_KIND = pattern(rf"(?:{any_of(_DATA['kinds'])}|{any_of(_DATA['short_kinds'])})(?!\w)")
_KINDS = frozenset(fold(kind) for kind in _DATA["kinds"])
_SHORT = frozenset(fold(kind) for kind in _DATA["short_kinds"])
_BARE = frozenset(fold(kind) for kind in _DATA["bare_kinds"])

# "34-CT/TW", "937/KH-CTĐ", "39/2009/QH12", "618-QĐ/HNDTW", "14 /BC-KTĐ2", "34 CT/TW", "08/2017/TT-BNV", "96/TTr-TĐKT"
_DASH = r"[-‐‑‒–—]"
_CODE = rf"[{_UPPER}][\w&.]*(?:\s?(?:[/]|{_DASH})\s?[{_UPPER}\d][\w&]*(?:\.[{_UPPER}]\w*)*)*"
_NUMBER = re.compile(
    rf"\d{{1,6}}[a-zA-Z]?(?:\s?/\s?(?:19|20)\d\d)?(?:\s?/\s?|\s?{_DASH}\s?){_CODE}(?<![.])"
    rf"|\d{{1,6}}[a-zA-Z]?\s[{_UPPER}]{{2,5}}(?:\s?/\s?|-)[{_UPPER}][\w&]*(?:(?:/|{_DASH})[{_UPPER}]\w*)*"
)
_PARTED_CODE = re.compile(rf"(?<=[{_UPPER}])\s[{_UPPER}]{{2,5}}(?=[,)]?\s(?:ngày|về|của)\s)")
"""The second half of a code of two words: ``12/QĐ-EVN SPC ngày``."""
_DIGIT = re.compile(r"\d")
_BARE_NUMBER = re.compile(r"\d{1,5}(?:/(?:19|20)\d\d)?(?![\d/]|[.,]\d|\s?%|\s?[-–]\s?\d)")
_LEADING = re.compile(r"\d{1,6}")
_MIDDLE_LIMIT = 110
_NUMBER_WORD = pattern(r"\s?[(]?\s?(?:số|sô)\s?:?\s?")
_NEXT_NUMBER = pattern(r"\s?(?:,|;|và|,\svà)\s(?:số\s)?")
_ISSUED = pattern(r"\s?[,(]?\s?(?:được\s)?(?:ký\s|ban\shành\s|ký\sban\shành\s)?(?:ngày|ngày\sban\shành)\s?")
_OF = pattern(r"\s?[,)]?\s?(?:(?:cũng|đều|cùng)\s)?(?:của|do)\s")
_COUNTED = pattern(rf"\s{any_of(_DATA['counted'])}(?!\w)")
_STOP = pattern(rf"(?<!\w){any_of(_DATA['issuer_stops'])}(?!\w)|[,;:.()\[\]\"\n]")
_OPENER = pattern(rf"(?:{any_of(_DATA['issuer_openers'])})(?!\w)")
_ANY_OPENER = pattern(rf"(?<![\w&.-]){any_of(_DATA['issuer_openers'])}(?!\w)")
_VERB_BEFORE = pattern(rf"(?:\s|^){any_of(_DATA['issuing_verbs'])}(?:\scác|\smột\ssố)?\s?$")
_SENTENCE_LIMIT = 300
_ISSUER_LIMIT = 110
_CLUSTER_BEFORE = pattern(r"(?:cụm|khối)(?:\sthi\sđua)?\s$")
_TRAILING = re.compile(r"(?:\s|[-–—&]|\s(?:và|các))+$")
_GLOSS = re.compile(r"\s?(?:\([^()]{1,40}\))?\s?")
_WORD = re.compile(r"\w+")
_NAME_WORDS = frozenset(
    word
    for phrase in (*data("mentions")["unit_words"], *_DATA["issuer_openers"], *_DATA["issuer_words"])
    for word in fold(phrase).split()
)
_AND = pattern(r"(?<!\w)và(?!\w)")


@dataclass(frozen=True, slots=True)
class _Citation:
    kind: str
    number: str
    issuer: str | None
    issued_on: date | None
    start: int
    end: int


def find_citations(
    text: str, lines: Sequence[Line], sentences: Sequence[Span], dates: Sequence[DateMention]
) -> tuple[Reference, ...]:
    """The documents cited in the prose, each once with the fullest of what is said about it, in order of mention."""
    low = fold(text)
    own = _own_numbers(text, lines)
    dated = {mention.start: mention for mention in dates if mention.first.day is not None}
    found: list[_Citation] = []
    for sentence in sentences:
        found += _in_sentence(text, low, sentence, dated)
    merged = _merged([citation for citation in found if fold_reference(citation.number) not in own])
    return tuple(_reference(text, citation, sentences) for citation in merged)


def _own_numbers(text: str, lines: Sequence[Line]) -> frozenset[str]:
    """The numbers in the letterhead."""
    numbers: set[str] = set()
    for line in lines:
        if line.role == "masthead":
            numbers |= {fold_reference(match.group()) for match in _NUMBER.finditer(text, line.start, line.end)}
    return frozenset(numbers)


def _in_sentence(text: str, low: str, sentence: Span, dated: dict[int, DateMention]) -> list[_Citation]:
    if _DIGIT.search(low, sentence.start, sentence.end) is None:
        return []
    kinds = [kind for kind in _KIND.finditer(low, sentence.start, sentence.end) if opens_word(low, kind.start())]
    found: list[_Citation] = []
    reached = sentence.start
    for i, kind in enumerate(kinds):
        if kind.start() < reached:
            continue
        if kind.group() in _SHORT and not text[kind.start()].isupper():
            continue
        limit = min(kinds[i + 1].start() if i + 1 < len(kinds) else sentence.end, kind.end() + _MIDDLE_LIMIT)
        number = _number_after(text, low, kind, limit, sentence.end)
        if number is None:
            # the name of a law may hold the word of a kind ("Quyết định ... ban hành Quy chế ... số")
            continue
        citation = _citation(text, low, kind, number, sentence, dated, reached)
        found.append(citation)
        reached = number[1]
        for follower in _followers(text, low, citation, sentence, dated):
            found.append(follower)
            reached = follower.end
    return _shared_issuers(low, found)


def _shared_issuers(low: str, found: list[_Citation]) -> list[_Citation]:
    """One issuer behind two joined papers of one kind is of both: ``Nghị định số 42 … và Nghị định số 65 … của Chính phủ``."""
    for i in range(len(found) - 2, -1, -1):
        one, after = found[i], found[i + 1]
        joined = low[one.end : after.start].strip() in {"và", ",", ", và", "cùng", ";"}
        if one.issuer is None and after.issuer is not None and joined and fold(one.kind) == fold(after.kind):
            found[i] = replace(one, issuer=after.issuer)
    return found


def _number_after(text: str, low: str, kind: re.Match[str], limit: int, end: int) -> tuple[int, int] | None:
    """Offsets of the number that belongs to ``kind``: right after it, or after the law's name or issuer and ``số``."""
    announced = _NUMBER_WORD.match(low, kind.end(), end)
    start = announced.end() if announced else kind.end()
    if announced is None and start < end and text[start].isspace():
        start += 1
    number = _NUMBER.match(text, start, end)
    if number is not None:
        return number.start(), _code_end(text, low, number.end(), end)
    short = _BARE_NUMBER.match(text, start, end)
    clearly_cited = announced is not None or (
        kind.group() in _BARE
        and text[kind.start()].isupper()
        and short is not None
        and len(short.group()) <= 3
        and short.start() == kind.end() + 1
    )
    if short is not None and clearly_cited and not _COUNTED.match(low, short.end()):
        return short.start(), short.end()
    if announced is not None or kind.group() in _SHORT:
        return None
    for word in _NUMBER_WORD.finditer(low, kind.end(), limit):
        if re.search(r"[;.:]\s", text[kind.end() : word.start()]):
            return None
        number = _NUMBER.match(text, word.end(), end)
        if number is not None:
            return number.start(), _code_end(text, low, number.end(), end)
    return None


def _code_end(text: str, low: str, start: int, limit: int) -> int:
    """The end of a code that may go on behind a blank with letters that begin no issuer's name."""
    rest = _PARTED_CODE.match(text, start, limit)
    return rest.end() if rest is not None and not _OPENER.match(low, start + 1) else start


def _citation(
    text: str,
    low: str,
    kind: re.Match[str],
    number: tuple[int, int],
    sentence: Span,
    dated: dict[int, DateMention],
    reached: int,
) -> _Citation:
    end = number[1]
    start = kind.start()
    issuer, issued, end = _said_after(text, low, end, sentence.end, dated)
    if issuer is None:
        between = _OF.search(low, kind.end(), number[0])
        if between is not None:
            span = _issuer_span(text, low, between.end(), number[0])
            issuer = text[span[0] : span[1]] if span else None
    if issuer is None:
        before = _issuer_before(text, low, kind.start(), max(sentence.start, reached))
        if before is not None:
            issuer = text[before[0] : before[1]]
            start = before[0]
    return _Citation(
        " ".join(text[kind.start() : kind.end()].split()),
        " ".join(text[number[0] : number[1]].split()),
        " ".join(issuer.split()) if issuer else None,
        issued,
        start,
        end,
    )


def _said_after(
    text: str, low: str, end: int, limit: int, dated: dict[int, DateMention]
) -> tuple[str | None, date | None, int]:
    """Issuer and day that follow a number, in either order, and where they end."""
    issuer: str | None = None
    issued: date | None = None
    for _ in range(2):
        day = _ISSUED.match(low, end, limit)
        mention = dated.get(day.end()) if day else None
        if issued is None and mention is not None:
            year, month, number = mention.first
            if year is not None and month is not None and number is not None:
                issued = date(year, month, number)
                end = mention.end
                if end < limit and text[end] == ")":
                    end += 1
                continue
        of = _OF.match(low, end, limit)
        if issuer is None and of is not None and (span := _issuer_span(text, low, of.end(), limit)) is not None:
            issuer, end = text[span[0] : span[1]], span[1]
    return issuer, issued, end


def _issuer_span(text: str, low: str, start: int, limit: int) -> tuple[int, int] | None:
    """The organisation or office that begins at ``start``."""
    if start >= limit or not (text[start].isupper() or _OPENER.match(low, start)):
        return None
    end = min(limit, start + _ISSUER_LIMIT)
    for stop in _STOP.finditer(low, start, end):
        if stop.group() == "." and stop.end() < limit and text[stop.end()].isalnum():
            continue
        if stop.start() > start and _goes_on(text, low, stop, limit):
            continue
        end = stop.start()
        break
    for joint in _AND.finditer(low, start, end):
        # "Bộ Kế hoạch và Đầu tư" goes on in capitals and names no second body
        after = joint.end() + 1
        if after >= end or not text[after].isupper() or _OPENER.match(low, after):
            end = joint.start()
            break
    words = _TRAILING.sub("", text[start : _end_of_name(text, low, start, end)])
    return (start, start + len(words)) if len(words) >= 2 else None


def _end_of_name(text: str, low: str, start: int, end: int) -> int:
    """Where a name ends before ``end``: at a small word that no organisation is named with, not right behind a capital."""
    capital = True
    for word in _WORD.finditer(text, start, end):
        small = word.group()[0].islower()
        if small and not capital and low[word.start() : word.end()] not in _NAME_WORDS:
            return word.start()
        capital = not small
    return end


def _goes_on(text: str, low: str, stop: re.Match[str], limit: int) -> bool:
    """Whether a stop word is part of a name: written with a capital, or ``Văn hóa, Thể thao và Du lịch``."""
    if stop.group() == ",":
        rest = re.match(
            rf", [{_UPPER}][^\W\d_]+ [^\W\d_]+ và [{_UPPER}]", text[stop.start() : min(limit, stop.start() + 60)]
        )
        return rest is not None and _OPENER.match(low, stop.start() + 2) is None
    if stop.group() == "số" and _CLUSTER_BEFORE.search(low, max(0, stop.start() - 16), stop.start()):
        # "Cụm thi đua số 3" goes on
        return True
    if stop.group() == "chỉ đạo" and low[max(0, stop.start() - 4) : stop.start()] == "ban ":
        return True
    if stop.group() in _KINDS and re.match(r" (?:số|[0-9])", low[stop.end() : stop.end() + 4]):
        return False
    return text[stop.start()].isupper()


def _issuer_before(text: str, low: str, kind: int, floor: int) -> tuple[int, int] | None:
    """``Cụm trưởng đã xây dựng Kế hoạch số``, ``Giám đốc Sở Nội vụ tại Tờ trình số``: the subject that issues."""
    floor = max(floor, kind - 160)
    verb = _VERB_BEFORE.search(low, floor, kind)
    if verb is None:
        return None
    end = verb.start()
    starts = [stop.end() + floor for stop in re.finditer(r"[;:(]\s|,\s|\n", text[floor:end])]
    left = starts[-1] if starts else floor
    for opener in _ANY_OPENER.finditer(low, left, end):
        if not text[opener.start()].isupper():
            continue
        span = _issuer_span(text, low, opener.start(), end)
        if span is not None and _GLOSS.fullmatch(text, span[1], end):
            return span[0], span[1]
    return None


def _followers(
    text: str, low: str, citation: _Citation, sentence: Span, dated: dict[int, DateMention]
) -> list[_Citation]:
    """Further numbers of a list: ``các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND và 14/QĐ-UBND``."""
    found: list[_Citation] = []
    at = citation.end
    while (joint := _NEXT_NUMBER.match(low, at, sentence.end)) is not None:
        number = _NUMBER.match(text, joint.end(), sentence.end)
        if number is None or not re.search(r"[/]", number.group()):
            break
        issuer, issued, end = _said_after(text, low, number.end(), sentence.end, dated)
        found.append(
            replace(
                citation,
                number=" ".join(number.group().split()),
                issuer=issuer or citation.issuer,
                issued_on=issued,
                end=end,
            )
        )
        at = end
    return found


def _merged(citations: Sequence[_Citation]) -> list[_Citation]:
    """One citation a number; a short form (``Kết luận 61``) joins the full number that it begins."""
    merged: dict[str, _Citation] = {}
    shorts: list[_Citation] = []
    for citation in citations:
        key = fold_reference(citation.number)
        if key.isdigit() and "/" not in citation.number:
            shorts.append(citation)
        elif key in merged:
            merged[key] = _fuller(merged[key], citation)
        else:
            merged[key] = citation
    cited = {(fold(full.kind), _leading(number)) for number, full in merged.items()}
    for short in shorts:
        key = fold_reference(short.number)
        if (fold(short.kind), _leading(key)) not in cited:
            merged[key] = _fuller(merged[key], short) if key in merged else short
    return sorted(merged.values(), key=lambda citation: citation.start)


def _leading(number: str) -> int:
    """The number before the code: 61 of ``61kltw``."""
    digits = _LEADING.match(number)
    return int(digits.group()) if digits else -1


def _fuller(first: _Citation, second: _Citation) -> _Citation:
    said = (first.issuer is not None) + (first.issued_on is not None)
    more = (second.issuer is not None) + (second.issued_on is not None)
    best, other = (second, first) if more > said else (first, second)
    return replace(best, issuer=best.issuer or other.issuer, issued_on=best.issued_on or other.issued_on)


def _reference(text: str, citation: _Citation, sentences: Sequence[Span]) -> Reference:
    return Reference(
        kind=citation.kind,
        number=citation.number,
        issuer=citation.issuer,
        issued_on=citation.issued_on,
        evidence=(quote(text, citation.start, citation.end, sentences),),
    )


def quote(text: str, start: int, end: int, sentences: Sequence[Span]) -> Evidence:
    """The sentence around ``text[start:end]`` where it is short enough to read, else the words themselves."""
    at = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    if at < len(sentences):
        sentence = sentences[at]
        if sentence.start <= start and end <= sentence.end and sentence.end - sentence.start <= _SENTENCE_LIMIT:
            return evidence(text, sentence.start, sentence.end)
    return evidence(text, start, end)


@Language.component("citations")
def citations(doc: Doc) -> Doc:
    """Set ``doc._.citations``."""
    found = doc._
    found.citations = find_citations(text_of(doc), found.lines, found.sentences, found.dates)
    return doc


register()
