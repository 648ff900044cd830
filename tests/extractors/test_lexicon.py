from collections import Counter
from importlib.resources import files
from itertools import chain
from typing import Any

import pytest

from extractors.lexicon import Hit, Hits, Lexicon, data
from extractors.mentions import unit_heads
from extractors.pipeline import pipeline
from extractors.tokens import Tokens
from models.lexicons import surnames

DATA_FILES = sorted(path.name for path in (files("extractors") / "data").iterdir() if path.name.endswith(".json"))


def hits(text: str, phrases: dict[str, list[str]]) -> Hits:
    nlp = pipeline()
    doc = nlp.make_doc(text)
    return Lexicon(nlp, phrases.items()).hits(doc, Tokens(doc))


def test_the_longest_phrase_of_each_label_at_each_token() -> None:
    found = hits(
        "Phó Chủ tịch Hội cựu chiến binh tỉnh",
        {"office": ["chủ tịch", "phó chủ tịch", "phó chủ tịch hội"], "unit": ["hội", "hội cựu chiến binh"]},
    )
    assert found == {
        0: {"office": Hit(0, 4, "office")},
        1: {"office": Hit(1, 3, "office")},
        3: {"unit": Hit(3, 7, "unit")},
    }


def test_where_the_phrases_of_labels_start() -> None:
    found = hits("Hội A và Sở B, Hội C", {"unit": ["Hội", "Sở"], "level": ["Sở"], "other": ["xã"]})
    assert found.starts("unit") == [0, 3, 6]
    assert found.starts("level", "unit") == [0, 3, 6]
    assert found.starts("other") == found.starts() == []


def test_two_labels_at_one_token() -> None:
    found = hits("Đồng Nai", {"surname": ["Đồng"], "province": ["Đồng Nai"]})
    assert found == {0: {"surname": Hit(0, 1, "surname"), "province": Hit(0, 2, "province")}}


@pytest.mark.parametrize("text", ["uỷ ban", "ỦY BAN", "Ủy ban", "UỶ BAN"])
def test_case_and_tone_marks_do_not_matter(text: str) -> None:
    assert [hit.label for here in hits(text, {"unit": ["ủy ban"]}).values() for hit in here.values()] == ["unit"]


def test_a_phrase_does_not_go_on_over_a_line_break() -> None:
    assert hits("Ủy\nban", {"unit": ["ủy ban"]}) == {}


def test_data_are_read_once() -> None:
    assert data("mentions") is data("mentions")


def word_lists(value: Any) -> list[list[str]]:
    """The lists of strings in parsed JSON, save those inside lists: they are pairs of words and tables."""
    if isinstance(value, dict):
        return list(chain.from_iterable(word_lists(inner) for inner in value.values()))
    return [value] if isinstance(value, list) and all(isinstance(inner, str) for inner in value) else []


@pytest.mark.parametrize("name", DATA_FILES)
def test_word_lists_hold_clean_words_once(name: str) -> None:
    for words in word_lists(data(name.removesuffix(".json"))):
        assert all(word.strip() for word in words)
        assert [word for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("office", data("mentions")["offices"]),
        ("rank", data("mentions")["ranks"]),
        ("cue", data("mentions")["person_cues"]),
        ("comma_name", data("mentions")["unit_comma_names"]),
        ("surname", sorted(surnames())),
        ("unit", sorted(chain.from_iterable(unit_heads().values()))),
    ],
)
def test_every_phrase_is_found_where_it_stands(label: str, words: list[str]) -> None:
    nlp = pipeline()
    lexicon = Lexicon(nlp, [(label, words)])
    missed = []
    for phrase in words:
        doc = nlp.make_doc(f"- {phrase},")
        tokens = Tokens(doc)
        hit = lexicon.hits(doc, tokens).get(1, {}).get(label)
        if hit is None or tokens.string(hit.first, hit.last) != " ".join(phrase.split()):
            missed.append(phrase)
    assert missed == []
