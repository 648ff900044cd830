"""``thidua forget``."""

from pathlib import Path

from tests.running import Thidua


def test_a_forgotten_document_stays_away_until_it_is_allowed(loaded: Path, folder: Path, thidua: Thidua) -> None:
    ran = thidua("forget", "cum-2", "--warehouse", loaded)
    first, second, third = ran.out.splitlines()
    assert ran.status == 0
    assert second.endswith("cum-2.txt")
    assert "1 documents" in third
    sha256 = first.split("SHA-256 ")[1].rstrip(")")
    load = ("load", folder, "--warehouse", loaded, "--workers", "0", "--direct")
    assert "forgotten documents left out: 1" in thidua(*load).out
    assert thidua("show", "cum-2", "--warehouse", loaded).status == 2
    assert thidua("forget", "--allow", sha256[:10], "--warehouse", loaded).out == f"{sha256} may be loaded again\n"
    assert ": 1 documents loaded" in thidua(*load).out


def test_unknown_names(loaded: Path, thidua: Thidua) -> None:
    for arguments in (("none",), ("--allow", "abc")):
        assert thidua("forget", *arguments, "--warehouse", loaded).status == 2
