"""How hosts are asked: as their robots.txt lets us, not too fast, and not while they want to be left alone."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

import corpus
from corpus import Asked, ReadError, Robots, WebAddress
from flows.watching.clock import Clock
from flows.watching.pacing import wait_for_turn

PATIENCE_SECONDS = 30.0
"""A host that wants to be left alone for no longer is waited for."""
_LONGEST_REST = timedelta(days=1)
_USUAL_REST = timedelta(minutes=10)
_LONGEST_DELAY = 60.0  # seconds


class HostRests(Exception):
    """The host wants to be left alone; nothing was asked."""


class Manners:
    """Asks for addresses, one after the other."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        delay_seconds: float,
        resting: Mapping[str, datetime],
        allow_private: bool,
        turns: Path,
    ) -> None:
        """Answers are kept in ``folder``; in ``turns`` stands when each host was asked last, by whatever process."""
        self._folder = folder
        self._turns = turns
        self._clock = clock
        self._delay = delay_seconds
        self._allow_private = allow_private
        self._robots: dict[str, Robots | ReadError] = {}
        self.resting = dict(resting)
        """Until when hosts want to be left alone."""

    def ask(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Asked:
        """As `corpus.ask`; a host that wants a short rest is given it.

        Raises:
            ReadError: the address cannot be had, or must not be.
            HostRests: not now.
        """
        for attempt in (1, 2):
            answer = corpus.ask(
                WebAddress(address),
                self._folder,
                etag=etag,
                last_modified=last_modified,
                allow_private=self._allow_private,
                visit=self._visit,
            )
            if answer.status != 429 and not (answer.status == 503 and answer.retry_after):
                return answer
            rest = _rest(answer.retry_after, self._clock.now())
            if attempt == 1 and rest.total_seconds() <= PATIENCE_SECONDS:
                self._clock.sleep(rest.total_seconds())
                continue
            self.resting[corpus.host_of(answer.url)] = self._clock.now() + rest
        raise HostRests(corpus.host_of(address))

    def _visit(self, address: str) -> None:
        host = corpus.host_of(address)
        if self.resting.get(host, self._clock.now()) > self._clock.now():
            raise HostRests(host)
        robots = self._robots_of(address)
        if not robots.permits(address):
            raise ReadError("forbidden", "robots.txt does not let programs fetch it")
        delay = max(self._delay, min(robots.delay_seconds, _LONGEST_DELAY))
        wait_for_turn(self._turns, host, delay, self._clock)

    def _robots_of(self, address: str) -> Robots:
        origin = urljoin(address, "/robots.txt")
        if origin not in self._robots:
            try:
                self._robots[origin] = self._asked_robots(origin)
            except ReadError as error:
                # Only what the server did not answer is worth another try: that it must not be asked stays.
                code = error.code if error.code == "forbidden" else "fetch"
                self._robots[origin] = ReadError(code, f"robots.txt: {error.reason}")
        found = self._robots[origin]
        if isinstance(found, ReadError):
            raise ReadError(found.code, found.reason)
        return found

    def _asked_robots(self, origin: str) -> Robots:
        answer = corpus.ask(
            WebAddress(origin),
            self._folder,
            allow_private=self._allow_private,
            visit=lambda url: wait_for_turn(self._turns, corpus.host_of(url), self._delay, self._clock),
        )
        if answer.status >= 500 or answer.status == 429:
            raise ReadError("fetch", f"the server answered {answer.status}")
        return Robots.of_answer(answer.status, answer.content.read_bytes() if answer.content else b"")


def _rest(retry_after: str | None, now: datetime) -> timedelta:
    """How long a host wants to be left alone, by its header."""
    told = (retry_after or "").strip()
    rest = _USUAL_REST
    if told.isascii() and told.isdecimal():
        rest = timedelta(seconds=min(int(told), _LONGEST_REST.total_seconds()))
    elif told:
        try:
            until = parsedate_to_datetime(told)
        except ValueError:
            return rest
        rest = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return min(max(rest, timedelta(0)), _LONGEST_REST)
