"""What is in storage that fsspec knows: listed, copied, read."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from fsspec.registry import known_implementations

import corpus
from corpus import MissingPathError, ReadError, Skipped, SourceItem, StorageError, Unreadable
from corpus.storage import is_address
from tests.rendering.archives import zipped
from tests.running import GOOD


@pytest.fixture
def bucket() -> Iterator[str]:
    """An address of storage that is not on this machine's file system, with documents below it."""
    system = fsspec.filesystem("memory")
    system.pipe(
        {
            "/bucket/sub/b.txt": GOOD.format(n=2).encode(),
            "/bucket/a.txt": GOOD.format(n=1).encode(),
            "/bucket/facts.json": b"{}",
            "/bucket/.hidden.txt": b"x",
            "/bucket/z.zip": zipped({"c.txt": GOOD.format(n=3).encode()}),
        }
    )
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def items(address: str) -> list[SourceItem]:
    return [each for each in corpus.discover([address]) if isinstance(each, SourceItem)]


def test_addresses_are_told_from_paths_and_web_addresses() -> None:
    assert is_address("s3://bucket/x")
    assert is_address("simplecache::file:///x")
    assert not any(map(is_address, ("/x/y.txt", "reports", "https://example.org/x", "HTTP://example.org", "a:/b")))


def test_a_bucket_is_listed_as_a_folder_is(bucket: str, tmp_path: Path) -> None:
    found = [*corpus.discover([bucket])]
    assert [each.source for each in found] == [
        "memory://bucket/a.txt",
        "memory://bucket/facts.json",
        "memory://bucket/sub/b.txt",
        "memory://bucket/z.zip",
    ]
    first = found[0]
    assert isinstance(first, SourceItem)
    assert (first.doc_id, first.media_type, first.size) == ("a", "text/plain", len(GOOD.format(n=1).encode()))
    assert first.stored == first.source
    assert isinstance(found[1], Skipped)


def test_one_file_may_be_given(bucket: str) -> None:
    assert [item.source for item in items(f"{bucket}/sub/b.txt")] == ["memory://bucket/sub/b.txt"]
    (refused,) = corpus.discover([f"{bucket}/facts.json"])
    assert isinstance(refused, Unreadable)


def test_a_copy_is_read_under_the_name_of_its_address(bucket: str, tmp_path: Path) -> None:
    copy = corpus.copied(items(bucket)[0], tmp_path)
    document = corpus.read(copy)
    assert (document.source, document.doc_id) == ("memory://bucket/a.txt", "a")
    assert document.text == GOOD.format(n=1)
    assert [*tmp_path.iterdir()] == [corpus.copy_at(tmp_path, copy)]


def test_members_are_read_from_a_copy_of_their_container(bucket: str, tmp_path: Path) -> None:
    archive = items(bucket)[-1]
    listing = corpus.list_container(corpus.copied(archive, tmp_path / "."))
    (member,) = corpus.within(archive, listing)
    assert isinstance(member, SourceItem)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert corpus.read(corpus.copied(member, elsewhere)).text == GOOD.format(n=3)


def test_what_is_not_what_was_listed_is_told(bucket: str, tmp_path: Path) -> None:
    item = items(bucket)[0]
    with pytest.raises(ReadError) as changed:
        corpus.copied(replace(item, size=1), tmp_path)
    with pytest.raises(ReadError) as gone:
        corpus.copied(replace(item, stored=f"{bucket}/none.txt"), tmp_path)
    with pytest.raises(ReadError) as large:
        corpus.copied(replace(item, size=1 << 40), tmp_path)
    assert [each.value.code for each in (changed, gone, large)] == ["changed", "vanished", "too_big"]
    assert [*tmp_path.iterdir()] == []


def test_what_is_on_this_machine_is_not_copied(folder: Path, tmp_path: Path) -> None:
    found = items(f"file://{folder}")
    assert [item.source for item in found] == [f"file://{folder}/cum-{n}.txt" for n in (1, 2, 3)]
    assert [(item.path, item.stored) for item in found] == [(folder / f"cum-{n}.txt", "") for n in (1, 2, 3)]
    assert corpus.copied(found[0], tmp_path) == found[0]


def test_a_chain_of_storages_is_copied(folder: Path, tmp_path: Path) -> None:
    (first, *_) = items(f"simplecache::file://{folder}")
    assert first.mtime_ns is not None
    copy = corpus.copied(first, tmp_path)
    assert copy.path.read_bytes() == (folder / "cum-1.txt").read_bytes()
    assert os.stat(copy.path).st_mtime_ns == first.mtime_ns


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nope://x", "no storage is known by nope://"),
        ("ftp://me:secret@example.org/x", "holds a password"),
    ],
)
def test_storage_that_cannot_be_used_is_told_at_once(address: str, words: str) -> None:
    with pytest.raises(StorageError, match=words) as told:
        corpus.discover([address])
    assert "secret" not in str(told.value)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(known_implementations, "far", {"class": "no_such_package.Far", "err": "Install far"})
    with pytest.raises(StorageError, match="a package is missing for far://: Install far"):
        corpus.discover(["far://x"])


def test_an_address_with_nothing_at_it_is_missing(bucket: str) -> None:
    with pytest.raises(MissingPathError):
        corpus.discover([f"{bucket}/none"])
