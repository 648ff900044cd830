"""From items to documents, and everything that can happen on the way."""

import hashlib
import io
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus
from corpus import (
    REJECT_CODES,
    ReadError,
    SourceItem,
    discover,
    normalise,
    read,
    reader_fingerprint,
    reading,
    sha256_of,
)
from corpus.readers import BY_MEDIA_TYPE
from corpus.readers.reader import Reader, ReadResult
from models import Document, Segment

SAMPLES = Path(corpus.__file__).parent / "samples"


def item_of(path: Path, content: bytes) -> SourceItem:
    path.write_bytes(content)
    [item] = discover([path])
    assert isinstance(item, SourceItem)
    return item


def test_a_document(tmp_path: Path) -> None:
    content = "\ufeffCụm  thi đua\r\n\r\n\r\n- một\r\n".encode()
    document = read(item_of(tmp_path / "báo-cáo.txt", content))
    assert document.doc_id == "báo-cáo"
    assert document.source == str(tmp_path / "báo-cáo.txt")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.text == "Cụm thi đua\n\n- một"
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.media_type == "text/plain"
    assert [part.kind for part in document.segments] == ["heading", "list_item"]
    assert Document.model_validate_json(document.model_dump_json()) == document


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\ufeff\u00a0\u200b".encode(), "empty"),
        (b"\0\1\2", "binary"),
        (bytes(range(0x80, 0x100)), "encoding"),
    ],
)
def test_contents_that_are_rejects(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(ReadError) as error:
        read(item_of(tmp_path / "a.txt", content))
    assert error.value.code == code


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        (b"\x1f\x8b\x08\0", "binary", "named as a text file, and is a gzip archive"),
        (b"Rar!\x1a\x07\0", "binary", "named as a text file, and is a RAR archive"),
        (b"\x7fELF\x02\x01\x01\0", "binary", "named as a text file, and is a program"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
            "an Office document with a password",
        ),
    ],
)
def test_what_no_reader_takes_is_named(tmp_path: Path, content: bytes, code: str, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        read(item_of(tmp_path / "a.txt", content))
    assert (error.value.code, error.value.reason) == (code, reason)


@pytest.mark.parametrize("max_bytes", [4, 100])
def test_the_reader_is_chosen_by_what_a_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, max_bytes: int
) -> None:
    def read_pdf(content: bytes) -> ReadResult:
        return ReadResult("PDF", (Segment(start=0, end=3, kind="paragraph"),))

    reader = Reader("pdf", 1, {"application/pdf": (".pdf",)}, max_bytes, read_pdf)
    monkeypatch.setattr(reading, "BY_MEDIA_TYPE", {**BY_MEDIA_TYPE, "application/pdf": reader})
    item = item_of(tmp_path / "a.txt", b"%PDF-1.4")
    if max_bytes < 8:
        with pytest.raises(ReadError, match="too_big"):
            read(item)
    else:
        document = read(item)
        assert (document.text, document.media_type) == ("PDF", "application/pdf")


def test_a_file_larger_than_its_reader_takes_is_not_read(tmp_path: Path) -> None:
    item = item_of(tmp_path / "a.txt", b"a")
    limit = BY_MEDIA_TYPE["text/plain"].max_bytes
    os.truncate(item.path, limit + 1)  # sparse: takes no space
    with pytest.raises(ReadError) as error:
        read(item)
    assert error.value.code == "too_big"
    assert f"{limit:,}" in error.value.reason


def remove(path: Path) -> None:
    path.unlink()


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("happens", "code"), [(remove, "vanished"), (replace_by_folder, "unreadable"), (replace_by_pipe, "unreadable")]
)
def test_what_happens_between_listing_and_reading(tmp_path: Path, happens: Callable[[Path], None], code: str) -> None:
    item = item_of(tmp_path / "a.txt", b"a")
    happens(item.path)
    with pytest.raises(ReadError) as error:
        read(item)
    assert error.value.code == code


class Meddled(io.FileIO):
    """A file that something happens to just before it is read."""

    def __init__(self, descriptor: int, meddle: Callable[[], None]) -> None:
        super().__init__(descriptor)
        self._meddle = meddle

    def read(self, size: int | None = -1, /) -> Any:
        self._meddle()
        return super().read(size)


def fail() -> None:
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("change", ["grows", "shrinks", "is written anew"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    item = item_of(tmp_path / "a.txt", b"abc")

    def meddle() -> None:
        item.path.write_bytes({"grows": b"abcdef", "shrinks": b"a", "is written anew": b"xyz"}[change])
        os.utime(item.path, ns=(0, 0))

    monkeypatch.setattr("builtins.open", lambda descriptor, mode: Meddled(descriptor, meddle))
    with pytest.raises(ReadError) as error:
        read(item)
    assert error.value.code == "changed"


def test_a_device_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = item_of(tmp_path / "a.txt", b"abc")
    monkeypatch.setattr("builtins.open", lambda descriptor, mode: Meddled(descriptor, fail))
    with pytest.raises(ReadError) as error:
        read(item)
    assert (error.value.code, error.value.reason) == ("unreadable", "Input/output error")


def test_permission_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = item_of(tmp_path / "a.txt", b"abc")

    def refuse(*_: object) -> int:  # Tests may run as root, whom no permission stops.
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ReadError) as error:
        read(item)
    assert (error.value.code, error.value.reason) == ("unreadable", "Permission denied")


def test_sha256_of(tmp_path: Path) -> None:
    item = item_of(tmp_path / "a.txt", b"abc" * 100_000)
    assert sha256_of(item) == hashlib.sha256(b"abc" * 100_000).hexdigest()
    item.path.unlink()
    with pytest.raises(ReadError, match="vanished"):
        sha256_of(item)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_file_gives_a_document_or_a_read_error(tmp_path: Path, content: bytes) -> None:
    try:
        document = read(item_of(tmp_path / "a.txt", content))
    except ReadError as error:
        assert error.code in REJECT_CODES
        assert error.reason
        assert "\n" not in error.reason
    else:
        assert document.text
        assert normalise(document.text) == document.text
        assert all(0 <= part.start < part.end <= len(document.text) for part in document.segments)
        Document.model_validate_json(document.model_dump_json())


def test_read_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ReadError("empty", "no text")))
    assert (error.code, error.reason, str(error)) == ("empty", "no text", "empty: no text")


def test_fingerprints() -> None:
    assert reader_fingerprint("text/plain") == "plain_text/3"
    assert "plain_text/3" in reader_fingerprint(None).split()
    assert reader_fingerprint("application/x-unknown") == reader_fingerprint(None)


@pytest.mark.parametrize("gold", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_quote_of_a_sample_is_found_in_its_text(gold: Path) -> None:
    [item] = discover([gold.with_suffix(".txt")])
    assert isinstance(item, SourceItem)
    document = read(item)
    facts = json.loads(gold.read_text(encoding="utf-8"))
    assert facts["doc_id"] == document.doc_id == gold.stem
    quotes = [
        quote for family in facts.values() if isinstance(family, list) for fact in family for quote in fact["evidence"]
    ]
    assert [quote for quote in quotes if normalise(quote) not in document.text] == []


def test_samples_are_pairs() -> None:
    texts = {path.stem for path in SAMPLES.glob("*.txt")}
    assert texts == {path.stem for path in SAMPLES.glob("*.json")}
    assert len(texts) == 56
