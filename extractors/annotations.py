"""What the components leave on a ``Doc`` for the ones after them: one extension attribute a concern.

==============  =================================================================================================
``source``      the :class:`models.Document` that is read
``lines``       tuple of :class:`extractors.layout.Line`: every non-blank line and its role on the page
``sentences``   tuple of :class:`Span`: the sentences of the lines that carry prose, in order
``front``       :class:`models.DocumentFacts`: title, publication date, byline, publisher, kind
``dates``       tuple of :class:`extractors.dates.DateMention`, in order
==============  =================================================================================================

The families of facts (``clusters``, ``members``, …, ``citations``) are tuples of the models of that name.
"""

from typing import NamedTuple

from spacy.tokens import Doc

from models import Evidence

FAMILIES = (
    "clusters",
    "members",
    "meetings",
    "leaders",
    "headships",
    "awards",
    "pledges",
    "campaigns",
    "citations",
)


class Span(NamedTuple):
    """A half-open range of characters of the document's text."""

    start: int
    end: int


def register() -> None:
    """Declare the extension attributes; safe to call more than once."""
    for name in ("source", "front", "mentions", "context"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in ("in_scope", "speaks_of_clusters"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=False)
    for name in ("lines", "sentences", "dates", *FAMILIES):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())


TEXT = "text"
"""The key of ``Doc.user_data`` under which the tokeniser leaves the text."""


def text_of(doc: Doc) -> str:
    """The text that ``doc`` was made of; ``Doc.text`` joins all tokens anew at every call."""
    text: str | None = doc.user_data.get(TEXT)
    return doc.text if text is None else text


def evidence(text: str, start: int, end: int) -> Evidence:
    """The evidence ``text[start:end]`` without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(start=start, end=end, quote=text[start:end])
