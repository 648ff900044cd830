"""Logs for machines."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.flows.watching.site import Site, meeting
from tests.running import Thidua
from tests.serving import serving


@pytest.fixture
def as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_LOG_FORMAT", "json")


def lines(text: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in text.splitlines()]
    assert all(each["time"].endswith("+00:00") for each in found)
    return found


@pytest.mark.usefixtures("as_json")
def test_a_line_for_each_look_reject_and_alert(tmp_path: Path, thidua: Thidua) -> None:
    site = Site(pages={"/1": meeting(1)}, listed=["/1", "/không"])
    with serving(site) as site.address:  # type: ignore[arg-type]
        (tmp_path / "sources.toml").write_text(
            f'[[sources]]\nname = "tin"\nkind = "feed"\nurl = "{site.address}/rss"\ndelay_seconds = 0\n'
            '[[sources]]\nname = "in"\nkind = "folder"\npath = "in"\nalert_failures = 1\n'
        )
        arguments = ("--sources", tmp_path / "sources.toml", "--warehouse", tmp_path / "w.duckdb", "--workers", "0")
        ran = thidua("watch", "--once", "--allow-private", *arguments)
    reject, tin, folder, alert = lines(ran.err)
    assert (reject["event"], reject["code"], reject["watched_source"]) == ("reject", "fetch", "tin")
    assert (tin["event"], tin["watched_source"], tin["listed"], tin["added"]) == ("look", "tin", 2, 1)
    assert tin["facts"] > 0 and tin["seconds"] >= 0
    assert (folder["event"], folder["watched_source"]) == ("look", "in")
    assert folder["problem"].startswith("no folder")
    assert (alert["event"], alert["kind"], alert["watched_source"]) == ("alert", "failing", "in")


@pytest.mark.usefixtures("as_json")
def test_a_load_and_what_goes_wrong(folder: Path, warehouse_file: Path, thidua: Thidua) -> None:
    (folder / "bad.txt").write_bytes(b"")
    reject, load, note = lines(thidua("load", folder, "--warehouse", warehouse_file, "--workers", "0").err)
    assert (reject["event"], reject["source"]) == ("reject", str(folder / "bad.txt"))
    assert (load["event"], load["documents_added"], load["rejected"]) == ("load", 3, 1)
    assert load["facts"]["clusters"] == 3
    assert note["event"] == "note"
    (error,) = lines(thidua("load", folder / "none", "--warehouse", warehouse_file).err)
    assert (error["event"], "none" in error["message"]) == ("error", True)


def test_text_without_the_variable(tmp_path: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    assert thidua("load", tmp_path / "none").err.startswith("thidua: ")
    monkeypatch.setenv("THIDUA_LOG_FORMAT", "yaml")
    ran = thidua("load", tmp_path / "none")
    assert (ran.status, ran.err) == (2, "thidua: THIDUA_LOG_FORMAT is text or json: yaml\n")
