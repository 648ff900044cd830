"""What is measured: the sample documents, variants of them, and real news where a folder of it is at hand."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

import corpus
from corpus import SourceItem
from models import Document
from models.places import provinces

SEED = 20231124

_SAMPLES = Path(corpus.__file__).parent / "samples"
_ATTEMPTS = 100
_YEARS_BACK = 12
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<!\w)(?P<before>(?:số|cụm|khối|thi đua) )(?P<digits>\d{1,4})(?![\d/.,])", re.IGNORECASE)


def kilobytes(text: str) -> float:
    """The size of a text in UTF-8, in units of 1,024 bytes."""
    return len(text.encode()) / 1024


def samples() -> list[str]:
    """The texts of the sample documents, by name."""
    return texts_in(_SAMPLES)


def texts_in(folder: Path) -> list[str]:
    """The texts of the ``.txt`` files of a folder, by name.

    Raises:
        OSError: a file cannot be read.
        UnicodeDecodeError: a file is not in UTF-8.
    """
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def variants(texts: Sequence[str], count: int, seed: int = SEED) -> list[str]:
    """As many texts as asked for, each one of ``texts`` with other provinces, years and numbers; all differ.

    The same arguments give the same variants.

    Raises:
        ValueError: the texts hold too few places, years and numbers for that many variants.
    """
    chance = random.Random(seed)
    seen = set(texts)
    made: list[str] = []
    for text in cycle(texts):
        if len(made) == count:
            break
        made.append(_unseen_variant(text, chance, seen))
        seen.add(made[-1])
    return made


def _unseen_variant(text: str, chance: random.Random, seen: set[str]) -> str:
    for _ in range(_ATTEMPTS):
        variant = _variant(text, chance)
        if variant not in seen:
            return variant
    raise ValueError(f"no further variant can be made of the text that begins {text[:40]!r}")


def _variant(text: str, chance: random.Random) -> str:
    names = province_names()
    others = dict(zip(names, chance.sample(names, len(names)), strict=True))
    back = chance.randint(0, _YEARS_BACK)
    numbers: dict[str, str] = {}

    def renumbered(found: re.Match[str]) -> str:
        digits = found["digits"]
        if digits not in numbers:
            numbers[digits] = str(chance.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))
        return found["before"] + numbers[digits]

    moved = _any_of(names).sub(lambda found: _renamed(found[0], others), text)
    return _NUMBER.sub(renumbered, _YEAR.sub(lambda found: str(int(found[0]) - back), moved))


def _renamed(name: str, others: Mapping[str, str]) -> str:
    return others[name] if name in others else others[_by_capitals()[name]].upper()


@cache
def province_names() -> tuple[str, ...]:
    """The names of all provinces that are or were."""
    return tuple(sorted({province.name for province in provinces()}))


@cache
def _by_capitals() -> Mapping[str, str]:
    return {name.upper(): name for name in province_names()}


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    both = sorted({*names, *(name.upper() for name in names)}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, both))})(?!\w)")


def mixed(news: Sequence[str], count: int) -> tuple[list[str], int]:
    """Texts for a bulk load and how many of them are news: at most a half, the rest variants of the samples."""
    real = list(news[: count // 2])
    return [*variants(samples(), count - len(real)), *real], len(real)


def write_texts(folder: Path, texts: Iterable[str]) -> list[Path]:
    """Write each text into a file of its own in a new folder; the files, in order."""
    folder.mkdir()
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number:05}.txt")
        files[-1].write_text(text, encoding="utf-8")
    return files


def items_in(folder: Path) -> list[SourceItem]:
    """The files of a folder as a load finds them."""
    return [each for each in corpus.discover([str(folder)]) if isinstance(each, SourceItem)]


def documents_of(folder: Path, texts: Iterable[str]) -> list[Document]:
    """The documents that the reader makes of texts, which are written into a new folder."""
    write_texts(folder, texts)
    return [corpus.read(item) for item in items_in(folder)]


def text_of_size(size: int) -> str:
    """One text of about ``size`` KB (1,024 bytes of UTF-8, at most one line more), put together from variants."""
    lines: list[str] = []
    so_far = 0.0
    for line in _lines_of_variants(size):
        if so_far >= size:
            break
        lines.append(line)
        so_far += kilobytes(line)
    return "".join(lines)


def _lines_of_variants(size: int) -> Iterable[str]:
    texts = samples()
    times = 1 + int(size / sum(map(kilobytes, texts)))
    for text in variants(texts, times * len(texts)):
        yield from f"{text}\n\n".splitlines(keepends=True)
