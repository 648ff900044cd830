"""What a look or a backfill gave, as tables in Markdown for the run's page."""

from collections.abc import Sequence
from urllib.parse import quote

from flows.markdown import cell
from flows.watching.alerting import alert_line
from flows.watching.looking import Look
from warehouse import Alert, LoadedDocument, SourceYield, WatchRun

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
    "outside",
    "rejected",
    "gone",
    "postponed",
    "facts",
)


def look_markdown(
    look: Look,
    documents: Sequence[LoadedDocument],
    earlier: Sequence[WatchRun],
    yields: Sequence[SourceYield],
    alerts: Sequence[Alert] = (),
) -> str:
    """A look: its counts, what was new, what was rejected and why, and what each source brought lately.

    Args:
        documents: what the run loaded.
        earlier: looks at all sources, the newest first.
        yields: what each source brought in the last week and in the one before.
        alerts: what is wrong with the source.
    """
    run = look.run
    lines = [f"# {cell(run.watched_source)}", ""]
    if run.first_day is not None:
        lines += [f"Backfill of {run.first_day} to {run.last_day}.", ""]
    if run.problem:
        lines += [f"**{cell(run.problem)}**", ""]
    lines += [line for alert in alerts for line in (f"**Alert: {cell(alert_line(alert))}**", "")]
    seconds = (run.finished_at - run.started_at).total_seconds()
    lines += ["| | |", "| --- | ---: |"]
    lines += [f"| {name} | {getattr(run, name)} |" for name in _COUNTS]
    lines += [f"| seconds | {seconds:.1f} |"]
    changed = {*look.changed}
    for title, found in (
        ("New", [each for each in documents if each.source not in changed]),
        ("Changed", [each for each in documents if each.source in changed]),
    ):
        if found:
            lines += ["", f"## {title}", "", "| document | of | `thidua show` |", "| --- | --- | --- |"]
            lines += [_document_row(each) for each in found[:_SHOWN]]
            lines += _more(len(found))
    if look.rejects:
        lines += ["", "## Rejected", "", "| source | code | reason |", "| --- | --- | --- |"]
        lines += [
            f"| {_linked(r.source, r.source)} | {cell(r.code)} | {cell(r.reason)} |" for r in look.rejects[:_SHOWN]
        ]
        lines += _more(len(look.rejects))
    return "\n".join([*lines, "", yields_markdown(earlier, yields)])


def yields_markdown(earlier: Sequence[WatchRun], yields: Sequence[SourceYield]) -> str:
    """What each source brought lately; the arguments are those of `look_markdown`."""
    lines = [
        "## Yields by source",
        "",
        "New and changed documents and their facts: in the seven days up to the last look, in the seven before, look by look.",
        "",
        "| source | documents | before | facts | before | documents by look | facts by look | alerts |",
        "| --- | ---: | ---: | ---: | ---: | --- | --- | --- |",
    ]
    for each in yields:
        looks = [r for r in earlier if r.watched_source == each.watched_source and r.first_day is None][:_TREND][::-1]
        added = " ".join("–" if r.problem else str(r.added + r.changed) for r in looks)
        facts = " ".join("–" if r.problem else str(r.facts) for r in looks)
        lines.append(
            f"| {cell(each.watched_source)} | {each.news} {_arrow(each.news, each.news_before)} | {each.news_before} "
            f"| {each.facts} {_arrow(each.facts, each.facts_before)} | {each.facts_before} | {added} | {facts} "
            f"| {cell(each.alerts or '')} |"
        )
    return "\n".join(lines)


def _arrow(now: int, before: int) -> str:
    return "↑" if now > before else "↓" if now < before else "→"


def _document_row(document: LoadedDocument) -> str:
    title = _linked(document.title or document.doc_id, document.source)
    return f"| {title} | {document.published_on or ''} | {cell(document.doc_id)} |"


def _linked(words: str, source: str) -> str:
    """The words as a link where the source is an address; pages of text, and their titles, are hostile."""
    if not source.startswith(("http://", "https://")):
        return cell(words) if words == source else f"{cell(words)} ({cell(source)})"
    return f"[{cell(words)}](<{quote(source, safe=':/?&=%#@!$+,;~')}>)"


def _more(count: int) -> list[str]:
    return ["", f"and {count - _SHOWN} more"] if count > _SHOWN else []
