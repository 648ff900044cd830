"""Tests that need a PostgreSQL server, for the catalogue of a lake."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import INSTALL, Server, programs, serving
from warehouse import Lake


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    folder = programs()
    if folder is None:
        pytest.skip(f"PostgreSQL is not installed: {INSTALL}")
    with serving(folder) as started:
        yield started


@pytest.fixture
def lake(server: Server, tmp_path: Path) -> Lake:
    """Where a lake may be made."""
    return server.lake(server.database(), tmp_path / "lake")
