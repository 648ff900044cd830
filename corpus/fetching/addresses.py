"""Which machine an address leads to, and whether it may be asked."""

import socket
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from corpus.rejects import ReadError

_NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int, *, allow_private: bool) -> Sequence[str]:
    """Return the IP addresses to connect to, best first, at least one. They have to be used as they are: asked again, the
    name may lead elsewhere.

    Raises:
        ReadError: ``forbidden``, where the name leads to a private, loopback, link-local or otherwise inner address
            and that is not allowed; ``fetch``, where it leads nowhere.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise ReadError("fetch", f"the host {host[:100]!r} is not found: {error}") from error
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not addresses:
        raise ReadError("fetch", f"the host {host[:100]!r} has no address")
    if not allow_private:
        # All of them: which one is taken must not depend on the order of answers.
        for address in addresses:
            if not _is_public(address):
                raise ReadError(
                    "forbidden", f"{host[:100]} is {address}, no public address; --allow-private fetches from there"
                )
    return addresses


def _is_public(address: str) -> bool:
    try:
        given = ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast for each in (given, *_inside(given)))


def _inside(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that ways of transition put into one of IPv6."""
    if isinstance(address, IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
