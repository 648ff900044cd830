"""The tokens of a ``Doc`` as parallel lists: what the hand-written grammars scan.

White space is left out except line breaks, so that ``i + 1`` is the next word or mark. ``norm`` is the token casefolded
with its tone mark in the new place (``Uỷ`` and ``ủy`` are one); ``shape`` is one letter:

====  ==========================================================
``C``  capitalised (``Hội``, ``H'Yéo``)
``U``  all capitals, two letters or more (``CCB``, ``T.Ư``)
``L``  lower case
``N``  number, date or score
``P``  any other mark
``B``  line break
====  ==========================================================

Where the cells of a row are known to begin, though no mark stands there, the blank before the cell is a token too: a bar.
"""

from collections.abc import Callable, Collection, Sequence, Set
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from typing import Any

from spacy.attrs import IDX, ORTH
from spacy.tokens import Doc

from extractors.annotations import text_of
from models.names import fold_quote

_FURTHEST = 1024
"""How many tokens beyond the ends of a text a grammar may look."""
_NO_NORMS = [""] * _FURTHEST
_NO_SHAPES = ["B"] * _FURTHEST

WORDS = frozenset("CUL")
CAPITAL = frozenset("CU")


@lru_cache(maxsize=65536)
def shape(word: str) -> str:
    """The shape letter of one token (see the module's table)."""
    first = word[0]
    if first.isdigit():
        return "N"
    if first == "\n":
        return "B"
    if not first.isalpha():
        return "P"
    if not first.isupper():
        return "L"
    letters = [c for c in word if c.isalpha()]
    return "U" if len(letters) > 1 and all(c.isupper() for c in letters) else "C"


_Kind = tuple[str, str, str, int]
"""A token's text, folded text, shape and length."""
_BAR: _Kind = ("|", "|", "P", 1)
_KINDS: dict[int, _Kind | None] = {}
"""The kinds of tokens by spaCy's hash of their text, as far as texts had them; None for white space that is left out."""
_MOST_KINDS = 1 << 16


def _kind(word: str) -> _Kind | None:
    return None if word[0].isspace() and word[0] != "\n" else (word, fold_quote(word), shape(word), len(word))


def _kinds_of(doc: Doc, orths: list[int]) -> list[_Kind | None]:
    """The kind of each token; one that another text had already is not looked at again."""
    new = set(orths).difference(_KINDS)
    if len(_KINDS) + len(new) > _MOST_KINDS:
        _KINDS.clear()
        new = set(orths)
    strings = doc.vocab.strings
    for orth in new:
        _KINDS[orth] = _kind(strings[orth])
    return list(map(_KINDS.__getitem__, orths))


class Tokens:
    """Parallel lists over the words and marks of one text; ``len(tokens)`` of each."""

    __slots__ = (
        "_at",
        "ends",
        "levels",
        "norm",
        "norm_at",
        "of_doc",
        "places",
        "shape",
        "shape_at",
        "starts",
        "text",
        "words",
    )

    norm_at: Callable[[int], str]
    """The folded token, or an empty string beyond the ends (as far as any grammar looks)."""
    shape_at: Callable[[int], str]
    """The shape of a token; beyond the ends there are line breaks."""

    def __init__(self, doc: Doc, cells: Collection[int] = ()) -> None:
        """The tokens of ``doc``; ``cells`` are the characters, each behind a blank, at which a further cell of a line begins."""
        self.text: str = text_of(doc)
        orths, starts = doc.to_array([ORTH, IDX]).T.tolist()
        entries = _kinds_of(doc, orths)
        kept: Sequence[_Kind] = [entry for entry in entries if entry is not None]
        self.of_doc: Sequence[int] = range(len(entries))
        """Index here by the index of the token in the ``Doc``; of white space that is left out, that of the next token."""
        if len(kept) < len(entries):
            self.of_doc = list(accumulate((entry is not None for entry in entries), initial=0))[:-1]
            starts = [start for start, entry in zip(starts, entries, strict=True) if entry is not None]
        if cells:
            kept, starts = self._part(kept, starts, cells)
        words, norm, shapes, lengths = zip(*kept, strict=True) if kept else ((), (), (), ())
        self.words: list[str] = list(words)
        self.norm: list[str] = list(norm)
        self.shape: list[str] = list(shapes)
        self.starts: list[int] = starts
        self.ends: list[int] = list(map(add, starts, lengths))
        self._at: dict[str, list[int]] = {}
        self.levels: dict[int, tuple[int, str]] | None = None
        """Level words by their first token, once `extractors.places.level_at` was asked for one."""
        self.places: dict[int, Any] = {}
        """Places by their first token, as far as `extractors.places.place_at` was asked for them."""
        # Asked for hundreds of thousands of times a document: a list whose ends are padded answers without a call into
        # Python. Small negative indexes fall into the padding too.
        self.norm_at = [*self.norm, *_NO_NORMS].__getitem__
        self.shape_at = [*self.shape, *_NO_SHAPES].__getitem__

    def where(self, words: Set[str]) -> list[int]:
        """The tokens that are one of the folded ``words``, in order: what is seldom said is not looked for everywhere."""
        at = self._at
        if not at:
            for i, word in enumerate(self.norm):
                if word in at:
                    at[word].append(i)
                else:
                    at[word] = [i]
        found = [at[word] for word in at.keys() & words]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    def _part(
        self, kept: Sequence[_Kind], starts: Sequence[int], cells: Collection[int]
    ) -> tuple[list[_Kind], list[int]]:
        """The tokens and their starts with a bar before each token that begins a cell."""
        parted: list[_Kind] = []
        places: list[int] = []
        moved: list[int] = []
        for kind, start in zip(kept, starts, strict=True):
            if start in cells:
                parted.append(_BAR)
                places.append(start - 1)
            moved.append(len(parted))
            parted.append(kind)
            places.append(start)
        moved.append(len(parted))
        self.of_doc = [moved[at] for at in self.of_doc]
        return parted, places

    def __len__(self) -> int:
        return len(self.words)

    def string(self, first: int, last: int) -> str:
        """The text of tokens ``first`` up to but not including ``last``, with white space folded."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def is_capital(self, i: int) -> bool:
        return self.shape_at(i) in CAPITAL
