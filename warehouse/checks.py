"""Whether what the warehouse promises holds: references, evidence that reads back, unique keys."""

from dataclasses import dataclass

from warehouse.connection import WAIT_SECONDS, reading
from warehouse.errors import failures_named
from warehouse.lakes import Place
from warehouse.statements import statement


@dataclass(frozen=True)
class Problem:
    """A row that breaks a promise: its table, its key (parts separated by a space) and what is wrong."""

    table: str
    key: str
    problem: str


def check(path: Place, *, wait_seconds: float = WAIT_SECONDS) -> list[Problem]:
    """Every breach of what must hold in the warehouse; nothing when all is well.

    Raises:
        WarehouseError: the warehouse cannot be read (see `warehouse.connection.reading`).
    """
    with reading(path, wait_seconds) as connection, failures_named(path):
        return [Problem(*row) for row in connection.execute(statement("check")).fetchall()]
