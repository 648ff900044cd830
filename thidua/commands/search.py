"""``thidua search``: full text over the documents and their facts."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, TextIO

from thidua.options import add_warehouse, positive, wait_seconds
from thidua.status import Status
from thidua.terminal import print_table

if TYPE_CHECKING:
    from warehouse import Found

_EPILOG = """\
examples:
  thidua search cum truong 2024                  with or without tone marks: finds Cụm trưởng năm 2024
  thidua search "Cụm trưởng"                     with marks: as written (and in texts without any marks)
  thidua search '"hội cựu chiến binh" giao ước'   words in quotation marks stand together
  thidua search 34-CT/TW --limit 50 --format json

Documents are found that hold all of the words, the best first: rare words and words that stand beside each other count
most. The words found stand in [brackets]; facts are those whose evidence holds all of the words (`thidua show FACT`).
Of reprints of one text one is shown. Every load brings the index up to date; nothing is fetched from anywhere.
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "search",
        help="find documents and facts by words, with or without tone marks",
        description="Find the documents, and the facts in them, that hold all of the words.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", metavar="WORDS", nargs="+", help="what to look for")
    add_warehouse(parser)
    parser.add_argument(
        "--limit", metavar="N", type=positive, default=10, help="most documents to show (default: %(default)s)"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: %(default)s")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Search, and write what was found."""
    from warehouse import search

    words = " ".join(arguments.words)
    found = search(arguments.warehouse, words, limit=arguments.limit, wait_seconds=wait_seconds())
    if arguments.format == "json":
        _write_json(found, sys.stdout)
    elif found:
        _write_table(found, sys.stdout)
    else:
        print("no document holds all of the words")
    return Status.DONE


def marked_snippet(found: "Found") -> str:
    """The snippet on one line, with what was found in brackets; neighbouring words share theirs."""
    text, pieces, at = found.snippet, [], 0
    for start, end in _joined(found.hits):
        pieces += [text[at:start], f"[{text[start:end]}]"]
        at = end
    return " ".join("".join([*pieces, text[at:]]).split())


def _joined(hits: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _write_table(found: "list[Found]", stream: TextIO) -> None:
    rows = []
    for each in found:
        copies = f" (+{each.copies} reprints)" if each.copies else ""
        rows.append(
            (
                each.doc_id + copies,
                each.published_on.isoformat() if each.published_on else "",
                marked_snippet(each),
                " ".join(fact.fact_id for fact in each.facts),
            )
        )
    print_table(("document", "published_on", "words", "facts"), rows, stream)


def _write_json(found: "list[Found]", stream: TextIO) -> None:
    """One object a document, in an array."""
    items = [
        {
            "document_id": each.document_id,
            "doc_id": each.doc_id,
            "source": each.source,
            "title": each.title,
            "published_on": each.published_on.isoformat() if each.published_on else None,
            "score": round(each.score, 4),
            "copies": each.copies,
            "start": each.start,
            "end": each.end,
            "snippet": each.snippet,
            "hits": [{"start": start, "end": end} for start, end in each.hits],
            "facts": [{"fact_id": fact.fact_id, "family": fact.family, "quote": fact.quote} for fact in each.facts],
        }
        for each in found
    ]
    json.dump(items, stream, ensure_ascii=False, indent=1)
    stream.write("\n")
