"""``thidua warehouse``: checking and backing up."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.options import add_warehouse, only_file, wait_seconds
from thidua.status import Status
from thidua.terminal import printable, say

if TYPE_CHECKING:
    from warehouse import Place

_EPILOG = """\
examples:
  thidua warehouse check                  every invariant; exit status 1 where one does not hold
  thidua warehouse backup w-2024.duckdb   a copy of the whole file, complete or not at all; a load may be running

check verifies that each fact has evidence that reads back from its document's text, that texts are those that were
hashed, that nothing refers to what is missing and no key is there twice, that canonical units, people and clusters are
named by something, and that the index of the search holds every word.
"""
_SHOWN = 50


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "warehouse",
        help="check or back up the warehouse",
        description="Check that all that the warehouse promises holds, or copy it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=("check", "backup"), help="what to do")
    parser.add_argument("target", metavar="FILE", type=Path, nargs="?", help="of a backup, the file to write")
    add_warehouse(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Check, or back up."""
    from thidua.failures import UsageError

    if arguments.what == "check":
        if arguments.target is not None:
            raise UsageError("check takes no FILE; --warehouse FILE says which")
        return _check(arguments.warehouse)
    if arguments.target is None:
        raise UsageError("to which file? thidua warehouse backup FILE")
    return _backup(only_file(arguments.warehouse, "backed up as a file"), arguments.target)


def _check(path: "Place") -> Status:
    from warehouse import check

    problems = check(path, wait_seconds=wait_seconds())
    for each in problems[:_SHOWN]:
        say(f"{each.table} {printable(each.key)}: {each.problem}")
    if len(problems) > _SHOWN:
        say(f"and {len(problems) - _SHOWN} more")
    print(f"{printable(str(path))}: {f'{len(problems)} problems' if problems else 'all is well'}")
    return Status.FAILED if problems else Status.DONE


def _backup(path: Path, target: Path) -> Status:
    from warehouse import backup

    size = backup(path, target, wait_seconds=wait_seconds())
    print(f"{printable(str(target))}: {size / 1e6:.1f} MB")
    return Status.DONE
