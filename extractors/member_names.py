"""The ways in which a text that has named its members goes on to call them: ``BV Nhi đồng``, ``hội Lạng Sơn``, ``sở Nội vụ``.

A member's name is a row of words, read again wherever those words stand, whatever a grammar of unknown names would cut
(``Trung tâm Phòng, chống mối``); so are its shorter forms, as far as one member alone can be meant.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from extractors.folding import bare_letter
from extractors.tokens import Tokens
from extractors.units import Unit
from models.names import fold_quote

_LEVELS = frozenset({"tỉnh", "huyện", "quận", "xã", "phường", "thành", "phố", "thị", "trấn", "tp", "tp."})
_MOST_INITIALS = 5
_JOINING = frozenset({"và", "-", "–", "&", ","})


class MemberNames:
    """The names and shorter names of members, looked up by the tokens of a text; none that two members share."""

    def __init__(self, members: Iterable[Unit]) -> None:
        self._names: dict[str, dict[str, str | None]] = {}
        """By first word: compact folded form to the member's name, or None where several have it."""
        for name, place in dict.fromkeys((member.name, member.place) for member in members):
            self._add(name, _compact(name), name)
            for form in _shorter(name.split(), place):
                self._add(form, _compact(form), name)

    def _add(self, form: str, compact: str, name: str) -> None:
        forms = self._names.setdefault(fold_quote(form.split(maxsplit=1)[0]), {})
        known = forms.setdefault(compact, name)
        if known != name:
            # The full name of one member is that member, even where another is called so for short.
            forms[compact] = name if compact == _compact(name) else known if _compact(known or "") == compact else None

    def may_start(self, norm: str) -> bool:
        """Whether a form begins with that folded word."""
        return norm in self._names

    def at(self, tokens: Tokens, i: int, last: int) -> tuple[int, str] | None:
        """The end and full name of the longest form that tokens from ``i`` on spell out, within token ``last``."""
        forms = self._names.get(tokens.norm[i])
        if forms is None:
            return None
        longest = max(map(len, forms))
        found: tuple[int, str] | None = None
        words = (tokens.norm[j] for j in range(i, last))
        for end, compact in enumerate(accumulate(words), start=i + 1):
            if len(compact) > longest:
                break
            name = forms.get(compact)
            if name is not None and not tokens.is_capital(end):
                found = end, name
        return found


def _compact(name: str) -> str:
    return "".join(map(fold_quote, name.split()))


def _shorter(words: list[str], place: str | None) -> Iterator[str]:
    """The shorter forms of a name: initials for its first words, its kind and its own name, no level words."""
    rest = [word for word in words if fold_quote(word) not in _LEVELS]
    plain = [word for word in words if word not in _JOINING and word[:1].isalpha()]
    own = place.split() if place and words[-len(place.split()) :] == place.split() else []
    for first in (0, 1):
        for size in range(2, min(_MOST_INITIALS, len(plain) - first - 1) + 1):
            head, tail = plain[first : first + size], plain[first + size :]
            if not all(word.isalpha() and not word.isupper() for word in head) or not tail[0][:1].isupper():
                if not tail or fold_quote(tail[0]) not in _LEVELS:
                    continue
            initials = "".join(bare_letter(word[0]).upper() for word in head)
            for behind in (tail, [word for word in tail if fold_quote(word) not in _LEVELS]):
                if behind:
                    yield " ".join((*plain[:first], initials, *behind))
                    yield " ".join((*plain[:first], _marked_initials(head), *behind))
                    if first:
                        yield " ".join((initials, *behind))
                        yield " ".join((_marked_initials(head), *behind))
    if rest != words and len(rest) > 1:
        yield " ".join(rest)
    if own and len(own) < len(words) - 1 and fold_quote(words[0]) not in _LEVELS:
        yield " ".join((words[0], *own))
    upper = next((at for at, word in enumerate(words) if at and word.isupper() and len(word) > 1), None)
    if upper is not None and len(words) > upper + 2:
        # "Trường THPT Lý Nhân": "THPT Lý Nhân", "trường Lý Nhân"
        yield " ".join(words[upper:])
        yield " ".join((words[0], *words[upper + 1 :]))


def _marked_initials(head: list[str]) -> str:
    return "".join(word[0].upper() for word in head)
