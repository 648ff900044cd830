"""Exit statuses."""

from enum import IntEnum


class Status(IntEnum):
    """What a command's exit status tells."""

    DONE = 0
    """All inputs read, or nothing to do."""
    FAILED = 1
    """Anything that is none of the others: disk full, warehouse locked for too long, interrupted."""
    WRONG_USAGE = 2
    """Wrong options; a PATH that does not exist; a warehouse that is no warehouse."""
    REJECTS = 3
    """Finished, and at least one of the given inputs is a reject."""
