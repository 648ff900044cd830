"""Full stops that Tesseract adds from memory: it has read ``TP.`` so often that it reads it where ``TP`` stands."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.ocr.recognising import Word
from corpus.ocr.straightening import threshold_of

if TYPE_CHECKING:
    from PIL.Image import Image

_ABBREVIATED = re.compile(r"\(?TP\.")
_EDGE = 0.12  # of the height of a word: no wider than a stop
_UPPER = 0.65  # of the height, where a stop has no ink


def without_imagined_stops(image: "Image", words: Sequence[Word]) -> list[Word]:
    """The words of a grey picture, without the stop behind ``TP`` where no ink is that could be one."""
    found = [*words]
    threshold: int | None = None
    for number, word in enumerate(words):
        if _ABBREVIATED.fullmatch(word.text) is None:
            continue
        import numpy

        levels = numpy.asarray(image)
        if threshold is None:
            threshold = threshold_of(levels)
        height = word.bottom - word.top
        ink = levels[word.top : word.bottom, word.left : word.right + 1] < threshold
        columns = numpy.nonzero(ink.any(axis=0))[0]
        if not len(columns):
            continue
        last = int(columns[-1]) + 1
        if ink[: int(_UPPER * height), max(last - max(round(_EDGE * height), 1), 0) : last].any():
            found[number] = word._replace(text=word.text[:-1])
    return found
