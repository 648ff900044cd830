"""Words that say what a person does at a meeting, found in one pass over the tokens."""

from bisect import bisect_left
from dataclasses import dataclass

from extractors.lexicon import data
from extractors.tokens import Tokens

_DATA = data("leaders")
_NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Trigger:
    """``chủ trì``, ``phát biểu`` … at tokens ``[first, last)``.

    ``label`` is a capacity of the guidelines, or ``remark`` for verbs of saying that make a speaker only of their own
    subject (``cho biết``, ``đề nghị``).
    """

    first: int
    last: int
    label: str


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for label, phrases in _DATA["triggers"].items():
        for phrase in phrases:
            words = tuple(phrase.replace(",", " ,").split())
            table.setdefault(words[0], []).append((words, label))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


_TABLE = _by_first_word()


class Triggers:
    """The triggers of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._found = _find(tokens)
        self._starts = [trigger.first for trigger in self._found]

    def between(self, first: int, last: int) -> list[Trigger]:
        """The triggers within tokens ``[first, last)``, in order."""
        found = self._found[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return [trigger for trigger in found if trigger.last <= last]

    def words(self, first: int, last: int) -> str:
        """The folded tokens ``[first, last)``, joined by blanks."""
        return " ".join(self.tokens.norm[first:last])


def _find(tokens: Tokens) -> list[Trigger]:
    """The triggers of a text in order; of overlapping ones the first, of those that start together the longest."""
    found: list[Trigger] = []
    norm = tokens.norm
    reached = 0
    for i in tokens.where(_TABLE.keys()):
        if i < reached:
            continue
        for words, label in _TABLE[norm[i]]:
            if tuple(norm[i : i + len(words)]) == words:
                if label != _NOTHING:
                    found.append(Trigger(i, i + len(words), label))
                reached = i + len(words)
                break
    return found
