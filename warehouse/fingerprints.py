"""Comparing warehouses by content."""

from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import failures_named
from warehouse.lakes import Place
from warehouse.statements import statement

# Columns that tell of the load and not of what was loaded.
_LEFT_OUT = {"load_id", "document_number", "modified_ns", "superseded_at"}
# Tables that tell how the content came in: in how many batches, and when.
_TABLES_LEFT_OUT = {"loads", "schema_migrations"}


def fingerprint(path: Place, *, wait_seconds: float = WAIT_SECONDS) -> dict[str, str]:
    """A checksum of each table's content, whatever the order of its rows.

    Load ids, numbers and times are left out, and with them the tables ``loads`` and ``schema_migrations``: two warehouses of the
    same documents have equal fingerprints, however many batches and attempts it took to load them.

    Raises:
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        checksums = {}
        for (table,) in connection.execute(statement("user_tables")).fetchall():
            if table in _TABLES_LEFT_OUT:
                continue
            columns = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
            left_out = ", ".join(sorted(columns & _LEFT_OUT))
            selected = f"* EXCLUDE ({left_out})" if left_out else "*"
            sql = statement("fingerprint").format(selected=selected, table=table)
            ((checksums[table],),) = connection.execute(sql).fetchall()
        return checksums
