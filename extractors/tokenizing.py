"""A lossless tokeniser for Vietnamese: a token is a syllable, a number or date, or one mark; white space is kept.

spaCy's own Vietnamese tokeniser splits on spaces only (punctuation stays glued) and its multi-language one keeps
``An).Cụm`` whole, so the split is made here by one regular expression. Abbreviations written with points, ampersands,
dashes or commas (``T.Ư``, ``KH&KT``, ``TĐ-KT``) stay one token.
"""

import re
from collections.abc import Iterable
from itertools import chain

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.annotations import TEXT
from models.names import fold_quote

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠ-Ỹ"
_TOKEN = re.compile(
    rf"""
    ( \d+(?:[.,]\d+)+                        # 1.284  98,75
    | \d+(?:[/-]\d+)+                        # 13-6-2017  24/7/2014  6/9
    | [{_UPPER}]{{1,4}}(?:[.&-][{_UPPER}]{{1,4}})+(?![^\W\d_])   # T.Ư  KH&KT  TĐ-KT  PT-TH
    | [^\W\d_]+(?:['’][^\W\d_]+)*            # a syllable; H'Yéo, H’Nhung
    | \d+
    | [^\S\n]+ | \n+                         # white space
    | .                                      # any other single mark
    )
    ([ ](?![^\S\n]))?                        # the one space behind it
    """,
    re.VERBOSE | re.DOTALL,
)


_OTHER_BLANK = re.compile(r"[^\S \n]")
_MOST_KEPT = 1 << 16
_LONGEST_KEPT = 40

Piece = tuple[str, str, str, int, bool, int]
"""A token as it is looked up: its text, folded text, shape (none of white space but line breaks) and length,
whether a blank follows, and spaCy's hash of its text."""


def shape(word: str) -> str:
    """The shape letter of one token; see :mod:`extractors.tokens`."""
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


class _Pieces(dict[tuple[str, str], Piece]):
    """The pieces by their text and the blank behind it, as far as texts had them."""

    def __init__(self, vocab: Vocab) -> None:
        self._strings = vocab.strings

    def __missing__(self, found: tuple[str, str]) -> Piece:
        word, space = found
        kind = "" if word[0].isspace() and word[0] != "\n" else shape(word)
        piece = word, fold_quote(word), kind, len(word), space != "", self._strings.add(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[found] = piece
        return piece


class _Chunks(dict[str, tuple[Piece, ...]]):
    """The pieces of what stands between two blanks, with the blank behind it, as far as texts had it.

    Most of a text are syllables that other texts had already: they are cut, folded and looked at once a process.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._pieces = _Pieces(vocab)

    def __missing__(self, chunk: str) -> tuple[Piece, ...]:
        """The pieces of a chunk that is not known yet.

        Raises:
            KeyError: there is nothing between the blanks, or other white space that may belong to them.
        """
        if not chunk or _OTHER_BLANK.search(chunk):
            raise KeyError(chunk)
        pieces = tuple(self.cut(f"{chunk} "))
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = pieces
        return pieces

    def cut(self, text: str) -> list[Piece]:
        """The pieces of any text."""
        return list(map(self._pieces.__getitem__, _TOKEN.findall(text)))


class VietnameseTokenizer:
    """Callable that spaCy uses as ``nlp.tokenizer``: text to ``Doc`` with ``doc.text == text``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._chunks = _Chunks(vocab)

    def __call__(self, text: str) -> Doc:
        pieces = self._pieces(text)
        # By their hashes, since each word would be hashed again.
        doc = Doc(
            self.vocab,
            words=[piece[5] for piece in pieces],  # type: ignore[misc]  # spaCy's stubs leave hashes out
            spaces=[piece[4] for piece in pieces],
        )
        doc.user_data[_PIECES] = pieces
        doc.user_data[TEXT] = text
        return doc

    def cut(self, text: str) -> list[Piece]:
        """The pieces of a text by the expression alone."""
        return self._chunks.cut(text)

    def _pieces(self, text: str) -> list[Piece]:
        *chunks, last = text.split(" ")
        try:
            if _OTHER_BLANK.search(last):
                raise KeyError(last)
            found: Iterable[tuple[Piece, ...]] = map(self._chunks.__getitem__, chunks)
            return list(chain(chain.from_iterable(found), self._chunks.cut(last)))
        except KeyError:
            return self.cut(text)


_PIECES = "pieces"


def pieces_of(doc: Doc) -> list[Piece]:
    """The tokens of a ``Doc`` that `VietnameseTokenizer` made.

    Raises:
        KeyError: another tokeniser made it.
    """
    pieces: list[Piece] = doc.user_data[_PIECES]
    return pieces


def words_of(text: str) -> list[str]:
    """The tokens of a text that are no white space."""
    return [word for word, _ in _TOKEN.findall(text) if not word.isspace()]
