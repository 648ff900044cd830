"""What a site lets programs fetch (robots.txt, RFC 9309)."""

from typing import Self

AGENT = "thidua"
MOST_BYTES = 500 << 10
"""What has to be read at least of a robots.txt."""


class Robots:
    """The rules of one host."""

    def __init__(self, text: str) -> None:
        from protego import Protego

        self._rules = Protego.parse(text)
        delay = self._rules.crawl_delay(AGENT)
        self.delay_seconds = 0.0 if delay is None else float(delay)
        """Between two requests, as the host asks for."""

    @classmethod
    def of_answer(cls, status: int, content: bytes) -> Self:
        """The rules that an answer stands for: a file that is not there forbids nothing, a server in trouble everything."""
        if status == 200:
            return cls(content[:MOST_BYTES].decode("utf-8-sig", "replace"))
        return cls("" if 400 <= status < 500 and status != 429 else "User-agent: *\nDisallow: /")

    def permits(self, address: str) -> bool:
        """Whether this program may fetch an address."""
        return bool(self._rules.can_fetch(address, AGENT))
