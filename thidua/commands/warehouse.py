"""``thidua warehouse``: checking, backing up, and compacting a lake."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.options import add_warehouse, at_least_zero, only_file, wait_seconds
from thidua.status import Status
from thidua.terminal import printable, say

if TYPE_CHECKING:
    from warehouse import Place

_EPILOG = """\
examples:
  thidua warehouse check                  every invariant; exit status 1 where one does not hold
  thidua warehouse backup w-2024.duckdb   a copy of the whole file, complete or not at all; a load may be running
  thidua warehouse compact                of a lake: few large files again; loads and queries may be running

check verifies that each fact has evidence that reads back from its document's text, that texts are those that were
hashed, that nothing refers to what is missing and no key is there twice, that canonical units, people and clusters are
named by something, and that the index of the search holds every word.

compact merges the small files that loads leave in a lake, takes deleted rows out of the others, and deletes what is of no
use: files of states that are older than --keep-days (1), which a query that began then may still read, and what writers
that were killed left behind.
"""
_SHOWN = 50


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "warehouse",
        help="check or back up the warehouse, compact a lake",
        description="Check that all that the warehouse promises holds, copy it, or compact the files of a lake.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=("check", "backup", "compact"), help="what to do")
    parser.add_argument("target", metavar="FILE", type=Path, nargs="?", help="of a backup, the file to write")
    add_warehouse(parser)
    parser.add_argument("--keep-days", metavar="N", type=at_least_zero, help="of compact: how long old files are kept")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Do what is asked."""
    from thidua.failures import UsageError

    if arguments.what != "compact" and arguments.keep_days is not None:
        raise UsageError("--keep-days goes with compact")
    if arguments.what != "backup":
        if arguments.target is not None:
            raise UsageError(f"{arguments.what} takes no FILE; --warehouse FILE says which")
        return (_check if arguments.what == "check" else _compact)(arguments)
    if arguments.target is None:
        raise UsageError("to which file? thidua warehouse backup FILE")
    return _backup(only_file(arguments.warehouse, "backed up as a file"), arguments.target)


def _check(arguments: argparse.Namespace) -> Status:
    from warehouse import check

    path: Place = arguments.warehouse
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


def _compact(arguments: argparse.Namespace) -> Status:
    from thidua.failures import UsageError
    from warehouse import KEEP_DAYS, Lake, compact

    lake: Place = arguments.warehouse
    if not isinstance(lake, Lake):
        raise UsageError(f"{lake}: a file needs no compacting, only a lake does")
    days = KEEP_DAYS if arguments.keep_days is None else arguments.keep_days
    done = compact(lake, keep_days=days, wait_seconds=wait_seconds())
    print(
        f"{printable(str(lake))}: {done.files_before} files of {done.bytes_before / 1e6:.1f} MB before, "
        f"{done.files_after} of {done.bytes_after / 1e6:.1f} MB now"
    )
    return Status.DONE
