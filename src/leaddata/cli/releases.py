"""Commands on whole releases: is one as it was published, and what differs between two. They need no extra."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaddata.cli.commands import Command
from leaddata.errors import ReleaseError, TamperedError, UsageError

if TYPE_CHECKING:
    from leaddata.releases import ReleaseDiff

__all__ = ["diff", "verify"]

_COLOURS = {"+": "green", "-": "red", "~": "yellow"}


@click.command(cls=Command, epilog="\b\nExamples:\n  leaddata verify\n  leaddata verify data/processed --raw data/raw")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--raw",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Documents in which every quote is read again [default: data/raw where it is there].",
)
def verify(folder: Path | None, raw: Path | None) -> int:
    """
    Compute every hash of a release (by default the installed one) again, and read every quote again at its place.

    Each file is held to its sha256, each table to its counts and to the hash of its content. Quotes are read in the
    documents at hand, with the extra `pipeline`. Exit code 5 if anything is not as published.
    """
    import leaddata

    if raw is not None and not raw.is_dir():
        msg = "expected a folder of documents, got no such folder"
        raise UsageError(msg, at=raw, next_step="name another with --raw, or leave it out")
    try:
        found = leaddata.verify(folder)
    except TamperedError as error:
        _write_problems([str(problem) for problem in error.problems])
        return ReleaseError.exit_code
    click.echo(str(found))
    return _verify_quotes(folder, raw)


def _verify_quotes(folder: Path | None, raw: Path | None) -> int:
    from leaddata.cli.folders import data_folder
    from leaddata.installed import open_release, release_at

    place = data_folder("raw") if raw is None else raw
    if not place.is_dir():
        click.echo("quotes: not read again: no documents at hand, name their folder with --raw")
        return 0
    try:
        from leaddata.pipeline.reread import reread
    except ModuleNotFoundError:
        if raw is not None:
            raise
        click.echo("quotes: not read again: install 'leaddata[pipeline]' and name the folder of documents with --raw")
        return 0
    release = open_release() if folder is None else release_at(folder)
    found = reread(place, release.folder)
    _write_problems(found.problems)
    stand = found.checked - found.failed
    click.echo(
        f"quotes: {stand:,} of {found.checked:,} stand at their places in {place}, {found.withheld:,} are not published, "
        f"{found.absent:,} are of documents that are not there"
    )
    return ReleaseError.exit_code if found.problems else 0


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  leaddata diff 0.2.0 0.3.0\n  leaddata diff 0.2.0 --format json\n"
    "  leaddata diff data/processed elsewhere/processed --format markdown",
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@click.option("--format", "form", type=click.Choice(["table", "json", "markdown"]), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to standard output.")
@click.option("--exit-code", is_flag=True, help="End with 5 if anything differs.")
def diff(before: str, after: str | None, form: str, output: Path | None, *, exit_code: bool) -> int:
    """
    List all that differs between release A and release B (by default the current one), by table, row and field.

    A and B are versions, or folders. The first line says which step in the version the difference asks for.
    """
    import leaddata
    from leaddata.cli.output import write_text

    found = leaddata.diff(before, after)
    match form:
        case "json":
            text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"
        case "markdown":
            text = found.to_markdown()
        case _:
            text = _drawn(found, is_coloured=output is None and _is_coloured())
    write_text(text, output)
    return ReleaseError.exit_code if exit_code and not found.is_empty else 0


def _drawn(found: ReleaseDiff, *, is_coloured: bool) -> str:
    from leaddata.cli.output import shown

    lines = [
        click.style(shown(line), fg=_COLOURS[kind]) if is_coloured and kind else shown(line)
        for kind, line in found.lines()
    ]
    return "\n".join(lines) + "\n"


def _is_coloured() -> bool:
    # https://no-color.org: set to anything but nothing.
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write_problems(problems: Sequence[str]) -> None:
    from leaddata.cli.output import write_aside

    write_aside(f"leaddata: {problem}" for problem in problems)
