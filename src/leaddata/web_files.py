"""Files at an address that begins with ``https://``, taken by the standard library alone."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from leaddata.errors import ReleaseError, TamperedError

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

__all__ = ["AGAIN", "AbsentError", "checked_address", "download", "opener"]

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
AGAIN = "try again; if it stays so, tell who keeps the address"


class AbsentError(ReleaseError):
    """An address has no file of that name."""


def checked_address(address: str) -> str:
    """Return an address that may be asked. Raises ReleaseError."""
    msg = f"expected the path of a folder or an address that begins with https:// or s3://, got {address!r}"
    try:
        place = urlsplit(address)
    except ValueError as error:
        raise ReleaseError(msg, next_step="copy the releases to a folder and name that") from error
    if place.scheme not in {"https", "http"}:
        raise ReleaseError(
            msg, next_step=f"{place.scheme}:// cannot be read: copy the releases to a folder and name that"
        )
    if place.username or place.password or place.query or place.fragment or not place.hostname:
        msg = "expected an address without user, password, query and fragment, got one with more or no host"
        raise ReleaseError(msg, next_step="copy the releases to a folder and name that")
    if place.scheme != "https" and not _may_be_plain(place.scheme, place.hostname):
        raise ReleaseError(
            msg, next_step="plain http:// is for tests: on this machine alone, with LEADDATA_ALLOW_HTTP=1"
        )
    return address.rstrip("/")


def _may_be_plain(scheme: str, host: str | None) -> bool:
    return scheme == "http" and host in _LOOPBACK and os.environ.get("LEADDATA_ALLOW_HTTP") == "1"


def opener() -> OpenerDirector:
    """Return what opens addresses, and follows nobody to an address that may not be asked itself."""
    from urllib import request  # here, so that nothing of it is loaded where nothing is fetched

    class Followed(request.HTTPRedirectHandler):
        def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
            place = urlsplit(newurl)
            if place.scheme != "https" and not _may_be_plain(place.scheme, place.hostname):
                told = f"expected to be led to an address that begins with https://, got {newurl!r}"
                raise ReleaseError(told, at=req.full_url, next_step=AGAIN)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    director = request.OpenerDirector()
    for part in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        Followed(),
    ):
        director.add_handler(part)
    return director


def download(parts: OpenerDirector, url: str, target: Path, most: int, silence: float, until: float) -> str:
    """Write what an address answers to a file, and return its sha256. Raises ReleaseError or TamperedError."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request

    from leaddata import __version__

    headers = {"User-Agent": f"leaddata/{__version__}", "Accept-Encoding": "identity"}
    asked = Request(url, headers=headers)  # noqa: S310  (the opener has no part for anything but HTTP)
    digest, size = hashlib.sha256(), 0
    try:
        with parts.open(asked, timeout=silence) as answer, target.open("wb") as file:
            while piece := answer.read(65_536):
                size += len(piece)
                if size > most:
                    msg = f"expected at most {most:,} bytes, got more"
                    raise TamperedError(msg, at=url, next_step=AGAIN)
                if time.monotonic() > until:
                    msg = "expected all of a release within the time for it, got it more slowly"
                    raise ReleaseError(
                        msg, at=url, next_step="try again, or copy the releases to a folder and name that"
                    )
                digest.update(piece)
                file.write(piece)
    except HTTPError as error:
        msg = f"expected the file, got status {error.code}"
        # A bucket that may be read, but not listed, says 403 of what is not there.
        kind = AbsentError if error.code in {403, 404, 410} else ReleaseError
        raise kind(msg, at=url, next_step="see whether LEADDATA_RELEASES is right") from error
    except (HTTPException, OSError) as error:
        if isinstance(error, OSError) and error.filename == str(target):
            raise
        msg = f"expected an answer, got {getattr(error, 'reason', None) or error!r}"
        step = "see whether the network is there, or copy the releases to a folder and name that"
        raise ReleaseError(msg, at=url, next_step=step) from error
    return digest.hexdigest()
