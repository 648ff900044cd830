"""``thidua review``: facts confirmed, corrected, rejected or added by a person."""

import argparse
import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thidua.options import add_warehouse, probability, wait_seconds
from thidua.status import Status
from thidua.terminal import printable, say

if TYPE_CHECKING:
    from warehouse import Reviewable, Taken

_EPILOG = """\
examples:
  thidua review export facts.csv --below 0.6           the doubtful facts, for a spreadsheet
  thidua review export facts.jsonl --document bao-cao  all facts of a document, for an editor
  thidua review import facts.csv --reviewer "Lan Anh"  take in what was decided
  thidua review bao-cao --reviewer "Lan Anh"           go through a document's facts at the terminal
  thidua review gold gold/                             documents whose facts are all reviewed, for `thidua evaluate`

In the file the column decision is filled with one of: confirmed; rejected; corrected (and the columns of the fact
changed); added (a line without fact_id, with document, family, the fact and in quotes words of the text that state it);
withdrawn (what was decided is undone). Lines without a decision are passed over. All of a file is taken in, or nothing.

Decisions win over the extractor in every table and view, also after the document is extracted anew: they belong to what
the fact says, not to its fact_id. They are in the table reviews.
"""
_CHOICES = {"c": "confirmed", "e": "corrected", "r": "rejected"}
_QUESTION = "[c]onfirm, [e]dit, [r]eject, [s]kip, [q]uit? "


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "review",
        help="confirm, correct, reject or add facts; export them as gold",
        description="Take in what people decide about facts: from a file, or one by one at the terminal.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", metavar="export|import|gold|DOCUMENT", help="what to do, or the document to go through")
    parser.add_argument("target", metavar="FILE_OR_DIR", type=Path, nargs="?", help="the file, or for gold the folder")
    add_warehouse(parser)
    parser.add_argument("--reviewer", metavar="NAME", help="who decides (default: the name of this account)")
    parser.add_argument("--document", metavar="NAME", help="only this document (export, gold)")
    parser.add_argument(
        "--below", metavar="P", type=probability, help="only facts with a confidence below P that nobody reviewed"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Status:
    """Do what is asked."""
    from thidua.failures import UsageError

    steps: dict[str, Callable[[argparse.Namespace], Status]] = {"export": _export, "import": _import, "gold": _gold}
    if arguments.what not in steps:
        if arguments.target is not None:
            raise UsageError(f"{arguments.what} FILE? It is export, import or gold, or a DOCUMENT alone")
        return _ask(arguments)
    if arguments.target is None:
        raise UsageError(f"thidua review {arguments.what} needs a {'DIR' if arguments.what == 'gold' else 'FILE'}")
    return steps[arguments.what](arguments)


def _export(arguments: argparse.Namespace) -> Status:
    from warehouse import reviewable, write_review_file

    facts = reviewable(
        arguments.warehouse, document=arguments.document, below=arguments.below, wait_seconds=wait_seconds()
    )
    count = write_review_file(arguments.target, facts)
    print(f"{count} facts written to {printable(str(arguments.target))}")
    return Status.DONE


def _import(arguments: argparse.Namespace) -> Status:
    from warehouse import read_review_file, take_reviews

    facts = read_review_file(arguments.target)
    _say_taken(take_reviews(arguments.warehouse, facts, reviewer=_reviewer(arguments), wait_seconds=wait_seconds()))
    return Status.DONE


def _gold(arguments: argparse.Namespace) -> Status:
    from warehouse import write_gold

    gold = write_gold(arguments.warehouse, arguments.target, document=arguments.document, wait_seconds=wait_seconds())
    for source, facts in gold.left_out.items():
        say(f"{printable(source)}: left out, {facts} of its facts are not reviewed")
    print(f"{len(gold.written)} documents written to {printable(str(arguments.target))}")
    return Status.DONE


def _ask(arguments: argparse.Namespace) -> Status:
    """Go through the facts of a document that nobody reviewed, and take in what is decided at the end."""
    from warehouse import reviewable, take_reviews

    reviewer = _reviewer(arguments)
    facts = reviewable(arguments.warehouse, document=arguments.what, below=arguments.below, wait_seconds=wait_seconds())
    todo = [fact for fact in facts if not fact.decision]
    decided: list[Reviewable] = []
    for number, fact in enumerate(todo, 1):
        print(f"\n{number} of {len(todo)}: {fact.family}, confidence {fact.confidence or 0:.2f}")
        for name, value in fact.fields.items():
            if value not in (None, []):
                print(f"  {name}: {printable(_shown(value))}")
        for quote in fact.quotes:
            print(f"  “{' '.join(printable(quote).split())}”")
        choice = _choice()
        if choice == "q":
            break
        if choice in _CHOICES:
            decided.append(_decided(fact, _CHOICES[choice]))
    if not decided:
        print("nothing decided")
        return Status.DONE
    _say_taken(take_reviews(arguments.warehouse, decided, reviewer=reviewer, wait_seconds=wait_seconds()))
    return Status.DONE


def _choice() -> str:
    """The first letter of an answer; at the end of the input as if it were to quit."""
    while True:
        try:
            answer = input(_QUESTION).strip().casefold()[:1]
        except EOFError:
            print()
            return "q"
        if answer in (*_CHOICES, "s", "q"):
            return answer


def _decided(fact: "Reviewable", decision: str) -> "Reviewable":
    from dataclasses import replace

    if decision != "corrected":
        return replace(fact, decision=decision)
    print("  Enter keeps a value, - empties it; several values are separated by a semicolon")
    return replace(fact, decision=decision, fields={name: _edited(name, value) for name, value in fact.fields.items()})


def _edited(name: str, value: Any) -> Any:
    try:
        answer = input(f"  {name} [{printable(_shown(value))}]: ").strip()
    except EOFError:
        return value
    if not answer:
        return value
    is_list = isinstance(value, list)
    if answer == "-":
        return [] if is_list else None
    if is_list:
        return [part.strip() for part in answer.split(";") if part.strip()]
    return int(answer) if answer.isdecimal() and name not in ("number", "covers") else answer


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _reviewer(arguments: argparse.Namespace) -> str:
    from thidua.failures import UsageError

    try:
        name = str(arguments.reviewer or getpass.getuser()).strip()
    except (OSError, KeyError):  # An account without a name.
        name = ""
    if not name:
        raise UsageError("who decides? --reviewer NAME")
    return name


def _say_taken(taken: "Taken") -> None:
    if not taken.decisions:
        print("nothing new decided")
        return
    decisions = ", ".join(f"{count} {decision}" for decision, count in taken.decisions.items())
    print(f"{decisions}, in {taken.documents} documents")
