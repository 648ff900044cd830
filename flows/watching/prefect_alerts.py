"""Alerts as Prefect's events, and sent by Prefect's notification blocks."""

import asyncio
import inspect
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

import httpx
import prefect.blocks.notifications  # noqa: F401  The blocks of a kind that nobody imported cannot be loaded.
from prefect.blocks.abstract import NotificationBlock
from prefect.blocks.core import Block
from prefect.events import emit_event

from flows.watching.alerting import alerts_message
from flows.watching.looking import WatchRequest
from warehouse import Alert, AlertState, note_sent


def emit_alerts(state: AlertState) -> None:
    """Emit the events ``thidua.alert.begun`` and ``thidua.alert.ended`` for the incidents that began or ended just now."""
    for event, alerts in (("thidua.alert.begun", state.begun), ("thidua.alert.ended", state.ended)):
        for alert in alerts:
            emit_event(
                event,
                resource={
                    "prefect.resource.id": f"thidua.source.{alert.watched_source}",
                    "prefect.resource.name": alert.watched_source,
                    "thidua.alert.kind": alert.kind,
                },
                payload={"kind": alert.kind, "detail": alert.detail, "began_at": alert.began_at.isoformat()},
            )


def send_alerts(block: str, alerts: Sequence[Alert], request: WatchRequest) -> str | None:
    """Send alerts by a notification block, and note it; why that cannot be done, in one line, else None.

    Raises:
        WarehouseError: they were sent, and that cannot be noted.
    """
    if not alerts:
        return None
    try:
        loaded = cast("Block", Block.load(block))
    except Exception as error:  # noqa: BLE001  There is none, or no server that knows.
        return f"alerts are not sent: {block}: {' '.join(str(error).split()) or type(error).__name__}"
    if not isinstance(loaded, NotificationBlock):
        return f"alerts are not sent: {block} is no notification block"
    subject, body = alerts_message(alerts)
    try:
        with loaded.raise_on_failure():
            sent: object = loaded.notify(body, subject)
            if inspect.iscoroutine(sent):  # Blocks of others may know one way only.
                asyncio.run(sent)
    except Exception as error:  # noqa: BLE001  Services have failures of their own, which may name secret addresses.
        status = f" {error.response.status_code}" if isinstance(error, httpx.HTTPStatusError) else ""
        return f"alerts are not sent: {block}: {type(error).__name__}{status}"
    note_sent(request.warehouse, alerts, datetime.now(UTC), wait_seconds=request.wait_seconds)
    return None
