"""ZIP archives: what is listed, how it is named, what is read, and what hostile ones come to."""

import io
import os
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus
from corpus import REJECT_CODES, ReadError, Skipped, SourceItem, Unreadable, list_container, read, sha256_of, within
from corpus.containers import opening, zip_directory
from corpus.containers.members import MOST_DEPTH, Member
from corpus.legacy import Encoding
from tests.rendering import docx, legacy
from tests.rendering.archives import zipped, zipped_raw

Found = SourceItem | Skipped | Unreadable
TEXT = "Cụm thi đua số 1".encode()


def item_of(path: Path, content: bytes) -> SourceItem:
    path.write_bytes(content)
    [item] = corpus.discover([path])
    assert isinstance(item, SourceItem)
    return item


def opened(path: Path, content: bytes) -> list[Found]:
    """What is in an archive, and in those inside of it."""
    return [*everything(item_of(path, content))]


def everything(item: SourceItem) -> Iterator[Found]:
    for found in within(item, list_container(item)):
        if isinstance(found, SourceItem) and corpus.is_container(found) and found.source != item.source:
            yield from everything(found)
        else:
            yield found


def names(found: list[Found], kind: type[Found] = SourceItem) -> list[str]:
    return [each.source.split("!/", 1)[1] for each in found if isinstance(each, kind)]


def code_of(path: Path, content: bytes) -> str:
    with pytest.raises(ReadError) as error:
        opened(path, content)
    return error.value.code


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.zip"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_are_read_where_they_are(path: Path, method: int) -> None:
    large = os.urandom(100_000).hex().encode()
    archive = zipped({"năm 2020/báo cáo.txt": TEXT, "facts.json": b"{}", "b.TXT": large, "README": b"x"}, method)
    found = opened(path, archive)
    first, _, second, _ = found
    assert isinstance(first, SourceItem) and isinstance(second, SourceItem)
    assert (first.source, first.doc_id) == (f"{path}!/năm 2020/báo cáo.txt", "báo cáo")
    assert (first.media_type, first.size) == ("text/plain", len(TEXT))
    assert names(found, Skipped) == ["facts.json", "README"]
    document = read(first)
    assert (document.text, document.source, document.doc_id) == ("Cụm thi đua số 1", first.source, "báo cáo")
    assert document.sha256 == sha256_of(first)
    assert read(second).text == large.decode()


def test_the_real_archives_of_zipfile_in_other_shapes(path: Path) -> None:
    plain = zipped({"a.txt": TEXT})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(TEXT)
    unseekable = io.BytesIO()
    with zipfile.ZipFile(Unseekable(unseekable), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
    commented = io.BytesIO(plain)
    with zipfile.ZipFile(commented, "a") as archive:
        archive.comment = b"PK\5\6 of its own"
    for content in (
        file.getvalue(),
        unseekable.getvalue(),
        commented.getvalue(),
        b"MZ" + b"\0" * 500 + plain,
        plain + b"\0" * 100,
        large_archive(),
    ):
        [item] = opened(path, content)
        assert isinstance(item, SourceItem)
        assert read(item).text == "Cụm thi đua số 1"


class Unseekable(io.RawIOBase):
    """A stream, for which ``zipfile`` writes sizes behind the members."""

    def __init__(self, file: io.BytesIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        return self._file.write(content)  # type: ignore[arg-type]


def large_archive() -> bytes:
    """With the end record of archives over 4 GB."""
    plain = zipped({"a.txt": TEXT})
    end = plain.rfind(b"PK\5\6")
    size, at = struct.unpack_from("<II", plain, end + 12)
    wide = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, size, at)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    short = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return plain[:end] + wide + locator + short


def test_an_empty_archive(path: Path) -> None:
    assert opened(path, zipped({})) == []


def test_folders_hidden_files_and_shadows_are_passed_over(path: Path) -> None:
    archive = zipped(
        {"a/": b"", "a/.b.txt": TEXT, ".git/c.txt": TEXT, "__MACOSX/a/._b.txt": TEXT, "a/...txt": TEXT, "a/b.txt": TEXT}
    )
    assert names(opened(path, archive)) == ["a/b.txt"]


def test_links_are_skipped(path: Path) -> None:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = 0o120777 << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert names(opened(path, file.getvalue()), Skipped) == ["link.txt"]


def test_archives_in_archives(path: Path) -> None:
    inner = zipped({"báo cáo.docx": docx.render("Cụm thi đua số 1"), "c.txt": TEXT})
    found = opened(path, zipped({"x.txt": TEXT, "b.zip": inner, "y.txt": TEXT}))
    assert names(found) == ["x.txt", "b.zip!/báo cáo.docx", "b.zip!/c.txt", "y.txt"]
    assert [read(item).text for item in found if isinstance(item, SourceItem)] == ["Cụm thi đua số 1"] * 4
    assert found[2].source == f"{path}!/b.zip!/c.txt"


def test_archives_inside_are_unpacked_once_for_neighbours(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = opened(path, zipped({"b.zip": zipped({f"{n}.txt": TEXT for n in range(9)})}))
    unpacked = []
    spooled = opening._spooled

    def counted(outer: BinaryIO, member: Member) -> BinaryIO:
        unpacked.append(member)
        return spooled(outer, member)

    monkeypatch.setattr(opening, "_last", None)
    monkeypatch.setattr(opening, "_spooled", counted)
    for item in found:
        assert isinstance(item, SourceItem)
        read(item)
    assert len(unpacked) == 1


def test_archives_inside_may_be_too_large_for_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_IN_MEMORY", 10)
    monkeypatch.setattr(opening, "_last", None)
    [item] = opened(path, zipped({"b.zip": zipped({"c.txt": TEXT})}))
    assert isinstance(item, SourceItem)
    assert read(item).text
    assert opening._last is not None
    opening._last[1].close()
    opening._last = None


def test_nesting_has_an_end(path: Path) -> None:
    archive = zipped({"d.txt": TEXT})
    for _ in range(MOST_DEPTH - 1):
        archive = zipped({"z.zip": archive})
    assert names(opened(path, archive)) == ["z.zip!/z.zip!/d.txt"]
    assert code_of(path, zipped({"z.zip": archive})) == "bomb"


class TestNames:
    """Names in code pages that archives do not tell."""

    WORDS = ("Báo cáo tổng kết năm 2003.txt", "Biên bản họp cụm thi đua.txt", "Quyết định khen thưởng/Nghệ An.txt")

    @pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "windows-1258"])
    def test_legacy_vietnamese(self, path: Path, encoding: Encoding) -> None:
        archive = zipped_raw({legacy.render(name, encoding): TEXT for name in self.WORDS})
        assert names(opened(path, archive)) == [*self.WORDS]

    def test_utf8_without_the_flag_that_says_so(self, path: Path) -> None:
        archive = zipped_raw({unicodedata.normalize("NFD", name).encode(): TEXT for name in self.WORDS})
        assert names(opened(path, archive)) == [*self.WORDS]

    def test_utf8_with_the_flag(self, path: Path) -> None:
        assert names(opened(path, zipped_raw({self.WORDS[0].encode(): TEXT}, flags=1 << 11))) == [self.WORDS[0]]

    def test_code_page_437(self, path: Path) -> None:
        archive = zipped_raw({"Résumé über Straße.txt".encode("cp437"): TEXT})
        assert names(opened(path, archive)) == ["Résumé über Straße.txt"]

    def test_the_field_for_unicode_names(self, path: Path) -> None:
        raw = b"B?o c?o.txt"
        name = self.WORDS[0].encode()
        field = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
        assert names(opened(path, zipped_raw({raw: TEXT}, extra=field))) == [self.WORDS[0]]
        assert names(opened(path, zipped_raw({b"other.txt": TEXT}, extra=field))) == ["other.txt"]

    def test_they_are_labels_and_no_paths(self, path: Path) -> None:
        given_names = ["../../etc/a.txt", "/etc/b.txt", "C:\\Temp\\c.txt", "d\n\x1b[31m.txt", "e" * 5000 + ".txt"]
        found = opened(path, zipped_raw({name.encode(): TEXT for name in given_names}))
        assert names(found)[:4] == ["../../etc/a.txt", "/etc/b.txt", "C:/Temp/c.txt", "d\\n\\x1b[31m.txt"]
        assert len(names(found)[4]) == 500
        assert [item.doc_id[:3] for item in found if isinstance(item, SourceItem)] == ["a", "b", "c", "d\\n", "…ee"]
        assert all(isinstance(item, SourceItem) and read(item).text for item in found)

    def test_those_that_come_again_are_numbered(self, path: Path) -> None:
        body = zipped_raw({b"a.txt": TEXT, b"b.txt": TEXT, b"c.txt": TEXT})
        archive = body.replace(b"b.txt", b"a.txt").replace(b"c.txt", b"a.txt")
        assert names(opened(path, archive)) == ["a.txt", "a.txt (2)", "a.txt (3)"]


class TestHostile:
    """What is refused, and at which price."""

    def test_encrypted_members_one_by_one(self, path: Path) -> None:
        found = opened(path, zipped_raw({b"a.txt": TEXT, b"b.pdf": TEXT, b"c.json": TEXT}, flags=1))
        assert [(each.source, each.code) for each in found if isinstance(each, Unreadable)] == [
            (f"{path}!/a.txt", "encrypted"),
            (f"{path}!/b.pdf", "encrypted"),
        ]
        assert names(found, Skipped) == ["c.json"]

    def test_an_unknown_method(self, path: Path) -> None:
        [found] = opened(path, zipped_raw({b"a.txt": TEXT}, method=9))
        assert isinstance(found, Unreadable)
        assert found.code == "unsupported"

    @pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
    def test_a_bomb(self, path: Path, method: int) -> None:
        found = opened(path, zipped({"a.txt": b"\0" * (50 << 20), "b.txt": TEXT}, method))
        assert [(each.code) for each in found if isinstance(each, Unreadable)] == ["bomb"]
        assert names(found) == ["b.txt"]

    @pytest.mark.parametrize(("declared", "code"), [(10, "bomb"), (3000, "corrupt")])
    def test_a_member_of_another_size_than_declared(self, path: Path, declared: int, code: str) -> None:
        content = b"\0" * 2000
        archive = zipped_raw({b"a.txt": content}, method=8).replace(
            struct.pack("<I", len(content)), struct.pack("<I", declared)
        )
        [item] = opened(path, archive)
        assert isinstance(item, SourceItem)
        with pytest.raises(ReadError) as error:
            read(item)
        assert error.value.code == code

    def test_a_member_larger_than_any_reader_takes(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_directory, "_MOST_MEMBER", 3)
        [found] = opened(path, zipped({"a.txt": TEXT}))
        assert isinstance(found, Unreadable)
        assert found.code == "too_big"

    def test_members_on_top_of_each_other(self, path: Path) -> None:
        one = zipped_raw({b"a.txt": b"x" * 1000})
        directory = one[one.index(b"PK\1\2") : one.index(b"PK\5\6")]
        body = one[: one.index(b"PK\1\2")]
        archive = (
            body + directory * 50 + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 50, 50, 50 * len(directory), len(body), 0)
        )
        assert code_of(path, archive) == "bomb"

    def test_more_members_than_are_taken(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_directory, "MOST_MEMBERS", 3)
        assert code_of(path, zipped({f"{n}.json": b"" for n in range(4)})) == "bomb"
        assert len(opened(path, zipped({f"{n}.json": b"" for n in range(3)}))) == 3

    def test_more_bytes_than_are_taken(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_directory, "_MOST_UNPACKED", 20)
        assert code_of(path, zipped({"a.txt": TEXT, "b.txt": TEXT})) == "bomb"

    def test_a_table_of_contents_larger_than_is_taken(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_directory, "_MOST_DIRECTORY", 20)
        assert code_of(path, zipped({"a.txt": TEXT})) == "bomb"

    @pytest.mark.parametrize(
        "content",
        [b"PK", b"PK\3\4", b"PK\5\6" + b"\0" * 17, b"Rar!\x1a\x07\0", b"PK\5\6" + b"\xff" * 18, b"\1\2\3\4" * 30],
    )
    def test_what_is_no_archive(self, path: Path, content: bytes) -> None:
        assert code_of(path, content) == "corrupt"

    def test_cut_off_archives(self, path: Path) -> None:
        whole = zipped({"a.txt": TEXT, "b.zip": zipped({"c.txt": TEXT})})
        assert {code_of(path, whole[:length]) for length in range(2, len(whole) - 1, 7)} == {"corrupt"}

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
    @given(st.data())
    def test_broken_archives_give_documents_or_read_errors(self, path: Path, data: st.DataObject) -> None:
        whole = bytearray(zipped({"a.txt": TEXT, "b.zip": zipped({"c.txt": TEXT}), "d.json": b"{}"}))
        for _ in range(data.draw(st.integers(1, 4))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        try:
            for item in opened(path, bytes(whole)):
                if isinstance(item, SourceItem):
                    read(item)
                elif isinstance(item, Unreadable):
                    assert item.code in REJECT_CODES
        except ReadError as error:
            assert error.code in REJECT_CODES
            assert error.reason and "\n" not in error.reason


class TestOtherThanPromised:
    """Files called ``.zip`` that are something else."""

    def test_a_word_document(self, path: Path) -> None:
        [item] = opened(path, docx.render("Cụm thi đua số 1"))
        assert isinstance(item, SourceItem)
        assert item.source == str(path)
        assert read(item).text == "Cụm thi đua số 1"

    def test_nothing(self, path: Path) -> None:
        [item] = opened(path, b"")
        assert isinstance(item, SourceItem)
        with pytest.raises(ReadError, match="empty"):
            read(item)

    def test_a_text(self, path: Path) -> None:
        [item] = opened(path, TEXT)
        assert isinstance(item, SourceItem)
        assert read(item).text == "Cụm thi đua số 1"


def test_an_archive_that_was_written_to_since_it_was_listed(path: Path) -> None:
    [item] = opened(path, zipped({"a.txt": TEXT}))
    assert isinstance(item, SourceItem)
    path.write_bytes(zipped({"a.txt": b"new"}))
    os.utime(path, ns=(0, 0))
    with pytest.raises(ReadError, match="changed: written to since it was listed"):
        read(item)
    path.unlink()
    with pytest.raises(ReadError, match="vanished"):
        read(item)
