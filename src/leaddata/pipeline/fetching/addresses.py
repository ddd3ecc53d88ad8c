"""Addresses: which of them may be asked, and how they are shown without the secrets in them."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote, quote_plus, urlsplit, urlunsplit

import httpx2

from leaddata.errors import FetchError

__all__ = ["checked_addresses", "checked_url", "is_public", "redacted", "system_addresses", "without_secrets"]

_SECRET = re.compile(
    r"(?:^|[_.-])(?:api[_-]?key|apikey|key|token|secret|passw(?:or)?d|pwd|auth|authorization|signature|sig|session(?:id)?|"
    r"sid|credentials?|code|jwt)$",
    re.IGNORECASE,
)
_HIDDEN = "…"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked_url(address: str) -> httpx2.URL:
    """
    Return an address of the web, its fragment taken off.

    Raises:
        FetchError: If it is of another scheme than http and https, or no address at all.
    """
    at = redacted(address)
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError) as error:
        msg = "expected an address that begins with http:// or https://, got none"
        raise FetchError(msg, at=at, next_step="correct the address in the source's file") from error
    if url.scheme not in {"http", "https"} or not url.host:
        msg = f"expected an address of http or https with a host, got one of {url.scheme or 'no scheme'}"
        raise FetchError(msg, at=at, next_step="nothing else is fetched: correct the address, or tell its owner")
    return url.copy_with(fragment=None)


def checked_addresses(
    host: str, port: int, resolve: Callable[[str, int], Sequence[str]], *, allow_private: bool
) -> tuple[str, ...]:
    """
    Return the numeric addresses of a host. Whoever connects, connects to one of these, and asks no second time.

    Raises:
        FetchError: If the host has one that is not on the public internet, and that is not allowed.
        OSError: If it has no address.
    """
    found = tuple(resolve(host, port))
    if not found:
        msg = "no address"
        raise OSError(msg)
    inside = [one for one in found if not is_public(one)]
    if inside and not allow_private:
        got = inside[0] if inside[0] == host.strip("[]") else f"{inside[0]} for {host}"
        msg = f"expected a host on the public internet, got {got}"
        raise FetchError(msg, at=host, next_step="if this is what you mean to ask, run with --allow-private")
    return found


def is_public(address: str) -> bool:
    """
    Return whether a numeric address is of the public internet: not private, loopback, link-local, reserved, multicast.

    Examples:
        >>> is_public("192.0.43.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
        (True, False, False)
    """
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    stated = (mapped,) if mapped else (found, *_carried(found))
    return all(one.is_global and not (one.is_multicast or one.is_reserved) for one in stated)


def system_addresses(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def redacted(address: str) -> str:
    """
    Return an address without name and password, and without the values of parameters that may be secret.

    Examples:
        >>> redacted("https://ann:pw@example.org/a?api_key=12&term=b")
        'https://example.org/a?api_key=…&term=b'
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "an address that cannot be read"
    pairs = (pair.partition("=") for pair in parts.query.split("&"))
    query = "&".join(f"{name}{equals}{_HIDDEN if _SECRET.search(name) else value}" for name, equals, value in pairs)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


def without_secrets(text: str, secrets: Iterable[str]) -> str:
    """
    Return *text* with each of *secrets* hidden, also where it stands as part of an address.

    Examples:
        >>> without_secrets("got a%20b and a b", ["a b"])
        'got … and …'
    """
    for secret in secrets:
        for form in (secret, quote(secret, safe=""), quote_plus(secret)):
            text = text.replace(form, _HIDDEN) if form else text
    return text


def _carried(address: _Address) -> list[_Address]:
    """Return the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    carried: list[_Address | None] = [address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in carried if one is not None]
