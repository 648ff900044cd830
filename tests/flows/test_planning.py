"""What a load skips, and what it tries again."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

import corpus
import extractors.pipeline
from corpus import SourceItem
from flows.bulk_load import LoadRequest, bulk_load
from flows.extraction import extract_paths
from flows.planning import BATCH_DOCUMENTS, FIRST_DOCUMENTS, Batch, batches, overlap, plan_load
from tests.running import GOOD


@pytest.fixture
def loaded(folder: Path, warehouse_file: Path) -> Path:
    """The folder with one reject, after it was loaded."""
    (folder / "bad.txt").write_bytes(b"")
    bulk_load(LoadRequest((str(folder),), warehouse_file, "test", workers=0))
    return folder


def names(plan: Batch) -> list[str]:
    return [item.path.name for item in plan.todo]


def plan(warehouse_file: Path, *paths: Path, retry_rejects: bool = False) -> Batch:
    """The one batch of what is at the paths."""
    begun = plan_load([*map(str, paths)], warehouse_file, wait_seconds=0)
    (batch,) = batches(begun, workers=0, folder=warehouse_file.parent, retry_rejects=retry_rejects)
    assert batch.last
    return batch


def touch(path: Path) -> None:
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))


def test_everything_is_to_do_for_a_new_warehouse(folder: Path, warehouse_file: Path) -> None:
    made = plan(warehouse_file, folder)
    assert names(made) == ["cum-1.txt", "cum-2.txt", "cum-3.txt"]
    assert not made.unchanged


def test_a_source_given_twice_is_one(folder: Path, warehouse_file: Path) -> None:
    assert len(plan(warehouse_file, folder, folder / "cum-1.txt", folder).todo) == 3


def test_unchanged_files_are_not_opened(loaded: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    hash_of = corpus.sha256_of

    def recorded(item: SourceItem) -> str:
        opened.append(item.path.name)
        return hash_of(item)

    monkeypatch.setattr(corpus, "sha256_of", recorded)
    made = plan(warehouse_file, loaded)
    assert (made.todo, made.unchanged, made.sightings) == ([], 3, [])
    assert opened == ["bad.txt"]


def test_same_bytes_elsewhere_or_touched_are_noted_and_not_extracted(loaded: Path, warehouse_file: Path) -> None:
    touch(loaded / "cum-1.txt")
    (loaded / "copy.txt").write_bytes((loaded / "cum-2.txt").read_bytes())
    made = plan(warehouse_file, loaded)
    assert names(made) == []
    assert [Path(sighting.source).name for sighting in made.sightings] == ["copy.txt", "cum-1.txt"]
    assert made.unchanged == 4


def test_new_bytes_are_read(loaded: Path, warehouse_file: Path) -> None:
    (loaded / "cum-1.txt").write_text(GOOD.format(n=9), encoding="utf-8")
    assert names(plan(warehouse_file, loaded)) == ["cum-1.txt"]


def test_a_newer_extractor_takes_all_documents_again(
    loaded: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extractors.pipeline, "EXTRACTOR_VERSION", "another")
    made = plan(warehouse_file, loaded)
    assert names(made) == ["cum-1.txt", "cum-2.txt", "cum-3.txt"]
    assert [reject.code for reject in made.still_rejected] == ["empty"], "its reader is the same"


class TestRejects:
    """Rejects of earlier runs."""

    def test_stand_while_nothing_changes(self, loaded: Path, warehouse_file: Path) -> None:
        touch(loaded / "bad.txt")
        made = plan(warehouse_file, loaded)
        assert [reject.code for reject in made.still_rejected] == ["empty"]
        assert made.todo == []

    def test_are_not_mentioned_where_they_are_not_given(self, loaded: Path, warehouse_file: Path) -> None:
        assert plan(warehouse_file, loaded / "cum-1.txt").still_rejected == []

    def test_are_tried_again_when_asked(self, loaded: Path, warehouse_file: Path) -> None:
        assert names(plan(warehouse_file, loaded, retry_rejects=True)) == ["bad.txt"]

    def test_are_tried_again_when_the_bytes_changed(self, loaded: Path, warehouse_file: Path) -> None:
        (loaded / "bad.txt").write_text("Cụm thi đua số 8", encoding="utf-8")
        assert names(plan(warehouse_file, loaded)) == ["bad.txt"]

    def test_are_tried_again_when_the_reader_changed(
        self, loaded: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(corpus, "reader_fingerprint", lambda media_type: "plain_text/999")
        assert names(plan(warehouse_file, loaded)) == ["bad.txt"]

    def test_of_what_no_reader_takes_are_tried_again_when_any_reader_comes(
        self, folder: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "scan.txt").write_bytes(b"\x1f\x8b\x08\0")
        (reject,) = bulk_load(LoadRequest((str(folder),), warehouse_file, "test", workers=0)).rejects
        assert (reject.code, reject.stage) == ("binary", "read")
        assert names(plan(warehouse_file, folder)) == []
        monkeypatch.setattr(corpus, "reader_fingerprint", lambda media_type: media_type or "plain_text/1 gzip/1")
        assert names(plan(warehouse_file, folder)) == ["scan.txt"]

    def test_are_tried_again_when_their_bytes_were_never_had(
        self, folder: Path, warehouse_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link = folder / "mem.txt"
        link.symlink_to("/proc/self/mem")  # A regular file that fails while it is read.
        request = LoadRequest((str(folder),), warehouse_file, "test", workers=0)
        (reject,) = bulk_load(request).rejects
        assert (reject.code, reject.sha256) == ("unreadable", None)
        assert names(plan(warehouse_file, folder)) == ["mem.txt"]
        again = bulk_load(replace(request, workers=0))
        assert [reject.code for reject in again.rejects] == ["unreadable"]


class TestManyFiles:
    """Folders of which nobody waits for the end."""

    MANY = 100_000

    def counted(self, folder: Path) -> tuple[list[int], Iterator[SourceItem]]:
        """Items that count how many of them were taken."""
        taken = [0]
        (folder / "a.txt").write_text(GOOD.format(n=1), encoding="utf-8")
        (item,) = corpus.discover([folder / "a.txt"])
        assert isinstance(item, SourceItem)

        def items() -> Iterator[SourceItem]:
            for number in range(self.MANY):
                taken[0] += 1
                yield replace(item, source=f"{number}.txt")

        return taken, items()

    def test_the_first_batch_is_there_before_the_rest_is_listed(self, tmp_path: Path, warehouse_file: Path) -> None:
        taken, items = self.counted(tmp_path)
        begun = replace(plan_load([str(tmp_path)], warehouse_file, wait_seconds=0), found=items)
        first = next(batches(begun, workers=0, folder=tmp_path))
        assert len(first.todo) == FIRST_DOCUMENTS
        assert taken[0] <= 2 * FIRST_DOCUMENTS

    def test_batches_grow_to_their_largest(self, tmp_path: Path, warehouse_file: Path) -> None:
        _, items = self.counted(tmp_path)
        small = (replace(item, size=1, media_type="text/plain") for item in items)
        begun = replace(plan_load([str(tmp_path)], warehouse_file, wait_seconds=0), found=small)
        sizes = [len(batch.todo) for batch in islice(batches(begun, workers=0, folder=tmp_path), 6)]
        assert sizes == [250, 500, 1000, 2000, BATCH_DOCUMENTS, BATCH_DOCUMENTS]

    def test_the_first_facts_are_there_before_the_rest_is_listed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taken, items = self.counted(tmp_path)
        monkeypatch.setattr(corpus, "discover", lambda paths: items)
        assert next(extract_paths([str(tmp_path)], workers=0))
        assert taken[0] <= 200

    def test_listing_opens_no_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for number in range(50):
            (tmp_path / f"{number}.txt").write_bytes(b"x")
        monkeypatch.setattr(os, "open", None)
        monkeypatch.setattr("builtins.open", None)
        assert len([*corpus.discover([tmp_path])]) == 50


class TestBatches:
    """How much is in a batch."""

    def sizes(self, warehouse_file: Path, items: list[SourceItem]) -> list[int]:
        begun = replace(plan_load([], warehouse_file, wait_seconds=0), found=iter(items))
        return [len(batch.todo) for batch in batches(begun, workers=0, folder=warehouse_file.parent)]

    def item(self, media_type: str, size: int) -> SourceItem:
        return SourceItem("a", Path("a"), size, 0, media_type, "a")

    def test_short_texts_are_counted(self, warehouse_file: Path) -> None:
        assert self.sizes(warehouse_file, [self.item("text/plain", 3_000)] * 2_200) == [250, 500, 1000, 450]

    def test_long_ones_are_measured_in_bytes(self, warehouse_file: Path) -> None:
        assert self.sizes(warehouse_file, [self.item("multipart/related", 24 << 20)] * 5) == [2, 2, 1]

    def test_what_may_be_scans_is_measured_in_work(self, warehouse_file: Path) -> None:
        scans = self.sizes(warehouse_file, [self.item("application/pdf", 500_000)] * 100)
        pictures = self.sizes(warehouse_file, [self.item("image/png", 1)] * 100)
        assert max(scans) < 25
        assert max(pictures) == 33

    def test_one_document_may_be_more_than_a_batch(self, warehouse_file: Path) -> None:
        assert self.sizes(warehouse_file, [self.item("application/pdf", 60 << 20)] * 2) == [1, 1]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a", "b"], False),
        (["a", "ab", "a.txt"], False),
        (["a/b", "c", "a"], True),
        (["a", "b", "./a/"], True),
        (["/", "/x/y"], True),
        (["s3://bucket/x", "s3://bucket/x/y"], True),
        ([], False),
    ],
)
def test_paths_overlap_where_one_is_inside_of_another(paths: list[str], expected: bool) -> None:
    assert overlap(paths) is expected
