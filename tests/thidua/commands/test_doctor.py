"""``thidua doctor``."""

import platform
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.tools import installed
from tests.running import Thidua


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    installed.cache_clear()
    yield programs
    installed.cache_clear()


def line_of(out: str, subject: str) -> str:
    return next(line for line in out.splitlines() if line.lstrip().startswith(subject))


def test_what_is_missing_and_how_to_get_it(no_tools: Path, thidua: Thidua, warehouse_file: Path) -> None:
    ran = thidua("doctor", "--warehouse", warehouse_file)
    assert (ran.status, ran.err) == (0, "")
    assert platform.python_version() in line_of(ran.out, "Python")
    assert "1.5.5" in line_of(ran.out, "duckdb")
    for name, lost, command in (
        ("tesseract", "scans and images are not read", "apt-get install tesseract-ocr tesseract-ocr-vie"),
        ("antiword", "DOC needs", "apt-get install antiword"),
        ("catdoc", "DOC needs", "apt-get install catdoc"),
        ("libreoffice", "RTF is not read", "apt-get install libreoffice-writer-nogui"),
    ):
        line = line_of(ran.out, name)
        assert "not installed" in line
        assert lost in line
        assert command in line
    assert "not configured" in line_of(ran.out, "Prefect API")
    assert f"{warehouse_file}: none yet" in line_of(ran.out, "warehouse")


def test_tesseract_without_vietnamese(no_tools: Path, thidua: Thidua) -> None:
    tesseract = no_tools / "tesseract"
    tesseract.write_text("#!/bin/sh\necho tesseract 5.3.0; echo eng\n")
    tesseract.chmod(0o755)
    assert f"5.3.0 ({tesseract}), without Vietnamese" in line_of(thidua("doctor").out, "tesseract")
    installed.cache_clear()
    tesseract.write_text("#!/bin/sh\necho tesseract 5.3.0; echo eng; echo vie\n")
    line = line_of(thidua("doctor").out, "tesseract")
    assert "without Vietnamese" not in line
    assert "without it scans and images are not read" in line


def test_state_of_the_warehouse(loaded: Path, thidua: Thidua, tmp_path: Path) -> None:
    assert f"{loaded}: 3 documents, 0 rejects" in line_of(thidua("doctor", "--warehouse", loaded).out, "warehouse")
    other = tmp_path / "text.duckdb"
    other.write_text("no warehouse")
    ran = thidua("doctor", "--warehouse", other)
    assert ran.status == 0
    assert str(other) in line_of(ran.out, "warehouse")


def test_a_configured_api(thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    assert "http://127.0.0.1:4200/api" in line_of(thidua("doctor").out, "Prefect API")
