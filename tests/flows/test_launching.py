"""With Prefect or without it."""

from pathlib import Path
from typing import Any

import pytest

import flows.launching
from flows.bulk_load import LoadRequest
from flows.embedded_server import EmbeddedServer, ServerError
from flows.launching import WITHOUT_PREFECT, launch_load
from tests.running import Thidua


@pytest.fixture
def request_(folder: Path, warehouse_file: Path) -> LoadRequest:
    return LoadRequest((str(folder),), warehouse_file, "test", workers=0)


def test_without_an_api_it_runs_directly_and_says_how_to_get_pages(
    request_: LoadRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.launching, "configured_api", lambda: None)
    notices: list[str] = []
    assert launch_load(request_, notice=notices.append).counts.documents_added == 3
    assert notices == [WITHOUT_PREFECT]


def test_direct_does_not_ask_for_an_api(request_: LoadRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise AssertionError

    monkeypatch.setattr(flows.launching, "configured_api", refuse)
    assert launch_load(request_, mode="direct").counts.documents_added == 3


def test_an_api_that_does_not_answer_costs_no_document(
    folder: Path, warehouse_file: Path, thidua_process: Thidua, tmp_path: Path
) -> None:
    ran = thidua_process(
        "load",
        folder,
        "--warehouse",
        warehouse_file,
        PREFECT_API_URL="http://127.0.0.1:9/api",
        PREFECT_HOME=str(tmp_path / "home"),
    )
    assert ran.status == 0
    assert "3 documents loaded" in ran.out
    (line,) = ran.err.splitlines()
    assert line.startswith("thidua: Prefect's API at http://127.0.0.1:9/api cannot be used (")


def test_a_server_that_does_not_start_costs_no_document(
    folder: Path, warehouse_file: Path, thidua_process: Thidua, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "prefect.db").mkdir()  # where Prefect wants its database
    ran = thidua_process("load", folder, "--warehouse", warehouse_file, "--prefect", PREFECT_HOME=str(home))
    assert ran.status == 0
    assert "3 documents loaded" in ran.out
    (line,) = ran.err.splitlines()
    assert line.startswith("thidua: Prefect's embedded server ended at its start: ")
    assert line.endswith(": going on without it")


def test_faulty_paths_do_not_wait_for_the_server(
    folder: Path, warehouse_file: Path, tmp_path: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: Any) -> None:
        raise ServerError("waited for")

    monkeypatch.setattr(EmbeddedServer, "wait_until_ready", refuse)
    monkeypatch.setattr(flows.launching, "configured_api", lambda: None)
    ran = thidua("load", tmp_path / "none", "--warehouse", warehouse_file, "--prefect")
    assert (ran.status, ran.err) == (2, f"thidua: no such file or folder: {tmp_path / 'none'}\n")
