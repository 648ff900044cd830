"""Addresses in one form, so that an article that is linked in several ways is fetched once and stored once."""

from urllib.parse import urljoin, urlsplit

from corpus.rejects import ReadError

_LONGEST = 2000  # characters
_HEAD = 1 << 20  # bytes of a page in which its link to itself stands
_USUAL_PORTS = {"http": ":80", "https": ":443"}


def canonical_address(address: str) -> str | None:
    """The address without fragment, usual port and what only counts visitors, its parameters sorted; None for what is no
    http(s) address.

    >>> canonical_address("HTTPS://Tin.example:443/a?utm_source=x&b=2&a=1#top")
    'https://tin.example/a?a=1&b=2'
    """
    from courlan import normalize_url

    address = address.strip()
    if len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme not in _USUAL_PORTS or not parts.hostname or parts.username is not None:
            return None
        parts = parts._replace(netloc=parts.netloc.removesuffix(_USUAL_PORTS[parts.scheme]), fragment="")
        return str(normalize_url(parts._replace(path=parts.path or "/")))
    except ValueError:
        return None


def host_of(address: str) -> str:
    """The host of an address in small letters, with its port where it has one of its own."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def canonical_link(content: bytes, address: str) -> str | None:
    """The address that an HTML page at ``address`` says it belongs to, if that is on the same host; None if it says none.

    That of the site's front page is none: pages made from a template with a fault say so.
    """
    from corpus.web.decoding import decode
    from corpus.web.parsing import parse

    if b"canonical" not in content[:_HEAD]:
        return None
    try:
        tree = parse(decode(content[:_HEAD]).text)
    except ReadError:
        return None
    if tree is None:
        return None
    for link in tree.root.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical" and link.get("href"):
            found = canonical_address(urljoin(address, link.get("href")))
            if found and host_of(found) == host_of(address) and urlsplit(found).path not in ("", "/"):
                return found
    return None
