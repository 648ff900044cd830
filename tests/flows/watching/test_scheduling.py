"""What is due."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.watching.looking import WatchRequest
from flows.watching.scheduling import due_sources
from flows.watching.sources import WatchedSource
from warehouse import WatchRun, note_watch

NOW = datetime(2026, 1, 1, 22, 20, tzinfo=UTC)  # 05:20 in Vietnam.


@pytest.mark.parametrize(
    ("looked_at", "is_due"),
    [
        (None, True),
        (datetime(2026, 1, 1, 22, 14, 59, tzinfo=UTC), True),
        (datetime(2026, 1, 1, 22, 15, 30, tzinfo=UTC), False),
        (datetime(2025, 12, 24, tzinfo=UTC), True),
    ],
)
def test_a_source_is_due_by_its_cron_in_the_time_of_vietnam(
    warehouse_file: Path, looked_at: datetime | None, is_due: bool
) -> None:
    source = WatchedSource(name="tin", kind="feed", url="https://tin.example/rss", cron="15 5 * * *")
    request = WatchRequest(warehouse_file, "1", workers=0)
    if looked_at is not None:
        note_watch(warehouse_file, [], {}, WatchRun("r", "tin", looked_at, looked_at))
    note_watch(warehouse_file, [], {}, WatchRun("b", "tin", NOW, NOW, first_day=NOW.date(), last_day=NOW.date()))
    assert due_sources([source], request, NOW) == ((source,) if is_due else ())


@pytest.mark.parametrize("cron", ["61 * * * *", "daily", "* * * * * *", "0 0 30 2 *"])
def test_times_that_never_come(cron: str) -> None:
    with pytest.raises(ValueError, match="cron"):
        WatchedSource(name="tin", kind="feed", url="https://tin.example/rss", cron=cron)
