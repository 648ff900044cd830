"""What is wrong with watched sources, told once an incident."""

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime

import duckdb

from warehouse.connection import WAIT_SECONDS, writing
from warehouse.errors import failures_named
from warehouse.lakes import Place
from warehouse.statements import statement
from warehouse.transactions import transaction

_OPEN = """
SELECT watched_source, kind, detail, began_at, sent_at FROM alerts
WHERE ended_at IS NULL ORDER BY began_at, watched_source, kind
"""
_EXPECTATIONS = """
CREATE OR REPLACE TEMP TABLE alert_expectations
(watched_source VARCHAR, silent_days DOUBLE, failures INTEGER, yield_share DOUBLE)
"""
_EXPECT = "INSERT INTO alert_expectations SELECT unnest(?), unnest(?), unnest(?), unnest(?)"


@dataclass(frozen=True)
class Expectation:
    """What may be expected of a watched source; 0 expects nothing."""

    watched_source: str
    silent_days: float | None = None
    """Longest time without news, in days; None for what is usual there."""
    failures: int = 3
    """How many looks in a row have to fail."""
    yield_share: float = 1 / 3
    """Least share of the facts that its articles usually give."""


@dataclass(frozen=True)
class Thresholds:
    """What counts as unusual, for all sources; docs/operations.md tells how often these are wrong, and how late."""

    silent_factor: float = 3.0
    """A source may be silent for so many times the pause that is usual there,"""
    silent_least: float = 7.0
    """and in any case for so many days;"""
    silent_unknown: float = 30.0
    """for so many while too little is known of it."""
    recent_documents: int = 30
    """The articles whose yield is judged are the last ones, so many as usually give this number of documents."""
    earlier_documents: int = 30
    """Without so many documents before these nothing is usual."""


DEFAULTS = Thresholds()


@dataclass(frozen=True)
class Alert:
    """An incident that lasts; see the table ``alerts``. Times are in UTC."""

    watched_source: str
    kind: str
    detail: str
    began_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True)
class AlertState:
    """The incidents that last, and those among them that began just now."""

    lasting: tuple[Alert, ...] = ()
    begun: tuple[Alert, ...] = ()
    ended: tuple[Alert, ...] = ()
    """Those that ended just now."""

    @property
    def unsent(self) -> tuple[Alert, ...]:
        """Those that last and were not sent to anybody."""
        return tuple(alert for alert in self.lasting if alert.sent_at is None)


def note_alerts(
    path: Place,
    expectations: Sequence[Expectation],
    now: datetime,
    *,
    are_all: bool = False,
    wait_seconds: float = WAIT_SECONDS,
) -> AlertState:
    """Compare the looks with what is expected, and write which incidents begin, go on and end.

    Args:
        expectations: of the sources to be judged, each once.
        are_all: there are no other sources, so that incidents of others are over. Else only incidents of these sources
            are touched and given.

    Raises:
        WarehouseError: nothing was changed.
    """
    moment = now.astimezone(UTC).replace(tzinfo=None)
    names = {expectation.watched_source for expectation in expectations}
    with writing(path, wait_seconds) as connection, failures_named(path), transaction(connection):
        before = [Alert(*row) for row in connection.execute(_OPEN).fetchall()]
        find_conditions(connection, expectations)
        connection.execute(statement("alerts_end"), {"now": moment, "are_all": are_all})
        connection.execute(statement("alerts_go_on"))
        connection.execute(statement("alerts_begin"), {"now": moment})
        after = [Alert(*row) for row in connection.execute(_OPEN).fetchall()]
    known, lasting = {_key(alert) for alert in before}, {_key(alert) for alert in after}
    return AlertState(
        lasting=tuple(_aware(each) for each in after if each.watched_source in names),
        begun=tuple(_aware(each) for each in after if _key(each) not in known),
        ended=tuple(_aware(each) for each in before if _key(each) not in lasting),
    )


def find_conditions(
    connection: duckdb.DuckDBPyConnection, expectations: Sequence[Expectation], thresholds: Thresholds = DEFAULTS
) -> set[tuple[str, str]]:
    """What is wrong with these sources as of their last looks, as names and kinds.

    The temporary table ``alert_conditions`` has it in words too.
    """
    columns = [list(column) for column in zip(*map(astuple, expectations), strict=True)]
    connection.execute(_EXPECTATIONS)
    if expectations:
        connection.execute(_EXPECT, columns)
    connection.execute(statement("alert_conditions"), asdict(thresholds))
    return set(connection.execute("SELECT watched_source, kind FROM alert_conditions").fetchall())


def note_sent(path: Place, alerts: Sequence[Alert], now: datetime, *, wait_seconds: float = WAIT_SECONDS) -> None:
    """Write that incidents were sent.

    Raises:
        WarehouseError: nothing was changed.
    """
    rows = [[_naive(now), each.watched_source, each.kind, _naive(each.began_at)] for each in alerts]
    if rows:
        with writing(path, wait_seconds) as connection, failures_named(path), transaction(connection):
            connection.executemany(
                "UPDATE alerts SET sent_at = ? WHERE watched_source = ? AND kind = ? AND began_at = ?", rows
            )


def _key(alert: Alert) -> tuple[str, str, datetime]:
    return alert.watched_source, alert.kind, alert.began_at


def _aware(alert: Alert) -> Alert:
    sent = alert.sent_at and alert.sent_at.replace(tzinfo=UTC)
    return Alert(alert.watched_source, alert.kind, alert.detail, alert.began_at.replace(tzinfo=UTC), sent)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
