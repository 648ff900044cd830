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

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence, Set
from itertools import accumulate, chain, compress
from operator import add
from typing import Any

from spacy.tokens import Doc

from extractors.annotations import text_of
from extractors.tokenizing import Piece, pieces_of

_FURTHEST = 1024
"""How many tokens beyond the ends of a text a grammar may look."""
_NO_NORMS = [""] * _FURTHEST
_NO_SHAPES = ["B"] * _FURTHEST

WORDS = frozenset("CUL")
CAPITAL = frozenset("CU")
DASHES = frozenset("-–—‑−")
"""Marks that part names or stand before the items of a list."""


_BAR: Piece = ("|", "|", "P", 1, False, 0)


class Tokens:
    """Parallel lists over the words and marks of one text; ``len(tokens)`` of each."""

    __slots__ = (
        "_at",
        "_blanks",
        "_shaped",
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
        kept: Sequence[Piece] = pieces_of(doc)
        starts = list(accumulate([piece[3] + piece[4] for piece in kept], initial=0))[:-1]
        self.of_doc: Sequence[int] = range(len(kept))
        """Index here by the index of the token in the ``Doc``; of white space that is left out, that of the next token."""
        inside = [piece[2] != "" for piece in kept]
        self._blanks = not all(inside)
        """Whether there is white space beyond single blanks and line breaks."""
        if self._blanks:
            self.of_doc = list(accumulate(inside, initial=0))[:-1]
            kept, starts = list(compress(kept, inside)), list(compress(starts, inside))
        if cells:
            kept, starts = self._part(kept, starts, cells)
        self.words: list[str] = [piece[0] for piece in kept]
        self.norm: list[str] = [piece[1] for piece in kept]
        self.shape: list[str] = [piece[2] for piece in kept]
        self.starts: list[int] = starts
        self.ends: list[int] = list(map(add, starts, map(len, self.words)))
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        self._shaped: dict[str, list[int]] = {}
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
                at[word].append(i)
        found = [at[word] for word in at.keys() & words]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    def shaped(self, letter: str) -> list[int]:
        """The tokens of a shape, in order."""
        found = self._shaped.get(letter)
        if found is None:
            found = self._shaped[letter] = [i for i, shape in enumerate(self.shape) if shape == letter]
        return found

    def _part(
        self, kept: Sequence[Piece], starts: Sequence[int], cells: Collection[int]
    ) -> tuple[list[Piece], list[int]]:
        """The tokens and their starts with a bar before each token that begins a cell."""
        parted: list[Piece] = []
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
        words = self.text[self.starts[first] : self.ends[last - 1]]
        return " ".join(words.split()) if self._blanks or "\n" in words else words

    def is_capital(self, i: int) -> bool:
        return self.shape_at(i) in CAPITAL
