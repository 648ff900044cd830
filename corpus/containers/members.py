"""What a listing of a container says of what is in it."""

from dataclasses import dataclass

MOST_DEPTH = 3
"""Containers in containers: ``a.zip!/b.zip!/c.zip!/d.txt`` is read, and what is in one more is not."""
MOST_MEMBERS = 250_000
"""Of one container, and of one with all that are in it."""
MOST_CONTAINER = 512 << 20
"""Bytes of a container inside of another one."""
MOST_CONTAINERS = 4 << 30
"""Bytes of all containers inside of one, as they declare it: each is unpacked to be listed."""
HIGHEST_RATIO = 400
"""Of unpacked to packed bytes; text of equal rows reaches a hundred, and deflate cannot do more than 1,032."""
SMALL = 4 << 20
"""Bytes that no ratio makes dangerous."""


@dataclass(frozen=True, slots=True)
class ZipMember:
    """A member of a ZIP archive, and where it is: enough to read it without listing the archive again."""

    name: str
    """A label, printable and of bounded length; it may say ``../`` or ``/``, since nothing is opened by it."""
    media_type: str
    """What the suffix promises."""
    size: int
    """In bytes, unpacked, as the archive declares it."""
    at: int
    """Of its header, in bytes from the start of the archive."""
    packed: int
    """In bytes."""
    crc: int
    method: int


@dataclass(frozen=True, slots=True)
class MailPart:
    """An attachment of an e-mail message."""

    name: str
    media_type: str
    size: int
    """In bytes, decoded."""
    number: int
    """Among all parts of the message, in their order, from 0."""


Member = ZipMember | MailPart


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that a reader takes and that cannot be read, as its container tells."""

    name: str
    code: str
    """A key of ``REJECT_CODES``."""
    reason: str


@dataclass(frozen=True, slots=True)
class Passed:
    """A member that is no document."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a container, in its order.

    ``document`` is a media type where the file is itself a document: a message beside its attachments, or what has the
    suffix of an archive and is none.
    """

    members: tuple[Member | Refused | Passed, ...] = ()
    document: str | None = None
