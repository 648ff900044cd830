"""Scoring a folder of gold files."""

import shutil
from pathlib import Path

import pytest

import extractors.pipeline
from evaluation import GoldError, read_gold
from flows.evaluating import evaluate_folder
from models import Document, Facts
from tests.running import SAMPLES


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    made = tmp_path / "gold"
    made.mkdir()
    for file in sorted(SAMPLES.glob("*.json"))[:3]:
        shutil.copy(file, made)
        shutil.copy(file.with_suffix(".txt"), made)
    (made / "not-annotated.txt").write_text("Cụm thi đua số 1")
    return made


def test_scores_the_facts_of_the_texts_as_they_are_read(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    annotated = {document.facts.doc_id: document.facts for document in read_gold(gold)}

    def copied_from_gold(document: Document) -> Facts:
        return annotated[document.doc_id].model_copy(update={"source": document.source})

    monkeypatch.setattr(extractors.pipeline, "extract", copied_from_gold)
    seen: list[tuple[int, int]] = []
    evaluation = evaluate_folder(gold, workers=0, progress=lambda *progress: seen.append(progress))
    assert evaluation.report.headline == 1.0
    assert evaluation.report.documents == 3
    assert evaluation.rejects == ()
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_text_that_fails_counts_as_one_without_facts(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Document) -> Facts:
        raise ValueError("no")

    monkeypatch.setattr(extractors.pipeline, "extract", fail)
    evaluation = evaluate_folder(gold, workers=0)
    assert len(evaluation.rejects) == 3
    clusters = evaluation.report.families["clusters"]
    assert (clusters.matched, clusters.spurious) == (0, 0)
    assert clusters.missed == sum(len(document.facts.clusters) for document in read_gold(gold)) > 0


def test_workers_give_the_same_scores(gold: Path) -> None:
    here, there = (evaluate_folder(gold, workers=workers).report for workers in (0, 2))
    assert here.to_json() == there.to_json()


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError):
        evaluate_folder(tmp_path, workers=0)
