"""
How far long work has come, told to whoever watches: a bar at a terminal, or nobody.

What works says `tell`; what shows says `watched`. A forked child process goes on telling whoever watched its parent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

__all__ = ["each", "tell", "watched"]

_T = TypeVar("_T")
_Watch = Callable[[str, int, int | None], None]
_watch: ContextVar[_Watch | None] = ContextVar("watch", default=None)


def tell(what: str, done: int, total: int | None = None) -> None:
    """Say that *done* parts of *total* are done (None where nobody knows how many there are), and what is next."""
    if (watch := _watch.get()) is not None:
        watch(what, done, total)


def each(parts: Sequence[_T], named: Callable[[_T], str]) -> Iterator[_T]:
    """Yield each of *parts*, and tell which one is next."""
    for done, part in enumerate(parts):
        tell(named(part), done, len(parts))
        yield part


@contextmanager
def watched(watch: _Watch) -> Iterator[None]:
    """Have *watch* called with all that is told inside."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)
