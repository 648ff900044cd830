"""The command line: ``python -m tools.fuzz --help``."""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.tools import installed
from flows.extraction import default_workers
from tools.fuzz.formats import FORMATS, INSIDE
from tools.fuzz.trying import Tally, cases, try_out, wholes

_SHOWN = 5  # findings of a format


def main(argv: Sequence[str] | None = None) -> int:
    """Try what was asked for, and print what became of it; 0, or 1 with findings."""
    arguments = _parser().parse_args(argv)
    if arguments.keep is not None:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    findings = 0
    for name in arguments.only or FORMATS:
        tool = FORMATS[name].tool
        if tool is not None and installed(tool) is None:
            print(f"{name}: not tried, {tool.name} is not installed: {tool.install}", flush=True)
            continue
        count = arguments.cases if name in INSIDE else arguments.outside_cases
        started = time.monotonic()
        with TemporaryDirectory(prefix="thidua-fuzz-") as folder:
            try:
                made = wholes(name, Path(folder), min(count, 8 if name in INSIDE else 2))
            except (OSError, subprocess.SubprocessError) as error:
                print(f"fuzz: {name}: no whole file can be made: {error}", file=sys.stderr)
                return 2
            tally = try_out(
                cases(name, made, count, arguments.seed),
                workers=arguments.workers,
                outside=tool is not None,
                keep=arguments.keep,
            )
        _report(name, tally, time.monotonic() - started)
        findings += len(tally.findings)
    return 1 if findings else 0


def _report(name: str, tally: Tally, seconds: float) -> None:
    outcomes = ", ".join(f"{count:,} {code}" for code, count in tally.outcomes.most_common())
    print(f"{name}: {tally.cases:,} files in {seconds:.0f} s: {outcomes}; {len(tally.findings)} findings", flush=True)
    for finding in tally.findings[:_SHOWN]:
        case = finding.case
        print(f"  number {case.number}, seed {case.seed}: {finding.code}: {finding.reason}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz",
        description="Break files of each format by chance and read them in workers with the limits of a load. Each has to "
        "become a document or a reject; a crash, a hang, an unforeseen exception or nothing at all is a finding, and "
        "makes the exit status 1.",
    )
    parser.add_argument("--cases", metavar="N", type=int, default=10_000, help="files of a format read in this process")
    parser.add_argument("--outside-cases", metavar="N", type=int, default=200, help="files of one read by a program")
    parser.add_argument("--only", metavar="FORMAT", nargs="+", choices=FORMATS, help=f"of {', '.join(FORMATS)}")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="another seed, other files (default: 1)")
    parser.add_argument("--workers", metavar="N", type=int, default=default_workers(), help="worker processes")
    parser.add_argument("--keep", metavar="DIR", type=Path, help="where to put the files of findings")
    return parser


if __name__ == "__main__":
    sys.exit(main())
