"""What is expected of the sources, and alerts in words."""

from collections.abc import Sequence
from datetime import datetime

from flows.watching.looking import WatchRequest
from flows.watching.sources import WatchedSource
from warehouse import Alert, AlertState, Expectation, note_alerts


def alerts_of(
    sources: Sequence[WatchedSource], request: WatchRequest, now: datetime, *, are_all: bool = False
) -> AlertState:
    """Judge sources by their looks; see `warehouse.note_alerts`.

    Raises:
        WarehouseError: the warehouse cannot be read or written.
    """
    expected = [
        Expectation(source.name, source.alert_silent_days, source.alert_failures, source.alert_yield)
        for source in sources
    ]
    return note_alerts(request.warehouse, expected, now, are_all=are_all, wait_seconds=request.wait_seconds)


def alert_line(alert: Alert) -> str:
    """An alert in one line."""
    detail = " ".join(alert.detail.split())
    return f"{alert.watched_source} is {alert.kind} since {alert.began_at:%Y-%m-%d %H:%M} UTC: {detail}"


def alerts_message(alerts: Sequence[Alert]) -> tuple[str, str]:
    """The subject and the body of a message that tells of one or several alerts."""
    subject = f"{alerts[0].watched_source} is {alerts[0].kind}" if len(alerts) == 1 else f"{len(alerts)} alerts"
    return f"thidua: {subject}", "\n".join(map(alert_line, alerts))
