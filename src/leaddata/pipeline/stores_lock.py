"""
One refresh of a bucket at a time, as a courtesy: an object that says who is at work, and until when.

What keeps a release whole is not this lock, but that ``current.json`` is replaced on the condition that nobody else did.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from leaddata.buckets import Bucket, Stored, created, read, removed, replaced
from leaddata.errors import LeadDataError, LockedError, ReleaseError

__all__ = ["LOCK", "only_refresh_of"]

LOCK = "lock.json"
_LIFE = timedelta(minutes=10)  # after which the lock of one that died lapses
_RENEWED = 120.0  # seconds
_MOST = 10_000  # bytes of a lock
_TRIES = 5
_NO_MARK = '"00000000000000000000000000000000"'


class _Lock:
    """The lock while it is ours, and the thread that renews it."""

    def __init__(self, bucket: Bucket, copy_id: str, etag: str, since: datetime) -> None:
        self._bucket, self._copy_id, self._since = bucket, copy_id, since
        self._etag: str | None = etag
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._renew, daemon=True)
        self._thread.start()

    def _renew(self) -> None:
        while self._etag and not self._ended.wait(_RENEWED):
            try:
                self._etag = replaced(self._bucket, LOCK, _said(self._copy_id, self._since), self._etag)
            except LeadDataError:
                continue  # the store may answer again before the lock lapses; nothing depends on it

    def release(self) -> None:
        """Remove it, unless somebody has taken it over."""
        self._ended.set()
        self._thread.join()
        seen = read(self._bucket, LOCK, _MOST)
        if seen is not None and seen.etag == self._etag:
            removed(self._bucket, [LOCK])


@contextmanager
def only_refresh_of(bucket: Bucket, copy_id: str) -> Iterator[None]:
    """
    Hold the lock of a bucket, and know that the store keeps conditions.

    Args:
        copy_id: Of the working copy, which the caller alone holds: a lock of that id is of one that died.

    Raises:
        LockedError: If somebody else holds it; the message says who, and until when.
        ReleaseError: If the store writes an object although a condition does not hold, or cannot be written.
    """
    since = datetime.now(tz=UTC)
    etag = _taken(bucket, copy_id, since)
    try:
        _check_conditions(bucket, _said(copy_id, since))
    except ReleaseError:
        removed(bucket, [LOCK])
        raise
    lock = _Lock(bucket, copy_id, etag, since)
    try:
        yield
    except BaseException:
        _let_go(lock)
        raise
    lock.release()


def _let_go(lock: _Lock) -> None:
    """Release a lock where something has gone wrong already, which is what is told."""
    try:
        lock.release()
    except LeadDataError:
        return  # it lapses


def _taken(bucket: Bucket, copy_id: str, since: datetime) -> str:
    for _ in range(_TRIES):
        ours = _said(copy_id, since)
        if etag := created(bucket, LOCK, ours):
            return etag
        seen = read(bucket, LOCK, _MOST)
        if seen is None:
            continue
        _check_free(bucket, seen, copy_id)
        if etag := replaced(bucket, LOCK, ours, seen.etag):
            return etag
    msg = "expected no other refresh of this store, got others that took the lock at the same moment"
    raise LockedError(msg, at=bucket.at(LOCK), next_step="try again")


def _check_free(bucket: Bucket, seen: Stored, copy_id: str) -> None:
    """Check that a lock has lapsed, or is of one that died. What cannot be understood is no lock."""
    try:
        said: Any = json.loads(seen.data)
        until = datetime.fromisoformat(said["until"])
        is_free = said["working_copy"] == copy_id or until < datetime.now(tz=UTC)
        who = f"process {said['pid']} on {said['host']} since {said['since']}"
    except (ValueError, KeyError, TypeError):
        return
    if not is_free:
        msg = f"expected no other refresh of this store, got one: {who}"
        step = f"wait until it has ended; if it has died, its lock lapses at {said['until']}"
        raise LockedError(msg, at=bucket.at(LOCK), next_step=step)


def _said(copy_id: str, since: datetime) -> bytes:
    said = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "working_copy": copy_id,
        "since": since.isoformat(timespec="seconds"),
        "until": (datetime.now(tz=UTC) + _LIFE).isoformat(timespec="seconds"),
    }
    return json.dumps(said).encode()


def _check_conditions(bucket: Bucket, ours: bytes) -> None:
    """Check that the store does not write what must not be written: some pass over the conditions."""
    if created(bucket, LOCK, ours) or replaced(bucket, LOCK, ours, _NO_MARK):
        msg = "expected a store that keeps If-None-Match and If-Match, got one that writes all the same"
        step = "use a store that does, or publish into a folder and copy that, one refresh at a time"
        raise ReleaseError(msg, at=bucket.address, next_step=step)
