"""Killed loaders and full disks: afterwards the warehouse is as before or as after, and a rerun completes it."""

import os
import pickle
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from warehouse import Item, check, fingerprint, load_batch

pytestmark = pytest.mark.long

MakeItem = Callable[..., Item]
RunPython = Callable[..., "subprocess.CompletedProcess[str]"]

# Runs the load once to count its statements, then once for every ninth of them in a child that is killed before it,
# and once in a child that is killed right after the commit. Each has its own copy of the warehouse.
KILL = """
import os, pickle, shutil, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from warehouse.batches import prepare_batch
from warehouse.connection import writing
from warehouse.loading import write_batch

before, folder = Path(sys.argv[1]), Path(sys.argv[2])
batch = prepare_batch(*pickle.loads((folder / "batch.pickle").read_bytes()))

class Watched:
    def __init__(self, connection, last):
        self.connection, self.last, self.count = connection, last, 0

    def __getattr__(self, name):
        def call(*arguments):
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.count += 1
            return getattr(self.connection, name)(*arguments)
        return call

def load(name, last):
    target = folder / name
    shutil.copy(before, target)
    with writing(target) as connection:
        watched = Watched(connection, last)
        write_batch(watched, batch, run_id="run", program_version="0", started_at=datetime.now(UTC))
        if last == -1:
            os.kill(os.getpid(), signal.SIGKILL)
    return watched.count

def in_child(name, last):
    child = os.fork()
    if child == 0:
        counted = load(name, last)
        (folder / "count").write_text(str(counted))
        os._exit(0)
    return os.waitpid(child, 0)[1]

assert in_child("counted.duckdb", None) == 0
count = int((folder / "count").read_text())
assert in_child("killed_after.duckdb", -1) == signal.SIGKILL
for last in [*range(0, count, 9), count - 1]:
    assert in_child(f"killed_{last}.duckdb", last) == signal.SIGKILL
"""

FILL = """
import pickle, resource, sys
from pathlib import Path
from warehouse import DiskFull, load_batch

if len(sys.argv) > 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    load_batch(Path(sys.argv[1]), pickle.loads(Path(sys.argv[2]).read_bytes()), run_id="run", program_version="0")
except DiskFull as error:
    print(error)
"""


def load(path: Path, *items: Item) -> None:
    load_batch(path, items, run_id="run", program_version="0")


def test_a_killed_loader_leaves_all_or_nothing(
    tmp_path: Path, rich_item: Item, make_item: MakeItem, run_python: RunPython
) -> None:
    before = tmp_path / "before.duckdb"
    load(before, make_item(rich_item.document.text, "archive/rich.txt", version="0"), make_item("khác", "other.txt"))
    new = make_item("Cụm thi đua số 9", clusters=[{"id": "c1", "name": "Cụm thi đua số 9", "kind": "cum"}])
    (tmp_path / "batch.pickle").write_bytes(pickle.dumps(((rich_item, new),)))
    program = run_python(KILL, str(before), str(tmp_path))
    assert program.returncode == 0, program.stderr
    undisturbed = fingerprint(tmp_path / "counted.duckdb")
    untouched = fingerprint(before)
    killed = sorted(tmp_path.glob("killed_*.duckdb"))
    assert len(killed) > 6
    for path in killed:
        assert fingerprint(path) == (undisturbed if path.stem == "killed_after" else untouched)
        load(path, rich_item, new)
        assert fingerprint(path) == undisturbed
        assert check(path) == []


@pytest.fixture
def many_items(make_item: MakeItem) -> list[Item]:
    """A few megabytes that do not compress."""
    return [make_item(os.urandom(50_000).hex(), f"{number}.txt") for number in range(60)]


def is_undone_and_repeatable(path: Path, output: str, before: dict[str, str], items: list[Item]) -> None:
    assert "the disk is full" in output
    assert output.count("\n") == 1
    assert fingerprint(path) == before
    with tempfile.TemporaryDirectory() as roomy:
        for file in path.parent.glob(f"{path.name}*"):  # the file and what DuckDB left of its log
            shutil.copy(file, roomy)
        load(Path(roomy) / path.name, *items)
        assert check(Path(roomy) / path.name) == []
        assert fingerprint(Path(roomy) / path.name)["documents"].startswith(f"{len(items)}-")


def test_a_file_that_may_not_grow(tmp_path: Path, many_items: list[Item], run_python: RunPython) -> None:
    path = tmp_path / "w.duckdb"
    load(path)
    before = fingerprint(path)
    (tmp_path / "items.pickle").write_bytes(pickle.dumps(many_items))
    program = run_python(FILL, str(path), str(tmp_path / "items.pickle"), str(path.stat().st_size))
    assert program.returncode == 0, program.stderr
    is_undone_and_repeatable(path, program.stdout, before, many_items)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, where this process may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(tmp_path: Path, small_disk: Path, many_items: list[Item], run_python: RunPython) -> None:
    path = small_disk / "w.duckdb"
    load(path)
    before = fingerprint(path)
    (tmp_path / "items.pickle").write_bytes(pickle.dumps(many_items))
    program = run_python(FILL, str(path), str(tmp_path / "items.pickle"))
    assert program.returncode == 0, program.stderr
    is_undone_and_repeatable(path, program.stdout, before, many_items)


def test_no_room_to_make_a_warehouse(tmp_path: Path, rich_item: Item, run_python: RunPython) -> None:
    (tmp_path / "items.pickle").write_bytes(pickle.dumps([rich_item]))
    program = run_python(FILL, str(tmp_path / "w.duckdb"), str(tmp_path / "items.pickle"), "9000")
    assert program.returncode == 0, program.stderr
    assert "the disk is full" in program.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["items.pickle"]
