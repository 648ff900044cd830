"""``thidua search``."""

import json
from pathlib import Path

import pytest

from tests.running import Thidua


def test_words_without_marks(loaded: Path, thidua: Thidua) -> None:
    ran = thidua("search", "cum", "thi", "dua", "so", "2", "--warehouse", loaded)
    assert ran.status == 0
    assert "[Cụm thi đua số 2] Hội CCB" in ran.out
    assert "cum-2" in ran.out
    assert "clusters_" in ran.out


def test_json(loaded: Path, thidua: Thidua) -> None:
    ran = thidua("search", '"Cụm thi đua số 2"', "--warehouse", loaded, "--format", "json", "--limit", "1")
    (found,) = json.loads(ran.out)
    assert found["doc_id"] == "cum-2"
    assert [found["snippet"][hit["start"] : hit["end"]] for hit in found["hits"]][:2] == ["Cụm", "thi"]
    assert {fact["family"] for fact in found["facts"]} >= {"clusters"}
    assert found["end"] - found["start"] == len(found["snippet"])


def test_nothing_found(loaded: Path, thidua: Thidua) -> None:
    ran = thidua("search", "khôngcó", "--warehouse", loaded)
    assert (ran.status, ran.out) == (0, "no document holds all of the words\n")
    assert thidua("search", "khôngcó", "--warehouse", loaded, "--format", "json").out == "[]\n"


@pytest.mark.parametrize("arguments", [("?!",), ("a", "--limit", "0"), ("a", "--warehouse", "none.duckdb"), ()])
def test_wrong_usage(loaded: Path, thidua: Thidua, arguments: tuple[str, ...]) -> None:
    given = arguments if "--warehouse" in arguments else (*arguments, "--warehouse", loaded)
    ran = thidua("search", *given)
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
