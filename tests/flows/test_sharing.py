"""Loads that share their work: who does what, and when others may have it."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import flows.sharing
from flows.bulk_load import LoadRequest, bulk_load
from flows.planning import Batch, batches, plan_load
from flows.sharing import shared
from tests.running import GOOD
from warehouse import Claims, load_batch


@dataclass
class Others(Claims):
    """Claims beside loaders that hold some documents until they are waited for, and then have loaded them or not."""

    theirs: dict[str, Path | None]
    """By hash: the folder that they load when they are waited for, or None where they die."""
    warehouse: Path
    held: set[str] = field(default_factory=set)
    events: list[str] = field(default_factory=list)

    @property
    def is_shared(self) -> bool:
        return True

    def take(self, sha256s: Iterable[str]) -> set[str]:
        taken = set(sha256s) - set(self.theirs)
        assert not taken & self.held
        self.held |= taken
        return taken

    def release(self, sha256s: Collection[str]) -> None:
        self.held -= set(sha256s)
        self.events += ["released"] if sha256s else []

    def wait_for(self, sha256: str) -> None:
        assert not self.held, "two that wait for each other would wait for ever"
        self.events.append("waited")
        if loaded := self.theirs.pop(sha256):
            bulk_load(LoadRequest((str(loaded),), self.warehouse, "test", workers=0))


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.planning, "BATCH_DOCUMENTS", 2)
    monkeypatch.setattr(flows.sharing, "SHARED_DOCUMENTS", 2)


def sha256_of(number: int) -> str:
    return hashlib.sha256(GOOD.format(n=number).encode()).hexdigest()


def batches_of(folder: Path, others: Others) -> list[Batch]:
    load_batch(others.warehouse, (), run_id="run", program_version="test")
    plan = plan_load([str(folder)], others.warehouse, wait_seconds=0)
    found = batches(plan, workers=0, folder=folder.parent, hash_all=True)
    ours = []
    for batch in shared(
        found,
        others,
        others.warehouse,
        workers=0,
        retry_rejects=False,
        wait_seconds=0,
        settle=lambda: others.events.append("settled"),
    ):
        assert {batch.sha256s[item.source] for item in batch.todo} <= others.held
        ours.append(batch)
        others.events.append(" ".join(item.path.stem for item in batch.todo))
    assert not others.held
    return ours


def test_what_others_do_comes_last_and_is_left_to_them_if_they_do_it(folder: Path, warehouse_file: Path) -> None:
    theirs = folder.parent / "theirs"
    theirs.mkdir()
    (theirs / "copy.txt").write_text(GOOD.format(n=1), encoding="utf-8")
    others = Others(theirs={sha256_of(1): theirs, sha256_of(2): None}, warehouse=warehouse_file)
    ours = batches_of(folder, others)
    assert [[item.path.stem for item in batch.todo] for batch in ours if batch.todo] == [["cum-3"], ["cum-2"]]
    # Of the one that they loaded we note where it lies here too.
    (seen,) = [sighting for batch in ours for sighting in batch.sightings]
    assert (seen.sha256, seen.doc_id) == (sha256_of(1), "cum-1")
    assert sum(batch.unchanged for batch in ours) == 1
    assert [batch.last for batch in ours] == [False] * (len(ours) - 1) + [True]


def test_documents_are_held_until_the_batch_is_committed(folder: Path, warehouse_file: Path) -> None:
    for number in (4, 5, 6):
        (folder / f"cum-{number}.txt").write_text(GOOD.format(n=number), encoding="utf-8")
    others = Others(theirs={}, warehouse=warehouse_file)
    batches_of(folder, others)
    assert others.events == ["cum-1 cum-2", "cum-3 cum-4", "released", "cum-5 cum-6", "released", "settled", "released"]


def test_what_others_finished_since_the_plan_was_made_is_not_done_again(folder: Path, warehouse_file: Path) -> None:
    others = Others(theirs={}, warehouse=warehouse_file)
    plan = plan_load([str(folder)], warehouse_file, wait_seconds=0)
    found = list(batches(plan, workers=0, folder=folder.parent, hash_all=True))
    bulk_load(LoadRequest((str(folder),), warehouse_file, "test", workers=0))
    (first, second) = shared(
        found, others, warehouse_file, workers=0, retry_rejects=False, wait_seconds=0, settle=lambda: None
    )
    assert (first.todo, second.todo) == ([], [])
    assert first.unchanged + second.unchanged == 3
    assert not others.held
