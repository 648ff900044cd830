"""``thidua doctor``."""

import platform
from pathlib import Path

import pytest

from tests.running import Thidua


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


def line_of(out: str, subject: str) -> str:
    return next(line for line in out.splitlines() if line.lstrip().startswith(subject))


def test_what_is_missing_and_how_to_get_it(no_tools: Path, thidua: Thidua, warehouse_file: Path) -> None:
    ran = thidua("doctor", "--warehouse", warehouse_file)
    assert (ran.status, ran.err) == (0, "")
    assert platform.python_version() in line_of(ran.out, "Python")
    assert "1.5.5" in line_of(ran.out, "duckdb")
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in line_of(ran.out, "tesseract")
    assert "not used yet" in line_of(ran.out, "antiword")
    assert "not configured" in line_of(ran.out, "Prefect API")
    assert f"{warehouse_file}: none yet" in line_of(ran.out, "warehouse")


def test_tesseract_without_vietnamese(no_tools: Path, thidua: Thidua) -> None:
    tesseract = no_tools / "tesseract"
    tesseract.write_text("#!/bin/sh\necho eng\n")
    tesseract.chmod(0o755)
    assert "without Vietnamese" in line_of(thidua("doctor").out, "tesseract")
    tesseract.write_text("#!/bin/sh\necho eng\necho vie\n")
    line = line_of(thidua("doctor").out, "tesseract")
    assert "without Vietnamese" not in line
    assert "apt-get" not in line


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
