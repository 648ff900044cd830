"""``thidua evaluate``."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.running import SAMPLES, Thidua


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    made = tmp_path / "gold"
    made.mkdir()
    for file in sorted(SAMPLES.glob("a0*.json"))[:2]:
        shutil.copy(file, made)
        shutil.copy(file.with_suffix(".txt"), made)
    return made


def test_table_headline_and_json(gold: Path, thidua: Thidua, tmp_path: Path) -> None:
    ran = thidua("evaluate", gold, "--workers", "0", "--json", tmp_path / "scores.json")
    assert ran.status == 0
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert ran.out.splitlines()[-1] == f"headline F1 {scores['headline']:.3f}"
    assert re.search(r"^\W*clusters .*kind", ran.out, re.MULTILINE)
    assert {"precision", "recall", "f1", "slots"} <= scores["clusters"].keys()


def test_misses_are_listed_with_their_words(gold: Path, thidua: Thidua) -> None:
    (text,) = gold.glob("a01*.txt")
    text.with_suffix(".txt").write_text(text.read_text(encoding="utf-8") + "\nCụm thi đua số 99 họp.", encoding="utf-8")
    facts = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
    facts["pledges"].append({"cluster": "c1", "year": 1950, "evidence": ["Cụm thi đua số 99 họp."]})
    text.with_suffix(".json").write_text(json.dumps(facts), encoding="utf-8")
    ran = thidua("evaluate", gold, "--workers", "0", "--misses")
    assert "missed pledges: cluster=" in ran.out
    assert "»Cụm thi đua số 99 họp.«" in ran.out


def test_a_text_that_cannot_be_read_is_named(gold: Path, thidua: Thidua) -> None:
    (text,) = gold.glob("a01*.txt")
    text.write_bytes(text.read_bytes() + b"\xff")
    ran = thidua("evaluate", gold, "--workers", "0")
    # The evaluation's own reader of gold files is the first to refuse it.
    assert ran.status == 2
    assert ran.err.startswith(f"thidua: {text}: not UTF-8")


def test_no_gold(thidua: Thidua, tmp_path: Path) -> None:
    assert thidua("evaluate", tmp_path).status == 2
    assert thidua("evaluate", tmp_path / "none").status == 2
