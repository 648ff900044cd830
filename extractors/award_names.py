"""Names of awards in running text: ``“Cờ thi đua của Chính phủ” năm 2016``, ``Bằng khen``, ``danh hiệu “…”``.

The head of a name is on a list (:func:`models.lexicons.awards`); what completes it is read here: a quoted name, a class
(``hạng Nhì``), a level (``cấp tỉnh``), a branch (``ngành Thanh tra``), and who gives it (``của Chính phủ``).
"""

from dataclasses import dataclass, replace
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from extractors.lexicon import Hit, Lexicon, data
from extractors.mentions import Mentions
from extractors.places import level_at
from extractors.tokens import Tokens
from models.facts import AwardKind
from models.lexicons import awards

_DATA = data("awards")
_NEEDS_CUE = frozenset(_DATA["title_only_after_cue"])
_OPENING = frozenset("\"“”‘«'")
_CLOSING = frozenset("\"”“’»'")
_LONGEST_QUOTED = 16
_LONGEST_NUMBER = 3
_BEFORE_CELL = frozenset({".", "…", "|", ":", "-", "–", "—", "→"})
_LONGEST_CAUSE = 5
_LONGEST_BRANCH = 6
_AFTER_BRANCH = frozenset({"là", "và", "thì", "gồm", "đề", "trao", "này", "khen", "tỉnh", "huyện", "lần", "để"})
_BEFORE_NUMBER = frozenset({"khu", "đoàn", "vùng", "cục", "khối", "cụm", "trường", "vực", "đội", "viện"})
_BARE_AUTHORITIES = frozenset(
    {
        "chính phủ",
        "thủ tướng",
        "bộ",
        "ubnd",
        "ủy ban nhân dân",
        "chủ tịch",
        "bộ trưởng",
        "trung ương",
        "tổng cục",
        "tw",
        "t.ư",
        "tổng",
    }
)
_NOT_OF_NAMES = frozenset(_DATA["not_of_names"])
_LEVEL_AUTHORITIES = frozenset({"tỉnh", "huyện", "bộ", "ngành", "thành phố", "xã", "nhà nước", "đảng"})
_BODIES_BY_KIND = frozenset({"phòng", "trường", "hội", "sở", "cục", "đội", "viện", "đoàn"})
_LONGEST_INITIALS = 5
_BODY_PREFIXES = frozenset({"t.ư", "tw", "t.w", "ban", "thường", "vụ", "chấp", "hành", "bch", "btv", "đct", "bts"})


@dataclass(frozen=True, slots=True)
class AwardName:
    """An award named at tokens ``[first, last)``, quotation marks included; ``year`` is the one told with the name."""

    first: int
    last: int
    kind: AwardKind
    name: str
    authority: str | None
    year: int | None
    count: int | None
    """How many of them, where a number stands before the name: ``214 Bằng khen``."""


class AwardLexicon:
    """The phrases of awards and of what is done with them; labels ``award:<kind>``, ``verb:<class>``, ``count:<kind>``."""

    def __init__(self, nlp: Language) -> None:
        phrases: dict[str, list[str]] = {"not": list(_DATA["not_names"])}
        for award in awards():
            if award.award != "placing":
                phrases.setdefault(f"award:{award.award}", []).extend((award.name, *award.abbreviations))
        for kind, names in _DATA["extra_names"].items():
            phrases.setdefault(f"award:{kind}", []).extend(names)
        for verb, words in _DATA["verbs"].items():
            phrases[f"verb:{verb}"] = words
        phrases["count:unit"] = _DATA["unit_nouns"]
        phrases["count:person"] = _DATA["person_nouns"]
        phrases["count:both"] = _DATA["both_nouns"]
        phrases["complement"] = _DATA["complements"]
        self._lexicon = Lexicon(nlp, phrases.items())

    def hits(self, doc: Doc, mentions: Mentions) -> dict[int, dict[str, Hit]]:
        """Longest hit by first token and label."""
        return self._lexicon.hits(doc, mentions.tokens)


class AwardNames:
    """Reads the names of awards in one text."""

    def __init__(self, mentions: Mentions, hits: dict[int, dict[str, Hit]]) -> None:
        self.mentions = mentions
        self.tokens = mentions.tokens
        self.hits = hits

    def at(self, i: int, limit: int) -> AwardName | None:
        """The award named from token ``i``, which may be a quotation mark, a number or ``danh hiệu``."""
        count = None
        j = i
        if self.tokens.shape_at(j) == "N" and self.tokens.words[j].replace(".", "").isdigit():
            count = int(self.tokens.words[j].replace(".", ""))
            j += 1
            if self.tokens.norm_at(j) in {"lá", "tấm"}:
                j += 1
        name = self._named(j, limit)
        if name is None or (name.kind == "title" and self._describes(i, j)):
            return None
        return replace(name, first=i, count=count)

    def _describes(self, i: int, name: int) -> bool:
        """Whether a lower-case ``đơn vị dẫn đầu`` tells who gets an award: ``cho 05 đơn vị dẫn đầu``, ``các tập thể xuất sắc``."""
        tokens = self.tokens
        if tokens.norm_at(name) == "dẫn":
            return tokens.norm_at(name - 1) not in _OPENING
        shouted = tokens.shape_at(name) == "U" == tokens.shape_at(name + 1)
        if tokens.norm_at(name) not in {"đơn", "tập"} or (tokens.is_capital(name) and not shouted):
            return False
        if shouted and tokens.norm_at(name - 1) not in {"hiệu", *_OPENING}:
            return True
        before = tokens.norm_at(name - 1)
        return name > i or before in {
            "cho",
            "các",
            "những",
            "hai",
            "ba",
            "bốn",
            "năm",
            "của",
            "một",
            "nhiều",
            "tại",
            "thưởng",
        }

    def _named(self, i: int, limit: int) -> AwardName | None:
        tokens = self.tokens
        if tokens.norm_at(i) == "danh" and tokens.norm_at(i + 1) == "hiệu":
            return self._after_cue(i, i + 2, limit)
        quoted = tokens.norm_at(i) in _OPENING
        first = i + 1 if quoted else i
        head = self._head(first)
        if head is None:
            return None
        kind, last = head
        if quoted:
            close = self._close(i, limit)
            if close is not None:
                return self._finish(i, first, close, close + 1, kind, limit)
        end = self._complete(last, kind, limit)
        return self._finish(i, first, end, end, kind, limit)

    def _after_cue(self, i: int, j: int, limit: int) -> AwardName | None:
        """``danh hiệu`` and what it names; ``danh hiệu thi đua`` and a bare ``danh hiệu`` name nothing."""
        tokens = self.tokens
        if tokens.norm_at(j) == ":":
            j += 1
        if tokens.norm_at(j) in _OPENING:
            close = self._close(j, limit)
            if close is None:
                return None
            head = self._head(j + 1, cued=True)
            return self._finish(i, j + 1, close, close + 1, head[0] if head else "title", limit)
        head = self._head(j, cued=True)
        if head is not None:
            end = self._complete(head[1], head[0], limit)
            return self._finish(i, j, end, end, head[0], limit)
        if tokens.norm_at(j) == "dẫn" and tokens.norm_at(j + 1) == "đầu":
            end = self._complete(j, "title", limit)
            return self._finish(i, i, end, end, "title", limit)
        if tokens.is_capital(j):
            end = j
            while end < min(limit, j + 8) and tokens.shape_at(end) in "CUL" and not self._is_verb(end):
                end += 1
            return self._finish(i, j, end, end, "title", limit)
        return None

    def _is_verb(self, i: int) -> bool:
        return any(label.startswith("verb:") for label in self.hits.get(i, {}))

    def _head(self, i: int, *, cued: bool = False) -> tuple[AwardKind, int] | None:
        """Kind and end of the listed name at token ``i``."""
        here = self.hits.get(i, {})
        if "not" in here:
            return None
        best: tuple[AwardKind, int] | None = None
        for label, hit in here.items():
            if label.startswith("award:") and (best is None or hit.last > best[1]) and self._sure(hit, cued=cued):
                best = cast("AwardKind", label.removeprefix("award:")), hit.last
        if best is None and self._flag(i):
            return "emulation_flag", i + 1
        return best

    def _sure(self, hit: Hit, *, cued: bool) -> bool:
        tokens = self.tokens
        words = " ".join(tokens.norm[hit.first : hit.last])
        if hit.last == hit.first + 1 and len(words) <= 5:
            return tokens.shape_at(hit.first) == "U"
        return cued or words not in _NEEDS_CUE

    def _flag(self, i: int) -> bool:
        """A bare ``cờ`` that is given: ``tặng cờ cho``, ``lá cờ dẫn đầu``."""
        tokens = self.tokens
        if tokens.norm_at(i) != "cờ":
            return False
        before = self.tokens.norm_at(i - 1)
        if before in {"lá"} and "complement" in self.hits.get(i + 1, {}):
            return True
        given = before in {"tặng", "thưởng", "nhận", "cho", "xin", "nghị"} or (
            before in {"01", "1", "một"} and tokens.norm_at(i - 2) == "tặng"
        )
        ends = self.tokens.shape_at(i + 1) == "B" or self.tokens.norm_at(i + 1) in {"(", ":", ")"}
        cell = before in _BEFORE_CELL and tokens.is_capital(i) and (ends or tokens.norm_at(i + 1) in {"|", "."})
        return (
            cell
            or given
            and (
                ends
                or tokens.norm_at(i + 1) in {"cho", "của", ",", ";", "và", "năm", "."}
                or tokens.norm_at(i + 1) in _OPENING
                or (self.mentions.units.head_at(i + 1, lower=True) is not None and "not" not in self.hits.get(i, ()))
            )
        )

    def _close(self, opening: int, limit: int) -> int | None:
        """The mark that closes the quotation opened at token ``opening``."""
        for j in range(opening + 2, min(limit, opening + _LONGEST_QUOTED + 2)):
            if self.tokens.norm_at(j) in _CLOSING:
                return j
        return None

    # -- what completes a name -----------------------------------------------------------------------------------------

    def _complete(self, i: int, kind: AwardKind, limit: int) -> int:
        tokens = self.tokens
        end = i
        while end < limit:
            here = self.hits.get(end, {})
            if tokens.norm_at(end) in _OPENING:
                close = self._close(end, limit)
                flag = kind == "emulation_flag" and tokens.norm_at(end + 1) in {"đơn", "tập"}
                if close is None or (self._names_award_or_unit(end + 1) and not flag):
                    return end
                end = close + 1
                continue
            if "complement" in here:
                end = here["complement"].last
                if tokens.norm_at(end - 1) in {"phong", "trào", "tác", "đua"}:
                    end = self._lower_words(end, limit)
                continue
            if end == i and tokens.norm_at(end - 1) == "ngành" and tokens.is_capital(end):
                end = max(self.mentions.units.extent(end)[0], end + 1)
                continue
            if tokens.norm_at(end) == "ngành" and tokens.is_capital(end + 1):
                last, _ = self.mentions.units.extent(end + 1)
                end = max(last, end + 2)
                continue
            if (
                tokens.norm_at(end) in {"đoàn", "và"}
                and tokens.norm_at(end + 1) in {"phong"}
                and kind == "emulation_flag"
            ):
                end += 2
                end = self._lower_words(end, limit)
                continue
            if kind == "medal" and tokens.norm_at(end - 1) == "nghiệp" and tokens.shape_at(end) == "L":
                # "Vì sự nghiệp nhân đạo".
                return self._lower_words(end, min(limit, end + _LONGEST_CAUSE))
            if kind in {"order", "medal"} and tokens.is_capital(end) and not self.mentions.units.head_at(end):
                end += 1
                continue
            break
        return end

    def _names_award_or_unit(self, i: int) -> bool:
        return self._head(i) is not None or self.mentions.units.head_at(i) is not None

    def _lower_words(self, i: int, limit: int) -> int:
        """The words of a movement or a field of work: ``công tác Đoàn và phong trào thanh thiếu nhi``."""
        tokens = self.tokens
        j = i
        while (
            j < min(limit, i + 14)
            and tokens.shape_at(j) in "CUL"
            and tokens.norm_at(j) not in {"năm", "cho", "của", "do"}
        ):
            if self._is_verb(j):
                break
            j += 1
        return j

    def _finish(self, first: int, name_first: int, name_last: int, last: int, kind: AwardKind, limit: int) -> AwardName:
        """Add who gives the award and the year, which may stand inside or behind the quotation."""
        tokens = self.tokens
        year, name_last = self._trailing_year(name_last, name_first)
        authority = self._inner_authority(name_first, name_last)
        if authority and authority[1] > name_last:
            last = authority[1]
            # A name that ends with what is quoted is complete: "Kỷ niệm chương “Vì …” của Trung ương Hội".
            name_last = name_last if tokens.norm_at(name_last - 1) in _CLOSING else last
        name = tokens.string(name_first, name_last)
        told, after = year_at(self.tokens, last)
        if told is None and tokens.norm_at(last) in _CLOSING:
            told, after = year_at(self.tokens, last + 1)
        year, last = (told, after) if told is not None and after <= limit else (year, last)
        if authority is None and (giver := self.giver_at(last)) is not None and giver[1] <= limit:
            authority = giver[0], giver[1]
            last = giver[1]
            if told is None:
                name = name if name[-1] in _CLOSING else f"{name} của {giver[0]}"
                told, after = year_at(self.tokens, last)
                year, last = (told, after) if told is not None and after <= limit else (year, last)
        return AwardName(first, last, kind, name, authority[0] if authority else None, year, None)

    def _trailing_year(self, last: int, first: int) -> tuple[int | None, int]:
        for j in range(max(first + 1, last - 3), last):
            year, after = year_at(self.tokens, j)
            if year is not None and after >= last:
                return year, j
        return None, last

    def giver_at(self, i: int) -> tuple[str, int] | None:
        """``của X`` at token ``i``: X and the token after it."""
        if self.tokens.norm_at(i) != "của":
            return None
        return self.authority_at(i + 1)

    def _inner_authority(self, first: int, last: int) -> tuple[str, int] | None:
        """Who gives the award as the name tells it: ``của X``, or a body right in the name (``Bằng khen UBND tỉnh``)."""
        tokens = self.tokens
        for j in range(first + 1, last + 1):
            if tokens.norm_at(j) == "của":
                return self.authority_at(j + 1)
        for j in range(first + 1, last + 1):
            words = f"{tokens.norm_at(j)} {tokens.norm_at(j + 1)}"
            if tokens.is_capital(j) and (words in _BARE_AUTHORITIES or tokens.norm_at(j) in _BARE_AUTHORITIES):
                found = self.authority_at(j)
                if found is not None and found[1] >= last:
                    return found
        return None

    def authority_at(self, i: int) -> tuple[str, int] | None:
        """The office or organisation at token ``i`` that can give an award, as written, and the token after it."""
        found = self._authority(i)
        if found is None:
            return None
        end = self._end_in_capitals(i, found[1])
        if self._numbered(end):
            end += 1
        return (self.tokens.string(i, end), end) if end > i else None

    def _numbered(self, i: int) -> bool:
        """Whether the number at token ``i`` ends the name of who gives: ``Tư lệnh Quân khu 2``, ``Cục trưởng C10``."""
        tokens = self.tokens
        if tokens.shape_at(i) != "N" or not tokens.words[i].isdigit() or len(tokens.words[i]) > _LONGEST_NUMBER:
            return False
        return tokens.ends[i - 1] == tokens.starts[i] or tokens.norm_at(i - 1) in _BEFORE_NUMBER

    def _end_in_capitals(self, i: int, last: int) -> int:
        """In a line of capitals nothing tells a name's end but the words that cannot be of it."""
        tokens = self.tokens
        if any(tokens.shape_at(j) == "L" for j in range(i, last)) or tokens.shape_at(i) != "U":
            return last
        return next((j for j in range(i + 1, last) if self._ends_capitals(j)), last)

    def _ends_capitals(self, j: int) -> bool:
        """Whether a word in capitals is not of a name; ``LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT`` goes on."""
        norm, before = self.tokens.norm_at(j), self.tokens.norm_at(j - 1)
        if norm not in _NOT_OF_NAMES:
            return False
        if norm == "các":
            return before not in {"hiệp", "hội"}
        return norm != "và" or any(label.startswith(("award:", "verb:")) for label in self.hits.get(j + 1, ()))

    def _authority(self, i: int) -> tuple[str, int] | None:
        tokens = self.tokens
        prefixed = i
        if (tokens.norm_at(i), tokens.norm_at(i + 1), tokens.norm_at(i + 2)) == ("đoàn", "chủ", "tịch"):
            unit = self.mentions.units.unit_at(i + 3)
            last = unit.last if unit is not None else i + 3
            return tokens.string(i, last), last
        while tokens.norm_at(prefixed) in _BODY_PREFIXES and prefixed < i + 4 and tokens.shape_at(i) in "CU":
            prefixed += 1
        for start in dict.fromkeys((i, prefixed)):
            title = self.mentions.grammar.title_at(start)
            if title is not None:
                return tokens.string(i, title.last), title.last
            unit = self.mentions.units.unit_at(start)
            if unit is not None:
                return tokens.string(i, unit.last), unit.last
        level = level_at(tokens, i)
        if level is not None:
            return tokens.string(i, level[0]), level[0]
        two = f"{tokens.norm_at(i)} {tokens.norm_at(i + 1)}"
        if two in _LEVEL_AUTHORITIES:
            return tokens.string(i, i + 2), i + 2
        if tokens.norm_at(i) == "ngành" and tokens.is_capital(i + 1):
            last = self._branch(i + 1)
            return tokens.string(i, last), last
        if tokens.norm_at(i) in _LEVEL_AUTHORITIES:
            return tokens.string(i, i + 1), i + 1
        if tokens.norm_at(i) in {"trung"} and tokens.norm_at(i + 1) == "ương":
            return tokens.string(i, i + 2), i + 2
        alone = tokens.is_capital(i) and tokens.norm_at(i) in _BODIES_BY_KIND and not tokens.is_capital(i + 1)
        short = tokens.shape_at(i) == "U" and tokens.words[i].isalpha() and len(tokens.words[i]) <= _LONGEST_INITIALS
        if alone or (short and not tokens.is_capital(i + 1) and "award" not in self.hits.get(i, ())):
            # "Giấy khen của Phòng", "giấy khen của BTL": whoever is meant, the text has only this word for it.
            return tokens.string(i, i + 1), i + 1
        return None

    def _branch(self, i: int) -> int:
        """The end of the name of a branch at token ``i``: ``Kiểm sát nhân dân``, ``Y tế``."""
        tokens = self.tokens
        last = i + 1
        while last < min(len(tokens), i + _LONGEST_BRANCH):
            norm = tokens.norm_at(last)
            part = norm == "và" and tokens.is_capital(last + 1)
            people = norm == "nhân" and tokens.norm_at(last + 1) == "dân"
            ends = not people and norm in _NOT_OF_NAMES | _AFTER_BRANCH
            named = tokens.shape_at(last) in "CL" and not ends
            if not (part or named) or self._is_verb(last) or self.mentions.units.head_at(last) is not None:
                break
            last += 1
        return last


def year_at(tokens: Tokens, i: int) -> tuple[int | None, int]:
    """``năm 2016``, ``năm học 2015-2016``, ``(năm 2016)`` at token ``i``: the year (a school year's first) and its end."""
    j = i
    while tokens.norm_at(j) in {"(", ",", "của", "trong"} and j < i + 2:
        j += 1
    if tokens.norm_at(j) != "năm":
        return None, i
    j += 2 if tokens.norm_at(j + 1) == "học" else 1
    word = tokens.words[j] if j < len(tokens) else ""
    if tokens.shape_at(j) != "N" or not word[:4].isdigit() or not 1945 <= int(word[:4]) <= 2100:
        return None, i
    j += 1
    if tokens.norm_at(j) in {"-", "–"} and tokens.shape_at(j + 1) == "N" and len(tokens.words[j + 1]) == 4:
        j += 2
    if tokens.norm_at(j) == ")" and tokens.norm_at(i) == "(":
        j += 1
    return int(word[:4]), j
