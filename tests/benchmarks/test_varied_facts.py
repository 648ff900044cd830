"""Facts that are changed with their text."""

from itertools import islice

import pytest

from benchmarks.texts import documents_of, samples
from benchmarks.varied_facts import Extracted, varied
from extractors.pipeline import extract


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> list[Extracted]:
    folder = tmp_path_factory.mktemp("samples") / "documents"
    return [Extracted(document, extract(document)) for document in documents_of(folder, samples()[:3])]


def test_evidence_and_segments_are_of_the_changed_text(extracted: list[Extracted]) -> None:
    made = list(varied(extracted, 30, 1))
    for each in made:
        text = each.document.text
        facts = [fact for _, family in each.facts if isinstance(family, tuple) for fact in family]
        assert all(text[q.start : q.end] == q.quote for fact in facts for q in fact.evidence)
        assert all(0 <= part.start <= part.end <= len(text) for part in each.document.segments)
    assert len({each.document.sha256 for each in made}) == 30


def test_names_in_facts_are_those_of_the_text(extracted: list[Extracted]) -> None:
    people = [
        (leader.person, each.document.text)
        for each in islice(varied(extracted, 30, 2), 3, None)
        for leader in each.facts.leaders
    ]
    assert people
    assert sum(person.casefold() in text.casefold() for person, text in people) >= 0.9 * len(people)
    former = {leader.person for each in extracted for leader in each.facts.leaders}
    assert sum(person in former for person, _ in people) < 0.1 * len(people)


def test_the_same_seed_gives_the_same(extracted: list[Extracted]) -> None:
    assert list(varied(extracted, 5, 3)) == list(varied(extracted, 5, 3))
