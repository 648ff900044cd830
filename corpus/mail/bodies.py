"""What a message says itself, told from what is attached to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.mail.parsing import Parsed, charset_of, content_of, is_message, leaves, name_of, parts_of
from corpus.rejects import ReadError

_TEXTS = ("text/plain", "text/html")
# Characters of a text beside a web page that are enough to be what the page says, and not "your program shows no HTML".
_LEAST = 80


@dataclass(frozen=True)
class Body:
    """A part of a message that is text for its reader."""

    media_type: str
    content: bytes
    charset: str
    flowed: bool
    """Whether lines that end with a blank go on in the next (RFC 3676)."""


@dataclass(frozen=True)
class Sorted:
    """The parts of a message. Numbers are places among ``leaves``."""

    bodies: Sequence[Body]
    attached: Sequence[tuple[int, Parsed]]
    pictures: Sequence[tuple[int, Parsed]]
    """What stands in a text: logos, signatures."""


def sort_parts(message: Parsed) -> Sorted:
    """Tell the texts of a message from its attachments.

    Raises:
        ReadError: ``bomb``, ``corrupt``.
    """
    related = _related(message)
    bodies: list[tuple[int, Body]] = []
    attached, pictures = [], []
    for number, part in enumerate(leaves(message)):
        if _is_text(part):
            bodies.append((number, _body(part)))
        elif part.get_content_maintype() == "image" and (id(part) in related or part["content-id"]):
            pictures.append((number, part))
        else:
            attached.append((number, part))
    return Sorted([*_chosen(bodies)], attached, pictures)


def _is_text(part: Parsed) -> bool:
    # An unnamed part of text is read with the rest even where it is called an attachment: there is no name for it.
    return part.get_content_type() in _TEXTS and not name_of(part) and not is_message(part)


def _body(part: Parsed) -> Body:
    try:
        content = content_of(part)
    except ReadError:
        content = b""
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    return Body(part.get_content_type(), content, charset_of(part), flowed)


def _related(message: Parsed) -> frozenset[int]:
    """The parts that belong to a page."""
    return frozenset(
        id(part)
        for whole in _wholes(message)
        if whole.get_content_type() == "multipart/related"
        for part in parts_of(whole)
    )


def _wholes(message: Parsed) -> Iterator[Parsed]:
    """The parts that hold others."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        held = parts_of(part)
        if held and not is_message(part):
            yield part
            waiting += held


def _chosen(bodies: Sequence[tuple[int, Body]]) -> Iterator[Body]:
    """Of a text and a page that follow each other, which say the same, the text if it says anything."""
    by_number = dict(bodies)
    for number, body in bodies:
        before, after = by_number.get(number - 1), by_number.get(number + 1)
        if (
            body.media_type == "text/html"
            and before is not None
            and before.media_type == "text/plain"
            and _says(before)
        ):
            continue
        if (
            body.media_type == "text/plain"
            and after is not None
            and after.media_type == "text/html"
            and not _says(body)
        ):
            continue
        yield body


def _says(body: Body) -> bool:
    return len(body.content.strip()) >= _LEAST
