"""One at a time: a lock that the system takes back from a dead process."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from leaddata.errors import LockedError, ReleaseError

__all__ = ["only_one", "only_refresh"]


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
            file.seek(0)
            msg = f"expected no other {work} this folder, got one: {_holder(file.read())}"
            raise LockedError(msg, at=path, next_step="wait until it has ended, or end it") from error
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


def _holder(text: str) -> str:
    try:
        holder = json.loads(text)
    except ValueError:
        return "it has not said which"
    return f"process {holder.get('pid')} on {holder.get('host')} since {holder.get('since')}"
