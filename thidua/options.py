"""Options that several commands have, and the types of their values."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse import Place

DEFAULT_WAREHOUSE = "thidua.duckdb"
DEFAULT_WAIT = 30.0

PATH_HELP = "a file, a folder with everything below it, a ZIP archive, or an http(s) address"


def add_warehouse(parser: argparse.ArgumentParser) -> None:
    """Add ``--warehouse FILE``; the value is a path or a `warehouse.Lake`."""
    parser.add_argument(
        "--warehouse",
        metavar="FILE",
        type=_place,
        default=os.environ.get("THIDUA_WAREHOUSE") or DEFAULT_WAREHOUSE,
        help="the DuckDB file, or ducklake:postgres:dbname=… for a lake that several machines load into "
        f"(default: $THIDUA_WAREHOUSE, else {DEFAULT_WAREHOUSE} in this folder)",
    )


def only_file(warehouse: "Place", what: str) -> Path:
    """The path of a warehouse that has to be a file.

    Raises:
        UsageError: it is a lake, of which nobody can do ``what``.
    """
    if not isinstance(warehouse, Path):
        from thidua.failures import UsageError

        raise UsageError(f"{warehouse}: a lake cannot be {what}; see docs/lake.md")
    return warehouse


def add_workers(parser: argparse.ArgumentParser) -> None:
    """Add ``--workers N``; None where it is not given."""
    parser.add_argument(
        "--workers",
        metavar="N",
        type=_workers,
        default=None,
        help="worker processes (default: one for each processor); 0 works in this process, without the limits of "
        "20 s and 1 GB a document",
    )


def add_allow_private(parser: argparse.ArgumentParser) -> None:
    """Add ``--allow-private``."""
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from addresses too that are not public, such as those of this machine and its network",
    )


def add_prefect(parser: argparse.ArgumentParser) -> None:
    """Add ``--prefect`` and ``--direct``, which set ``mode``."""
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--prefect",
        dest="mode",
        action="store_const",
        const="prefect",
        default="auto",
        help="run as a Prefect flow, on Prefect's embedded server where no API is configured",
    )
    mode.add_argument(
        "--direct",
        dest="mode",
        action="store_const",
        const="direct",
        help="run without Prefect (default: as a flow where a Prefect API is configured)",
    )


def chosen_workers(arguments: argparse.Namespace) -> int:
    """The number of worker processes asked for."""
    from flows.extraction import default_workers

    return default_workers() if arguments.workers is None else int(arguments.workers)


def wait_seconds() -> float:
    """How long to wait for a warehouse that another process holds: $THIDUA_WAIT_SECONDS, else 30 s.

    Raises:
        UsageError: the variable is no number of seconds.
    """
    given = os.environ.get("THIDUA_WAIT_SECONDS")
    if not given:
        return DEFAULT_WAIT
    try:
        return _at_least_zero(given)
    except ValueError:
        from thidua.failures import UsageError

        raise UsageError(f"THIDUA_WAIT_SECONDS is no number of seconds: {given}") from None


def probability(value: str) -> float:
    """The type of a probability."""
    number = _at_least_zero(value)
    if number > 1:
        raise ValueError(value)
    return number


def positive(value: str) -> int:
    """The type of a number from 1."""
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


def not_negative(value: str) -> int:
    """The type of a number from 0."""
    number = int(value)
    if number < 0:
        raise ValueError(value)
    return number


def _place(value: str) -> "Place":
    if not value.startswith(("ducklake:", "postgres:", "postgresql:")):
        return Path(value)  # Without the libraries that lakes need, and the time to import them.
    from warehouse import WarehouseError, place_called

    try:
        return place_called(value)
    except WarehouseError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _at_least_zero(value: str) -> float:
    number = float(value)
    if not number >= 0:  # Also where it is no number at all (nan).
        raise ValueError(value)
    return number


def at_least_zero(value: str) -> int:
    """The type of a number from 0."""
    number = int(value)
    if number < 0:
        raise ValueError(value)
    return number


def _workers(value: str) -> int:
    return at_least_zero(value)


# What argparse calls the types in its messages: "invalid number of processes value: '-1'".
_workers.__name__ = "number of processes"
probability.__name__ = "probability"
at_least_zero.__name__ = "number from 0"
positive.__name__ = "number from 1"
not_negative.__name__ = "number from 0"
