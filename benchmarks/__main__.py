"""The command line of the benchmarks; see ``python -m benchmarks --help``."""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    bulk,
    digital_pdf,
    extraction,
    linearity,
    loading,
    memory,
    million,
    ocr,
    prefect_start,
    scale,
    web_pages,
)
from benchmarks.commands import CommandFailed
from benchmarks.effort import FULL, QUICK, Effort
from benchmarks.reporting import Section, rendered
from benchmarks.texts import texts_in

Measure = Callable[[Effort, Sequence[str], Path], Section]

SECTIONS: Mapping[str, Measure] = {
    "extraction": extraction.measure,
    "linearity": linearity.measure,
    "bulk": bulk.measure,
    "scale": scale.measure,
    "prefect": prefect_start.measure,
    "loading": loading.measure,
    "million": million.measure,
    "memory": memory.measure,
    "html": web_pages.measure,
    "pdf": digital_pdf.measure,
    "ocr": ocr.measure,
}
_PACKAGES = ("spacy", "underthesea", "duckdb", "pyarrow", "prefect", "distributed", "trafilatura", "pypdfium2")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 0, or 1 where a command that is measured failed."""
    arguments = _parser().parse_args(argv)
    effort = QUICK if arguments.quick else FULL
    news = texts_in(arguments.texts) if arguments.texts else []
    _write(_head(effort, len(news)))
    try:
        for name in arguments.only or SECTIONS:
            started = time.perf_counter()
            # A folder each, and gone at once: the warehouses of a run need much room.
            with tempfile.TemporaryDirectory(prefix="thidua-benchmark-") as folder:
                section = SECTIONS[name](effort, news, Path(folder))
            _write(f"\n{rendered(section)}\n  ({name}: measured in {time.perf_counter() - started:.0f} s)")
    except CommandFailed as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure extraction, linearity, bulk load, one process, two and a cluster, "
        "Prefect's start, loading, a million facts, memory, web pages, PDF files and "
        "scans, each against a baseline in the same run.",
    )
    parser.add_argument(
        "texts",
        metavar="TEXTS",
        nargs="?",
        type=_folder,
        default=os.environ.get("THIDUA_TEXTS") or None,
        help="a folder of real news as UTF-8 .txt files to be mixed in (default: $THIDUA_TEXTS, else none)",
    )
    parser.add_argument("--quick", action="store_true", help="small sizes: shows that all of it runs, not how fast")
    parser.add_argument(
        "--only", metavar="SECTIONS", type=_sections, help=f"some of {','.join(SECTIONS)}, separated by commas"
    )
    return parser


def _folder(name: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"no folder: {name}")
    return folder


def _sections(names: str) -> tuple[str, ...]:
    chosen = tuple(names.split(","))
    for name in chosen:
        if name not in SECTIONS:
            raise argparse.ArgumentTypeError(f"no section {name!r}; there are {', '.join(SECTIONS)}")
    return chosen


def _head(effort: Effort, news: int) -> str:
    load = f", load average {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"thidua benchmarks, {datetime.now().astimezone():%Y-%m-%d %H:%M %Z}{', quick' if effort == QUICK else ''}\n"
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors{load}\n"
        f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in _PACKAGES)}\n"
        f"{news} real news texts at hand"
    )


def _write(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
