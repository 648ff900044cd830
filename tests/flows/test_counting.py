"""Counting ahead."""

from pathlib import Path

import pytest

from flows.counting import Ahead
from tests.rendering.archives import zipped


def test_sources_are_counted(folder: Path) -> None:
    (folder / "facts.json").write_text("{}")
    assert Ahead([str(folder)]).wait() == 3


@pytest.mark.parametrize("path", ["https://example.org/a.txt", "s3://bucket/x", "none"])
def test_of_what_is_elsewhere_nobody_knows(folder: Path, path: str) -> None:
    assert Ahead([str(folder), path]).wait() is None


def test_nor_of_what_is_in_containers(folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({"a.txt": b"a"}))
    assert Ahead([str(folder)]).wait() is None


def test_it_can_be_stopped(folder: Path) -> None:
    ahead = Ahead([str(folder)] * 10_000)
    ahead.stop()
    assert ahead.total in (None, 30_000)
