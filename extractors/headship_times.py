"""When an office in a cluster is held: the year that is said of it, and whether its holder sits or is chosen."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from extractors.context import Context
from extractors.lexicon import data
from extractors.tokens import DASHES
from models.facts import HeadshipStatus, Role

_DATA = data("headships")
_ELECTS = re.compile("|".join(rf"\b{verb}\b" for verb in _DATA["election_verbs"]))
_ELECTS_STRONGLY = re.compile("|".join(rf"\b{verb}\b" for verb in _DATA["strong_election_verbs"]))
_ANNOUNCED = re.compile("|".join(rf"\b{verb}\b" for verb in _DATA["announced"]))
"""What a meeting that opens a year does about those who head it: no less than a vote."""
_NOT_ELECTIONS = re.compile(_DATA["not_elections"])
_INCUMBENCY = re.compile("|".join(rf"\b{cue}\b" for cue in _DATA["incumbency"]))
_OTHER_YEARS = re.compile("|".join(_DATA["other_years"]))
"""Words before a year that is not the year of an office."""
_OPENS_RESULT = frozenset({"theo đó", "cụ thể", "kết quả", "trong đó"})
_HEADS_LISTS = re.compile("|".join(rf"\b{cue}\b" for cue in _DATA["list_headings"]))
_NEXT = frozenset(_DATA["next_holder"])
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)-(?:19|20)?\d\d")
_CLUSTER_NAME = re.compile(r"(?:cụm|khối) thi đua")
_OF_CLUSTER = re.compile(r"(?:cụm|khối) thi đua (?:số )?(?:\d+|[ivx]+) năm$")
_GROUNDS = re.compile(r"\( theo [^()]*(?:\)|$)")
_ASSIGNED = re.compile(r"\bđược (?:\S+ ){0,6}?(?:giao|phân công)\b(?!.*\b(?:năm tới|năm sau|sẽ|tiếp theo)\b)")
_FROM_DAY = re.compile(r"0?1[-/.]0?1[-/.]((?:19|20)\d\d)")
_TAKEN_ON = re.compile(_ELECTS.pattern + r"|\b(?:nhất trí|nhận|gánh|giữ|làm thay|đứng ra)\b")
_RUNS = frozenset({"điều hành", "lãnh đạo", "phụ trách", "dẫn dắt", "đứng đầu"})
_ORDERS = re.compile(_DATA["orders"])
_MIDYEAR = re.compile(_DATA["midyear"])
_OPENS_YEAR = re.compile(r"(?:sang |từ |trong |bước sang )?năm ")
_FROM_MONTH = re.compile(r"0?[1-3][-/.]((?:19|20)\d\d)")
_ROLES = frozenset({"head", "deputy"})
_CLAUSE = 22
_NEAR = 12
_FAR = 36
_LONGEST_HEADING = 30
_HANDS_ON = frozenset({"bàn", "trao", "chuyển"})
_SHORT_LEAD = 5
_SHORT_HEADING = 16
_MOST_LINES = 6
"""Lines of a list between its heading and an office in it."""


@dataclass(frozen=True, slots=True)
class Office:
    """``Cụm trưởng`` or ``Cụm phó`` at tokens ``[first, last)``."""

    first: int
    last: int
    role: Role


class OfficeTimes:
    """Tells the times of the offices in one document."""

    def __init__(self, context: Context, decides: bool, reports: bool = False, orders: bool = False) -> None:
        self.context = context
        self.reports = reports
        """Whether the document is a formal report of the year, which tells what was assigned at its beginning."""
        self.decides = decides
        """Whether the document is itself the decision that appoints heads."""
        self.orders = orders
        """Whether the document is a decision, which may appoint heads in one of its articles."""
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits
        self._offices = self.hits.starts(*_ROLES)

    def time(self, office: Office, *, person: bool = False) -> tuple[int | None, HeadshipStatus | None]:
        """The year of office and its status; (None, None) for a head of earlier years (guidelines, point 23).

        ``person`` tells that the office is a person's, in passing: what is elected in that sentence is another.
        """
        about = self.context.year_at(office.first)
        said = self.said_year(office)
        headings = self._headings(office)
        if said is None:
            years = (self._last_year(*heading, about) for heading in headings)
            said = next((year for year in years if year is not None), None)
        words = self._clause(office)
        if self.orders and about is not None and not person and self._ordered(office, headings, words):
            return said or about, "elected"
        if said in {None, about} and about is not None and not person and _TAKEN_ON.search(words):
            if self.midyear(office) and not self.apposition(office) and not self.of_unit(office):
                return about, "elected"
        if said is not None:
            return self._of_year(office, said, about, words, person=person)
        if self.decides and about is not None:
            return about, "elected"
        if self.next_holder(office):
            return self._coming(about), "elected"
        passing = person or self.apposition(office) or self.of_unit(office)
        if headings and not person:
            listed = " ".join(" ".join(self.tokens.norm[first:last]) for first, last in headings)
            listed = _NOT_ELECTIONS.sub(" ", listed)
            if _ELECTS_STRONGLY.search(listed) and not _INCUMBENCY.search(listed):
                return self._coming(about), "elected"
        if self.reports and _ASSIGNED.search(words) and not _ELECTS_STRONGLY.search(words):
            return about, "incumbent"
        if not passing and _ELECTS.search(words) and not _INCUMBENCY.search(words):
            return (about + 1 if about is not None else None), "elected"
        return about, "incumbent"

    def time_in_table(self, office: Office, said: int | None) -> tuple[int | None, HeadshipStatus | None]:
        """The time of an office in a table, whose column or row may tell the year."""
        about = self.context.year_at(office.first)
        if said is None:
            years = (self._last_year(*heading, about) for heading in self._headings(office))
            said = next((year for year in years if year is not None), None)
        if said is not None:
            return self._of_year(office, said, about, "", person=False)
        return about, "elected" if self.decides else "incumbent"

    def _of_year(
        self, office: Office, said: int, about: int | None, words: str, *, person: bool
    ) -> tuple[int | None, HeadshipStatus | None]:
        if about is None:
            return said, "elected" if _ELECTS.search(words) else "incumbent"
        if said > about:
            return said, "elected"
        if said == about - 1 and (self.decides or self.context.opens_year):
            return said, "incumbent"
        if said == about:
            # What a teaser tells is news: who was chosen there is not the head of the year that is over.
            teaser = self.context.role_at(office.first) == "teaser"
            strongly = (self.context.opens_year and _ELECTS_STRONGLY.search(words)) or (
                teaser and _ELECTS.search(words)
            )
            if self.context.opens_year and not person and not self.apposition(office) and not self.of_unit(office):
                strongly = strongly or _ANNOUNCED.search(words)
            appointed = self.decides or (strongly and not person) or (strongly and self.next_holder(office))
            return said, "elected" if appointed else "incumbent"
        return None, None

    def _ordered(self, office: Office, headings: list[tuple[int, int]], words: str) -> bool:
        """Whether an article of a decision appoints: its own words, or those that head its list."""
        if self.apposition(office) or self.of_unit(office):
            return False
        listed = (" ".join(self.tokens.norm[first:last]) for first, last in headings)
        return any(_ORDERS.search(said) for said in (words, *listed))

    def _coming(self, about: int | None) -> int | None:
        """The year of who is new in office: the one that a meeting opens, else the next."""
        if about is None:
            return None
        return about if self.context.opens_year else about + 1

    def midyear(self, office: Office) -> bool:
        """Whether an office changes hands within the year: ``từ tháng 7``, ``6 tháng còn lại``, ``từ ngày 1/8/2012``."""
        first, last = self.context.sentence_at(office.first)
        words = " ".join(self.tokens.norm[first:last])
        return _MIDYEAR.search(words) is not None

    # -- which year ----------------------------------------------------------------------------------------------------

    def said_year(self, office: Office) -> int | None:
        """The year said with the office: right after it, else the nearest in its clause."""
        tokens = self.tokens
        about = self.context.year_at(office.first)
        first, last = self.context.sentence_at(office.first)
        for i in range(office.last, min(last, office.last + _NEAR)):
            year = self._year_at(i, about)
            if year is not None:
                return year
            if tokens.norm_at(i) in {";", ".", ")"}:
                break
            if tokens.norm_at(i) == "(" and not (tokens.norm_at(i + 1) == "năm" or _YEAR.match(tokens.norm_at(i + 1))):
                break
            if self._office_at(i) and tokens.norm_at(i - 1) not in {",", "và"}:
                break
        if tokens.norm_at(office.last) == ")" and tokens.norm_at(office.first - 1) in {"là", "đang", "hiện", "nay"}:
            # What X is now, who was chosen for another office: ``X (đang là Phó khối) được bầu …``.
            return about
        if self.apposition(office):
            return self._shared_year(office, last, about)
        depth = 0
        for i in range(office.first - 1, first - 1, -1):
            depth += (tokens.norm[i] == ")") - (tokens.norm[i] == "(")
            year = self._year_at(i, about) if depth <= 0 else None
            if year is not None and self._tied(i, office):
                return year
        for i in range(office.last, min(last, office.last + _FAR)):
            if office.role == "head" and "head" in self.hits.get(i, {}):
                # "Thay mặt đơn vị Cụm trưởng, ông X bàn giao nhiệm vụ Cụm trưởng năm 2019": another's year.
                return None
            year = self._year_at(i, about)
            if year is not None and self._tied(i, office):
                return year
        return None

    def _shared_year(self, office: Office, last: int, about: int | None) -> int | None:
        """The year after the last of several offices: ``X - Cụm trưởng, Y - Cụm phó năm 2019``, ``X (…), Y (…) năm 2019``."""
        tokens = self.tokens
        if tokens.norm_at(office.first - 1) == "(" and tokens.norm_at(office.last) == ")":
            return self._year_of_brackets(office, last, about)
        if tokens.norm_at(office.first - 1) not in DASHES:
            return None
        for i in range(office.last, min(last, office.last + _FAR)):
            if tokens.norm_at(i) == ".":
                return None
            if self._office_at(i) and tokens.norm_at(i - 1) in DASHES:
                end = max(self.hits[i][role].last for role in _ROLES & self.hits[i].keys())
                year = self._year_at(end, about) or self._year_at(end + 1, about)
                if year is not None:
                    return year
        return None

    def _year_of_brackets(self, office: Office, last: int, about: int | None) -> int | None:
        """The year that follows the last of the offices in brackets."""
        tokens = self.tokens
        first, _ = self.context.sentence_at(office.first)
        bracketed = [
            i for i in range(max(first, office.first - _FAR), min(last, office.last + _FAR)) if self._bracketed(i)
        ]
        stop = next((i for i in bracketed if ";" in tokens.norm[office.last : i]), last)
        at = max((i for i in bracketed if i < stop), default=office.first)
        end = max((self.hits[at][role].last for role in _ROLES & self.hits.get(at, {}).keys()), default=office.last)
        year = self._year_at(end + 1, about) or self._year_at(end + 2, about) or self._year_of_running(end + 1, about)
        if year is None and len(bracketed) > 1 and _OPENS_YEAR.match(" ".join(tokens.norm[first : first + 4])):
            year = next((said for i in range(first, first + 4) if (said := self._year_at(i, about)) is not None), None)
        return year

    def _year_of_running(self, i: int, about: int | None) -> int | None:
        """The year of ``X (Cụm trưởng), Y (Cụm phó) điều hành Cụm thi đua số 4 năm 2018``."""
        if f"{self.tokens.norm_at(i)} {self.tokens.norm_at(i + 1)}" not in _RUNS:
            return None
        for j in range(i + 2, i + 12):
            if self.tokens.shape_at(j) in "PB":
                return None
            if (year := self._year_at(j, about)) is not None:
                return year
        return None

    def _bracketed(self, i: int) -> bool:
        return self._office_at(i) and self.tokens.norm_at(i - 1) == "("

    def _tied(self, i: int, office: Office) -> bool:
        """Whether a year elsewhere in the sentence is the office's: not the year of an award, a pledge or a meeting."""
        low, high = (i, office.first) if i < office.first else (office.last, i)
        depth = 0
        for k in range(low, high):
            depth += (self.tokens.norm[k] == "(") - (self.tokens.norm[k] == ")")
            if depth <= 0 and self.tokens.norm[k] == "thay":
                return False
            if i > office.last and self.tokens.norm[k] == "đồng" and self.tokens.norm_at(k + 1) == "thời":
                return False
        return self._of_office(i, self.context.sentence_at(i)[0])

    def _of_office(self, i: int, first: int, *, of_clusters: bool = False) -> bool:
        if _FROM_DAY.fullmatch(self.tokens.words[i]) or _FROM_MONTH.fullmatch(self.tokens.words[i]):
            return True
        words = " ".join(self.tokens.norm[max(first, i - 6) : i]).rpartition(",")[2]
        if of_clusters or self.tokens.norm_at(i + 1) == "do" or _OF_CLUSTER.search(words):
            # "Cụm thi đua số 5 năm 2019 do X làm Cụm trưởng", "Y làm Phó khối Khối thi đua I năm 2019"
            words = _CLUSTER_NAME.sub("", words)
        return not _OTHER_YEARS.search(words)

    def _last_year(self, first: int, last: int, about: int | None) -> int | None:
        named = self._names_office(first, last)
        for i in range(last - 1, first - 1, -1):
            year = self._year_at(i, about)
            if year is not None and self._of_office(i, first, of_clusters=named):
                return year
        return None

    def _year_at(self, i: int, about: int | None) -> int | None:
        tokens = self.tokens
        if tokens.shape_at(i) == "N":
            # A school year stands for its first year (guidelines, point 20).
            if school := _SCHOOL_YEAR.fullmatch(tokens.words[i]):
                return int(school.group(1))
            start = _FROM_DAY.fullmatch(tokens.words[i]) or _FROM_MONTH.fullmatch(tokens.words[i])
            if start and "từ" in tokens.norm[max(0, i - 2) : i]:
                return int(start.group(1))
            second = tokens.norm_at(i - 1) in DASHES and _YEAR.fullmatch(tokens.words[i - 2]) is not None
            if _YEAR.fullmatch(tokens.words[i]) and not second:
                return int(tokens.words[i])
        if tokens.norm_at(i) == "năm" and about is not None:
            nxt = tokens.norm_at(i + 1)
            if nxt in {"tới", "sau", "mới"} or (nxt == "tiếp" and tokens.norm_at(i + 2) == "theo"):
                return about + 1
            if nxt == "nay":
                return about
            if nxt == "ngoái" or (nxt == "trước" and tokens.norm_at(i + 2) != "mắt"):
                return about - 1
        return None

    # -- what heads a list ---------------------------------------------------------------------------------------------

    def _headings(self, office: Office) -> list[tuple[int, int]]:
        """The words that head the list an office stands in: before a colon, and on the line above its items."""
        first, _ = self.context.sentence_at(office.first)
        colon = next(
            (i for i in range(first, office.first) if self.tokens.norm[i] == ":" and not self._labels(i)), None
        )
        found = [] if colon is None else [(max(first, colon - _LONGEST_HEADING), colon)]
        above = self._sentence_above(first, colon) or self._line_above(office)
        return found if above is None else [*found, above]

    def _sentence_above(self, first: int, colon: int | None) -> tuple[int, int] | None:
        """The sentence before one that opens with ``Kết quả:``, ``Theo đó, …``, if it names an office."""
        opens = f"{self.tokens.norm_at(first)} {self.tokens.norm_at(first + 1)}" in _OPENS_RESULT
        short = colon is not None and colon - first <= _SHORT_LEAD
        line, _ = self.context.line_at(first)
        if first == line or not (opens or short):
            return None
        low, high = self.context.sentence_at(first - 1)
        return (max(low, high - _LONGEST_HEADING), high) if self._names_office(low, high) else None

    def _labels(self, colon: int) -> bool:
        """Whether a colon follows an office: ``Cụm trưởng: …``."""
        here = range(max(0, colon - 4), colon)
        return any(self.hits[i][role].last == colon for i in here for role in _ROLES & self.hits.get(i, {}).keys())

    def _line_above(self, office: Office) -> tuple[int, int] | None:
        at = self._line_numbers.get(self.context.line_at(office.first)[0])
        if at is None:
            return None
        if not self._is_listed(at):
            return self._headline(at)
        for number in range(at - 1, max(-1, at - 1 - _MOST_LINES), -1):
            if self._is_listed(number) and not self._heads_offices(number):
                continue
            first, last = self._line_ranges[number]
            if first >= last:
                return None
            first, _ = self.context.sentence_at(last - 1)
            words = " ".join(self.tokens.norm[first:last])
            named = self._names_office(first, last) or _HEADS_LISTS.search(words)
            dated = last - first <= _SHORT_LEAD and words.endswith(":") and _YEAR.search(words)
            if named or dated:
                return max(first, last - _LONGEST_HEADING), last
            if not (words.endswith(":") and last - first <= _SHORT_HEADING):
                return None
        return None

    def _headline(self, at: int) -> tuple[int, int] | None:
        """The short line above a paragraph that names the offices: ``5. Bầu Trưởng khối, Phó khối năm 2024``."""
        if at == 0:
            return None
        first, last = self._line_ranges[at - 1]
        short = 0 < last - first <= _SHORT_HEADING and self.tokens.norm_at(last - 1) not in {".", ";"}
        return (first, last) if short and self._names_office(first, last) else None

    def _heads_offices(self, number: int) -> bool:
        """Whether an item is itself about the offices below: ``6. Bầu Cụm trưởng, Cụm phó năm 2015: nhất trí``."""
        first, last = self._line_ranges[number]
        offices = self._offices[bisect_left(self._offices, first) : bisect_left(self._offices, last)]
        if not offices:
            words = " ".join(self.tokens.norm[first:last])
            short = last - first <= (_LONGEST_HEADING if words.endswith(":") else _SHORT_HEADING)
            return short and bool(_HEADS_LISTS.search(words) and _YEAR.search(words))
        if self.tokens.norm_at(last - 1) == ":":
            return True
        end = max(self.hits[offices[0]][role].last for role in _ROLES & self.hits[offices[0]].keys())
        side_by_side = len(offices) > 1 and offices[1] - end <= 1
        return side_by_side and _ELECTS_STRONGLY.search(" ".join(self.tokens.norm[first : offices[0]])) is not None

    def _is_listed(self, number: int) -> bool:
        """Whether a line is an item, or opens with an office and a colon."""
        first, last = self._line_ranges[number]
        if self.context.lines[number][2] == "item":
            return True
        return any(
            self._office_at(i) and any(self.tokens.norm_at(j) == ":" for j in range(i, i + 6))
            for i in range(first, min(last, first + 3))
        )

    @cached_property
    def _line_ranges(self) -> list[tuple[int, int]]:
        return self.context.token_lines

    @cached_property
    def _line_numbers(self) -> dict[int, int]:
        return {first: number for number, (first, _) in enumerate(self._line_ranges)}

    # -- what kind of mention ------------------------------------------------------------------------------------------

    def _names_office(self, first: int, last: int) -> bool:
        return bisect_left(self._offices, first) < bisect_left(self._offices, last)

    def _office_at(self, i: int) -> bool:
        return bool(self.hits.get(i, {}).keys() & _ROLES)

    def next_holder(self, office: Office) -> bool:
        """``Cụm trưởng mới``, ``tân Cụm trưởng``, ``Trưởng khối kế nhiệm``: who holds the office from now on."""
        tokens = self.tokens
        if tokens.norm_at(office.first - 1) == "tân" or tokens.norm_at(office.last) in {"mới", "kế"}:
            return tokens.norm_at(office.last + 1) != "được" or tokens.norm_at(office.last + 2) != "bầu"
        return f"{tokens.norm_at(office.last)} {tokens.norm_at(office.last + 1)}" in _NEXT

    def sits(self, office: Office) -> bool:
        """Whether the words around say that the office is held now: ``đang``, ``hiện``, ``năm nay``."""
        return _INCUMBENCY.search(self._clause(office)) is not None

    def of_unit(self, office: Office) -> bool:
        """Whether the office is the unit's and not the person's: ``đơn vị Cụm trưởng`` (guidelines, point 25)."""
        tokens = self.tokens
        at = office.first
        if tokens.norm_at(at - 2) != "đơn" or tokens.norm_at(at - 1) != "vị" or tokens.norm_at(at - 3) == "làm":
            return False
        lead = " ".join(tokens.norm[max(0, at - 6) : at - 2])
        return not re.search(r"(đại diện|thay mặt)( cho)?( các| hai| ba| 0?[23])?$", lead)

    def apposition(self, office: Office) -> bool:
        """``X, Cụm trưởng, cho biết …``, ``X (Cụm phó)``, ``X - Cụm trưởng``: the office says who X is in passing."""
        before = self.tokens.norm_at(office.first - 1)
        return before in {",", "(", *DASHES} and self.tokens.norm_at(office.last) != ":" and self.closed(office)

    def closed(self, office: Office) -> bool:
        """Whether an office behind a comma is an apposition: ``X, Cụm trưởng, cho biết``, not ``X, Cụm trưởng lập …``."""
        tokens, i = self.tokens, office.last
        while tokens.norm_at(i) in {"năm", "nay", "mới"} or tokens.shape_at(i) == "N":
            i += 1
        return tokens.shape_at(i) in "PB" or tokens.norm_at(i) in _HANDS_ON or "cluster" in self.hits.get(i, {})

    def _clause(self, office: Office) -> str:
        """The words around the office, between semicolons, with look-alikes of election verbs taken out."""
        first, last = self.context.sentence_at(office.first)
        low = max(first, office.first - _CLAUSE)
        high = min(last, office.last + _CLAUSE)
        for i in range(office.first - 1, low - 1, -1):
            if self.tokens.norm_at(i) == ";":
                low = i + 1
                break
        for i in range(office.last, high):
            if self.tokens.norm_at(i) == ";":
                high = i
                break
        words = _GROUNDS.sub(" ", " ".join(self.tokens.norm[low:high]))
        return _NOT_ELECTIONS.sub(" ", words)
