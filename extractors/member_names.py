"""The ways in which a text that has named its members goes on to call them: ``BV Nhi đồng``, ``hội Lạng Sơn``, ``sở Nội vụ``.

A member's name is a row of words, read again wherever those words stand, whatever a grammar of unknown names would cut
(``Trung tâm Phòng, chống mối``); so are its shorter forms, as far as one member alone can be meant.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate

from extractors.folding import bare_letter
from extractors.tokens import Tokens
from extractors.units import Unit
from models.names import fold_quote

_LEVELS = frozenset({"tỉnh", "huyện", "quận", "xã", "phường", "thành", "phố", "thị", "trấn", "tp", "tp."})
_MOST_INITIALS = 5
_SHORTEST_OWN = 4
"""The fewest letters of a firm's own name of one word, by which it may be called."""
_JOINING = frozenset({"và", "-", "–", "&", ","})
_UNIONS = (["cđcs"], ["công", "đoàn", "cơ", "sở"], ["công", "đoàn"], ["cđ"])
"""What stands before a firm's name where its trade union is the member, folded."""
_FIRMS = (["công", "ty"], ["cty"], ["c.ty"], ["cty."], ["tổng", "công", "ty"], ["tcty"], ["ctcp"])
_FORMS = (
    ["trách", "nhiệm", "hữu", "hạn"],
    ["tnhh"],
    ["cổ", "phần"],
    ["cp"],
    ["một", "thành", "viên"],
    ["mtv"],
    ["liên", "doanh"],
    ["lh"],
    ["1", "tv"],
    ["1", "thành", "viên"],
)
"""The legal forms of firms."""


class MemberNames:
    """The names and shorter names of members, looked up by the tokens of a text; none that two members share.

    ``written`` are the folded words that the text has in capitals: no other initials need be thought of.
    """

    def __init__(self, members: Iterable[Unit], written: Set[str] = frozenset()) -> None:
        self._longest: dict[str, int] = {}
        """The length of the longest form by its first word."""
        self._names: dict[str, dict[str, str | None]] = {}
        """By first word: compact folded form to the member's name, or None where several have it."""
        self._full: dict[str, str] = {}
        """The compact folded form of each member's whole name."""
        for name, place in dict.fromkeys((member.name, member.place) for member in members):
            folded = fold_quote(name).split()
            self._full[name] = "".join(folded)
            self._add(folded, name)
            for form in _shorter(name.split(), folded, place, written):
                self._add(form, name)

    def _add(self, form: Sequence[str], name: str) -> None:
        first, compact = form[0], "".join(form)
        self._longest[first] = max(self._longest.get(first, 0), len(compact))
        forms = self._names.setdefault(first, {})
        known = forms.setdefault(compact, name)
        if known is not None and known != name:
            # The full name of one member is that member, even where another is called so for short.
            forms[compact] = next((full for full in (name, known) if self._full[full] == compact), None)

    @property
    def first_words(self) -> frozenset[str]:
        """The folded words that the forms begin with."""
        return frozenset(self._names)

    def at(self, tokens: Tokens, i: int, last: int) -> tuple[int, str] | None:
        """The end and full name of the longest form that tokens from ``i`` on spell out, within token ``last``."""
        forms = self._names.get(tokens.norm[i])
        if forms is None:
            return None
        longest = self._longest[tokens.norm[i]]
        found: tuple[int, str] | None = None
        words = (tokens.norm[j] for j in range(i, last))
        for end, compact in enumerate(accumulate(words), start=i + 1):
            if len(compact) > longest:
                break
            name = forms.get(compact)
            if name is not None and not tokens.is_capital(end):
                found = end, name
        return found


def _shorter(words: list[str], folded: list[str], place: str | None, written: Set[str]) -> Iterator[Sequence[str]]:
    """The shorter forms of a name, folded: initials for its first words, its kind and its own name, no level words."""
    rest = [word for word in folded if word not in _LEVELS]
    if 1 < len(rest) < len(folded):
        yield rest
    own = len(place.split()) if place else 0
    if 0 < own < len(words) - 1 and folded[0] not in _LEVELS and words[-own:] == (place or "").split():
        yield [folded[0], *folded[-own:]]
    upper = next((at for at, word in enumerate(words) if at and word.isupper() and len(word) > 1), None)
    if upper is not None and len(words) > upper + 2:
        # "Trường THPT Lý Nhân": "THPT Lý Nhân", "trường Lý Nhân"
        yield folded[upper:]
        yield [folded[0], *folded[upper + 1 :]]
    yield from _firms(words, folded)
    if written:
        yield from _initialled(words, folded, written)


def _firms(words: list[str], folded: list[str]) -> Iterator[Sequence[str]]:
    """A firm by its own name, with or without what it is: ``Công đoàn Cty CP May A`` is ``Công ty May A`` and ``May A``."""
    at = union = _past(folded, 0, _UNIONS)
    at = firm = _past(folded, at, _FIRMS)
    if firm == union:
        return
    while (form := _past(folded, at, _FORMS)) > at:
        at = form
    own = folded[at:]
    if not own or not words[at][:1].isupper() or (len(own) == 1 and len(own[0]) < _SHORTEST_OWN):
        return
    forms = folded[firm:at]
    short = ["tnhh" if "hạn" in forms or "tnhh" in forms else "cp"] if forms else []
    if len(own) > 1 or at > firm:
        yield own
    for head in ([], ["cđcs"], ["công", "đoàn"]) if union else ([],):
        for kind in (["công", "ty"], ["cty"]):
            for of_firm in (forms, short, []):
                yield [*head, *kind, *of_firm, *own]


def _past(folded: list[str], at: int, phrases: Iterable[list[str]]) -> int:
    """The word behind the longest of some phrases at word ``at``; ``at`` if there is none."""
    return max((at + len(phrase) for phrase in phrases if folded[at : at + len(phrase)] == phrase), default=at)


def _initialled(words: list[str], folded: list[str], written: Set[str]) -> Iterator[Sequence[str]]:
    """``Hội CTĐ tỉnh Lạng Sơn``, ``CTĐ Lạng Sơn``, ``BV Nhi đồng``: initials that the text has, for words at the start."""
    plain = [at for at, word in enumerate(words) if word[:1].isalpha() and word not in _JOINING]
    for first in (0, 1):
        for size in range(2, min(_MOST_INITIALS, len(plain) - first - 1) + 1):
            head, tail = plain[first : first + size], plain[first + size :]
            own = all(words[at].isalpha() and not words[at].isupper() for at in head) and words[tail[0]][0].isupper()
            if not own and folded[tail[0]] not in _LEVELS:
                continue
            marked = "".join(folded[at][0] for at in head)
            bare = "".join(bare_letter(folded[at]) for at in head)
            for initials in {marked, bare} & written:
                behind = [folded[at] for at in tail]
                for form in (behind, [word for word in behind if word not in _LEVELS]):
                    yield [*folded[:first], initials, *form]
                    yield [initials, *form]
