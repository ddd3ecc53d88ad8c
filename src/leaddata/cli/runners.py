"""Options that say who reads documents: ``--runner``, ``--workers``, ``--dask-address``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from leaddata.pipeline.runner import RUNNERS

__all__ = ["runner_options"]

_F = TypeVar("_F", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--runner",
        type=click.Choice(RUNNERS),
        metavar="RUNNER",
        default="processes",
        show_default=True,
        help="Who reads: threads, processes, or dask, a cluster at --dask-address.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1, 1000),
        metavar="N",
        help="Documents read at once [default: one for each processor].",
    ),
    click.option("--dask-address", metavar="ADDRESS", help="Scheduler of a Dask cluster, as in tcp://host:8786."),
)


def runner_options(function: _F) -> _F:
    """Add ``--runner``, ``--workers`` and ``--dask-address`` to a command, in this order."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
