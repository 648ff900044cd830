"""Members told by tables: the units of a section headed by a cluster, of a row that names it, or of the cluster's own table."""

from collections.abc import Sequence

from extractors.context import Record
from extractors.member_lists import Enumeration, MemberFinder
from extractors.table_lines import Table, office_kind
from extractors.tokens import Tokens

_OF_MEMBERS = ("head", "deputy", "members", "rank", "role")
"""Columns that only a table of members has."""
_MEMBER = "thành viên"


def told_in_tables(finder: MemberFinder, records: Sequence[Record]) -> list[Enumeration]:
    """Every row that tells members."""
    tokens = finder.tokens
    own: dict[int, bool] = {}
    found = []
    for record in records:
        if record.cluster is None or not record.units:
            continue
        if not record.told and not own.setdefault(record.table.first, _of_members(tokens, record.table)):
            continue
        found.append(Enumeration(record.cluster.id, record.row.first, record.row.last, record.units))
    return found


def _of_members(tokens: Tokens, table: Table) -> bool:
    """Whether a table that names no cluster can only be of the members of one: it ranks them or gives them offices."""
    if table.column(*_OF_MEMBERS) is not None:
        return True
    words = (cell.words(tokens) for row in table.rows for cell in row.cells)
    return any(office_kind(each) is not None or each == _MEMBER for each in words)
