"""``thidua warehouse``."""

from pathlib import Path

import duckdb
import pytest

from tests.running import Thidua


def test_a_sound_warehouse(loaded: Path, thidua: Thidua) -> None:
    ran = thidua("warehouse", "check", "--warehouse", loaded)
    assert (ran.status, ran.out, ran.err) == (0, f"{loaded}: all is well\n", "")


def test_problems_are_named(loaded: Path, thidua: Thidua) -> None:
    with duckdb.connect(str(loaded)) as connection:
        connection.execute("UPDATE evidence SET quote = 'x'")
    ran = thidua("warehouse", "check", "--warehouse", loaded)
    assert ran.status == 1
    assert "it does not read back from the document's text" in ran.err
    assert ran.out.endswith(" problems\n")


def test_a_backup(loaded: Path, thidua: Thidua, tmp_path: Path) -> None:
    target = tmp_path / "copy.duckdb"
    ran = thidua("warehouse", "backup", target, "--warehouse", loaded)
    assert ran.status == 0
    assert ran.out.startswith(f"{target}: ")
    assert thidua("warehouse", "check", "--warehouse", target).status == 0


@pytest.mark.parametrize("arguments", [("backup",), ("check", "x"), ("mend",), ("backup", __file__)])
def test_wrong_usage(loaded: Path, thidua: Thidua, arguments: tuple[str, ...]) -> None:
    ran = thidua("warehouse", *arguments, "--warehouse", loaded)
    assert (ran.status, ran.out) == (2, "")
