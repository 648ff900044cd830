"""What our figures are held against."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

LONGEST_SENTENCE = 300  # characters
"""The time that `underthesea.ner` takes for a character grows with the length of the string; up to here it is level."""


def sentences(text: str) -> list[str]:
    """The text as `underthesea.ner` is fastest with it: in its own sentences, long ones cut between words."""
    from underthesea import sent_tokenize

    return [
        piece
        for line in text.splitlines()
        if line.strip()
        for sentence in sent_tokenize(line)
        for piece in _pieces(sentence)
    ]


def _pieces(sentence: str) -> Iterator[str]:
    rest = sentence.strip()
    while len(rest) > LONGEST_SENTENCE:
        cut = rest.rfind(" ", 1, LONGEST_SENTENCE + 1)
        cut = cut if cut > 0 else LONGEST_SENTENCE
        yield rest[:cut]
        rest = rest[cut:].strip()
    if rest:
        yield rest


def recognise(parts: Sequence[str]) -> None:
    """Run `underthesea.ner`: its word segmentation, tagging, chunking and named entities, nothing else."""
    from underthesea import ner

    for part in parts:
        ner(part)


def insert_arrow(path: Path, batches: Sequence[Mapping[str, pa.Table]]) -> None:
    """Insert Arrow tables into a new DuckDB file: tables without keys, nothing compared, a transaction a batch."""
    with duckdb.connect(str(path)) as connection:
        for batch in batches:
            insert_batch(connection, batch)


def insert_batch(connection: duckdb.DuckDBPyConnection, batch: Mapping[str, pa.Table]) -> None:
    """Insert Arrow tables in one transaction; tables that are not there yet are made without keys."""
    connection.begin()
    for name, table in batch.items():
        connection.register("arrow_table", table)
        connection.execute(f"CREATE TABLE IF NOT EXISTS {name} AS FROM arrow_table LIMIT 0")
        connection.execute(f"INSERT INTO {name} FROM arrow_table")
        connection.unregister("arrow_table")
    connection.commit()
