"""
A long list of things, worked on by two processes at once.

The second half is worked on in a fork, and only in a child of `isolate`: its one other thread waits for the parent to end,
and holds no lock that the fork would miss. The fork ends with its parent, and keeps none of its files open. Whatever goes
wrong in it goes wrong there alone: its half is then worked on here, which brings forth the same error, if any.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar

__all__ = ["allow_halves", "in_halves"]

_T = TypeVar("_T")
_R = TypeVar("_R")
_FEWEST = 5000  # of fewer the fork costs more than it saves
_allowed: set[int] = set()


def allow_halves() -> None:
    """Say that this process may be forked: to be called by a child of ours, of itself."""
    if sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1:
        _allowed.add(os.getpid())


def in_halves(function: Callable[[Sequence[_T]], list[_R]], things: Sequence[_T]) -> list[_R]:
    """
    Return ``function(things)``, of a long list in a child of ours by two processes, each with a half of it.

    Args:
        function: Its result is that of the first things and that of the others, one behind the other.
    """
    if len(things) < _FEWEST or os.getpid() not in _allowed:
        return function(things)
    half = len(things) // 2
    try:
        child, answer, lifeline = _forked(lambda: function(things[half:]))
    except OSError:  # no more processes, or no memory for one
        return function(things)
    try:
        first = function(things[:half])
        second = _taken(answer)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        answer.close()
        lifeline.close()
    return first + (function(things[half:]) if second is None else second)


def _forked(work: Callable[[], Any]) -> tuple[int, IO[bytes], IO[bytes]]:
    """Return the number of a fork, what it answers, and what it ends with when that is closed."""
    answer, to_answer = os.pipe()
    lifeline, to_lifeline = os.pipe()
    try:
        child = os.fork()
    except OSError:
        for end in (answer, to_answer, lifeline, to_lifeline):
            os.close(end)
        raise
    if child == 0:
        try:
            _close_all_but(to_answer, lifeline)
            threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
            data = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
            with os.fdopen(to_answer, "wb") as stream:
                stream.write(data)
        finally:
            os._exit(1)
    os.close(to_answer)
    os.close(lifeline)
    return child, os.fdopen(answer, "rb"), os.fdopen(to_lifeline, "wb")


def _taken(answer: IO[bytes]) -> Any:
    """Return what a fork answers; None if it broke off."""
    try:
        return pickle.loads(answer.read())  # noqa: S301  (our own fork wrote it)
    except (EOFError, pickle.UnpicklingError):
        return None


def _close_all_but(*kept: int) -> None:
    """Close the files that a fork has from its parent: who reads from one would wait for the fork to end, too."""
    start = 3
    for number in sorted(kept):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, os.sysconf("SC_OPEN_MAX"))


def _end_with(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(1)
