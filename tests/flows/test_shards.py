"""What a batch gave, written and read again."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import corpus
import flows.shards
from corpus import SourceItem
from flows.extraction import Extracted, extract_sources
from flows.shards import ShardError, make_folder, read_shard, remove_folder, remove_shard, write_shard
from tests.running import SAMPLES
from warehouse import Reject


@pytest.fixture
def items(folder: Path) -> list[SourceItem]:
    """Two short documents, one that cannot be read, and one with facts of most families."""
    (folder / "cum-2.txt").write_bytes(b"")
    (folder / "sample.txt").write_bytes((SAMPLES / "a01-ccb-cum-7-giao-ban-2014.txt").read_bytes())
    return [each for each in corpus.discover([folder]) if isinstance(each, SourceItem)]


def test_what_was_written_is_what_is_read(items: list[SourceItem], tmp_path: Path) -> None:
    results = [*extract_sources(items, workers=0)]
    address = write_shard(str(tmp_path), items, reversed(results))
    extracted, rejects = read_shard(address, items)
    assert [*reversed(extracted)] == [each for each in results if isinstance(each, Extracted)]
    assert rejects == [each for each in results if isinstance(each, Reject)]
    assert len(extracted) == 3


def test_a_shard_is_parquet_with_a_row_a_source(items: list[SourceItem], tmp_path: Path) -> None:
    address = write_shard(str(tmp_path), items, extract_sources(items, workers=0))
    table = pq.read_table(address)
    assert table.num_rows == 4
    assert table.column("code").to_pylist().count("empty") == 1


def test_each_attempt_has_a_file_of_its_own(items: list[SourceItem], tmp_path: Path) -> None:
    first, second = (write_shard(str(tmp_path), items, []) for _ in range(2))
    assert first != second
    remove_shard(first)
    assert [str(path) for path in tmp_path.glob("*.parquet")] == [second]


def test_facts_of_another_extractor_are_refused(
    items: list[SourceItem], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = write_shard(str(tmp_path), items, [])
    monkeypatch.setattr(flows.shards, "extractor_version", lambda: "another")
    with pytest.raises(ShardError, match=r"another version of thidua: its extractor is .*, here it is another"):
        read_shard(address, items)


def test_a_text_that_is_no_unicode_is_a_reject(items: list[SourceItem], tmp_path: Path) -> None:
    (good, *_) = (each for each in extract_sources(items, workers=0) if isinstance(each, Extracted))
    odd = replace(good, document=good.document.model_copy(update={"text": "\ud800"}))
    extracted, (reject,) = read_shard(write_shard(str(tmp_path), items, [odd]), items)
    assert extracted == []
    assert (reject.stage, reject.code, reject.sha256) == ("load", "unstorable", good.document.sha256)


def test_a_folder_is_made_and_goes_with_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    make_folder(f"file://{folder}")
    (folder / "left.parquet").write_bytes(b"")
    remove_folder(str(folder))
    assert not folder.exists()
    remove_folder(str(folder))
