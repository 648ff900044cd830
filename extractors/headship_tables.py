"""Heads and deputies in tables: a column for each office, with names or marks, or a cell beside the unit that names its office."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.clusters import ClusterEntity
from extractors.context import Context, Record
from extractors.headship_clusters import OfficeClusters
from extractors.headship_times import Office
from extractors.lexicon import data
from extractors.runs import Run, unit_runs
from extractors.table_lines import Cell, office_kind
from extractors.units import Unit
from models.facts import Role
from models.names import fold_name

_YEAR = re.compile(r"(?:19|20)\d\d")
_CELL_YEAR = re.compile(r"(?:năm (?:học )?)?((?:19|20)\d\d)(?: ?- ?(?:19|20)\d\d)?")
_MARKS = frozenset(data("tables")["marks"])


@dataclass(frozen=True, slots=True)
class Entry:
    """Units that a table puts into an office, with the year that their column or row tells."""

    office: Office
    cluster: ClusterEntity
    units: tuple[Unit, ...]
    year: int | None


class HeadshipTables:
    """Reads the tables of one document."""

    def __init__(self, context: Context, clusters: OfficeClusters) -> None:
        self.context = context
        self.clusters = clusters
        self.tokens = context.mentions.tokens
        self.read: set[int] = set()
        """The tokens of the tables' titles and offices."""

    def entries(self) -> list[Entry]:
        """What all tables say, in order."""
        found: list[Entry] = []
        for record in self.context.records:
            table = record.table
            offices = [
                (at, role) for at, column in enumerate(table.columns) if (role := _role(column.kind)) is not None
            ]
            entries = list(self._by_columns(record, offices) if offices else self._by_cells(record))
            if entries and table.columns:
                self.read.update(range(table.columns[0].first, table.columns[-1].last))
            for entry in entries:
                self.read.update(range(entry.office.first, entry.office.last))
            found += entries
        return found

    def _by_columns(self, record: Record, offices: list[tuple[int, Role]]) -> Iterator[Entry]:
        """``2019 | Sở Y tế | Sở Tư pháp`` under ``Năm | Cụm trưởng | Cụm phó``; ``1 | Sở Y tế | x |`` under the offices."""
        own, row = self._own_year(record), record.row
        for at, role in offices:
            if at >= len(row.cells) or record.cluster is None:
                continue
            cell = row.cells[at]
            marked = cell.words(self.tokens) in _MARKS
            if marked and len(row.cells) < len(record.table.columns):
                # An empty cell is lost, and nobody knows which.
                return
            units = record.units[:1] if marked else self._units(cell, record)
            if units:
                yield Entry(
                    Office(cell.first, cell.last, role), record.cluster, units, record.table.columns[at].year or own
                )

    def _by_cells(self, record: Record) -> Iterator[Entry]:
        """``1 | Sở Y tế | 120 điểm | Cụm trưởng``: an office alone in its cell is that of the row's unit."""
        columns, own = record.table.columns, self._own_year(record)
        for at, cell in enumerate(record.row.cells):
            words = cell.words(self.tokens)
            role = None if words in {"trưởng", "phó"} else office_kind(words)
            if role is None or not record.units:
                continue
            office = Office(cell.first, cell.last, role)
            cluster = record.cluster if record.told else self.clusters.cluster(office)
            if cluster is not None:
                told = _YEAR.search(words)
                year = columns[at].year if at < len(columns) else None
                yield Entry(office, cluster, record.units[:1], int(told.group()) if told else year or own)

    def _own_year(self, record: Record) -> int | None:
        """The year that a cell of the row holds."""
        cells = (_CELL_YEAR.fullmatch(cell.words(self.tokens)) for cell in record.row.cells)
        return next((int(found[1]) for found in cells if found), None)

    def _units(self, cell: Cell, record: Record) -> tuple[Unit, ...]:
        """The units named in the cell of an office: in full, or by what tells them from the row's other units."""
        if cell.first >= cell.last or record.cluster is None:
            return ()
        name = cell.string(self.tokens)
        words = fold_name(name)
        exact = next((unit for unit in record.units if fold_name(unit.name) == words), None)
        if exact is not None:
            return (exact,)
        alike = [unit for unit in record.units if fold_name(unit.name)[-len(words) :] == words]
        if len(alike) == 1:
            return tuple(alike)
        if cell.more:
            member = self.context.member_like(name, record.cluster.id)
            return (member,) if member is not None else ()
        runs: list[Run] = unit_runs(self.context, cell.first, cell.last, record.cluster.id)
        units = tuple(unit for run in runs for unit in run.units)
        if units or not self.tokens.is_capital(cell.first):
            return units
        member = self.context.member_like(name, record.cluster.id)
        return (member,) if member is not None else ()


def _role(kind: str) -> Role | None:
    """The office of those whom a column of this kind names."""
    return "head" if kind == "head" else "deputy" if kind == "deputy" else None
