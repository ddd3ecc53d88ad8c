"""
Refreshes of a bucket, for tests that break them.

    python faulty_bucket.py write ADDRESS RAW [DIES]   edit the article and publish, on and on, from the number on standard
                                                       input; DIES is the request at which it kills itself, once it published
    python faulty_bucket.py once ADDRESS RAW NUMBER    publish one with this number, whoever holds the lock
    python faulty_bucket.py read ADDRESS               read and prove whatever is current there, again and again
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import obstore
from faulty import edited, only_article, proven

import leaddata.pipeline.refresh as refreshing
from leaddata.errors import LockedError
from leaddata.pipeline import stores_lock
from leaddata.pipeline.stores import releases_at_hand
from leaddata.remote import current_at_hand


def program(environment: Mapping[str, str], *arguments: object) -> subprocess.Popen[str]:
    """Start this file as a program."""
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    return subprocess.Popen(
        [sys.executable, __file__, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, **environment, "PYTHONPATH": path},
    )  # fmt: skip


def number_at(address: str) -> tuple[str, int]:
    """Return version and number of the current release, every file held to its hash."""
    with current_at_hand(address) as folder:
        return proven(folder)


def published(address: str, raw: Path, number: int) -> str | None:
    """Publish the article with a number, and return the version."""
    edited(raw, number)
    with releases_at_hand(address) as out:
        report = refreshing.refresh(raw, out)
    assert report.exit_code == 0, report.problems()
    return report.version


def dying(after: int) -> None:
    """Have this process kill itself before a request."""
    lock = threading.Lock()
    count = 0

    def counted(function: Any) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            with lock:
                count += 1
                if count == after:
                    os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        return call

    for name in ("put", "get", "list", "delete"):
        setattr(obstore, name, counted(getattr(obstore, name)))


def _write(address: str, raw: Path, dies: int) -> None:
    print("ready", flush=True)
    number = int(sys.stdin.readline())
    while True:
        print("published", published(address, raw, number), number, flush=True)
        if dies:
            dying(dies)
            dies = 0
        number += 1


def _read(address: str) -> None:
    while True:
        print(*number_at(address), flush=True)
        time.sleep(0.2)


if __name__ == "__main__":
    only_article()
    what, address, *more = sys.argv[1:]
    match what:
        case "write":
            _write(address, Path(more[0]), int(more[1]) if len(more) > 1 else 0)
        case "read":
            _read(address)
        case "once":
            stores_lock._LIFE = timedelta(seconds=-1)
            print("ready", flush=True)
            sys.stdin.readline()
            try:
                print("published", published(address, Path(more[0]), int(more[1])), more[1])
            except LockedError as error:
                print("lost", error)
