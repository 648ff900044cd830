"""Tests that need Tesseract with Vietnamese."""

import pytest

from corpus.tools import TESSERACT, installed


@pytest.fixture(autouse=True)
def _needs_tesseract() -> None:
    found = installed(TESSERACT)
    if found is None or not found.complete:
        pytest.skip(f"{TESSERACT.name} with Vietnamese is not installed: {TESSERACT.install}")
