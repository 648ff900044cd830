"""Who leaves an office and who follows, where only one of the two stands beside it: ``X hết nhiệm kỳ Cụm trưởng, Y lên thay``."""

import re
from dataclasses import dataclass

from extractors.context import Context
from extractors.headship_times import Office
from extractors.headship_units import OfficeUnits
from extractors.lexicon import data
from extractors.runs import Run, run_at, unit_runs
from extractors.tokens import DASHES

_DATA = data("headships")
_LEAVES = re.compile("|".join(rf"\b{words}\b" for words in _DATA["leaves"]))
_LEAVES_FIRST = frozenset(_DATA["leaves_first"])
_HANDS = re.compile("|".join(rf"\b{words}\b" for words in _DATA["hands_on"]))
_HANDS_FIRST = frozenset({"bàn", "trao", "chuyển", "nhường", "giao", "truyền"})
_FOLLOWS = re.compile("|".join(rf"\b{words}\b" for words in _DATA["follows"]))
_TO = frozenset({"cho", "sang", "về", "là", "để", "đến"})
_ROLES = frozenset({"head", "deputy"})
_BETWEEN = re.compile(_DATA["between_two"])
_APART = frozenset({",", "(", *DASHES})
_FAR = 16
_LEAD = 24


@dataclass(frozen=True, slots=True)
class Handover:
    """Who gives an office away and who takes it; either may be unsaid."""

    giver: Run | None
    taker: Run | None


class Handovers:
    """Looks up the handovers told around the offices of one document."""

    def __init__(self, context: Context, units: OfficeUnits) -> None:
        self.context = context
        self.units = units
        self.tokens = context.mentions.tokens
        self.hits = context.mentions.hits

    def told(self, office: Office, cluster: str, taken: int) -> Handover | None:
        """The handover that the sentence of an office tells, or the one after it; None where it tells of none."""
        first, last = self.context.sentence_at(office.first)
        words = self.tokens.norm[max(first, office.first - _LEAD) : last]
        if not (_LEAVES_FIRST | _HANDS_FIRST) & set(words):
            return None
        return (
            self._both_named(office, last, cluster)
            or self._left(office, first, last, cluster, taken)
            or self._handed_on(office, first, last, cluster, taken)
        )

    def _both_named(self, office: Office, last: int, cluster: str) -> Handover | None:
        """``bàn giao Cụm trưởng giữa X và Y``, ``Bàn giao Cụm trưởng: X giao, Y nhận``."""
        tokens = self.tokens
        lead = " ".join(tokens.norm[max(0, office.first - 6) : office.first])
        if not _HANDS.search(lead):
            return None
        for i in range(office.last, min(last, office.last + _FAR)):
            norm = tokens.norm_at(i)
            if norm in {".", ";"} or self.hits.get(i, {}).keys() & _ROLES:
                return None
            if norm not in {"giữa", ":"}:
                continue
            runs = unit_runs(self.context, i + 1, last, cluster)
            if norm == "giữa" and len(runs) == 1 and len(runs[0].units) == 2:
                giver, taker = runs[0].units
                return Handover(Run(i, i, (giver,)), Run(i, i, (taker,)))
            if len(runs) >= 2 and len(runs[0].units) == len(runs[1].units) == 1:
                between = " ".join(tokens.norm[runs[0].last : runs[1].first])
                if (norm == "giữa" and _BETWEEN.fullmatch(between)) or (norm == ":" and "giao" in between):
                    return Handover(runs[0], runs[1])
            return None
        return None

    def _left(self, office: Office, first: int, last: int, cluster: str, taken: int) -> Handover | None:
        """``X xin thôi Cụm phó; Y kế nhiệm``, ``X vừa xong một năm làm Trưởng khối, bàn giao cho Y``."""
        before = list(unit_runs(self.context, max(first, office.first - _LEAD, taken), office.first, cluster))
        if not before:
            return None
        giver = before[-1]
        words = " ".join(self.tokens.norm[giver.last : office.first])
        if not _LEAVES.search(words) or any(
            self.hits.get(i, {}).keys() & _ROLES for i in range(giver.last, office.first)
        ):
            return None
        return Handover(giver, self._follower(office, last, cluster))

    def _handed_on(self, office: Office, first: int, last: int, cluster: str, taken: int) -> Handover | None:
        """``X - Cụm trưởng năm 2018 - bàn giao nhiệm vụ cho Y``, ``X (Cụm trưởng) trao cờ luân lưu cho Y``."""
        tokens = self.tokens
        if tokens.norm_at(office.first - 1) not in _APART and tokens.norm_at(office.first - 2) != "đơn":
            return None
        before = unit_runs(self.context, max(first, office.first - _LEAD, taken), office.first, cluster)
        if not before or office.first - before[-1].last > 3:
            return None
        giver = Run(before[-1].first, before[-1].last, before[-1].units[-1:])
        for i in range(office.last, min(last, office.last + _FAR)):
            if tokens.norm_at(i) in {".", ";", ":"}:
                return None
            if tokens.norm_at(i) in {"cho", "sang"} and _HANDS.search(" ".join(tokens.norm[office.last : i])):
                taker = run_at(self.context, i + 1, last, cluster)
                alone = taker is not None and not any(
                    self.hits.get(k, {}).keys() & _ROLES for k in range(office.last, last)
                )
                return Handover(giver, taker) if alone and taker is not None and len(taker.units) == 1 else None
        return None

    def _follower(self, office: Office, last: int, cluster: str) -> Run | None:
        """Who is told to follow: in the rest of the sentence, where no other office is named."""
        tokens = self.tokens
        if any(self.hits.get(i, {}).keys() & _ROLES for i in range(office.last, last)):
            return None
        for run in unit_runs(self.context, office.last, last, cluster):
            after = " ".join(tokens.norm[run.last : min(last, run.last + 5)])
            before = " ".join(tokens.norm[max(office.last, run.first - 5) : run.first])
            if len(run.units) == 1 and (
                _FOLLOWS.match(after) or (tokens.norm_at(run.first - 1) in _TO and _HANDS.search(before))
            ):
                return run
        return None
