"""Broken and huge pictures: a ReadError or pages, and nothing else. Tesseract is not asked."""

import io
import random
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from corpus import REJECT_CODES, ReadError
from corpus.layout.lines import PageLines
from corpus.readers import image
from tests.rendering import scan

TURNS = 60


@pytest.fixture(autouse=True)
def _no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.readers.image.usable", lambda tool: None)
    monkeypatch.setattr("corpus.ocr.pages.read_page", lambda picture, number: PageLines(number, 1, 1, ()))


def outcome(content: bytes) -> str | int:
    """The code of the reject, or the number of pages."""
    try:
        return len(image.read(content).pages)
    except ReadError as error:
        assert error.code in REJECT_CODES
        return error.code


def noise(mode: str = "L") -> Image.Image:
    return Image.frombytes(mode, (60, 40), random.Random(1).randbytes(60 * 40 * len(mode)))


def as_tiff() -> bytes:
    return scan.as_tiff([noise(), noise(), noise()], 100)


@pytest.mark.parametrize(
    "made",
    [
        lambda: scan.as_image(noise("RGB"), "PNG", 100),
        lambda: scan.as_image(noise("RGB"), "JPEG", 100),
        as_tiff,
    ],
    ids=["png", "jpeg", "tiff"],
)
def test_mutated_pictures(made: Callable[[], bytes]) -> None:
    content = made()
    chance = random.Random(3)
    for _ in range(TURNS):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        outcome(bytes(broken[: chance.choice([len(broken), chance.randrange(8, len(broken))])]))


def test_all_pages_of_a_tiff_are_read() -> None:
    assert outcome(as_tiff()) == 3


def _png(width: int, height: int) -> bytes:
    """The beginning of a PNG file that promises so many points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (_png(50_000, 50_000), "bomb"),
        (_png(11_000, 9_000), "bomb"),
        (_png(100, 100), "corrupt"),
        (b"\x89PNG\r\n\x1a\n", "corrupt"),
        (b"GIF89a", "corrupt"),
        (b"II*\0" + bytes(20), "corrupt"),
        (b"\xff\xd8\xff", "corrupt"),
    ],
)
def test_rejects(content: bytes, code: str) -> None:
    assert outcome(content) == code


def test_tiffs_of_too_many_pages() -> None:
    file = io.BytesIO()
    dot = Image.new("1", (1, 1))
    dot.save(file, "TIFF", save_all=True, append_images=[dot] * 500)
    assert outcome(file.getvalue()) == "too_long"
