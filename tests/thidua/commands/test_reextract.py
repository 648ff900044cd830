"""``thidua reextract``: what it prints, and its exit statuses."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import extractors.pipeline
from models import Document, Facts
from tests.running import Thidua
from warehouse import fingerprint, run_query
from warehouse.connection import writing


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make the extractor a newer one, which finds no headships."""
    extract = extractors.pipeline.extract

    def found(document: Document) -> Facts:
        return extract(document).model_copy(update={"extractor_version": "newer", "headships": ()})

    def upgrade() -> None:
        monkeypatch.setattr(extractors.pipeline, "extract", found)
        monkeypatch.setattr(extractors.pipeline, "EXTRACTOR_VERSION", "newer")

    return upgrade


def test_proposed_then_accepted(loaded: Path, thidua: Thidua, newer: Callable[[], None]) -> None:
    options = ("--warehouse", loaded, "--workers", "0", "--direct")
    first = thidua("reextract", *options)
    assert (first.status, first.out.startswith("nothing to propose: ")) == (0, True)
    newer()
    ran = thidua("reextract", *options, "--examples", "1")
    assert ran.status == 0
    assert ran.out.startswith("extractor newer, 3 documents extracted again, 3 of them with changes\n")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["headships", "0", "0", "3", "0", "0"] in rows
    assert "headships, gone, in cum-" in ran.out
    assert "unit: Hội CCB tỉnh Phú Thọ" in ran.out
    assert "words: “" in ran.out
    accepted = thidua("reextract", *options, "--accept")
    assert accepted.out.startswith("accepted: 3 documents with ")
    ((left,),) = run_query(loaded, "SELECT count(*) FROM headships").rows()
    assert left == 0
    again = thidua("reextract", *options, "--accept")
    assert (again.status, again.out.splitlines()[0]) == (0, "nothing to accept: nothing is proposed")


def test_discarded(loaded: Path, thidua: Thidua, newer: Callable[[], None]) -> None:
    newer()
    before = fingerprint(loaded)
    thidua("reextract", "--warehouse", loaded, "--workers", "0", "--direct")
    assert fingerprint(loaded) != before
    ran = thidua("reextract", "--warehouse", loaded, "--discard")
    assert (ran.status, ran.out) == (0, "discarded what was proposed for 3 documents\n")
    assert fingerprint(loaded) == before


def test_what_cannot_be_extracted_is_named(
    loaded: Path, thidua: Thidua, newer: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer()

    def failing(document: Document) -> Facts:
        raise ValueError("no")

    monkeypatch.setattr(extractors.pipeline, "extract", failing)
    ran = thidua("reextract", "--warehouse", loaded, "--workers", "0", "--direct")
    assert ran.status == 3
    named = [line for line in ran.err.splitlines() if line.startswith("thidua: not extracted: ")]
    assert len(named) == 3
    assert named[0].endswith("cum-1.txt: error: ValueError: no")


def test_there_has_to_be_a_warehouse(tmp_path: Path, thidua: Thidua) -> None:
    for option in ("--accept", "--discard", "--workers=0"):
        ran = thidua("reextract", "--warehouse", tmp_path / "none.duckdb", option)
        assert (ran.status, ran.out) == (2, "")
        assert "there is no such warehouse" in ran.err


def test_as_a_flow_it_leaves_its_report(loaded: Path, thidua_process: Thidua, prefect_home: Path) -> None:
    with writing(loaded) as connection:
        connection.execute("UPDATE documents SET extractor_version = 'older'")
    ran = thidua_process("reextract", "--warehouse", loaded, "--prefect", "--workers", "1")
    assert ran.status == 0, ran.err
    assert ran.out.startswith("extractor ")
    found = re.search(r"flow-run/([0-9a-f-]{36})", ran.err)
    assert found is not None
    run = {"run": found[1], "hex": found[1].replace("-", "")}
    with closing(sqlite3.connect(prefect_home / "prefect.db")) as connection:
        of_run = "WHERE flow_run_id IN (:run, :hex)"
        tasks = connection.execute(f"SELECT name, state_type FROM task_run {of_run}", run).fetchall()
        ((key, data),) = connection.execute(f"SELECT key, data FROM artifact {of_run}", run).fetchall()
    # The second finds nothing left.
    assert [(name.rsplit("-", 1)[0], state) for name, state in tasks] == 2 * [("extract_documents", "COMPLETED")]
    assert key == "reextract"
    assert "3 documents extracted again, 0 of them with changes" in data
