"""``sources.toml``: what is watched, how often, and how carefully."""

import re
import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from flows.watching.archive_addresses import check_pattern

Kind = Literal["feed", "sitemap", "listing", "folder", "mail"]
ON_THE_WEB = ("feed", "sitemap", "listing")
TIME_ZONE = "Asia/Ho_Chi_Minh"
_CRON = re.compile(r"\S+(?: +\S+){4}")


class SourcesError(Exception):
    """A file of sources that cannot be used; the message is one line."""


class WatchedSource(BaseModel):
    """One ``[[sources]]`` table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
    kind: Kind
    url: str | None = None
    """Of a feed, sitemap or page that lists articles."""
    path: str | None = None
    """Of a folder of files, or of mail exported as .eml files; relative to the file of sources."""
    selector: str | None = None
    """For ``listing``: a CSS selector of the links, or of what they are in."""
    archive: str | None = None
    """For backfills: the address of pages (feeds, sitemaps) that list older articles, with ``{page}``, ``{day:%Y/%m/%d}``,
    ``{month:%Y-%m}``, ``{year:%Y}``, ``{first:%d-%m-%Y}`` or ``{last:%d-%m-%Y}`` in it."""
    first_page: Annotated[int, Field(ge=0)] = 1
    """The number of the first of these pages."""
    include: str | None = None
    """A regular expression that has to be found in an address."""
    exclude: str | None = None
    """One that must not."""
    cron: str = "*/30 * * * *"
    """When it is looked at, in Vietnam's time."""
    delay_seconds: Annotated[float, Field(ge=0, le=3600)] = 2.0
    """Least time between two requests to a host; a longer ``Crawl-delay`` of its robots.txt counts."""
    recheck_hours: Annotated[float, Field(ge=0)] = 12.0
    """How long an article is not asked for again, unless the list gives it another date."""
    recheck_days: Annotated[float, Field(ge=0)] = 14.0
    """How long an article is asked for that is listed no more."""
    most: Annotated[int, Field(ge=1)] = 500
    """Most requests for articles in a run; the rest waits for the next."""
    filter: bool = True
    """Whether articles without a word of emulation are left out."""
    alert_silent_days: Annotated[float, Field(ge=0)] | None = None
    """How long it may bring nothing new; None for what is usual there, 0 for ever."""
    alert_failures: Annotated[int, Field(ge=0)] = 3
    """How many looks in a row have to fail before somebody is told; 0 for never."""
    alert_yield: Annotated[float, Field(ge=0, le=1)] = 1 / 3
    """Least share of its usual facts an article; 0 for none."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        wanted, other = ("url", "path") if self.kind in ON_THE_WEB else ("path", "url")
        if getattr(self, wanted) is None or getattr(self, other) is not None:
            raise ValueError(f"a source of the kind {self.kind!r} has a {wanted} and no {other}")
        if self.selector is not None and self.kind != "listing":
            raise ValueError("only a source of the kind 'listing' has a selector")
        if self.archive is not None:
            if self.kind not in ON_THE_WEB:
                raise ValueError(f"a source of the kind {self.kind!r} has no archive")
            check_pattern(self.archive)
        if not _CRON.fullmatch(self.cron):
            raise ValueError(f"cron has five fields, unlike {self.cron!r}")
        try:
            self.next_due(datetime.now(ZoneInfo(TIME_ZONE)))
        except (CronSimError, StopIteration) as error:
            raise ValueError(f"cron is no time that comes: {self.cron!r}") from error
        for pattern in (self.include, self.exclude):
            try:
                re.compile(pattern or "")
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return self

    def takes(self, address: str) -> bool:
        """Whether an address that is listed there is one to look at."""
        return bool(re.search(self.include or "", address)) and not (self.exclude and re.search(self.exclude, address))

    def next_due(self, looked_at: datetime) -> datetime:
        """When it is due after a look at a time, which knows its time zone."""
        due: datetime = next(CronSim(self.cron, looked_at.astimezone(ZoneInfo(TIME_ZONE))))
        return due


class AlertSettings(BaseModel):
    """The ``[alerts]`` table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    block: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")] | None = None
    """The notification block of Prefect that alerts go to: ``slack-webhook/ops``."""


class Sources(BaseModel):
    """A file of sources."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: Annotated[tuple[WatchedSource, ...], Field(min_length=1)]
    alerts: AlertSettings = AlertSettings()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sources, in their order."""
        return tuple(source.name for source in self.sources)

    def named(self, names: Sequence[str]) -> tuple[WatchedSource, ...]:
        """The sources with these names, in the order of the file.

        Raises:
            SourcesError: there is none of a name.
        """
        if missing := sorted(set(names) - set(self.names)):
            raise SourcesError(f"no source is called {missing[0]}")
        return tuple(source for source in self.sources if source.name in names)


def read_sources(path: Path) -> Sources:
    """A file of sources, with the paths in it made absolute.

    Raises:
        SourcesError: the file cannot be read, or is not as it should be.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourcesError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: no TOML: {error}") from error
    try:
        read = Sources.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise SourcesError(f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}") from error
    names = [source.name for source in read.sources]
    for name in names:
        if names.count(name) > 1:
            raise SourcesError(f"{path}: two sources are called {name}")
    folder = path.absolute().parent
    sources = tuple(
        source if source.path is None else source.model_copy(update={"path": str(folder / source.path)})
        for source in read.sources
    )
    return read.model_copy(update={"sources": sources})
