"""What the fact components share about one document: its mentions, clusters, units, years, and which goes with which."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from extractors.annotations import Span, evidence, text_of
from extractors.clusters import KINDS, ClusterEntity, ClusterGrammar, ClusterMention, resolve, united
from extractors.member_index import MemberIndex
from extractors.mentions import Mentions
from extractors.places import place_at
from extractors.table_clusters import read_tables
from extractors.table_lines import Row, Table
from extractors.tokens import DASHES
from extractors.units import Unit
from models import Evidence
from models.names import fold_name

_MOST_COMPARED = 100
_LONGEST_QUOTE = 400
_INTRODUCED = re.compile(r"\(([A-ZĐ&]{2,7})\)")
_LONG_FORM = re.compile(r"(?:\w+ ){2,9}$")
_JOINING = frozenset({"và", "&"})
_LONGEST_LONG_FORM = 120
_LONGEST_APPOSITION = 20
_LONGEST_HEADING = 24


@dataclass(frozen=True, slots=True)
class Record:
    """What a row of a table tells of clusters and units."""

    table: Table
    row: Row
    cluster: ClusterEntity | None
    """The cluster that the row is about: named in it, in the section it belongs to, or above the table."""
    units: tuple[Unit, ...]
    """The units named in the column of units."""
    section: Row | None
    """The row that heads its section, if any."""
    told: bool
    """Whether the row or its section names the cluster."""


def _row_first(record: Record) -> int:
    return record.row.first


@dataclass
class Context:
    """A document under extraction. Token indexes are those of ``mentions.tokens``."""

    text: str
    mentions: Mentions
    sentences: tuple[Span, ...]
    """Sentences by characters, in order; see ``extractors.layout``."""
    lines: tuple[tuple[int, int, str], ...]
    """Non-blank lines as (start, end, role) by characters, in order; see ``extractors.layout.Line``."""
    cluster_mentions: list[ClusterMention]
    clusters: list[ClusterEntity]
    tables: tuple[Table, ...] = ()
    """The tables; see ``extractors.table_lines``."""
    records: list[Record] = field(default_factory=list)
    """What the rows of the tables tell; filled by the component ``members``."""
    year: int | None = None
    """The year that the document is about (reviewed, or opened), where it is not said otherwise."""
    opens_year: bool = False
    """Whether the document's meeting opens that year (a signing, a launch) rather than reviews it."""
    teaser_years: dict[int, int] = field(default_factory=dict)
    """The years that teasers tell of, by the start of their line."""
    members: dict[str, list[Unit]] = field(default_factory=dict)
    """Member units by cluster id, in order; filled by the component ``members`` and added to by later ones."""
    member_evidence: dict[tuple[str, str], list[Evidence]] = field(default_factory=dict)
    """What shows that a unit (cluster id, unit name) is a member."""
    listed: set[int] = field(default_factory=set)
    """The tokens that name members in their enumerations; a school there bears a person's name but is none."""
    _oftener: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Whether the text has the second of two words oftener than the first."""
    _clusters_for: dict[int, ClusterEntity | None] = field(default_factory=dict)
    """The answers of `cluster_for`: long documents ask for the same tokens again for every cluster."""

    # -- where a token stands ------------------------------------------------------------------------------------------

    def sentence_at(self, i: int) -> tuple[int, int]:
        """Token range of the sentence that holds token ``i`` (its line where no sentence does)."""
        return self._sentence_of[i] or self.line_at(i)

    def line_at(self, i: int) -> tuple[int, int]:
        """Token range of the line that holds token ``i``."""
        at = self._line_of[i]
        return self.token_lines[at] if at is not None else (i, i + 1)

    def role_at(self, i: int) -> str:
        """The role of the line that holds token ``i`` (``extractors.layout``)."""
        at = self._line_of[i]
        return self.lines[at][2] if at is not None else "body"

    def _line_start(self, i: int) -> int:
        """Where the line that holds token ``i`` starts, by characters."""
        at = self._line_of[i]
        return self.lines[at][0] if at is not None else self.mentions.tokens.starts[i]

    @cached_property
    def _line_of(self) -> list[int | None]:
        """The number of the line that holds each token."""
        found: list[int | None] = [None] * len(self.mentions.tokens)
        for at, (first, last) in enumerate(self.token_lines):
            found[first:last] = [at] * (last - first)
        return found

    @cached_property
    def _sentence_of(self) -> list[tuple[int, int] | None]:
        """The token range of the sentence that holds each token."""
        found: list[tuple[int, int] | None] = [None] * len(self.mentions.tokens)
        for sentence in self.token_sentences:
            found[sentence[0] : sentence[1]] = [sentence] * (sentence[1] - sentence[0])
        return found

    @cached_property
    def token_lines(self) -> list[tuple[int, int]]:
        """Token ranges of all lines, in order."""
        return [self.token_range(start, end) for start, end, _ in self.lines]

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that start in ``[start, end)`` of the text."""
        starts = self.mentions.tokens.starts
        return bisect_right(starts, start - 1), bisect_right(starts, end - 1)

    @cached_property
    def token_sentences(self) -> list[tuple[int, int]]:
        """Token ranges of all sentences, in order."""
        return [self.token_range(sentence.start, sentence.end) for sentence in self.sentences]

    def year_at(self, i: int) -> int | None:
        """The year that is meant at token ``i`` where none is said: a teaser has its own."""
        return self.teaser_years.get(self._line_start(i), self.year)

    # -- evidence ------------------------------------------------------------------------------------------------------

    def evidence(self, first: int, last: int) -> Evidence:
        """The tokens ``[first, last)`` as evidence."""
        tokens = self.mentions.tokens
        return evidence(self.text, tokens.starts[first], tokens.ends[last - 1])

    def sentence_evidence(self, i: int) -> Evidence:
        """The sentence that holds token ``i``, or the part of a very long one around it that commas bound."""
        first, last = self.sentence_at(i)
        tokens = self.mentions.tokens
        if tokens.ends[last - 1] - tokens.starts[first] <= _LONGEST_QUOTE:
            return self.evidence(first, last)
        low = high = i
        while low > first and tokens.starts[i] - tokens.starts[low - 1] < _LONGEST_QUOTE // 2:
            low -= 1
        while high < last - 1 and tokens.ends[high + 1] - tokens.starts[i] < _LONGEST_QUOTE // 2:
            high += 1
        return self.evidence(low, high + 1)

    def evidence_between(self, first: int, last: int) -> Evidence:
        """The words from the start of the sentence of token ``first`` up to token ``last``."""
        start, _ = self.sentence_at(first)
        if self.mentions.tokens.ends[last - 1] - self.mentions.tokens.starts[start] > 2 * _LONGEST_QUOTE:
            start = first
        return self.evidence(start, last)

    # -- clusters ------------------------------------------------------------------------------------------------------

    @cached_property
    def main_cluster(self) -> ClusterEntity | None:
        """The cluster that the document is about: named most often, the first named of several."""
        if not self.clusters:
            return None
        counts = Counter({entity.id: len(entity.mentions) for entity in self.clusters})
        best = max(counts.values())
        return next(entity for entity in self.clusters if counts[entity.id] == best)

    @cached_property
    def _topics(self) -> list[tuple[int, int, str]]:
        """(first token, token after, cluster id): the passages in which a cluster is spoken of, narrow ones last."""
        tokens = self.mentions.tokens
        by_mention = {id(m): entity.id for entity in self.clusters for m in entity.mentions}
        topics: list[tuple[int, int, str]] = []
        leading: list[tuple[int, str, bool]] = []
        for mention in self.cluster_mentions:
            entity = by_mention[id(mention)]
            sentence = self.sentence_at(mention.first)
            line = self.line_at(mention.first)
            topics.append((mention.first, sentence[1], entity))
            if mention.first == self._first_mention(line):
                near = mention.first - line[0] <= 8
                if near or self._only_cluster(line, by_mention):
                    leading.append((line[0], entity, near and self._lists(line, mention)))
        spans: list[tuple[int, int, str]] = []
        for at, (first, entity, lists) in enumerate(leading):
            until = leading[at + 1][0] if at + 1 < len(leading) else len(tokens)
            end = self.line_at(first)[1]
            spans.append((first, until if lists else min(end, until), entity))
        return spans + topics

    def _first_mention(self, line: tuple[int, int]) -> int:
        return min(self._mention_firsts[self._mention_range(line)])

    def _only_cluster(self, line: tuple[int, int], by_mention: dict[int, str]) -> bool:
        return len({by_mention[id(m)] for m in self._mentions_in_order[self._mention_range(line)]}) == 1

    @cached_property
    def _mentions_in_order(self) -> list[ClusterMention]:
        return sorted(self.cluster_mentions, key=lambda mention: mention.first)

    @cached_property
    def _mention_firsts(self) -> list[int]:
        return [mention.first for mention in self._mentions_in_order]

    def _mention_range(self, line: tuple[int, int]) -> slice:
        """Which of the mentions in order stand in a line."""
        return slice(bisect_left(self._mention_firsts, line[0]), bisect_left(self._mention_firsts, line[1]))

    def names_cluster(self, first: int, last: int) -> bool:
        """Whether a cluster's mention starts in tokens ``[first, last)``."""
        return bisect_left(self._mention_firsts, first) < bisect_left(self._mention_firsts, last)

    def _lists(self, line: tuple[int, int], mention: ClusterMention) -> bool:
        """Whether a line heads the lines after it: a heading, or an item of a list of clusters."""
        tokens = self.mentions.tokens
        role = self.role_at(mention.first)
        before = mention.first - line[0]
        itemised = before > 0 and (
            tokens.shape_at(line[0]) == "N"
            or tokens.norm_at(line[0]) in DASHES
            or tokens.norm_at(line[0] + 1) in {".", ")"}
        )
        if role in {"item", "heading", "teaser"} or itemised or tokens.shape_at(mention.first) == "U":
            return True
        return before == 0 and self._heads_items(line)

    def _heads_items(self, line: tuple[int, int]) -> bool:
        """Whether a short line of running text has items below it: ``Cụm thi đua số 2: 03 đơn vị``."""
        at = self._line_of[line[0]]
        if at is None or at + 1 >= len(self.lines) or line[1] - line[0] > _LONGEST_HEADING:
            return False
        ends = self.mentions.tokens.norm_at(line[1] - 1) in {".", ";"}
        return not ends and self.lines[at + 1][2] == "item" and self.lines[at][2] == "body"

    def cluster_for(self, i: int) -> ClusterEntity | None:
        """The cluster that a fact told at token ``i`` is about.

        The last one named before it in its sentence; else one named later in the sentence if it is the only one; else
        the one that its line or list is about; else the document's main cluster.
        """
        if len(self.clusters) <= 1:
            return self.main_cluster
        if i not in self._clusters_for:
            self._clusters_for[i] = self._cluster_for(i)
        return self._clusters_for[i]

    def _cluster_for(self, i: int) -> ClusterEntity | None:
        record = self.record_at(i)
        if record is not None and record.told:
            return record.cluster
        attached = self._attached(i)
        if attached is not None:
            return attached
        first, last = self.sentence_at(i)
        before = self._topic_of[i]
        if before is not None:
            return before
        after = {entity.id: entity for _, entity in self.mentions_between(max(i + 1, first), last)}
        return next(iter(after.values())) if len(after) == 1 else self._main_before(i)

    def settle_records(self, records: list[Record]) -> None:
        """Keep what the rows of the tables tell; from now on they say which cluster is meant in them."""
        self.records = records
        self._clusters_for.clear()

    def record_at(self, i: int) -> Record | None:
        """The row of a table that holds token ``i``."""
        at = bisect_right(self.records, i, key=_row_first) - 1
        return self.records[at] if at >= 0 and i < self.records[at].row.last else None

    @cached_property
    def _topic_of(self) -> list[ClusterEntity | None]:
        """The cluster of the narrowest passage that each token is in."""
        entities = {entity.id: entity for entity in self.clusters}
        found: list[ClusterEntity | None] = [None] * len(self.mentions.tokens)
        for start, end, entity_id in self._topics:
            found[start:end] = [entities[entity_id]] * (end - start)
        return found

    @cached_property
    def _in_order(self) -> list[tuple[int, ClusterEntity]]:
        """The clusters' mentions by their first tokens, in order."""
        found = [(mention.first, entity) for entity in self.clusters for mention in entity.mentions]
        return sorted(found, key=lambda mention: mention[0])

    @cached_property
    def _in_order_firsts(self) -> list[int]:
        return [first for first, _ in self._in_order]

    def mentions_between(self, first: int, last: int) -> list[tuple[int, ClusterEntity]]:
        """The mentions of clusters that start in tokens ``[first, last)``, by their first tokens, in order."""
        firsts = self._in_order_firsts
        return self._in_order[bisect_left(firsts, first) : bisect_left(firsts, last)]

    def clusters_named(self, first: int, last: int) -> list[ClusterEntity]:
        """The clusters with a mention that starts in tokens ``[first, last)``, in the order of the clusters."""
        named = {entity.id for _, entity in self.mentions_between(first, last)}
        return [entity for entity in self.clusters if entity.id in named] if named else []

    def _main_before(self, i: int) -> ClusterEntity | None:
        """The cluster named most often up to token ``i``: one that is named only later is not yet spoken of."""
        named = bisect_right(self._in_order_firsts, i)
        return self._leaders[named - 1] if named else self.main_cluster

    @cached_property
    def _leaders(self) -> list[ClusterEntity | None]:
        """After each mention in order, the cluster named most often so far; of several the main one, else the first."""
        order = {entity.id: number for number, entity in enumerate(self.clusters)}
        counts: Counter[str] = Counter()
        best = 0
        first: ClusterEntity | None = None
        found: list[ClusterEntity | None] = []
        for _, entity in self._in_order:
            counts[entity.id] += 1
            if counts[entity.id] > best:
                best, first = counts[entity.id], entity
            elif counts[entity.id] == best and first is not None and order[entity.id] < order[first.id]:
                first = entity
            main = self.main_cluster
            found.append(main if main is not None and counts[main.id] == best else first)
        return found

    @cached_property
    def _abbreviations(self) -> list[tuple[str, str]]:
        return introduced_abbreviations(self.text)

    def shortened(self, name: str) -> str:
        """``name`` with the abbreviations that the document introduces and then uses more than the long form."""
        for long, short in self._abbreviations:
            if long in name and self._is_shorter_oftener(long, short):
                name = name.replace(long, short)
        return name

    def _is_shorter_oftener(self, long: str, short: str) -> bool:
        key = long, short
        if key not in self._oftener:
            self._oftener[key] = self.text.count(short) > self.text.count(long)
        return self._oftener[key]

    def _attached(self, i: int) -> ClusterEntity | None:
        """The cluster in apposition to the units from token ``i``: ``Thanh tra tỉnh X (thuộc Cụm thi đua số III)``."""
        tokens = self.mentions.tokens
        _, last = self.sentence_at(i)
        for j in range(i, min(last, i + _LONGEST_APPOSITION)):
            if tokens.norm[j] == ";":
                return None
            entity = self.mentioned.get(j)
            if entity is not None:
                before = tokens.norm_at(j - 1)
                return entity if before in {"(", "thuộc"} or (before == "," and j > i + 1) else None
        return None

    @cached_property
    def mentioned(self) -> dict[int, ClusterEntity]:
        """Clusters by the first token of their mentions."""
        return {mention.first: entity for entity in self.clusters for mention in entity.mentions}

    @cached_property
    def inside_clusters(self) -> frozenset[int]:
        """The tokens of the clusters' names."""
        return frozenset(i for mention in self.cluster_mentions for i in range(mention.first, mention.name_last))

    @cached_property
    def province(self) -> str | None:
        """The province that the document is about: the one named most often with its level word."""
        return self.locality("tỉnh")

    def locality(self, level: str) -> str | None:
        """The place of a level (``tỉnh``: a province or central city) that the text names most often with its level word."""
        tokens, hits = self.mentions.tokens, self.mentions.hits
        firsts = {"tỉnh", "thành", "tp", "t.p"} if level == "tỉnh" else {level.split(maxsplit=1)[0]}
        counts: Counter[str] = Counter()
        for i in tokens.where(firsts):
            place = place_at(tokens, hits, i)
            if place is not None and (place.province if level == "tỉnh" else place.level == level) and place.level:
                counts[tokens.string(place.name, place.last).title()] += 1
        return counts.most_common(1)[0][0] if counts else None

    # -- units ---------------------------------------------------------------------------------------------------------

    def member_like(self, name: str, cluster: str | None = None) -> Unit | None:
        """The member unit that ``name`` stands for: the same unit, or the one member of that bare place."""
        alike, placed = self.member_index.agreeing(name), self.member_index.of_place(name)
        if not alike and not placed:
            return self._shorter(name, cluster)
        for key in self.members if not cluster else (cluster, *(key for key in self.members if key != cluster)):
            units = alike.get(key, [])
            for unit in units:
                if unit.name == name:
                    return unit
            if len(units) == 1:
                return units[0]
            if len(placed.get(key, ())) == 1:
                return placed[key][0]
        return self._shorter(name, cluster)

    def _shorter(self, name: str, cluster: str | None) -> Unit | None:
        """The one member of the cluster whose name only leaves out words of ``name``, or the reverse."""
        units = self.members.get(cluster or "", ())
        if len(units) > _MOST_COMPARED:
            return None
        found = [unit for unit in units if unit.place is not None and _shortened(unit, name)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def member_index(self) -> MemberIndex:
        """The members by their names, kept up to date."""
        return MemberIndex(self.members)

    def clusters_with(self, name: str) -> list[str]:
        """The clusters that a unit of that name is a known member of."""
        return list(self.member_index.agreeing(name))

    def add_member(self, cluster: str, unit: Unit, quote: Evidence | None = None) -> Unit:
        """Record a member once; the unit as it is known."""
        known = self.members.setdefault(cluster, [])
        member = next(iter(self.member_index.agreeing(unit.name).get(cluster, ())), None)
        if member is None:
            member = unit
            known.append(unit)
        if quote is not None:
            self.member_evidence.setdefault((cluster, member.name), []).append(quote)
        return member


def introduced_abbreviations(text: str) -> list[tuple[str, str]]:
    """(long form, short form) where the text introduces an abbreviation: ``Hội Người cao tuổi (NCT)``."""
    found = []
    for match in _INTRODUCED.finditer(text):
        before = _LONG_FORM.search(text[max(0, match.start() - _LONGEST_LONG_FORM) : match.start()])
        if before is None:
            continue
        short = match.group(1)
        words = before.group().split()
        joined = [at for at, word in enumerate(words) if word in _JOINING]
        letters = [c for c in short.casefold() if c.isalpha()]
        initials = [word[0].casefold() for word in words]
        if len(initials) >= len(letters) >= 2 and initials[-len(letters) :] == letters:
            found.append((" ".join(words[-len(letters) :]), short))
            continue
        # As in "Kế hoạch và Đầu tư (KH&ĐT)": the joining word gives no letter.
        told = [at for at in range(len(words)) if at not in joined]
        if len(told) >= len(letters) >= 2 and [initials[at] for at in told[-len(letters) :]] == letters:
            found.append((" ".join(words[told[-len(letters)] :]), short))
    return found


def _shortened(unit: Unit, name: str) -> bool:
    """Whether one of two names of a body at one place leaves out words of the other: ``Kho bạc X``, ``KBNN X``."""
    one, other = fold_name(unit.name), fold_name(name)
    place = fold_name(unit.place or "")
    ends = one[-len(place) :] == place == other[-len(place) :]
    return ends and min(len(one), len(other)) > len(place) and (set(one) <= set(other) or set(other) <= set(one))


def _unnamed(mentions: Mentions, named: list[ClusterMention]) -> list[ClusterMention]:
    """Clusters that only an office in them tells of: ``(Trưởng khối thi đua năm 2024)`` where no cluster is named.

    Where the document names clusters of its own, only a line without any (a teaser) has an unnamed one.
    """
    tokens = mentions.tokens
    found: dict[str, ClusterMention] = {}
    spoken_of = sum(mentions.hits[i]["cluster"].last > i + 1 for i in mentions.hits.starts("cluster")) > 1
    for i in mentions.hits.starts("head", "deputy"):
        office = mentions.hits[i].get("head") or mentions.hits[i].get("deputy")
        word = next((w for w in ("cụm", "khối") if office and w in tokens.norm[office.first : office.last]), None)
        if office is None or word is None or any(mention.kind == KINDS[word] for mention in named):
            continue
        first = office.first + tokens.norm[office.first : office.last].index(word)
        last = office.last + 2 if tokens.norm[office.last : office.last + 2] == ["thi", "đua"] else first + 1
        if last == first + 1 and (named or not spoken_of):
            continue
        name = tokens.string(first, last) if last > first + 1 else f"{tokens.words[first]} thi đua"
        found.setdefault(word, ClusterMention(first, last, last, KINDS[word], None, name, None, None))
    return list(found.values())


def _headed(mentions: Mentions) -> set[str]:
    """The words for clusters (``cụm``, ``khối``) whose heads or deputies the document speaks of."""
    tokens = mentions.tokens
    offices = (here.get("head") or here.get("deputy") for here in mentions.hits.values())
    return {
        word
        for office in offices
        if office is not None
        for word in ("cụm", "khối")
        if word in tokens.norm[office.first : office.last]
    }


@Language.component("context")
def context(doc: Doc) -> Doc:
    """Component that sets ``doc._.context`` from the mentions and the layout."""
    left = doc._
    mentions: Mentions = left.mentions
    text = text_of(doc)
    grammar = ClusterGrammar(mentions)
    named = grammar.mentions()
    lines = tuple((line.start, line.end, line.role) for line in left.lines)
    tables, numbered = read_tables(mentions.tokens, [(start, end) for start, end, _ in lines], named)
    named += numbered
    title = next(((start, end) for start, end, role in lines if role == "title"), (0, 0))
    told = {mention.kind for mention in named}
    for kind in {KINDS[word] for word in _headed(mentions)} - told:
        named += grammar.by_region(kind)
    found = sorted([*named, *_unnamed(mentions, named)], key=lambda mention: mention.first)
    clusters = united(
        resolve(found, introduced_abbreviations(text)),
        lambda mention: title[0] <= mentions.tokens.starts[mention.first] < title[1],
    )
    left.context = Context(
        text=text,
        mentions=mentions,
        sentences=left.sentences,
        lines=lines,
        cluster_mentions=found,
        clusters=clusters,
        tables=tables,
    )
    return doc
