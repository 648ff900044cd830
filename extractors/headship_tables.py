"""Heads and deputies in tables: a column for each office, or a cell beside the unit that names its office.

Cells are parted by bars; where a reader has lost them, the last columns of a row are told by the names of its members.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.headship_clusters import OfficeClusters
from extractors.headship_times import Office
from extractors.lexicon import data
from extractors.runs import Run, unit_runs
from extractors.units import Unit
from models.facts import Role
from models.names import fold_name

_DATA = data("headships")
_COLUMNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("deputy", re.compile(_DATA["deputy_columns"])),
    ("head", re.compile(_DATA["head_columns"])),
)
_LAST_COLUMNS = re.compile(rf"(?:{_DATA['head_columns']}) (?:{_DATA['deputy_columns']})$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CELL_YEAR = re.compile(r"(?:năm (?:học )?)?((?:19|20)\d\d)(?: ?- ?(?:19|20)\d\d)?")
_NUMBER_COLUMN = frozenset({"tt", "stt", "số"})
_MOST_ROWS = 60
_LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """Units that a table puts into an office, with the year that their column or row tells."""

    office: Office
    cluster: ClusterEntity
    units: tuple[Unit, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class _Cell:
    first: int
    last: int
    text: str
    """Its folded words."""


class HeadshipTables:
    """Reads the tables of one document."""

    def __init__(self, context: Context, clusters: OfficeClusters) -> None:
        self.context = context
        self.clusters = clusters
        self.tokens = context.mentions.tokens
        self.read: set[int] = set()
        """First tokens of the offices that stand in the tables."""

    def entries(self) -> list[Entry]:
        """What all tables say, in order."""
        found: list[Entry] = []
        table: list[list[_Cell]] = []
        bare: list[tuple[int, int]] = []
        barred = self.tokens.where({"|"})
        for first, last in self.context.token_lines:
            bars = barred[bisect_left(barred, first) : bisect_left(barred, last)]
            cells = self._cells(first, last, bars) if bars else []
            if len(cells) > 1:
                table.append(cells)
                continue
            found += self._table(table)
            table = []
            bare.append((first, last))
        return found + self._table(table) + self._unbarred(bare)

    # -- with bars -----------------------------------------------------------------------------------------------------

    def _cells(self, first: int, last: int, bars: list[int]) -> list[_Cell]:
        bounds = [first - 1, *bars, last]
        return [_Cell(a + 1, b, " ".join(self.tokens.norm[a + 1 : b])) for a, b in pairwise(bounds)]

    def _table(self, rows: list[list[_Cell]]) -> list[Entry]:
        if len(rows) < 2:
            return []
        columns = {at: role for at, cell in enumerate(rows[0]) if (role := _column(cell.text)) is not None}
        years = [_year(cell.text) for cell in rows[0]]
        found: list[Entry] = []
        for row in rows[1:]:
            found += self._by_columns(row, columns, years) if columns else self._by_cells(row, years)
        if found and columns:
            self._mark(rows[0][0].first, rows[0][-1].last)
        return found

    def _by_columns(self, row: list[_Cell], columns: dict[int, Role], years: list[int | None]) -> list[Entry]:
        """``2019 | Sở Y tế | Sở Tư pháp`` under ``Năm | Cụm trưởng | Cụm phó``."""
        own = next((int(m[1]) for cell in row if (m := _CELL_YEAR.fullmatch(cell.text))), None)
        cluster = self._cluster_of_row(row)
        found = []
        for at, role in columns.items():
            if at >= len(row) or cluster is None:
                continue
            cell = row[at]
            units = self._units(cell, cluster.id)
            if units:
                found.append(Entry(Office(cell.first, cell.last, role), cluster, units, years[at] or own))
                self._mark(cell.first, cell.last)
        return found

    def _by_cells(self, row: list[_Cell], years: list[int | None]) -> list[Entry]:
        """``1 | Sở Y tế | 120 điểm | Cụm trưởng``: an office alone in its cell is that of the row's unit."""
        found = []
        for at, cell in enumerate(row):
            role = _office(cell.text)
            if role is None:
                continue
            office = Office(cell.first, cell.last, role)
            cluster = self.clusters.cluster(office)
            if cluster is None:
                continue
            named = (self._units(other, cluster.id, whole=True) for other in row if other is not cell)
            units: tuple[Unit, ...] = next((units for units in named if units), ())
            if units:
                year = years[at] if at < len(years) else None
                own = next((int(m[1]) for other in row if (m := _CELL_YEAR.fullmatch(other.text))), None)
                found.append(Entry(office, cluster, units[:1], _year(cell.text) or year or own))
                self._mark(cell.first, cell.last)
        return found

    def _cluster_of_row(self, row: list[_Cell]) -> ClusterEntity | None:
        for entity in self.context.clusters:
            if any(row[0].first <= mention.first < row[-1].last for mention in entity.mentions):
                return entity
        return self.context.cluster_for(row[0].first)

    def _units(self, cell: _Cell, cluster: str, *, whole: bool = False) -> tuple[Unit, ...]:
        """The units of a cell; with ``whole`` only where they are all that it says."""
        runs: list[Run] = unit_runs(self.context, cell.first, cell.last, cluster)
        if whole and any(run.first > cell.first + 2 or self.tokens.norm_at(run.last) not in {"|", "("} for run in runs):
            return ()
        units = tuple(unit for run in runs for unit in run.units)
        if units or cell.first >= cell.last or not self.tokens.is_capital(cell.first):
            return units
        member = self.context.member_like(self.tokens.string(cell.first, cell.last), cluster)
        return (member,) if member is not None else ()

    def _mark(self, first: int, last: int) -> None:
        self.read.update(range(first, last))

    # -- without bars --------------------------------------------------------------------------------------------------

    def _unbarred(self, lines: list[tuple[int, int]]) -> list[Entry]:
        """Rows under a line that ends in ``Trưởng năm 2013 Phó năm 2013``: their ends name two members of the row."""
        found: list[Entry] = []
        for number, (first, last) in enumerate(lines):
            if self.tokens.norm_at(first) not in _NUMBER_COLUMN:
                continue
            words = " ".join(self.tokens.norm[first:last])
            if not words.startswith(("tt ", "stt ", "số tt ")) or not _LAST_COLUMNS.search(words):
                continue
            year = next((int(y) for y in _YEAR.findall(words)), None)
            for row in lines[number + 1 : number + 1 + _MOST_ROWS]:
                found += self._row_end(*row, year)
        return found

    def _row_end(self, first: int, last: int, year: int | None) -> list[Entry]:
        cluster = next(
            (e for e in self.context.clusters if any(first <= m.first < min(last, first + 4) for m in e.mentions)), None
        )
        if cluster is None:
            return []
        names = {fold_name(member.name): member for member in self.context.members.get(cluster.id, [])}
        counts = [i for i in range(first + 1, last - 1) if self.tokens.shape[i] == "N"]
        start = counts[-1] + 1 if counts else last
        for middle in range(start + 1, last + 1):
            head = names.get(fold_name(self.tokens.string(start, middle)))
            if head is None:
                continue
            deputy = names.get(fold_name(self.tokens.string(middle, last))) if middle < last else None
            if deputy is None and middle < last and self.tokens.norm_at(middle) not in {"(", "-", "–"}:
                continue
            entries = [Entry(Office(start, middle, "head"), cluster, (head,), year)]
            if deputy is not None:
                entries.append(Entry(Office(middle, last, "deputy"), cluster, (deputy,), year))
            return entries
        return self._two_last(first, last, cluster, names, year)

    def _two_last(
        self, first: int, last: int, cluster: ClusterEntity, names: dict[tuple[str, ...], Unit], year: int | None
    ) -> list[Entry]:
        """A row that ends in two of its members, the list of which stands right before: ``… 3. Xã X Xã Y Xã X``."""
        shortest = last - _LONGEST_NAME
        for middle in range(last - 1, max(first, shortest), -1):
            deputy = names.get(fold_name(self.tokens.string(middle, last)))
            for start in range(middle - 1, max(first, middle - _LONGEST_NAME), -1) if deputy is not None else ():
                head = names.get(fold_name(self.tokens.string(start, middle)))
                if head is not None and deputy is not None and head.first < start:
                    head_entry = Entry(Office(start, middle, "head"), cluster, (head,), year)
                    return [head_entry, Entry(Office(middle, last, "deputy"), cluster, (deputy,), year)]
        return []


def _column(words: str) -> Role | None:
    """The office that heads a column."""
    return next((role for role, pattern in _COLUMNS if pattern.fullmatch(words)), None)


def _office(words: str) -> Role | None:
    """The office that is all a cell says, ``Trưởng`` alone not being one."""
    return None if words in {"trưởng", "phó"} else _column(words)


def _year(words: str) -> int | None:
    found = _YEAR.search(words)
    return int(found.group()) if found else None
