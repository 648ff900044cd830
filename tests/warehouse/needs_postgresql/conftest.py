"""Tests that need a PostgreSQL server, for the catalogue of a lake."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import INSTALL, Server, programs, serving
from warehouse import Lake, load_batch


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    folder = programs()
    if folder is None:
        pytest.skip(f"PostgreSQL is not installed: {INSTALL}")
    with serving(folder) as started:
        yield started


@pytest.fixture(scope="session")
def made(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The database of an empty lake, which is copied for each test; the folder of the Parquet files is one for all."""
    name = server.database()
    load_batch(server.lake(name, tmp_path_factory.mktemp("lake")), (), run_id="run", program_version="0")
    return name


@pytest.fixture
def lake(server: Server, made: str) -> Lake:
    """An empty lake."""
    return server.lake(server.database(made))


@pytest.fixture
def new_lake(server: Server, tmp_path: Path) -> Lake:
    """Where a lake may be made."""
    return server.lake(server.database(), tmp_path / "lake")
