"""A message as a container: the files attached to it."""

from pathlib import PurePosixPath

from corpus.containers.members import Listing, MailPart, Passed, Refused
from corpus.containers.names import distinct, label_of
from corpus.mail.bodies import sort_parts
from corpus.mail.parsing import Parsed, content_of, leaves, name_of, parse
from corpus.readers import BY_MEDIA_TYPE, media_type_of
from corpus.rejects import ReadError
from corpus.sniffing import EMAIL


def list_mail(content: bytes) -> Listing:
    """Return what is attached to a message; the message itself is a document where it says anything.

    Raises:
        ReadError: ``bomb``, ``corrupt``.
    """
    parts = sort_parts(parse(content))
    names = distinct(_label(number, part) for number, part in parts.attached)
    members = tuple(_judged(name, number, part) for name, (number, part) in zip(names, parts.attached, strict=True))
    pictures = tuple(
        Passed(label_of(name_of(part)) if name_of(part) else f"part-{number}", "a picture in a text")
        for number, part in parts.pictures
    )
    says = any(body.content.strip() for body in parts.bodies)
    return Listing((*members, *pictures), document=EMAIL if says or not members else None)


def content_of_part(content: bytes, member: MailPart) -> bytes:
    """The bytes of an attachment.

    Raises:
        ReadError: ``corrupt``, ``bomb``.
    """
    for number, part in enumerate(leaves(parse(content))):
        if number == member.number:
            return content_of(part)
    raise ReadError("corrupt", "not where the message was seen to have it")


def _label(number: int, part: Parsed) -> str:
    name = name_of(part)
    if name:
        return label_of(name)
    return f"part-{number}{_suffix_of(part.get_content_type())}"


def _suffix_of(media_type: str) -> str:
    if media_type == EMAIL:
        return ".eml"
    reader = BY_MEDIA_TYPE.get(media_type)
    return reader.media_types[media_type][0] if reader is not None else ""


def _judged(name: str, number: int, part: Parsed) -> MailPart | Refused | Passed:
    # Forwarded messages have the names of their subjects.
    media_type = EMAIL if part.get_content_type() == EMAIL else media_type_of(PurePosixPath(name_of(part) or name))
    if media_type is None:
        told = part.get_content_type()
        media_type = told if told in BY_MEDIA_TYPE and "." not in name else None
    if media_type is None:
        return Passed(name, f"no reader takes it ({part.get_content_type()})")
    try:
        return MailPart(name, media_type, len(content_of(part)), number)
    except ReadError as error:
        return Refused(name, error.code, error.reason)
