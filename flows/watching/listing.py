"""What a source on the web lists now."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import corpus
from corpus import AddressList, Failure, Listed, ReadError
from flows.watching.manners import HostRests, Manners
from flows.watching.sources import WatchedSource
from flows.workers import in_workers
from warehouse import Watched

_MOST_LISTS = 100  # sitemaps in an index, and in the indexes in it


@dataclass
class Found:
    """The addresses in their plain form with the dates that the list gives, and what is known of the lists now."""

    addresses: dict[str, str | None] = field(default_factory=dict)
    lists: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """ETag and Last-Modified of each list that was given."""
    problem: str | None = None
    """Why the source could not be looked at, or a part of it."""


class NoSuchList(ReadError):
    """There is nothing at the address of a list."""


@dataclass(frozen=True)
class ListAnswer:
    """A list as it is now; without entries and validators where it has not changed."""

    entries: Sequence[Listed] = ()
    validators: tuple[str | None, str | None] | None = None
    """ETag and Last-Modified."""


def listed_by(
    source: WatchedSource, manners: Manners, known: Callable[[str], Watched | None], *, workers: int
) -> Found:
    """Ask for the list of a source, and for the lists that it names; nothing is found where none has changed."""
    assert source.url is not None
    found = Found()
    waiting = [source.url]
    asked: set[str] = set()
    while waiting and len(asked) < _MOST_LISTS:
        url = waiting.pop(0)
        address = corpus.canonical_address(url) or url
        if address in asked:
            continue
        asked.add(address)
        try:
            answer = asked_list(source, url, manners, before=known(address), workers=workers)
        except HostRests as rests:
            found.problem = f"{rests} wants to be left alone for a time"
            continue
        except ReadError as error:
            found.problem = f"{url}: {error.reason}"
            continue
        if answer.validators is not None:
            found.lists[address] = answer.validators
        for entry in answer.entries:
            if entry.is_list:
                waiting.append(entry.address)
            elif (plain := corpus.canonical_address(entry.address)) and plain != address and source.takes(plain):
                found.addresses.setdefault(plain, entry.date)
    return found


def asked_list(
    source: WatchedSource, url: str, manners: Manners, *, before: Watched | None = None, workers: int
) -> ListAnswer:
    """Ask for one list of a source.

    Args:
        before: what is known of it; without it, it is asked for whole.

    Raises:
        NoSuchList: there is nothing at the address.
        ReadError: it cannot be had, or is no list.
        HostRests: not now.
    """
    # An index is asked for whole: that it has not changed says nothing of the lists in it.
    is_known = before is not None and source.kind != "sitemap"
    answer = manners.ask(
        url,
        etag=before.etag if before and is_known else None,
        last_modified=before.last_modified if before and is_known else None,
    )
    if answer.status == 304:
        return ListAnswer()
    if answer.status in (404, 410):
        raise NoSuchList("fetch", f"the server answered {answer.status}")
    if answer.status != 200 or answer.content is None:
        raise ReadError("fetch", f"the server answered {answer.status}")
    if urlsplit(answer.url).path in ("", "/") and urlsplit(url).path not in ("", "/"):
        raise ReadError("fetch", "leads to the front page of the site")
    assert source.kind in ("feed", "sitemap", "listing")
    listing = AddressList(source.kind, answer.content, answer.url, source.selector)
    with closing(in_workers(corpus.addresses_in, [listing], workers=min(workers, 1))) as outcomes:
        result = next(outcomes).result
    if isinstance(result, Failure):
        raise ReadError(result.code, result.reason)
    return ListAnswer(result, (answer.etag, answer.last_modified))
