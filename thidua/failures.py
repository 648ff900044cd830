"""What an exception means to the person at the terminal."""

import errno

from corpus import MissingPathError, StorageError
from evaluation import GoldError
from flows.watching.sources import SourcesError
from thidua.status import Status
from thidua.terminal import printable
from warehouse import AmbiguousName, NotAWarehouse, ProposalError, QueryError, ReviewError, ReviewFileError, UnknownName

_USERS_MISTAKES = (
    MissingPathError,
    StorageError,
    GoldError,
    SourcesError,
    NotAWarehouse,
    QueryError,
    UnknownName,
    AmbiguousName,
    ProposalError,
    ReviewError,
    ReviewFileError,
)
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class UsageError(Exception):
    """Options that do not go together; the message is one line."""


def explain(error: Exception) -> tuple[str, Status]:
    """One line on what went wrong, and the exit status for it."""
    message = " ".join(printable(str(error)).split()) or type(error).__name__
    if isinstance(error, (UsageError, *_USERS_MISTAKES)):
        return message, Status.WRONG_USAGE
    if isinstance(error, OSError):
        where = f"{printable(str(error.filename))}: " if error.filename else ""
        what = "the disk is full" if error.errno in _NO_ROOM else error.strerror or message
        return f"{where}{what}", Status.FAILED
    if type(error).__module__.split(".")[0] in {"warehouse", "corpus", "flows"}:
        return message, Status.FAILED
    return f"{type(error).__name__}: {message} (THIDUA_DEBUG=1 shows where)", Status.FAILED
