"""Containers among what was found, and what a load and an extraction make of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from corpus import SourceItem, Unreadable, WebAddress
from flows import opening
from flows.bulk_load import LoadRequest, LoadSummary, bulk_load
from flows.extraction import Extracted, extract_paths, extract_sources
from flows.opening import with_members
from tests.rendering.archives import zipped, zipped_raw
from tests.rendering.mail import render
from tests.running import GOOD
from tests.serving import answer, serving
from warehouse import Reject, contents, fingerprint


def good(n: int) -> bytes:
    return GOOD.format(n=n).encode()


def load(warehouse_file: Path, *paths: Path | str) -> LoadSummary:
    return bulk_load(LoadRequest(tuple(map(str, paths)), warehouse_file, "test", workers=0))


@pytest.fixture
def archive(folder: Path) -> Path:
    """An archive beside the documents of the folder, with good members and bad ones."""
    made = folder / "b.zip"
    made.write_bytes(
        zipped(
            {
                "4.txt": good(4),
                "sub/5.txt": good(5),
                "facts.json": b"{}",
                "empty.txt": b"",
                "in.zip": zipped({"6.txt": good(6), "broken.docx": b"PK\3\4"}),
                "cut.zip": zipped({"7.txt": good(7)})[:-30],
                "secret.zip": zipped_raw({b"8.txt": good(8)}, flags=1),
            }
        )
    )
    return made


@pytest.mark.parametrize("workers", [0, 2])
def test_members_stand_where_their_archive_does(folder: Path, archive: Path, workers: int) -> None:
    outcomes = [*extract_paths([str(folder)], workers=workers)]
    assert [
        (each.item if isinstance(each, Extracted) else each).source[len(str(folder)) + 1 :] for each in outcomes
    ] == [
        "b.zip!/4.txt",
        "b.zip!/sub/5.txt",
        "b.zip!/empty.txt",
        "b.zip!/in.zip!/6.txt",
        "b.zip!/in.zip!/broken.docx",
        "b.zip!/cut.zip",
        "b.zip!/secret.zip!/8.txt",
        "cum-1.txt",
        "cum-2.txt",
        "cum-3.txt",
    ]
    assert [each.code for each in outcomes if not isinstance(each, Extracted)] == [
        "empty",
        "corrupt",
        "corrupt",
        "encrypted",
    ]


def test_a_second_load_changes_nothing(folder: Path, archive: Path, warehouse_file: Path) -> None:
    first = load(warehouse_file, folder)
    assert (first.counts.documents_added, first.skipped, len(first.rejects)) == (6, 1, 4)
    before = fingerprint(warehouse_file)
    second = load(warehouse_file, folder)
    assert (second.counts.documents_added, second.unchanged, second.skipped) == (0, 6, 1)
    assert len(second.rejects) + len(second.still_rejected) == 4
    assert fingerprint(warehouse_file) == before


def test_only_what_is_new_in_an_archive_is_loaded(folder: Path, archive: Path, warehouse_file: Path) -> None:
    load(warehouse_file, folder)
    archive.write_bytes(zipped({"4.txt": good(4), "moved/5.txt": good(5), "9.txt": good(9)}))
    os.utime(archive, ns=(0, 0))
    summary = load(warehouse_file, folder)
    assert (summary.counts.documents_added, summary.unchanged, len(summary.rejects)) == (1, 5, 0)


def test_a_mended_archive_is_no_reject_any_more(folder: Path, warehouse_file: Path) -> None:
    whole = zipped({"a.txt": good(1), "b.txt": b""})
    (folder / "b.zip").write_bytes(whole[:-30])
    assert [reject.code for reject in load(warehouse_file, folder).rejects] == ["corrupt"]
    (folder / "b.zip").write_bytes(whole)
    load(warehouse_file, folder)
    assert [*contents(warehouse_file).rejects] == [f"{folder}/b.zip!/b.txt"]


def test_a_document_in_a_folder_and_in_an_archive_is_one(folder: Path, warehouse_file: Path) -> None:
    (folder / "b.zip").write_bytes(zipped({"1.txt": good(1)}))
    summary = load(warehouse_file, folder)
    assert (summary.counts.documents_added, summary.counts.sources_added) == (3, 1)


def test_archives_in_archives_share_what_one_may_hold(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(corpus, "MOST_MEMBERS", 5)
    path = tmp_path / "outer.zip"
    path.write_bytes(zipped({f"{n}.zip": zipped({f"{m}.txt": b"x" for m in range(3)}) for n in range(3)}))
    found = [*with_members(corpus.discover([path]), workers=0, folder=tmp_path)]
    assert sum(isinstance(each, SourceItem) for each in found) < 5
    assert {each.code for each in found if isinstance(each, Unreadable)} == {"bomb"}


def test_listing_reads_ahead_no_more_than_it_needs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_LOOK_AHEAD", 2)
    (folder / "b.zip").write_bytes(zipped({"4.txt": good(4)}))
    taken = []

    def found() -> Iterator[opening.Found | WebAddress]:
        for each in corpus.discover([folder]):
            taken.append(each)
            yield each

    members = with_members(found(), workers=0, folder=folder)
    next(members)
    assert len(taken) == 2


class TestAddresses:
    """What is fetched."""

    @pytest.fixture
    def server(self) -> Iterator[str]:
        answers = {
            "/1.txt": answer(good(1), "text/plain"),
            "/many.zip": answer(zipped({"2.txt": good(2), "3.pdf": b"%PDF-"}), "application/zip"),
        }
        with serving(answers) as address:
            yield address

    @pytest.mark.parametrize("workers", [0, 2])
    def test_they_are_loaded_once(self, server: str, warehouse_file: Path, workers: int) -> None:
        paths = (f"{server}/1.txt", f"{server}/gone", f"{server}/many.zip")
        request = LoadRequest(paths, warehouse_file, "test", workers=workers, allow_private=True)
        first = bulk_load(request)
        assert (first.counts.documents_added, first.unchanged) == (2, 0)
        assert [(reject.source, reject.code) for reject in first.rejects] == [
            (f"{server}/gone", "fetch"),
            (f"{server}/many.zip!/3.pdf", "corrupt"),
        ]
        before = fingerprint(warehouse_file)
        second = bulk_load(request)
        assert (second.counts.documents_added, second.unchanged) == (0, 2)
        assert len(second.rejects) + len(second.still_rejected) == 2
        assert fingerprint(warehouse_file) == before

    def test_they_are_extracted_in_their_place(self, server: str, folder: Path) -> None:
        paths = [str(folder / "cum-1.txt"), f"{server}/1.txt", str(folder / "cum-2.txt")]
        found = [*extract_paths(paths, workers=0, allow_private=True)]
        assert [each.item.doc_id for each in found if isinstance(each, Extracted)] == ["cum-1", "1.txt", "cum-2"]
        assert [each.document.source for each in found if isinstance(each, Extracted)] == paths

    def test_private_ones_are_refused_unless_allowed(self, server: str) -> None:
        (reject,) = extract_paths([f"{server}/1.txt"], workers=0)
        assert isinstance(reject, Reject)
        assert (reject.source, reject.code) == (f"{server}/1.txt", "forbidden")


def test_messages_are_loaded_with_what_is_attached(folder: Path, warehouse_file: Path) -> None:
    (folder / "thư.eml").write_bytes(render(good(8).decode(), {"9.txt": good(9), "bad.docx": b"PK\3\4"}))
    first = load(warehouse_file, folder)
    assert (first.counts.documents_added, [reject.code for reject in first.rejects]) == (5, ["corrupt"])
    second = load(warehouse_file, folder)
    assert (second.unchanged, second.rejects, [reject.code for reject in second.still_rejected]) == (5, (), ["corrupt"])


class TestStorage:
    """Documents that have to be copied before they are read."""

    def test_are_loaded_as_they_are_elsewhere(self, folder: Path, archive: Path, warehouse_file: Path) -> None:
        address = f"simplecache::file://{folder}"
        summary = load(warehouse_file, address)
        assert (summary.counts.documents_added, summary.skipped, len(summary.rejects)) == (6, 1, 4)
        assert {reject.source.removeprefix(address) for reject in summary.rejects} == {
            "/b.zip!/empty.txt",
            "/b.zip!/in.zip!/broken.docx",
            "/b.zip!/cut.zip",
            "/b.zip!/secret.zip!/8.txt",
        }
        again = load(warehouse_file, address)
        assert (again.counts.documents_added, again.unchanged) == (0, 6)
        assert (len(again.rejects), len(again.still_rejected)) == (2, 2), "containers are tried again, members are not"

    def test_in_workers_too(self, folder: Path, archive: Path) -> None:
        outcomes = [*extract_paths([f"simplecache::file://{folder}"], workers=2)]
        assert sum(isinstance(each, Extracted) for each in outcomes) == 6

    def test_that_are_gone_are_rejects(self, folder: Path, warehouse_file: Path, tmp_path: Path) -> None:
        (first, *_) = corpus.discover([f"simplecache::file://{folder}"])
        assert isinstance(first, SourceItem)
        (folder / "cum-1.txt").unlink()
        (reject,) = extract_sources([first], workers=0, copies=tmp_path)
        assert isinstance(reject, Reject)
        assert (reject.code, reject.sha256) == ("vanished", None)

    def test_originals_can_be_kept(self, folder: Path, archive: Path, warehouse_file: Path, tmp_path: Path) -> None:
        kept = tmp_path / "kept"
        address = f"simplecache::file://{folder}"
        bulk_load(LoadRequest((address,), warehouse_file, "test", workers=0, keep_originals=kept))
        assert len([path for path in kept.rglob("*") if path.is_file()]) == 6
