"""Whose a meeting or a pledge is: the cluster that a sentence, its teaser or its document is about."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from extractors.annotations import Span
from extractors.clusters import ClusterEntity
from extractors.context import Context
from extractors.folding import BEHIND_FIRST, any_of, fold, pattern, whole_words
from extractors.layout import Line
from extractors.lexicon import data

_DATA = data("meetings")
_OPENS = rf"{BEHIND_FIRST}(?<!ủy .)(?<!đoàn .)(?<!bộ .)"
_CLUSTER_WORD = pattern(rf"(?:c{_OPENS}ụm|k{_OPENS}hối)(?!\w)(?!\s{any_of(_DATA['not_clusters'])}(?!\w))")
_BULLETS = frozenset("-–+*•·●»>►▪")
_MOSTLY = 0.7
_AND = frozenset(("và", ",", "và của", "cùng", "cùng với", "với"))
_ACROSS = pattern(whole_words(_DATA["across"]))


def speaks_of_cluster(low: str) -> bool:
    """Whether folded words speak of a cluster, by its name or not (``Cụm``, ``trong khối``)."""
    return _CLUSTER_WORD.search(low) is not None


class Owners:
    """Looks up the clusters of one document by where they are named."""

    def __init__(self, context: Context, lines: Sequence[Line]) -> None:
        self.context = context
        self.lines = lines
        self.low = fold(context.text)
        tokens = context.mentions.tokens
        named = [
            (tokens.starts[mention.first], tokens.ends[mention.last - 1], entity)
            for entity in context.clusters
            for mention in entity.mentions
        ]
        self._named_at = sorted(named, key=lambda item: item[0])
        self._starts = [start for start, _, _ in self._named_at]
        self._line_starts = [line.start for line in lines]

    def line(self, offset: int) -> Line | None:
        """The line that holds a character."""
        at = bisect_left(self._line_starts, offset + 1) - 1
        return self.lines[at] if at >= 0 else None

    def above(self, line: Line) -> Line | None:
        """The teaser line above one of a teaser: its headline, if it has one."""
        if self._listed(line):
            return None
        at = bisect_left(self._line_starts, line.start) - 1
        return self.lines[at] if at >= 0 and self.lines[at].role == line.role == "teaser" else None

    def below(self, line: Line) -> Line | None:
        """The teaser line below one of a teaser: the words under a headline."""
        at = bisect_left(self._line_starts, line.end)
        below = self.lines[at] if at < len(self.lines) and self.lines[at].role == line.role == "teaser" else None
        return None if below is not None and self._listed(below) else below

    def _listed(self, line: Line) -> bool:
        """Whether a line is one of a list of headlines: bulleted like the line before or after it."""
        at = bisect_left(self._line_starts, line.start)
        mark = self.low[line.start]
        near = (other for other in (at - 1, at + 1) if 0 <= other < len(self.lines))
        return mark in _BULLETS and any(self.low[self.lines[other].start] == mark for other in near)

    def headline(self, line: Line) -> Line | None:
        """The headline above a teaser's words, if it speaks of a cluster."""
        above = self.above(line)
        return above if above is not None and self.speaks(above) else None

    def speaks(self, span: Span | Line) -> bool:
        """Whether a cluster is spoken of in ``span``, by name or not."""
        return _CLUSTER_WORD.search(self.low, span.start, span.end) is not None

    def cluster(self, span: Span, line: Line, at: int) -> ClusterEntity | None:
        """Whose is what is told at character ``at`` of the sentence ``span``; None for what is above the clusters."""
        first, last = self._range(span)
        if _ACROSS.search(self.low, span.start, span.end) and (first == last or self._several(first, last)):
            return None
        before = bisect_left(self._starts, at, first, last)
        if before > first:
            return None if self._joined(first, before - 1) else self._named_at[before - 1][2]
        if first < last:
            return None if self._several(first, last) else self._named_at[first][2]
        if line.role == "teaser":
            near = (self._range(other) for other in (line, self.above(line), self.below(line)) if other is not None)
            return next((self._named_at[start][2] for start, end in near if start < end), None)
        if not self._outside_teasers:
            return None
        return self.context.cluster_for(bisect_left(self.context.mentions.tokens.starts, at))

    def named(self, start: int, end: int) -> list[str]:
        """The clusters named at characters ``[start, end)``, once each, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return list(dict.fromkeys(entity.id for _, _, entity in self._named_at[first:last]))

    def joined(self, start: int, end: int) -> bool:
        """Whether the last two clusters named at characters ``[start, end)`` act together."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return last > first and self._joined(first, last - 1)

    def _range(self, span: Span | Line) -> tuple[int, int]:
        """Which of the mentions stand in ``span``."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    def _several(self, first: int, last: int) -> bool:
        one = self._named_at[first][2].id
        return any(entity.id != one for _, _, entity in self._named_at[first + 1 : last])

    def _joined(self, first: int, number: int) -> bool:
        """Whether a mention is the second of two that act together: ``Cụm thi đua số 3 và Cụm thi đua số 4``."""
        if number <= first:
            return False
        (_, end, one), (start, _, other) = self._named_at[number - 1], self._named_at[number]
        return one.id != other.id and self.low[end:start].strip() in _AND

    @cached_property
    def only_one(self) -> bool:
        """Whether the document, its teasers aside, names one cluster."""
        named = {
            entity.id
            for start, _, entity in self._named_at
            if (line := self.line(start)) is not None and line.role != "teaser"
        }
        return len(named) == 1

    @cached_property
    def mostly_one(self) -> bool:
        """Whether nearly all that the document, its teasers aside, names as clusters is one of them."""
        named = Counter(
            entity.id
            for start, _, entity in self._named_at
            if (line := self.line(start)) is not None and line.role != "teaser"
        )
        return bool(named) and named.most_common(1)[0][1] > _MOSTLY * named.total()

    @cached_property
    def _outside_teasers(self) -> bool:
        """Whether the document itself names a cluster."""
        return any((line := self.line(start)) is not None and line.role != "teaser" for start in self._starts)
