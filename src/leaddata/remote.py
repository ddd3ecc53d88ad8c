"""
Older releases from an address, kept in a folder of this machine.

The address is that of a folder of releases: ``current.json`` lies there, and each release in ``releases/<version>/``. A
file is kept only if it has the sha256 that the release's ``SHA256SUMS`` lists, and that list the sha256 that
``current.json`` records. What is kept is a folder of releases in the same form, and is held to its hashes at every load.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from leaddata.errors import ReleaseError, TamperedError
from leaddata.sealed import SUMS, raise_problems, read_sums

if TYPE_CHECKING:
    from urllib.request import OpenerDirector

__all__ = ["FetchBounds", "cache_folder", "fetched_release"]

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_FILE_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,199}")
_PART = ".part-"
_STALE = 86_400  # seconds after which what a killed process left is removed


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchBounds:
    """How much is taken from an address, and how long it may take: seconds, and bytes."""

    silence: float = 30
    seconds: float = 1_800
    register_bytes: int = 2_000_000
    file_bytes: int = 4_000_000_000
    files: int = 1_000


def cache_folder() -> Path:
    """Return the folder for what can be fetched again: ``LEADDATA_CACHE``, else where this system keeps such."""
    if named := os.environ.get("LEADDATA_CACHE"):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "leaddata"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "leaddata" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "leaddata"


def fetched_release(address: str, version: str, bounds: FetchBounds | None = None) -> Path:
    """
    Return a folder of releases that has one from *address*, fetched unless it is there already.

    Raises:
        ReleaseError: If the address is none that may be asked, does not answer, or has no such release.
        TamperedError: If what it answers does not have the recorded hashes, or is over a bound.
    """
    bounds = bounds or FetchBounds()
    address = _checked(address)
    root = cache_folder() / f"{urlsplit(address).hostname}-{hashlib.sha256(address.encode()).hexdigest()[:12]}"
    if _is_kept(root, version):
        return root
    try:
        (root / "releases").mkdir(parents=True, exist_ok=True)
        _remove_stale(root)
        staging = Path(tempfile.mkdtemp(prefix=_PART, dir=root))
        try:
            _fetch(address, version, staging, root, bounds)
        except TamperedError as error:
            at = str(error.at).replace(str(staging), address)
            raise TamperedError(error.message, at=at, next_step=_TELL) from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        msg = f"expected a folder that can be written, got {error.strerror or error}"
        raise ReleaseError(msg, at=error.filename or root, next_step="name another in LEADDATA_CACHE") from error
    return root


def _checked(address: str) -> str:
    """Return an address that may be asked. Raises ReleaseError."""
    msg = f"expected the path of a folder or an address that begins with https:// in LEADDATA_RELEASES, got {address!r}"
    try:
        place = urlsplit(address)
    except ValueError as error:
        raise ReleaseError(msg, next_step="copy the releases to a folder and name that") from error
    if place.scheme not in {"https", "http"}:
        raise ReleaseError(
            msg, next_step=f"{place.scheme}:// cannot be read yet: copy the releases to a folder and name that"
        )
    if place.username or place.password or place.query or place.fragment or not place.hostname:
        msg = "expected an address without user, password, query and fragment in LEADDATA_RELEASES, got one with more or no host"
        raise ReleaseError(msg, next_step="copy the releases to a folder and name that")
    if place.scheme != "https" and not _may_be_plain(place.scheme, place.hostname):
        raise ReleaseError(
            msg, next_step="plain http:// is for tests: on this machine alone, with LEADDATA_ALLOW_HTTP=1"
        )
    return address.rstrip("/")


def _may_be_plain(scheme: str, host: str | None) -> bool:
    return scheme == "http" and host in _LOOPBACK and os.environ.get("LEADDATA_ALLOW_HTTP") == "1"


def _is_kept(root: Path, version: str) -> bool:
    """Return whether a release is there; whether it is whole is seen when it is read."""
    return (root / "current.json").exists() and (root / "releases" / version / SUMS).exists()


def _fetch(address: str, version: str, staging: Path, root: Path, bounds: FetchBounds) -> None:
    from leaddata.installed import descriptor_problems, release_at  # here: `installed` asks this module in its turn

    until = time.monotonic() + bounds.seconds
    opener = _opener()

    def take(name: str, target: Path, most: int) -> str:
        return _download(opener, f"{address}/{name}", target, most, bounds.silence, until)

    take("current.json", staging / "current.json", bounds.register_bytes)
    # The hash that this current.json records holds the list, and the list the files.
    folder = staging / "releases" / version
    folder.mkdir(parents=True)
    recorded = _recorded(staging / "current.json", version, address)
    take(f"releases/{version}/{SUMS}", folder / SUMS, bounds.register_bytes)
    sums = read_sums(folder, recorded)
    if len(sums) > bounds.files or not all(map(_FILE_NAME.fullmatch, sums)):
        msg = f"expected at most {bounds.files} files, named with letters, digits, points and dashes, got others"
        raise TamperedError(msg, at=folder / SUMS)
    for name, digest in sums.items():
        if (got := take(f"releases/{version}/{name}", folder / name, bounds.file_bytes)) != digest:
            msg = f"expected sha256 {digest[:12]}…, got {got[:12]}…"
            raise TamperedError(msg, at=folder / name)
    raise_problems(list(descriptor_problems(release_at(folder), sums)))
    _keep(staging, folder, root / "releases" / version, root)


_TELL = "try again; if it stays so, tell who keeps the address"


def _recorded(pointer: Path, version: str, address: str) -> str:
    from leaddata.installed import recorded_releases  # here: `installed` asks this module in its turn

    recorded: Mapping[str, str] = recorded_releases(pointer)
    if version not in recorded:
        known = ", ".join(sorted(recorded))
        msg = f"expected one of the releases {known}, got {version!r}"
        raise ReleaseError(msg, at=f"{address}/current.json", next_step="ask for one of these")
    return recorded[version]


def _keep(staging: Path, folder: Path, kept: Path, root: Path) -> None:
    (staging / "current.json").replace(root / "current.json")
    with suppress(OSError):  # another process may have been faster; what it kept is held to its hashes, too
        folder.rename(kept)
    if not kept.is_dir():
        msg = "expected to keep the release, got no folder"
        raise ReleaseError(msg, at=kept, next_step="make room, or name another folder in LEADDATA_CACHE")


def _remove_stale(root: Path) -> None:
    for leftover in root.glob(f"{_PART}*"):
        with suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _STALE:
                shutil.rmtree(leftover, ignore_errors=True)


def _opener() -> OpenerDirector:
    """Return what opens addresses, and follows nobody to an address that may not be asked itself."""
    from urllib import request  # here, so that nothing of it is loaded where nothing is fetched

    class Followed(request.HTTPRedirectHandler):
        def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
            place = urlsplit(newurl)
            if place.scheme != "https" and not _may_be_plain(place.scheme, place.hostname):
                told = f"expected to be led to an address that begins with https://, got {newurl!r}"
                raise ReleaseError(told, at=req.full_url, next_step=_TELL)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    opener = request.OpenerDirector()
    for part in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        Followed(),
    ):
        opener.add_handler(part)
    return opener


def _download(opener: OpenerDirector, url: str, target: Path, most: int, silence: float, until: float) -> str:
    """Write what an address answers to a file, and return its sha256. Raises ReleaseError or TamperedError."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request

    from leaddata import __version__

    headers = {"User-Agent": f"leaddata/{__version__}", "Accept-Encoding": "identity"}
    asked = Request(url, headers=headers)  # noqa: S310  (the opener has no part for anything but HTTP)
    digest, size = hashlib.sha256(), 0
    try:
        with opener.open(asked, timeout=silence) as answer, target.open("wb") as file:
            while piece := answer.read(65_536):
                size += len(piece)
                if size > most:
                    msg = f"expected at most {most:,} bytes, got more"
                    raise TamperedError(msg, at=url, next_step=_TELL)
                if time.monotonic() > until:
                    msg = "expected all of a release within the time for it, got it more slowly"
                    raise ReleaseError(
                        msg, at=url, next_step="try again, or copy the releases to a folder and name that"
                    )
                digest.update(piece)
                file.write(piece)
    except HTTPError as error:
        msg = f"expected the file, got status {error.code}"
        raise ReleaseError(msg, at=url, next_step="see whether LEADDATA_RELEASES is right") from error
    except (HTTPException, OSError) as error:
        if isinstance(error, OSError) and error.filename == str(target):
            raise
        msg = f"expected an answer, got {getattr(error, 'reason', None) or error!r}"
        step = "see whether the network is there, or copy the releases to a folder and name that"
        raise ReleaseError(msg, at=url, next_step=step) from error
    return digest.hexdigest()
