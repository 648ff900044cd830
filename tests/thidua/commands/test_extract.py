"""``thidua extract``."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import extractors.pipeline
from models import Document, Facts
from tests.running import SAMPLES, Thidua, environment


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_one_object_a_document_in_input_order_and_nothing_else(folder: Path, thidua: Thidua) -> None:
    (folder / "facts.json").write_text("{}")
    ran = thidua("extract", folder / "cum-3.txt", folder, "--workers", "0")
    assert ran.status == 0
    found = lines(ran.out)
    assert [each["doc_id"] for each in found] == ["cum-3", "cum-1", "cum-2", "cum-3"]
    assert all(Facts.model_validate(each).clusters for each in found)
    assert ran.err == "thidua: 1 files skipped that are no documents\n"


def test_with_text_the_quotes_are_in_it(thidua: Thidua) -> None:
    ran = thidua("extract", *sorted(SAMPLES.glob("*.txt"))[:2], "--with-text", "--workers", "0")
    for document in lines(ran.out):
        quotes = [quote for cluster in document["clusters"] for quote in cluster["evidence"]]
        assert quotes
        assert all(document["text"][quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)


def test_least_confidence(folder: Path, thidua: Thidua, monkeypatch: pytest.MonkeyPatch) -> None:
    extract = extractors.pipeline.extract

    def unsure(document: Document) -> Facts:
        facts = extract(document)
        nothing = {name: () for name, value in facts if isinstance(value, tuple)}
        clusters = tuple(cluster.model_copy(update={"confidence": 0.4}) for cluster in facts.clusters)
        return facts.model_copy(update=nothing | {"clusters": clusters})

    monkeypatch.setattr(extractors.pipeline, "extract", unsure)
    for least, found in (("0.3", True), ("0.5", False)):
        ran = thidua("extract", folder, "--workers", "0", "--min-confidence", least)
        assert [bool(each["clusters"]) for each in lines(ran.out)] == [found] * 3


def test_rejects_are_named_and_the_others_extracted(folder: Path, thidua: Thidua) -> None:
    (folder / "cum-2.txt").write_bytes(b"")
    ran = thidua("extract", folder, "--workers", "1")
    assert ran.status == 3
    assert [each["doc_id"] for each in lines(ran.out)] == ["cum-1", "cum-3"]
    assert ran.err == f"thidua: reject: {folder / 'cum-2.txt'}: empty: the file has no bytes\n"


def test_a_missing_path_is_wrong_usage(folder: Path, thidua: Thidua) -> None:
    ran = thidua("extract", folder, folder / "none.txt")
    assert (ran.status, ran.out, ran.err) == (2, "", f"thidua: no such file or folder: {folder / 'none.txt'}\n")


@pytest.mark.parametrize("workers", ["0", "2"])
def test_who_reads_the_output_may_stop(workers: str) -> None:
    command = [sys.executable, "-m", "thidua", "extract", str(SAMPLES), "--with-text", "--workers", workers]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment({})) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
