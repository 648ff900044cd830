"""Running headers, footers and page numbers, recognised over the pages of a document."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from corpus.layout.lines import Line, PageLines

_T = TypeVar("_T")

_NUMBER_MARGIN = 0.1  # of the height of the page, at either end
_HEADER_MARGIN = 0.075
_SHARE = 0.6  # of the pages but the first repeat it

_PAGE_NUMBER = re.compile(r"\W*(?:(?:trang|page)\W*)?(\d{1,4})(?:\W*/\W*\d{1,4})?\W*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def without_furniture(pages: Sequence[PageLines]) -> list[PageLines]:
    """The pages without the lines at their top and foot that count them or that most of them repeat."""
    margins = [_margin_lines(page) for page in pages]
    # By the number of the first character of a line: how much it counts more than there are pages, and what it says.
    counts = [
        {line.first: int(found[1]) - page.number for line in lines if (found := _PAGE_NUMBER.fullmatch(line.text))}
        for page, lines in zip(pages, margins, strict=True)
    ]
    says: list[dict[int, tuple[str, bool]]] = [{} for _ in pages]
    if len(pages) > 1:
        says = [
            {line.first: _key(line, page) for line in lines if _in_margin(line, page, _HEADER_MARGIN)}
            for page, lines in zip(pages, margins, strict=True)
        ]
    shifts = _times(shift for counted in counts for shift in counted.values())
    shift = max(shifts, key=shifts.__getitem__, default=0)
    if shifts.get(shift, 0) < 2:
        shift = 0
    repeated = _times(key for said in says for key in set(said.values()))
    least = max(2.0, _SHARE * (len(pages) - 1))
    kept = []
    for page, counted, said in zip(pages, counts, says, strict=True):
        gone = {first for first, found in counted.items() if found == shift}
        gone |= {first for first, key in said.items() if repeated[key] >= least}
        kept.append(page._replace(lines=tuple(line for line in page.lines if line.first not in gone)) if gone else page)
    return kept


def _times(values: Iterable[_T]) -> dict[_T, int]:
    """How often each of the values comes, the first one first. (Of few values: a Counter takes longer to begin.)"""
    found: dict[_T, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found


def _margin_lines(page: PageLines) -> list[Line]:
    top, foot = _NUMBER_MARGIN * page.height, (1 - _NUMBER_MARGIN) * page.height
    return [line for line in page.lines if line.bottom < top or line.top > foot]


def _in_margin(line: Line, page: PageLines, share: float) -> bool:
    return line.bottom < share * page.height or line.top > (1 - share) * page.height


def _key(line: Line, page: PageLines) -> tuple[str, bool]:
    return _DIGITS.sub("#", line.text.casefold()), line.bottom < page.height / 2
