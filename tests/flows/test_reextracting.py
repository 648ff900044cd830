"""A newer extractor over stored documents: nothing is read again, and accepted it is as a fresh load."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import extractors.pipeline
import flows.reextracting
from flows.bulk_load import LoadRequest, bulk_load
from flows.reextracting import ReextractRequest, accept_all, propose_all
from models import Document, Facts
from tests.running import SAMPLES, environment
from warehouse import FamilyCounts, check, fingerprint, run_query

SAMPLE = "a02-lien-minh-htx-dong-bac-2012.txt"
NEW = extractors.pipeline.EXTRACTOR_VERSION

# Stops dead when so many documents are extracted again, or accepted.
KILLED = """
import os, signal, sys
from pathlib import Path
import flows.reextracting as r

def stop(part, done, total):
    if done == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

r.BATCH_DOCUMENTS = 1
request = r.ReextractRequest(Path(sys.argv[1]), "test", workers=int(sys.argv[4]))
getattr(r, sys.argv[2])(request, progress=stop)
"""


@pytest.fixture
def reports(folder: Path) -> Path:
    shutil.copy(SAMPLES / SAMPLE, folder)
    return folder


@pytest.fixture
def fresh(reports: Path, tmp_path: Path) -> dict[str, str]:
    """What a load of the documents by this extractor gives."""
    path = tmp_path / "fresh.duckdb"
    bulk_load(LoadRequest((str(reports),), path, "test", workers=0))
    return fingerprint(path)


@pytest.fixture
def old(reports: Path, warehouse_file: Path) -> Path:
    """The warehouse of an earlier extractor, which found no awards and read all years wrong; the files are gone."""
    extract = extractors.pipeline.extract

    def earlier(document: Document) -> Facts:
        found = extract(document)
        headships = [each.model_copy(update={"year": 1900}) for each in found.headships]
        return found.model_copy(update={"extractor_version": "0", "awards": (), "headships": tuple(headships)})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extractors.pipeline, "extract", earlier)
        patch.setattr(extractors.pipeline, "EXTRACTOR_VERSION", "0")
        bulk_load(LoadRequest((str(reports),), warehouse_file, "test", workers=0))
    shutil.rmtree(reports)
    return warehouse_file


def count(path: Path, sql: str) -> int:
    ((found,),) = run_query(path, sql).rows()
    return int(found)


def test_accepted_it_is_as_a_fresh_load(fresh: dict[str, str], old: Path) -> None:
    request = ReextractRequest(old, "test", workers=0, examples=1)
    before = fingerprint(old)
    proposal = propose_all(request)
    assert {table: sum_ for table, sum_ in fingerprint(old).items() if not table.startswith("proposed_")} == {
        table: sum_ for table, sum_ in before.items() if not table.startswith("proposed_")
    }
    assert (proposal.documents, proposal.waiting, proposal.failures) == (4, 0, {})
    assert proposal.slots["headships"]["year"] == proposal.families["headships"].changed
    awards = proposal.families["awards"]
    assert awards.new > 0 and awards == FamilyCounts(new=awards.new)
    assert {(each.change.family, each.change.change) for each in proposal.examples} == {
        ("awards", "new"),
        ("headships", "changed"),
    }
    assert all(each.change.after and each.change.after["evidence"] for each in proposal.examples)
    accepted = accept_all(request)
    assert (accepted.counts.documents_replaced, accepted.waiting) == (4, 0)
    assert fingerprint(old) == fresh
    assert check(old) == []
    assert count(old, f"SELECT count(*) FROM loads WHERE run_id = '{accepted.run_id}'") == 1


def test_nothing_is_extracted_twice(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = ReextractRequest(old, "test", workers=0)
    first = propose_all(request)

    def refuse(document: Document) -> Facts:
        raise AssertionError

    monkeypatch.setattr(flows.reextracting, "extract_again", refuse)
    assert propose_all(request) == first
    accept_all(request)
    assert propose_all(request).families == {}
    assert accept_all(request).counts.documents_replaced == 0


def killed(path: Path, function: str, done: int, workers: int = 0) -> None:
    arguments = (KILLED, str(path), function, str(done), str(workers))
    ended = subprocess.run(
        [sys.executable, "-c", *arguments],
        env=environment({}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr


def test_killed_it_goes_on_where_it_was(
    fresh: dict[str, str], old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = tmp_path / "undisturbed.duckdb"
    shutil.copy(old, undisturbed)
    proposal = propose_all(ReextractRequest(undisturbed, "test", workers=0))
    request = ReextractRequest(old, "test", workers=0)
    killed(old, "propose_all", 3)
    assert count(old, "SELECT count(facts) FROM proposed_facts") == 2
    assert check(old) == []
    assert propose_all(request) == proposal
    assert fingerprint(old) == fingerprint(undisturbed)
    killed(old, "accept_all", 3)
    assert count(old, f"SELECT count(*) FROM documents WHERE extractor_version = '{NEW}'") == 3
    assert count(old, "SELECT count(*) FROM proposed_facts") == 1
    assert check(old) == []
    assert accept_all(request).counts.documents_replaced == 1
    assert fingerprint(old) == fresh


def test_a_failing_document_keeps_its_facts(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = extractors.pipeline.extract

    def failing(document: Document) -> Facts:
        if document.doc_id == "cum-2":
            raise RecursionError("too deep")
        return extract(document)

    monkeypatch.setattr(extractors.pipeline, "extract", failing)
    request = ReextractRequest(old, "test", workers=0)
    proposal = propose_all(request)
    assert proposal.documents == 3
    ((source, why),) = proposal.failures.items()
    assert source.endswith("cum-2.txt")
    assert why == "error: RecursionError: too deep"
    accepted = accept_all(request)
    assert (accepted.counts.documents_replaced, accepted.waiting) == (3, 1)
    assert count(old, "SELECT count(*) FROM documents WHERE extractor_version = '0' AND doc_id = 'cum-2'") == 1
    assert check(old) == []


def test_by_workers_it_is_the_same(fresh: dict[str, str], old: Path) -> None:
    request = ReextractRequest(old, "test", workers=2)
    assert propose_all(request).documents == 4
    accept_all(request)
    assert fingerprint(old) == fresh
