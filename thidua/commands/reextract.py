"""``thidua reextract``: the stored documents extracted again, shown first, written when accepted."""

import argparse
import sys
from typing import TYPE_CHECKING

from thidua.options import add_prefect, add_warehouse, add_workers, chosen_workers, not_negative, wait_seconds
from thidua.status import Status
from thidua.terminal import print_table, printable, progress_bar, say

if TYPE_CHECKING:
    from flows.reextracting import Accepted
    from warehouse import Proposal

_EPILOG = """\
examples:
  thidua reextract                       extract again what has the facts of another extractor; show what would change
  thidua reextract --examples 20         with more examples of each kind of change
  thidua reextract --accept              put what was proposed in the place of the facts that are there
  thidua reextract --discard             do away with it
  thidua query "SELECT * FROM proposed_changes WHERE family = 'awards' AND change = 'gone'"

The texts are those in the warehouse: no file is read, nothing is fetched. What is proposed stands in the tables
proposed_facts, proposed_counts and proposed_changes, which no view reads, until it is accepted or discarded. Both runs
may be interrupted at any time, and go on where they were. What people decided in reviews stays in force. A document that
cannot be extracted keeps its facts, and is named on standard error; the exit status is then 3.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "reextract",
        help="extract the stored documents again with a newer extractor",
        description="Extract the documents in a warehouse again, show what would change, and write it when accepted.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_warehouse(parser)
    add_workers(parser)
    add_prefect(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--accept", action="store_true", help="write what was proposed")
    what.add_argument("--discard", action="store_true", help="do away with what was proposed")
    parser.add_argument(
        "--examples",
        metavar="N",
        type=not_negative,
        default=3,
        help="examples of each kind of change in each family of facts (default: 3)",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Propose, accept or discard, and say what came of it."""
    import os

    from flows.launching import launch_reextraction
    from flows.reextracting import Accepted, ReextractRequest
    from thidua import __version__
    from warehouse import discard_proposal

    if arguments.discard:
        count = discard_proposal(arguments.warehouse, wait_seconds=wait_seconds())
        print(f"discarded what was proposed for {count} documents")
        return Status.DONE
    request = ReextractRequest(
        warehouse=arguments.warehouse,
        program_version=__version__,
        workers=chosen_workers(arguments),
        wait_seconds=wait_seconds(),
        examples=arguments.examples,
    )
    notices: list[str] = []
    with progress_bar() as progress:
        result = launch_reextraction(
            request,
            accept=arguments.accept,
            mode=arguments.mode,
            progress=progress,
            notice=notices.append,
            show_logs=bool(os.environ.get("THIDUA_DEBUG")),
        )
    if isinstance(result, Accepted):
        _say_accepted(result)
        status = Status.DONE
    else:
        _say_proposal(result)
        status = Status.REJECTS if result.failures else Status.DONE
    for line in notices:
        say(line)
    return status


def _say_accepted(accepted: "Accepted") -> None:
    counts = accepted.counts
    if counts.documents_replaced:
        print(f"accepted: {counts.documents_replaced} documents with {counts.facts_written} facts")
    else:
        print("nothing to accept: nothing is proposed")
    if accepted.waiting:
        print(f"{accepted.waiting} documents have the facts of another extractor; `thidua reextract` proposes new ones")
    print(f"time: {accepted.seconds:.1f} s")


def _say_proposal(proposal: "Proposal") -> None:
    from flows.reextraction_report import slots_of, told

    for source, failure in proposal.failures.items():
        say(f"not extracted: {' '.join(printable(f'{source}: {failure}').split())}")
    if not proposal.documents:
        print(f"nothing to propose: no document has the facts of another extractor than {proposal.extractor_version}")
        return
    print(
        f"extractor {proposal.extractor_version}, {proposal.documents} documents extracted again, "
        f"{proposal.documents_changed} of them with changes"
    )
    rows = []
    for family, counts in proposal.families.items():
        numbers = (counts.same, counts.new, counts.gone, counts.changed, counts.rated)
        rows.append((family, *map(str, numbers), slots_of(proposal, family)))
    print_table(("facts", "same", "new", "gone", "changed", "confidence", "what differs"), rows, sys.stdout)
    for example in proposal.examples:
        print(f"\n{example.change.family}, {example.change.change}, in {printable(example.doc_id)}")
        for label, said in told(example):
            print(f"  {label}: {' '.join(printable(said).split())}")
    print("\nto write it: thidua reextract --accept; to leave it: --discard; all of it: SELECT * FROM proposed_changes")
