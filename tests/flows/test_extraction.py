"""Reading and extracting sources: order, rejects with their stage, confidence."""

import hashlib
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

import extractors.pipeline
import flows.extraction
from corpus import Failure, MissingPathError, Outcome, Skipped, SourceItem, Unreadable, discover
from flows.extraction import (
    Extracted,
    above_confidence,
    extract_paths,
    extract_sources,
    extractor_version,
    read_and_extract,
    reject_of,
    tool_fingerprint,
)
from models import Cluster, Document, DocumentFacts, Evidence, Facts, Member
from warehouse import Reject

EVIDENCE = (Evidence(start=0, end=5, quote="Cụm 1"),)


def failing(document: Document) -> Facts:
    raise ValueError("nothing\nworks")


def starving(document: Document) -> Facts:
    raise MemoryError


@pytest.mark.parametrize("workers", [0, 2])
def test_extracts_in_the_order_of_the_inputs(folder: Path, workers: int) -> None:
    (folder / "cum-2.txt").write_bytes(b"")
    (folder / "facts.json").write_text("{}")
    skipped: list[Skipped] = []
    paths = [str(folder / "cum-3.txt"), str(folder)]
    found = list(extract_paths(paths, workers=workers, on_skipped=skipped.append))
    names = [Path(each.item.source if isinstance(each, Extracted) else each.source).name for each in found]
    assert names == ["cum-3.txt", "cum-1.txt", "cum-2.txt", "cum-3.txt"]
    assert [isinstance(each, Reject) for each in found] == [False, False, True, False]
    assert [Path(each.source).name for each in skipped] == ["facts.json"]


def test_finds_facts_of_the_document_that_was_read(folder: Path) -> None:
    (found,) = extract_paths([str(folder / "cum-1.txt")], workers=1)
    assert isinstance(found, Extracted)
    assert found.facts.sha256 == found.document.sha256 == hashlib.sha256(found.item.path.read_bytes()).hexdigest()
    assert found.facts.clusters
    for fact in found.facts.clusters:
        assert all(found.document.text[e.start : e.end] == e.quote for e in fact.evidence)


def test_missing_path_is_told_before_anything_is_read(folder: Path) -> None:
    with pytest.raises(MissingPathError):
        extract_paths([str(folder), str(folder / "none")], workers=1)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"Rar!\x1a\x07\0\0", "binary"), (b"C\xf4m thi \xae\xaf\xe6 \xb5", "encoding")],
)
def test_reject_of_a_file_tells_stage_bytes_and_reader(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    (reject,) = extract_paths([str(path)], workers=0)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.code) == ("read", code)
    assert reject.sha256 == hashlib.sha256(content).hexdigest()
    assert (reject.size_bytes, reject.modified_ns) == (len(content), path.stat().st_mtime_ns)
    assert reject.tool_fingerprint == tool_fingerprint("read", reject.code, "text/plain")


def test_failure_of_the_extraction_is_no_failure_of_reading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractors.pipeline, "extract", failing)
    (reject,) = extract_paths([str(folder / "cum-1.txt")], workers=0)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.code, reject.reason) == ("extract", "error", "ValueError: nothing works")
    assert reject.tool_fingerprint.endswith(f"extractor/{extractor_version()}")


def test_lack_of_memory_is_passed_on_so_that_the_worker_is_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractors.pipeline, "extract", starving)
    (item,) = discover([folder / "cum-1.txt"])
    assert isinstance(item, SourceItem)
    with pytest.raises(MemoryError):
        read_and_extract(item)
    (reject,) = extract_sources([item], workers=0)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.code) == ("extract", "memory")


def test_what_was_changed_while_it_was_read_has_no_bytes_to_remember(folder: Path) -> None:
    (item,) = discover([folder / "cum-1.txt"])
    assert isinstance(item, SourceItem)
    assert reject_of(item, "read", "changed", "written to").sha256 is None
    assert reject_of(item, "read", "encoding", "odd").sha256 is not None
    assert reject_of(Unreadable("x.doc", "unsupported", "none"), "read", "unsupported", "none").sha256 is None


def facts_with(*confidences: tuple[float, float]) -> Facts:
    """A cluster and a member of it for each pair of confidences."""
    return Facts(
        doc_id="d",
        source="d.txt",
        sha256="0",
        text_sha256="0",
        extractor_version="1",
        document=DocumentFacts(kind="other"),
        clusters=tuple(
            Cluster(id=f"c{i}", name="Cụm", kind="cum", evidence=EVIDENCE, confidence=cluster)
            for i, (cluster, _) in enumerate(confidences, start=1)
        ),
        members=tuple(
            Member(cluster=f"c{i}", unit="Hội A", evidence=EVIDENCE, confidence=member)
            for i, (_, member) in enumerate(confidences, start=1)
        ),
    )


def test_least_confidence_keeps_the_clusters_that_kept_facts_name() -> None:
    facts = above_confidence(facts_with((0.9, 0.2), (0.2, 0.9), (0.2, 0.2), (0.5, 0.5)), 0.5)
    assert [member.cluster for member in facts.members] == ["c2", "c4"]
    assert [cluster.id for cluster in facts.clusters] == ["c1", "c2", "c4"]


def test_without_least_confidence_nothing_is_lost() -> None:
    facts = facts_with((0.0, 0.0), (1.0, 0.0))
    assert above_confidence(facts, 0.0) == facts


class TestKilledWorkers:
    """Workers that someone else killed, as the system does where memory is short."""

    KILLED = Failure("crashed", "the worker was killed by signal 9 (Killed)")

    @pytest.fixture
    def given(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
        """What was given to workers, time by time; whoever has cum-2 is killed."""
        given: list[list[str]] = []

        def in_workers(
            function: Callable[..., Any], items: Iterable[SourceItem], *, workers: int, **options: Any
        ) -> Generator[Outcome[SourceItem, Any], None, None]:
            given.append([])
            for item in items:
                given[-1].append(item.doc_id)
                deadly = item.doc_id == "cum-2" and len(given) <= self.deaths
                yield Outcome(item, self.KILLED if deadly else function(item))

        monkeypatch.setattr(flows.extraction, "in_workers", in_workers)
        return given

    deaths = 1

    def test_have_their_document_tried_once_more_by_itself(self, folder: Path, given: list[list[str]]) -> None:
        found = [*extract_sources(items_of(folder), workers=2, ordered=False)]
        assert [each.item.doc_id for each in found if isinstance(each, Extracted)] == ["cum-1", "cum-3", "cum-2"]
        assert given == [["cum-1", "cum-2", "cum-3"], ["cum-2"]]

    def test_and_no_more(self, folder: Path, given: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(type(self), "deaths", 2)
        found = [*extract_sources(items_of(folder), workers=2, ordered=False)]
        assert [each.code for each in found if isinstance(each, Reject)] == ["crashed"]
        assert len(given) == 2

    def test_nothing_else_is_tried_again(
        self, folder: Path, given: list[list[str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fault = Failure("crashed", "the worker was killed by signal 11 (Segmentation fault)")
        monkeypatch.setattr(type(self), "KILLED", fault)
        found = [*extract_sources(items_of(folder), workers=2, ordered=False)]
        assert [each.code for each in found if isinstance(each, Reject)] == ["crashed"]
        assert len(given) == 1


def items_of(folder: Path) -> list[SourceItem]:
    return [each for each in discover([folder]) if isinstance(each, SourceItem)]
