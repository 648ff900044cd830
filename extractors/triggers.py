"""Words that say what a person does at a meeting, found in one pass over the tokens."""

from bisect import bisect_left
from typing import NamedTuple

from extractors.lexicon import data
from extractors.tokens import Tokens

_DATA = data("leaders")
_NOTHING = "none"


class Trigger(NamedTuple):
    """``chủ trì``, ``phát biểu`` … at tokens ``[first, last)``.

    ``label`` is a capacity of the guidelines, or ``remark`` for verbs of saying that make a speaker only of their own
    subject (``cho biết``, ``đề nghị``).
    """

    first: int
    last: int
    label: str


_Entries = list[tuple[list[str], str]]


def _by_first_words() -> dict[str, dict[str, _Entries]]:
    """The triggers, the longest first, by their first word and their second; those of one word are under every second."""
    table: dict[str, _Entries] = {}
    for label, phrases in _DATA["triggers"].items():
        for phrase in phrases:
            words = phrase.replace(",", " ,").split()
            table.setdefault(words[0], []).append((words, label))
    found: dict[str, dict[str, _Entries]] = {}
    for first, entries in table.items():
        entries.sort(key=lambda entry: -len(entry[0]))
        seconds = {"".join(words[1:2]) for words, _ in entries}
        found[first] = {second: [e for e in entries if e[0][1:2] in ([], [second])] for second in {*seconds, _ALONE}}
    return found


_ALONE = ""
_TABLE = _by_first_words()


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
        seconds = _TABLE[norm[i]]
        for words, label in seconds.get(tokens.norm_at(i + 1)) or seconds[_ALONE]:
            if norm[i : i + len(words)] == words:
                if label != _NOTHING:
                    found.append(Trigger(i, i + len(words), label))
                reached = i + len(words)
                break
    return found
