"""Lakes on the command line; what needs a server is in tests/flows/needs_postgresql."""

from pathlib import Path

import pytest

from tests.running import Thidua

NOWHERE = "ducklake:postgres:dbname=x host=/nowhere"


@pytest.mark.parametrize(
    "arguments",
    [
        ("load", "FOLDER", "--direct", "--workers", "0", "--data-path", "lake"),
        ("query", "SELECT 1"),
        ("show", "x"),
        ("search", "x"),
        ("export", "out", "--format", "csv"),
        ("review", "export", "facts.csv"),
        ("forget", "x"),
        ("warehouse", "check"),
        ("warehouse", "compact"),
    ],
)
def test_a_server_that_does_not_answer(
    arguments: tuple[str, ...], folder: Path, thidua: Thidua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = thidua(*(str(folder) if each == "FOLDER" else each for each in arguments), "--warehouse", NOWHERE)
    assert ran.status == 1
    (line,) = ran.err.splitlines()
    assert line.startswith(f"thidua: {NOWHERE}: PostgreSQL cannot be reached: connection to server")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("load", "FOLDER", "--publish", "copy.duckdb"), "a lake cannot be published"),
        (("warehouse", "backup", "copy.duckdb"), "a lake cannot be backed up as a file"),
        (("watch", "--once"), "a lake cannot be watched for"),
    ],
)
def test_what_only_a_file_can(
    arguments: tuple[str, ...],
    said: str,
    folder: Path,
    thidua: Thidua,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.toml").write_text('[[sources]]\nname = "a"\nkind = "folder"\npath = "."\n', encoding="utf-8")
    ran = thidua(*(str(folder) if each == "FOLDER" else each for each in arguments), "--warehouse", NOWHERE)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert not (tmp_path / "copy.duckdb").exists()


@pytest.mark.parametrize("name", ["postgresql://db/x", "ducklake:x.ducklake", "ducklake:postgresql://a:secret@db/x"])
def test_a_name_that_is_none(name: str, thidua: Thidua) -> None:
    ran = thidua("query", "SELECT 1", "--warehouse", name)
    assert (ran.status, ran.out) == (2, "")
    assert "secret" not in ran.err


def test_the_name_may_come_from_the_environment(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_WAREHOUSE", NOWHERE)
    assert "PostgreSQL cannot be reached" in thidua("query", "SELECT 1").err


def test_options_that_do_not_go_together(thidua: Thidua, warehouse_file: Path, folder: Path) -> None:
    assert thidua("load", folder, "--warehouse", warehouse_file, "--data-path", "lake").status == 2
    assert thidua("warehouse", "compact", "--warehouse", warehouse_file).status == 2
    assert thidua("warehouse", "check", "--keep-days", "1", "--warehouse", warehouse_file).status == 2
    assert not warehouse_file.exists()


def test_the_doctor_knows_what_a_lake_needs(thidua: Thidua, warehouse_file: Path) -> None:
    out = thidua("doctor", "--warehouse", warehouse_file).out
    (lake,) = [line for line in out.splitlines() if line.startswith("DuckLake")]
    assert "several machines cannot load into one warehouse" in lake
    (server,) = [line for line in out.splitlines() if line.startswith("PostgreSQL server")]
    assert "apt-get install postgresql" in server
    ran = thidua("doctor", "--warehouse", NOWHERE)
    assert ran.status == 0
    assert "PostgreSQL cannot be reached" in ran.out
