"""``thidua doctor``: what this machine can do, and how to get what is missing."""

import argparse
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.options import add_warehouse
from thidua.status import Status
from thidua.terminal import print_table

if TYPE_CHECKING:
    from warehouse import Place

_EPILOG = """\
examples:
  thidua doctor
  thidua doctor --warehouse w.duckdb
"""
_PACKAGES = (
    *("duckdb", "pyarrow", "spacy", "underthesea", "prefect", "pydantic"),
    *("trafilatura", "pypdfium2", "pdfplumber", "python-docx", "pillow", "httpx", "rich"),
)
_LAKE_PACKAGES = ("duckdb-extension-ducklake", "duckdb-extension-postgres-scanner", "psycopg")
_LAKE = "see docs/lake.md"
_WAREHOUSE_WAIT = 1.0  # seconds


@dataclass(frozen=True)
class Finding:
    """A thing looked at, how it is, and what to do about it."""

    subject: str
    state: str
    advice: str = ""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        help="what this machine can do, and how to get what is missing",
        description="Report what this machine can do, and how to get what is missing.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_warehouse(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Look, and print a table."""
    findings = [*_machine(), *_packages(), *_tools(), _prefect(), *_lakes(), *_warehouse(arguments.warehouse)]
    print_table(("", "state", "what to do"), ([each.subject, each.state, each.advice] for each in findings), sys.stdout)
    return Status.DONE


def _machine() -> Iterator[Finding]:
    from flows.extraction import default_workers

    yield Finding("Python", f"{platform.python_version()} ({sys.executable})")
    yield Finding("system", platform.platform())
    yield Finding("processors", str(default_workers()))
    if (memory := _memory()) is not None:
        total, free = memory
        enough = free >= default_workers() << 30
        yield Finding(
            "memory",
            f"{total / (1 << 30):.1f} GB, {free / (1 << 30):.1f} GB free",
            "" if enough else "a document may take 1 GB in each worker: use fewer --workers",
        )


def _memory() -> tuple[int, int] | None:
    """Bytes in all and bytes available; None where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return kilobytes["MemTotal"] << 10, kilobytes.get("MemAvailable", kilobytes["MemFree"]) << 10


def _packages() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    for name in _PACKAGES:
        try:
            yield Finding(name, version(name))
        except PackageNotFoundError:
            yield Finding(name, "missing", "run `make .venv`, or install with requirements.lock")


def _tools() -> Iterator[Finding]:
    from corpus.readers import SUFFIXES
    from corpus.tools import TOOLS, installed

    yield Finding("file types", f"read: {' '.join(SUFFIXES)}")
    for tool in TOOLS:
        found = installed(tool)
        if found is None:
            state = "not installed"
        else:
            state = f"{found.version} ({found.path})" + ("" if found.complete else ", without Vietnamese")
        usable = found is not None and found.complete
        yield Finding(tool.name, state, f"{'without it ' if usable else ''}{tool.lost_without}: {tool.install}")


def _prefect() -> Finding:
    from flows.prefect_api import configured_api

    address = configured_api()
    if address:
        return Finding("Prefect API", address, "loads run there as flows; --direct runs them without")
    return Finding(
        "Prefect API",
        "not configured",
        "loads run without Prefect; --prefect runs them as flows on an embedded server",
    )


def _lakes() -> Iterator[Finding]:
    """What a lake needs: packages of this machine, and a PostgreSQL server somewhere."""
    from importlib.metadata import PackageNotFoundError, version

    missing = []
    for name in _LAKE_PACKAGES:
        try:
            version(name)
        except PackageNotFoundError:
            missing.append(name)
    yield Finding(
        "DuckLake",
        f"missing: {', '.join(missing)}" if missing else "can be used",
        f"without it several machines cannot load into one warehouse: {'pip install thidua[lake]' if missing else _LAKE}",
    )
    # Debian keeps its programs out of the way, a folder for each version.
    servers = [shutil.which("postgres"), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres")))]
    yield Finding(
        "PostgreSQL server",
        next(filter(None, servers), "not installed here"),
        "without one, here or elsewhere, there is no lake: apt-get install postgresql",
    )


def _warehouse(path: "Place") -> Iterator[Finding]:
    from warehouse import WarehouseError, WarehouseMissing, contents, is_made

    size = ""
    try:
        known = contents(path, wait_seconds=_WAREHOUSE_WAIT)
        if not is_made(path):
            raise WarehouseMissing
        if isinstance(path, Path):
            size = f", {path.stat().st_size / (1 << 20):.1f} MB"
    except WarehouseMissing:
        yield Finding("warehouse", f"{path}: none yet", "`thidua load PATH` makes one")
    except WarehouseError as error:
        yield Finding("warehouse", str(error), "name another with --warehouse FILE")
    else:
        yield Finding("warehouse", f"{path}: {len(known.documents)} documents, {len(known.rejects)} rejects{size}")
    folder = path.absolute().parent if isinstance(path, Path) else Path.cwd()
    if folder.is_dir():
        free = shutil.disk_usage(folder).free
        writable = os.access(folder, os.W_OK)
        yield Finding("disk", f"{free / (1 << 30):.1f} GB free", "" if writable else f"{folder} cannot be written to")
