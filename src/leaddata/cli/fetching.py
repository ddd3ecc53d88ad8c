"""The command that fetches: the only one that uses the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from leaddata.cli.commands import Command

if TYPE_CHECKING:
    from leaddata.pipeline.fetch import FetchOptions

__all__ = ["fetch", "fetch_arguments", "fetch_options"]

_F = TypeVar("_F", bound=Callable[..., Any])
_ARGUMENTS = (
    click.argument("source_ids", nargs=-1, metavar="[SOURCE_ID]..."),
    click.option("--raw", type=click.Path(path_type=Path), metavar="DIR", help="Documents [default: data/raw]."),
    click.option("--contact", metavar="EMAIL", help="Where to be asked about it [default: $LEADDATA_CONTACT]."),
    click.option("--allow-shrink", is_flag=True, help="Keep a snapshot less than half as large as the last."),
    click.option("--allow-private", is_flag=True, help="Ask addresses that are not on the public internet, too."),
)


def fetch_arguments(function: _F) -> _F:
    """Add the arguments of a fetch to a command."""
    for argument in reversed(_ARGUMENTS):
        function = argument(function)
    return function


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  leaddata fetch\n  leaddata fetch bmj_leader_blog\n"
    "  NCBI_API_KEY=... leaddata fetch pubmed_clinical_leadership --contact ann@example.org",
)
@fetch_arguments
def fetch(
    source_ids: tuple[str, ...], raw: Path | None, contact: str | None, *, allow_shrink: bool, allow_private: bool
) -> int:
    """
    Fetch new snapshots of sources, all by default, and keep those that have changed. Uses the network.

    Exit code 3 if a source could not be fetched, or was named and is never fetched: its document is put there with
    `leaddata add`.
    """
    from leaddata.cli.folders import data_folder
    from leaddata.cli.output import write_report
    from leaddata.pipeline.fetch import fetch as run

    with fetch_options(contact, allow_shrink=allow_shrink, allow_private=allow_private) as options:
        report = run(raw or data_folder("raw"), source_ids, options)
    write_report(report)
    return report.exit_code


@contextmanager
def fetch_options(contact: str | None, *, allow_shrink: bool, allow_private: bool) -> Iterator[FetchOptions]:
    """Yield the options of a fetch, with a bar on standard error for each source, if that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    from leaddata.pipeline.fetch import FetchOptions, Step, environment

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bars: dict[str, TaskID] = {}

        def show(step: Step) -> None:
            name = f"{step.source_id} ({step.unit})"
            if name not in bars:
                bars[name] = progress.add_task(name, total=step.total)
            progress.update(bars[name], completed=step.done, total=step.total)

        options = FetchOptions(tell=show, allow_shrink=allow_shrink, allow_private=allow_private)
        yield environment(options, contact)
