"""Word documents of today (DOCX, DOCM), transitional and strict."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from corpus.legacy import mend
from corpus.normalising import normalise
from corpus.readers.reader import Reader, ReadResult
from corpus.segmenting import segment
from models import Segment

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from corpus.word.reading import Line


def read(content: bytes) -> ReadResult:
    """Return the text of a Word document: a line for each paragraph, list item and row of a table.

    Raises ReadError: ``encrypted``, ``bomb``, ``corrupt``.
    """
    from corpus.word.package import open_document
    from corpus.word.reading import read_document

    part = open_document(content)
    found = read_document(part)
    # Legacy text is shown in other fonts too, where its own were lost.
    mended = mend("\n".join(line.text.replace("\n", " ") for line in found.lines))
    encodings = ", ".join(dict.fromkeys((*sorted(found.encodings), *mended.encodings)))
    lines = [line._replace(text=text) for line, text in zip(found.lines, mended.text.split("\n"), strict=True)]
    text, segments = _assembled(lines)
    metadata = {"encoding": encodings} if encodings else {}
    return ReadResult(text=text, segments=segments, metadata={**_properties(part), **metadata})


def _assembled(lines: "Iterable[Line]") -> tuple[str, tuple[Segment, ...]]:
    """The lines as one text, and its segments, of the kinds that the document tells or else their form."""
    texts: list[str] = []
    kinds = {}
    place = 0
    for line in lines:
        text = normalise(line.text).replace("\n", " ")
        if not text and (not texts or not texts[-1]):
            continue
        if text and line.kind is not None:
            kinds[place] = line.kind
        texts.append(text)
        place += len(text) + 1
    whole = "\n".join(texts).rstrip("\n")
    return whole, tuple(
        Segment(start=part.start, end=part.end, kind=kinds.get(part.start, part.kind)) for part in segment(whole)
    )


def _properties(part: "DocumentPart") -> Mapping[str, str]:
    """What the document says of itself; nothing where it says it in a way that cannot be read."""
    try:
        core = part.package.core_properties
        date = core.created or core.modified
        found = {
            "title": mend(core.title).text,
            "author": mend(core.author).text,
            "date": date.isoformat() if date is not None else "",
        }
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
    return {name: normalised for name, value in found.items() if (normalised := normalise(value).replace("\n", " "))}


READER = Reader(
    name="docx",
    version=2,
    media_types={
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
        "application/vnd.ms-word.document.macroenabled.12": (".docm",),
    },
    max_bytes=64 * 1024 * 1024,
    read=read,
)
