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

from functools import lru_cache

from spacy.attrs import IDX, NORM, ORTH
from spacy.tokens import Doc

from extractors.annotations import text_of

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


class Tokens:
    """Parallel lists over the words and marks of one text; ``len(tokens)`` of each."""

    __slots__ = ("ends", "index_at", "norm", "shape", "starts", "text", "words")

    def __init__(self, doc: Doc) -> None:
        self.text: str = text_of(doc)
        self.words: list[str] = []
        self.norm: list[str] = []
        self.shape: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.index_at: dict[int, int] = {}
        """Token index by the character offset at which the token starts."""
        strings = doc.vocab.strings
        norms: dict[int, str] = {}
        columns = doc.to_array([ORTH, NORM, IDX]).tolist()
        for orth, norm, start in columns:
            word = strings[orth]
            if word[0].isspace() and word[0] != "\n":
                continue
            self.index_at[start] = len(self.words)
            self.words.append(word)
            if norm not in norms:
                norms[norm] = strings[norm]
            self.norm.append(norms[norm])
            self.shape.append(shape(word))
            self.starts.append(start)
            self.ends.append(start + len(word))

    def __len__(self) -> int:
        return len(self.words)

    def string(self, first: int, last: int) -> str:
        """The text of tokens ``first`` up to but not including ``last``, with white space folded."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def is_capital(self, i: int) -> bool:
        return i < len(self.words) and self.shape[i] in CAPITAL

    def norm_at(self, i: int) -> str:
        """The folded token, or an empty string beyond the ends."""
        return self.norm[i] if 0 <= i < len(self.norm) else ""

    def shape_at(self, i: int) -> str:
        return self.shape[i] if 0 <= i < len(self.shape) else "B"
