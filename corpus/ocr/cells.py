"""Cells of tables that Tesseract passed over: numbers that stand alone in them, above all, are read a second time."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from corpus.layout.lines import Rule
from corpus.layout.tables import cells_of
from corpus.ocr.images import Picture
from corpus.ocr.recognising import Word, words_on
from corpus.ocr.straightening import threshold_of

if TYPE_CHECKING:
    from PIL.Image import Image

_COLUMN = "6"  # page segmentation mode: one block of lines
_MOST_CELLS = 200
_EDGE = 0.02  # inches at the sides of a cell that are left out: what is left of its rules
_LEAST_INK = 0.0006  # square inches: a figure, and no speck
_LEAST_CONFIDENCE = 0.5
_GAP = 0.15  # inches of paper around each
_BLOCK = 1_000_000  # above every block of the page


class _Patch(NamedTuple):
    """A part of the picture, by its left and top there, and where it stands in the column of patches."""

    left: int
    top: int
    at: int
    image: "Image"


def words_in_empty_cells(
    picture: Picture, rules: Sequence[Rule], words: Sequence[Word], *, timeout: float
) -> list[Word]:
    """Words in cells of the tables of a picture that have ink in them and no word yet.

    The cells are put one below the other, and read as one column.

    Raises:
        ReadError: ``timeout``, ``tool_failed``.
    """
    patches = list(_patches(picture, rules, words))
    if not patches:
        return []
    from PIL import Image

    gap = round(_GAP * picture.resolution)
    width = max(patch.image.width for patch in patches) + 2 * gap
    column = Image.new("L", (width, patches[-1].at + patches[-1].image.height + gap), 255)
    for patch in patches:
        column.paste(patch.image, (gap, patch.at))
    found = []
    for word in words_on(column, picture.resolution, timeout=timeout, mode=_COLUMN):
        if word.confidence < _LEAST_CONFIDENCE:
            continue
        middle = (word.top + word.bottom) / 2
        for number, patch in enumerate(patches):
            if patch.at <= middle <= patch.at + patch.image.height:
                across, down = patch.left - gap, patch.top - patch.at
                found.append(
                    word._replace(
                        left=word.left + across,
                        right=word.right + across,
                        top=word.top + down,
                        bottom=word.bottom + down,
                        line=(_BLOCK + number, *word.line[1:]),
                    )
                )
                break
    return found


def _patches(picture: Picture, rules: Sequence[Rule], words: Sequence[Word]) -> Iterator[_Patch]:
    """The ink of cells without words."""
    import numpy

    scale = picture.resolution / 72
    edge, gap = _EDGE * picture.resolution, round(_GAP * picture.resolution)
    middles = [((word.left + word.right) / 2, (word.top + word.bottom) / 2) for word in words]
    levels = numpy.asarray(picture.image)
    threshold = threshold_of(levels)
    at = gap
    count = 0
    for table in cells_of(rules):
        for cell in table:
            left, top, right, bottom = (scale * side for side in cell)
            if any(left <= across <= right and top <= down <= bottom for across, down in middles):
                continue
            left, top = max(0, round(left + edge)), max(0, round(top + edge))
            part = levels[top : max(top, round(bottom - edge)), left : max(left, round(right - edge))] < threshold
            if part.sum() < _LEAST_INK * picture.resolution**2:
                continue
            rows, columns = numpy.nonzero(part.any(axis=1))[0], numpy.nonzero(part.any(axis=0))[0]
            box = left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1
            yield _Patch(box[0], box[1], at, picture.image.crop(box))
            at += box[3] - box[1] + 2 * gap
            count += 1
            if count == _MOST_CELLS:
                return
