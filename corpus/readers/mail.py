"""E-mail messages (EML): what they say themselves. Attachments are read as members, see ``corpus.mail.attachments``."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corpus.charsets import as_declared
from corpus.readers.reader import Reader, ReadResult
from corpus.rejects import ReadError
from corpus.sniffing import EMAIL
from models import Segment

if TYPE_CHECKING:
    from corpus.mail.bodies import Body
    from corpus.mail.parsing import Parsed

_SIGNATURE = re.compile(rb"^-- ?$", re.MULTILINE)
_HEADERS = {"title": "subject", "author": "from", "to": "to", "message_id": "message-id"}


def read(content: bytes) -> ReadResult:
    """Return the text of a message, with its subject as title, its sender as author and its date in the metadata.

    Raises ReadError: ``corrupt``, ``bomb``, ``empty``; for a message that is a web page, what its reader raises.
    """
    from corpus.mail.bodies import sort_parts
    from corpus.mail.parsing import parse

    message = parse(content)
    bodies = sort_parts(message).bodies
    results = []
    failure: ReadError | None = None
    for body in bodies:
        try:
            results.append(_read_body(body))
        except ReadError as error:
            failure = error
    results = [result for result in results if result.text]
    if not results and failure is not None:
        raise failure
    text, segments = _joined(results)
    told = {name: value for result in reversed(results) for name, value in result.metadata.items()}
    return ReadResult(text=text, segments=segments, metadata={**told, **_metadata(message)})


def _read_body(body: "Body") -> ReadResult:
    from corpus.readers import BY_MEDIA_TYPE

    reader = BY_MEDIA_TYPE.get(body.media_type)
    if reader is None:
        raise ReadError("unsupported", f"no reader takes {body.media_type}")
    content = as_declared(body.content, body.charset)
    return reader.read(unflowed(content) if body.flowed else content)


def unflowed(content: bytes) -> bytes:
    """Return text with the lines joined that were broken behind a blank (RFC 3676), but for the mark of a signature."""
    return b"\n".join(_paragraphs(content.replace(b"\r\n", b"\n").split(b"\n")))


def _paragraphs(lines: Iterable[bytes]) -> Iterator[bytes]:
    paragraph = b""
    for line in lines:
        line = line.removeprefix(b" ")  # Stuffed before lines that would mean something else.
        paragraph += line
        if not line.endswith(b" ") or _SIGNATURE.match(line):
            yield paragraph
            paragraph = b""
    if paragraph:
        yield paragraph


def _joined(results: Iterable[ReadResult]) -> tuple[str, tuple[Segment, ...]]:
    text = ""
    segments: list[Segment] = []
    for result in results:
        text += "\n\n" if text else ""
        shift = len(text)
        text += result.text
        segments += [
            Segment(start=part.start + shift, end=part.end + shift, kind=part.kind) for part in result.segments
        ]
    return text, tuple(segments)


def _metadata(message: "Parsed") -> dict[str, str]:
    from corpus.mail.parsing import date_of, header_of

    found = {name: header_of(message, header) for name, header in _HEADERS.items()}
    return {name: value for name, value in {**found, "date": date_of(message)}.items() if value}


READER = Reader(
    name="mail",
    version=1,
    media_types={EMAIL: (".eml",)},
    max_bytes=64 * 1024 * 1024,
    read=read,
)
