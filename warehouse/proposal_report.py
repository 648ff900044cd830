"""What is proposed in place of the facts in the warehouse, in numbers and examples."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.comparing import ABOUT, Change, FamilyCounts
from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import failures_named
from warehouse.families import FAMILIES
from warehouse.lakes import Place
from warehouse.proposals import count_waiting
from warehouse.statements import statement


@dataclass(frozen=True)
class Example:
    """A change that is proposed, and the document with it."""

    document_id: str
    doc_id: str
    source: str
    fact_id: str | None
    change: Change


@dataclass(frozen=True)
class Proposal:
    """What is proposed, and what it would change.

    ``waiting`` is the number of documents with the facts of another extractor for which nothing is proposed. ``slots``
    counts by family what differs in changed facts; ``failures`` maps sources to why their extraction failed.
    """

    extractor_version: str
    documents: int
    documents_changed: int
    waiting: int
    families: Mapping[str, FamilyCounts]
    slots: Mapping[str, Mapping[str, int]]
    examples: tuple[Example, ...]
    failures: Mapping[str, str]


def proposal(path: Place, extractor_version: str, *, examples: int = 3, wait_seconds: float = WAIT_SECONDS) -> Proposal:
    """What is proposed, with so many examples of each kind of change in each family.

    Raises:
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        ((documents,),) = connection.execute("SELECT count(facts) FROM proposed_facts").fetchall()
        ((changed,),) = connection.execute("SELECT count(DISTINCT document_id) FROM proposed_changes").fetchall()
        waiting = count_waiting(connection, extractor_version)
        sums = {row[0]: FamilyCounts(*row[1:]) for row in connection.execute(statement("proposed_sums")).fetchall()}
        slots: dict[str, dict[str, int]] = {}
        for family, slot, count in connection.execute(statement("proposed_slots")).fetchall():
            slots.setdefault(family, {})[slot] = count
        found = connection.execute(statement("proposed_examples"), {"most": examples}).fetchall()
        failures = connection.execute(
            "SELECT source, failure FROM proposed_facts JOIN documents USING (document_id) "
            "WHERE failure IS NOT NULL ORDER BY source"
        ).fetchall()
    order = (ABOUT, *(family.table for family in FAMILIES))
    shown = [_example(*row) for row in found]
    return Proposal(
        extractor_version=extractor_version,
        documents=documents,
        documents_changed=changed,
        waiting=waiting,
        families={family: sums[family] for family in order if family in sums},
        slots=slots,
        examples=tuple(sorted(shown, key=lambda each: order.index(each.change.family))),
        failures=dict(failures),
    )


def _example(
    document_id: str,
    doc_id: str,
    source: str,
    family: str,
    change: str,
    slots: Sequence[str],
    fact_id: str | None,
    before: str | None,
    after: str | None,
) -> Example:
    said = [None if what is None else json.loads(what) for what in (before, after)]
    return Example(
        document_id,
        doc_id,
        source,
        fact_id,
        Change(family, change, tuple(slots), None, *said),  # type: ignore[arg-type]
    )
