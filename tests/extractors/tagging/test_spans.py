from hypothesis import given
from hypothesis import strategies as st

from extractors.tagging.spans import KINDS, LABELS, Span, labels_of, spans_of, without_overlaps

spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 5), st.sampled_from(KINDS)).map(
        lambda s: Span(s[0], s[0] + s[1], s[2])
    )
)


@given(spans)
def test_labels_say_the_spans_they_were_made_of(some: list[Span]) -> None:
    apart = without_overlaps(some)
    labels = labels_of(apart, 0, 40)
    assert set(labels) <= set(LABELS)
    assert spans_of(labels) == apart


def test_spans_of_the_same_kind_side_by_side_stay_apart() -> None:
    side_by_side = [Span(0, 2, "PERSON"), Span(2, 4, "PERSON")]
    assert spans_of(labels_of(side_by_side, 0, 4)) == side_by_side


def test_labels_of_a_window_leave_out_what_reaches_beyond_it() -> None:
    assert labels_of([Span(3, 5, "UNIT"), Span(5, 9, "PLACE")], 3, 7) == ["B-UNIT", "I-UNIT", "O", "O"]


def test_an_inside_label_without_a_beginning_is_outside() -> None:
    assert spans_of(["I-UNIT", "O", "B-UNIT", "I-PLACE"], 10) == [Span(12, 13, "UNIT")]


def test_of_overlapping_spans_the_first_given_is_kept() -> None:
    assert without_overlaps([Span(4, 6, "UNIT"), Span(5, 8, "PERSON"), Span(0, 2, "PLACE")]) == [
        Span(0, 2, "PLACE"),
        Span(4, 6, "UNIT"),
    ]
