"""Programs outside this one that some readers use where they are installed."""

import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from corpus.rejects import ReadError

_VERSION = re.compile(r"\d+(?:\.\d+)+")
_PATIENCE = 20.0  # seconds, for a program to say its version
_LONGEST_WORDS = 200  # characters


@dataclass(frozen=True)
class Tool:
    """A program, what is lost without it, and how to get it."""

    name: str
    programs: tuple[str, ...]
    """Names that it goes by, the first that is found on the PATH is taken."""
    version_arguments: tuple[str, ...]
    """With these it says its version."""
    lost_without: str
    install: str
    """The command that installs it on Debian and Ubuntu."""
    languages_arguments: tuple[str, ...] = ()
    """With these it lists the languages that it reads, of which Vietnamese (``vie``) is needed."""


TESSERACT = Tool(
    name="tesseract",
    programs=("tesseract",),
    version_arguments=("--version",),
    lost_without="scans and images are not read",
    install="apt-get install tesseract-ocr tesseract-ocr-vie",
    languages_arguments=("--list-langs",),
)
SOFFICE = Tool(
    name="libreoffice",
    programs=("soffice", "libreoffice"),
    version_arguments=("--version",),
    lost_without="RTF is not read, and DOC only with antiword or catdoc, without its tables and fonts",
    install="apt-get install libreoffice-writer-nogui",
)
ANTIWORD = Tool(
    name="antiword",
    programs=("antiword",),
    version_arguments=("-h",),
    lost_without="DOC needs LibreOffice or catdoc",
    install="apt-get install antiword",
)
CATDOC = Tool(
    name="catdoc",
    programs=("catdoc",),
    version_arguments=("-V",),
    lost_without="DOC needs LibreOffice or antiword",
    install="apt-get install catdoc",
)
TOOLS = (TESSERACT, SOFFICE, ANTIWORD, CATDOC)


@dataclass(frozen=True)
class Installed:
    """A tool as it is on this machine."""

    tool: Tool
    path: str
    version: str
    """``?`` where it does not tell."""
    complete: bool
    """False where it is there and lacks Vietnamese."""


@cache
def installed(tool: Tool) -> Installed | None:
    """The tool on this machine, looked for once a process; None where it is not there or does not start."""
    path = next((found for program in tool.programs if (found := shutil.which(program))), None)
    if path is None:
        return None
    words = _words(path, tool.version_arguments)
    if words is None:
        return None
    version = _VERSION.search(words)
    complete = not tool.languages_arguments or "vie" in (_words(path, tool.languages_arguments) or "").split()
    return Installed(tool, path, version[0] if version else "?", complete)


def usable(tool: Tool) -> Installed:
    """The tool, ready to be used.

    Raises:
        ReadError: ``needs_tool``, with the command that installs it.
    """
    found = installed(tool)
    if found is None:
        raise ReadError("needs_tool", f"needs {tool.name}, which is not installed: {tool.install}")
    if not found.complete:
        raise ReadError("needs_tool", f"needs {tool.name} with Vietnamese, which is not installed: {tool.install}")
    return found


def fingerprint(tool: Tool) -> str:
    """What of the tool decides how a source is read, such as ``tesseract/5.3.0``; ``tesseract/none`` without it."""
    found = installed(tool)
    return f"{tool.name}/{found.version if found and found.complete else 'none'}"


def run(found: Installed, arguments: Sequence[str], *, timeout: float, memory: int, content: bytes = b"") -> bytes:
    """Run the program in an empty throw-away folder, which is also its home, and return its standard output.

    Args:
        timeout: seconds of wall-clock time, after which it and all that it started are killed.
        memory: bytes of address space (Linux).
        content: its standard input.

    Raises:
        ReadError: ``timeout``; ``tool_failed`` with its last words, where it ends with another status than 0.
    """
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": folder,
            "TMPDIR": folder,
            "LC_ALL": "C.UTF-8",
        }
        process = subprocess.Popen(
            [found.path, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment | {"OMP_THREAD_LIMIT": "1"},  # Documents are read in parallel; threads would only compete.
            preexec_fn=partial(_limit, memory),  # noqa: PLW1509  Workers have no threads.
        )
        try:
            output, words = process.communicate(content, timeout=timeout)
        except subprocess.TimeoutExpired as error:
            raise ReadError("timeout", f"{found.tool.name} was not finished after {timeout:g} s") from error
        finally:
            _end(process)
    if process.returncode != 0:
        said = " ".join(words.decode("utf-8", "replace").split())[-_LONGEST_WORDS:]
        raise ReadError(
            "tool_failed", f"{found.tool.name} ended with status {process.returncode}: {said or 'it said nothing'}"
        )
    return output


def _limit(memory: int) -> None:
    os.setsid()
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _words(path: str, arguments: Sequence[str]) -> str | None:
    try:
        answer = subprocess.run(
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_PATIENCE,
            check=False,
            cwd=Path(path).parent,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.decode("utf-8", "replace")
