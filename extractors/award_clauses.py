"""A sentence about awards as a row of chunks: awards, ranks, verbs, and those who give or receive."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Literal, NamedTuple

from extractors.award_names import AwardName, AwardNames
from extractors.award_recipients import Recipient, RecipientGrammar
from extractors.clusters import ClusterMention
from extractors.context import Context
from extractors.lexicon import Hit, data
from extractors.people import Person
from extractors.places import LEVELS, level_at, place_at
from extractors.rank_names import RankName, RankNames
from extractors.unit_lists import list_units
from extractors.units import Unit

Verb = Literal["propose", "give", "get", "vote", "pass", "to", "behalf", "other"]
ChunkKind = Literal["award", "rank", "unit", "person", "number", "office", "clusterhead", "semi", "colon"] | Verb

_DATA = data("awards")
_VERBS: tuple[Verb, ...] = ("propose", "give", "get", "vote", "pass", "to", "behalf", "other")
_NUMERALS = frozenset(_DATA["numerals"])
_NOMINAL = frozenset(_DATA["before_nominal_votes"])
_STOPS = frozenset({"verb:propose", "verb:give", "verb:get", "verb:pass"})
_PLURAL = frozenset({"các", "những", *_NUMERALS})
_PEOPLE_WORDS = frozenset(_DATA["people_of_a_place"])
PEOPLE_OF = frozenset({"nhân", "cán", "quân", "đảng"})
_BEFORE_UNIT = frozenset({"cho", "và", ",", "cùng", ":", ";", "là", "của"})
_BELOW = frozenset(_DATA["units_of_units"])
_TEAMS = frozenset({"tổ", "nhóm", "đội", "lớp", "chốt", "kíp", "thôn", "xóm", "ấp", "khu", "bản", "câu", "mô"})
_AFTER_TEAM = frozenset(_DATA["after_teams"])
_LONGEST_TEAM = 12
_TOGETHER = frozenset({"đồng", "cùng"})
_TRIGGERS = frozenset({*RankNames.OPENERS, "danh", "cờ", *_TOGETHER})
_RANK_WORDS = frozenset({"hạng", "giải", "xếp", "thứ", "nhất", "nhì"})
_PLACES = frozenset({"nhất", "nhì", "ba"})
_LONGEST_PEOPLE = 12
_LONGEST_COUNTED = 6
_STARTERS = frozenset(
    {
        *RankNames.OPENERS,
        *_PLURAL,
        "cả",
        *PEOPLE_OF,
        *(level.split()[0] for level in LEVELS),
        "danh",
        "cờ",
        "đội",
        ";",
        ":",
        *"\"“”‘«'",
    }
)


class Chunk(NamedTuple):
    """One piece of a sentence at tokens ``[first, last)``; ``depth`` counts the brackets around it."""

    kind: ChunkKind
    first: int
    last: int
    depth: int = 0
    award: AwardName | None = None
    rank: RankName | None = None
    recipient: Recipient | None = None

    @property
    def unit(self) -> Recipient | None:
        """The unit by name that it is, if it is one."""
        return self.recipient if self.kind == "unit" else None


class Chunker:
    """Cuts the sentences of one document into chunks."""

    def __init__(self, context: Context, hits: dict[int, dict[str, Hit]]) -> None:
        self.context = context
        self.mentions = context.mentions
        self.tokens = context.mentions.tokens
        self.hits = hits
        self.names = AwardNames(context.mentions, hits)
        self.ranks = RankNames(context.mentions)
        self.recipients = RecipientGrammar(context, hits)
        self.clusters = {mention.first: mention.last for mention in context.cluster_mentions}
        """The end of each cluster's mention by its first token; its system included."""
        self.cluster_names = {mention.first: self._name_last(mention) for mention in context.cluster_mentions}
        """The end of each cluster's bare name."""
        self._awards: set[int] = set()
        self._verbs_of_awards: set[int] = set()
        """Tokens at which a listed award starts, and at which a verb starts that no name goes on over."""
        for i, here in self.hits.items():
            for label in here:
                if label.startswith("award:"):
                    self._awards.add(i)
                elif label in _STOPS and self.tokens.shape[i] != "C":
                    self._verbs_of_awards.add(i)
        self._triggers = sorted(self._awards.union(self.tokens.where(_TRIGGERS)))
        """Tokens at which an award or a rank may be named."""
        self._people: dict[int, Person] = {person.first: person for person in context.mentions.people}
        for person in context.mentions.people:
            # A number may take the first cue: "01 đồng chí: Thiếu tá A".
            for i in range(person.first + 1, person.name_first + 1):
                self._people.setdefault(i, person)

    def _name_last(self, mention: ClusterMention) -> int:
        """The end of a cluster's name alone: in a row the unit behind it is no system."""
        size = len(mention.name.split())
        for last in range(mention.first + size, mention.last):
            if self.tokens.string(mention.first, last) == mention.name:
                return last
        return mention.last

    def triggers(self, first: int, last: int, *, rows: bool) -> bool:
        """Whether tokens ``[first, last)`` name an award or a rank at all; ``rows`` as for :meth:`chunks`."""
        norm, found = self.tokens.norm, self._triggers
        return any(
            i in self._awards
            or (norm[i] in RankNames.OPENERS and self.ranks.at(i, last, rows=rows) is not None)
            or (norm[i] == "danh" and self.tokens.norm_at(i + 1) == "hiệu")
            or (norm[i] == "cờ" and self.names.at(i, last) is not None)
            for i in found[bisect_left(found, first) : bisect_left(found, last)]
        )

    def chunks(self, first: int, last: int, *, rows: bool = False) -> list[Chunk]:
        """The chunks of tokens ``[first, last)``; ``rows``: bare ranks (``Nhất``) may stand in a row of a table."""
        found: list[Chunk] = []
        depth = 0
        i = first
        while i < last:
            norm = self.tokens.norm_at(i)
            if norm in {"(", "["}:
                depth += 1
            elif norm in {")", "]"}:
                depth = max(0, depth - 1)
            here = self._at(i, last, depth, rows=rows) if self._may_start(i, norm) else []
            if here:
                found.extend(here)
                end = max(here[-1].last, i + 1)
                # A title may end inside the bracket that it opens: "bà A (Kiểm sát viên, Viện B)".
                inside = self.tokens.norm[i + 1 : end]
                depth = max(0, depth + inside.count("(") - inside.count(")"))
                i = end
            else:
                i = self._skip(i, rows=rows)
        return found

    def outside_clusters(self, first: int, last: int) -> list[str]:
        """The folded tokens ``[first, last)`` without the names of clusters."""
        words: list[str] = []
        i = first
        while i < last:
            if i in self.clusters:
                i = self.cluster_names[i]
            else:
                words.append(self.tokens.norm_at(i))
                i += 1
        return words

    def outside_brackets(self, first: int, last: int) -> list[str]:
        """The folded tokens ``[first, last)`` that stand in no bracket opened there."""
        words: list[str] = []
        inside = 0
        for i in range(first, last):
            norm = self.tokens.norm_at(i)
            if norm == "(":
                inside += 1
            elif norm == ")":
                inside -= 1
            elif inside <= 0:
                words.append(norm)
        return words

    # -- one chunk -----------------------------------------------------------------------------------------------------

    def _may_start(self, i: int, norm: str) -> bool:
        """Whether a chunk can start at token ``i``: most words of a sentence can be passed over."""
        return (
            self.tokens.shape[i] in "CUN"
            or i in self.hits
            or i in self.mentions.hits
            or i in self.clusters
            or norm in self._starters
        )

    @cached_property
    def _starters(self) -> frozenset[str]:
        """The folded words that a chunk can start with, whatever their shape."""
        return _STARTERS | self.recipients.first_words

    def _skip(self, i: int, *, rows: bool) -> int:
        """The next token to look at: clusters and phrases that only look like something are passed over whole."""
        if i in self.clusters:
            # "tại Cụm thi đua số 2, Thị đoàn Quảng Yên đứng đầu": behind a comma stands hardly whose cluster it is.
            bare = rows or self.tokens.norm_at(self.cluster_names[i]) == ","
            end = self.cluster_names[i] if bare else self.clusters[i]
            return next((j for j in range(i + 1, end) if self._ends_name(j)), end)
        nothing = self.hits.get(i, {}).get("not")
        return nothing.last if nothing else i + 1

    def _at(self, i: int, last: int, depth: int, *, rows: bool) -> list[Chunk]:
        here = self.hits.get(i, {})
        norm = self.tokens.norm_at(i)
        if "not" in here or i in self.clusters:
            return []
        if norm in {";", ":"}:
            return [Chunk("semi" if norm == ";" else "colon", i, i + 1, depth)]
        if (award := self.names.at(i, last)) is not None:
            return [Chunk("award", award.first, award.last, depth, award=award)]
        if (rank := self.ranks.at(i, last, rows=rows)) is not None:
            return [Chunk("rank", rank.first, rank.last, depth, rank=rank)]
        if (verb := self._verb(i, here)) is not None:
            return [Chunk(verb[0], i, verb[1], depth)]
        return self._participants(i, last, depth)

    def _verb(self, i: int, here: dict[str, Hit]) -> tuple[Verb, int] | None:
        if "verb:vote" in here and self._nominal(i):
            return "other", here["verb:vote"].last
        best: tuple[Verb, int] | None = None
        for kind in _VERBS:
            hit = here.get(f"verb:{kind}")
            if hit is not None and (best is None or hit.last > best[1]):
                best = kind, hit.last
        return best

    def _nominal(self, i: int) -> bool:
        """Whether a verb of voting is a noun here: ``kết quả bình xét``, ``Hội nghị bình xét``."""
        before = self.tokens.norm_at(i - 1)
        return before in _NOMINAL or (before == "nghị" and self.tokens.norm_at(i) == "bình")

    # -- those who give or receive -------------------------------------------------------------------------------------

    def _participants(self, i: int, last: int, depth: int) -> list[Chunk]:
        tokens, hits = self.tokens, self.mentions.hits.get(i, {})
        if tokens.norm_at(i) in PEOPLE_OF and (unit := self._people_of_place(i, last)) is not None:
            return [Chunk("unit", i, unit.last, depth, recipient=unit)]
        if (tokens.norm_at(i) in _PLURAL or tokens.shape_at(i) == "N") and (
            rest := self.recipients.rest_at(i, last)
        ) is not None:
            return [Chunk("number", i, rest.last, depth, recipient=rest)]
        person = self._people.get(i)
        called = self.recipients.member_at(i, last) if person is not None else None
        if called is not None and person is not None and called.last >= person.name_last:
            # A firm called by its own name, which reads like a person's.
            return [Chunk("unit", called.first, called.last, depth, recipient=called)]
        if person is not None and person.name_last <= self._stop(i, last):
            end = min(person.last, last)
            return [Chunk("person", i, end, depth, recipient=Recipient(i, end, person.name, "person", 1))]
        head = hits.get("head") or hits.get("deputy")
        if head is not None:
            return [Chunk("clusterhead", i, head.last, depth)]
        if "office" in hits and tokens.is_capital(i):
            title = self.mentions.grammar.title_at(i)
            if title is not None and title.last <= last:
                return [Chunk("office", i, self._stop(i, title.last), depth)]
        if "cluster" in hits or (tokens.norm_at(i) == "hội" and tokens.norm_at(i + 1) == "nghị"):
            return []
        units = self._units(i, last)
        if units:
            return [Chunk("unit", unit.first, unit.last, depth, recipient=unit) for unit in units]
        number = self.recipients.number_at(i, last)
        return [Chunk("number", i, number.last, depth, recipient=number)] if number is not None else []

    def _people_of_place(self, i: int, last: int) -> Recipient | None:
        """``Nhân dân và cán bộ huyện X``, ``quân và dân tỉnh Y``: the people of a place are rewarded, not the body of that name."""
        norm = self.tokens.norm
        j = i
        while j < min(last, i + _LONGEST_PEOPLE) and norm[j] in _PEOPLE_WORDS:
            j += 1
        if "dân" not in norm[i:j]:
            return None
        unit = self.mentions.units.unit_at(j)
        if unit is None or unit.category != "place" or unit.last > last:
            return None
        unit = _cut(unit, self._stop(j, last), self.tokens.words)
        return Recipient(i, unit.last, self.tokens.string(i, unit.last), "unit", 1, known=True)

    def _units(self, i: int, last: int) -> list[Recipient]:
        """The units that token ``i`` starts to enumerate, up to a gap in which something else may stand."""
        tokens, grammar = self.tokens, self.mentions.units
        if tokens.norm_at(i) == "đội" and tokens.shape_at(i) == "L":
            # Who competes for a member is named after its place: "đội Lạng Sơn".
            place = place_at(tokens, self.mentions.hits, i + 1) if tokens.is_capital(i + 1) else None
            if place is not None and place.last <= last:
                return [Recipient(i, place.last, tokens.string(i, place.last), "unit", 1)]
        called = self.recipients.member_at(i, last)
        if called is not None and self._reaches(called.last, i):
            return [called]
        shortened = self.recipients.shortened_at(i, last)
        if shortened is not None:
            return [shortened]
        many = tokens.norm_at(i) in _PLURAL or (tokens.shape_at(i) == "N" and len(tokens.words[i]) <= 2)
        if many and not (level_at(tokens, i + 1) or grammar.head_at(i + 1, lower=True)):
            return []
        small = not many and self._small_head(i)
        if not (many or small) and grammar.head_at(i) is None and place_at(tokens, self.mentions.hits, i) is None:
            if (loose := self._team(i, last)) is not None:
                return [loose]
            tagged = grammar.tagged_at(i) if tokens.norm_at(i - 1) == "cho" else None
            if tagged is not None:
                tagged = _cut(tagged, self._last_word(tagged, tagged.last), tokens.words)
            whole = tagged is not None and self._whole(tagged, self._stop(i, last))
            return [self.recipients.of_unit(tagged)] if tagged is not None and whole else []
        last = self._stop(i, last)
        listed = [] if small else list_units(grammar, i, limit=last)[0]
        if small and (one := grammar.unit_at(i, lower=True)) is not None:
            listed = [one]
        if not listed and (single := grammar.unit_at(i)) is not None:
            listed = [single]
        cut = (_cut(unit, self._last_word(unit, last), self.tokens.words) for unit in listed)
        units = [unit for unit in cut if self._whole(unit, last)]
        if not units:
            return []
        # What units share ("Hội CCB các tỉnh …") stands before the first of them.
        units[0] = units[0]._replace(first=i)
        if many and self._counted(i, units, last):
            return []
        return [self.recipients.of_unit(self._completed(unit, last)) for unit in self._unbroken(units)]

    def _team(self, i: int, last: int) -> Recipient | None:
        """A small body that only its name tells, behind ``cho`` or in a row: ``Tổ xung kích số 4 phường 6``, ``Nhóm Y``."""
        tokens = self.tokens
        if tokens.norm_at(i) not in _TEAMS or not tokens.is_capital(i) or tokens.norm_at(i - 1) not in _BEFORE_UNIT:
            return None
        end = i + 1
        last = self._stop(i, last)
        while end < last and tokens.shape_at(end) in "CULN" and tokens.norm_at(end) not in _AFTER_TEAM:
            end += 1
        return Recipient(i, end, tokens.string(i, end), "unit", 1) if 1 < end - i <= _LONGEST_TEAM else None

    def _reaches(self, last: int, i: int) -> bool:
        """Whether what spells out a member's name ends no earlier than what the grammar of units reads at token ``i``."""
        unit = self.mentions.units.unit_at(i)
        return unit is None or unit.last <= last

    def _completed(self, unit: Unit, last: int) -> Unit:
        """A unit with the number behind its name, and what it is part of: ``Đội Kiểm lâm số 2 (Chi cục Kiểm lâm)``."""
        tokens = self.tokens
        end = unit.last
        if tokens.norm_at(end) == "số" and tokens.shape_at(end + 1) == "N" and end + 2 <= last:
            end += 2
        if tokens.norm_at(end) == "(" and tokens.norm_at(unit.first) in _BELOW:
            above = self.mentions.units.unit_at(end + 1)
            if above is not None and above.category != "place" and tokens.norm_at(above.last) == ")":
                end = above.last + 1
        return unit if end == unit.last else unit._replace(last=end, name=tokens.string(unit.first, end))

    def _small_head(self, i: int) -> bool:
        """Whether an organisation is named with a small head behind ``cho`` or in a row: ``cho trường Văn Giang``."""
        tokens = self.tokens
        head = self.mentions.units.head_at(i, lower=True) if tokens.shape_at(i) == "L" else None
        return head is not None and tokens.norm_at(i - 1) in _BEFORE_UNIT and tokens.is_capital(head[0])

    def _counted(self, i: int, units: list[Unit], last: int) -> bool:
        """Whether a number counts more units than are named behind it: ``12 phòng Thống kê huyện``, ``6 chi bộ``."""
        number = self.recipients.number_at(i, last)
        return (
            number is not None
            and number.count > len(units) == 1
            and self.tokens.shape_at(i + 1) == "L"
            and (
                units[0].last - i <= _LONGEST_COUNTED
                and not {":", "là", "gồm"} & set(self.tokens.norm[i : units[0].last])
            )
        )

    def _last_word(self, unit: Unit, last: int) -> int:
        """The end of a unit's name: before token ``last``, and before the first of several columns of numbers."""
        ends = self.tokens.shape_at(unit.last - 1) == "N"
        column = ends and (self.tokens.shape_at(unit.last) == "N" or "/" in self.tokens.words[unit.last - 1])
        return min(unit.last - column, last)

    def _whole(self, unit: Unit, last: int) -> bool:
        return unit.last <= last and (unit.last - unit.first > 1 or unit.place is not None)

    @cached_property
    def _stops(self) -> list[int]:
        """The tokens at which an enumeration of units ends: where a cluster, an award or a verb starts."""
        stops = set(self.clusters)
        passed = 0
        for i in sorted(self.hits):
            nothing = self.hits[i].get("not")
            passed = max(passed, nothing.last if nothing else 0)
            if i >= passed and self._ends_name(i):
                stops.add(i)
        stops.update(i for i in self._triggers if self._ranks_at_end(i))
        return sorted(stops)

    def _ranks_at_end(self, i: int) -> bool:
        """Whether a rank that can stand right behind a name starts at token ``i``: ``Sở A Nhất khối``, ``Viện B đồng hạng ba``."""
        norm_at = self.tokens.norm_at
        if norm_at(i) in _TOGETHER:
            # Not the last syllable of "Lâm Đồng nhất".
            return norm_at(i + 1) in _RANK_WORDS and not self.tokens.is_capital(i)
        return (
            norm_at(i) in _PLACES
            and norm_at(i + 1) in {"cụm", "khối"}
            and (self.tokens.shape_at(i + 2) in "PB" or norm_at(i + 2) == "")
        )

    def _stop(self, i: int, last: int) -> int:
        """The first token after ``i`` that can no longer be of an enumeration; at most ``last``."""
        at = bisect_right(self._stops, i)
        return min(self._stops[at], last) if at < len(self._stops) else last

    def _ends_name(self, j: int) -> bool:
        """Whether an award, or a verb that is not capitalised, stands at token ``j``, so that no name goes on there."""
        return (j in self._awards or j in self._verbs_of_awards) and "not" not in self.hits[j]

    def _unbroken(self, units: list[Unit]) -> list[Unit]:
        kept = units[:1]
        for unit in units[1:]:
            if self._counted(unit.first - 1, [unit], unit.last):
                break
            between = range(kept[-1].last, unit.first)
            if any(
                self.tokens.norm_at(k) in {";", ":", "("} or "office" in self.mentions.hits.get(k, {}) for k in between
            ):
                break
            kept.append(unit)
        return kept


def _cut(unit: Unit, last: int, words: list[str]) -> Unit:
    """A unit without the start of a cluster's or an award's name that ran into it."""
    if unit.last <= last or unit.first + 1 >= last:
        return unit
    over = " ".join(words[last : unit.last])
    place = unit.place.removesuffix(over).strip() if unit.place else None
    return unit._replace(last=last, name=unit.name.removesuffix(over).strip(), place=place or None)
