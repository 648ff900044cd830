"""``thidua export``."""

from pathlib import Path

import pytest

from tests.running import Thidua


@pytest.mark.parametrize(
    ("options", "suffix"), [(("--format", "parquet"), "parquet"), (("--format", "csv"), "csv"), (("--excel",), "csv")]
)
def test_every_table_and_view(
    loaded: Path, thidua: Thidua, tmp_path: Path, options: tuple[str, ...], suffix: str
) -> None:
    out = tmp_path / "out"
    ran = thidua("export", out, "--warehouse", loaded, *options)
    written = sorted(path.name for path in out.iterdir())
    assert (ran.status, ran.out) == (0, f"{len(written)} files written to {out}\n")
    assert "datapackage.json" in written
    assert {f"{name}.{suffix}" for name in ("documents", "next_heads", "evidence")} <= set(written)
    if suffix == "csv":
        assert (out / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbf") == ("--excel" in options)


def test_a_workbook(loaded: Path, thidua: Thidua, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    ran = thidua("export", tmp_path, "--warehouse", loaded, "--format", "xlsx")
    assert (ran.status, ran.out) == (0, f"2 files written to {tmp_path}\n")
    assert (tmp_path / "thidua.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "options", [("--format", "xlsx", "--excel"), ("--format", "csv", "--partitioned"), ("--partitioned",)]
)
def test_options_that_do_not_go_together(
    loaded: Path, thidua: Thidua, tmp_path: Path, options: tuple[str, ...]
) -> None:
    ran = thidua("export", tmp_path / "out", "--warehouse", loaded, *options)
    assert (ran.status, ran.out) == (2, "")
