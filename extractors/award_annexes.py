"""The lists behind a decision: its articles announce awards by number, its annex names who gets them.

``Điều 1. Tặng Giấy khen cho 04 tập thể và 05 cá nhân (có danh sách kèm theo)`` and below it ``B. GIẤY KHEN TẬP THỂ`` with rows.
"""

from dataclasses import dataclass, field

from extractors.award_frames import Frame
from extractors.award_recipients import Recipient, RecipientKind
from extractors.context import Context, Record
from extractors.mentions import Mentions
from extractors.table_lines import Table
from extractors.tokens import Tokens

_CORES = {"emulation_flag": ("cờ",), "merit_certificate": ("bằng", "khen"), "commendation": ("giấy", "khen")}
"""The words by which a heading names an award."""
_UNITS = (("tập", "thể"), ("đơn", "vị"))
_PEOPLE = (("cá", "nhân"),)
_LONGEST_HEADING = 30


@dataclass(slots=True)
class Annex:
    """What the articles announced, and what of it the last heading of the annex is about."""

    announced: list[tuple[Frame, Recipient]] = field(default_factory=list)
    told: list[tuple[Frame, Recipient]] = field(default_factory=list)
    years: dict[int, int | None] = field(default_factory=dict)
    """The year of each award, by its first token."""
    filled: set[tuple[str, str | None]] = field(default_factory=set)
    """Names of awards and kinds of recipients that rows have named: their numbers are no facts of their own."""

    def announce(self, frame: Frame, recipients: list[Recipient]) -> None:
        """Remember an award whose recipients are only counted."""
        self.announced += [(frame, one) for one in recipients if one.name is None and one.kind is not None]

    def heads(self, tokens: Tokens, first: int, last: int) -> bool:
        """Whether the line at tokens ``[first, last)`` is a heading over some of what is announced; it is kept in mind."""
        norm = tokens.norm[first:last]
        if norm[:2] == ["phụ", "lục"]:
            self.told = []
        if not self.announced or len(norm) > _LONGEST_HEADING or norm[-1] in {".", ";", ","} or norm[0] == "điều":
            return False
        named = [pair for pair in self.announced if _names(norm, pair[0])]
        units, people = any(_holds(norm, words) for words in _UNITS), any(_holds(norm, words) for words in _PEOPLE)
        if not named and not (len(norm) <= _LONGEST_HEADING // 3 and units != people):
            return False
        kind: RecipientKind | None = None if units == people else "unit" if units else "person"
        self.told = [pair for pair in named or self._award_told() if kind is None or pair[1].kind == kind]
        return bool(self.told)

    def _award_told(self) -> list[tuple[Frame, Recipient]]:
        """All that is announced of the awards that the heading before was about."""
        frames = [frame.award.name for frame, _ in self.told]
        return [pair for pair in self.announced if pair[0].award.name in frames] or self.announced

    def lists(self, table: Table) -> bool:
        """Whether the rows of a table can name who gets what is announced."""
        if table.column("award", "head", "deputy", "members", "role") is not None:
            return False
        return bool(self.told) or table.column("person") is not None

    def frame(self, kind: RecipientKind | None) -> Frame | None:
        """The one award that the rows below are about, if they name units or people; None where several are meant."""
        for pairs in (self.told, self._award_told() if self.told else self.announced):
            fitting = [frame for frame, one in pairs if kind is None or one.kind == kind]
            if fitting:
                return fitting[0] if all(other.award.name == fitting[0].award.name for other in fitting) else None
        return None


def _names(norm: list[str], frame: Frame) -> bool:
    core = _CORES.get(frame.award.kind) or tuple(frame.award.name.casefold().split())
    return _holds(norm, core)


def _holds(norm: list[str], words: tuple[str, ...]) -> bool:
    return any(tuple(norm[k : k + len(words)]) == words for k in range(len(norm) - len(words) + 1))


def kind_of_row(record: Record) -> RecipientKind:
    """Whether a row of a list names a person or a unit."""
    return "person" if record.table.column("person") is not None else "unit"


def recipients_of_row(mentions: Mentions, record: Record) -> list[Recipient]:
    """Who a row of a list names."""
    tokens = mentions.tokens
    at = record.table.column("person")
    if at is None:
        return [Recipient(unit.first, unit.last, unit.name, "unit", 1) for unit in record.units]
    if at >= len(record.row.cells):
        return []
    cell = record.row.cells[at]
    first = cell.first
    while first < cell.last and (before := mentions.hits.get(first, {}).keys() & {"cue", "rank"}):
        first = max(mentions.hits[first][label].last for label in before)
        first += tokens.norm_at(first) in {".", ":"}
    if first >= cell.last:
        return []
    name = cell._replace(first=first).string(tokens).split(",", maxsplit=1)[0].strip(" .;:")
    return [Recipient(cell.first, cell.last, name, "person", 1)] if name else []


def cluster_of_row(context: Context, record: Record) -> str | None:
    """The cluster of a row: named in it or in its section, or that of the member in which the row's person works."""
    if record.told and record.cluster is not None:
        return record.cluster.id
    for cell in record.row.cells:
        mentions, first, last = context.mentions, cell.first, cell.last
        if cell.more:
            # Its lines stand apart in the text.
            mentions = mentions.reread(cell.string(mentions.tokens))
            first, last = 0, len(mentions.tokens)
        for i in range(first, last):
            unit = mentions.units.unit_at(i)
            own = context.clusters_with(unit.name) if unit is not None else []
            if own:
                return own[0]
    return None
