"""DOC read by catdoc, where LibreOffice is missing."""

import re

from corpus.normalising import normalise
from corpus.readers.doc import read_with
from corpus.tools import CATDOC
from tests.rendering import docx
from tests.rendering.office import from_docx
from tests.running import SAMPLES

TEXT = normalise((SAMPLES / "a01-ccb-cum-7-giao-ban-2014.txt").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    """The words of a text; the marks of its lists are lost on the way."""
    return re.findall(r"\w+", text)


def test_the_words_are_those_of_the_text() -> None:
    result = read_with(CATDOC, from_docx(docx.render(TEXT), "doc"))
    assert words(result.text) == words(TEXT)
