"""A message that may be hostile, taken apart by the ``email`` package of the standard library."""

import binascii
import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from typing import TypeAlias

from corpus import legacy
from corpus.normalising import normalise
from corpus.rejects import ReadError

_MOST_PARTS = 1000
_FOLD = re.compile(r"\r?\n[ \t]*")
# What the package raises for headers and parts that break its rules, by its issues and by trying.
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, binascii.Error)

Parsed: TypeAlias = "Message[str, str]"


def parse(content: bytes) -> Parsed:
    """Return a message with its parts.

    Raises:
        ReadError: ``bomb`` for parts nested too deep; ``corrupt``.
    """
    try:
        # The newer policies raise for many a header that this one hands over as it is.
        return email.message_from_bytes(content, policy=compat32)
    except RecursionError as error:
        raise ReadError("bomb", "parts in parts without end") from error
    except _BROKEN as error:
        raise ReadError("corrupt", f"a broken message: {type(error).__name__}") from error


def leaves(message: Parsed) -> Iterator[Parsed]:
    """The parts that hold no others, in their order; a message inside of the message is one.

    Raises:
        ReadError: ``bomb`` for more parts than are taken.
    """
    waiting = [message]
    count = 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > _MOST_PARTS:
            raise ReadError("bomb", f"more than {_MOST_PARTS:,} parts")
        held = parts_of(part)
        if held and not is_message(part):
            waiting += reversed(held)
        else:
            yield part


def parts_of(part: Parsed) -> list[Parsed]:
    """The parts that a part holds."""
    # Asked for text, the package decodes it, and fails for some names of encodings.
    payload = part.get_payload() if part.is_multipart() else None
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def is_message(part: Parsed) -> bool:
    """Whether a part is a message of its own, forwarded or attached."""
    return part.get_content_type() == "message/rfc822"


def content_of(part: Parsed) -> bytes:
    """The bytes of a part, decoded; those of a message as it would be a file.

    Raises:
        ReadError: ``corrupt``.
    """
    try:
        if part.is_multipart():
            return b"".join(each.as_bytes() for each in parts_of(part))
        content = part.get_payload(decode=True)
    except (RecursionError, MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ReadError("corrupt", f"a broken part of a message: {type(error).__name__}") from error
    return content if isinstance(content, bytes) else b""


def name_of(part: Parsed) -> str:
    """The name that a part is to have as a file; empty where it has none."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            value = _with_bytes_decoded(part, header).get_param(parameter, "", header)
            if value:
                return words_of(collapse_rfc2231_value(value))
        except _BROKEN:
            continue
    return ""


def _with_bytes_decoded(part: Parsed, header: str) -> Parsed:
    """The part, or one with this header alone as text, where it has bytes that are no ASCII: the package loses those."""
    for key, value in part.raw_items():
        if key.lower() == header and not str(value).isascii():
            alone: Parsed = Message(policy=compat32)
            alone[header] = _decoded(str(value), None)
            return alone
    return part


def charset_of(part: Parsed) -> str:
    """The name of the encoding that a part of text declares; empty where it declares none."""
    try:
        return part.get_content_charset("")
    except _BROKEN:
        return ""


def header_of(message: Parsed, name: str) -> str:
    """A header as one line of text; empty where there is none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return words_of(str(value))
    return ""


def date_of(message: Parsed) -> str:
    """The date of a message by ISO 8601; empty where it has none that can be read."""
    try:
        return parsedate_to_datetime(header_of(message, "date")).isoformat()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return ""


def words_of(raw: str) -> str:
    """Text of a header, with its encoded words and bytes decoded."""
    raw = _FOLD.sub(" ", raw)
    try:
        pieces = decode_header(raw) if "=?" in raw else [(raw, None)]
        text = "".join(_decoded(piece, charset) for piece, charset in pieces)
    except _BROKEN:
        text = _decoded(raw, None)
    return normalise(text).replace("\n", " ")


def _decoded(piece: bytes | str, charset: str | None) -> str:
    content = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    try:
        return content.decode(charset or "utf-8")
    except (UnicodeDecodeError, LookupError):
        encoding = legacy.detect(content)
        return legacy.decode(content, encoding) if encoding else content.decode("utf-8", "replace")
