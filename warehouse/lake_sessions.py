"""Locks of PostgreSQL that the machines which write to one lake hold: the turn to write, and claims on documents.

They are advisory locks of a session of their own. When a process dies, however it dies, PostgreSQL ends its session and
frees them; nothing is left that somebody would have to clear away.
"""

import os
import socket
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from warehouse.errors import LakeUnavailable, WarehouseError, WarehouseLocked
from warehouse.lakes import EXTRA, Lake, Place
from warehouse.statements import statement

if TYPE_CHECKING:
    import psycopg

# Two numbers; PostgreSQL keeps them apart from the single ones that claims are.
_TURN = (1_953_065_065, 1)
_CONNECT_SECONDS = 10
_HASH_DIGITS = 16


class Claims:
    """The documents that this process is at work on, by the SHA-256 of their bytes.

    Of a file there is one loader at a time, and every claim is granted.
    """

    def __init__(self, session: "psycopg.Connection | None") -> None:
        self._session = session

    @property
    def is_shared(self) -> bool:
        """Whether others may be at work too."""
        return self._session is not None

    def take(self, sha256s: Iterable[str]) -> set[str]:
        """Claim those documents that nobody else is at work on.

        Raises:
            WarehouseError: PostgreSQL does not answer, or has no room for so many locks.
        """
        wanted = {_number(sha256): sha256 for sha256 in sha256s}
        if self._session is None:
            return set(wanted.values())
        with _failures_named():
            taken = self._session.execute(statement("lake_claim"), [list(wanted)]).fetchall()
        return {wanted[number] for (number,) in taken}

    def release(self, sha256s: Collection[str]) -> None:
        """Let others have documents that were taken.

        Raises:
            WarehouseError: PostgreSQL does not answer.
        """
        if self._session is None or not sha256s:
            return
        with _failures_named():
            self._session.execute(
                "SELECT pg_advisory_unlock(number) FROM unnest(%s::BIGINT[]) AS held (number)",
                [[_number(sha256) for sha256 in sha256s]],
            )

    def wait_for(self, sha256: str) -> None:
        """Wait until nobody is at work on a document. Whoever waits has to hold no claim: others may wait for that.

        Raises:
            WarehouseError: PostgreSQL does not answer.
        """
        if self._session is None:
            return
        with _failures_named():
            self._session.execute("SELECT pg_advisory_lock(%s)", [_number(sha256)])
        self.release([sha256])


@contextmanager
def claiming(place: Place) -> Iterator[Claims]:
    """Claims on documents of a warehouse, which end with the block.

    Raises:
        LakeUnavailable: the catalogue cannot be reached.
    """
    if not isinstance(place, Lake):
        yield Claims(None)
        return
    with _session(place) as session:
        yield Claims(session)


@contextmanager
def turn(lake: Lake, wait_seconds: float) -> Iterator[None]:
    """The turn to write, which one process has at a time.

    Raises:
        WarehouseLocked: others had it for ``wait_seconds``.
        LakeUnavailable: the catalogue cannot be reached.
    """
    import psycopg

    with _session(lake) as session:
        with _failures_named():
            # No time at all would mean to wait for ever.
            session.execute("SELECT set_config('lock_timeout', %s, false)", [f"{max(1, int(wait_seconds * 1000))}ms"])
            try:
                session.execute("SELECT pg_advisory_lock(%s, %s)", _TURN)
            except psycopg.errors.LockNotAvailable as error:
                holder = session.execute(statement("lake_turn_holder"), _TURN).fetchone()
                who = f"{holder[0] or 'somebody'} on {holder[1]}" if holder else "somebody"
                raise WarehouseLocked(f"{lake}: {who} is writing; gave up after {wait_seconds:g} s", None) from error
        yield


@contextmanager
def _session(lake: Lake) -> Iterator["psycopg.Connection"]:
    try:
        import psycopg
    except ImportError as error:
        raise LakeUnavailable(EXTRA) from error

    try:
        session = psycopg.connect(
            lake.catalogue,
            autocommit=True,
            connect_timeout=_CONNECT_SECONDS,
            application_name=f"thidua, process {os.getpid()} of {socket.gethostname()}",
        )
    except psycopg.Error as error:
        raise LakeUnavailable(f"{lake}: PostgreSQL cannot be reached: {_said(error)}") from error
    try:
        with _failures_named():
            session.execute(statement("lake_session"))
        yield session
    finally:
        session.close()


@contextmanager
def _failures_named() -> Iterator[None]:
    import psycopg

    try:
        yield
    except psycopg.errors.OutOfMemory as error:
        raise WarehouseError(
            "PostgreSQL has no room for more locks: raise its max_locks_per_transaction (see docs/lake.md)"
        ) from error
    except psycopg.Error as error:
        raise WarehouseError(f"PostgreSQL: {_said(error)}") from error


def _said(error: Exception) -> str:
    return " ".join(str(error).split())


def _number(sha256: str) -> int:
    """The number of a document's lock: the beginning of its hash, as PostgreSQL counts."""
    return int.from_bytes(bytes.fromhex(sha256[:_HASH_DIGITS]), signed=True)
