"""The 25 questions: as many as promised, short, and their answers as the page shows them."""

from pathlib import Path

import pytest

from tools.questions import PAGE, answer_from, answered, questions_in
from tools.sample_warehouse import make_sample_warehouse
from warehouse import check, run_query


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("questions") / "samples.duckdb"
    make_sample_warehouse(file)
    return file


def test_there_are_25_questions_of_at_most_ten_lines() -> None:
    questions = questions_in(PAGE.read_text(encoding="utf-8"))
    assert len(questions) == 25
    assert all(words.endswith("?") for words, _ in questions)
    assert max(len(sql.splitlines()) for _, sql in questions) <= 10


def test_the_page_shows_the_answers_of_the_sample_warehouse(samples: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert answered(page, answer_from(samples)) == page, "python -m tools.questions writes them anew"


def test_every_question_has_an_answer(samples: Path) -> None:
    for words, sql in questions_in(PAGE.read_text(encoding="utf-8")):
        assert run_query(samples, sql).table.num_rows > 0, words


def test_the_sample_warehouse_keeps_its_promises(samples: Path) -> None:
    assert check(samples) == []


def test_answers_take_the_place_of_old_ones() -> None:
    page = "### 1. What?\n\n```sql\nSELECT 1\n```\n\n| old |\n| --- |\n| 0 |\n\nAfter.\n\n### 2. Why?\n\n```sql\nSELECT 2\n```\n"
    new = answered(page, lambda sql: f"| new |\n| --- |\n| {sql.split()[1]} |\n")
    assert "old" not in new
    assert "```\n\n| new |\n| --- |\n| 1 |\n\nAfter.\n" in new
    assert answered(new, lambda sql: f"| new |\n| --- |\n| {sql.split()[1]} |\n") == new
    assert questions_in(page) == [("What?", "SELECT 1\n"), ("Why?", "SELECT 2\n")]
