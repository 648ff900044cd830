"""Whether a text can be about emulation clusters at all: asked before the full extraction, since most news is not."""

import re

from models.words import bare_word, located_words

_TOLD_BY = re.compile(
    r"\b(?:thi dua|cum truong|truong cum|cum pho|khoi truong|truong khoi|khoi pho|(?:cum|khoi) (?:so )?\d+"
    r"|giao uoc|co thi dua|chien si thi dua|anh hung lao dong|huan chuong|bang khen|khen thuong)\b"
)


def may_concern_emulation(text: str) -> bool:
    """Whether a word of emulation stands in a text, with or without its marks. Cheap, and meant to miss nothing.

    >>> may_concern_emulation("Cụm THI ĐUA số 4"), may_concern_emulation("Giá vàng hôm nay")
    (True, False)
    """
    return _TOLD_BY.search(" ".join(bare_word(word) for _, word in located_words(text))) is not None
