"""Running headers, footers and page numbers, recognised over the pages of a document."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.layout.lines import Line, PageLines

_NUMBER_MARGIN = 0.1  # of the height of the page, at either end
_HEADER_MARGIN = 0.075
_SHARE = 0.6  # of the pages but the first repeat it

_PAGE_NUMBER = re.compile(r"\W*(?:(?:trang|page)\W*)?(\d{1,4})(?:\W*/\W*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[PageLines]) -> list[PageLines]:
    """The pages without the lines at their top and foot that count them or that most of them repeat."""
    margins = [_margin_lines(page) for page in pages]
    numbers = Counter(
        int(found[1]) - page.number
        for page, lines in zip(pages, margins, strict=True)
        for line in lines
        if (found := _PAGE_NUMBER.fullmatch(line.text))
    )
    shift, counted = numbers.most_common(1)[0] if numbers else (0, 0)
    if counted < 2:
        shift = 0
    repeated = Counter(
        key
        for page, lines in zip(pages, margins, strict=True)
        for key in {_key(line, page) for line in lines if _in_margin(line, page, _HEADER_MARGIN)}
    )
    least = max(2.0, _SHARE * (len(pages) - 1))
    kept = []
    for page, lines in zip(pages, margins, strict=True):
        gone = {
            line.first
            for line in lines
            if (_in_margin(line, page, _HEADER_MARGIN) and repeated[_key(line, page)] >= least)
            or ((found := _PAGE_NUMBER.fullmatch(line.text)) and int(found[1]) - page.number == shift)
        }
        kept.append(page._replace(lines=tuple(line for line in page.lines if line.first not in gone)) if gone else page)
    return kept


def _margin_lines(page: PageLines) -> list[Line]:
    top, foot = _NUMBER_MARGIN * page.height, (1 - _NUMBER_MARGIN) * page.height
    return [line for line in page.lines if line.bottom < top or line.top > foot]


def _in_margin(line: Line, page: PageLines, share: float) -> bool:
    return line.bottom < share * page.height or line.top > (1 - share) * page.height


def _key(line: Line, page: PageLines) -> tuple[str, bool]:
    return _DIGITS.sub("#", line.text.casefold()), line.bottom < page.height / 2
