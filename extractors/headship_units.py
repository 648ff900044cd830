"""Which units a phrase puts into an office in a cluster: told after it, before it, for two offices at once."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.context import Context
from extractors.headship_times import Office, OfficeTimes
from extractors.lexicon import data
from extractors.people import Person
from extractors.runs import Run, first_of_run, run_at, unit_runs
from extractors.tokens import DASHES
from models.facts import Role

_DATA = data("headships")
_LINKS = frozenset(_DATA["links_before"])
_AFTER = frozenset(_DATA["after"])
_TO = frozenset(_DATA["to"])
_SURELY_TO = frozenset({":", "là"})
_HOLDING = frozenset(_DATA["holding"])
_NOT_HOLDING = re.compile("|".join(rf"\b{words}\b" for words in _DATA["not_holding"]))
_NOT_TOLD = frozenset(_DATA["not_told_after"])
_POSTS = frozenset(_DATA["posts"])
_ROLES = frozenset({"head", "deputy"})
_MARKS = frozenset({",", "(", ".", "…", '"'})
_CLUSTER_WORDS = frozenset({"thi", "đua", "số", "này", "cụm", "khối"})
_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?")
_TIMES = frozenset({"năm qua", "năm nay", "thời gian", "vừa qua", "một năm", "trong năm"})
_SHORT = frozenset({"trưởng", "phó"})
_QUOTES = frozenset("\"“”'‘’«»")
_GIVING = frozenset({"giao", "trao", "chuyển", "nhường"})
_GIVES = re.compile(
    r"(?:đã |cũng |sẽ |vừa |chính thức )*(?:bàn giao|chuyển giao|trao)(?: lại)?(?: (?!cho |tặng )[^\W\d]+| ,){0,8}"
)
"""Whatever is handed over with an office: ``bàn giao hồ sơ, con dấu của đơn vị Cụm trưởng``."""
_REPLACING = frozenset({"thay", "thế", "kế"})
_REPLACES = re.compile(r"\bthay\b|thế chân|kế nhiệm|kế tục|tiếp nối")
_SHORT_LINE = 60
_GAP = 18
_LONGEST_LIST = 160
"""How many tokens before an office the units are looked for that it may be about."""
_LONGEST_BRACKET = 24
_LONGEST_CLAUSE = 24
"""Tokens between a unit and the office it holds beside other things that it does."""
_MOST_STRANGE = 4
"""Words between an office and who it is given to that tell nothing of taking office."""
_MOST_STRANGE_OF_POST = 8
_FARTHEST_NEXT = 10
"""Tokens between a unit and the next office, where the unit is the subject of that one."""


class OfficeUnits:
    """Looks up the units of the offices in one document."""

    def __init__(self, context: Context, times: OfficeTimes) -> None:
        self.context = context
        self.times = times
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits

    # -- after the office ----------------------------------------------------------------------------------------------

    def after(self, office: Office, cluster: str) -> Run | None:
        """Units told after the office: ``Cụm trưởng: X``, ``Cụm phó là X và Y``, ``Trưởng khối năm 2020 cho X``."""
        tokens = self.tokens
        _, line_last = self.context.line_at(office.first)
        _, sentence_last = self.context.sentence_at(office.first)
        last = min(line_last, max(sentence_last, office.last + 1))
        i = office.last
        comma = self._introduces(office)
        cue = comma is not None
        if comma is not None:
            i = comma + 1
        named = False
        strange = depth = 0
        post = tokens.norm_at(office.first - 1) in _POSTS
        while i < min(last, office.last + _GAP):
            at_once = i == office.last and self._labels(office)
            run = run_at(self.context, i, last, cluster) if cue or at_once else None
            named_at_once = at_once and tokens.norm_at(office.first - 1) != "vị"
            if run is not None and not (named_at_once and tokens.shape_at(run.last) not in "PB"):
                return run if comma is not None else self._of_this_office(office, run, last, cluster)
            norm = tokens.norm_at(i)
            here = self.hits.get(i, {})
            depth += norm == "("
            if here.keys() & _ROLES:
                return None
            if norm == "(" and (bracketed := run_at(self.context, i + 1, last, cluster)) is not None:
                # the unit is in brackets after the office
                return bracketed if tokens.norm_at(bracketed.last) == ")" else None
            if "cluster" in here:
                mention = self._mention_at(i)
                i = mention if mention is not None else here["cluster"].last
                named = True
                continue
            if named and norm == "gồm":
                return None
            if (norm in _TO and (not strange or norm in _SURELY_TO or post)) or norm in DASHES:
                cue = True
            elif norm not in _AFTER and not _YEAR.fullmatch(tokens.words[i]) and not (norm == ")" and depth):
                strange += 1
                if self._tells_else(i, strange, post=post):
                    return None
                cue = norm == "tên"
            if norm == "," and not cue:
                return None
            i += 1
        return None

    def _tells_else(self, i: int, strange: int, *, post: bool) -> bool:
        """Whether the word at ``i`` shows that a phrase behind an office is not about who takes it."""
        most = _MOST_STRANGE_OF_POST if post else _MOST_STRANGE
        plain = self.tokens.shape_at(i) == "L" or post
        return strange > most or not plain or self.tokens.shape_at(i) in "PB" or self.tokens.norm_at(i) in _NOT_TOLD

    def _introduces(self, office: Office) -> int | None:
        """The comma of ``Là đơn vị Cụm trưởng, X …``, ``Với vai trò Cụm trưởng năm 2018, X …``, which X follows."""
        tokens = self.tokens
        first, _ = self.context.sentence_at(office.first)
        opens = tokens.norm_at(first) in {"là", "với", "trên", "trong", "từ"} and office.first - first <= 6
        i = office.last
        while tokens.norm_at(i) in {"năm", "học", "mới"} or _YEAR.fullmatch(tokens.norm_at(i)):
            i += 1
        if tokens.norm_at(i) != ",":
            return None
        if office.first - first <= 1 and not opens:
            # "Cụm trưởng năm 2018, X, nhận cờ luân lưu": the sentence is about the one who holds the office.
            alone = self.context.mentions.units.unit_at(i + 1)
            return i if alone is not None and tokens.norm_at(alone.last) == "," else None
        while " ".join(tokens.norm[i + 1 : i + 3]) in _TIMES:
            i += 2
        return i if opens else None

    def _labels(self, office: Office) -> bool:
        """Whether an office stands where a list names it, so that the unit may follow at once: ``bầu: Cụm trưởng X``."""
        before = self.tokens.norm_at(office.first - 1)
        if before == "vị":
            return True
        return before in {":", "(", ",", ";", "gồm", "của"} or self.tokens.shape_at(office.first - 1) == "B"

    def _mention_at(self, i: int) -> int | None:
        for mention in self.context.cluster_mentions:
            if mention.first == i:
                return mention.last
        return None

    def _of_this_office(self, office: Office, run: Run, last: int, cluster: str) -> Run | None:
        """The units that are not the subject of the next office: ``… Cụm trưởng cho X, Y làm Cụm phó``."""
        tokens = self.tokens
        after = run.last
        if any(self.hits.get(i, {}).keys() & _ROLES for i in range(run.first, run.last)):
            return None
        if tokens.norm_at(office.last) not in {":", "là"} and tokens.norm_at(after) in {"đề", "yêu", "kêu"}:
            return None
        bracketed = tokens.norm_at(after) in {*DASHES, "("} and self.hits.get(after + 1, {}).keys() & _ROLES
        labelled = bracketed and tokens.norm_at(self._end_of_office(after + 1)) in {":", "là"}
        if labelled or not (bracketed or self.leads_on(after, last)):
            return run
        if len(run.units) < 2:
            return None
        return first_of_run(self.context, run.first, last, cluster)

    def _end_of_office(self, i: int) -> int:
        return max((self.hits[i][role].last for role in _ROLES & self.hits.get(i, {}).keys()), default=i)

    def leads_on(self, i: int, last: int) -> bool:
        """Whether ``làm Cụm phó``, ``giữ nhiệm vụ Cụm phó`` … follows, which makes the last unit its holder."""
        if self.tokens.norm_at(i) in {",", ";", "và"}:
            return False
        for j in range(i, min(last, i + _FARTHEST_NEXT)):
            if self.hits.get(j, {}).keys() & _ROLES:
                own = self.tokens.norm_at(j - 1) in {",", "và", "còn"}
                return j > i and not (own and self.tokens.norm_at(self._end_of_office(j)) in {"do", "là", ":", "thuộc"})
            if self.tokens.norm_at(j) not in _LINKS:
                return False
        return False

    # -- before the office ---------------------------------------------------------------------------------------------

    def before(self, office: Office, cluster: str, taken: int) -> Run | None:
        """Units told before the office: ``X làm Cụm trưởng``, ``X (Cụm phó)``, ``X và Y đảm nhiệm Cụm phó``.

        Units before token ``taken`` belong to an office before this one.
        """
        tokens = self.tokens
        runs = [run for run in self._runs_before(office, cluster, taken) if run.last <= office.first]
        if not runs or tokens.norm_at(office.last) == ":":
            return None
        run = self._subject(runs, office)
        if run is None:
            return None
        # "UNIT_1, UNIT_2 (Cụm phó)": a bracket, dash or row of dots is about the last unit alone.
        mark = tokens.norm_at(run.last)
        if mark == "," and run.last + 1 == office.first and not self.times.closed(office):
            return None
        if mark in {"(", ".", "…", *DASHES} or (mark == "," and tokens.norm_at(run.last + 1) in {"đơn"}):
            return replace(run, units=run.units[-1:])
        return run

    def _subject(self, runs: list[Run], office: Office) -> Run | None:
        """The units said to take an office, not who gives it to them: ``X được Tổng công ty chỉ định làm Cụm trưởng``."""
        run = runs[-1]
        if not self.linked(run.last, office.first):
            return None
        if self.tokens.norm_at(run.first - 1) == "để" and self.tokens.norm_at(run.last) in {
            "công",
            "quyết",
            "chỉ",
            "ra",
        }:
            # "giới thiệu X để UBND tỉnh công nhận là Trưởng khối"
            return runs[-2] if len(runs) > 1 else None
        if len(runs) > 1 and self.tokens.norm_at(run.first - 1) == "được" and self.linked(runs[-2].last, run.first):
            return runs[-2]
        return run

    def _runs_before(self, office: Office, cluster: str, taken: int) -> list[Run]:
        first, _ = self.context.sentence_at(office.first)
        line_first, _ = self.context.line_at(office.first)
        if office.first - line_first <= _SHORT_LINE:
            # Rows of dots between a unit and its office are no ends of sentences.
            first = line_first
        first = max(first, office.first - _LONGEST_LIST, taken)
        runs = unit_runs(self.context, first, office.first, cluster)
        return [run for run in runs if not self._of_cluster(run)]

    def _of_cluster(self, run: Run) -> bool:
        """Whether a place only says whose clusters are meant: ``các cụm, khối thi đua tỉnh Nghệ An``."""
        tokens = self.tokens
        named = tokens.norm_at(run.first - 1) == "đua" and tokens.norm_at(run.first - 2) == "thi"
        return named and all(unit.category == "place" for unit in run.units)

    def replaced(self, office: Office, cluster: str, taken: int) -> tuple[Run, Run] | None:
        """``X thay Y đảm nhận Cụm trưởng``: who takes over, and from whom."""
        tokens = self.tokens
        if not _REPLACING & set(tokens.norm[max(0, office.first - _SHORT_LINE) : office.first]):
            return None
        runs = self._runs_before(office, cluster, taken)
        if len(runs) < 2 or not self.linked(runs[-1].last, office.first):
            return None
        between = tokens.norm[runs[-2].last : runs[-1].first]
        if _REPLACES.search(" ".join(between[-4:])) and all(word in _LINKS or word in _MARKS for word in between):
            return runs[-2], runs[-1]
        return None

    def giver(self, office: Office, cluster: str, taken: int) -> Run | None:
        """``X bàn giao nhiệm vụ Cụm trưởng cho …``: who gives the office away."""
        tokens = self.tokens
        if not _GIVING & set(tokens.norm[max(0, office.first - _GAP) : office.first]):
            return None
        runs = self._runs_before(office, cluster, taken)
        if not runs:
            return None
        words = " ".join(tokens.norm[runs[-1].last : office.first])
        if not self.linked(runs[-1].last, office.first) and not _GIVES.fullmatch(words):
            return None
        gives = re.search(r"bàn giao|chuyển giao|\btrao\b|chuyển lại|nhường", words)
        return runs[-1] if gives and not re.search(r"nhận|được|thống nhất|quyết định", words) else None

    def linked(self, first: int, last: int) -> bool:
        """Whether the words between a unit and an office say that the unit takes it."""
        return self._linked(first, last) or self._holds(first, last)

    def _holds(self, first: int, last: int) -> bool:
        """Whether a unit is the subject of ``… với tư cách``, ``… ở vị trí``, ``… làm``, whatever else it does."""
        tokens = self.tokens
        at = last - 1
        while at > first and tokens.norm_at(at) in _QUOTES:
            at -= 1
        if last - first > _LONGEST_CLAUSE or at <= first or tokens.norm_at(at) not in _HOLDING:
            return False
        also = "đồng thời" in " ".join(tokens.norm[first:at])
        for i in range(first, at):
            here = self.hits.get(i, {})
            if here.keys() & _ROLES and tokens.norm_at(i - 1) != "từ" and not also:
                return False
            known = tokens.shape_at(i) == "L" or tokens.norm_at(i) in {",", "%", *_QUOTES} or "cluster" in here
            if not (known or tokens.shape_at(i) == "N" or _YEAR.fullmatch(tokens.words[i])):
                return False
        return not _NOT_HOLDING.search(" ".join(tokens.norm[first:last]))

    def _linked(self, first: int, last: int) -> bool:
        """Whether only words of taking office stand between a unit and the office."""
        tokens = self.tokens
        i = first
        count = 0
        while i < last:
            norm = tokens.norm[i]
            close = self._closing(i, last) if norm == "(" else None
            if close is not None:
                i = close
                continue
            count += norm not in {".", "…"}
            known = norm in _LINKS or norm in _MARKS or norm in DASHES or norm in _CLUSTER_WORDS
            if norm == "." and "." not in {tokens.norm_at(i - 1), tokens.norm_at(i + 1)} and tokens.is_capital(i + 1):
                return False
            known = known or (norm == ":" and (i + 1 == last or tokens.shape_at(i + 1) == "N"))
            counted = tokens.shape[i] == "N" and tokens.norm_at(i + 1) in {"phiếu", "%", "số"}
            if not (known or counted or _YEAR.fullmatch(tokens.words[i]) or "cluster" in self.hits.get(i, {})):
                return False
            i += 1
        return count <= _GAP

    def _closing(self, i: int, last: int) -> int | None:
        """The token after the bracket that opens at ``i``, if it closes before ``last``."""
        for j in range(i + 1, min(last, i + _LONGEST_BRACKET)):
            if self.tokens.norm[j] == ")":
                return j + 1
        return None

    def person_between(self, people: list[Person], run: Run, office: Office) -> Person | None:
        """Who is named in brackets for a unit: ``X (do ông Y, Phó Giám đốc, đại diện) làm Cụm trưởng``."""
        if self.tokens.norm_at(run.last) != "(":
            return None
        return next((p for p in people if run.last < p.first and p.last <= office.first), None)

    # -- two offices at once -------------------------------------------------------------------------------------------

    def pair(self, office: Office, cluster: str) -> list[tuple[Office, Run]] | None:
        """``X, Y lần lượt làm Cụm trưởng, Cụm phó``, ``Cụm trưởng và Cụm phó là X và Y``; None where it is no pair."""
        other = self._joined(office)
        if other is None:
            return None
        whole = Office(office.first, other.last, office.role)
        run = self._before_pair(whole, cluster) or self._after_pair(whole, cluster)
        if run is None or len(run.units) < 2:
            return None
        return [(office, replace(run, units=run.units[:1])), (other, replace(run, units=run.units[1:]))]

    def _joined(self, office: Office) -> Office | None:
        tokens = self.tokens
        i = office.last
        if tokens.norm_at(i) not in {",", "và", "/", "-", "–", "cùng"}:
            return None
        here = self.hits.get(i + 1, {})
        roles: tuple[Role, Role] = ("head", "deputy")
        role = next((role for role in roles if role in here), None)
        return Office(i + 1, here[role].last, role) if role is not None and role != office.role else None

    def _after_pair(self, whole: Office, cluster: str) -> Run | None:
        _, last = self.context.sentence_at(whole.first)
        in_turn = False
        for i in range(whole.last, min(last, whole.last + _GAP)):
            norm = self.tokens.norm_at(i)
            if self.tokens.norm_at(i - 1) in {":", "là", "cho", "về"}:
                run = run_at(self.context, i, last, cluster)
                if run is not None:
                    known = in_turn or len(run.units) == 2
                    return run if known and not self.leads_on(run.last, last) else None
            in_turn = in_turn or norm == "lượt"
            if norm not in _AFTER and not _YEAR.fullmatch(norm) and "cluster" not in self.hits.get(i, {}):
                return None
        return None

    def _before_pair(self, whole: Office, cluster: str) -> Run | None:
        runs = self._runs_before(whole, cluster, 0)
        if not runs or not self.linked(runs[-1].last, whole.first):
            return None
        between = self.tokens.norm[runs[-1].last : whole.first]
        return runs[-1] if "lượt" in between or len(runs[-1].units) == 2 else None

    def offices(self) -> Iterator[Office]:
        """The offices that the text names, in order, and those it shortens beside another."""
        found: list[Office] = []
        for i in sorted(self.hits):
            here = self.hits[i]
            role: Role | None = "deputy" if "deputy" in here else "head" if "head" in here else None
            if role is not None:
                found.append(Office(i, here[role].last, role))
        told = {i for office in found for i in range(office.first, office.last)}
        found += [office for i in self.tokens.where(_SHORT) if i not in told and (office := self._shortened(i))]
        yield from sorted(found, key=lambda office: office.first)

    def _shortened(self, i: int) -> Office | None:
        """``Cụm do X làm trưởng, Y làm phó``, ``Cụm trưởng là X, phó là Y``: an office without the cluster's word."""
        tokens = self.tokens
        if tokens.shape_at(i) != "L" or self.hits.get(i, {}).keys() & {"office"}:
            return None
        before, after = tokens.norm_at(i - 1), tokens.norm_at(i + 1)
        says = after in {"là", ":"} and before in {",", ";", "và", "còn"}
        takes = before == "làm" and (after in {",", ";", ".", "và", "năm", "còn"} or tokens.shape_at(i + 1) in "PB")
        if not (says or takes):
            return None
        first, _ = self.context.sentence_at(i)
        low = max(first, i - _GAP * 2)
        named = any(self.hits.get(k, {}).keys() & {*_ROLES, "cluster"} for k in range(low, i))
        role: Role = "deputy" if tokens.norm_at(i) == "phó" else "head"
        return Office(i, i + 1, role) if named else None
