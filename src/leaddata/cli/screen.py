"""
What standard output leads to, and which colours it may have.

Colours are asked for by ``--color``, else by `NO_COLOR <https://no-color.org>`_, `FORCE_COLOR <https://force-color.org>`_
or ``CLICOLOR_FORCE`` (https://bixense.com/clicolors), in this order; a ``TERM`` of ``dumb`` has none, any other terminal has.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TextIO

import click

__all__ = ["COLOURS", "Screen", "colour_wish", "is_terminal", "screen"]

COLOURS = ("auto", "always", "never")
# Of the sixteen colours those that can be read on a dark ground and on a light one: not yellow, white, blue or black.
_MARKS: Mapping[str, Mapping[str, object]] = {
    "head": {"bold": True},
    "name": {"fg": "cyan"},
    "dim": {"dim": True},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "other": {"fg": "magenta"},
}


@dataclass(frozen=True, slots=True)
class Screen:
    """
    Where an answer goes.

    Attributes:
        is_coloured: It takes colours: a terminal that has them, or something that was said to.
        width: Columns of a terminal; None of a file or a pipe, where nothing is cut.
    """

    is_coloured: bool
    width: int | None

    @property
    def is_drawn(self) -> bool:
        """True where a person looks at it, not a program."""
        return self.is_coloured or self.width is not None

    def marked(self, text: str, mark: str) -> str:
        """Return *text* as one of: head, name, dim, good, bad, other; or as it is."""
        return click.style(text, **_MARKS[mark]) if mark and text and self.is_coloured else text  # type: ignore[arg-type]


def screen(output: Path | None = None, *, stream: TextIO | None = None, wish: bool | None = None) -> Screen:
    """
    Return what an answer is seen on.

    Args:
        output: The file that it goes to, if it does.
        stream: The stream that it goes to; standard output by default.
        wish: Whether colours are wanted, outside of a command, which knows that.
    """
    if output is not None:
        return Screen(is_coloured=False, width=None)
    there = is_terminal(stream or sys.stdout)
    if (context := click.get_current_context(silent=True)) is not None:
        wish = context.color
    return Screen(there if wish is None else wish, shutil.get_terminal_size().columns if there else None)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether *stream* leads to a terminal: neither a pipe, nor a file, nor closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def colour_wish(arguments: Sequence[str], environment: Mapping[str, str]) -> bool | None:
    """
    Return whether colours are wanted by the arguments or the environment; None where it hangs on the terminal.

    Examples:
        >>> colour_wish(["load", "--color=never"], {"FORCE_COLOR": "1"})
        False
        >>> colour_wish([], {"CLICOLOR_FORCE": "1", "TERM": "dumb"})
        True
    """
    ours = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    said = [one.partition("=")[2] for one in ours if one.startswith("--color=")]
    said += [value for option, value in pairwise(ours) if option == "--color"]
    asked = {"always": True, "never": False}.get(said[-1]) if said else None
    if asked is not None:
        return asked
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return False if environment.get("TERM") == "dumb" or environment.get("CLICOLOR") == "0" else None
