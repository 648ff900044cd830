"""Reports for people: a table of scores, and the errors in the context of the text."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from rich.table import Table

from evaluation.evidence import printable
from evaluation.scoring import Miss, Report, SlotScore, WrongSlot


def score_table(report: Report) -> Table:
    """Precision, recall, F1, counts and slot accuracies, a row a family; the documents' own fields come last."""
    table = Table(title=f"{report.documents} documents")
    table.add_column("family")
    for heading in ("precision", "recall", "F1", "gold", "found"):
        table.add_column(heading, justify="right")
    table.add_column("slots")
    for name, score in report.families.items():
        rates = (f"{rate:.3f}" for rate in (score.precision, score.recall, score.f1))
        counts = (str(score.matched + score.missed), str(score.matched + score.spurious))
        table.add_row(name, *rates, *counts, _slots(score.slots))
    table.add_section()
    table.add_row("document", *[""] * 5, _slots(report.document))
    return table


def headline(report: Report) -> str:
    """The last line of an evaluation: ``headline F1 0.xxx``."""
    return f"headline F1 {report.headline:.3f}"


def _slots(slots: Mapping[str, SlotScore]) -> str:
    return "  ".join(
        f"{name} {'-' if score.accuracy is None else f'{score.accuracy:.2f}'}" for name, score in slots.items()
    )


def miss_lines(report: Report) -> Iterator[str]:
    """Every missed and every spurious fact with its evidence, and every wrong slot, as plain lines by document.

    The lines hold words of the documents: without characters that steer a terminal, and not to be read as markup.
    """
    faults: list[Miss | WrongSlot] = [*report.misses, *report.wrong_slots]
    for doc_id, of_document in groupby(sorted(faults, key=lambda fault: fault.doc_id), key=lambda fault: fault.doc_id):
        yield printable(doc_id)
        for fault in of_document:
            yield from map(_indented, _miss(fault) if isinstance(fault, Miss) else _wrong_slot(fault))


def _indented(line: str) -> str:
    return f"  {line}"


def _miss(miss: Miss) -> Iterator[str]:
    yield f"{miss.verdict} {miss.family}: {_fact(miss.fact)}"
    if miss.reason:
        yield f"    {printable(miss.reason)}"
    for context in miss.contexts:
        yield f"    {context}"


def _wrong_slot(wrong: WrongSlot) -> Iterator[str]:
    yield f"wrong {wrong.family}.{wrong.slot}: {_fact(wrong.fact)}"
    yield f"    gold:  {_shown(wrong.expected)}"
    yield f"    found: {_shown(wrong.found)}"


def _fact(fact: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={_shown(value)}" for name, value in fact.items() if value != [])


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return " | ".join(map(_shown, value)) or "-"
    return printable(str(value))
