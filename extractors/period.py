"""The year a document is about: the one its meeting reviews or opens, or that its decision rules."""

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from extractors.context import Context
from extractors.folding import fold
from models import DocumentFacts

_YEAR = r"(?:(?:năm|n\.?)\s*(?:học\s*)?|(?<=thi đua ))((?:19|20)\d\d)"
_REVIEWED = re.compile(
    r"(?:tổng kết|sơ kết|bình xét|đánh giá|kết quả|khen thưởng|xếp loại|chấm điểm|giao ban)[^.;\n]{0,140}?" + _YEAR
)
_HALF = re.compile(r"tháng (?:đầu|cuối)\s+" + _YEAR)
_QUARTER = re.compile(r"quý\s+[iv1-4]+\s*[/-]\s*((?:19|20)\d\d)")
_OPENED = re.compile(
    r"(?:ký kết|ký giao ước|giao ước thi đua|triển khai|phát động|kế hoạch|nhiệm vụ|phân công|giao)[^.;\n]{0,140}?"
    + _YEAR
)
_APPOINTS = re.compile(r"chỉ định|phân công|giao (?:nhiệm vụ )?cụm trưởng|kiện toàn|chia|thành lập|cử")
"""Titles of papers that appoint heads."""
_WORKSHOP = re.compile(r"hội thảo|tọa đàm|toạ đàm")
_REVIEW = re.compile(r"tổng kết")
_LATEST_REVIEW = 3
"""The last month in which a year is reviewed after its end."""
_FIRST_WORDS = 700
_LEAD = 1500
"""Characters of the prose that opens a document."""
_GROUNDS = re.compile(r"\s*(?:căn cứ|theo đề nghị|xét đề nghị)\b", re.IGNORECASE)
_ANY = re.compile(_YEAR)


def year_of(
    text: str, title: str, lead: str, published: int | None, month: int | None = None
) -> tuple[int | None, bool]:
    """The document's year and whether it opens that year; ``lead`` is the prose that opens it.

    ``published`` and ``month`` tell when it appeared.
    """
    text, title, lead = text.lower(), title.lower(), lead.lower()
    if _APPOINTS.search(title) and (years := _ANY.findall(title)):
        return int(years[-1]), True
    for part in (title, lead[:_FIRST_WORDS]):
        for pattern in (_REVIEWED, _HALF, _QUARTER):
            if found := pattern.search(part):
                return int(found.group(1)), False
    for part in (title, lead[:_FIRST_WORDS]):
        if found := _OPENED.search(part):
            return int(found.group(1)), True
    if _WORKSHOP.search(title + lead[:_FIRST_WORDS]) and published is not None:
        return published, False
    for part in (lead, text):
        for pattern in (_REVIEWED, _HALF):
            if found := pattern.search(part):
                year = int(found.group(1))
                if published is None or abs(published - year) <= 1:
                    return year, False
    if published is not None:
        # A review in the first months of a year is of the year before.
        early = month is not None and month <= _LATEST_REVIEW and _REVIEW.search(f"{title}\n{lead}") is not None
        return published - early, False
    counted = Counter(int(y) for y in _ANY.findall(text))
    return (counted.most_common(1)[0][0] if counted else None), False


def _lead(lines: list[str]) -> str:
    """The prose that opens a document, without the grounds of a decision, whose years are those of laws."""
    return "\n".join(line for line in lines if not _GROUNDS.match(line))[:_LEAD]


@Language.component("period")
def period(doc: Doc) -> Doc:
    """Component that sets the years of ``doc._.context``: the document's, and those of its teasers."""
    context: Context = doc._.context
    front: DocumentFacts | None = doc._.front
    text = context.text
    day = front.published_on if front else None
    published, month = (day.year, day.month) if day else (None, None)
    title = (front.title if front else None) or ""
    body = [(start, end) for start, end, role in context.lines if role in {"title", "body", "item"}]
    lead = _lead([text[start:end] for start, end in body])
    context.year, context.opens_year = year_of(text, title, lead, published, month)
    low = fold(text)
    for start, end, role in context.lines:
        if role == "teaser" and (found := _REVIEWED.search(low, start, end) or _OPENED.search(low, start, end)):
            context.teaser_years[start] = int(found.group(1))
    return doc
