"""What a look gave, as tables in Markdown for the run's page."""

from collections.abc import Sequence

from flows.markdown import cell
from flows.watching.looking import Look
from warehouse import WatchRun

_SHOWN = 100
_TREND = 10
_COUNTS = (
    "listed",
    "asked",
    "unmodified",
    "added",
    "changed",
    "duplicates",
    "irrelevant",
    "rejected",
    "gone",
    "postponed",
)


def look_markdown(look: Look, earlier: Sequence[WatchRun]) -> str:
    """A look: its counts, what was new and what was rejected, and the yields of the last looks at each source.

    Args:
        earlier: looks at all sources, the newest first.
    """
    run = look.run
    lines = [f"# {cell(run.watched_source)}", ""]
    if run.problem:
        lines += [f"**{cell(run.problem)}**", ""]
    lines += ["| | |", "| --- | ---: |"]
    lines += [f"| {name} | {getattr(run, name)} |" for name in (*_COUNTS, "facts")]
    for title, sources in (("New", look.added), ("Changed", look.changed)):
        if sources:
            lines += ["", f"## {title}", "", *(f"- <{cell(source)}>" for source in sources[:_SHOWN])]
            lines += [f"- and {len(sources) - _SHOWN} more"] if len(sources) > _SHOWN else []
    if look.rejects:
        lines += ["", "## Rejected", "", "| source | code | reason |", "| --- | --- | --- |"]
        lines += [f"| {cell(r.source)} | {cell(r.code)} | {cell(r.reason)} |" for r in look.rejects[:_SHOWN]]
    lines += [
        "",
        "## Yields by source",
        "",
        "| source | new documents, look by look, the latest last | facts |",
        "| --- | --- | --- |",
    ]
    for name in sorted({each.watched_source for each in earlier}):
        last = [each for each in earlier if each.watched_source == name][:_TREND][::-1]
        added = " ".join("–" if each.problem else str(each.added + each.changed) for each in last)
        facts = " ".join("–" if each.problem else str(each.facts) for each in last)
        lines.append(f"| {cell(name)} | {added} | {facts} |")
    return "\n".join(lines)
