"""One transaction as a block."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb

from warehouse.lake_connection import is_lake


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit when the block ends, undo everything when it raises."""
    connection.begin()
    try:
        if is_lake(connection):
            # What DuckLake itself holds against two transactions that overlap; see lake_turns.sql.
            connection.execute("UPDATE turns SET number = number + 1")
        yield
        connection.commit()
    except BaseException:
        # A commit that failed has ended the transaction already.
        with suppress(duckdb.Error):
            connection.rollback()
        raise
