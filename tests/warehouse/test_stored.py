"""Whatever facts the models allow are read back as they were loaded."""

import hashlib
import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import (
    Award,
    Campaign,
    Cluster,
    Document,
    DocumentFacts,
    Evidence,
    Facts,
    Headship,
    Leader,
    Meeting,
    Member,
    Page,
    Placement,
    Pledge,
    Reference,
    Segment,
)
from models.document import SegmentKind
from models.facts import (
    AwardKind,
    AwardStatus,
    CampaignKind,
    Capacity,
    ClusterKind,
    DocumentKind,
    HeadshipStatus,
    MeetingKind,
    RecipientKind,
    Role,
)
from warehouse import Item, UnknownName, stored_document, stored_facts
from warehouse.batches import prepare_batch
from warehouse.connection import writing
from warehouse.loading import write_batch
from warehouse.migrating import migrate
from warehouse.statements import statement
from warehouse.stored import document_of, facts_of

_versions = itertools.count()

words = st.text(max_size=12)
maybe_words = st.none() | words
dates = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
numbers = st.none() | st.integers(-(2**31), 2**31 - 1)
periods = st.none() | st.sampled_from(["2023", "2015-H1", "2023-Q1", "2023-M9", "2012/2017"])


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


@st.composite
def items(draw: st.DrawFn) -> Item:
    text = draw(st.text(min_size=2, max_size=60))
    cluster_ids = [f"c{number + 1}" for number in range(draw(st.integers(0, 3)))]
    some_cluster = st.sampled_from(cluster_ids) if cluster_ids else st.nothing()
    maybe_cluster = st.none() | some_cluster

    @st.composite
    def evidence(draw: st.DrawFn) -> Evidence:
        start = draw(st.integers(0, len(text) - 2))
        end = draw(st.integers(start + 2, len(text)))
        return Evidence(start=start, end=end, quote=text[start:end])

    said = {
        "evidence": st.lists(evidence(), min_size=1, max_size=3).map(tuple),
        "confidence": st.floats(0, 1),
    }

    def some(model: Any, of_cluster: bool = False, **fields: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        if of_cluster and not cluster_ids:
            return ()
        return tuple(draw(st.lists(st.builds(model, **said, **fields), max_size=3)))

    names: dict[str, Any] = {
        "doc_id": draw(words),
        "source": draw(words),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    segments = st.builds(Segment, start=st.just(0), end=st.integers(0, len(text)), kind=one_of(SegmentKind))
    pages = st.builds(
        Page,
        number=st.integers(1, 2000),
        start=st.just(0),
        end=st.integers(0, len(text)),
        ocr_confidence=st.none() | st.floats(0, 1),
    )
    placements = st.builds(
        Placement, st.just(0), st.integers(0, len(text)), st.integers(1, 2000), st.integers(0, 10_000)
    )
    return Item(
        Document(
            **names,
            text=text,
            media_type=draw(words),
            segments=tuple(draw(st.lists(segments, max_size=3))),
            pages=tuple(draw(st.lists(pages, max_size=3))),
            placements=tuple(draw(st.lists(placements, max_size=3))),
            metadata=draw(st.dictionaries(words, words, max_size=3)),
        ),
        Facts(
            **names,
            # Another version each time, so that the same text is replaced.
            extractor_version=f"{draw(words)} {next(_versions)}",
            document=draw(
                st.builds(
                    DocumentFacts,
                    title=maybe_words,
                    published_on=dates,
                    author=maybe_words,
                    publisher=maybe_words,
                    kind=one_of(DocumentKind),
                )
            ),
            clusters=tuple(
                draw(
                    st.builds(
                        Cluster,
                        **said,
                        id=st.just(cluster_id),
                        name=words,
                        kind=one_of(ClusterKind),
                        number=maybe_words,
                        system=maybe_words,
                        declared_size=numbers,
                    )
                )
                for cluster_id in cluster_ids
            ),
            members=some(Member, True, cluster=some_cluster, unit=words, place=maybe_words),
            meetings=some(
                Meeting,
                id=st.integers(1, 9).map(lambda number: f"m{number}"),
                cluster=maybe_cluster,
                kind=one_of(MeetingKind),
                ordinal=numbers,
                starts_on=dates,
                ends_on=dates,
                place=maybe_words,
                province=maybe_words,
                covers=periods,
            ),
            leaders=some(
                Leader,
                person=words,
                rank=maybe_words,
                titles=st.lists(words, max_size=3).map(tuple),
                capacities=st.lists(one_of(Capacity), max_size=3).map(tuple),
                cluster=maybe_cluster,
            ),
            headships=some(
                Headship,
                True,
                cluster=some_cluster,
                role=one_of(Role),
                unit=maybe_words,
                person=maybe_words,
                year=numbers,
                status=one_of(HeadshipStatus),
            ),
            awards=some(
                Award,
                cluster=maybe_cluster,
                award=one_of(AwardKind),
                name=words,
                authority=maybe_words,
                recipient=maybe_words,
                recipient_kind=st.none() | one_of(RecipientKind),
                recipient_count=numbers,
                year=numbers,
                status=one_of(AwardStatus),
            ),
            pledges=some(Pledge, True, cluster=some_cluster, year=numbers),
            campaigns=some(Campaign, name=words, kind=one_of(CampaignKind), year=numbers),
            references=some(Reference, kind=words, number=words, issuer=maybe_words, issued_on=dates),
        ),
    )


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        migrate(connection)
        yield connection


@settings(max_examples=30, deadline=None)
@given(item=items())
def test_any_facts_are_read_back_as_they_were_loaded(connection: duckdb.DuckDBPyConnection, item: Item) -> None:
    loaded = write_batch(
        connection, prepare_batch([item]), run_id="run", program_version="0", started_at=datetime.now(UTC)
    )
    assert loaded.rejected == ()
    document_id = item.document.sha256[:16]
    facts = facts_of(connection, document_id)
    # The same text under another name stays one document, which goes by its first source.
    named = {"doc_id": facts.doc_id, "source": facts.source}
    assert facts.source <= item.document.source
    assert facts == item.facts.model_copy(update=named)
    assert document_of(connection, document_id) == item.document.model_copy(update=named)
    assert connection.execute(statement("check")).fetchall() == []


def test_a_document_that_is_not_there(path: Path) -> None:
    with writing(path):
        pass
    for read in (stored_document, stored_facts):
        with pytest.raises(UnknownName, match="there is no document 0123"):
            read(path, "0123")
