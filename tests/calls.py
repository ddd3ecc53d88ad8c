"""Functions for a child process to call: each does one thing that a reader might do with a hostile document."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import NoReturn

from leaddata.errors import LayoutError, UnknownTableError
from leaddata.model import Locator

PLACE = Locator("made_up_2001@0123456789ab", page=3)
TABLE, COLUMN = "postss", "colour"


def give(value: object) -> object:
    """Return *value*, and print what is no part of it."""
    print("printed")
    print("printed", file=sys.stderr)
    os.write(1, b"written")
    return value


def never_end() -> NoReturn:
    while True:
        pass


def stand_still(pid_file: Path | None = None) -> None:
    if pid_file is not None:
        pid_file.write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(600)


def take_memory() -> NoReturn:
    taken = []
    while True:
        taken.append(bytearray(10_000_000))


def crash() -> None:
    os.abort()


def leave() -> NoReturn:
    sys.exit(7)


def recurse() -> None:
    recurse()


def answer_at_length() -> bytes:
    return bytes(3_000_000)


def miss_a_layout() -> NoReturn:
    msg = "expected a table, got none"
    raise LayoutError(msg, at=PLACE, next_step="look at it")


def miss_a_table() -> NoReturn:
    raise UnknownTableError(TABLE, ["posts"])


def miss_a_library() -> None:
    import no_such_library  # type: ignore[import-not-found]  # noqa: F401


def fail() -> NoReturn:
    raise KeyError(COLUMN)


def hide_a_lack_of_memory() -> None:
    """Fail as libraries do that wrap whatever they catch."""
    try:
        take_memory()
    except MemoryError as error:
        raise ValueError(error) from error
