"""Training of the tagger and of the likely members: the same files give the same examples, and the files are all used."""

from extractors.tagging.fitting import fit
from extractors.tagging.spans import Span
from extractors.tagging.tagger import stored
from tools.ablate_tagger import judged
from tools.train_members import examples
from tools.train_tagger import FRESH, Labelled, folders, labelled, learnt_from


def few() -> list[Labelled]:
    return [document for _, document in zip(range(2), labelled([FRESH / "w1"]), strict=False)]


def test_the_same_documents_give_the_same_weights() -> None:
    first, second = (list(learnt_from(few())) for _ in range(2))
    assert len(first) > 20 and first == second
    assert stored(fit(first, penalty=0.1, steps=3)) == stored(fit(second, penalty=0.1, steps=3))


def test_variants_are_added_to_the_sentences() -> None:
    documents = few()
    plain, varied = (list(learnt_from(documents, varied=varied)) for varied in (False, True))
    assert len(varied) > len(plain) + 10


def test_all_gold_of_the_repository_is_learnt_from() -> None:
    assert {folder.name for folder in folders()} >= {"w1", "w9", "samples"}


def test_spans_are_judged_where_the_gold_speaks_of_them() -> None:
    (document, *_) = few()
    gold = [Span(3, 5, "UNIT"), Span(9, 12, "PERSON")]
    found = [Span(3, 5, "UNIT"), Span(6, 8, "UNIT"), Span(4, 5, "PLACE"), Span(9, 11, "PERSON"), Span(20, 22, "PERSON")]
    counts = judged(document._replace(gold=gold), found)
    assert (counts["UNIT", "gold"], counts["UNIT", "found"], counts["UNIT", "right"]) == (1, 1, 1)
    assert (counts["PLACE", "found"], counts["PLACE", "right"]) == (1, 0)
    assert (counts["PERSON", "gold"], counts["PERSON", "found"], counts["PERSON", "right"]) == (1, 2, 0)


def test_likely_members_are_learnt_from_right_and_wrong_units() -> None:
    found = list(examples(FRESH / "w8"))
    assert {example.member for example in found} == {True, False}
    assert all("category" in " ".join(example.features) for example in found)
