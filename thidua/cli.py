"""The command line: parsing, and turning whatever goes wrong into one line and an exit status."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType

from flows import log_lines
from thidua import __version__
from thidua.commands import (
    doctor,
    evaluate,
    export,
    extract,
    forget,
    load,
    query,
    reextract,
    review,
    search,
    show,
    warehouse,
    watch,
)
from thidua.status import Status
from thidua.terminal import say

COMMANDS: tuple[ModuleType, ...] = (
    extract,
    load,
    query,
    search,
    show,
    review,
    reextract,
    export,
    forget,
    warehouse,
    evaluate,
    watch,
    doctor,
)

_EPILOG = """\
examples:
  thidua load reports/                                     read a folder into ./thidua.duckdb
  thidua query "SELECT * FROM next_heads WHERE year = 2024"   who heads which cluster
  thidua search cum truong 2024                            documents that hold the words, with or without tone marks
  thidua show bao-cao-2023                                 a document with its facts marked
  thidua COMMAND --help                                    the options of a command, with examples

exit status: 0 all read, or nothing to do; 2 wrong usage, a PATH that does not exist, a warehouse that is none;
3 finished, with a reject among the given inputs; 1 anything else (disk full, warehouse locked for too long).

environment: THIDUA_WAREHOUSE the warehouse file, THIDUA_WAIT_SECONDS how long to wait for one that another process
holds (30), THIDUA_DEBUG=1 tracebacks and Prefect's logs, THIDUA_LOG_FORMAT=json one JSON object an event on standard error.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit status."""
    arguments = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if os.environ.get(log_lines.VARIABLE, "") not in ("", "text", "json"):
            from thidua.failures import UsageError

            raise UsageError(f"{log_lines.VARIABLE} is text or json: {os.environ[log_lines.VARIABLE]}")
        status: Status = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read the output has seen enough (`| head`). Python would stumble over the pipe once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.FAILED
    except KeyboardInterrupt:
        say("interrupted")
        return Status.FAILED
    except Exception as error:  # noqa: BLE001  A traceback is never an answer.
        if os.environ.get("THIDUA_DEBUG"):
            traceback.print_exc()
        from thidua.failures import explain

        message, status = explain(error)
        say(message, event="error")
    return status


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="thidua",
        description="Read Vietnamese reports and news about emulation clusters (cụm, khối thi đua) into a DuckDB "
        "warehouse of facts, each with the words that state it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"thidua {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.add_to(commands)
    return top
