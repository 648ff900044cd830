"""The award facts of a document as they are collected: repetitions merged, announcements replaced by what they announce."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from models import Award
from models.facts import AwardStatus
from models.names import fold_name, same_words, units_agree


@dataclass(slots=True)
class _Row:
    fact: Award
    rank: int | None
    """The place in a ranking, as a number."""
    words: frozenset[str]
    """The folded words of the award's name."""


@dataclass(slots=True)
class AwardRows:
    """The facts found so far, in order; one real-world award is one row."""

    _rows: list[_Row] = field(default_factory=list)
    _alike: dict[tuple[object, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, fact: Award, rank: int | None = None) -> None:
        """Add a fact, or complete the row that tells it already."""
        row = _Row(fact, rank, frozenset(fold_name(fact.name)))
        alike = self._alike[_key(fact)]
        for at in alike:
            if _same(self._rows[at], row):
                self._rows[at] = _fuller(self._rows[at], row)
                return
        alike.append(len(self._rows))
        self._rows.append(row)

    def recipients(self, status: AwardStatus | None) -> Iterator[str]:
        """The units rewarded so far with this status, placings aside."""
        for row in self._rows:
            if row.fact.status == status and row.fact.award != "placing" and row.fact.recipient is not None:
                yield row.fact.recipient

    def facts(self, *, annexed: bool) -> tuple[Award, ...]:
        """The facts in order; ``annexed``: articles announce what lists below them name (a decision)."""
        facts = [row.fact for row in self._rows]
        if annexed:
            numbers = [fact for fact in facts if fact.recipient is None]
            facts = [_in_full(fact, numbers) if fact.recipient is not None else fact for fact in facts]
        named = [fact for fact in facts if fact.recipient is not None]
        fewest = 1 if annexed else 2
        return tuple(
            fact
            for fact in facts
            if fact.recipient is not None or (fact.recipient_count or 0) < fewest or not _announces(fact, named)
        )


def _key(fact: Award) -> tuple[object, ...]:
    """What rows that tell the same award have in common; names of one unit end with the same word."""
    last = fold_name(fact.recipient)[-1:] if fact.recipient is not None else [str(fact.recipient_count)]
    return fact.award, fact.status, fact.cluster, fact.recipient_kind, *last


def _same(a: _Row, b: _Row) -> bool:
    """Whether two rows of one key tell one fact."""
    x, y = a.fact, b.fact
    if x.recipient is None or y.recipient is None:
        if x.recipient is not y.recipient:
            return False
    elif not (same_words if x.recipient_kind == "person" else units_agree)(x.recipient, y.recipient):
        return False
    if x.year != y.year and None not in (x.year, y.year):
        return False
    if x.award == "placing":
        return a.rank == b.rank
    return _compatible(x.authority, y.authority) and (a.words <= b.words or b.words <= a.words)


def _compatible(a: str | None, b: str | None) -> bool:
    return a is None or b is None or bool(set(fold_name(a)) & set(fold_name(b)))


def _fuller(a: _Row, b: _Row) -> _Row:
    """The first row, with the authority if only the second one tells it."""
    if b.fact.authority is None or a.fact.authority is not None:
        return a
    return _Row(a.fact.model_copy(update={"authority": b.fact.authority}), a.rank, a.words | b.words)


def _in_full(fact: Award, announced: list[Award]) -> Award:
    """A fact of an annex with the award's name, giver and year as the article above announces them."""
    words = set(fold_name(fact.name))
    for other in announced:
        if (other.award, other.status) == (fact.award, fact.status):
            told = set(fold_name(other.name))
            if words < told or (fact.name.isupper() and told <= words):
                year = other.year or fact.year
                return fact.model_copy(update={"name": other.name, "authority": other.authority, "year": year})
    return fact


def _announces(fact: Award, named: list[Award]) -> bool:
    """Whether a bare number only announces as many recipients that are named elsewhere."""
    if fact.recipient_kind is None:
        return False
    words = set(fold_name(fact.name))
    key = fact.award, fact.status, fact.recipient_kind, fact.year
    behind = [
        other
        for other in named
        if (other.award, other.status, other.recipient_kind, other.year) == key
        and words <= set(fold_name(other.name))
        and _compatible(fact.authority, other.authority)
    ]
    return len(behind) == fact.recipient_count
