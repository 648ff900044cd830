"""Two processes that load overlapping folders into one lake, killed and started again at random."""

import random
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.running import GOOD, SAMPLES, environment
from warehouse import Lake, check, fingerprint, run_query

pytestmark = pytest.mark.long

KILLS = 3
"""Of each of the two."""
# The command itself, in batches of a few documents so that there are many commits to be killed in. It says when it
# begins, since what it imports takes longer than what it does.
LOAD = """
import sys
import flows.bulk_load, flows.extraction, flows.planning, flows.sharing
from thidua.cli import main

flows.planning.BATCH_DOCUMENTS = flows.sharing.SHARED_DOCUMENTS = int(sys.argv[1])
print("begins", flush=True)
sys.exit(main(sys.argv[2:]))
"""


def loader(lake: Lake, folders: Sequence[Path], batch: int) -> "subprocess.Popen[str]":
    started = subprocess.Popen(
        [
            *(sys.executable, "-c", LOAD, str(batch), "load", *map(str, folders), "--direct", "--workers", "0"),
            *("--warehouse", str(lake), "--data-path", str(lake.data_path)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment({"THIDUA_WAIT_SECONDS": "300"}),
    )
    assert started.stdout is not None
    if started.stdout.readline() != "begins\n":
        output, _ = started.communicate()
        pytest.fail(output)
    return started


def killed_and_restarted(
    lake: Lake, folders: Sequence[Path], chance: random.Random, ends: list[tuple[int, str]]
) -> None:
    """Start the loader, kill it after a while, some times; then let it end. What it ended with is added to ``ends``."""
    for _ in range(KILLS):
        with loader(lake, folders, chance.randint(2, 5)) as running:
            try:
                running.wait(chance.uniform(0.2, 6))
            except subprocess.TimeoutExpired:
                running.kill()
    with loader(lake, folders, 4) as last:
        output, _ = last.communicate()
    ends.append((last.returncode, output))


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """Three folders of documents; some lie in two of them, one cannot be read."""
    made = [tmp_path / name for name in ("a", "b", "c")]
    for folder in made:
        folder.mkdir()
    for number, sample in enumerate(sorted(SAMPLES.glob("*.txt"))[:12]):
        text = sample.read_text(encoding="utf-8")
        for folder in {made[number % 3], made[number // 4]}:
            (folder / sample.name).write_text(text, encoding="utf-8")
    for number in range(6):
        (made[number % 3] / f"cum-{number}.txt").write_text(GOOD.format(n=number), encoding="utf-8")
    (made[1] / "empty.pdf").write_bytes(b"")
    return made


@pytest.mark.parametrize("seed", [1])
def test_no_fact_is_lost_and_none_is_there_twice(lake: Lake, folders: list[Path], tmp_path: Path, seed: int) -> None:
    ends: list[tuple[int, str]] = []
    first, second, third = folders
    threads = [
        threading.Thread(target=killed_and_restarted, args=(lake, given, random.Random(f"{seed} {name}"), ends))
        for name, given in (("one", [first, second]), ("two", [third, second]))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Both were given the folder with the file that cannot be read.
    assert [status for status, _ in ends] == [3, 3], ends
    file = tmp_path / "w.duckdb"
    told = subprocess.run(
        [*(sys.executable, "-m", "thidua", "load", *map(str, folders)), "--warehouse", str(file), "--workers", "0"],
        capture_output=True,
        text=True,
        check=False,
        env=environment({}),
    )
    assert told.returncode == 3, told.stderr
    found = fingerprint(lake)
    del found["turns"]
    assert found == fingerprint(file)
    assert check(lake) == []
    counts = "SELECT count(*), count(DISTINCT fact_id) FROM facts"
    ((facts, ids),) = run_query(lake, counts).rows()
    assert facts == ids > 100
    assert [*run_query(file, counts).rows()] == [(facts, ids)]
