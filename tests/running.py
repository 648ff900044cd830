"""What tests of commands share: a document, the environment of a process, what a command gave."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "corpus" / "samples"
GOOD = (
    "Ngày 24/11/2023, tại Phú Thọ, Cụm thi đua số {n} Hội CCB Việt Nam tổ chức Hội nghị tổng kết công tác thi đua năm "
    "2023. Hội nghị đã bầu Hội CCB tỉnh Phú Thọ làm Cụm trưởng năm 2024."
)
"""A document in which every extractor finds at least the cluster."""


def write_reports(folder: Path) -> Path:
    """Make the folder, of three documents."""
    folder.mkdir()
    for n in (1, 2, 3):
        (folder / f"cum-{n}.txt").write_text(GOOD.format(n=n), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Ran:
    """What a command gave."""

    status: int
    out: str
    err: str


Thidua = Callable[..., Ran]


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process of its own that runs this checkout's code."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "DO_NOT_TRACK": "1", **extra}
