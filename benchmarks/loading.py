"""Speed of writing facts into the warehouse, beside DuckDB's own insertion of the same Arrow tables."""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.baselines import insert_arrow
from benchmarks.effort import Effort
from benchmarks.measuring import ratios, spread
from benchmarks.reporting import Section, row
from benchmarks.texts import documents_of, mixed
from extractors.pipeline import extract
from flows.planning import BATCH_DOCUMENTS
from warehouse import Item, load_batch
from warehouse.batches import prepare_batch


def measure(effort: Effort, news: Sequence[str], folder: Path) -> Section:
    """Rows a second into a new file, in batches as a load makes them."""
    texts, _ = mixed(news, effort.loading_documents)
    items = [Item(document, extract(document)) for document in documents_of(folder / "documents", texts)]
    batches = [items[start : start + BATCH_DOCUMENTS] for start in range(0, len(items), BATCH_DOCUMENTS)]
    tables = [
        {name: table for name, table in prepare_batch(batch).tables.items() if table.num_rows} for batch in batches
    ]
    rows = sum(table.num_rows for batch in tables for table in batch.values())
    ours, preparing, theirs = [], [], []
    for number in range(effort.rounds):
        started = time.perf_counter()
        for batch in batches:
            load_batch(folder / f"ours-{number}.duckdb", batch, run_id="benchmark", program_version="benchmark")
        loaded = time.perf_counter()
        insert_arrow(folder / f"theirs-{number}.duckdb", tables)
        inserted = time.perf_counter()
        for batch in batches:
            prepare_batch(batch)
        preparing.append(time.perf_counter() - inserted)
        ours.append(loaded - started)
        theirs.append(inserted - loaded)
    writing = [whole - part for whole, part in zip(ours, preparing, strict=True)]
    return Section(
        "Loading",
        f"{len(items):,} documents with their facts and evidence, {rows:,} rows, in batches of {BATCH_DOCUMENTS} "
        f"documents into a new file, {effort.rounds} rounds in turn, wall time. load_batch makes the rows, opens the file, "
        "compares with what is there, keeps the keys, commits and closes, batch for batch; the baseline inserts Arrow "
        "tables that are ready into tables without keys, a transaction a batch, the file open all the time.",
        (
            row("load_batch", spread(rows / seconds for seconds in ours), "rows/s"),
            row(
                "load_batch, rows made before",
                spread(rows / seconds for seconds in writing),
                "rows/s",
                "by subtraction",
            ),
            row("DuckDB's insert from Arrow", spread(rows / seconds for seconds in theirs), "rows/s"),
            row("load_batch takes", spread(ratios(ours, theirs)), "x", "the time of the insert"),
            row("of which making the rows", spread(ratios(preparing, theirs)), "x", "the time of the insert"),
            row("a document", spread(1000 * seconds / len(items) for seconds in ours), "ms"),
        ),
    )
