"""Tests that need catdoc, and LibreOffice to make the files."""

import pytest

from corpus.tools import CATDOC, SOFFICE, installed


@pytest.fixture(autouse=True)
def _needs_catdoc() -> None:
    for tool in (CATDOC, SOFFICE):
        if installed(tool) is None:
            pytest.skip(f"{tool.name} is not installed: {tool.install}")
