"""A warehouse of a million facts: rows a second beside DuckDB's own insertion, its size, and what its views take."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import duckdb

from benchmarks.baselines import insert_batch
from benchmarks.effort import Effort
from benchmarks.reporting import Row, Section, number
from benchmarks.texts import SEED, documents_of, samples
from benchmarks.varied_facts import Extracted, varied
from extractors.pipeline import extract
from flows.planning import BATCH_DOCUMENTS
from warehouse import Item, prepare
from warehouse.batches import prepare_batch
from warehouse.connection import reading
from warehouse.loading import load_tables

_MIB = 1 << 20
_SLOWEST = 6


@dataclass
class _Spent:
    """Seconds of the clock and of the processors."""

    wall: float = 0.0
    cpu: float = 0.0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Add what the block takes."""
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall += time.perf_counter() - wall
            self.cpu += time.process_time() - cpu


@dataclass
class _Sums:
    documents: int = 0
    facts: int = 0
    rows: int = 0
    ours: _Spent = field(default_factory=_Spent)
    preparing: _Spent = field(default_factory=_Spent)
    """What workers do: from facts to rows."""
    arranging: _Spent = field(default_factory=_Spent)
    """From the rows of documents to the Arrow tables of a batch."""
    theirs: _Spent = field(default_factory=_Spent)
    last: _Spent = field(default_factory=_Spent)
    """Of the last batch alone."""


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:  # noqa: ARG001  As all sections are called.
    """Load variants of the sample documents, batch for batch in turn with the baseline, then read every view."""
    ours = folder / "ours.duckdb"
    sums = _loaded(effort.million_facts, folder, ours)
    views = _views(ours)
    return Section(
        "A million facts",
        f"{sums.facts:,} facts of {sums.documents:,} documents (the samples with other names, numbers and years), "
        f"{sums.rows:,} rows with evidence, index and all, in batches of {BATCH_DOCUMENTS} documents into a new file. "
        "Both get the same Arrow tables. load_tables opens the file, compares with what is there, keeps keys, canonical tables "
        "and reprints, commits and closes; the baseline inserts into tables without keys, a transaction a batch, the file open "
        "all the time. Batches take turns. Making the tables comes before: rows of facts, in the workers of a load, and of "
        "the rows a batch. Then all rows of each view are fetched.",
        (*_speeds(sums), *_sizes(sums, ours, folder / "theirs.duckdb"), *_view_rows(views)),
    )


def _loaded(least: int, folder: Path, ours: Path) -> _Sums:
    """Load at least so many facts into both files."""
    documents = documents_of(folder / "samples", samples())
    found = [Extracted(document, extract(document)) for document in documents]
    per_document = sum(map(_count, found)) / len(found)
    sums = _Sums()
    with duckdb.connect(str(folder / "theirs.duckdb")) as theirs:
        variants = varied(found, 1 + int(least / per_document), SEED)
        while batch := list(islice(variants, BATCH_DOCUMENTS)):
            with sums.preparing.counted():
                items = [prepare(Item(each.document, each.facts)).packed() for each in batch]
            with sums.arranging.counted():
                made = prepare_batch(items)
            sums.last = _Spent()
            with sums.ours.counted(), sums.last.counted():
                load_tables(ours, made, run_id="benchmark", program_version="benchmark", started_at=datetime.now(UTC))
            tables = {name: table for name, table in made.tables.items() if table.num_rows}
            with sums.theirs.counted():
                insert_batch(theirs, tables)
            sums.documents += len(batch)
            sums.facts += sum(map(_count, batch))
            sums.rows += sum(table.num_rows for table in tables.values())
    return sums


def _count(each: Extracted) -> int:
    return sum(len(family) for _, family in each.facts if isinstance(family, tuple))


def _views(path: Path) -> dict[str, _Spent]:
    with reading(path) as connection:
        names = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1").fetchall()
        spent = {}
        for (name,) in names:
            spent[name] = _Spent()
            with spent[name].counted():
                for _ in connection.execute(f"FROM {name}").to_arrow_reader():
                    pass
    return spent


def _speeds(sums: _Sums) -> Iterator[Row]:
    for label, kind in (("wall time", "wall"), ("CPU time", "cpu")):
        every = (sums.ours, sums.arranging, sums.preparing, sums.theirs)
        ours, arranging, preparing, theirs = (getattr(each, kind) for each in every)
        yield Row(f"load_tables, {label}", f"{number(sums.rows / ours)} rows/s", f"{number(sums.facts / ours)} facts/s")
        yield Row(f"DuckDB's insert from Arrow, {label}", f"{number(sums.rows / theirs)} rows/s")
        yield Row(f"ratio of the speeds, {label}", number(theirs / ours), "target: at least 0.5")
        yield Row(f"the same from rows, {label}", number(theirs / (ours + arranging)), "as the writer of a load works")
        yield Row(f"the same from facts, {label}", number(theirs / (ours + arranging + preparing)), "in one process")
    mean = sums.ours.cpu * BATCH_DOCUMENTS / max(sums.documents, 1)
    yield Row("CPU time of the last batch", f"{number(sums.last.cpu)} s", f"{number(mean)} s in the mean")


def _sizes(sums: _Sums, ours: Path, theirs: Path) -> Iterator[Row]:
    for label, path in (("file", ours), ("file of the baseline", theirs)):
        size = path.stat().st_size
        yield Row(
            label, f"{number(size / _MIB)} MiB", f"{number(size / sums.facts)} bytes a fact, texts and index included"
        )


def _view_rows(views: dict[str, _Spent]) -> Iterator[Row]:
    slowest = sorted(views, key=lambda name: -views[name].wall)
    within = sum(spent.wall < 1 for spent in views.values())
    yield Row("views within a second", f"{within} of {len(views)}", "wall time of all rows; target: every one")
    for name in slowest[:_SLOWEST]:
        yield Row(f"view {name}", f"{number(views[name].wall)} s", f"{number(views[name].cpu)} s of CPU")
