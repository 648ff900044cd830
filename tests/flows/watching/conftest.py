"""A site, a clock that a test turns, and a warehouse that is looked into."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from flows.watching.clock import Clock
from flows.watching.looking import Look, WatchRequest, look
from flows.watching.sources import WatchedSource
from tests.flows.watching.site import Site
from tests.serving import Answer, serving
from warehouse import check, run_query


@dataclass
class Hands:
    """The hands of a clock that stands still but for whoever sleeps."""

    now: datetime = datetime(2026, 1, 1, 7, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def turn(self, **step: float) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with serving(cast("dict[str, Answer]", made)) as address:
        made.address = address
        yield made


LookAt = Callable[..., Look]


@pytest.fixture
def look_at(site: Site, hands: Hands, warehouse_file: Path) -> LookAt:
    """Look at a source, the site's feed unless told otherwise, in this process."""

    def run(**settings: Any) -> Look:
        given = {"name": "tin", "kind": "feed", "url": f"{site.address}/rss"} | settings
        if given["kind"] in ("folder", "mail"):
            given["url"] = None
        request = WatchRequest(warehouse_file, "1", workers=0, allow_private=settings.pop("allow_private", True))
        given.pop("allow_private", None)
        found = look(WatchedSource(**given), request, clock=Clock(lambda: hands.now, hands.sleep))
        assert check(warehouse_file) == []
        return found

    return run


@pytest.fixture
def rows(warehouse_file: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """The rows of a query."""
    return lambda sql: [*run_query(warehouse_file, sql).rows()]
