import itertools
from random import Random

from extractors.tagging.augmenting import variants
from extractors.tagging.examples import examples, examples_of, spoilt
from extractors.tagging.projecting import pattern_spans
from extractors.tagging.reading import mentions_in
from extractors.tagging.spans import labels_of, spans_of

TEXT = "Năm 2015, ông Lý Văn Tám, Giám đốc Sở Y tế, trao cờ cho Hội CCB tỉnh Hà Giang và Công an xã Tân Hòa."


def test_variants_have_other_names_and_the_same_mentions() -> None:
    mentions = mentions_in(TEXT)
    spans = pattern_spans(mentions)
    (pieces,) = variants(mentions, spans, Random(3))
    (first,), (again,) = (list(variants(mentions, spans, Random(seed))) for seed in (3, 3))
    assert pieces == first == again
    assert "".join(text for text, _ in pieces) != TEXT
    assert [kind for _, kind in pieces if kind] == [span.kind for span in spans]
    assert ("Lý Văn Tám", "PERSON") not in pieces
    assert any(text.startswith(("Hội", "CCB", "Cựu")) for text, kind in pieces if kind == "UNIT")


def test_a_sentence_in_pieces_becomes_an_example_with_their_labels() -> None:
    pieces = [
        ("Hôm nay ", None),
        ("Rơ Châm Bình", "PERSON"),
        (", Giám đốc ", None),
        ("Sở Y tế", "UNIT"),
        (" dự.", None),
    ]
    ((rows, labels),) = examples_of(pieces, Random(1))
    assert len(rows) == len(labels)
    found = spans_of(list(labels))
    assert [(span.first, span.last, span.kind) for span in found if span.kind in {"PERSON", "UNIT"}] == [
        (2, 5, "PERSON"),
        (8, 11, "UNIT"),
    ]


def test_examples_are_the_sentences_of_a_text_labelled_by_the_patterns_where_no_gold_is() -> None:
    mentions = mentions_in(f"{TEXT} Trời mưa.")
    found = list(examples(mentions, [], Random(1)))
    assert len(found) == 2
    assert list(found[0][1]) == labels_of(pattern_spans(mentions), 0, len(found[0][1]))
    assert set(found[1][1]) == {"O"}


def test_spoilt_spans_differ_in_part_and_do_not_overlap() -> None:
    mentions = mentions_in(" ".join([TEXT] * 20))
    spans = pattern_spans(mentions)
    shown = spoilt(mentions, spans, Random(1))
    kept = set(shown) & set(spans)
    assert 0.2 < len(kept) / len(spans) < 0.6
    assert all(before.last <= after.first for before, after in itertools.pairwise(shown))
