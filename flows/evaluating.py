"""Scoring the extraction against a folder of gold files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpus
from corpus import SourceItem, Unreadable
from evaluation import GoldDocument, Report, ScoredPair, read_gold, score
from flows.extraction import Extracted, extract_sources
from models import DocumentFacts, Facts
from warehouse import Reject


@dataclass(frozen=True)
class Evaluation:
    """The scores, and the gold texts that could not be read or extracted: they count as documents without facts."""

    report: Report
    rejects: tuple[Reject, ...]


def evaluate_folder(
    folder: Path, *, workers: int, progress: Callable[[int, int], None] = lambda done, total: None
) -> Evaluation:
    """Extract the texts of a folder of gold files (NAME.txt with NAME.json) and score the facts.

    Args:
        progress: called with how many of how many documents are done.

    Raises:
        GoldError: the folder or one of its files cannot be used.
        WorkerStartError: no worker can be started.
    """
    gold = read_gold(folder)
    texts = corpus.discover(document.text_file for document in gold)
    found = [each for each in texts if isinstance(each, SourceItem | Unreadable)]
    pairs, rejects = [], []
    for document, outcome in zip(gold, extract_sources(found, workers=workers), strict=True):
        if isinstance(outcome, Extracted):
            predicted = outcome.facts
        else:
            predicted = _no_facts(document)
            rejects.append(outcome)
        pairs.append(ScoredPair(gold=document.facts, predicted=predicted, text=document.text))
        progress(len(pairs), len(gold))
    return Evaluation(score(pairs), tuple(rejects))


def _no_facts(document: GoldDocument) -> Facts:
    return Facts(
        doc_id=document.facts.doc_id,
        source=document.facts.source,
        sha256=document.facts.sha256,
        text_sha256=document.facts.text_sha256,
        extractor_version="none",
        document=DocumentFacts(kind="other"),
    )
