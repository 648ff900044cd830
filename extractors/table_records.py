"""What the rows of tables tell: each row with its cluster and its units, values carried over from the rows above it."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractors.clusters import ClusterEntity
from extractors.context import Context, Record
from extractors.lexicon import data
from extractors.member_lists import MemberFinder
from extractors.mentions import Mentions
from extractors.table_lines import Cell, Row, Table, office_kind, title_kind
from extractors.unit_lists import list_units
from extractors.units import Unit

_MARKS = frozenset(data("tables")["marks"])
_DITTO = frozenset(data("tables")["ditto"])
_TOTALS = frozenset(data("tables")["totals"])
_BRACKETED = re.compile(r"\s*\([^()]*\)?$")
_MOST_BEFORE_CLUSTER = 4
_LONGEST_UNIT = 22
_CAPTION_LINES = 3
_OTHER_KINDS = frozenset({"office", "award", "rank", "score", "count", "year", "note", "role", "number", "cluster"})


class RecordReader:
    """Reads the tables of one document."""

    def __init__(self, finder: MemberFinder) -> None:
        self.finder = finder
        self.context: Context = finder.context
        self.tokens = finder.tokens
        self.named: list[tuple[int, ClusterEntity]] = sorted(
            ((mention.first, entity) for entity in self.context.clusters for mention in entity.mentions),
            key=lambda pair: pair[0],
        )
        self.firsts = [first for first, _ in self.named]

    def records(self) -> list[Record]:
        """The rows of all tables, in order; the titles of sections are none."""
        return [record for table in self.context.tables for record in self._table(table)]

    def _table(self, table: Table) -> Iterator[Record]:
        section: Row | None = None
        carried: ClusterEntity | None = None
        above: ClusterEntity | None = None
        heading = self._heading(table)
        column = table.column("cluster")
        for row in table.rows:
            filled = [at for at, cell in enumerate(row.cells) if cell.first < cell.last]
            content = [at for at in filled if not self._is_number(row.cells[at])]
            if not content or row.cells[content[0]].words(self.tokens) in _TOTALS:
                continue
            named = self._named(row.first, row.last)
            if self._heads_section(table, row, content, named):
                section, above = row, None
                carried = named or (carried if named is None and not self._starts_anew(row) else None)
                continue
            if named is None and self._carried_over(row, column):
                named = above
            above = named or above
            cluster = named or carried or heading
            units = self._units(table, row, content, cluster)
            yield Record(table, row, cluster, units, section, (named or carried) is not None)

    def _carried_over(self, row: Row, column: int | None) -> bool:
        """Whether a row has the cluster of the one above: its cell spans both, or says ``nt`` (as above)."""
        if column is None or column >= len(row.cells):
            return any(cell.words(self.tokens) in _DITTO for cell in row.cells)
        return row.cells[column].first == row.cells[column].last or row.cells[column].words(self.tokens) in _DITTO

    def _is_number(self, cell: Cell) -> bool:
        words = cell.words(self.tokens).rstrip(" .)")
        return re.fullmatch(r"\d{1,3}|[ivx]{1,5}|[a-e]", words) is not None and cell.last - cell.first <= 2

    def _starts_anew(self, row: Row) -> bool:
        """Whether the title of a section is of the highest level: what the sections before it told is over."""
        return re.fullmatch(r"[IVX]{1,5}|[A-E]", self.tokens.words[row.first]) is not None

    def _named(self, first: int, last: int) -> ClusterEntity | None:
        """The first cluster named in tokens ``[first, last)``."""
        at = bisect_left(self.firsts, first)
        return self.named[at][1] if at < len(self.firsts) and self.firsts[at] < last else None

    def _heads_section(self, table: Table, row: Row, content: list[int], named: ClusterEntity | None) -> bool:
        """Whether a row is but the title of those below it: one cell that names a cluster, or has no number of its own."""
        if len(content) != 1:
            return False
        cell = row.cells[content[0]]
        at = bisect_left(self.firsts, cell.first)
        if named is not None:
            near = at < len(self.firsts) and self.firsts[at] <= cell.first + _MOST_BEFORE_CLUSTER
            unit = self.context.mentions.units.unit_at(cell.first)
            return near and unit is None and not self._lists(cell, named)
        if title_kind(cell.words(self.tokens)) in {"unit", "person"}:
            return True
        numbered = self.tokens.shape_at(row.first) == "N"
        return (
            not numbered
            and len(table.columns) > 1
            and self.context.mentions.units.head_at(cell.first) is None
            and (self._starts_anew(row) or self.tokens.string(cell.first, cell.last).isupper())
        )

    def _lists(self, cell: Cell, cluster: ClusterEntity) -> bool:
        """Whether members are listed behind the cluster in the same cell."""
        mention = next(m for m in cluster.mentions if cell.first <= m.first)
        units, _ = list_units(self.finder.grammar, mention.last + 1, limit=cell.last, provinces=True)
        return len(units) > 1

    def _heading(self, table: Table) -> ClusterEntity | None:
        """The cluster of a whole table: the only one of the document, or the one that the lines right above name."""
        context = self.context
        if len(context.clusters) <= 1:
            return context.main_cluster
        if any(self._named(row.first, row.last) for row in table.rows):
            return None
        return context.cluster_for(table.first)

    # -- units ---------------------------------------------------------------------------------------------------------

    def _units(self, table: Table, row: Row, content: list[int], cluster: ClusterEntity | None) -> tuple[Unit, ...]:
        if table.column("person") is not None:
            return ()
        at = table.column("members")
        at = table.column("unit") if at is None else at
        if at is None or at >= len(row.cells) or at not in content:
            at = next(
                (k for k in content if k >= len(table.columns) or table.columns[k].kind not in _OTHER_KINDS), None
            )
            if at is None:
                return ()
            if not self.context.mentions.units.unit_at(row.cells[at].first):
                return ()
        cell = row.cells[at]
        template = self.finder.template(cluster) if cluster is not None else None
        found = self._listed(cell, template, alone=table.column("members") is None)
        return tuple(self.finder.completed(unit, template) for unit in self.finder.in_full(found))

    def _listed(self, cell: Cell, template: str | None, *, alone: bool) -> list[Unit]:
        """The units of a cell; a name that no grammar knows is what the whole cell says."""
        if cell.first >= cell.last:
            return []
        if cell.more:
            # Its lines stand apart in the text.
            mentions = self.context.mentions.reread(cell.string(self.tokens))
            found = _units_of(mentions, 0, len(mentions.tokens), template, alone=alone)
            return [unit._replace(first=cell.first, last=cell.last) for unit in found]
        return _units_of(self.context.mentions, cell.first, cell.last, template, alone=alone)


def _units_of(mentions: Mentions, first: int, last: int, template: str | None, *, alone: bool) -> list[Unit]:
    tokens, grammar = mentions.tokens, mentions.units
    if tokens.shape_at(first) not in "CUNPL":
        return []
    units, end = list_units(grammar, first, template=template, limit=last, provinces=True)
    if units and (end >= last or tokens.norm_at(end) in {"(", ".", ";", ","}):
        return units
    if len(units) > 1 and not alone:
        return units
    words = " ".join(tokens.norm[first:last])
    if last - first > _LONGEST_UNIT or not tokens.is_capital(first) or words in _MARKS or office_kind(words):
        return units
    head = grammar.head_at(first)
    if head is None and not units:
        return []
    whole = _BRACKETED.sub("", tokens.string(first, last)).rstrip(" .;,")
    known = grammar.unit_at(first)
    if known is not None and known.last >= last:
        return [known]
    category = known.category if known else head[1] if head else ""
    if category == "place":
        return units
    return [Unit(first, last, whole, None, category, known.head if known else whole.casefold(), None)]
