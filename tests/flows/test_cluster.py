"""Loads on a real Dask cluster: a scheduler and workers on the loopback interface, started by their own commands."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from distributed import KilledWorker

import corpus
import flows.cluster
import flows.extraction
import flows.planning
from corpus import SourceItem, WorkerStartError
from flows.bulk_load import LoadRequest, LoadSummary, bulk_load
from flows.cluster import ClusterError, ShardNotWritten, connected, extract_shard, settled_on
from flows.extraction import extract_sources
from flows.launching import launch_load
from tests.rendering.archives import zipped
from tests.running import GOOD, Thidua, environment
from warehouse import check, contents, fingerprint

pytestmark = pytest.mark.long

PATIENCE = 300.0


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, and its workers: their processes by their names."""

    address: str
    workers: dict[str, "subprocess.Popen[bytes]"]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    dask = str(Path(sys.executable).with_name("dask"))
    at = folder / "scheduler.json"

    def started(name: str, *arguments: str) -> "subprocess.Popen[bytes]":
        with (folder / f"{name}.log").open("wb") as log:
            command = [dask, *arguments, "--scheduler-file", str(at), "--no-dashboard"]
            return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment({}))

    with ExitStack() as stack:
        scheduler = started("scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0")
        stack.callback(stop, scheduler)
        until(at.exists)
        workers = {}
        for name in ("one", "two", "three"):
            # Without a nanny, so that what is killed stays dead; with one the worker would start again.
            options = ("--no-nanny", "--nthreads", "1", "--name", name, "--local-directory", str(folder / name))
            workers[name] = started(name, "worker", *options)
            stack.callback(stop, workers[name])
        yield Cluster(json.loads(at.read_text())["address"], workers)


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    finally:
        process.kill()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "nothing happens"
        time.sleep(0.05)


@pytest.fixture
def reports(folder: Path) -> Path:
    """Documents for a number of batches, some of which cannot be read, and an archive."""
    for n in range(4, 16):
        (folder / f"cum-{n:02}.txt").write_text(GOOD.format(n=n), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.docx").write_bytes(b"PK\3\4")
    (folder / "copy.txt").write_bytes((folder / "cum-1.txt").read_bytes())
    (folder / "z.zip").write_bytes(zipped({"in.txt": GOOD.format(n=30).encode(), "none.txt": b""}))
    return folder


@pytest.fixture
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.planning, "BATCH_DOCUMENTS", 3)


def here(path: Path | str, warehouse_file: Path) -> LoadSummary:
    """The same load in this process."""
    return bulk_load(LoadRequest((str(path),), warehouse_file, "test", workers=0))


@pytest.mark.usefixtures("_small_batches")
def test_a_worker_killed_midway_loses_nothing(
    cluster: Cluster, reports: Path, warehouse_file: Path, tmp_path: Path
) -> None:
    killed: list[str] = []
    with connected(cluster.address) as watching:
        watching.wait_for_workers(3, timeout=PATIENCE)
        names = {worker["name"]: address for address, worker in watching.scheduler_info(-1)["workers"].items()}

        def at_work() -> list[str]:
            processing: dict[str, Any] = watching.processing()  # type: ignore[no-untyped-call]
            return [name for name, address in names.items() if processing[address]]

        def kill_one_at_work(part: str, done: int, total: int | None) -> None:
            if part == "discover" and done == 10:  # Three batches are under way: each worker has one.
                until(lambda: bool(at_work()))
                killed.append(at_work()[0])
                cluster.workers[killed[0]].send_signal(signal.SIGKILL)

        request = LoadRequest((str(reports),), warehouse_file, "test", workers=1, dask=cluster.address)
        summary = launch_load(request, mode="direct", progress=kill_one_at_work)
    assert cluster.workers[killed[0]].wait(PATIENCE) == -signal.SIGKILL
    alone = tmp_path / "alone.duckdb"
    expected = here(reports, alone)
    assert (summary.counts.documents_added, len(summary.rejects)) == (16, 3)
    assert summary.facts == expected.facts
    assert fingerprint(warehouse_file) == fingerprint(alone)
    assert check(warehouse_file) == []
    assert not Path(f"{warehouse_file}.shards").exists()


def test_addresses_of_storage_and_of_shards(
    cluster: Cluster, reports: Path, warehouse_file: Path, tmp_path: Path, thidua: Thidua
) -> None:
    address, shards = f"simplecache::file://{reports}", tmp_path / "shards"
    options = ("--dask", cluster.address, "--direct", "--shards", f"file://{shards}", "--warehouse", warehouse_file)
    ran = thidua("load", address, *options)
    assert (ran.status, len(ran.err.splitlines())) == (3, 4), ran.err
    alone = tmp_path / "alone.duckdb"
    here(address, alone)
    assert fingerprint(warehouse_file) == fingerprint(alone)
    assert [*shards.iterdir()] == []
    again = thidua("load", address, *options)
    assert "0 documents loaded (0 of them again), 17 unchanged" in again.out


def test_a_flow_gives_the_cluster_a_task_for_each_batch(
    cluster: Cluster, reports: Path, warehouse_file: Path, tmp_path: Path, thidua_process: Thidua, prefect_home: Path
) -> None:
    options = ("--dask", cluster.address, "--prefect", "--warehouse", warehouse_file)
    ran = thidua_process("load", reports, *options, timeout=600)
    assert ran.status == 3, ran.err
    run_id = ran.err.strip().rpartition("/")[2]
    with closing(sqlite3.connect(prefect_home / "prefect.db")) as connection:
        tasks = connection.execute(
            "SELECT name, state_type FROM task_run WHERE flow_run_id IN (?, ?)", (run_id, run_id.replace("-", ""))
        ).fetchall()
    assert sorted((name.rsplit("-", 1)[0], state) for name, state in tasks) == [
        ("extract_shard", "COMPLETED"),
        ("plan", "COMPLETED"),
    ]
    alone = tmp_path / "alone.duckdb"
    here(reports, alone)
    assert fingerprint(warehouse_file) == fingerprint(alone)


def test_what_workers_do_not_see_is_no_reject(
    cluster: Cluster, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [each for each in corpus.discover([reports]) if isinstance(each, SourceItem)][:2]
    gone = [replace(item, path=Path("/nowhere") / item.path.name) for item in items]
    with connected(cluster.address) as client:
        future = client.submit(extract_shard, gone, str(tmp_path), pure=False)
        with pytest.raises(ClusterError, match=r"does not see /nowhere/broken\.docx"):
            future.result()


class Done:
    """A task that has come to its end."""

    def __init__(self, outcome: list[str] | Exception) -> None:
        self._outcome = outcome

    def result(self) -> list[str]:
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome

    def add_done_callback(self, callback: Callable[[Any], object]) -> None:
        callback(self)


class Threads:
    """A cluster of one thread, as far as a client tells."""

    def nthreads(self) -> dict[str, int]:
        return {"one": 1}


class TestTasks:
    """What becomes of tasks that fail."""

    @pytest.fixture
    def items(self, folder: Path) -> list[SourceItem]:
        for n in range(4, 9):
            (folder / f"cum-{n}.txt").write_text(GOOD.format(n=n), encoding="utf-8")
        return [each for each in corpus.discover([folder]) if isinstance(each, SourceItem)]

    @pytest.fixture(autouse=True)
    def _extracted_here(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(flows.cluster, "extract_sources", lambda items, **_: extract_sources(items, workers=0))

    def run(
        self, items: Sequence[SourceItem], folder: Path, fails: Callable[[Sequence[SourceItem], int], Exception | None]
    ) -> tuple[list[str], list[tuple[str, str]], int]:
        """The documents and rejects that a batch gave, and how many tasks it took."""
        tasks: list[int] = []

        def submit(part: Sequence[SourceItem], shards: str) -> Done:
            tasks.append(len(part))
            error = fails(part, len(tasks))
            return Done(error or extract_shard(part, shards))

        client: Any = Threads()
        settled = [*settled_on(client, submit, [items], str(folder))]
        documents = sorted(each.document.doc_id for extracted, _ in settled for each in extracted)
        rejects = [(Path(reject.source).stem, reject.code) for _, found in settled for reject in found]
        return documents, rejects, len(tasks)

    def test_a_batch_that_kills_workers_is_split_until_one_document_is_left(
        self, items: list[SourceItem], tmp_path: Path
    ) -> None:
        worker: Any = None

        def poisoned(part: Sequence[SourceItem], task: int) -> Exception | None:
            deadly = any(item.doc_id == "cum-5" for item in part)
            return KilledWorker("extract_shard", worker, 3) if deadly else None

        documents, rejects, tasks = self.run(items, tmp_path, poisoned)
        assert documents == [f"cum-{n}" for n in (1, 2, 3, 4, 6, 7, 8)]
        assert rejects == [("cum-5", "crashed")]
        assert tasks == 7

    def test_large_texts_are_left_in_several_shards(
        self, items: list[SourceItem], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(flows.extraction, "PORTION_CHARACTERS", 300)
        assert len(extract_shard(items, str(tmp_path))) == 4
        documents, rejects, tasks = self.run(items, tmp_path, lambda part, task: None)
        assert (len(documents), rejects, tasks) == (8, [], 1)

    @pytest.mark.parametrize("error", [ShardNotWritten("no room"), WorkerStartError("no process")])
    def test_what_may_go_the_next_time_is_tried_again(
        self, items: list[SourceItem], tmp_path: Path, error: Exception
    ) -> None:
        documents, rejects, tasks = self.run(items, tmp_path, lambda part, task: error if task < 3 else None)
        assert (len(documents), rejects, tasks) == (8, [], 3)

    def test_but_not_for_ever(self, items: list[SourceItem], tmp_path: Path) -> None:
        tasks: list[int] = []

        def full(part: Sequence[SourceItem], task: int) -> Exception:
            tasks.append(task)
            return ShardNotWritten("no room")

        with pytest.raises(ClusterError, match="no room"):
            self.run(items, tmp_path, full)
        assert len(tasks) == 3

    def test_an_interruption_keeps_what_is_loaded_and_leaves_no_shards(
        self, items: list[SourceItem], folder: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(flows.planning, "BATCH_DOCUMENTS", 3)
        client: Any = Threads()
        elsewhere = partial(settled_on, client, lambda part, shards: Done(extract_shard(part, shards)))

        def interrupt(part: str, done: int, total: int | None) -> None:
            if part == "load" and done == 6:
                raise KeyboardInterrupt

        request = LoadRequest((str(folder),), warehouse_file, "test", workers=0)
        with pytest.raises(KeyboardInterrupt):
            bulk_load(request, elsewhere=elsewhere, progress=interrupt)
        assert len(contents(warehouse_file).documents) == 6
        assert not Path(f"{warehouse_file}.shards").exists()
        summary = bulk_load(request, elsewhere=elsewhere)
        assert (summary.counts.documents_added, summary.unchanged) == (2, 6)
        assert check(warehouse_file) == []

    def test_a_package_that_a_worker_lacks_is_named(self, items: list[SourceItem], tmp_path: Path) -> None:
        with pytest.raises(ClusterError, match=r"lacks a package \(No module named 'flows'\)"):
            self.run(items, tmp_path, lambda part, task: ModuleNotFoundError("No module named 'flows'"))

    def test_a_scheduler_without_the_program_is_told(self, items: list[SourceItem], tmp_path: Path) -> None:
        error = RuntimeError("Error during deserialization of the task graph. This frequently occurs")
        with pytest.raises(ClusterError, match="needs this version of thidua too"):
            self.run(items, tmp_path, lambda part, task: error)


def test_no_scheduler_is_told_in_one_line(
    folder: Path, warehouse_file: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.cluster, "CONNECT_SECONDS", 0.5)
    ran = thidua("load", folder, "--warehouse", warehouse_file, "--dask", "tcp://127.0.0.1:9")
    assert (ran.status, ran.out) == (1, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("thidua: no Dask scheduler answers at tcp://127.0.0.1:9 (")
    assert not warehouse_file.exists()


def test_the_extra_that_is_missing_is_named(
    folder: Path, warehouse_file: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = thidua("load", folder, "--warehouse", warehouse_file, "--dask", "tcp://127.0.0.1:9")
    assert (ran.status, ran.err) == (1, f"thidua: {flows.cluster.MISSING}\n")


def test_the_embedded_server_is_not_offered_to_other_machines() -> None:
    assert flows.cluster.is_on_this_machine("tcp://127.0.0.1:8786")
    assert not flows.cluster.is_on_this_machine("tcp://10.0.0.5:8786")


def test_shards_go_with_dask(folder: Path, warehouse_file: Path, thidua: Thidua) -> None:
    ran = thidua("load", folder, "--warehouse", warehouse_file, "--shards", "x")
    assert (ran.status, ran.err) == (2, "thidua: --shards goes with --dask\n")
