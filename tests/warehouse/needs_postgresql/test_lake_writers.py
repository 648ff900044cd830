"""Several writers of one lake: one at a time, and killed whenever it may be, none leaves half of anything."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

import warehouse.loading
from tests.postgresql import Server
from tests.running import environment
from warehouse import Item, Lake, Reject, WarehouseLocked, check, claiming, fingerprint, load_batch, run_query
from warehouse.lake_connection import connect
from warehouse.lake_sessions import turn
from warehouse.transactions import transaction

pytestmark = pytest.mark.long

MakeItem = Callable[..., Item]

A, B, C = (letter * 64 for letter in "abc")
REJECT = Reject("bad.pdf", A, "read", "empty", "the file is empty", "tools 1")

LOAD = """
import pickle, sys
from pathlib import Path
from warehouse import Lake, load_batch

lake, items = pickle.loads(Path(sys.argv[1]).read_bytes())
load_batch(lake, items, run_id="run", program_version="0")
print("committed", flush=True)
sys.stdin.read()
"""
CLAIM = """
import sys
from warehouse import Lake, claiming

with claiming(Lake(sys.argv[1])) as claims:
    print(sorted(claims.take(sys.argv[2:])), flush=True)
    sys.stdin.read()
"""
# A commit that inserts into a table of the catalogue waits there for a lock that the test holds.
WAIT_INSIDE = """
CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN PERFORM pg_advisory_xact_lock(4, 2); RETURN NULL; END';
CREATE TRIGGER wait_here BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION wait_here();
"""
ENOUGH_SECONDS = 300.0


def load(lake: Lake, *items: Item, **others: Any) -> None:
    load_batch(lake, items, run_id="run", program_version="0", **others)


@contextmanager
def process(program: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A program of its own, which is killed at the end at the latest."""
    started = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment({}),
    )
    try:
        with started:
            yield started
            started.kill()
    finally:
        started.kill()


def first_line(started: "subprocess.Popen[str]") -> str:
    assert started.stdout is not None
    return started.stdout.readline().strip()


def wait_until(session: "psycopg.Connection[Any]", condition: str) -> None:
    deadline = time.monotonic() + ENOUGH_SECONDS
    while True:
        ((holds,),) = session.execute(f"SELECT {condition}").fetchall()
        if holds:
            return
        assert time.monotonic() < deadline, condition
        time.sleep(0.02)


def test_of_two_transactions_that_overlap_one_is_refused(lake: Lake) -> None:
    ours, theirs = (connect(lake, read_only=False) for _ in range(2))
    with ours, theirs:

        def overlap() -> None:
            with transaction(ours):
                ours.execute("INSERT INTO watched_hosts VALUES ('example.org', now()::TIMESTAMP)")
                with transaction(theirs):
                    theirs.execute("INSERT INTO watched_hosts VALUES ('example.org', now()::TIMESTAMP)")

        with pytest.raises(duckdb.TransactionException):
            overlap()
        assert ours.execute("SELECT count(*) FROM watched_hosts").fetchall() == [(1,)]


def test_a_batch_is_written_again_when_somebody_else_wrote_without_a_turn(
    lake: Lake, rich_item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[str] = []

    def meanwhile(*arguments: object) -> None:
        if not met:
            met.append("once")
            with connect(lake, read_only=False) as theirs, transaction(theirs):
                theirs.execute("INSERT INTO watched_hosts VALUES ('example.org', now()::TIMESTAMP)")

    monkeypatch.setattr(warehouse.loading, "note_standing", meanwhile)
    load(lake, rich_item)
    assert met
    counts = (
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM loads), (SELECT count(*) FROM watched_hosts)"
    )
    assert list(run_query(lake, counts).rows()) == [(1, 1, 1)]
    assert check(lake) == []


def test_writers_wait_for_their_turn_and_say_whose_it_is(lake: Lake) -> None:
    told = rf"process {os.getpid()} of .* is writing; gave up after 0 s"
    with turn(lake, 10), pytest.raises(WarehouseLocked, match=told):
        load(lake, rejects=[REJECT], wait_seconds=0)
    load(lake, rejects=[REJECT], wait_seconds=0)


def test_a_claim_is_one_process_s_until_it_dies(lake: Lake) -> None:
    with claiming(lake) as ours, process(CLAIM, lake.catalogue, A, B) as theirs:
        assert ours.is_shared
        assert first_line(theirs) == str([A, B])
        assert ours.take([B, C]) == {C}
        theirs.send_signal(signal.SIGKILL)
        ours.wait_for(B)
        assert ours.take([A, B]) == {A, B}
        with claiming(lake) as others:
            assert others.take([A, B, C]) == set()
            ours.release([A, C])
            assert others.take([A, B, C]) == {A, C}


def test_a_file_needs_no_claims(path: Path) -> None:
    with claiming(path) as claims:
        assert not claims.is_shared
        assert claims.take([A, B]) == {A, B}
        claims.wait_for(A)
        claims.release([A])


@pytest.fixture(scope="module")
def batch(rich_item: Item, make_item: MakeItem) -> tuple[Item, Item]:
    """A newer extraction of one document, and another document."""
    return rich_item, make_item("Cụm thi đua số 9", clusters=[{"id": "c1", "name": "Cụm thi đua số 9", "kind": "cum"}])


@pytest.fixture(scope="module")
def older(server: Server, made: str, rich_item: Item, make_item: MakeItem) -> str:
    """The database of a lake with the one document."""
    name = server.database(made)
    load(server.lake(name), make_item(rich_item.document.text, "archive/rich.txt", version="0"))
    return name


@pytest.fixture(scope="module")
def fingerprints(server: Server, older: str, batch: tuple[Item, Item]) -> tuple[dict[str, str], dict[str, str]]:
    """Of that lake, and of it after an undisturbed load of the batch."""
    lake = server.lake(server.database(older))
    before = fingerprint(lake)
    load(lake, *batch)
    return before, fingerprint(lake)


@pytest.mark.parametrize("place", ["ducklake_snapshot", "ducklake_data_file", "ducklake_snapshot_changes", None])
def test_a_writer_killed_while_it_commits_leaves_all_or_nothing(
    server: Server,
    older: str,
    batch: tuple[Item, Item],
    fingerprints: tuple[dict[str, str], dict[str, str]],
    tmp_path: Path,
    place: str | None,
) -> None:
    """Killed inside the commit, at a table of the catalogue; or, without one, right after it."""
    lake = server.lake(server.database(older))
    before, after = fingerprints
    pickled = tmp_path / "batch.pickle"
    pickled.write_bytes(pickle.dumps((lake, batch)))
    with psycopg.connect(lake.catalogue, autocommit=True) as session:
        if place is not None:
            session.execute(WAIT_INSIDE.format(table=place))
            session.execute("SELECT pg_advisory_lock(4, 2)")
        with process(LOAD, str(pickled)) as loader:
            if place is None:
                assert first_line(loader) == "committed"
            else:
                wait_until(session, "EXISTS (SELECT FROM pg_locks WHERE classid = 4 AND objid = 2 AND NOT granted)")
            loader.send_signal(signal.SIGKILL)
        if place is not None:
            session.execute("SELECT pg_advisory_unlock(4, 2)")
            # The server's side of the commit ends as it may; nobody is left who could go on with it.
            wait_until(session, "count(*) = 1 FROM pg_stat_activity WHERE datname = current_database()")
            session.execute("DROP FUNCTION wait_here CASCADE")
    assert json.dumps(fingerprint(lake)) in {json.dumps(before), json.dumps(after)}
    load(lake, *batch)
    assert {**fingerprint(lake), "turns": ""} == {**after, "turns": ""}
    assert check(lake) == []


def test_a_commit_that_outlives_its_writer_is_taken_account_of(
    lake: Lake, batch: tuple[Item, Item], path: Path, tmp_path: Path
) -> None:
    """The next writer gets the turn of one that was killed, while the server has yet to end what that one began."""
    pickled = tmp_path / "batch.pickle"
    pickled.write_bytes(pickle.dumps((lake, batch)))
    waiting = "FROM pg_locks WHERE classid = 4 AND objid = 2 AND NOT granted"
    with psycopg.connect(lake.catalogue, autocommit=True) as session:
        session.execute(WAIT_INSIDE.format(table="ducklake_snapshot"))
        session.execute("SELECT pg_advisory_lock(4, 2)")
        with process(LOAD, str(pickled)) as killed:
            wait_until(session, f"count(*) = 1 {waiting}")
            killed.send_signal(signal.SIGKILL)
        with process(LOAD, str(pickled)) as following:
            wait_until(session, f"count(*) = 2 {waiting}")
            session.execute("SELECT pg_advisory_unlock(4, 2)")
            assert first_line(following) == "committed"
    load_batch(path, batch, run_id="run", program_version="0")
    found = fingerprint(lake)
    del found["turns"]
    assert found == fingerprint(path)
    assert check(lake) == []
