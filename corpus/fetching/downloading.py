"""One file from an http(s) address, into a folder."""

import hashlib
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from email.message import Message
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from corpus.containers.members import HIGHEST_RATIO, SMALL
from corpus.containers.names import label_of
from corpus.fetching.addresses import resolve
from corpus.isolation import allow_time
from corpus.readers import BY_MEDIA_TYPE, media_type_of
from corpus.rejects import ReadError
from corpus.sniffing import TEXT, ZIP, media_type_of_content
from corpus.sources import SourceItem, WebAddress

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 128 << 20
TOTAL_SECONDS = 60.0
IDLE_SECONDS = 10.0
"""For a connection to be made, and between two pieces of an answer."""
_MOST_REDIRECTS = 5
_MOST_MACHINES = 3  # of one name, that are tried
_PORTS = {"http": 80, "https": 443}
_MOST_AT_ONCE = 1 << 20  # bytes unpacked at a time
_HEADERS = {
    "User-Agent": "thidua",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "vi,*;q=0.5",
}
_REDIRECTS = (
    *(HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER),
    *(HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT),
)
# What servers call a file of which they know nothing; its name and its bytes tell more.
_UNTOLD = ("", "application/octet-stream", "application/force-download", "application/download", "binary/octet-stream")


Visit = Callable[[str], None]
"""Called with each address before it is asked, those that redirects lead to too; what it raises ends the fetching."""


class _Answer(NamedTuple):
    """What a server gave in the end."""

    url: "httpx.URL"
    status: int
    reason: str
    headers: "httpx.Headers"
    size: int


class Asked(NamedTuple):
    """What a server answered to one who had asked before."""

    status: int
    url: str
    """Where redirects led to."""
    etag: str | None
    last_modified: str | None
    retry_after: str | None
    item: SourceItem | None
    """The file, where it was given (200) and a reader takes it."""
    content: Path | None
    """Its bytes, whoever takes them."""


def fetch(address: WebAddress, folder: Path, *, allow_private: bool = False) -> SourceItem:
    """Fetch a file into ``folder`` and return it as a source, named as the address was given.

    Its path has nothing of the address. Its time of change is not known, so that it is always compared by its bytes.
    To be run in isolation.

    Args:
        allow_private: fetch from addresses too that are not public.

    Raises:
        ReadError: ``fetch``, where it could not be had; ``forbidden``; ``too_big``; ``bomb``; ``unsupported``, where it
            is of a type that no reader takes.
    """
    allow_time(TOTAL_SECONDS + 2 * IDLE_SECONDS)
    path = _path_of(address, folder)
    given, answer = _answered(address, path, allow_private, {}, lambda url: None)
    if answer.status // 100 != 2:
        raise ReadError("fetch", f"the server answered {answer.status} {answer.reason}")
    return _item(address, path, given, answer)


def ask(
    address: WebAddress,
    folder: Path,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    allow_private: bool = False,
    visit: Visit = lambda url: None,
) -> Asked:
    """Fetch a file, as `fetch` does, unless it is what it was when the server gave these validators.

    An answer of another kind than 2xx is no error.

    Raises:
        ReadError: as `fetch`, but for what the server answered and ``unsupported``; and what ``visit`` raises.
    """
    path = _path_of(address, folder)
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in conditions.items() if value}
    given, answer = _answered(address, path, allow_private, headers, visit)
    item = None
    if answer.status == HTTPStatus.OK:
        with suppress(ReadError):
            item = _item(address, path, given, answer)
    return Asked(
        status=answer.status,
        url=str(answer.url),
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        retry_after=answer.headers.get("retry-after"),
        item=item,
        content=path if answer.status == HTTPStatus.OK else None,
    )


def _path_of(address: WebAddress, folder: Path) -> Path:
    return folder / hashlib.sha256(address.source.encode("utf-8", "surrogateescape")).hexdigest()


def _answered(
    address: WebAddress, path: Path, allow_private: bool, headers: Mapping[str, str], visit: Visit
) -> "tuple[httpx.URL, _Answer]":
    import httpx

    try:
        given = httpx.URL(address.source)
        return given, _download(given, path, allow_private, headers, visit)
    except httpx.TimeoutException as error:
        raise ReadError("fetch", f"no answer within {IDLE_SECONDS:g} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        raise ReadError("fetch", f"{type(error).__name__}: {' '.join(str(error).split())[:200]}") from error


def _item(address: WebAddress, path: Path, given: "httpx.URL", answer: _Answer) -> SourceItem:
    names = [name for url in (given, answer.url) if (name := _last_part(url.path))]
    media_type, charset = _told(answer.headers.get("content-type", ""))
    return SourceItem(
        source=address.source,
        path=path,
        size=answer.size,
        mtime_ns=None,
        media_type=_media_type(path, media_type, names),
        doc_id=names[0] if names else given.host,
        charset=charset,
    )


def _download(url: "httpx.URL", path: Path, allow_private: bool, headers: Mapping[str, str], visit: Visit) -> _Answer:
    """The answer in the end; the body is written where it is a success."""
    import httpx

    deadline = time.monotonic() + TOTAL_SECONDS
    # No proxies: behind one nothing could be said of where an address leads.
    with httpx.Client(timeout=IDLE_SECONDS, trust_env=False, headers={**_HEADERS, **headers}) as client:
        for _ in range(_MOST_REDIRECTS + 1):
            visit(str(url))
            with _asked(client, url, allow_private) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    url = url.join(response.headers["location"])
                    continue
                size = _write(path, response, deadline) if response.is_success else 0
                return _Answer(url, response.status_code, response.reason_phrase, response.headers, size)
    raise ReadError("fetch", f"more than {_MOST_REDIRECTS} redirects")


@contextmanager
def _asked(client: "httpx.Client", url: "httpx.URL", allow_private: bool) -> "Iterator[httpx.Response]":
    """The answer of the machine that the address leads to now; its body is yet to be read."""
    if url.scheme not in _PORTS:
        raise ReadError("forbidden", f"leads to an address of the kind {url.scheme[:20]!r}, and no http(s)")
    if url.userinfo:
        raise ReadError("forbidden", "a name or password in an address, which would be stored with it")
    host = url.raw_host.decode("ascii")
    machines = resolve(host, url.port or _PORTS[url.scheme], allow_private=allow_private)
    response = _first_answer(client, url, host, machines[:_MOST_MACHINES])
    try:
        yield response
    finally:
        response.close()


def _first_answer(client: "httpx.Client", url: "httpx.URL", host: str, machines: Sequence[str]) -> "httpx.Response":
    """The answer of the first of the machines that can be connected to, asked as the host that it is known by."""
    import httpx

    for machine in machines:
        request = client.build_request(
            "GET",
            url.copy_with(host=machine),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": host},
        )
        try:
            return client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if machine == machines[-1]:
                raise
    raise ReadError("fetch", f"the host {host[:100]!r} has no address")


def _write(path: Path, response: "httpx.Response", deadline: float) -> int:
    """Write the body of an answer, unpacked; its size in bytes."""
    received = size = 0

    def pieces() -> Iterator[bytes]:
        nonlocal received
        for piece in response.iter_raw():
            received += len(piece)
            if time.monotonic() > deadline:
                raise ReadError("fetch", f"not finished after {TOTAL_SECONDS:g} s")
            yield piece

    with path.open("wb") as file:
        for piece in _unpacked(pieces(), response.headers.get("content-encoding", "").strip().lower()):
            size += len(piece)
            if size > SMALL and size > HIGHEST_RATIO * received:
                raise ReadError("bomb", f"unpacks from {received:,} to more than {size:,} bytes")
            if size > MOST_BYTES:
                raise ReadError("too_big", f"more than {MOST_BYTES:,} bytes")
            file.write(piece)
    return size


def _unpacked(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ReadError("fetch", f"packed as {encoding[:20]!r}, which was not asked for")
    start = b""
    inflater = None
    for piece in pieces:
        start += piece
        if inflater is None:
            # What is called deflate comes with the header of zlib, as it should, or without.
            bare = encoding == "deflate" and (start[0] & 0x0F) != 8
            inflater = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
        while start and not inflater.eof:
            try:
                yield inflater.decompress(start, _MOST_AT_ONCE)
            except zlib.error as error:
                raise ReadError("fetch", f"cannot be unpacked: {error}") from error
            start = inflater.unconsumed_tail
    if inflater is not None and not inflater.eof:
        raise ReadError("fetch", "cut off")


def _told(content_type: str) -> tuple[str, str]:
    """The media type and the encoding that an answer claims, in small letters; empty where it claims none."""
    claim = Message()
    claim["content-type"] = content_type or "application/octet-stream"
    return claim.get_content_type(), claim.get_content_charset("") or ""


def _media_type(path: Path, told: str, names: Sequence[str]) -> str:
    """What a file is by its bytes, or else by the server, or else by its name."""
    by_name = next((found for name in names if (found := media_type_of(PurePosixPath(name)))), None)
    known = told in BY_MEDIA_TYPE or told == ZIP
    promised = told if known else by_name or TEXT
    found = media_type_of_content(path.read_bytes(), promised)
    if found == TEXT and not known and by_name is None and told not in _UNTOLD:
        raise ReadError("unsupported", f"no reader takes {told[:100]}")
    return found


def _last_part(path: str) -> str:
    return label_of(unquote(path).rstrip("/").rsplit("/", 1)[-1]) if path.strip("/") else ""
