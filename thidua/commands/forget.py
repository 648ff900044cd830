"""``thidua forget``: a document and all that came from it, removed."""

import argparse

from thidua.options import add_warehouse, wait_seconds
from thidua.status import Status
from thidua.terminal import printable

_EPILOG = """\
examples:
  thidua forget bao-cao-2023                                  the document of that name
  thidua forget 3f2a9c --reason "withdrawn by its publisher"  the one whose SHA-256 begins so
  thidua forget --allow 3f2a9c                                let it be loaded again

The document goes by its name, source or id, as with `thidua show`. Its text, facts, evidence, sources and reviews are
removed, and canonical units, people and clusters that nothing else names. Its bytes are noted by their hash alone, so
that no load takes them again, wherever they lie. Copies, backups, exports and kept originals are not touched, and the
freed pages of the warehouse file keep their bytes until new documents are written over them; the files of a lake keep
them until `thidua warehouse compact --keep-days 0`.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "forget",
        help="remove a document and all that came from it",
        description="Remove a document and all that came from it, and do not load it again.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", metavar="DOCUMENT", help="the document, or with --allow the hash of a forgotten one")
    add_warehouse(parser)
    parser.add_argument("--reason", metavar="WORDS", help="why; kept with the hash")
    parser.add_argument("--allow", action="store_true", help="let a forgotten document be loaded again")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Remove it, and say what was removed."""
    from warehouse import allow_again, forget

    if arguments.allow:
        sha256 = allow_again(arguments.warehouse, arguments.name, wait_seconds=wait_seconds())
        print(f"{sha256} may be loaded again")
        return Status.DONE
    gone = forget(arguments.warehouse, arguments.name, reason=arguments.reason, wait_seconds=wait_seconds())
    print(f"forgotten: document {gone.document_id} (SHA-256 {gone.sha256})")
    for source in gone.sources:
        print(f"  it was found at {printable(source)}")
    print(f"removed rows: {', '.join(f'{count} {table}' for table, count in gone.rows.items())}")
    return Status.DONE
