"""What `verify` shows, and the part of it that reads every quote again."""

from __future__ import annotations

from pathlib import Path

import click

from leaddata.cli.output import write_problems
from leaddata.cli.progress import progress
from leaddata.cli.screen import screen
from leaddata.errors import ReleaseError
from leaddata.widths import shown

__all__ = ["verify_quotes", "write_found"]


def write_found(text: str, mark: str = "✓") -> None:
    """Write lines about what was found, each behind a mark at a terminal."""
    at = screen()
    for line in text.splitlines():
        sign = at.marked(mark, {"✓": "good", "✗": "bad"}.get(mark, "dim")) + " " if at.is_drawn else ""
        click.echo(sign + shown(line))


def verify_quotes(folder: Path | None, raw: Path | None) -> int:
    """Read every quote of a release again in the documents of *raw*, say how many stand there, and return the exit code."""
    from leaddata.cli.folders import data_folder
    from leaddata.installed import open_release, release_at

    place = data_folder("raw") if raw is None else raw
    if not place.is_dir():
        write_found("quotes: not read again: no documents at hand, name their folder with --raw", "-")
        return 0
    try:
        from leaddata.pipeline.reread import reread
    except ModuleNotFoundError:
        if raw is not None:
            raise
        write_found(
            "quotes: not read again: install 'leaddata[pipeline]' and name the folder of documents with --raw", "-"
        )
        return 0
    release = open_release() if folder is None else release_at(folder)
    with progress():
        found = reread(place, release.folder)
    write_problems(found.problems)
    stand = found.checked - found.failed
    write_found(
        f"quotes: {stand:,} of {found.checked:,} stand at their places in {place}, {found.withheld:,} are not published, "
        f"{found.absent:,} are of documents that are not there",
        "✗" if found.problems else "✓",
    )
    return ReleaseError.exit_code if found.problems else 0
