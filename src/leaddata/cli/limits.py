"""Options that several commands share: what reading one document may cost, and the register of redactions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from leaddata.pipeline.limits import Limits

__all__ = ["limit_options", "redactions_option"]

_F = TypeVar("_F", bound=Callable[..., Any])
_DEFAULT = Limits()
_OPTIONS = (
    click.option(
        "--timeout",
        type=click.FloatRange(0, 86_400, min_open=True),
        metavar="SECONDS",
        help="Computing time for one document [default: 15, and 2 more for each MB of it].",
    ),
    click.option(
        "--memory",
        type=click.IntRange(1, 1_000_000),
        metavar="MB",
        default=_DEFAULT.memory_mb,
        show_default=True,
        help="Memory for reading one document.",
    ),
    click.option(
        "--pages",
        type=click.IntRange(min=1),
        metavar="N",
        default=_DEFAULT.pages,
        show_default=True,
        help="Pages that one document may have.",
    ),
)


redactions_option = click.option(
    "--redactions",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Register of people to leave out [default: redactions.yaml beside the documents, else the installed one].",
)


def limit_options(function: _F) -> _F:
    """Add ``--timeout``, ``--memory`` and ``--pages`` to a command, in this order."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
