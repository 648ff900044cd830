"""Why a source became a reject: stable codes that warehouses, exit messages and retry rules are built on."""

from collections.abc import Mapping
from types import MappingProxyType

REJECT_CODES: Mapping[str, str] = MappingProxyType(
    {
        # Found while the sources are discovered or read.
        "unsupported": "given by name, and no reader takes its type",
        "empty": "holds no text: no bytes, or nothing but white space and invisible characters",
        "binary": "named as text and holds something else",
        "encoding": "text in an encoding that is not read",
        "too_big": "more bytes than its reader takes",
        "unreadable": "permission refused, or the device or file system failed",
        "vanished": "there when the sources were listed and gone when it was read",
        "changed": "written to while it was read",
        "corrupt": "broken, cut off, or not what its format demands",
        "encrypted": "needs a password",
        "needs_tool": "can be read only with a program that is not installed here",
        "tool_failed": "the outside program that was to read it failed",
        "too_long": "more pages than are read",
        "bomb": "unpacks to more than is taken, or nests deeper",
        "fetch": "an address that could not be fetched",
        "forbidden": "an address that must not be fetched: private, or no http(s)",
        # Given by the isolation (and by nothing else).
        "timeout": "not finished within the time of one item; its worker was killed",
        "memory": "needed more memory than one item may take",
        "output": "the result is larger than one item may hand back",
        "crashed": "its worker died: segmentation fault, abort, exit, kill",
        "error": "an exception that no reader or extractor foresees",
    }
)
"""Every reject code with its meaning. A code keeps its meaning for ever: rejects of earlier runs are stored with it."""


class ReadError(Exception):
    """A source that a reader takes and cannot read.

    ``code`` is a key of ``REJECT_CODES``; ``reason`` is one line for the person who has to mend the source.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
