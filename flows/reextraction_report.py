"""What a new extraction would change, as tables in Markdown for the run's page."""

from collections.abc import Iterator, Mapping
from typing import Any

from flows.markdown import cell
from flows.reextracting import Accepted
from warehouse import Example, Place, Proposal

_SHOWN_FAILURES = 100
_MOST_SLOTS = 6


def proposal_markdown(warehouse: Place, proposal: Proposal) -> str:
    """What is proposed: facts by family, what differs in the changed ones, examples with their words, failures."""
    lines = [
        f"# {cell(str(warehouse))}: extractor {cell(proposal.extractor_version)}",
        "",
        f"{proposal.documents} documents extracted again, {proposal.documents_changed} of them with changes.",
        "`thidua reextract --accept` writes them, `--discard` does away with them.",
        "",
        "| facts | same | new | gone | changed | confidence | what differs |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for family, counts in proposal.families.items():
        numbers = (counts.same, counts.new, counts.gone, counts.changed, counts.rated)
        lines.append(f"| {family} | {' | '.join(map(str, numbers))} | {cell(slots_of(proposal, family))} |")
    for example in proposal.examples:
        lines += ["", f"**{example.change.family}, {example.change.change}** in {cell(example.doc_id)}"]
        lines += ["", *(f"- {label}: {cell(said)}" for label, said in told(example))]
    if proposal.failures:
        lines += ["", "## Not extracted", "", "| source | why |", "| --- | --- |"]
        failed = list(proposal.failures.items())
        lines += [f"| {cell(source)} | {cell(why)} |" for source, why in failed[:_SHOWN_FAILURES]]
        lines += [f"| and {len(failed) - _SHOWN_FAILURES} more | |"] if len(failed) > _SHOWN_FAILURES else []
    return "\n".join(lines)


def accepted_markdown(warehouse: Place, accepted: Accepted) -> str:
    """What was accepted."""
    rows = (
        ("documents replaced", accepted.counts.documents_replaced),
        ("facts written", accepted.counts.facts_written),
        ("documents with the facts of another extractor", accepted.waiting),
        ("seconds", f"{accepted.seconds:.1f}"),
    )
    return "\n".join(
        [
            f"# {cell(str(warehouse))}",
            "",
            "| | |",
            "| --- | ---: |",
            *(f"| {name} | {value} |" for name, value in rows),
        ]
    )


def slots_of(proposal: Proposal, family: str) -> str:
    """What differs in the changed facts of a family, the most frequent first: ``unit 12, evidence 3``."""
    slots = list(proposal.slots.get(family, {}).items())
    more = f", and {len(slots) - _MOST_SLOTS} more" if len(slots) > _MOST_SLOTS else ""
    return ", ".join(f"{slot} {count}" for slot, count in slots[:_MOST_SLOTS]) + more


def told(example: Example) -> Iterator[tuple[str, str]]:
    """An example in lines: what the facts in the warehouse say, what is proposed, and the words for it.

    Of a changed fact what stays the same is told once.
    """
    before, after = example.change.before, example.change.after
    if before is not None and after is not None:
        slots = example.change.slots
        same = {name: value for name, value in after.items() if name not in slots}
        if kept := _fields(same):
            yield "both", kept
        for label, said in (("was", before), ("now", after)):
            if differing := _fields({name: said[name] for name in slots if name != "evidence"}, every=True):
                yield label, differing
        if "evidence" in slots:
            yield "words, was", _words(before)
            yield "words, now", _words(after)
        elif "evidence" in after:
            yield "words", _words(after)
    else:
        said = after or before or {}
        yield ("was" if after is None else "now"), _fields(said)
        yield "words", _words(said)


def _fields(said: Mapping[str, Any], *, every: bool = False) -> str:
    """What a fact says; what it leaves open only where ``every`` field is wanted."""
    parts = []
    for name, value in said.items():
        if name == "evidence" or not (every or value not in (None, "", [])):
            continue
        shown = value["name"] if isinstance(value, dict) else ", ".join(value) if isinstance(value, list) else value
        parts.append(f"{name}: {'–' if shown in (None, '') else shown}")
    return "; ".join(parts)


def _words(said: Mapping[str, Any]) -> str:
    return " … ".join(f"“{quote['quote']}”" for quote in said["evidence"])
