"""Loads killed at random moments: afterwards the warehouse holds together, and the next load makes it as if nothing had
happened.

``python -m tools.kills [--kills N] [--seed N]`` loads some documents undisturbed and notes when each phase begins: the
extraction of a document, each statement of a transaction, those that fill the index and the canonical tables, the commit,
and the closing of the file with its checkpoint. Then it begins the same load again and again, each time from the same
warehouse, and kills it (SIGKILL) at a random moment in one of the phases, in turn. After each the warehouse is checked, the
load is run once more to its end, and every table is compared with that of the undisturbed load.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

PHASES = ("transaction", "canonical tables", "checkpoint", "extraction", "commit", "index")

_BATCH = 10  # documents in a transaction
_INDEX = ("INTO sketches", "INTO search_documents", "INTO search_terms")
_GOOD = (
    "Ngày 24/11/2023, tại Phú Thọ, Cụm thi đua số {n} Hội CCB Việt Nam tổ chức Hội nghị tổng kết công tác thi đua năm "
    "2023. Hội nghị đã bầu Hội CCB tỉnh Phú Thọ làm Cụm trưởng năm 2024; đề nghị tặng Cờ thi đua cho Hội CCB tỉnh {place}. "
    "Dự hội nghị có ông {person}, Chủ tịch Hội CCB tỉnh {place}, và đại diện công an tỉnh."
)
_OPEN = "Cụm thi đua số 77 tổng kết năm 2023. Chủ tịch UBND tỉnh tặng Bằng khen cho ông {person}: ông nào, văn bản không nói."
# Of that name there are several wards.
_UNSURE = """Ngày 12/01/2024, Cụm thi đua số 3 các xã, phường tỉnh Bắc Ninh tổ chức hội nghị tổng kết.
Cụm gồm 2 đơn vị: phường Nam Sơn và xã Việt Đoàn.
"""
# With these there is something in every table.
_SAMPLES = ("a03-hoi-nong-dan-cum-5", "a04-lhpn-quang-nam-phat-dong-2022", "c14-quyet-dinh-2026")
_PLACES = ("Hà Nam", "Yên Bái", "Lào Cai", "Thái Bình")
_PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình")


@dataclass(frozen=True)
class Kill:
    """When a load is to be killed: so many seconds after a phase has begun for the nth time, from 1."""

    phase: str
    nth: int
    after: float


@dataclass(frozen=True)
class Killed:
    """What became of the warehouse: problems after the kill and after the next load, and tables that differ then."""

    kill: Kill
    hit: bool
    """Whether the load was still running."""
    problems: tuple[str, ...]
    differing: tuple[str, ...]


class KillFailed(Exception):
    """Something else than the kill went wrong; the message is one line."""


def kill_loads(count: int, seed: int, folder: Path) -> Iterator[Killed]:
    """Kill so many loads; files are made in the folder.

    Everything that opens a warehouse runs in a process of its own that is forked from this one, which has all imported.

    Raises:
        KillFailed: a load that was not killed failed.
    """
    from flows.extraction import build_pipeline

    build_pipeline()
    before, calm = folder / "before.duckdb", folder / "calm.duckdb"
    _done(folder, lambda: _make_before(folder / "reports", before))
    shutil.copy(before, calm)
    marks = list(_watched(folder, calm))
    wanted = _done(folder, lambda: _state(calm))
    chance = random.Random(seed)
    for number in range(count):
        kill = _chosen(marks, PHASES[number % len(PHASES)], chance)
        path = folder / f"killed-{number}.duckdb"
        shutil.copy(before, path)
        hit = _killed(folder, path, kill)
        problems = _done(folder, partial(_problems, path))
        finished = _done(folder, partial(_finished, folder / "reports", path))
        tables = {*wanted["tables"], *finished["tables"]}
        yield Killed(
            kill,
            hit,
            (*problems, *finished["problems"]),
            tuple(sorted(t for t in tables if wanted["tables"].get(t) != finished["tables"].get(t))),
        )
        for left in folder.glob(f"{path.name}*"):
            if left.is_dir():  # What DuckDB put aside of a transaction that was killed.
                shutil.rmtree(left)
            else:
                left.unlink()


def _chosen(marks: "Sequence[_Mark]", phase: str, chance: random.Random) -> Kill:
    places = [at for at, mark in enumerate(marks) if mark.phase == phase]
    if not places:
        raise KillFailed(f"the undisturbed load had no phase {phase}")
    nth = chance.randrange(len(places))
    here = marks[places[nth]]
    ends = next((mark.at for mark in marks[places[nth] + 1 :] if mark.thread == here.thread), here.at)
    return Kill(phase, nth + 1, chance.uniform(0, ends - here.at))


@dataclass(frozen=True)
class _Mark:
    """A phase that began, when and in which thread of the load."""

    thread: str
    phase: str
    at: float


def _watched(folder: Path, path: Path) -> Iterator[_Mark]:
    """Run the load to its end, and tell when its phases begin."""
    child, marks = _begun(folder, path)
    with os.fdopen(marks, encoding="utf-8") as lines:
        for line in lines:
            thread, phase = line.rstrip("\n").split("\t")
            yield _Mark(thread, phase, time.monotonic())
    if os.waitpid(child, 0)[1] != 0:
        raise KillFailed("the undisturbed load failed")


def _killed(folder: Path, path: Path, kill: Kill) -> bool:
    """Begin the load and kill it; whether it was still running."""
    child, marks = _begun(folder, path)
    times: Counter[str] = Counter()
    with os.fdopen(marks, encoding="utf-8") as lines:
        for line in lines:
            times[line.rstrip("\n").split("\t")[1]] += 1
            if times[kill.phase] == kill.nth:
                time.sleep(kill.after)
                break
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _begun(folder: Path, path: Path) -> tuple[int, int]:
    """A child that loads and writes a line for each phase into a pipe: its id, and the pipe to read from."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        _ended(lambda: _marked_load(folder / "reports", path, writable))
    os.close(writable)
    return child, readable


def _done(folder: Path, work: Callable[[], Any]) -> Any:
    """What the work gives in a child of its own.

    Raises:
        KillFailed: it raised something.
    """
    answer = folder / "answer.json"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        _ended(lambda: answer.write_text(json.dumps(work()), encoding="utf-8"))
    if os.waitpid(child, 0)[1] != 0:
        raise KillFailed("a step that was not to be killed failed; see above")
    return json.loads(answer.read_text(encoding="utf-8"))


def _ended(work: Callable[[], object]) -> None:
    """End this forked process after the work, without whatever its parent would do at its end."""
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  The parent only sees that it failed.
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _finished(reports: Path, path: Path) -> dict[str, Any]:
    _load(reports, path)
    return _state(path)


def _state(path: Path) -> dict[str, Any]:
    from warehouse import fingerprint

    return {"problems": _problems(path), "tables": fingerprint(path)}


def _problems(path: Path) -> list[str]:
    from warehouse import check

    return [f"{each.table} {each.key}: {each.problem}" for each in check(path)]


def _load(reports: Path, path: Path) -> None:
    """What is killed: new and changed documents, others of an earlier extractor, copies, rejects."""
    from flows import planning
    from flows.bulk_load import LoadRequest, bulk_load

    planning.BATCH_DOCUMENTS = _BATCH
    bulk_load(LoadRequest((str(reports),), path, "kills", workers=0, supersede=True))


def _make_before(reports: Path, path: Path) -> None:
    """A warehouse with something in every table, and a folder to be loaded into it."""
    import corpus
    from extractors import pipeline
    from flows.reextracting import ReextractRequest, propose_all
    from warehouse import Reviewable, forget, reviewable, take_reviews
    from warehouse.connection import writing

    extract, version = pipeline.extract, pipeline.EXTRACTOR_VERSION
    reports.mkdir()
    for n, place in enumerate(_PLACES):
        (reports / f"{n}.txt").write_text(_text(n, place), encoding="utf-8")
    for name in _SAMPLES:
        shutil.copy(Path(corpus.__file__).parent / "samples" / f"{name}.txt", reports)
    (reports / "unsure.txt").write_text(_UNSURE, encoding="utf-8")
    (reports / "open.txt").write_text(_OPEN.format(person=_PEOPLE[0]), encoding="utf-8")
    (reports / "empty.txt").write_bytes(b"")
    (reports / "forgotten.txt").write_text(_text(40, "Huế"), encoding="utf-8")
    elsewhere = reports.with_name("elsewhere")
    elsewhere.mkdir()
    (elsewhere / "proposed.txt").write_text(_text(50, "Sơn La"), encoding="utf-8")
    pipeline.EXTRACTOR_VERSION = "earlier"
    pipeline.extract = lambda document: extract(document).model_copy(
        update={"extractor_version": "earlier", "awards": ()}
    )
    _load(reports, path)
    _load(elsewhere, path)
    forget(path, "forgotten")
    facts = reviewable(path, document="0")
    decided = [
        Reviewable(each.document, each.family, each.fact_id, decision, fields=each.fields, quotes=each.quotes)
        for each, decision in zip(facts, ("confirmed", "rejected"), strict=False)
        if each.family != "clusters" or decision == "confirmed"
    ]
    take_reviews(path, decided, reviewer="kills")
    (reports / "1.txt").write_text(_text(1, "Hòa Bình"), encoding="utf-8")
    _load(reports, path)  # The version before is kept.
    pipeline.EXTRACTOR_VERSION, pipeline.extract = version, extract
    propose_all(ReextractRequest(path, "kills", workers=0))
    with writing(path) as connection:
        connection.execute(
            "INSERT INTO watched_addresses BY NAME SELECT 'a' AS address, 's' AS watched_source, 'waiting' AS outcome, "
            "now() AS first_seen_at, now() AS checked_at;"
            "INSERT INTO watched_hosts VALUES ('h', now());"
            "INSERT INTO watch_runs BY NAME SELECT 'r' AS run_id, 's' AS watched_source, now() AS started_at, "
            "now() AS finished_at, 0 AS listed, 0 AS asked, 0 AS unmodified, 0 AS added, 0 AS changed, 0 AS duplicates, "
            "0 AS irrelevant, 0 AS rejected, 0 AS gone, 0 AS postponed, 0 AS facts;"
            "INSERT INTO alerts BY NAME SELECT 's' AS watched_source, 'silent' AS kind, now() AS began_at, 'd' AS detail"
        )
    for n, place in enumerate(_PLACES[:4]):
        (reports / f"new-{n}.txt").write_text(_text(10 + n, place), encoding="utf-8")
    (reports / "copy.txt").write_text(_text(2, _PLACES[2]), encoding="utf-8")
    (reports / "reprint.txt").write_text(f"{_text(3, _PLACES[3])} Đăng lại.", encoding="utf-8")
    (reports / "2.txt").write_text(_text(2, "Hòa Bình"), encoding="utf-8")
    (reports / "faulty.txt").write_bytes(b"\x7fELF" + bytes(range(256)))
    (reports / "empty.txt").write_text(_text(60, "Cao Bằng"), encoding="utf-8")


def _text(n: int, place: str) -> str:
    return _GOOD.format(n=n, place=place, person=_PEOPLE[n % len(_PEOPLE)])


def _marked_load(reports: Path, path: Path, marks: int) -> None:
    """Load, and write a line into a pipe when a phase begins."""
    from flows import extraction
    from warehouse import connection as connections

    def mark(phase: str) -> None:
        with suppress(BrokenPipeError):
            os.write(marks, f"{threading.current_thread().name}\t{phase}\n".encode())

    read_and_extract, opened = extraction.read_and_extract, connections._opened  # noqa: SLF001

    def marked_extraction(source: Any) -> Any:
        mark("extraction")
        return read_and_extract(source)

    @contextmanager
    def marked(path: Path, *, read_only: bool, wait_seconds: float) -> Iterator[Any]:
        with opened(path, read_only=read_only, wait_seconds=wait_seconds) as connection:
            yield connection if read_only else _Marking(connection, mark)
            if not read_only:
                mark("checkpoint")

    extraction.read_and_extract = marked_extraction
    connections._opened = marked  # type: ignore[assignment]  # noqa: SLF001
    _load(reports, path)


def _first_line(sql: str) -> str:
    return sql.partition("\n")[0]


class _Marking:
    """A connection that tells which phase each of its calls begins."""

    def __init__(self, connection: Any, mark: Callable[[str], None]) -> None:
        from warehouse.statements import statement

        self._connection = connection
        self._mark = mark
        # By their first lines, since some are told which part they are to do.
        self._canonical = {
            _first_line(statement(name))
            for name in (
                *("new_units", "named_units", "canonical_units", "near_texts", "compare_texts", "loose_texts"),
                *("loose_pairs", "reprints", "canonical_people", "cluster_links", "canonical_clusters"),
            )
        }

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> Any:
            if name == "commit":
                self._mark("commit")
            elif name == "execute":
                sql = arguments[0]
                indexes = any(words in sql for words in _INDEX)
                phase = (
                    "index" if indexes else "canonical tables" if _first_line(sql) in self._canonical else "transaction"
                )
                self._mark(phase)
            return getattr(self._connection, name)(*arguments)

        return call


def main(argv: Sequence[str] | None = None) -> int:
    """Kill loads and say what became of them; 1 where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tools.kills", description=__doc__)
    parser.add_argument("--kills", metavar="N", type=int, default=20, help="how many loads are killed (default: 20)")
    parser.add_argument("--seed", metavar="N", type=int, default=20261129, help="of the moments (default: 20261129)")
    arguments = parser.parse_args(argv)
    lost = 0
    hits: defaultdict[str, int] = defaultdict(int)
    with tempfile.TemporaryDirectory(prefix="thidua-kills-") as folder:
        for killed in kill_loads(arguments.kills, arguments.seed, Path(folder)):
            kill = killed.kill
            hits[kill.phase] += killed.hit
            wrong = [*killed.problems, *(f"{table} differs" for table in killed.differing)]
            lost += bool(wrong)
            print(
                f"{kill.phase}, {kill.nth}, after {1000 * kill.after:.1f} ms: "
                f"{'; '.join(wrong) or 'as undisturbed'}{'' if killed.hit else ' (it had ended before)'}",
                flush=True,
            )
    print(
        f"{sum(hits.values())} loads killed ({', '.join(f'{n} in {p}' for p, n in hits.items())}), {lost} not as before"
    )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
