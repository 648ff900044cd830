"""Documents with their facts in any number, without extracting each: documents with other names, numbers and years.

What is done to a text is done to its facts too, and people get other names as well as places, so that an archive of any
size has clusters, units and people that recur as in a real one, and few near-duplicates.
"""

import hashlib
import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice, product
from typing import Any

from benchmarks.texts import province_names
from models import Document, Facts

_SURNAMES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
_MIDDLE = [
    "Văn",
    "Thị",
    "Đức",
    "Minh",
    "Quang",
    "Thanh",
    "Hữu",
    "Ngọc",
    "Xuân",
    "Thu",
    "Hồng",
    "Quốc",
    "Đình",
    "Công",
    "Bá",
    "Kim",
]
_GIVEN = [
    "An",
    "Anh",
    "Bình",
    "Chi",
    "Cường",
    "Dũng",
    "Dung",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hiền",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phong",
    "Phúc",
    "Phương",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thắng",
    "Trang",
    "Tuấn",
    "Vân",
    "Việt",
    "Yến",
]
_PEOPLE = tuple(map(" ".join, product(_SURNAMES, _MIDDLE, _GIVEN)))
_YEARS_BACK = 12
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"
_NUMBER = r"(?<=(?:.số|cụm|hối|dua) )(?P<number>\d{1,4})(?![\d/.,])"


@dataclass(frozen=True)
class Extracted:
    """A document and its facts."""

    document: Document
    facts: Facts


def varied(samples: Sequence[Extracted], count: int, seed: int) -> Iterator[Extracted]:
    """So many variants of documents with facts, in turn; the same arguments give the same ones."""
    chance = random.Random(seed)
    for number, sample in enumerate(islice(cycle(samples), count)):
        yield _variant(sample, number, chance)


def _variant(sample: Extracted, number: int, chance: random.Random) -> Extracted:
    document = sample.document
    change = _Change(sample.facts, chance)
    text, moved = change.text(document.text)
    text = f"{text}\n{number}."  # Another text, whatever was changed in it.
    digest = hashlib.sha256(text.encode()).hexdigest()
    names = {
        "doc_id": f"{document.doc_id}-{number}",
        "source": f"benchmark/{document.doc_id}-{number}.txt",
        "sha256": digest,
        "text_sha256": digest,
    }
    segments = [part._replace(start=moved(part.start), end=moved(part.end)) for part in document.segments]
    said = change.said(sample.facts.model_dump()) | names
    for family in said.values():
        for fact in family if isinstance(family, (list, tuple)) else ():
            for quote in fact["evidence"]:
                start, end = moved(quote["start"]), moved(quote["end"])
                quote.update(start=start, end=end, quote=text[start:end])
    return Extracted(
        document.model_copy(update={**names, "text": text, "segments": tuple(segments)}), Facts.model_validate(said)
    )


class _Change:
    """What is put in the place of names, numbers and years throughout one document and its facts."""

    def __init__(self, facts: Facts, chance: random.Random) -> None:
        people = {each.person for each in facts.leaders}
        people |= {each.person for each in facts.headships if each.person}
        people |= {each.recipient for each in facts.awards if each.recipient and each.recipient_kind == "person"}
        places = province_names()
        self._others = dict(zip(places, chance.sample(places, len(places)), strict=True))
        self._others |= {name.upper(): other.upper() for name, other in self._others.items()}
        self._others |= {name: chance.choice(_PEOPLE) for name in sorted(people)}
        self._back = chance.randint(0, _YEARS_BACK)
        self._numbers: dict[str, str] = {}
        self._chance = chance
        names = "|".join(map(re.escape, sorted(self._others, key=lambda name: (-len(name), name))))
        self._pattern = re.compile(rf"(?<!\w)(?P<name>{names})(?!\w)|{_YEAR}|{_NUMBER}")

    def text(self, text: str) -> tuple[str, Callable[[int], int]]:
        """The text as changed, and where an offset of the former text is in it."""
        pieces, ends, shifts = [], [0], [0]
        at = length = 0
        for found in self._pattern.finditer(text):
            other = self._other(found)
            pieces += [text[at : found.start()], other]
            length += found.start() - at + len(other)
            at = found.end()
            ends.append(at)
            shifts.append(length - at)
        return "".join([*pieces, text[at:]]), lambda offset: offset + shifts[bisect_right(ends, offset) - 1]

    def said(self, value: Any, name: str = "") -> Any:
        """A value of the facts as changed; ``name`` is that of the field."""
        if isinstance(value, Mapping):
            return {key: each if key == "evidence" else self.said(each, key) for key, each in value.items()} | (
                {"evidence": [dict(quote) for quote in value["evidence"]]} if "evidence" in value else {}
            )
        if isinstance(value, (list, tuple)):
            return [self.said(each, name) for each in value]
        if isinstance(value, date):
            return value.replace(year=value.year - self._back, day=min(value.day, 28))
        if isinstance(value, int) and name == "year":
            return value - self._back
        if isinstance(value, str):
            return (
                self._number(value) if name == "number" and value.isdigit() else self._pattern.sub(self._other, value)
            )
        return value

    def _other(self, found: re.Match[str]) -> str:
        if found["name"]:
            return self._others[found["name"]]
        return str(int(found["year"]) - self._back) if found["year"] else self._number(found["number"])

    def _number(self, digits: str) -> str:
        if digits not in self._numbers:
            self._numbers[digits] = str(self._chance.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))
        return self._numbers[digits]
