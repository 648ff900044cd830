"""Names of places in a ranking: ``thứ nhất``, ``hạng nhì``, ``Nhất cụm``, ``Hạng 3``, ``giải ba toàn đoàn``, ``xếp loại Khá``."""

from dataclasses import dataclass
from itertools import pairwise

from extractors.lexicon import data
from extractors.mentions import Mentions

_RANKS = data("awards")["ranks"]
_WORDS: dict[str, int] = _RANKS["words"]
_NOT_AFTER = frozenset(_RANKS["not_after"])
_AFTER = tuple(tuple(words.split()) for words in _RANKS["after"])
_GRADES = tuple(tuple(grade.split()) for grade in sorted(_RANKS["grades"], key=len, reverse=True))
_LOWER_ONLY_FIRST = frozenset({"nhất", "nhì"})
_BEFORE_BARE = frozenset(
    {"ngôi", "xếp", "chọn", "là", "trí", "đạt", "được", "tôn", "giành", "đoạt", "danh", "về", "vị"}
)
_PUNCTUATION = frozenset(",;.):|")
_LED_NOUNS = frozenset({"vị", "thể", "hiệu", "cờ", "đua", "tỉnh", "huyện", "xã", "người", "do"})
_FIELDS = frozenset({"cụm", "khối"})
_SERIES = ("nhất", "nhì", "ba", "tư", "nhứt")
_PART_ENDS = frozenset({":", ";", ",", "và", "-", "–", "(", "."})
_LEADS = frozenset({"là", ":", ",", "-", "–", "thuộc", "=", "("})
_PARTING = frozenset({":", "-", "–", "="})
_LEVEL_WORDS = frozenset(
    {"tỉnh", "huyện", "xã", "phường", "thị", "thành", "sở", "trường", "hội", "đội", "đơn", "công", "quận"}
)
_LAST = 60
_SECOND_BEFORE = 30
"""So many tokens before ``ba cụm`` stands the ``nhì cụm`` that makes it a rank."""


@dataclass(frozen=True, slots=True)
class RankName:
    """A rank named at tokens ``[first, last)``."""

    first: int
    last: int
    name: str
    number: int | None
    """1 for the first; None for a grade (``xếp loại Khá``)."""
    prize: bool
    """Whether it is a prize that is given (``giải nhất``) rather than voted."""


class RankNames:
    """Reads the ranks named in one text."""

    OPENERS = frozenset({"thứ", "hạng", "giải", "xếp", "đứng", "dẫn", *_WORDS})
    """What a rank can start with, folded."""

    def __init__(self, mentions: Mentions) -> None:
        self.tokens = mentions.tokens

    def at(self, i: int, limit: int, *, rows: bool = False) -> RankName | None:
        """The rank named at token ``i``; ``rows``: a number word alone may be one."""
        tokens = self.tokens
        norm = tokens.norm_at(i)
        if tokens.norm_at(i - 1) in _NOT_AFTER or f"{tokens.norm_at(i - 2)} {tokens.norm_at(i - 1)}" in _NOT_AFTER:
            return None
        if norm in {"thứ", "hạng", "giải"} or (
            norm == "xếp" and tokens.norm_at(i + 1) in {"thứ", "hạng", "loại", "vị"}
        ):
            return self._headed(i, limit)
        if norm == "đứng" and tokens.norm_at(i + 1) in _LOWER_ONLY_FIRST:
            return self._finish(i + 1, i + 1, i + 2, limit)
        if (
            norm == "xếp"
            and tokens.norm_at(i + 1) in _WORDS
            and tokens.norm_at(i + 1) not in {"i", "v", "x", "năm"}
            and (tokens.norm_at(i + 1) != "ba" or tokens.shape_at(i + 2) in "PB")
        ):
            return self._finish(i + 1, i + 1, i + 2, limit)
        if norm in {"đứng", "dẫn"} and tokens.norm_at(i + 1) == "đầu" and tokens.norm_at(i - 1) not in _LED_NOUNS:
            return self._lead(i, limit)
        if norm in _WORDS and self._bare(i, limit, rows=rows):
            return self._finish(i, i, i + 1, limit)
        return None

    def _headed(self, i: int, limit: int) -> RankName | None:
        """``thứ nhất``, ``xếp thứ 2``, ``hạng 3``, ``xếp loại Khá``, ``giải nhì``."""
        tokens = self.tokens
        first = i
        j = i
        if tokens.norm_at(j) == "xếp":
            j += 1
            if tokens.norm_at(j) == "loại":
                return self._grade(i, j + 1, limit)
            if tokens.norm_at(j) == "vị":
                j += 1
            first = j
            if tokens.norm_at(j) == "hạng" and tokens.norm_at(j + 1) == "thứ":
                j = first = j + 1
            if tokens.norm_at(j) == "thứ" and tokens.norm_at(j + 1) == "hạng":
                j += 1
        if tokens.norm_at(j + 1) in {":"} and self._number(j + 2) is not None:
            return None
        j += 1
        if self._number(j) is None or j >= limit:
            return None
        if tokens.norm_at(j) == "năm" and tokens.shape_at(j + 1) == "N":
            # "xếp hạng năm 2006" names a year.
            return None
        if tokens.norm_at(first) == "thứ" and tokens.norm_at(j + 1) == "," and self._opens(first):
            return None
        return self._finish(i, first, j + 1, limit)

    def _opens(self, i: int) -> bool:
        return self.tokens.shape_at(i - 1) in "BP" and self.tokens.is_capital(i)

    def _grade(self, first: int, j: int, limit: int) -> RankName | None:
        for grade in _GRADES:
            if tuple(self.tokens.norm[j : j + len(grade)]) == grade and j + len(grade) <= limit:
                last = j + len(grade)
                return RankName(first, last, self.tokens.string(first, last), None, False)
        return None

    def _lead(self, i: int, limit: int) -> RankName | None:
        tokens = self.tokens
        last = i + 2
        if tokens.norm_at(last) in {"cụm", "khối"}:
            last += 1
        elif tokens.norm_at(i) == "dẫn" and tokens.norm_at(last) != "với":
            return None
        elif tokens.norm_at(last) not in {"với", "bảng", ",", ".", ";", "(", "là", "toàn", "trong"}:
            return None
        if last > limit:
            return None
        return RankName(i, last, tokens.string(i, last), 1, False)

    def _number(self, j: int) -> int | None:
        tokens = self.tokens
        norm = tokens.norm_at(j)
        if tokens.shape_at(j) == "N":
            return int(norm) if norm.isdigit() and int(norm) <= _LAST else None
        if norm in {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"} and tokens.shape_at(j) not in "CU":
            return None
        if norm == "mười" and tokens.norm_at(j + 1) in _WORDS:
            return 10 + (1 if tokens.norm_at(j + 1) == "một" else _WORDS[tokens.norm_at(j + 1)])
        return _WORDS.get(norm)

    def _bare(self, i: int, limit: int, *, rows: bool) -> bool:
        """Whether a number word stands as a rank: ``Nhất:``, ``Nhất cụm``, a cell of a table, ``nhì và ba lần lượt là``."""
        tokens = self.tokens
        norm, after, before = tokens.norm_at(i), tokens.norm_at(i + 1), tokens.norm_at(i - 1)
        if norm in {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "kk", "khuyến"}:
            return False
        if rows and (tokens.is_capital(i) or norm in _LOWER_ONLY_FIRST) and self._cell(i, limit):
            return True
        capital = tokens.is_capital(i)
        if norm in _SERIES and self._in_series(i):
            return True
        if before == "ngôi" and norm in {"nhất", "nhì", "ba"}:
            return True
        if self._after(i + 1, limit) > i + 1 and norm in {"nhất", "nhì", "ba"}:
            if norm != "ba" and self._ends_part(i) and self._behind_name(i):
                return True
            told = norm != "ba" and tokens.norm_at(self._after(i + 1, limit)) in {"là", ":", "thuộc"}
            free = tokens.shape_at(i - 1) != "L" or before in _BEFORE_BARE or told
            return self._third(i, limit) if norm == "ba" else capital or free
        if norm in _LOWER_ONLY_FIRST and before == "về":
            return True
        if after == ":" and (capital or before in {";", ","}) and (norm != "năm" or (rows and capital)):
            return True
        if norm in _LOWER_ONLY_FIRST:
            if after in {"và", ","} and tokens.norm_at(i + 2) in {"nhì", "ba"}:
                return True
            if before in {",", "và"} and tokens.norm_at(i - 2) == "nhất":
                return True
            return capital and after in _PUNCTUATION and before in {"(", "-", "–", ":", "giải", ","}
        if norm in {"ba", "tư"} and before in {",", "và"} and tokens.norm_at(i - 2) in {"nhì", "hai", "ba"}:
            return after in {"lần", "thuộc", "là", ":", "cho", "của", "toàn", "cụm"} or (
                norm == "ba" and (after in {",", "và", ".", ";"} or tokens.shape_at(i + 1) == "B")
            )
        return capital and after in {")"} and before == "("

    def _in_series(self, i: int) -> bool:
        """Whether a bare ``nhất``, ``nhì`` or ``ba`` is one of a row: ``nhất là A, nhì B, ba C``; ``A (nhất), B (nhì)``.

        Each opens its part of the sentence or ends it, and the one before or after it stands in the same sentence.
        """
        norm, norm_at = self.tokens.norm, self.tokens.norm_at
        before, after = norm_at(i - 1), norm_at(i + 1)
        opens = before in _PART_ENDS and (after in _LEADS or self.tokens.is_capital(i + 1) or after in _LEVEL_WORDS)
        parted = before in _PARTING and self.tokens.is_capital(i - 2)
        ends = after in _PUNCTUATION and (
            parted or self.tokens.is_capital(i - 1) or before in {"(", "điểm", "đ", "phiếu"}
        )
        if not (opens or ends):
            return False
        at = _SERIES.index(norm[i] if norm[i] != "nhứt" else "nhất")
        earlier = norm[max(0, i - _SECOND_BEFORE) : i]
        if at:
            return _SERIES[at - 1] in earlier or (at == 1 and "nhứt" in earlier)
        return "nhì" in norm[i + 2 : i + _SECOND_BEFORE]

    def _behind_name(self, i: int) -> bool:
        """Whether a unit's name ends right before token ``i``, in a sentence that tells of both first and second."""
        norm = self.tokens.norm
        near = norm[max(0, i - _SECOND_BEFORE) : i] + norm[i + 1 : i + _SECOND_BEFORE]
        other = "nhì" if norm[i] == "nhất" else "nhất"
        return self.tokens.shape_at(i - 1) in "CL" and any(a == other and b in _FIELDS for a, b in pairwise(near))

    def _ends_part(self, i: int) -> bool:
        """Whether ``nhất khối`` ends its part of the sentence."""
        return self.tokens.norm_at(i + 2) in {",", ";", ".", "và"} or self.tokens.shape_at(i + 2) == "B"

    def _third(self, i: int, limit: int) -> bool:
        """Whether ``ba cụm`` is the third place rather than three clusters: behind ``nhì cụm``, at the end of its clause."""
        norm = self.tokens.norm
        earlier = norm[max(0, i - _SECOND_BEFORE) : i]
        ranked = any(a == "nhì" and b in _FIELDS for a, b in pairwise(earlier))
        end = self._after(i + 1, limit)
        return ranked and (end >= limit or self.tokens.shape_at(end) in "PB" or norm[end] in {"là", "thuộc"})

    def _cell(self, i: int, limit: int) -> bool:
        """Whether token ``i`` opens or ends a row, or is a cell of it between numbers or bars."""
        tokens = self.tokens
        before, after = tokens.shape_at(i - 1), tokens.shape_at(i + 1)
        opens = before == "B" or tokens.norm_at(i - 1) == "|" or (before == "N" and tokens.shape_at(i - 2) == "B")
        ends = i + 1 >= limit or after == "B" or tokens.norm_at(i + 1) in {"|", ";", "."}
        return opens or (ends and (before in "NP" or tokens.norm_at(i - 1) in {"điểm", "đ", "xếp"} or i + 1 >= limit))

    def _after(self, j: int, limit: int) -> int:
        """The end of what tells in which field the rank is held: ``cụm``, ``toàn đoàn``."""
        for words in sorted(_AFTER, key=len, reverse=True):
            if tuple(self.tokens.norm[j : j + len(words)]) == words and j + len(words) <= limit:
                return j + len(words)
        return j

    def _finish(self, first: int, name_first: int, last: int, limit: int) -> RankName:
        tokens = self.tokens
        number = self._number(last - 1)
        if tokens.norm_at(last - 1) == "mười" and tokens.norm_at(last) in _WORDS:
            last += 1
        end = self._after(last, limit)
        prize = tokens.norm_at(name_first) == "giải" or tokens.norm_at(name_first - 1) == "giải"
        name = tokens.string(name_first, end)
        if (
            end > last
            and not prize
            and tokens.norm_at(last) in {"cụm", "khối"}
            and tokens.norm_at(last + 1) in {"thi", "số"}
        ):
            # "vị trí thứ Nhất Cụm thi đua số 3" names the cluster, not the rank.
            end, name = last, tokens.string(name_first, last)
        return RankName(first, end, name, number, prize)
