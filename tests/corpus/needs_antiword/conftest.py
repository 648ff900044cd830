"""Tests that need antiword, and LibreOffice to make the files."""

import pytest

from corpus.tools import ANTIWORD, SOFFICE, installed


@pytest.fixture(autouse=True)
def _needs_antiword() -> None:
    for tool in (ANTIWORD, SOFFICE):
        if installed(tool) is None:
            pytest.skip(f"{tool.name} is not installed: {tool.install}")
