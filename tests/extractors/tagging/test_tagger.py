"""The tagger at work, and where it is asked: with the weights in the repository."""

import json

import numpy as np
import pytest

from extractors.tagging.decoding import best_labels
from extractors.tagging.doubt import in_doubt
from extractors.tagging.fitting import fit
from extractors.tagging.spans import LABELS
from extractors.tagging.tagger import loaded, stored, trained
from tests.extractors.reading import mentions
from tests.extractors.tagging.test_fitting import EXAMPLES, rows


def test_stored_weights_label_as_before() -> None:
    weights = fit(EXAMPLES, penalty=0.01, steps=60)
    again = loaded(json.loads(stored(weights)))
    given = rows("gặp ông Lâm Mạnh tại Sở Công")
    assert best_labels(given, again) == best_labels(given, weights)
    assert stored(again) == stored(loaded(json.loads(stored(again))))


def test_the_weights_in_the_repository_are_small_and_of_these_labels() -> None:
    weights = trained()
    assert weights.states.shape == (len(weights.index) + 1, len(LABELS))
    assert 1_000 < len(weights.index) < 60_000
    assert not np.any(weights.states[-1])


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Tham dự có ông Rơ Châm Kbăk, Phó Giám đốc Sở Y tế.", "Kbăk", "PERSON"),
        ("Đề nghị tặng Bằng khen cho Xí nghiệp May Hòa Thọ.", "May", "UNIT"),
        ("Hội nghị bầu Hội Nông dân tỉnh Đắk Nông làm Cụm trưởng.", "Nông", "UNIT"),
        ("Phó Chủ tịch Hội Nông dân tỉnh dự hội nghị.", "Chủ", "OFFICE"),
    ],
)
def test_mentions_are_seen_whatever_word_of_them_is_asked_for(text: str, word: str, kind: str) -> None:
    found = mentions(text)
    assert found.units.tagger is not None
    span = found.units.tagger.span_at(found.units, found.tokens.words.index(word))
    assert span is not None and span.kind == kind


def test_outside_of_mentions_there_is_none() -> None:
    found = mentions("Trời hôm nay mưa to.")
    assert found.units.tagger is not None
    assert [found.units.tagger.span_at(found.units, i) for i in range(len(found.tokens))] == [None] * len(found.tokens)


@pytest.mark.parametrize(
    ("text", "after_head", "end", "doubt"),
    [
        ("Sở Y tế tổ chức", 1, 3, False),
        ("UBND tỉnh tặng Cờ", 1, 2, False),
        ("Chi cục Phú Bình lần thứ hai", 2, 5, True),
        ("Trung tâm Y tế huyện Mê Linh Cụm 3", 2, 8, True),
        ("Công ty Thủy điện Sông Hinh - Bản Vẽ", 2, 6, True),
        ("Công ty Thủy điện Sông Hinh - Chủ tịch", 2, 6, False),
        ("Trường nghề số 7", 1, 2, True),
        ("Sở Công Thương và Sở Y tế", 1, 3, False),
    ],
)
def test_doubt_is_where_a_name_may_well_end_elsewhere(text: str, after_head: int, end: int, *, doubt: bool) -> None:
    found = mentions(text)
    assert in_doubt(found.tokens, found.hits, after_head, end) is doubt


def test_the_patterns_alone_can_be_asked_too() -> None:
    """Training must not see what the tagger said."""
    found = mentions("Chi cục Phú Bình vừa xong một năm")
    unit = found.units.unit_at(0)
    assert unit is not None
    end = found.units.pattern_end(0)
    assert end is not None and end >= unit.last


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chi cục Hải quan Hòn La lần thứ hai được tặng Cờ thi đua.", "Chi cục Hải quan Hòn La"),
        ("Trung tâm Y tế huyện Mê Linh Cụm số 2", "Trung tâm Y tế huyện Mê Linh"),
    ],
)
def test_names_end_where_the_tagger_says_when_in_doubt(text: str, name: str) -> None:
    unit = mentions(text).units.unit_at(0)
    assert unit is not None and unit.name == name
