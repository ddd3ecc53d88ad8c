"""
Releases in a bucket: brought to a working copy, and sent from there.

A release is put, file by file, into a folder that has the beginning of its hash in the name, so that nobody reads it and
no other upload writes there; every file is read back and held to its hash. Last, ``current.json`` is replaced by one
request, on the condition that it is still the one that the refresh began with. So a reader sees the release before or
this one, and of two refreshes one is told that it lost.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, TypeVar

from leaddata.buckets import Bucket, Entry, Stored, created, fetched, listed, put, read, removed, replaced
from leaddata.errors import LockedError, ReleaseError, RightsError, TamperedError, UnknownReleaseError, retold
from leaddata.pipeline.current_file import STAGING, synced
from leaddata.pipeline.publish import FIRST_VERSION
from leaddata.pipeline.stores_lock import LOCK
from leaddata.release_json import recorded_releases
from leaddata.remote import FetchBounds, receive, release_key, taker
from leaddata.sealed import SUMS, is_whole, read_sums

__all__ = ["Pointer", "at_once", "bring", "send"]

_POINTER = "current.json"
_BOUNDS = FetchBounds()
_AT_ONCE = 8  # requests
# Nobody may come so late with a release that what an upload left has been taken for that of a dead one.
_LATEST = timedelta(days=1)
_LEFT = timedelta(days=2)
# What a first upload that was killed leaves, and so all that may lie there without a `current.json`.
_FIRST = re.compile(rf"releases/{re.escape(FIRST_VERSION)}(?:-[0-9a-f]{{12}})?")
_NAMED = 10  # folders that one message names

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Pointer:
    """
    The ``current.json`` of a bucket as it was when the refresh began.

    Attributes:
        stored: None where nothing was ever published.
        history: The sha256 of the SHA256SUMS of every release, by version.
    """

    stored: Stored | None
    history: Mapping[str, str]
    read_at: float = field(default_factory=time.time)


def bring(bucket: Bucket, out: Path, version: str | None = None, *, every: bool = False) -> Pointer:
    """
    Make *out* a folder of releases as the bucket has it: ``current.json`` and a release. What was read is kept.

    Args:
        version: The release to bring; by default the current one.
        every: Bring all that it has; what it has no longer is removed from *out*, too.

    Raises:
        ReleaseError: If the bucket cannot be read, has no such release, or has releases without a ``current.json``.
        TamperedError: If a file of it does not have the recorded hash.
    """
    out.mkdir(parents=True, exist_ok=True)
    stored = read(bucket, _POINTER, _BOUNDS.register_bytes)
    if stored is None:
        _check_first(bucket)
        # What may be at hand was published elsewhere, or never.
        (out / _POINTER).unlink(missing_ok=True)
        shutil.rmtree(out / "releases", ignore_errors=True)
        return Pointer(None, {})
    with TemporaryDirectory(prefix=STAGING, dir=out) as folder:
        fresh = Path(folder) / _POINTER
        fresh.write_bytes(stored.data)
        try:
            history = recorded_releases(fresh)
        except TamperedError as error:
            raise retold(error, folder, bucket.address) from error
        current = json.loads(stored.data)["version"]
        wanted = {version or current}
        if unknown := wanted - history.keys():
            msg = f"expected a version that was published here ({', '.join(history)}), got {unknown.pop()!r}"
            raise UnknownReleaseError(msg, at=bucket.address, next_step="name one of these")
        if every:
            wanted |= _at_hand(bucket, history)
            _forget(out, wanted)
        for one in sorted(wanted):
            _bring_release(bucket, out, one, history[one])
        if version is not None:
            # Who is left out in the one that is left stands there; it may be the broken one.
            with suppress(TamperedError):
                _bring_release(bucket, out, current, history[current])
        synced(fresh)
        fresh.replace(out / _POINTER)
    synced(out)
    return Pointer(stored, history)


def _check_first(bucket: Bucket) -> None:
    """Check that nothing was ever published where there is no ``current.json``: a copy that was cut off has none, either."""
    others = sorted({_folder_of(one) for one in listed(bucket, "releases") if one.size and not _is_first(one)})
    if others:
        names = ", ".join(one.rpartition("/")[2] for one in others[:_NAMED])
        more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        msg = f"expected current.json beside the releases {names}{more}, got none"
        step = "restore it from where they were copied from, or name a place without releases; nothing was changed"
        raise ReleaseError(msg, at=bucket.address, next_step=step)


def _is_first(entry: Entry) -> bool:
    return entry.key.count("/") > 1 and _FIRST.fullmatch(_folder_of(entry)) is not None


def _at_hand(bucket: Bucket, history: Mapping[str, str]) -> set[str]:
    """Return the versions of a history that the bucket still has: one may have been withdrawn."""
    folders = {_folder_of(one) for one in listed(bucket, "releases")}
    places = {version: {release_key(version, sums), f"releases/{version}"} for version, sums in history.items()}
    return {version for version, either in places.items() if either & folders}


def _forget(out: Path, known: set[str]) -> None:
    for folder in (out / "releases").glob("*"):
        if folder.name not in known:
            shutil.rmtree(folder)


def _bring_release(bucket: Bucket, out: Path, version: str, recorded: str) -> None:
    target = out / "releases" / version
    if is_whole(target, recorded):
        return
    target.parent.mkdir(exist_ok=True)
    staging = Path(mkdtemp(prefix=STAGING, dir=out))
    try:
        folder = staging / "releases" / version
        receive(taker(bucket.address, _BOUNDS)[1], version, recorded, folder, _BOUNDS)
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
    except TamperedError as error:
        raise retold(error, staging, bucket.address) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def send(bucket: Bucket, out: Path, before: Pointer) -> None:
    """
    Publish the current release of *out*, if it is another one than the bucket had; remove what killed uploads left.

    Raises:
        LockedError: If somebody else was faster; nothing of ours stays there.
        RightsError: If it is one that may not leave this machine.
        ReleaseError: If the bucket cannot be written, or has got releases without a ``current.json`` meanwhile.
        TamperedError: If what it keeps is not what was sent.
    """
    pointer = (out / _POINTER).read_bytes() if (out / _POINTER).exists() else None
    if before.stored is None and read(bucket, _POINTER, _BOUNDS.register_bytes) is None:
        _check_first(bucket)  # again: somebody may be copying releases there
    # Looked for before `current.json` is replaced: an upload that began later is not among them.
    left = _leftovers(bucket, before.history)
    if pointer is None or (before.stored and pointer == before.stored.data):
        now = max((one.written for one in left), default=None)
        # What was left is known by the history that this refresh began with, which may be too old by now.
        if now and _is_in_time(before):
            removed(bucket, (one.key for one in left if one.key != LOCK and now - one.written > _LEFT))
        return
    current: dict[str, Any] = json.loads(pointer)
    if current["local_only"]:
        msg = "expected a release without other people's sentences, got one with them"
        raise RightsError(msg, at=bucket.address, next_step="name a folder of this machine with --out")
    version, sums = current["version"], current["sha256"]
    is_new = before.history.get(version) != sums
    key = release_key(version, sums)
    if is_new:
        _upload(bucket, out / "releases" / version, key)
    _point(bucket, pointer, before, (version, sums) if is_new else None)
    # A step back makes `current.json` one that it may have been before, and so stops no upload that has begun.
    if is_new:
        removed(bucket, (one.key for one in left if one.key != LOCK and _folder_of(one) != key))


def _leftovers(bucket: Bucket, history: Mapping[str, str]) -> list[Entry]:
    """Return what no release of the history is made of, and the lock, which tells the time of the store's clock."""
    known = {release_key(version, sums) for version, sums in history.items()} | {f"releases/{one}" for one in history}
    found = [one for one in listed(bucket, "releases") if _folder_of(one) not in known]
    return [*found, *(one for one in listed(bucket) if one.key == LOCK)] if found else []


def _folder_of(entry: Entry) -> str:
    return "/".join(entry.key.split("/")[:2])


def _upload(bucket: Bucket, folder: Path, key: str) -> None:
    """Send every file, the list of their hashes last, and read each back."""
    sums = read_sums(folder)

    def sent(name: str) -> None:
        put(bucket, f"{key}/{name}", folder / name)
        with TemporaryDirectory(prefix=STAGING, dir=folder.parents[1]) as aside:
            kept = fetched(bucket, f"{key}/{name}", Path(aside) / "back", _BOUNDS.file_bytes)
        if kept is None or (name != SUMS and kept[0] != sums[name]):
            msg = f"expected the file that was sent, got {'another one' if kept else 'none'} back"
            raise TamperedError(msg, at=bucket.at(f"{key}/{name}"), next_step="refresh again; nothing was published")

    at_once(sent, sums)
    sent(SUMS)


def at_once(function: Callable[[_T], object], arguments: Iterable[_T]) -> None:
    """Call a function for each argument, some at once; the first error ends it."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for _ in pool.map(function, arguments):
                pass
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _is_in_time(before: Pointer) -> bool:
    return 0 <= time.time() - before.read_at < _LATEST.total_seconds()


def _point(bucket: Bucket, pointer: bytes, before: Pointer, sent_as: tuple[str, str] | None) -> None:
    """
    Replace ``current.json``, the one step that anybody sees.

    Args:
        sent_as: Version and hash of what was uploaded for it, if anything was.
    """
    at = bucket.at(_POINTER)
    if not _is_in_time(before):
        msg = "expected a refresh that ends within a day, got one that took longer, or a clock that was set"
        raise ReleaseError(msg, at=at, next_step="refresh again; nothing was published")
    try:
        if before.stored is None:
            done = created(bucket, _POINTER, pointer)
        else:
            done = replaced(bucket, _POINTER, pointer, before.stored.etag)
    except ReleaseError as error:
        step = "whether it was replaced is not known: refresh again, which finds out"
        raise ReleaseError(error.message, at=error.at, next_step=step) from error
    if done:
        return
    now = read(bucket, _POINTER, _BOUNDS.register_bytes)
    # An answer may have been lost on the way, and the request sent a second time.
    if now is not None and now.data == pointer:
        return
    # Who was faster may have published the very same release, in the same folder.
    if sent_as is not None and _is_surely_without(now, *sent_as):
        removed(bucket, [one.key for one in listed(bucket, release_key(*sent_as))])
    msg = f"expected {_version(before.stored)} as when this refresh began, got {_version(now)}: another was faster"
    raise LockedError(msg, at=at, next_step="refresh again; nothing of this one was published")


def _is_surely_without(stored: Stored | None, version: str, sums: str) -> bool:
    """Return whether a ``current.json`` lists no such release: False where there is none, or it is not understood."""
    try:
        said = json.loads(stored.data) if stored else {}
        listing = {**said["releases"], said["version"]: said["sha256"]}
    except (ValueError, KeyError, TypeError):
        return False
    return listing.get(version) != sums


def _version(stored: Stored | None) -> str:
    try:
        return str(json.loads(stored.data)["version"]) if stored else "no release"
    except (ValueError, KeyError, TypeError):
        return "something else"
