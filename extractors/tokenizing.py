"""A lossless tokeniser for Vietnamese: a token is a syllable, a number or date, or one mark; white space is kept.

spaCy's own Vietnamese tokeniser splits on spaces only (punctuation stays glued) and its multi-language one keeps
``An).Cụm`` whole, so the split is made here by one regular expression. Abbreviations written with points, ampersands,
dashes or commas (``T.Ư``, ``KH&KT``, ``TĐ-KT``) stay one token.
"""

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

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


class VietnameseTokenizer:
    """Callable that spaCy uses as ``nlp.tokenizer``: text to ``Doc`` with ``doc.text == text``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pairs = _TOKEN.findall(text)
        words: list[str] = [word for word, _ in pairs]
        return Doc(self.vocab, words=words, spaces=[space != "" for _, space in pairs])


def words_of(text: str) -> list[str]:
    """The tokens of a text that are no white space."""
    return [word for word, _ in _TOKEN.findall(text) if not word.isspace()]
