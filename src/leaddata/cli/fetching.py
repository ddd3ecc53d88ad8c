"""The command that fetches: the only one that uses the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from leaddata.cli.commands import Command
from leaddata.cli.completing import complete_sources
from leaddata.cli.options import raw_place_option

if TYPE_CHECKING:
    from leaddata.pipeline.fetch import FetchOptions

__all__ = ["fetch", "fetch_arguments", "fetch_options"]

_F = TypeVar("_F", bound=Callable[..., Any])
_ARGUMENTS = (
    click.argument("source_ids", nargs=-1, metavar="[SOURCE_ID]...", shell_complete=complete_sources),
    raw_place_option,
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
    examples=(
        "leaddata fetch",
        "leaddata fetch bmj_leader_blog",
        "NCBI_API_KEY=... leaddata fetch pubmed_clinical_leadership --contact ann@example.org",
    ),
)
@fetch_arguments
def fetch(
    source_ids: tuple[str, ...], raw: Path | str | None, contact: str | None, *, allow_shrink: bool, allow_private: bool
) -> int:
    """
    Fetch new snapshots of sources, all by default, and keep those that have changed. Uses the network.

    Exit code 3 if a source could not be fetched, or was named and is never fetched: its document is put there with
    `leaddata add`.
    """
    from leaddata.cli.folders import data_folder
    from leaddata.cli.output import write_report
    from leaddata.pipeline.fetch import fetch as run
    from leaddata.pipeline.stores import documents_at_hand, fetched_to

    raw = raw or data_folder("raw")
    with (
        fetch_options(contact, allow_shrink=allow_shrink, allow_private=allow_private) as options,
        documents_at_hand(raw, is_kept=True) as documents,
    ):
        report = fetched_to(run(documents, source_ids, options), documents, raw)
    write_report(report)
    return report.exit_code


@contextmanager
def fetch_options(contact: str | None, *, allow_shrink: bool, allow_private: bool) -> Iterator[FetchOptions]:
    """Yield the options of a fetch, of which standard error shows how far it has come, if that is a terminal."""
    from leaddata.cli.progress import progress
    from leaddata.pipeline.fetch import FetchOptions, Step, environment

    with progress() as bar:

        def show(step: Step) -> None:
            bar.tell(f"{step.unit} of {step.source_id}", step.done, step.total)

        options = FetchOptions(tell=show, allow_shrink=allow_shrink, allow_private=allow_private)
        yield environment(options, contact)
