"""``thidua show``: a document with its facts marked, or a fact with its sentence."""

import argparse
import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from thidua.options import add_warehouse, wait_seconds
from thidua.status import Status
from thidua.terminal import console, printable

if TYPE_CHECKING:
    from rich.text import Text

    from corpus import Box, Failure
    from warehouse import Piece, Place, ShownDocument, ShownFact

_EPILOG = """\
examples:
  thidua show bao-cao-2023            the document of that file name
  thidua show 3f2a9c                  the document whose SHA-256 begins so
  thidua show headships_8c1b          the fact with that fact_id, or its beginning

On a terminal the words that state facts are coloured by family, elsewhere they stand in brackets:
[headships: Hội Nông dân tỉnh A được bầu làm Cụm trưởng].

Of PDF files, scans and pictures the place of each quote is told while the file is where it was: page, left, top, right and
bottom in points (1/72 inch) from the page's top left corner, one box a line.
"""
_COLOURS = {
    "clusters": "bold cyan",
    "members": "green",
    "meetings": "magenta",
    "leaders": "blue",
    "headships": "bold yellow",
    "awards": "bold red",
    "pledges": "cyan",
    "campaigns": "bright_green",
    "citations": "bright_blue",
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "show",
        help="a document with its facts marked, or a fact with its sentence",
        description="Show a document's text with its facts marked, or a fact with the sentence that states it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", metavar="DOCUMENT_OR_FACT", help="a document's name, source or id, or a fact's id")
    add_warehouse(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Look it up and print it."""
    from rich.text import Text

    from warehouse import ShownFact, show

    shown = show(arguments.warehouse, arguments.name, wait_seconds=wait_seconds())
    out = console(sys.stdout)
    if isinstance(shown, ShownFact):
        for line in fact_lines(shown, _boxes(arguments.warehouse, shown)):
            out.print(Text(line))
        return Status.DONE
    for line in _head(shown):
        out.print(Text(line))
    out.print(marked_text(shown, coloured=out.is_terminal and not out.no_color))
    for fact in shown.facts:
        out.print(Text(f"{fact.fact_id}  {_fields(fact)}  ({fact.confidence:.2f})"))
    return Status.DONE


def marked_text(document: "ShownDocument", *, coloured: bool) -> "Text":
    """The text with the words that facts rest on coloured by family, or in brackets with the families' names."""
    from rich.text import Text

    families = {fact.fact_id: fact.family for fact in document.facts}
    text = Text()
    for words, names in _passages(document.text, document.pieces, families):
        if not names:
            text.append(printable(words))
        elif coloured:
            text.append(printable(words), style=_COLOURS.get(names[0], "bold"))
        else:
            text.append(f"[{'+'.join(names)}: {printable(words)}]")
    return text.append("\n")


def _passages(text: str, pieces: "tuple[Piece, ...]", families: dict[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    """The text in stretches that facts of the same families rest on."""
    passages: list[tuple[str, tuple[str, ...]]] = []
    for piece in pieces:
        names = tuple(dict.fromkeys(families[fact_id] for fact_id in piece.fact_ids))
        words = text[piece.start : piece.end]
        if passages and set(passages[-1][1]) == set(names):
            passages[-1] = (passages[-1][0] + words, passages[-1][1])
        else:
            passages.append((words, names))
    return passages


def _boxes(warehouse: "Place", fact: "ShownFact") -> "list[list[Box]] | Failure":
    """Where each quote of a fact stands on its pages."""
    from flows.placing import boxes_on_pages

    if all(quote.page is None for quote in fact.quotes):
        return []
    spans = [(quote.start, quote.end) for quote in fact.quotes]
    return boxes_on_pages(warehouse, fact.document_id, spans, wait_seconds=wait_seconds())


def fact_lines(fact: "ShownFact", boxes: "Sequence[list[Box]] | Failure" = ()) -> list[str]:
    """A fact with its quotes, each in its sentence, and where they stand on their pages."""
    lines = [
        f"{fact.fact_id}  ({fact.family}, confidence {fact.confidence:.2f}, extractor {fact.extractor_version})",
        *(f"  {name}: {_value(value)}" for name, value in fact.fields.items()),
        f"in {printable(fact.source)} ({fact.document_id})",
    ]
    told: Sequence[list[Box]] = ()
    if isinstance(boxes, Sequence):
        told = boxes
    else:
        lines.append(f"  no places on its pages: {printable(boxes.reason)}")
    for quote, places in zip_longest(fact.quotes, told):
        page = f"page {quote.page}, " if quote.page else ""
        lines += [f"  {page}characters {quote.start}-{quote.end}: {_on_one_line(quote.text)}"]
        if _on_one_line(quote.sentence) != _on_one_line(quote.text):
            lines += [f"  sentence: {_on_one_line(quote.sentence)}"]
        for place in places or ():
            lines.append(f"  at page {place.page}, {place.x0:.0f} {place.y0:.0f} {place.x1:.0f} {place.y1:.0f}")
    return lines


def _head(document: "ShownDocument") -> list[str]:
    fields = [f"{name}: {_value(value)}" for name, value in document.fields.items()]
    return [f"document {document.document_id}", *(f"source: {printable(s)}" for s in document.sources), *fields, ""]


def _fields(fact: "ShownFact") -> str:
    return ", ".join(f"{name}={_value(value)}" for name, value in fact.fields.items())


def _value(value: object) -> str:
    return _on_one_line("; ".join(map(str, value)) if isinstance(value, list) else str(value))


def _on_one_line(text: str) -> str:
    return " ".join(printable(text).split())
