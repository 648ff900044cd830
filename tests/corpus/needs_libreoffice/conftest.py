"""Tests that need LibreOffice."""

import pytest

from corpus.tools import SOFFICE, installed


@pytest.fixture(autouse=True)
def _needs_libreoffice() -> None:
    if installed(SOFFICE) is None:
        pytest.skip(f"LibreOffice is not installed: {SOFFICE.install}")
