"""Pictures of pages made ready for Tesseract: level, without specks, without rules. Tesseract itself is not needed."""

import numpy
import pytest
from PIL import Image

from corpus.layout.tables import cells_of
from corpus.ocr.cleaning import cleaned
from corpus.ocr.images import Picture, picture, resolution_for, scaled, turned
from corpus.ocr.preparing import prepared
from corpus.ocr.ruling import strokes_on, without
from corpus.ocr.straightening import is_sideways, skew_of
from tests.rendering import pdf, scan
from tests.running import SAMPLES

TEXT = (SAMPLES / "d09-quyet-dinh-khen-thuong-thanh-tra.txt").read_text(encoding="utf-8")
TABLE = "TT | Đơn vị | Điểm\n1 | Tỉnh Hà Nam | 98\n2 | Tỉnh Nam Định | 97\n3 | Tỉnh Thái Bình | 96"


def page_of(text: str, resolution: int = 150) -> Image.Image:
    return scan.pictures(pdf.render(text), resolution)[0]


@pytest.mark.parametrize("skew", [-4.0, -1.5, -0.3, 0.0, 0.5, 1.5])
@pytest.mark.parametrize("noise", [0.0, 15.0])
def test_the_skew_is_told(skew: float, noise: float) -> None:
    assert skew_of(scan.degraded(page_of(TEXT), skew=skew, noise=noise), 150) == pytest.approx(skew, abs=0.06)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_lines_that_run_up_or_down_are_told(degrees: int) -> None:
    image = scan.degraded(page_of(TEXT), skew=1.0, noise=10)
    assert is_sideways(*turned(Picture(image, 150.0), degrees)) == (degrees in (90, 270))


def test_pictures_of_nothing_are_level() -> None:
    for image in (Image.new("L", (800, 1000), 255), Image.new("L", (800, 1000), 0), Image.new("L", (1, 1), 255)):
        assert skew_of(image, 100) == 0.0
        assert not is_sideways(image, 100)
        assert prepared(Picture(image, 100.0)).rules == []


def test_specks_are_taken_away() -> None:
    image = page_of(TEXT, 200)
    noisy = scan.degraded(image, noise=15)
    margin = slice(0, 150)
    before, after = (int((numpy.asarray(each)[margin] < 100).sum()) for each in (noisy, cleaned(noisy)))
    assert before > 1000
    assert after < 50
    letters = numpy.asarray(image) < 100
    assert (letters & (numpy.asarray(cleaned(noisy)) < 100)).sum() > 0.7 * letters.sum()


@pytest.mark.parametrize("resolution", [100, 150, 200, 300])
def test_pictures_without_specks_stay_as_they_are(resolution: int) -> None:
    image = page_of(TEXT, resolution)
    assert cleaned(image) is image


@pytest.mark.parametrize("resolution", [150, 200, 300])
@pytest.mark.parametrize("skew", [0.0, 1.3])
@pytest.mark.parametrize("noise", [0.0, 12.0])
def test_the_rules_of_a_table_make_its_cells(resolution: int, skew: float, noise: float) -> None:
    image = scan.degraded(page_of(f"{TEXT[:700]}\n{TABLE}", resolution), skew=skew, noise=noise)
    (cells,) = cells_of(prepared(Picture(image, float(resolution))).rules)
    assert len(cells) == 12


def test_text_has_no_rules() -> None:
    for resolution in (150, 300):
        assert strokes_on(page_of(TEXT.upper(), resolution), resolution) == []


def test_rules_are_gone() -> None:
    image = page_of(TABLE, 200)
    cleared = without(image, strokes_on(image, 200), 200)
    assert strokes_on(cleared, 200) == []
    assert (numpy.asarray(cleared) < 128).sum() > 1000


@pytest.mark.parametrize(
    ("size", "told", "resolution"),
    [
        ((1654, 2339), 200.0, 200.0),
        ((1654, 2339), None, 200.0),
        ((1654, 2339), 72.0, 200.0),  # What programs write that know nothing of it.
        ((1240, 1754), 150.0, 150.0),
        ((2480, 3508), 1.0, 300.0),
        ((4960, 7016), 600.0, 300.0),
    ],
)
def test_resolutions(size: tuple[int, int], told: float | None, resolution: float) -> None:
    assert picture(Image.new("1", size), told).resolution == pytest.approx(resolution, rel=0.01)


def test_a_page_is_scaled_to_what_tesseract_likes() -> None:
    shown = scaled(Picture(Image.new("L", (1240, 1754)), 150.0), resolution_for(595, 842))
    assert (shown.image.size, shown.resolution) == ((2480, 3508), 300.0)
    assert resolution_for(10_000, 10_000) < 35


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_every_mode_becomes_grey(mode: str) -> None:
    levels = numpy.full((40, 60), 255, numpy.uint8)
    levels[10:30, 20:40] = 0
    grey = Image.fromarray(levels)
    if mode in ("I;16", "I", "F"):
        image = Image.fromarray(levels.astype({"I;16": numpy.uint16, "I": numpy.int32, "F": numpy.float32}[mode]) * 257)
    else:
        image = grey.convert(mode)
    assert image.mode == mode
    found = numpy.asarray(picture(image, 300.0).image)
    assert found[20, 30] < 60 and found[5, 5] > 190


def test_what_is_transparent_is_paper() -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    assert numpy.asarray(picture(image, 300.0).image).min() == 255
