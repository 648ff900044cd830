"""Finding a document or a fact by name, and cutting its text where facts begin and end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse import AmbiguousName, Item, ShownDocument, ShownFact, UnknownName, run_query, show
from warehouse.showing import _pieces, _quotes_in

MakeItem = Callable[..., Item]
Load = Callable[..., Any]


def shown(path: Path, name: str) -> ShownDocument:
    document = show(path, name)
    assert isinstance(document, ShownDocument)
    return document


def test_a_document_goes_by_many_names(rich_warehouse: Path, rich_item: Item) -> None:
    sha256 = rich_item.document.sha256
    for name in (sha256, sha256[:16], sha256[:5], sha256[:20].upper(), "rich", "archive/rich.txt", "rich.txt"):
        assert shown(rich_warehouse, name).document_id == sha256[:16]


def test_a_document_is_shown_with_its_facts_in_order(rich_warehouse: Path, rich_item: Item) -> None:
    document = shown(rich_warehouse, "rich")
    assert document.text == rich_item.document.text
    assert document.sources == ("archive/rich.txt",)
    assert document.fields["title"] == "Tổng kết"
    assert [fact.family for fact in document.facts] == [
        *("clusters", "meetings", "leaders", "members", "headships", "awards", "citations", "pledges", "campaigns"),
    ]
    assert "".join(document.text[piece.start : piece.end] for piece in document.pieces) == document.text
    (head,) = (piece for piece in document.pieces if len(piece.fact_ids) == 2)
    assert document.text[head.start : head.end].startswith("Hội nghị suy tôn")
    assert {fact_id.split("_")[0] for fact_id in head.fact_ids} == {"members", "headships"}


def test_a_fact_is_shown_with_its_sentence(rich_warehouse: Path) -> None:
    ((fact_id,),) = run_query(rich_warehouse, "SELECT fact_id FROM headships").rows()
    for name in (fact_id, fact_id[:14], "headships_"):
        fact = show(rich_warehouse, name)
        assert isinstance(fact, ShownFact)
        assert fact.fact_id == fact_id
        assert fact.fields == {
            "cluster": "Cụm thi đua số 4",
            "role": "head",
            "unit": "Hội CCB tỉnh Yên Bái",
            "year": 2024,
            "status": "elected",
        }
        assert (fact.confidence, fact.source, fact.doc_id) == (0.75, "archive/rich.txt", "rich")
        (quote,) = fact.quotes
        assert quote.text in quote.sentence
        assert quote.sentence.startswith("Hội nghị suy tôn Hội CCB tỉnh Yên Bái")
        assert quote.sentence.endswith("phát động “Nghĩa tình đồng đội”.")


def test_lists_and_dates_are_values(rich_warehouse: Path) -> None:
    facts = {fact.family: fact.fields for fact in shown(rich_warehouse, "rich").facts}
    assert facts["leaders"]["titles"] == ["Chủ tịch Hội CCB tỉnh Quảng Ninh"]
    assert str(facts["meetings"]["starts_on"]) == "2023-11-24"


@pytest.mark.parametrize("name", ["nothing", "members_ffff", "%", "clusters_%", "archive", "ich.txt", "zz"])
def test_unknown_names(rich_warehouse: Path, name: str) -> None:
    with pytest.raises(UnknownName, match=f"no document or fact goes by the name {name}"):
        show(rich_warehouse, name)


def test_ambiguous_names_are_listed(path: Path, load: Load, make_item: MakeItem) -> None:
    campaign = [{"name": "x", "kind": "theme"}]
    load(*(make_item(f"{at} chữ", f"{at}/same.txt", campaigns=campaign) for at in range(8)))
    with pytest.raises(AmbiguousName, match=r"same may be any of: .*\(0/same.txt\).*; …$"):
        show(path, "same")
    with pytest.raises(AmbiguousName, match="campaigns_ may be any of"):
        show(path, "campaigns_")
    assert shown(path, "3/same.txt").sources == ("3/same.txt",)


def test_a_document_may_be_called_like_a_fact(path: Path, load: Load, make_item: MakeItem) -> None:
    load(make_item("một hai", "members_2023.txt"))
    document = shown(path, "members_2023")
    assert document.facts == ()
    assert [(piece.start, piece.end, piece.fact_ids) for piece in document.pieces] == [(0, 7, ())]


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("Một. Hai ba. Bốn.", "ba", "Hai ba."),
        ("Ngày 3. tháng 4. Hết.", "tháng", "Ngày 3. tháng 4."),
        ("Đề mục\nCâu một! Câu hai?", "mục", "Đề mục"),
        ("Đề mục\nCâu một! Câu hai?", "một", "Câu một!"),
        ("Một. Hai. Ba.", "t. Hai. B", "Một. Hai. Ba."),
        ("một", "một", "một"),
        ("Một. Ông nói. Hai.", "nói", "Ông nói."),
    ],
)
def test_sentences_around_quotes(text: str, quote: str, sentence: str) -> None:
    start = text.index(quote)
    (found,) = _quotes_in(
        text, [{"fact_id": "f", "start_offset": start, "end_offset": start + len(quote), "quote": quote, "page": None}]
    )["f"]
    assert found.sentence == sentence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20)), max_size=8))
def test_pieces_cover_the_text_and_know_their_facts(spans: list[tuple[int, int]]) -> None:
    spans = [(start, min(20, start + length)) for start, length in spans]
    # Every second quote belongs to the fact before it.
    owned = [(f"f{at // 2}", start, end) for at, (start, end) in enumerate(spans)]
    pieces = list(_pieces(owned, 20))
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == 20
    for piece in pieces:
        expected = {fact for fact, start, end in owned if start <= piece.start and piece.end <= end}
        assert set(piece.fact_ids) == expected
        assert len(piece.fact_ids) == len(expected)
