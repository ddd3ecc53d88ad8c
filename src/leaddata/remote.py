"""
Releases from an address, ``https://`` or ``s3://``, kept in a folder of this machine.

The address is that of a folder of releases: ``current.json`` lies there, and each release in ``releases/<version>/``, or,
where a refresh has published it to a bucket, in a folder that has the beginning of its hash in the name. A file is kept
only if it has the sha256 that the release's ``SHA256SUMS`` lists, and that list the sha256 that ``current.json`` records.
What is kept is a folder of releases in the same form, and is held to its hashes at every load.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from leaddata.bucket_settings import endpoint
from leaddata.buckets import fetched, is_bucket, opened
from leaddata.content import file_sha256
from leaddata.errors import ReleaseError, TamperedError, UnknownReleaseError, retold
from leaddata.release_json import recorded_releases
from leaddata.sealed import SUMS, is_whole, raise_problems, read_sums
from leaddata.web_files import AGAIN, AbsentError, checked_address, download, opener

__all__ = [
    "FetchBounds",
    "Take",
    "cache_folder",
    "current_at_hand",
    "fetched_again",
    "fetched_release",
    "receive",
    "release_key",
    "taker",
]

# Writes what an address has under a name to a file, at most so many bytes, and returns its sha256.
Take = Callable[[str, Path, int], str]

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
    address, take = taker(address, bounds)
    root = _root(address)
    if not _is_kept(root, version):
        _fetch_to(root, take, address, version, bounds)
    return root


def fetched_again(address: str, version: str, damage: TamperedError) -> bool:
    """
    Put a fresh copy of a release in place of the one that was kept of *address*, and has been found damaged.

    Args:
        damage: What was found.

    Returns:
        False where none was kept.

    Raises:
        TamperedError: If that cannot be: what was found, and the folder to remove.
    """
    bounds = FetchBounds()
    address, take = taker(address, bounds)
    root = _root(address)
    if not _is_kept(root, version):
        return False
    why = "the damaged one stays in its way"
    try:
        _fetch_to(root, take, address, version, bounds)
        if is_whole(root / "releases" / version, _recorded(root / "current.json", version, address)):
            return True
    except ReleaseError as error:
        why = str(error)
    step = f"remove {root}, and ask again when {address} can be read; no fresh copy could be kept ({why})"
    raise TamperedError(damage.message, at=damage.at, next_step=step, problems=damage.problems[1:] and damage.problems)


def _root(address: str) -> Path:
    """Return the folder for what is kept of an address."""
    whole = f"{endpoint()} {address}" if is_bucket(address) else address
    return cache_folder() / f"{urlsplit(address).hostname}-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


def _fetch_to(root: Path, take: Take, address: str, version: str, bounds: FetchBounds) -> None:
    """Fetch a release, and keep it where none is kept that is whole."""
    try:
        (root / "releases").mkdir(parents=True, exist_ok=True)
        _remove_stale(root)
        staging = Path(tempfile.mkdtemp(prefix=_PART, dir=root))
        try:
            _fetch(take, address, version, staging, bounds)
            _keep(staging, staging / "releases" / version, root / "releases" / version, root)
        except TamperedError as error:
            raise _told_of(error, staging, address) from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        msg = f"expected a folder that can be written, got {error.strerror or error}"
        raise ReleaseError(msg, at=error.filename or root, next_step="name another in LEADDATA_CACHE") from error


@contextmanager
def current_at_hand(place: Path | str, bounds: FetchBounds | None = None) -> Iterator[Path]:
    """
    Yield a folder of releases that has the current one of *place*: of an address a copy that was made for this, else itself.

    Raises:
        ReleaseError: If the address is none that may be asked, does not answer, or has no release.
        TamperedError: If what it answers does not have the recorded hashes, or is over a bound.
    """
    if not (is_bucket(place) or "://" in str(place)):
        yield Path(place)
        return
    bounds = bounds or FetchBounds()
    address, take = taker(str(place), bounds)
    with tempfile.TemporaryDirectory(prefix="leaddata-") as folder:
        try:
            _fetch(take, address, None, Path(folder), bounds)
            yield Path(folder)
        except TamperedError as error:
            raise _told_of(error, folder, address) from error


def taker(address: str, bounds: FetchBounds) -> tuple[str, Take]:
    """Return an address in its one form, and what takes files from it. Raises ReleaseError."""
    if is_bucket(address):
        bucket = opened(address)

        def from_bucket(name: str, target: Path, most: int) -> str:
            found = fetched(bucket, name, target, most)
            if found is None:
                msg = "expected the file, got none"
                raise AbsentError(msg, at=bucket.at(name), next_step="see whether the address is right")
            return found[0]

        return bucket.address, from_bucket
    address = checked_address(address)
    until = time.monotonic() + bounds.seconds
    parts = opener()
    return address, lambda name, target, most: download(parts, f"{address}/{name}", target, most, bounds.silence, until)


def release_key(version: str, sums_sha256: str) -> str:
    """Return the folder of a release in a bucket: two that were made at once, of one version, are two."""
    return f"releases/{version}-{sums_sha256[:12]}"


def _told_of(error: TamperedError, folder: object, address: str) -> TamperedError:
    """Return an error of the copy as one of the address."""
    told = retold(error, folder, address)
    return TamperedError(told.message, at=told.at, next_step=AGAIN, problems=told.problems[1:] and told.problems)


def _is_kept(root: Path, version: str) -> bool:
    """Return whether a release is there; whether it is whole is seen when it is read."""
    return (root / "current.json").exists() and (root / "releases" / version / SUMS).exists()


def _fetch(take: Take, address: str, version: str | None, staging: Path, bounds: FetchBounds) -> None:
    """Bring ``current.json`` and a release, by default the current one, to *staging*."""
    from leaddata.installed import release_at  # here: `installed` asks this module in its turn

    take("current.json", staging / "current.json", bounds.register_bytes)
    # The hash that this current.json records holds the list, and the list the files.
    version = version or release_at(staging).version
    recorded = _recorded(staging / "current.json", version, address)
    receive(take, version, recorded, staging / "releases" / version, bounds, in_bucket=is_bucket(address))


def receive(
    take: Take, version: str, recorded: str, folder: Path, bounds: FetchBounds, *, in_bucket: bool = True
) -> None:
    """
    Bring a release to a new folder, each file held to its hash.

    Args:
        recorded: The sha256 of its ``SHA256SUMS``.
        in_bucket: Whether to look first where a refresh puts it in a bucket, or first where it lies in a folder.

    Raises:
        ReleaseError: If it is not there.
        TamperedError: If it does not have the recorded hashes, or is over a bound.
    """
    from leaddata.installed import descriptor_problems, release_at  # here: `installed` asks this module in its turn

    folder.mkdir(parents=True)
    places = (release_key(version, recorded), f"releases/{version}")
    where = _whereabouts(take, places if in_bucket else places[::-1], folder / SUMS, bounds.register_bytes)
    sums = read_sums(folder, recorded)
    if len(sums) > bounds.files or not all(map(_FILE_NAME.fullmatch, sums)):
        msg = f"expected at most {bounds.files} files, named with letters, digits, points and dashes, got others"
        raise TamperedError(msg, at=folder / SUMS)
    for name, digest in sums.items():
        if (got := take(f"{where}/{name}", folder / name, bounds.file_bytes)) != digest:
            msg = f"expected sha256 {digest[:12]}…, got {got[:12]}…"
            raise TamperedError(msg, at=folder / name)
    raise_problems(list(descriptor_problems(release_at(folder), sums)))


def _whereabouts(take: Take, places: Sequence[str], target: Path, most: int) -> str:
    """Take the list of a release from the first of two places that has one, and return that place."""
    try:
        take(f"{places[0]}/{SUMS}", target, most)
    except AbsentError as error:
        try:
            take(f"{places[1]}/{SUMS}", target, most)
        except AbsentError:
            raise error from None
        return places[1]
    return places[0]


def _recorded(pointer: Path, version: str, address: str) -> str:
    recorded = recorded_releases(pointer)
    if version not in recorded:
        known = ", ".join(sorted(recorded))
        msg = f"expected one of the releases {known}, got {version!r}"
        raise UnknownReleaseError(msg, at=f"{address}/current.json", next_step="ask for one of these")
    return recorded[version]


def _keep(staging: Path, folder: Path, kept: Path, root: Path) -> None:
    (staging / "current.json").replace(root / "current.json")
    if kept.exists() and not is_whole(kept, file_sha256(folder / SUMS)):
        with suppress(OSError):  # as below; it goes with what else is left beside it
            kept.rename(staging / "damaged")
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
