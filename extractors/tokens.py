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
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import Any

from spacy.attrs import IDX, NORM, ORTH
from spacy.tokens import Doc

from extractors.annotations import text_of

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


@lru_cache(maxsize=65536)
def _kind(word: str, folded: str) -> tuple[str, str, str, int] | None:
    """A token's text, folded text, shape and length; None for white space that is left out."""
    return None if word[0].isspace() and word[0] != "\n" else (word, folded, shape(word), len(word))


class Tokens:
    """Parallel lists over the words and marks of one text; ``len(tokens)`` of each."""

    __slots__ = (
        "ends",
        "index_at",
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

    def __init__(self, doc: Doc) -> None:
        self.text: str = text_of(doc)
        strings = doc.vocab.strings
        orths, norms, starts = doc.to_array([ORTH, NORM, IDX]).T.tolist()
        # Every kind of token is looked at once; the rest is lists made of lists.
        kinds = {
            orth: _kind(strings[orth], strings[norm]) for orth, norm in dict(zip(orths, norms, strict=True)).items()
        }
        entries = [kinds[orth] for orth in orths]
        self.of_doc: list[int] = list(range(len(entries)))
        """Index here by the index of the token in the ``Doc``; of white space that is left out, that of the next token."""
        if None in kinds.values():
            self.of_doc = list(accumulate((entry is not None for entry in entries), initial=0))[:-1]
            starts = [start for start, entry in zip(starts, entries, strict=True) if entry is not None]
        kept = [entry for entry in entries if entry is not None]
        self.words: list[str] = [entry[0] for entry in kept]
        self.norm: list[str] = [entry[1] for entry in kept]
        self.shape: list[str] = [entry[2] for entry in kept]
        self.starts: list[int] = starts
        self.ends: list[int] = [start + entry[3] for start, entry in zip(starts, kept, strict=True)]
        self.index_at: dict[int, int] = dict(zip(starts, range(len(starts)), strict=True))
        """Token index by the character offset at which the token starts."""
        self.levels: dict[int, tuple[int, str] | None] = {}
        """Level words by their first token, as far as `extractors.places.level_at` was asked for them."""
        self.places: dict[int, Any] = {}
        """Places by their first token, as far as `extractors.places.place_at` was asked for them."""
        # Asked for hundreds of thousands of times a document: a list whose ends are padded answers without a call into
        # Python. Small negative indexes fall into the padding too.
        self.norm_at = [*self.norm, *_NO_NORMS].__getitem__
        self.shape_at = [*self.shape, *_NO_SHAPES].__getitem__

    def __len__(self) -> int:
        return len(self.words)

    def string(self, first: int, last: int) -> str:
        """The text of tokens ``first`` up to but not including ``last``, with white space folded."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def is_capital(self, i: int) -> bool:
        return i < len(self.words) and self.shape[i] in CAPITAL
