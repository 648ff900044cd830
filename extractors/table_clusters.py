"""The tables of a document with the clusters that a column tells by their numbers alone: ``Số 1`` under ``Khối``."""

import re
from collections.abc import Sequence

from extractors.clusters import KINDS, ClusterMention
from extractors.table_lines import Cell, Column, Row, Table, find_tables
from extractors.tokens import Tokens

_NUMBER = re.compile(r"(?:số )?((?:\d{1,2}|[ivx]{1,5})[a-zđ]?)", re.IGNORECASE)
_BESIDE = ("unit", "members", "head", "deputy")
"""Columns without which a number under ``Khối`` is none of a cluster."""


def read_tables(
    tokens: Tokens, lines: Sequence[tuple[int, int]], named: list[ClusterMention]
) -> tuple[tuple[Table, ...], list[ClusterMention]]:
    """The tables, and the clusters that their rows name by a number.

    Args:
        lines: the lines that are not blank, as (start, end) by characters.
        named: the clusters that the text names.
    """
    ends = {mention.first for mention in named}
    numbered: list[ClusterMention] = []
    tables = find_tables(tokens, lines, ends)
    for table in tables:
        at = table.column("cluster")
        if at is None or table.column(*_BESIDE) is None:
            continue
        for row in table.rows:
            if at < len(row.cells) and not any(row.first <= first < row.last for first in ends):
                mention = _numbered(tokens, table.columns[at], row, row.cells[at])
                numbered += [mention] if mention is not None else []
    return tables, numbered


def _numbered(tokens: Tokens, column: Column, row: Row, cell: Cell) -> ClusterMention | None:
    title = tokens.norm[column.first : column.last]
    kinds = [word for word in title if word in KINDS]
    found = _NUMBER.fullmatch(cell.string(tokens)) if cell.first < cell.last else None
    if len(kinds) != 1 or found is None or len(row.cells) < 2:
        return None
    name = f"{kinds[0].capitalize()}{' thi đua' if 'đua' in title else ''} số {found[1]}"
    return ClusterMention(cell.first, cell.last, cell.last, KINDS[kinds[0]], found[1], name, None, None)
