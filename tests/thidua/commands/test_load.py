"""``thidua load``: the summary; what may go wrong is in test_faults.py."""

import re
from pathlib import Path

import pytest

from tests.running import Thidua
from warehouse import fingerprint


def test_summary_and_second_run(folder: Path, warehouse_file: Path, thidua: Thidua) -> None:
    (folder / "facts.json").write_text("{}")
    first = thidua("load", folder, "--warehouse", warehouse_file, "--workers", "0", "--direct")
    assert first.status == 0
    counts, facts, time = first.out.splitlines()
    assert counts == (
        f"{warehouse_file}: 3 documents loaded (0 of them again), 0 unchanged, 1 files skipped, 0 rejected"
    )
    assert re.fullmatch(r"facts: \d+ \(\d+ clusters, \d+ members, .*, \d+ references\)", facts)
    assert re.fullmatch(r"time: \d+\.\d s, \d+\.\d documents/s", time)
    assert first.err.startswith("thidua: ran without Prefect; for run pages use --prefect")
    before = fingerprint(warehouse_file)
    second = thidua("load", folder, "--warehouse", warehouse_file, "--workers", "0", "--direct")
    assert second.status == 0
    assert "0 documents loaded (0 of them again), 3 unchanged" in second.out
    assert "facts:" not in second.out
    assert fingerprint(warehouse_file) == before


def test_the_warehouse_may_be_named_by_the_environment(folder: Path, thidua_process: Thidua, tmp_path: Path) -> None:
    path = str(tmp_path / "named.duckdb")
    ran = thidua_process("load", folder, "--direct", "--workers", "0", THIDUA_WAREHOUSE=path)
    assert ran.out.startswith(f"{path}: 3 documents loaded")


def test_the_warehouse_is_in_this_folder_unless_named(
    folder: Path, thidua: Thidua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    thidua("load", folder, "--direct", "--workers", "0")
    assert (tmp_path / "thidua.duckdb").exists()
