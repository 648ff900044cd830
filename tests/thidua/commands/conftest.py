"""A warehouse to ask."""

import shutil
from pathlib import Path

import pytest

from flows.bulk_load import LoadRequest, bulk_load
from tests.running import write_reports


@pytest.fixture(scope="session")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded")
    made = folder / "w.duckdb"
    bulk_load(LoadRequest((str(write_reports(folder / "reports")),), made, "test", workers=0))
    return made


@pytest.fixture
def loaded(_loaded: Path, warehouse_file: Path) -> Path:
    """The warehouse of three documents."""
    return shutil.copyfile(_loaded, warehouse_file)
