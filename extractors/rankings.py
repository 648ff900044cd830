"""Rankings: which unit came first, second … in a sentence, a list or a row of a table."""

from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.award_clauses import Chunk, Chunker
from extractors.award_groups import read_group
from extractors.award_lists import past_bars
from extractors.award_recipients import Recipient
from extractors.lexicon import data
from extractors.rank_names import RankName
from extractors.tokens import DASHES, Tokens

_RANKS = data("awards")["ranks"]
_BETWEEN = frozenset(_RANKS["between"])
_LINKERS = frozenset(_RANKS["linkers"])
_COLUMNS = tuple(_RANKS["table_columns"])
_FIRM_LINKERS = frozenset({"là", ":", "thuộc", "cho", "gồm"})
_OPENERS = (*_COLUMNS, *_RANKS["table_openers"])
_FIRST_WORDS = frozenset(opener.split()[0] for opener in _OPENERS)
_TOGETHER = frozenset({"đồng", "cùng"})
_WORDS: dict[str, int] = _RANKS["words"]
_LAST = 60
_ENCOURAGED = frozenset({"kk", "khuyến"})
_LONGEST_HEADER = 24
_TO = 8
_ITEM_ENDS = frozenset({":", ";", ",", ".", "("})
_ITEM_MARKS = frozenset({".", "-", "–", "—", ")", "/", ":"})


@dataclass(frozen=True, slots=True)
class Placing:
    """A rank with those who hold it; tokens ``[first, last)`` tell it."""

    rank: RankName
    recipients: tuple[Recipient, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RankTable:
    """A table that the lines below belong to; ``leading``: its ranks stand in the first column."""

    leading: bool
    trailing: bool
    cell: int | None = None
    """Which of the cells that bars part holds the rank, if one inside the row does."""
    numbered: bool = False
    """Whether it is a list whose numbers are the ranks."""


def numbered_ranking(words: list[str]) -> bool:
    """Whether a line of folded words leads up to a list in the order of rank: ``Kết quả xếp hạng như sau:``."""
    if words[-1:] != [":"]:
        return False
    line = " ".join(words)
    return any(phrase in line for phrase in _RANKS["ordered_lists"])


def table_header(words: list[str]) -> RankTable | None:
    """The table whose column titles a line of folded words holds, if one of them is a rank."""
    if len(words) > _LONGEST_HEADER or not words or (words[0] != "|" and words[0] not in _FIRST_WORDS):
        return None
    line = " ".join(word for word in words if word != "|").strip()
    if ":" in words or line[-1:] == "." or not line.startswith(_OPENERS):
        return None
    cells = [cell.strip() for cell in " ".join(words).split("|")]
    cell = next((at for at, title in enumerate(cells) if title in _COLUMNS), None)
    for column in _COLUMNS:
        if line.startswith(column):
            return RankTable(leading=True, trailing=False)
    if cell is not None:
        return RankTable(leading=False, trailing=False, cell=cell)
    for column in _COLUMNS:
        if line.endswith((column, f"{column} ghi chú")):
            return RankTable(leading=False, trailing=True)
    if any(column in line for column in _COLUMNS):
        return RankTable(leading=False, trailing=False, cell=cell)
    return None


def inline_numbers(tokens: Tokens, first: int, last: int) -> list[int]:
    """The tokens of the numbers 1, 2, 3 … of a ranking in running text: ``tạm xếp: 1- Sở A; 2- Sở B``; none if it is none."""
    norm = tokens.norm
    told = next((i for i in range(first, last) if norm[i] in {"xếp", "hạng"}), last)
    colon = next((i for i in range(told, last) if norm[i] == ":"), last)
    found: list[int] = []
    for i in range(colon + 1, last - 1):
        opens = norm[i] == str(len(found) + 1) or norm[i] == f"0{len(found) + 1}"
        if opens and norm[i - 1] in _ITEM_ENDS and norm[i + 1] in _ITEM_MARKS:
            found.append(i)
    return found if len(found) > 1 else []


class RankingReader:
    """Reads the placings of one sentence, from its chunks."""

    def __init__(self, chunker: Chunker, chunks: list[Chunk], first: int, last: int) -> None:
        self.chunker = chunker
        self.tokens = chunker.tokens
        self.chunks = chunks
        self.first = first
        self.last = last
        self.forward = False
        """Whether the sentence tells the ranks before their holders: ``thứ nhất A (98 điểm), thứ hai B``."""

    def placings(self) -> list[Placing]:
        found: list[Placing] = []
        k = 0
        while k < len(self.chunks):
            if self.chunks[k].rank is None or self._denied(k):
                k += 1
                continue
            run = self._run(k)
            if len(run) > 1 and (zipped := self._zipped(run)):
                found += zipped
                k = run[-1] + 1
                continue
            placing = self._one(k)
            if placing is not None:
                found.append(placing)
            k += 1
        return found

    def inline(self, numbers: list[int]) -> list[Placing]:
        """The placings of a ranking in running text, whose items the ``numbers`` open."""
        found: list[Placing] = []
        for number, (at, end) in enumerate(pairwise([*numbers, self.last]), start=1):
            units = [c for c in self.chunks if at <= c.first < end and c.unit is not None]
            if not units:
                return []
            group, _ = read_group(self.chunker, units, 0, units[0].first)
            rank = RankName(at, at + 1, self.tokens.words[at], number, False)
            if recipients := self._units(group):
                found.append(self._placing(rank, recipients))
        return found

    def row(self, table: RankTable) -> list[Placing]:
        """The placing of a row of a table of ranks, whose rank may be a mere number."""
        named = [chunk for chunk in self.chunks if chunk.recipient is not None and chunk.recipient.name is not None]
        if not named:
            return []
        unit = named[0]
        rank = next((chunk.rank for chunk in self.chunks if chunk.rank is not None), None)
        if rank is not None and table.numbered:
            return []
        if rank is None:
            rank = self._number(unit, table)
        if rank is None or unit.recipient is None:
            return []
        return [Placing(rank, (unit.recipient,), self.first, self.last)]

    def _number(self, unit: Chunk, table: RankTable) -> RankName | None:
        tokens = self.tokens
        at = None
        if table.cell is not None:
            bars = [i for i in range(past_bars(tokens, self.first), self.last) if tokens.norm[i] == "|"]
            at = bars[table.cell - 1] + 1 if 0 < table.cell <= len(bars) else None
        elif table.leading:
            at = past_bars(tokens, self.first)
        elif table.trailing:
            at = self.last - 1
            while at > unit.last and tokens.shape_at(at) in "PB":
                at -= 1
        if at is None or (not table.leading and at < unit.last):
            return None
        word = tokens.norm_at(at)
        number = int(word) if word.isdigit() else _WORDS.get(word) if table.cell is not None or table.trailing else None
        if number is None or (number > _LAST and word not in _ENCOURAGED):
            return None
        end = at + 2 if word == "khuyến" and tokens.norm_at(at + 1) == "khích" else at + 1
        return RankName(at, end, tokens.string(at, end), number, False)

    # -- one rank ------------------------------------------------------------------------------------------------------

    def _one(self, k: int) -> Placing | None:
        chunk = self.chunks[k]
        rank = chunk.rank
        assert rank is not None
        if chunk.depth and (holder := self._holder(k)) is not None:
            return self._placing(rank, [holder])
        before = self._cell_before(k) if self._in_cells() else self._before(k)
        after = self._after(k, firm=bool(before) and not self.forward)
        self.forward = self.forward or (bool(after) and not before)
        recipients = after or before
        if rank.number is not None:
            recipients = [recipient for recipient in recipients if recipient.name is not None]
        elif not recipients and (counted := [c.recipient for c in self.chunks[:k] if c.recipient is not None]):
            near = not {",", ";", "%"} & set(self.tokens.norm[counted[-1].last : rank.first])
            recipients = [recipient for recipient in counted[-1:] if recipient.name is None and near]
        if not recipients or self._heads(recipients[0]):
            return None
        return self._placing(rank, recipients)

    def _heads(self, recipient: Recipient) -> bool:
        """``do A đứng đầu``: who heads a cluster is not ranked."""
        return self.tokens.norm_at(recipient.first - 1) == "do"

    def _placing(self, rank: RankName, recipients: list[Recipient]) -> Placing:
        first = min(rank.first, *(recipient.first for recipient in recipients))
        last = max(rank.last, *(recipient.last for recipient in recipients))
        return Placing(rank, tuple(recipients), first, last)

    def _holder(self, k: int) -> Recipient | None:
        """The unit before the bracket that the rank stands in: ``A (hạng nhì, 297 điểm)``."""
        for j in range(k - 1, -1, -1):
            if self.chunks[j].depth < self.chunks[k].depth:
                recipient = self.chunks[j].recipient
                near = recipient is not None and "(" in self.tokens.norm[recipient.last : recipient.last + 2]
                return recipient if near and recipient is not None and recipient.kind == "unit" else None
        return None

    def _after(self, k: int, *, firm: bool) -> list[Recipient]:
        """The units told behind a rank: ``thứ nhì là A``, ``Nhất: A``, ``hạng ba thuộc về A và B``."""
        start = self.chunks[k].last
        depth = self.chunks[k].depth
        for j in range(k + 1, len(self.chunks)):
            chunk = self.chunks[j]
            if chunk.kind == "semi" or chunk.rank is not None or chunk.award is not None or chunk.first - start > _TO:
                return []
            if chunk.depth != depth:
                continue
            if chunk.recipient is not None and chunk.recipient.kind != "person":
                gap = self.chunker.outside_brackets(start, chunk.first)
                if chunk.recipient.known:
                    # A member by the end of its name: "Ban QLDA Các công trình …".
                    gap = [
                        word for at, word in enumerate(gap) if not self.tokens.is_capital(chunk.first - len(gap) + at)
                    ]
                if not all(word in _LINKERS or not word[:1].isalpha() for word in gap):
                    return []
                # "nhất, Sở A (297 điểm); nhì, Sở B".
                comma = gap == [","] and self.chunks[k].last - self.chunks[k].first == 1
                linked = (
                    (comma and not firm)
                    or bool(_FIRM_LINKERS & set(gap))
                    or (not firm and (not gap or set(gap) <= {"-", "–", "—", "|"}))
                )
                if not linked:
                    return []
                group, _ = read_group(self.chunker, self.chunks[: self._clause_end(j)], j, chunk.first)
                return self._units(self._not_next(group, j))
            if chunk.kind in {"propose", "get", "clusterhead", "other", "vote", "person"}:
                return []
        return []

    def _clause_end(self, j: int) -> int:
        """The semicolon behind chunk ``j`` that further ranks follow; else the end."""
        semi = next((at for at in range(j, len(self.chunks)) if self.chunks[at].kind == "semi"), len(self.chunks))
        return semi if any(chunk.rank is not None for chunk in self.chunks[semi:]) else len(self.chunks)

    def _not_next(self, group: list[Recipient], j: int) -> list[Recipient]:
        """Leave out what the next rank holds: ``nhất là A, B xếp thứ nhì``."""
        after = next((chunk for chunk in self.chunks[j:] if chunk.rank is not None), None)
        if after is None or len(group) < 2:
            return group
        gap = self.tokens.norm[group[-1].last : after.first]
        if (
            after.first >= group[-1].last
            and all(word in _BETWEEN or not word[:1].isalpha() for word in gap)
            and ";" not in gap
        ):
            return group[:-1]
        return group

    def _in_cells(self) -> bool:
        """Whether the sentence is a row whose cells bars part."""
        return self.tokens.norm[self.first : self.last].count("|") > 1

    def _cell_before(self, k: int) -> list[Recipient]:
        """The unit of the row that the rank ends."""
        units = [chunk.unit for chunk in self.chunks[:k] if chunk.unit is not None and chunk.unit.kind == "unit"]
        return units[:1]

    def _aside(self, first: int, last: int) -> tuple[int, int] | None:
        """What two dashes part off behind a unit, before token ``last``: ``A - đơn vị mới của cụm - xếp thứ ba``."""
        if self.tokens.norm_at(first) not in DASHES:
            return None
        for i in range(last - 1, first + 1, -1):
            if self.tokens.norm[i] in DASHES:
                inside = (chunk for chunk in self.chunks if first < chunk.first < i)
                return None if any(c.rank is not None or c.recipient is not None for c in inside) else (first, i)
        return None

    def _gap(self, first: int, last: int) -> list[str]:
        """The words between a unit and its rank, without brackets and what dashes part off."""
        aside = self._aside(first, last)
        return self.chunker.outside_brackets(aside[1] if aside is not None else first, last)

    def _before(self, k: int) -> list[Recipient]:
        """The units told before a rank: ``A (98 điểm) xếp thứ nhất``, ``A: 97,5 đ - xếp thứ hai``."""
        depth = self.chunks[k].depth
        end = self.chunks[k].first
        j = k - 1
        unit = next((at for at in range(k - 1, -1, -1) if self.chunks[at].unit is not None), None)
        if unit is not None and self._aside(self.chunks[unit].last, end) is not None:
            j = unit
        while j >= 0:
            chunk = self.chunks[j]
            if chunk.kind in {"vote", "pass", "get", "colon", "give"} or chunk.depth > depth:
                j -= 1
                continue
            break
        if j < 0 or self.chunks[j].recipient is None or self.chunks[j].recipient.kind == "person":  # type: ignore[union-attr]
            return []
        at = j
        gap = self._gap(self.chunks[at].last, end)
        if not all(word in _BETWEEN or not word[:1].isalpha() or word in {"9", "đ"} for word in gap) or ";" in gap:
            return []
        together = bool(_TOGETHER & set(gap)) or "lượt" in gap
        first = at
        while first > 0 and self.chunks[first - 1].recipient is not None and self._listed(first - 1, first, together):
            first -= 1
        group, _ = read_group(self.chunker, self.chunks[: at + 1], first, self.chunks[first].first)
        return self._units(group)

    def _listed(self, a: int, b: int, together: bool) -> bool:
        """Whether two units share the rank behind them: joined by ``và``, or by a comma in a row of three or more.

        ``together``: the words before the rank say that several hold it.
        """
        gap = self.chunker.outside_brackets(self.chunks[a].last, self.chunks[b].first)
        return set(gap) <= {"và", "cùng"} or (
            set(gap) <= {","} and (together or (b + 1 < len(self.chunks) and self.chunks[b + 1].recipient is not None))
        )

    def _units(self, group: list[Recipient]) -> list[Recipient]:
        return [recipient for recipient in group if recipient.kind == "unit"]

    # -- several ranks in a row ----------------------------------------------------------------------------------------

    def _run(self, k: int) -> list[int]:
        """The chunks of ranks joined by commas or ``và`` from chunk ``k``: ``nhất, nhì và ba``."""
        run = [k]
        for j in range(k + 1, len(self.chunks)):
            gap = self.tokens.norm[self.chunks[run[-1]].last : self.chunks[j].first]
            if self.chunks[j].rank is None or not set(gap) <= {",", "và", "giải", "/", "-", "–"}:
                break
            run.append(j)
        return run

    def _zipped(self, run: list[int]) -> list[Placing]:
        """``nhì và ba lần lượt là A, B``, ``A, B lần lượt xếp thứ nhì và thứ ba``: as many units as ranks, in order."""
        group = self._after(run[-1], firm=False)
        if len(group) != len(run):
            group = self._before(run[0])
            if len(group) != len(run):
                return []
        found = []
        # "giải nhất, nhì, ba" are all prizes.
        prize = any(rank.prize for at in run if (rank := self.chunks[at].rank) is not None)
        for at, recipient in zip(run, group, strict=True):
            rank = self.chunks[at].rank
            assert rank is not None
            found.append(self._placing(replace(rank, prize=prize), [recipient]))
        first, last = min(p.first for p in found), max(p.last for p in found)
        return [Placing(p.rank, p.recipients, first, last) for p in found]

    def _denied(self, k: int) -> bool:
        """``không được xếp nhất, nhì``; ranks of beds, towns and years are no ranks of units."""
        words = self.tokens.norm[max(self.first, self.chunks[k].first - 6) : self.chunks[k].first]
        return bool({"không", "chưa", "nếu", "phấn", "mỗi"} & set(words))
