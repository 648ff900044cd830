"""What is found in folders, and what is not there."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import MissingPathError, Skipped, SourceItem, Unreadable, WebAddress, discover

Found = SourceItem | Skipped | Unreadable | WebAddress


def write(path: Path, content: str = "văn bản") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def sources(found: Iterator[Found], kind: type[Found] = SourceItem) -> list[str]:
    return [each.source for each in found if isinstance(each, kind)]


def test_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "báo cáo.2023.TXT", "một")
    [item] = discover([path])
    assert isinstance(item, SourceItem)
    assert item.source == str(path)
    assert item.path == path
    assert item.doc_id == "báo cáo.2023"
    assert item.media_type == "text/plain"
    assert item.size == len("một".encode())
    assert item.mtime_ns == path.stat().st_mtime_ns


def test_a_folder_is_listed_by_name_and_the_rest_is_skipped(tmp_path: Path) -> None:
    for name in [
        "b.txt",
        "a/z.txt",
        "a/deep/er/c.txt",
        "c.json",
        "a/d.md",
        "e",
        "f.txt.bak",
        ".hidden.txt",
        ".git/x.txt",
    ]:
        write(tmp_path / name)
    found = list(discover([tmp_path]))
    assert sources(iter(found)) == [str(tmp_path / name) for name in ["a/deep/er/c.txt", "a/z.txt", "b.txt"]]
    assert sources(iter(found), Skipped) == [str(tmp_path / name) for name in ["a/d.md", "c.json", "e", "f.txt.bak"]]
    assert len(found) == 7


def test_sources_are_named_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert sources(discover(["in", "in/", "./in", ".", Path("in/a.txt"), "../" + tmp_path.name])) == [
        "in/a.txt",
        "in/a.txt",
        "./in/a.txt",
        "./in/a.txt",
        "in/a.txt",
        f"../{tmp_path.name}/in/a.txt",
    ]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert list(discover([tmp_path])) == []


@pytest.mark.parametrize("name", ["nothing", "a.txt/", "a.txt/below", "", "nul\0byte.txt"])
def test_a_missing_path_is_told_before_anything_is_listed(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.txt")
    missing = os.path.join(tmp_path, name) if name else ""
    with pytest.raises(MissingPathError) as error:
        discover([tmp_path / "a.txt", missing])
    assert str(error.value) == f"no such file or folder: {missing}"


@pytest.mark.parametrize("name", ["facts.json", "pages.rar", "README", "page.xls"])
def test_a_given_file_that_no_reader_takes_is_a_reject(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name)
    [found] = discover([path])
    assert isinstance(found, Unreadable)
    assert (found.source, found.code) == (str(path), "unsupported")
    assert "no reader takes" in found.reason


def test_a_web_address_is_handed_on() -> None:
    assert [*discover(["https://example.org/tin/1.txt", "HTTP://example.org"])] == [
        WebAddress("https://example.org/tin/1.txt"),
        WebAddress("HTTP://example.org"),
    ]


def test_a_given_hidden_file_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / ".notes.txt")
    assert sources(discover([path])) == [str(path)]
    folder = write(tmp_path / ".drop" / "a.txt").parent
    assert sources(discover([folder])) == [str(folder / "a.txt")]


def test_links(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    write(folder / "a.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(tmp_path / "gone")
    (folder / "z.txt").symlink_to(folder / "a.txt")
    assert list(discover([folder]))[1:4] == [
        Unreadable(str(folder / "gone.txt"), "unreadable", "a symbolic link to nothing"),
        Skipped(str(folder / "loop"), "a symbolic link to a folder"),
        Unreadable(str(folder / "self.txt"), "unreadable", "Too many levels of symbolic links"),
    ]
    assert sources(discover([folder])) == [str(folder / "a.txt"), str(folder / "z.txt")]
    assert sources(discover([folder / "loop"])) == [str(folder / "loop" / "a.txt"), str(folder / "loop" / "z.txt")]
    assert [type(found) for found in discover([folder / "gone.txt"])] == [Unreadable]


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.txt"))
        assert [type(found) for found in discover([tmp_path])] == [Skipped, Skipped]
        [found] = discover([tmp_path / "pipe.txt"])
    assert found == Unreadable(str(tmp_path / "pipe.txt"), "unsupported", "not a regular file")


def test_a_folder_that_cannot_be_listed_is_a_reject_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = write(tmp_path / "b" / "x.txt").parent
    write(tmp_path / "a.txt")
    write(tmp_path / "c.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path == str(locked):  # Tests may run as root, whom no permission stops.
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(discover([tmp_path]))
    assert found[1] == Unreadable(str(locked), "unreadable", "folder cannot be listed: Permission denied")
    assert sources(iter(found)) == [str(tmp_path / "a.txt"), str(tmp_path / "c.txt")]


def test_a_file_that_vanishes_while_the_folder_is_listed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    second = write(tmp_path / "b.txt")
    found = discover([tmp_path])
    next(found)
    second.unlink()
    assert list(found) == [Unreadable(str(second), "vanished", "gone since it was listed")]


def test_names_that_are_no_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/b\xe1o.txt"
    Path(os.fsdecode(path)).write_text("a", encoding="utf-8")
    [item] = discover([tmp_path])
    assert isinstance(item, SourceItem)
    assert item.source == f"{tmp_path}/b\\xe1o.txt"
    assert item.doc_id == "b\\xe1o"
    assert item.path.read_text(encoding="utf-8") == "a"


def test_folders_deeper_than_calls_may_nest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 1500
    path = "."
    for _ in range(depth):
        path += "/d"
        os.mkdir(path)
    file = write(Path(path) / "a.txt")
    try:
        assert sources(discover(["."])) == [path + "/a.txt"]
    finally:  # pytest, which would remove it, does call itself for every level.
        file.unlink()
        for _ in range(depth):
            os.rmdir(path)
            path = os.path.dirname(path)


def test_listing_is_lazy(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt")
    found = discover([tmp_path])
    write(tmp_path / "b" / "2.txt")
    assert sources(found) == [str(tmp_path / "a/1.txt"), str(tmp_path / "b/2.txt")]
