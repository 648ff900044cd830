"""The bulk load without Prefect: batches, idempotence, interruptions."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import flows.bulk_load
import flows.extraction
import flows.planning
from corpus import MissingPathError
from flows.bulk_load import READERS_SECONDS, LoadRequest, LoadSummary, bulk_load
from tests.running import GOOD
from warehouse import RETRY_SECONDS, NotAWarehouse, WarehouseMissing, check, contents, fingerprint, load_batch


def load(warehouse_file: Path, *paths: Path, workers: int = 0, **options: Any) -> LoadSummary:
    return bulk_load(LoadRequest(tuple(map(str, paths)), warehouse_file, "test", workers=workers), **options)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.planning, "BATCH_DOCUMENTS", 2)


def test_loads_what_there_is_and_counts_it(folder: Path, warehouse_file: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x7fELF" + bytes(range(256)))
    (folder / "facts.json").write_text("{}")
    summary = load(warehouse_file, folder, folder.parent / "reports" / "facts.json")
    assert summary.counts.documents_added == 3
    assert summary.skipped == 1
    assert sorted((Path(r.source).name, r.stage, r.code) for r in summary.rejects) == [
        ("bad.txt", "read", "binary"),
        ("facts.json", "read", "unsupported"),
    ]
    assert summary.facts["clusters"] >= 3
    assert sum(summary.facts.values()) == summary.counts.facts_written
    known = contents(warehouse_file)
    assert (len(known.documents), len(known.rejects)) == (3, 2)
    assert check(warehouse_file) == []


def test_second_load_changes_nothing(folder: Path, warehouse_file: Path) -> None:
    load(warehouse_file, folder)
    before = fingerprint(warehouse_file)
    summary = load(warehouse_file, folder)
    assert (summary.counts.documents_added, summary.counts.facts_written, summary.unchanged) == (0, 0, 3)
    assert fingerprint(warehouse_file) == before


@pytest.mark.usefixtures("small_batches")
def test_neither_workers_nor_batches_matter_to_what_is_loaded(folder: Path, warehouse_file: Path) -> None:
    load(warehouse_file, folder)
    other = warehouse_file.with_name("other.duckdb")
    load(other, folder / "cum-2.txt", workers=1)
    load(other, folder, workers=2)
    # The sources are the same paths, so the warehouses are the same.
    assert fingerprint(other) == fingerprint(warehouse_file)


@pytest.mark.usefixtures("small_batches")
def test_steps_are_a_plan_and_a_task_for_each_batch(folder: Path, warehouse_file: Path) -> None:
    called: list[str] = []

    def recorded(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            called.append(function.__name__)
            return function(*arguments)

        return call

    load(warehouse_file, folder, step=recorded)
    assert called == ["plan", "load_documents", "load_documents"]


def test_a_batch_holds_so_many_bytes(folder: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.planning, "BATCH_BYTES", 1)
    sizes: list[int] = []

    def measured(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*batch: Any) -> Any:
            sizes.append(len(batch[0].todo) if batch else 0)
            return function(*batch)

        return call

    load(warehouse_file, folder, step=measured)
    assert sizes == [0, 1, 1, 1]


@pytest.mark.usefixtures("small_batches")
def test_progress_counts_up_to_the_number_of_sources(folder: Path, warehouse_file: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    load(warehouse_file, folder, progress=lambda *progress: told.append(progress))
    assert [done for part, done, _ in told if part == "discover"] == [1, 2, 3]
    assert [(done, total) for part, done, total in told if part == "load"] == [(1, None), (2, None), (3, 3)]


@pytest.mark.usefixtures("small_batches")
def test_an_interruption_keeps_the_batches_before_it(folder: Path, warehouse_file: Path) -> None:
    def interrupt(part: str, done: int, total: int | None) -> None:
        if part == "load" and done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(warehouse_file, folder, progress=interrupt)
    assert len(contents(warehouse_file).documents) == 2
    assert check(warehouse_file) == []
    assert load(warehouse_file, folder).counts.documents_added == 1


def test_copies_are_one_document_with_several_sources(folder: Path, warehouse_file: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "cum-1.txt").read_bytes())
    summary = load(warehouse_file, folder)
    assert (summary.counts.documents_added, summary.counts.sources_added) == (3, 1)


def test_a_repaired_file_is_no_reject_any_more(folder: Path, warehouse_file: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    assert load(warehouse_file, folder).rejects
    (folder / "bad.txt").write_text(GOOD.format(n=7), encoding="utf-8")
    summary = load(warehouse_file, folder)
    assert (summary.rejects, summary.still_rejected, summary.counts.rejects_resolved) == ((), (), 1)
    assert contents(warehouse_file).rejects == {}


def test_nothing_to_load_makes_an_empty_warehouse(tmp_path: Path, warehouse_file: Path) -> None:
    (tmp_path / "empty").mkdir()
    load(warehouse_file, tmp_path / "empty")
    assert contents(warehouse_file).documents == {}


def test_faults_are_told_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    def refuse(function: Callable[..., Any]) -> Callable[..., Any]:
        assert function.__name__ == "plan"
        return function

    text = tmp_path / "no.duckdb"
    text.write_text("no warehouse")
    with pytest.raises(NotAWarehouse):
        load(text, folder, step=refuse)
    with pytest.raises(WarehouseMissing):
        load(tmp_path / "none" / "w.duckdb", folder, step=refuse)
    with pytest.raises(MissingPathError):
        load(tmp_path / "w.duckdb", tmp_path / "none", step=refuse)


@pytest.mark.usefixtures("small_batches")
def test_readers_have_their_turn_between_two_commits(
    folder: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    clock = [0.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds
        if seconds > 0:
            events.append(f"rests {seconds:g}")

    def commit(*arguments: Any, **options: Any) -> Any:
        events.append("commits")
        clock[0] += 1.0
        return load_batch(*arguments, **options)

    monkeypatch.setattr(time, "sleep", sleep)
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(flows.bulk_load, "load_batch", commit)
    load(warehouse_file, folder)
    # Nobody reads a file that is just being made.
    assert events == ["commits", "commits", f"rests {READERS_SECONDS:g}", "commits"]
    assert READERS_SECONDS > RETRY_SECONDS


def test_progress_counts_what_needs_no_reading_too(folder: Path, warehouse_file: Path) -> None:
    load(warehouse_file, folder)
    (folder / "new.txt").write_text(GOOD.format(n=9), encoding="utf-8")
    told: list[tuple[str, int, int | None]] = []
    load(warehouse_file, folder, progress=lambda *progress: told.append(progress))
    assert [(done, total) for part, done, total in told if part == "load"] == [(4, 4)]


def test_large_texts_are_loaded_in_portions(
    folder: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bad.txt").write_bytes(b"")
    monkeypatch.setattr(flows.extraction, "PORTION_CHARACTERS", 100)
    portions: list[tuple[int, int]] = []

    def commit(path: Path, items: Iterable[Any], rejects: tuple[Any, ...], *arguments: Any, **options: Any) -> Any:
        given = [*items]
        portions.append((len(given), len(rejects)))
        return load_batch(path, given, rejects, *arguments, **options)

    monkeypatch.setattr(flows.bulk_load, "load_batch", commit)
    summary = load(warehouse_file, folder)
    assert portions == [(0, 0), (1, 1), (1, 0), (1, 0)]
    assert (summary.counts.documents_added, len(summary.rejects)) == (3, 1)
    monkeypatch.undo()
    other = warehouse_file.with_name("other.duckdb")
    load(other, folder)
    assert fingerprint(other) == fingerprint(warehouse_file)
