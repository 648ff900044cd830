"""Looks, rejects and alerts as lines of a log."""

from collections.abc import Sequence
from dataclasses import asdict

from flows.log_lines import write_event
from flows.watching.looking import Look
from warehouse import Alert


def log_look(look: Look) -> None:
    """A line for each reject, and one for the look (or the backfill) with its counts and how long it took."""
    for reject in look.rejects:
        write_event(
            "reject",
            watched_source=look.run.watched_source,
            source=reject.source,
            stage=reject.stage,
            code=reject.code,
            reason=reject.reason,
        )
    values = {name: value for name, value in asdict(look.run).items() if name not in ("started_at", "finished_at")}
    seconds = (look.run.finished_at - look.run.started_at).total_seconds()
    write_event("look" if look.run.first_day is None else "backfill", seconds=round(seconds, 3), **values)


def log_alerts(alerts: Sequence[Alert]) -> None:
    """A line for each incident that lasts."""
    for alert in alerts:
        write_event("alert", **asdict(alert))
