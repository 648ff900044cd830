"""The same facts from every format: sample documents as PDF, DOCX and legacy text beside the plain text."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

import corpus
from corpus import SourceItem
from evaluation import ScoredPair, read_gold, score
from flows.extraction import read_and_extract
from models import Facts
from tests.rendering import docx, legacy, pdf
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
def plain() -> float:
    return headline(facts_of)


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
