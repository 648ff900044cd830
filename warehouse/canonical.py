"""What names stand for over all documents: canonical tables kept up to date, set by set, within a load's transaction.

Everything here depends on the documents that are in the warehouse and on nothing else, so that the order of loading,
the size of batches and what was there before do not show. Only what the batch touches is worked on.
"""

from functools import cache

import duckdb
import pyarrow as pa

from models.places import communes, districts, provinces
from warehouse.grouping import grouped
from warehouse.statements import statement

DOCUMENT_TABLES = (
    *("person_anchors", "listed_candidates", "completed_names", "offices", "sketches"),
    *("search_documents", "search_terms"),
)
"""Tables that hang on documents, beside the facts and the evidence."""
PROPOSAL_TABLES = ("proposed_facts", "proposed_counts", "proposed_changes")
"""Tables that hang on documents as they stand: their rows go when the document is written again."""

_PLACES = "staged_places"
_DOCUMENTS_IN_A_PART = 25_000
"""Texts are compared and units named in so many parts that each has the bands and names of so many documents, as if all were
of one kind: what is in memory at a time does not grow with the archive then."""


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Make room for what `note_former` and `note_new` note."""
    connection.execute(statement("touched_create"))


def note_former(connection: duckdb.DuckDBPyConnection) -> None:
    """Note what the documents of ``written_documents`` name, before their facts go."""
    connection.execute(statement("touched_note"))
    connection.execute(statement("touched_people"))


def note_new(connection: duckdb.DuckDBPyConnection) -> None:
    """Note what the documents of ``written_documents`` name, once their new facts have come."""
    connection.execute(statement("touched_note"))


def canonicalise(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the canonical tables up to date with the facts, after the batch is written and noted."""
    _fill_places(connection)
    connection.execute(statement("new_units"))
    _in_parts(connection, "named_units")
    connection.execute(statement("canonical_units"))
    _link_reprints(connection)
    _regroup(connection, ("reprint_links", "reprints"))
    _regroup(connection, ("people_links", "canonical_people"))
    _regroup(connection, ("cluster_links", "canonical_clusters"))


def _link_reprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Compare the texts of the batch with those near to them, and texts that they came between with each other."""
    connection.execute(statement("near_texts_create"))
    _in_parts(connection, "near_texts")
    connection.execute(statement("near_pairs"))
    _in_parts(connection, "compare_texts")
    connection.execute(statement("loose_texts"))
    _in_parts(connection, "loose_pairs")
    _in_parts(connection, "compare_texts")


def _in_parts(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    ((documents,),) = connection.execute("SELECT count(*) FROM documents").fetchall()
    parts = 1 + documents // _DOCUMENTS_IN_A_PART
    # Values that were bound would be unknown while it is planned, which makes it several times slower.
    for part in range(parts):
        connection.execute(statement(name).format(parts=parts, part=part))


def _regroup(connection: duckdb.DuckDBPyConnection, statements: tuple[str, str]) -> None:
    """Put together what the links of the first statement join, and hand the groups to the second."""
    links, use = statements
    connection.execute(statement(links))
    numbers = connection.execute(statement("links_as_numbers")).to_arrow_table()
    connection.register("grouped", grouped(numbers))
    try:
        connection.execute(statement("components"))
    finally:
        connection.unregister("grouped")
    connection.execute(statement(use))
    connection.execute("DROP TABLE links; DROP TABLE labels")


def _fill_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the gazetteer where there is none, or another one than this program's."""
    table = _places()
    connection.register(_PLACES, table)
    try:
        ((differ,),) = connection.execute(statement("differing_places")).fetchall()
        if differ:
            connection.execute("DELETE FROM places")
            connection.execute(f"INSERT INTO places BY NAME SELECT * FROM {_PLACES}")
    finally:
        connection.unregister(_PLACES)


@cache
def _places() -> pa.Table:
    every = [*provinces(), *districts(), *communes()]
    return pa.table(
        {
            "place_id": [place.key for place in every],
            "code": [place.code for place in every],
            "level": [place.level for place in every],
            "kind": [place.kind for place in every],
            "name": [place.name for place in every],
            "parent_code": pa.array([place.parent for place in every], pa.string()),
            "valid_from": pa.array([place.valid_from for place in every], pa.date32()),
            "valid_to": pa.array([place.valid_to for place in every], pa.date32()),
            "successors": pa.array([list(place.successors) for place in every], pa.list_(pa.string())),
            "aliases": pa.array([list(place.aliases) for place in every], pa.list_(pa.string())),
        }
    )
