"""A warehouse to ask."""

from pathlib import Path

import pytest

from flows.bulk_load import LoadRequest, bulk_load


@pytest.fixture
def loaded(folder: Path, warehouse_file: Path) -> Path:
    """The warehouse of the folder's documents."""
    bulk_load(LoadRequest((str(folder),), warehouse_file, "test", workers=0))
    return warehouse_file
