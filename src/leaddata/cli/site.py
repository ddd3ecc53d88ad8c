"""The command that builds the site."""

from __future__ import annotations

from pathlib import Path

import click

from leaddata.cli.commands import Command
from leaddata.cli.folders import data_folder
from leaddata.cli.options import FOLDER, raw_option
from leaddata.watching import tell

__all__ = ["site"]


@click.command(cls=Command, examples=("leaddata site", "leaddata site --out public"))
@raw_option
@click.option("--processed", type=FOLDER, metavar="DIR", help="Folder of releases [default: data/processed].")
@click.option("--docs", type=FOLDER, metavar="DIR", help="Pages of documentation [default: docs].")
@click.option("--out", type=FOLDER, metavar="DIR", default=Path("site"), show_default=True, help="Where it goes.")
def site(raw: Path | None, processed: Path | None, docs: Path | None, out: Path) -> None:
    """Build the site of the current release: pages that need neither a server nor the network."""
    from leaddata.cli.progress import progress
    from leaddata.pipeline.site import build_site

    count = 0

    def counted(_: str) -> None:
        nonlocal count
        count += 1
        tell("files", count)

    documentation = docs or data_folder("raw").parents[1] / "docs"
    with progress():
        build_site(processed or data_folder("processed"), raw or data_folder("raw"), documentation, out, counted)
    click.echo(f"{out / 'index.html'}: {count:,} files")
