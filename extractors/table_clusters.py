"""The tables of a document with the clusters that a column tells by their numbers alone: ``Số 1`` under ``Khối``."""

import re
from collections.abc import Collection, Sequence

from extractors.clusters import KINDS, ClusterMention
from extractors.lost_columns import cut
from extractors.mentions import Mentions
from extractors.table_lines import Cell, Column, Row, Table, find_tables
from extractors.tokens import Tokens

_NUMBER = re.compile(r"(?:số )?((?:\d{1,2}|[ivx]{1,5})[a-zđ]?)", re.IGNORECASE)
_BESIDE = ("unit", "members", "head", "deputy")
"""Columns without which a number under ``Khối`` is none of a cluster."""


def read_tables(
    mentions: Mentions, lines: Sequence[tuple[int, int]], columns: Collection[int], named: list[ClusterMention]
) -> tuple[tuple[Table, ...], list[ClusterMention]]:
    """The tables, lost columns cut again; and the clusters that their rows name by a number.

    Args:
        lines: the lines that are not blank, as (start, end) by characters.
        columns: the characters at which the reader says that a further cell of a line begins.
        named: the clusters that the text names.
    """
    tokens = mentions.tokens
    ends = {mention.first: mention.name_last for mention in named}
    tables: list[Table] = []
    numbered: list[ClusterMention] = []
    for table in find_tables(tokens, lines, columns, ends):
        if table.lost:
            table = table._replace(rows=tuple(cut(mentions, row, table.columns, ends) for row in table.rows))
        tables.append(table)
        at = table.column("cluster")
        if at is None or table.column(*_BESIDE) is None:
            continue
        for row in table.rows:
            if at < len(row.cells) and not any(row.first <= first < row.last for first in ends):
                mention = _numbered(tokens, table.columns[at], row, row.cells[at])
                numbered += [mention] if mention is not None else []
    return tuple(tables), numbered


def _numbered(tokens: Tokens, column: Column, row: Row, cell: Cell) -> ClusterMention | None:
    title = tokens.norm[column.first : column.last]
    kinds = [word for word in title if word in KINDS]
    found = _NUMBER.fullmatch(cell.string(tokens)) if cell.first < cell.last else None
    if len(kinds) != 1 or found is None or len(row.cells) < 2:
        return None
    name = f"{kinds[0].capitalize()}{' thi đua' if 'đua' in title else ''} số {found[1]}"
    return ClusterMention(cell.first, cell.last, cell.last, KINDS[kinds[0]], found[1], name, None, None)
