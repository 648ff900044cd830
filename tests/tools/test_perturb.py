"""Rewriting gold documents: the facts stay those of the text."""

import json
import random
from pathlib import Path

import pytest

from tools.perturb import KINDS, perturb, perturbed

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


def sample(number: int) -> tuple[str, dict[str, object]]:
    file = sorted(SAMPLES.glob("*.json"))[number]
    return file.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", ["people", "provinces", "years", "wordings"])
def test_the_text_and_its_facts_change_alike_and_the_same_way_again(kind: str) -> None:
    text, gold = sample(0)
    first, again = perturbed(kind, text, gold, 1), perturbed(kind, text, gold, 1)
    assert first is not None and first == again
    new_text, new_gold = first
    assert new_text != text
    assert set(new_gold) == set(gold)
    for leader in new_gold["leaders"]:
        assert leader["person"].upper() in new_text.upper()


def test_years_are_shifted_in_the_text_and_in_the_facts() -> None:
    gold = {
        "doc_id": "x",
        "awards": [{"year": 2011, "evidence": ["năm 2011"]}],
        "document": {"published_on": "2011-05-06"},
    }
    new = perturbed("years", "Ngày 6/5/2011, tổng kết năm 2011", gold, 1)
    assert new is not None
    (award,) = new[1]["awards"]
    assert award["year"] > 2011
    assert award["evidence"] == [f"năm {award['year']}"]
    assert new[1]["document"]["published_on"] == f"{award['year']}-05-06"
    assert f"Ngày 6/5/{award['year']}" in new[0]


def test_dashes_of_dates_are_kept() -> None:
    gold = {"doc_id": "x", "document": {"published_on": "2011-05-06", "title": "A - B"}}
    assert perturbed("marks", "A - B", gold, 1) == (
        "A – B",
        {"doc_id": "x", "document": {"published_on": "2011-05-06", "title": "A – B"}},
    )


def test_a_text_without_the_words_in_question_is_left_alone() -> None:
    gold: dict[str, object] = {"doc_id": "x", "members": []}
    assert perturbed("schools", "Không có trường nào", gold, 1) is None
    assert KINDS["provinces"](gold, "", random.Random(1))("Không có tỉnh nào") == "Không có tỉnh nào"


def test_perturbed_documents_are_scored_before_and_after(tmp_path: Path) -> None:
    for number in (0, 1):
        text, gold = sample(number)
        (tmp_path / f"{gold['doc_id']}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{gold['doc_id']}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    found = list(perturb([tmp_path], "people", 1))
    assert len(found) == 2
    assert all(each.before.gold != each.after.gold for each in found)
