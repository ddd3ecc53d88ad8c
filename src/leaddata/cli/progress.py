"""
A bar on standard error while long work goes on: only at a terminal, only after half a second, and gone when it is done.

The cursor stays as it is, so there is nothing to put right when the work is stopped.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from leaddata.cli.screen import is_terminal
from leaddata.watching import watched
from leaddata.widths import cut, shown

__all__ = ["Progress", "progress"]

_PATIENCE = 0.5  # seconds
_BETWEEN = 0.1  # seconds from one drawing to the next
_BAR = 24  # columns


class Progress:
    """
    A line that says how far the work has come.

    It is written with the system's own call: a child process that was forked from this one, and reads a document, may
    go on with the line while this one waits.
    """

    def __init__(self, steps: int, *, is_wanted: bool) -> None:
        self._steps, self._begun = steps, 0
        self._output: int | None = None
        if is_wanted and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
            # One of its own: a child process closes standard error to what its libraries print.
            self._output = os.dup(sys.stderr.fileno())
        self._since = time.monotonic()
        self._drawn = 0.0
        self._whole = ""

    def step(self, label: str) -> None:
        """Say that the next step begins; where there is no terminal, this is a line of its own."""
        if self._output is None:
            click.echo(shown(label), err=True)
            return
        self._whole = f"{_bar(self._begun, self._steps)} {self._begun}/{self._steps} {shown(label)}"
        self._begun += 1
        self._draw(self._whole)

    def tell(self, what: str, done: int, total: int | None = None) -> None:
        """Say that *done* of *total* smaller parts are done, and *what* is next."""
        if self._output is None or time.monotonic() - self._drawn < _BETWEEN:
            return
        count = f"{done:,}" if total is None else f"{done:,}/{total:,}"
        if self._whole:
            self._draw(f"{self._whole}: {shown(what)} {count}")
        else:
            self._draw(f"{'' if total is None else _bar(done, total) + ' '}{count} {shown(what)}")

    def clear(self) -> None:
        """Take the line away, for good."""
        if self._output is None:
            return
        if time.monotonic() - self._since >= _PATIENCE:
            self._write("\r\x1b[K")
        os.close(self._output)
        self._output = None

    def _draw(self, text: str) -> None:
        now = time.monotonic()
        if self._output is None or now - self._since < _PATIENCE:
            return
        self._drawn = now
        width = 80
        with suppress(OSError):
            width = os.get_terminal_size(self._output).columns or width
        self._write(f"\r{cut(text, width - 1)}\x1b[K")

    def _write(self, text: str) -> None:
        assert self._output is not None
        with suppress(OSError):
            os.write(self._output, text.encode("utf-8"))


@contextmanager
def progress(steps: int = 0, *, is_wanted: bool = True) -> Iterator[Progress]:
    """Show what the work inside tells of itself, and take it away at the end, however that comes."""
    one = Progress(steps, is_wanted=is_wanted)
    try:
        with watched(one.tell):
            yield one
    finally:
        one.clear()


def _bar(done: int, total: int) -> str:
    filled = _BAR * min(done, total) // max(1, total)
    return "━" * filled + "─" * (_BAR - filled)
