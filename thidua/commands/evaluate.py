"""``thidua evaluate``: scores against gold files."""

import argparse
import json
import sys
from pathlib import Path

from thidua.options import add_workers, chosen_workers
from thidua.status import Status
from thidua.terminal import console, progress_bar, say_rejects

_EPILOG = """\
examples:
  thidua evaluate gold/
  thidua evaluate gold/ --misses | less
  thidua evaluate gold/ --json scores.json

GOLD_DIR holds pairs NAME.txt and NAME.json. The headline is the mean F1 of clusters, members, meetings, leaders, awards
and elected heads. A text that cannot be read counts as one without facts, and makes the exit status 3.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "evaluate",
        help="measure the extraction against gold files",
        description="Extract the texts of a folder of gold files and score the facts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", metavar="GOLD_DIR", type=Path, help="a folder of gold files")
    add_workers(parser)
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the scores as JSON too")
    parser.add_argument(
        "--misses", action="store_true", help="list every missed and spurious fact and wrong slot, with its evidence"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Score, and print the scores."""
    from evaluation.rendering import headline, miss_lines, score_table
    from flows.evaluating import evaluate_folder

    with progress_bar() as progress:
        evaluation = evaluate_folder(
            arguments.folder,
            workers=chosen_workers(arguments),
            progress=lambda done, total: progress("extract", done, total),
        )
    say_rejects(evaluation.rejects)
    report = evaluation.report
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(report.to_json(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if arguments.misses:
        for line in miss_lines(report):
            print(line)
    console(sys.stdout).print(score_table(report))
    print(headline(report))
    return Status.REJECTS if evaluation.rejects else Status.DONE
