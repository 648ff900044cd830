"""``thidua extract``: facts as JSON Lines on standard output."""

import argparse
import json
import sys
from contextlib import closing

from thidua.options import PATH_HELP, add_allow_private, add_workers, chosen_workers, probability
from thidua.status import Status
from thidua.terminal import say, say_rejects

_EPILOG = """\
examples:
  thidua extract bao-cao.txt
  thidua extract reports/ > facts.jsonl
  thidua extract reports/ --min-confidence 0.8 | jq -r '.headships[] | [.year, .unit] | @tsv'

One JSON object a document, in the order of the inputs. Files of a folder that are no documents are skipped; inputs that
cannot be read are named on standard error, and the exit status is 3.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "extract",
        help="facts of documents as JSON Lines",
        description="Extract the facts of documents and write them as JSON Lines.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", metavar="PATH", nargs="+", help=PATH_HELP)
    add_workers(parser)
    add_allow_private(parser)
    parser.add_argument(
        "--with-text", action="store_true", help="add the text that the offsets of the evidence are into"
    )
    parser.add_argument(
        "--min-confidence",
        metavar="P",
        type=probability,
        default=0.0,
        help="leave out facts with a lower confidence (0 to 1), but no cluster that a fact names",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Extract and write."""
    from flows.extraction import Extracted, above_confidence, extract_paths

    skipped = rejected = 0

    def count_skipped(_: object) -> None:
        nonlocal skipped
        skipped += 1

    outcomes = extract_paths(
        arguments.paths,
        workers=chosen_workers(arguments),
        allow_private=arguments.allow_private,
        on_skipped=count_skipped,
    )
    with closing(outcomes):
        for outcome in outcomes:
            if not isinstance(outcome, Extracted):
                rejected += 1
                say_rejects([outcome])
                continue
            line = above_confidence(outcome.facts, arguments.min_confidence).model_dump(mode="json")
            if arguments.with_text:
                line["text"] = outcome.document.text
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if skipped:
        say(f"{skipped} files skipped that are no documents")
    return Status.REJECTS if rejected else Status.DONE
