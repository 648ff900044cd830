"""``thidua show``."""

import json
import re
from pathlib import Path

import pytest
from rich.text import Text

from tests.rendering import pdf
from tests.running import GOOD, Thidua
from thidua.commands.show import marked_text
from warehouse import Piece, Quote, ShownDocument, ShownFact


def fact(fact_id: str, family: str) -> ShownFact:
    return ShownFact(fact_id, family, {"name": "x"}, 0.5, "1", (Quote(0, 1, "a", "a", None),), "d", "d", "d.txt")


DOCUMENT = ShownDocument(
    document_id="d",
    sources=("d.txt",),
    fields={},
    text="ab\x1bcd ef",
    facts=(fact("clusters_1", "clusters"), fact("members_1", "members"), fact("members_2", "members")),
    pieces=(
        Piece(0, 1, ()),
        Piece(1, 3, ("members_1",)),
        Piece(3, 4, ("members_1", "members_2")),
        Piece(4, 5, ("members_2", "clusters_1")),
        Piece(5, 8, ()),
    ),
)


def test_facts_are_in_brackets_without_colours() -> None:
    assert marked_text(DOCUMENT, coloured=False).plain == "a[members: b\ufffdc][members+clusters: d] ef\n"


def test_facts_are_coloured_on_a_terminal() -> None:
    text = marked_text(DOCUMENT, coloured=True)
    assert isinstance(text, Text)
    assert text.plain == "ab\ufffdcd ef\n"
    assert [(span.start, span.end) for span in text.spans] == [(1, 4), (4, 5)]


def test_a_document_with_its_facts(loaded: Path, thidua: Thidua) -> None:
    ran = thidua("show", "cum-2", "--warehouse", loaded)
    assert ran.status == 0
    assert "[clusters" in ran.out
    assert "tổ chức Hội nghị tổng kết" in ran.out
    assert ran.out.startswith("document ")


def test_a_fact_with_its_sentence(loaded: Path, thidua: Thidua) -> None:
    sql = "SELECT fact_id FROM clusters JOIN documents USING (document_id) WHERE doc_id = 'cum-2' LIMIT 1"
    (row,) = json.loads(thidua("query", sql, "--warehouse", loaded, "--format", "json").out)
    ran = thidua("show", row["fact_id"], "--warehouse", loaded)
    assert ran.status == 0
    assert ran.out.startswith(f"{row['fact_id']}  (clusters, confidence ")
    assert "  name: Cụm thi đua số 2" in ran.out
    assert GOOD.format(n=2).split(". ")[0] in ran.out


@pytest.mark.parametrize(("name", "words"), [("none", "no document or fact"), ("reports/none.txt", "none.txt")])
def test_unknown_name(loaded: Path, thidua: Thidua, name: str, words: str) -> None:
    ran = thidua("show", name, "--warehouse", loaded)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_a_fact_with_its_place_on_the_page(tmp_path: Path, warehouse_file: Path, thidua: Thidua) -> None:
    report = tmp_path / "bao-cao.pdf"
    report.write_bytes(pdf.render(GOOD.format(n=2)))
    assert thidua("load", report, "--direct", "--warehouse", warehouse_file).status == 0
    sql = "SELECT fact_id FROM clusters LIMIT 1"
    (row,) = json.loads(thidua("query", sql, "--warehouse", warehouse_file, "--format", "json").out)
    shown = thidua("show", row["fact_id"], "--warehouse", warehouse_file).out
    assert re.search(r"^  at page 1, \d+ \d+ \d+ \d+$", shown, re.MULTILINE)
    report.unlink()
    shown = thidua("show", row["fact_id"], "--warehouse", warehouse_file).out
    assert "no places on its pages: the file is not where it was" in shown
