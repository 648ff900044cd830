"""A printed line, and how its characters are those of its page."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from corpus.normalising import normalise


class Line(NamedTuple):
    """A printed line, or one column's part of it: text without line breaks, in normal form, not blank."""

    text: str
    page: int
    """From 1."""
    first: int
    """The number of its first character on the page, as the reader counts them."""
    left: float
    top: float
    right: float
    bottom: float
    """These four hold the ink of the line, in points from the top left of the page."""
    base: float
    """Where its letters stand."""
    size: float
    """About that of the type, in points: how high most lines of the page are."""
    jumps: tuple[tuple[int, int], ...] = ()
    """Where characters of the page were left out of the text or joined: ``(offset in the text, number of the character)``."""

    def placed(self) -> list[tuple[int, int, int]]:
        """Runs ``(start, end, first)`` of the text whose characters are successive ones of the page."""
        starts = ((0, self.first), *self.jumps)
        ends = (*(offset for offset, _ in self.jumps), len(self.text))
        return [(start, end, first) for (start, first), end in zip(starts, ends, strict=True) if start < end]

    def number_of(self, offset: int) -> int:
        """The number of the character at an offset of the text."""
        number = self.first + offset
        for start, first in self.jumps:
            if start <= offset:
                number = first + offset - start
        return number

    def part(self, start: int, end: int, left: float, right: float) -> "Line":
        """The line's ``text[start:end]``, which has no blanks at its ends, between two points across."""
        return self._replace(
            text=self.text[start:end],
            first=self.number_of(start),
            left=left,
            right=right,
            jumps=tuple((offset - start, first) for offset, first in self.jumps if start < offset < end),
        )


class PageLines(NamedTuple):
    """The lines of one page in the order of its source, and the rules drawn on it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple["Rule", ...] = ()
    ocr_confidence: float | None = None


class Rule(NamedTuple):
    """A straight stroke, level or upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


# What most texts in Vietnamese are wholly made of; no part of a letter is among it, nor what normal form changes.
# One class, repeated: alternatives, one of them for two blanks, take six times as long.
_PLAIN = re.compile(
    "[ \n\x21-\x7e\u00ab\u00b0\u00b7\u00bb\u00d7ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ\u2010-\u2022\u2026\u2030-\u203a\u20ab]*"
)


def is_plain(text: str) -> bool:
    """Whether the text, which may have line feeds, is surely Unicode, in normal form but for blanks at the ends of lines."""
    return "  " not in text and _PLAIN.fullmatch(text) is not None


def normal(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in normal form, and for each character of it the index of the first one in ``text`` that it comes from."""
    made: list[str] = []
    origins: list[int] = []
    start = 0
    for index in range(1, len(text) + 1):
        # A letter and its combining marks are composed together.
        if index < len(text) and unicodedata.combining(text[index]):
            continue
        piece = normalise(f"|{text[start:index]}|")[1:-1].replace("\n", " ")
        if piece == " " and (not made or made[-1] == " "):
            piece = ""
        made += piece
        origins += range(start, start + len(piece))
        start = index
    while made and made[-1] == " ":
        made.pop()
        origins.pop()
    joined = "".join(made)
    if normalise(joined) != joined:  # Jamo, and marks after invisible characters: letters move, and the count does not.
        joined = normalise(joined).replace("\n", " ")
        origins = [origins[min(index, len(origins) - 1)] for index in range(len(joined))]
    return joined, tuple(origins)


def jumps_in(origins: Sequence[int], first: int) -> tuple[tuple[int, int], ...]:
    """``Line.jumps`` of a text whose characters come from these indices of a stretch that begins at ``first``."""
    return tuple(
        (offset, first + origins[offset])
        for offset in range(1, len(origins))
        if origins[offset] != origins[offset - 1] + 1
    )
