"""A picture of a page made what Tesseract reads best: straight, without specks and rules, with letters of the usual size."""

from typing import NamedTuple

from corpus.layout.lines import Rule
from corpus.ocr.cleaning import cleaned
from corpus.ocr.images import Picture, resolution_for, scaled
from corpus.ocr.ruling import strokes_on, without
from corpus.ocr.straightening import rotated, skew_of


class Prepared(NamedTuple):
    """A picture to be read, and the rules that were on it, in points of the page."""

    picture: Picture
    rules: list[Rule]


def prepared(picture: Picture) -> Prepared:
    """The picture of a page that stands upright, made ready."""
    image, resolution = picture
    skew = skew_of(image, resolution)
    straight = rotated(image, -skew)
    # Where there are specks, what takes them away takes thin rules away, too.
    strokes = strokes_on(straight, resolution)
    clean = cleaned(image)
    if clean is not image:
        straight = rotated(clean, -skew)
    ready = scaled(
        Picture(without(straight, strokes, resolution), resolution), resolution_for(picture.width, picture.height)
    )
    points = 72 / resolution
    return Prepared(ready, [Rule(*(points * side for side in stroke)) for stroke in strokes])
