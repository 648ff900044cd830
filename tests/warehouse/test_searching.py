"""Full text: what is found, in which order, with which words around it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse import Found, Item, QueryError, check, load_batch, run_query, search
from warehouse.connection import writing

Load = Callable[..., Any]
MakeItem = Callable[..., Item]


def names(found: list[Found]) -> list[str]:
    return [each.doc_id for each in found]


def words_hit(found: Found) -> list[str]:
    return [found.snippet[start:end] for start, end in found.hits]


@pytest.fixture(scope="module")
def _three(tmp_path_factory: pytest.TempPathFactory, make_item: MakeItem) -> Path:
    made = tmp_path_factory.mktemp("three") / "w.duckdb"
    items = (
        make_item("Hội nghị bầu Cụm trưởng năm 2024 của Hội Nông dân.", "a.txt"),
        make_item("Hoi nghi bau Cum truong nam 2024.", "bare.txt"),
        make_item("Trường học tổ chức Hội nghị, có cụm hoa và nấm.", "other.txt"),
    )
    load_batch(made, items, run_id="run", program_version="0")
    return made


@pytest.fixture
def three(path: Path, _three: Path) -> Path:
    return shutil.copyfile(_three, path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cum truong", {"a", "bare", "other"}),
        ("Cụm trưởng", {"a", "bare"}),
        ("CỤM TRƯỞNG", {"a", "bare"}),
        ('"cum truong"', {"a", "bare"}),
        ('"cụm trưởng năm 2024"', {"a", "bare"}),
        ('"trưởng cụm"', set()),
        ("nông dân", {"a"}),
        ("cụm hoa", {"other"}),
        ("cụm 2023", set()),
        ("2024", {"a", "bare"}),
    ],
)
def test_with_and_without_marks(three: Path, words: str, expected: set[str]) -> None:
    assert set(names(search(three, words))) == expected


def test_what_is_written_as_asked_comes_first(three: Path) -> None:
    assert names(search(three, "Cụm trưởng 2024")) == ["a", "bare"]


def test_neighbouring_words_come_first(path: Path, load: Load, make_item: MakeItem) -> None:
    load(
        make_item("Thi tuyển xong thì cuộc đua xe đạp bắt đầu, ai đua cũng thi.", "apart.txt"),
        make_item("Phong trào thi đua xong, ai cũng vui vẻ và ra về hết cả.", "together.txt"),
    )
    assert names(search(path, "thi dua")) == ["together", "apart"]
    assert names(search(path, "thi dua", limit=1)) == ["together"]


def test_the_snippet_is_the_text_around_the_best_place(path: Path, load: Load, make_item: MakeItem) -> None:
    filling = "chữ đệm này kia " * 100
    text = f"Cụm đầu tiên. {filling}Nay bầu Cụm trưởng năm 2024 ở đây. {filling}"
    load(make_item(text))
    (found,) = search(path, "bau cum truong")
    assert text[found.start : found.end] == found.snippet
    assert words_hit(found) == ["bầu", "Cụm", "trưởng"]
    assert len(found.snippet) <= 260
    assert not found.snippet[0].isspace()
    assert text[found.start - 1].isspace()


def test_a_whole_short_text_is_its_snippet(three: Path) -> None:
    (found,) = search(three, "hoa nấm")
    assert found.snippet == "Trường học tổ chức Hội nghị, có cụm hoa và nấm."


def test_facts_are_named_whose_evidence_holds_all_words(path: Path, load: Load, rich_item: Item) -> None:
    load(rich_item)
    (found,) = search(path, "suy tôn Yên Bái")
    assert {fact.family for fact in found.facts} == {"members", "headships"}
    assert all("suy tôn Hội CCB tỉnh Yên Bái" in fact.quote for fact in found.facts)
    (found,) = search(path, "Yên Bái Hạ Long")
    assert found.facts == ()


def test_documents_replaced_and_added_are_found_at_once(path: Path, load: Load, make_item: MakeItem) -> None:
    load(make_item("một văn bản cũ", "a.txt", content=b"1"))
    load(make_item("một văn bản mới", "a.txt", content=b"1", version="2"), make_item("bản khác", "b.txt"))
    assert names(search(path, "cũ")) == []
    assert names(search(path, "mới")) == ["a"]
    assert set(names(search(path, "bản"))) == {"a", "b"}
    assert check(path) == []


def test_of_reprints_one_is_shown(path: Path, load: Load, make_item: MakeItem) -> None:
    text = " ".join(f"câu thứ {number} của bài báo" for number in range(60))
    load(make_item(text, "a.txt"), make_item(text + " hết", "b.txt"))
    (found,) = search(path, "bài báo")
    assert found.copies == 1


def test_files_of_earlier_versions_are_indexed_by_the_next_load(path: Path, load: Load, make_item: MakeItem) -> None:
    load(make_item("văn bản cũ", "a.txt"))
    with writing(path) as connection:
        connection.execute("DELETE FROM search_terms; DELETE FROM search_documents")
        connection.execute("UPDATE documents SET original_id = NULL")  # As the migration does.
    load(make_item("khác", "b.txt"))
    assert names(search(path, "cũ")) == ["a"]
    assert check(path) == []


@pytest.mark.parametrize("words", ["", "  ", "?!", '""', "x " * 33])
def test_no_words_or_too_many(three: Path, words: str) -> None:
    with pytest.raises(QueryError, match="word"):
        search(three, words)


@pytest.mark.parametrize("words", ["'; DROP TABLE documents", "%", "$1 x", "a\x00b", '"'])
def test_words_are_never_sql(three: Path, words: str) -> None:
    try:
        assert search(three, words) == []
    except QueryError as error:
        assert "no word" in str(error)
    assert run_query(three, "FROM documents").table.num_rows == 3


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("DELETE FROM search_terms WHERE term = 'cụm'", "search_documents"),
        ("DELETE FROM search_documents WHERE document_id IN (SELECT min(document_id) FROM documents)", "documents"),
        ("INSERT INTO search_terms SELECT * FROM search_terms LIMIT 1", "search_terms"),
        ("DELETE FROM documents WHERE doc_id = 'a'", "search_terms"),
    ],
)
def test_a_damaged_index_is_found(three: Path, damage: str, table: str) -> None:
    with writing(three) as connection:
        connection.execute(damage)
    assert table in {problem.table for problem in check(three)}
