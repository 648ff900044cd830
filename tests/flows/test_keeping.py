"""The bytes of what is loaded, kept by their hash."""

import hashlib
import zipfile
from pathlib import Path

import pytest

import corpus
from flows.bulk_load import LoadRequest, bulk_load
from flows.keeping import keep_originals
from tests.running import GOOD
from warehouse import run_query


def test_files_and_members_are_kept(tmp_path: Path) -> None:
    contents = [GOOD.format(n=number).encode() for number in (1, 2, 3)]
    folder, originals = tmp_path / "in", tmp_path / "originals"
    folder.mkdir()
    (folder / "a.txt").write_bytes(contents[0])
    (folder / "b.txt").write_bytes(contents[0])
    (folder / "bad.txt").write_bytes(b"")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("one.txt", contents[1])
        archive.writestr("two.txt", contents[2])
    request = LoadRequest((str(folder),), tmp_path / "w.duckdb", "t", workers=0, keep_originals=originals)
    assert len(bulk_load(request).rejects) == 1
    files = [file for file in originals.rglob("*") if file.is_file()]
    assert {file.name for file in files} == {hashlib.sha256(content).hexdigest() for content in contents}
    for (sha256,) in run_query(tmp_path / "w.duckdb", "SELECT sha256 FROM documents").rows():
        assert hashlib.sha256(corpus.kept_at(originals, sha256).read_bytes()).hexdigest() == sha256
    before = {file: file.stat().st_mtime_ns for file in files}
    bulk_load(request)
    assert {file: file.stat().st_mtime_ns for file in files} == before


def test_what_was_written_to_meanwhile_is_not_loaded(tmp_path: Path) -> None:
    from flows.extraction import Loadable, prepare_sources

    file = tmp_path / "a.txt"
    file.write_text(GOOD.format(n=1), encoding="utf-8")
    items = [item for item in corpus.discover([str(file)]) if isinstance(item, corpus.SourceItem)]
    copies = tmp_path / "copies"
    copies.mkdir()
    loadable = [each for each in prepare_sources(items, workers=0, copies=copies) if isinstance(each, Loadable)]
    file.write_text("something else", encoding="utf-8")
    kept, (reject,) = keep_originals(loadable, tmp_path / "originals", workers=0)
    assert (kept, reject.code) == ([], "changed")
    file.unlink()
    kept, (reject,) = keep_originals(loadable, tmp_path / "originals", workers=0)
    assert (kept, reject.code) == ([], "vanished")


def test_a_folder_that_cannot_be_written_ends_the_load(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(GOOD.format(n=1), encoding="utf-8")
    request = LoadRequest((str(file),), tmp_path / "w.duckdb", "t", workers=0, keep_originals=file)
    with pytest.raises(OSError, match=r"a\.txt"):
        bulk_load(request)
    assert list(run_query(tmp_path / "w.duckdb", "FROM documents").rows()) == []
