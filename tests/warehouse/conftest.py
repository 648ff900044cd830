"""Documents and facts in one short call, and a fresh warehouse."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import warehouse
from models import Document, Facts, Segment
from warehouse import Item, Loaded, Reject, Sighting, load_batch

MakeItem = Callable[..., Item]
Load = Callable[..., Loaded]
RunPython = Callable[..., "subprocess.CompletedProcess[str]"]

_LISTS = ("clusters", "members", "meetings", "leaders", "headships", "awards", "pledges", "campaigns", "references")


def _located(text: str, fact: dict[str, Any]) -> dict[str, Any]:
    """The fact with its quotes found in the text; without any, the whole text is the quote."""
    quotes = fact.get("evidence", (text,))
    spans = [(text.index(quote), quote) for quote in quotes]
    return fact | {"evidence": [{"start": at, "end": at + len(quote), "quote": quote} for at, quote in spans]}


@pytest.fixture(scope="session")
def make_item() -> MakeItem:
    """Make an item from a text and dictionaries of facts; evidence is given as a list of quotes."""

    def make(
        text: str,
        source: str = "archive/one.txt",
        *,
        version: str = "1",
        content: bytes | None = None,
        document: dict[str, Any] | None = None,
        metadata: dict[str, str] | None = None,
        size_bytes: int | None = None,
        modified_ns: int | None = None,
        **lists: Sequence[dict[str, Any]],
    ) -> Item:
        assert set(lists) <= set(_LISTS)
        names: dict[str, Any] = {
            "doc_id": Path(source).stem,
            "source": source,
            "sha256": hashlib.sha256(text.encode() if content is None else content).hexdigest(),
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        }
        return Item(
            Document(
                **names,
                text=text,
                media_type="text/plain",
                segments=(Segment(start=0, end=len(text), kind="paragraph"),),
                metadata=metadata or {},
            ),
            Facts.model_validate(
                names
                | {"extractor_version": version, "document": {"kind": "meeting_report"} | (document or {})}
                | {name: [_located(text, fact) for fact in facts] for name, facts in lists.items()}
            ),
            size_bytes,
            modified_ns,
        )

    return make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a warehouse may be made."""
    return tmp_path / "w.duckdb"


@pytest.fixture
def load(path: Path) -> Load:
    """Load items into the warehouse at ``path``."""

    def run(*items: Item, rejects: Sequence[Reject] = (), sightings: Sequence[Sighting] = ()) -> Loaded:
        return load_batch(path, items, rejects, sightings, run_id="run", program_version="0", wait_seconds=0)

    return run


@pytest.fixture(scope="session")
def rich_item(make_item: MakeItem) -> Item:
    """One document with a fact of every family."""
    text = (
        "Cụm thi đua số 4 Hội CCB Việt Nam tổng kết năm 2023.\n"
        "Ngày 24/11/2023, tại Hạ Long (Quảng Ninh), Thiếu tướng Lê Văn A, Chủ tịch Hội CCB tỉnh Quảng Ninh, chủ trì. "
        "Hội nghị suy tôn Hội CCB tỉnh Yên Bái làm Cụm trưởng năm 2024; đề nghị tặng Cờ thi đua cho Hội CCB tỉnh Hà Nam "
        "theo Chỉ thị 34-CT/TW; ký giao ước năm 2024 và phát động “Nghĩa tình đồng đội”."
    )
    head = "Hội nghị suy tôn Hội CCB tỉnh Yên Bái làm Cụm trưởng năm 2024"
    return make_item(
        text,
        "archive/rich.txt",
        document={"title": "Tổng kết", "published_on": "2023-11-25", "author": "An, Bình", "publisher": "Báo"},
        metadata={"title": "Tổng kết"},
        size_bytes=900,
        modified_ns=1_700_000_000_000_000_000,
        clusters=[
            {
                "id": "c1",
                "name": "Cụm thi đua số 4",
                "kind": "cum",
                "number": "4",
                "system": "Hội CCB Việt Nam",
                "declared_size": 9,
                "evidence": ["Cụm thi đua số 4 Hội CCB Việt Nam", "tổng kết năm 2023"],
            }
        ],
        members=[{"cluster": "c1", "unit": "Hội CCB tỉnh Yên Bái", "place": "Yên Bái", "evidence": [head]}],
        meetings=[
            {
                "id": "m1",
                "cluster": "c1",
                "kind": "year_review",
                "starts_on": "2023-11-24",
                "ends_on": "2023-11-24",
                "place": "Hạ Long",
                "province": "Quảng Ninh",
                "covers": "2023",
                "evidence": ["Ngày 24/11/2023, tại Hạ Long (Quảng Ninh)"],
            }
        ],
        leaders=[
            {
                "person": "Lê Văn A",
                "rank": "Thiếu tướng",
                "titles": ["Chủ tịch Hội CCB tỉnh Quảng Ninh"],
                "capacities": ["head", "chair"],
                "cluster": "c1",
                "evidence": ["Thiếu tướng Lê Văn A, Chủ tịch Hội CCB tỉnh Quảng Ninh, chủ trì"],
            }
        ],
        headships=[
            {
                "cluster": "c1",
                "role": "head",
                "unit": "Hội CCB tỉnh Yên Bái",
                "year": 2024,
                "status": "elected",
                "confidence": 0.75,
                "evidence": [head],
            }
        ],
        awards=[
            {
                "cluster": "c1",
                "award": "emulation_flag",
                "name": "Cờ thi đua",
                "recipient": "Hội CCB tỉnh Hà Nam",
                "recipient_kind": "unit",
                "recipient_count": 1,
                "year": 2023,
                "status": "proposed",
                "evidence": ["đề nghị tặng Cờ thi đua cho Hội CCB tỉnh Hà Nam"],
            }
        ],
        pledges=[{"cluster": "c1", "year": 2024, "evidence": ["ký giao ước năm 2024"]}],
        campaigns=[{"name": "Nghĩa tình đồng đội", "kind": "movement", "evidence": ["“Nghĩa tình đồng đội”"]}],
        references=[{"kind": "Chỉ thị", "number": "34-CT/TW", "evidence": ["Chỉ thị 34-CT/TW"]}],
    )


@pytest.fixture(scope="session")
def _rich_warehouse(rich_item: Item, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("rich") / "w.duckdb"
    load_batch(made, [rich_item], run_id="run", program_version="0")
    return made


@pytest.fixture
def rich_warehouse(path: Path, _rich_warehouse: Path) -> Path:
    """The warehouse at ``path`` after a load of that document."""
    return shutil.copyfile(_rich_warehouse, path)


@pytest.fixture(scope="session")
def run_python() -> RunPython:
    """Run a program in a process of its own, with the project importable; it ends in a minute or fails the test."""
    root = Path(warehouse.__file__).parents[1]

    def run(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
            env=os.environ | {"PYTHONPATH": str(root)},
        )

    return run
