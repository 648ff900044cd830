"""What a warehouse is called: a file or a lake."""

import sys
from pathlib import Path

import duckdb
import pytest

from warehouse import Lake, LakeUnavailable, NotAWarehouse, contents, place_called


@pytest.mark.parametrize(
    ("name", "catalogue"),
    [
        ("ducklake:postgres:dbname=thidua host=db.example", "dbname=thidua host=db.example"),
        ("ducklake:postgresql://lan@db.example/thidua", "postgresql://lan@db.example/thidua"),
        ("ducklake:postgres://db.example/thidua", "postgres://db.example/thidua"),
        ("ducklake:postgres:postgresql://db.example/thidua", "postgresql://db.example/thidua"),
    ],
)
def test_lakes_are_named_as_duckdb_names_them(name: str, catalogue: str) -> None:
    lake = place_called(name)
    assert lake == Lake(catalogue)
    assert place_called(str(lake)) == lake


def test_anything_else_is_a_file() -> None:
    assert place_called("w.duckdb") == Path("w.duckdb")
    assert place_called("ducklake.duckdb") == Path("ducklake.duckdb")


def test_the_data_path_is_the_same_from_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_called("ducklake:postgres:dbname=x", Path("lake")) == Lake("dbname=x", tmp_path / "lake")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("postgresql://lan:secret@db.example/thidua", "ducklake:postgresql://"),
        ("ducklake:catalogue.ducklake", "only PostgreSQL can hold the catalogue"),
        ("ducklake:sqlite:catalogue.sqlite", "only PostgreSQL can hold the catalogue"),
        ("ducklake:mysql://lan:secret@db.example/thidua", "only PostgreSQL can hold the catalogue"),
        ("ducklake:postgresql://lan:secret@db.example/thidua", "without its password"),
        ("ducklake:postgres:dbname=x password=secret", "without its password"),
        ("ducklake:postgres:dbname=x pasword", "not understood by PostgreSQL"),
    ],
)
def test_what_is_no_name_is_refused_without_showing_passwords(name: str, said: str) -> None:
    with pytest.raises(NotAWarehouse, match=said) as raised:
        place_called(name)
    assert "secret" not in str(raised.value)


def test_a_file_has_no_data_path() -> None:
    with pytest.raises(NotAWarehouse, match="a file has no data path"):
        place_called("w.duckdb", Path("lake"))


@pytest.mark.parametrize("package", ["psycopg", "duckdb_extension_ducklake", "duckdb_extension_postgres_scanner"])
def test_missing_packages_are_named_by_their_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(LakeUnavailable, match=r"pip install 'thidua\[lake\]'"):
        contents(place_called("ducklake:postgres:dbname=x host=/nowhere"))


def test_extensions_of_another_version_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "__version__", "9.9.9")
    with pytest.raises(LakeUnavailable, match=r"duckdb-extension-ducklake is not of version 9\.9\.9"):
        contents(Lake("dbname=x host=/nowhere"))


def test_a_server_that_does_not_answer_is_told_in_one_line() -> None:
    with pytest.raises(LakeUnavailable, match="PostgreSQL cannot be reached: connection to server") as raised:
        contents(Lake("dbname=x host=/nowhere"))
    assert "\n" not in str(raised.value)
