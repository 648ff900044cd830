"""A document is removed with all that came from it, and stays away."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from warehouse import (
    Item,
    UnknownName,
    WarehouseMissing,
    allow_again,
    check,
    contents,
    fingerprint,
    forget,
    load_batch,
    reviewable,
    run_query,
    search,
    take_reviews,
)

Load = Callable[..., Any]
MakeItem = Callable[..., Item]

SECRET = "Bài này phải quên. Cụm thi đua số 9 bầu Hội Luật gia tỉnh Hà Nam làm Cụm trưởng năm 2024."


@pytest.fixture
def secret(make_item: MakeItem) -> Item:
    return make_item(
        SECRET,
        "archive/secret.txt",
        clusters=[{"id": "c1", "name": "Cụm thi đua số 9", "kind": "cum", "number": "9"}],
        headships=[
            {"cluster": "c1", "role": "head", "unit": "Hội Luật gia tỉnh Hà Nam", "year": 2024, "status": "elected"}
        ],
    )


def test_the_warehouse_is_as_if_it_had_never_been_there(path: Path, load: Load, rich_item: Item, secret: Item) -> None:
    load(rich_item)
    before = fingerprint(path)
    load(secret)
    take_reviews(
        path, [replace(each, decision="confirmed") for each in reviewable(path, document="secret")], reviewer="L"
    )
    gone = forget(path, "secret", reason="withdrawn")
    assert gone.sources == ("archive/secret.txt",)
    assert gone.rows == {
        "documents": 1,
        "document_sources": 1,
        "clusters": 1,
        "headships": 1,
        "evidence": 2,
        "reviews": 2,
        "extracted_facts": 1,
        "search_documents": 1,
        "search_terms": gone.rows["search_terms"],
    }
    after = fingerprint(path)
    assert after.pop("forgotten") != before.pop("forgotten")
    assert after == before
    assert check(path) == []
    assert search(path, "phải quên") == []


def test_it_is_not_loaded_again_unless_allowed(path: Path, load: Load, secret: Item) -> None:
    load(secret)
    gone = forget(path, "archive/secret.txt")
    assert contents(path).forgotten == {gone.sha256}
    assert load(secret).counts.documents_added == 0
    assert list(run_query(path, "SELECT sha256, reason FROM forgotten").rows()) == [(gone.sha256, None)]
    assert allow_again(path, gone.sha256[:8]) == gone.sha256
    assert load(secret).counts.documents_added == 1
    assert check(path) == []


def test_a_reprint_becomes_the_original(path: Path, load: Load, make_item: MakeItem) -> None:
    text = " ".join(f"câu thứ {number} của bài báo" for number in range(60))
    load(make_item(text, "a.txt"), make_item(text + " hết", "b.txt"))
    ((original,),) = run_query(path, "SELECT doc_id FROM documents WHERE document_id = original_id").rows()
    forget(path, original)
    assert check(path) == []
    assert search(path, "bài báo")[0].copies == 0


def test_unknown_names(path: Path, load: Load, secret: Item) -> None:
    with pytest.raises(WarehouseMissing):
        forget(path, "x")
    assert not path.exists()
    load(secret)
    with pytest.raises(UnknownName, match="no document or fact"):
        forget(path, "x")
    for sha256 in ("ab", ""):
        with pytest.raises(UnknownName, match="no forgotten document"):
            allow_again(path, sha256)
    assert load_batch(path, [], run_id="r", program_version="0").load_id is None
