"""The same facts from every format: sample documents as PDF, DOCX, web pages and legacy text beside the plain text."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

import corpus
from corpus import SourceItem
from corpus.legacy import ENCODINGS, Encoding
from evaluation import Report, ScoredPair, read_gold, score
from flows.extraction import read_and_extract
from models import Facts
from tests.rendering import docx, html, legacy, pdf
from tests.running import SAMPLES

TOLERATED = 0.05
GOLD = read_gold(SAMPLES)[::7]


def facts_of(path: Path) -> Facts:
    (item,) = corpus.discover([path])
    assert isinstance(item, SourceItem)
    _, facts = read_and_extract(item)
    assert isinstance(facts, Facts)
    return facts


def headline(read: Callable[[Path], Facts]) -> float:
    return score([ScoredPair(gold.facts, read(gold.text_file), gold.text) for gold in GOLD]).headline


@cache
def of_plain() -> Report:
    return score([ScoredPair(gold.facts, facts_of(gold.text_file), gold.text) for gold in GOLD])


def plain() -> float:
    return of_plain().headline


@pytest.mark.parametrize(
    ("suffix", "render"),
    [
        (".pdf", pdf.render),
        (".docx", docx.render),
        (".docx", partial(docx.render, encoding="tcvn3")),
        (".docx", partial(docx.render, encoding="vni")),
        *(
            (".txt", partial(legacy.render, encoding=encoding))
            for encoding in ("tcvn3", "vni", "vps", "viscii", "windows-1258")
        ),
    ],
    ids=["pdf", "docx", "docx-tcvn3", "docx-vni", "tcvn3", "vni", "vps", "viscii", "windows-1258"],
)
def test_the_facts_are_those_of_the_plain_text(tmp_path: Path, suffix: str, render: Callable[[str], bytes]) -> None:
    def rendered(text_file: Path) -> Facts:
        path = tmp_path / f"{text_file.stem}{suffix}"
        path.write_bytes(render(text_file.read_text(encoding="utf-8")))
        return facts_of(path)

    assert headline(rendered) >= plain() - TOLERATED


# VPS and VISCII have capitals in the place of control characters, which no page in Unicode may hold.
IN_FONTS: tuple[Encoding, ...] = ("tcvn3", "vni", "windows-1258")
HEADLINES = {gold.text_file.stem: gold.facts.document.title or "" for gold in GOLD}


@pytest.mark.parametrize(
    "render",
    [
        *(partial(html.render, template=template) for template in html.TEMPLATES),
        *(partial(html.render_old, encoding=encoding) for encoding in IN_FONTS),
        *(partial(html.render_old, encoding=encoding, fonts=False) for encoding in ENCODINGS),
    ],
    ids=[
        *html.TEMPLATES,
        *(f"{encoding}-in-fonts" for encoding in IN_FONTS),
        *(f"{encoding}-in-bytes" for encoding in ENCODINGS),
    ],
)
def test_the_facts_are_those_of_the_page(tmp_path: Path, render: Callable[..., bytes]) -> None:
    pairs = []
    for gold in GOLD:
        path = tmp_path / f"{gold.text_file.stem}.html"
        text = gold.text_file.read_text(encoding="utf-8")
        path.write_bytes(render(text, headline=HEADLINES[gold.text_file.stem]))
        pairs.append(ScoredPair(gold.facts, facts_of(path), gold.text))
    found = score(pairs)
    assert found.headline >= plain() - TOLERATED
    for slot in ("title", "published_on", "author"):
        assert (found.document[slot].accuracy or 0) >= (of_plain().document[slot].accuracy or 0) - TOLERATED, slot
