"""What a reader is: the bytes of one file in, its text and the parts of it out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.tools import Tool
from models import Page, Placement, Segment


@dataclass(frozen=True)
class ReadResult:
    """What a reader found in a file.

    ``text`` is normalised (``corpus.normalise``) and may be empty; ``segments`` are ranges of it, in order, without
    overlap, that hold every character of it but white space; ``metadata`` is what the container says of itself, by names
    in small letters (``title``, ``author``, ``date``, ``site``, ``url``, ``encoding``, …). ``pages`` and ``placements`` are
    for paged formats, as in ``models.Document``.
    """

    text: str
    segments: tuple[Segment, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    placements: tuple[Placement, ...] = ()


@dataclass(frozen=True)
class Reader:
    """A format that can be read, and how."""

    name: str
    version: int
    """Raised with every change that may read a file which was a reject, or read a file differently."""
    media_types: Mapping[str, tuple[str, ...]]
    """The media types it takes, each with the suffixes of its files, in small letters, with the dot."""
    max_bytes: int
    """Larger files are not read."""
    read: Callable[[bytes], ReadResult]
    """Raises ReadError for what the format does not allow, and nothing else."""
    tools: tuple[Tool, ...] = ()
    """Programs outside this one that it uses where they are installed: a reject is tried again when these change."""
