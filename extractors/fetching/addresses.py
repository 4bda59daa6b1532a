"""Which addresses may be connected to: names are looked up once, checked, and the checked address is used.

A publisher's page can point anywhere, and a name can lead to this machine or to one behind the firewall
(server-side request forgery).  Looking the name up again when connecting would let it change in
between (DNS rebinding); hence callers connect to what this module returns, never to the name.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

from extractors.fetching.problems import FetchingError

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""(host, port) → its addresses."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


async def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system's resolver gives them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, IPv4 inside IPv6 included."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # fe80::1%eth0 and the like
        return False
    return all(_is_global(one) for one in _within(ip))


def _within(ip: _Address) -> list[_Address]:
    """The address and the IPv4 addresses that it stands for."""
    inside: list[_Address] = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return [ip.ipv4_mapped]
        if ip.sixtofour:
            inside.append(ip.sixtofour)
        if ip.teredo:
            inside += ip.teredo
        if ip in _NAT64:
            return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return inside


def _is_global(ip: _Address) -> bool:
    site_local = isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or site_local)


async def addresses_of(host: str, port: int, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """Addresses of a host that may be connected to, in the resolver's order.

    Raises FetchingError where the name has none, or where any of them is not public: a publisher's
    name has no business in a private network, not even as one of several.
    """
    try:
        found = await resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchingError(
            "name_not_found",
            f"the name {host} leads to no address ({error})",
            "check the address for typing errors, and that this machine is on line",
            passing=True,
            host_down=host,
        ) from None
    private = [address for address in found if not is_public(address)]
    if private and not allow_private:
        raise FetchingError(
            "private_address",
            f"{host} leads to {private[0]}, which is no address of the public internet",
            "if this server is yours, set `allow_private = true` in its source",
        )
    return found
