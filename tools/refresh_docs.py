"""Run what the documentation shows, and put the real output there.

``python -m tools.refresh_docs [FILE...]`` rewrites README.md, README.vi.md and docs/tutorial.md, or the files given. Two
things are run, one after the other in a new folder with the sample documents in ``corpus/samples``: in blocks marked
``console`` every line after ``$ ``, by bash; and blocks marked ``sql`` that a block marked ``text`` follows, by
``thidua query``.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = (ROOT / "README.md", ROOT / "README.vi.md", ROOT / "docs" / "tutorial.md")

_COLUMNS = "110"
_BLOCKS = re.compile(
    r"^```console\n(?P<session>.*?)^```$"
    r"|^```sql\n(?P<sql>.*?)^```\n+```text\n(?P<answer>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)

Run = Callable[[list[str]], str]
"""Runs a program with arguments and gives what it wrote."""


def commands_in(page: str) -> list[list[str]]:
    """What is run for a page: programs with their arguments."""
    commands: list[list[str]] = []

    def note(command: list[str]) -> str:
        commands.append(command)
        return ""

    refreshed(page, note)
    return commands


def refreshed(page: str, run: Run) -> str:
    """The page with the output of its commands as ``run`` gives it."""

    def block(found: re.Match[str]) -> str:
        if found["sql"] is None:
            return f"```console\n{_session(found['session'], run)}```"
        answer = _lines(run(["thidua", "query", found["sql"].strip()]))
        return f"```sql\n{found['sql']}```\n\n```text\n{answer}```"

    return _BLOCKS.sub(block, page)


def _session(session: str, run: Run) -> str:
    lines = [line for line in session.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{_lines(run(['bash', '-c', line[2:]]))}" for line in lines)


def _lines(written: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in written.rstrip("\n").splitlines())


def refresh(document: Path) -> None:
    """Rewrite a file with the output of its commands, run in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "corpus" / "samples", Path(folder) / "corpus" / "samples")
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "PREFECT_"))},
            "COLUMNS": _COLUMNS,
            "PATH": os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"])),
            "PREFECT_HOME": str(Path(folder) / ".prefect"),
        }

        def run(command: list[str]) -> str:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                check=False,
            )
            return done.stdout

        page = refreshed(document.read_text(encoding="utf-8"), run)
    document.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    for each in map(Path, sys.argv[1:]) if len(sys.argv) > 1 else DOCUMENTS:
        refresh(each)
        sys.stdout.write(f"{each.name} refreshed\n")
