"""Words of a picture by Tesseract, with their boxes and how sure it is of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from corpus.normalising import normalise
from corpus.rejects import ReadError
from corpus.tools import TESSERACT, run, usable

if TYPE_CHECKING:
    from PIL.Image import Image

_MEMORY = 1 << 30  # bytes
_WORD_LEVEL = "5"
_COLUMNS = 12
_WHOLE_PAGE = "3"  # page segmentation mode: columns and blocks are looked for, and no orientation


class Word(NamedTuple):
    """A word with the box of its ink in pixels; words with the same ``line`` stand in one line of one block."""

    text: str
    confidence: float
    """From 0 to 1."""
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[int, int, int]


def words_on(image: "Image", resolution: float, *, timeout: float, mode: str = _WHOLE_PAGE) -> list[Word]:
    """The words of a grey picture, in the order in which Tesseract reads them.

    Raises:
        ReadError: ``needs_tool``, ``timeout``, ``tool_failed``.
    """
    arguments = ["stdin", "stdout", "-l", "vie", "--psm", mode, "--dpi", str(round(resolution)), "tsv"]
    output = run(usable(TESSERACT), arguments, timeout=timeout, memory=_MEMORY, content=_portable(image))
    return list(_words(output.decode("utf-8", "replace")))


def turn_of(image: "Image", resolution: float, *, timeout: float) -> int:
    """By how many degrees, clockwise, the picture has to be turned to stand upright; 0 where that cannot be told.

    Raises:
        ReadError: ``needs_tool``, ``timeout``.
    """
    arguments = ["stdin", "stdout", "--psm", "0", "--dpi", str(round(resolution))]
    try:
        output = run(usable(TESSERACT), arguments, timeout=timeout, memory=_MEMORY, content=_portable(image))
    except ReadError as error:
        if error.code != "tool_failed":  # It fails on pages with too few letters, and without its own language data.
            raise
        return 0
    told = dict(line.split(": ", 1) for line in output.decode("utf-8", "replace").splitlines() if ": " in line)
    turn = told.get("Rotate", "0").strip()
    return int(turn) if turn in ("90", "180", "270") else 0


def _portable(image: "Image") -> bytes:
    """A portable grey map, which costs neither side a compression."""
    return b"P5 %d %d 255\n" % image.size + image.tobytes()


def _words(table: str) -> Iterator[Word]:
    for row in table.split("\n"):
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        text = normalise(cells[-1]).replace("\n", " ")
        if not text:
            continue
        block, paragraph, line, _, left, top, width, height = map(int, cells[2:10])
        sure = min(max(float(cells[10]) / 100, 0.0), 1.0)
        yield Word(text, sure, left, top, left + width, top + height, (block, paragraph, line))
