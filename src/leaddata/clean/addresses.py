"""Addresses of web pages to what is the same of all addresses of one page."""

from __future__ import annotations

import re

__all__ = ["canonical_address"]

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|source|rss)=", re.IGNORECASE)


def canonical_address(url: str) -> str:
    """
    Return what is the same of all addresses of a post: no fragment, no tracking, no slash at the end.

    Examples:
        >>> canonical_address("HTTPS://Example.org/a/?utm_source=x#more"), canonical_address("http://example.org/?p=1")
        ('//example.org/a', '//example.org/?p=1')
    """
    address = url.split("#", 1)[0].strip()
    place, _, query = address.partition("?")
    scheme, slashes, rest = place.partition("://")
    host, slash, path = (rest if slashes else scheme).partition("/")
    kept = "&".join([part for part in query.split("&") if part and not _TRACKING.match(part)]) if query else ""
    ending = f"{slash}{path}" if kept else f"{slash}{path}".rstrip("/")
    return f"//{host.lower().removeprefix('www.')}{ending}" + (f"?{kept}" if kept else "")
