"""Bad input and a bad world: a clear line, the contract's exit status, and everything else loaded."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import extractors.pipeline
import flows.bulk_load
import flows.planning
from models import Document, DocumentFacts, Facts
from tests.running import GOOD, Ran, Thidua, environment
from warehouse import check, contents, fingerprint

pytestmark = pytest.mark.long

PATIENCE = 120.0  # seconds
HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def run(thidua: Thidua, folder: Path, warehouse_file: Path, *options: str) -> Ran:
    return thidua("load", folder, "--warehouse", warehouse_file, "--direct", *options)


def rejects(warehouse_file: Path) -> dict[str, tuple[str, str]]:
    return {Path(r.source).name: (r.stage, r.code) for r in contents(warehouse_file).rejects.values()}


def named(ran: Ran) -> dict[str, str]:
    """The rejects named on standard error: file name to code."""
    parts = [line.split(": ") for line in ran.err.splitlines() if line.startswith("thidua: reject: ")]
    return {Path(part[2]).name: part[3] for part in parts}


def test_files_at_fault_are_rejects_and_the_others_are_loaded(
    folder: Path, warehouse_file: Path, thidua: Thidua
) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x7fELF" + bytes(range(256)))
    (folder / "failing.txt").symlink_to("/proc/self/mem")  # A regular file, and reading it is an error.
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    ran = run(thidua, folder, warehouse_file, "--workers", "2")
    codes = {"empty.txt": "empty", "binary.txt": "binary", "failing.txt": "unreadable", "dangling.txt": "unreadable"}
    assert ran.status == 3
    assert named(ran) == codes
    assert rejects(warehouse_file) == {name: ("read", code) for name, code in codes.items()}
    assert len(contents(warehouse_file).documents) == 3
    assert check(warehouse_file) == []
    assert "Traceback" not in ran.err
    again = run(thidua, folder, warehouse_file, "--workers", "0")
    assert again.status == 3, "they are rejects still"
    assert named(again) == codes
    for name in codes:
        (folder / name).unlink()
    assert run(thidua, folder, warehouse_file, "--workers", "0").status == 0


def test_a_path_that_does_not_exist_is_told_before_anything_is_loaded(
    folder: Path, warehouse_file: Path, thidua: Thidua
) -> None:
    ran = thidua("load", folder, folder / "none", "--warehouse", warehouse_file, "--direct")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"thidua: no such file or folder: {folder / 'none'}\n"
    assert not warehouse_file.exists()


def test_a_thousand_files_with_three_bad_ones(tmp_path: Path, warehouse_file: Path, thidua: Thidua) -> None:
    folder = tmp_path / "many"
    for n in range(1000):
        path = folder / f"{n % 7}" / f"{n:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD.format(n=n), encoding="utf-8")
    for n, content in ((3, b""), (500, b"PK\x03\x04"), (999, b"C\xf4m thi \xae\xaf\xe6a")):
        (folder / f"{n % 7}" / f"{n:04}.txt").write_bytes(content)
    ran = run(thidua, folder, warehouse_file, "--workers", "2")
    assert ran.status == 3
    assert named(ran) == {"0003.txt": "empty", "0500.txt": "binary", "0999.txt": "encoding"}
    assert "997 documents loaded" in ran.out
    before = fingerprint(warehouse_file)
    again = run(thidua, folder, warehouse_file, "--workers", "2")
    assert "0 documents loaded (0 of them again), 997 unchanged" in again.out
    assert fingerprint(warehouse_file) == before


class TestWarehouse:
    """A warehouse that cannot be used."""

    @pytest.mark.parametrize("command", [("load", "FOLDER", "--direct"), ("query", "SELECT 1"), ("show", "x")])
    @pytest.mark.parametrize("content", [b"no database at all\n" * 300, b"short"])
    def test_that_is_none(
        self, folder: Path, tmp_path: Path, thidua: Thidua, command: tuple[str, ...], content: bytes
    ) -> None:
        path = tmp_path / "text.duckdb"
        path.write_bytes(content)
        arguments = [str(folder) if each == "FOLDER" else each for each in command]
        ran = thidua(*arguments, "--warehouse", path)
        assert (ran.status, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert str(path) in ran.err
        assert path.read_bytes() == content

    def test_in_a_folder_that_does_not_exist(self, folder: Path, tmp_path: Path, thidua: Thidua) -> None:
        ran = run(thidua, folder, tmp_path / "none" / "w.duckdb")
        assert (ran.status, len(ran.err.splitlines())) == (2, 1)

    def test_that_another_process_holds(
        self, folder: Path, warehouse_file: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(thidua, folder, warehouse_file, "--workers", "0")
        (folder / "cum-4.txt").write_text(GOOD.format(n=4), encoding="utf-8")
        monkeypatch.setenv("THIDUA_WAIT_SECONDS", "0.2")
        with held(warehouse_file) as holder:
            for ran in (
                run(thidua, folder, warehouse_file, "--workers", "0"),
                thidua("query", "SELECT 1", "--warehouse", warehouse_file),
            ):
                assert (ran.status, ran.out) == (1, "")
                assert len(ran.err.splitlines()) == 1
                assert f"process {holder.pid} holds the warehouse" in ran.err
        assert "1 documents loaded" in run(thidua, folder, warehouse_file, "--workers", "0").out

    def test_that_another_process_holds_for_a_while(
        self, folder: Path, warehouse_file: Path, thidua: Thidua, thidua_process: Thidua
    ) -> None:
        run(thidua, folder, warehouse_file, "--workers", "0")
        with held(warehouse_file) as holder:
            waiting = subprocess.Popen(
                [sys.executable, "-m", "thidua", "query", "SELECT 41 + 1", "--warehouse", str(warehouse_file)],
                stdout=subprocess.PIPE,
                text=True,
                env=environment({}),
            )
            with pytest.raises(subprocess.TimeoutExpired):
                waiting.wait(2)
            holder.communicate()
            out, _ = waiting.communicate(timeout=PATIENCE)
        assert waiting.returncode == 0
        assert "42" in out


@contextlib.contextmanager
def held(warehouse_file: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds a warehouse for writing."""
    command = [sys.executable, "-c", HOLD, str(warehouse_file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder


def many(folder: Path, count: int) -> None:
    """Documents whose texts, which do not repeat, make a warehouse of some megabytes."""
    for n in range(count):
        noise = " ".join(os.urandom(6).hex() for _ in range(1500))
        (folder / f"m{n:04}.txt").write_text(f"{GOOD.format(n=n)}\n{noise}", encoding="utf-8")


def no_facts(document: Document) -> Facts:
    return Facts(
        doc_id=document.doc_id,
        source=document.source,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        extractor_version=extractors.pipeline.EXTRACTOR_VERSION,
        document=DocumentFacts(kind="other"),
    )


def assert_full(ran: Ran, warehouse_file: Path, total: int) -> None:
    assert ran.status == 1
    assert ran.err.splitlines()[-1].startswith(f"thidua: {warehouse_file}: the disk is full")
    assert "Traceback" not in ran.err
    assert 0 < len(contents(warehouse_file).documents) < total
    assert check(warehouse_file) == []


class TestFullDisk:
    """No room: what was committed stays whole, and the next load goes on."""

    @pytest.fixture(autouse=True)
    def _small_batches_of_documents_without_facts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(flows.planning, "BATCH_DOCUMENTS", 8)
        monkeypatch.setattr(extractors.pipeline, "extract", no_facts)

    def test_of_a_real_file_system(self, folder: Path, tmp_path: Path, thidua: Thidua) -> None:
        many(folder, 60)
        small = tmp_path / "small"
        small.mkdir()
        mounting = ["mount", "-t", "tmpfs", "-o", "size=5m", "none", str(small)]
        if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
            pytest.skip("a small file system can be mounted by root only; the next test limits file sizes instead")
        try:
            path = small / "w.duckdb"
            assert_full(run(thidua, folder, path, "--workers", "0"), path, 63)
            subprocess.run(["mount", "-o", "remount,size=100m", str(small)], check=True)
            assert run(thidua, folder, path, "--workers", "0").status == 0
            assert len(contents(path).documents) == 63
        finally:
            subprocess.run(["umount", "--lazy", str(small)], check=True)

    def test_by_a_limit_of_file_sizes(self, folder: Path, warehouse_file: Path, thidua: Thidua) -> None:
        many(folder, 60)
        with limited_files(3 << 20):
            ran = run(thidua, folder, warehouse_file, "--workers", "0")
        assert_full(ran, warehouse_file, 63)
        assert run(thidua, folder, warehouse_file, "--workers", "0").status == 0
        assert len(contents(warehouse_file).documents) == 63


@contextlib.contextmanager
def limited_files(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def start(folder: Path, warehouse_file: Path, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "thidua", "load", str(folder), "--warehouse", str(warehouse_file), "--direct"]
    return subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment({}),
        start_new_session=True,
    )


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "nothing happens"
        time.sleep(0.01)


def children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(c) for t in Path(f"/proc/{pid}/task").iterdir() for c in (t / "children").read_text().split()]
    return []


def at_work(load: "subprocess.Popen[str]") -> list[int]:
    """The workers of a load that have used some processor time on a document: grandchildren through their server."""
    workers = [worker for child in children(load.pid) for worker in children(child)]
    return [worker for worker in workers if busy_ticks(worker) >= 20]


def busy_ticks(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11])
    except OSError:
        return 0


@pytest.fixture
def large(folder: Path) -> Path:
    """Documents of which each takes a worker a while."""
    for n in range(6):
        noise = "\n".join(f"Hội Nông dân huyện {n}.{line} họp ngày 1/2/2023 tại Huế." for line in range(1000))
        (folder / f"large-{n:02}.txt").write_text(f"{GOOD.format(n=n)}\n{noise}", encoding="utf-8")
    return folder


def test_a_killed_worker_costs_nothing(large: Path, warehouse_file: Path) -> None:
    with start(large, warehouse_file, "--workers", "1") as load:
        until(lambda: bool(at_work(load)) or load.poll() is not None)
        os.kill(at_work(load)[0], signal.SIGKILL)
        out, err = load.communicate(timeout=PATIENCE)
    assert load.returncode == 0, err
    assert "9 documents loaded" in out
    assert rejects(warehouse_file) == {}
    assert check(warehouse_file) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_load_leaves_nothing_behind_and_goes_on(
    large: Path, warehouse_file: Path, thidua: Thidua, number: signal.Signals
) -> None:
    with start(large, warehouse_file, "--workers", "2") as load:
        until(lambda: bool(at_work(load)) or load.poll() is not None)
        family = [*children(load.pid), *at_work(load)]
        if number == signal.SIGINT:
            os.killpg(load.pid, number)  # As a terminal does.
        else:
            load.send_signal(number)
        _, err = load.communicate(timeout=PATIENCE)
    if number == signal.SIGINT:
        assert (load.returncode, err) == (
            1,
            "thidua: interrupted: what is loaded stays, and the same command goes on from there\n",
        )
    else:
        assert load.returncode == -number
    until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in family))
    assert run(thidua, large, warehouse_file, "--workers", "2").status == 0
    assert len(contents(warehouse_file).documents) == 9
    assert check(warehouse_file) == []
