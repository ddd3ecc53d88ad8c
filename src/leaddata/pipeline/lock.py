"""One at a time: a lock that the system takes back from a dead process."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from leaddata.errors import LockedError, ReleaseError

__all__ = ["in_turn", "only_one", "only_refresh"]

_PATIENCE = 600.0  # seconds to wait for whoever holds a lock
_BETWEEN = 0.5  # seconds from one try to the next


def only_refresh(out: Path) -> AbstractContextManager[None]:
    """
    Hold the lock of a folder of releases.

    Raises:
        ReleaseError: If the folder cannot be written.
        LockedError: If another process (or another thread of this one) holds it; the message says who.
    """
    return only_one(out, "refresh of")


@contextmanager
def only_one(out: Path, work: str) -> Iterator[None]:
    """
    Hold the lock of a folder that is written; raises what `only_refresh` does.

    Args:
        work: What is done once at a time, for the message.
    """
    path = out / ".lock"
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"expected no other {work} this folder, got one: {_holder_in(file)}"
            raise LockedError(msg, at=path, next_step="wait until it has ended, or end it") from error
        with _named(file):
            yield


@contextmanager
def in_turn(file: TextIO, work: str, at: object) -> Iterator[None]:
    """
    Hold a lock, as soon as nobody else does. Who holds it, where it has to wait, is said once on standard error.

    Args:
        file: The lock, open for reading and appending.
        work: What is done once at a time, for the message.
        at: What it is done to.

    Raises:
        LockedError: If somebody holds it for ten minutes.
    """
    end = time.monotonic() + _PATIENCE
    tries = 0
    while not _is_taken(file):
        tries += 1
        if time.monotonic() >= end:
            msg = f"expected no other {work} for {_spoken(_PATIENCE)}, got one: {_holder_in(file)}"
            step = "wait until it has ended, or end it; to work beside it, name another folder in LEADDATA_CACHE"
            raise LockedError(msg, at=at, next_step=step)
        # Not at the first try: whoever has just taken the lock has not said yet who it is.
        if tries == 2:
            told = f"leaddata: {at}: waits up to {_spoken(_PATIENCE)} for another {work}: {_holder_in(file)}"
            print(told, file=sys.stderr, flush=True)
        time.sleep(_BETWEEN)
    with _named(file):
        yield


def _is_taken(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _spoken(seconds: float) -> str:
    """
    Return a time in words.

    Examples:
        >>> _spoken(600), _spoken(0.5)
        ('10 minutes', '0.5 seconds')
    """
    return f"{seconds / 60:g} minutes" if seconds >= 60 else f"{seconds:g} seconds"


@contextmanager
def _named(file: TextIO) -> Iterator[None]:
    """Write into a lock that is held by whom, and take it back from this process at the end."""
    since = datetime.now(tz=UTC).isoformat(timespec="seconds")
    holder = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since})
    file.truncate(0)
    # On a full disk the lock holds all the same.
    with suppress(OSError):
        os.pwrite(file.fileno(), holder.encode(), 0)
    try:
        yield
    finally:
        # The file stays: were it removed, two processes could hold two locks of one name.
        file.truncate(0)
        fcntl.flock(file, fcntl.LOCK_UN)


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not "w": that would wipe out the holder's name before we know that there is none.
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        msg = f"expected a folder that can be written, got {error.strerror or error}"
        raise ReleaseError(msg, at=path.parent, next_step="name another folder with --out") from error


def _holder_in(file: TextIO) -> str:
    file.seek(0)
    try:
        holder = json.loads(file.read())
    except ValueError:
        return "it has not said which"
    return f"process {holder.get('pid')} on {holder.get('host')} since {holder.get('since')}"
