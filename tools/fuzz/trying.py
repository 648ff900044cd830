"""What becomes of broken files: each is tried in a worker, as a load reads it."""

import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import corpus
from corpus import REJECT_CODES, Failure, ReadError, Skipped, SourceItem, Unreadable
from flows.opening import with_members
from models import Document
from tools.fuzz.formats import FORMATS
from tools.fuzz.mutating import mutated

SAMPLES = Path(corpus.__file__).parent / "samples"
# What no reader answers with: the worker was lost, or an exception came that nobody foresaw. An outside program may have
# run out of its own time.
_FAULTS = frozenset({"memory", "output", "crashed", "error"})


class Case(NamedTuple):
    """A broken file by how it is made."""

    name: str
    """Of its format."""
    whole: Path
    number: int
    seed: int


class Finding(NamedTuple):
    """What must not be."""

    case: Case
    code: str
    reason: str


@dataclass
class Tally:
    """What became of the files of one format."""

    cases: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    """Documents and rejects by code; a container may give several, or none."""
    findings: list[Finding] = field(default_factory=list)


def wholes(name: str, folder: Path, count: int) -> Sequence[Path]:
    """Write whole files of a format, of so many of the sample documents, and return their paths.

    Raises:
        OSError, subprocess.SubprocessError: the program that makes them failed.
    """
    texts = sorted(SAMPLES.glob("*.txt"))
    made = []
    for text_file in texts[:: max(1, len(texts) // count)][:count]:
        path = folder / f"{name}-{text_file.stem}"
        path.write_bytes(FORMATS[name].render(text_file.read_text(encoding="utf-8")))
        made.append(path)
    return made


def cases(name: str, made: Sequence[Path], count: int, seed: int) -> Iterator[Case]:
    """So many broken files of a format."""
    return (Case(name, made[number % len(made)], number, seed) for number in range(count))


def content_of(case: Case) -> bytes:
    """The bytes of a broken file, the same each time."""
    chance = random.Random(f"{case.seed} {case.name} {case.number}")
    return mutated(_bytes_of(case.whole), chance, packed=FORMATS[case.name].packed)


def attempt(case: Case) -> Mapping[str, int]:
    """Write a broken file, go through what is in it and read all of it: documents and rejects by code, counted.

    Raises:
        AssertionError: a document that is none, an unknown code, or a file that became nothing.
    """
    found: Counter[str] = Counter()
    with TemporaryDirectory(prefix="thidua-fuzz-") as folder:
        path = Path(folder, f"a{FORMATS[case.name].suffix}")
        path.write_bytes(content_of(case))
        passed = 0
        for each in with_members(corpus.discover([path]), workers=0, folder=Path(folder)):
            if isinstance(each, Skipped):
                passed += 1
            else:
                found[_outcome(each)] += 1
    assert found or passed or case.name == "zip", "became neither a document nor a reject"
    return found


def try_out(chosen: Iterator[Case], *, workers: int, outside: bool = False, keep: Path | None = None) -> Tally:
    """Try broken files in workers with the limits of a load.

    Args:
        outside: use the programs that are installed. Without, a PDF file whose text is broken is not read as a scan, which
            would take a hundred times as long.
        keep: a folder for the files of findings.
    """
    tally = Tally()
    tried = corpus.run_isolated(
        attempt,
        chosen,
        workers=workers,
        initializer=None if outside else _hide_programs,
        preload=("tools.fuzz.trying",),
        ordered=False,
    )
    with closing(tried) as outcomes:
        for outcome in outcomes:
            tally.cases += 1
            if isinstance(outcome.result, Failure):
                tally.findings.append(Finding(outcome.item, outcome.result.code, outcome.result.reason))
                if keep is not None:
                    case = outcome.item
                    name = f"{case.name}-{case.seed}-{case.number}{FORMATS[case.name].suffix}"
                    (keep / name).write_bytes(content_of(case))
            else:
                tally.outcomes.update(outcome.result)
    return tally


def _hide_programs() -> None:
    os.environ["PATH"] = ""


def _outcome(item: SourceItem | Unreadable) -> str:
    if isinstance(item, Unreadable):
        code, reason = item.code, item.reason
    else:
        try:
            _check(corpus.read(item))
        except ReadError as error:
            code, reason = error.code, error.reason
        else:
            return "document"
    assert code in REJECT_CODES, f"an unknown code: {code}"
    assert code not in _FAULTS, f"{code}: {reason}"
    assert reason, f"{code} without a reason"
    assert "\n" not in reason, f"more than a line: {reason!r}"
    return code


def _check(document: Document) -> None:
    assert document.text, "a document without text"
    assert corpus.normalise(document.text) == document.text, "text that is not normalised"
    end = 0
    for part in document.segments:
        assert end <= part.start < part.end <= len(document.text), "segments that overlap or reach beyond the text"
        end = part.end
    for placement in document.placements:
        assert 0 <= placement.start < placement.end <= len(document.text), "a placement beyond the text"
    Document.model_validate_json(document.model_dump_json())


@lru_cache(8)
def _bytes_of(path: Path) -> bytes:
    return path.read_bytes()
