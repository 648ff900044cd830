"""The fuzzing command: a small run of every format that is read in this process, and that it sees what is wrong."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
from corpus.readers import BY_MEDIA_TYPE
from corpus.readers.reader import Reader, ReadResult
from tools.fuzz import trying
from tools.fuzz.__main__ import main
from tools.fuzz.formats import INSIDE
from tools.fuzz.mutating import mutated
from tools.fuzz.trying import Case, attempt, cases, content_of, try_out, wholes


@pytest.mark.parametrize("name", INSIDE)
def test_broken_files_become_documents_or_rejects(tmp_path: Path, name: str) -> None:
    tally = try_out(cases(name, wholes(name, tmp_path, 2), 25, seed=3), workers=2)
    assert tally.cases == 25
    assert tally.findings == []
    assert tally.outcomes


def test_the_same_chance_breaks_the_same(tmp_path: Path) -> None:
    whole = wholes("docx", tmp_path, 1)[0]
    contents = {content_of(Case("docx", whole, number, 1)) for number in range(20)}
    assert contents == {content_of(Case("docx", whole, number, 1)) for number in range(20)}
    assert len(contents) > 10


def test_anything_can_be_broken() -> None:
    for content in (b"", b"a", b"PK"):
        for seed in range(50):
            mutated(content, random.Random(seed), packed=True)


@pytest.mark.parametrize("result", ["raise", "unordered", "nothing"])
def test_faults_are_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, result: str) -> None:
    def read(content: bytes) -> ReadResult:
        if result == "raise":
            raise KeyError("x")
        return ReadResult("a  b", ())

    def nothing(*given: object, **named: object) -> Iterator[object]:
        return iter(())

    reader = Reader("broken", 1, {"text/plain": (".txt",)}, 1 << 30, read)
    monkeypatch.setattr("corpus.reading.BY_MEDIA_TYPE", {**BY_MEDIA_TYPE, "text/plain": reader})
    if result == "nothing":
        monkeypatch.setattr(trying, "with_members", nothing)
    (case,) = cases("txt", wholes("txt", tmp_path, 1), 1, seed=1)
    (outcome,) = corpus.run_in_process(attempt, [case])
    assert isinstance(outcome.result, corpus.Failure)
    assert outcome.result.code == "error"


def test_the_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["--cases", "3", "--only", "txt", "eml", "--workers", "1", "--keep", str(tmp_path / "kept")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" files ")[0] for line in lines] == ["txt: 3", "eml: 3"]
    assert [*(tmp_path / "kept").iterdir()] == []
