"""A few of the loads that continuous integration kills; ``python -m tools.kills`` kills twenty."""

import shutil
from pathlib import Path

import pytest

import tools.kills
from tools.kills import PHASES, kill_loads, main
from warehouse import fingerprint

pytestmark = pytest.mark.long

# What holds a proposal until the document is written again, and nothing else.
EMPTIED = {"proposed_changes"}


def test_killed_loads_lose_nothing(tmp_path: Path) -> None:
    killed = list(kill_loads(3, 7, tmp_path))
    assert [each.kill.phase for each in killed] == list(PHASES[:3])
    assert [(each.problems, each.differing) for each in killed] == [((), ())] * 3
    assert any(each.hit for each in killed)
    empty = {table for table, sum_ in fingerprint(tmp_path / "calm.duckdb").items() if sum_ == "0-0"}
    assert empty <= EMPTIED, "nothing can be lost of an empty table"


def test_what_is_lost_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load = tools.kills._load

    def forgetful(reports: Path, path: Path) -> None:
        load(reports, path)
        if path.name == "killed-0.duckdb":
            shutil.copy(path.with_name("before.duckdb"), path)

    monkeypatch.setattr(tools.kills, "_load", forgetful)
    assert main(["--kills", "1"]) == 1
    line, total = capsys.readouterr().out.splitlines()
    assert "documents differs" in line
    assert total.endswith("1 not as before")
