"""What docs/operations.md shows can be done."""

import re
import tomllib
from pathlib import Path

import pytest

from flows.watching.sources import read_sources
from tests.running import ROOT
from warehouse import load_batch, run_query

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert found
    return found


def test_queries_are_understood(warehouse_file: Path) -> None:
    load_batch(warehouse_file, [], run_id="r", program_version="1")
    for sql in blocks("sql"):
        assert run_query(warehouse_file, sql).columns


def test_files_of_sources_are_read(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    whole, alerts = (text for text in blocks("toml") if text.startswith("["))
    file.write_text(alerts + whole, encoding="utf-8")
    read = read_sources(file)
    assert [source.kind for source in read.sources] == ["feed", "sitemap", "listing", "folder", "mail"]
    assert read.alerts.block == "slack-webhook/ops"


def test_archives_are_patterns(tmp_path: Path) -> None:
    (text,) = (text for text in blocks("toml") if text.startswith("archive"))
    file = tmp_path / "sources.toml"
    for line in text.splitlines():
        archive = tomllib.loads(line)["archive"]
        file.write_text(
            f'[[sources]]\nname = "a"\nkind = "listing"\nurl = "https://a.example/"\narchive = "{archive}"\n'
        )
        assert read_sources(file).sources[0].archive == archive


@pytest.mark.parametrize("name", ["Containerfile", "prefect.yaml", "automations.yaml", "requirements.lock"])
def test_files_that_are_named_are_there(name: str) -> None:
    assert f"{name}" in PAGE
    assert (ROOT / name).is_file()
