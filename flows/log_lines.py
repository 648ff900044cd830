"""Logs for machines: with ``THIDUA_LOG_FORMAT=json`` one JSON object a line on standard error, one line an event."""

import json
import os
import sys
from datetime import UTC, datetime

VARIABLE = "THIDUA_LOG_FORMAT"


def are_json() -> bool:
    """Whether logs are wanted as JSON."""
    return os.environ.get(VARIABLE) == "json"


def write_event(event: str, **values: object) -> None:
    """Write an event with its values, where logs are wanted as JSON; times are in UTC."""
    if are_json():
        line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **values}
        sys.stderr.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        sys.stderr.flush()


def make_prefect_follow() -> None:
    """Have Prefect write its own logs as JSON too, where they are wanted so; before it is imported."""
    if are_json():
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER", "json")
