"""Arguments and options that several commands take, in the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from leaddata.cli.completing import complete_releases, complete_tables

__all__ = [
    "PATH",
    "format_option",
    "names_option",
    "out_option",
    "output_option",
    "raw_option",
    "release_option",
    "table_argument",
]

_F = TypeVar("_F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)

table_argument = click.argument("table", metavar="TABLE", shell_complete=complete_tables)
output_option = click.option("-o", "--output", type=PATH, metavar="FILE", help="Write to FILE, not to standard output.")
release_option = click.option(
    "--release", metavar="VERSION", shell_complete=complete_releases, help="A release other than the current one."
)
names_option = click.option("--without-names", is_flag=True, help="Leave out what names a person.")
# Without defaults of their own, so that `status` can tell a folder that was named from one that was not.
raw_option = click.option("--raw", type=PATH, metavar="DIR", help="Folder of documents [default: data/raw].")
out_option = click.option("--out", type=PATH, metavar="DIR", help="Folder of releases [default: data/processed].")


def format_option(*forms: str, text: str = "") -> Callable[[_F], _F]:
    """Return the option ``--format`` with the first of *forms* as its default."""
    what = text or f"{', '.join(forms[:-1])} or {forms[-1]}"
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms, case_sensitive=False),
        metavar="FORMAT",
        default=forms[0],
        help=f"{what} [default: {forms[0]}].",
    )
