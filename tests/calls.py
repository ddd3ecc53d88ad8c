"""Functions for a child process to call: each does one thing that a reader might do with a hostile document."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from leaddata.errors import LayoutError, UnknownTableError
from leaddata.model import Locator
from leaddata.pipeline.halves import in_halves

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


def in_two(count: int, trouble: str = "") -> list[tuple[int, int]]:
    """Return numbers up to *count*, each with the process that saw it; *trouble* is made in the fork, or in both."""
    here = os.getpid()

    def numbered(part: Sequence[int]) -> list[tuple[int, int]]:
        if trouble == "error":
            miss_a_layout()
        if trouble and os.getpid() != here:
            if trouble == "end":
                os._exit(0)
            raise MemoryError
        return [(number, os.getpid()) for number in part]

    return in_halves(numbered, range(count))


def end_in_two(pid_file: Path) -> NoReturn:
    """Write down the number of the fork that never ends, and end while it works."""
    here = os.getpid()

    def work(_: Sequence[int]) -> list[int]:
        if os.getpid() == here:
            while not pid_file.exists():
                time.sleep(0.01)
            os._exit(1)
        pid_file.with_suffix(".new").write_text(str(os.getpid()), encoding="utf-8")
        pid_file.with_suffix(".new").rename(pid_file)
        never_end()

    in_halves(work, range(100_000))
    raise AssertionError
